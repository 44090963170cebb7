//! A table of texts, such as a matrix of summaries: as an Excel workbook and as CSV, to be read and worked on elsewhere, and to be
//! read in again by the keys of its rows.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::ExportError;
use super::characters::{legal, replaced_in};
use super::csv::{BYTE_ORDER_MARK, Table};
use super::report::PRIVATE_NOTE;
use super::xlsx::{check_size, held, properties, write_notes, write_text};
use crate::analysis::labels::Audience;

/// A table of texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextTable {
    /// What it is.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// When it was made, as it shall be printed; may be empty.
    pub made: String,
    /// Whom the file is for: a workbook for the team says so. What the cells say is for whoever fills them to mind.
    pub audience: Audience,
    /// Its columns.
    pub columns: Vec<TextColumn>,
    /// How many columns from the first stay in sight while one scrolls.
    pub frozen: usize,
    /// The cells by row. Those that are not there are empty; those without a column are left out.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table of texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextColumn {
    /// Its heading.
    pub name: String,
    /// How wide it is, in characters.
    pub width: f64,
    /// Whether it holds what programs tell the rows by; Excel does not show it until it is asked to.
    pub is_key: bool,
}

/// A table of texts as CSV (RFC 4180): a line of headings, then a line for each row. UTF-8 with a byte order mark, for Excel.
/// Cells stand exactly as they are.
pub fn text_table_csv(table: &TextTable) -> Vec<u8> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let mut written = Table::new(BYTE_ORDER_MARK, &names);
    for row in &table.rows {
        written.row(&cells(table, row).collect::<Vec<_>>());
    }
    written.finish()
}

/// A table of texts as a workbook: one sheet with its cells as text, never as formulas, the headings in sight while one scrolls;
/// one sheet that says what they are. With it a sentence for each cell whose end was left out because Excel's cells are too
/// small for it.
///
/// # Errors
///
/// When one sheet does not hold it.
pub fn text_table_xlsx(table: &TextTable) -> Result<(Vec<u8>, Vec<String>), ExportError> {
    check_size(table.rows.len() + 1, table.columns.len())?;
    write(table).map_err(|error| ExportError::Spreadsheet(error.to_string()))
}

fn write(table: &TextTable) -> Result<(Vec<u8>, Vec<String>), XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&table.title)?);
    let warnings = write_cells(workbook.add_worksheet(), table)?;
    let said = table.rows.iter().flat_map(|row| cells(table, row));
    let replaced = replaced_in(said, "Excel");
    let private = (table.audience == Audience::Team).then_some(PRIVATE_NOTE);
    let made = (!table.made.is_empty()).then(|| format!("Made {}", table.made));
    let notes = table.notes.iter().chain(&warnings).chain(&replaced).chain(&made);
    let notes = private.into_iter().chain(notes.map(String::as_str));
    write_notes(workbook.add_worksheet(), &table.title, notes)?;
    Ok((workbook.save_to_buffer()?, warnings))
}

/// Fills the sheet of cells; gives what is to be said of those that were cut.
fn write_cells(sheet: &mut Worksheet, table: &TextTable) -> Result<Vec<String>, XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let is_private = table.audience == Audience::Team;
    sheet.set_name(if is_private { "Table (private)" } else { "Table" })?;
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
        if column.is_key {
            sheet.set_column_hidden(at)?;
        }
        write_text(sheet, 0, at, held(&legal(&column.name)), &head)?;
    }
    // The number of columns was checked.
    sheet.set_freeze_panes(1, table.frozen.min(table.columns.len()) as u16)?;
    let mut warnings = Vec::new();
    for (row, line) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(cells(table, line)) {
            let cell = legal(cell);
            let words = held(&cell);
            if words.len() < cell.len() {
                let column = &table.columns[usize::from(at)].name;
                let of = line_name(table, line);
                warnings.push(format!(
                    "“{column}” of “{of}” is longer than the 32,767 characters of a cell in Excel: its end was left out. CSV holds all of it."
                ));
            }
            if !words.is_empty() {
                write_text(sheet, row, at, words, &wrapped)?;
            }
        }
    }
    Ok(warnings)
}

