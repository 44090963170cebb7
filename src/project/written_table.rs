//! A table as files hold it: its figures, and how they are drawn.

use std::path::Path;

use super::{ProjectError, prevalence_report, table_report, today};
use crate::analysis::picture::{Room, Scene, Sheet, SheetFigure, SheetRow, sheet};
use crate::analysis::table::{Axis, Entry, Key, Prevalence, Shown, Table};
use crate::domain::CodeTree;
use crate::export::{
    ExportError, PrintedFigure, TableFormat, TableReport, picture, table_csv, table_markdown,
    table_xlsx, text_width,
};

/// The least width of a table as a picture, in points: that of a page.
const WIDTH: f32 = 560.0;

/// A table as it is written to files.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenTable {
    /// Its figures.
    pub report: TableReport,
    sheet: Sheet,
}

impl WrittenTable {
    /// A table with its rows in an order; without one, as they were counted.
    pub fn new(table: &Table, shown: Shown, order: Option<&[usize]>, tree: &CodeTree) -> Self {
        let report = table_report(table, shown, order);
        let all: Vec<usize> = (0..table.rows.entries.len()).collect();
        let order = order.unwrap_or(&all);
        let mut drawn = drawn(&report, |row| entry(&table.rows, order, row), tree);
        let columns = table.columns.entries.iter();
        // A code of a column is called by its name: a path would have no room.
        for (name, entry) in drawn.columns.iter_mut().zip(columns) {
            *name = short(entry, tree);
        }
        // A code with itself is no figure of its own, and would outshine all others.
        let is_own = |row: usize, column: usize| {
            order.get(row).is_some_and(|&row| table.is_with_itself(tree, row, column))
        };
        tint(&mut drawn, &report, is_own);
        Self { report, sheet: drawn }
    }

    /// How widespread codes are, with these in an order; without one, as they were counted.
    pub fn of_prevalence(found: &Prevalence, order: Option<&[usize]>, tree: &CodeTree) -> Self {
        let report = prevalence_report(found, order);
        let all: Vec<usize> = (0..found.codes.len()).collect();
        let order = order.unwrap_or(&all);
        let entry = |row: usize| order.get(row).and_then(|&code| found.codes.get(code));
        let sheet = drawn(&report, entry, tree);
        Self { report, sheet }
    }

    /// The same without a tint behind its figures.
    pub fn without_tint(mut self) -> Self {
        let figures = self.sheet.rows.iter_mut().flat_map(|row| &mut row.figures);
        figures.for_each(|figure| figure.tint = 0.0);
        self
    }

    /// The table as a picture.
    pub fn scene(&self) -> Scene {
        sheet(&self.sheet, Room { width: WIDTH, height: 0.0 }, &text_width)
    }

    /// The table as a file: the whole file's bytes.
    ///
    /// # Errors
    ///
    /// When the name asks for no format of tables, or the format does not hold it.
    pub fn file(&self, path: &Path) -> Result<Vec<u8>, ProjectError> {
        match TableFormat::from_path(path)? {
            TableFormat::Picture(format) => Ok(picture(format, &self.scene())?),
            _ => table_file(&self.report, path),
        }
    }
}

/// A table as a file in the format that its name asks for: the whole file's bytes. Such a table is no picture.
///
/// # Errors
///
/// When the name asks for no format of tables, or the format does not hold it.
pub fn table_file(report: &TableReport, path: &Path) -> Result<Vec<u8>, ProjectError> {
    Ok(match TableFormat::from_path(path)? {
        TableFormat::Xlsx => table_xlsx(report, &today())?,
        TableFormat::Csv => table_csv(report),
        TableFormat::Markdown => table_markdown(report).into_bytes(),
        TableFormat::Picture(_) => return Err(ExportError::UnknownTable(path.to_owned()).into()),
    })
}

fn entry<'a>(axis: &'a Axis, order: &[usize], row: usize) -> Option<&'a Entry> {
    order.get(row).and_then(|&row| axis.entries.get(row))
}

/// What an entry is called where its tree stands beside it, or there is no room for a path.
fn short(entry: &Entry, tree: &CodeTree) -> String {
    match entry.key {
        Key::Code(code) => tree.telling_name(code),
        _ => entry.name.clone(),
    }
}

/// The figures of a report as they are drawn; `entry` gives what stands in a row, and nothing for totals.
fn drawn<'a>(
    report: &TableReport,
    entry: impl Fn(usize) -> Option<&'a Entry>,
    tree: &CodeTree,
) -> Sheet {
    let rows = report.rows.iter().enumerate().map(|(row, line)| {
        let entry = entry(row);
        let colour = entry.and_then(|entry| match entry.key {
            Key::Code(code) => Some(tree.colour(code)),
            _ => None,
        });
        let figures = line.figures.iter().map(|figure| SheetFigure {
            written: figure.shown(),
            tint: 0.0,
            is_quiet: weight(figure) == Some(0.0),
        });
        SheetRow {
            label: entry.map_or_else(|| line.name.clone(), |entry| short(entry, tree)),
            level: entry.map_or(0, |entry| entry.depth),
            colour,
            figures: figures.collect(),
        }
    });
    Sheet {
        title: report.title.clone(),
        notes: report.notes.clone(),
        of_rows: report.of_rows.clone(),
        columns: report.columns.clone(),
        rows: rows.collect(),
        totals: report.totals,
    }
}

/// How much a figure is.
fn weight(figure: &PrintedFigure) -> Option<f64> {
    match figure {
        PrintedFigure::Count(count) => Some(*count as f64),
        PrintedFigure::Share(part) | PrintedFigure::Coefficient(part) => Some(*part),
        PrintedFigure::Yes(yes) => Some(f64::from(u8::from(*yes))),
        PrintedFigure::Words(_) | PrintedFigure::Nothing => None,
    }
}

/// Tints figures by their size, without totals and what is no figure of its own.
fn tint(sheet: &mut Sheet, report: &TableReport, is_own: impl Fn(usize, usize) -> bool) {
    let rows = report.rows.len() - report.totals.0;
    let columns = report.columns.len() - report.totals.1;
    let inside = |row: usize, column: usize| {
        let figure = report.rows.get(row).and_then(|line| line.figures.get(column));
        figure.and_then(weight).filter(|_| !is_own(row, column))
    };
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let most = all.clone().filter_map(|(row, column)| inside(row, column)).fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    for (row, column) in all {
        let figure = &mut sheet.rows[row].figures[column];
        match inside(row, column) {
            Some(weight) => figure.tint = (weight / most) as f32,
            None => figure.is_quiet = true,
        }
    }
    sheet.notes.push("The larger a figure, the stronger the tint behind it.".to_owned());
}
