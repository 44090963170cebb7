//! Comma-separated values (RFC 4180): quotes for a spreadsheet, and what the exchange files share.

use super::QuoteReport;

/// The columns of a file of quotes.
const COLUMNS: [&str; 11] = [
    "code", "quote", "label", "document", "kind", "speaker", "codes", "coders", "comment", "start",
    "end",
];

/// U+FEFF in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Stands between several codes or coders in one cell.
pub(super) const LIST_SEPARATOR: &str = "; ";

/// Quotes, one per line, as UTF-8 with a byte order mark: without it, Excel reads a double-clicked file in the
/// machine's old encoding and garbles every accent.
///
/// Text that begins with `=`, `+`, `-` or `@` stays exact. Putting a quote mark before it, as is sometimes advised
/// against formulas in spreadsheets, would change what a person said in every other program; who wants a
/// spreadsheet that cannot compute gets it as XLSX, where the cells are typed as text.
pub(super) fn quotes(report: &QuoteReport) -> Vec<u8> {
    let mut table = Table::new(BYTE_ORDER_MARK, COLUMNS);
    for (section, quote) in report.lines() {
        table.row([
            section.code().as_str(),
            &quote.text,
            &quote.label,
            &quote.document,
            quote.kind.word(),
            &quote.speaker,
            &quote.codes.join(LIST_SEPARATOR),
            &quote.coders.join(LIST_SEPARATOR),
            &quote.comment,
            &quote.start.to_string(),
            &quote.end.to_string(),
        ]);
    }
    table.finish()
}

/// A table with its columns' names, as UTF-8 with a byte order mark; and how many rows it has.
pub fn rows_csv<const N: usize>(
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> (Vec<u8>, usize) {
    let mut table = Table::new(BYTE_ORDER_MARK, columns);
    let mut count = 0;
    for row in rows {
        table.row(row.each_ref().map(String::as_str));
        count += 1;
    }
    (table.finish(), count)
}

/// Rows of `N` cells on their way into memory. Lines end in CR LF and cells are quoted where they must be (RFC 4180,
/// section 2).
pub(super) struct Table<const N: usize> {
    writer: ::csv::Writer<Vec<u8>>,
}

impl<const N: usize> Table<N> {
    /// A table that begins with these bytes (a byte order mark, or nothing) and its columns' names.
    pub(super) fn new(mark: &[u8], columns: [&str; N]) -> Self {
        let writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(mark.to_vec());
        let mut table = Self { writer };
        table.row(columns);
        table
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: [&str; N]) {
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
    use crate::export::report::sample;

    #[test]
    fn quotes_as_they_were_always_written() {
        let written = String::from_utf8(quotes(&sample())).expect("UTF-8");
        assert_eq!(
            written,
            "\u{feff}code,quote,label,document,kind,speaker,codes,coders,comment,start,end\r\n\
             Access > Waiting,\"We *wait* <weeks>.\nThen\twe go.\",[GP ID 161],\
             Site 3 – Dr Miller.docx,interview,GP ID 161,Access > Waiting; Trust,Amara Okafor,\
             \"ask \"\"again\"\"\",10,40\r\n\
             Access > Waiting,\"=1+1, \"\"she\"\" said\",[M7],\
             Site 3 – Dr Miller.docx,interview,GP ID 161,Access > Waiting; Trust,Amara Okafor,\
             \"ask \"\"again\"\"\",90,106\r\n"
        );
    }
}
