//! The tables `matrix` and `summary`.

use rusqlite::{OptionalExtension, Row, ToSql, params};

use super::key::{Key, get, get_optional};
use super::label_styles::json;
use super::{MentionIn, Rows, StoreError, Tx, fresh};
use crate::domain::{
    CodeId, CoderId, Matrix, MatrixId, MatrixRow, MatrixSettings, QuotationId, RowId, RowsOf,
    Summary, SummaryId, SummaryState, Target,
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

    /// Lets the summaries of a code, or of what is a row, be those of another. Where that one has a summary in the same place, both
    /// texts stand there, with what both rest on, as old as the older one: what was new for one of them stays new.
    pub fn hand_over_summaries(&self, from: Target, to: Target) -> Result<(), StoreError> {
        let column = format!("\"{}\"", from.kind());
        let keys = [Key(RowId::new(from.uuid())), Key(RowId::new(to.uuid()))];
        let across: &[&str] = match from {
            Target::Code(_) => &["\"case\"", "person", "source"],
            _ => &["code"],
        };
        for other in across {
            let sql = format!(
                "SELECT goes.id, goes.text, goes.state, goes.written_at, stays.id, stays.text, stays.state, stays.written_at
                 FROM summary goes JOIN summary stays ON stays.{other} = goes.{other}
                 WHERE goes.{column} = ?1 AND stays.{column} = ?2"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let both = statement.query_map(keys, |row| Ok([said(row, 0)?, said(row, 4)?]))?;
            for [goes, stays] in both.collect::<rusqlite::Result<Vec<_>>>()? {
                self.join_summaries(&goes, &stays)?;
            }
        }
        let sql = format!("UPDATE summary SET {column} = ?2 WHERE {column} = ?1");
        self.connection.prepare_cached(&sql)?.execute(keys)?;
        Ok(())
    }

    fn join_summaries(&self, goes: &Said, stays: &Said) -> Result<(), StoreError> {
        let texts = [&*stays.text, &*goes.text].map(|text| text.trim_matches('\n'));
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        self.connection
            .prepare_cached(
                "UPDATE summary SET text = ?2, state = ?3, written_at = ?4 WHERE id = ?1",
            )?
            .execute(params![
                Key(stays.id),
                texts.join("\n\n"),
                stays.with(goes).word(),
                (&stays.written_at).min(&goes.written_at)
            ])?;
        self.connection
            .prepare_cached("UPDATE OR IGNORE mention SET summary = ?2 WHERE summary = ?1")?
            .execute([Key(goes.id), Key(stays.id)])?;
        self.delete_summary(goes.id)?;
        self.hand_over_mentions(Target::Summary(goes.id), Target::Summary(stays.id))
    }

    /// Takes a summary away that says nothing and rests on nothing: the cell is not charted.
    pub fn delete_summary_if_bare(&self, id: SummaryId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "DELETE FROM summary WHERE id = ?1 AND state = 'written' AND text = ''
                 AND NOT EXISTS (SELECT 1 FROM mention WHERE summary = ?1)",
            )?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Takes a summary away: the cell is not charted.
    pub fn delete_summary(&self, id: SummaryId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM summary WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }
}

/// What a summary says, and since when.
struct Said {
    id: SummaryId,
    text: String,
    state: SummaryState,
    written_at: String,
}

/// The summary whose key, text, state and time stand from this column on.
fn said(row: &Row<'_>, column: usize) -> rusqlite::Result<Said> {
    Ok(Said {
        id: get(row, column)?,
        text: row.get(column + 1)?,
        state: row.get_ref(column + 2)?.as_str()?.parse().unwrap_or_default(),
        written_at: row.get(column + 3)?,
    })
}

impl Said {
    /// What it says together with another: what is told in words, then that there is nothing, then that nobody asked. One that has
    /// no words yet and rests on something says no more than that somebody was asked.
    fn with(&self, other: &Self) -> SummaryState {
        use SummaryState::{Nothing, Written};
        let tells = |one: &Self| one.state == Written && !one.text.is_empty();
        match (self.state, other.state) {
            (one, same) if one == same => one,
            _ if tells(self) || tells(other) => Written,
            (Nothing, _) | (_, Nothing) => Nothing,
            _ => Written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_summaries_say_together_what_neither_denies() {
        let said = |text: &str, state| Said {
            id: fresh(),
            text: text.to_owned(),
            state,
            written_at: String::new(),
        };
        let [written, nothing, not_asked] = SummaryState::ALL.map(|state| said("", state));
        let words = said("Less trust.", SummaryState::Written);
        for (one, other, both) in [
            (&words, &nothing, SummaryState::Written),
            (&words, &not_asked, SummaryState::Written),
            (&written, &nothing, SummaryState::Nothing),
            (&written, &not_asked, SummaryState::Written),
            (&nothing, &not_asked, SummaryState::Nothing),
            (&not_asked, &not_asked, SummaryState::NotAsked),
        ] {
            assert_eq!((one.with(other), other.with(one)), (both, both));
        }
    }
}
