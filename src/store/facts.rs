//! The table `project`: facts of the file itself.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::{Rows, Store, StoreError};
use crate::domain::ProjectId;

pub(super) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT value FROM project WHERE name = ?1", [name], |row| row.get(0))
        .optional()
}

pub(super) fn set(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .execute("INSERT OR REPLACE INTO project (name, value) VALUES (?1, ?2)", [name, value])
        .map(|_| ())
}

impl Rows<'_> {
    /// The project's key. A file without one (no program of ours writes that) is taken as damaged.
    pub fn project_id(&self) -> Result<ProjectId, StoreError> {
        let text = get(self.connection, "id")?.unwrap_or_default();
        Uuid::parse_str(&text)
            .map(ProjectId::new)
            .map_err(|_| StoreError::Gone("The project's own key"))
    }

    /// A setting of the project, as JSON.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(get(self.connection, name)?)
    }

    /// When the project was made, RFC 3339 in UTC.
    pub fn created_at(&self) -> Result<String, StoreError> {
        Ok(get(self.connection, "created_at")?.unwrap_or_default())
    }
}

impl Store {
    /// Keeps a setting of the project, as JSON. Not a step of the history.
    pub fn set_setting(&self, name: &str, json: &str) -> Result<(), StoreError> {
        set(&self.connection, name, json).map_err(|e| StoreError::of_file(e, &self.path))
    }

    /// Notes in the file who has it open, for the sentence that others get; empty when it is closed.
    pub fn set_opened_by(&self, who: &str) -> Result<(), StoreError> {
        set(&self.connection, "opened_by", who).map_err(|e| StoreError::of_file(e, &self.path))
    }
}
