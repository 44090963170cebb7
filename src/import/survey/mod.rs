//! Surveys: tables in which a row is a respondent and a column is what they were asked, and filled-in forms of questions.
//!
//! [`read_grid`] reads a table; [`Layout::guess`] says what its columns seem to be, for a person to correct; [`sources`]
//! makes texts of the answers by that layout, which can be saved and used again for the next wave. A form that comes as
//! a text is divided by [`template`] and [`split_by_heading`].

mod cells;
mod dates;
mod distinct;
mod guess;
mod layout;
mod numbers;
mod questions;
mod role;
mod sheet;
mod sources;
mod template;
mod workbook;
mod xml;

use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

pub use self::layout::{Arrangement, Column, Layout, LayoutError};
pub use self::role::{AttributeKind, Role, UnknownRole};
use self::sheet::Budget;
pub use self::sheet::Sheet;
pub use self::sources::{Survey, SurveySource, sources};
pub use self::template::{split_by_heading, template};
pub(in crate::import) use self::workbook::read as workbook_sheets;
use super::records::Table;
use super::{ImportError, Refusal, TableKind, digest, table_kind};

/// Largest file in bytes, far beyond any survey.
const LARGEST: u64 = 64 << 20;

/// The tables of one file.
#[derive(Clone, PartialEq, Eq)]
pub struct Grid {
    /// Its sheets that hold anything, in order; at least one. A `.csv` has one, named like the file.
    pub sheets: Vec<Sheet>,
    /// The file's name with its ending.
    pub file_name: String,
    /// How many bytes the file has.
    pub size: u64,
    /// SHA-256 of the file's bytes, in lower-case hex digits.
    pub sha256: String,
    /// What a person should check, in sentences.
    pub doubts: Vec<String>,
}

impl fmt::Debug for Grid {
    /// Without names of columns: what was asked and answered never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grid({:?}, {} doubts)", self.sheets, self.doubts.len())
    }
}

/// Reads a table; its ending decides how: `.xlsx` and `.xlsm` as a workbook, `.csv`, `.tsv` and `.tab` as text, with the
/// delimiter and the encoding that it seems to have.
///
/// # Errors
///
/// When it cannot be read, is empty, damaged or protected by a password, is no table, or is a table of codes or codings.
pub fn read_grid(path: &Path) -> Result<Grid, ImportError> {
    let refuse = |reason: Refusal| ImportError::new(path, reason);
    Form::of(path).ok_or_else(|| refuse(Refusal::NotATable))?;
    // Opening a pipe would wait for its other end, so the kind is asked first.
    let metadata = fs::metadata(path).map_err(|error| refuse(error.into()))?;
    if !metadata.is_file() {
        return Err(refuse(Refusal::NotAFile));
    }
    let file = File::open(path).map_err(|error| refuse(error.into()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| refuse(error.into()))?;
    grid(path, &bytes).map_err(refuse)
}

/// Reads the bytes of a table; the ending of its name decides how.
///
/// # Errors
///
/// As for [`read_grid`]; the error names the file by `name_with_extension`.
pub fn read_grid_bytes(name_with_extension: &str, bytes: &[u8]) -> Result<Grid, ImportError> {
    let path = Path::new(name_with_extension);
    grid(path, bytes).map_err(|reason| ImportError::new(path, reason))
}

/// Whether a file's ending promises a table.
pub fn is_table(path: &Path) -> bool {
    Form::of(path).is_some()
}

/// How a table is written.
enum Form {
    Workbook,
    Text,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            // An `.xls` may be a workbook under a wrong name; if it is none, its own sentence says what to do.
            "xlsx" | "xlsm" | "xls" => Some(Self::Workbook),
            "csv" | "tsv" | "tab" => Some(Self::Text),
            _ => None,
        }
    }
}

fn grid(path: &Path, bytes: &[u8]) -> Result<Grid, Refusal> {
    let form = Form::of(path).ok_or(Refusal::NotATable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge(LARGEST >> 20));
    }
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let (tables, mut doubts) = match form {
        Form::Workbook => workbook::read(bytes)?,
        Form::Text => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (rows, doubts) = text_rows(bytes)?;
            (vec![(name, rows)], doubts)
        }
    };
    let mut sheets = Vec::new();
    for (name, rows) in tables {
        sheets.extend(Sheet::new(name, rows, &mut doubts));
    }
    if sheets.is_empty() {
        return Err(Refusal::Empty);
    }
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (sha256, size) = digest(bytes)?;
    Ok(Grid { sheets, file_name, size, sha256, doubts })
}

/// The rows of a table as text with the lines they begin on, and what is doubtful about its characters.
fn text_rows(bytes: &[u8]) -> Result<(Vec<sheet::Line>, Vec<String>), Refusal> {
    match table_kind(bytes) {
        Ok(TableKind::Codes) => return Err(Refusal::OtherTable("codes")),
        Ok(TableKind::Codings) => return Err(Refusal::OtherTable("codings")),
        Err(_) => {}
    }
    let table = Table::new(bytes)?;
    let mut budget = Budget::default();
    let mut rows = Vec::new();
    for record in table.records() {
        let record = record?;
        let mut row = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            budget.spend(field.len())?;
            row.push(field.trim().to_owned());
        }
        rows.push((record.line, row));
    }
    Ok((rows, table.doubts))
}

#[cfg(test)]
mod tests;
