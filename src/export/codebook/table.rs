//! The framework as a table: a row for each code, in the order of the tree.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::{CodebookReport, CodebookRow};
use crate::domain::PATH_SEPARATOR;
use crate::export::ExportError;
use crate::export::characters::{legal, on_one_line};
use crate::export::csv::Table;
use crate::export::xlsx::{held, properties, write_text};

/// The columns with their widths in a workbook, in characters of Excel's default font.
const COLUMNS: [(&str, f64); 11] = [
    ("path", 40.0),
    ("name", 28.0),
    ("definition", 60.0),
    ("colour", 10.0),
    ("when to use", 40.0),
    ("when not to use", 40.0),
    ("question", 24.0),
    ("origin", 12.0),
    ("applicable", 11.0),
    ("archived", 10.0),
    ("id", 38.0),
];

/// The cells of a code: the names of its path joined by ` > `, its colour as `#rrggbb` or empty, yes or no.
fn cells(row: &CodebookRow) -> [String; COLUMNS.len()] {
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    [
        on_one_line(&row.path.join(PATH_SEPARATOR)),
        on_one_line(row.name()),
        row.words.definition.clone(),
        row.colour.map(|colour| colour.to_string()).unwrap_or_default(),
        row.words.include.clone(),
        row.words.exclude.clone(),
        row.words.question.clone(),
        row.origin.word().to_owned(),
        yes_or_no(row.is_applicable),
        yes_or_no(row.is_archived),
        row.key.to_string(),
    ]
}

/// As CSV. It reads in again as the same framework, so it holds no counts. UTF-8 without a byte order mark: this file is
/// read by programs, and many take a mark as a part of the first column's name.
pub(super) fn csv(report: &CodebookReport) -> Vec<u8> {
    let mut table = Table::new(b"", &COLUMNS.map(|(name, _)| name));
    for row in &report.codes {
        table.row(&cells(row).each_ref().map(String::as_str));
    }
    table.finish()
}

/// As a workbook: a bold head that stays in sight, and words wrapped in their cells.
pub(super) fn xlsx(report: &CodebookReport) -> Result<Vec<u8>, ExportError> {
    write(report).map_err(|error| ExportError::Spreadsheet(error.to_string()))
}

fn write(report: &CodebookReport) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&report.title)?);
    let head = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Codes")?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        let mut letters = name.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        let name: String = first.into_iter().chain(letters).collect();
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut last = 0;
    for (at, row) in (1..).zip(&report.codes) {
        for (column, cell) in (0..).zip(cells(row)) {
            let cell = legal(&cell);
            write_text(sheet, at, column, held(&cell), &wrapped)?;
        }
        last = at;
    }
    sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1)?;
    workbook.save_to_buffer()
}

/// Whether a text does not fit a cell of Excel.
pub(super) fn is_cut(text: &str) -> bool {
    held(text).len() < text.len()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn writes_its_columns() {
        assert_eq!(
            String::from_utf8(csv(&sample())).expect("UTF-8"),
            "path,name,definition,colour,when to use,when not to use,question,origin,applicable,archived,id\r\n\
             Access,Access,,#6c9539,,,,framework,no,no,00000000-0000-0000-0000-000000000001\r\n\
             \"Access > Waiting, <long>\",\"Waiting, <long>\",\"Time \"\"lost\"\"\nbefore\",,Days & weeks,Hours,RQ 2,\
             in vivo,yes,yes,00000000-0000-0000-0000-000000000002\r\n"
        );
    }
}
