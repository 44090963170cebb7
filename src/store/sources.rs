//! The table `source`.

use rusqlite::{OptionalExtension, Row, ToSql, params};

use super::attributes::Holder;
use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CaseId, MeetingId, PartialDate, SourceId, SourceInfo, SourceKind, Subject};

/// A source before it has a key.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    /// Its name; the caller has made sure that it is new.
    pub name: &'a str,
    /// What it is.
    pub kind: SourceKind,
    /// When what it tells of took place.
    pub date: Option<PartialDate>,
    /// The language it is in (ISO 639-1).
    pub language: Option<&'a str>,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// Its text in stored form.
    pub text: &'a str,
    /// Length of the text in code points.
    pub length: u32,
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hex digits.
    pub sha256: &'a str,
    /// The file it was read from.
    pub file: File<'a>,
    /// What was doubtful, in sentences.
    pub doubts: &'a [String],
    /// The rules by which it was cleaned up, with how many places each changed.
    pub cleaned: &'a [(String, usize)],
}

/// The file a text was read from.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its name with its ending.
    pub name: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in lower-case hex digits.
    pub sha256: &'a str,
    /// Its encoding.
    pub encoding: &'a str,
}

/// A text that takes the place of a source's.
#[derive(Debug, Clone, Copy)]
pub struct NewText<'a> {
    /// The text in stored form.
    pub text: &'a str,
    /// Its length in code points.
    pub length: u32,
    /// SHA-256 of its UTF-8 bytes, in lower-case hex digits.
    pub sha256: &'a str,
}

/// A fact of a source that can be changed by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceField {
    /// Its name; the caller has made sure that it is free.
    Name(String),
    /// What it is.
    Kind(SourceKind),
    /// When what it tells of took place.
    Date(Option<PartialDate>),
    /// The language it is in (ISO 639-1).
    Language(Option<String>),
    /// The case it belongs to.
    Case(Option<CaseId>),
    /// The meeting it tells of, or was a paper of.
    Meeting(Option<MeetingId>),
    /// Of which repeat of the study it is.
    Round(String),
    /// What labels call it besides its kind.
    Form(String),
}

const INFO: &str =
    "SELECT id, name, kind, length, sha256, imported_at, doubts, file_sha256, \"date\", language,
    \"case\", file_name, file_size, cleaned, meeting, round, form FROM source";

fn info(row: &Row<'_>) -> rusqlite::Result<SourceInfo> {
    Ok(SourceInfo {
        id: get(row, 0)?,
        name: row.get(1)?,
        kind: row.get::<_, String>(2)?.parse().unwrap_or(SourceKind::Document),
        length: row.get(3)?,
        sha256: row.get(4)?,
        imported_at: row.get(5)?,
        doubts: serde_json::from_str(row.get_ref(6)?.as_str()?).unwrap_or_default(),
        file_sha256: row.get(7)?,
        date: row.get::<_, Option<String>>(8)?.and_then(|date| date.parse().ok()),
        language: row.get(9)?,
        case: get_optional(row, 10)?,
        people: Vec::new(),
        attributes: Vec::new(),
        inherited: Vec::new(),
        file_name: row.get(11)?,
        file_size: u64::try_from(row.get::<_, i64>(12)?).unwrap_or_default(),
        cleaned: serde_json::from_str(row.get_ref(13)?.as_str()?).unwrap_or_default(),
        meeting: get_optional(row, 14)?,
        round: row.get(15)?,
        form: row.get(16)?,
    })
}

