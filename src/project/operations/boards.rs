//! Boards and their cards.

use crate::domain::{Board, BoardId, BoardSnapshotId, Card, CardId, CardOf, QuotationId};
use crate::project::{CardField, Project, ProjectError, Snapshot};
use crate::text::counted;

impl Snapshot {
    /// The board with this key.
    pub fn board(&self, id: BoardId) -> Option<&Board> {
        self.boards.iter().find(|board| board.id == id)
    }

    /// The board of a name, without regard to case.
    pub fn board_named(&self, name: &str) -> Option<&Board> {
        let lower = name.trim().to_lowercase();
        self.boards.iter().find(|board| board.name.to_lowercase() == lower)
    }

    /// A card, with the board it lies on.
    pub fn card(&self, id: CardId) -> Option<(&Board, &Card)> {
        self.boards
            .iter()
            .find_map(|board| Some((board, board.cards.iter().find(|card| card.id == id)?)))
    }
}

impl Project {
    /// Makes an empty board.
    pub fn add_board(&mut self, name: &str) -> Result<BoardId, ProjectError> {
        let name = self.free_board_name(name, None)?;
        self.transact(&format!("Made the board “{name}”"), |work| {
            Ok(work.tx.insert_board(&name, work.at)?)
        })
    }

    /// Gives a board another name.
    pub fn rename_board(&mut self, id: BoardId, name: &str) -> Result<(), ProjectError> {
        let before = self.board_of(id)?.name.clone();
        let name = self.free_board_name(name, Some(id))?;
        self.transact(&format!("Renamed the board “{before}” to “{name}”"), |work| {
            Ok(work.tx.rename_board(id, &name)?)
        })
    }

    /// Deletes a board with its cards and snapshots. What the cards show stays.
    pub fn delete_board(&mut self, id: BoardId) -> Result<(), ProjectError> {
        let board = self.board_of(id)?;
        let quotations = quotations(board.cards.iter());
        self.transact(&format!("Deleted the board “{}”", board.name.clone()), |work| {
            work.tx.delete_board(id)?;
            Ok(work.tx.delete_if_bare(&quotations)?)
        })
    }

    /// Lays cards on a board, in one step; gives their keys. What a card is called on it counts for themes alone.
    pub fn add_cards(
        &mut self,
        board: BoardId,
        cards: &[Card],
    ) -> Result<Vec<CardId>, ProjectError> {
        let of = self.board_of(board)?;
        let label = match cards {
            [card] if card.shows == CardOf::Theme => {
                format!("Made the theme “{}” on “{}”", card.title.trim(), of.name)
            }
            _ => format!("Laid {} on “{}”", counted(cards.len(), "card", "cards"), of.name),
        };
        self.transact(&label, |work| {
            let mut made = Vec::with_capacity(cards.len());
            for card in cards {
                let is_there = match card.shows {
                    CardOf::Theme => true,
                    CardOf::Code(code) => work.before.codes.get(code).is_some(),
                    CardOf::Quote(quotation) => work.tx.source_of(quotation)?.is_some(),
                    CardOf::Memo(memo) => work.before.memo(memo).is_some(),
                };
                if !is_there {
                    return Err(ProjectError::Gone("What was to be laid on the board"));
                }
                made.push(work.tx.insert_card(board, card, work.at)?);
            }
            Ok(made)
        })
    }

    /// Makes a theme on a board and gathers cards in it, each with the place it has there, in one step.
    pub fn gather_cards(
        &mut self,
        board: BoardId,
        theme: &Card,
        cards: &[(CardId, f32, f32)],
    ) -> Result<CardId, ProjectError> {
        let of = self.board_of(board)?;
        let label = format!("Gathered cards into the theme “{}” on “{}”", theme.title, of.name);
        self.transact(&label, |work| {
            let id = work.tx.insert_card(board, theme, work.at)?;
            for &(card, x, y) in cards {
                work.tx.set_card(card, &CardField::Theme(Some(id)))?;
                work.tx.set_card(card, &CardField::At(x, y))?;
            }
            Ok(id)
        })
    }

