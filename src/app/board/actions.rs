//! What is done with boards and their cards; the commands of boards call these.

use std::collections::BTreeSet;

use egui::Pos2;
use uuid::Uuid;

use super::adding::{Adding, Of};
use super::canvas::{self, Data};
use super::naming::{Named, Naming};
use super::{BoardView, change, changes, say};
use crate::app::Window;
use crate::app::desk::{Desk, Workspace};
use crate::domain::{Board, Card, CardId, CardOf, CodeId, Target};
use crate::project::NewCode;

/// Whether a board is shown; otherwise why not.
pub fn has_board(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_shown = desk.workspace == Workspace::Board && !desk.snapshot.boards.is_empty();
    if is_shown { Ok(()) } else { Err("Go to a board first") }
}

/// Whether a board is shown as it is now.
pub fn has_board_of_now(window: &Window) -> Result<(), &'static str> {
    has_board(window)?;
    match looks_back(window) {
        false => Ok(()),
        true => Err("Go back to now first; how it lay is not changed"),
    }
}

/// Whether it is shown how a board lay.
pub fn looks_at_snapshot(window: &Window) -> Result<(), &'static str> {
    has_board(window)?;
    if looks_back(window) { Ok(()) } else { Err("Choose how the board lay first") }
}

fn looks_back(window: &Window) -> bool {
    window.desk.as_ref().is_some_and(|desk| {
        let board = desk.board.shown(&desk.snapshot);
        board.is_some_and(|board| desk.board.kept(board).is_some())
    })
}

/// Whether cards are chosen that can be changed.
pub fn has_cards(window: &Window) -> Result<(), &'static str> {
    has_board_of_now(window)?;
    let chosen = window.desk.as_ref().map(|desk| desk.board.canvas.chosen().len());
    if chosen.unwrap_or(0) > 0 { Ok(()) } else { Err("Choose a card first") }
}

/// Whether the cursor stands at a card.
pub fn has_card(window: &Window) -> Result<(), &'static str> {
    has_board(window)?;
    let at = window.desk.as_ref().and_then(|desk| desk.board.canvas.cursor());
    if at.is_some() { Ok(()) } else { Err("Choose a card first") }
}

/// Whether the cursor stands at a theme, or at a card in one.
pub fn has_theme(window: &Window) -> Result<(), &'static str> {
    has_board_of_now(window)?;
    let is_there = window.desk.as_ref().is_some_and(|desk| theme(desk).is_some());
    if is_there { Ok(()) } else { Err("Choose a theme first") }
}

/// The theme at the cursor, or the one that the card at the cursor lies in.
fn theme(desk: &Desk) -> Option<(&Board, &Card)> {
    let board = desk.board.shown(&desk.snapshot)?;
    let find = |key: CardId| board.cards.iter().find(|card| card.id == key);
    let at = find(desk.board.canvas.cursor()?)?;
    match at.shows {
        CardOf::Theme => Some((board, at)),
        _ => Some((board, find(at.theme?)?)),
    }
}

/// Asks for the name of a new board.
pub fn new_board(window: &mut Window) {
    window.with_desk(|desk| {
        desk.go(Workspace::Board);
        desk.board.naming = Some(Naming::new(Named::New, String::new()));
    });
}

/// Does something with the board that is shown.
fn with_board(window: &mut Window, work: impl FnOnce(&mut Desk, &Board)) {
    window.with_desk(|desk| {
        let snapshot = std::sync::Arc::clone(&desk.snapshot);
        if let Some(board) = desk.board.shown(&snapshot) {
            work(desk, board);
        }
    });
}

/// Asks for another name of the board.
pub fn rename_board(window: &mut Window) {
    with_board(window, |desk, board| {
        desk.board.naming = Some(Naming::new(Named::Board(board.id), board.name.clone()));
    });
}

/// Deletes the board that is shown.
pub fn delete_board(window: &mut Window) {
    with_board(window, |desk, board| {
        let id = board.id;
        desk.just_do(move |project| project.delete_board(id));
    });
}

/// Asks under which name the board is kept as it lies.
pub fn keep_board(window: &mut Window) {
    with_board(window, |desk, board| {
        desk.board.naming = Some(Naming::new(Named::Snapshot(board.id), String::new()));
    });
}

