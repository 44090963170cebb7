//! The table `saved_query`: questions that are kept under a name.

use rusqlite::params;

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CoderId, SavedQuery, SavedQueryId};

impl Rows<'_> {
    /// All kept questions, by name.
    pub fn saved_queries(&self) -> Result<Vec<SavedQuery>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, name, query, coder FROM saved_query ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            Ok(SavedQuery {
                id: get(row, 0)?,
                name: row.get(1)?,
                query: row.get(2)?,
                coder: get_optional(row, 3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a question under a name.
    pub fn insert_saved_query(
        &self,
        name: &str,
        query: &str,
        coder: Option<CoderId>,
        at: &str,
    ) -> Result<SavedQueryId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO saved_query (id, name, query, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), name, query, coder.map(Key), at])?;
        Ok(id)
    }

    /// Has a name stand for another question.
    pub fn set_saved_query(&self, id: SavedQueryId, query: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE saved_query SET query = ?2 WHERE id = ?1")?
            .execute(params![Key(id), query])?;
        Ok(())
    }

    /// Gives a kept question another name.
    pub fn rename_saved_query(&self, id: SavedQueryId, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE saved_query SET name = ?2 WHERE id = ?1")?
            .execute(params![Key(id), name])?;
        Ok(())
    }

    /// Keeps a question no longer.
    pub fn delete_saved_query(&self, id: SavedQueryId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM saved_query WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }
}
