//! The first screen: open, make, or try the sample; and the question who codes.

use egui::{Align, Key, Layout, RichText, Ui, vec2};

use super::commands;
use super::desk::name_of;
use super::regions::hold_keyboard;
use super::shell::floating;
use super::theme::{self, Theme, size, space};
use super::window::{Wanted, Window};

/// The first screen's own state.
#[derive(Default)]
pub struct Welcome {
    /// Why the last project could not be opened.
    pub trouble: Option<String>,
    /// The name being typed.
    name: String,
    asked: bool,
}

/// Draws the first screen.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let width = 520.0_f32.min(ui.available_width() - 2.0 * space::PAGE);
    let left = ((ui.available_width() - width) / 2.0).max(0.0);
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.allocate_ui_with_layout(
            vec2(width, ui.available_height()),
            Layout::top_down(Align::Min),
            |ui| {
                ui.add_space((ui.available_height() * 0.16).clamp(space::PAGE, 140.0));
                ui.label(RichText::new("Marginalia").font(theme::reading(38.0)).color(theme.ink));
                ui.label(
                    RichText::new("Read closely, code in the margin, quote with care.")
                        .size(size::LEAD)
                        .color(theme.quiet),
                );
                ui.add_space(space::PAGE);
                if window.is_opening() {
                    ui.horizontal(|ui| {
                        ui.spinner();
                        ui.label("Opening…");
                    });
                    return;
                }
                if let Some(trouble) = &window.welcome.trouble {
                    ui.colored_label(theme.danger, trouble);
                    ui.add_space(space::GROUP);
                }
                for (name, about) in [
                    ("New project…", "One file that holds a whole study"),
                    ("Open project…", "A .marginalia file on this computer"),
                    (
                        "Open the sample study",
                        "Three practices, twelve sources, thirty codes, to try everything on",
                    ),
                ] {
                    if entry(ui, name, about).clicked()
                        && let Some(command) = commands::named(name)
                    {
                        window.run(command);
                    }
                }
                recent(window, ui);
            },
        );
    });
}

/// A large button with a line of explanation.
fn entry(ui: &mut Ui, name: &str, about: &str) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 52.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    let shown = response.hovered() || response.has_focus();
    ui.painter().rect_filled(rect, space::CORNER, if shown { theme.hover } else { theme.page });
    let edge = if response.has_focus() {
        egui::Stroke::new(2.0, theme.focus)
    } else {
        egui::Stroke::new(1.0, theme.rule)
    };
    ui.painter().rect_stroke(rect, space::CORNER, edge, egui::StrokeKind::Inside);
    let left = rect.left() + space::SECTION;
    ui.painter().text(
        egui::pos2(left, rect.top() + 17.0),
        egui::Align2::LEFT_CENTER,
        name,
        theme::interface_bold(size::BODY),
        theme.ink,
    );
    ui.painter().text(
        egui::pos2(left, rect.top() + 35.0),
        egui::Align2::LEFT_CENTER,
        about,
        theme::interface(size::BODY),
        theme.quiet,
    );
    ui.add_space(space::TIGHT);
    response
}

fn recent(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let recent = window.settings.recent.clone();
    if recent.is_empty() {
        return;
    }
    ui.add_space(space::SECTION);
    ui.label(RichText::new("Opened last").size(size::SMALL).color(theme.quiet));
    for path in recent {
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        ui.horizontal(|ui| {
            let there = path.exists();
            let link = ui.add_enabled(there, egui::Button::new(name_of(&path)).frame(false));
            if link.clicked() {
                window.want(Wanted::Open(path.clone()));
            }
            ui.label(RichText::new(folder).size(size::SMALL).color(theme.quiet));
            if !there && ui.small_button("Not there any more: take off the list").clicked() {
                window.settings.forget(&path);
            }
        });
    }
}

/// Asks who codes; draws above everything until it is said or given up.
pub fn ask_coder(window: &mut Window, ui: &mut Ui) {
    if !std::mem::replace(&mut window.welcome.asked, true) {
        window.welcome.name = window.settings.coder.clone();
    }
    let mut said = None;
    let mut given_up = false;
    floating(ui, "Who codes?", |ui| {
        let theme = Theme::of(ui.ctx());
        let heading = ui.label(RichText::new("Who codes?").font(theme::interface_bold(size::LEAD)));
        ui.label(RichText::new("Your name stands beside everything you code. It is asked once and kept on this computer and in the projects you code in.").color(theme.quiet));
        ui.add_space(space::INSIDE);
        let line = ui
            .add(
                egui::TextEdit::singleline(&mut window.welcome.name)
                    .hint_text("Your name")
                    .desired_width(f32::INFINITY),
            )
            .labelled_by(heading.id);
        // At Enter the line gives the keyboard up, which is the answer.
        if !line.lost_focus() {
            hold_keyboard(&line);
        }
        ui.add_space(space::INSIDE);
        ui.horizontal(|ui| {
            let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let filled = !window.welcome.name.trim().is_empty();
            let pressed = ui.add_enabled(filled, egui::Button::new("Continue")).clicked();
            if filled && (pressed || entered) {
                said = Some(window.welcome.name.clone());
            }
            if ui.button("Cancel").clicked() || ui.input(|input| input.key_pressed(Key::Escape)) {
                given_up = true;
            }
        });
    });
    if let Some(name) = said {
        window.welcome.asked = false;
        window.set_coder(&name);
    } else if given_up {
        window.welcome.asked = false;
        window.asks_coder = false;
        window.wanted = None;
    }
}
