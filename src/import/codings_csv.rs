//! Codings from CSV: columns `document`, `start`, `end`, `code` and, optionally, `coder`.

use super::records::{CsvError, Record, Table};

/// One coding as the table has it; whether the document and the code exist is for the project to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingRow {
    /// The line of the file it begins on, counted from 1.
    pub line: u64,
    /// The name of the source.
    pub document: String,
    /// First code point of the span.
    pub start: u32,
    /// First code point after the span; greater than `start`.
    pub end: u32,
    /// The code's path or name, as written.
    pub code: String,
    /// Who coded; empty means whoever imports.
    pub coder: String,
}

/// Reads all codings of a table; columns in any order, others are ignored.
///
/// # Errors
///
/// At the first row that is wrong, since half of a table is worse than none. A table whose encoding would have to be
/// guessed is refused too: its names would not be found in the project.
pub fn read(bytes: &[u8]) -> Result<Vec<CodingRow>, CsvError> {
    let table = Table::new(bytes)?;
    if let Some(doubt) = table.doubts.first() {
        return Err(CsvError::new(1, format!("the table is not in UTF-8; save it so ({doubt})")));
    }
    let (header, rows) = table.rows(&["document", "start", "end", "code"])?;
    let column = |name: &str| header.column(&[name]);
    let required = [column("document"), column("start"), column("end"), column("code")];
    let [Some(document), Some(start), Some(end), Some(code)] = required else {
        return Err(CsvError::new(1, "a column is missing"));
    };
    let coder = column("coder");
    rows.map(|record| {
        let record = record?;
        header.check(&record, true)?;
        let row = CodingRow {
            line: record.line,
            document: words(&record, document, "document")?,
            start: position(&record, start, "start")?,
            end: position(&record, end, "end")?,
            code: words(&record, code, "code")?,
            coder: coder.map_or("", |coder| record.field(coder)).to_owned(),
        };
        if row.end <= row.start {
            let (start, end) = (row.start, row.end);
            let reason = format!("the end ({end}) must be greater than the start ({start})");
            return Err(CsvError::new(row.line, reason));
        }
        Ok(row)
    })
    .collect()
}

fn words(record: &Record<'_>, column: usize, name: &str) -> Result<String, CsvError> {
    match record.field(column) {
        "" => Err(CsvError::new(record.line, format!("the {name} is empty"))),
        field => Ok(field.to_owned()),
    }
}

fn position(record: &Record<'_>, column: usize, name: &str) -> Result<u32, CsvError> {
    let field = record.field(column);
    field.parse().map_err(|_| {
        let reason = format!("the {name} “{field}” is not a position (a whole number from 0)");
        CsvError::new(record.line, reason)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_whole() -> Result<(), CsvError> {
        let table = "\u{feff}coder,code,end,start,document,note\r\n\
                     Zoë,\"Access > \"\"Same\"\",\nday\",9,3,\"a, b\",x\r\n,A,1,0,c,\r\n";
        let rows = read(table.as_bytes())?;
        let first = CodingRow {
            line: 2,
            document: "a, b".into(),
            start: 3,
            end: 9,
            code: "Access > \"Same\",\nday".into(),
            coder: "Zoë".into(),
        };
        let second = CodingRow {
            line: 4,
            document: "c".into(),
            start: 0,
            end: 1,
            code: "A".into(),
            coder: String::new(),
        };
        assert_eq!(rows, [first, second]);
        assert_eq!(read(b"document,start,end,code\na,0,1,B\n")?.len(), 1);
        assert_eq!(read(b"document,start,end,code\n")?, []);
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let header = "document,start,end,code,coder\na,0,1,B,C\n";
        for (rows, line, reason) in [
            ("a,x,1,B,C", 3, "the start “x” is not a position"),
            ("a,-1,1,B,C", 3, "not a position"),
            ("a,0,99999999999,B,C", 3, "not a position"),
            ("a,5,5,B,C", 3, "the end (5) must be greater than the start (5)"),
            ("a,0,1,B,C\n\na,0,1", 5, "3 fields for 5 columns"),
            ("a,0,1,B,C,D", 3, "6 fields for 5 columns"),
            (",0,1,B,C", 3, "the document is empty"),
            ("a,0,1,,C", 3, "the code is empty"),
            ("a,0,1,\"B,C", 3, "a quotation mark is opened and never closed"),
            ("a,0,1,\"B\"x,C", 3, "words stand after a closing quotation mark"),
        ] {
            let error = read(format!("{header}{rows}").as_bytes()).expect_err(rows);
            assert_eq!(error.line, line, "{rows}");
            assert!(error.reason.contains(reason), "{error}");
        }
        let error = read(b"document,start,code\n").expect_err("no end");
        assert!(error.to_string().contains("no column “end”"), "{error}");
        assert!(read(b"").expect_err("empty").to_string().contains("the table is empty"));
        let error = read(b"document,start,end,code\nZo\xeb,0,1,B\n").expect_err("Windows-1252");
        assert!(error.to_string().contains("not in UTF-8"), "{error}");
    }

    #[test]
    fn many_rows_are_read() -> Result<(), CsvError> {
        let row =
            "Interview 0001 PN ID 100,1158,1261,Implementation > Start-up > Training,Ben Hughes\n";
        let table = format!("document,start,end,code,coder\n{}", row.repeat(12_000));
        let rows = read(table.as_bytes())?;
        assert_eq!(rows.last().map(|row| row.line), Some(12_001));
        Ok(())
    }
}
