//! The tables `output`, `extract` and `acceptance`.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, ToSql, params};

use super::key::{Key, get, get_optional};
use super::label_styles::json;
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    Acceptance, AcceptanceId, CodeId, CoderId, Extract, ExtractId, ItemId, NumberKey, Output,
    OutputId, OutputSettings, QuotationId, StandsFor, Trims,
};

/// A fact about an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputField {
    /// Its name; the caller has made sure that it is free.
    Name(String),
    /// The name of its house style.
    Style(String),
    /// How it is arranged and what its checks ask for.
    Settings(OutputSettings),
    /// The numbers of people in print.
    Numbers(NumberKey),
}

/// A fact about an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtractField {
    /// The item of the outline under which it stands.
    Item(Option<ItemId>),
    /// The theme it is to show.
    Code(Option<CodeId>),
    /// What is changed in its words; whoever says so has looked at them.
    Trims(Trims),
    /// What it stands for.
    StandsFor(Option<StandsFor>),
    /// Why it was chosen.
    Why(String),
    /// What is noted beside its label.
    Note(String),
}

impl Rows<'_> {
    /// All outputs, by name, each with its extracts in the order of print.
    pub fn outputs(&self) -> Result<Vec<Output>, StoreError> {
        let (mut extracts, mut accepted) = (self.extracts()?, self.acceptances()?);
        let mut items = self.items()?;
        let sql = "SELECT id, name, style, settings, numbers FROM output ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let id: OutputId = get(row, 0)?;
            let items = items.remove(&id).unwrap_or_default();
            let mut extracts = extracts.remove(&id).unwrap_or_default();
            if !items.is_empty() {
                let places = items.iter().enumerate().map(|(place, item)| (item.id, place));
                let places: HashMap<ItemId, usize> = places.collect();
                extracts.sort_by_key(|extract| {
                    let place = extract.item.and_then(|item| places.get(&item).copied());
                    (place.unwrap_or(usize::MAX), StandsFor::rank(extract.stands_for))
                });
            }
            Ok(Output {
                id,
                name: row.get(1)?,
                style: row.get(2)?,
                settings: serde_json::from_str(row.get_ref(3)?.as_str()?).unwrap_or_default(),
                numbers: serde_json::from_str(row.get_ref(4)?.as_str()?).unwrap_or_default(),
                items,
                extracts,
                accepted: accepted.remove(&id).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn extracts(&self) -> Result<HashMap<OutputId, Vec<Extract>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT output, id, quotation, code, trims, doubtful, stands_for, why, note, item FROM extract
             ORDER BY output, position, id",
        )?;
        let mut all: HashMap<OutputId, Vec<Extract>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (trims, stands_for): (String, Option<String>) = (row.get(4)?, row.get(6)?);
            all.entry(get(row, 0)?).or_default().push(Extract {
                id: get(row, 1)?,
                quotation: get(row, 2)?,
                item: get_optional(row, 9)?,
                code: get_optional(row, 3)?,
                trims: serde_json::from_str(&trims).unwrap_or_default(),
                is_doubtful: row.get(5)?,
                stands_for: stands_for.and_then(|word| word.parse().ok()),
                why: row.get(7)?,
                note: row.get(8)?,
            });
        }
        Ok(all)
    }

    fn acceptances(&self) -> Result<HashMap<OutputId, Vec<Acceptance>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT output, id, finding, reason, coder, created_at FROM acceptance ORDER BY id",
        )?;
        let mut all: HashMap<OutputId, Vec<Acceptance>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(Acceptance {
                id: get(row, 1)?,
                finding: row.get(2)?,
                reason: row.get(3)?,
                coder: get(row, 4)?,
                at: row.get(5)?,
            });
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Adds an output without extracts; the caller has made sure that its name is free.
    pub fn insert_output(
        &self,
        name: &str,
        style: &str,
        settings: &OutputSettings,
        at: &str,
    ) -> Result<OutputId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO output (id, name, style, settings, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), name, style, json(settings), at])?;
        Ok(id)
    }

    /// Changes a fact about an output.
    pub fn set_output(&self, id: OutputId, field: &OutputField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("output", column, &Key(id), value);
        match field {
            OutputField::Name(name) => set("name", name),
            OutputField::Style(style) => set("style", style),
            OutputField::Settings(settings) => set("settings", &json(settings)),
            OutputField::Numbers(numbers) => set("numbers", &json(numbers)),
        }
    }

    /// Lets outputs of one house style be of another, as when it was renamed.
    pub fn hand_over_style(&self, from: &str, to: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE output SET style = ?2 WHERE style = ?1 COLLATE NOCASE")?
            .execute([from, to])?;
        Ok(())
    }

    /// Deletes an output with what was chosen for it. Quotations and what is known of its exports stay.
    pub fn delete_output(&self, id: OutputId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM output WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Adds a quotation to an output, at the end.
    pub fn insert_extract(
        &self,
        output: OutputId,
        quotation: QuotationId,
        code: Option<CodeId>,
        at: &str,
    ) -> Result<ExtractId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO extract (id, output, quotation, code, position, created_at)
                 VALUES (?1, ?2, ?3, ?4,
                     (SELECT ifnull(max(position) + 1, 0) FROM extract WHERE output = ?2), ?5)",
            )?
            .execute(params![Key(id), Key(output), Key(quotation), code.map(Key), at])?;
        Ok(id)
    }

    /// Changes a fact about an extract.
    pub fn set_extract(&self, id: ExtractId, field: &ExtractField) -> Result<(), StoreError> {
        let set = |column: &str, value: &dyn ToSql| self.set("extract", column, &Key(id), value);
        match field {
            ExtractField::Item(item) => set("item", &item.map(Key)),
            ExtractField::Code(code) => set("code", &code.map(Key)),
            ExtractField::Trims(trims) => {
                set("doubtful", &false)?;
                set("trims", &json(trims))
            }
            ExtractField::StandsFor(stands_for) => {
                set("stands_for", &stands_for.map(StandsFor::word))
            }
            ExtractField::Why(why) => set("why", why),
            ExtractField::Note(note) => set("note", note),
        }
    }

    /// Puts trims where an edit of the text has moved them; `is_doubtful` when it took words that they stood on.
    pub fn move_trims(
        &self,
        id: ExtractId,
        trims: &Trims,
        is_doubtful: bool,
    ) -> Result<(), StoreError> {
        self.set("extract", "trims", &Key(id), &json(trims))?;
        if is_doubtful {
            self.set("extract", "doubtful", &Key(id), &true)?;
        }
        Ok(())
    }

    /// Gives extracts this order.
    pub fn order_extracts(&self, extracts: &[ExtractId]) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("UPDATE extract SET position = ?2 WHERE id = ?1 AND position <> ?2")?;
        for (position, &extract) in extracts.iter().enumerate() {
            statement.execute(params![Key(extract), position as i64])?;
        }
        Ok(())
    }

    /// The quotation of an extract.
    pub fn quotation_of(&self, id: ExtractId) -> Result<Option<QuotationId>, StoreError> {
        let sql = "SELECT quotation FROM extract WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([Key(id)], |row| get(row, 0));
        Ok(found.optional()?)
    }

    /// Takes an extract out of its output.
    pub fn delete_extract(&self, id: ExtractId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM extract WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Accepts what a check finds, or gives another reason for it.
    pub fn accept_finding(
        &self,
        output: OutputId,
        finding: &str,
        reason: &str,
        coder: CoderId,
        at: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO acceptance (id, output, finding, reason, coder, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (output, finding) DO UPDATE SET reason = ?4, coder = ?5",
            )?
            .execute(params![
                Key(fresh::<AcceptanceId>()),
                Key(output),
                finding,
                reason,
                Key(coder),
                at
            ])?;
        Ok(())
    }

    /// Accepts what a check finds no longer.
    pub fn delete_acceptance(&self, output: OutputId, finding: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM acceptance WHERE output = ?1 AND finding = ?2")?
            .execute(params![Key(output), finding])?;
        Ok(())
    }
}
