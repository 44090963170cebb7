//! A matrix to a file and from a workbook: what would change is told before it does.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::{MatrixView, pane};
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::MatrixId;
use crate::import::survey::{Sheet, read_grid};
use crate::project::{EmptyCells, MatrixPlan, ProjectError, Rewording, write_export};
use crate::text::counted;

/// The command that takes what the preview shows.
pub(super) const TAKE: &str = "Take the workbook into the matrix";
/// So many names are told.
const NAMED: usize = 8;
/// Of so many cells it is told what they say and would say, and so many code points of each.
const REWORDED: usize = 6;
const SHOWN: usize = 44;

/// A workbook that was read, and what it would change.
pub(super) struct Import {
    matrix: MatrixId,
    sheet: Arc<Sheet>,
    plan: MatrixPlan,
    /// What its empty cells say.
    empty: EmptyCells,
}

/// Writes the matrix to a file, in the background.
pub fn write_file(desk: &mut Desk, path: PathBuf) {
    let Some(id) = desk.matrix.shown(&desk.snapshot).map(|matrix| matrix.id) else { return };
    desk.ask(
        move |project| -> Result<(PathBuf, Vec<String>), ProjectError> {
            let snapshot = project.snapshot();
            let matrix = snapshot.matrix(id).ok_or(ProjectError::Gone("This matrix"))?;
            let (bytes, warnings) = snapshot.matrix_file(matrix, &path)?;
            write_export(&path, &bytes)?;
            Ok((path, warnings))
        },
        |desk, written| {
            desk.notice = Some(match written {
                Ok((path, warnings)) => {
                    let said = format!("Wrote the matrix to {}", path.display());
                    match warnings.is_empty() {
                        true => Notice::plain(said),
                        false => Notice::trouble(&format!("{said}. {}", warnings.join(" "))),
                    }
                }
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}

/// Reads a workbook and tells what it would change.
pub fn read_workbook(desk: &mut Desk, path: PathBuf) {
    let Some(id) = desk.matrix.shown(&desk.snapshot).map(|matrix| matrix.id) else { return };
    desk.ask(
        move |_| -> Result<Sheet, String> {
            let grid = read_grid(&path).map_err(|error| error.to_string())?;
            let no_sheet = || format!("There is no table in {}", path.display());
            grid.sheets.into_iter().next().ok_or_else(no_sheet)
        },
        move |desk, read| match read {
            Ok(sheet) => plan(desk, id, Arc::new(sheet), EmptyCells::Stay),
            Err(said) => desk.notice = Some(Notice::trouble(&said)),
        },
    );
}

/// Has told what a workbook would change.
fn plan(desk: &mut Desk, matrix: MatrixId, sheet: Arc<Sheet>, empty: EmptyCells) {
    let read = Arc::clone(&sheet);
    desk.ask(
        move |project| -> Result<MatrixPlan, ProjectError> {
            let snapshot = project.snapshot();
            let matrix = snapshot.matrix(matrix).ok_or(ProjectError::Gone("This matrix"))?;
            Ok(snapshot.plan_matrix(matrix, &read, empty))
        },
        move |desk, plan| match plan {
            Ok(plan) => desk.matrix.import = Some(Import { matrix, sheet, plan, empty }),
            Err(error) => desk.notice = Some(Notice::trouble(&error)),
        },
    );
}

/// Takes what the preview shows into the matrix. Where cells say something else since it was made, shows that instead.
pub fn take_import(window: &mut Window) {
    window.with_desk(|desk| {
        pane::give(desk);
        let Some(import) = &desk.matrix.import else { return };
        let (id, sheet, empty) = (import.matrix, Arc::clone(&import.sheet), import.empty);
        let shown = import.plan.clone();
        desk.act(
            move |project| {
                let snapshot = project.snapshot();
                let matrix = snapshot.matrix(id).ok_or(ProjectError::Gone("This matrix"))?;
                let plan = snapshot.plan_matrix(matrix, &sheet, empty);
                if plan != shown {
                    return Ok(Some(plan));
                }
                project.take_matrix(&plan)?;
                Ok(None)
            },
            |desk, done| match done {
                Some(None) => {
                    desk.matrix.import = None;
                    desk.matrix.take_keyboard();
                }
                Some(Some(plan)) => {
                    let Some(import) = &mut desk.matrix.import else { return };
                    import.plan = plan;
                    let said =
                        "The project has changed since; look at what the workbook would change now";
                    desk.notice = Some(Notice::plain(said));
                }
                None => {}
            },
        );
    });
}

/// Whether a workbook waits to be taken.
pub fn has_import(window: &Window) -> Result<(), &'static str> {
    let waits = window.desk.as_ref().is_some_and(|desk| desk.matrix.import.is_some());
    if waits { Ok(()) } else { Err("Read in a workbook first") }
}

/// Draws what a workbook would change; whether it is to be taken.
pub(super) fn preview(view: &mut MatrixView, ui: &mut Ui, desk: &mut Desk) -> bool {
    let Some(import) = &view.import else { return false };
    let plan = &import.plan;
    let mut clears = import.empty == EmptyCells::Clear;
    let mut is_changed = false;
    let theme = Theme::of(ui.ctx());
    let (mut takes, mut is_over) = (false, false);
    let frame = egui::Frame::new()
        .fill(theme.ground)
        .inner_margin(space::GROUP)
        .corner_radius(space::CORNER);
    frame.show(ui, |ui| {
        ui.label(RichText::new("What the workbook would change").size(size::LEAD));
        let cells = |what: &str, names: &[String]| {
            format!("{what}, {}", counted(names.len(), "cell", "cells"))
        };
        line(ui, &cells("Charted for the first time", &plan.new), &plan.new);
        line(ui, &cells("Changed", &plan.changed), &plan.changed);
        line(ui, &cells("Emptied", &plan.cleared), &plan.cleared);
        rewordings(ui, &plan.rewordings);
        if plan.same > 0 {
            ui.label(format!("As they are: {}", counted(plan.same, "cell", "cells")));
        }
        line(ui, "Rows that nobody knows, and left out", &plan.unknown_rows);
        line(ui, "Columns that nobody knows, and left out", &plan.unknown_columns);
        line(ui, "Rows with another name", &plan.renamed);
        line(ui, "Columns taken for another path", &plan.taken_as);
        line(ui, "Come again, and left out", &plan.again);
        line(ui, "Not in the workbook, and left as they are", &plan.lacking);
        if plan.loosened > 0 {
            let links = counted(
                plan.loosened,
                "link has lost its words; what it led to is put",
                "links have lost their words; what they led to is put",
            );
            ui.label(format!("{links} beside the summary"));
        }
        let word = "Empty cells of the workbook empty what is there";
        is_changed = theme::check(ui, &mut clears, word).changed();
        ui.horizontal(|ui| {
            let take = format!("Take {}", counted(plan.changes(), "cell", "cells"));
            takes = ui.add_enabled(plan.changes() > 0, egui::Button::new(take)).clicked();
            is_over = ui.button("Leave it").clicked();
        });
    });
    ui.add_space(space::INSIDE);
    if is_changed {
        let empty = if clears { EmptyCells::Clear } else { EmptyCells::Stay };
        self::plan(desk, import.matrix, Arc::clone(&import.sheet), empty);
    }
    if is_over {
        view.import = None;
        view.take_keyboard();
    }
    takes
}

/// What the first cells say that would say something else, and what they would say.
fn rewordings(ui: &mut Ui, cells: &[Rewording]) {
    if cells.is_empty() {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let first = |words: &str| match words.char_indices().nth(SHOWN) {
        _ if words.is_empty() => "nothing".to_owned(),
        Some((cut, _)) => format!("“{}…”", words[..cut].trim_end()),
        None => format!("“{words}”"),
    };
    egui::Grid::new("rewordings").num_columns(3).spacing([space::GROUP, 2.0]).show(ui, |ui| {
        for cell in cells.iter().take(REWORDED) {
            for (words, ink) in [
                (cell.place.clone(), theme.quiet),
                (first(&cell.before), theme.quiet),
                (format!("becomes {}", first(&cell.after)), theme.ink),
            ] {
                let words = words.replace('\n', " ");
                ui.label(RichText::new(words).size(size::SMALL).color(ink));
            }
            ui.end_row();
        }
    });
}

fn line(ui: &mut Ui, what: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let (shown, more) = names.split_at(names.len().min(NAMED));
    let more = match more.len() {
        0 => String::new(),
        count => format!(" and {}", counted(count, "other", "others")),
    };
    ui.label(format!("{what}: {}{more}", shown.join("; ")));
}
