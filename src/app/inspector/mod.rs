//! Shows whatever is selected: a quotation, a code, a source.

mod code;
mod draft;
mod quotation;
mod source;

pub use quotation::CommentDraft;
pub use source::SourceFacts;

use egui::{RichText, ScrollArea, Ui};

use super::Window;
use super::desk::Selected;
use super::theme::{Theme, space};

pub use code::{CodeCard, keep_typed};

/// Draws the inspector.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(selected) = window.desk.as_ref().map(|desk| desk.selected) else { return };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| match selected {
        Selected::Nothing => {
            let theme = Theme::of(ui.ctx());
            ui.add_space(space::GROUP);
            let hint = "Choose a code, a source, or a passage that is coded, and everything about it stands here.";
            ui.label(RichText::new(hint).color(theme.quiet));
        }
        Selected::Source(id) => source::draw(window, ui, id),
        Selected::Code(id) => code::draw(window, ui, id),
        Selected::Quotation(source, id) => quotation::draw(window, ui, source, id),
    });
}
