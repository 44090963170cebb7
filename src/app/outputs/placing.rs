//! The findings of the output, one of which is chosen for quotes that are taken under it.

use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::heading;
use super::taking::{Passage, has_quotes_to_take, passages, quotations};
use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::regions::hold_keyboard;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Item, ItemId, ItemKind, StandsFor};
use crate::project::Snapshot;

/// Quotes for which a finding is being chosen.
pub(super) struct Placing {
    passages: Vec<Passage>,
    typed: String,
    row: usize,
}

/// Whether there are quotes to take and a finding to take them under; otherwise what to do first.
pub fn can_place(window: &Window) -> Result<(), &'static str> {
    has_quotes_to_take(window)?;
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    match findings(desk, &desk.snapshot, "").is_empty() {
        false => Ok(()),
        true => Err("Write a finding into the outline of the output first"),
    }
}

/// Asks under which finding of the output what is selected is to be taken.
pub fn place(window: &mut Window) {
    window.with_desk(|desk| {
        let passages = passages(desk);
        let placing = Placing { passages, typed: String::new(), row: 0 };
        desk.outputs.placing = Some(placing);
    });
}

/// The findings of the output that is shown, those that match what was typed, the best first; all in their order for nothing.
fn findings<'s>(desk: &Desk, snapshot: &'s Snapshot, typed: &str) -> Vec<&'s Item> {
    let Some(output) = desk.outputs.shown(snapshot) else { return Vec::new() };
    let is_finding = |item: &&Item| item.kind == ItemKind::Finding;
    let all = output.items.iter().filter(is_finding);
    if typed.trim().is_empty() {
        return all.collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, &Item)> = all
        .filter_map(|item| {
            let words = Utf32Str::new(item.heading(), &mut buffer);
            pattern.score(words, &mut matcher).map(|score| (score, item))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, item)| item).collect()
}

/// Draws the list of findings while one is being chosen.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let Some(mut placing) = desk.outputs.placing.take() else { return };
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let found = findings(desk, &snapshot, &placing.typed);
    let pressed = |modifiers, key| {
        ui.input_mut(|input: &mut egui::InputState| input.consume_key(modifiers, key))
    };
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        placing.row += 1;
    }
    if pressed(Modifiers::NONE, Key::ArrowUp) {
        placing.row = placing.row.saturating_sub(1);
    }
    placing.row = placing.row.min(found.len().saturating_sub(1));
    let mut chosen: Option<(ItemId, Option<StandsFor>)> = None;
    let here = found.get(placing.row).map(|item| item.id);
    if pressed(Modifiers::COMMAND, Key::Enter) {
        chosen = here.map(|id| (id, Some(StandsFor::Against)));
    } else if pressed(Modifiers::NONE, Key::Enter) {
        chosen = here.map(|id| (id, None));
    }
    let is_given_up = pressed(Modifiers::NONE, Key::Escape);
    floating(ui, "Take under a finding", |ui| {
        let theme = Theme::of(ui.ctx());
        ui.label(RichText::new("Take under a finding").font(theme::interface_bold(size::BODY)));
        let line = TextEdit::singleline(&mut placing.typed)
            .hint_text("Some of its words")
            .desired_width(f32::INFINITY);
        let line = ui.add(line);
        line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Finding"));
        if line.changed() {
            placing.row = 0;
        }
        hold_keyboard(&line);
        ui.add_space(space::TIGHT);
        let height = ui.ctx().content_rect().height() * 0.5;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for (at, item) in found.iter().enumerate() {
                let is_here = at == placing.row;
                let option = ui.selectable_label(is_here, heading(&snapshot, item));
                if is_here && line.changed() {
                    option.scroll_to_me(None);
                }
                if option.clicked() {
                    chosen = Some((item.id, None));
                }
            }
            if found.is_empty() {
                ui.label(RichText::new("No finding has these words").color(theme.quiet));
            }
        });
        ui.add_space(space::TIGHT);
        let keys = "Enter takes it under the finding · Ctrl+Enter as one against it";
        ui.label(RichText::new(keys).size(size::SMALL).color(theme.quiet));
    });
    match chosen {
        Some((item, stands_for)) => {
            let passages = placing.passages;
            desk.just_do(move |project| {
                let all = quotations(project, passages)?;
                project.take_under(item, &all, stands_for)
            });
        }
        None if is_given_up => {}
        None => desk.outputs.placing = Some(placing),
    }
}
