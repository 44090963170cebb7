//! The list of all commands, narrowed by typing.

use egui::{Key, RichText, ScrollArea, Ui};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::Window;
use crate::app::commands::{Command, all};
use crate::app::regions::hold_keyboard;
use crate::app::shell::floating;
use crate::app::theme::{Theme, size, space};

/// What has come of the list.
pub enum Picked {
    /// It is still open.
    Yet,
    /// It was closed.
    Nothing,
    /// This command was chosen.
    Command(&'static Command),
}

/// The list of all commands.
#[derive(Default)]
pub struct CommandPalette {
    typed: String,
    row: usize,
}

impl CommandPalette {
    /// Draws the list; what has come of it.
    pub fn ui(&mut self, ui: &mut Ui, window: &Window) -> Picked {
        let found = ranked(&self.typed);
        let step = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key));
        if step(ui, Key::ArrowDown) {
            self.row += 1;
        }
        if step(ui, Key::ArrowUp) {
            self.row = self.row.saturating_sub(1);
        }
        self.row = self.row.min(found.len().saturating_sub(1));
        let mut picked = Picked::Yet;
        if step(ui, Key::Escape) {
            picked = Picked::Nothing;
        } else if step(ui, Key::Enter)
            && let Some(command) = found.get(self.row)
        {
            picked = Picked::Command(command);
        }
        floating(ui, "All commands", |ui| {
            let theme = Theme::of(ui.ctx());
            let line = egui::TextEdit::singleline(&mut self.typed)
                .hint_text("Type a command")
                .desired_width(f32::INFINITY);
            let line = ui.add(line);
            line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Command"));
            if line.changed() {
                self.row = 0;
            }
            hold_keyboard(&line);
            ui.add_space(space::TIGHT);
            let height = ui.ctx().content_rect().height() * 0.55;
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for (row, command) in found.iter().enumerate() {
                    let available = (command.available)(window);
                    let ink = if available.is_ok() { theme.ink } else { theme.quiet };
                    let (rect, response) = ui.allocate_exact_size(
                        egui::vec2(ui.available_width(), space::ROW),
                        egui::Sense::click(),
                    );
                    response.widget_info(|| {
                        egui::WidgetInfo::selected(
                            egui::Role::ListBoxOption,
                            true,
                            row == self.row,
                            command.name,
                        )
                    });
                    if row == self.row {
                        ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
                        if line.changed()
                            || ui.input(|i| {
                                i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp)
                            })
                        {
                            response.scroll_to_me(None);
                        }
                    } else if response.hovered() {
                        ui.painter().rect_filled(rect, space::CORNER, theme.hover);
                    }
                    let inner = rect.shrink2(egui::vec2(space::INSIDE, 0.0));
                    let body = crate::app::theme::interface(size::BODY);
                    ui.painter().text(
                        inner.left_center(),
                        egui::Align2::LEFT_CENTER,
                        command.name,
                        body.clone(),
                        ink,
                    );
                    ui.painter().text(
                        inner.right_center(),
                        egui::Align2::RIGHT_CENTER,
                        command.key_text(ui.ctx()),
                        body,
                        theme.quiet,
                    );
                    let hover = match available {
                        Ok(()) => command.help.to_owned(),
                        Err(reason) => format!("{} – {reason}", command.help),
                    };
                    if response.on_hover_text(hover).clicked() {
                        picked = Picked::Command(command);
                    }
                }
                if found.is_empty() {
                    ui.label(RichText::new("No command of that name").color(theme.quiet));
                }
            });
        });
        picked
    }
}

/// The commands that match what was typed, the best first; all of them for nothing.
fn ranked(typed: &str) -> Vec<&'static Command> {
    if typed.trim().is_empty() {
        return all().collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, &'static Command)> = all()
        .filter_map(|command| {
            let score = pattern.score(Utf32Str::new(command.name, &mut buffer), &mut matcher);
            let in_help = pattern
                .score(Utf32Str::new(command.help, &mut buffer), &mut matcher)
                .map(|s| s / 2);
            score.max(in_help).map(|score| (score, command))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, command)| command).collect()
}
