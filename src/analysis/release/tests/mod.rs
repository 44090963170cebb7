//! What is found in an output, and what is left alone.

mod numbers;
mod people;
mod words;

use uuid::Uuid;

use super::*;
use crate::domain::{Number, PartialDate, Private, SourceKind, TermKind};

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

/// A study to be released, of which a test says what it needs. It looks for nothing but words and numbers until it is told.
struct Study {
    people: Vec<Person>,
    cases: Vec<Case>,
    meetings: Vec<Meeting>,
    attributes: Vec<Attribute>,
    sources: Vec<SourceInfo>,
    terms: Vec<Term>,
    numbers: Option<HashMap<PersonId, u32>>,
    settings: ReleaseSettings,
    extracts: Vec<Printed>,
    /// Before which extract, the words, the level.
    prose: Vec<(usize, &'static str, u8)>,
}

/// An extract with what it owns.
struct Printed {
    words: String,
    label: String,
    people: Vec<PersonId>,
    source: SourceId,
    case: Option<CaseId>,
    quotation: QuotationId,
    missing: Vec<Missing>,
}

impl Study {
    fn new() -> Self {
        let shown = Shown { role: None, qualifier: false, ..Shown::default() };
        let settings = ReleaseSettings {
            smallest_cell: 3,
            most_per_person: 1_000,
            largest_share: 100,
            distance: 10,
            allows_cases: false,
            shown,
        };
        Self {
            people: Vec::new(),
            cases: Vec::new(),
            meetings: Vec::new(),
            attributes: Vec::new(),
            sources: Vec::new(),
            terms: Vec::new(),
            numbers: None,
            settings,
            extracts: Vec::new(),
            prose: Vec::new(),
        }
    }

    /// A person, written `GP 512` with the number in the series of people, or `caller GP 9` in a series of another name.
    fn person(&mut self, words: &str) -> &mut Person {
        let at = self.people.len();
        let mut parts: Vec<&str> = words.split(' ').collect();
        let number = parts.last().and_then(|last| last.parse().ok());
        if number.is_some() {
            parts.pop();
        }
        let is_caller = parts.first() == Some(&"caller");
        let series = if is_caller { parts.remove(0) } else { "" }.to_owned();
        let role = parts.join(" ");
        let name = number.map_or(role.clone(), |number| format!("{role} ID {number}"));
        let mut person = Person::new(PersonId::new(id(at)), name);
        person.role = role;
        person.number = number.map(|number| Number { series, number });
        self.people.push(person);
        &mut self.people[at]
    }

    fn case(&mut self, pseudonym: &str, real_name: &str) -> CaseId {
        let case = CaseId::new(id(self.cases.len()));
        let real_name = Private::new(real_name);
        self.cases.push(Case { real_name, ..Case::new(case, pseudonym) });
        case
    }

    fn source(&mut self, name: &str, kind: SourceKind) -> &mut SourceInfo {
        let at = self.sources.len();
        self.sources.push(SourceInfo::new(SourceId::new(id(at)), name, kind));
        &mut self.sources[at]
    }

    fn term(&mut self, private: &str, public: Option<&str>) {
        let public = public.map(str::to_owned);
        self.terms.push(Term { private: private.to_owned(), public, kind: TermKind::Place });
    }

    /// An extract of people, by place, from the first source.
    fn extract(&mut self, words: &str, label: &str, people: &[usize]) -> &mut Printed {
        let at = self.extracts.len();
        self.extracts.push(Printed {
            words: words.to_owned(),
            label: label.to_owned(),
            people: people.iter().map(|&at| PersonId::new(id(at))).collect(),
            source: SourceId::new(id(0)),
            case: None,
            quotation: QuotationId::new(id(at)),
            missing: Vec::new(),
        });
        &mut self.extracts[at]
    }

    fn check(&self) -> Vec<Finding> {
        let extracts: Vec<ReleasedExtract<'_>> = self
            .extracts
            .iter()
            .enumerate()
            .map(|(at, one)| ReleasedExtract {
                key: at as u32,
                quotation: one.quotation,
                source: one.source,
                case: one.case,
                words: &one.words,
                label: &one.label,
                people: &one.people,
                missing: &one.missing,
            })
            .collect();
        let prose: Vec<Prose<'_>> = self
            .prose
            .iter()
            .map(|&(before, words, level)| Prose { before, words, level })
            .collect();
        check(&Release {
            extracts: &extracts,
            prose: &prose,
            people: &self.people,
            cases: &self.cases,
            meetings: &self.meetings,
            attributes: &self.attributes,
            sources: &self.sources,
            terms: &self.terms,
            numbers: self.numbers.as_ref(),
            settings: &self.settings,
        })
    }

    fn of_kind(&self, kind: FindingKind) -> Vec<Finding> {
        self.check().into_iter().filter(|finding| finding.kind == kind).collect()
    }

    /// The words and sentences of the findings of a kind.
    fn said(&self, kind: FindingKind) -> Vec<String> {
        self.of_kind(kind).iter().map(|finding| finding.sentence().to_owned()).collect()
    }
}

fn date(words: &str) -> Option<PartialDate> {
    Some(words.parse().expect("a date"))
}

#[test]
fn an_empty_output_has_nothing_to_be_found() {
    let mut study = Study::new();
    study.settings = ReleaseSettings::default();
    assert_eq!(study.check(), []);
    study.extract("", "", &[]);
    study.prose.push((7, "", 0));
    assert_eq!(study.check(), []);
}

#[test]
fn what_can_never_go_out_is_listed_first_and_cannot_be_accepted() {
    let mut study = Study::new();
    study.person("GP 1").consent.withdrawn = date("2013-05");
    study.people[0].real_name = Private::new("Anna Bellamy");
    study.source("Talk with the chair", SourceKind::Interview);
    study.extract("Bellamy said so", "[GP ID 1]", &[0]);
    let found = study.check();
    let kinds: Vec<FindingKind> = found.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [FindingKind::Withdrawn, FindingKind::Name]);
    assert_eq!([found[0].can_be_accepted(), found[1].can_be_accepted()], [false, true]);
}

#[test]
fn a_finding_is_known_again_until_the_words_around_it_change() {
    let mut study = Study::new();
    study.person("GP 1").real_name = Private::new("Anna Bellamy");
    study.extract("We had told Bellamy, and no more.", "[GP ID 1]", &[0]);
    let key = |study: &Study| study.of_kind(FindingKind::Name)[0].key.clone();
    let first = key(&study);
    assert!(first.starts_with("name:") && !first.to_lowercase().contains("bellamy"));
    assert_eq!(key(&study), first);
    let far = "x ".repeat(40) + &study.extracts[0].words;
    study.extracts[0].words = far.clone();
    let moved = key(&study);
    study.extracts[0].words = format!("y {far}");
    assert_eq!(key(&study), moved);
    study.extracts[0].words = far.replace("told", "asked");
    assert_ne!(key(&study), moved);
    study.extracts[0].words = far;
    study.extracts[0].quotation = QuotationId::new(id(99));
    assert_ne!(key(&study), moved);
}

#[test]
fn nothing_private_shows_in_a_log() {
    let mut study = Study::new();
    study.person("GP 1").real_name = Private::new("Anna Bellamy");
    study.extract("We had told Bellamy.", "[GP ID 1]", &[0]);
    let shown = format!("{:?}", study.check());
    assert!(!shown.contains("Bellamy"), "{shown}");
}
