//! The text of a file as it will be, and what the clean-up changes in it.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::table::Table;
use crate::app::differences::Differences;
use crate::app::figures::counted;
use crate::app::text_view::{PageOptions, TextView};
use crate::app::theme::{self, Theme, size, space};
use crate::project::Made;
use crate::text::Text;
use crate::text::clean::Rule;

/// What is shown of the text under the cursor.
#[derive(Default)]
pub(super) struct Preview {
    /// The text that the view shows.
    shown: Option<Arc<Made>>,
    view: Option<TextView>,
    differences: Option<Differences>,
}

impl Preview {
    /// Turns to the text under the cursor.
    fn follow(&mut self, made: Option<&Arc<Made>>, read: &str) {
        let same = match (&self.shown, made) {
            (Some(shown), Some(made)) => Arc::ptr_eq(shown, made),
            (None, None) => true,
            _ => false,
        };
        if same {
            return;
        }
        self.shown = made.map(Arc::clone);
        self.view = made.map(|made| {
            let turns = made.turns.clone().into();
            TextView::new(made.text.clone(), turns, &made.markup)
        });
        self.differences = made
            .filter(|made| !made.changes.is_empty())
            .map(|made| Differences::new(&Text::new(read), &made.changes));
    }

    /// Draws the text as it will be, with its turns.
    pub(super) fn text(table: &mut Table, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let Some(row) = table.grid.cursor_text().and_then(|at| table.table.rows.get(at)) else {
            ui.label(RichText::new("Choose a file to see its text.").color(theme.quiet));
            return;
        };
        let preview = &mut table.preview;
        preview.follow(row.made.as_ref(), &row.reading.text);
        for doubt in &row.reading.doubts {
            ui.label(RichText::new(doubt).color(theme.warning));
        }
        let comments = row.reading.comments.len();
        if comments > 0 {
            let said = format!(
                "{} in the margin will stand beside their words as quotations.",
                counted(comments, "comment", "comments")
            );
            ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
        }
        let Some(view) = &mut preview.view else {
            ui.label(RichText::new("The text is being made…").color(theme.quiet));
            return;
        };
        egui::Frame::new().fill(theme.page).show(ui, |ui| {
            let options = PageOptions { size: 14.0, show_margin: false, label: row.name.clone() };
            view.ui(ui, &options, None);
        });
    }

    /// Draws the rules of the clean-up for the chosen texts, and what they change.
    pub(super) fn clean_up(table: &mut Table, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let Some(at) = table.grid.cursor_text().filter(|at| *at < table.table.rows.len()) else {
            ui.label(RichText::new("Choose a file to clean up.").color(theme.quiet));
            return;
        };
        let chosen = table.chosen_texts().len();
        if chosen > 1 {
            let said = format!("For the {} that are chosen:", counted(chosen, "file", "files"));
            ui.label(RichText::new(said).color(theme.quiet));
        }
        let row = &table.table.rows[at];
        table.preview.follow(row.made.as_ref(), &row.reading.text);
        let cleaned = row.made.as_ref().map(|made| made.cleaned.clone()).unwrap_or_default();
        let mut rules = row.clean.0.clone();
        let mut changed = false;
        for rule in Rule::ALL {
            let mut on = rules.contains(&rule);
            let places =
                cleaned.iter().find(|(other, _)| *other == rule).map(|(_, places)| *places);
            let word = match places {
                Some(places) => {
                    format!("{} ({})", rule.title(), counted(places, "place", "places"))
                }
                None => rule.title().to_owned(),
            };
            if theme::check(ui, &mut on, &word).on_hover_text(rule.help()).changed() {
                changed = true;
                match on {
                    true => rules.push(rule),
                    false => rules.retain(|other| *other != rule),
                }
            }
        }
        if changed {
            rules.sort();
            table.set_clean(&rules);
        }
        ui.add_space(space::INSIDE);
        match &table.preview.differences {
            Some(differences) => {
                let said =
                    format!("Changes {}; quotation marks stay as they are.", differences.counted());
                ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
                ui.add_space(space::TIGHT);
                let height = ui.available_height();
                differences.ui(ui, height);
            }
            None => {
                let none = "Nothing is changed in this text.";
                ui.label(RichText::new(none).color(theme.quiet));
            }
        }
    }
}
