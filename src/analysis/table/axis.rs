//! The entries of a table's rows or columns.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{Codes, Dimension, Study, TableError};
use crate::domain::{
    AttributeId, CaseId, CodeId, CodeSetId, CodeTree, CoderId, PartialDate, PersonId, SourceId,
    SourceKind, Speaker,
};
use crate::text::natural_key;

/// The rows or the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// What stands in it.
    pub dimension: Dimension,
    /// The word for one of its entries: `code`, `case`, the name of the attribute.
    pub word: String,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// A row or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it stands for.
    pub key: Key,
    /// Its heading: a path for a code, a name for everything else.
    pub name: String,
    /// How far a code stands below others of the same axis.
    pub depth: u32,
}

/// What a row or a column stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// Everything.
    Everything,
    /// A code.
    Code(CodeId),
    /// A set of codes.
    CodeSet(CodeSetId),
    /// A case.
    Case(CaseId),
    /// A kind of source.
    Kind(SourceKind),
    /// A coder.
    Coder(CoderId),
    /// A person that sources are of or about.
    Person(PersonId),
    /// A speaker.
    Speaker(Speaker),
    /// A source.
    Source(SourceId),
    /// A month; a year for what has a date without a month.
    Date(PartialDate),
    /// A value of an attribute, as it is written first.
    Value(AttributeId, Arc<str>),
    /// What stands for none of the others: no case, no date, no value.
    Rest,
}

/// The most months between two that are shown although nothing stands in them.
const MOST_MONTHS: usize = 240;

impl Axis {
    /// The entries of a dimension, in a study.
    pub(super) fn new(dimension: &Dimension, study: &Study<'_>) -> Result<Self, TableError> {
        let named = |key: Key, name: &str| Entry { key, name: name.to_owned(), depth: 0 };
        let sources = || study.sources.iter().map(|(info, _)| *info);
        let mut rest = None;
        let (word, mut entries): (&str, Vec<Entry>) = match dimension {
            Dimension::Everything => ("everything", vec![named(Key::Everything, "All")]),
            Dimension::Codes(codes) => ("code", of_codes(codes, study.tree)),
            Dimension::CodeSets => {
                let sets = study.sets.iter();
                ("set of codes", sets.map(|set| named(Key::CodeSet(set.id), &set.name)).collect())
            }
            Dimension::Cases => {
                rest = sources().any(|info| info.case.is_none()).then_some("No case");
                let cases = study.cases.iter();
                ("case", cases.map(|case| named(Key::Case(case.id), &case.name)).collect())
            }
            Dimension::Kinds => {
                let kinds = SourceKind::ALL.into_iter();
                ("kind", kinds.map(|kind| named(Key::Kind(kind), kind.heading())).collect())
            }
            Dimension::Coders => {
                let coders = study.coders.iter();
                ("coder", coders.map(|coder| named(Key::Coder(coder.id), &coder.name)).collect())
            }
            Dimension::People => {
                rest = sources().any(|info| info.people.is_empty()).then_some("No person");
                let people = study.people.iter();
                let entry =
                    |person: &crate::domain::Person| named(Key::Person(person.id), &person.name);
                ("person", people.map(entry).collect())
            }
            Dimension::Speakers => {
                rest = Some("Nobody named");
                ("speaker", of_speakers(study))
            }
            Dimension::Sources => {
                ("source", sources().map(|info| named(Key::Source(info.id), &info.name)).collect())
            }
            Dimension::Months => {
                rest = sources().any(|info| info.date.is_none()).then_some("No date");
                ("month", of_months(sources().filter_map(|info| info.date)))
            }
            Dimension::Attribute(id) => {
                let known = study.attributes.iter().find(|attribute| attribute.id == *id);
                let name = &known.ok_or(TableError::NoAttribute)?.name;
                let has_none = |info: &crate::domain::SourceInfo| info.values(*id).next().is_none();
                rest = sources().any(has_none).then_some("No value");
                (name, of_values(*id, study))
            }
        };
        entries.extend(rest.map(|name| named(Key::Rest, name)));
        Ok(Self { dimension: dimension.clone(), word: word.to_owned(), entries })
    }

