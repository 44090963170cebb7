//! The small panel that asks who speaks in a turn.

use std::sync::Arc;

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use crate::app::Window;
use crate::app::desk::Desk;
use crate::app::shell::floating;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{SourceId, Speaker};

/// So many speakers are offered.
const MOST: usize = 9;

/// A turn whose speaker is asked for.
pub(super) struct Speaking {
    source: SourceId,
    /// A place in the turn, or where a new one is to begin.
    at: u32,
    splits: bool,
    typed: String,
    /// Everybody who speaks in this source, those with most turns first.
    speakers: Vec<Speaker>,
    chosen: usize,
    fresh: bool,
}

/// Asks who speaks in the turn at the caret.
pub fn ask_speaker(window: &mut Window) {
    ask(window, false);
}

/// Begins a turn at the caret and asks who speaks in it.
pub fn split_turn(window: &mut Window) {
    ask(window, true);
}

/// Joins the turn at the caret to the one before.
pub fn join_turn(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((source, at)) = place(desk) else { return };
        desk.just_do(move |project| project.join_turn(source, at));
    });
}

fn place(desk: &Desk) -> Option<(SourceId, u32)> {
    let view = desk.reading.view.as_ref()?;
    Some((desk.reading.source?, view.selection().map_or(view.caret(), |span| span.start)))
}

fn ask(window: &mut Window, splits: bool) {
    window.with_desk(|desk| {
        let Some((source, at)) = place(desk) else { return };
        let mut counts: Vec<(Speaker, usize)> = Vec::new();
        for turn in desk.snapshot.codings(source).iter().flat_map(|on| on.turns.iter()) {
            let Some(name) = &turn.speaker else { continue };
            match counts.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((Arc::clone(name), 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        desk.reading.speaking = Some(Speaking {
            source,
            at,
            splits,
            typed: String::new(),
            speakers: counts.into_iter().map(|(name, _)| name).collect(),
            chosen: 0,
            fresh: true,
        });
    });
}

impl Speaking {
    fn offered(&self) -> Vec<Speaker> {
        let typed = self.typed.trim().to_lowercase();
        let fits = |name: &&Speaker| name.to_lowercase().contains(&typed);
        self.speakers.iter().filter(fits).take(MOST).cloned().collect()
    }
}

/// Draws the panel, when it is open.
pub(super) fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let Some(speaking) = &mut desk.reading.speaking else { return };
    let theme = Theme::of(ui.ctx());
    let (mut name, mut close) = (None, false);
    floating(ui, "Speaker", |ui| {
        let title =
            if speaking.splits { "Who speaks from here on?" } else { "Who speaks in this turn?" };
        ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
        ui.add_space(space::INSIDE);
        let offered = speaking.offered();
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                speaking.chosen = (speaking.chosen + 1).min(offered.len().saturating_sub(1));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                speaking.chosen = speaking.chosen.saturating_sub(1);
            }
            if input.consume_key(Modifiers::NONE, Key::Escape) {
                close = true;
            }
            if input.consume_key(Modifiers::NONE, Key::Enter) {
                let typed = speaking.typed.trim().to_owned();
                name = Some(offered.get(speaking.chosen).map_or(typed, |name| name.to_string()));
            }
        });
        let line = TextEdit::singleline(&mut speaking.typed)
            .hint_text("Name, as labels are to show it")
            .desired_width(f32::INFINITY);
        let line = ui.add(line);
        line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Speaker"));
        if std::mem::take(&mut speaking.fresh) {
            line.request_focus();
        }
        if line.changed() {
            speaking.chosen = 0;
        }
        ui.add_space(space::TIGHT);
        for (at, speaker) in offered.iter().enumerate() {
            if ui.selectable_label(at == speaking.chosen, &**speaker).clicked() {
                name = Some(speaker.to_string());
            }
        }
        if offered.is_empty() && !speaking.typed.trim().is_empty() {
            let new = format!("Enter names “{}”, who is new here.", speaking.typed.trim());
            ui.label(RichText::new(new).color(theme.quiet));
        }
        ui.add_space(space::INSIDE);
        ui.horizontal(|ui| {
            if ui.button("Nobody").on_hover_text("These words are no one’s speech").clicked() {
                name = Some(String::new());
            }
            close |= ui.button("Cancel").clicked();
        });
    });
    if let Some(name) = name {
        let (source, at, splits) = (speaking.source, speaking.at, speaking.splits);
        desk.just_do(move |project| match splits {
            true => project.split_turn(source, at, Some(&name)),
            false => project.set_speaker(source, at, Some(&name)),
        });
        close = true;
    }
    if close {
        desk.reading.speaking = None;
        desk.reading.take_keyboard = true;
    }
}
