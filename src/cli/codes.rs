//! Commands on the code framework: listed, taken from a table, written to a file.

use std::path::Path;

use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::domain::Colour;
use crate::export::{framework_csv, framework_docx};
use crate::project::{TableImport, today, write_export};
use crate::text::{counted, grouped};

/// A code as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    name: &'a str,
    depth: u32,
    definition: &'a str,
    colour: Option<Colour>,
    quotations: usize,
    with_sub_codes: usize,
    codings: usize,
}

pub(super) fn list(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let codes: Vec<Listed> = snapshot
        .codes
        .codes()
        .iter()
        .map(|code| {
            let count = snapshot.counts.of(code.id);
            Listed {
                path: snapshot.codes.path_text(code.id),
                name: &code.name,
                depth: snapshot.codes.depth(code.id),
                definition: &code.definition,
                colour: code.colour,
                quotations: count.own,
                with_sub_codes: count.with_sub_codes,
                codings: count.codings,
            }
        })
        .collect();
    print(at.form.json, &codes, |codes| {
        let head = match codes.is_empty() {
            true => String::new(),
            false => format!("{:>10} {:>14}  {}\n", "quotations", "with sub-codes", "code"),
        };
        head + &codes.iter().map(Listed::line).collect::<String>()
    })?;
    Ok(Outcome::Done)
}

impl Listed<'_> {
    fn line(&self) -> String {
        let (own, all) = (grouped(self.quotations), grouped(self.with_sub_codes));
        let indent = "  ".repeat(self.depth as usize);
        format!("{own:>10} {all:>14}  {indent}{}\n", self.name)
    }
}

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
pub(super) fn table_in_words(table: &TableImport) -> String {
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
