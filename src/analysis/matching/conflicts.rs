//! Numbers that cannot be: one with two roles, one beyond all others, one that a name and its person's columns tell apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::{SeenAt, SeenName};
use crate::domain::{Person, PersonId, read_name};

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

/// The people whose names say another role or number than their columns, or a number that somebody else has. People of other
/// series than the study's own are named by other rules and left out.
pub fn name_conflicts(people: &[Person]) -> Vec<NameConflict> {
    let given: HashMap<u32, PersonId> =
        people.iter().filter_map(|person| Some((given_number(person)?, person.id))).collect();
    let conflict = |person: &Person| {
        let (role, number) = read_name(&person.name)?;
        let is_other = match &person.number {
            Some(known) if !known.series.is_empty() => return None,
            Some(known) => known.number != number,
            None => given.contains_key(&number),
        };
        let role = (!roles_agree(&role, person)).then_some(role);
        let number = is_other.then_some(number);
        (role.is_some() || number.is_some()).then_some(NameConflict {
            person: person.id,
            role,
            number,
        })
    };
    people.iter().filter_map(conflict).collect()
}

/// The number that a person was given in the series of the study.
fn given_number(person: &Person) -> Option<u32> {
    person.number.as_ref().filter(|number| number.series.is_empty()).map(|one| one.number)
}

/// The number by which a person is known: that which they were given, else that in their name.
pub(super) fn number_of(person: &Person) -> Option<u32> {
    match person.number {
        Some(_) => given_number(person),
        None => read_name(&person.name).map(|(_, number)| number),
    }
}

/// A role as it is compared.
fn plain(role: &str) -> String {
    role.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The numbers with two roles or more. Names without a role say nothing.
pub(super) fn number_conflicts(seen: &[SeenName], people: &[Person]) -> Vec<NumberConflict> {
    let by_id: HashMap<PersonId, &Person> = people.iter().map(|one| (one.id, one)).collect();
    let mut all: BTreeMap<u32, Vec<RoleOfNumber>> = BTreeMap::new();
    for person in people {
        let Some(number) = number_of(person) else { continue };
        let role = if person.role.is_empty() { &person.fine_role } else { &person.role };
        let roles = all.entry(number).or_default();
        if !role.trim().is_empty() && !roles.iter().any(|known| plain(&known.role) == plain(role)) {
            let (role, person) = (role.clone(), Some(person.id));
            roles.push(RoleOfNumber { role, person, places: Vec::new() });
        }
    }
    for one in seen {
        let Some((role, number)) = read_name(&one.name) else { continue };
        if role.is_empty() {
            continue;
        }
        let roles = all.entry(number).or_default();
        let is_it = |known: &&mut RoleOfNumber| match known.person.and_then(|id| by_id.get(&id)) {
            Some(person) => roles_agree(&role, person),
            None => plain(&known.role) == plain(&role),
        };
        match roles.iter_mut().find(is_it) {
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
