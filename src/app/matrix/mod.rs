//! The framework matrix on the page: a summary for each case under each heading, with what stands behind it beside it.

mod actions;
mod exchange;
mod grid;
mod head;
mod naming;
mod pane;
mod passages;
mod reading;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Popup, RichText, Ui, UiBuilder};

use super::Window;
use super::commands;
use super::desk::{Desk, Workspace};
use super::menu;
use super::notice::Notice;
use super::theme::{Theme, size, space};
use crate::analysis::matrix::{MatrixGrid, Unseen, matrix_shows};
use crate::domain::{
    CodeId, LinkTo, Matrix, MatrixId, MatrixRow, SummaryId, SummaryState, Target, filled, links,
};
use crate::project::Snapshot;
use crate::text::markdown::plain;

pub use actions::*;
use exchange::Import;
pub use exchange::{has_import, read_workbook, take_import, write_file};
use grid::{Cells, Grid, Head, Look};
use naming::Naming;
use pane::Pane;
pub use pane::{draw as draw_pane, keep_typed};
use reading::Page;

/// A cell by what its row and its column stand for.
type Cell = (MatrixRow, CodeId);

/// The letters that are keys of commands; all others begin to write.
const KEYS: [&str; 3] = ["n", "a", "g"];
/// So much of a summary is shown in its cell, in code points.
const SHOWN: usize = 400;

const CELL_MENU: &[&[&str]] = &[
    &["Write the summary", "Nothing there", "Not asked", "Clear the summary"],
    &["Go to the passages", "The summary still holds"],
    &["Read down the heading", "Read across the row"],
    &["Export the matrix…", "Import into the matrix…"],
];
const HEAD_MENU: &[&[&str]] = &[
    &["Read down the heading"],
    &["Move the column left", "Move the column right"],
    &["Hide the column", "Show all columns", "Freeze up to this column"],
];
const ROW_MENU: &[&[&str]] = &[&["Read across the row", "Open the row in the register"]];

/// A matrix that is set out.
struct Made {
    id: MatrixId,
    seq: i64,
    grid: Arc<MatrixGrid>,
    /// How many cells are charted, and how many of them have new passages.
    charted: usize,
    stale: usize,
}

/// The matrix on the page.
#[derive(Default)]
pub struct MatrixView {
    /// The one that is shown; the first one where none was chosen or it has gone.
    matrix: Option<MatrixId>,
    made: Option<Made>,
    making: Option<(MatrixId, i64)>,
    grid: Grid,
    /// The cell that the keyboard stands in, wherever it stands when rows and columns are set out anew.
    at: Option<Cell>,
    /// What cells show of their summaries, after which step.
    words: ((i64, bool), HashMap<Cell, Arc<str>>),
    pane: Pane,
    naming: Option<Naming>,
    page: Option<Page>,
    import: Option<Import>,
    /// The values by which rows are chosen.
    values: head::Values,
    /// The size of the words that are read, in points.
    page_size: f32,
}

impl MatrixView {
    /// Has the cells take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.grid.takes_keyboard = true;
    }

    /// Whether the cells have the keyboard.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(grid::id())) && !grid::types_a_capital(ctx)
    }

    /// The matrix that is shown.
    fn shown<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Matrix> {
        let chosen = self.matrix.and_then(|id| snapshot.matrix(id));
        chosen.or_else(|| snapshot.matrices.first())
    }

    /// Shows a matrix.
    fn show(&mut self, id: MatrixId) {
        if self.matrix != Some(id) {
            self.matrix = Some(id);
            self.page = None;
            self.import = None;
            self.at = None;
            self.grid.cursor = (0, 0);
            self.grid.reveals = true;
        }
    }

    /// The cell that the keyboard stands in.
    fn cell(&self) -> Option<Cell> {
        let is_shown = |made: &&Made| self.matrix.is_none_or(|id| id == made.id);
        let grid = &self.made.as_ref().filter(is_shown)?.grid;
        let (row, column) = self.grid.cursor;
        Some((grid.rows.get(row)?.row, grid.columns.get(column)?.code))
    }

    /// Puts the keyboard into the cell below, where there is one.
    fn go_down(&mut self) {
        let rows = self.made.as_ref().map_or(0, |made| made.grid.rows.len());
        self.grid.cursor.0 = (self.grid.cursor.0 + 1).min(rows.saturating_sub(1));
        self.grid.reveals = true;
        self.at = self.cell();
    }
}

/// Goes to the matrix.
pub fn go_to(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Matrix);
        desk.matrix.take_keyboard();
    });
}

