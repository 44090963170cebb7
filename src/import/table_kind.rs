//! What a table holds, by the columns it names.

use super::CsvError;
use super::records::Table;

/// The tables that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// A code framework, for [`super::codebook`].
    Codes,
    /// Codings, for [`super::codings_csv`].
    Codings,
}

/// What a table holds; codings when it names documents and starts.
///
/// # Errors
///
/// When it is no text, is empty, or names columns of neither table.
pub fn table_kind(bytes: &[u8]) -> Result<TableKind, CsvError> {
    let table = Table::new(bytes)?;
    if table.rows(&["document", "start"]).is_ok() {
        return Ok(TableKind::Codings);
    }
    match table.rows(&["path"]) {
        Ok(_) => Ok(TableKind::Codes),
        Err(error) if error.reason.starts_with("there is no column") => Err(CsvError::new(
            error.line,
            "the first line must name the columns: “path” for codes, or “document”, “start”, “end” and “code” for codings",
        )),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_tell() {
        assert_eq!(table_kind(b"Path,definition\nA,\n"), Ok(TableKind::Codes));
        assert_eq!(table_kind(b"code;end;START;document\n"), Ok(TableKind::Codings));
        let error = table_kind(b"name,age\n").expect_err("neither");
        assert!(error.reason.contains("“path” for codes"), "{error}");
        assert!(table_kind(b"").is_err());
    }
}
