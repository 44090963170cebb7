//! The checks before an export: what in an output as it will be printed must not go out, or should be looked at first.
//!
//! [`check`] is given the extracts in the order of print with their words and labels as a reader will see them, what is printed
//! between them, and the register. It finds
//!
//! - words that are private: terms of the list, people's names and exact posts, names of sites, sources and files, and what
//!   has the form of an identifier ([`private_words`], [`name_words`]);
//! - numbers that lead to a site: beside its name ([`near_sites`]), or in a row ([`runs`]);
//! - people who can be told from the few who share what is printed of them ([`small_cells`]), or who are quoted too often;
//! - numbers that two roles are printed with, or that belong to the project and not to the output ([`roles`]);
//! - extracts of people who took their consent back, extracts printed twice, gaps in labels ([`extracts`]).
//!
//! Words are found whole, whatever their capitals, accents, apostrophes and blanks. Every finding says where it is, whether it can be
//! accepted, and has a key by which it is known again when the same output is checked the next time.

mod extracts;
mod finding;
mod name_words;
mod near_sites;
mod numbers;
mod pieces;
mod private_words;
mod roles;
mod runs;
mod small_cells;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use self::finding::{Finding, FindingKind, Part, Place};
use self::numbers::Numbers;
use self::private_words::PrivateWords;
use crate::analysis::labels::{Grain, Missing};
use crate::domain::{
    Attribute, AttributeId, Case, CaseId, Meeting, Person, PersonId, QuotationId, SourceId,
    SourceInfo, Term,
};

/// The forms in which a person's name may stand in a text and tell them: as it is, without titles, turned round where it stands
/// surname first, and the parts of it that are no ordinary words.
pub fn name_forms(name: &str) -> Vec<String> {
    let plain = name_words::without_titles(name.trim());
    let turned = plain.split_once(',').map(|(surname, others)| (others.trim(), surname.trim()));
    let turned = turned.map(|(others, surname)| format!("{others} {surname}"));
    let parts = name_words::name_parts(&plain);
    let all = [name.trim().to_owned(), plain].into_iter().chain(turned).chain(parts);
    telling(all)
}

/// The forms in which the real name of a site may stand in a text and tell it: as it is, and what of it tells the site.
pub fn site_forms(name: &str) -> Vec<String> {
    telling([name.trim().to_owned()].into_iter().chain(name_words::site_part(name)))
}

/// Those that tell something and are not a word that people use for other things.
fn telling(forms: impl Iterator<Item = String>) -> Vec<String> {
    let tells = |form: &String| name_words::tells_anything(form) && !name_words::is_ordinary(form);
    let mut kept: Vec<String> = Vec::new();
    for form in forms.filter(tells) {
        if !kept.contains(&form) {
            kept.push(form);
        }
    }
    kept
}

/// An output as it will be printed, with what it is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Release<'a> {
    /// The extracts in the order of print.
    pub extracts: &'a [ReleasedExtract<'a>],
    /// What is printed between them, in the order of print.
    pub prose: &'a [Prose<'a>],
    /// The people of the register.
    pub people: &'a [Person],
    /// The cases of the study.
    pub cases: &'a [Case],
    /// The meetings that were observed.
    pub meetings: &'a [Meeting],
    /// The attributes of the study.
    pub attributes: &'a [Attribute],
    /// All sources of the study, whether the output quotes them or not.
    pub sources: &'a [SourceInfo],
    /// The project's private terms.
    pub terms: &'a [Term],
    /// The numbers by which people are printed; none where they are printed by those of the register.
    pub numbers: Option<&'a HashMap<PersonId, u32>>,
    /// What is allowed, and how much of it.
    pub settings: &'a ReleaseSettings,
}

/// An extract of an output.
#[derive(Debug, Clone, Copy)]
pub struct ReleasedExtract<'a> {
    /// By which findings name it; its place in the output, from 0.
    pub key: u32,
    /// The quotation that it prints.
    pub quotation: QuotationId,
    /// The source that it is from.
    pub source: SourceId,
    /// The case that it is from.
    pub case: Option<CaseId>,
    /// Its words as they are printed, with the tags of speakers, trims and insertions.
    pub words: &'a str,
    /// Its label as it is printed, with brackets and note.
    pub label: &'a str,
    /// Who speaks in it: whom its label names, and whom tags name within it.
    pub people: &'a [PersonId],
    /// What should stand in its label and tags and is not known.
    pub missing: &'a [Missing],
}

