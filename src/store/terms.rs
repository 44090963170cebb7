//! The table `term`: the project's private words.

use rusqlite::{OptionalExtension, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Term, TermId, TermKind};

impl Rows<'_> {
    /// All terms, by their private words.
    pub fn terms(&self) -> Result<Vec<(TermId, Term)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, private, public, kind FROM term ORDER BY private")?;
        let rows = statement.query_map([], |row| {
            let kind = row.get_ref(3)?.as_str()?.parse().unwrap_or(TermKind::Other);
            Ok((get(row, 0)?, Term { private: row.get(1)?, public: row.get(2)?, kind }))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Adds a term, or gives the one of the same private words another public one.
    pub fn set_term(&self, term: &Term, at: &str) -> Result<TermId, StoreError> {
        let known = self
            .connection
            .prepare_cached("SELECT id FROM term WHERE private = ?1")?
            .query_row([&term.private], |row| get(row, 0))
            .optional()?;
        if let Some(id) = known {
            self.connection
                .prepare_cached("UPDATE term SET public = ?2, kind = ?3 WHERE id = ?1")?
                .execute(params![Key(id), term.public, term.kind.word()])?;
            return Ok(id);
        }
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO term (id, private, public, kind, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), term.private, term.public, term.kind.word(), at])?;
        Ok(id)
    }

    /// Removes a term.
    pub fn delete_term(&self, id: TermId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM term WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}
