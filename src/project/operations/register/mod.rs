//! The register: people, cases, meetings and attributes, each change of several as one step.

mod attributes;
mod cases;
mod cells;
mod columns;
mod matching;
mod meetings;
mod people;
mod tables;

use std::collections::HashMap;
use std::hash::Hash;

pub use attributes::NewValue;
pub use cells::{CellWords, CellsWritten, RowToWrite};
pub use columns::{RegisterCell, RegisterColumn, RegisterLine, RegisterRow};
pub use matching::Matched;
pub use tables::{EmptyCells, RegisterPlan, RegisterTable};

use crate::domain::{Attribute, Case, Meeting, Number, Person, Subject};
use crate::project::{ProjectError, Snapshot};

/// The series of meetings where none is named.
const MEETINGS: &str = "M";

impl Snapshot {
    /// The person whom the texts call so, without regard to case.
    ///
    /// # Errors
    /// When nobody is called so.
    pub fn person_named(&self, name: &str) -> Result<&Person, ProjectError> {
        let found = self.people.iter().find(|one| same(&one.name, name));
        found.ok_or_else(|| ProjectError::Unlisted("person", name.trim().to_owned()))
    }

    /// The case of this pseudonym, without regard to case.
    ///
    /// # Errors
    /// When there is none.
    pub fn case_named(&self, name: &str) -> Result<&Case, ProjectError> {
        let found = self.cases.iter().find(|one| same(&one.name, name));
        found.ok_or_else(|| ProjectError::Unlisted("case", name.trim().to_owned()))
    }

    /// The meeting of a number: `M10`, or `10` where it is of no series or of the usual one.
    ///
    /// # Errors
    /// When there is none.
    pub fn meeting_named(&self, number: &str) -> Result<&Meeting, ProjectError> {
        let of = |series: &str, number: u32| {
            self.meetings.iter().find(|one| {
                let known = one.number.as_ref();
                known.is_some_and(|one| one.number == number && same(&one.series, series))
            })
        };
        let found = number_in(number.trim()).and_then(|(series, number)| match series {
            Some(series) => of(series, number),
            None => of("", number).or_else(|| of(MEETINGS, number)),
        });
        found.ok_or_else(|| ProjectError::Unlisted("meeting", number.trim().to_owned()))
    }

    /// The attribute of this name that things of a kind have, without regard to case.
    ///
    /// # Errors
    /// When they have none of this name.
    pub fn attribute_named(&self, of: Subject, name: &str) -> Result<&Attribute, ProjectError> {
        let mut all = self.attributes.iter();
        let found = all.find(|one| one.subject == of && same(&one.name, name));
        found.ok_or_else(|| ProjectError::Unlisted("attribute", name.trim().to_owned()))
    }
}

/// Takes a number as people write it apart into its series, where one is written, and its digits: `M10`, `12`; `ID 12` is of
/// the study's own series, which has no name. None where it does not end in digits.
fn number_in(words: &str) -> Option<(Option<&str>, u32)> {
    let series = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = words[series.len()..].parse().ok()?;
    let series = match series.trim() {
        "" => None,
        id if id.eq_ignore_ascii_case("ID") => Some(""),
        series => Some(series),
    };
    Some((series, number))
}

/// Whether two names are the same to the register.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether the same names stand in two lists, in the same order.
fn same_names(some: &[String], others: &[String]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| same(one, other))
}

/// Finds the first name that two things would bear; `all` gives each with the name it will have.
fn first_shared<'a, K: PartialEq>(all: impl Iterator<Item = (K, &'a str)>) -> Option<&'a str> {
    let mut seen: HashMap<String, K> = HashMap::new();
    for (id, name) in all {
        if seen.insert(name.trim().to_lowercase(), id).is_some() {
            return Some(name);
        }
    }
    None
}

/// Finds the first number that two things would bear.
fn first_shared_number<K: Copy + Eq + Hash>(
    all: impl Iterator<Item = (K, Option<Number>)>,
) -> Option<(K, K, Number)> {
    let mut seen: HashMap<(String, u32), K> = HashMap::new();
    for (id, number) in all {
        let Some(number) = number else { continue };
        if let Some(other) = seen.insert((number.series.to_lowercase(), number.number), id) {
            return Some((other, id, number));
        }
    }
    None
}

/// A name without blanks around it; an error where nothing is left of it.
fn named(what: &'static str, name: &str) -> Result<String, ProjectError> {
    let name = name.trim();
    if name.is_empty() { Err(ProjectError::NoName(what)) } else { Ok(name.to_owned()) }
}
