//! The table `reading`: where a coder stopped reading a source. Not part of the history.

use rusqlite::{OptionalExtension, params};

use super::key::Key;
use super::{Rows, Store, StoreError};
use crate::domain::{CoderId, SourceId};

/// A place on the page that stays the same at every width and text size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Position {
    /// The paragraph at the top of the window, counted from 0.
    pub paragraph: u32,
    /// How far the window's top lies below that paragraph's top, as a share of the paragraph's height.
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
                "SELECT paragraph, \"offset\" FROM reading WHERE coder = ?1 AND source = ?2",
            )?
            .query_row(params![Key(coder), Key(source)], |row| {
                Ok(Position { paragraph: row.get(0)?, offset: row.get(1)? })
            })
            .optional()?)
    }
}

impl Store {
    /// Remembers where a coder stopped reading a source.
    pub fn set_reading_position(
        &self,
        coder: CoderId,
        source: SourceId,
        position: Position,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO reading (coder, source, paragraph, \"offset\")
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![Key(coder), Key(source), position.paragraph, position.offset])?;
        Ok(())
    }
}
