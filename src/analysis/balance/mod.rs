//! The balance of a set of extracts: who is quoted how often and how long, beside who was interviewed and met.
//!
//! Three counts say different things, so all are given: extracts by the person whom their label names, people tagged within extracts of
//! fieldnotes, and words. A claim of balance may hold only when the first two are taken together.

mod swaps;
#[cfg(test)]
mod tests;
mod using;

use std::collections::{BTreeSet, HashMap, HashSet};

pub use self::swaps::{Swap, swaps};
pub use self::using::{RichSource, Use, over_and_under, unused_sources};
use crate::domain::{
    Case, CaseId, Involvement, Person, PersonId, QuotationId, SourceId, SourceInfo, SourceKind,
};
use crate::text::natural_key;

/// The study that a set of extracts is held against.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// The people of the register.
    pub people: &'a [Person],
    /// The cases of the study.
    pub cases: &'a [Case],
    /// The sources of the study.
    pub sources: &'a [SourceInfo],
}

/// An extract, or a quotation that may become one.
#[derive(Debug, Clone, Copy)]
pub struct QuotedExtract<'a> {
    /// The quotation.
    pub quotation: QuotationId,
    /// The source that it is from.
    pub source: SourceId,
    /// Who speaks in it, with how many words of theirs.
    pub people: &'a [(PersonId, u32)],
}

/// By what extracts are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The role of who speaks, in the coarse grain.
    Role,
    /// Who speaks.
    Person,
    /// The case of the source.
    Case,
    /// The kind of source.
    Kind,
    /// The round of the source.
    Round,
}

impl Dimension {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Role, Self::Person, Self::Case, Self::Kind, Self::Round];

    /// What it is called, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Role => "Role",
            Self::Person => "Person",
            Self::Case => "Case",
            Self::Kind => "Kind",
            Self::Round => "Round",
        }
    }

    /// The count that is held against the sample: whoever speaks, in labels and in fieldnotes, or the extracts themselves.
    pub const fn measure(self) -> Measure {
        match self {
            Self::Role | Self::Person => Measure::Together,
            Self::Case | Self::Kind | Self::Round => Measure::Extracts,
        }
    }
}

/// Which of the counts of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Extracts: for roles and people those whose label names them, so none of fieldnotes; otherwise all.
    Extracts,
    /// People tagged in extracts of fieldnotes and papers, each once in an extract.
    Tagged,
    /// Both: extracts that a label names a speaker of, and people tagged in the others.
    Together,
    /// Words in extracts that a label names a speaker of.
    Words,
    /// Words of those who are tagged in the others.
    TaggedWords,
    /// Interviews held; for kinds all sources of the kind.
    Interviews,
    /// People met: interviewed or observed; for kinds and rounds those whom their sources are of or about.
    People,
}

impl Measure {
    /// All of them, as they are shown.
    pub const ALL: [Self; 7] = [
        Self::Extracts,
        Self::Tagged,
        Self::Together,
        Self::Words,
        Self::TaggedWords,
        Self::Interviews,
        Self::People,
    ];

    /// What it is called, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Extracts => "Extracts",
            Self::Tagged => "Tagged in fieldnotes",
            Self::Together => "Both together",
            Self::Words => "Words",
            Self::TaggedWords => "Words in fieldnotes",
            Self::Interviews => "Interviews held",
            Self::People => "People met",
        }
    }
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A role, in small letters; empty for people without one.
    Role(String),
    /// A person.
    Person(PersonId),
    /// A case, or none.
    Case(Option<CaseId>),
    /// A kind of source.
    Kind(SourceKind),
    /// A round; empty for sources of none.
    Round(String),
}

/// The counts of a row or of all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; Measure::ALL.len()]);

impl Counts {
    /// One of the counts.
    pub const fn of(&self, measure: Measure) -> usize {
        self.0[measure as usize]
    }

    fn add(&mut self, measure: Measure, count: usize) {
        self.0[measure as usize] += count;
    }
}

/// A role, person, case, kind or round with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// How often.
    pub counts: Counts,
}

