//! Menus made of commands.

use egui::{ComboBox, Ui};

use super::Window;
use super::commands::{self, Command};
use super::icons::Icon;
use super::theme::{self, Theme, size, space};

/// Width of a menu: the longest name with its keys.
const WIDTH: f32 = 280.0;
/// Greatest height of a list to choose from before it scrolls.
const LIST: f32 = 340.0;

/// The groups of the window's menu.
const WINDOW: [&[&str]; 6] = [
    &["New project…", "Open project…", "Open the sample study", "Save a copy…", "Close project"],
    &[
        "Import files…",
        "Import a folder…",
        "Import a code framework…",
        "Import codings…",
        "Import terms…",
    ],
    &["Export quotes…", "Export code framework…", "Export codings…", "Export terms…"],
    &["Undo", "Redo"],
    &["Larger text", "Smaller text", "Light theme", "Dark theme", "Theme as the system"],
    &["Change who codes…", "Keyboard", "All commands"],
];

/// Sets a menu: without a width of its own one at the pointer is as wide as the window lets it.
pub fn set(ui: &mut Ui) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
}

/// Draws commands as entries of a menu, a rule between groups, with their keys; the one that was chosen.
pub fn entries(ui: &mut Ui, window: &Window, groups: &[&[&str]]) -> Option<&'static Command> {
    set(ui);
    // A low window scrolls the menu.
    let height = ui.ctx().content_rect().height() - 4.0 * space::INSIDE;
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| grouped_entries(ui, window, groups))
        .inner
}

fn grouped_entries(ui: &mut Ui, window: &Window, groups: &[&[&str]]) -> Option<&'static Command> {
    let mut chosen = None;
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            ui.separator();
        }
        for command in group.iter().filter_map(|name| commands::named(name)) {
            if entry(ui, window, command, command.name) {
                chosen = Some(command);
            }
        }
    }
    chosen
}

/// Draws a command as an entry of a menu, under a name that may be shorter than its own; whether it was chosen.
pub fn entry(ui: &mut Ui, window: &Window, command: &Command, name: &str) -> bool {
    let available = (command.available)(window);
    let button = egui::Button::new(name)
        .shortcut_text(command.key_text(ui.ctx()))
        .min_size(egui::vec2(ui.available_width(), 0.0))
        .frame_when_inactive(false);
    let button = ui.add_enabled(available.is_ok(), button);
    let button = match available {
        Ok(()) => button.on_hover_text(command.help),
        Err(reason) => button.on_disabled_hover_text(reason),
    };
    button.clicked()
}

/// Draws a list to choose from; `name` is what a screen reader calls it.
pub fn choose(ui: &mut Ui, name: &str, chosen: &str, add: impl FnOnce(&mut Ui)) {
    const LONGEST: usize = 42;
    let shown = match chosen.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &chosen[..end]),
        None => chosen.to_owned(),
    };
    let list = ComboBox::from_id_salt(("choice", name)).selected_text(shown);
    // As it comes, a list is cut after six entries.
    let list = list.height(ui.spacing().combo_height.max(LIST)).show_ui(ui, add);
    let name = format!("{name}: {chosen}");
    list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// Draws the button of the window's menu, as wide as there is room.
pub fn window_menu(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 50.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Menu"));
    let inner = rect.shrink2(egui::vec2(6.0, 1.0));
    if response.hovered() {
        ui.painter().rect_filled(inner, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(inner, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    let (top, bottom) = inner.split_top_bottom_at_fraction(0.58);
    Icon::More.paint(ui.painter(), top, theme.quiet);
    let font = theme::interface(size::SMALL);
    let at = bottom.center() - egui::vec2(0.0, 2.0);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, "Menu", font, theme.quiet);
    let mut chosen = None;
    egui::Popup::menu(&response).show(|ui| chosen = entries(ui, window, &WINDOW));
    if let Some(command) = chosen {
        window.run(command);
    }
}
