//! The table `coding`.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{OptionalExtension, Row, params};

use super::key::{Key, get};
use super::{Rows, StoreError, Tx, fresh};
use crate::domain::{CodeId, CoderId, Coding, CodingId, QuotationId, SourceId};

/// A coding from the columns id, code, coder, created_at, quotation, comment; equal times share one string with the coding before.
fn coding(row: &Row<'_>, last: &mut Arc<str>) -> rusqlite::Result<Coding> {
    let at = row.get_ref(3)?.as_str()?;
    if &**last != at {
        *last = Arc::from(at);
    }
    Ok(Coding {
        id: get(row, 0)?,
        code: get(row, 1)?,
        coder: get(row, 2)?,
        comment: row.get(5)?,
        at: last.clone(),
    })
}

impl Rows<'_> {
    /// The codings on every quotation, oldest first.
    pub fn codings(&self) -> Result<HashMap<QuotationId, Vec<Coding>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, code, coder, created_at, quotation, comment FROM coding ORDER BY id",
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
            "SELECT coding.id, code, coder, coding.created_at, quotation, coding.comment FROM quotation
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

    /// What its coder said of a coding; nothing where it is gone.
    pub fn coding_comment(&self, id: CodingId) -> Result<String, StoreError> {
        let sql = "SELECT comment FROM coding WHERE id = ?1";
        let comment = self.connection.prepare_cached(sql)?.query_row([Key(id)], |row| row.get(0));
        Ok(comment.optional()?.unwrap_or_default())
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
    /// Puts a comment behind the one that a coder's coding of a quotation has.
    pub fn add_coding_comment(
        &self,
        quotation: QuotationId,
        code: CodeId,
        coder: CoderId,
        comment: &str,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE coding SET comment = trim(comment || char(10, 10) || ?4, char(10))
                 WHERE quotation = ?1 AND code = ?2 AND coder = ?3 AND comment <> ?4 AND ?4 <> ''",
            )?
            .execute(params![Key(quotation), Key(code), Key(coder), comment])?;
        Ok(())
    }

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

    /// Sets what its coder said of a coding.
    pub fn set_coding_comment(&self, id: CodingId, comment: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE coding SET comment = ?2 WHERE id = ?1")?
            .execute(params![Key(id), comment])?;
        Ok(())
    }

    /// Lets a coding apply another code. Where its coder has applied that one to the quotation already, it goes, and that
    /// one has both comments.
    pub fn send_coding(&self, id: CodingId, code: CodeId) -> Result<(), StoreError> {
        let keys = [Key(id).bytes(), Key(code).bytes()];
        self.join_comments(
            "gone.id = ?1 AND coding.code = ?2 AND coding.quotation = gone.quotation",
            keys,
        )?;
        self.connection
            .prepare_cached("UPDATE OR IGNORE coding SET code = ?2 WHERE id = ?1")?
            .execute(keys)?;
        self.connection
            .prepare_cached("DELETE FROM coding WHERE id = ?1 AND code <> ?2")?
            .execute(keys)?;
        Ok(())
    }

    /// Applies a code wherever another is applied, by the same coders with the same comments.
    pub fn copy_codings(&self, from: CodeId, to: CodeId) -> Result<(), StoreError> {
        let sql =
            "SELECT quotation, coder, comment, created_at FROM coding WHERE code = ?1 ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO coding (id, quotation, code, coder, comment, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mut rows = statement.query([Key(from)])?;
        while let Some(row) = rows.next()? {
            let quotation: QuotationId = get(row, 0)?;
            let coder: CoderId = get(row, 1)?;
            let (comment, at): (String, String) = (row.get(2)?, row.get(3)?);
            let id = fresh::<CodingId>();
            insert.execute(params![Key(id), Key(quotation), Key(to), Key(coder), comment, at])?;
        }
        Ok(())
    }

    /// Removes a coding.
    pub fn delete_coding(&self, id: CodingId) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM coding WHERE id = ?1")?.execute([Key(id)])?;
        Ok(())
    }

    /// Puts the comments of codings that will go (`gone`) behind those of the same coder's codings that stay in their place;
    /// `meet` says which meet.
    fn join_comments(&self, meet: &'static str, keys: [[u8; 16]; 2]) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE coding SET comment = trim(coding.comment || char(10, 10) || gone.comment, char(10))
             FROM coding AS gone
             WHERE {meet} AND coding.coder = gone.coder AND gone.comment NOT IN ('', coding.comment)"
        );
        self.connection.prepare_cached(&sql)?.execute(keys)?;
        Ok(())
    }

    /// Moves the codings of a quotation to another; those stay behind that the same coder made there with the same code, and
    /// the ones there have both comments.
    pub fn move_codings(&self, from: QuotationId, to: QuotationId) -> Result<(), StoreError> {
        let keys = [Key(from).bytes(), Key(to).bytes()];
        self.join_comments(
            "gone.quotation = ?1 AND coding.quotation = ?2 AND coding.code = gone.code",
            keys,
        )?;
        self.connection
            .prepare_cached("UPDATE OR IGNORE coding SET quotation = ?2 WHERE quotation = ?1")?
            .execute([Key(from), Key(to)])?;
        Ok(())
    }

    /// Replaces a code by another in all codings; where the same coder has both on one quotation, the other's stays, with
    /// both comments.
    pub fn recode_all(&self, from: CodeId, to: CodeId) -> Result<(), StoreError> {
        let keys = [Key(from).bytes(), Key(to).bytes()];
        self.join_comments(
            "gone.code = ?1 AND coding.code = ?2 AND coding.quotation = gone.quotation",
            keys,
        )?;
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
