//! Boards: codes, quotations and memos laid out as cards and gathered into candidate themes.

use serde::{Deserialize, Serialize};

use super::{BoardId, BoardSnapshotId, CardId, CodeId, CoderId, MemoId, QuotationId};

/// A named board with its cards.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// Its key.
    pub id: BoardId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// Its cards, oldest first.
    pub cards: Vec<Card>,
    /// How it lay before, oldest first.
    pub snapshots: Vec<BoardSnapshot>,
}

/// A card of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its key.
    pub id: CardId,
    /// What it shows.
    pub shows: CardOf,
    /// The theme it lies in; a theme lies in none.
    pub theme: Option<CardId>,
    /// A theme's name, or what a card is called in its snapshot.
    pub title: String,
    /// What is noted on it.
    pub text: String,
    /// Where its left edge lies, in points at full size.
    pub x: f32,
    /// Where its upper edge lies, in points at full size.
    pub y: f32,
}

/// What a card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum CardOf {
    /// A candidate theme, which other cards lie in.
    Theme,
    /// A code.
    Code(CodeId),
    /// A quotation.
    Quote(QuotationId),
    /// A memo.
    Memo(MemoId),
}

/// A board as it lay at a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoardSnapshot {
    /// Its key.
    pub id: BoardSnapshotId,
    /// Its name.
    pub name: String,
    /// Its cards, with the words they had then in their titles.
    pub cards: Vec<Card>,
    /// Who kept it.
    pub coder: Option<CoderId>,
    /// When, RFC 3339 in UTC.
    pub at: String,
}
