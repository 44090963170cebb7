//! A table of figures as CSV, as an Excel workbook and in Markdown: working data for the team, which names what stands in its rows and
//! columns.

use std::path::Path;

use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use serde::Serialize;

use super::characters::legal;
use super::csv::BYTE_ORDER_MARK;
use super::xlsx::{check_size, held, properties, write_notes, write_text};
use super::{ExportError, PictureFormat, markdown};
use crate::analysis::table::Figure;
use crate::text::{capital, grouped};

/// A format that tables can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// An Excel workbook.
    Xlsx,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// A table in Markdown, as GitHub and pandoc read it.
    Markdown,
    /// A picture.
    Picture(PictureFormat),
}

impl TableFormat {
    /// The format that a file's extension asks for, without regard to case.
    ///
    /// # Errors
    ///
    /// [`ExportError::UnknownTable`] when the extension is missing or stands for no such format.
    pub fn from_path(path: &Path) -> Result<Self, ExportError> {
        match (super::Format::from_path(path), PictureFormat::from_path(path)) {
            (Ok(super::Format::Xlsx), _) => Ok(Self::Xlsx),
            (Ok(super::Format::Csv), _) => Ok(Self::Csv),
            (Ok(super::Format::Markdown), _) => Ok(Self::Markdown),
            (_, Ok(format)) => Ok(Self::Picture(format)),
            _ => Err(ExportError::UnknownTable(path.to_owned())),
        }
    }
}

/// A table as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableReport {
    /// What is counted, and by what.
    pub title: String,
    /// What is to be known to read it, in sentences.
    pub notes: Vec<String>,
    /// The word for what stands in the rows.
    pub of_rows: String,
    /// The headings of the columns; that of the totals last, where there are any.
    pub columns: Vec<String>,
    /// The rows; the totals last, where there are any.
    pub rows: Vec<TableLine>,
    /// Whether figures of the same kind stand in all columns, so that they can be compared by a tint.
    #[serde(skip)]
    pub is_even: bool,
    /// How many rows and columns at the end hold totals.
    #[serde(skip)]
    pub totals: (usize, usize),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableLine {
    /// Its heading.
    pub name: String,
    /// Its figures, by column.
    pub figures: Vec<PrintedFigure>,
}

/// A figure of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PrintedFigure {
    /// A number of things.
    Count(u64),
    /// A part of a whole, from 0 to 1.
    Share(f64),
    /// A coefficient, from 0 to 1.
    Coefficient(f64),
    /// Whether there is anything.
    Yes(bool),
    /// Words.
    Words(String),
    /// There is no such figure.
    Nothing,
}

impl From<Figure> for PrintedFigure {
    fn from(figure: Figure) -> Self {
        match figure {
            Figure::Count(count) => Self::Count(count),
            Figure::Share(part) => Self::Share(part),
            Figure::Coefficient(part) => Self::Coefficient(part),
            Figure::Yes(yes) => Self::Yes(yes),
            Figure::Nothing => Self::Nothing,
        }
    }
}

impl PrintedFigure {
    /// As people read it: a sign between thousands, shares in a hundred, a dash where there is none.
    pub fn shown(&self) -> String {
        match self {
            Self::Count(count) => grouped(usize::try_from(*count).unwrap_or(usize::MAX)),
            Self::Share(part) => format!("{:.1} %", part * 100.0),
            Self::Coefficient(part) => format!("{part:.3}"),
            Self::Nothing => "–".to_owned(),
            Self::Yes(_) | Self::Words(_) => self.plain(),
        }
    }

    /// As it stands in a table of plain text: shares and coefficients as decimals of four places.
    pub fn plain(&self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Share(part) | Self::Coefficient(part) => format!("{part:.4}"),
            Self::Yes(true) => "yes".to_owned(),
            Self::Yes(false) => "no".to_owned(),
            Self::Words(words) => words.clone(),
            Self::Nothing => String::new(),
        }
    }
}

