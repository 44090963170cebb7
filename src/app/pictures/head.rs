//! What stands above a picture: which one, of which codes, and what can be done with it.

use egui::{Button, ComboBox, RichText, Ui};

use super::PicturesView;
use crate::analysis::picture::{Together, Unit, Which};
use crate::analysis::query::{self, Query};
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::menu;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{SourceInfo, SourceKind};
use crate::project::PictureKind as Picture;

const PICTURES: [(Picture, &str); 7] = [
    (Picture::Bars, "Bars"),
    (Picture::Source, "Along a source"),
    (Picture::Study, "Over time"),
    (Picture::HeatMap, "Heat map"),
    (Picture::Network, "Network"),
    (Picture::Cloud, "Cloud"),
    (Picture::Words, "Words"),
];

/// The coefficients from which codes can be joined, in hundredths.
const LEAST: [u8; 7] = [1, 2, 5, 10, 20, 30, 50];

/// How many codes a picture can have; a heat map of more could not be read.
const COUNTS: [usize; 4] = [10, 20, 30, 50];
/// How many words a cloud can have.
const WORDS: [usize; 4] = [50, 100, 200, 400];

/// Draws it; gives the name of a command that was chosen.
pub(super) fn draw(
    view: &mut PicturesView,
    desk: &mut Desk,
    ui: &mut Ui,
    listed: Option<&Query>,
) -> Option<&'static str> {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (picture, name) in PICTURES {
            let is_chosen = view.asked.kind == picture;
            let font = if is_chosen { theme::interface_bold } else { theme::interface };
            let text = RichText::new(name).font(font(size::BODY));
            let button = ui.add(Button::selectable(is_chosen, text));
            button.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, name)
            });
            if button.clicked() {
                view.asked.kind = picture;
            }
        }
    });
    ui.add_space(space::TIGHT);
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        if view.asked.kind != Picture::Words {
            codes(view, desk, ui);
        }
        match view.asked.kind {
            Picture::Bars => bars(view, ui),
            Picture::Source => source(view, desk, ui),
            Picture::HeatMap => together(view, ui),
            Picture::Network => {
                together(view, ui);
                least(view, ui);
            }
            Picture::Words => words(view, ui),
            Picture::Study | Picture::Cloud => {}
        }
        if view.asked.kind != Picture::Words {
            theme::check(ui, &mut view.layout.own_colours, "Colours of codes")
                .on_hover_text("Each code in its colour, or all in one");
        }
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
    if view.asked.kind != Picture::Words {
        base(view, desk, ui, listed);
    }
    wanted
}

/// Offers to count only what is listed among the quotes, and says what is counted then.
fn base(view: &mut PicturesView, desk: &Desk, ui: &mut Ui, listed: Option<&Query>) {
    let base = &mut view.asked.about;
    let Some(of) = base.clone().or_else(|| listed.cloned()) else { return };
    ui.horizontal_wrapped(|ui| {
        let mut is_on = base.is_some();
        if theme::check(ui, &mut is_on, "Only what answers the question").changed() {
            *base = is_on.then(|| of.clone());
        }
        let line = query::print(&of, &*desk.snapshot);
        let quiet = Theme::of(ui.ctx()).quiet;
        ui.add(egui::Label::new(RichText::new(line).color(quiet)).truncate());
    });
}

fn words(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    menu::choose(ui, "How many", &format!("up to {} words", asked.words), |ui| {
        for count in WORDS {
            ui.selectable_value(&mut asked.words, count, format!("up to {count} words"));
        }
    });
    let named = |kind: Option<SourceKind>| kind.map_or("All sources", SourceKind::heading);
    menu::choose(ui, "Sources", named(asked.words_of), |ui| {
        for kind in std::iter::once(None).chain(SourceKind::ALL.into_iter().map(Some)) {
            ui.selectable_value(&mut asked.words_of, kind, named(kind));
        }
    });
    theme::check(ui, &mut asked.stem, "Forms as one word")
        .on_hover_text("“Merge”, “merged” and “merging” count as one word");
}

