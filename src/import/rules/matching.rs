//! Looks for a pattern in a name or a line, and reads what its fields found.

use regex::{Captures, Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use super::Place;
use super::expression::{Group, expression};
use super::fields;
use super::pattern::{Field, Pattern, PatternError, PatternProblem};
use crate::domain::{PartialDate, SourceKind, Span};
use crate::text::{DateOrder, language, read_date};

/// Most bytes that a compiled pattern may take.
const LARGEST: usize = 1 << 20;
/// So many code points of a name or line are looked at.
const LONGEST: usize = 400;

/// A pattern that is ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Search {
    expression: Regex,
    /// What the groups of the expression find, in order.
    groups: Vec<Group>,
    place: Place,
}

/// What a pattern found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub kind: Option<SourceKind>,
    pub case: Option<String>,
    pub people: Vec<String>,
    pub date: Option<PartialDate>,
    pub language: Option<&'static str>,
    pub name: Option<String>,
}

impl Search {
    /// Makes a pattern ready for a place.
    pub fn new(place: Place, pattern: &Pattern) -> Result<Self, PatternError> {
        let (written, groups) = expression(place, pattern);
        let expression = RegexBuilder::new(&written)
            .size_limit(LARGEST)
            .dfa_size_limit(LARGEST)
            .build()
            .map_err(|_| {
                let end = pattern.to_string().chars().count() as u32;
                PatternError { span: Span { start: 0, end }, problem: PatternProblem::TooMuch }
            })?;
        Ok(Self { expression, groups, place })
    }

    /// The first place in words prepared by [`plain`] where every field can be read.
    pub fn find(&self, plain: &str, order: DateOrder) -> Option<Found> {
        self.expression.captures_iter(plain).find_map(|captures| self.read(&captures, order))
    }

    fn read(&self, captures: &Captures, order: DateOrder) -> Option<Found> {
        let mut found = Found::default();
        for (group, words) in self.groups.iter().zip(captures.iter().skip(1)) {
            let Some(words) = words.map(|words| words.as_str()) else { continue };
            match (group.field, group.is_free) {
                (Field::Kind, _) => found.kind = Some(fields::kind_of(words)?),
                (Field::Case, false) => found.case = Some(fields::spaced(words)),
                (Field::Case, true) => found.case = Some(fields::free(words)?),
                (Field::Person, false) => found.people.extend(fields::people_of(words)?),
                (Field::Person, true) => {
                    let in_name = self.place != Place::Lines;
                    found.people.extend(fields::free_people(words, in_name)?);
                }
                (Field::Date, _) => {
                    found.date = Some(read_date(words, order).or_else(|| words.parse().ok())?);
                }
                (Field::Language, _) => found.language = Some(language::code(words)?),
                (Field::Name, _) => found.name = Some(fields::free(words)?),
                (Field::Number | Field::Anything, _) => {}
            }
        }
        Some(found)
    }
}

/// Words as patterns are looked for in them: composed (NFC), with blanks for underscores and for Markdown's asterisks.
pub(super) fn plain(words: &str) -> String {
    let blank = |c| if matches!(c, '_' | '*') { ' ' } else { c };
    words.nfc().map(blank).take(LONGEST).collect()
}