/// A table as CSV (RFC 4180): a line of headings, then a line for each row. UTF-8 with a byte order mark, for Excel.
pub fn table_csv(report: &TableReport) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let mut row = |name: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells = std::iter::once(name.to_owned()).chain(cells);
        writer.write_record(cells).expect("rows written to memory cannot fail");
    };
    row(&report.of_rows, &mut report.columns.iter().cloned());
    for line in &report.rows {
        row(&line.name, &mut line.figures.iter().map(PrintedFigure::plain));
    }
    writer.into_inner().expect("flushing to memory cannot fail")
}

/// A table as text with a tab between its cells, as spreadsheets take it from the clipboard. Tabs and line breaks in names are
/// written as blanks.
pub fn table_text(report: &TableReport) -> String {
    let mut text = String::new();
    let mut row = |name: &str, cells: &mut dyn Iterator<Item = String>| {
        let flat = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
        text.push_str(&flat(name));
        for cell in cells {
            text.push('\t');
            text.push_str(&flat(&cell));
        }
        text.push('\n');
    };
    row(&report.of_rows, &mut report.columns.iter().cloned());
    for line in &report.rows {
        row(&line.name, &mut line.figures.iter().map(PrintedFigure::plain));
    }
    text
}

/// A table in Markdown: its title as a heading, the table (figures to the right, words to the left; a line break within a cell
/// is `<br>`), then its notes.
pub fn table_markdown(report: &TableReport) -> String {
    let escaped = |words: &str| markdown::escaped(words.trim_end()).replace("\\\n", "<br>");
    let is_word = |figure: &PrintedFigure| matches!(figure, PrintedFigure::Words(_));
    let cell = |figure: &PrintedFigure| match figure {
        PrintedFigure::Words(words) => escaped(words),
        figure => figure.shown(),
    };
    let row = |name: &str, cells: &mut dyn Iterator<Item = String>| {
        let cells: String = cells.map(|cell| format!(" {cell} |")).collect();
        format!("| {} |{cells}\n", escaped(name))
    };
    let side = |column: usize| {
        let mut figures = report.rows.iter().filter_map(|line| line.figures.get(column));
        if figures.any(is_word) { ":--" } else { "--:" }.to_owned()
    };
    let mut out = String::new();
    markdown::heading(&mut out, 1, &report.title);
    out.push('\n');
    out += &row(&capital(&report.of_rows), &mut report.columns.iter().map(|name| escaped(name)));
    out += &format!(
        "| :-- |{}\n",
        (0..report.columns.len()).map(|at| format!(" {} |", side(at))).collect::<String>()
    );
    for line in &report.rows {
        out += &row(&line.name, &mut line.figures.iter().map(cell));
    }
    report.notes.iter().for_each(|note| markdown::paragraph(&mut out, note));
    out
}

/// A table as a workbook: one sheet with its figures as numbers, the headings in sight while one scrolls, the figures tinted by
/// their size; one sheet that says what they are.
///
/// # Errors
///
/// When one sheet does not hold it.
pub fn table_xlsx(report: &TableReport, made: &str) -> Result<Vec<u8>, ExportError> {
    check_size(report.rows.len() + 1, report.columns.len() + 1)?;
    write(report, made).map_err(|error| ExportError::Spreadsheet(error.to_string()))
}

fn write(report: &TableReport, made: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&report.title)?);
    write_figures(workbook.add_worksheet(), report)?;
    let made = (!made.is_empty()).then(|| format!("Made {made}"));
    let notes = report.notes.iter().chain(&made).map(String::as_str);
    write_notes(workbook.add_worksheet(), &report.title, notes)?;
    workbook.save_to_buffer()
}

