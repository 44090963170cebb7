//! The table `markup`.

use std::sync::Arc;

use rusqlite::{Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{AnswerState, BracketClass, Markup, MarkupId, MarkupKind, SourceId, Span};

/// How a kind is stored: its word and its value.
fn words(kind: &MarkupKind) -> (&'static str, String) {
    match kind {
        MarkupKind::Bold => ("bold", String::new()),
        MarkupKind::Italic => ("italic", String::new()),
        MarkupKind::Heading(level) => ("heading", level.to_string()),
        MarkupKind::Page(label) => ("page", label.to_string()),
        MarkupKind::Answer { question, state } => {
            let word = match state {
                AnswerState::Given => "answer",
                AnswerState::Skipped => "skipped",
                AnswerState::NotAsked => "not-asked",
            };
            (word, question.to_string())
        }
        MarkupKind::Observer => ("observer", String::new()),
        MarkupKind::Bracket(class) => ("bracket", class.word().to_owned()),
    }
}

/// The kind that is stored so; a word that no version of ours writes is taken for a remark.
fn kind(word: &str, value: &str) -> MarkupKind {
    let answer = |state| MarkupKind::Answer { question: Arc::from(value), state };
    match word {
        "bold" => MarkupKind::Bold,
        "italic" => MarkupKind::Italic,
        "heading" => MarkupKind::Heading(value.parse().unwrap_or(6).clamp(1, 6)),
        "page" => MarkupKind::Page(Arc::from(value)),
        "answer" => answer(AnswerState::Given),
        "skipped" => answer(AnswerState::Skipped),
        "not-asked" => answer(AnswerState::NotAsked),
        "bracket" => MarkupKind::Bracket(value.parse().unwrap_or(BracketClass::Context)),
        _ => MarkupKind::Observer,
    }
}

fn markup(row: &Row<'_>) -> rusqlite::Result<Markup> {
    let span = Span { start: row.get(0)?, end: row.get(1)? };
    let (word, value) = (row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?);
    Ok(Markup { span, kind: kind(word, value) })
}

impl Rows<'_> {
    /// What is marked in a source's text, by place, longer first.
    pub fn markup_of(&self, source: SourceId) -> Result<Vec<Markup>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT start, \"end\", kind, value FROM markup WHERE source = ?1
             ORDER BY start, \"end\" DESC, id",
        )?;
        let rows = statement.query_map([Key(source)], markup)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The answers in all sources, by source and place.
    pub fn answers(&self) -> Result<Vec<(SourceId, Markup)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT start, \"end\", kind, value, source FROM markup
             WHERE kind IN ('answer', 'skipped', 'not-asked') ORDER BY source, start, id",
        )?;
        let rows = statement.query_map([], |row| Ok((get(row, 4)?, markup(row)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Marks spans of a source's text.
    pub fn insert_markup(&self, source: SourceId, all: &[Markup]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO markup (id, source, start, \"end\", kind, value)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for Markup { span, kind } in all {
            let (word, value) = words(kind);
            statement.execute(params![
                Key(fresh::<MarkupId>()),
                Key(source),
                span.start,
                span.end,
                word,
                value
            ])?;
        }
        Ok(())
    }

    /// Moves what is marked in a source's text, or takes it out where `to` gives nothing.
    pub fn move_markup(
        &self,
        source: SourceId,
        to: impl Fn(&Markup) -> Option<Span>,
    ) -> Result<(), StoreError> {
        let mut read = self.connection.prepare_cached(
            "SELECT start, \"end\", kind, value, id FROM markup WHERE source = ?1",
        )?;
        let rows =
            read.query_map([Key(source)], |row| Ok((markup(row)?, get::<MarkupId>(row, 4)?)))?;
        let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        let mut update = self
            .connection
            .prepare_cached("UPDATE markup SET start = ?2, \"end\" = ?3 WHERE id = ?1")?;
        let mut delete = self.connection.prepare_cached("DELETE FROM markup WHERE id = ?1")?;
        for (mark, id) in rows {
            match to(&mark) {
                Some(span) if span == mark.span => {}
                Some(span) => {
                    update.execute(params![Key(id), span.start, span.end])?;
                }
                None => {
                    delete.execute([Key(id)])?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        let question: Arc<str> = Arc::from("What helped?");
        let answers = [AnswerState::Given, AnswerState::Skipped, AnswerState::NotAsked]
            .map(|state| MarkupKind::Answer { question: question.clone(), state });
        let brackets = BracketClass::ALL.map(MarkupKind::Bracket);
        let others = [
            MarkupKind::Bold,
            MarkupKind::Italic,
            MarkupKind::Heading(3),
            MarkupKind::Page(Arc::from("iv")),
            MarkupKind::Observer,
        ];
        for all in answers.into_iter().chain(brackets).chain(others) {
            let (word, value) = words(&all);
            assert_eq!(kind(word, &value), all);
        }
    }
}
