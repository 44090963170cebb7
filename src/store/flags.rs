//! The tables `flag` and `quotation_link`.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{
    CoderId, Flag, FlagId, QuotationId, QuotationLink, QuotationLinkId, SourceId, Target,
};

fn flag(row: &Row<'_>) -> rusqlite::Result<Flag> {
    let name: Arc<str> = Arc::from(row.get_ref(2)?.as_str()?);
    Ok(Flag { id: get(row, 1)?, name, coder: get(row, 3)? })
}

impl Rows<'_> {
    /// The flags of every quotation, by name.
    pub fn flags(&self) -> Result<HashMap<QuotationId, Vec<Flag>>, StoreError> {
        let sql = "SELECT quotation, id, name, coder FROM flag ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut all: HashMap<QuotationId, Vec<Flag>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(flag(row)?);
        }
        Ok(all)
    }

    /// As [`Self::flags`], for one source.
    pub fn flags_of(
        &self,
        source: SourceId,
    ) -> Result<HashMap<QuotationId, Vec<Flag>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT quotation, flag.id, name, flag.coder FROM quotation
             JOIN flag ON flag.quotation = quotation.id WHERE source = ?1 ORDER BY name",
        )?;
        let mut all: HashMap<QuotationId, Vec<Flag>> = HashMap::new();
        let mut rows = statement.query([Key(source)])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 0)?).or_default().push(flag(row)?);
        }
        Ok(all)
    }

    /// The quotation that a flag stands on.
    pub fn flagged(&self, id: FlagId) -> Result<Option<QuotationId>, StoreError> {
        let sql = "SELECT quotation FROM flag WHERE id = ?1";
        let found = self.connection.prepare_cached(sql)?.query_row([Key(id)], |row| get(row, 0));
        Ok(found.optional()?)
    }

    /// The links between quotations, oldest first.
    pub fn quotation_links(&self) -> Result<Vec<QuotationLink>, StoreError> {
        let sql = "SELECT id, \"from\", \"to\", kind, coder FROM quotation_link ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(QuotationLink {
                id: get(row, 0)?,
                from: get(row, 1)?,
                to: get(row, 2)?,
                kind: row.get(3)?,
                coder: get(row, 4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Flags a quotation; nothing happens where it has the flag.
    pub fn insert_flag(
        &self,
        quotation: QuotationId,
        name: &str,
        coder: CoderId,
        at: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO flag (id, quotation, name, coder, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(fresh::<FlagId>()), Key(quotation), name, Key(coder), at])?;
        Ok(())
    }

    /// Takes a flag off a quotation.
    pub fn delete_flag(&self, quotation: QuotationId, name: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM flag WHERE quotation = ?1 AND name = ?2")?
            .execute(params![Key(quotation), name])?;
        Ok(())
    }

    /// Links two quotations; gives `None` where they are linked so.
    pub fn insert_quotation_link(
        &self,
        from: QuotationId,
        to: QuotationId,
        kind: &str,
        coder: CoderId,
        at: &str,
    ) -> Result<Option<QuotationLinkId>, StoreError> {
        let id = fresh();
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO quotation_link (id, \"from\", \"to\", kind, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![Key(id), Key(from), Key(to), kind, Key(coder), at])?;
        Ok((added == 1).then_some(id))
    }

    /// Removes a link between quotations.
    pub fn delete_quotation_link(&self, id: QuotationLinkId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM quotation_link WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Lets the flags, links, examples, causes, extracts, cards and mentions of a quotation be another's, which takes its place.
    pub fn hand_over_quotation(
        &self,
        from: QuotationId,
        to: QuotationId,
    ) -> Result<(), StoreError> {
        let keys = [Key(from), Key(to)];
        for sql in [
            "UPDATE OR IGNORE flag SET quotation = ?2 WHERE quotation = ?1",
            "UPDATE OR IGNORE code_example SET quotation = ?2 WHERE quotation = ?1",
            "UPDATE OR IGNORE quotation_link SET \"from\" = ?2 WHERE \"from\" = ?1 AND \"to\" <> ?2",
            "UPDATE OR IGNORE quotation_link SET \"to\" = ?2 WHERE \"to\" = ?1 AND \"from\" <> ?2",
            "UPDATE code SET passage = ?2 WHERE passage = ?1",
            "UPDATE extract SET quotation = ?2 WHERE quotation = ?1",
            "UPDATE printed_extract SET quotation = ?2 WHERE quotation = ?1",
            "UPDATE card SET quotation = ?2 WHERE quotation = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute(keys)?;
        }
        self.hand_over_mentions(Target::Quote(from), Target::Quote(to))
    }
}
