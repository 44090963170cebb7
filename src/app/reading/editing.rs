//! The line below the page in which one paragraph of the text is corrected.
//!
//! Everything that stands on the paragraph follows its words. Going to another paragraph keeps what was typed, as one step.

use egui::{Key, Margin, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::follow;
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{SourceId, Span};
use crate::text::{ChangeSet, Edit, Text, difference};

/// So many lines are shown before the field scrolls.
const LINES: f32 = 7.0;

/// A paragraph that is being corrected.
pub(super) struct Editing {
    source: SourceId,
    /// Where it stands in the text of the page.
    span: Span,
    was: String,
    text: String,
    take_keyboard: bool,
    /// The project was given what was typed and has not answered.
    sent: bool,
}

/// Where to go after a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Stay,
    Next,
    Previous,
    Leave,
}

impl Editing {
    /// Whether what was typed is other than what stands in the text.
    fn is_changed(&self) -> bool {
        self.text != self.was
    }
}

/// Begins to correct the paragraph in which the caret stands.
pub fn edit_text(window: &mut Window) {
    window.with_desk(|desk| {
        let Some(view) = desk.reading.view.as_ref() else { return };
        let at = view.selection().map_or(view.caret(), |span| span.start);
        let paragraph = view.text().paragraph_at(at);
        open(desk, paragraph);
    });
}

/// Shows a paragraph in the field and marks it on the page.
fn open(desk: &mut Desk, paragraph: usize) {
    let Some(source) = desk.reading.source else { return };
    let Some(view) = &mut desk.reading.view else { return };
    let text = view.text().clone();
    let Some(paragraph) = text.paragraphs().get(paragraph) else { return };
    let span = paragraph.span;
    view.set_hits(vec![span], None);
    view.reveal(span);
    let words = text.slice(span).to_owned();
    desk.reading.find = None;
    desk.reading.editing = Some(Editing {
        source,
        span,
        was: words.clone(),
        text: words,
        take_keyboard: true,
        sent: false,
    });
}

/// Keeps the field with its paragraph when the text changes from elsewhere, by Undo for one; what was typed stays.
pub(super) fn follow(desk: &mut Desk, changes: &ChangeSet) {
    let (Some(editing), Some(view)) = (&mut desk.reading.editing, &mut desk.reading.view) else {
        return;
    };
    let text = view.text();
    let at = changes.map(editing.span).span().start;
    let span = text.paragraphs()[text.paragraph_at(at)].span;
    let words = text.slice(span).to_owned();
    if !editing.is_changed() {
        editing.text = words.clone();
    }
    editing.span = span;
    editing.was = words;
    view.set_hits(vec![span], None);
}

/// Closes the field and gives the keyboard back to the page.
fn leave(desk: &mut Desk) {
    desk.reading.editing = None;
    desk.reading.take_keyboard = true;
    if let Some(view) = &mut desk.reading.view {
        view.set_hits(Vec::new(), None);
    }
}

/// Keeps what was typed, when the page turns to another source or the project closes.
pub(super) fn keep_typed(desk: &mut Desk) {
    if let Some(editing) = desk.reading.editing.take()
        && editing.is_changed()
        && !editing.sent
    {
        let (source, edits) = (editing.source, edits(&editing));
        desk.just_do(move |project| project.edit_text(source, edits));
    }
}

/// The places of the paragraph that are other than before, in the text of the page.
fn edits(editing: &Editing) -> Vec<Edit> {
    let (old, new) = (Text::new(editing.was.as_str()), Text::new(editing.text.as_str()));
    let at = editing.span.start;
    difference(&old, &new)
        .edits()
        .map(|edit| {
            let Span { start, end } = edit.span;
            Edit { span: Span { start: start + at, end: end + at }, ..edit }
        })
        .collect()
}

/// Gives what was typed to the project and goes on.
fn keep(desk: &mut Desk, then: Then) {
    let Some(editing) = &mut desk.reading.editing else { return };
    if editing.sent {
        return;
    }
    let source = editing.source;
    let start = editing.span.start;
    // What was one paragraph may be several now.
    let end = start + editing.text.chars().count() as u32;
    let place = Span { start, end };
    if !editing.is_changed() {
        go_on(desk, place, then);
        return;
    }
    editing.sent = true;
    let edits = edits(editing);
    desk.act(
        move |project| {
            let edited = project.edit_text(source, edits)?;
            Ok((edited, project.text(source)?, project.markup(source)?))
        },
        move |desk, came| {
            let Some((edited, text, markup)) = came else {
                if let Some(editing) = &mut desk.reading.editing {
                    editing.sent = false;
                }
                return;
            };
            if desk.reading.source != Some(source) {
                return;
            }
            follow::show(desk, source, text, &markup);
            if !edited.lost.is_empty() {
                let lost = counted(edited.lost.len(), "quotation", "quotations");
                let said =
                    format!("The text was changed; {lost} lost all words and is kept to look at");
                desk.notice = Some(Notice::done(said));
            }
            if desk.reading.editing.is_some() {
                go_on(desk, place, then);
            }
        },
    );
}

