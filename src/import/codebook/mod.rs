//! Code frameworks from files: tables (CSV, Excel), indented text, REFI-QDA codebooks.
//!
//! Whatever the format, [`read`] gives one [`Codebook`]: codes with their paths, each after the code above it. What a file
//! does not say of a code is absent, and absence means “leave it as it is”: an empty cell never empties a definition.

mod colours;
mod entities;
mod paths;
mod qdc;
mod table;
mod text;

use std::collections::HashMap;
use std::path::Path;

use thiserror::Error;

use super::records::CsvError;
use super::{Refusal, encoding};
use crate::domain::{CodeId, CodeWords, Colour, Origin, PATH_SEPARATOR};
use crate::text::{grouped, normalise};

/// Longest path in bytes: ten levels of the longest names that can be shown.
const LONGEST: usize = 4000;
/// Most codes of one file, some twenty times the largest frameworks that were published.
const MOST: usize = 20_000;

/// A code framework that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Its codes, each after the code above it; no path and no key comes twice.
    pub codes: Vec<CodebookCode>,
    /// Its sets of codes.
    pub sets: Vec<CodebookSet>,
    /// What a person should check, and what of the file was not read, in sentences.
    pub warnings: Vec<String>,
}

impl Codebook {
    /// A framework of codes, with those above them that are not among them. Of a path that comes twice the last code
    /// counts.
    ///
    /// # Errors
    ///
    /// When there are more than a framework has, or a path is too long.
    pub fn new(codes: impl IntoIterator<Item = CodebookCode>) -> Result<Self, CodebookError> {
        let mut gathered = Gathered::default();
        for code in codes {
            gathered.add(code)?;
        }
        let Gathered { codes, sets, warnings, .. } = gathered;
        Ok(Self { codes, sets, warnings })
    }
}

/// A code as a file has it. What is absent is left as it is in a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodebookCode {
    /// Its key, where the file knows it by one (`guid` in REFI-QDA).
    pub key: Option<CodeId>,
    /// The names from the top down to this code; none is empty.
    pub path: Vec<String>,
    /// What it means.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to use it.
    pub exclude: Option<String>,
    /// The research question it serves.
    pub question: Option<String>,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Option<Origin>,
    /// Whether it may be applied.
    pub is_applicable: Option<bool>,
    /// Whether it was put away.
    pub is_archived: Option<bool>,
}

impl CodebookCode {
    /// Takes the parts of a text that says everything of a code.
    fn describe(&mut self, text: &str) {
        let words = CodeWords::parted(text);
        self.definition = said(words.definition);
        self.include = said(words.include);
        self.exclude = said(words.exclude);
        self.question = said(words.question);
    }
}

/// Codes gathered across the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookSet {
    /// Its name; not empty.
    pub name: String,
    /// The places of its codes in [`Codebook::codes`], each once.
    pub codes: Vec<usize>,
}

/// Why a file was not read as a code framework; a clause that can stand beside the file's name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodebookError {
    /// A row or line that is wrong.
    #[error(transparent)]
    Row(#[from] CsvError),
    /// A workbook that could not be read.
    #[error(transparent)]
    File(#[from] Refusal),
    /// The name ends in something else.
    #[error(
        "codes can be read from .csv, .tsv, .xlsx, .txt and .qdc files; save this one as one of these"
    )]
    UnknownEnding,
    /// Bytes that are no characters.
    #[error(
        "this is no text, whatever its name says; choose another file or export the codes again"
    )]
    NoText,
    /// A sound file without any code.
    #[error("it holds no codes; look whether this is the right file")]
    NoCodes,
    /// XML of something else.
    #[error(
        "it is no REFI-QDA codebook, which begins with <CodeBook>; export the codebook again as .qdc"
    )]
    NotACodebook,
    /// XML that breaks off or is not XML at all.
    #[error("its XML is malformed or breaks off; export the codebook again as .qdc")]
    Malformed,
    /// XML that declares entities, through which it could be made to grow or to fetch other files.
    #[error("it declares XML entities (a DTD), which no codebook does; it was left alone")]
    Dtd,
    /// Codes nested beyond reason.
    #[error("its codes are nested deeper than in any framework; it was left alone")]
    TooDeep,
    /// A path beyond what can be shown; where it begins.
    #[error("the path that begins with “{0}” is longer than {LONGEST} bytes; shorten its names")]
    TooLong(String),
    /// More codes than a framework has.
    #[error(
        "it holds more than {} codes, which no framework does; it was left alone",
        grouped(MOST)
    )]
    TooMany,
}

