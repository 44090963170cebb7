//! The table of people.

use std::collections::{HashMap, HashSet};

use super::super::first_shared_number;
use super::reading::{Row, written_date, written_number, yes_or_no};
use super::{
    Column, Listed, Mention, Named, Planned, case_called, give, name_of_case, private, public,
    refused,
};
use crate::domain::{
    AttributeValue, Involvement, Number, Person, PersonId, Private, Subject, read_name,
};
use crate::project::{ProjectError, Snapshot, Work};
use crate::store::{Holder, PersonField};

/// What a row says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PersonFact {
    Field(PersonField),
    /// The case by its name, made where there is none; empty for no case.
    Case(String),
}

impl Listed for Person {
    type Id = PersonId;
    type Fact = PersonFact;
    const COLUMNS: &'static [Column] = &[
        private("Name"),
        public("Series"),
        public("Number"),
        public("Role"),
        public("Fine role"),
        public("Qualifier"),
        public("Part"),
        private("Case"),
        private("Recorded"),
        private("Transcribed"),
        private("Withdrawn"),
        private("Real name"),
        private("Post"),
        private("Note"),
    ];
    const NEEDED: &'static [&'static str] = &["Name"];
    const SUBJECT: Option<Subject> = Some(Subject::Person);

    fn all(snapshot: &Snapshot) -> &[Self] {
        &snapshot.people
    }

    fn id(&self) -> PersonId {
        self.id
    }

    fn holder(id: PersonId) -> Option<Holder> {
        Some(Holder::Person(id))
    }

    fn values(&self) -> &[AttributeValue] {
        &self.attributes
    }

    fn cells(&self, snapshot: &Snapshot) -> Vec<String> {
        let [series, number] = written_number(self.number.as_ref());
        vec![
            self.name.clone(),
            series,
            number,
            self.role.clone(),
            self.fine_role.clone(),
            self.qualifier.clone(),
            self.part.word().to_owned(),
            name_of_case(snapshot, self.case),
            yes_or_no(self.consent.recorded).to_owned(),
            yes_or_no(self.consent.transcribed).to_owned(),
            written_date(self.consent.withdrawn),
            self.real_name.to_string(),
            self.post.to_string(),
            self.note.to_string(),
        ]
    }

    fn key(&self, _snapshot: &Snapshot) -> String {
        self.name.to_lowercase()
    }

    fn named(row: &Row<'_>) -> Result<Named, String> {
        Named::by_name(row.cell("Name"))
    }

    fn facts(row: &Row<'_>) -> Result<Vec<PersonFact>, String> {
        let number = match row.number("")? {
            None => row.is_cleared("Number").then_some(None),
            Some(number) => {
                let is_so = written_number(Some(&number)) == [row.now("Series"), row.now("Number")];
                (!is_so).then_some(Some(number))
            }
        };
        let part = match row.words("Part").as_deref() {
            None | Some("") => None,
            Some(word) => {
                let part: Involvement = word.parse().map_err(|error| format!("{error}"))?;
                Some(part).filter(|part| part.word() != row.now("Part"))
            }
        };
        let private = |heading: &str| row.words(heading).map(Private::new);
        let fields = [
            number.map(PersonField::Number),
            row.words("Role").map(PersonField::Role),
            row.words("Fine role").map(PersonField::FineRole),
            row.words("Qualifier").map(PersonField::Qualifier),
            part.map(PersonField::Part),
            row.yes_no("Recorded")?.map(PersonField::Recorded),
            row.yes_no("Transcribed")?.map(PersonField::Transcribed),
            row.date("Withdrawn")?.map(PersonField::Withdrawn),
            private("Real name").map(PersonField::RealName),
            private("Post").map(PersonField::Post),
            private("Note").map(PersonField::Note),
        ];
        let case = row.name("Case").map(PersonFact::Case);
        Ok(fields.into_iter().flatten().map(PersonFact::Field).chain(case).collect())
    }

    fn check(snapshot: &Snapshot, rows: &mut [Planned<Self>]) -> Result<(), ProjectError> {
        let planned: HashMap<PersonId, &Planned<Person>> =
            rows.iter().filter_map(|row| Some((row.id?, row))).collect();
        // Each with the number they will have: those who are there, then those who are new.
        let there = snapshot.people.iter().map(|one| {
            let row = planned.get(&one.id);
            let number = row.and_then(|row| given_number(row)).unwrap_or(one.number.as_ref());
            (one.name.as_str(), number, row.map(|row| row.line))
        });
        let new = rows.iter().filter(|row| row.id.is_none());
        let new = new.map(|row| (row.name.as_str(), given_number(row).flatten(), Some(row.line)));
        let all: Vec<(&str, Option<&Number>, Option<u64>)> = there.chain(new).collect();
        let numbers = all.iter().map(|(_, number, _)| number.cloned()).enumerate();
        if let Some((one, other, number)) = first_shared_number(numbers) {
            let (one, other) = (all[one], all[other]);
            let taken =
                ProjectError::NumberTaken(number.to_string(), one.0.to_owned(), other.0.to_owned());
            // One of the two has the number from the table, or there would be no conflict.
            return Err(match one.2.max(other.2) {
                Some(line) => refused(line, &taken.to_string()),
                None => taken,
            });
        }
        let is_plain = |number: &&Number| number.series.is_empty();
        let mut taken: HashSet<u32> = all
            .iter()
            .filter_map(|one| one.1)
            .filter(is_plain)
            .map(|number| number.number)
            .collect();
        for row in rows.iter_mut().filter(|row| row.id.is_none()) {
            let is_given = given_number(row).is_some();
            let Some((_, number)) = read_name(&row.name).filter(|_| !is_given) else { continue };
            if taken.insert(number) {
                let number = Number { series: String::new(), number };
                row.facts.push(PersonFact::Field(PersonField::Number(Some(number))));
            }
        }
        Ok(())
    }

    fn mentions(fact: &PersonFact) -> Vec<Mention<'_>> {
        match fact {
            PersonFact::Case(name) => vec![Mention::Case(name)],
            PersonFact::Field(_) => Vec::new(),
        }
    }
}

/// The number that a row gives, or takes away.
fn given_number(row: &Planned<Person>) -> Option<Option<&Number>> {
    row.facts.iter().find_map(|fact| match fact {
        PersonFact::Field(PersonField::Number(number)) => Some(number.as_ref()),
        _ => None,
    })
}

pub(super) fn take(work: &Work<'_>, rows: &[Planned<Person>]) -> Result<(), ProjectError> {
    let mut ids = Vec::with_capacity(rows.len());
    for row in rows {
        let id = match row.id {
            Some(id) => id,
            None => work.tx.person_named(&row.name, work.at)?,
        };
        // Numbers may be passed round: all are free before any is given again, those in new names as well.
        if row.id.is_none() || given_number(row).is_some() {
            work.tx.set_person(id, &PersonField::Number(None))?;
        }
        ids.push(id);
    }
    for (row, id) in rows.iter().zip(ids) {
        for fact in &row.facts {
            match fact {
                PersonFact::Field(field) => work.tx.set_person(id, field)?,
                PersonFact::Case(name) => {
                    work.tx.set_person(id, &PersonField::Case(case_called(work, name)?))?;
                }
            }
        }
        give(work, id, row)?;
    }
    Ok(())
}