impl Rows<'_> {
    /// What is known of each source, without the texts; in no particular order.
    pub fn sources(&self) -> Result<Vec<SourceInfo>, StoreError> {
        let (mut people, mut attributes) =
            (self.people_of_sources()?, self.values_of(Subject::Source)?);
        let mut statement = self.connection.prepare_cached(INFO)?;
        let rows = statement.query_map([], info)?;
        rows.map(|row| {
            let mut info = row?;
            info.people = people.remove(&info.id).unwrap_or_default();
            info.attributes = attributes.remove(&Holder::Source(info.id)).unwrap_or_default();
            Ok(info)
        })
        .collect()
    }

    /// The text of a source.
    pub fn source_text(&self, id: SourceId) -> Result<String, StoreError> {
        self.connection
            .prepare_cached("SELECT text FROM source WHERE id = ?1")?
            .query_row([Key(id)], |row| row.get(0))
            .optional()?
            .ok_or(StoreError::Gone("This source"))
    }
}

impl Tx<'_> {
    /// Adds a source.
    pub fn insert_source(&self, source: &NewSource<'_>, at: &str) -> Result<SourceId, StoreError> {
        let id = fresh();
        let doubts = serde_json::Value::from(source.doubts.to_vec()).to_string();
        let File { name: file_name, size, sha256: file_sha256, encoding } = source.file;
        self.connection
            .prepare_cached(
                "INSERT INTO source (id, name, kind, length, sha256, encoding, doubts, imported_at,
                     text, file_sha256, \"date\", language, \"case\", file_name, file_size, cleaned)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                Key(id),
                source.name,
                source.kind.word(),
                source.length,
                source.sha256,
                encoding,
                doubts,
                at,
                source.text,
                file_sha256,
                source.date.map(|date| date.to_string()),
                source.language,
                source.case.map(Key),
                file_name,
                i64::try_from(size).unwrap_or(i64::MAX),
                cleaned(source.cleaned)
            ])?;
        Ok(id)
    }

    /// Changes a fact of a source.
    pub fn set_source(&self, id: SourceId, field: &SourceField) -> Result<(), StoreError> {
        let (column, value): (&str, Box<dyn ToSql>) = match field {
            SourceField::Name(name) => ("name", Box::new(name.clone())),
            SourceField::Kind(kind) => ("kind", Box::new(kind.word())),
            SourceField::Date(date) => ("date", Box::new(date.map(|date| date.to_string()))),
            SourceField::Language(language) => ("language", Box::new(language.clone())),
            SourceField::Case(case) => ("case", Box::new(case.map(Key))),
            SourceField::Meeting(meeting) => ("meeting", Box::new(meeting.map(Key))),
            SourceField::Round(round) => ("round", Box::new(round.clone())),
            SourceField::Form(form) => ("form", Box::new(form.clone())),
        };
        let sql = format!("UPDATE source SET \"{column}\" = ?2 WHERE id = ?1");
        self.connection.prepare_cached(&sql)?.execute(params![Key(id), value])?;
        Ok(())
    }

    /// Puts another text in the place of a source's; the caller moves what stands on it.
    pub fn set_text(&self, id: SourceId, new: &NewText<'_>) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE source SET text = ?2, length = ?3, sha256 = ?4 WHERE id = ?1")?
            .execute(params![Key(id), new.text, new.length, new.sha256])?;
        Ok(())
    }

    /// Says from which file a source's text is now, what was doubtful in it and how it was cleaned up.
    pub fn set_file(
        &self,
        id: SourceId,
        file: &File<'_>,
        doubts: &[String],
        rules: &[(String, usize)],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE source SET file_name = ?2, file_size = ?3, file_sha256 = ?4, encoding = ?5,
                     doubts = ?6, cleaned = ?7 WHERE id = ?1",
            )?
            .execute(params![
                Key(id),
                file.name,
                i64::try_from(file.size).unwrap_or(i64::MAX),
                file.sha256,
                file.encoding,
                serde_json::Value::from(doubts.to_vec()).to_string(),
                cleaned(rules)
            ])?;
        Ok(())
    }

    /// Removes a source with everything that stands on it.
    pub fn delete_source(&self, id: SourceId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM source WHERE id = ?1")?
            .execute(params![Key(id)])?;
        Ok(())
    }
}

/// The rules of a clean-up as they are stored.
fn cleaned(rules: &[(String, usize)]) -> String {
    serde_json::json!(rules).to_string()
}
