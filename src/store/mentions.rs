//! The table `mention`: what memos, summaries and outlines are about, rest on and lead to.

use std::collections::{HashMap, HashSet};

use rusqlite::{Row, params};
use uuid::Uuid;

use super::key::{Key, KeySource, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    CoderId, ItemId, LinkTo, MemoId, Mention, QuotationId, RowId, SummaryId, Target, links,
};

/// Whose text leads somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionIn {
    /// A memo's.
    Memo(MemoId),
    /// A summary's.
    Summary(SummaryId),
    /// An item's of an outline.
    Item(ItemId),
}

impl MentionIn {
    /// The column that names it, which is also its table, and its key.
    const fn column(self) -> (&'static str, Uuid) {
        match self {
            Self::Memo(id) => ("memo", id.uuid()),
            Self::Summary(id) => ("summary", id.uuid()),
            Self::Item(id) => ("item", id.uuid()),
        }
    }
}

impl Rows<'_> {
    /// What all texts of a table lead to, in the order it was named; `column` is that table.
    pub(super) fn mentions<K: KeySource + Eq + std::hash::Hash>(
        &self,
        column: &str,
    ) -> Result<HashMap<K, Vec<Mention>>, StoreError> {
        let sql = format!(
            "SELECT {column}, kind, target, written FROM mention WHERE {column} IS NOT NULL ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut all: HashMap<K, Vec<Mention>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().extend(mention(row, 1)?);
        }
        Ok(all)
    }

    fn mentions_in(&self, holder: MentionIn) -> Result<Vec<Mention>, StoreError> {
        let (column, key) = holder.column();
        let sql =
            format!("SELECT kind, target, written FROM mention WHERE {column} = ?1 ORDER BY id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([Key(RowId::new(key))], |row| mention(row, 0))?;
        Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// The mention whose kind, key and place stand from this column on.
fn mention(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Mention>> {
    let key = get::<RowId>(row, column + 1)?.uuid();
    let is_written = row.get(column + 2)?;
    let target = Target::of(row.get_ref(column)?.as_str()?, key);
    Ok(target.map(|target| Mention { target, is_written }))
}

/// A text as it was written at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextVersion {
    /// The step that wrote it.
    pub step: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who wrote it, where that is known.
    pub coder: Option<CoderId>,
    /// Its words, with links as they are stored.
    pub text: String,
}

impl Rows<'_> {
    /// What a text said after each step that wrote it, the latest first, from the history.
    pub fn text_versions(&self, holder: MentionIn) -> Result<Vec<TextVersion>, StoreError> {
        let (table, key) = holder.column();
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, at, coder, after ->> '$.text' FROM change JOIN step ON step.seq = change.step
             WHERE \"row\" = ?1 AND \"table\" = ?2 AND change.kind = 'update' AND after ->> '$.text' IS NOT NULL
             ORDER BY change.id DESC",
        )?;
        let rows = statement.query_map(params![Key(RowId::new(key)), table], |row| {
            Ok(TextVersion {
                step: row.get(0)?,
                at: row.get(1)?,
                coder: get_optional(row, 2)?,
                text: row.get(3)?,
            })
        })?;
        let mut all: Vec<TextVersion> = rows.collect::<rusqlite::Result<_>>()?;
        // A step that wrote twice counts once, with what it left.
        all.dedup_by_key(|version| version.step);
        Ok(all)
    }
}

impl Tx<'_> {
    /// Notes where a text leads, in the place of what was noted of it before. What was put beside it stays.
    pub fn note_links(
        &self,
        holder: MentionIn,
        text: &str,
    ) -> Result<Vec<QuotationId>, StoreError> {
        let before: HashSet<Target> = written(&self.mentions_in(holder)?);
        let mut now = HashSet::new();
        for target in links(text).filter_map(|link| link.to).map(LinkTo::target) {
            if now.insert(target) && !before.contains(&target) {
                self.insert_mention(holder, target, true)?;
            }
        }
        let gone: Vec<Target> = before.difference(&now).copied().collect();
        for &target in &gone {
            self.delete_mention(holder, target, true)?;
        }
        Ok(quotations(gone))
    }

    /// Puts something beside a text that it is about or rests on; once is enough.
    pub fn put_beside(&self, holder: MentionIn, target: Target) -> Result<(), StoreError> {
        self.insert_mention(holder, target, false)
    }

    /// Takes something away that was put beside a text.
    pub fn take_away(&self, holder: MentionIn, target: Target) -> Result<(), StoreError> {
        self.delete_mention(holder, target, false)
    }

    fn insert_mention(
        &self,
        holder: MentionIn,
        target: Target,
        is_written: bool,
    ) -> Result<(), StoreError> {
        let (column, key) = holder.column();
        let sql = format!(
            "INSERT OR IGNORE INTO mention (id, {column}, kind, target, written) VALUES (?1, ?2, ?3, ?4, ?5)"
        );
        self.connection.prepare_cached(&sql)?.execute(params![
            Key(fresh::<RowId>()),
            Key(RowId::new(key)),
            target.kind(),
            Key(RowId::new(target.uuid())),
            is_written
        ])?;
        Ok(())
    }

    fn delete_mention(
        &self,
        holder: MentionIn,
        target: Target,
        is_written: bool,
    ) -> Result<(), StoreError> {
        let (column, key) = holder.column();
        let sql =
            format!("DELETE FROM mention WHERE {column} = ?1 AND target = ?2 AND written = ?3");
        self.connection.prepare_cached(&sql)?.execute(params![
            Key(RowId::new(key)),
            Key(RowId::new(target.uuid())),
            is_written
        ])?;
        Ok(())
    }

    /// The quotations that a text leads to or rests on.
    pub fn quotations_in(&self, holder: MentionIn) -> Result<Vec<QuotationId>, StoreError> {
        Ok(quotations(self.mentions_in(holder)?.into_iter().map(|mention| mention.target)))
    }

    /// Lets every text that leads to something lead to another of its kind, which takes its place.
    pub fn hand_over_mentions(&self, from: Target, to: Target) -> Result<(), StoreError> {
        let keys = [Key(RowId::new(from.uuid())), Key(RowId::new(to.uuid()))];
        let words = [from, to].map(|target| target.uuid().to_string());
        for (table, column) in [("memo", "memo"), ("summary", "summary"), ("item", "item")] {
            let sql = format!(
                "UPDATE {table} SET text = replace(text, ?2, ?3)
                 WHERE id IN (SELECT {column} FROM mention WHERE target = ?1 AND {column} IS NOT NULL AND written = 1)"
            );
            self.connection.prepare_cached(&sql)?.execute(params![keys[0], words[0], words[1]])?;
        }
        // Where comments lead is noted nowhere beside them.
        self.connection
            .prepare_cached(
                "UPDATE memo_comment SET text = replace(text, ?1, ?2) WHERE instr(text, ?1)",
            )?
            .execute([&words[0], &words[1]])?;
        self.connection
            .prepare_cached("UPDATE OR IGNORE mention SET target = ?2 WHERE target = ?1")?
            .execute(keys)?;
        self.connection
            .prepare_cached("DELETE FROM mention WHERE target = ?1")?
            .execute([keys[0]])?;
        Ok(())
    }
}

fn written(mentions: &[Mention]) -> HashSet<Target> {
    mentions.iter().filter(|mention| mention.is_written).map(|mention| mention.target).collect()
}

fn quotations(targets: impl IntoIterator<Item = Target>) -> Vec<QuotationId> {
    let quotations = targets.into_iter().filter_map(|target| match target {
        Target::Quote(id) => Some(id),
        _ => None,
    });
    quotations.collect()
}
