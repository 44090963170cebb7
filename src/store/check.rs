//! Whether a project file is sound.

use super::{Rows, StoreError};
use crate::text::sha256;

impl Rows<'_> {
    /// Looks through the whole file: its pages, the references between rows, every text against its checksum and
    /// length, every span against its text. Gives one sentence for each fault; none when all is well.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        let mut pages = self.connection.prepare("PRAGMA integrity_check(20)")?;
        for line in pages.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                faults.push(format!("The file's pages are damaged: {line}."));
            }
        }
        let mut strays = self.connection.prepare("PRAGMA foreign_key_check")?;
        for table in strays.query_map([], |row| row.get::<_, String>(0))? {
            faults.push(format!("A row of “{}” refers to something that is not there.", table?));
        }
        let mut texts = self.connection.prepare("SELECT name, text, sha256, length FROM source")?;
        let mut rows = texts.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if sha256(text) != row.get::<_, String>(2)? {
                faults.push(format!("The text of “{name}” does not agree with its checksum."));
            }
            if text.chars().count() as i64 != row.get::<_, i64>(3)? {
                faults.push(format!("The length of “{name}” is wrong."));
            }
        }
        for table in ["quotation", "turn", "markup"] {
            let mut spans = self.connection.prepare(&format!(
                "SELECT source.name, {table}.start, {table}.\"end\" FROM {table}
                 JOIN source ON source.id = {table}.source WHERE {table}.\"end\" > source.length"
            ))?;
            let mut rows = spans.query([])?;
            while let Some(row) = rows.next()? {
                let (name, start, end): (String, i64, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                faults.push(format!(
                    "A {table} of “{name}” at {start} to {end} lies past the end of its text."
                ));
            }
        }
        Ok(faults)
    }
}
