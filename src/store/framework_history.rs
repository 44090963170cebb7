//! The framework as it was: the rows of the tables on codes before and after each step, read from the history alone.
//!
//! The log has of an inserted row only its key, and of an update only what changed. So the present rows are taken back
//! change by change, the latest first, and what each row was before and after is noted on the way.

use std::collections::{BTreeMap, HashMap};

use rusqlite::params;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::key::KeySource;
use super::{Rows, StoreError, triggers};
use crate::domain::{Code, CodeAnswer, CodeId, CodeLink, CodeQuestion, CodeQuestionId, CodeSetId};

/// One change of a thing: how it was before a step and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision<T> {
    /// The number of the step.
    pub step: i64,
    /// How it was; none when the step made it.
    pub before: Option<T>,
    /// How it was then; none when the step took it away.
    pub after: Option<T>,
}

/// A set of codes without its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSet {
    /// Its key.
    pub id: CodeSetId,
    /// Its name.
    pub name: String,
}

/// Every change of the framework, in order. A step that writes several columns of a row may have several revisions of it.
#[derive(Debug, Clone, Default)]
pub struct FrameworkRevisions {
    /// Of codes.
    pub codes: Vec<Revision<Code>>,
    /// Of examples: the code that each belongs to.
    pub examples: Vec<Revision<CodeId>>,
    /// Of links between codes.
    pub links: Vec<Revision<CodeLink>>,
    /// Of sets.
    pub sets: Vec<Revision<NamedSet>>,
    /// Of what is in which set.
    pub members: Vec<Revision<(CodeSetId, CodeId)>>,
    /// Of questions about codes, without their answers.
    pub questions: Vec<Revision<CodeQuestion>>,
    /// Of answers to them.
    pub answers: Vec<Revision<(CodeQuestionId, CodeAnswer)>>,
}

/// Codings that a step sent from one code to another, as merging and splitting do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentCodings {
    /// The number of the step.
    pub step: i64,
    /// The code that they applied before.
    pub from: CodeId,
    /// The code that they applied then.
    pub to: CodeId,
    /// How many.
    pub codings: usize,
}

/// A row: its columns as the log writes them.
type Columns = Map<String, Json>;

const CODE: &str = "code";
const EXAMPLE: &str = "code_example";
const LINK: &str = "code_link";
const SET: &str = "code_set";
const MEMBER: &str = "code_set_member";
const QUESTION: &str = "code_question";
const ANSWER: &str = "code_answer";
const TABLES: [&str; 7] = [CODE, EXAMPLE, LINK, SET, MEMBER, QUESTION, ANSWER];

/// What the history cannot tell, when its record is damaged.
const UNKNOWN: StoreError = StoreError::Gone("This state of the framework");

