//! The code framework taken from a file and written to one.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::{Reading, Writing};
use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::export::{framework_csv, framework_docx};
use crate::project::{TableImport, today, write_export};
use crate::text::counted;

pub(super) fn import(
    file: &Path,
    csv: &Path,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let report = project.import_codes_file(csv)?;
    print(common.form.json, &report, |report| table_in_words(&TableImport::Codes(report.clone())))?;
    Ok(Outcome::Done)
}

/// What came of a table, and below it what a person should check.
pub(in crate::cli) fn table_in_words(table: &TableImport) -> String {
    let mut words = format!("{}\n", table.summary());
    for warning in table.warnings() {
        words.push_str(&format!("  {warning}\n"));
    }
    words
}

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    codes: usize,
}

pub(super) fn export(at: &Reading, to: &Path) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let rows = project.framework_rows();
    let is_word = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let bytes = if is_word {
        let name = at.file.file_stem().unwrap_or_default().to_string_lossy();
        framework_docx(&name, &today(), &rows)?
    } else {
        framework_csv(&rows)
    };
    write_export(to, &bytes)?;
    print(at.form.json, &Written { file: to, codes: rows.len() }, |written| {
        format!("Wrote {} to {}\n", counted(written.codes, "code", "codes"), written.file.display())
    })?;
    Ok(Outcome::Done)
}
