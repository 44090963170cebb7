//! The tables `step` and `change`: what was done, by whom, and how to take it back.
//!
//! No code writes an inverse by hand: the triggers log every change of a content table, and undoing a step puts the
//! logged rows back, as a step of its own.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::key::{Key, get_optional};
use super::{Rows, Store, StoreError, Tx, patches, triggers};
use crate::domain::CoderId;

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Something new.
    Do,
    /// Takes a step back.
    Undo,
    /// Takes an undo back.
    Redo,
    /// Something that has happened in the world and is never taken back: a coder joined, something was exported.
    Noted,
}

impl StepKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Noted => "join",
        }
    }

    /// What a step of this kind with this label did, in words: `Undone: Coded “Trust”`.
    pub fn tell(self, label: &str) -> String {
        match self {
            Self::Do | Self::Noted => label.to_owned(),
            Self::Undo => format!("Undone: {label}"),
            Self::Redo => format!("Done again: {label}"),
        }
    }

    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "undo" => Self::Undo,
            "redo" => Self::Redo,
            "join" => Self::Noted,
            _ => Self::Do,
        }
    }
}

/// One thing done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number; later steps have greater ones.
    pub seq: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who, if the coder is known.
    pub coder: Option<CoderId>,
    /// What, as a phrase in the past: `Coded “Trust”`.
    pub label: String,
    /// Whether it does, undoes or redoes.
    pub kind: StepKind,
    /// For an undo the step it takes back, for a redo the undo.
    pub undoes: Option<i64>,
}

/// What is known of a step before it is made.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    /// When, RFC 3339 in UTC.
    pub at: &'a str,
    /// Who.
    pub coder: Option<CoderId>,
    /// What, as a phrase in the past.
    pub label: &'a str,
}

/// One row that a step changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// The table's name.
    pub table: String,
    /// The row's key.
    pub row: Uuid,
    /// The key of the source that a turn stands or stood on, and of the one that another row stood on before it went.
    pub source_before: Option<Uuid>,
    /// For a coding that is gone, the quotation it stood on.
    pub quotation_before: Option<Uuid>,
}

/// A row that a step made or changed, for telling what is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The number of the step.
    pub step: i64,
    /// The table's name.
    pub table: String,
    /// The row's key.
    pub row: Uuid,
    /// The columns that it changed; empty for a row that it made.
    pub columns: Vec<String>,
    /// What a text of the team said before and says since, where that changed.
    pub texts: Option<(String, String)>,
}

impl Store {
    /// Does `work` as one step: all of it is on the disk when this returns, or none of it. Work that changes nothing
    /// leaves no step and gives `None` beside its answer.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        step: NewStep<'_>,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<i64>), E> {
        self.transact_as(step, StepKind::Do, None, work)
    }

    /// As [`Self::transact`], for what has happened in the world and is never taken back: somebody joined, something was
    /// exported.
    pub fn note<T, E: From<StoreError>>(
        &mut self,
        step: NewStep<'_>,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<i64>), E> {
        self.transact_as(step, StepKind::Noted, None, work)
    }

    /// Adds a coder, as a step that is never taken back.
    pub fn join(&mut self, name: &str, at: &str) -> Result<(), StoreError> {
        let label = format!("{name} joined");
        let step = NewStep { at, coder: None, label: &label };
        self.note(step, |tx| tx.insert_coder(name, at).map(drop)).map(drop)
    }

    fn transact_as<T, E: From<StoreError>>(
        &mut self,
        step: NewStep<'_>,
        kind: StepKind,
        undoes: Option<i64>,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<i64>), E> {
        let Self { connection, path, .. } = self;
        let fault = |error: rusqlite::Error| E::from(StoreError::of_file(error, path));
        let transaction = connection.transaction().map_err(fault)?;
        let seq = begin_step(&transaction, step, kind, undoes).map_err(fault)?;
        let tx = Tx { rows: Rows { connection: &transaction } };
        let answer = work(&tx)?;
        if !tx.has_changed()? {
            return Ok((answer, None));
        }
        transaction.execute("DELETE FROM current", []).map_err(fault)?;
        transaction.commit().map_err(fault)?;
        Ok((answer, Some(seq)))
    }

    /// Takes a step back, or an undo back, as a step of its own; gives the new step's number. Refused when a later
    /// change would be overwritten.
    pub fn take_back(
        &mut self,
        seq: i64,
        at: &str,
        coder: Option<CoderId>,
    ) -> Result<i64, StoreError> {
        let path = self.path.clone();
        let step = self.read().step(seq)?.ok_or(StoreError::Gone("This step"))?;
        let kind = if step.kind == StepKind::Undo { StepKind::Redo } else { StepKind::Undo };
        let new = NewStep { at, coder, label: &step.label };
        let (_, made) = self
            .transact_as(new, kind, Some(seq), |tx| tx.put_back(&step))
            .map_err(|error: StoreError| error.at(&path))?;
        made.ok_or(StoreError::CannotUndo { label: step.label, reason: "it changed nothing" })
    }
}

