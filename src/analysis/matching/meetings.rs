//! One number of a meeting with two dates or kinds, in the names of sources and in the register.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Meeting, MeetingId, Number, PartialDate, SourceId, SourceInfo};
use crate::text::dates;

/// The series of meetings that need not be in the register to be known.
const USUAL: &str = "M";

/// A number of a meeting that is read in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingConflict {
    /// The number.
    pub number: Number,
    /// In what they differ; at least one.
    pub differs: Vec<MeetingDiffers>,
    /// All readings: that of the register first, then the sources in their order.
    pub readings: Vec<MeetingReading>,
}

/// In what two readings of a meeting differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingDiffers {
    /// Their dates have no day in common.
    Date,
    /// Their kinds.
    Kind,
    /// A source names the number, and is linked to another meeting.
    Link,
}

/// What one place says of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingReading {
    /// Which place.
    pub from: ReadFrom,
    /// The date, where it says one.
    pub date: Option<PartialDate>,
    /// The kind, where it says one.
    pub kind: Option<String>,
}

/// Where something is said of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadFrom {
    /// In the register.
    Register(MeetingId),
    /// In a source: its name, its date.
    Source(SourceId),
}

/// The numbers of meetings that are read in two ways. A source names a meeting by a word of its name, `M10`, in one of the
/// series of the register or in `M`; else it tells of the one it is linked to. Its date is its own, else the first in its name;
/// a kind is one that the register knows and the name holds.
pub fn meeting_conflicts(meetings: &[Meeting], sources: &[SourceInfo]) -> Vec<MeetingConflict> {
    let numbers = || meetings.iter().filter_map(|meeting| meeting.number.as_ref());
    let series: BTreeSet<&str> =
        numbers().map(|number| number.series.as_str()).filter(|one| !one.is_empty()).collect();
    let series: BTreeSet<&str> = series.into_iter().chain([USUAL]).collect();
    let mut kinds: Vec<(String, &str)> = meetings
        .iter()
        .filter(|meeting| !meeting.kind.trim().is_empty())
        .map(|meeting| (meeting.kind.to_lowercase(), meeting.kind.as_str()))
        .collect();
    kinds.sort();
    kinds.dedup_by(|a, b| a.0 == b.0);
    // The longest that a name holds is meant: `GP members` before `members`.
    kinds.sort_by_key(|(lower, _)| std::cmp::Reverse(lower.len()));
    let mut all: BTreeMap<(String, u32), (Number, Vec<MeetingReading>, bool)> = BTreeMap::new();
    let key = |number: &Number| (number.series.to_lowercase(), number.number);
    let mut read = |number: &Number, reading: MeetingReading, is_linked_elsewhere: bool| {
        let new = || (number.clone(), Vec::new(), false);
        let (_, readings, elsewhere) = all.entry(key(number)).or_insert_with(new);
        readings.push(reading);
        *elsewhere |= is_linked_elsewhere;
    };
    for meeting in meetings {
        let Some(number) = &meeting.number else { continue };
        let kind = Some(meeting.kind.clone()).filter(|kind| !kind.trim().is_empty());
        let reading =
            MeetingReading { from: ReadFrom::Register(meeting.id), date: meeting.date, kind };
        read(number, reading, false);
    }
    let linked = |source: &SourceInfo| {
        let meeting = meetings.iter().find(|meeting| Some(meeting.id) == source.meeting)?;
        meeting.number.clone()
    };
    for source in sources {
        let (named, linked) = (number_in_name(&source.name, &series), linked(source));
        let is_elsewhere = match (&named, &linked) {
            (Some(named), Some(linked)) => key(named) != key(linked),
            _ => false,
        };
        let Some(number) = named.or(linked) else { continue };
        let in_name = || dates(&source.name, Default::default()).first().map(|(_, date)| *date);
        let lower = source.name.to_lowercase();
        let kind = kinds.iter().find(|(kind, _)| lower.contains(kind.as_str()));
        let reading = MeetingReading {
            from: ReadFrom::Source(source.id),
            date: source.date.or_else(in_name),
            kind: kind.map(|(_, kind)| (*kind).to_owned()),
        };
        read(&number, reading, is_elsewhere);
    }
    let conflict = |(number, readings, is_elsewhere): (Number, Vec<MeetingReading>, bool)| {
        let dates: Vec<PartialDate> = readings.iter().filter_map(|one| one.date).collect();
        let kinds: BTreeSet<String> = readings
            .iter()
            .filter_map(|one| one.kind.as_ref())
            .map(|kind| kind.to_lowercase())
            .collect();
        let two_dates = !have_a_day_in_common(&dates);
        let differs = [
            two_dates.then_some(MeetingDiffers::Date),
            (kinds.len() > 1).then_some(MeetingDiffers::Kind),
            is_elsewhere.then_some(MeetingDiffers::Link),
        ];
        let differs: Vec<MeetingDiffers> = differs.into_iter().flatten().collect();
        (!differs.is_empty()).then_some(MeetingConflict { number, differs, readings })
    };
    all.into_values().filter_map(conflict).collect()
}

/// Whether there is a day that lies in all of some dates. Months and years are intervals, and of these any two that meet pairwise
/// meet all together.
fn have_a_day_in_common(dates: &[PartialDate]) -> bool {
    let first = dates.iter().map(|date| date.days()[0]).max();
    let last = dates.iter().map(|date| date.days()[1]).min();
    first <= last || dates.is_empty()
}

/// The number of a meeting in the name of a source.
fn number_in_name(name: &str, series: &BTreeSet<&str>) -> Option<Number> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = match &word[letters.len()..] {
            // A series that is a word stands before its number: `Board 3`.
            "" if letters.chars().count() > 1 => words.peek().copied().unwrap_or_default(),
            digits => digits,
        };
        let known = series.iter().find(|one| **one == letters);
        if let (Some(series), Ok(number)) = (known, digits.parse()) {
            return Some(Number { series: (*series).to_owned(), number });
        }
    }
    None
}
