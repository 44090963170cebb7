//! The table `code`.

use rusqlite::{OptionalExtension, Row, ToSql, params};

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Code, CodeId, CoderId, Colour, Origin, QuotationId};

/// A code before it has a key.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewCode<'a> {
    /// Its key, where it comes with one; else it gets a new one.
    pub id: Option<CodeId>,
    /// The code above it.
    pub parent: Option<CodeId>,
    /// Its name; the caller has made sure that no sibling bears it.
    pub name: &'a str,
    /// What it means.
    pub definition: &'a str,
    /// When to use it.
    pub include: &'a str,
    /// When not.
    pub exclude: &'a str,
    /// The research question it serves.
    pub question: &'a str,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Origin,
    /// Who makes it.
    pub coder: Option<CoderId>,
    /// The quotation it is made at.
    pub passage: Option<QuotationId>,
    /// Whether it only holds others.
    pub only_holds: bool,
    /// Its place among its siblings.
    pub position: u32,
}

/// A column of a code that a person writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeField<'a> {
    /// Its name; the caller has made sure that no sibling bears it.
    Name(&'a str),
    /// What it means.
    Definition(&'a str),
    /// When to use it.
    Include(&'a str),
    /// When not.
    Exclude(&'a str),
    /// The research question it serves.
    Question(&'a str),
    /// Its own colour, or none.
    Colour(Option<Colour>),
    /// Where it comes from.
    Origin(Origin),
    /// The quotation it was made at.
    Passage(Option<QuotationId>),
    /// Whether it may be applied.
    Applicable(bool),
    /// Whether it was put away.
    Archived(bool),
}

const CODE: &str =
    "SELECT id, parent, name, definition, include, exclude, question, colour, origin, coder,
                           created_at, passage, applicable, archived, position FROM code";

fn code(row: &Row<'_>) -> rusqlite::Result<Code> {
    Ok(Code {
        id: get(row, 0)?,
        parent: get_optional(row, 1)?,
        name: row.get(2)?,
        definition: row.get(3)?,
        include: row.get(4)?,
        exclude: row.get(5)?,
        question: row.get(6)?,
        colour: row.get::<_, Option<String>>(7)?.and_then(|text| text.parse().ok()),
        origin: row.get::<_, String>(8)?.parse().unwrap_or_default(),
        coder: get_optional(row, 9)?,
        made_at: row.get(10)?,
        passage: get_optional(row, 11)?,
        is_applicable: row.get(12)?,
        is_archived: row.get(13)?,
        position: row.get(14)?,
    })
}

impl Rows<'_> {
    /// All codes, in no particular order.
    pub fn codes(&self) -> Result<Vec<Code>, StoreError> {
        let mut statement = self.connection.prepare_cached(CODE)?;
        let rows = statement.query_map([], code)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether there is a code with this key.
    pub fn has_code(&self, id: CodeId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM code WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([Key(id)], |_| Ok(()));
        Ok(found.optional()?.is_some())
    }
}

impl Tx<'_> {
    /// Adds a code.
    pub fn insert_code(&self, code: &NewCode<'_>, at: &str) -> Result<CodeId, StoreError> {
        let id = code.id.unwrap_or_else(fresh);
        self.connection
            .prepare_cached(
                "INSERT INTO code (id, parent, name, definition, include, exclude, question, colour, origin, coder,
                                   passage, applicable, position, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                Key(id),
                code.parent.map(Key),
                code.name,
                code.definition,
                code.include,
                code.exclude,
                code.question,
                code.colour.map(String::from),
                code.origin.word(),
                code.coder.map(Key),
                code.passage.map(Key),
                !code.only_holds,
                code.position,
                at
            ])?;
        Ok(id)
    }

    /// Writes in a column of a code.
    pub fn set_code(&self, id: CodeId, field: CodeField<'_>) -> Result<(), StoreError> {
        let (colour, origin, passage);
        let (column, value): (&str, &dyn ToSql) = match &field {
            CodeField::Name(text) => ("name", text),
            CodeField::Definition(text) => ("definition", text),
            CodeField::Include(text) => ("include", text),
            CodeField::Exclude(text) => ("exclude", text),
            CodeField::Question(text) => ("question", text),
            CodeField::Colour(own) => {
                colour = own.map(String::from);
                ("colour", &colour)
            }
            CodeField::Origin(from) => {
                origin = from.word();
                ("origin", &origin)
            }
            CodeField::Passage(quotation) => {
                passage = quotation.map(Key);
                ("passage", &passage)
            }
            CodeField::Applicable(may) => ("applicable", may),
            CodeField::Archived(away) => ("archived", away),
        };
        let sql = format!("UPDATE code SET {column} = ?2 WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.execute(params![Key(id), value])?;
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
