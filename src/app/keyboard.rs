//! The page that lists every command with its keys.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::Window;
use super::commands::{AREAS, written};
use super::shell::floating;
use super::theme::{self, Theme, size, space};

/// The list of all keys, above the window.
#[derive(Default)]
pub struct KeyboardPage;

impl KeyboardPage {
    /// Draws the page; whether it stays open.
    pub fn ui(&mut self, ui: &mut Ui, _window: &Window) -> bool {
        let mut open = true;
        floating(ui, "Keyboard", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new("Keyboard").font(theme::interface_bold(size::LEAD)));
            let height = ui.ctx().content_rect().height() * 0.6;
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                for (key, by) in [
                    (Key::ArrowDown, -space::ROW),
                    (Key::ArrowUp, space::ROW),
                    (Key::PageDown, -height),
                    (Key::PageUp, height),
                ] {
                    let times =
                        ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
                    if times > 0 {
                        ui.scroll_with_delta(vec2(0.0, by * times as f32));
                    }
                }
                // Beside the scroll bar.
                ui.set_width(ui.available_width() - space::GROUP);
                for (area, commands) in AREAS {
                    ui.add_space(space::GROUP);
                    ui.label(RichText::new(area).size(size::SMALL).color(theme.quiet));
                    for command in commands.iter().filter(|command| !command.keys.is_empty()) {
                        ui.horizontal(|ui| {
                            ui.label(command.name).on_hover_text(command.help);
                            ui.with_layout(
                                egui::Layout::right_to_left(egui::Align::Center),
                                |ui| {
                                    let keys: Vec<String> = command
                                        .keys
                                        .iter()
                                        .map(|keys| written(keys, ui.ctx()))
                                        .collect();
                                    ui.label(RichText::new(keys.join("  ")).color(theme.quiet));
                                },
                            );
                        });
                    }
                }
            });
            ui.add_space(space::INSIDE);
            if ui.button("Close").clicked() || ui.input(|input| input.key_pressed(Key::Escape)) {
                open = false;
            }
        });
        open
    }
}
