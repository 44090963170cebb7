//! The tabs of the framework.

use egui::{RichText, Ui};

use super::{FrameworkView, Tab};
use crate::app::theme::{self, size, space};

/// Draws the tabs.
pub(super) fn tabs(ui: &mut Ui, view: &mut FrameworkView) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (tab, name) in [
            (Tab::Codes, "Codes"),
            (Tab::Agenda, "Agenda"),
            (Tab::Changes, "Changes"),
            (Tab::Story, "History of the code"),
            (Tab::ToDo, "Coded before it"),
        ] {
            let chosen = view.tab == tab;
            let text = RichText::new(name).size(size::BODY);
            let text = if chosen { text.font(theme::interface_bold(size::BODY)) } else { text };
            if ui.selectable_label(chosen, text).clicked() {
                view.tab = tab;
            }
        }
    });
}
