//! The table `code`.

use rusqlite::params;

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Code, CodeId, Colour};

/// A code before it has a key.
#[derive(Debug, Clone, Copy)]
pub struct NewCode<'a> {
    /// The code above it.
    pub parent: Option<CodeId>,
    /// Its name; the caller has made sure that no sibling bears it.
    pub name: &'a str,
    /// Its definition.
    pub definition: &'a str,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// `framework`, `inductive` or `in vivo`.
    pub origin: &'a str,
    /// Its place among its siblings.
    pub position: u32,
}

impl Rows<'_> {
    /// All codes, in no particular order.
    pub fn codes(&self) -> Result<Vec<Code>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, parent, name, definition, colour, position FROM code")?;
        let rows = statement.query_map([], |row| {
            Ok(Code {
                id: get(row, 0)?,
                parent: get_optional(row, 1)?,
                name: row.get(2)?,
                definition: row.get(3)?,
                colour: row.get::<_, Option<String>>(4)?.and_then(|text| text.parse().ok()),
                position: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Adds a code.
    pub fn insert_code(&self, code: &NewCode<'_>, at: &str) -> Result<CodeId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO code (id, parent, name, definition, colour, origin, position, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                Key(id),
                code.parent.map(Key),
                code.name,
                code.definition,
                code.colour.map(String::from),
                code.origin,
                code.position,
                at
            ])?;
        Ok(id)
    }

    /// Gives a code another name; the caller has made sure that no sibling bears it.
    pub fn rename_code(&self, id: CodeId, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE code SET name = ?2 WHERE id = ?1")?
            .execute(params![Key(id), name])?;
        Ok(())
    }

    /// Sets a code's definition.
    pub fn define_code(&self, id: CodeId, definition: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE code SET definition = ?2 WHERE id = ?1")?
            .execute(params![Key(id), definition])?;
        Ok(())
    }

    /// Gives a code a colour of its own, or takes that away.
    pub fn recolour_code(&self, id: CodeId, colour: Option<Colour>) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE code SET colour = ?2 WHERE id = ?1")?
            .execute(params![Key(id), colour.map(String::from)])?;
        Ok(())
    }

    /// Hangs a code under a parent at a position; siblings are not moved.
    pub fn place_code(
        &self,
        id: CodeId,
        parent: Option<CodeId>,
        position: u32,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE code SET parent = ?2, position = ?3
                 WHERE id = ?1 AND (parent IS NOT ?2 OR position <> ?3)",
            )?
            .execute(params![Key(id), parent.map(Key), position])?;
        Ok(())
    }

    /// Removes a code with its sub-codes and all their codings.
    pub fn delete_code(&self, id: CodeId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM code WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}
