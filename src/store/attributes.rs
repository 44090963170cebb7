//! The tables `attribute` and `source_attribute`.

use std::collections::HashMap;

use rusqlite::params;

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Attribute, AttributeId, SourceId};

impl Rows<'_> {
    /// All attributes, by name.
    pub fn attributes(&self) -> Result<Vec<Attribute>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM attribute ORDER BY name")?;
        let rows =
            statement.query_map([], |row| Ok(Attribute { id: get(row, 0)?, name: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The attributes of each source with their values, in the order they were given.
    pub(super) fn attributes_of_sources(
        &self,
    ) -> Result<HashMap<SourceId, Vec<(AttributeId, String)>>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT source, attribute, value FROM source_attribute ORDER BY id")?;
        let mut all: HashMap<SourceId, Vec<(AttributeId, String)>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push((get(row, 1)?, row.get(2)?));
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// The attribute of this name, made if there is none.
    pub fn attribute_named(&self, name: &str, at: &str) -> Result<AttributeId, StoreError> {
        self.named("attribute", name, at)
    }

    /// Gives a source a value of an attribute; an empty one takes it away.
    pub fn set_attribute(
        &self,
        source: SourceId,
        attribute: AttributeId,
        value: &str,
    ) -> Result<(), StoreError> {
        if value.is_empty() {
            self.connection
                .prepare_cached(
                    "DELETE FROM source_attribute WHERE source = ?1 AND attribute = ?2",
                )?
                .execute(params![Key(source), Key(attribute)])?;
            return Ok(());
        }
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE source_attribute SET value = ?3 WHERE source = ?1 AND attribute = ?2",
            )?
            .execute(params![Key(source), Key(attribute), value])?;
        if changed == 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO source_attribute (id, source, attribute, value)
                     VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![
                    Key(fresh::<AttributeId>()),
                    Key(source),
                    Key(attribute),
                    value
                ])?;
        }
        Ok(())
    }
}
