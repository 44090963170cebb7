//! The list beside a board of what can be laid on it: codes or memos, narrowed by typing.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::{BoardView, laying};
use crate::app::desk::Desk;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Board, CardOf};
use crate::project::Snapshot;

/// How wide the list is.
pub(super) const WIDTH: f32 = 280.0;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Codes,
    Memos,
}

/// Something that can be laid on a board, as it is listed.
struct Entry {
    shows: CardOf,
    name: String,
}

/// The list.
pub(super) struct Adding {
    of: Of,
    filter: String,
    chosen: BTreeSet<usize>,
    /// What is not on the board, and the board and step that this was gathered for.
    entries: Vec<Entry>,
    made_for: Option<(crate::domain::BoardId, i64)>,
    takes_keyboard: bool,
}

impl Adding {
    pub(super) fn new(of: Of) -> Self {
        Self {
            of,
            filter: String::new(),
            chosen: BTreeSet::new(),
            entries: Vec::new(),
            made_for: None,
            takes_keyboard: true,
        }
    }

    /// Lists what does not lie on the board, where the project has changed.
    fn renew(&mut self, snapshot: &Snapshot, board: &Board) {
        if self.made_for == Some((board.id, snapshot.seq)) {
            return;
        }
        self.made_for = Some((board.id, snapshot.seq));
        let chosen: Vec<CardOf> = self.chosen.iter().map(|&at| self.entries[at].shows).collect();
        let tree = &snapshot.codes;
        let offered = tree.codes().iter().filter(|code| !tree.is_archived(code.id));
        let codes = offered.map(|code| (CardOf::Code(code.id), tree.path_text(code.id)));
        let memos = snapshot.memos.iter();
        let memos = memos.map(|memo| (CardOf::Memo(memo.id), memo.heading()));
        let all: Vec<_> = match self.of {
            Of::Codes => codes.collect(),
            Of::Memos => memos.collect(),
        };
        let lies = |shows: CardOf| board.cards.iter().any(|card| card.shows == shows);
        let free = all.into_iter().filter(|(shows, _)| !lies(*shows));
        self.entries = free.map(|(shows, name)| Entry { shows, name }).collect();
        // What was ticked stays so.
        let all = self.entries.iter().enumerate();
        self.chosen =
            all.filter(|(_, one)| chosen.contains(&one.shows)).map(|(at, _)| at).collect();
    }

    /// The places of those whose names hold every word of the filter.
    fn matching(&self) -> Vec<usize> {
        let typed = self.filter.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let holds = |entry: &Entry| {
            let name = entry.name.to_lowercase();
            words.iter().all(|word| name.contains(word))
        };
        let all = self.entries.iter().enumerate();
        all.filter(|(_, entry)| holds(entry)).map(|(at, _)| at).collect()
    }
}

/// Draws the list; lays what is chosen in it.
pub(super) fn draw(view: &mut BoardView, ui: &mut Ui, desk: &mut Desk, board: &Board) {
    let Some(mut adding) = view.adding.take() else { return };
    adding.renew(&desk.snapshot, board);
    let theme = Theme::of(ui.ctx());
    let mut lays: Vec<usize> = Vec::new();
    let mut closes = false;
    egui::Frame::new().inner_margin(space::GROUP).show(ui, |ui| {
        let (title, hint, none) = match adding.of {
            Of::Codes => ("Codes", "Filter codes", "There is no other code"),
            Of::Memos => ("Memos", "Filter memos", "There is no other memo"),
        };
        ui.label(RichText::new(title).font(theme::interface_bold(size::LEAD)));
        let line =
            TextEdit::singleline(&mut adding.filter).hint_text(hint).desired_width(f32::INFINITY);
        let line = ui.add(line).accessible_name(hint);
        if std::mem::take(&mut adding.takes_keyboard) {
            line.request_focus();
        }
        let matching = adding.matching();
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_typed = !adding.filter.trim().is_empty();
        if line.lost_focus() && pressed(Key::Enter) && is_typed {
            // The first that matches; typing goes on.
            lays.extend(matching.first());
            adding.filter.clear();
            adding.takes_keyboard = true;
        }
        let words = match adding.chosen.len() {
            0 => "Lay on the board".to_owned(),
            count => format!("Lay {count} on the board"),
        };
        ui.horizontal(|ui| {
            let button = egui::Button::new(words);
            if ui.add_enabled(!adding.chosen.is_empty(), button).clicked() {
                lays.extend(&adding.chosen);
                closes = true;
            }
            closes |= ui.button("Close").clicked();
        });
        if matching.is_empty() {
            let words = if adding.entries.is_empty() { none } else { "Nothing of that name" };
            ui.label(RichText::new(words).color(theme.quiet));
        }
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(
            ui,
            space::ROW,
            matching.len(),
            |ui, shown| {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                for &at in &matching[shown] {
                    let mut is_on = adding.chosen.contains(&at);
                    let name = &adding.entries[at].name;
                    let check = theme::check(ui, &mut is_on, name).on_hover_text(name);
                    if check.changed() {
                        match is_on {
                            true => drop(adding.chosen.insert(at)),
                            false => drop(adding.chosen.remove(&at)),
                        }
                    }
                }
            },
        );
    });
    closes |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if !lays.is_empty() {
        let cards: Vec<CardOf> = lays.iter().map(|&at| adding.entries[at].shows).collect();
        let (id, sight) = (board.id, view.canvas.sight());
        desk.act(
            move |project| laying::lay_cards(project, id, cards, sight).map(|made| (id, made)),
            laying::told,
        );
    }
    if closes {
        view.take_keyboard();
    } else {
        view.adding = Some(adding);
    }
}
