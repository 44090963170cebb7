//! Who speaks in the files of the import table: names written differently joined, brackets read as speech or mention.

use egui::{RichText, ScrollArea, Ui};

use super::table::Table;
use crate::app::figures::{counted, grouped};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::Speaker;
use crate::import::rules::Bracketed;

/// So many names are listed.
const MOST: usize = 400;

/// Draws the speakers.
pub(super) fn draw(table: &mut Table, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let bold = |text: &str| RichText::new(text).font(theme::interface_bold(size::BODY));
    ui.label(quiet("People in square brackets at the start of a paragraph in notes"));
    let before = table.table.rules.bracketed;
    ui.horizontal(|ui| {
        for (choice, word) in
            [(Bracketed::Speakers, "speak there"), (Bracketed::Mentions, "are only mentioned")]
        {
            if theme::radio(ui, before == choice, word).clicked() {
                table.table.rules.bracketed = choice;
            }
        }
    });
    if table.table.rules.bracketed != before {
        for row in &mut table.table.rows {
            row.made = None;
        }
        table.changed();
    }
    ui.add_space(space::GROUP);
    let groups = &table.alike;
    let mut join: Option<(Vec<Speaker>, Speaker)> = None;
    let height = ui.available_height();
    ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
        if !groups.is_empty() {
            ui.label(bold("Perhaps the same, written differently"));
            ui.label(quiet("Choose how the name is to be written; the words of the texts stay."));
            ui.add_space(space::TIGHT);
        }
        for group in groups {
            ui.horizontal_wrapped(|ui| {
                for (name, turns) in group {
                    let text = format!("{name}  {}", grouped(*turns));
                    let hover = format!("Write all of these as “{name}”");
                    if ui.button(text).on_hover_text(hover).clicked() {
                        let names = group.iter().map(|(name, _)| name.clone()).collect();
                        join = Some((names, name.clone()));
                    }
                }
            });
            ui.add_space(space::TIGHT);
        }
        if !groups.is_empty() {
            ui.add_space(space::GROUP);
        }
        let all = &table.speakers;
        ui.label(bold(&counted(all.len(), "speaker", "speakers")));
        for (name, turns) in all.iter().take(MOST) {
            ui.horizontal(|ui| {
                ui.label(&**name);
                ui.label(quiet(&counted(*turns, "turn", "turns")));
            });
        }
        if all.is_empty() {
            ui.label(RichText::new("No turns were recognised in these files.").color(theme.quiet));
        }
    });
    if let Some((names, to)) = join {
        table.table.spell(&names, &to);
        table.changed();
    }
}