impl Row {
    /// How many of this there are for one of another row: 1.33 for 104 and 78. None where there is nothing to compare with.
    pub fn ratio(&self, other: &Self, measure: Measure) -> Option<f64> {
        let other = other.counts.of(measure);
        (other > 0).then(|| self.counts.of(measure) as f64 / other as f64)
    }
}

/// The balance of extracts along one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// By what they are told apart.
    pub dimension: Dimension,
    /// Everything that is quoted or in the sample: roles by the interviews held, people by how often they are quoted, all else by
    /// name.
    pub rows: Vec<Row>,
    /// The sums of all rows.
    pub totals: Counts,
}

impl Balance {
    /// The share that a row has in a count, from 0 to 1. None where there is nothing to share.
    pub fn share(&self, row: &Row, measure: Measure) -> Option<f64> {
        let total = self.totals.of(measure);
        (total > 0).then(|| row.counts.of(measure) as f64 / total as f64)
    }

    /// The share that a row has in a count for its share in the interviews held: above 1 it is quoted more than it was
    /// interviewed. None for what was not interviewed.
    pub fn to_sample(&self, row: &Row, measure: Measure) -> Option<f64> {
        let held = self.share(row, Measure::Interviews).filter(|&share| share > 0.0)?;
        Some(self.share(row, measure)? / held)
    }
}

