//! The tables `board`, `card` and `board_snapshot`.

use std::collections::HashMap;

use rusqlite::{ToSql, params};

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    Board, BoardId, BoardSnapshot, BoardSnapshotId, Card, CardId, CardOf, CoderId,
};

/// A fact about a card.
#[derive(Debug, Clone, PartialEq)]
pub enum CardField {
    /// A theme's name.
    Title(String),
    /// What is noted on it.
    Text(String),
    /// The theme it lies in.
    Theme(Option<CardId>),
    /// Where it lies.
    At(f32, f32),
}

impl Rows<'_> {
    /// All boards, by name.
    pub fn boards(&self) -> Result<Vec<Board>, StoreError> {
        let (mut cards, mut snapshots) = (self.cards()?, self.board_snapshots()?);
        let mut statement =
            self.connection.prepare_cached("SELECT id, name FROM board ORDER BY name")?;
        let rows = statement.query_map([], |row| {
            let id: BoardId = get(row, 0)?;
            Ok(Board {
                id,
                name: row.get(1)?,
                cards: cards.remove(&id).unwrap_or_default(),
                snapshots: snapshots.remove(&id).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn cards(&self) -> Result<HashMap<BoardId, Vec<Card>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT board, id, code, quotation, memo, theme, title, text, x, y FROM card ORDER BY id",
        )?;
        let mut all: HashMap<BoardId, Vec<Card>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (code, quotation) = (get_optional(row, 2)?, get_optional(row, 3)?);
            let shows = code.map(CardOf::Code).or(quotation.map(CardOf::Quote));
            let shows = shows.or(get_optional(row, 4)?.map(CardOf::Memo));
            all.entry(get(row, 0)?).or_default().push(Card {
                id: get(row, 1)?,
                shows: shows.unwrap_or(CardOf::Theme),
                theme: get_optional(row, 5)?,
                title: row.get(6)?,
                text: row.get(7)?,
                x: row.get(8)?,
                y: row.get(9)?,
            });
        }
        Ok(all)
    }

    fn board_snapshots(&self) -> Result<HashMap<BoardId, Vec<BoardSnapshot>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT board, id, name, cards, coder, created_at FROM board_snapshot ORDER BY id",
        )?;
        let mut all: HashMap<BoardId, Vec<BoardSnapshot>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(BoardSnapshot {
                id: get(row, 1)?,
                name: row.get(2)?,
                cards: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
                coder: get_optional(row, 4)?,
                at: row.get(5)?,
            });
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Adds an empty board; the caller has made sure that its name is free.
    pub fn insert_board(&self, name: &str, at: &str) -> Result<BoardId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached("INSERT INTO board (id, name, created_at) VALUES (?1, ?2, ?3)")?
            .execute(params![Key(id), name, at])?;
        Ok(id)
    }

    /// Gives a board another name; the caller has made sure that it is free.
    pub fn rename_board(&self, id: BoardId, name: &str) -> Result<(), StoreError> {
        self.set("board", "name", &Key(id), &name)
    }

    /// Deletes a board with its cards and snapshots. What the cards show stays.
    pub fn delete_board(&self, id: BoardId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM board WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Lays a card on a board; its key is made here, whatever `card` says.
    pub fn insert_card(&self, board: BoardId, card: &Card, at: &str) -> Result<CardId, StoreError> {
        let id = fresh();
        let (code, quotation, memo) = match card.shows {
            CardOf::Theme => (None, None, None),
            CardOf::Code(code) => (Some(Key(code)), None, None),
            CardOf::Quote(quotation) => (None, Some(Key(quotation)), None),
            CardOf::Memo(memo) => (None, None, Some(Key(memo))),
        };
        self.connection
            .prepare_cached(
                "INSERT INTO card (id, board, code, quotation, memo, theme, title, text, x, y, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                Key(id),
                Key(board),
                code,
                quotation,
                memo,
                card.theme.map(Key),
                card.title,
                card.text,
                card.x,
                card.y,
                at
            ])?;
        Ok(id)
    }

    /// Changes a fact about a card.
    pub fn set_card(&self, id: CardId, field: &CardField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("card", column, &Key(id), value);
        match field {
            CardField::Title(title) => set("title", title),
            CardField::Text(text) => set("text", text),
            CardField::Theme(theme) => set("theme", &theme.map(Key)),
            CardField::At(x, y) => {
                self.connection
                    .prepare_cached("UPDATE card SET x = ?2, y = ?3 WHERE id = ?1")?
                    .execute(params![Key(id), x, y])?;
                Ok(())
            }
        }
    }

    /// Takes a card off its board. What it shows stays, and so do the cards that lay in it.
    pub fn delete_card(&self, id: CardId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM card WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Keeps how a board lies.
    pub fn insert_board_snapshot(
        &self,
        board: BoardId,
        name: &str,
        cards: &[Card],
        coder: Option<CoderId>,
        at: &str,
    ) -> Result<BoardSnapshotId, StoreError> {
        let id = fresh();
        let cards = serde_json::to_string(cards).unwrap_or_else(|_| "[]".to_owned());
        self.connection
            .prepare_cached(
                "INSERT INTO board_snapshot (id, board, name, cards, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![Key(id), Key(board), name, cards, coder.map(Key), at])?;
        Ok(id)
    }

    /// Keeps a snapshot of a board no longer.
    pub fn delete_board_snapshot(&self, id: BoardSnapshotId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM board_snapshot WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }
}
