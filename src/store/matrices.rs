//! The tables `matrix` and `summary`.

use rusqlite::{OptionalExtension, ToSql, params};

use super::key::{Key, get, get_optional};
use super::label_styles::json;
use super::{MentionIn, Rows, StoreError, Tx, fresh};
use crate::domain::{
    CodeId, CoderId, Matrix, MatrixId, MatrixRow, MatrixSettings, QuotationId, RowId, RowsOf,
    Summary, SummaryId, SummaryState,
};

/// A fact about a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatrixField {
    /// Its name; the caller has made sure that it is free.
    Name(String),
    /// What its rows are.
    Rows(RowsOf),
    /// The code whose sub-codes are its columns.
    Branch(Option<CodeId>),
    /// How it is laid out.
    Settings(MatrixSettings),
}

impl Rows<'_> {
    /// All matrices, by name.
    pub fn matrices(&self) -> Result<Vec<Matrix>, StoreError> {
        let sql = "SELECT id, name, \"rows\", branch, settings FROM matrix ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Matrix {
                id: get(row, 0)?,
                name: row.get(1)?,
                rows: row.get_ref(2)?.as_str()?.parse().unwrap_or_default(),
                branch: get_optional(row, 3)?,
                settings: serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All summaries, in no particular order.
    pub fn summaries(&self) -> Result<Vec<Summary>, StoreError> {
        let mut mentions = self.mentions::<SummaryId>("summary")?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, \"case\", person, source, code, text, state, coder, written_at FROM summary",
        )?;
        let mut all = Vec::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: SummaryId = get(row, 0)?;
            let (case, person) = (get_optional(row, 1)?, get_optional(row, 2)?);
            let source = get_optional(row, 3)?;
            let of = case.map(MatrixRow::Case).or(person.map(MatrixRow::Person));
            let Some(of) = of.or(source.map(MatrixRow::Source)) else { continue };
            all.push(Summary {
                id,
                row: of,
                code: get(row, 4)?,
                text: row.get(5)?,
                state: row.get::<_, String>(6)?.parse().unwrap_or_default(),
                coder: get(row, 7)?,
                written_at: row.get(8)?,
                mentions: mentions.remove(&id).unwrap_or_default(),
            });
        }
        Ok(all)
    }

    /// The summary of a row under a code.
    pub fn summary_at(
        &self,
        row: MatrixRow,
        code: CodeId,
    ) -> Result<Option<SummaryId>, StoreError> {
        let (column, key) = column_of(row);
        let sql = format!("SELECT id FROM summary WHERE {column} = ?1 AND code = ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([key.bytes(), Key(code).bytes()], |row| get(row, 0));
        Ok(found.optional()?)
    }
}

/// The column that names a row, and its key.
fn column_of(row: MatrixRow) -> (&'static str, Key<RowId>) {
    match row {
        MatrixRow::Case(id) => ("\"case\"", Key(RowId::new(id.uuid()))),
        MatrixRow::Person(id) => ("person", Key(RowId::new(id.uuid()))),
        MatrixRow::Source(id) => ("source", Key(RowId::new(id.uuid()))),
    }
}

impl Tx<'_> {
    /// Adds a matrix; the caller has made sure that its name is free.
    pub fn insert_matrix(
        &self,
        name: &str,
        rows: RowsOf,
        branch: Option<CodeId>,
        at: &str,
    ) -> Result<MatrixId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO matrix (id, name, \"rows\", branch, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), name, rows.word(), branch.map(Key), at])?;
        Ok(id)
    }

    /// Changes a fact about a matrix.
    pub fn set_matrix(&self, id: MatrixId, field: &MatrixField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("matrix", column, &Key(id), value);
        match field {
            MatrixField::Name(name) => set("name", name),
            MatrixField::Rows(rows) => set("rows", &rows.word()),
            MatrixField::Branch(branch) => set("branch", &branch.map(Key)),
            MatrixField::Settings(settings) => set("settings", &json(settings)),
        }
    }

    /// Deletes a matrix. What is written in its cells stays.
    pub fn delete_matrix(&self, id: MatrixId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM matrix WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Adds an empty summary of a row under a code, where there is none.
    pub fn insert_summary(
        &self,
        row: MatrixRow,
        code: CodeId,
        coder: CoderId,
        at: &str,
    ) -> Result<SummaryId, StoreError> {
        let id = fresh();
        let (column, key) = column_of(row);
        let sql = format!(
            "INSERT INTO summary (id, code, {column}, coder, created_at, written_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
        );
        self.connection.prepare_cached(&sql)?.execute(params![
            Key(id),
            Key(code),
            key,
            Key(coder),
            at
        ])?;
        Ok(id)
    }

    /// Writes a summary: its words, whether there is something to tell, by whom and when; gives the quotations that its text
    /// leads to no longer.
    pub fn set_summary(
        &self,
        id: SummaryId,
        text: &str,
        state: SummaryState,
        coder: CoderId,
        at: &str,
    ) -> Result<Vec<QuotationId>, StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE summary SET text = ?2, state = ?3, coder = ?4, written_at = ?5 WHERE id = ?1",
            )?
            .execute(params![Key(id), text, state.word(), Key(coder), at])?;
        self.note_links(MentionIn::Summary(id), text)
    }

    /// Notes that a summary was looked at and left as it is.
    pub fn set_summary_seen(&self, id: SummaryId, at: &str) -> Result<(), StoreError> {
        self.set("summary", "written_at", &Key(id), &at)
    }

    /// Takes a summary away: the cell is not charted.
    pub fn delete_summary(&self, id: SummaryId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM summary WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}
