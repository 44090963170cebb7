//! What can be done with a table: open a cell, sort, choose its codes, transpose, tint, copy, write to a file.

use std::path::PathBuf;

use super::chosen::{Choosing, For};
use super::figures::{OfPrevalence, OfTable};
use super::grid::{Behind, Figures};
use super::{Counted, Tab, say, selected_code};
use crate::analysis::table::{Codes, Dimension, Key as Stands, Shown};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::theme::Theme;
use crate::domain::CodeId;
use crate::export::table_text;
use crate::project::{ProjectError, WrittenTable, write_export};

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
        let behind = match &**counted {
            Counted::Table(table) => {
                OfTable::new(table, view.shown(), snapshot, (None, theme)).behind(row, column)
            }
            Counted::Prevalence(found) => {
                OfPrevalence::new(found, snapshot, theme).behind(row, column)
            }
        };
        match behind {
            Behind::Nothing => say(desk, "There are no quotes behind this figure"),
            behind => super::show(desk, behind),
        }
    });
}

/// Sorts the rows by the column that the keyboard stands in.
pub fn sort_by_column(window: &mut Window) {
    window.with_desk(|desk| desk.tables.grid.sort_here());
}

/// Sorts the rows by their names.
pub fn sort_by_name(window: &mut Window) {
    window.with_desk(|desk| desk.tables.grid.sort_by(None));
}

/// What the codes of the table that is shown stand in: of two dimensions of codes, the rows.
fn of_codes(desk: &Desk) -> Option<For> {
    let choices = &desk.tables.choices;
    match desk.tables.tab {
        Tab::Prevalence => Some(For::Prevalence),
        Tab::Table if matches!(choices.rows, Dimension::Codes(_)) => Some(For::Rows),
        Tab::Table if matches!(choices.columns, Dimension::Codes(_)) => Some(For::Columns),
        Tab::Table => None,
    }
}

/// Whether codes stand in the table; otherwise what to do first.
pub fn has_codes(window: &Window) -> Result<(), &'static str> {
    has_table(window)?;
    let of_codes = window.desk.as_ref().and_then(of_codes);
    of_codes.map(|_| ()).ok_or("Put codes into the rows or the columns first")
}

/// The code at which the keyboard stands, and where the codes stand.
fn code_here(desk: &Desk) -> Option<(CodeId, For)> {
    let (view, what) = (&desk.tables, of_codes(desk)?);
    let (at, column) = view.grid.cursor();
    let row = *view.order.get(at)?;
    let key = match (what, view.table(), view.prevalence()) {
        (For::Prevalence, _, Some(found)) => &found.codes.get(row)?.key,
        (For::Rows, Some(table), _) => &table.rows.entries.get(row)?.key,
        (For::Columns, Some(table), _) => {
            // The total stands first.
            let has_total = table.columns.dimension != Dimension::Everything
                && view.shown() != Shown::Coefficient;
            let column = column.checked_sub(usize::from(has_total))?;
            &table.columns.entries.get(column)?.key
        }
        _ => return None,
    };
    match key {
        Stands::Code(code) => Some((*code, what)),
        _ => None,
    }
}

/// Whether the keyboard stands at a code with others below it; otherwise what to do first.
pub fn is_at_branch(window: &Window) -> Result<(), &'static str> {
    has_codes(window)?;
    let code = window.desk.as_ref().and_then(code_here);
    let has_codes_below = |desk: &Desk, code| desk.snapshot.codes.with_sub_codes(code).len() > 1;
    match (&window.desk, code) {
        (Some(desk), Some((code, _))) if has_codes_below(desk, code) => Ok(()),
        _ => Err("Go to a code with sub-codes first"),
    }
}

/// Leaves only the code at which the keyboard stands, and those below it.
pub fn only_branch(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some((code, what)) = code_here(desk) {
            let choices = &mut desk.tables.choices;
            let codes = Codes::Branch(code);
            match what {
                For::Rows => choices.rows = Dimension::Codes(codes),
                For::Columns => choices.columns = Dimension::Codes(codes),
                For::Prevalence => choices.codes = codes,
            }
            desk.tables.grid.start_over();
        }
    });
}

/// Opens the list in which codes are chosen one by one.
pub fn choose_codes(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some(what) = of_codes(desk) {
            let selected = selected_code(desk);
            let view = &mut desk.tables;
            view.choosing = Some(Choosing::new(&mut view.choices, what, selected));
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
fn written(desk: &Desk) -> Option<WrittenTable> {
    let (view, tree) = (&desk.tables, &desk.snapshot.codes);
    let Some(table) = view.table() else {
        return Some(WrittenTable::of_prevalence(view.prevalence()?, Some(&view.order), tree));
    };
    let rows = table.rows.entries.len();
    let order: Vec<usize> = view.order.iter().copied().filter(|row| *row < rows).collect();
    let written = WrittenTable::new(table, view.shown(), Some(&order), tree);
    Some(if view.choices.is_tinted { written } else { written.without_tint() })
}

/// Copies the table as it is shown, for a spreadsheet.
pub fn copy(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.with_desk(|desk| {
        if let Some(WrittenTable { report, .. }) = written(desk) {
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
    let Some(table) = written(desk) else { return };
    desk.ask(
        move |_| -> Result<PathBuf, ProjectError> {
            write_export(&path, &table.file(&path)?)?;
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