/// Goes from the paragraph at a place, or the paragraphs that it has become, to the one that is wanted next.
fn go_on(desk: &mut Desk, place: Span, then: Then) {
    let Some(view) = &desk.reading.view else { return };
    let text = view.text().clone();
    let (here, last) = (text.paragraph_at(place.start), text.paragraph_at(place.end));
    let has_words = |at: &usize| !text.slice(text.paragraphs()[*at].span).trim().is_empty();
    let to = match then {
        Then::Leave => None,
        Then::Stay => Some(here),
        Then::Next => (last + 1..text.paragraphs().len()).find(has_words),
        Then::Previous => (0..here).rev().find(has_words),
    };
    match to {
        Some(paragraph) => open(desk, paragraph),
        None => leave(desk),
    }
}

/// Takes the paragraph that was clicked on the page, keeping what was typed in the other.
pub(super) fn clicked(desk: &mut Desk, at: u32) {
    let Some(editing) = &desk.reading.editing else { return };
    if editing.sent || (editing.span.start..=editing.span.end).contains(&at) {
        return;
    }
    if editing.is_changed() {
        keep(desk, Then::Stay);
        return;
    }
    if let Some(view) = &desk.reading.view {
        let paragraph = view.text().paragraph_at(at);
        open(desk, paragraph);
    }
}

/// Draws the field, when a paragraph is being corrected.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let on_top = window.nothing_floats();
    let page_size = window.settings.page_size;
    let Some(desk) = &mut window.desk else { return };
    let Some(editing) = &mut desk.reading.editing else { return };
    let theme = Theme::of(ui.ctx());
    let mut then = None;
    let mut give_up = false;
    let frame = egui::Frame::new().fill(theme.ground).inner_margin(Margin::symmetric(16, 10));
    egui::Panel::bottom("editing").frame(frame).show(ui, |ui| {
        if on_top {
            ui.input_mut(|input| {
                let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
                if pressed(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter) {
                    then = Some(Then::Previous);
                } else if pressed(Modifiers::COMMAND, Key::Enter) {
                    then = Some(Then::Next);
                } else if pressed(Modifiers::NONE, Key::Escape) {
                    give_up = true;
                }
            });
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new("Edit this paragraph").font(theme::interface_bold(size::BODY)));
            let hint = "A new line parts it in two; a line that begins with a speaker’s name begins a turn.";
            ui.label(RichText::new(hint).size(size::SMALL).color(theme.quiet));
        });
        ui.add_space(space::TIGHT);
        let font = theme::reading(page_size.min(20.0));
        let height = (page_size.min(20.0) * 1.5).round() * LINES;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let field = TextEdit::multiline(&mut editing.text)
                .font(font)
                .desired_width(f32::INFINITY)
                .desired_rows(3)
                .interactive(!editing.sent);
            let field = ui.add(field);
            let named = || egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Paragraph");
            field.widget_info(named);
            if std::mem::take(&mut editing.take_keyboard) {
                field.request_focus();
            }
        });
        ui.add_space(space::INSIDE);
        ui.horizontal(|ui| {
            for (name, hover, wanted) in [
                ("Keep and next", "Keep it and go to the next paragraph (Ctrl+Enter)", Then::Next),
                ("Keep and previous", "Keep it and go to the one before (Ctrl+Shift+Enter)", Then::Previous),
                ("Keep and close", "Keep it and go back to reading", Then::Leave),
            ] {
                if ui.button(name).on_hover_text(hover).clicked() {
                    then = Some(wanted);
                }
            }
            let word = if editing.is_changed() { "Discard" } else { "Close" };
            if ui.button(word).on_hover_text("Leave the paragraph as it was (Escape)").clicked() {
                give_up = true;
            }
        });
    });
    if give_up {
        leave(desk);
    } else if let Some(then) = then {
        keep(desk, then);
    }
}
