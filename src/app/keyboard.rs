//! The page that lists every command with its keys.

use egui::{Key, RichText, ScrollArea, Ui};

use super::Window;
use super::commands::{AREAS, written};
use super::shell::floating;
use super::theme::{Theme, size, space};

/// The list of all keys, above the window.
#[derive(Default)]
pub struct KeyboardPage;

impl KeyboardPage {
    /// Draws the page; whether it stays open.
    pub fn ui(&mut self, ui: &mut Ui, _window: &Window) -> bool {
        let mut open = true;
        floating(ui, "Keyboard", |ui| {
            let theme = Theme::of(ui.ctx());
            ui.label(RichText::new("Keyboard").size(size::TITLE).strong());
            let height = ui.ctx().content_rect().height() * 0.6;
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
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
