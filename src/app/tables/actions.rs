//! What can be done with a table: open a cell, transpose, tint, copy, write to a file.

use std::path::PathBuf;

use super::figures::{OfPrevalence, OfTable};
use super::grid::Figures;
use super::{Counted, Tab, TablesView, say};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::theme::Theme;
use crate::export::{TableReport, table_text};
use crate::project::{ProjectError, export_table, prevalence_report, table_report, write_export};

/// Whether a table is shown; otherwise what to do first.
pub fn has_table(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.tables.counted {
        Some(_) if desk.workspace == Workspace::Tables => Ok(()),
        _ => Err("Go to the tables first"),
    }
}

/// Whether a table of rows and columns is shown that can be changed.
pub fn has_rows_and_columns(window: &Window) -> Result<(), &'static str> {
    has_table(window)?;
    match window.desk.as_ref().map(|desk| desk.tables.tab) {
        Some(Tab::Table) => Ok(()),
        _ => Err("Go to the table of figures first"),
    }
}

/// Opens the quotes behind the figure that the keyboard stands at.
pub fn open_cell(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.with_desk(|desk| {
        let view = &desk.tables;
        let (at, column) = view.grid.cursor();
        let Some(&row) = view.order.get(at) else { return };
        let Some((.., counted)) = &view.counted else { return };
        let theme = Theme::of(&ctx);
        let snapshot = &desk.snapshot;
        let question = match &**counted {
            Counted::Table(table) => {
                OfTable::new(table, view.shown(), snapshot, (None, theme)).question(row, column)
            }
            Counted::Prevalence(found) => {
                OfPrevalence::new(found, snapshot, theme).question(row, column)
            }
        };
        match question {
            Some(question) => {
                let within = desk.tables.within_base(question);
                desk.open_quotes_of(&within);
            }
            None => say(desk, "There are no quotes behind this figure"),
        }
    });
}

/// Puts the rows into the columns and the columns into the rows.
pub fn transpose(window: &mut Window) {
    window.with_desk(|desk| {
        desk.tables.choices.transpose();
        desk.tables.grid.start_over();
    });
}

/// Tints figures by their size, or no more.
pub fn tint(window: &mut Window) {
    window.with_desk(|desk| desk.tables.choices.is_tinted = !desk.tables.choices.is_tinted);
}

/// The table as it is shown.
fn report(view: &TablesView) -> Option<TableReport> {
    if let Some(table) = view.table() {
        let rows = table.rows.entries.len();
        let order: Vec<usize> = view.order.iter().copied().filter(|row| *row < rows).collect();
        return Some(table_report(table, view.shown(), Some(&order)));
    }
    let mut report = prevalence_report(view.prevalence()?);
    let rows = view.order.iter().filter_map(|row| report.rows.get(*row).cloned()).collect();
    report.rows = rows;
    Some(report)
}

/// Copies the table as it is shown, for a spreadsheet.
pub fn copy(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.with_desk(|desk| {
        if let Some(report) = report(&desk.tables) {
            ctx.copy_text(table_text(&report));
            let rows = counted(report.rows.len() - report.totals.0, "row", "rows");
            say(desk, format!("Copied a table of {rows}"));
        }
    });
}

/// Asks where to write the table.
pub fn export(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ExportTable, &window.ctx));
}

/// Writes the table as it is shown to a file, in the background.
pub fn write(desk: &mut Desk, path: PathBuf) {
    let Some(report) = report(&desk.tables) else { return };
    desk.ask(
        move |_| -> Result<PathBuf, ProjectError> {
            write_export(&path, &export_table(&report, &path)?)?;
            Ok(path)
        },
        |desk, written| {
            desk.notice = Some(match written {
                Ok(path) => Notice::plain(format!("Wrote the table to {}", path.display())),
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}
