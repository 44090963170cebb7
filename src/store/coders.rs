//! The table `coder`.

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Coder, CoderId};

impl Rows<'_> {
    /// Everybody who codes in this project, by name.
    pub fn coders(&self) -> Result<Vec<Coder>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM coder ORDER BY name, id")?;
        let rows =
            statement.query_map([], |row| Ok(Coder { id: get(row, 0)?, name: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Adds a coder; the caller has made sure that the name is new and not empty.
    pub fn insert_coder(&self, name: &str, at: &str) -> Result<CoderId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached("INSERT INTO coder (id, name, created_at) VALUES (?1, ?2, ?3)")?
            .execute(params![Key(id), name, at])?;
        Ok(id)
    }
}