/// Goes to a summary in a matrix that shows its cell; where none does, says why.
pub fn show_summary(desk: &mut Desk, id: SummaryId) {
    let snapshot = Arc::clone(&desk.snapshot);
    let Some(summary) = snapshot.summary_of(id) else { return };
    let cell = (summary.row, summary.code);
    let now = desk.matrix.shown(&snapshot);
    let others = snapshot.matrices.iter().filter(|other| Some(other.id) != now.map(|now| now.id));
    let mut why = None;
    for matrix in now.into_iter().chain(others) {
        match matrix_shows(&snapshot.study(), matrix, cell.0, cell.1) {
            Ok(()) => {
                desk.go(Workspace::Matrix);
                desk.matrix.show(matrix.id);
                desk.matrix.page = None;
                desk.matrix.at = Some(cell);
                desk.matrix.made = None;
                desk.matrix.take_keyboard();
                return;
            }
            Err(unseen) if unseen != Unseen::Elsewhere => {
                why.get_or_insert((unseen, &matrix.name));
            }
            Err(_) => {}
        }
    }
    let (row, code) = (snapshot.row_name(cell.0).unwrap_or_default(), cell.1);
    let code = snapshot.codes.path_text(code);
    desk.notice = Some(Notice::plain(match why {
        Some((Unseen::Hidden, matrix)) => format!("“{code}” is hidden in the matrix “{matrix}”"),
        Some((_, matrix)) => format!("The filter of the matrix “{matrix}” leaves out “{row}”"),
        None => format!("No matrix has “{row}” under “{code}”"),
    }));
}

/// Puts the keyboard into a cell.
fn go_to_cell(view: &mut MatrixView, grid: &MatrixGrid, cell: Cell) {
    view.at = Some(cell);
    if let Some(place) = grid.place(cell.0, cell.1) {
        view.grid.cursor = place;
        view.grid.reveals = true;
    }
    view.take_keyboard();
}

/// Has the matrix that is shown set out, where the project has changed since.
fn keep_fresh(desk: &mut Desk) {
    let seq = desk.snapshot.seq;
    let view = &mut desk.matrix;
    if view.matrix.is_some_and(|id| desk.snapshot.matrix(id).is_none()) {
        view.matrix = None;
    }
    let Some(id) = view.shown(&desk.snapshot).map(|matrix| matrix.id) else { return };
    let is_made = view.made.as_ref().is_some_and(|made| made.id == id && made.seq == seq);
    if is_made || view.making.is_some() {
        return;
    }
    view.making = Some((id, seq));
    desk.ask_or_never(
        move |project| {
            let snapshot = Arc::clone(project.snapshot());
            snapshot.matrix(id).map(|matrix| made(&snapshot, matrix))
        },
        |desk, made| {
            let view = &mut desk.matrix;
            view.making = None;
            let Some(made) = made.flatten() else { return };
            if let Some((row, code)) = view.at
                && let Some(place) = made.grid.place(row, code)
                && place != view.grid.cursor
            {
                view.grid.cursor = place;
                view.grid.reveals = true;
            }
            view.made = Some(made);
        },
    );
}

fn made(snapshot: &Snapshot, matrix: &Matrix) -> Made {
    let grid = snapshot.matrix_grid(matrix);
    // Numbers in cells are counted here, so that no frame has to.
    let texts = snapshot.summaries.values().map(|summary| summary.text.as_str());
    if texts.flat_map(links).any(|link| matches!(link.to, Some(LinkTo::Count(..)))) {
        snapshot.code_uses();
    }
    let (mut charted, mut stale) = (0, 0);
    for cell in grid.cells() {
        charted += usize::from(cell.state.is_some());
        stale += usize::from(cell.new_passages() > 0);
    }
    Made { id: matrix.id, seq: snapshot.seq, grid: Arc::new(grid), charted, stale }
}

