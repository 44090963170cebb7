//! Clean-up of text that came from a printed page: furniture of the page, margin numbers, broken lines, spare blanks.
//!
//! Rules look at the text one after another, each at what the ones before it left. What they changed comes back as one
//! [`ChangeSet`], so that it can be shown, and positions in the old text can be carried over. Quotation marks, straight or
//! curly, stay as they are.

mod draft;
mod furniture;
mod hyphens;
mod lines;
mod margin;
mod spaces;
mod wraps;

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use self::draft::Draft;
use self::lines::lines;
use super::{ChangeSet, Edit, Text};
use crate::domain::Span;

/// A rule of clean-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// First and last lines that come again on page after page.
    RunningHeads,
    /// Lines that only tell the number of their page.
    PageNumbers,
    /// Numbers that count the lines in the margin.
    LineNumbers,
    /// Words that are divided at the end of a line.
    Hyphens,
    /// Lines of one paragraph that were broken at a width.
    HardWraps,
    /// Several blanks between two words.
    DoubleSpaces,
}

impl Rule {
    /// All rules, in the order in which they apply.
    pub const ALL: [Self; 6] = [
        Self::RunningHeads,
        Self::PageNumbers,
        Self::LineNumbers,
        Self::Hyphens,
        Self::HardWraps,
        Self::DoubleSpaces,
    ];

    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RunningHeads => "running-heads",
            Self::PageNumbers => "page-numbers",
            Self::LineNumbers => "line-numbers",
            Self::Hyphens => "hyphens",
            Self::HardWraps => "hard-wraps",
            Self::DoubleSpaces => "double-spaces",
        }
    }

    /// What it is called in a list, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::RunningHeads => "Running heads and feet",
            Self::PageNumbers => "Page numbers",
            Self::LineNumbers => "Margin line numbers",
            Self::Hyphens => "Hyphens at line ends",
            Self::HardWraps => "Hard line breaks",
            Self::DoubleSpaces => "Double spaces",
        }
    }

    /// What it does, in a sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::RunningHeads => {
                "Takes out the first and last lines of pages that come again on other pages."
            }
            Self::PageNumbers => {
                "Takes out lines at the top or foot of a page that only tell its number."
            }
            Self::LineNumbers => {
                "Takes out the numbers that count the lines in the margin, every line or every fifth."
            }
            Self::Hyphens => "Puts together words that are divided at the end of a line.",
            Self::HardWraps => {
                "Joins the lines of a paragraph where the text was broken at a fixed width."
            }
            Self::DoubleSpaces => "Leaves one space where several stand between two words.",
        }
    }

    /// Where the rule changes a text that has pages which begin at `pages`.
    fn find(self, text: &Text, pages: &[u32]) -> Found {
        match self {
            Self::RunningHeads => furniture::running_heads(&lines(text, pages)),
            Self::PageNumbers => furniture::page_numbers(&lines(text, pages)),
            Self::LineNumbers => margin::line_numbers(&lines(text, pages)),
            Self::Hyphens => hyphens::divided_words(text, &lines(text, pages)),
            Self::HardWraps => wraps::hard_wraps(&lines(text, pages)),
            Self::DoubleSpaces => spaces::double_spaces(text),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no rule of clean-up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "“{0}” is no rule of clean-up; use running-heads, page-numbers, line-numbers, hyphens, hard-wraps or double-spaces"
)]
pub struct UnknownRule(pub String);

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(word: &str) -> Result<Self, UnknownRule> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.word() == word)
            .ok_or_else(|| UnknownRule(word.to_owned()))
    }
}

/// A text after clean-up.
#[derive(Debug, Clone)]
pub struct Cleaned {
    /// The text as it is now. Empty when nothing but furniture stood in it.
    pub text: Text,
    /// What leads to it from the text as it was.
    pub changes: ChangeSet,
    /// How many places each of the rules changed, in the order in which they applied.
    pub places: Vec<(Rule, usize)>,
}

/// What a rule finds: replacements that do not overlap, and how many places they make to a reader.
struct Found {
    edits: Vec<Edit>,
    places: usize,
}

/// Cleans a text. Pages are the spans given and what form feeds (U+000C) part; without either, lines such as “Page 3 of
/// 12” that count up tell where pages end. The rules apply in the order of [`Rule::ALL`], each once.
///
/// Takes time in proportion to the text's length. Cleaning a second time may find a little more, since a line that had
/// furniture around it is then the first of its page.
pub fn clean(text: &Text, pages: &[Span], rules: &[Rule]) -> Cleaned {
    let mut draft = Draft::new(text, pages);
    let mut places = Vec::new();
    for rule in Rule::ALL.into_iter().filter(|rule| rules.contains(rule)) {
        let found = rule.find(draft.text(), draft.pages());
        draft.change(found.edits);
        places.push((rule, found.places));
    }
    let changes = draft.changes(text);
    Cleaned { text: draft.into_text(), changes, places }
}

#[cfg(test)]
mod tests;
