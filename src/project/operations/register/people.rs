//! People of the register.

use std::collections::HashMap;

use super::{first_shared, first_shared_number, named};
use crate::domain::{Number, Person, PersonId};
use crate::project::{Project, ProjectError};
use crate::store::PersonField;
use crate::text::counted;

impl Project {
    /// Adds a person by the name that the texts give them. A role and a number in the name are taken over where the number is
    /// free.
    ///
    /// # Errors
    /// When somebody bears the name already.
    pub fn add_person(&mut self, name: &str) -> Result<PersonId, ProjectError> {
        let name = named("A person", name)?;
        if self.snapshot.people.iter().any(|one| super::same(&one.name, &name)) {
            return Err(ProjectError::NameTaken("a person", name));
        }
        let label = format!("Added “{name}” to the register");
        self.transact(&label, |work| Ok(work.tx.person_named(&name, work.at)?))
    }

    /// Changes facts about people, as one step.
    ///
    /// # Errors
    /// When two people would bear one name, or one number of a series; or somebody is gone.
    pub fn change_people(
        &mut self,
        changes: &[(PersonId, PersonField)],
    ) -> Result<(), ProjectError> {
        let people = &self.snapshot.people;
        let mut names: HashMap<PersonId, String> = HashMap::new();
        let mut numbers: HashMap<PersonId, Option<Number>> = HashMap::new();
        let mut changed = Vec::with_capacity(changes.len());
        for (id, field) in changes {
            self.person(*id)?;
            let field = match field {
                PersonField::Name(name) => {
                    let name = named("A person", name)?;
                    names.insert(*id, name.clone());
                    PersonField::Name(name)
                }
                PersonField::Number(number) => {
                    let number = number.as_ref().map(|number| Number {
                        series: number.series.trim().to_owned(),
                        number: number.number,
                    });
                    numbers.insert(*id, number.clone());
                    PersonField::Number(number)
                }
                other => other.clone(),
            };
            changed.push((*id, field));
        }
        if !names.is_empty() {
            let all = people.iter();
            let all = all.map(|one| (one.id, names.get(&one.id).unwrap_or(&one.name).as_str()));
            if let Some(name) = first_shared(all) {
                return Err(ProjectError::NameTaken("a person", name.to_owned()));
            }
        }
        if !numbers.is_empty() {
            let number = |one: &Person| numbers.get(&one.id).unwrap_or(&one.number).clone();
            let all = people.iter().map(|one| (one.id, number(one)));
            if let Some((one, other, number)) = first_shared_number(all) {
                let (one, other) =
                    (self.person(one)?.name.clone(), self.person(other)?.name.clone());
                return Err(ProjectError::NumberTaken(number.to_string(), one, other));
            }
        }
        let label = self.label_of_people(changes.iter().map(|(id, _)| *id))?;
        self.transact(&label, |work| {
            // Names and numbers may be passed round: all are free before any is given again.
            for (id, field) in &changed {
                match field {
                    PersonField::Number(_) => {
                        work.tx.set_person(*id, &PersonField::Number(None))?;
                    }
                    PersonField::Name(_) => {
                        work.tx.set_person(*id, &PersonField::Name(id.to_string()))?;
                    }
                    _ => {}
                }
            }
            for (id, field) in &changed {
                work.tx.set_person(*id, field)?;
            }
            Ok(())
        })
    }