fn codes(view: &mut PicturesView, desk: &Desk, ui: &mut Ui) {
    let (asked, below) = (&mut view.asked, view.below);
    let named = |which: Which| match which {
        Which::Top => "Top codes".to_owned(),
        Which::Below(code) => format!("Below “{}”", desk.snapshot.codes.telling_name(code)),
        Which::MostUsed => "Most used".to_owned(),
    };
    menu::choose(ui, "Codes", &named(asked.which), |ui| {
        ui.selectable_value(&mut asked.which, Which::Top, named(Which::Top));
        match below {
            Some(code) => {
                let below = Which::Below(code);
                ui.selectable_value(&mut asked.which, below, named(below));
            }
            None => {
                let button = Button::selectable(false, "Below the selected code");
                ui.add_enabled(false, button)
                    .on_disabled_hover_text("Select a code in the framework first");
            }
        }
        ui.selectable_value(&mut asked.which, Which::MostUsed, named(Which::MostUsed));
    });
    menu::choose(ui, "How many", &format!("up to {}", asked.most), |ui| {
        for count in COUNTS {
            ui.selectable_value(&mut asked.most, count, format!("up to {count}"));
        }
    });
}

fn bars(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    menu::choose(ui, "Count", asked.unit.heading(), |ui| {
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
    menu::choose(ui, "Together", named(asked.together), |ui| {
        for together in [Together::Quotations, Together::Characters] {
            ui.selectable_value(&mut asked.together, together, named(together));
        }
    });
}

fn least(view: &mut PicturesView, ui: &mut Ui) {
    let asked = &mut view.asked;
    let named = |least: u8| format!("Jaccard from {:.2}", f32::from(least) / 100.0);
    menu::choose(ui, "Joined", &named(asked.least), |ui| {
        for least in LEAST {
            ui.selectable_value(&mut asked.least, least, named(least));
        }
    });
}

/// The source of a timeline; those are many: typing narrows them, and only the rows that are seen are drawn.
fn source(view: &mut PicturesView, desk: &Desk, ui: &mut Ui) {
    const WIDTH: f32 = 320.0;
    let (asked, typed) = (&mut view.asked, &mut view.typed);
    let name = asked.source.and_then(|id| desk.snapshot.source(id));
    let name = name.map_or("", |info| info.name.as_str());
    let list = ComboBox::from_id_salt("source of the picture")
        .width(220.0)
        .truncate()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .selected_text(name);
    let list = list.show_ui(ui, |ui| {
        ui.set_width(WIDTH);
        let line = egui::TextEdit::singleline(typed)
            .hint_text("Narrow by typing")
            .desired_width(f32::INFINITY);
        let line = ui.add(line);
        line.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Narrow the sources")
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            line.request_focus();
        }
        let wanted = typed.trim().to_lowercase();
        let all = desk.snapshot.sources.iter();
        let found: Vec<&SourceInfo> = all
            .filter(|info| wanted.is_empty() || info.name.to_lowercase().contains(&wanted))
            .collect();
        if found.is_empty() {
            let quiet = Theme::of(ui.ctx()).quiet;
            ui.label(RichText::new("No source is called so").color(quiet));
        }
        let entered = line.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let mut picked = found.first().filter(|_| entered).map(|info| info.id);
        let height = ui.spacing().interact_size.y;
        let area = egui::ScrollArea::vertical().max_height(320.0);
        area.show_rows(ui, height, found.len(), |ui, seen| {
            for info in &found[seen] {
                let is_chosen = asked.source == Some(info.id);
                if ui.selectable_label(is_chosen, &info.name).clicked() {
                    picked = Some(info.id);
                }
            }
        });
        if picked.is_some() {
            asked.source = picked;
            typed.clear();
            ui.close();
        }
    });
    list.response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Source: {name}"))
    });
}
