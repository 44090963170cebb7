//! The findings that a quotation serves in outlines, each of which opens.

use egui::{RichText, Ui};

use crate::app::desk::Desk;
use crate::app::outputs::heading;
use crate::app::theme::{Theme, size, space};
use crate::domain::QuotationId;
use crate::project::Snapshot;

/// Draws them; gives the command that was chosen.
pub(super) fn draw(
    desk: &mut Desk,
    ui: &mut Ui,
    snapshot: &Snapshot,
    id: QuotationId,
) -> Option<&'static str> {
    let has_outline = snapshot.outputs.iter().any(|output| !output.items.is_empty());
    if !has_outline {
        return None;
    }
    let theme = Theme::of(ui.ctx());
    let quiet = |text: String| RichText::new(text).size(size::SMALL).color(theme.quiet);
    ui.label(quiet("Findings".to_owned()));
    let mut any = false;
    for (output, item, extract) in snapshot.items_of(id) {
        any = true;
        let name = heading(snapshot, item);
        let hover = format!("Open it in the outline of “{}”", output.name);
        if ui.link(name).on_hover_text(hover).clicked() {
            desk.open_item(item.id);
        }
        let what = extract.stands_for.map_or(String::new(), |what| format!(" · {what}"));
        ui.label(quiet(format!("{}{what}", output.name)));
    }
    if !any {
        ui.label(quiet("It stands under none yet".to_owned()));
    }
    let command = "Take under a finding…";
    let chosen = ui.button(command).clicked().then_some(command);
    ui.add_space(space::GROUP);
    chosen
}
