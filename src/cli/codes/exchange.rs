//! The code framework taken from a file and written to one.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::{Reading, Writing};
use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::export::{CodebookFormat, codebook};
use crate::project::{
    CodebookPlan, Project, ProjectError, TableImport, Taking, read_codebook, write_export,
};
use crate::text::{counted, grouped};

/// How codes are taken from a file.
pub(super) struct Wish {
    /// Leave codes that are there as they are.
    pub only_new: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

pub(super) fn import(
    file: &Path,
    from: &Path,
    wish: &Wish,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    let taking = if wish.only_new { Taking::OnlyNew } else { Taking::Everything };
    if wish.dry_run {
        return foresee(&project, from, taking, common.form.json);
    }
    say_who(&mut project, common.coder.as_deref(), me)?;
    let report = project.import_codes_file(from, taking)?;
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

/// What would come of a file.
#[derive(Serialize)]
struct Foreseen {
    #[serde(flatten)]
    plan: CodebookPlan,
    warnings: Vec<String>,
}

/// Prints what a file would do; fails where it could not be taken.
fn foresee(project: &Project, from: &Path, taking: Taking, json: bool) -> Result<Outcome, Failure> {
    let book = read_codebook(from)?;
    let plan = project.plan_codebook(&book, taking);
    if let Some(conflict) = plan.conflicts.first() {
        let (path, reason) = (from.to_owned(), conflict.clone());
        return Err(ProjectError::Table { path, reason }.into());
    }
    let foreseen = Foreseen { plan, warnings: book.warnings };
    print(json, &foreseen, Foreseen::in_words)?;
    Ok(Outcome::Done)
}

impl Foreseen {
    fn in_words(&self) -> String {
        let plan = &self.plan;
        let mut words = format!(
            "{} would be made, {} changed; {} already there, {} not in the file\n",
            counted(plan.added.len(), "code", "codes"),
            grouped(plan.changed.len()),
            grouped(plan.unchanged),
            grouped(plan.missing.len())
        );
        let mut list = |heading: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                words.push_str(&format!("{heading}\n"));
                lines.iter().for_each(|line| words.push_str(&format!("  {line}\n")));
            }
        };
        list("New", plan.added.clone());
        let mut changed = Vec::new();
        for code in &plan.changed {
            changed.push(code.path.clone());
            for change in &code.changes {
                let (before, after) = (in_short(&change.before), in_short(&change.after));
                changed.push(format!("  {}: {before} → {after}", change.field));
            }
        }
        list("Changed", changed);
        list("Not in the file, to stay as they are", plan.missing.clone());
        let set = |set: &crate::project::ChangedSet| match set.codes.as_slice() {
            [] => set.name.clone(),
            codes => format!("{}: {}", set.name, codes.join("; ")),
        };
        list("Sets of codes", plan.sets.iter().map(set).collect());
        list("To check", self.warnings.clone());
        words
    }
}

/// The beginning of a text on one line, in quotation marks.
fn in_short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(MOST).collect();
    let more = if short.len() < line.len() { "…" } else { "" };
    format!("“{short}{more}”")
}

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    codes: usize,
    /// What its format could not carry, in sentences.
    not_carried: Vec<String>,
}

pub(super) fn export(at: &Reading, to: &Path) -> Result<Outcome, Failure> {
    let format = CodebookFormat::from_path(to)?;
    let mut project = open(&at.file)?;
    // What is printed never bears the name of a file.
    let report = project.codebook_report("Code framework")?;
    let (bytes, not_carried) = codebook(format, &report)?;
    write_export(to, &bytes)?;
    let written = Written { file: to, codes: report.codes.len(), not_carried };
    print(at.form.json, &written, |written| {
        let codes = counted(written.codes, "code", "codes");
        let mut words = format!("Wrote {codes} to {}\n", written.file.display());
        for lost in &written.not_carried {
            words.push_str(&format!("  {lost}\n"));
        }
        words
    })?;
    Ok(Outcome::Done)
}