/// Reads a code framework; the ending of the file's name decides how: `.csv`, `.tsv` and `.tab` as a table, `.xlsx` as the
/// first sheet of a workbook, `.txt` as indented text, `.qdc` as a REFI-QDA codebook.
///
/// # Errors
///
/// When it is damaged, is not what its ending says, holds no codes, or has a row that is wrong. Nothing of it is given then.
pub fn read(name_with_extension: &str, bytes: &[u8]) -> Result<Codebook, CodebookError> {
    let ending = Path::new(name_with_extension).extension().unwrap_or_default();
    let gathered = match ending.to_string_lossy().to_lowercase().as_str() {
        "csv" | "tsv" | "tab" => table::read_csv(bytes)?,
        "xlsx" | "xlsm" => table::read_workbook(bytes)?,
        "txt" => text::read(bytes)?,
        "qdc" => qdc::read(bytes)?,
        _ => return Err(CodebookError::UnknownEnding),
    };
    let Gathered { codes, sets, warnings, .. } = gathered;
    if codes.is_empty() {
        return Err(CodebookError::NoCodes);
    }
    Ok(Codebook { codes, sets, warnings })
}

/// The codes of a file while they are read.
#[derive(Default)]
struct Gathered {
    codes: Vec<CodebookCode>,
    sets: Vec<CodebookSet>,
    warnings: Vec<String>,
    /// The place of each path.
    places: HashMap<Vec<String>, usize>,
    /// For each code, whether it was listed itself and not only as one above another.
    listed: Vec<bool>,
    /// The place of each key.
    keys: HashMap<CodeId, usize>,
}

impl Gathered {
    /// Adds a code that is listed, and those above it that were not yet; gives its place. A key that another code has
    /// already is dropped and told of. The path must not have been listed before, see [`Self::is_listed`].
    fn add(&mut self, mut code: CodebookCode) -> Result<usize, CodebookError> {
        let length: usize = code.path.iter().map(|name| name.len() + PATH_SEPARATOR.len()).sum();
        if length > LONGEST + PATH_SEPARATOR.len() {
            let top = code.path.first().map_or("", String::as_str);
            return Err(CodebookError::TooLong(top.chars().take(40).collect()));
        }
        if let Some(key) = code.key
            && self.keys.contains_key(&key)
        {
            code.key = None;
            self.warnings.push(format!(
                "“{}” bears the same id as another code and is known by its path alone.",
                code.path.join(PATH_SEPARATOR)
            ));
        }
        for depth in 1..code.path.len() {
            if !self.places.contains_key(&code.path[..depth]) {
                let path = code.path[..depth].to_vec();
                self.push(CodebookCode { path, ..CodebookCode::default() }, false)?;
            }
        }
        match self.places.get(&code.path) {
            Some(&place) => {
                self.listed[place] = true;
                if let Some(key) = code.key {
                    self.keys.insert(key, place);
                }
                self.codes[place] = code;
                Ok(place)
            }
            None => self.push(code, true),
        }
    }

    fn push(&mut self, code: CodebookCode, is_listed: bool) -> Result<usize, CodebookError> {
        let place = self.codes.len();
        if place == MOST {
            return Err(CodebookError::TooMany);
        }
        if let Some(key) = code.key {
            self.keys.insert(key, place);
        }
        self.places.insert(code.path.clone(), place);
        self.listed.push(is_listed);
        self.codes.push(code);
        Ok(place)
    }

    /// Whether a path had a row, line or element of its own already.
    fn is_listed(&self, path: &[String]) -> bool {
        self.places.get(path).is_some_and(|&place| self.listed[place])
    }
}

/// A file's characters in their stored form, and what is not sure about them.
fn characters(bytes: &[u8]) -> Result<(String, Vec<String>), CodebookError> {
    let decoded = encoding::decode(bytes).ok_or(CodebookError::NoText)?;
    let normalised = normalise(&decoded.text);
    let mut doubts = decoded.doubts;
    doubts.extend(super::nul_doubt(normalised.nuls));
    Ok((normalised.text, doubts))
}

/// A name without line breaks and blanks around it.
fn one_line(name: &str) -> String {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let parts = name.split(is_break).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// What is said; nothing where it is empty.
fn said(words: String) -> Option<String> {
    Some(words).filter(|words| !words.is_empty())
}

/// A few things by name, and how many more there are.
fn listing(things: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = things.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match things.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {} more", grouped(more)),
    }
}
