//! An item of the outline while it is written, where it stands.

use std::sync::Arc;

use egui::{Frame, Id, Key, Modifiers, TextEdit, Ui};

use super::moving::begun_behind;
use super::{Outline, actions};
use crate::app::desk::Desk;
use crate::app::inspector::{Draft, REST};
use crate::app::outputs::row;
use crate::app::prose::{Line, Prose};
use crate::app::theme::{Theme, space};
use crate::domain::{ItemId, ItemKind, Output};
use crate::project::ItemField;

/// An item that is written.
pub(super) struct Writing {
    item: ItemId,
    title: Draft<ItemId>,
    text: Prose<ItemId>,
    takes_keyboard: bool,
    /// Whether the fields have had the keyboard, and for how many frames they have been without it.
    had_keyboard: bool,
    without: u8,
    /// How high the fields are.
    height: f32,
}

impl Writing {
    pub(super) fn new(item: ItemId) -> Self {
        Self {
            item,
            title: Draft::default(),
            text: Prose::default(),
            takes_keyboard: true,
            had_keyboard: false,
            without: 0,
            height: space::ROW,
        }
    }

    pub(super) fn item(&self) -> ItemId {
        self.item
    }

    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// What was typed and not given to the project yet.
    fn take(&mut self, desk: &Desk) -> Vec<ItemField> {
        let title = self.title.take().map(|(_, title)| ItemField::Title(title));
        let text = self.text.take(&*desk.snapshot).map(|(_, text)| ItemField::Text(text));
        title.into_iter().chain(text).collect()
    }
}

fn field_id(item: ItemId, which: &str) -> Id {
    Id::unique(("item of an outline", item, which))
}

/// Gives the project what was typed, when the typing rests or the project `ends`.
pub(in crate::app::outputs) fn keep_typed(outline: &mut Outline, desk: &mut Desk, ends: bool) {
    for mut left in std::mem::take(&mut outline.left) {
        let fields = left.take(desk);
        keep(desk, left.item, fields);
    }
    let Some(writing) = &mut outline.writing else { return };
    let rests = writing.title.rests() && writing.text.rests();
    if ends || rests {
        let (item, fields) = (writing.item, writing.take(desk));
        keep(desk, item, fields);
    }
}

fn keep(desk: &mut Desk, item: ItemId, fields: Vec<ItemField>) {
    // An item that an undo took out has taken its words with it.
    if !fields.is_empty() && desk.snapshot.item(item).is_some() {
        desk.just_do(move |project| project.change_item(item, fields));
    }
}

/// Draws the fields.
pub(super) fn draw(
    outline: &mut Outline,
    ui: &mut Ui,
    desk: &mut Desk,
    output: &Output,
    page_size: f32,
) {
    let Some(writing) = &mut outline.writing else { return };
    let Some(item) = output.item(writing.item) else {
        outline.writing = None;
        return;
    };
    let snapshot = Arc::clone(&desk.snapshot);
    writing.title.follow(item.id, &item.title);
    writing.text.follow(item.id, &item.text, &*snapshot, snapshot.seq);
    let theme = Theme::of(ui.ctx());
    let ids = [field_id(item.id, "title"), field_id(item.id, "text")];
    let in_title = ui.memory(|memory| memory.has_focus(ids[0]));
    let in_text = ui.memory(|memory| memory.has_focus(ids[1]));
    let pressed = |modifiers| {
        ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, Key::Enter))
    };
    let wants_next = (in_title || in_text) && pressed(Modifiers::COMMAND);
    // A title is one line: the key ends it.
    let mut ends = in_title && pressed(Modifiers::NONE);
    let has_title = item.kind != ItemKind::Paragraph;
    let has_text = item.kind != ItemKind::Heading || !item.text.is_empty();
    let top = ui.cursor().top();
    for (is_title, id) in [(true, ids[0]), (false, ids[1])] {
        if !(if is_title { has_title } else { has_text }) {
            continue;
        }
        let (hint, name) = match (item.kind, is_title) {
            (ItemKind::Heading, true) => ("What is this part about?", "Heading"),
            (_, true) => ("What did you find? One sentence", "Finding"),
            (ItemKind::Paragraph, false) => ("Text; [[cases: Trust]] counts", "Paragraph"),
            (_, false) => ("What is to be said of it; may stay empty", "Text below"),
        };
        // The first field there is begins with the keyboard.
        let takes = std::mem::take(&mut writing.takes_keyboard);
        let frame = Frame::NONE.inner_margin(space::TIGHT);
        let framed = frame.show(ui, |ui| {
            if !is_title {
                if takes {
                    writing.text.editor.take_keyboard(true);
                }
                let line = Line { id, name, hint, rows: 1, size: page_size };
                writing.text.write(ui, &line, &desk.linking.with(&snapshot));
                return;
            }
            let edit = TextEdit::multiline(writing.title.text())
                .id(id)
                .font(row::face(page_size, true, false))
                .frame(Frame::NONE)
                .hint_text(hint)
                .desired_rows(1)
                .desired_width(f32::INFINITY);
            let edit = ui.add(edit).accessible_name(name);
            if edit.changed() {
                writing.title.typed();
                ui.ctx().request_repaint_after(REST);
            }
            if takes {
                edit.request_focus();
            }
        });
        let has_keyboard = ui.memory(|memory| memory.has_focus(id));
        let ring = egui::Stroke::new(1.0, if has_keyboard { theme.focus } else { theme.rule });
        let (place, inside) = (framed.response.rect, egui::StrokeKind::Inside);
        ui.painter().rect_stroke(place, space::CORNER, ring, inside);
    }
    let height = ui.min_rect().bottom() - top;
    if (height - writing.height).abs() > 0.5 {
        writing.height = height;
        ui.ctx().request_repaint();
    }
    let has_keyboard = ui.memory(|memory| ids.iter().any(|id| memory.has_focus(*id)));
    writing.had_keyboard |= has_keyboard;
    // Between two fields the keyboard is nowhere for a frame.
    writing.without = if has_keyboard { 0 } else { writing.without + 1 };
    ends |= writing.had_keyboard && writing.without > 1;
    if writing.had_keyboard && writing.without == 1 {
        ui.ctx().request_repaint();
    }
    let (id, kind) = (item.id, item.kind);
    if ends || wants_next {
        let fields = writing.take(desk);
        keep(desk, id, fields);
        outline.writing = None;
        outline.list.take_keyboard(true);
        if wants_next {
            actions::put(desk, output, begun_behind(&output.items, id), kind);
        }
    } else {
        keep_typed(outline, desk, false);
    }
}
