//! The rules by which names of files and first lines fill the columns of the import table.
//!
//! A rule is one line that a researcher sees and can change: where it looks, and a [`Pattern`] of words and fields.
//! `Interview {number} {person}` reads a person out of the name `Interview 0003 GP ID 102`. Case does not count; blanks,
//! underscores and dashes stand for one another. In names a pattern may match a part, on word bounds; a line it has to
//! match whole. The first rule that fills a column wins.

mod defaults;
mod expression;
mod fields;
mod header;
mod matching;
mod pattern;
mod settings;

use serde::{Deserialize, Serialize};

pub use self::defaults::defaults;
pub use self::header::header;
use self::matching::{Found, Search, plain};
pub use self::pattern::{Field, Pattern, PatternError, PatternProblem};
pub use self::settings::{Bracketed, ImportRules, RulesError};
use crate::domain::{PartialDate, SourceKind};
use crate::text::DateOrder;

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the file's name, without its ending.
    Name,
    /// In the name of the folder that the file lies in.
    Folder,
    /// In the lines of the text's header.
    Lines,
}

/// Where to look, and for what. As JSON `{"in": "name", "pattern": "{kind} {number}"}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "WrittenRule", into = "WrittenRule")]
pub struct Rule {
    place: Place,
    pattern: Pattern,
    search: Search,
}

impl Rule {
    /// A rule that is ready to be applied.
    ///
    /// # Errors
    ///
    /// When the pattern could not be searched for quickly, as one with dozens of fields.
    pub fn new(place: Place, pattern: Pattern) -> Result<Self, PatternError> {
        let search = Search::new(place, &pattern)?;
        Ok(Self { place, pattern, search })
    }

    /// Where it looks.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What it looks for.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        (self.place, &self.pattern) == (other.place, &other.pattern)
    }
}

impl Eq for Rule {}

/// A rule as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    #[serde(rename = "in")]
    place: Place,
    pattern: String,
}

impl TryFrom<WrittenRule> for Rule {
    type Error = String;

    fn try_from(rule: WrittenRule) -> Result<Self, String> {
        let told = |error: PatternError| {
            let place = error.span.start + 1;
            format!("the pattern “{}” cannot be used (character {place}): {error}", rule.pattern)
        };
        let pattern = rule.pattern.parse().map_err(told)?;
        Self::new(rule.place, pattern).map_err(told)
    }
}

impl From<Rule> for WrittenRule {
    fn from(rule: Rule) -> Self {
        Self { place: rule.place, pattern: rule.pattern.to_string() }
    }
}

/// The words of a file that rules are applied to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileWords<'a> {
    /// The file's name without its ending.
    pub name: &'a str,
    /// The name of the folder that it lies in; may be empty.
    pub folder: &'a str,
    /// The lines of its [`header`].
    pub lines: Vec<&'a str>,
}

/// What rules found for the columns of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// What it is.
    pub kind: Option<Cell<SourceKind>>,
    /// The case that it belongs to.
    pub case: Option<Cell<String>>,
    /// Who is interviewed or observed in it, each once.
    pub people: Option<Cell<Vec<String>>>,
    /// When it was.
    pub date: Option<Cell<PartialDate>>,
    /// The language it is in (ISO 639-1).
    pub language: Option<Cell<&'static str>>,
    /// What it is to be called.
    pub name: Option<Cell<String>>,
}

/// What fills a column, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<T> {
    /// What was found.
    pub value: T,
    /// The rule that found it, counted from 0.
    pub rule: usize,
}

/// Applies rules in their order; the first that fills a column wins. Where a rule finds people in several lines, all of
/// them count.
pub fn apply(rules: &[Rule], words: &FileWords, order: DateOrder) -> Filled {
    let (name, folder) = ([plain(words.name)], [plain(words.folder)]);
    let lines: Vec<String> = words.lines.iter().map(|line| plain(line)).collect();
    let mut filled = Filled::default();
    for (at, rule) in rules.iter().enumerate() {
        let places = match rule.place {
            Place::Name => &name[..],
            Place::Folder => &folder[..],
            Place::Lines => &lines[..],
        };
        for found in places.iter().filter_map(|words| rule.search.find(words, order)) {
            filled.take(found, at);
        }
    }
    filled
}

impl Filled {
    /// Takes what a rule found for the columns that are empty.
    fn take(&mut self, found: Found, rule: usize) {
        fn fill<T>(column: &mut Option<Cell<T>>, value: Option<T>, rule: usize) {
            if let (None, Some(value)) = (&column, value) {
                *column = Some(Cell { value, rule });
            }
        }
        fill(&mut self.kind, found.kind, rule);
        fill(&mut self.case, found.case, rule);
        fill(&mut self.date, found.date, rule);
        fill(&mut self.language, found.language, rule);
        fill(&mut self.name, found.name, rule);
        if !found.people.is_empty() {
            let people = self.people.get_or_insert(Cell { value: Vec::new(), rule });
            for person in found.people {
                if people.rule == rule && !people.value.contains(&person) {
                    people.value.push(person);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
