//! A heading, a finding or a paragraph of an outline in the inspector: what a finding is about, what it rests on, how it was tested.

use std::sync::Arc;

use egui::{RichText, Sense, TextEdit, Ui, vec2};

use crate::analysis::links::Names;
use crate::analysis::query::Completion;
use crate::app::desk::{Desk, Workspace};
use crate::app::figures::{counted, day};
use crate::app::icons::Icon;
use crate::app::offers::Offers;
use crate::app::outputs::{self, put_beside};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{Window, commands};
use crate::domain::{Item, ItemId, ItemKind, ItemState, Output, StandsFor, Target};
use crate::project::{ItemField, Snapshot};
use crate::text::capital;

/// Most that is offered of what a finding may rest on.
const OFFERED: usize = 8;

/// The inspector's own state for an item.
#[derive(Default)]
pub struct ItemCard {
    /// What is typed of the name of something that the finding rests on.
    typed: String,
    offers: Offers,
    /// What is offered, in the order it is.
    offered: Vec<Target>,
}

/// Draws it.
pub(super) fn draw(window: &mut Window, ui: &mut Ui, id: ItemId) {
    let Some(desk) = &mut window.desk else { return };
    let snapshot = Arc::clone(&desk.snapshot);
    let Some((output, item)) = snapshot.item(id) else { return };
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let title = capital(item.kind.word());
    ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
    let by = snapshot.coder(item.coder).map_or("", |coder| coder.name.as_str());
    ui.label(quiet(&format!("{} · {by}, {}", output.name, day(&item.at))));
    let mut wanted = None;
    if desk.workspace != Workspace::Outputs && ui.button("Open in the outline").clicked() {
        desk.open_item(id);
    }
    ui.add_space(space::GROUP);
    if item.kind == ItemKind::Finding {
        state(desk, ui, item);
        ui.add_space(space::GROUP);
        wanted = codes(desk, ui, &snapshot, item);
        ui.add_space(space::GROUP);
        wanted = tests(desk, ui, &snapshot, item).or(wanted);
        ui.add_space(space::GROUP);
        rests_on(desk, ui, &snapshot, item);
        ui.add_space(space::GROUP);
    }
    evidence(ui, output, item);
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// How far a finding is.
fn state(desk: &mut Desk, ui: &mut Ui, item: &Item) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("State").size(size::SMALL).color(theme.quiet));
    ui.horizontal_wrapped(|ui| {
        for state in ItemState::ALL {
            let is_it = item.state == state;
            if ui.selectable_label(is_it, capital(state.word())).clicked() && !is_it {
                let id = item.id;
                desk.just_do(move |project| project.change_item(id, vec![ItemField::State(state)]));
            }
        }
    });
}

/// The codes a finding is about, and how widespread they are.
fn codes(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, item: &Item) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    ui.label(quiet("About these codes"));
    for code in item.codes() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let (dot, _) = ui.allocate_exact_size(vec2(10.0, 18.0), Sense::hover());
            let stroke = theme.code_stroke(snapshot.codes.colour(code));
            ui.painter().rect_filled(dot.shrink2(vec2(3.0, 2.0)), 1.5, stroke);
            let name = snapshot.codes.telling_name(code);
            if ui.link(&name).on_hover_text(snapshot.codes.path_text(code)).clicked() {
                desk.open_target(Target::Code(code));
            }
            let what = format!("Take {name} away from the finding");
            if Icon::Close.button(ui, 18.0, &what, "The finding is not about it").clicked() {
                put_beside(desk, item.id, Target::Code(code), false);
            }
        });
    }
    if item.codes().next().is_none() {
        ui.label(quiet("None yet: they lead to every quote that speaks of it"));
    }
    outputs::keep_fresh(desk);
    let figures = desk.outputs.figures(snapshot, item);
    if !figures.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::INSIDE;
            for (figure, words) in figures {
                let link = ui.link(words).on_hover_text("Read the quotes behind this");
                if link.clicked() {
                    outputs::open_figure(desk, item, figure);
                }
            }
        });
    }
    let is_there = desk.outputs.shows_item(item.id) && desk.workspace == Workspace::Outputs;
    let command = "Name a code of the finding…";
    (is_there && ui.button("Name a code…").clicked()).then_some(command)
}

