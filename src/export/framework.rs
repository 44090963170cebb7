//! The code framework: as CSV for other programs, as a Word document for the wall and the appendix.

use serde::Serialize;

use super::csv::Table;
use super::docx::{Document, style};
use super::report::heading;
use super::{ExportError, characters};
use crate::domain::{Colour, PATH_SEPARATOR};

/// One code of the framework, in the order of the tree (a parent before its children).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkRow {
    /// Its names from the top; never empty.
    pub path: Vec<String>,
    /// When to use it and when not; may be empty.
    pub definition: String,
    /// Its own colour; none means a shade of its parent's.
    pub colour: Option<Colour>,
    /// Quotations that carry the code itself.
    pub quotations: usize,
    /// Quotations that carry it or a code below it, each counted once.
    pub with_sub_codes: usize,
}

/// The framework as CSV with the columns `path,name,definition,colour`, the names of a path joined by ` > `, the
/// colour as `#rrggbb` or empty. It reads in again as the same framework, so it holds no counts. UTF-8 without a byte
/// order mark: this file is read by programs, and many take a mark as a part of the first column's name.
pub fn framework_csv(rows: &[FrameworkRow]) -> Vec<u8> {
    let mut table = Table::new(b"", ["path", "name", "definition", "colour"]);
    for row in rows {
        table.row([
            &row.path.join(PATH_SEPARATOR),
            row.path.last().map_or("", String::as_str),
            &row.definition,
            &row.colour.map(|colour| colour.to_string()).unwrap_or_default(),
        ]);
    }
    table.finish()
}

/// The printed codebook: a Word document with a real heading for each code, its definition, and a quiet line with its
/// counts. `made` is the date as it shall be printed.
///
/// # Errors
///
/// [`ExportError::Package`] when the file's parts cannot be packed.
pub fn framework_docx(
    title: &str,
    made: &str,
    rows: &[FrameworkRow],
) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new(title);
    document.text(style::TITLE, &characters::on_one_line(title));
    let codes = match rows.len() {
        1 => "1 code".to_owned(),
        count => format!("{count} codes"),
    };
    document.text(style::NOTE, &codes);
    if !made.is_empty() {
        document.text(style::NOTE, &format!("Made {made}"));
    }
    for row in rows {
        if let Some((level, name)) = heading(&row.path) {
            document.text(style::HEADINGS[level - 1], &characters::on_one_line(&name));
        }
        if !row.definition.is_empty() {
            document.text(style::DEFINITION, &row.definition);
        }
        document.text(style::COUNTS, &counts(row));
    }
    document.pack()
}

/// “12 quotations, 30 with sub-codes”.
fn counts(row: &FrameworkRow) -> String {
    let own = match row.quotations {
        0 => "No quotations".to_owned(),
        1 => "1 quotation".to_owned(),
        count => format!("{count} quotations"),
    };
    if row.with_sub_codes == row.quotations {
        own
    } else {
        format!("{own}, {} with sub-codes", row.with_sub_codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &[&str], colour: Option<Colour>, quotations: usize, all: usize) -> FrameworkRow {
        FrameworkRow {
            path: path.iter().map(|&name| name.to_owned()).collect(),
            definition: "Yes, \"and\"\nno".to_owned(),
            colour,
            quotations,
            with_sub_codes: all,
        }
    }

    #[test]
    fn writes_its_columns() {
        let green = "#6c9539".parse().ok();
        let rows = [row(&["Access"], green, 0, 2), row(&["Access", "Waiting, long"], None, 2, 2)];
        assert_eq!(
            String::from_utf8(framework_csv(&rows)).expect("UTF-8"),
            "path,name,definition,colour\r\n\
             Access,Access,\"Yes, \"\"and\"\"\nno\",#6c9539\r\n\
             \"Access > Waiting, long\",\"Waiting, long\",\"Yes, \"\"and\"\"\nno\",\r\n"
        );
    }

    #[test]
    fn counts_in_words() {
        assert_eq!(counts(&row(&["a"], None, 0, 0)), "No quotations");
        assert_eq!(counts(&row(&["a"], None, 1, 1)), "1 quotation");
        assert_eq!(counts(&row(&["a"], None, 0, 4)), "No quotations, 4 with sub-codes");
        assert_eq!(counts(&row(&["a"], None, 12, 30)), "12 quotations, 30 with sub-codes");
    }
}
