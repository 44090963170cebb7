//! What is written in one cell, read as what it is to be. Every error is a sentence for the cell.

use super::super::same;
use crate::domain::{Attribute, Meeting, MeetingId, PartialDate, ValueKind};
use crate::project::Snapshot;
use crate::text::{DateOrder, read_date};

/// A number, with its series where it stands before it: `M10`.
pub(super) fn number(
    words: &str,
    with_series: bool,
) -> Result<(Option<String>, Option<u32>), String> {
    if words.is_empty() {
        return Ok((None, None));
    }
    let no_number = || format!("“{words}” is no number");
    let before = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = words[before.len()..].parse().map_err(|_| no_number())?;
    match before.trim() {
        "" => Ok((None, Some(number))),
        "ID" if !with_series => Ok((None, Some(number))),
        series if with_series => Ok((Some(series.to_owned()), Some(number))),
        _ => Err(no_number()),
    }
}

pub(super) fn yes_no(words: &str) -> Result<Option<bool>, String> {
    match words.to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "1" | "true" => Ok(Some(true)),
        "no" | "n" | "0" | "false" => Ok(Some(false)),
        _ => Err(format!("“{words}” is neither yes nor no")),
    }
}

pub(super) fn date(words: &str) -> Result<Option<PartialDate>, String> {
    if words.is_empty() {
        return Ok(None);
    }
    let read = words.parse().ok().or_else(|| read_date(words, DateOrder::DayFirst));
    let said = || format!("“{words}” is no date; write 2012-03-14, 2012-03, 2012 or 14 March 2012");
    read.map(Some).ok_or_else(said)
}

/// Several names in one cell.
pub(super) fn names(words: &str) -> Vec<String> {
    let names = words.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The words to choose from: a semicolon or a line break between them; commas where there is neither.
pub(super) fn choices(words: &str) -> Vec<String> {
    let between: &[char] = if words.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
    let mut all: Vec<String> = Vec::new();
    for choice in words.split(between).map(str::trim).filter(|choice| !choice.is_empty()) {
        if !all.iter().any(|other| same(other, choice)) {
            all.push(choice.to_owned());
        }
    }
    all
}

/// A value as its attribute has it.
pub(super) fn valued(attribute: &Attribute, words: &str) -> Result<String, String> {
    let written = match attribute.kind {
        ValueKind::YesNo => match yes_no(words) {
            Ok(Some(true)) => "yes".to_owned(),
            Ok(Some(false)) => "no".to_owned(),
            _ => words.to_owned(),
        },
        ValueKind::Date => match date(words) {
            Ok(Some(date)) => date.to_string(),
            _ => words.to_owned(),
        },
        ValueKind::Choice | ValueKind::OrderedChoice => {
            let choice = attribute.choices.iter().find(|choice| same(choice, words));
            choice.map_or_else(|| words.to_owned(), String::clone)
        }
        ValueKind::Text | ValueKind::Number => words.to_owned(),
    };
    match attribute.fault(&written) {
        Some(fault) => Err(fault.trim_end_matches('.').to_owned()),
        None => Ok(written),
    }
}

/// The meeting of these words: its title, or its number.
pub(super) fn meeting(snapshot: &Snapshot, words: &str) -> Result<Option<MeetingId>, String> {
    if words.is_empty() {
        return Ok(None);
    }
    let is_number = |one: &&Meeting| {
        let number = one.number.as_ref();
        number.is_some_and(|one| same(&format!("{}{}", one.series, one.number), words))
    };
    let named = || snapshot.meetings.iter().filter(|one| same(&one.title(), words));
    let found = snapshot.meetings.iter().find(is_number).or_else(|| named().next());
    match found {
        None => Err(format!("There is no meeting “{words}”; add it to the table of meetings")),
        Some(_) if named().count() > 1 => {
            Err(format!("Several meetings are called “{words}”; give them numbers"))
        }
        Some(found) => Ok(Some(found.id)),
    }
}
