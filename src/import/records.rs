//! Tables as text (CSV, RFC 4180): records with the lines they begin on, and a header that names the columns.
//!
//! Stricter than general readers: a quotation mark that is never closed, or words after a closed one, are errors at their
//! line, since what such readers make of them is a table that silently lost its rows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use thiserror::Error;

use super::encoding;
use crate::text::{counted, grouped, normalise};

/// The delimiters that are tried, in order; Excel writes semicolons where the comma divides decimals.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// A record has at most so many fields, as in spreadsheet programs.
const MOST_FIELDS: usize = 16_384;
/// So many records are looked at to tell the delimiter of a table whose columns are not known.
const LOOKED_AT: usize = 50;

/// A table that was not read: the line of the file, counted from 1, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {reason}")]
pub struct CsvError {
    /// The line on which the row begins; 1 for what concerns the whole table.
    pub line: u64,
    /// What is wrong and what to do.
    pub reason: String,
}

impl CsvError {
    pub(super) fn new(line: u64, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// The line it begins on, counted from 1.
    pub line: u64,
    /// Its fields, quotation marks resolved, line breaks as `\n`.
    pub fields: Vec<Cow<'a, str>>,
}

impl Record<'_> {
    /// The field of a column without blanks around it; empty if the row ends before it.
    pub fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

/// A table as text, and what is not sure about its characters.
pub(super) struct Table {
    text: String,
    /// Sentences about the encoding.
    pub doubts: Vec<String>,
}

impl Table {
    /// Takes the bytes of a file.
    pub fn new(bytes: &[u8]) -> Result<Self, CsvError> {
        let decoded = encoding::decode(bytes)
            .ok_or_else(|| CsvError::new(1, "this is no text; save the table as CSV (UTF-8)"))?;
        let normalised = normalise(&decoded.text);
        let mut doubts = decoded.doubts;
        if normalised.nuls > 0 {
            let nuls = counted(normalised.nuls, "NUL character", "NUL characters");
            doubts.push(format!("Held {nuls}; each is marked \u{fffd}."));
        }
        Ok(Self { text: normalised.text, doubts })
    }

    /// All rows, read with the delimiter under which most of the first ones have the same number of fields.
    pub fn records(&self) -> Rows<'_> {
        let evenness = |delimiter| {
            let mut counts = HashMap::new();
            for record in Rows::new(&self.text, delimiter).take(LOOKED_AT).map_while(Result::ok) {
                *counts.entry(record.fields.len()).or_insert(0) += 1;
            }
            counts.into_iter().map(|(fields, rows)| (fields - 1) * rows).max().unwrap_or(0)
        };
        // Of delimiters that do equally well the first is the likeliest.
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| evenness(delimiter));
        Rows::new(&self.text, delimiter.unwrap_or(DELIMITERS[0]))
    }

    /// The header and the rows after it, read with the delimiter under which the header names all of `required`.
    pub fn rows(&self, required: &[&str]) -> Result<(Header, Rows<'_>), CsvError> {
        let mut found = None;
        for delimiter in DELIMITERS {
            let mut rows = Rows::new(&self.text, delimiter);
            let Some(first) = rows.next() else {
                return Err(CsvError::new(
                    1,
                    "the table is empty; its first line names the columns",
                ));
            };
            let header = Header::new(&first?);
            if required.iter().all(|&name| header.column(&[name]).is_some()) {
                return Ok((header, rows));
            }
            found.get_or_insert(header);
        }
        let header = found.unwrap_or_default();
        let missing = required.iter().find(|&&name| header.column(&[name]).is_none());
        Err(CsvError::new(
            header.line,
            format!(
                "there is no column “{}”; the first line must name the columns ({})",
                missing.unwrap_or(&""),
                required.join(", ")
            ),
        ))
    }
}

/// The names of the columns.
#[derive(Debug, Default)]
pub(super) struct Header {
    names: Vec<String>,
    line: u64,
}

impl Header {
    fn new(record: &Record<'_>) -> Self {
        let names = record.fields.iter().map(|name| name.trim().to_lowercase()).collect();
        Self { names, line: record.line }
    }

    /// The names of all columns, in lower case.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The first column with one of these names (in lower case).
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.names.iter().position(|name| names.contains(&name.as_str()))
    }

    /// Complains of a row that has more fields than there are columns, or, if `exact`, fewer.
    pub fn check(&self, record: &Record<'_>, exact: bool) -> Result<(), CsvError> {
        let (fields, columns) = (record.fields.len(), self.names.len());
        if fields > columns || exact && fields < columns {
            let fields = counted(fields, "field", "fields");
            let columns = counted(columns, "column", "columns");
            return Err(CsvError::new(
                record.line,
                format!("{fields} for {columns}; put fields with commas in quotation marks"),
            ));
        }
        Ok(())
    }
}

