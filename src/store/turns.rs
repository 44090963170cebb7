//! The table `turn`.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{SourceId, Span, Speaker, Turn, TurnId};

/// Reads turns so that equal speakers share one string.
#[derive(Default)]
struct Reader {
    speakers: HashMap<String, Speaker>,
}

impl Reader {
    /// A turn from the columns start, end, marker, speaker that begin at `first`.
    fn turn(&mut self, row: &Row<'_>, first: usize) -> rusqlite::Result<Turn> {
        let span = Span { start: row.get(first)?, end: row.get(first + 1)? };
        let marker = row.get(first + 2)?;
        let speaker = row.get_ref(first + 3)?.as_str_or_null()?.map(|name| {
            self.speakers.get(name).cloned().unwrap_or_else(|| {
                let speaker: Speaker = Arc::from(name);
                self.speakers.insert(name.to_owned(), speaker.clone());
                speaker
            })
        });
        Ok(Turn { span, marker, speaker })
    }
}

impl Rows<'_> {
    /// The turns of every source, in order.
    pub fn turns(&self) -> Result<HashMap<SourceId, Vec<Turn>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT source, start, \"end\", marker, speaker FROM turn ORDER BY source, start",
        )?;
        let mut reader = Reader::default();
        let mut all: HashMap<SourceId, Vec<Turn>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(reader.turn(row, 1)?);
        }
        Ok(all)
    }

    /// The turns of one source, in order.
    pub fn turns_of(&self, source: SourceId) -> Result<Vec<Turn>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT start, \"end\", marker, speaker FROM turn WHERE source = ?1 ORDER BY start",
        )?;
        let mut reader = Reader::default();
        let mut turns = Vec::new();
        let mut rows = statement.query([Key(source)])?;
        while let Some(row) = rows.next()? {
            turns.push(reader.turn(row, 0)?);
        }
        Ok(turns)
    }
}

impl Tx<'_> {
    /// Adds turns to a source.
    pub fn insert_turns(&self, source: SourceId, turns: &[Turn]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO turn (id, source, start, \"end\", marker, speaker)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for turn in turns {
            statement.execute(params![
                Key(fresh::<TurnId>()),
                Key(source),
                turn.span.start,
                turn.span.end,
                turn.marker,
                turn.speaker.as_deref()
            ])?;
        }
        Ok(())
    }
}