fn write_figures(sheet: &mut Worksheet, report: &TableReport) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let figure_head = head.clone().set_align(FormatAlign::Right);
    let name = Format::new().set_align(FormatAlign::Top);
    let number = Format::new().set_num_format("#,##0");
    let share = Format::new().set_num_format("0.0%");
    let coefficient = Format::new().set_num_format("0.000");
    let word = Format::new().set_align(FormatAlign::Right);
    sheet.set_name("Table")?;
    sheet.set_column_width(0, 40)?;
    sheet.set_freeze_panes(1, 1)?;
    write_cell(sheet, 0, 0, &capital(&report.of_rows), &head)?;
    for (heading, column) in report.columns.iter().zip(1u16..) {
        sheet.set_column_width(column, 14)?;
        write_cell(sheet, 0, column, heading, &figure_head)?;
    }
    for (line, row) in report.rows.iter().zip(1u32..) {
        write_cell(sheet, row, 0, &line.name, &name)?;
        for (figure, column) in line.figures.iter().zip(1u16..) {
            match figure {
                PrintedFigure::Count(count) => {
                    sheet.write_number_with_format(row, column, *count as f64, &number)?;
                }
                PrintedFigure::Share(part) => {
                    sheet.write_number_with_format(row, column, *part, &share)?;
                }
                PrintedFigure::Coefficient(part) => {
                    sheet.write_number_with_format(row, column, *part, &coefficient)?;
                }
                PrintedFigure::Yes(_) | PrintedFigure::Words(_) => {
                    write_cell(sheet, row, column, &figure.plain(), &word)?;
                }
                PrintedFigure::Nothing => {}
            }
        }
    }
    let (rows, columns) =
        (report.rows.len() - report.totals.0, report.columns.len() - report.totals.1);
    if report.is_even && rows > 0 && columns > 0 {
        let tint = ConditionalFormat2ColorScale::new()
            .set_minimum_color("FFFFFF")
            .set_maximum_color("9CC4DA");
        sheet.add_conditional_format(1, 1, rows as u32, columns as u16, &tint)?;
    }
    Ok(())
}

/// Writes a text cell; what one cell cannot hold is left out.
fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    write_text(sheet, row, column, held(&legal(text)), format)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn sample() -> TableReport {
        let line =
            |name: &str, figures: Vec<PrintedFigure>| TableLine { name: name.to_owned(), figures };
        use PrintedFigure::{Count, Nothing, Share};
        TableReport {
            title: "Quotations by code and case".to_owned(),
            notes: vec!["A note.".to_owned()],
            of_rows: "code".to_owned(),
            columns: vec!["Site 1".to_owned(), "Site \"2\", north".to_owned(), "Total".to_owned()],
            rows: vec![
                line("Access > Waiting", vec![Count(0), Count(1_234), Count(1_234)]),
                line("=1+1\tno sum", vec![Share(0.25), Nothing, Share(1.0)]),
            ],
            is_even: true,
            totals: (0, 1),
        }
    }

    #[test]
    fn zeros_stay_and_nothing_is_no_zero() {
        let written = String::from_utf8(table_csv(&sample())).expect("UTF-8");
        assert_eq!(
            written,
            "\u{feff}code,Site 1,\"Site \"\"2\"\", north\",Total\r\nAccess > Waiting,0,1234,1234\r\n\
             =1+1\tno sum,0.2500,,1.0000\r\n"
        );
        let text = table_text(&sample());
        assert!(text.ends_with("=1+1 no sum\t0.2500\t\t1.0000\n"), "{text}");
    }

    #[test]
    fn a_table_in_markdown_keeps_its_cells_apart() {
        let mut report = sample();
        report.rows[1].figures[0] = PrintedFigure::Words("a|b\nc".to_owned());
        assert_eq!(
            table_markdown(&report),
            "# Quotations by code and case\n\n\
             | Code | Site 1 | Site \"2\", north | Total |\n\
             | :-- | :-- | --: | --: |\n\
             | Access \\> Waiting | 0 | 1,234 | 1,234 |\n\
             | \\=1+1\tno sum | a\\|b<br>c | – | 100.0 % |\n\n\
             A note.\n"
        );
    }

    #[test]
    fn figures_are_numbers_in_excel() {
        let bytes = table_xlsx(&sample(), "22 November 2026").expect("a workbook");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range("Table").expect("a sheet");
        assert_eq!(sheet.get_value((0, 0)), Some(&Data::String("Code".to_owned())));
        assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(0.0)));
        assert_eq!(sheet.get_value((1, 2)), Some(&Data::Float(1_234.0)));
        assert_eq!(sheet.get_value((2, 0)), Some(&Data::String("=1+1\tno sum".to_owned())));
        assert_eq!(sheet.get_value((2, 2)), Some(&Data::Empty));
        let about = book.worksheet_range("About").expect("a sheet");
        assert_eq!(about.get_value((1, 0)), Some(&Data::String("A note.".to_owned())));
    }
}