/// The records of a table; rows without any words are passed over.
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    line: u64,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0, line: 1 }
    }

    /// Reads one field; gives it and whether the record ends after it.
    fn field(&mut self) -> Result<(Cow<'a, str>, bool), CsvError> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            let range = self.until_end();
            return Ok((Cow::Borrowed(&self.text[range]), self.pass_end()));
        }
        let opened = self.line;
        let mut value = Cow::Borrowed("");
        loop {
            // At a quotation mark: the first one, or the second of a doubled one, which stands for itself.
            let start = self.at + 1;
            let Some(length) = bytes[start..].iter().position(|&b| b == b'"') else {
                let reason = "a quotation mark is opened and never closed";
                return Err(CsvError::new(opened, reason));
            };
            let piece = &self.text[start..start + length];
            self.line += line_breaks(piece);
            self.at = start + length + 1;
            match &mut value {
                Cow::Borrowed("") => value = Cow::Borrowed(piece),
                value => value.to_mut().push_str(piece),
            }
            if bytes.get(self.at) != Some(&b'"') {
                break;
            }
            value.to_mut().push('"');
        }
        let after = self.until_end();
        if !self.text[after].trim().is_empty() {
            let reason =
                "words stand after a closing quotation mark; double the marks within a field";
            return Err(CsvError::new(self.line, reason));
        }
        Ok((value, self.pass_end()))
    }

    /// Moves to the delimiter or line break that ends a field; gives what was passed.
    fn until_end(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let length = rest.iter().position(|&b| b == self.delimiter || b == b'\n');
        self.at = start + length.unwrap_or(rest.len());
        start..self.at
    }

    /// Moves past the end of a field; gives whether it was the end of the record.
    fn pass_end(&mut self) -> bool {
        let end = self.text.as_bytes().get(self.at);
        self.at += 1;
        self.line += u64::from(end == Some(&b'\n'));
        end != Some(&self.delimiter)
    }
}

fn line_breaks(text: &str) -> u64 {
    text.bytes().filter(|&b| b == b'\n').count() as u64
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Record<'a>, CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            let line = self.line;
            let mut fields = Vec::new();
            loop {
                match self.field() {
                    Ok(_) if fields.len() == MOST_FIELDS => {
                        self.at = self.text.len();
                        let most = grouped(MOST_FIELDS);
                        let reason = format!("it has more than {most} fields, which no table has");
                        return Some(Err(CsvError::new(line, reason)));
                    }
                    Ok((field, last)) => {
                        fields.push(field);
                        if last {
                            break;
                        }
                    }
                    Err(error) => {
                        self.at = self.text.len();
                        return Some(Err(error));
                    }
                }
            }
            if fields.iter().any(|field| !field.trim().is_empty()) {
                return Some(Ok(Record { line, fields }));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &str) -> Result<Vec<(u64, Vec<String>)>, CsvError> {
        Rows::new(text, b',')
            .map(|record| {
                record.map(|r| (r.line, r.fields.into_iter().map(Cow::into_owned).collect()))
            })
            .collect()
    }

    #[test]
    fn records_know_their_lines() {
        let read = records("a,b\n\"x\ny\",\"say \"\"no\"\"\"\n\n,\n\"\",c,\n\"\"\"\",5\" pipe");
        let strings = |fields: &[&str]| fields.iter().map(|&f| f.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read,
            Ok(vec![
                (1, strings(&["a", "b"])),
                (2, strings(&["x\ny", "say \"no\""])),
                (6, strings(&["", "c", ""])),
                (7, strings(&["\"", "5\" pipe"])),
            ])
        );
    }

    #[test]
    fn bad_quotation_marks_are_errors_at_their_line() {
        assert_eq!(records("a\n\"b\nc\n").map_err(|e| e.line), Err(2));
        assert_eq!(records("a\n\"b\n\"c,d").map_err(|e| e.line), Err(3));
        assert!(records("\"a\" ,b").is_ok());
        assert_eq!(records(&",".repeat(MOST_FIELDS - 1)), Ok(Vec::new()));
        assert_eq!(records(&format!("a\n{}", ",".repeat(MOST_FIELDS))).map_err(|e| e.line), Err(2));
    }

    #[test]
    fn delimiters_are_found_by_the_header() {
        for text in ["Path,x\nA,1", "x; PATH \n1;A", "path\tx\r\nA\t1", "\u{feff}path\nA"] {
            let table = Table::new(text.as_bytes()).expect("a text");
            let (header, mut rows) = table.rows(&["path"]).expect("a header");
            let column = header.column(&["path"]).expect("the column");
            let row = rows.next().expect("a row").expect("a sound row");
            assert_eq!((row.field(column), row.line), ("A", 2), "{text}");
        }
        let table = Table::new(b"code,colour\nA,").expect("a text");
        let error = table.rows(&["path"]).map(|_| ()).expect_err("no path");
        assert!(error.to_string().starts_with("line 1: there is no column “path”"), "{error}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a,\"\n é]{0,6}", 1..5), 0..8)) {
            let text: String = rows
                .iter()
                .map(|row| {
                    let fields: Vec<_> = row.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
                    fields.join(",") + "\n"
                })
                .collect();
            let kept: Vec<_> = rows.into_iter().filter(|r| r.iter().any(|f| !f.trim().is_empty())).collect();
            let read = records(&text).map(|rows| rows.into_iter().map(|(_, fields)| fields).collect::<Vec<_>>());
            prop_assert_eq!(read, Ok(kept));
        }

        #[test]
        fn nothing_panics(text in "[a,;\t\"\n é]{0,60}") {
            for row in Rows::new(&text, b',').flatten() {
                prop_assert!(row.line >= 1 && !row.fields.is_empty());
            }
        }
    }
}
