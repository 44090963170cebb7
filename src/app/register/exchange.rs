//! Tables of the register to files and from them: what is written is what is shown, and what would change is told before it does.

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::RegisterView;
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::theme::{Theme, size, space};
use crate::export::{PrintedFigure, TableLine, TableReport};
use crate::import::survey::read_grid;
use crate::project::{EmptyCells, ProjectError, RegisterPlan, table_file, write_export};
use crate::text::counted;

/// The command that takes what the preview shows.
pub(super) const TAKE: &str = "Take the table into the register";

/// A table of the register that is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterFile {
    /// The one that is shown.
    Shown,
    /// How many people and interviews there are of each role, for print.
    Respondents,
    /// What may be printed of each case.
    Cases,
}

impl RegisterFile {
    /// What its writing is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Shown => "Export the register",
            Self::Respondents => "Write respondents by type",
            Self::Cases => "Write the characteristics of cases",
        }
    }

    /// The file name that is offered.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Shown => "Register.xlsx",
            Self::Respondents => "Respondents by type.xlsx",
            Self::Cases => "Characteristics of cases.xlsx",
        }
    }
}

/// So many names are told.
const NAMED: usize = 8;

/// Reads a table and tells what it would change.
pub fn read_table(desk: &mut Desk, path: PathBuf) {
    let table = desk.register.tab;
    desk.ask(
        move |project| -> Result<RegisterPlan, String> {
            let grid = read_grid(&path).map_err(|error| error.to_string())?;
            let no_sheet = || format!("There is no table in {}", path.display());
            let sheet = grid.sheets.first().ok_or_else(no_sheet)?;
            let plan = project.snapshot().plan_register(table, sheet, EmptyCells::Stay);
            plan.map_err(|error| error.to_string())
        },
        |desk, read| match read {
            Ok(plan) => desk.register.import = Some(plan),
            Err(said) => desk.notice = Some(Notice::trouble(&said)),
        },
    );
}

/// Takes what the preview shows into the register.
pub fn take_import(window: &mut Window) {
    window.with_desk(|desk| {
        if let Some(plan) = desk.register.import.take() {
            desk.just_do(move |project| project.take_register(&plan));
        }
        desk.register.take_keyboard();
    });
}

/// Whether a table waits to be taken.
pub fn has_import(window: &Window) -> Result<(), &'static str> {
    let waits = window.desk.as_ref().is_some_and(|desk| desk.register.import.is_some());
    if waits { Ok(()) } else { Err("Read in a table first") }
}

/// Draws what a table would change; whether it is to be taken.
pub(super) fn preview(view: &mut RegisterView, ui: &mut Ui) -> bool {
    let Some(told) = &view.import else { return false };
    let theme = Theme::of(ui.ctx());
    let (one, many) = told.table().words();
    let changes = told.new.len() + told.changed.len();
    let (mut takes, mut is_over) = (false, false);
    egui::Frame::new()
        .fill(theme.ground)
        .inner_margin(space::GROUP)
        .corner_radius(space::CORNER)
        .show(ui, |ui| {
            ui.label(RichText::new("What the table would change").size(size::LEAD));
            let line = |ui: &mut Ui, what: &str, names: &[String]| {
                if names.is_empty() {
                    return;
                }
                let (shown, more) = names.split_at(names.len().min(NAMED));
                let more = match more.len() {
                    0 => String::new(),
                    count => format!(" and {}", counted(count, "other", "others")),
                };
                ui.label(format!("{what}: {}{more}", shown.join(", ")));
            };
            line(ui, &format!("New, {}", counted(told.new.len(), one, many)), &told.new);
            line(
                ui,
                &format!("Changed, {}", counted(told.changed.len(), one, many)),
                &told.changed,
            );
            if told.same > 0 {
                ui.label(format!("As they are: {}", counted(told.same, one, many)));
            }
            line(ui, "Columns that are not known, and left out", &told.unknown);
            line(ui, "Made because the table names them", &told.also_new);
            ui.label(
                RichText::new("Empty cells change nothing, and nobody is deleted.")
                    .size(size::SMALL)
                    .color(theme.quiet),
            );
            ui.horizontal(|ui| {
                let take = format!("Take {}", counted(changes, "row", "rows"));
                takes = ui.add_enabled(changes > 0, egui::Button::new(take)).clicked();
                is_over = ui.button("Leave it").clicked();
            });
        });
    ui.add_space(space::INSIDE);
    if is_over {
        view.import = None;
        view.take_keyboard();
    }
    takes
}

/// Writes the table as it is shown to a file, in the background. Headings of private columns say so.
pub fn write_table(desk: &mut Desk, table: RegisterFile, path: PathBuf) {
    let report = match table {
        RegisterFile::Shown => report(&desk.register),
        RegisterFile::Respondents => Some(desk.snapshot.respondent_report(true)),
        RegisterFile::Cases => Some(desk.snapshot.case_report(None)),
    };
    let Some(report) = report else { return };
    desk.ask(
        move |_| -> Result<PathBuf, ProjectError> {
            write_export(&path, &table_file(&report, &path)?)?;
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

/// The table as it is shown; without private columns where these are hidden.
fn report(view: &RegisterView) -> Option<TableReport> {
    let (sheet, data) = (view.sheet(view.tab), view.data(view.tab)?);
    let mut columns = sheet.columns(data);
    // The first column is always in sight, but not always for everybody.
    columns.retain(|&at| view.shows_private() || !data.columns[at].is_private);
    let heading = |at: usize| {
        let column = &data.columns[at];
        let private = if column.is_private { " (private)" } else { "" };
        format!("{}{private}", column.name)
    };
    let (&first, others) = columns.split_first()?;
    let rows = sheet.shown().iter().filter_map(|&at| data.rows.get(at)).map(|row| TableLine {
        name: row.cells[first].clone(),
        figures: others.iter().map(|&at| PrintedFigure::Words(row.cells[at].clone())).collect(),
    });
    let has_private = columns.iter().any(|&at| data.columns[at].is_private);
    let note = match has_private {
        true => "This file holds what is private: it is for the team only.",
        false => "Columns that are private were left out.",
    };
    Some(TableReport {
        title: format!("Register: {}", view.tab.title().to_lowercase()),
        notes: vec![note.to_owned()],
        of_rows: heading(first),
        columns: others.iter().map(|&at| heading(at)).collect(),
        rows: rows.collect(),
        is_even: false,
        totals: (0, 0),
    })
}
