//! Tables of codes and codings, from files.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use serde::Serialize;

use super::{CodebookImport, CodingImport, Project, ProjectError, Taking};
use crate::import::codebook::{self, Codebook};
use crate::import::{TableKind, codings_csv, table_kind, terms_csv};
use crate::store::is_open_here;
use crate::text::capital;

/// What came of a table and what a person should check in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableReport<T> {
    /// The figures.
    #[serde(flatten)]
    pub figures: T,
    /// What a person should check, in sentences.
    pub warnings: Vec<String>,
}

/// What came of a list of private terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TermImport {
    /// Terms that are in the project's list now.
    pub terms: usize,
}

/// What came of a table that was not said to hold codes or codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableImport {
    /// It held a code framework.
    Codes(TableReport<CodebookImport>),
    /// It held codings.
    Codings(TableReport<CodingImport>),
    /// It held private terms.
    Terms(TableReport<TermImport>),
}

impl TableImport {
    /// What came of it in one sentence, without a full stop.
    pub fn summary(&self) -> String {
        let parts = match self {
            Self::Codes(report) => {
                let CodebookImport { made, changed, unchanged, missing, sets } = report.figures;
                vec![
                    (made, "new code", "new codes"),
                    (changed, "changed", "changed"),
                    (unchanged, "already there", "already there"),
                    (missing, "not in the file", "not in the file"),
                    (sets, "set of codes", "sets of codes"),
                ]
            }
            Self::Codings(report) => {
                let CodingImport { added, already_there, quotations, coders } = report.figures;
                vec![
                    (added, "new coding", "new codings"),
                    (quotations, "new quotation", "new quotations"),
                    (coders, "new coder", "new coders"),
                    (already_there, "already there", "already there"),
                ]
            }
            Self::Terms(report) => {
                vec![(report.figures.terms, "private term", "private terms")]
            }
        };
        // What is new is said even when there is none of it.
        parts
            .into_iter()
            .enumerate()
            .filter(|(at, (count, ..))| *at == 0 || *count > 0)
            .map(|(_, (count, one, many))| match count {
                0 => format!("No {many}"),
                1 => format!("1 {one}"),
                _ => format!("{} {many}", crate::text::grouped(count)),
            })
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Whether the project is another one now.
    pub fn changed_something(&self) -> bool {
        match self {
            Self::Codes(report) => {
                report.figures.made + report.figures.changed + report.figures.sets > 0
            }
            Self::Codings(report) => report.figures.added + report.figures.coders > 0,
            Self::Terms(report) => report.figures.terms > 0,
        }
    }

    /// What a person should check, in sentences.
    pub fn warnings(&self) -> &[String] {
        match self {
            Self::Codes(report) => &report.warnings,
            Self::Codings(report) => &report.warnings,
            Self::Terms(report) => &report.warnings,
        }
    }
}

impl Project {
    /// Takes a code framework from a file, in one step; see [`Project::import_codebook`]. An error names the file and the
    /// row.
    pub fn import_codes_file(
        &mut self,
        path: &Path,
        taking: Taking,
    ) -> Result<TableReport<CodebookImport>, ProjectError> {
        let book = read_codebook(path)?;
        let figures = self.import_codebook(&book, taking).map_err(|error| of_file(error, path))?;
        Ok(TableReport { figures, warnings: book.warnings })
    }

    /// Takes codings from a CSV file, in one step; see [`Project::import_codings`]. An error names the file and the row.
    pub fn import_codings_file(
        &mut self,
        path: &Path,
    ) -> Result<TableReport<CodingImport>, ProjectError> {
        self.import_codings_table(&bytes(path)?, path)
    }

