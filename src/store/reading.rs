//! The table `reading`: where a coder stopped reading a source. Not part of the history.

use rusqlite::{OptionalExtension, params};

use super::key::{Key, get};
use super::{Rows, Store, StoreError};
use crate::domain::{CoderId, SourceId};

/// A place on a page that stays the same at every width and text size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// A code point of the line at the top of the view.
    pub at: u32,
    /// How far that line's top stands above the view's top, in points.
    pub offset: f32,
}

impl Rows<'_> {
    /// Where a coder stopped reading a source.
    pub fn reading_position(
        &self,
        coder: CoderId,
        source: SourceId,
    ) -> Result<Option<Position>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT \"at\", \"offset\" FROM reading WHERE coder = ?1 AND source = ?2",
            )?
            .query_row(params![Key(coder), Key(source)], |row| {
                Ok(Position { at: row.get(0)?, offset: row.get(1)? })
            })
            .optional()?)
    }

    /// The source a coder read last.
    pub fn last_read(&self, coder: CoderId) -> Result<Option<SourceId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT source FROM reading WHERE coder = ?1 ORDER BY read_at DESC LIMIT 1",
            )?
            .query_row([Key(coder)], |row| get(row, 0))
            .optional()?)
    }
}

impl Store {
    /// Remembers where a coder stopped reading a source. `now` is RFC 3339 in UTC.
    pub fn set_reading_position(
        &self,
        coder: CoderId,
        source: SourceId,
        position: Position,
        now: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO reading (coder, source, \"at\", \"offset\", read_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(coder), Key(source), position.at, position.offset, now])?;
        Ok(())
    }
}
