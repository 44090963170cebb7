//! An Excel workbook: one sheet of quotes to sort and filter, one that says what they are.
//!
//! Cells are typed as text or as numbers, so that `=1+1` in somebody's mouth never computes. A cell holds 32,767
//! UTF-16 units (Excel's specifications and limits); what is longer goes on in the rows below, whose labels say so,
//! and the second sheet counts them. Joined, the parts are the exact text.

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_segmentation::UnicodeSegmentation;

use super::characters::{legal, note_on_replaced};
use super::csv::LIST_SEPARATOR;
use super::{ExportError, PrintedQuote, QuoteReport, QuoteSection};

/// The columns with their widths, in characters of Excel's default font.
const COLUMNS: [(&str, f64); 11] = [
    ("Code", 28.0),
    ("Quote", 80.0),
    ("Label", 18.0),
    ("Source", 24.0),
    ("Kind", 11.0),
    ("Speaker", 16.0),
    ("Codes", 34.0),
    ("Coders", 18.0),
    ("Comment", 36.0),
    ("Start", 9.0),
    ("End", 9.0),
];

/// Where the columns stand that are written apart.
const LABEL: usize = 2;
const START: u16 = 9;
const END: u16 = 10;

/// UTF-16 units in one cell: Excel's 32,767, less what “(continued 2/3)” may add to a label.
const CELL: usize = 32_767 - 40;

/// Rows in one sheet.
const ROWS: usize = 1_048_576;

/// The whole workbook.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let rows: usize =
        1 + report.lines().map(|(section, quote)| parts(&cells(section, quote))).sum::<usize>();
    if rows > ROWS {
        return Err(ExportError::TooManyRows(rows));
    }
    write(report).map_err(|error| ExportError::Spreadsheet(error.to_string()))
}

fn write(report: &QuoteReport) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(legal(&report.title)));
    let divided = write_quotes(workbook.add_worksheet(), report)?;
    write_about(workbook.add_worksheet(), report, divided)?;
    workbook.save_to_buffer()
}

/// Fills the sheet of quotes; gives how many of them needed more than one row.
fn write_quotes(sheet: &mut Worksheet, report: &QuoteReport) -> Result<usize, XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let number = Format::new().set_align(FormatAlign::Top);
    sheet.set_name("Quotes")?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    let mut divided = 0;
    for (section, quote) in report.lines() {
        let cells = cells(section, quote);
        let parts = parts(&cells);
        divided += usize::from(parts > 1);
        let cut: Vec<Vec<&str>> = cells.iter().map(|cell| pieces(cell)).collect();
        for part in 0..parts {
            for (column, pieces) in (0..).zip(&cut) {
                // What fits is repeated, so that filters keep the parts of a quote together.
                let piece = match pieces.as_slice() {
                    [whole] => whole,
                    pieces => pieces.get(part).copied().unwrap_or_default(),
                };
                if usize::from(column) == LABEL && part > 0 {
                    let label = format!("{piece} (continued {}/{parts})", part + 1);
                    write_text(sheet, row, column, label.trim_start(), &wrapped)?;
                } else {
                    write_text(sheet, row, column, piece, &wrapped)?;
                }
            }
            sheet.write_number_with_format(row, START, quote.start, &number)?;
            sheet.write_number_with_format(row, END, quote.end, &number)?;
            row += 1;
        }
    }
    sheet.autofilter(0, 0, row - 1, END)?;
    Ok(divided)
}

/// Fills the sheet that says what the quotes are.
fn write_about(
    sheet: &mut Worksheet,
    report: &QuoteReport,
    divided: usize,
) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14).set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("About")?;
    sheet.set_column_width(0, 90)?;
    let divided = match divided {
        0 => None,
        1 => Some("One quote is longer than a cell of Excel holds".to_owned()),
        count => Some(format!("{count} quotes are longer than a cell of Excel holds")),
    }
    .map(|what| {
        format!(
            "{what}; the rest follows in the rows below, marked “(continued 2/3)” after the label."
        )
    });
    let replaced = note_on_replaced(report, "Excel");
    let made = (!report.made.is_empty()).then(|| format!("Made {}", report.made));
    write_text(sheet, 0, 0, pieces(&legal(&report.title))[0], &title)?;
    let mut row = 1;
    for note in report.notes.iter().chain(&divided).chain(&replaced).chain(&made) {
        for piece in pieces(&legal(note)) {
            write_text(sheet, row, 0, piece, &wrapped)?;
            row += 1;
        }
    }
    Ok(())
}

/// The text cells of a quote, by column.
fn cells(section: &QuoteSection, quote: &PrintedQuote) -> [String; START as usize] {
    [
        section.code(),
        quote.text.clone(),
        quote.label.clone(),
        quote.document.clone(),
        quote.kind.word().to_owned(),
        quote.speaker.clone(),
        quote.codes.join(LIST_SEPARATOR),
        quote.coders.join(LIST_SEPARATOR),
        quote.comment.clone(),
    ]
    .map(|cell| legal(&cell).into_owned())
}

/// How many rows the cells need.
fn parts(cells: &[String]) -> usize {
    cells.iter().map(|cell| pieces(cell).len()).max().unwrap_or(1)
}

/// A text cut into pieces that fit a cell, between grapheme clusters (inside one only where it alone is too long). One
/// piece at least.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    // No text has more UTF-16 units than bytes: nearly all are done here.
    if text.len() <= CELL {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let (mut from, mut units) = (0, 0);
    let mut step = |at: usize, length: usize| {
        if units + length > CELL {
            pieces.push(&text[from..at]);
            (from, units) = (at, 0);
        }
        units += length;
    };
    for (at, cluster) in text.grapheme_indices(true) {
        let length: usize = cluster.chars().map(char::len_utf16).sum();
        if length <= CELL {
            step(at, length);
        } else {
            for (inside, c) in cluster.char_indices() {
                step(at + inside, c.len_utf16());
            }
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// Writes a text cell.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    // rust_xlsxwriter takes a plain string in this very shape for rich text that it made itself, and would write it
    // unescaped. As rich text of one run it is escaped, except for Excel's own `_xHHHH_`, which that way leaves alone.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        let text = text.replace("_x", "_x005F_x");
        sheet.write_rich_string_with_format(row, column, &[(&Format::new(), &text)], format)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_long_texts_without_loss() {
        let family = "👩‍⚕️";
        let texts = [
            ("a".repeat(CELL), 1),
            ("é".repeat(100_000), 4),
            (family.repeat(20_000), 4),
            ("\u{301}".repeat(70_000), 3),
        ];
        for (text, expected) in texts {
            let pieces = pieces(&text);
            assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= CELL));
            assert_eq!(pieces.concat(), text);
            assert_eq!(pieces.len(), expected);
        }
        assert!(pieces(&family.repeat(20_000)).iter().all(|piece| piece.starts_with('👩')));
        assert_eq!(pieces(""), [""]);
    }
}
