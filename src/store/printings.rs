//! The tables `printing` and `printed_extract`: what was exported, when, and how it was printed.

use std::collections::HashMap;

use rusqlite::params;

use super::key::{Key, get, get_optional};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CoderId, OutputId, PrintedExtract, Printing, PrintingId, QuotationId, RowId};

impl Rows<'_> {
    /// All exports of outputs, the latest first.
    pub fn printings(&self) -> Result<Vec<Printing>, StoreError> {
        let mut quotations: HashMap<PrintingId, Vec<QuotationId>> = HashMap::new();
        let sql = "SELECT DISTINCT printing, quotation FROM printed_extract";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            quotations.entry(get(row, 0)?).or_default().push(get(row, 1)?);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, format, style, private, coder, created_at FROM printing ORDER BY id DESC",
        )?;
        let rows = statement.query_map([], |row| {
            let id: PrintingId = get(row, 0)?;
            Ok(Printing {
                id,
                name: row.get(1)?,
                format: row.get(2)?,
                style: row.get(3)?,
                is_private: row.get(4)?,
                coder: get_optional(row, 5)?,
                at: row.get(6)?,
                quotations: quotations.remove(&id).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How a quotation was printed, the latest first.
    pub fn printed(&self, quotation: QuotationId) -> Result<Vec<PrintedExtract>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT printing, printed FROM printed_extract WHERE quotation = ?1 ORDER BY printing DESC, id",
        )?;
        let rows = statement.query_map([Key(quotation)], |row| {
            Ok(PrintedExtract { printing: get(row, 0)?, printed: row.get(1)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Notes an export of an output with each quotation as it was printed; what is not of `printing` itself is filled in.
    pub fn insert_printing(
        &self,
        output: OutputId,
        [name, format, style]: [&str; 3],
        is_private: bool,
        coder: Option<CoderId>,
        at: &str,
        printed: &[(QuotationId, String)],
    ) -> Result<PrintingId, StoreError> {
        let id: PrintingId = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO printing (id, output, name, format, style, private, coder, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                Key(id),
                Key(output),
                name,
                format,
                style,
                is_private,
                coder.map(Key),
                at
            ])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO printed_extract (id, printing, quotation, printed) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (quotation, words) in printed {
            insert.execute(params![Key(fresh::<RowId>()), Key(id), Key(*quotation), words])?;
        }
        Ok(id)
    }
}
