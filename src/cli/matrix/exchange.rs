//! A matrix out to a file, and in again from a workbook.

use std::path::Path;

use serde::Serialize;

use super::named;
use crate::cli::arguments::{Reading, Writing};
use crate::cli::failure::Failure;
use crate::cli::memos::ready;
use crate::cli::open;
use crate::cli::output::{note, print};
use crate::export::TableFormat;
use crate::export::document::DocumentFormat;
use crate::import::survey::read_grid;
use crate::project::{EmptyCells, write_export};
use crate::text::counted;

pub(super) fn export(at: &Reading, name: &str, path: &Path) -> Result<(), Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    if !matches!(TableFormat::from_path(path), Ok(TableFormat::Xlsx | TableFormat::Csv)) {
        DocumentFormat::from_path(path)?;
    }
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let matrix = named(snapshot, name)?;
    let (bytes, warnings) = snapshot.matrix_file(matrix, path)?;
    write_export(path, &bytes)?;
    for warning in &warnings {
        note(warning);
    }
    print(at.form.json, &warnings, |_| {
        format!("Wrote the matrix “{}” to {}\n", matrix.name, path.display())
    })
}

/// What a workbook changes, as it is told.
#[derive(Serialize)]
struct Told<'a> {
    new: &'a [String],
    changed: &'a [String],
    cleared: &'a [String],
    same: usize,
    unknown_rows: &'a [String],
    unknown_columns: &'a [String],
    renamed: &'a [String],
    taken_as: &'a [String],
    again: &'a [String],
    lacking: &'a [String],
    loosened_links: usize,
}

pub(super) fn import(
    file: &Path,
    name: &str,
    table: &Path,
    (clear, dry_run): (bool, bool),
    common: &Writing,
    me: &str,
) -> Result<(), Failure> {
    let grid = read_grid(table).map_err(|error| Failure::Wrong(error.to_string()))?;
    let Some(sheet) = grid.sheets.first() else {
        return Err(Failure::Wrong(format!("there is no table in {}", table.display())));
    };
    let empty = if clear { EmptyCells::Clear } else { EmptyCells::Stay };
    let mut project = ready(file, common, me)?;
    let snapshot = project.snapshot();
    let plan = snapshot.plan_matrix(named(snapshot, name)?, sheet, empty);
    if !dry_run && plan.changes() > 0 {
        project.take_matrix(&plan)?;
    }
    let told = Told {
        new: &plan.new,
        changed: &plan.changed,
        cleared: &plan.cleared,
        same: plan.same,
        unknown_rows: &plan.unknown_rows,
        unknown_columns: &plan.unknown_columns,
        renamed: &plan.renamed,
        taken_as: &plan.taken_as,
        again: &plan.again,
        lacking: &plan.lacking,
        loosened_links: plan.loosened,
    };
    print(common.form.json, &told, |told| {
        let would = if dry_run { "Would take" } else { "Took" };
        let mut said = format!(
            "{would} {} new, {} changed, {} cleared; {} as they are\n",
            told.new.len(),
            told.changed.len(),
            told.cleared.len(),
            told.same
        );
        for (what, cells) in [
            ("New", told.new),
            ("Changed", told.changed),
            ("Cleared", told.cleared),
            ("Rows that nobody knows, left out", told.unknown_rows),
            ("Columns that nobody knows, left out", told.unknown_columns),
            ("Rows with another name", told.renamed),
            ("Taken for a code of another path", told.taken_as),
            ("Left out since it came before", told.again),
            ("Not in the workbook, left as it is", told.lacking),
        ] {
            if !cells.is_empty() {
                said.push_str(&format!("{what}: {}\n", cells.join("; ")));
            }
        }
        if told.loosened_links > 0 {
            let links = counted(told.loosened_links, "link", "links");
            said.push_str(&format!("{links} lost their words; what they led to stands beside\n"));
        }
        said
    })
}
