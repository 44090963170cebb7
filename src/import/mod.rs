//! Bytes to sources: one file per format.
//!
//! [`gather`] turns what a person chose into files, [`read`] turns a file into a [`Reading`]. Nothing here knows a project;
//! what half worked comes back with its doubts, what did not work with a sentence that names the file and the way out.

pub mod codes_csv;
pub mod codings_csv;
mod docx;
mod encoding;
mod error;
mod gather;
mod kind;
mod plain;
mod records;
mod table_kind;

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub use self::encoding::Encoding;
pub use self::error::{ImportError, Refusal};
pub use self::gather::{Gathered, gather};
pub use self::records::CsvError;
pub use self::table_kind::{TableKind, table_kind};
use crate::domain::SourceKind;
use crate::text::{Text, counted, normalise};

/// A file that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The file's name without its ending, in NFC; what the source will be called.
    pub name: String,
    /// The text in its stored form (see [`crate::text::normalise`]).
    pub text: String,
    /// SHA-256 of the file's bytes, in lower-case hex digits: two files are the same when these are.
    pub sha256: String,
    /// How its characters were written; UTF-8 for formats that leave no choice.
    pub encoding: Encoding,
    /// What a person should check, in sentences; empty when nothing is doubtful.
    pub doubts: Vec<String>,
    /// What it seems to be, by its name, its header and its turns.
    pub suggested_kind: Option<SourceKind>,
}

impl fmt::Debug for Reading {
    /// Sizes only: what was said in an interview never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading")
            .field("name", &self.name)
            .field("bytes", &self.text.len())
            .field("encoding", &self.encoding)
            .field("doubts", &self.doubts)
            .field("suggested_kind", &self.suggested_kind)
            .finish()
    }
}

/// What a reader of one format found: its text as it came.
struct Words {
    text: String,
    encoding: Encoding,
    doubts: Vec<String>,
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Docx,
}

impl Format {
    /// The format that a file's ending promises.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "md" => Some(Self::Plain),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    fn read(self, reader: impl Read + Seek) -> Result<Words, Refusal> {
        match self {
            Self::Plain => plain::read(reader),
            Self::Docx => docx::read(reader),
        }
    }
}

/// Reads a file; its ending (`.txt`, `.md`, `.docx`) decides how.
///
/// # Errors
///
/// When it cannot be read, is empty or damaged, or is not what its ending says.
pub fn read(path: &Path) -> Result<Reading, ImportError> {
    let refuse = |reason: Refusal| ImportError::new(path, reason);
    let format = Format::of(path).ok_or_else(|| refuse(Refusal::Unsupported))?;
    // Opening a pipe would wait for its other end, so the kind is asked first.
    let metadata = fs::metadata(path).map_err(|error| refuse(error.into()))?;
    if !metadata.is_file() {
        return Err(refuse(Refusal::NotAFile));
    }
    let file = File::open(path).map_err(|error| refuse(error.into()))?;
    let words = format.read(std::io::BufReader::new(&file)).map_err(refuse)?;
    let sha256 = (&file).rewind().and_then(|()| digest(&file)).map_err(|e| refuse(e.into()))?;
    reading(path, words, sha256).map_err(refuse)
}

/// Reads the bytes of a file; the ending of its name decides how.
///
/// # Errors
///
/// As for [`read`]; the error names the file by `name_with_extension`.
pub fn read_bytes(name_with_extension: &str, bytes: &[u8]) -> Result<Reading, ImportError> {
    let path = Path::new(name_with_extension);
    let refuse = |reason: Refusal| ImportError::new(path, reason);
    let format = Format::of(path).ok_or_else(|| refuse(Refusal::Unsupported))?;
    let words = format.read(Cursor::new(bytes)).map_err(refuse)?;
    let sha256 = digest(bytes).map_err(|error| refuse(error.into()))?;
    reading(path, words, sha256).map_err(refuse)
}

/// SHA-256 of everything that can be read, in lower-case hex digits.
fn digest(mut from: impl Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            count => hash.update(&buffer[..count]),
        }
    }
}

fn reading(path: &Path, words: Words, sha256: String) -> Result<Reading, Refusal> {
    let Words { text, encoding, mut doubts } = words;
    let normalised = normalise(&text);
    let text = normalised.text;
    // A byte order mark within a text is no word either.
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Refusal::Empty);
    }
    if normalised.nuls > 0 {
        let nuls = counted(normalised.nuls, "NUL character", "NUL characters");
        doubts.push(format!("Held {nuls}; each is marked \u{fffd} in the text."));
    }
    let stem = path.file_stem().unwrap_or_default();
    if stem.to_str().is_none() {
        doubts.push("The file's name holds signs that are no text; check the name.".to_owned());
    }
    let mut name: String = stem.to_string_lossy().trim().nfc().collect();
    if name.is_empty() {
        name = path.file_name().unwrap_or_default().to_string_lossy().trim().nfc().collect();
    }
    let suggested_kind = kind::suggest(&name, &Text::new(text.as_str()));
    Ok(Reading { name, text, sha256, encoding, doubts, suggested_kind })
}
