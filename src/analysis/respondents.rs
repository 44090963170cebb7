//! Whom a study rests on: respondents by type, as reports print them, people and interviews counted apart.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::{Involvement, Person, PersonId, SourceInfo, SourceKind};

/// How many people of a type there are, and how many interviews were held with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RespondentType {
    /// The role in the coarse grain, as most people have it written; empty where none is said.
    pub role: String,
    /// The role in the fine grain; none for all of the coarse role together.
    pub fine_role: Option<String>,
    /// People who were interviewed.
    pub people: usize,
    /// Interviews with at least one of them.
    pub interviews: usize,
    /// People who were seen at meetings only.
    pub observed: usize,
    /// People of whom others spoke.
    pub mentioned: usize,
}

/// Respondents by type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Respondents {
    /// The types: those with most people interviewed first, then most others, then by name; people without a role last. In two
    /// grains, the fine roles follow their coarse one.
    pub types: Vec<RespondentType>,
    /// All together, each person and each interview counted once.
    pub total: RespondentType,
    /// How many people took their consent back. They and the interviews with them alone are not counted.
    pub withdrawn: usize,
}

/// Counts respondents by role, which is compared without regard to case; with `fine`, by fine role below.
///
/// An interview is a source of that kind that is linked to somebody who was interviewed; it counts once for each type of whom
/// somebody took part.
pub fn respondents(people: &[Person], sources: &[SourceInfo], fine: bool) -> Respondents {
    let (withdrawn, people): (Vec<&Person>, Vec<&Person>) =
        people.iter().partition(|person| person.consent.withdrawn.is_some());
    let mut held: HashMap<PersonId, Vec<usize>> = HashMap::new();
    let interviews = sources.iter().filter(|source| source.kind == SourceKind::Interview);
    for (interview, source) in interviews.enumerate() {
        for &person in &source.people {
            held.entry(person).or_default().push(interview);
        }
    }
    let count = |role: String, fine_role: Option<String>, group: &[&Person]| {
        let of = |part: Involvement| group.iter().filter(move |person| person.part == part);
        let interviewed = of(Involvement::Interviewed);
        let interviews: HashSet<usize> =
            interviewed.filter_map(|person| held.get(&person.id)).flatten().copied().collect();
        RespondentType {
            role,
            fine_role,
            people: of(Involvement::Interviewed).count(),
            interviews: interviews.len(),
            observed: of(Involvement::Observed).count(),
            mentioned: of(Involvement::Mentioned).count(),
        }
    };
    let mut types = Vec::new();
    let groups = grouped(&people, |person| &person.role);
    let mut coarse: Vec<(RespondentType, Vec<&Person>)> =
        groups.into_iter().map(|(role, group)| (count(role, None, &group), group)).collect();
    coarse.sort_by_cached_key(|(one, _)| rank(one, &one.role));
    for (one, group) in coarse {
        let role = one.role.clone();
        types.push(one);
        let groups = if fine { grouped(&group, |person| &person.fine_role) } else { Vec::new() };
        // Where no fine role is said there is nothing to tell apart.
        if groups.iter().all(|(fine_role, _)| fine_role.is_empty()) {
            continue;
        }
        let below = groups
            .into_iter()
            .map(|(fine_role, group)| count(role.clone(), Some(fine_role), &group));
        let mut below: Vec<RespondentType> = below.collect();
        below.sort_by_cached_key(|one| rank(one, one.fine_role.as_deref().unwrap_or_default()));
        types.extend(below);
    }
    let total = count(String::new(), None, &people);
    Respondents { types, total, withdrawn: withdrawn.len() }
}

/// Where a type stands among others.
fn rank(one: &RespondentType, name: &str) -> impl Ord + use<> {
    let most = std::cmp::Reverse((one.people, one.observed, one.mentioned));
    (name.is_empty(), most, name.to_lowercase())
}

