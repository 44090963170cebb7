//! Who of the register a name in the texts is: speakers of turns and people tagged in square brackets, matched to people.
//!
//! A name is somebody whom the register calls so; else whoever has its number and a role that agrees; else whoever is written
//! nearly the same. A number with two roles is a conflict that a person must settle: nothing is suggested then. A role or a
//! letter without a number (`Chair`, `R`) is borne by many, and is nobody unless the register has somebody of that name.

mod conflicts;
mod meetings;
mod names;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

pub use conflicts::{
    BeyondOthers, NameConflict, NumberConflict, RoleOfNumber, name_conflicts, roles_agree,
};
pub use meetings::{MeetingConflict, MeetingDiffers, MeetingReading, ReadFrom, meeting_conflicts};
pub use names::{SeenAs, SeenAt, SeenName, SeenNames, tagged};

use crate::domain::{Involvement, Person, PersonId, SourceKind, Speaker, read_name};
use crate::text::turns::{Standing, alike, is_interviewer, standing};

/// Who a name in the texts seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// Somebody of the register.
    Person(PersonId),
    /// Somebody who is not there yet, and can be made of the name.
    New {
        /// The role in the name; empty where it has none.
        role: String,
        /// The number in the name.
        number: Option<u32>,
        /// How they come to be in the data, by where the name stands.
        part: Involvement,
    },
    /// The same as another name, by its place among the matches; that one is never the same as yet another.
    SameAs(usize),
    /// Nobody can be told; a person must say.
    Unclear,
    /// Nobody of the register: who asks the questions.
    Interviewer,
}

impl Suggestion {
    /// Somebody new made of a name, whoever it seems to be.
    pub fn somebody_new(seen: &SeenName) -> Self {
        let (role, number) = match read_name(&seen.name) {
            Some((role, number)) => (role, Some(number)),
            None => (String::new(), None),
        };
        Self::New { role, number, part: part(seen) }
    }
}

/// Why a name seems to be somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The register calls them so.
    Name,
    /// They have the number, and the roles agree.
    Number,
    /// The other is written nearly the same.
    Spelling(String),
    /// The register has nobody of this number.
    NewNumber,
    /// The register has nobody of this name.
    NewName,
    /// The number has two roles.
    TwoRoles,
    /// It is a role or a letter, which many bear.
    Shared,
    /// It is how questions are marked.
    Asks,
}

impl Why {
    /// The reason in words, as it stands behind a suggestion.
    pub fn words(&self) -> String {
        match self {
            Self::Name => "called so in the register".to_owned(),
            Self::Number => "the same number, and the roles agree".to_owned(),
            Self::Spelling(other) => format!("written nearly like “{other}”"),
            Self::NewNumber => "nobody in the register has this number".to_owned(),
            Self::NewName => "nobody in the register is called so".to_owned(),
            Self::TwoRoles => "this number has two roles".to_owned(),
            Self::Shared => "a role or a letter that many may bear".to_owned(),
            Self::Asks => "asks the questions".to_owned(),
        }
    }
}

/// A name in the texts with who it seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The name, and where it stands.
    pub seen: SeenName,
    /// Who it seems to be.
    pub suggestion: Suggestion,
    /// Why.
    pub why: Why,
}

/// What comes of matching the names in the texts to the people of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// The names, in the order in which they came.
    pub matches: Vec<Match>,
    /// Numbers with two roles, by number.
    pub conflicts: Vec<NumberConflict>,
    /// Numbers beyond all others, by number.
    pub beyond: Vec<BeyondOthers>,
}

impl Matching {
    /// The match that speaks for a name: itself, or the one that it is the same as.
    pub fn leader(&self, at: usize) -> usize {
        match self.matches.get(at).map(|one| &one.suggestion) {
            Some(Suggestion::SameAs(other)) => *other,
            _ => at,
        }
    }
}

/// Matches names to people. `highest` is the highest number that was given out, where that is known; without it, a number is
/// beyond the others where a wide gap lies before it.
pub fn match_names(seen: Vec<SeenName>, people: &[Person], highest: Option<u32>) -> Matching {
    let conflicts = conflicts::number_conflicts(&seen, people);
    let beyond = conflicts::beyond_others(&seen, people, highest);
    let deciding = Deciding::new(&seen, people, &conflicts);
    let decided: Vec<(Suggestion, Why)> = (0..seen.len()).map(|at| deciding.decide(at)).collect();
    let matches = seen.into_iter().zip(decided);
    let matches =
        matches.map(|(seen, (suggestion, why))| Match { seen, suggestion, why }).collect();
    Matching { matches, conflicts, beyond }
}

/// What is looked up while names are matched one by one.
struct Deciding<'a> {
    seen: &'a [SeenName],
    people: &'a [Person],
    /// People by name, in lower case.
    by_name: HashMap<String, usize>,
    /// People by number in the series of the study, where they were given none by that in their name.
    by_number: HashMap<u32, usize>,
    /// The numbers that have two roles.
    in_conflict: HashSet<u32>,
    /// By name that is seen: the names written nearly the same, people behind the seen ones, the most frequent first.
    alike: HashMap<usize, Vec<usize>>,
    /// By number of somebody new: the name that speaks for them.
    leaders: HashMap<u32, usize>,
}

