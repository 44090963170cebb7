//! The tables `memo` and `memo_comment`.

use std::collections::HashMap;

use rusqlite::{ToSql, params};

use super::key::{Key, get};
use super::{MentionIn, Rows, StoreError, Tx, fresh};
use crate::domain::{
    CoderId, Memo, MemoComment, MemoCommentId, MemoId, MemoStatus, QuotationId, Target,
};

/// A fact about a memo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemoField {
    /// Its title.
    Title(String),
    /// Its text, with its links as they are stored.
    Text(String),
    /// Its kind, a word.
    Kind(String),
    /// What became of it.
    Status(MemoStatus),
    /// Whether it stands above the others.
    Pinned(bool),
    /// Something that it is about, or is not about any more.
    About(Target, bool),
}

impl Rows<'_> {
    /// All memos, oldest first.
    pub fn memos(&self) -> Result<Vec<Memo>, StoreError> {
        let mut mentions = self.mentions::<MemoId>("memo")?;
        let mut comments = self.memo_comments()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, text, kind, status, pinned, coder, created_at, changed_at FROM memo
             ORDER BY created_at, id",
        )?;
        let rows = statement.query_map([], |row| {
            let id: MemoId = get(row, 0)?;
            Ok(Memo {
                id,
                title: row.get(1)?,
                text: row.get(2)?,
                kind: row.get(3)?,
                status: row.get_ref(4)?.as_str()?.parse().unwrap_or_default(),
                is_pinned: row.get(5)?,
                coder: get(row, 6)?,
                at: row.get(7)?,
                changed_at: row.get(8)?,
                mentions: mentions.remove(&id).unwrap_or_default(),
                comments: comments.remove(&id).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn memo_comments(&self) -> Result<HashMap<MemoId, Vec<MemoComment>>, StoreError> {
        let sql = "SELECT memo, id, coder, text, created_at FROM memo_comment ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut all: HashMap<MemoId, Vec<MemoComment>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(MemoComment {
                id: get(row, 1)?,
                coder: get(row, 2)?,
                text: row.get(3)?,
                at: row.get(4)?,
            });
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Adds an empty memo.
    pub fn insert_memo(&self, kind: &str, coder: CoderId, at: &str) -> Result<MemoId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO memo (id, kind, coder, created_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?4)",
            )?
            .execute(params![Key(id), kind, Key(coder), at])?;
        Ok(id)
    }

    /// Changes a fact about a memo; gives the quotations that its text leads to no longer.
    pub fn set_memo(
        &self,
        id: MemoId,
        field: &MemoField,
        at: &str,
    ) -> Result<Vec<QuotationId>, StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("memo", column, &Key(id), value);
        let of = MentionIn::Memo(id);
        match field {
            MemoField::Title(title) => set("title", title)?,
            MemoField::Text(text) => set("text", text)?,
            MemoField::Kind(kind) => set("kind", kind)?,
            MemoField::Status(status) => set("status", &status.word())?,
            MemoField::Pinned(pinned) => set("pinned", pinned)?,
            MemoField::About(target, true) => self.put_beside(of, *target)?,
            MemoField::About(target, false) => self.take_away(of, *target)?,
        }
        if matches!(field, MemoField::Title(_) | MemoField::Text(_)) {
            set("changed_at", &at)?;
        }
        match field {
            MemoField::Text(text) => self.note_links(of, text),
            MemoField::About(Target::Quote(quotation), false) => Ok(vec![*quotation]),
            _ => Ok(Vec::new()),
        }
    }

    /// Deletes a memo with what was said to it.
    pub fn delete_memo(&self, id: MemoId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM memo WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Adds what somebody says to a memo.
    pub fn insert_memo_comment(
        &self,
        memo: MemoId,
        coder: CoderId,
        text: &str,
        at: &str,
    ) -> Result<MemoCommentId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO memo_comment (id, memo, coder, text, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(memo), Key(coder), text, at])?;
        Ok(id)
    }

    /// Writes what somebody said to a memo in other words; none takes it away.
    pub fn set_memo_comment(&self, id: MemoCommentId, text: &str) -> Result<(), StoreError> {
        match text.is_empty() {
            true => self
                .connection
                .prepare_cached("DELETE FROM memo_comment WHERE id = ?1")?
                .execute([Key(id)])?,
            false => self
                .connection
                .prepare_cached("UPDATE memo_comment SET text = ?2 WHERE id = ?1")?
                .execute(params![Key(id), text])?,
        };
        Ok(())
    }
}
