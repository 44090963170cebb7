//! The table `quick_code`: the codes a coder keeps under the number keys.

use rusqlite::params;
use uuid::Uuid;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx};
use crate::domain::{CodeId, CoderId};

impl Rows<'_> {
    /// A coder's number keys and their codes.
    pub fn quick_codes(&self, coder: CoderId) -> Result<Vec<(u8, CodeId)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, code FROM quick_code WHERE coder = ?1 ORDER BY number",
        )?;
        let rows = statement.query_map([Key(coder)], |row| Ok((row.get(0)?, get(row, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Puts a code under a number key (1 to 9) of a coder, in place of the one that was there, or clears the key.
    pub fn set_quick_code(
        &self,
        coder: CoderId,
        number: u8,
        code: Option<CodeId>,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM quick_code WHERE coder = ?1 AND number = ?2")?
            .execute(params![Key(coder), number])?;
        if let Some(code) = code {
            self.connection
                .prepare_cached(
                    "INSERT INTO quick_code (id, coder, number, code) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![
                    Uuid::now_v7().into_bytes().to_vec(),
                    Key(coder),
                    number,
                    Key(code)
                ])?;
        }
        Ok(())
    }
}
