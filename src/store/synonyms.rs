//! The table `synonym`: words that mean the same.

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Synonym, SynonymId};

impl Rows<'_> {
    /// All groups of words that mean the same, oldest first.
    pub fn synonyms(&self) -> Result<Vec<Synonym>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, words FROM synonym ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            let words = row.get_ref(1)?.as_str()?.lines().map(str::to_owned).collect();
            Ok(Synonym { id: get(row, 0)?, words })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Adds a group. No word may hold a line break.
    pub fn insert_synonym(&self, words: &[String], at: &str) -> Result<SynonymId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached("INSERT INTO synonym (id, words, created_at) VALUES (?1, ?2, ?3)")?
            .execute(params![Key(id), words.join("\n"), at])?;
        Ok(id)
    }

    /// Puts other words in the place of a group's.
    pub fn set_synonym(&self, id: SynonymId, words: &[String]) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE synonym SET words = ?2 WHERE id = ?1")?
            .execute(params![Key(id), words.join("\n")])?;
        Ok(())
    }

    /// Removes a group.
    pub fn delete_synonym(&self, id: SynonymId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM synonym WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}
