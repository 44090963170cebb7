//! The head of the outputs: which one is shown, its house style, its arrangement, and how much is in it.

use egui::{RichText, Ui};

use super::{OutputsView, Tab, naming};
use crate::app::desk::Desk;
use crate::app::figures::{counted, grouped};
use crate::app::menu;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::house_style::Audience;
use crate::domain::{Arrangement, Output};
use crate::project::OutputField;

/// Draws the head; gives the command that was chosen.
pub(super) fn draw(view: &mut OutputsView, ui: &mut Ui, desk: &mut Desk) -> Option<&'static str> {
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut wanted = None;
    if view.naming.is_some() {
        naming::draw(view, ui, desk);
        ui.add_space(space::INSIDE);
    }
    let Some(output) = view.shown(&snapshot) else {
        // House styles can be looked at before there is an output.
        ui.horizontal_wrapped(|ui| tabs(view, ui));
        ui.add_space(space::INSIDE);
        return None;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        let mut chosen = None;
        menu::choose(ui, "Output", &output.name, |ui| {
            for one in snapshot.outputs.iter() {
                let text = format!("{}  ({})", one.name, one.extracts.len());
                if ui.selectable_label(one.id == output.id, text).clicked() {
                    chosen = Some(one.id);
                }
            }
            ui.separator();
            for command in ["New output…", "Rename the output…", "Delete the output"] {
                if ui.selectable_label(false, command).clicked() {
                    wanted = Some(command);
                }
            }
        });
        if let Some(id) = chosen {
            view.show(id);
            view.take_keyboard();
        }
        style(ui, desk, output);
        arrangement(ui, desk, output);
        if ui.button("Export the output…").clicked() {
            wanted = Some("Export the output…");
        }
    });
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        tabs(view, ui);
        ui.add_space(space::INSIDE);
        let quiet = Theme::of(ui.ctx()).quiet;
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        ui.label(RichText::new(figures(view, output)).size(size::SMALL).color(quiet));
    });
    ui.add_space(space::INSIDE);
    wanted
}

fn tabs(view: &mut OutputsView, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    for (tab, name) in Tab::ALL {
        let chosen = view.tab == tab;
        let text = RichText::new(name).size(size::BODY);
        let text = if chosen { text.font(theme::interface_bold(size::BODY)) } else { text };
        if ui.selectable_label(chosen, text).clicked() && !chosen {
            view.tab = tab;
            view.take_keyboard();
        }
    }
}

/// How many extracts, people and cases are in an output.
fn figures(view: &OutputsView, output: &Output) -> String {
    let extracts = counted(output.extracts.len(), "extract", "extracts");
    let Some((_, _, ready)) = view.set.as_ref().filter(|(id, ..)| *id == output.id) else {
        return extracts;
    };
    let mut parts = vec![extracts];
    if ready.people > 0 {
        parts.push(counted(ready.people, "person", "people"));
    }
    if ready.cases > 0 {
        parts.push(counted(ready.cases, "case", "cases"));
    }
    match ready.open {
        0 => parts.push("nothing open".to_owned()),
        open => parts.push(format!("{} to check", grouped(open))),
    }
    let without_words = ready.checked.set.without_words;
    if without_words > 0 {
        parts.push(format!("{without_words} left out: the words are gone"));
    }
    parts.join(" · ")
}

fn style(ui: &mut Ui, desk: &mut Desk, output: &Output) {
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut chosen = None;
    menu::choose(ui, "House style", &output.style, |ui| {
        let styles = snapshot.house_styles();
        for style in styles.iter().filter(|style| style.audience == Audience::Public) {
            let is_own = style.name.to_lowercase() == output.style.to_lowercase();
            if ui.selectable_label(is_own, &style.name).clicked() {
                chosen = Some(style.name.clone());
            }
        }
    });
    if let Some(style) = chosen {
        let id = output.id;
        desk.just_do(move |project| project.change_output(id, vec![OutputField::Style(style)]));
    }
}

fn arrangement(ui: &mut Ui, desk: &mut Desk, output: &Output) {
    let words = |arrangement| match arrangement {
        Arrangement::Own => "In your order",
        Arrangement::Code => "By theme",
        Arrangement::Case => "By case",
        Arrangement::Person => "By person",
    };
    let now = &output.settings;
    let mut settings = now.clone();
    menu::choose(ui, "Arrangement", words(now.arrangement), |ui| {
        for one in Arrangement::ALL {
            if ui.selectable_label(one == now.arrangement, words(one)).clicked() {
                settings.arrangement = one;
            }
        }
        ui.separator();
        theme::check(ui, &mut settings.with_codes, "With the codes of each");
        // A choice is one step: there are three amounts of context and not any number of words.
        for (context, words) in
            [(0, "Without context"), (15, "A line of context"), (60, "More context")]
        {
            if ui.selectable_label(now.context == context, words).clicked() {
                settings.context = context;
            }
        }
    });
    if settings != *now {
        let id = output.id;
        desk.just_do(move |project| {
            project.change_output(id, vec![OutputField::Settings(settings)])
        });
    }
}