/// The rows of some tables on their way back.
#[derive(Default)]
struct Replay {
    /// The rows as they were before the earliest change that was taken back.
    rows: HashMap<(&'static str, Uuid), Columns>,
    /// What was taken back, the latest first.
    revisions: Vec<(&'static str, Revision<Columns>)>,
}

impl Replay {
    /// The changes of one table in order.
    fn of<T>(&self, table: &str, read: impl Fn(&Columns) -> T) -> Vec<Revision<T>> {
        let of_table = self.revisions.iter().rev().filter(|(changed, _)| *changed == table);
        of_table
            .map(|(_, revision)| Revision {
                step: revision.step,
                before: revision.before.as_ref().map(&read),
                after: revision.after.as_ref().map(&read),
            })
            .collect()
    }
}

impl Rows<'_> {
    /// The codes as they stood after a step, in no particular order; none before the first.
    pub fn codes_after(&self, step: i64) -> Result<Vec<Code>, StoreError> {
        let replay = self.taken_back(&[CODE], step)?;
        Ok(replay.rows.values().map(code).collect())
    }

    /// Every change of the framework since the project was made.
    pub fn framework_revisions(&self) -> Result<FrameworkRevisions, StoreError> {
        let replay = self.taken_back(&TABLES, 0)?;
        Ok(FrameworkRevisions {
            codes: replay.of(CODE, code),
            examples: replay.of(EXAMPLE, |row| key_of(row, "code")),
            links: replay.of(LINK, |row| CodeLink {
                id: key_of(row, "id"),
                from: key_of(row, "from"),
                to: key_of(row, "to"),
                kind: text_of(row, "kind"),
            }),
            sets: replay
                .of(SET, |row| NamedSet { id: key_of(row, "id"), name: text_of(row, "name") }),
            members: replay.of(MEMBER, |row| (key_of(row, "set"), key_of(row, "code"))),
            questions: replay.of(QUESTION, |row| CodeQuestion {
                id: key_of(row, "id"),
                code: key_of(row, "code"),
                coder: key_of(row, "coder"),
                text: text_of(row, "text"),
                is_settled: is_set(row, "settled"),
                at: text_of(row, "created_at"),
                answers: Vec::new(),
            }),
            answers: replay.of(ANSWER, |row| {
                let answer = CodeAnswer {
                    id: key_of(row, "id"),
                    coder: key_of(row, "coder"),
                    text: text_of(row, "text"),
                    at: text_of(row, "created_at"),
                };
                (key_of(row, "question"), answer)
            }),
        })
    }

    /// Takes back every change of these tables that a step after `step` made, in memory.
    fn taken_back(&self, tables: &[&'static str], step: i64) -> Result<Replay, StoreError> {
        let mut replay = Replay::default();
        for &table in tables {
            self.take_back(table, step, &mut replay)?;
        }
        Ok(replay)
    }

    /// Reads the present rows of a table in the form of the log, and takes back what steps after `step` did to them.
    fn take_back(
        &self,
        table: &'static str,
        step: i64,
        replay: &mut Replay,
    ) -> Result<(), StoreError> {
        let row = triggers::row_as_json(self.connection, table, "here")?;
        let sql = format!("SELECT {row} FROM \"{table}\" AS here");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let json = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            let columns: Columns = serde_json::from_str(json).map_err(|_| UNKNOWN)?;
            replay.rows.insert((table, uuid_of(&columns, "id")), columns);
        }
        // Changes are numbered as they are made, so those of later steps have the greater numbers. The table's name stands
        // in the statement itself: only so the index of these few changes is used.
        let sql = format!(
            "SELECT step, \"row\", kind, before FROM change
             WHERE \"table\" = '{table}'
                 AND id > ifnull((SELECT max(id) FROM change
                                  WHERE step = (SELECT max(step) FROM change WHERE step <= ?1)), 0)
             ORDER BY id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut changes = statement.query([step])?;
        while let Some(change) = changes.next()? {
            let row: Vec<u8> = change.get(1)?;
            let place = (table, Uuid::from_slice(&row).map_err(|_| UNKNOWN)?);
            let before: Option<String> = change.get(3)?;
            let before = match before {
                Some(json) => Some(serde_json::from_str::<Columns>(&json).map_err(|_| UNKNOWN)?),
                None => None,
            };
            let kind = change.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let after = replay.rows.remove(&place);
            let before = match (kind, &after, before) {
                ("insert", Some(_), None) => None,
                ("delete", None, Some(before)) => Some(before),
                ("update", Some(after), Some(changed)) => {
                    let mut before = after.clone();
                    before.extend(changed);
                    Some(before)
                }
                _ => return Err(UNKNOWN),
            };
            if let Some(before) = &before {
                replay.rows.insert(place, before.clone());
            }
            replay.revisions.push((table, Revision { step: change.get(0)?, before, after }));
        }
        Ok(())
    }

    /// The codings that steps sent to a code or away from it, by step.
    pub fn codings_sent(&self, code: CodeId) -> Result<Vec<SentCodings>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT step, before, after FROM change
             WHERE \"table\" = 'coding' AND kind = 'update'
                 AND (instr(before, ?1) > 0 OR instr(after, ?1) > 0)
             ORDER BY step, id",
        )?;
        sent(statement.query([as_logged(code)])?)
    }

