//! The tables `person` and `source_person`.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, ToSql, params};

use super::attributes::Holder;
use super::cases::date;
use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    CaseId, Consent, Involvement, Number, PartialDate, Person, PersonId, Private, SourceId,
    Subject, Target, read_name,
};

/// A fact about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonField {
    /// How the texts name them; the caller has made sure that it is free.
    Name(String),
    /// How they come to be in the data.
    Part(Involvement),
    /// Their number; the caller has made sure that it is free.
    Number(Option<Number>),
    /// Their role in the coarse grain.
    Role(String),
    /// Their role in the fine grain.
    FineRole(String),
    /// What is printed behind the role.
    Qualifier(String),
    /// Their name.
    RealName(Private),
    /// Their exact post.
    Post(Private),
    /// The case they belong to.
    Case(Option<CaseId>),
    /// Whether they were recorded.
    Recorded(Option<bool>),
    /// Whether that was written out.
    Transcribed(Option<bool>),
    /// When they took their consent back.
    Withdrawn(Option<PartialDate>),
    /// A note of the team.
    Note(Private),
}

impl Rows<'_> {
    /// All people, by name.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut values = self.values_of(Subject::Person)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, part, series, number, role, fine_role, qualifier, real_name, post, \"case\",
                 recorded, transcribed, withdrawn, note FROM person ORDER BY name",
        )?;
        let rows = statement.query_map([], |row| {
            let id: PersonId = get(row, 0)?;
            let series: String = row.get(3)?;
            let number: Option<u32> = row.get(4)?;
            Ok(Person {
                id,
                name: row.get(1)?,
                part: row.get::<_, String>(2)?.parse().unwrap_or_default(),
                number: number.map(|number| Number { series, number }),
                role: row.get(5)?,
                fine_role: row.get(6)?,
                qualifier: row.get(7)?,
                real_name: Private::new(row.get::<_, String>(8)?),
                post: Private::new(row.get::<_, String>(9)?),
                case: get_optional(row, 10)?,
                consent: Consent {
                    recorded: row.get(11)?,
                    transcribed: row.get(12)?,
                    withdrawn: date(row, 13)?,
                },
                note: Private::new(row.get::<_, String>(14)?),
                attributes: values.remove(&Holder::Person(id)).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The people of each source, in the order they were named.
    pub(super) fn people_of_sources(&self) -> Result<HashMap<SourceId, Vec<PersonId>>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT source, person FROM source_person ORDER BY id")?;
        let mut all: HashMap<SourceId, Vec<PersonId>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(get(row, 1)?);
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// The person of this name, made if there is none. A role and a number in the name are taken over where the number is free.
    pub fn person_named(&self, name: &str, at: &str) -> Result<PersonId, StoreError> {
        if let Some(id) = self.known("person", name)? {
            return Ok(id);
        }
        let id = self.named("person", name, at)?;
        if let Some((role, number)) = read_name(name) {
            self.set_person(id, &PersonField::Role(role))?;
            let number = Number { series: String::new(), number };
            if self.person_of_number(&number)?.is_none() {
                self.set_person(id, &PersonField::Number(Some(number)))?;
            }
        }
        Ok(id)
    }

    /// Who has a number.
    pub fn person_of_number(&self, number: &Number) -> Result<Option<PersonId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM person WHERE series = ?1 AND number = ?2")?
            .query_row(params![number.series, number.number], |row| get(row, 0))
            .optional()?)
    }

    /// Changes a fact about a person.
    pub fn set_person(&self, id: PersonId, field: &PersonField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("person", column, &Key(id), value);
        match field {
            PersonField::Name(name) => set("name", name),
            PersonField::Part(part) => set("part", &part.word()),
            PersonField::Number(number) => {
                // Without its number a row is in nobody's way while its series changes.
                set("number", &None::<u32>)?;
                set("series", &number.as_ref().map_or("", |number| &number.series))?;
                set("number", &number.as_ref().map(|number| number.number))
            }
            PersonField::Role(role) => set("role", role),
            PersonField::FineRole(role) => set("fine_role", role),
            PersonField::Qualifier(qualifier) => set("qualifier", qualifier),
            PersonField::RealName(name) => set("real_name", &&**name),
            PersonField::Post(post) => set("post", &&**post),
            PersonField::Case(case) => set("case", &case.map(Key)),
            PersonField::Recorded(yes) => set("recorded", yes),
            PersonField::Transcribed(yes) => set("transcribed", yes),
            PersonField::Withdrawn(date) => set("withdrawn", &date.map(|date| date.to_string())),
            PersonField::Note(note) => set("note", &&**note),
        }
    }

    /// Deletes a person. Sources and meetings stay, without them.
    pub fn delete_person(&self, id: PersonId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM person WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Lets whatever is of one person be of another: their sources, their meetings, their summaries, the texts that lead to them, and
    /// the values of attributes of which the other has none.
    pub fn hand_over_person(&self, from: PersonId, to: PersonId) -> Result<(), StoreError> {
        let keys = [Key(from), Key(to)];
        for sql in [
            "UPDATE OR IGNORE source_person SET person = ?2 WHERE person = ?1",
            "UPDATE OR IGNORE meeting_person SET person = ?2 WHERE person = ?1",
            // With all of their times: one of them alone would tell something else.
            "UPDATE person_attribute SET person = ?2 WHERE person = ?1
             AND attribute NOT IN (SELECT attribute FROM person_attribute WHERE person = ?2)",
        ] {
            self.connection.prepare_cached(sql)?.execute(keys)?;
        }
        let [from, to] = [from, to].map(Target::Person);
        self.hand_over_summaries(from, to)?;
        self.hand_over_mentions(from, to)
    }

    /// Says which people a source is of or about.
    pub fn set_people(&self, source: SourceId, people: &[PersonId]) -> Result<(), StoreError> {
        let mut read = self
            .connection
            .prepare_cached("SELECT person FROM source_person WHERE source = ?1 ORDER BY id")?;
        let before = read.query_map([Key(source)], |row| get(row, 0))?;
        if before.collect::<rusqlite::Result<Vec<PersonId>>>()? == people {
            return Ok(());
        }
        self.connection
            .prepare_cached("DELETE FROM source_person WHERE source = ?1")?
            .execute([Key(source)])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO source_person (id, source, person) VALUES (?1, ?2, ?3)",
        )?;
        for &person in people {
            insert.execute(params![Key(fresh::<PersonId>()), Key(source), Key(person)])?;
        }
        Ok(())
    }
}
