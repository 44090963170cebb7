//! The line in which the question of the list is written, with what could be written next.

use egui::text_edit::TextEditOutput;
use egui::{Id, RichText, TextEdit, Ui};

use super::QuotesView;
use crate::analysis::query::{self, Completion, LineError, Query};
use crate::app::offers::{self, Offers};
use crate::app::theme::{Theme, size};
use crate::project::Snapshot;

/// The line while it is written.
#[derive(Default)]
pub(super) struct Line {
    typed: String,
    /// The question that the line stood for last, with the step of the project whose names it was written in.
    of: Option<(i64, Query)>,
    trouble: Option<LineError>,
    offered: Offers,
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
    let taken = has_keyboard.then(|| line.offered.keys(ui)).flatten();
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
        line.offered.set(query::completions(&line.typed, cursor, snapshot));
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
    if let Some(completion) = line.offered.ui(&response) {
        accept(line, ui, &completion);
        line.takes_keyboard = true;
        read(view, snapshot);
    }
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

/// Writes what was chosen in the place of what was begun.
fn accept(line: &mut Line, ui: &Ui, completion: &Completion) {
    // A field or a bracket is gone on with; behind a value something else begins.
    let goes_on = completion.text.ends_with([':', '(']);
    offers::write(ui, id(), &mut line.typed, completion, |after| {
        if goes_on || after.starts_with([' ', ')']) { "" } else { " " }
    });
    line.offered.clear();
}
