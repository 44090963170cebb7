//! Choices and buttons above the lines and the words.

use egui::{ComboBox, Role, Ui, WidgetInfo};

use crate::app::commands;

/// A list to choose from, called by its name.
pub(super) fn choose(ui: &mut Ui, name: &str, chosen: &str, add: impl FnOnce(&mut Ui)) {
    let list = ComboBox::from_id_salt(("choice of the search", name)).selected_text(chosen);
    let shown = list.show_ui(ui, add);
    let name = format!("{name}: {chosen}");
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}

/// Draws the button of a command under a shorter name; gives the command’s name when it was pressed.
pub(super) fn action(
    ui: &mut Ui,
    name: &'static str,
    short: &str,
    can: bool,
) -> Option<&'static str> {
    let hover = commands::named(name).map(|command| command.hover_text(ui.ctx()));
    let button = ui.add_enabled(can, egui::Button::new(short));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
    button.on_hover_text(hover.unwrap_or_default()).clicked().then_some(name)
}
