//! In which rows or columns a quotation stands.

use std::collections::HashMap;

use super::axis::{Compared, month_of};
use super::{Axis, Dimension, Key, Study};
use crate::analysis::speakers::speakers;
use crate::domain::{CodeId, CodeTree, Coding, Quotation, SourceCodings, SourceInfo, Span};

/// Finds the entries of an axis that a quotation stands in.
pub(super) struct Membership {
    dimension: Dimension,
    places: HashMap<Key, u32>,
    /// The entries that each code counts for.
    by_code: HashMap<CodeId, Vec<u32>>,
    values: HashMap<Compared, u32>,
    rest: Option<u32>,
    /// The entries of the source that is gone through.
    of_source: Vec<u32>,
}

/// The entries that a quotation stands in.
#[derive(Default)]
pub(super) struct Places {
    /// Entries that it stands in as a whole.
    pub(super) whole: Vec<u32>,
    /// Entries that it stands in for one of its codings, with the place of that coding on it.
    pub(super) by_coding: Vec<(u32, u32)>,
}

impl Membership {
    pub(super) fn new(axis: &Axis, study: &Study<'_>, sub_codes: bool) -> Self {
        let entries = || axis.entries.iter().zip(0u32..);
        let mut by_code: HashMap<CodeId, Vec<u32>> = HashMap::new();
        let mut values = HashMap::new();
        for (entry, place) in entries() {
            match &entry.key {
                Key::Code(code) => {
                    for code in counted_as(study.tree, *code, sub_codes) {
                        by_code.entry(code).or_default().push(place);
                    }
                }
                Key::CodeSet(set) => {
                    let set = study.sets.iter().find(|known| known.id == *set);
                    for code in set.map_or(&[][..], |set| &set.codes) {
                        by_code.entry(*code).or_default().push(place);
                    }
                }
                Key::Value(_, value) => {
                    values.insert(Compared::new(value), place);
                }
                _ => {}
            }
        }
        Self {
            dimension: axis.dimension.clone(),
            places: entries().map(|(entry, place)| (entry.key.clone(), place)).collect(),
            by_code,
            values,
            rest: axis.rest(),
            of_source: Vec::new(),
        }
    }

    /// Whether a quotation stands in an entry for its codings.
    pub(super) fn is_by_coding(&self) -> bool {
        self.dimension.is_of_codes() || self.dimension == Dimension::Coders
    }

    /// The entries that a code counts for.
    pub(super) fn of_code(&self, code: CodeId) -> &[u32] {
        self.by_code.get(&code).map_or(&[], Vec::as_slice)
    }

    /// Turns to a source.
    pub(super) fn turn_to(&mut self, info: &SourceInfo) {
        self.of_source.clear();
        let key = match &self.dimension {
            Dimension::Everything => Some(Key::Everything),
            Dimension::Kinds => Some(Key::Kind(info.kind)),
            Dimension::Sources => Some(Key::Source(info.id)),
            Dimension::Cases => info.case.map(Key::Case),
            Dimension::Months => info.date.map(|date| Key::Date(month_of(date))),
            _ => None,
        };
        self.of_source.extend(key.and_then(|key| self.places.get(&key)));
        match &self.dimension {
            Dimension::People => {
                let people = info.people.iter().map(|person| Key::Person(*person));
                self.of_source.extend(people.filter_map(|key| self.places.get(&key)));
            }
            Dimension::Attribute(id) => {
                let values = info.values(*id).map(Compared::new);
                self.of_source.extend(values.filter_map(|value| self.values.get(&value)));
                self.of_source.sort_unstable();
                self.of_source.dedup();
            }
            _ => {}
        }
        if self.of_source.is_empty() && self.dimension != Dimension::Speakers {
            self.of_source.extend(self.rest);
        }
    }

    /// Where a quotation of the source stands.
    pub(super) fn find(&self, on: &SourceCodings, quotation: &Quotation, found: &mut Places) {
        found.whole.clear();
        found.by_coding.clear();
        if self.is_by_coding() {
            for (coding, at) in quotation.codings.iter().zip(0u32..) {
                found.by_coding.extend(self.of_coding(coding).into_iter().map(|place| (place, at)));
            }
        }
        self.as_a_whole(on, quotation.span, &mut found.whole);
    }

    /// The entries that a quotation stands in for a coding on it.
    pub(super) fn of_coding(&self, coding: &Coding) -> Vec<u32> {
        match self.dimension {
            Dimension::Codes(_) | Dimension::CodeSets => self.of_code(coding.code).to_vec(),
            Dimension::Coders => {
                self.places.get(&Key::Coder(coding.coder)).copied().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Adds the entries that a stretch of the source stands in as a whole.
    pub(super) fn as_a_whole(&self, on: &SourceCodings, span: Span, places: &mut Vec<u32>) {
        match &self.dimension {
            Dimension::Codes(_) | Dimension::CodeSets | Dimension::Coders => {}
            Dimension::Speakers => {
                let before = places.len();
                let all = speakers(on, span).into_iter();
                places.extend(all.filter_map(|name| self.places.get(&Key::Speaker(name.clone()))));
                if places.len() == before {
                    places.extend(self.rest);
                }
            }
            _ => places.extend(&self.of_source),
        }
    }
}

/// A code, and those below it where they count as it, too.
pub(super) fn counted_as(tree: &CodeTree, code: CodeId, sub_codes: bool) -> Vec<CodeId> {
    match sub_codes {
        true => tree.with_sub_codes(code).iter().map(|code| code.id).collect(),
        false => vec![code],
    }
}
