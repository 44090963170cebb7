//! What stands above a picture: which one, of which codes, and what can be done with it.

use egui::{Button, ComboBox, RichText, Ui};

use super::PicturesView;
use super::gathering::{Codes, Picture};
use crate::analysis::picture::{Together, Unit};
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::theme::{self, size, space};

const PICTURES: [(Picture, &str); 6] = [
    (Picture::Bars, "Bars"),
    (Picture::Source, "Along a source"),
    (Picture::Study, "Over time"),
    (Picture::HeatMap, "Heat map"),
    (Picture::Network, "Network"),
    (Picture::Cloud, "Cloud"),
];

/// The coefficients from which codes can be joined, in hundredths.
const LEAST: [u8; 7] = [1, 2, 5, 10, 20, 30, 50];

/// How many codes a picture can have; a heat map of more could not be read.
const COUNTS: [usize; 4] = [10, 20, 30, 50];

/// Draws it; gives the name of a command that was chosen.
pub(super) fn draw(view: &mut PicturesView, desk: &mut Desk, ui: &mut Ui) -> Option<&'static str> {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (picture, name) in PICTURES {
            let is_chosen = view.asked.picture == picture;
            let font = if is_chosen { theme::interface_bold } else { theme::interface };
            let text = RichText::new(name).font(font(size::BODY));
            let button = ui.add(Button::selectable(is_chosen, text));
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, name)
            });
            if button.clicked() {
                view.asked.picture = picture;
            }
        }
    });
    ui.add_space(space::TIGHT);
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        codes(view, desk, ui);
        match view.asked.picture {
            Picture::Bars => bars(view, ui),
            Picture::Source => source(view, desk, ui),
            Picture::HeatMap => together(view, ui),
            Picture::Network => {
                together(view, ui);
                least(view, ui);
            }
            Picture::Study | Picture::Cloud => {}
        }
        theme::check(ui, &mut view.asked.own_colours, "Colours of codes")
            .on_hover_text("Each code in its colour, or all in one");
        for (word, command) in [
            ("SVG…", "Write the picture as SVG…"),
            ("PNG…", "Write the picture as PNG…"),
            ("Copy", "Copy the picture"),
        ] {
            let hover = commands::named(command).map_or("", |command| command.help);
            let button = ui.add_enabled(view.scene.is_some(), Button::new(word));
            if button.on_hover_text(hover).clicked() {
                wanted = Some(command);
            }
        }
    });
    wanted
}

fn codes(view: &mut PicturesView, desk: &Desk, ui: &mut Ui) {
    let asked = &mut view.asked;
    let below = asked.below.map(|code| desk.snapshot.codes.telling_name(code));
    let named = |codes: Codes| match (codes, &below) {
        (Codes::Top, _) => "Top codes".to_owned(),
        (Codes::Below, Some(name)) => format!("Below “{name}”"),
        (Codes::Below, None) => "Below the selected code".to_owned(),
        (Codes::MostUsed, _) => "Most used".to_owned(),
    };
    if asked.codes == Codes::Below && below.is_none() {
        asked.codes = Codes::Top;
    }
    choose(ui, "Codes", &named(asked.codes), |ui| {
        for codes in [Codes::Top, Codes::Below, Codes::MostUsed] {
            let can = codes != Codes::Below || below.is_some();
            let button = Button::selectable(asked.codes == codes, named(codes));
            let button = ui.add_enabled(can, button);
            if button.on_disabled_hover_text("Select a code in the framework first").clicked() {
                asked.codes = codes;
            }
        }
    });
    choose(ui, "How many", &format!("up to {}", asked.most), |ui| {
        for count in COUNTS {
            ui.selectable_value(&mut asked.most, count, format!("up to {count}"));
        }
    });
}

fn bars(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    choose(ui, "Count", asked.unit.heading(), |ui| {
        for unit in [Unit::Quotations, Unit::Sources] {
            ui.selectable_value(&mut asked.unit, unit, unit.heading());
        }
    });
    theme::check(ui, &mut asked.by_kind, "Kinds side by side")
        .on_hover_text("A bar each for the two kinds that most sources are of");
}

fn together(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    let named = |together: Together| match together {
        Together::Quotations => "On the same quotation",
        Together::Characters => "Passages that overlap",
    };
    choose(ui, "Together", named(asked.together), |ui| {
        for together in [Together::Quotations, Together::Characters] {
            ui.selectable_value(&mut asked.together, together, named(together));
        }
    });
}

fn least(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    let named = |least: u8| format!("Jaccard from {:.2}", f32::from(least) / 100.0);
    choose(ui, "Joined", &named(asked.least), |ui| {
        for least in LEAST {
            ui.selectable_value(&mut asked.least, least, named(least));
        }
    });
}

/// The source of a timeline; those are many, and only the rows that are seen are drawn.
fn source(view: &mut PicturesView, desk: &Desk, ui: &mut Ui) {
    let asked = &mut view.asked;
    let sources = &desk.snapshot.sources;
    let name = asked.source.and_then(|id| desk.snapshot.source(id));
    let name = name.map_or("", |info| info.name.as_str());
    let short = ComboBox::from_id_salt("source of the picture").width(220.0).truncate();
    let list = short.selected_text(name).show_ui(ui, |ui| {
        let height = ui.spacing().interact_size.y;
        let area = egui::ScrollArea::vertical().max_height(320.0);
        area.show_rows(ui, height, sources.len(), |ui, seen| {
            for info in &sources[seen] {
                ui.selectable_value(&mut asked.source, Some(info.id), &info.name);
            }
        });
    });
    list.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Source: {name}"))
    });
}

/// A list to choose from, called by its name.
fn choose(ui: &mut Ui, name: &str, chosen: &str, add: impl FnOnce(&mut Ui)) {
    let list =
        ComboBox::from_id_salt(("of the picture", name)).selected_text(chosen).show_ui(ui, add);
    let name = format!("{name}: {chosen}");
    list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}
