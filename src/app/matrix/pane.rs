//! The cell that is chosen, beside the grid: its summary as it is written, what it rests on, the passages behind it.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, RichText, ScrollArea, Ui};

use super::{Cell, MatrixView, passages};
use crate::app::Window;
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::figures::day;
use crate::app::inspector::REST;
use crate::app::prose::{Line, Prose};
use crate::app::quotes::QuoteTexts;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{MatrixRow, Summary, SummaryId, SummaryState, Target};
use crate::project::{MentionIn, Snapshot, SummaryWords, TextVersion};

/// A cell while its summary is read and written.
#[derive(Default)]
pub(super) struct Pane {
    pub(super) prose: Prose<Cell>,
    pub(super) texts: QuoteTexts,
    pub(super) heights: passages::Heights,
    /// What was typed at the cell and is to be put at the end of its summary.
    begun: Option<String>,
    /// Whether the first passage is to take the keyboard.
    pub(super) focuses_passages: bool,
    /// The earlier wordings of a summary, after which step they were read; and whether they are shown.
    versions: Option<(SummaryId, i64, Vec<TextVersion>)>,
    asked_versions: Option<(SummaryId, i64)>,
    shows_versions: bool,
    /// The frame in which it was drawn last.
    drawn: u64,
}

pub(super) fn editor_id(cell: Cell) -> Id {
    Id::unique(("summary of a cell", cell))
}

impl Pane {
    /// Begins to write at the end of the summary, with what was typed.
    pub(super) fn begin(&mut self, typed: Option<String>) {
        self.begun = Some(typed.unwrap_or_default());
    }
}

/// Gives the project what was typed: when the typing rests, another cell is chosen, the pane is gone, or `ends` says that the
/// project closes.
pub fn keep_typed(desk: &mut Desk, ends: bool) {
    let pane = &desk.matrix.pane;
    let is_drawn = desk.ctx().cumulative_frame_nr() <= pane.drawn + 1;
    let is_shown = is_drawn && pane.prose.of() == desk.matrix.cell();
    if ends || pane.prose.is_due(is_shown) {
        give(desk);
    }
    if ends {
        let snapshot = Arc::clone(&desk.snapshot);
        for (cell, text) in desk.matrix.pane.prose.take_aside(&*snapshot) {
            write(desk, cell, text);
        }
    }
}

/// Gives the project what was typed.
pub(super) fn give(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let known = desk.linking.with(&snapshot);
    if let Some((cell, text)) = desk.matrix.pane.prose.take(&known) {
        write(desk, cell, text);
    }
}

/// Writes the summary of a cell; one without words and without anything beside it is cleared.
fn write(desk: &mut Desk, cell: Cell, text: String) {
    let (row, code) = cell;
    let summary = desk.snapshot.summary(row, code);
    let is_bare = summary.is_none_or(|it| it.mentions.iter().all(|mention| mention.is_written));
    let clears = text.trim().is_empty() && is_bare;
    if clears && summary.is_none() {
        return;
    }
    let back = text.clone();
    desk.act(
        move |project| match clears {
            true => project.clear_summaries(&[cell]),
            false => {
                let state = SummaryState::Written;
                project.write_summaries(&[SummaryWords { row, code, text, state }])
            }
        },
        move |desk, done| {
            let snapshot = &desk.snapshot;
            let is_there = snapshot.codes.get(code).is_some() && snapshot.row_name(row).is_some();
            if done.is_none() && is_there {
                desk.matrix.pane.prose.put_back(cell, &back, &**snapshot);
                desk.ctx().request_repaint_after(REST);
            }
        },
    );
}