/// Shows the board as it is now.
pub fn back_to_now(window: &mut Window) {
    window.with_desk(|desk| {
        desk.board.look_back(None);
        desk.board.take_keyboard();
    });
}

/// Keeps the snapshot that is looked at no longer.
pub fn forget_snapshot(window: &mut Window) {
    with_board(window, |desk, board| {
        let Some(id) = desk.board.kept(board).map(|kept| kept.id) else { return };
        desk.board.look_back(None);
        desk.board.take_keyboard();
        desk.just_do(move |project| project.forget_board_snapshot(id));
    });
}

/// Lists the codes beside the board, to be laid on it.
pub fn add_codes(window: &mut Window) {
    window.with_desk(|desk| desk.board.adding = Some(Adding::new(Of::Codes)));
}

/// Lists the memos beside the board, to be laid on it.
pub fn add_memos(window: &mut Window) {
    window.with_desk(|desk| desk.board.adding = Some(Adding::new(Of::Memos)));
}

/// Opens what the card at the cursor shows.
pub fn open_card(window: &mut Window) {
    with_board(window, |desk, board| {
        let lies = desk.board.kept(board).map_or(&board.cards, |kept| &kept.cards);
        let at = desk.board.canvas.cursor();
        match lies.iter().find(|card| Some(card.id) == at).map(|card| card.shows) {
            Some(CardOf::Code(code)) if desk.snapshot.codes.get(code).is_some() => {
                desk.open_quotes(code);
            }
            Some(CardOf::Code(code)) => desk.open_target(Target::Code(code)),
            Some(CardOf::Quote(quotation)) => desk.open_target(Target::Quote(quotation)),
            Some(CardOf::Memo(memo)) => desk.open_target(Target::Memo(memo)),
            Some(CardOf::Theme) | None => {}
        }
    });
    if has_theme(window).is_ok() && looks_at_theme(window) {
        rename_theme(window);
    }
}

fn looks_at_theme(window: &Window) -> bool {
    let at = |desk: &Desk| {
        theme(desk).is_some_and(|(_, card)| Some(card.id) == desk.board.canvas.cursor())
    };
    window.desk.as_ref().is_some_and(|desk| desk.workspace == Workspace::Board && at(desk))
}

/// The board, with the card at the cursor where it is no theme.
fn noted(desk: &Desk) -> Option<(&Board, &Card)> {
    let board = desk.board.shown(&desk.snapshot)?;
    let at = desk.board.canvas.cursor()?;
    let card = board.cards.iter().find(|card| card.id == at)?;
    (card.shows != CardOf::Theme).then_some((board, card))
}

/// Whether the cursor stands at a card that can have a note.
pub fn can_have_note(window: &Window) -> Result<(), &'static str> {
    has_board_of_now(window)?;
    let is_there = window.desk.as_ref().is_some_and(|desk| noted(desk).is_some());
    if is_there { Ok(()) } else { Err("Choose a card first; a theme has a name, and no note") }
}

/// Asks what is to be noted on the card at the cursor.
pub fn note(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((board, card)) = noted(desk) else { return };
        desk.board.naming = Some(Naming::new(Named::Note(board.id, card.id), card.text.clone()));
    });
}

/// Begins to write another name of the theme.
pub fn rename_theme(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((id, title)) = theme(desk).map(|(_, card)| (card.id, card.title.clone())) else {
            return;
        };
        desk.board.canvas.rename(id, &title);
    });
}

/// A card that is to be laid; its key is made when it is.
pub(super) fn new_card(shows: CardOf, title: &str, at: Pos2) -> Card {
    Card {
        id: CardId::new(Uuid::nil()),
        shows,
        theme: None,
        title: title.to_owned(),
        text: String::new(),
        x: at.x,
        y: at.y,
    }
}

/// A name that no theme of a board has.
fn free_name(board: &Board) -> String {
    let is_free = |name: &String| {
        board.cards.iter().all(|card| card.shows != CardOf::Theme || card.title != *name)
    };
    let names = (1..).map(|number| format!("Theme {number}"));
    names.into_iter().find(is_free).unwrap_or_default()
}

