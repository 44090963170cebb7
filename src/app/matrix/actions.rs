//! What can be done with a matrix.

use super::naming::Naming;
use super::pane::selected_row;
use super::reading::{Along, Page};
use super::{Cell, MatrixView, pane};
use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::{Desk, Workspace};
use crate::domain::{CodeId, MatrixSettings, SummaryState};
use crate::project::MatrixField;

/// What a command can be done with; otherwise what to do first.
type Available = Result<(), &'static str>;

fn view(window: &Window) -> Result<&MatrixView, &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.workspace {
        Workspace::Matrix => Ok(&desk.matrix),
        _ => Err("Go to the matrix first"),
    }
}

/// Whether a matrix is shown.
pub fn has_matrix(window: &Window) -> Available {
    let snapshot = &window.desk.as_ref().ok_or("Open a project first")?.snapshot;
    match view(window)?.shown(snapshot) {
        Some(_) => Ok(()),
        None => Err("Make a matrix first"),
    }
}

/// Whether a cell is chosen.
pub fn has_cell(window: &Window) -> Available {
    match view(window)?.cell() {
        Some(_) => Ok(()),
        None => Err("Choose a cell first"),
    }
}

/// Whether something is said in the cell that is chosen.
pub fn has_summary(window: &Window) -> Available {
    let cell = view(window)?.cell().ok_or("Choose a cell first")?;
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match desk.snapshot.summary(cell.0, cell.1) {
        Some(_) => Ok(()),
        None => Err("This cell is not charted yet"),
    }
}

/// Does something with the cell that is chosen; what was typed in it is kept first.
fn with_cell(window: &mut Window, work: impl FnOnce(&mut Desk, Cell)) {
    window.with_desk(|desk| {
        pane::give(desk);
        if let Some(cell) = desk.matrix.cell() {
            work(desk, cell);
        }
    });
}

/// Begins a matrix.
pub fn new_matrix(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Matrix);
        desk.matrix.naming = Some(Naming::new(None, String::new()));
    });
}

/// Begins to rename the matrix.
pub fn rename_matrix(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(matrix) = desk.matrix.shown(&desk.snapshot) else { return };
        desk.matrix.naming = Some(Naming::new(Some(matrix.id), matrix.name.clone()));
    });
}

/// Deletes the matrix; what is written in its cells stays.
pub fn delete_matrix(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(id) = desk.matrix.shown(&desk.snapshot).map(|matrix| matrix.id) else { return };
        desk.just_do(move |project| project.delete_matrix(id));
        desk.matrix.take_keyboard();
    });
}

/// Goes to the summary of the cell, to write it.
pub fn write_summary(window: &mut Window) {
    window.settings.inspector = true;
    window.with_desk(|desk| desk.matrix.pane.begin(None));
}

/// Says of the cell that there is nothing, or that nobody asked. Its words stay, and are told again when it is said once more.
pub fn set_state(window: &mut Window, state: SummaryState) {
    with_cell(window, |desk, (row, code)| {
        desk.just_do(move |project| {
            let summary = project.snapshot().summary(row, code);
            let again = summary.is_some_and(|it| it.state == state && !it.text.is_empty());
            let state = if again { SummaryState::Written } else { state };
            project.set_summary_state(row, code, state)
        });
        desk.matrix.take_keyboard();
    });
}

/// Takes away what is said in the cell.
pub fn clear(window: &mut Window) {
    with_cell(window, |desk, cell| {
        desk.just_do(move |project| project.clear_summaries(&[cell]));
        desk.matrix.take_keyboard();
    });
}

/// Says that the summary still holds with the passages that came since.
pub fn still_holds(window: &mut Window) {
    with_cell(window, |desk, (row, code)| {
        desk.just_do(move |project| project.note_summary_holds(row, code));
    });
}

/// Goes to the passages behind the cell.
pub fn go_to_passages(window: &mut Window) {
    window.settings.inspector = true;
    window.with_desk(|desk| desk.matrix.pane.focuses_passages = true);
}

/// Reads the heading of the cell down all rows.
pub fn read_down(window: &mut Window) {
    with_cell(window, |desk, (_, code)| {
        desk.matrix.page = Some(Page::new(Along::Heading(code)));
    });
}

/// Reads the row of the cell across all headings.
pub fn read_across(window: &mut Window) {
    with_cell(window, |desk, (row, _)| desk.matrix.page = Some(Page::new(Along::Row(row))));
}

/// Shows the row in the inspector, beside the register.
pub fn open_row(window: &mut Window) {
    with_cell(window, |desk, (row, _)| {
        desk.go(Workspace::Register);
        desk.selected = selected_row(row);
    });
}

/// Lays the matrix out otherwise; `work` is given the columns that are shown and the one that is chosen.
fn lay_out(window: &mut Window, work: impl FnOnce(&mut MatrixSettings, &[CodeId], usize)) {
    with_cell(window, |desk, (_, code)| {
        let view = &desk.matrix;
        let (Some(matrix), Some(made)) = (view.shown(&desk.snapshot), &view.made) else { return };
        let columns: Vec<CodeId> = made.grid.columns.iter().map(|column| column.code).collect();
        let Some(at) = columns.iter().position(|column| *column == code) else { return };
        let (id, mut settings) = (matrix.id, matrix.settings.clone());
        work(&mut settings, &columns, at);
        if settings != matrix.settings {
            let fields = vec![MatrixField::Settings(settings)];
            desk.just_do(move |project| project.change_matrix(id, fields));
        }
        desk.matrix.take_keyboard();
    });
}

/// Hides the column.
pub fn hide_column(window: &mut Window) {
    lay_out(window, |settings, columns, at| settings.hidden.push(columns[at]));
}

/// Shows all columns again.
pub fn show_columns(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(matrix) = desk.matrix.shown(&desk.snapshot) else { return };
        let settings = MatrixSettings { hidden: Vec::new(), ..matrix.settings.clone() };
        let (id, fields) = (matrix.id, vec![MatrixField::Settings(settings)]);
        desk.just_do(move |project| project.change_matrix(id, fields));
        desk.matrix.take_keyboard();
    });
}

/// Whether a column is hidden.
pub fn has_hidden(window: &Window) -> Available {
    match view(window)?.made.as_ref().is_some_and(|made| !made.grid.hidden.is_empty()) {
        true => Ok(()),
        false => Err("No column is hidden"),
    }
}

/// Keeps the columns up to the chosen one in sight, or no longer.
pub fn freeze(window: &mut Window) {
    lay_out(window, |settings, _, at| {
        let frozen = at as u32 + 1;
        settings.frozen = if settings.frozen == frozen { 0 } else { frozen };
    });
}

/// Moves the column one place.
pub fn move_column(window: &mut Window, right: bool) {
    lay_out(window, |settings, columns, at| {
        let other = if right { at + 1 } else { at.wrapping_sub(1) };
        if other >= columns.len() {
            return;
        }
        let mut order = columns.to_vec();
        order.swap(at, other);
        // Hidden ones keep their place behind those that are shown.
        let hidden = settings.hidden.iter().filter(|code| !order.contains(code)).copied();
        let hidden: Vec<CodeId> = hidden.collect();
        order.extend(hidden);
        settings.order = order;
    });
}

/// Asks where to write the matrix.
pub fn export(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ExportMatrix, &window.ctx));
}

/// Asks for a workbook to read into the matrix.
pub fn import(window: &mut Window) {
    window.asking = Some(AskPath::new(Purpose::ImportMatrix, &window.ctx));
}
