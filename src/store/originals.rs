//! The table `original`: the bytes of files as they were imported. Not part of the history: they are found by their
//! checksum, and stay for a source that an undo may bring back.

use rusqlite::{OptionalExtension, params};

use super::{Rows, StoreError, Tx};

impl Rows<'_> {
    /// The bytes of a file by its SHA-256 in lower-case hex digits, where the project keeps them.
    pub fn original(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT bytes FROM original WHERE sha256 = ?1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Keeps the bytes of a file.
    pub fn keep_original(&self, sha256: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO original (sha256, bytes) VALUES (?1, ?2)")?
            .execute(params![sha256, bytes])?;
        Ok(())
    }
}
