//! The table `source`.

use rusqlite::{OptionalExtension, Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{SourceId, SourceInfo, SourceKind};

/// A source before it has a key.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    /// Its name; the caller has made sure that it is new.
    pub name: &'a str,
    /// What it is.
    pub kind: SourceKind,
    /// Its text in stored form.
    pub text: &'a str,
    /// Length of the text in code points.
    pub length: u32,
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hex digits.
    pub sha256: &'a str,
    /// SHA-256 of the bytes of the file it was read from, in lower-case hex digits.
    pub file_sha256: &'a str,
    /// The encoding of the file it was read from.
    pub encoding: &'a str,
    /// What was doubtful, in sentences.
    pub doubts: &'a [String],
}

const INFO: &str =
    "SELECT id, name, kind, length, sha256, imported_at, doubts, file_sha256 FROM source";

fn info(row: &Row<'_>) -> rusqlite::Result<SourceInfo> {
    Ok(SourceInfo {
        id: get(row, 0)?,
        name: row.get(1)?,
        kind: row.get::<_, String>(2)?.parse().unwrap_or(SourceKind::Document),
        length: row.get(3)?,
        sha256: row.get(4)?,
        imported_at: row.get(5)?,
        doubts: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
        file_sha256: row.get(7)?,
    })
}

impl Rows<'_> {
    /// What is known of each source, without the texts; in no particular order.
    pub fn sources(&self) -> Result<Vec<SourceInfo>, StoreError> {
        let mut statement = self.connection.prepare_cached(INFO)?;
        let rows = statement.query_map([], info)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The text of a source.
    pub fn source_text(&self, id: SourceId) -> Result<String, StoreError> {
        self.connection
            .prepare_cached("SELECT text FROM source WHERE id = ?1")?
            .query_row([Key(id)], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::Gone("This source"))
    }
}

impl Tx<'_> {
    /// Adds a source.
    pub fn insert_source(&self, source: &NewSource<'_>, at: &str) -> Result<SourceId, StoreError> {
        let id = fresh();
        let doubts = serde_json::Value::from(source.doubts.to_vec()).to_string();
        self.connection
            .prepare_cached(
                "INSERT INTO source (id, name, kind, length, sha256, encoding, doubts, imported_at,
                     text, file_sha256)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                Key(id),
                source.name,
                source.kind.word(),
                source.length,
                source.sha256,
                source.encoding,
                doubts,
                at,
                source.text,
                source.file_sha256
            ])?;
        Ok(id)
    }

    /// Gives a source another name; the caller has made sure that it is free.
    pub fn rename_source(&self, id: SourceId, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE source SET name = ?2 WHERE id = ?1")?
            .execute(params![Key(id), name])?;
        Ok(())
    }

    /// Says that a source is of another kind.
    pub fn set_source_kind(&self, id: SourceId, kind: SourceKind) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE source SET kind = ?2 WHERE id = ?1")?
            .execute(params![Key(id), kind.word()])?;
        Ok(())
    }

    /// Removes a source with everything that stands on it.
    pub fn delete_source(&self, id: SourceId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM source WHERE id = ?1")?
            .execute(params![Key(id)])?;
        Ok(())
    }
}