    /// The codings that steps sent from any code to another, by step.
    pub fn all_codings_sent(&self) -> Result<Vec<SentCodings>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT step, before, after FROM change
             WHERE \"table\" = 'coding' AND kind = 'update' AND instr(before, '\"code\":') > 0
             ORDER BY step, id",
        )?;
        sent(statement.query([])?)
    }

    /// The code to which a step sent codings of another, by that other.
    pub fn codings_sent_by(&self, step: i64) -> Result<HashMap<CodeId, CodeId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT before, after FROM change
             WHERE step = ?1 AND \"table\" = 'coding' AND kind = 'update'
                 AND instr(before, '\"code\":') > 0",
        )?;
        let mut changes = statement.query([step])?;
        let mut sent = HashMap::new();
        while let Some(change) = changes.next()? {
            let side = |i| change.get_ref(i)?.as_str().map_err(rusqlite::Error::from);
            let (from, to) = (logged_code(side(0)?)?, logged_code(side(1)?)?);
            sent.entry(from).or_insert(to);
        }
        Ok(sent)
    }

    /// The number of the latest step that was made before a time (RFC 3339 in UTC, to the millisecond); 0 when none was.
    pub fn step_before(&self, time: &str) -> Result<i64, StoreError> {
        let sql = "SELECT ifnull(max(seq), 0) FROM step WHERE at < ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row(params![time], |row| row.get(0))?)
    }
}

/// Codings that were sent, from changes of theirs: step, before, after.
fn sent(mut changes: rusqlite::Rows<'_>) -> Result<Vec<SentCodings>, StoreError> {
    let mut found: BTreeMap<(i64, CodeId, CodeId), usize> = BTreeMap::new();
    // A step sends many codings the same way, and the log says so in the same words.
    let (mut words, mut codes) = ([String::new(), String::new()], None);
    while let Some(change) = changes.next()? {
        let before = change.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let after = change.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let (from, to) = match codes {
            Some(codes) if words == [before, after] => codes,
            _ => {
                words = [before.to_owned(), after.to_owned()];
                (logged_code(before)?, logged_code(after)?)
            }
        };
        codes = Some((from, to));
        *found.entry((change.get(0)?, from, to)).or_default() += 1;
    }
    let sent = found.into_iter();
    Ok(sent.map(|((step, from, to), codings)| SentCodings { step, from, to, codings }).collect())
}

/// A coding's code as it stands in the log, which writes its JSON without blanks; no text in it can hold these quotation
/// marks.
fn as_logged(code: CodeId) -> String {
    format!("\"code\":\"{:X}\"", code.uuid().simple())
}

/// The code in one side of a coding's change.
fn logged_code(json: &str) -> Result<CodeId, StoreError> {
    let columns: Columns = serde_json::from_str(json).map_err(|_| UNKNOWN)?;
    Ok(key_of(&columns, "code"))
}

/// A code from its columns. Those that an older file did not have are as a new code has them.
fn code(row: &Columns) -> Code {
    let has = |name: &str| row.contains_key(name);
    let new = Code::new(key_of(row, "id"), optional_key(row, "parent"), text_of(row, "name"), 0);
    Code {
        definition: text_of(row, "definition"),
        include: text_of(row, "include"),
        exclude: text_of(row, "exclude"),
        question: text_of(row, "question"),
        colour: row.get("colour").and_then(Json::as_str).and_then(|text| text.parse().ok()),
        origin: text_of(row, "origin").parse().unwrap_or_default(),
        coder: optional_key(row, "coder"),
        made_at: text_of(row, "created_at"),
        passage: optional_key(row, "passage"),
        is_applicable: !has("applicable") || is_set(row, "applicable"),
        is_archived: is_set(row, "archived"),
        position: row
            .get("position")
            .and_then(Json::as_u64)
            .and_then(|position| u32::try_from(position).ok())
            .unwrap_or_default(),
        ..new
    }
}

fn text_of(row: &Columns, column: &str) -> String {
    row.get(column).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn is_set(row: &Columns, column: &str) -> bool {
    row.get(column).and_then(Json::as_i64).is_some_and(|value| value != 0)
}

fn uuid_of(row: &Columns, column: &str) -> Uuid {
    let hex = row.get(column).and_then(Json::as_str);
    hex.and_then(|hex| Uuid::parse_str(hex).ok()).unwrap_or_default()
}

fn key_of<K: KeySource>(row: &Columns, column: &str) -> K {
    K::from_uuid(uuid_of(row, column))
}

fn optional_key<K: KeySource>(row: &Columns, column: &str) -> Option<K> {
    let hex = row.get(column).and_then(Json::as_str)?;
    Uuid::parse_str(hex).ok().map(K::from_uuid)
}