impl<'a> Deciding<'a> {
    fn new(seen: &'a [SeenName], people: &'a [Person], conflicts: &[NumberConflict]) -> Self {
        let by_name = people.iter().enumerate();
        let by_name = by_name.map(|(at, person)| (plain(&person.name), at)).collect();
        // Who was given a number stands before those who bear it in their name only.
        let mut numbered: Vec<(u32, bool, usize)> = people
            .iter()
            .enumerate()
            .filter_map(|(at, one)| Some((conflicts::number_of(one)?, one.number.is_some(), at)))
            .collect();
        numbered.sort_unstable();
        let by_number = numbered.into_iter().map(|(number, _, at)| (number, at)).collect();
        // People lead their groups: what the register has is how it is written.
        let all: Vec<(Speaker, usize)> = seen
            .iter()
            .map(|one| (Speaker::from(&*one.name), one.times()))
            .chain(people.iter().map(|one| (Speaker::from(&*one.name), usize::MAX)))
            .collect();
        let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
        for group in alike(&all) {
            for &at in group.iter().filter(|&&at| at < seen.len()) {
                groups.insert(at, group.clone());
            }
        }
        let mut leaders: HashMap<u32, usize> = HashMap::new();
        for (at, one) in seen.iter().enumerate() {
            let Some((role, number)) = read_name(&one.name) else { continue };
            // A name with a role speaks for one without, then the most frequent.
            let rank = |at: usize, has_role: bool| (has_role, seen[at].times());
            let leader = leaders.entry(number).or_insert(at);
            let leads = read_name(&seen[*leader].name).is_some_and(|(role, _)| !role.is_empty());
            if rank(at, !role.is_empty()) > rank(*leader, leads) {
                *leader = at;
            }
        }
        Self {
            seen,
            people,
            by_name,
            by_number,
            in_conflict: conflicts.iter().map(|one| one.number).collect(),
            alike: groups,
            leaders,
        }
    }

    fn decide(&self, at: usize) -> (Suggestion, Why) {
        let one = &self.seen[at];
        if let Some(&person) = self.by_name.get(&plain(&one.name)) {
            return (Suggestion::Person(self.people[person].id), Why::Name);
        }
        if is_interviewer(&one.name) {
            return (Suggestion::Interviewer, Why::Asks);
        }
        match read_name(&one.name) {
            Some((role, number)) => self.decide_number(at, &role, number),
            None => self.decide_name(at),
        }
    }

    fn decide_number(&self, at: usize, role: &str, number: u32) -> (Suggestion, Why) {
        let numbered = self.by_number.get(&number).map(|&person| &self.people[person]);
        if let Some(person) = numbered.filter(|person| roles_agree(role, person)) {
            return (Suggestion::Person(person.id), Why::Number);
        }
        if let Some((person, name)) = self.person_alike(at) {
            return (Suggestion::Person(person), Why::Spelling(name));
        }
        if numbered.is_some() || self.in_conflict.contains(&number) {
            return (Suggestion::Unclear, Why::TwoRoles);
        }
        match self.leaders.get(&number) {
            Some(&leader) if leader != at => {
                (Suggestion::SameAs(leader), Why::Spelling(self.seen[leader].name.clone()))
            }
            _ => (Suggestion::somebody_new(&self.seen[at]), Why::NewNumber),
        }
    }

    fn decide_name(&self, at: usize) -> (Suggestion, Why) {
        if let Some((person, name)) = self.person_alike(at) {
            return (Suggestion::Person(person), Why::Spelling(name));
        }
        let group = self.alike.get(&at).map(Vec::as_slice).unwrap_or_default();
        // `GPID 161` has no number by itself; `GP ID 161` says what is meant.
        let numbered = group.iter().find_map(|&other| {
            let (_, number) = read_name(&self.seen.get(other)?.name)?;
            self.leaders.get(&number).copied()
        });
        let is_name =
            |at: usize| self.seen.get(at).is_some_and(|one| standing(&one.name) == Standing::Name);
        let first = || group.iter().copied().find(|&other| is_name(other) && is_name(at));
        match numbered.or_else(first) {
            Some(leader) if leader != at => {
                (Suggestion::SameAs(leader), Why::Spelling(self.seen[leader].name.clone()))
            }
            _ if !is_name(at) => (Suggestion::Unclear, Why::Shared),
            _ => (Suggestion::somebody_new(&self.seen[at]), Why::NewName),
        }
    }

    /// The person of the register who is written nearly the same.
    fn person_alike(&self, at: usize) -> Option<(PersonId, String)> {
        let first = *self.alike.get(&at)?.first()?;
        let person = self.people.get(first.checked_sub(self.seen.len())?)?;
        Some((person.id, person.name.clone()))
    }
}

/// How somebody comes to be in the data: who speaks in an interview was interviewed, who speaks or is tagged in notes was seen.
fn part(seen: &SeenName) -> Involvement {
    let talks = [SourceKind::Interview, SourceKind::Survey, SourceKind::Template];
    let is_talk = |at: &SeenAt| at.how == SeenAs::Speaks && talks.contains(&at.kind);
    let is_seen = |at: &SeenAt| at.how == SeenAs::Speaks || at.kind == SourceKind::Fieldnote;
    if seen.places.iter().any(is_talk) {
        Involvement::Interviewed
    } else if seen.places.iter().any(is_seen) {
        Involvement::Observed
    } else {
        Involvement::Mentioned
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}
