//! An Excel workbook: one sheet of quotes to sort and filter, one that says what they are.
//!
//! Cells are typed as text or as numbers, so that `=1+1` in somebody's mouth never computes. A cell holds 32,767
//! UTF-16 units (Excel's specifications and limits); what is longer goes on in the rows below, whose labels say so,
//! and the second sheet counts them. Joined, the parts are the exact text.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use unicode_segmentation::UnicodeSegmentation;

use super::characters::{legal, replaced_in};
use super::rows::{Cell, LABEL, columns, rows};
use super::{ExportError, PROGRAM, QuoteReport};
use crate::text::capital;

/// UTF-16 units in one cell.
const LARGEST: usize = 32_767;

/// The same, less what “(continued 2/3)” may add to a label.
const CELL: usize = LARGEST - 40;

/// Rows in one sheet.
const ROWS: usize = 1_048_576;
/// Columns in one sheet.
const COLUMNS: usize = 16_384;

/// The whole workbook.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let rows: Vec<Vec<_>> =
        rows(report).map(|row| row.into_iter().map(legal_cell).collect()).collect();
    check_size(1 + rows.iter().map(|row| parts(row)).sum::<usize>(), columns(report).len())?;
    write(report, &rows).map_err(|error| ExportError::Spreadsheet(error.to_string()))
}

/// Refuses what one sheet does not hold.
///
/// # Errors
///
/// [`ExportError::TooManyRows`] and [`ExportError::TooManyColumns`].
pub(super) fn check_size(rows: usize, columns: usize) -> Result<(), ExportError> {
    if rows > ROWS {
        return Err(ExportError::TooManyRows(rows));
    }
    if columns > COLUMNS {
        return Err(ExportError::TooManyColumns(columns));
    }
    Ok(())
}

/// The properties of a workbook: its title and the program, no person. Excel shows a date, and the same report gives the
/// same bytes, so it is the one that the parts of every package have.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let title = legal(title);
    let date = ExcelDateTime::from_ymd(1980, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_author(PROGRAM).set_creation_datetime(&date))
}

fn write(report: &QuoteReport, rows: &[Vec<Cell<'_>>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&report.title)?);
    let divided = write_quotes(workbook.add_worksheet(), report, rows)?;
    write_about(workbook.add_worksheet(), report, divided)?;
    workbook.save_to_buffer()
}

/// Fills the sheet of quotes; gives how many of them needed more than one row.
fn write_quotes(
    sheet: &mut Worksheet,
    report: &QuoteReport,
    rows: &[Vec<Cell<'_>>],
) -> Result<usize, XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let number = Format::new().set_align(FormatAlign::Top);
    sheet.set_name(if report.warning().is_some() { "Quotes (private)" } else { "Quotes" })?;
    let columns = columns(report);
    for (at, column) in (0..).zip(&columns) {
        sheet.set_column_width(at, column.width)?;
        write_text(sheet, 0, at, held(&legal(&capital(&column.name))), &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    let mut divided = 0;
    for cells in rows {
        let parts = parts(cells);
        divided += usize::from(parts > 1);
        for (column, cell) in (0..).zip(cells) {
            let words = match cell {
                Cell::Words(words) => words,
                Cell::Number(count) => {
                    for part in 0..parts as u32 {
                        sheet.write_number_with_format(row + part, column, *count, &number)?;
                    }
                    continue;
                }
            };
            let pieces = pieces(words);
            for part in 0..parts {
                // What fits is repeated, so that filters keep the parts of a quote together.
                let piece = match pieces.as_slice() {
                    [whole] => whole,
                    pieces => pieces.get(part).copied().unwrap_or_default(),
                };
                let row = row + part as u32;
                if usize::from(column) == LABEL && part > 0 {
                    let label = format!("{piece} (continued {}/{parts})", part + 1);
                    write_text(sheet, row, column, label.trim_start(), &wrapped)?;
                } else if !piece.is_empty() {
                    write_text(sheet, row, column, piece, &wrapped)?;
                }
            }
        }
        row += parts as u32;
    }
    sheet.autofilter(0, 0, row - 1, columns.len() as u16 - 1)?;
    Ok(divided)
}

/// Fills the sheet that says what the quotes are.
fn write_about(
    sheet: &mut Worksheet,
    report: &QuoteReport,
    divided: usize,
) -> Result<(), XlsxError> {
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
    let replaced = replaced_in(report.lines().flat_map(|(_, quote)| quote.said()), "Excel");
    let notes = report.all_notes(divided.into_iter().chain(replaced));
    let notes = report.warning().into_iter().chain(notes.iter().map(String::as_str));
    write_notes(sheet, &report.title, notes)
}

/// Fills the sheet that says what another one is: its title, and a row for each note.
pub(super) fn write_notes<'n>(
    sheet: &mut Worksheet,
    title: &str,
    notes: impl Iterator<Item = &'n str>,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_font_size(14).set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("About")?;
    sheet.set_column_width(0, 90)?;
    write_text(sheet, 0, 0, held(&legal(title)), &bold)?;
    let mut row = 1;
    for note in notes {
        for piece in pieces(&legal(note)) {
            write_text(sheet, row, 0, piece, &wrapped)?;
            row += 1;
        }
    }
    Ok(())
}

/// A cell that Excel can hold, but for its length.
fn legal_cell(cell: Cell<'_>) -> Cell<'_> {
    match cell {
        Cell::Words(Cow::Borrowed(words)) => Cell::Words(legal(words)),
        Cell::Words(Cow::Owned(words)) => Cell::Words(legal(&words).into_owned().into()),
        number => number,
    }
}

/// How many rows the cells of a quote need.
fn parts(cells: &[Cell<'_>]) -> usize {
    let rows = cells.iter().map(|cell| match cell {
        Cell::Words(words) => pieces(words).len(),
        Cell::Number(_) => 1,
    });
    rows.max().unwrap_or(1)
}

/// As much of a text as one cell holds.
pub(super) fn held(text: &str) -> &str {
    cut(text, LARGEST)[0]
}

/// A text cut into pieces that fit a cell.
fn pieces(text: &str) -> Vec<&str> {
    cut(text, CELL)
}

/// A text cut into pieces of so many UTF-16 units at most, between grapheme clusters (inside one only where it alone is too
/// long). One piece at least.
fn cut(text: &str, most: usize) -> Vec<&str> {
    // No text has more UTF-16 units than bytes: nearly all are done here.
    if text.len() <= most {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let (mut from, mut units) = (0, 0);
    let mut step = |at: usize, length: usize| {
        if units + length > most {
            pieces.push(&text[from..at]);
            (from, units) = (at, 0);
        }
        units += length;
    };
    for (at, cluster) in text.grapheme_indices(true) {
        let length: usize = cluster.chars().map(char::len_utf16).sum();
        if length <= most {
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
