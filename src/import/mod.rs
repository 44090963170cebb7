//! Bytes to sources: one file per format.
//!
//! [`gather`] turns what a person chose into files, [`read`] turns a file into a [`Reading`]. Nothing here knows a project;
//! what half worked comes back with its doubts, what did not work with a sentence that names the file and the way out.

mod captions;
pub mod codebook;
pub mod codings_csv;
mod composition;
mod docx;
mod elements;
mod encoding;
mod error;
mod gather;
mod html;
mod kind;
mod lines;
mod numbering;
mod odt;
mod package;
mod pdf;
mod plain;
mod records;
mod rtf;
pub mod rules;
mod styled;
pub mod survey;
mod table_kind;
pub mod terms_csv;
mod type_styles;

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub use self::encoding::Encoding;
pub use self::error::{ImportError, Refusal};
pub use self::gather::{Gathered, gather};
pub use self::records::CsvError;
pub use self::table_kind::{TableKind, table_kind};
use crate::domain::{Markup, SourceKind, Span, Turn};
use crate::text::{Text, counted, normalise};

/// A file that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The file's name without its ending, in NFC; what the source will be called.
    pub name: String,
    /// The text in its stored form (see [`crate::text::normalise`]).
    pub text: String,
    /// What is marked in the text: type styles, headings, pages; by place.
    pub markup: Vec<Markup>,
    /// What others wrote in its margin, by place.
    pub comments: Vec<Comment>,
    /// Who speaks where, when the format itself says so (subtitles); else empty, and the words tell.
    pub turns: Vec<Turn>,
    /// The file's name with its ending, as far as it is text.
    pub file_name: String,
    /// How many bytes the file has.
    pub size: u64,
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

/// What somebody wrote in the margin of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Comment {
    /// The words it stands beside; may be empty.
    pub span: Span,
    /// Who wrote it, as the file names them; may be empty.
    pub author: Arc<str>,
    /// What it says.
    pub words: String,
}

impl fmt::Debug for Comment {
    /// Sizes only, as for the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comment({:?}, {} bytes)", self.span, self.words.len())
    }
}

/// What a reader of one format found: its text as it came. Where anything stands at a place in it, the text is in stored
/// form already.
struct Words {
    text: String,
    encoding: Encoding,
    doubts: Vec<String>,
    markup: Vec<Markup>,
    comments: Vec<Comment>,
    turns: Vec<Turn>,
}

impl Words {
    /// A text without anything marked in it.
    fn plain(text: String, encoding: Encoding, doubts: Vec<String>) -> Self {
        let (markup, comments, turns) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, encoding, doubts, markup, comments, turns }
    }
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Docx,
    Odt,
    Rtf,
    Html,
    Pdf,
    Captions,
}

impl Format {
    /// The format that a file's ending promises.
    fn of(path: &Path) -> Result<Self, Refusal> {
        let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
        match ending.as_deref() {
            Some("txt" | "md") => Ok(Self::Plain),
            Some("docx") => Ok(Self::Docx),
            Some("odt") => Ok(Self::Odt),
            Some("rtf") => Ok(Self::Rtf),
            Some("html" | "htm" | "xhtml") => Ok(Self::Html),
            Some("pdf") => Ok(Self::Pdf),
            Some("srt" | "vtt") => Ok(Self::Captions),
            Some("mht" | "mhtml" | "webarchive") => Err(Refusal::WebArchive),
            _ => Err(Refusal::Unsupported),
        }
    }

    fn read(self, reader: impl Read + Seek) -> Result<Words, Refusal> {
        match self {
            Self::Plain => plain::read(reader),
            Self::Docx => docx::read(reader),
            Self::Odt => odt::read(reader),
            Self::Rtf => rtf::read(reader),
            Self::Html => html::read(reader),
            Self::Pdf => pdf::read(reader),
            Self::Captions => captions::read(reader),
        }
    }
}

/// Reads a file; its ending decides how.
///
/// # Errors
///
/// When it cannot be read, is empty or damaged, or is not what its ending says.
pub fn read(path: &Path) -> Result<Reading, ImportError> {
    let refuse = |reason: Refusal| ImportError::new(path, reason);
    let format = Format::of(path).map_err(refuse)?;
    // Opening a pipe would wait for its other end, so the kind is asked first.
    let metadata = fs::metadata(path).map_err(|error| refuse(error.into()))?;
    if !metadata.is_file() {
        return Err(refuse(Refusal::NotAFile));
    }
    let file = File::open(path).map_err(|error| refuse(error.into()))?;
    let words = format.read(std::io::BufReader::new(&file)).map_err(refuse)?;
    let digest = (&file).rewind().and_then(|()| digest(&file)).map_err(|e| refuse(e.into()))?;
    reading(path, words, digest).map_err(refuse)
}

/// Reads the bytes of a file; the ending of its name decides how.
///
/// # Errors
///
/// As for [`read`]; the error names the file by `name_with_extension`.
pub fn read_bytes(name_with_extension: &str, bytes: &[u8]) -> Result<Reading, ImportError> {
    let path = Path::new(name_with_extension);
    let refuse = |reason: Refusal| ImportError::new(path, reason);
    let format = Format::of(path).map_err(refuse)?;
    let words = format.read(Cursor::new(bytes)).map_err(refuse)?;
    let digest = digest(bytes).map_err(|error| refuse(error.into()))?;
    reading(path, words, digest).map_err(refuse)
}

/// SHA-256 of everything that can be read, in lower-case hex digits, and how many bytes that is.
fn digest(mut from: impl Read) -> std::io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        match from.read(&mut buffer)? {
            0 => {
                let digits = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
                return Ok((digits, size));
            }
            count => {
                hash.update(&buffer[..count]);
                size += count as u64;
            }
        }
    }
}

/// What to say of NULs that a text held.
fn nul_doubt(nuls: usize) -> Option<String> {
    let held = || counted(nuls, "NUL character", "NUL characters");
    (nuls > 0).then(|| format!("Held {}; each is marked \u{fffd} in the text.", held()))
}

fn reading(path: &Path, words: Words, digest: (String, u64)) -> Result<Reading, Refusal> {
    let Words { text, encoding, mut doubts, markup, comments, turns } = words;
    let (sha256, size) = digest;
    let normalised = normalise(&text);
    let text = normalised.text;
    // A byte order mark within a text is no word either.
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Refusal::Empty);
    }
    doubts.extend(nul_doubt(normalised.nuls));
    let stem = path.file_stem().unwrap_or_default();
    if stem.to_str().is_none() {
        doubts.push("The file's name holds signs that are no text; check the name.".to_owned());
    }
    let mut name: String = stem.to_string_lossy().trim().nfc().collect();
    if name.is_empty() {
        name = path.file_name().unwrap_or_default().to_string_lossy().trim().nfc().collect();
    }
    let suggested_kind = kind::suggest(&name, &Text::new(text.as_str()));
    let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Reading {
        name,
        text,
        markup,
        comments,
        turns,
        file_name,
        size,
        sha256,
        encoding,
        doubts,
        suggested_kind,
    })
}
