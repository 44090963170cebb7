//! The line in which the question of the list is written, with what could be written next.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Align2, Id, Key, Modifiers, Popup, RichText, TextEdit, Ui};

use super::QuotesView;
use crate::analysis::query::{self, Completion, LineError, Query};
use crate::app::theme::{self, Theme, size, space};
use crate::project::Snapshot;

/// The line while it is written.
#[derive(Default)]
pub(super) struct Line {
    typed: String,
    /// The question that the line stood for last, with the step of the project whose names it was written in.
    of: Option<(i64, Query)>,
    trouble: Option<LineError>,
    offered: Vec<Completion>,
    /// Which of what is offered is chosen.
    row: usize,
    takes_keyboard: bool,
}

impl Line {
    /// Has the line take the keyboard in the next frame.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }
}

fn id() -> Id {
    Id::unique("the line of a question")
}

/// Draws the line; what reads in is asked at once.
pub(super) fn draw(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) {
    let theme = Theme::of(ui.ctx());
    let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
    let line = &mut view.line;
    let asked = &view.question.query;
    // What was asked in another way, or renamed, is written anew; what is being written stays as it is.
    let is_known = line
        .of
        .as_ref()
        .is_some_and(|(seq, query)| query == asked && (*seq == snapshot.seq || has_keyboard));
    if !is_known {
        line.typed = match view.question.is_asked {
            true => query::print(asked, snapshot),
            false => String::new(),
        };
        line.of = Some((snapshot.seq, asked.clone()));
        line.trouble = None;
        line.offered.clear();
    }
    let taken = has_keyboard.then(|| keys(line, ui)).flatten();
    if let Some(completion) = taken {
        accept(line, ui, &completion);
        read(view, snapshot);
    }
    let line = &mut view.line;
    let edit = TextEdit::singleline(&mut line.typed)
        .id(id())
        .hint_text(
            "A question: code:Trust near/1p(code:Money) speaker:… kind:interview date<2012-02",
        )
        .desired_width(f32::INFINITY);
    let output: TextEditOutput = edit.show(ui);
    let response = output.response.response.clone();
    response.widget_info(|| egui::WidgetInfo::text_edit(true, "", &view.line.typed, "Question"));
    ui.ctx().accesskit_node_builder(id(), |node| node.set_label("Question"));
    if std::mem::take(&mut view.line.takes_keyboard) {
        response.request_focus();
    }
    if response.changed() {
        read(view, snapshot);
    }
    let line = &mut view.line;
    if response.changed() || response.gained_focus() {
        let cursor = output.cursor_range.map_or(0, |range| range.primary.index.0);
        line.offered = query::completions(&line.typed, cursor, snapshot);
        line.row = 0;
    }
    let has_keyboard = response.has_focus();
    if !has_keyboard {
        line.offered.clear();
    }
    if let Some(trouble) = line.trouble.as_ref().filter(|_| line.offered.is_empty()) {
        let place: String = line.typed.chars().skip(trouble.at).take(24).collect();
        let said = match place.is_empty() {
            true => trouble.message.clone(),
            false => format!("{} Here: {place}", trouble.message),
        };
        ui.label(RichText::new(said).size(size::SMALL).color(theme.warning));
    }
    offer(view, ui, &response, snapshot);
}

/// Reads the line, and asks what it says where it can be read.
fn read(view: &mut QuotesView, snapshot: &Snapshot) {
    match snapshot.read_query(&view.line.typed) {
        Ok(query) => {
            view.line.trouble = None;
            view.line.of = Some((snapshot.seq, query.clone()));
            if !view.question.is_asked || view.question.query != query {
                let sort = view.question.sort;
                view.ask(query);
                view.question.sort = sort;
            }
        }
        Err(error) => view.line.trouble = Some(error),
    }
}

/// Takes the keys that choose among what is offered; gives what was chosen.
fn keys(line: &mut Line, ui: &Ui) -> Option<Completion> {
    if line.offered.is_empty() {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        line.row = (line.row + 1).min(line.offered.len() - 1);
    }
    if pressed(Key::ArrowUp) {
        line.row = line.row.saturating_sub(1);
    }
    if pressed(Key::Escape) {
        line.offered.clear();
        return None;
    }
    (pressed(Key::Enter) || pressed(Key::Tab)).then(|| line.offered[line.row].clone())
}

/// Writes what was chosen in the place of what was begun.
fn accept(line: &mut Line, ui: &Ui, completion: &Completion) {
    let mut state = TextEditState::load(ui.ctx(), id()).unwrap_or_default();
    let cursor = state.cursor.char_range().map_or(usize::MAX, |range| range.primary.index.0);
    let before: String = line.typed.chars().take(completion.from).collect();
    let after: String = line.typed.chars().skip(cursor).collect();
    // A field or a bracket is gone on with; behind a value something else begins.
    let goes_on = completion.text.ends_with([':', '(']);
    let blank = if goes_on || after.starts_with([' ', ')']) { "" } else { " " };
    let written = format!("{before}{}{blank}", completion.text);
    let place = CCursor::new(written.chars().count());
    line.typed = written + &after;
    state.cursor.set_char_range(Some(CCursorRange::one(place)));
    state.store(ui.ctx(), id());
    line.offered.clear();
    ui.ctx().request_repaint();
}

/// Shows what could be written next.
fn offer(view: &mut QuotesView, ui: &Ui, response: &egui::Response, snapshot: &Snapshot) {
    if view.line.offered.is_empty() {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let mut clicked = None;
    Popup::from_response(response)
        .open(true)
        .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
        .align(egui::RectAlign { parent: Align2::LEFT_BOTTOM, child: Align2::LEFT_TOP })
        .width(response.rect.width().min(560.0))
        .show(|ui| {
            ui.set_width(response.rect.width().min(560.0));
            for (row, completion) in view.line.offered.iter().enumerate() {
                let is_chosen = row == view.line.row;
                let mut job = egui::text::LayoutJob::default();
                let format = |ink| egui::TextFormat::simple(theme::interface(size::BODY), ink);
                job.append(&completion.text, 0.0, format(theme.ink));
                job.append(&completion.about, space::GROUP, format(theme.quiet));
                job.wrap = egui::text::TextWrapping::truncate_at_width(ui.available_width());
                let entry = ui.selectable_label(is_chosen, job);
                if entry.clicked() {
                    clicked = Some(completion.clone());
                }
            }
        });
    if let Some(completion) = clicked {
        accept(&mut view.line, ui, &completion);
        view.line.takes_keyboard = true;
        read(view, snapshot);
    }
}
