//! The earlier wordings of a text, from the history: no copy of them is kept beside it.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::key::{Key, get_optional};
use super::{Rows, StepKind, StoreError, patches};
use crate::domain::{CoderId, SourceId};

/// A change of a source's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The step that made it.
    pub seq: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who, if the coder is known.
    pub coder: Option<CoderId>,
    /// What was done, as a phrase in the past.
    pub label: String,
}

impl Rows<'_> {
    /// The steps that changed a source's text, the latest first.
    pub fn versions(&self, source: SourceId) -> Result<Vec<Version>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT seq, at, coder, label, step.kind FROM change JOIN step ON step.seq = change.step
             WHERE \"table\" = 'source' AND \"row\" = ?1 AND change.kind = 'update'
                 AND before ->> '$.text' IS NOT NULL
             ORDER BY seq DESC",
        )?;
        let rows = statement.query_map([Key(source)], |row| {
            let label: String = row.get(3)?;
            let label = StepKind::from_word(row.get_ref(4)?.as_str()?).tell(&label);
            Ok(Version { seq: row.get(0)?, at: row.get(1)?, coder: get_optional(row, 2)?, label })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A source's text as it stood before a step.
    pub fn text_before(&self, source: SourceId, seq: i64) -> Result<String, StoreError> {
        let mut text = self.source_text(source)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT before -> '$.text', after -> '$.text' FROM change
             WHERE \"table\" = 'source' AND \"row\" = ?1 AND kind = 'update' AND step >= ?2
                 AND before ->> '$.text' IS NOT NULL
             ORDER BY id DESC",
        )?;
        let stretch = |json: String| serde_json::from_str::<Map<String, Json>>(&json).ok();
        let rows = statement.query_map(params![Key(source), seq], |row| {
            Ok((stretch(row.get(0)?), stretch(row.get(1)?)))
        })?;
        for row in rows {
            let (before, after) = row?;
            text = before
                .zip(after)
                .and_then(|(before, after)| patches::restored(&text, &before, &after))
                .ok_or(StoreError::Gone("This version of the text"))?;
        }
        Ok(text)
    }

    /// The number of the step that brought a source in, as far as the history tells.
    pub fn imported_by(&self, source: SourceId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT step FROM change WHERE \"table\" = 'source' AND \"row\" = ?1 AND kind = 'insert'
                 ORDER BY id LIMIT 1",
            )?
            .query_row([Key(source)], |row| row.get(0))
            .optional()?)
    }
}
