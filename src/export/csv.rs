//! Comma-separated values (RFC 4180): quotes for a spreadsheet, and what the exchange files share.

use std::borrow::Cow;

use super::QuoteReport;
use super::rows::{Cell, columns, rows};

/// U+FEFF in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Quotes, one per row, as UTF-8 with a byte order mark: without it, Excel reads a double-clicked file in the
/// machine's old encoding and garbles every accent.
///
/// Text that begins with `=`, `+`, `-` or `@` stays exact. Putting a quote mark before it, as is sometimes advised
/// against formulas in spreadsheets, would change what a person said in every other program; who wants a
/// spreadsheet that cannot compute gets it as XLSX, where the cells are typed as text.
pub(super) fn quotes(report: &QuoteReport) -> Vec<u8> {
    let columns = columns(report);
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let mut table = Table::new(BYTE_ORDER_MARK, &names);
    for row in rows(report) {
        let cells: Vec<Cow<'_, str>> = row
            .into_iter()
            .map(|cell| match cell {
                Cell::Words(words) => words,
                Cell::Number(number) => number.to_string().into(),
            })
            .collect();
        table.row(&cells.iter().map(|cell| &**cell).collect::<Vec<_>>());
    }
    table.finish()
}

/// A table with its columns' names, as UTF-8 with a byte order mark; and how many rows it has.
pub fn rows_csv<const N: usize>(
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> (Vec<u8>, usize) {
    let mut table = Table::new(BYTE_ORDER_MARK, &columns);
    let mut count = 0;
    for row in rows {
        table.row(&row.each_ref().map(String::as_str));
        count += 1;
    }
    (table.finish(), count)
}

/// Rows of as many cells as there are columns, on their way into memory. Lines end in CR LF and cells are quoted where they must be (RFC 4180,
/// section 2).
pub(super) struct Table {
    writer: ::csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table that begins with these bytes (a byte order mark, or nothing) and its columns' names.
    pub(super) fn new(mark: &[u8], columns: &[&str]) -> Self {
        let writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(mark.to_vec());
        let mut table = Self { writer };
        table.row(columns);
        table
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[&str]) {
        self.writer
            .write_record(cells)
            .expect("rows of one length, written to memory, cannot fail");
    }

    /// The file's bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("flushing to memory cannot fail")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{rich_sample, sample};

    #[test]
    fn a_row_for_each_quote() {
        let written = String::from_utf8(quotes(&sample())).expect("UTF-8");
        assert_eq!(
            written,
            "\u{feff}section,words,label,codes,kind,Area\r\n\
             Access > Waiting,\"We *wait* <weeks>.\nThen\twe go.\",[GP ID 161],Access > Waiting; Trust,interview,rural\r\n\
             Access > Waiting,\"=1+1, \"\"she\"\" said\",[M7],Access > Waiting; Trust,interview,rural\r\n"
        );
    }

    #[test]
    fn private_columns_stand_last_and_say_so() {
        let written = String::from_utf8(quotes(&rich_sample())).expect("UTF-8");
        assert_eq!(
            written,
            "\u{feff}section,words,label,before,after,codes,kind,Area,source (private),file (private),start (private),\
             end (private),speakers (private),names (private),coders (private),comment (private)\r\n\
             Access > Waiting,\"[GP ID 161]: We waited, […] for weeks.\nThen [the doctor] went.\",\
             \"[GP ID 161, emphasis added]\",INT: And then?,\"INT: I see.\nThank you.\",Access > Waiting; Trust,interview,\
             rural,Site 3 – Dr Miller,Miller final.docx,10,40,GP ID 161,Ann Miller,Amara Okafor,\"ask \"\"again\"\"\"\r\n"
        );
    }
}
