//! Why a file was not read, in sentences for the person who chose it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

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
    #[error("only .txt, .md and .docx files can be imported; save this one as one of these")]
    Unsupported,
    /// It is gone, or never was.
    #[error("it is not there; look whether it was moved or renamed")]
    Missing,
    /// The system does not let us.
    #[error("there is no permission to read it; ask its owner, or copy it to a folder of yours")]
    NoRights,
    /// A folder, a pipe or a device was named as a file.
    #[error("it is not a file with text in it; choose a .txt, .md or .docx file")]
    NotAFile,
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
    /// A `.docx` that is an OLE file without encryption.
    #[error(
        "it is in the old Word format (.doc); open it in Word or LibreOffice and save it as .docx"
    )]
    OldWord,
    /// A `.docx` that asks for a password.
    #[error("it is protected by a password; save it without one and import it again")]
    Protected,
    /// A `.docx` that is no zip archive, or a damaged one; what was found.
    #[error("it is not a Word document, or it is damaged ({0}); open it in Word and save it again")]
    BrokenDocument(String),
    /// A `.docx` without its text.
    #[error(
        "the part with its text (word/document.xml) is missing; open it in Word and save it again"
    )]
    NoText,
    /// A `.docx` that unpacks to more than a text can be; the limit in megabytes.
    #[error("its text unpacks to more than {0} MB, which no document does; it was left alone")]
    Bomb(u64),
    /// A `.docx` whose XML declares a document type, which Word never writes.
    #[error("it declares XML entities (a DTD), which no Word document does; it was left alone")]
    Dtd,
    /// A `.docx` whose XML is nested beyond reason.
    #[error("its parts are nested deeper than in any document; it was left alone")]
    TooDeep,
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
