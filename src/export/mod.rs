//! Rows to bytes: extracts, documents, the code framework, the codings and pictures, one file per format.
//!
//! Extracts are **printed** (Word, OpenDocument, HTML, Markdown, plain text; what stands where: `print.rs`) or **rows of a
//! table** (Excel, CSV; `rows.rs`). Documents that a team writes (`document/`) are printed by the same hands. All of them carry the words and the label, and nothing private unless the report is for
//! the team, which the file then says on its face: sources, places, speakers, coders, comments, real names. The properties
//! of a file name this program and no person. The code framework has formats of its own (`codebook/`); printed, it names the
//! coders who made its codes. What a quote says comes out exactly, in all of them; the few characters that a
//! format cannot hold at all are replaced by U+FFFD, and the file says how many (see `characters.rs`).
//!
//! Everything here is a pure function of what it is given, except [`write_file`], which puts bytes on a disk; the words of
//! pictures are measured and drawn with the fonts that are there.

mod agenda;
mod characters;
mod codebook;
mod codings;
mod csv;
mod direction;
pub mod document;
mod docx;
mod file;
mod html;
mod lettering;
mod markdown;
mod odt;
mod package;
mod picture;
mod png;
mod print;
mod report;
mod rows;
mod styles;
mod svg;
mod table;
mod terms;
mod text;
mod text_table;
mod xlsx;

use std::path::{Path, PathBuf};

use thiserror::Error;

pub use self::csv::rows_csv;
pub use agenda::{
    Agenda, AgendaChange, AgendaChanged, AgendaCode, AgendaGone, AgendaName, AgendaPassage,
    AgendaQuestion, AgendaWords, agenda_document,
};
pub use codebook::{
    CodebookExample, CodebookFormat, CodebookReport, CodebookRow, CodebookSetRow, codebook,
};
pub use codings::{CodingLine, codings_csv};
pub use file::{WriteError, write_file};
pub use lettering::{INTERFACE_FACE, INTERFACE_FACE_BOLD, text_width};
pub use picture::{PICTURE_SCALE, PictureFormat, picture};
pub use png::{Pixels, picture_pixels, picture_png};
pub use report::{Context, PrintedQuote, PrivateLine, QuoteReport, QuoteSection};
pub use svg::picture_svg;
pub use table::{
    PrintedFigure, TableFormat, TableLine, TableReport, table_csv, table_markdown, table_text,
    table_xlsx,
};
pub use terms::terms_csv;
pub use text_table::{TextColumn, TextTable, text_table_csv, text_table_xlsx};

/// What the properties of files name as the program that made them.
const PROGRAM: &str = concat!("Marginalia ", env!("CARGO_PKG_VERSION"));

/// A format that quotes can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A Word document (Office Open XML).
    Docx,
    /// An OpenDocument text, as LibreOffice has them.
    Odt,
    /// An Excel workbook (Office Open XML).
    Xlsx,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// CommonMark.
    Markdown,
    /// One self-contained HTML file.
    Html,
    /// Plain text, UTF-8.
    Text,
}

impl Format {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 7] =
        [Self::Docx, Self::Odt, Self::Xlsx, Self::Csv, Self::Markdown, Self::Html, Self::Text];

    /// The format that a file's extension asks for, without regard to case.
    ///
    /// # Errors
    ///
    /// [`ExportError::UnknownFormat`] when the extension is missing or stands for no format.
    pub fn from_path(path: &Path) -> Result<Self, ExportError> {
        let extension =
            path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("docx") => Ok(Self::Docx),
            Some("odt") => Ok(Self::Odt),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("csv") => Ok(Self::Csv),
            Some("md" | "markdown" | "mdown" | "mkd") => Ok(Self::Markdown),
            Some("html" | "htm" | "xhtml") => Ok(Self::Html),
            Some("txt" | "text") => Ok(Self::Text),
            _ => Err(ExportError::UnknownFormat(path.to_owned())),
        }
    }

    /// The usual extension, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }

    /// The name that people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word",
            Self::Odt => "OpenDocument",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Text => "Plain text",
        }
    }
}

