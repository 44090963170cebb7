//! Codings exchanged with other programs.

use std::path::Path;

use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::codes::table_in_words;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::export::codings_csv;
use crate::project::{TableImport, write_export};
use crate::text::counted;

pub(super) fn import(
    file: &Path,
    csv: &Path,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let report = project.import_codings_file(csv)?;
    print(common.form.json, &report, |report| {
        table_in_words(&TableImport::Codings(report.clone()))
    })?;
    Ok(Outcome::Done)
}

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    codings: usize,
}

pub(super) fn export(at: &Reading, to: &Path) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let lines = project.coding_lines();
    write_export(to, &codings_csv(&lines))?;
    print(at.form.json, &Written { file: to, codings: lines.len() }, |written| {
        format!(
            "Wrote {} to {}\n",
            counted(written.codings, "coding", "codings"),
            written.file.display()
        )
    })?;
    Ok(Outcome::Done)
}
