//! The table `attribute`, and the tables of its values: `source_attribute`, `person_attribute`, `case_attribute` and
//! `meeting_attribute`.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    Attribute, AttributeId, AttributeValue, CaseId, MeetingId, PartialDate, PersonId, SourceId,
    Subject, ValueKind,
};

/// What has values of attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A source.
    Source(SourceId),
    /// A person.
    Person(PersonId),
    /// A case.
    Case(CaseId),
    /// A meeting.
    Meeting(MeetingId),
}

impl Holder {
    /// What kind of thing it is.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Source(_) => Subject::Source,
            Self::Person(_) => Subject::Person,
            Self::Case(_) => Subject::Case,
            Self::Meeting(_) => Subject::Meeting,
        }
    }

    fn of(subject: Subject, uuid: Uuid) -> Self {
        match subject {
            Subject::Source => Self::Source(uuid.into()),
            Subject::Person => Self::Person(uuid.into()),
            Subject::Case => Self::Case(uuid.into()),
            Subject::Meeting => Self::Meeting(uuid.into()),
        }
    }

    const fn uuid(self) -> Uuid {
        match self {
            Self::Source(id) => id.uuid(),
            Self::Person(id) => id.uuid(),
            Self::Case(id) => id.uuid(),
            Self::Meeting(id) => id.uuid(),
        }
    }
}

/// A fact about an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeField {
    /// Its name; the caller has made sure that it is free.
    Name(String),
    /// What has it; only where it has no values.
    Subject(Subject),
    /// What its values are, and the words to choose from.
    Kind(ValueKind, Vec<String>),
    /// Whether its values may be printed.
    Public(bool),
    /// Why it is kept.
    Note(String),
}

impl Rows<'_> {
    /// All attributes, by name.
    pub fn attributes(&self) -> Result<Vec<Attribute>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, subject, name, type, choices, public, note FROM attribute ORDER BY name",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Attribute {
                id: get(row, 0)?,
                subject: row.get::<_, String>(1)?.parse().unwrap_or_default(),
                name: row.get(2)?,
                kind: row.get::<_, String>(3)?.parse().unwrap_or_default(),
                choices: serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default(),
                is_public: row.get(5)?,
                note: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The values of all things of one kind, in the order they were given.
    pub(super) fn values_of(
        &self,
        subject: Subject,
    ) -> Result<HashMap<Holder, Vec<AttributeValue>>, StoreError> {
        let owner = subject.word();
        let sql = format!(
            "SELECT \"{owner}\", attribute, value, public, since FROM {owner}_attribute ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut all: HashMap<Holder, Vec<AttributeValue>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let uuid = get::<SourceId>(row, 0)?.uuid();
            all.entry(Holder::of(subject, uuid)).or_default().push(AttributeValue {
                attribute: get(row, 1)?,
                value: row.get(2)?,
                public: row.get(3)?,
                since: row.get::<_, String>(4)?.parse().ok(),
            });
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// The attribute of this name that things of a kind have, made if there is none.
    pub fn attribute_named(
        &self,
        subject: Subject,
        name: &str,
        at: &str,
    ) -> Result<AttributeId, StoreError> {
        let known = self
            .connection
            .prepare_cached("SELECT id FROM attribute WHERE subject = ?1 AND name = ?2")?
            .query_row(params![subject.word(), name], |row| get(row, 0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO attribute (id, subject, name, created_at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![Key(id), subject.word(), name, at])?;
        Ok(id)
    }

    /// Changes a fact about an attribute.
    pub fn set_attribute(&self, id: AttributeId, field: &AttributeField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn rusqlite::ToSql| {
            self.set("attribute", column, &Key(id), value)
        };
        match field {
            AttributeField::Name(name) => set("name", name),
            AttributeField::Subject(subject) => set("subject", &subject.word()),
            AttributeField::Kind(kind, choices) => {
                set("type", &kind.word())?;
                set("choices", &serde_json::Value::from(choices.as_slice()).to_string())
            }
            AttributeField::Public(is_public) => set("public", is_public),
            AttributeField::Note(note) => set("note", note),
        }
    }

    /// Deletes an attribute with its values.
    pub fn delete_attribute(&self, id: AttributeId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM attribute WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Gives something a value of an attribute, from a time on; an empty one takes it away.
    pub fn set_value(
        &self,
        holder: Holder,
        attribute: AttributeId,
        since: Option<PartialDate>,
        value: &str,
        public: Option<&str>,
    ) -> Result<(), StoreError> {
        let of = holder.subject().word();
        let key = Key(SourceId::new(holder.uuid()));
        let since = since.map(|since| since.to_string()).unwrap_or_default();
        let is_it = format!("\"{of}\" = ?1 AND attribute = ?2 AND since = ?3");
        if value.is_empty() {
            self.connection
                .prepare_cached(&format!("DELETE FROM {of}_attribute WHERE {is_it}"))?
                .execute(params![key, Key(attribute), since])?;
            return Ok(());
        }
        let update = format!("UPDATE {of}_attribute SET value = ?4, public = ?5 WHERE {is_it}");
        let changed = self.connection.prepare_cached(&update)?.execute(params![
            key,
            Key(attribute),
            since,
            value,
            public
        ])?;
        if changed == 0 {
            let insert = format!(
                "INSERT INTO {of}_attribute (id, \"{of}\", attribute, since, value, public)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            );
            let id = Key(fresh::<AttributeId>());
            self.connection.prepare_cached(&insert)?.execute(params![
                id,
                key,
                Key(attribute),
                since,
                value,
                public
            ])?;
        }
        Ok(())
    }
}
