//! Rows that are found by their names, and made when there is none: cases, people.

use rusqlite::{OptionalExtension, params};

use super::key::{Key, KeySource, get};
use super::{StoreError, Tx, fresh};

impl Tx<'_> {
    /// The row of this name in a table of ours with the columns id, name and created_at, made if there is none.
    pub(super) fn named<K: KeySource>(
        &self,
        table: &'static str,
        name: &str,
        at: &str,
    ) -> Result<K, StoreError> {
        if let Some(id) = self.known(table, name)? {
            return Ok(id);
        }
        let id = fresh();
        let insert = format!("INSERT INTO \"{table}\" (id, name, created_at) VALUES (?1, ?2, ?3)");
        self.connection.prepare_cached(&insert)?.execute(params![Key(id), name, at])?;
        Ok(id)
    }

    /// The row of this name in such a table.
    pub(super) fn known<K: KeySource>(
        &self,
        table: &'static str,
        name: &str,
    ) -> Result<Option<K>, StoreError> {
        let find = format!("SELECT id FROM \"{table}\" WHERE name = ?1");
        Ok(self
            .connection
            .prepare_cached(&find)?
            .query_row([name], |row| get(row, 0))
            .optional()?)
    }
}