/// Why something could not be written in a format.
#[derive(Debug, Error)]
pub enum ExportError {
    /// A file name from which no format can be told.
    #[error(
        "the format can't be told from the file's name; let it end in .docx, .odt, .xlsx, .csv, .md, .html or .txt: {}",
        .0.display()
    )]
    UnknownFormat(PathBuf),
    /// A file name from which no format of a document can be told.
    #[error(
        "the format can't be told from the file's name; let it end in .docx, .odt, .html, .md or .txt: {}",
        .0.display()
    )]
    UnknownDocument(PathBuf),
    /// A file name from which no format of the code framework can be told.
    #[error(
        "the format can't be told from the file's name; let it end in .csv, .xlsx, .txt, .qdc, .docx, .md or .html: {}",
        .0.display()
    )]
    UnknownCodebook(PathBuf),
    /// A file name from which no format of a table can be told.
    #[error(
        "the format can't be told from the file's name; let it end in .xlsx, .csv or .md, or for a picture in .svg or .png: {}",
        .0.display()
    )]
    UnknownTable(PathBuf),
    /// A file name from which no format of a picture can be told.
    #[error("the format can't be told from the file's name; let it end in .svg or .png: {}", .0.display())]
    UnknownPicture(PathBuf),
    /// A framework without codes, where the format needs one.
    #[error("a REFI-QDA codebook needs at least one code and there is none yet; make one first")]
    NoCodes,
    /// More rows than one sheet of Excel holds.
    #[error(
        "an Excel sheet holds 1,048,576 rows and these quotes need {0}; narrow them, or export them as CSV"
    )]
    TooManyRows(usize),
    /// More columns than one sheet of Excel holds.
    #[error(
        "an Excel sheet holds 16,384 columns and this table needs {0}; choose another column, or export it as CSV"
    )]
    TooManyColumns(usize),
    /// The spreadsheet writer refused.
    #[error("the Excel file could not be made ({0}); export the quotes as CSV instead")]
    Spreadsheet(String),
    /// The Word file's parts could not be packed.
    #[error("the Word file could not be made ({0}); export as HTML instead, which Word opens too")]
    Package(String),
    /// The OpenDocument file's parts could not be packed.
    #[error(
        "the OpenDocument file could not be made ({0}); export as HTML instead, which LibreOffice opens too"
    )]
    OpenDocument(String),
    /// A picture with more pixels than programs can open.
    #[error("the picture is too large for pixels; show fewer codes, or export it as SVG")]
    PictureTooLarge,
    /// The picture's pixels could not be packed.
    #[error("the PNG file could not be made ({0}); export the picture as SVG instead")]
    Picture(String),
}

/// Writes quotes in a format: the whole file's bytes.
///
/// # Errors
///
/// What the format cannot hold; see [`ExportError`].
pub fn quotes(format: Format, report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    match format {
        Format::Docx => docx::quotes(report),
        Format::Odt => odt::quotes(report),
        Format::Xlsx => xlsx::quotes(report),
        Format::Csv => Ok(csv::quotes(report)),
        Format::Markdown => Ok(markdown::quotes(report).into_bytes()),
        Format::Html => Ok(html::quotes(report).into_bytes()),
        Format::Text => Ok(text::quotes(report).into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_extension() {
        for format in Format::ALL {
            let path = PathBuf::from(format!("a.b/Quotes v1.{}", format.extension()));
            assert_eq!(Format::from_path(&path).ok(), Some(format));
        }
        assert_eq!(Format::from_path(Path::new("q.DOCX")).ok(), Some(Format::Docx));
        assert_eq!(Format::from_path(Path::new("q.htm")).ok(), Some(Format::Html));
        assert_eq!(Format::from_path(Path::new("q.markdown")).ok(), Some(Format::Markdown));
        for wrong in ["quotes", "quotes.doc", ".docx", "quotes.pdf"] {
            let error = Format::from_path(Path::new(wrong)).expect_err("no format");
            assert!(error.to_string().ends_with(wrong), "{error}");
        }
    }
}
