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
    /// A turn from the columns start, end, marker, speaker, time that begin at `first`.
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
        Ok(Turn { span, marker, speaker, time: row.get(first + 4)? })
    }
}

impl Rows<'_> {
    /// The turns of every source, in order.
    pub fn turns(&self) -> Result<HashMap<SourceId, Vec<Turn>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT source, start, \"end\", marker, speaker, time FROM turn ORDER BY source, start",
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
            "SELECT start, \"end\", marker, speaker, time FROM turn WHERE source = ?1 ORDER BY start",
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
            "INSERT INTO turn (id, source, start, \"end\", marker, speaker, time)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for turn in turns {
            statement.execute(params![
                Key(fresh::<TurnId>()),
                Key(source),
                turn.span.start,
                turn.span.end,
                turn.marker,
                turn.speaker.as_deref(),
                turn.time
            ])?;
        }
        Ok(())
    }

    /// Puts other turns in the place of a source's. Rows of turns that stay, or that only moved or were named anew, stay
    /// the same rows, so that the history tells what happened to them.
    pub fn set_turns(&self, source: SourceId, turns: &[Turn]) -> Result<(), StoreError> {
        let mut read = self
            .connection
            .prepare_cached("SELECT id FROM turn WHERE source = ?1 ORDER BY start, \"end\"")?;
        let ids = read.query_map([Key(source)], |row| get::<TurnId>(row, 0))?;
        let ids: Vec<TurnId> = ids.collect::<rusqlite::Result<_>>()?;
        let before = self.turns_of(source)?;
        // What is the same at the beginning and at the end is left alone, whatever happens between.
        let same = before.iter().zip(turns).take_while(|(a, b)| a == b).count();
        let (old, new) = (&before[same..], &turns[same..]);
        let mut update = self.connection.prepare_cached(
            "UPDATE turn SET start = ?2, \"end\" = ?3, marker = ?4, speaker = ?5, time = ?6
             WHERE id = ?1",
        )?;
        let alike = |a: &Turn, b: &Turn| a.speaker == b.speaker && a.span.len() == b.span.len();
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| alike(a, b)).count();
        let mut set = |id: TurnId, turn: &Turn| -> Result<(), StoreError> {
            let Turn { span, marker, speaker, time } = turn;
            update.execute(params![
                Key(id),
                span.start,
                span.end,
                marker,
                speaker.as_deref(),
                time
            ])?;
            Ok(())
        };
        let (old_middle, new_middle) = (old.len() - tail, new.len() - tail);
        for (at, turn) in new.iter().enumerate() {
            if at < old_middle.min(new_middle) {
                set(ids[same + at], turn)?;
            } else if at >= new_middle {
                set(ids[same + at - new_middle + old_middle], turn)?;
            }
        }
        let mut delete = self.connection.prepare_cached("DELETE FROM turn WHERE id = ?1")?;
        for at in new_middle.min(old_middle)..old_middle {
            delete.execute([Key(ids[same + at])])?;
        }
        self.insert_turns(source, &new[old_middle.min(new_middle)..new_middle])
    }
}
