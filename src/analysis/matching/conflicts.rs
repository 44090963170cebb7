//! Numbers that cannot be: one with two roles, one beyond all others, one that a name and its person's columns tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{SeenAt, SeenName};
use crate::domain::{Number, Person, PersonId, read_name};

/// One number with two roles or more, in the texts or against the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberConflict {
    /// The number.
    pub number: u32,
    /// The roles: that of the register first, then by how often the texts have them.
    pub roles: Vec<RoleOfNumber>,
}

/// One of the roles that a number has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleOfNumber {
    /// The role as it is written first.
    pub role: String,
    /// Who of the register has the number with this role.
    pub person: Option<PersonId>,
    /// Where the texts have it so.
    pub places: Vec<SeenAt>,
}

impl RoleOfNumber {
    fn times(&self) -> usize {
        self.places.iter().map(|at| at.times).sum()
    }
}

/// A number beyond all others, and so perhaps a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeyondOthers {
    /// The number.
    pub number: u32,
    /// The highest that it lies beyond.
    pub highest: u32,
    /// Who of the register has it.
    pub person: Option<PersonId>,
    /// Where it stands in the texts.
    pub places: Vec<SeenAt>,
}

/// A person whose name says another role or number than the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameConflict {
    /// Whom it is about.
    pub person: PersonId,
    /// The role that the name says, where the register says another.
    pub role: Option<String>,
    /// The number that the name says, where the register says another or none.
    pub number: Option<u32>,
}

/// Whether a role in a name is that of a person, in one of the two grains, without regard to case. Where one of both is not
/// known they agree.
pub fn roles_agree(role: &str, person: &Person) -> bool {
    let known = [&person.role, &person.fine_role];
    role.trim().is_empty()
        || known.iter().all(|role| role.trim().is_empty())
        || known.iter().any(|known| plain(known) == plain(role))
}

/// The people whose names say another role or number than their columns. People of other series than the study's own are named
/// by other rules and left out.
pub fn name_conflicts(people: &[Person]) -> Vec<NameConflict> {
    let of_study = people
        .iter()
        .filter(|person| person.number.as_ref().is_none_or(|number| number.series.is_empty()));
    let conflict = |person: &Person| {
        let (role, number) = read_name(&person.name)?;
        let is_number = person.number.as_ref().is_some_and(|known| known.number == number);
        let role = (!roles_agree(&role, person)).then_some(role);
        let number = (!is_number).then_some(number);
        (role.is_some() || number.is_some()).then_some(NameConflict {
            person: person.id,
            role,
            number,
        })
    };
    of_study.filter_map(conflict).collect()
}

/// The number of a person in the series of the study.
fn number_of(person: &Person) -> Option<u32> {
    person.number.as_ref().filter(|number| number.series.is_empty()).map(|one: &Number| one.number)
}

/// A role as it is compared.
fn plain(role: &str) -> String {
    role.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The numbers with two roles or more. Names without a role say nothing.
pub(super) fn number_conflicts(seen: &[SeenName], people: &[Person]) -> Vec<NumberConflict> {
    let mut all: BTreeMap<u32, Vec<RoleOfNumber>> = BTreeMap::new();
    let mut holders: BTreeMap<u32, &Person> = BTreeMap::new();
    for person in people {
        let Some(number) = number_of(person) else { continue };
        let role = if person.role.is_empty() { &person.fine_role } else { &person.role };
        if !role.trim().is_empty() {
            let (role, person_id) = (role.clone(), Some(person.id));
            all.entry(number).or_default().push(RoleOfNumber {
                role,
                person: person_id,
                places: Vec::new(),
            });
            holders.insert(number, person);
        }
    }
    for one in seen {
        let Some((role, number)) = read_name(&one.name) else { continue };
        if role.is_empty() {
            continue;
        }
        let roles = all.entry(number).or_default();
        let holder = holders.get(&number).filter(|person| roles_agree(&role, person));
        let known = roles.iter_mut().find(|known| match known.person {
            Some(_) => holder.is_some(),
            None => holder.is_none() && plain(&known.role) == plain(&role),
        });
        match known {
            Some(known) => known.places.extend(&one.places),
            None => roles.push(RoleOfNumber { role, person: None, places: one.places.clone() }),
        }
    }
    let conflicts = all.into_iter().filter(|(_, roles)| roles.len() > 1);
    conflicts
        .map(|(number, mut roles)| {
            roles.sort_by_key(|one| (one.person.is_none(), std::cmp::Reverse(one.times())));
            NumberConflict { number, roles }
        })
        .collect()
}

/// A gap before a number is wide where the number is more than twice the one before, and so much greater.
const WIDE: u32 = 100;

/// The numbers beyond `highest`; without it, those behind the first wide gap among all numbers of texts and register.
pub(super) fn beyond_others(
    seen: &[SeenName],
    people: &[Person],
    highest: Option<u32>,
) -> Vec<BeyondOthers> {
    let of_texts = seen.iter().filter_map(|one| read_name(&one.name)).map(|(_, number)| number);
    let numbers: BTreeSet<u32> = of_texts.chain(people.iter().filter_map(number_of)).collect();
    let before_gap = || {
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        let is_wide = |one: u32, next: u32| next - one >= WIDE && next / 2 > one;
        pairs.into_iter().find(|&(&one, &next)| is_wide(one, next)).map(|(&one, _)| one)
    };
    let Some(highest) = highest.or_else(before_gap) else { return Vec::new() };
    let beyond = numbers.range(highest.saturating_add(1)..).filter(|&&number| number > highest);
    beyond
        .map(|&number| {
            let named = seen
                .iter()
                .filter(|one| read_name(&one.name).is_some_and(|(_, its)| its == number));
            let person = people.iter().find(|person| number_of(person) == Some(number));
            BeyondOthers {
                number,
                highest,
                person: person.map(|person| person.id),
                places: named.flat_map(|one| one.places.iter().copied()).collect(),
            }
        })
        .collect()
}
