//! What is said while files are dragged over the window.

use egui::{Align2, Area, Frame, Id, Order, RichText, Stroke, Ui};

use crate::app::theme::{Theme, size, space};
use crate::app::window::Window;

/// Draws the hint while files hover over the window.
pub fn draw(window: &Window, ui: &mut Ui) {
    let said = ui.input(|input| match &input.raw.hovered_files[..] {
        [] => None,
        [file]
            if file.path.as_ref().is_some_and(|p| p.extension() == Some("marginalia".as_ref())) =>
        {
            Some("Drop to open this project")
        }
        _ if window.desk.is_none() => Some("Make or open a project first, then drop the files"),
        _ => Some("Drop to import"),
    });
    let Some(said) = said else { return };
    let theme = Theme::of(ui.ctx());
    let edge = Stroke::new(2.0, theme.accent);
    Area::new(Id::unique("drop hint"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .interactable(false)
        .show(ui.ctx(), |ui| {
            let whole = ui.ctx().content_rect().shrink(space::TIGHT);
            let painter = ui.painter().clone().with_clip_rect(ui.ctx().content_rect());
            painter.rect_stroke(whole, space::CORNER, edge, egui::StrokeKind::Inside);
            Frame::popup(ui.style()).fill(theme.accent).inner_margin(space::SECTION).show(
                ui,
                |ui| {
                    let text = RichText::new(said).size(size::LEAD).color(theme.on_accent);
                    ui.add(egui::Label::new(text).extend());
                },
            );
        });
}