/// A cell for each column.
fn cells<'t>(table: &'t TextTable, row: &'t [String]) -> impl Iterator<Item = &'t str> {
    let cells = row.iter().map(String::as_str).chain(std::iter::repeat(""));
    table.columns.iter().zip(cells).map(|(_, cell)| cell)
}

/// What a row is called: what stands in its first column that is not for programs.
fn line_name<'t>(table: &'t TextTable, row: &'t [String]) -> &'t str {
    let mut named = table.columns.iter().zip(row).filter(|(column, _)| !column.is_key);
    named.next().map_or("", |(_, cell)| cell)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn sample() -> TextTable {
        let column = |name: &str, is_key| TextColumn { name: name.to_owned(), width: 30.0, is_key };
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect();
        TextTable {
            title: "Access by site".to_owned(),
            notes: vec!["Written in June.".to_owned()],
            made: "22 November 2026".to_owned(),
            columns: vec![column("key", true), column("Site", false), column("Waiting", false)],
            frozen: 2,
            rows: vec![row(&["0192", "North", "=1+1\n\"Weeks\""]), row(&["0193", "South"])],
            ..TextTable::default()
        }
    }

    fn value(bytes: &[u8], sheet: &str, at: (u32, u32)) -> String {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range(sheet).expect("a sheet");
        match sheet.get_value(at) {
            Some(Data::String(words)) => words.clone(),
            None | Some(Data::Empty) => String::new(),
            other => panic!("{other:?} is no text"),
        }
    }

    #[test]
    fn every_row_has_a_cell_for_each_column() {
        let written = String::from_utf8(text_table_csv(&sample())).expect("UTF-8");
        assert_eq!(
            written,
            "\u{feff}key,Site,Waiting\r\n0192,North,\"=1+1\n\"\"Weeks\"\"\"\r\n0193,South,\r\n"
        );
        let (bytes, warnings) = text_table_xlsx(&sample()).expect("written");
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(value(&bytes, "Table", (0, 2)), "Waiting");
        assert_eq!(value(&bytes, "Table", (1, 2)), "=1+1\n\"Weeks\"");
        assert_eq!(value(&bytes, "Table", (2, 0)), "0193");
        assert_eq!(value(&bytes, "Table", (2, 2)), "");
        assert_eq!(value(&bytes, "About", (1, 0)), "Written in June.");
    }

    #[test]
    fn what_a_cell_cannot_hold_is_cut_and_said() {
        let mut table = sample();
        table.audience = Audience::Team;
        table.rows[1].push("é".repeat(32_768));
        table.rows[0][2] = format!("{}\u{1}", "👍".repeat(16_383));
        let (bytes, warnings) = text_table_xlsx(&table).expect("written");
        let said = "“Waiting” of “South” is longer than the 32,767 characters of a cell in Excel: its end was left out. CSV \
                    holds all of it.";
        assert_eq!(warnings, [said]);
        assert_eq!(value(&bytes, "Table (private)", (2, 2)), "é".repeat(32_767));
        assert_eq!(
            value(&bytes, "Table (private)", (1, 2)),
            format!("{}\u{fffd}", "👍".repeat(16_383))
        );
        assert_eq!(value(&bytes, "About", (1, 0)), PRIVATE_NOTE);
        assert_eq!(value(&bytes, "About", (3, 0)), said);
        let written = String::from_utf8(text_table_csv(&table)).expect("UTF-8");
        assert!(written.contains(&"é".repeat(32_768)));
    }

    #[test]
    fn more_than_a_sheet_holds_is_refused() {
        let wide = TextTable { columns: vec![TextColumn::default(); 16_385], ..sample() };
        assert!(matches!(text_table_xlsx(&wide), Err(ExportError::TooManyColumns(16_385))));
    }
}
