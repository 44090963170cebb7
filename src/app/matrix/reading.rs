//! A heading read down over all rows, or a row read across all headings, as a page.

use egui::{Key, Modifiers, RichText, Ui};

use super::MatrixView;
use crate::analysis::matrix::MatrixGrid;
use crate::app::desk::Desk;
use crate::app::prose::View;
use crate::app::theme::{self, size, space};
use crate::domain::{CodeId, LinkTo, MatrixRow, SummaryState, Target, written_link};
use crate::project::Snapshot;
use crate::text::counted;

/// What is read as a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    /// A heading, down all rows.
    Heading(CodeId),
    /// A row, across all headings.
    Row(MatrixRow),
}

/// The page.
pub(super) struct Page {
    pub(super) along: Along,
    /// Its words, and after which step the matrix was set out of which they tell.
    made: Option<(i64, String)>,
    view: View,
    takes_keyboard: bool,
}

impl Page {
    pub(super) fn new(along: Along) -> Self {
        Self { along, made: None, view: View::default(), takes_keyboard: true }
    }
}

pub(super) fn id() -> egui::Id {
    egui::Id::unique("page of the matrix")
}

/// Draws the page; whether it stays open, and what was opened in it.
pub(super) fn draw(
    view: &mut MatrixView,
    ui: &mut Ui,
    desk: &mut Desk,
    (grid, set_out): (&MatrixGrid, i64),
) -> (bool, Option<Target>) {
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let page_size = view.page_size;
    let Some(page) = &mut view.page else { return (false, None) };
    let mut stays = true;
    ui.horizontal(|ui| {
        stays = !ui.button("Back to the matrix").on_hover_text("Escape").clicked();
        let title = RichText::new(title(page.along, &snapshot));
        ui.label(title.font(theme::interface_bold(size::LEAD)));
    });
    ui.add_space(space::INSIDE);
    // After each step the matrix is set out anew a moment later.
    if page.made.as_ref().is_none_or(|(seq, _)| *seq != set_out) {
        page.made = Some((set_out, words(page.along, grid, &snapshot)));
    }
    let Some((_, words)) = &page.made else { return (stays, None) };
    let known = desk.linking.with(&snapshot);
    let wide = ui.available_rect_before_wrap();
    let measure = (page_size * 40.0).min(wide.width());
    let column = wide.with_max_x(wide.left() + measure);
    let mut room = ui.new_child(egui::UiBuilder::new().max_rect(column));
    let (field, opened) = page.view.scrolled(
        &mut room,
        (id(), "Page of the matrix"),
        words,
        (&known, snapshot.seq),
        page_size,
    );
    if std::mem::take(&mut page.takes_keyboard) {
        field.request_focus();
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        stays = false;
    }
    let opened = opened.map(LinkTo::target);
    let line = grid.rows.iter().find(|line| Some(target_of(line.row)) == opened);
    match (line, page.along) {
        // A heading of the page leads to its cell.
        (Some(line), Along::Heading(code)) => {
            super::go_to_cell(view, grid, (line.row, code));
            (false, None)
        }
        _ => (stays, opened),
    }
}

fn title(along: Along, snapshot: &Snapshot) -> String {
    match along {
        Along::Heading(code) => snapshot.codes.path_text(code),
        Along::Row(row) => snapshot.row_name(row).unwrap_or_default().to_owned(),
    }
}

/// What something is as the end of a link.
pub(super) fn target_of(row: MatrixRow) -> Target {
    match row {
        MatrixRow::Case(id) => Target::Case(id),
        MatrixRow::Person(id) => Target::Person(id),
        MatrixRow::Source(id) => Target::Source(id),
    }
}

/// The page in Markdown, with links as they are stored.
fn words(along: Along, grid: &MatrixGrid, snapshot: &Snapshot) -> String {
    let mut page = String::new();
    let mut part = |target: Target, name: &str, row: MatrixRow, code: CodeId| {
        let heading = written_link(LinkTo::Object(target), name);
        let cell = grid.place(row, code).and_then(|(row, column)| grid.cell(row, column));
        let passages = cell.map_or(0, |cell| cell.passages.len());
        let new = cell.map_or(0, |cell| cell.new_passages());
        page.push_str(&format!("## {heading}\n\n"));
        match snapshot.summary(row, code) {
            Some(summary) if summary.state == SummaryState::Written => {
                page.push_str(&summary.text);
            }
            Some(summary) => page.push_str(&format!("*{}*", summary.state.shown())),
            None => page.push_str("*Not charted yet*"),
        }
        if passages > 0 {
            let since =
                if new > 0 { format!(", {new} since this was written") } else { String::new() };
            page.push_str(&format!("\n\n*{}{since}*", counted(passages, "passage", "passages")));
        }
        page.push_str("\n\n");
    };
    match along {
        Along::Heading(code) => {
            for line in &grid.rows {
                part(target_of(line.row), &line.name, line.row, code);
            }
        }
        Along::Row(row) => {
            for column in &grid.columns {
                let name = snapshot.codes.telling_name(column.code);
                part(Target::Code(column.code), &name, row, column.code);
            }
        }
    }
    page
}
