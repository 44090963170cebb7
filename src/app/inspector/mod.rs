//! Shows whatever is selected: a quotation, a code, a source.

mod code;
mod draft;
mod facts;
mod item;
mod quotation;
mod register;
mod source;

pub use code::CodeCard;
pub use draft::{Draft, REST};
pub use item::ItemCard;
pub use quotation::{QuotationCard, flag_words};
pub use register::RegisterCard;
pub use source::SourceFacts;

use egui::{RichText, ScrollArea, Ui};

use super::Window;
use super::desk::{Desk, Selected};
use super::theme::{Theme, space};
use super::{commands, memos};

/// Gives the project what was typed into the inspector: texts when the typing rests, names too when something else is
/// selected or `ends` says that the project is about to be closed.
pub fn keep_typed(desk: &mut Desk, ends: bool) {
    code::keep_typed(desk, ends);
    quotation::keep_typed(desk, ends);
    source::keep_typed(desk, ends);
    register::keep_typed(desk, ends);
}

/// Draws the inspector.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(selected) = window.desk.as_ref().map(|desk| desk.selected) else { return };
    let draw = |window: &mut Window, ui: &mut Ui| match selected {
        Selected::Nothing => {
            let theme = Theme::of(ui.ctx());
            ui.add_space(space::GROUP);
            let hint = "Choose a code, a source, or a passage that is coded, and everything about it stands here.";
            ui.label(RichText::new(hint).color(theme.quiet));
        }
        Selected::Source(id) => source::draw(window, ui, id),
        Selected::Code(id) => code::draw(window, ui, id),
        Selected::Quotation(source, id) => quotation::draw(window, ui, source, id),
        Selected::Person(_) | Selected::Case(_) | Selected::Meeting(_) | Selected::Attribute(_) => {
            register::draw(window, ui);
        }
        Selected::Item(id) => item::draw(window, ui, id),
    };
    let mut is_asked = false;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        // The bar stands beside the figures, not on them.
        ui.set_max_width(ui.available_width() - space::INSIDE);
        // What is undone in a field, and where its cursor stands, is that of one object.
        ui.push_id(selected, |ui| draw(window, ui));
        is_asked = memos::mention(window, ui);
    });
    if is_asked && let Some(command) = commands::named("Memos beside the text") {
        window.run(command);
    }
}
