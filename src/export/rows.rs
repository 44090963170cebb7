//! Quotes as the rows of a table: which columns there are, and what stands in them. Excel and CSV files have the same.

use std::borrow::Cow;

use super::report::{LIST_SEPARATOR, QuoteReport};
use super::{PrintedQuote, QuoteSection};

/// Stands behind the name of every column that is for the team only.
const PRIVATE: &str = " (private)";

/// The columns that are for the team only, with their widths.
const PRIVATE_COLUMNS: [(&str, f64); 8] = [
    ("source", 24.0),
    ("file", 24.0),
    ("start", 14.0),
    ("end", 14.0),
    ("speakers", 18.0),
    ("names", 18.0),
    ("coders", 18.0),
    ("comment", 36.0),
];

/// A column.
pub(super) struct Column {
    /// Its name, beginning with a small letter unless it is an attribute's.
    pub name: String,
    /// How wide it is, in characters of Excel's default font.
    pub width: f64,
}

/// What stands in one column of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Text, never a formula.
    Words(Cow<'a, str>),
    /// A number.
    Number(u32),
}

/// Where the column of labels stands.
pub(super) const LABEL: usize = 2;

/// The columns of a report: what is private stands last, and says so.
pub(super) fn columns(report: &QuoteReport) -> Vec<Column> {
    let column = |(name, width): (&str, f64)| Column { name: name.to_owned(), width };
    let private = |(name, width): (&str, f64)| Column { name: format!("{name}{PRIVATE}"), width };
    let mut columns: Vec<Column> =
        [("section", 28.0), ("words", 80.0), ("label", 18.0)].map(column).into();
    if has_context(report) {
        columns.extend([("before", 40.0), ("after", 40.0)].map(column));
    }
    columns.extend([("codes", 34.0), ("kind", 11.0)].map(column));
    columns.extend(report.columns.iter().map(|name| column((name, 18.0))));
    if report.warning().is_some() {
        columns.extend(PRIVATE_COLUMNS.map(private));
    }
    columns
}

/// The rows of a report, each with a cell for each column.
pub(super) fn rows(report: &QuoteReport) -> impl Iterator<Item = Vec<Cell<'_>>> {
    let has_context = has_context(report);
    report.lines().map(move |(section, quote)| row(report, section, quote, has_context))
}

fn has_context(report: &QuoteReport) -> bool {
    report.lines().any(|(_, quote)| quote.context.is_some())
}

fn row<'r>(
    report: &'r QuoteReport,
    section: &'r QuoteSection,
    quote: &'r PrintedQuote,
    has_context: bool,
) -> Vec<Cell<'r>> {
    let words = |words: &'r str| Cell::Words(Cow::Borrowed(words));
    let list = |all: &[String]| Cell::Words(Cow::Owned(all.join(LIST_SEPARATOR)));
    let mut row =
        vec![Cell::Words(Cow::Owned(section.name())), words(&quote.words), words(&quote.label)];
    if has_context {
        let context = quote.context.as_ref();
        row.push(words(context.map_or("", |context| &context.before)));
        row.push(words(context.map_or("", |context| &context.after)));
    }
    row.extend([list(&quote.codes), words(quote.kind.word())]);
    let values = quote.values.iter().map(String::as_str).chain(std::iter::repeat(""));
    row.extend(report.columns.iter().zip(values).map(|(_, value)| words(value)));
    match report.private(quote) {
        Some(private) => {
            let names: Vec<&str> = private.names.iter().map(|name| &**name).collect();
            row.extend([
                words(&private.source),
                words(&private.file),
                Cell::Number(private.start),
                Cell::Number(private.end),
                list(&private.speakers),
                Cell::Words(Cow::Owned(names.join(LIST_SEPARATOR))),
                list(&private.coders),
                words(&private.comment),
            ]);
        }
        // Nothing is known of it.
        None if report.warning().is_some() => row.extend(PRIVATE_COLUMNS.map(|_| words(""))),
        None => {}
    }
    row
}
