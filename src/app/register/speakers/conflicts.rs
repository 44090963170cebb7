//! What contradicts what in the texts and the register, one line for each of its places.

use crate::analysis::matching::{Matching, SeenAs, SeenAt};
use crate::app::register::tables;
use crate::domain::{PersonId, SourceId, Span, Speaker};
use crate::project::Snapshot;
use crate::text::counted;
use crate::text::turns::alike;

/// One of the places of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Conflict {
    /// What it is about; the same for all its places.
    pub(super) title: String,
    /// What stands at this place.
    pub(super) line: String,
    /// Where it leads to.
    pub(super) lead: Lead,
}

/// Where a conflict leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Lead {
    /// A place in a text.
    Place(SourceId, Span),
    /// Somebody in the register.
    Person(PersonId),
    /// Two people who may be one: who stays, and the other.
    Alike(PersonId, PersonId),
}

/// Everything that does not go together: numbers with two roles, numbers beyond the others, people whose names say something
/// else than their columns, and people who are written nearly the same.
pub(super) fn found(matching: &Matching, snapshot: &Snapshot) -> Vec<Conflict> {
    let mut all = Vec::new();
    for one in &matching.conflicts {
        let roles = match one.roles.len() {
            2 => "two".to_owned(),
            count => count.to_string(),
        };
        let title = format!("ID {} has {roles} roles", one.number);
        for role in &one.roles {
            let before = format!("{}: ", role.role);
            all.extend(role.person.and_then(|id| in_register(snapshot, &title, &before, id)));
            all.extend(role.places.iter().map(|at| in_text(snapshot, &title, &before, at)));
        }
    }
    for one in &matching.beyond {
        let (number, highest) = (one.number, one.highest);
        let title = format!("ID {number} lies far beyond the others, which end at {highest}");
        all.extend(one.person.and_then(|id| in_register(snapshot, &title, "", id)));
        all.extend(one.places.iter().map(|at| in_text(snapshot, &title, "", at)));
    }
    for (person, said) in tables::names_against_columns(snapshot) {
        let title = format!("The name “{}” does not go with its columns", person.name);
        all.push(Conflict { title, line: said, lead: Lead::Person(person.id) });
    }
    all.extend(alike_people(snapshot));
    all
}

fn in_register(snapshot: &Snapshot, title: &str, before: &str, id: PersonId) -> Option<Conflict> {
    let name = &snapshot.person(id)?.name;
    let line = format!("{before}“{name}” in the register");
    Some(Conflict { title: title.to_owned(), line, lead: Lead::Person(id) })
}

fn in_text(snapshot: &Snapshot, title: &str, before: &str, at: &SeenAt) -> Conflict {
    let source = snapshot.source(at.source).map_or("", |info| &info.name);
    let times = match at.how {
        SeenAs::Speaks => counted(at.times, "turn", "turns"),
        SeenAs::Tagged => counted(at.times, "tag", "tags"),
    };
    let line = format!("{before}{times} in {source}");
    Conflict { title: title.to_owned(), line, lead: Lead::Place(at.source, at.span) }
}

/// The people whose names are written nearly the same. Who has a number stays, else who speaks in most sources.
fn alike_people(snapshot: &Snapshot) -> Vec<Conflict> {
    let people = &snapshot.people;
    let weight = |id: PersonId, has_number: bool| {
        let sources = snapshot.sources.iter().filter(|info| info.people.contains(&id)).count();
        if has_number { snapshot.sources.len() + 1 + sources } else { sources }
    };
    let names: Vec<(Speaker, usize)> = people
        .iter()
        .map(|one| (Speaker::from(&*one.name), weight(one.id, one.number.is_some())))
        .collect();
    let mut all = Vec::new();
    for group in alike(&names) {
        let Some((&stays, others)) = group.split_first() else { continue };
        for &other in others {
            let (stays, other) = (&people[stays], &people[other]);
            all.push(Conflict {
                title: "Two people are written nearly the same".to_owned(),
                line: format!("“{}” may be “{}”", other.name, stays.name),
                lead: Lead::Alike(stays.id, other.id),
            });
        }
    }
    all
}