/// Makes a theme without cards, and has it named.
pub fn new_theme(window: &mut Window) {
    with_board(window, |desk, board| make_theme(desk, board, &BTreeSet::new()));
}

/// Gathers the chosen cards into a new theme, and has it named.
pub fn gather(window: &mut Window) {
    with_board(window, |desk, board| {
        let chosen = desk.board.canvas.chosen().clone();
        let is_card = |card: &Card| chosen.contains(&card.id) && card.shows != CardOf::Theme;
        if !board.cards.iter().any(is_card) {
            return say(desk, "Choose the cards first that belong together");
        }
        make_theme(desk, board, &chosen);
    });
}

fn make_theme(desk: &mut Desk, board: &Board, chosen: &BTreeSet<CardId>) {
    let Some(lies) = lies(&desk.board, board) else { return };
    let (corner, placed) = canvas::gathered(&lies, chosen, desk.board.canvas.sight());
    let theme = new_card(CardOf::Theme, &free_name(board), corner);
    let cards: Vec<_> = placed.iter().map(|one| (one.card, one.at.x, one.at.y)).collect();
    let id = board.id;
    desk.act(
        move |project| match cards.is_empty() {
            true => project.add_cards(id, &[theme]).map(|made| made.first().copied()),
            false => project.gather_cards(id, &theme, &cards).map(Some),
        },
        |desk, made| {
            if let Some(theme) = made.flatten() {
                desk.board.chooses = Some((vec![theme], true));
            }
        },
    );
}

/// The cards of a board as they lie on the screen.
fn lies(view: &BoardView, board: &Board) -> Option<Vec<canvas::Card>> {
    let data: &Data = view.data(board)?;
    Some(view.canvas.lies(data))
}

/// Takes the chosen cards out of their themes.
pub fn take_out(window: &mut Window) {
    with_board(window, |desk, board| {
        let Some(lies) = lies(&desk.board, board) else { return };
        let placed = canvas::taken_out(&lies, desk.board.canvas.chosen());
        match placed.is_empty() {
            true => say(desk, "What is chosen lies in no theme"),
            false => {
                desk.board.canvas.put(&placed);
                change(desk, changes(board, &placed));
            }
        }
    });
}

/// Takes the chosen cards off the board; what they show stays.
pub fn take_off(window: &mut Window) {
    with_board(window, |desk, _| {
        let chosen: Vec<CardId> = desk.board.canvas.chosen().iter().copied().collect();
        desk.just_do(move |project| project.delete_cards(&chosen));
    });
}

/// Lays everything in columns, theme by theme.
pub fn tidy(window: &mut Window) {
    with_board(window, |desk, board| {
        let Some(lies) = lies(&desk.board, board) else { return };
        let placed = canvas::tidied(&lies);
        if placed.is_empty() {
            return say(desk, "It is tidy already");
        }
        desk.board.canvas.put(&placed);
        desk.board.canvas.fit();
        change(desk, changes(board, &placed));
    });
}

/// Makes a code of the theme, with the codes that lie in it under it.
pub fn make_code(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((board, theme)) = theme(desk) else { return };
        let inside = board.cards.iter().filter(|card| card.theme == Some(theme.id));
        let codes: Vec<CodeId> = inside
            .filter_map(|card| match card.shows {
                CardOf::Code(code) => Some(code),
                _ => None,
            })
            .collect();
        let new = NewCode { name: theme.title.clone(), ..NewCode::default() };
        desk.just_do(move |project| match codes.is_empty() {
            true => project.make_code(&new),
            false => project.gather_codes(&codes, &new),
        });
    });
}

/// Shows the board larger, or smaller.
pub fn zoom(window: &mut Window, larger: bool) {
    window.with_desk(|desk| desk.board.canvas.zoom(larger));
}

/// Shows the board at full size.
pub fn zoom_full(window: &mut Window) {
    window.with_desk(|desk| desk.board.canvas.zoom_full());
}

/// Brings the whole board into sight.
pub fn zoom_whole(window: &mut Window) {
    window.with_desk(|desk| desk.board.canvas.fit());
}
