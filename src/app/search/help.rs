//! What the search says while it has nothing to show: how to ask, and what to try when nothing was found.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use super::{Column, SearchView};
use crate::app::desk::Desk;
use crate::app::theme::{self, Theme, size, space};

/// Width of the column of examples.
const EXAMPLE: f32 = 200.0;

/// What can be written, and what it finds.
const EXAMPLES: [(&str, &str); 10] = [
    ("trust doctor", "both words in any form, trusted and doctors too"),
    ("\"continuity of care\"", "exactly these words, one after the other"),
    ("neighb*", "every word that begins so"),
    ("wait OR queue", "either of the two"),
    ("wait AND hours", "both, as without AND"),
    ("wait NOT hospital", "the first without the second"),
    ("(wait OR queue) hours", "brackets group"),
    ("push NEAR/5 merge", "with at most five words between them, either first"),
    ("=GP", "so written, capitals and accents too, and no other name of it"),
    (r"/\d+ (miles|minutes)/", "a pattern: a regular expression, in the texts of the sources"),
];

/// Draws how to ask; gives the example that was clicked.
pub(super) fn first(ui: &mut Ui, column: Column) -> Option<&'static str> {
    let area = ScrollArea::vertical().id_salt("how to ask").auto_shrink(false);
    area.show(ui, |ui| column.draw(ui, examples)).inner
}

fn examples(ui: &mut Ui) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let mut clicked = None;
    ui.add_space(space::PAGE);
    ui.label(RichText::new("Every word of the study").font(theme::interface_bold(size::LEAD)));
    let about = "What is found appears as you type: in sources, quotations, comments and the definitions of codes.";
    ui.label(RichText::new(about).color(theme.quiet));
    ui.add_space(space::SECTION);
    for (example, finds) in EXAMPLES {
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(EXAMPLE, space::ROW), |ui| {
                ui.set_min_width(EXAMPLE);
                let text = RichText::new(example).font(theme::reading(size::LEAD));
                if ui.link(text).on_hover_text("Search for this").clicked() {
                    clicked = Some(example);
                }
            });
            ui.add(Label::new(RichText::new(finds).color(theme.quiet)).wrap());
        });
    }
    ui.add_space(space::GROUP);
    ui.label(
        RichText::new("Down and Up move in the list, Enter goes to the place, Back returns here.")
            .color(theme.quiet),
    );
    clicked
}

impl SearchView {
    /// Says that nothing was found and offers what may help.
    pub(super) fn nothing_found(&mut self, desk: &Desk, ui: &mut Ui, column: Column) {
        let theme = Theme::of(ui.ctx());
        let is_answered = self.answered.as_ref().is_some_and(|(asked, _)| *asked == self.asked);
        if !is_answered || self.trouble.is_some() {
            return;
        }
        let elsewhere = self.list.totals.of(None, None);
        let within = self.asked.within.and_then(|code| desk.snapshot.codes.get(code));
        column.draw(ui, |ui| {
            ui.add_space(space::PAGE);
            let words = self.asked.text.trim();
            let said = match within {
                Some(code) if elsewhere == 0 => {
                    let name = desk.snapshot.codes.telling_name(code.id);
                    format!("Nothing in the quotes of {name} answers “{words}”")
                }
                _ if elsewhere > 0 => format!("Nothing of this kind answers “{words}”"),
                _ => format!("Nothing in the study answers “{words}”"),
            };
            ui.label(RichText::new(said).size(size::LEAD));
            ui.add_space(space::TIGHT);
            if elsewhere > 0 {
                if ui.button("Show every kind").clicked() {
                    self.asked.kind = None;
                    self.asked.source_kind = None;
                }
            } else if within.is_some() {
                if ui.button("Search everywhere").clicked() {
                    self.asked.within = None;
                }
            } else if desk.snapshot.sources.is_empty() {
                let hint =
                    "There is no source yet: import transcripts, fieldnotes or documents first.";
                ui.label(RichText::new(hint).color(theme.quiet));
            } else {
                let hint = "Try fewer words, one of them with OR, or the beginning of a word with a star: neighb*";
                ui.label(RichText::new(hint).color(theme.quiet));
            }
        });
    }
}
