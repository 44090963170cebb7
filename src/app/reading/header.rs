//! The line above the page: what is read, and the way back.

use egui::{Align, Layout, Margin, RichText, Ui};

use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{Window, commands};
use crate::domain::SourceInfo;

/// Draws the line.
pub(super) fn draw(window: &mut Window, ui: &mut Ui, info: &SourceInfo) {
    let theme = Theme::of(ui.ctx());
    let (back, forward, quotations) = match &window.desk {
        Some(desk) => (
            desk.can_go_back(),
            desk.can_go_forward(),
            desk.snapshot.codings(info.id).map_or(0, |on| on.quotations.len()),
        ),
        None => return,
    };
    let mut wanted = None;
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(12, 6));
    let drawn = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            for (icon, name, enabled) in
                [(Icon::Back, "Back", back), (Icon::Forward, "Forward", forward)]
            {
                let hover = commands::named(name).map(|c| c.hover_text(ui.ctx()));
                ui.add_enabled_ui(enabled, |ui| {
                    if icon.button(ui, 26.0, name, &hover.unwrap_or_default()).clicked() {
                        wanted = Some(name);
                    }
                });
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let hover = commands::named("Find in this source…").map(|c| c.hover_text(ui.ctx()));
                let lens = Icon::Search.button(
                    ui,
                    26.0,
                    "Find in this source",
                    &hover.unwrap_or_default(),
                );
                if lens.clicked() {
                    wanted = Some("Find in this source…");
                }
                ui.add_space(space::INSIDE);
                let count = match quotations {
                    1 => "1 quotation".to_owned(),
                    many => format!("{many} quotations"),
                };
                ui.label(
                    RichText::new(format!("{} · {count}", info.kind))
                        .size(size::SMALL)
                        .color(theme.quiet),
                );
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space(space::TIGHT);
                    let name = RichText::new(&info.name).font(theme::interface_bold(size::LEAD));
                    ui.add(egui::Label::new(name).truncate());
                });
            });
        });
    });
    let below = drawn.response.rect;
    ui.painter().hline(below.x_range(), below.bottom(), egui::Stroke::new(1.0, theme.rule));
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}