/// Words of the output that are no extract's: headings, and what leads from one extract to the next.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a> {
    /// Before which of the extracts it stands, by place; behind them all with their number.
    pub before: usize,
    /// The words.
    pub words: &'a str,
    /// The level of a heading, from 1; 0 for words that are none.
    pub level: u8,
}

/// What is allowed in an output, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseSettings {
    /// Fewer people of the register than this may not share what is printed of a person. It is also what makes a post exact: one
    /// that fewer people hold.
    pub smallest_cell: u32,
    /// In at most so many extracts may one person speak.
    pub most_per_person: u32,
    /// And in at most this share of all extracts, in percent, where they are three or more.
    pub largest_share: u32,
    /// Within how many words of a site's name no number of a person may stand.
    pub distance: u32,
    /// Whether labels may print the pseudonyms of cases. What leads from numbers to sites is not looked for then: it is in the
    /// open.
    pub allows_cases: bool,
    /// What is printed of people.
    pub shown: Shown,
}

impl Default for ReleaseSettings {
    fn default() -> Self {
        Self {
            smallest_cell: 5,
            most_per_person: 5,
            largest_share: 10,
            distance: 40,
            allows_cases: false,
            shown: Shown::default(),
        }
    }
}

/// What an output prints of the people in it, in labels or in columns beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Their role, in this grain.
    pub role: Option<Grain>,
    /// What is printed behind the role.
    pub qualifier: bool,
    /// The public values of these attributes: their own, and those of the case, meeting and source of the extract.
    pub attributes: Vec<AttributeId>,
    /// The pseudonym of the case.
    pub case: bool,
    /// The round of the source.
    pub round: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            role: Some(Grain::Coarse),
            qualifier: true,
            attributes: Vec::new(),
            case: false,
            round: false,
        }
    }
}

/// Everything that is found in an output: what can never go out first, then by kind and in the order of print.
///
/// Takes time in proportion to the words of the output and to the register, however many names there are.
pub fn check(release: &Release<'_>) -> Vec<Finding> {
    let ground = Ground::new(release);
    let private = PrivateWords::new(release);
    let pieces = pieces::pieces(release, &private);
    let numbers = Numbers::new(&ground, &pieces);
    let mut findings = Vec::new();
    extracts::check(&ground, &mut findings);
    private_words::check(&ground, &private, &pieces, &mut findings);
    if !release.settings.allows_cases {
        near_sites::check(&ground, &pieces, &numbers, &mut findings);
        runs::check(&ground, &numbers, &mut findings);
    }
    roles::check(&ground, &pieces, &numbers, &mut findings);
    small_cells::check(&ground, &mut findings);
    findings.sort_by_key(|finding| finding.kind);
    findings
}

/// A release with what is looked up in it again and again.
struct Ground<'a> {
    release: &'a Release<'a>,
    /// Where each person stands in [`Release::people`].
    people: HashMap<PersonId, usize>,
    /// Where each case stands in [`Release::cases`].
    cases: HashMap<CaseId, usize>,
    /// The sources by key.
    sources: HashMap<SourceId, &'a SourceInfo>,
    /// The case of the first extract in which each person speaks.
    heard: HashMap<PersonId, CaseId>,
}

impl<'a> Ground<'a> {
    fn new(release: &'a Release<'a>) -> Self {
        let people = release.people.iter().enumerate().map(|(at, person)| (person.id, at));
        let cases = release.cases.iter().enumerate().map(|(at, case)| (case.id, at));
        let mut heard = HashMap::new();
        for extract in release.extracts {
            if let Some(case) = extract.case {
                for &person in extract.people {
                    heard.entry(person).or_insert(case);
                }
            }
        }
        Self {
            release,
            people: people.collect(),
            cases: cases.collect(),
            sources: release.sources.iter().map(|source| (source.id, source)).collect(),
            heard,
        }
    }

    fn person(&self, id: PersonId) -> Option<&'a Person> {
        self.people.get(&id).map(|&at| &self.release.people[at])
    }

    fn case(&self, id: CaseId) -> Option<&'a Case> {
        self.cases.get(&id).map(|&at| &self.release.cases[at])
    }

    /// The case that a person belongs to: that of the register, otherwise that in which they are heard.
    fn case_of(&self, person: &Person) -> Option<CaseId> {
        person.case.or_else(|| self.heard.get(&person.id).copied())
    }

    /// The number by which a person is printed; none for somebody who has none in this output.
    fn number(&self, person: &Person) -> Option<u32> {
        match self.release.numbers {
            Some(numbers) => numbers.get(&person.id).copied(),
            None => person.number.as_ref().map(|number| number.number),
        }
    }
}
