//! Shows whatever is selected: a quotation, a code, a source.

mod code;
mod quotation;
mod source;

pub use quotation::CommentDraft;

use egui::{RichText, ScrollArea, Ui};

use super::Window;
use super::desk::Selected;
use super::theme::{Theme, space};

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

/// The day of a time (RFC 3339 in UTC), as it was here.
fn day(at: &str) -> String {
    match at.parse::<jiff::Timestamp>() {
        Ok(time) => time.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string(),
        Err(_) => at.to_owned(),
    }
}
