//! The table `coding`.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CodeId, CoderId, Coding, CodingId, QuotationId, SourceId};

/// A coding from the columns id, code, coder, created_at; equal times share one string with the coding before.
fn coding(row: &Row<'_>, last: &mut Arc<str>) -> rusqlite::Result<Coding> {
    let at = row.get_ref(3)?.as_str()?;
    if &**last != at {
        *last = Arc::from(at);
    }
    Ok(Coding { id: get(row, 0)?, code: get(row, 1)?, coder: get(row, 2)?, at: last.clone() })
}

impl Rows<'_> {
    /// The codings on every quotation, oldest first.
    pub fn codings(&self) -> Result<HashMap<QuotationId, Vec<Coding>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, code, coder, created_at, quotation FROM coding ORDER BY id",
        )?;
        let mut all: HashMap<QuotationId, Vec<Coding>> = HashMap::new();
        let mut last = Arc::from("");
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 4)?).or_default().push(coding(row, &mut last)?);
        }
        Ok(all)
    }

    /// The codings on the quotations of one source, oldest first.
    pub fn codings_of(
        &self,
        source: SourceId,
    ) -> Result<HashMap<QuotationId, Vec<Coding>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coding.id, code, coder, coding.created_at, quotation FROM quotation
             JOIN coding ON coding.quotation = quotation.id WHERE source = ?1 ORDER BY coding.id",
        )?;
        let mut all: HashMap<QuotationId, Vec<Coding>> = HashMap::new();
        let mut last = Arc::from("");
        let mut rows = statement.query([Key(source)])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 4)?).or_default().push(coding(row, &mut last)?);
        }
        Ok(all)
    }

    /// The quotations that bear a code.
    pub fn quotations_with(&self, code: CodeId) -> Result<Vec<QuotationId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT quotation FROM coding WHERE code = ?1")?;
        let rows = statement.query_map([Key(code)], |row| get(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The quotation a coding stands on, and the code it applies.
    pub fn place_of(&self, id: CodingId) -> Result<Option<(QuotationId, CodeId)>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT quotation, code FROM coding WHERE id = ?1")?
            .query_row([Key(id)], |row| Ok((get(row, 0)?, get(row, 1)?)))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Adds a coding; gives `None` when this coder has already applied this code to the quotation.
    pub fn insert_coding(
        &self,
        quotation: QuotationId,
        code: CodeId,
        coder: CoderId,
        at: &str,
    ) -> Result<Option<CodingId>, StoreError> {
        let id = fresh();
        let added = self
            .connection
            .prepare_cached(
                "INSERT INTO coding (id, quotation, code, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (quotation, code, coder) DO NOTHING",
            )?
            .execute(params![Key(id), Key(quotation), Key(code), Key(coder), at])?;
        Ok((added == 1).then_some(id))
    }

    /// Removes a coding.
    pub fn delete_coding(&self, id: CodingId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM coding WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Moves the codings of a quotation to another; those stay behind that the same coder made there with the same code.
    pub fn move_codings(&self, from: QuotationId, to: QuotationId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE OR IGNORE coding SET quotation = ?2 WHERE quotation = ?1")?
            .execute([Key(from), Key(to)])?;
        Ok(())
    }

    /// Replaces a code by another in all codings; where the same coder has both on one quotation, one stays.
    pub fn recode_all(&self, from: CodeId, to: CodeId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "DELETE FROM coding WHERE code = ?1 AND EXISTS (
                     SELECT 1 FROM coding AS other WHERE other.code = ?2
                     AND other.quotation = coding.quotation AND other.coder = coding.coder)",
            )?
            .execute([Key(from), Key(to)])?;
        self.connection
            .prepare_cached("UPDATE coding SET code = ?2 WHERE code = ?1")?
            .execute([Key(from), Key(to)])?;
        Ok(())
    }
}