/// People by a role, in the order of its first comers, under the spelling that most of them have.
fn grouped<'a>(
    people: &[&'a Person],
    role: impl Fn(&Person) -> &String,
) -> Vec<(String, Vec<&'a Person>)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Person>> = Vec::new();
    for &person in people {
        let place = *places.entry(role(person).trim().to_lowercase()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(person);
    }
    let named = groups.into_iter().map(|group| {
        let mut times: Vec<(&str, usize)> = Vec::new();
        for person in &group {
            let spelt = role(person).trim();
            match times.iter_mut().find(|(known, _)| *known == spelt) {
                Some((_, count)) => *count += 1,
                None => times.push((spelt, 1)),
            }
        }
        // Of spellings that are equally frequent the first.
        let most = times.iter().rev().max_by_key(|(_, count)| *count);
        (most.map_or("", |(spelt, _)| *spelt).to_owned(), group)
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::SourceId;

    fn person(number: u128, role: &str, fine_role: &str, part: Involvement) -> Person {
        Person {
            role: role.to_owned(),
            fine_role: fine_role.to_owned(),
            part,
            ..Person::new(PersonId::new(Uuid::from_u128(number)), format!("{role} ID {number}"))
        }
    }

    fn interview(number: usize, people: &[PersonId]) -> SourceInfo {
        let id = SourceId::new(Uuid::from_u128(number as u128));
        let name = format!("Interview {number}");
        SourceInfo { people: people.to_vec(), ..SourceInfo::new(id, name, SourceKind::Interview) }
    }

    #[test]
    fn people_and_interviews_are_counted_apart() {
        // Phase 1 of the study that the workflow is taken from: people / interviews by type.
        let printed = [
            ("Manager", 47, 49),
            ("GP", 33, 36),
            ("Lay member", 5, 5),
            ("Practice manager", 3, 3),
            ("Local authority", 1, 1),
            ("Nurse", 1, 1),
            ("Other", 1, 1),
        ];
        let (mut people, mut sources) = (Vec::new(), Vec::new());
        for (role, count, interviews) in printed {
            let first = people.len();
            for _ in 0..count {
                let number = people.len() as u128 + 1;
                people.push(person(number, role, "", Involvement::Interviewed));
            }
            for at in 0..interviews {
                // Some were interviewed twice.
                let person = people[first + at % count].id;
                sources.push(interview(sources.len() + 1, &[person]));
            }
        }
        people.push(person(340, "GP", "", Involvement::Observed));
        people.push(person(341, "gp", "", Involvement::Mentioned));
        let found = respondents(&people, &sources, true);
        let counted: Vec<_> =
            found.types.iter().map(|one| (one.role.as_str(), one.people, one.interviews)).collect();
        assert_eq!(counted, printed);
        assert_eq!((found.total.people, found.total.interviews), (91, 96));
        assert_eq!((found.types[1].observed, found.types[1].mentioned), (1, 1));
    }

    #[test]
    fn an_interview_with_two_counts_once_in_all() {
        let mut people = vec![
            person(1, "Manager", "Chief finance officer", Involvement::Interviewed),
            person(2, "Manager", "", Involvement::Interviewed),
            person(3, "GP", "GP chair", Involvement::Interviewed),
            person(4, "", "", Involvement::Interviewed),
        ];
        let ids: Vec<PersonId> = people.iter().map(|one| one.id).collect();
        let sources = [interview(1, &ids[..3]), interview(2, &ids[3..])];
        let names = |found: &Respondents| -> Vec<String> {
            let name = |one: &RespondentType| {
                let fine = one.fine_role.as_deref().map(|fine| format!(">{fine}"));
                format!("{}{} {}", one.role, fine.unwrap_or_default(), one.interviews)
            };
            found.types.iter().map(name).collect()
        };
        let found = respondents(&people, &sources, true);
        assert_eq!(
            names(&found),
            [
                "Manager 1",
                "Manager>Chief finance officer 1",
                "Manager> 1",
                "GP 1",
                "GP>GP chair 1",
                " 1"
            ]
        );
        assert_eq!(found.total.interviews, 2);
        // Who took their consent back is not counted, nor are the interviews with them alone.
        people[3].consent.withdrawn = "2013".parse().ok();
        let found = respondents(&people, &sources, false);
        assert_eq!(names(&found), ["Manager 1", "GP 1"]);
        assert_eq!((found.total.interviews, found.withdrawn), (1, 1));
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once(
            who in prop::collection::vec(("(GP|gp|Manager)?", "(Chair)?", 0usize..3), 0..30),
            with in prop::collection::vec(prop::collection::vec(0usize..30, 0..4), 0..20),
        ) {
            let people: Vec<Person> = who
                .iter()
                .enumerate()
                .map(|(at, (role, fine, part))| person(at as u128, role, fine, Involvement::ALL[*part]))
                .collect();
            let sources: Vec<SourceInfo> = with
                .iter()
                .enumerate()
                .map(|(at, with)| {
                    let ids = with.iter().filter_map(|&one| people.get(one)).map(|one| one.id);
                    interview(at, &ids.collect::<Vec<_>>())
                })
                .collect();
            let found = respondents(&people, &sources, true);
            let coarse = || found.types.iter().filter(|one| one.fine_role.is_none());
            let all = |one: &RespondentType| one.people + one.observed + one.mentioned;
            prop_assert_eq!(coarse().map(all).sum::<usize>(), people.len());
            prop_assert_eq!(all(&found.total), people.len());
            for one in coarse() {
                let below: Vec<&RespondentType> = found
                    .types
                    .iter()
                    .filter(|below| below.fine_role.is_some() && below.role == one.role)
                    .collect();
                prop_assert!(below.is_empty() || below.iter().map(|one| all(one)).sum::<usize>() == all(one));
                // The obvious count.
                let slow = sources.iter().filter(|source| people.iter().any(|person| {
                    person.part == Involvement::Interviewed
                        && source.people.contains(&person.id)
                        && person.role.to_lowercase() == one.role.to_lowercase()
                }));
                prop_assert_eq!(slow.count(), one.interviews);
            }
        }
    }
}
