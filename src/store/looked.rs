//! The table `looked`: up to when a coder has seen what others did. Not part of the history.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};

use super::key::Key;
use super::{Rows, Store, StoreError};
use crate::domain::CoderId;

impl Rows<'_> {
    /// Up to when a coder has seen what others did, as RFC 3339 in UTC; none where they never said so.
    pub fn looked(&self, coder: CoderId) -> Result<Option<Arc<str>>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT \"at\" FROM looked WHERE coder = ?1")?
            .query_row([Key(coder)], |row| row.get(0))
            .optional()?)
    }
}

impl Store {
    /// Notes that a coder has seen everything up to a step, which was done before `now`, RFC 3339 in UTC.
    pub fn set_looked(&self, coder: CoderId, step: i64, now: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO looked (coder, step, \"at\") VALUES (?1, ?2, ?3)",
            )?
            .execute(params![Key(coder), step, now])?;
        Ok(())
    }
}
