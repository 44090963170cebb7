//! Where a code comes from, and whether it may be applied.

use egui::{RichText, Ui};

use crate::app::desk::Desk;
use crate::app::figures::day;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, Origin, QuotationId, SourceId};
use crate::project::{CodeChange, Snapshot};

/// Says of a code that is put away, or that only holds others, that it is so; nothing of any other.
pub(super) fn state(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let id = code.id;
    let say = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(size::SMALL).color(theme.warning));
    };
    if code.is_archived {
        ui.horizontal_wrapped(|ui| {
            say(ui, "Archived: kept with its codings, and not offered any more.");
            if ui.link(RichText::new("Take it out").size(size::SMALL)).clicked() {
                let out = CodeChange::Archived(false);
                desk.just_do(move |project| project.change_codes(&[id], &out));
            }
        });
    } else if snapshot.codes.is_archived(id) {
        say(ui, "Archived with a code above it.");
    }
}

/// Where it comes from, who made it, when and at which passage; and whether it may be applied.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let id = code.id;
    ui.add_space(space::GROUP);
    ui.label(RichText::new("Origin").size(size::SMALL).color(theme.quiet));
    let mut open = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let list = egui::ComboBox::from_id_salt("origin of a code")
            .selected_text(words(code.origin))
            .show_ui(ui, |ui| {
                for origin in Origin::ALL {
                    let row = ui.selectable_label(code.origin == origin, words(origin));
                    if row.clicked() && code.origin != origin {
                        let change = CodeChange::Origin(origin);
                        desk.just_do(move |project| project.change_codes(&[id], &change));
                    }
                }
            });
        list.response.widget_info(|| {
            let name = format!("Origin: {}", words(code.origin));
            egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name)
        });
        if let Some((source, quotation)) = passage(desk, snapshot, code) {
            let link = ui.link("Its passage").on_hover_text("Open the passage it was made at");
            if link.clicked() {
                open = Some((source, quotation));
            }
        }
    });
    let by = code.coder.and_then(|coder| snapshot.coder(coder));
    let by = by.map(|coder| format!("{}, ", coder.name)).unwrap_or_default();
    let made = format!("Made by {by}{}", day(&code.made_at));
    let made = if by.is_empty() { format!("Made {}", day(&code.made_at)) } else { made };
    ui.label(RichText::new(made).size(size::SMALL).color(theme.quiet));
    let mut may = code.is_applicable;
    let hover = "Without this, the code only holds others and is not offered for coding";
    if theme::check(ui, &mut may, "May be applied").on_hover_text(hover).changed() {
        let change = CodeChange::Applicable(may);
        desk.just_do(move |project| project.change_codes(&[id], &change));
    }
    if let Some((source, quotation)) = open {
        desk.open_quotation(source, quotation);
    }
}

/// The passage a code was made at, and its source; looked for once after each step, since that goes through everything.
fn passage(desk: &mut Desk, snapshot: &Snapshot, code: &Code) -> Option<(SourceId, QuotationId)> {
    let quotation = code.passage?;
    let now = (quotation, snapshot.seq);
    if desk.card.passage.is_none_or(|(known, _)| known != now) {
        let source = snapshot.quotation(quotation).map(|(source, _)| source);
        desk.card.passage = Some((now, source));
    }
    let source = desk.card.passage.and_then(|(_, source)| source)?;
    Some((source, quotation))
}

const fn words(origin: Origin) -> &'static str {
    match origin {
        Origin::Framework => "From the framework",
        Origin::Inductive => "Inductive",
        Origin::InVivo => "In vivo",
    }
}
