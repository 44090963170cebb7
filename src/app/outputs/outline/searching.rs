//! The line in which is noted that somebody looked for what contradicts a finding, and what they found.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::{Outline, heading};
use crate::app::desk::Desk;
use crate::app::theme::Theme;
use crate::domain::{ItemId, Output};

/// What is being noted.
pub(super) struct Searching {
    item: ItemId,
    found: String,
    takes_keyboard: bool,
}

impl Searching {
    pub(super) fn new(item: ItemId) -> Self {
        Self { item, found: String::new(), takes_keyboard: true }
    }

    pub(super) fn has_words(&self) -> bool {
        !self.found.trim().is_empty()
    }

    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }
}

/// Draws the line while something is being noted.
pub(super) fn draw(outline: &mut Outline, ui: &mut Ui, desk: &mut Desk, output: &Output) {
    let Some(searching) = &mut outline.searching else { return };
    // The line stands where its finding does, and says which that is.
    let Some(item) = output.item(searching.item) else { return };
    let finding = heading(&desk.snapshot, item);
    let mut ended = None;
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Looked for contradicting examples:").color(theme.quiet))
            .on_hover_text(&finding);
        let edit = TextEdit::singleline(&mut searching.found)
            .hint_text(format!("What speaks against “{}”? Nothing is an answer", short(&finding)))
            .desired_width(420.0);
        let edit = ui.add(edit).accessible_name("What was found");
        if std::mem::take(&mut searching.takes_keyboard) {
            edit.request_focus();
        }
        // The key is used up: the outline that takes the keyboard next must not see it.
        let enter = edit.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if ui.button("Note it").clicked() || enter {
            ended = Some(true);
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.button("Cancel").clicked() || escape {
            ended = Some(false);
        }
    });
    let Some(is_kept) = ended else { return };
    let Some(Searching { item, found, .. }) = outline.searching.take() else { return };
    outline.list.take_keyboard(true);
    if is_kept {
        desk.just_do(move |project| project.note_counter_search(item, &found));
    }
}

/// A heading as the line has room for it.
fn short(heading: &str) -> String {
    const ROOM: usize = 36;
    match heading.char_indices().nth(ROOM) {
        Some((cut, _)) => format!("{}…", heading[..cut].trim_end()),
        None => heading.to_owned(),
    }
}