    /// Takes codes or codings from a file: codes from an Excel, text or REFI-QDA file, from CSV what its columns name.
    pub fn import_table_file(&mut self, path: &Path) -> Result<TableImport, ProjectError> {
        match codebook_in(path)? {
            Some(book) => {
                let figures = self.import_codebook(&book, Taking::Everything);
                let figures = figures.map_err(|error| of_file(error, path))?;
                Ok(TableImport::Codes(TableReport { figures, warnings: book.warnings }))
            }
            None => self.import_codings_file(path).map(TableImport::Codings),
        }
    }

    /// Takes private terms from a CSV file, in one step; see [`Project::set_terms`]. An error names the file and the row.
    pub fn import_terms_file(&mut self, path: &Path) -> Result<TableImport, ProjectError> {
        let read = terms_csv::read(&bytes(path)?).map_err(|error| not_read(path, &error))?;
        self.set_terms(&read.terms)?;
        let figures = TermImport { terms: read.terms.len() };
        Ok(TableImport::Terms(TableReport { figures, warnings: read.warnings }))
    }

    fn import_codings_table(
        &mut self,
        bytes: &[u8],
        path: &Path,
    ) -> Result<TableReport<CodingImport>, ProjectError> {
        let rows = codings_csv::read(bytes).map_err(|error| not_read(path, &error))?;
        let figures = self.import_codings(&rows).map_err(|error| of_file(error, path))?;
        Ok(TableReport { figures, warnings: Vec::new() })
    }
}

/// Largest table in bytes: some five times the codings of the largest programmes of studies.
const LARGEST: u64 = 64 << 20;

fn bytes(path: &Path) -> Result<Vec<u8>, ProjectError> {
    if is_open_here(path) {
        return Err(ProjectError::OwnFile(path.to_owned()));
    }
    let refuse = |reason: String| ProjectError::Table { path: path.to_owned(), reason };
    let explained = |error: io::Error| {
        refuse(match error.kind() {
            ErrorKind::NotFound => "The table is not there".to_owned(),
            ErrorKind::PermissionDenied => "There is no permission to read the table".to_owned(),
            _ => format!("The table could not be read ({error})"),
        })
    };
    // Opening a pipe would wait for its other end, so the kind is asked first.
    if !fs::metadata(path).map_err(explained)?.is_file() {
        return Err(refuse("This is no file with a table in it; choose a CSV file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(explained)?;
    if bytes.len() as u64 > LARGEST {
        return Err(refuse(format!("The table is larger than {} MB; split it", LARGEST >> 20)));
    }
    Ok(bytes)
}

/// The code framework in a file; nothing where it is a table of codings.
///
/// # Errors
///
/// When the file cannot be read, or is neither.
pub fn codebook_in(path: &Path) -> Result<Option<Codebook>, ProjectError> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if matches!(ending.as_str(), "qdc" | "xlsx" | "xlsm" | "txt") {
        return read_codebook(path).map(Some);
    }
    let bytes = bytes(path)?;
    match table_kind(&bytes).map_err(|error| not_read(path, &error))? {
        TableKind::Codes => {
            let book = codebook::read("codes.csv", &bytes);
            book.map(Some).map_err(|error| not_read(path, &error))
        }
        TableKind::Codings => Ok(None),
    }
}

/// Reads a code framework from a file; its ending says how.
///
/// # Errors
///
/// When it cannot be read or does not hold codes; see [`codebook::read`].
pub fn read_codebook(path: &Path) -> Result<Codebook, ProjectError> {
    let bytes = bytes(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    codebook::read(&name, &bytes).map_err(|error| not_read(path, &error))
}

fn not_read(path: &Path, error: &impl ToString) -> ProjectError {
    ProjectError::Table { path: path.to_owned(), reason: capital(&error.to_string()) }
}

/// A row's error with the file it stands in.
fn of_file(error: ProjectError, path: &Path) -> ProjectError {
    match error {
        ProjectError::Codebook(reason) => ProjectError::Table { path: path.to_owned(), reason },
        ProjectError::Row { line, reason } => {
            ProjectError::Table { path: path.to_owned(), reason: format!("Line {line}: {reason}") }
        }
        other => other,
    }
}
