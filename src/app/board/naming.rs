//! The line in which a board, or a snapshot of one, gets its name, and a card its note.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::{BoardView, cards};
use crate::app::desk::Desk;
use crate::app::theme::{Theme, size};
use crate::domain::{BoardId, CardId};
use crate::project::CardField;

/// What gets the name, or the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A board that is made with it.
    New,
    /// A board that has another one.
    Board(BoardId),
    /// How a board lies now.
    Snapshot(BoardId),
    /// A card of a board, which gets a note.
    Note(BoardId, CardId),
}

/// A name that is being written.
pub(super) struct Naming {
    of: Named,
    name: String,
    trouble: Option<String>,
    takes_keyboard: bool,
}

impl Naming {
    pub(super) fn new(of: Named, name: String) -> Self {
        Self { of, name, trouble: None, takes_keyboard: true }
    }
}

/// Draws the line while a name is being written.
pub(super) fn draw(view: &mut BoardView, ui: &mut Ui, desk: &mut Desk) {
    let Some(naming) = &mut view.naming else { return };
    let theme = Theme::of(ui.ctx());
    let (called, hint, word) = match naming.of {
        Named::New => ("Name of the board", "What is it for? Themes, a chapter", "Make"),
        Named::Board(_) => ("Name of the board", "", "Rename"),
        Named::Snapshot(_) => ("Name of the snapshot", "After which meeting? Before what?", "Keep"),
        Named::Note(..) => ("Note on the card", "Why does it lie here?", "Note"),
    };
    // A note is a sentence.
    let width = if matches!(naming.of, Named::Note(..)) { 560.0 } else { 320.0 };
    let mut ended = None;
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut naming.name).hint_text(hint).desired_width(width);
        let edit = ui.add(edit).accessible_name(called);
        if std::mem::take(&mut naming.takes_keyboard) {
            edit.request_focus();
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        if ui.button(word).clicked() || (edit.lost_focus() && enter) {
            ended = Some(true);
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.button("Cancel").clicked() || escape {
            ended = Some(false);
        }
        if let Some(trouble) = &naming.trouble {
            ui.label(RichText::new(trouble).size(size::SMALL).color(theme.danger));
        }
    });
    match ended {
        None => {}
        Some(false) => {
            view.naming = None;
            view.take_keyboard();
        }
        Some(true) => keep(view, desk),
    }
}

fn keep(view: &BoardView, desk: &mut Desk) {
    let Some(naming) = &view.naming else { return };
    let (of, name) = (naming.of, naming.name.clone());
    desk.ask(
        move |project| match of {
            Named::New => project.add_board(&name),
            Named::Board(id) => project.rename_board(id, &name).map(|()| id),
            Named::Snapshot(id) => {
                let snapshot = std::sync::Arc::clone(project.snapshot());
                let lies = snapshot.board(id).map(|board| board.cards.as_slice());
                let kept = cards::kept(project, lies.unwrap_or_default())?;
                project.keep_board(id, &name, &kept).map(|_| id)
            }
            Named::Note(id, card) => {
                let note = CardField::Text(name.trim().to_owned());
                project.change_cards(&[(card, note)]).map(|()| id)
            }
        },
        |desk, kept| match kept {
            Ok(id) => {
                desk.board.naming = None;
                desk.board.show(id);
                desk.board.take_keyboard();
            }
            Err(error) => {
                if let Some(naming) = &mut desk.board.naming {
                    naming.trouble = Some(error.to_string());
                    naming.takes_keyboard = true;
                }
            }
        },
    );
}