    /// The place of what stands for none of the others.
    pub(super) fn rest(&self) -> Option<u32> {
        self.entries.iter().position(|entry| entry.key == Key::Rest).map(|at| at as u32)
    }
}

/// What values of an attribute are compared by: numbers as numbers, everything else as text without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Compared {
    Number(u64),
    Words(String),
}

impl Compared {
    pub(super) fn new(value: &str) -> Self {
        let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        match number {
            // Both zeros are one number.
            Some(number) => Self::Number((number + 0.0).to_bits()),
            None => Self::Words(value.trim().to_lowercase()),
        }
    }
}

pub(super) fn of_codes(codes: &Codes, tree: &CodeTree) -> Vec<Entry> {
    let ids: Vec<CodeId> = match codes {
        Codes::Chosen(ids) => {
            let mut seen = HashSet::new();
            ids.iter().copied().filter(|id| tree.get(*id).is_some() && seen.insert(*id)).collect()
        }
        some => {
            let all = match some {
                Codes::Branch(top) => tree.with_sub_codes(*top).iter().collect(),
                Codes::Top => tree.children(None),
                _ => tree.codes().iter().collect(),
            };
            all.into_iter().map(|code| code.id).filter(|id| !tree.is_archived(*id)).collect()
        }
    };
    let top = ids.iter().map(|id| tree.depth(*id)).min().unwrap_or_default();
    let is_tree = !matches!(codes, Codes::Chosen(_));
    ids.into_iter()
        .map(|id| Entry {
            key: Key::Code(id),
            name: tree.path_text(id),
            depth: if is_tree { tree.depth(id) - top } else { 0 },
        })
        .collect()
}

fn of_speakers(study: &Study<'_>) -> Vec<Entry> {
    let turns = study.sources.iter().flat_map(|(_, on)| on.turns.iter());
    let all: HashSet<&Speaker> = turns.filter_map(|turn| turn.speaker.as_ref()).collect();
    let mut all: Vec<Speaker> = all.into_iter().cloned().collect();
    all.sort_by_cached_key(|name| (natural_key(name), Arc::clone(name)));
    let entry = |name: Speaker| {
        let heading = name.to_string();
        Entry { key: Key::Speaker(name), name: heading, depth: 0 }
    };
    all.into_iter().map(entry).collect()
}

/// A date to the month, or to the year where no month is known.
pub(super) fn month_of(date: PartialDate) -> PartialDate {
    PartialDate::new(date.year(), date.month(), None).unwrap_or(date)
}

fn of_months(dates: impl Iterator<Item = PartialDate>) -> Vec<Entry> {
    let mut all: BTreeSet<PartialDate> = dates.map(month_of).collect();
    let mut months = all.iter().filter(|date| date.month().is_some());
    // Months in which nothing took place are a part of the picture.
    if let (Some(first), last) = (months.next().copied(), months.next_back().copied()) {
        let number = |date: PartialDate| {
            usize::from(date.year()) * 12 + usize::from(date.month().unwrap_or(1)) - 1
        };
        let (from, to) = (number(first), number(last.unwrap_or(first)));
        if to - from < MOST_MONTHS {
            all.extend((from..=to).filter_map(|month| {
                let year = u16::try_from(month / 12).ok()?;
                PartialDate::new(year, Some((month % 12) as u8 + 1), None)
            }));
        }
    }
    let entry = |date: PartialDate| {
        let name = match date.month() {
            Some(_) => date.to_string(),
            None => format!("{date}, no month"),
        };
        Entry { key: Key::Date(date), name, depth: 0 }
    };
    all.into_iter().map(entry).collect()
}

fn of_values(id: AttributeId, study: &Study<'_>) -> Vec<Entry> {
    let mut first: HashMap<Compared, &str> = HashMap::new();
    for value in study.sources.iter().flat_map(|(info, _)| info.values(id)) {
        first.entry(Compared::new(value)).or_insert(value);
    }
    let mut all: Vec<&str> = first.into_values().collect();
    all.sort_by_cached_key(|value| (natural_key(value), value.to_owned()));
    let entry = |value: &str| Entry {
        key: Key::Value(id, Arc::from(value)),
        name: value.to_owned(),
        depth: 0,
    };
    all.into_iter().map(entry).collect()
}
