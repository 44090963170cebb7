//! The tables `meeting` and `meeting_person`.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, ToSql, params};

use super::attributes::Holder;
use super::cases::date;
use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CaseId, Meeting, MeetingId, Number, PartialDate, PersonId, Private, Subject};

/// A fact about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingField {
    /// Its number; the caller has made sure that it is free.
    Number(Option<Number>),
    /// What kind of meeting it was.
    Kind(String),
    /// When it took place.
    Date(Option<PartialDate>),
    /// How long it took, in minutes.
    Minutes(Option<u32>),
    /// The case it belongs to.
    Case(Option<CaseId>),
    /// A note of the team.
    Note(Private),
}

impl Rows<'_> {
    /// All meetings, by series and number; those without a number last.
    pub fn meetings(&self) -> Result<Vec<Meeting>, StoreError> {
        let mut values = self.values_of(Subject::Meeting)?;
        let mut people = self.people_of_meetings()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, series, number, kind, \"date\", minutes, \"case\", note FROM meeting
             ORDER BY number IS NULL, series, number, \"date\", created_at",
        )?;
        let rows = statement.query_map([], |row| {
            let id: MeetingId = get(row, 0)?;
            let series: String = row.get(1)?;
            let number: Option<u32> = row.get(2)?;
            Ok(Meeting {
                id,
                number: number.map(|number| Number { series, number }),
                kind: row.get(3)?,
                date: date(row, 4)?,
                minutes: row.get(5)?,
                case: get_optional(row, 6)?,
                people: people.remove(&id).unwrap_or_default(),
                note: Private::new(row.get::<_, String>(7)?),
                attributes: values.remove(&Holder::Meeting(id)).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn people_of_meetings(&self) -> Result<HashMap<MeetingId, Vec<PersonId>>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT meeting, person FROM meeting_person ORDER BY id")?;
        let mut all: HashMap<MeetingId, Vec<PersonId>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(get(row, 1)?);
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Adds a meeting of which nothing is known.
    pub fn insert_meeting(&self, at: &str) -> Result<MeetingId, StoreError> {
        let id: MeetingId = fresh();
        self.connection
            .prepare_cached("INSERT INTO meeting (id, created_at) VALUES (?1, ?2)")?
            .execute(params![Key(id), at])?;
        Ok(id)
    }

    /// The meeting that has a number.
    pub fn meeting_of_number(&self, number: &Number) -> Result<Option<MeetingId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM meeting WHERE series = ?1 AND number = ?2")?
            .query_row(params![number.series, number.number], |row| get(row, 0))
            .optional()?)
    }

    /// Changes a fact about a meeting.
    pub fn set_meeting(&self, id: MeetingId, field: &MeetingField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("meeting", column, &Key(id), value);
        match field {
            MeetingField::Number(number) => {
                // Without its number a row is in nobody's way while its series changes.
                set("number", &None::<u32>)?;
                set("series", &number.as_ref().map_or("M", |number| &number.series))?;
                set("number", &number.as_ref().map(|number| number.number))
            }
            MeetingField::Kind(kind) => set("kind", kind),
            MeetingField::Date(date) => set("date", &date.map(|date| date.to_string())),
            MeetingField::Minutes(minutes) => set("minutes", minutes),
            MeetingField::Case(case) => set("case", &case.map(Key)),
            MeetingField::Note(note) => set("note", &&**note),
        }
    }

    /// Says who was at a meeting.
    pub fn set_people_of_meeting(
        &self,
        meeting: MeetingId,
        people: &[PersonId],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM meeting_person WHERE meeting = ?1")?
            .execute([Key(meeting)])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO meeting_person (id, meeting, person) VALUES (?1, ?2, ?3)",
        )?;
        for &person in people {
            insert.execute(params![Key(fresh::<PersonId>()), Key(meeting), Key(person)])?;
        }
        Ok(())
    }

    /// Deletes a meeting. Its fieldnotes and papers stay.
    pub fn delete_meeting(&self, id: MeetingId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM meeting WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}
