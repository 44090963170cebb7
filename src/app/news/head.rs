//! The head of what is new: since when, by whom, and that it was seen.

use egui::{Key, RichText, TextEdit, Ui};

use super::{NewsView, Whose};
use crate::app::commands;
use crate::app::figures::day;
use crate::app::menu;
use crate::app::theme::{self, Theme, size, space};
use crate::project::Snapshot;

/// Days that are offered, with what is asked for.
const DAYS: [(&str, &str); 2] = [("Yesterday", "yesterday"), ("A week ago", "a week ago")];

/// Draws the head; gives the command that was chosen.
pub(super) fn draw(view: &mut NewsView, ui: &mut Ui, snapshot: &Snapshot) -> Option<&'static str> {
    let mut wanted = None;
    ui.label(RichText::new("What is new").font(theme::interface_bold(size::TITLE)));
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        ui.label("Since");
        let last = match &*snapshot.looked {
            "" => "the beginning".to_owned(),
            looked => format!("I last looked, {}", day(looked)),
        };
        if theme::radio(ui, view.since.is_empty(), &last).clicked() {
            choose(view, "");
        }
        for (words, since) in DAYS {
            if theme::radio(ui, view.since == since, words).clicked() {
                choose(view, since);
            }
        }
        let line = TextEdit::singleline(&mut view.typed)
            .hint_text("Tuesday, 2026-11-20")
            .desired_width(150.0);
        let line = ui.add(line).accessible_name("Another day");
        if line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            view.since = view.typed.trim().to_owned();
        }
    });
    ui.horizontal_wrapped(|ui| {
        whose(view, ui, snapshot);
        for name in ["I have seen what is new", "New since I last looked", "History"] {
            let button =
                ui.button(if name == "New since I last looked" { "As quotes" } else { name });
            let hover = commands::named(name).map(|command| command.hover_text(ui.ctx()));
            if button.on_hover_text(hover.unwrap_or_default()).clicked() {
                wanted = Some(name);
            }
        }
    });
    if let Some((_, Ok(news))) = &view.news
        && !view.since.is_empty()
    {
        let quiet = Theme::of(ui.ctx()).quiet;
        let since = format!("Since {}", day(&news.since));
        ui.label(RichText::new(since).size(size::SMALL).color(quiet));
    }
    wanted
}

fn choose(view: &mut NewsView, since: &str) {
    view.since = since.to_owned();
    view.typed.clear();
}

/// The list of people.
fn whose(view: &mut NewsView, ui: &mut Ui, snapshot: &Snapshot) {
    let name = |whose: Whose| match whose {
        Whose::Others => "Others",
        Whose::Everybody => "Everybody",
        Whose::One(id) => snapshot.coder(id).map_or("Others", |coder| coder.name.as_str()),
    };
    let mut chosen = view.whose;
    menu::choose(ui, "By", name(chosen), |ui| {
        let people = snapshot.coders.iter().map(|coder| Whose::One(coder.id));
        for whose in [Whose::Others, Whose::Everybody].into_iter().chain(people) {
            if ui.selectable_label(whose == chosen, name(whose)).clicked() {
                chosen = whose;
            }
        }
    });
    view.whose = chosen;
}
