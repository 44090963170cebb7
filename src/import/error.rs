//! Why a file was not read, in sentences for the person who chose it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::CsvError;

use crate::text::grouped;

/// A file that was not read: what is wrong with it, then which one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}: {}", path.display())]
pub struct ImportError {
    /// The file or folder, as it was named.
    pub path: PathBuf,
    /// What is wrong and what to do.
    pub reason: Refusal,
}

impl ImportError {
    pub(super) fn new(path: &Path, reason: impl Into<Refusal>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }
}

/// Why a file was refused. Each sentence can stand alone, in a list that shows the file beside it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The name ends in something else.
    #[error(
        "only .txt, .md, .docx, .odt, .rtf, .html, .pdf, .srt and .vtt texts and .xlsx and .csv tables can be imported; save this one as one of these"
    )]
    Unsupported,
    /// It is gone, or never was.
    #[error("it is not there; look whether it was moved or renamed")]
    Missing,
    /// The system does not let us.
    #[error("there is no permission to read it; ask its owner, or copy it to a folder of yours")]
    NoRights,
    /// A folder, a pipe or a device was named as a file.
    #[error("it is not a file with text in it; choose a file such as .txt, .docx or .pdf")]
    NotAFile,
    /// A text under the name of a formatted file; what that would be.
    #[error(
        "it is plain text and not {0}, whatever its name says; let its name end in .txt and import \
         it again"
    )]
    PlainText(&'static str),
    /// A web page and its pictures in one file.
    #[error(
        "it is a web page packed into one file (a web archive); open it in a browser and save it as \
         .html"
    )]
    WebArchive,
    /// Reading broke off; what the system said.
    #[error("it could not be read to its end ({0}); copy it to this computer and try again")]
    BrokenOff(String),
    /// No bytes, or nothing but blanks.
    #[error("the file is empty; look whether this is the right one")]
    Empty,
    /// Something else under the name of a text; what.
    #[error("it is {0} and not a text, whatever its name says; save it as .txt or .docx first")]
    Disguised(&'static str),
    /// A text beyond what anybody reads; the limit in megabytes.
    #[error("it is larger than {0} MB; split it into several files")]
    TooLarge(u64),
    /// Subtitles without any.
    #[error(
        "it holds no subtitles, which begin with a line such as 00:00:01,000 --> 00:00:03,000; if it is a text, \
         give its name the ending .txt"
    )]
    NoCaptions,
    /// Subtitles beyond what anybody says; the limit.
    #[error("it holds more than {} subtitles; split it into several files", grouped(*.0))]
    TooManyCaptions(usize),
    /// A `.docx` or `.odt` that is an OLE file without encryption.
    #[error(
        "it is in the old Word format (.doc); open it in Word or LibreOffice and save it as .docx"
    )]
    OldWord,
    /// A file that asks for a password.
    #[error("it is protected by a password; save it without one and import it again")]
    Protected,
    /// A `.docx` that is no zip archive, or a damaged one; what was found.
    #[error("it is not a Word document, or it is damaged ({0}); open it in Word and save it again")]
    BrokenDocument(String),
    /// An `.odt` that is no zip archive, or a damaged one; what was found.
    #[error(
        "it is not an OpenDocument text, or it is damaged ({0}); open it in LibreOffice and save it \
         again"
    )]
    BrokenOpenDocument(String),
    /// A `.docx` without its text.
    #[error(
        "the part with its text (word/document.xml) is missing; open it in Word and save it again"
    )]
    NoText,
    /// An `.odt` without its text.
    #[error(
        "the part with its text (content.xml) is missing; open it in LibreOffice and save it again"
    )]
    NoOpenDocumentText,
    /// A `.pdf` that is none, or a damaged one; what was found.
    #[error(
        "it is not a PDF, or it is damaged ({0}); open it in a PDF reader and print it to a new file"
    )]
    BrokenPdf(String),
    /// A `.pdf` without a text layer; what it has instead.
    #[error("{0}; run it through text recognition (OCR) first")]
    NoTextLayer(&'static str),
    /// A file that unpacks to more than a text can be; the limit in megabytes.
    #[error("its text unpacks to more than {0} MB, which no document does; it was left alone")]
    Bomb(u64),
    /// A file whose XML declares a document type, which no word processor writes.
    #[error("it declares XML entities (a DTD), which no such document does; it was left alone")]
    Dtd,
    /// A file whose XML is nested beyond reason.
    #[error("its parts are nested deeper than in any document; it was left alone")]
    TooDeep,
    /// A table whose name ends in something that is no table.
    #[error("only .xlsx, .csv and .tsv tables can be read as surveys; save this one as .xlsx")]
    NotATable,
    /// A workbook in the format before 2007.
    #[error("it is in the old Excel format (.xls); open it in Excel and save it as .xlsx")]
    OldWorkbook,
    /// A workbook that is no zip archive, or a damaged one; what was found.
    #[error(
        "it is not an Excel workbook, or it is damaged ({0}); open it in Excel and save it again"
    )]
    BrokenWorkbook(String),
    /// A table as text with a mistake in it.
    #[error("{0}")]
    BrokenTable(CsvError),
    /// A table that another part of the program reads; what it holds.
    #[error("it is a table of {0} and not of answers; import it as a table of {0}")]
    OtherTable(&'static str),
}

impl From<CsvError> for Refusal {
    fn from(error: CsvError) -> Self {
        Self::BrokenTable(error)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoRights,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::BrokenOff(error.to_string()),
        }
    }
}
