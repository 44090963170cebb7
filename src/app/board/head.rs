//! The head of the boards: which one is shown, as it is or as it lay, and what can be done with all of it.

use egui::{RichText, Ui};

use super::{BoardView, naming};
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::figures::{counted, day};
use crate::app::menu;
use crate::app::theme::{Theme, size, space};
use crate::domain::{Board, BoardSnapshot, CardOf};
use crate::project::Snapshot;

/// Draws the head; gives the command that was chosen.
pub(super) fn draw(view: &mut BoardView, ui: &mut Ui, desk: &mut Desk) -> Option<&'static str> {
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut wanted = None;
    if view.naming.is_some() {
        naming::draw(view, ui, desk);
        ui.add_space(space::INSIDE);
    }
    let board = view.shown(&snapshot)?;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        let mut chosen = None;
        menu::choose(ui, "Board", &board.name, |ui| {
            for one in snapshot.boards.iter() {
                let text = format!("{}  ({})", one.name, one.cards.len());
                if ui.selectable_label(one.id == board.id, text).clicked() {
                    chosen = Some(one.id);
                }
            }
            ui.separator();
            for command in ["New board…", "Rename the board…", "Delete the board"] {
                if ui.selectable_label(false, command).clicked() {
                    wanted = Some(command);
                }
            }
        });
        if let Some(id) = chosen {
            view.show(id);
            view.take_keyboard();
        }
        if !board.snapshots.is_empty() {
            when(view, ui, &snapshot, board);
        }
        let then = view.kept(board).map(|kept| kept.id);
        let buttons: &[&'static str] = match then {
            Some(_) => &["Back to now", "Forget this snapshot"],
            None => &[
                "Lay codes on the board…",
                "Lay memos on the board…",
                "New theme",
                "Tidy the board",
                "Keep as it lies…",
            ],
        };
        for &name in buttons {
            let button = ui.button(name);
            let button = match commands::named(name) {
                Some(command) => button.on_hover_text(command.hover_text(ui.ctx())),
                None => button,
            };
            if button.clicked() {
                wanted = Some(name);
            }
        }
    });
    ui.add_space(space::TIGHT);
    let quiet = Theme::of(ui.ctx()).quiet;
    let words = match view.kept(board) {
        Some(kept) => {
            format!("As it lay on {}. It can be looked at and not changed.", told(&snapshot, kept))
        }
        None => format!("{} · {} %", figures(board), view.canvas.percent()),
    };
    ui.label(RichText::new(words).size(size::SMALL).color(quiet));
    wanted
}

/// The list of how the board lay before.
fn when(view: &mut BoardView, ui: &mut Ui, snapshot: &Snapshot, board: &Board) {
    let shown = view.kept(board).map_or("Now", |kept| kept.name.as_str());
    let mut chosen = None;
    menu::choose(ui, "As it lay", shown, |ui| {
        if ui.selectable_label(view.then.is_none(), "Now").clicked() {
            chosen = Some(None);
        }
        for kept in board.snapshots.iter().rev() {
            let text = format!("{}  ({})", kept.name, told(snapshot, kept));
            if ui.selectable_label(view.then == Some(kept.id), text).clicked() {
                chosen = Some(Some(kept.id));
            }
        }
    });
    if let Some(then) = chosen {
        view.look_back(then);
        view.take_keyboard();
    }
}

/// When a snapshot was kept, and by whom.
fn told(snapshot: &Snapshot, kept: &BoardSnapshot) -> String {
    let coder = kept.coder.and_then(|id| snapshot.coder(id));
    match coder {
        Some(coder) => format!("{}, kept by {}", day(&kept.at), coder.name),
        None => day(&kept.at),
    }
}

/// How much lies on a board.
fn figures(board: &Board) -> String {
    let themes = board.cards.iter().filter(|card| card.shows == CardOf::Theme).count();
    let cards = counted(board.cards.len() - themes, "card", "cards");
    format!("{cards} · {}", counted(themes, "theme", "themes"))
}