fn begin_step(
    connection: &rusqlite::Connection,
    step: NewStep<'_>,
    kind: StepKind,
    undoes: Option<i64>,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO step (id, at, coder, label, kind, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            Uuid::now_v7().into_bytes().to_vec(),
            step.at,
            step.coder.map(Key),
            step.label,
            kind.word(),
            undoes
        ])?;
    let seq = connection.last_insert_rowid();
    connection.prepare_cached("INSERT INTO current (step) VALUES (?1)")?.execute([seq])?;
    Ok(seq)
}

/// A row of `change` as it is needed to put it back.
struct Logged {
    table: String,
    row: Vec<u8>,
    kind: String,
    before: Option<String>,
    after: Option<String>,
}

impl Tx<'_> {
    /// The number of the step that is being made.
    pub fn this_step(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("SELECT step FROM current", [], |row| row.get(0))?)
    }

    /// Whether the step has changed anything so far.
    pub fn has_changed(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE step = (SELECT step FROM current))";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Puts back what a step changed, latest change first.
    fn put_back(&self, step: &Step) -> Result<(), StoreError> {
        // A deleted code comes back before or after its codings, as the log has it: keys are checked at the end.
        self.connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let refuse = |reason| StoreError::CannotUndo { label: step.label.clone(), reason };
        let mut statement = self.connection.prepare_cached(
            "SELECT \"table\", \"row\", kind, before, after FROM change WHERE step = ?1 ORDER BY id DESC",
        )?;
        let logged = statement
            .query_map([step.seq], |row| {
                Ok(Logged {
                    table: row.get(0)?,
                    row: row.get(1)?,
                    kind: row.get(2)?,
                    before: row.get(3)?,
                    after: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for change in &logged {
            let Some(table) = triggers::CONTENT.iter().find(|table| **table == change.table) else {
                return Err(refuse("it belongs to a newer version of the program"));
            };
            let parse = |json: &Option<String>| {
                json.as_deref()
                    .and_then(|json| serde_json::from_str::<Map<String, Json>>(json).ok())
                    .ok_or_else(|| refuse("its record is damaged"))
            };
            match change.kind.as_str() {
                // Coders stay: one of them may be the person who codes now.
                "insert" if *table == "coder" => {}
                "insert" => self.take_out(table, &change.row)?,
                "delete" => {
                    if self.has(table, &change.row)? {
                        return Err(refuse("what it deleted is there again"));
                    }
                    self.put_in(table, &parse(&change.before)?)?;
                }
                _ => {
                    let (before, after) = (parse(&change.before)?, parse(&change.after)?);
                    if !self.put_over(table, &change.row, &before, &after)? {
                        return Err(refuse("what it changed was changed again later"));
                    }
                }
            }
        }
        Ok(())
    }

    fn has(&self, table: &str, row: &[u8]) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE id = ?1)");
        Ok(self.connection.prepare_cached(&sql)?.query_row([row], |r| r.get(0))?)
    }

    fn take_out(&self, table: &str, row: &[u8]) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM \"{table}\" WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.execute([row])?;
        Ok(())
    }

    fn put_in(&self, table: &str, row: &Map<String, Json>) -> Result<(), StoreError> {
        let columns = triggers::columns(self.connection, table)?;
        let known: Vec<_> = columns.iter().filter(|(name, _)| row.contains_key(name)).collect();
        let names: Vec<_> = known.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({marks})", names.join(", "));
        let values = known.iter().map(|(name, kind)| sql_value(&row[name], kind));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// The text in a column of a row, if the row is there.
    fn text_of(&self, table: &str, column: &str, row: &[u8]) -> Result<Option<String>, StoreError> {
        let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([row], |r| r.get(0)).optional()?)
    }

    /// Sets the columns of `before` where they still are as in `after`; whether they were.
    fn put_over(
        &self,
        table: &str,
        row: &[u8],
        before: &Map<String, Json>,
        after: &Map<String, Json>,
    ) -> Result<bool, StoreError> {
        let columns = triggers::columns(self.connection, table)?;
        let changed: Vec<_> =
            columns.iter().filter(|(name, _)| before.contains_key(name)).collect();
        let list = |separator: &str, operator: &str, first: usize| {
            let parts = changed.iter().enumerate();
            let parts = parts.map(|(i, (name, _))| format!("\"{name}\" {operator} ?{}", first + i));
            parts.collect::<Vec<_>>().join(separator)
        };
        let n = changed.len();
        let sql = format!(
            "UPDATE \"{table}\" SET {} WHERE id = ?1 AND {}",
            list(", ", "=", 2),
            list(" AND ", "IS", 2 + n)
        );
        let mut values = vec![Value::Blob(row.to_vec())];
        for side in [before, after] {
            for (name, kind) in &changed {
                values.push(match (side.get(name), after.get(name)) {
                    // A text stands in the log as the stretch that differs.
                    (Some(Json::Object(stretch)), Some(Json::Object(now))) => {
                        let text = self.text_of(table, name, row)?;
                        match text.and_then(|text| patches::restored(&text, stretch, now)) {
                            Some(text) => Value::Text(text),
                            None => return Ok(false),
                        }
                    }
                    (json, _) => json.map_or(Value::Null, |json| sql_value(json, kind)),
                });
            }
        }
        Ok(self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))? == 1)
    }
}