/// Whether anybody looked for what contradicts a finding: who, when, what they found.
fn tests(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, item: &Item) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    let quiet = |text: &str| RichText::new(text).size(size::SMALL).color(theme.quiet);
    ui.label(quiet("Contradicting examples"));
    for search in &item.counter_searches {
        let by = snapshot.coder(search.coder).map_or("", |coder| coder.name.as_str());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let said = format!("Looked for by {by}, {}", day(&search.at));
            ui.label(RichText::new(said).color(theme.quiet));
            let what = format!("Take back that {by} looked for contradicting examples");
            if Icon::Close.button(ui, 18.0, &what, "Take this back").clicked() {
                let id = search.id;
                desk.just_do(move |project| project.forget_counter_search(id));
            }
        });
        if !search.found.is_empty() {
            ui.label(&search.found);
        }
    }
    if item.counter_searches.is_empty() {
        ui.label(RichText::new("Nobody has looked for any yet").color(theme.warning));
    }
    let is_there = desk.outputs.shows_item(item.id) && desk.workspace == Workspace::Outputs;
    let command = "Looked for contradicting examples…";
    (is_there && ui.button(command).clicked()).then_some(command)
}

/// The memos and summaries that a finding rests on.
fn rests_on(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, item: &Item) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("Rests on").size(size::SMALL).color(theme.quiet));
    let beside = item.mentions.iter().filter(|mention| !mention.is_written);
    let targets: Vec<Target> = beside.map(|mention| mention.target).collect();
    for &target in targets.iter().filter(|target| !matches!(target, Target::Code(_))) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            ui.label(RichText::new(capital(target.kind())).color(theme.quiet));
            let name = snapshot.name_of(target).unwrap_or_else(|| "gone".to_owned());
            if ui.link(&name).clicked() {
                desk.open_target(target);
            }
            let what = format!("Take {name} away from the finding");
            if Icon::Close.button(ui, 18.0, &what, "The finding does not rest on it").clicked() {
                put_beside(desk, item.id, target, false);
            }
        });
    }
    let id = ui.make_persistent_id("what a finding rests on");
    let card = &mut desk.item;
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let chosen = if has_keyboard { card.offers.keys(ui) } else { None };
    let line = TextEdit::singleline(&mut card.typed)
        .id(id)
        .hint_text("A memo or a summary: some of its name")
        .desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name("What the finding rests on");
    if line.changed() {
        let found = offered(snapshot, &card.typed, &targets);
        card.offered = found.iter().map(|(target, _)| *target).collect();
        let completion = |(at, (target, name)): (usize, (Target, String))| Completion {
            // The place in the list tells apart what has the same name.
            from: at,
            text: name,
            about: target.kind().to_owned(),
        };
        card.offers.set(found.into_iter().enumerate().map(completion).collect());
    }
    let chosen = chosen.or_else(|| card.offers.ui(&line));
    let chosen = chosen.and_then(|chosen| card.offered.get(chosen.from).copied());
    if let Some(target) = chosen {
        card.typed.clear();
        card.offers.clear();
        put_beside(desk, item.id, target, true);
    } else if !has_keyboard && line.lost_focus() {
        card.offers.clear();
    }
}

/// The memos and summaries in whose names all words stand that were typed.
fn offered(snapshot: &Snapshot, typed: &str, without: &[Target]) -> Vec<(Target, String)> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let memos = snapshot.memos.iter().map(|memo| Target::Memo(memo.id));
    let summaries = snapshot.summaries.values().map(|summary| Target::Summary(summary.id));
    let named = memos
        .chain(summaries)
        .filter(|target| !without.contains(target))
        .filter_map(|target| Some((target, snapshot.name_of(target)?)));
    let holds = |name: &str| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    named.filter(|(_, name)| holds(name)).take(OFFERED).collect()
}

/// How many extracts stand under an item, and what for.
fn evidence(ui: &mut Ui, output: &Output, item: &Item) {
    let theme = Theme::of(ui.ctx());
    let own: Vec<Option<StandsFor>> =
        output.extracts_under(Some(item.id)).map(|one| one.stands_for).collect();
    if own.is_empty() {
        return;
    }
    let mut said = vec![counted(own.len(), "extract", "extracts")];
    for what in StandsFor::ALL {
        let count = own.iter().filter(|one| **one == Some(what)).count();
        if count > 0 {
            said.push(format!("{count} {what}"));
        }
    }
    ui.label(RichText::new(said.join(" · ")).size(size::SMALL).color(theme.quiet));
}