/// Draws the matrix.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let page_size = window.settings.page_size;
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.matrix);
    view.page_size = page_size;
    let told_by = (snapshot.seq, snapshot.known_uses().is_some());
    if view.words.0 != told_by {
        view.words = (told_by, HashMap::new());
    }
    let matrix = view.shown(&snapshot).cloned();
    let set_out =
        view.made.as_ref().filter(|made| Some(made.id) == matrix.as_ref().map(|it| it.id));
    let set_out =
        set_out.map(|made| ((Arc::clone(&made.grid), made.seq), (made.charted, made.stale)));
    let room =
        ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0)).with_max_x(ui.max_rect().right());
    let (mut wanted, mut opened) = (None, None);
    let mut drawn = grid::Drawn::default();
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        wanted = head::draw(
            &mut view,
            ui,
            desk,
            set_out.as_ref().map(|((grid, _), done)| (&**grid, *done)),
        );
        if exchange::preview(&mut view, ui, desk) {
            wanted = Some(exchange::TAKE);
        }
        let Some(matrix) = &matrix else {
            wanted = wanted.or(no_matrix(ui));
            return;
        };
        let Some(((grid, seq), _)) = &set_out else { return };
        if view.page.is_some() {
            let (stays, target) = reading::draw(&mut view, ui, desk, (grid, *seq));
            opened = target;
            if !stays {
                view.page = None;
                view.take_keyboard();
            }
        } else if grid.rows.is_empty() || grid.columns.is_empty() {
            nothing_to_show(ui, matrix, grid);
        } else {
            let mut words = std::mem::take(&mut view.words.1);
            let frozen = matrix.settings.frozen as usize;
            let theme = Theme::of(ui.ctx());
            let mut cells = Shown { grid, snapshot: &snapshot, theme, frozen, words: &mut words };
            drawn = grid::draw(&mut view.grid, ui, &mut cells, &matrix.name);
            view.words.1 = words;
        }
    });
    if drawn.moved || view.at.is_none() {
        view.at = view.cell();
    }
    if drawn.writes || drawn.typed.is_some() {
        window.settings.inspector = true;
        view.pane.begin(drawn.typed.take());
    }
    desk.matrix = view;
    // It may lead to another cell.
    if let Some(target) = opened {
        desk.open_target(target);
    }
    let mut command = wanted.and_then(commands::named);
    if let Some(response) = drawn.cell_menu {
        Popup::context_menu(&response)
            .show(|ui| command = menu::entries(ui, window, CELL_MENU).or(command));
    }
    for (response, groups) in [(drawn.head_menu, HEAD_MENU), (drawn.row_menu, ROW_MENU)] {
        if let Some(response) = response {
            let popup = match response.secondary_clicked() {
                true => Popup::context_menu(&response),
                false => Popup::menu(&response),
            };
            popup.show(|ui| command = menu::entries(ui, window, groups).or(command));
        }
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// What stands where there is no matrix yet.
fn no_matrix(ui: &mut Ui) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let about = "A framework matrix has a row for each case and a column for each heading of a branch. In each cell stands a \
                 summary of what the passages there say, linked to them, so that one heading can be read across all cases.";
    ui.add_space(space::PAGE);
    ui.label(RichText::new("There is no matrix yet").size(size::LEAD));
    ui.label(RichText::new(about).color(theme.quiet));
    ui.add_space(space::INSIDE);
    ui.button("New matrix…").clicked().then_some("New matrix…")
}

/// What stands where a matrix has no rows or no columns.
fn nothing_to_show(ui: &mut Ui, matrix: &Matrix, grid: &MatrixGrid) {
    let theme = Theme::of(ui.ctx());
    let rows = matrix.rows.plural();
    let said = if grid.columns.is_empty() {
        "All columns are hidden, or the code framework has no code here yet.".to_owned()
    } else if grid.left_out > 0 {
        format!("The filter leaves out all {rows}.")
    } else {
        format!("The project has no {rows} yet; the register is where they are made.")
    };
    ui.add_space(space::PAGE);
    ui.label(RichText::new(said).color(theme.quiet));
}

/// A matrix as its grid shows it.
struct Shown<'a> {
    grid: &'a MatrixGrid,
    snapshot: &'a Snapshot,
    theme: &'static Theme,
    frozen: usize,
    words: &'a mut HashMap<Cell, Arc<str>>,
}

impl Cells for Shown<'_> {
    fn size(&self) -> (usize, usize, usize) {
        (self.grid.rows.len(), self.grid.columns.len(), self.frozen)
    }

    fn row(&self, row: usize) -> (&str, &[String]) {
        let line = &self.grid.rows[row];
        (&line.name, &line.values)
    }

    fn column(&self, column: usize) -> Head {
        let (codes, column) = (&self.snapshot.codes, &self.grid.columns[column]);
        Head {
            name: codes.telling_name(column.code),
            path: codes.path_text(column.code),
            colour: self.theme.code_stroke(codes.colour(column.code)),
            depth: column.depth,
        }
    }

    fn cell(&mut self, row: usize, column: usize) -> Look {
        let (line, code) = (&self.grid.rows[row], self.grid.columns[column].code);
        let behind = self.grid.cell(row, column);
        let passages = behind.map_or((0, 0), |cell| (cell.passages.len(), cell.new_passages()));
        let cell = (line.row, code);
        let summary = self.snapshot.summary(line.row, code);
        let (state, tint) = match summary.map(|summary| summary.state) {
            None => ("Not charted", None),
            Some(SummaryState::Written) => ("", None),
            Some(state @ SummaryState::Nothing) => (state.shown(), Some(self.theme.accent_soft)),
            Some(state @ SummaryState::NotAsked) => (state.shown(), Some(self.theme.hover)),
        };
        let words = match summary.filter(|_| state.is_empty()) {
            None => Arc::from(""),
            Some(summary) => Arc::clone(self.words.entry(cell).or_insert_with(|| {
                let words = filled(&summary.text, |link| match link.to {
                    Some(LinkTo::Object(Target::Quote(_))) => format!("“{}”", link.words),
                    _ => self.snapshot.link_on_screen(link),
                });
                let words = plain(&words);
                words.chars().take(SHOWN).collect::<String>().into()
            })),
        };
        let state = match state {
            "" if words.trim().is_empty() => "No words yet",
            state => state,
        };
        Look { words, state, tint, passages }
    }
}