    /// Changes facts about cards, in one step.
    pub fn change_cards(&mut self, changes: &[(CardId, CardField)]) -> Result<(), ProjectError> {
        let Some((first, field)) = changes.first() else { return Ok(()) };
        let (board, _) = self.snapshot.card(*first).ok_or(ProjectError::Gone("This card"))?;
        let name = board.name.clone();
        let label = match field {
            CardField::Title(title) => format!("Called a theme “{}” on “{name}”", title.trim()),
            CardField::Text(_) => format!("Noted something on a card of “{name}”"),
            CardField::Theme(_) => format!("Put cards elsewhere on “{name}”"),
            CardField::At(..) => format!("Moved cards on “{name}”"),
        };
        for (id, field) in changes {
            let (of, card) = self.snapshot.card(*id).ok_or(ProjectError::Gone("This card"))?;
            if let CardField::Theme(Some(theme)) = field {
                let is_theme =
                    of.cards.iter().any(|other| other.id == *theme && other.shows == CardOf::Theme);
                if !is_theme || card.shows == CardOf::Theme {
                    return Err(ProjectError::Gone("This theme"));
                }
            }
        }
        self.transact(&label, |work| {
            for (id, field) in changes {
                match field {
                    CardField::At(x, y) if !(x.is_finite() && y.is_finite()) => {}
                    field => work.tx.set_card(*id, field)?,
                }
            }
            Ok(())
        })
    }

    /// Takes cards off their board. What they show stays; cards that lay in a theme stay on the board.
    pub fn delete_cards(&mut self, cards: &[CardId]) -> Result<(), ProjectError> {
        let found: Vec<&Card> =
            cards.iter().filter_map(|&id| Some(self.snapshot.card(id)?.1)).collect();
        let quotations = quotations(found.into_iter());
        let label = format!("Took {} off a board", counted(cards.len(), "card", "cards"));
        self.transact(&label, |work| {
            for &id in cards {
                work.tx.delete_card(id)?;
            }
            Ok(work.tx.delete_if_bare(&quotations)?)
        })
    }

    /// Keeps how a board lies, under a name. `cards` are its cards with what they are called now in their titles.
    pub fn keep_board(
        &mut self,
        board: BoardId,
        name: &str,
        cards: &[Card],
    ) -> Result<BoardSnapshotId, ProjectError> {
        let of = self.board_of(board)?.name.clone();
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A snapshot"));
        }
        self.transact(&format!("Kept the board “{of}” as “{name}”"), |work| {
            Ok(work.tx.insert_board_snapshot(board, name, cards, work.coder, work.at)?)
        })
    }

    /// Keeps a snapshot of a board no longer.
    pub fn forget_board_snapshot(&mut self, id: BoardSnapshotId) -> Result<(), ProjectError> {
        self.transact("Forgot a snapshot of a board", |work| {
            Ok(work.tx.delete_board_snapshot(id)?)
        })
    }

    fn board_of(&self, id: BoardId) -> Result<&Board, ProjectError> {
        self.snapshot.board(id).ok_or(ProjectError::Gone("This board"))
    }

    fn free_board_name(&self, name: &str, of: Option<BoardId>) -> Result<String, ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A board"));
        }
        match self.snapshot.board_named(name) {
            Some(other) if Some(other.id) != of => {
                Err(ProjectError::NameTaken("a board", name.to_owned()))
            }
            _ => Ok(name.to_owned()),
        }
    }
}

fn quotations<'c>(cards: impl Iterator<Item = &'c Card>) -> Vec<QuotationId> {
    let quotations = cards.filter_map(|card| match card.shows {
        CardOf::Quote(id) => Some(id),
        _ => None,
    });
    quotations.collect()
}
