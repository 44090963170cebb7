//! The layout of a survey: what each column is for and what a blank is, kept so that the next wave goes in the same way.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::role::{AttributeKind, Role};
use super::sheet::Sheet;
use super::{Grid, guess};
use crate::domain::AnswerState;

/// What stands in a cell, instead of an answer, of a question that was left blank.
const SKIPPED: [&str; 8] = ["-", "--", ".", "n/a", "n.a.", "na", "no answer", "no response"];
/// What stands in a cell of a question that was not put to the respondent.
const NOT_ASKED: [&str; 8] = [
    "not asked",
    "n/a - routed",
    "n/a - not asked",
    "routed",
    "question not asked",
    "not shown",
    "not displayed",
    "not applicable",
];

/// Whether a question has one source or a respondent has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrangement {
    /// One source per respondent, with a heading per question.
    #[default]
    PerRespondent,
    /// One source per question, with a heading per respondent.
    PerQuestion,
}

/// A column with what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What is made of it.
    pub role: Role,
    /// What its values are, for closed answers.
    #[serde(default)]
    pub kind: AttributeKind,
    /// What separates the choices of a multiple choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
}

impl Column {
    /// A column of words.
    pub fn new(name: &str, role: Role) -> Self {
        Self { name: name.to_owned(), role, kind: AttributeKind::Text, separator: None }
    }
}

/// How a table of answers is read. Columns are known by their names, so that one that moved is found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The name of the sheet.
    pub sheet: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What the sources are.
    pub arrangement: Arrangement,
    /// The wave of data collection, for tables without a column of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// What stands for an answer left blank; compared without regard to case and kinds of dashes.
    pub skipped: Vec<String>,
    /// What stands for a question not asked; likewise.
    pub not_asked: Vec<String>,
}

/// A table that a layout does not fit, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LayoutError {
    /// No column of the table is an open question.
    #[error("no column is an open question, so there is no text; choose one")]
    NoQuestion,
    /// The table has no rows.
    #[error("the table has no rows below the names of its columns")]
    NoRespondent,
    /// Two columns have a role that only one can have; the role's title and the columns.
    #[error("“{1}” and “{2}” are both “{0}”, which only one column can be; change one of them")]
    Twice(&'static str, String, String),
    /// The texts would be larger than this many megabytes.
    #[error("its texts would be larger than {0} MB; divide the table")]
    TooLarge(usize),
}

impl Layout {
    /// What the columns of a sheet seem to be, with the usual words for blanks.
    pub fn guess(sheet: &Sheet) -> Self {
        Self {
            sheet: sheet.name.clone(),
            columns: guess::columns(sheet),
            arrangement: Arrangement::default(),
            round: None,
            skipped: SKIPPED.map(str::to_owned).to_vec(),
            not_asked: NOT_ASKED.map(str::to_owned).to_vec(),
        }
    }

    /// The sheet of a file that the layout is for: the one of its name, or the only one.
    pub fn sheet_of<'a>(&self, grid: &'a Grid) -> Option<&'a Sheet> {
        let named =
            grid.sheets.iter().find(|sheet| comparable(&sheet.name) == comparable(&self.sheet));
        named.or_else(|| grid.sheets.first().filter(|_| grid.sheets.len() == 1))
    }

    /// Whether a cell holds an answer.
    pub fn state(&self, cell: &str) -> AnswerState {
        Blanks::of(self).state(cell)
    }

    /// The column of the layout for each column of a sheet, and what does not fit, in sentences.
    pub(super) fn fit(
        &self,
        sheet: &Sheet,
    ) -> Result<(Vec<Option<&Column>>, Vec<String>), LayoutError> {
        let mut known: HashMap<String, &Column> =
            self.columns.iter().map(|column| (comparable(&column.name), column)).collect();
        let fitted: Vec<_> =
            sheet.header.iter().map(|name| known.remove(&comparable(name))).collect();
        let mut singles: HashMap<Role, &str> = HashMap::new();
        for (column, name) in fitted.iter().zip(&sheet.header) {
            let Some(role) = column.map(|column| column.role).filter(|role| role.is_single())
            else {
                continue;
            };
            if let Some(before) = singles.insert(role, name) {
                let (before, name) = (before.to_owned(), name.clone());
                return Err(LayoutError::Twice(role.title(), before, name));
            }
        }
        let new = fitted.iter().zip(&sheet.header).filter(|(column, _)| column.is_none());
        let mut doubts: Vec<String> = new
            .map(|(_, name)| format!("The column “{name}” is not in the layout and was left out."))
            .collect();
        let is_missed = |column: &&Column| {
            known.contains_key(&comparable(&column.name))
                && !matches!(column.role, Role::Ignore | Role::Contact)
        };
        let missed = self.columns.iter().filter(is_missed);
        doubts.extend(
            missed.map(|column| {
                format!("The layout's column “{}” is not in the table.", column.name)
            }),
        );
        Ok((fitted, doubts))
    }
}

/// The words that stand for no answer, ready to be compared.
pub(super) struct Blanks {
    skipped: Vec<String>,
    not_asked: Vec<String>,
    longest: usize,
}

impl Blanks {
    /// Those of a layout.
    pub fn of(layout: &Layout) -> Self {
        Self::new(&layout.skipped, &layout.not_asked)
    }

    /// The usual ones.
    pub fn usual() -> Self {
        Self::new(&SKIPPED, &NOT_ASKED)
    }

    fn new(skipped: &[impl AsRef<str>], not_asked: &[impl AsRef<str>]) -> Self {
        let ready = |words: &str| comparable(words);
        let skipped: Vec<_> = skipped.iter().map(|words| ready(words.as_ref())).collect();
        let not_asked: Vec<_> = not_asked.iter().map(|words| ready(words.as_ref())).collect();
        let longest = skipped.iter().chain(&not_asked).map(|words| words.len()).max().unwrap_or(0);
        Self { skipped, not_asked, longest }
    }

    /// Whether words are an answer.
    pub fn state(&self, words: &str) -> AnswerState {
        let words = words.trim();
        // A dash may take three bytes and is compared as one.
        if words.len() > self.longest * 3 {
            return AnswerState::Given;
        }
        let words = comparable(words);
        if self.not_asked.contains(&words) {
            AnswerState::NotAsked
        } else if words.is_empty() || self.skipped.contains(&words) {
            AnswerState::Skipped
        } else {
            AnswerState::Given
        }
    }
}

/// Words without regard to case, blanks, kinds of dashes and brackets around them.
fn comparable(words: &str) -> String {
    let words = words.trim_matches(|c: char| c.is_whitespace() || "()[]<>".contains(c));
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
                c => plain.extend(c.to_lowercase()),
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_told_apart() {
        let blanks = Blanks::usual();
        for (words, state) in [
            ("", AnswerState::Skipped),
            (" — ", AnswerState::Skipped),
            ("N/A", AnswerState::Skipped),
            ("N/A – routed", AnswerState::NotAsked),
            ("[Not  asked]", AnswerState::NotAsked),
            ("None", AnswerState::Given),
            ("No", AnswerState::Given),
            ("n/a for us, since we are small", AnswerState::Given),
        ] {
            assert_eq!(blanks.state(words), state, "{words}");
        }
    }
}