/// Draws the pane.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let Some(cell) = desk.matrix.cell() else {
        let theme = Theme::of(ui.ctx());
        ui.label(RichText::new("Choose a cell to write its summary").color(theme.quiet));
        return;
    };
    // What was typed in another cell goes where it belongs.
    if desk.matrix.pane.prose.of() != Some(cell) {
        give(desk);
    }
    let snapshot = Arc::clone(&desk.snapshot);
    ask_versions(desk, cell);
    let mut view = std::mem::take(&mut desk.matrix);
    view.pane.drawn = ui.ctx().cumulative_frame_nr();
    view.pane.texts.tick();
    let (mut wanted, mut opened) = (None, None);
    ScrollArea::vertical().id_salt(("cell of the matrix", cell)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width() - space::INSIDE);
            wanted = about(ui, desk, &snapshot, cell, &view);
            summary(&mut view, ui, desk, &snapshot, cell);
            opened = beside(ui, desk, &snapshot, cell);
            versions(&mut view, ui, desk, &snapshot, cell);
            passages::draw(&mut view, ui, desk, &snapshot, cell);
        },
    );
    desk.matrix = view;
    // It may lead to another cell.
    if let Some(target) = opened {
        desk.open_target(target);
    }
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// Draws which cell it is, what is said of it, and what can be said with one press; the command that was chosen.
fn about(
    ui: &mut Ui,
    desk: &Desk,
    snapshot: &Snapshot,
    (row, code): Cell,
    view: &MatrixView,
) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let mut wanted = None;
    let name = snapshot.row_name(row).unwrap_or_default();
    let title = format!("{name} · {}", snapshot.codes.telling_name(code));
    let title = RichText::new(title).font(theme::interface_bold(size::LEAD));
    ui.label(title).on_hover_text(snapshot.codes.path_text(code));
    let written = snapshot.summary(row, code);
    ui.label(RichText::new(said(written, snapshot)).size(size::SMALL).color(theme.quiet));
    let new = view.made.as_ref().map_or(0, |made| {
        let place = made.grid.place(row, code);
        place
            .and_then(|(row, column)| made.grid.cell(row, column))
            .map_or(0, |it| it.new_passages())
    });
    ui.horizontal_wrapped(|ui| {
        let state = written.map(|summary| summary.state);
        for (command, of) in
            [("Nothing there", SummaryState::Nothing), ("Not asked", SummaryState::NotAsked)]
        {
            let help = commands::named(command).map(|it| it.hover_text(desk.ctx()));
            let button = ui.selectable_label(state == Some(of), command);
            if button.on_hover_text(help.unwrap_or_default()).clicked() {
                wanted = Some(command);
            }
        }
        if new > 0 {
            let hover = "The new passages say nothing else; they are no longer marked as new";
            if ui.button(format!("Still holds ({new} new)")).on_hover_text(hover).clicked() {
                wanted = Some("The summary still holds");
            }
        }
    });
    ui.add_space(space::TIGHT);
    wanted
}

/// Who wrote a summary, and when.
fn said(summary: Option<&Summary>, snapshot: &Snapshot) -> String {
    let Some(summary) = summary else { return "Not charted yet".to_owned() };
    let who = snapshot.coder(summary.coder).map_or("somebody", |coder| &coder.name);
    let what = match summary.state {
        SummaryState::Written => "Written",
        state => state.shown(),
    };
    format!("{what}, by {who}, {}", day(&summary.written_at))
}

/// Draws the summary as it is written.
fn summary(view: &mut MatrixView, ui: &mut Ui, desk: &mut Desk, snapshot: &Snapshot, cell: Cell) {
    let stored = snapshot.summary(cell.0, cell.1).map_or("", |summary| summary.text.as_str());
    let known = desk.linking.with(snapshot);
    view.pane.prose.follow(cell, stored, &known, snapshot.seq);
    if let Some(typed) = view.pane.begun.take() {
        if !typed.is_empty() {
            view.pane.prose.add(&typed);
        }
        view.pane.prose.editor.take_keyboard(true);
    }
    let line = Line {
        id: editor_id(cell),
        name: "Summary",
        hint: "What do the passages below say? [[ links to them",
        rows: 6,
        size: (view.page_size - 1.0).max(size::BODY),
    };
    let theme = Theme::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(theme.page)
        .stroke(egui::Stroke::new(1.0, theme.rule))
        .corner_radius(space::CORNER)
        .inner_margin(space::INSIDE);
    let written = frame.show(ui, |ui| view.pane.prose.write(ui, &line, &known)).inner;
    // Ctrl+Enter ends the writing and goes on below.
    let ends = ui.memory(|memory| memory.has_focus(editor_id(cell)))
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if written.is_left || ends {
        if let Some((cell, text)) = view.pane.prose.take(&known) {
            write(desk, cell, text);
        }
        if ends {
            view.go_down();
        }
        if written.is_escaped || ends {
            view.take_keyboard();
        }
    }
    ui.add_space(space::TIGHT);
}

