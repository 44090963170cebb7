//! The line below the end of a text that offers to mark it as read.

use egui::{Rect, RichText, Ui, UiBuilder, pos2, vec2};

use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::text_view::TextView;
use crate::app::theme::{Theme, size, space};
use crate::domain::ReadState;

/// Draws the line where the end of the text is in sight and it is not read as it stands; whether it was taken.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, view: &TextView, page: Rect) -> bool {
    let Some(source) = desk.reading.source() else { return false };
    if desk.sources.state(&desk.snapshot, source) == ReadState::Read {
        return false;
    }
    let text = view.text();
    let Some(end) = view.point(text.length()).filter(|end| page.contains(end.center())) else {
        return false;
    };
    let paragraph = text.paragraphs().last().map_or(0, |last| last.span.start);
    let left = view.point(paragraph).map_or(end.left(), |start| start.left());
    let place =
        Rect::from_min_size(pos2(left, end.bottom() + space::INSIDE), vec2(320.0, space::ROW));
    if !page.contains_rect(place) {
        return false;
    }
    let name = "Mark as read";
    let quiet = Theme::of(ui.ctx()).quiet;
    let mut line = ui.new_child(UiBuilder::new().id_salt("end of the text").max_rect(place));
    let link = line.link(RichText::new(name).size(size::SMALL).color(quiet));
    let hover = commands::named(name).map(|command| command.hover_text(ui.ctx()));
    link.on_hover_text(hover.unwrap_or_default()).clicked()
}