    /// Takes people out of the register. Their sources and meetings stay, without them; what was written of them in matrices goes.
    ///
    /// # Errors
    /// When one of them is gone already.
    pub fn delete_people(&mut self, ids: &[PersonId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => format!("Took “{}” out of the register", self.person(*id)?.name),
            many => format!("Took {} out of the register", counted(many.len(), "person", "people")),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_person(id)?;
            }
            Ok(())
        })
    }

    /// Lets several people be one: the sources and meetings of the others become those of `into`, and the others go. What is
    /// known of the others and not of `into` is taken over; what both have stays as `into` has it; where both have a summary, both
    /// texts stand there. Texts that lead to the others lead to `into`.
    ///
    /// # Errors
    /// When one of them is gone, or only one is named.
    pub fn merge_people(
        &mut self,
        into: PersonId,
        others: &[PersonId],
    ) -> Result<(), ProjectError> {
        let stays = self.person(into)?.clone();
        let others: Vec<Person> = others
            .iter()
            .filter(|id| **id != into)
            .map(|id| self.person(*id).cloned())
            .collect::<Result<_, _>>()?;
        if others.is_empty() {
            return Err(ProjectError::NothingSelected);
        }
        let label = match others.as_slice() {
            [one] => format!("Merged “{}” into “{}”", one.name, stays.name),
            many => format!("Merged {} people into “{}”", many.len(), stays.name),
        };
        self.transact(&label, |work| {
            let mut missing = missing_facts(&stays);
            for other in &others {
                work.tx.hand_over_person(other.id, into)?;
                work.tx.delete_person(other.id)?;
                for field in known_facts(other) {
                    let place = missing.iter().position(|lacks| lacks(&field));
                    if let Some(place) = place {
                        missing.remove(place);
                        work.tx.set_person(into, &field)?;
                    }
                }
            }
            Ok(())
        })
    }

    fn person(&self, id: PersonId) -> Result<&Person, ProjectError> {
        let found = self.snapshot.people.iter().find(|one| one.id == id);
        found.ok_or(ProjectError::Gone("This person"))
    }

    fn label_of_people(&self, ids: impl Iterator<Item = PersonId>) -> Result<String, ProjectError> {
        let mut ids: Vec<PersonId> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(match ids.as_slice() {
            [id] => format!("Changed “{}” in the register", self.person(*id)?.name),
            many => format!("Changed {} in the register", counted(many.len(), "person", "people")),
        })
    }
}

/// Tells whether a fact is of a kind that is missing.
type Lacks = fn(&PersonField) -> bool;

/// What is not known of a person.
fn missing_facts(person: &Person) -> Vec<Lacks> {
    let mut missing: Vec<Lacks> = Vec::new();
    let mut lacks = |is_missing: bool, lacks: Lacks| {
        if is_missing {
            missing.push(lacks);
        }
    };
    lacks(person.number.is_none(), |fact| matches!(fact, PersonField::Number(_)));
    lacks(person.role.is_empty(), |fact| matches!(fact, PersonField::Role(_)));
    lacks(person.fine_role.is_empty(), |fact| matches!(fact, PersonField::FineRole(_)));
    lacks(person.qualifier.is_empty(), |fact| matches!(fact, PersonField::Qualifier(_)));
    lacks(person.real_name.is_empty(), |fact| matches!(fact, PersonField::RealName(_)));
    lacks(person.post.is_empty(), |fact| matches!(fact, PersonField::Post(_)));
    lacks(person.case.is_none(), |fact| matches!(fact, PersonField::Case(_)));
    lacks(person.consent.withdrawn.is_none(), |fact| matches!(fact, PersonField::Withdrawn(_)));
    lacks(person.note.is_empty(), |fact| matches!(fact, PersonField::Note(_)));
    missing
}

/// What is known of a person.
fn known_facts(person: &Person) -> Vec<PersonField> {
    let words = |words: &String, field: fn(String) -> PersonField| {
        (!words.is_empty()).then(|| field(words.clone()))
    };
    let private = |words: &crate::domain::Private,
                   field: fn(crate::domain::Private) -> PersonField| {
        (!words.is_empty()).then(|| field(words.clone()))
    };
    [
        person.number.clone().map(|number| PersonField::Number(Some(number))),
        words(&person.role, PersonField::Role),
        words(&person.fine_role, PersonField::FineRole),
        words(&person.qualifier, PersonField::Qualifier),
        private(&person.real_name, PersonField::RealName),
        private(&person.post, PersonField::Post),
        person.case.map(|case| PersonField::Case(Some(case))),
        // A withdrawal holds for whoever they turn out to be.
        person.consent.withdrawn.map(|date| PersonField::Withdrawn(Some(date))),
        private(&person.note, PersonField::Note),
    ]
    .into_iter()
    .flatten()
    .collect()
}