/// Draws what was put beside the summary; what was opened of it.
fn beside(ui: &mut Ui, desk: &mut Desk, snapshot: &Snapshot, (row, code): Cell) -> Option<Target> {
    let summary = snapshot.summary(row, code)?;
    let beside: Vec<Target> = summary
        .mentions
        .iter()
        .filter(|mention| !mention.is_written)
        .map(|mention| mention.target)
        .collect();
    if beside.is_empty() {
        return None;
    }
    let mut opened = None;
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("It rests on").size(size::SMALL).color(theme.quiet));
    for target in beside {
        let name = desk.linking.with(snapshot).called(target);
        ui.horizontal_wrapped(|ui| {
            if ui.link(&name).clicked() {
                opened = Some(target);
            }
            let takes = ui.small_button("Take away").accessible_name(format!("Take away {name}"));
            if takes.clicked() {
                desk.just_do(move |project| project.rest_summary_on(row, code, target, false));
            }
        });
    }
    ui.add_space(space::TIGHT);
    opened
}

/// Asks for the earlier wordings of a summary, while they are shown.
fn ask_versions(desk: &mut Desk, (row, code): Cell) {
    let seq = desk.snapshot.seq;
    let Some(id) = desk.snapshot.summary(row, code).map(|summary| summary.id) else { return };
    let pane = &mut desk.matrix.pane;
    let is_known = pane.versions.as_ref().is_some_and(|(of, at, _)| (*of, *at) == (id, seq));
    if !pane.shows_versions || is_known || pane.asked_versions == Some((id, seq)) {
        return;
    }
    pane.asked_versions = Some((id, seq));
    desk.ask(
        move |project| project.text_versions(MentionIn::Summary(id)),
        move |desk, read| {
            if let Ok(read) = read {
                desk.matrix.pane.versions = Some((id, seq, read));
            }
        },
    );
}

/// Draws the earlier wordings by date.
fn versions(
    view: &mut MatrixView,
    ui: &mut Ui,
    desk: &mut Desk,
    snapshot: &Snapshot,
    (row, code): Cell,
) {
    let theme = Theme::of(ui.ctx());
    let Some(summary) = snapshot.summary(row, code) else { return };
    let pane = &mut view.pane;
    let word = if pane.shows_versions { "Hide earlier wordings" } else { "Earlier wordings" };
    if ui.link(RichText::new(word).size(size::SMALL)).clicked() {
        pane.shows_versions = !pane.shows_versions;
    }
    if !pane.shows_versions {
        return;
    }
    let Some((of, _, all)) = &pane.versions else { return };
    let earlier: Vec<&TextVersion> = all
        .iter()
        .filter(|version| *of == summary.id && version.text != summary.text)
        .filter(|version| !version.text.is_empty())
        .collect();
    if earlier.is_empty() {
        ui.label(RichText::new("There is no earlier wording").size(size::SMALL).color(theme.quiet));
    }
    for version in earlier {
        let who = version.coder.and_then(|id| snapshot.coder(id));
        let who = who.map_or("somebody", |coder| &coder.name);
        let when = format!("{who}, {}", day(&version.at));
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&when).size(size::SMALL).color(theme.quiet));
            if ui.small_button("Bring back").accessible_name(format!("Bring back {when}")).clicked()
            {
                write(desk, (row, code), version.text.clone());
            }
        });
        ui.label(RichText::new(snapshot.on_screen(&version.text)).color(theme.aside));
        ui.add_space(space::TIGHT);
    }
}

/// What a row is in the register.
pub(super) fn selected_row(row: MatrixRow) -> crate::app::desk::Selected {
    use crate::app::desk::Selected;
    match row {
        MatrixRow::Case(id) => Selected::Case(id),
        MatrixRow::Person(id) => Selected::Person(id),
        MatrixRow::Source(id) => Selected::Source(id),
    }
}
