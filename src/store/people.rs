//! The tables `case`, `person` and `source_person`.

use std::collections::HashMap;

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Case, CaseId, Person, PersonId, SourceId};

impl Rows<'_> {
    /// All cases, by name.
    pub fn cases(&self) -> Result<Vec<Case>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM \"case\" ORDER BY name")?;
        let rows =
            statement.query_map([], |row| Ok(Case { id: get(row, 0)?, name: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All people, by name.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM person ORDER BY name")?;
        let rows =
            statement.query_map([], |row| Ok(Person { id: get(row, 0)?, name: row.get(1)? }))?;
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
    /// The case of this name, made if there is none.
    pub fn case_named(&self, name: &str, at: &str) -> Result<CaseId, StoreError> {
        self.named("case", name, at)
    }

    /// The person of this name, made if there is none.
    pub fn person_named(&self, name: &str, at: &str) -> Result<PersonId, StoreError> {
        self.named("person", name, at)
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
