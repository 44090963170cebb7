//! The table `reason`: why a step was made.

use rusqlite::{OptionalExtension, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CoderId, Reason, ReasonId};

impl Rows<'_> {
    /// What was noted as the reason of a step.
    pub fn reason_of(&self, step: i64) -> Result<Option<Reason>, StoreError> {
        let sql = "SELECT id, step, text, meeting FROM reason WHERE step = ?1";
        let reason = self.connection.prepare_cached(sql)?.query_row([step], |row| {
            Ok(Reason {
                id: get(row, 0)?,
                step: row.get(1)?,
                text: row.get(2)?,
                meeting: row.get(3)?,
            })
        });
        Ok(reason.optional()?)
    }

    /// The meetings that were named with a reason, the latest first, each once.
    pub fn meetings_of_reasons(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT meeting FROM reason WHERE meeting <> '' GROUP BY meeting ORDER BY max(step) DESC",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Notes why a step was made, in the place of what was noted before; with neither a text nor a meeting, nothing is
    /// noted.
    pub fn set_reason(
        &self,
        step: i64,
        text: &str,
        meeting: &str,
        coder: Option<CoderId>,
        at: &str,
    ) -> Result<(), StoreError> {
        if text.is_empty() && meeting.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM reason WHERE step = ?1")?
                .execute([step])?;
            return Ok(());
        }
        self.connection
            .prepare_cached(
                "INSERT INTO reason (id, step, text, meeting, coder, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (step) DO UPDATE SET text = excluded.text, meeting = excluded.meeting",
            )?
            .execute(params![Key(fresh::<ReasonId>()), step, text, meeting, coder.map(Key), at])?;
        Ok(())
    }
}
