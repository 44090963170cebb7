//! The table `source_read`: which sources a coder has read to the end, and in which wording.

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CoderId, RowId, SourceId, SourceRead};

impl Rows<'_> {
    /// What was read by whom, in no particular order.
    pub fn source_reads(&self) -> Result<Vec<SourceRead>, StoreError> {
        let sql = "SELECT source, coder, sha256, created_at FROM source_read";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(SourceRead {
                source: get(row, 0)?,
                coder: get(row, 1)?,
                sha256: row.get(2)?,
                at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The sources that a coder has opened and left somewhere.
    pub fn begun(&self, coder: CoderId) -> Result<Vec<SourceId>, StoreError> {
        let sql = "SELECT source FROM reading WHERE coder = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([Key(coder)], |row| get(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Notes that a coder has read a source to the end, in the wording of this checksum.
    pub fn set_source_read(
        &self,
        source: SourceId,
        coder: CoderId,
        sha256: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO source_read (id, source, coder, sha256, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (source, coder) DO UPDATE SET sha256 = ?4, created_at = ?5",
            )?
            .execute(params![Key(fresh::<RowId>()), Key(source), Key(coder), sha256, at])?;
        Ok(())
    }

    /// Takes back that a coder has read a source.
    pub fn delete_source_read(&self, source: SourceId, coder: CoderId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM source_read WHERE source = ?1 AND coder = ?2")?
            .execute([Key(source).bytes(), Key(coder).bytes()])?;
        Ok(())
    }
}