/// Counts extracts along a dimension and puts the sample beside them.
pub fn balance(sample: &Sample<'_>, extracts: &[QuotedExtract<'_>], by: Dimension) -> Balance {
    let study = Study::new(sample);
    let mut counts = study.held(by);
    for extract in extracts {
        for (key, counted) in study.counted(extract, by) {
            let row = counts.entry(key).or_default();
            Measure::ALL.iter().for_each(|&measure| row.add(measure, counted.of(measure)));
        }
    }
    let mut totals = Counts::default();
    let rows = counts.into_iter().map(|(key, counts)| {
        Measure::ALL.iter().for_each(|&measure| totals.add(measure, counts.of(measure)));
        let name = study.name(&key);
        Row { key, name, counts }
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by_cached_key(|row| {
        let most = |measure| std::cmp::Reverse(row.counts.of(measure));
        let (first, second) = match by {
            Dimension::Role => (Some(most(Measure::Interviews)), Some(most(Measure::Together))),
            Dimension::Person => (Some(most(Measure::Together)), Some(most(Measure::Interviews))),
            Dimension::Case | Dimension::Kind | Dimension::Round => (None, None),
        };
        let kind = if let Key::Kind(kind) = row.key { Some(kind) } else { None };
        (first, second, kind, natural_key(&row.name), row.key.clone())
    });
    Balance { dimension: by, rows, totals }
}

/// A sample with what is looked up in it.
struct Study<'a> {
    sample: &'a Sample<'a>,
    people: HashMap<PersonId, &'a Person>,
    sources: HashMap<SourceId, &'a SourceInfo>,
    cases: HashMap<CaseId, &'a Case>,
}

impl<'a> Study<'a> {
    fn new(sample: &'a Sample<'a>) -> Self {
        Self {
            sample,
            people: sample.people.iter().map(|person| (person.id, person)).collect(),
            sources: sample.sources.iter().map(|source| (source.id, source)).collect(),
            cases: sample.cases.iter().map(|case| (case.id, case)).collect(),
        }
    }

    /// What one extract adds to which rows. An extract of several people counts once for each role and person of theirs.
    fn counted(&self, extract: &QuotedExtract<'_>, by: Dimension) -> HashMap<Key, Counts> {
        let source = self.sources.get(&extract.source).copied();
        // The labels of fieldnotes and papers name the meeting; people are tagged within.
        let is_observed = source.is_some_and(|source| !is_told(source.kind));
        let mut rows: HashMap<Key, Counts> = HashMap::new();
        let mut seen: HashSet<PersonId> = HashSet::new();
        if let Some(key) = source.and_then(|source| of_source(source, by)) {
            let row = rows.entry(key).or_default();
            row.add(Measure::Extracts, 1);
            row.add(Measure::Together, usize::from(!is_observed));
        }
        for &(person, words) in extract.people {
            let key = match source {
                _ if matches!(by, Dimension::Role | Dimension::Person) => {
                    self.of_person(person, by)
                }
                Some(source) => of_source(source, by),
                None => None,
            };
            let Some(key) = key else { continue };
            let is_new = seen.insert(person);
            let row = rows.entry(key).or_default();
            if is_observed {
                row.add(Measure::Tagged, usize::from(is_new));
                row.add(Measure::Together, usize::from(is_new));
                row.add(Measure::TaggedWords, words as usize);
            } else {
                let is_first = row.of(Measure::Extracts) == 0;
                row.add(Measure::Extracts, usize::from(is_first));
                row.add(Measure::Together, usize::from(is_first));
                row.add(Measure::Words, words as usize);
            }
        }
        rows
    }

    /// The sample: what was held with whom, and who was met.
    fn held(&self, by: Dimension) -> HashMap<Key, Counts> {
        let mut rows: HashMap<Key, Counts> = HashMap::new();
        let mut met: HashMap<Key, BTreeSet<PersonId>> = HashMap::new();
        for source in self.sample.sources {
            let is_interview = is_interview(source.kind);
            let keys: HashSet<Key> = match of_source(source, by) {
                Some(key) => HashSet::from([key]),
                None => source.people.iter().filter_map(|&id| self.of_person(id, by)).collect(),
            };
            for key in keys {
                let is_held = is_interview || by == Dimension::Kind;
                if matches!(by, Dimension::Kind | Dimension::Round) {
                    met.entry(key.clone()).or_default().extend(&source.people);
                }
                rows.entry(key).or_default().add(Measure::Interviews, usize::from(is_held));
            }
        }
        if !matches!(by, Dimension::Kind | Dimension::Round) {
            let people = self.sample.people.iter();
            for person in people.filter(|person| person.part != Involvement::Mentioned) {
                let key = match by {
                    Dimension::Case => Some(Key::Case(person.case)),
                    _ => self.of_person(person.id, by),
                };
                if let Some(key) = key {
                    met.entry(key).or_default().insert(person.id);
                }
            }
        }
        for (key, people) in met {
            rows.entry(key).or_default().add(Measure::People, people.len());
        }
        rows.retain(|_, counts| Measure::ALL.iter().any(|&measure| counts.of(measure) > 0));
        rows
    }

    /// The row of a person; none along a dimension of sources, and for somebody whom the register does not know.
    fn of_person(&self, id: PersonId, by: Dimension) -> Option<Key> {
        let person = self.people.get(&id)?;
        match by {
            Dimension::Role => Some(Key::Role(person.role.trim().to_lowercase())),
            Dimension::Person => Some(Key::Person(id)),
            Dimension::Case | Dimension::Kind | Dimension::Round => None,
        }
    }

    fn name(&self, key: &Key) -> String {
        match key {
            Key::Role(role) if role.is_empty() => "No role".to_owned(),
            Key::Role(role) => {
                let mut people = self.sample.people.iter();
                let is_of_role = |person: &&Person| person.role.trim().to_lowercase() == *role;
                people.find(is_of_role).map_or(role.clone(), |person| person.role.trim().to_owned())
            }
            Key::Person(id) => {
                self.people.get(id).map_or_else(String::new, |person| person.name.clone())
            }
            Key::Case(id) => id
                .and_then(|id| self.cases.get(&id))
                .map_or_else(|| "No case".to_owned(), |case| case.name.clone()),
            Key::Kind(kind) => kind.heading().to_owned(),
            Key::Round(round) if round.is_empty() => "No round".to_owned(),
            Key::Round(round) => round.clone(),
        }
    }
}

/// The row of a source; none along a dimension of people.
fn of_source(source: &SourceInfo, by: Dimension) -> Option<Key> {
    match by {
        Dimension::Role | Dimension::Person => None,
        Dimension::Case => Some(Key::Case(source.case)),
        Dimension::Kind => Some(Key::Kind(source.kind)),
        Dimension::Round => Some(Key::Round(source.round.trim().to_owned())),
    }
}

/// Whether a source of this kind was told by those whom it is of, so that labels name them.
const fn is_told(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::Fieldnote | SourceKind::Document)
}

/// Whether a source of this kind is an interview that was held, face to face or with a form on the telephone.
const fn is_interview(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Interview | SourceKind::Template)
}
