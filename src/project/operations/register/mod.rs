//! The register: people, cases, meetings and attributes, each change of several as one step.

mod attributes;
mod cases;
mod cells;
mod columns;
mod meetings;
mod people;
mod people_table;

use std::collections::HashMap;
use std::hash::Hash;

pub use attributes::NewValue;
pub use cells::{CellWords, CellsWritten, RowToWrite};
pub use columns::{RegisterCell, RegisterColumn, RegisterLine, RegisterRow, RegisterTable};
pub use people_table::{ALL_COLUMNS, PUBLIC_COLUMNS, PeoplePlan};

use crate::domain::Number;
use crate::project::ProjectError;

/// Whether two names are the same to the register.
fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
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

/// A number as it is told to people: `ID 12`, `M10`, `telephone interviewee 9`.
fn told(number: &Number) -> String {
    match number.series.as_str() {
        "" => format!("ID {}", number.number),
        series if series.chars().count() == 1 => format!("{series}{}", number.number),
        series => format!("{series} {}", number.number),
    }
}
