//! The columns of a table of respondents: what each is, and the sources that come of it.

use egui::{RichText, ScrollArea, Ui};

use super::table::Table;
use crate::app::figures::counted;
use crate::app::theme::{self, Theme, size, space};
use crate::import::survey::{Arrangement, Layout, Role};

/// So many characters of a sample are shown.
const SAMPLE: usize = 60;

/// Draws the layout of a table of respondents.
pub(super) fn draw(table: &mut Table, ui: &mut Ui, at: usize) {
    let theme = Theme::of(ui.ctx());
    let Some(survey) = table.table.surveys.get_mut(at) else { return };
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let mut layout: Layout = survey.layout().clone();
    for doubt in &survey.grid.doubts {
        ui.label(RichText::new(doubt).color(theme.warning));
    }
    ui.horizontal(|ui| {
        ui.label(quiet("One source per"));
        for (arrangement, word) in
            [(Arrangement::PerRespondent, "respondent"), (Arrangement::PerQuestion, "question")]
        {
            if theme::radio(ui, layout.arrangement == arrangement, word).clicked() {
                layout.arrangement = arrangement;
            }
        }
    });
    match survey.made() {
        Ok(made) => {
            let blanks = format!(
                "Makes {}. Blank answers are kept as skipped; {} as not asked.",
                counted(made.sources.len(), "source", "sources"),
                layout
                    .not_asked
                    .iter()
                    .map(|word| format!("“{word}”"))
                    .collect::<Vec<_>>()
                    .join(", ")
            );
            ui.label(quiet(&blanks));
            for doubt in &made.doubts {
                ui.label(RichText::new(doubt).color(theme.warning));
            }
        }
        Err(reason) => {
            ui.label(RichText::new(reason).color(theme.danger));
        }
    }
    ui.add_space(space::INSIDE);
    let grid = std::sync::Arc::clone(&survey.grid);
    let sheet = layout.sheet_of(&grid);
    let height = ui.available_height();
    ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
        for (place, column) in layout.columns.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                egui::ComboBox::from_id_salt(("role of a column", place))
                    .width(180.0)
                    .selected_text(column.role.title())
                    .show_ui(ui, |ui| {
                        for role in Role::ALL {
                            ui.selectable_value(&mut column.role, role, role.title());
                        }
                    });
                ui.vertical(|ui| {
                    let name = RichText::new(&column.name).font(theme::interface_bold(size::BODY));
                    ui.add(egui::Label::new(name).truncate());
                    let sample = sheet.and_then(|sheet| {
                        let cell = (0..sheet.rows.len()).map(|row| sheet.cell(row, place));
                        cell.into_iter().find(|cell| !cell.is_empty())
                    });
                    let sample: String = sample.unwrap_or_default().chars().take(SAMPLE).collect();
                    ui.add(egui::Label::new(quiet(&sample.replace('\n', " "))).truncate());
                });
            });
            ui.add_space(space::TIGHT);
        }
    });
    if layout != *survey.layout() {
        survey.set_layout(layout);
        table.changed();
    }
}
