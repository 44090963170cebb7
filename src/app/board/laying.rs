//! What is selected anywhere on its way to a board.

use super::canvas;
use super::{cards, say};
use crate::app::Window;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::outputs;
use crate::app::side::codes;
use crate::domain::{BoardId, Card, CardId, CardOf, MemoId};
use crate::project::{Project, ProjectError};

/// Whether there is something to lay on a board; otherwise what to do first.
pub fn has_something_to_lay(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    let is_there = outputs::has_quotes_to_take(window).is_ok()
        || matches!(desk.selected, Selected::Code(_))
        || memo(desk).is_some();
    if is_there { Ok(()) } else { Err("Select quotes, codes or a memo first") }
}

/// The memo that is read among the memos.
fn memo(desk: &Desk) -> Option<MemoId> {
    desk.memos.shown().filter(|_| desk.workspace == Workspace::Memos)
}

/// Lays what is selected on the board that was shown last; where there is none, on a new one. In the tree of codes that is the
/// codes, among the memos the one that is read, elsewhere quotes go before.
pub fn lay(window: &mut Window) {
    let of_tree = window.tree_has_keyboard(&window.ctx);
    window.with_desk(|desk| {
        let memo = memo(desk).filter(|_| !of_tree);
        let is_bare = of_tree || memo.is_some();
        let passages = if is_bare { Vec::new() } else { outputs::passages(desk) };
        let codes = match passages.is_empty() && memo.is_none() {
            true => codes::chosen_codes(desk),
            false => Vec::new(),
        };
        let board = desk.board.shown(&desk.snapshot).map(|board| board.id);
        let sight = desk.board.canvas.sight();
        desk.act(
            move |project| {
                let board = match board {
                    Some(id) => id,
                    None => project.add_board("Board 1")?,
                };
                let memos = memo.into_iter().map(CardOf::Memo);
                let mut new: Vec<CardOf> =
                    codes.into_iter().map(CardOf::Code).chain(memos).collect();
                for passage in passages {
                    let quotation = match passage.quotation {
                        Some(id) => id,
                        None => project.code(passage.source, passage.span, &[])?.quotation,
                    };
                    new.push(CardOf::Quote(quotation));
                }
                lay_cards(project, board, new, sight).map(|made| (board, made))
            },
            told,
        );
    });
}

/// Lays cards of something on a board, side by side where nothing lies; what lies there already is left out.
pub(super) fn lay_cards(
    project: &mut Project,
    board: BoardId,
    new: Vec<CardOf>,
    sight: egui::Rect,
) -> Result<Vec<CardId>, ProjectError> {
    let snapshot = std::sync::Arc::clone(project.snapshot());
    let lie = snapshot.board(board).ok_or(ProjectError::Gone("This board"))?;
    let is_there = |shows: &CardOf| lie.cards.iter().any(|card| card.shows == *shows);
    let new = new.into_iter().filter(|shows| !is_there(shows));
    let mut new: Vec<Card> =
        new.map(|shows| super::new_card(shows, "", egui::Pos2::ZERO)).collect();
    let there = cards::shown(project, &lie.cards, false)?;
    let shown = cards::shown(project, &new, false)?;
    for (card, placed) in new.iter_mut().zip(canvas::block(&there, &shown, sight)) {
        (card.x, card.y) = (placed.at.x, placed.at.y);
    }
    if new.is_empty() {
        return Ok(Vec::new());
    }
    project.add_cards(board, &new)
}

/// Chooses what was laid, or says that it was there.
pub(super) fn told(desk: &mut Desk, laid: Option<(BoardId, Vec<CardId>)>) {
    let Some((board, made)) = laid else { return };
    if made.is_empty() {
        return say(desk, "This lies on the board already");
    }
    desk.board.show(board);
    desk.board.chooses = Some((made, false));
}
