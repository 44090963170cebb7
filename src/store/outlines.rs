//! The tables `item` and `counter_search`: the outline of an output.

use std::collections::HashMap;

use rusqlite::{ToSql, params};

use super::key::{Key, get, get_optional};
use super::{MentionIn, Rows, StoreError, Tx, fresh};
use crate::domain::{
    CoderId, CounterSearch, CounterSearchId, Item, ItemId, ItemKind, ItemState, OutputId,
    QuotationId,
};

/// A fact about an item of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemField {
    /// What it is.
    Kind(ItemKind),
    /// The words of a heading, the sentence of a finding.
    Title(String),
    /// The text below, with its links as they are stored.
    Text(String),
    /// How far it is.
    State(ItemState),
}

impl Rows<'_> {
    /// The items of every outline, each followed by what stands under it.
    pub(super) fn items(&self) -> Result<HashMap<OutputId, Vec<Item>>, StoreError> {
        let mut mentions = self.mentions::<ItemId>("item")?;
        let mut searches = self.counter_searches()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT output, id, parent, kind, title, text, state, coder, created_at FROM item
             ORDER BY output, position, id",
        )?;
        let mut all: HashMap<OutputId, Vec<Item>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: ItemId = get(row, 1)?;
            all.entry(get(row, 0)?).or_default().push(Item {
                id,
                parent: get_optional(row, 2)?,
                kind: row.get::<_, String>(3)?.parse().unwrap_or(ItemKind::Paragraph),
                title: row.get(4)?,
                text: row.get(5)?,
                state: row.get::<_, String>(6)?.parse().unwrap_or_default(),
                coder: get(row, 7)?,
                at: row.get(8)?,
                mentions: mentions.remove(&id).unwrap_or_default(),
                counter_searches: searches.remove(&id).unwrap_or_default(),
            });
        }
        Ok(all.into_iter().map(|(output, items)| (output, as_tree(items))).collect())
    }

    fn counter_searches(&self) -> Result<HashMap<ItemId, Vec<CounterSearch>>, StoreError> {
        let sql = "SELECT item, id, coder, found, created_at FROM counter_search ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut all: HashMap<ItemId, Vec<CounterSearch>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(CounterSearch {
                id: get(row, 1)?,
                coder: get(row, 2)?,
                found: row.get(3)?,
                at: row.get(4)?,
            });
        }
        Ok(all)
    }
}

/// Puts items, which stand in order among their siblings, in the order of the tree.
fn as_tree(items: Vec<Item>) -> Vec<Item> {
    let mut below: HashMap<Option<ItemId>, Vec<Item>> = HashMap::new();
    for item in items {
        below.entry(item.parent).or_default().push(item);
    }
    let mut ordered = Vec::new();
    let mut open: Vec<Item> = below.remove(&None).unwrap_or_default();
    open.reverse();
    while let Some(item) = open.pop() {
        open.extend(below.remove(&Some(item.id)).unwrap_or_default().into_iter().rev());
        ordered.push(item);
    }
    ordered
}

impl Tx<'_> {
    /// Adds an empty item to an outline, under another or at the top; [`Self::place_items`] says where among its siblings.
    pub fn insert_item(
        &self,
        output: OutputId,
        parent: Option<ItemId>,
        kind: ItemKind,
        coder: CoderId,
        at: &str,
    ) -> Result<ItemId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO item (id, output, parent, position, kind, coder, created_at)
                 VALUES (?1, ?2, ?3,
                     (SELECT ifnull(max(position) + 1, 0) FROM item WHERE output = ?2 AND parent IS ?3), ?4, ?5, ?6)",
            )?
            .execute(params![
                Key(id),
                Key(output),
                parent.map(Key),
                kind.word(),
                Key(coder),
                at
            ])?;
        Ok(id)
    }

    /// Changes a fact about an item; gives the quotations that its text leads to no longer.
    pub fn set_item(&self, id: ItemId, field: &ItemField) -> Result<Vec<QuotationId>, StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("item", column, &Key(id), value);
        match field {
            ItemField::Kind(kind) => set("kind", &kind.word())?,
            ItemField::Title(title) => set("title", title)?,
            ItemField::State(state) => set("state", &state.word())?,
            ItemField::Text(text) => {
                set("text", text)?;
                return self.note_links(MentionIn::Item(id), text);
            }
        }
        Ok(Vec::new())
    }

    /// Puts items under another, or at the top, in this order.
    pub fn place_items(&self, parent: Option<ItemId>, items: &[ItemId]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE item SET parent = ?2, position = ?3
             WHERE id = ?1 AND (parent IS NOT ?2 OR position <> ?3)",
        )?;
        for (position, &item) in items.iter().enumerate() {
            statement.execute(params![Key(item), parent.map(Key), position as i64])?;
        }
        Ok(())
    }

    /// Takes an item out of its outline with what stands under it. Extracts there stay, and stand nowhere.
    pub fn delete_item(&self, id: ItemId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM item WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Notes that somebody looked for what contradicts a finding.
    pub fn insert_counter_search(
        &self,
        item: ItemId,
        coder: CoderId,
        found: &str,
        at: &str,
    ) -> Result<CounterSearchId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO counter_search (id, item, coder, found, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(item), Key(coder), found, at])?;
        Ok(id)
    }

    /// Takes back that somebody looked for what contradicts a finding.
    pub fn delete_counter_search(&self, id: CounterSearchId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM counter_search WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }
}
