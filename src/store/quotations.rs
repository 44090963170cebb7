//! The table `quotation`.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{Quotation, QuotationId, SourceId, Span};

fn quotation(row: &Row<'_>) -> rusqlite::Result<Quotation> {
    Ok(Quotation {
        id: get(row, 0)?,
        span: Span { start: row.get(1)?, end: row.get(2)? },
        comment: row.get(3)?,
        was: row.get(4)?,
        codings: Vec::new(),
        flags: Vec::new(),
    })
}

impl Rows<'_> {
    /// The quotations of every source, by start, longer first; their codings and flags are not filled in.
    pub fn quotations(&self) -> Result<HashMap<SourceId, Vec<Quotation>>, StoreError> {
        // In the order in which they lie in the file: reading them by source would look each one up, and take far longer than
        // sorting them here.
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, start, \"end\", comment, was, source FROM quotation")?;
        let mut all: HashMap<SourceId, Vec<Quotation>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.entry(get(row, 5)?).or_default().push(quotation(row)?);
        }
        for quotations in all.values_mut() {
            quotations.sort_unstable_by_key(|q| (q.span.start, Reverse(q.span.end), q.id));
        }
        Ok(all)
    }

    /// As [`Self::quotations`], for one source.
    pub fn quotations_of(&self, source: SourceId) -> Result<Vec<Quotation>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, start, \"end\", comment, was FROM quotation WHERE source = ?1
             ORDER BY start, \"end\" DESC, id",
        )?;
        let rows = statement.query_map([Key(source)], quotation)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The source a quotation stands on.
    pub fn source_of(&self, id: QuotationId) -> Result<Option<SourceId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT source FROM quotation WHERE id = ?1")?
            .query_row([Key(id)], |row| get(row, 0))
            .optional()?)
    }

    /// What is noted beside a quotation.
    pub fn comment_of(&self, id: QuotationId) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT comment FROM quotation WHERE id = ?1")?
            .query_row([Key(id)], |row| row.get(0))
            .optional()?)
    }

    /// The quotation of exactly this span, the oldest if there are several.
    pub fn quotation_at(
        &self,
        source: SourceId,
        span: Span,
    ) -> Result<Option<QuotationId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM quotation WHERE source = ?1 AND start = ?2 AND \"end\" = ?3
                 ORDER BY id LIMIT 1",
            )?
            .query_row(params![Key(source), span.start, span.end], |row| get(row, 0))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Adds a quotation; the caller has made sure that the span lies in the text and is not empty.
    pub fn insert_quotation(
        &self,
        source: SourceId,
        span: Span,
        at: &str,
    ) -> Result<QuotationId, StoreError> {
        let id = fresh();
        self.connection
            .prepare_cached(
                "INSERT INTO quotation (id, source, start, \"end\", created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![Key(id), Key(source), span.start, span.end, at])?;
        Ok(id)
    }

    /// Moves the ends of a quotation; `was` are its former words, when an edit has taken all of them.
    pub fn set_span(
        &self,
        id: QuotationId,
        span: Span,
        was: Option<&str>,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE quotation SET start = ?2, \"end\" = ?3, was = ?4 WHERE id = ?1",
            )?
            .execute(params![Key(id), span.start, span.end, was])?;
        Ok(())
    }

    /// Sets what is noted beside a quotation.
    pub fn set_comment(&self, id: QuotationId, comment: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE quotation SET comment = ?2 WHERE id = ?1")?
            .execute(params![Key(id), comment])?;
        Ok(())
    }

    /// Removes a quotation with its codings.
    pub fn delete_quotation(&self, id: QuotationId) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("DELETE FROM quotation WHERE id = ?1")?
            .execute([Key(id)])?;
        Ok(())
    }

    /// Removes the quotations among these that nothing is known of: no coding, no comment, no flag, no link, no code
    /// has it as an example, and no extract, memo, comment, summary, outline or board speaks of it.
    pub fn delete_if_bare(&self, ids: &[QuotationId]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "DELETE FROM quotation WHERE id = ?1 AND comment = ''
             AND NOT EXISTS (SELECT 1 FROM coding WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM flag WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM code_example WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM extract WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM printed_extract WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM mention WHERE target = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM card WHERE quotation = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM quotation_link WHERE \"from\" = quotation.id OR \"to\" = quotation.id)
             AND NOT EXISTS (SELECT 1 FROM memo_comment WHERE instr(text, ?2))",
        )?;
        for id in ids {
            statement.execute(params![Key(*id), id.to_string()])?;
        }
        Ok(())
    }
}