/// A logged value as SQLite had it.
fn sql_value(json: &Json, kind: &str) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::String(hex) if kind == "BLOB" => {
            let digits = hex.as_bytes().chunks(2);
            let byte = |pair: &[u8]| {
                std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
            };
            Value::Blob(digits.filter_map(byte).collect())
        }
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::Real(number.as_f64().unwrap_or_default()),
        },
        Json::Bool(truth) => Value::Integer(i64::from(*truth)),
        other => Value::Text(other.to_string()),
    }
}

const STEP: &str = "SELECT seq, at, coder, label, kind, undoes FROM step";

fn step_of(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        seq: row.get(0)?,
        at: row.get(1)?,
        coder: get_optional(row, 2)?,
        label: row.get(3)?,
        kind: StepKind::from_word(&row.get::<_, String>(4)?),
        undoes: row.get(5)?,
    })
}

impl Rows<'_> {
    /// The number of the latest step; 0 before the first.
    pub fn seq(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("SELECT ifnull(max(seq), 0) FROM step", [], |r| r.get(0))?)
    }

    /// A step by its number.
    pub fn step(&self, seq: i64) -> Result<Option<Step>, StoreError> {
        let sql = format!("{STEP} WHERE seq = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([seq], step_of).optional()?)
    }

    /// Up to `limit` steps, latest first, starting below `before` (or at the latest).
    pub fn steps(&self, before: Option<i64>, limit: usize) -> Result<Vec<Step>, StoreError> {
        let sql = format!("{STEP} WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![before.unwrap_or(i64::MAX), limit], step_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The steps after `seq`, oldest first.
    pub fn steps_after(&self, seq: i64) -> Result<Vec<Step>, StoreError> {
        let sql = format!("{STEP} WHERE seq > ?1 ORDER BY seq");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([seq], step_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows that steps after `seq` made or changed in the tables that people write in, in the order of the changes.
    pub fn touched_after(&self, seq: i64) -> Result<Vec<Touched>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT step, \"table\", \"row\",
                    CASE WHEN kind = 'update' THEN
                        (SELECT group_concat(key) FROM json_each(change.after)) END,
                    CASE WHEN \"table\" IN ('memo', 'memo_comment', 'summary', 'item') THEN before ->> '$.text' END,
                    CASE WHEN \"table\" IN ('memo', 'memo_comment', 'summary', 'item') THEN after ->> '$.text' END
             FROM change
             WHERE step > ?1 AND kind <> 'delete'
                   AND \"table\" IN ('source', 'coding', 'code', 'memo', 'memo_comment', 'summary', 'item')
             ORDER BY id",
        )?;
        let rows = statement.query_map([seq], |row| {
            let key: Vec<u8> = row.get(2)?;
            let columns: Option<String> = row.get(3)?;
            Ok(Touched {
                step: row.get(0)?,
                table: row.get(1)?,
                row: Uuid::from_slice(&key).unwrap_or_default(),
                columns: columns.iter().flat_map(|all| all.split(',')).map(str::to_owned).collect(),
                texts: row.get::<_, Option<String>>(4)?.zip(row.get(5)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The kind of every step after `seq` and what it undoes, oldest first: what the undo and redo lists are made of.
    pub fn step_kinds(&self, seq: i64) -> Result<Vec<(i64, StepKind, Option<i64>)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT seq, kind, undoes FROM step WHERE seq > ?1 ORDER BY seq")?;
        let rows = statement.query_map([seq], |row| {
            Ok((row.get(0)?, StepKind::from_word(&row.get::<_, String>(1)?), row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows that steps after `seq` changed, in the order of the changes.
    pub fn changes_after(&self, seq: i64) -> Result<Vec<RowChange>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"table\", \"row\",
                    ifnull(CASE WHEN kind <> 'insert' THEN before ->> '$.source' END,
                           CASE WHEN \"table\" = 'turn' THEN
                               (SELECT hex(source) FROM turn WHERE turn.id = \"row\") END),
                    CASE WHEN kind <> 'insert' THEN before ->> '$.quotation' END
             FROM change WHERE step > ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([seq], |row| {
            let hex = |text: Option<String>| text.and_then(|text| Uuid::parse_str(&text).ok());
            let key: Vec<u8> = row.get(1)?;
            Ok(RowChange {
                table: row.get(0)?,
                row: Uuid::from_slice(&key).unwrap_or_default(),
                source_before: hex(row.get(2)?),
                quotation_before: hex(row.get(3)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
