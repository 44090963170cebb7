//! Rich Text (RTF 1.9.1), as Word, LibreOffice, TextEdit and WordPad write it.
//!
//! A paragraph becomes a line. A row of a table becomes a line, its cells joined by tabs. Numbers and bullets of lists are
//! taken as they were printed when the file was written. Notes stand at the end of the text, comments beside it. Headers,
//! footers, pictures and the codes of fields are no part of the text.

mod code_pages;
mod declared;
mod document;
mod flow;
mod group;
mod tokens;
mod words;

use std::io::Read;

use self::document::{Document, Omitted};
use self::tokens::Tokens;
use super::{Encoding, Refusal, Words, encoding, plain};
use crate::text::counted;

/// Largest file in bytes; pictures stand in it as digits.
const LARGEST: u64 = 256 << 20;

/// Reads a document.
pub(super) fn read(reader: impl Read) -> Result<Words, Refusal> {
    let bytes = plain::bytes(reader, LARGEST)?;
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
    if !start.starts_with(b"{\\rtf") {
        return Err(not_rich_text(&bytes));
    }
    let mut tokens = Tokens::new(start);
    let mut document = Document::default();
    for token in tokens.by_ref() {
        if !document.take(token)? {
            break;
        }
    }
    let goes_on = tokens.rest().iter().any(|byte| !matches!(byte, 0..=b' ' | b'}'));
    let (styled, omitted) = document.finish();
    Ok(styled.finish(Encoding::Utf8, doubts(&omitted, goes_on)))
}

/// Why a file that does not begin as Rich Text is refused.
fn not_rich_text(bytes: &[u8]) -> Refusal {
    if bytes.is_empty() {
        return Refusal::Empty;
    }
    match (plain::disguise(bytes), encoding::decode(bytes)) {
        (Some(what), _) => Refusal::Disguised(what),
        (None, Some(_)) => Refusal::PlainText("Rich Text (RTF)"),
        (None, None) => Refusal::Disguised("a binary file"),
    }
}

/// What was left out or is not sure, in sentences.
fn doubts(omitted: &Omitted, goes_on: bool) -> Vec<String> {
    let mut doubts = Vec::new();
    if let Some(number) = omitted.code_page {
        doubts.push(format!(
            "Written in code page {number}, which is not known here; check accented letters and \
             quotation marks."
        ));
    }
    if omitted.lost > 0 {
        let places = counted(omitted.lost, "place", "places");
        doubts.push(format!(
            "In {places} the file holds no whole character; each is marked \u{fffd} in the text."
        ));
    }
    if omitted.symbols > 0 {
        let symbols = counted(omitted.symbols, "symbol", "symbols");
        doubts.push(format!(
            "{symbols} from a special font could not be read; each is marked \u{fffd} in the text."
        ));
    }
    if omitted.changes {
        doubts.push("Holds tracked changes; read as if all of them were accepted.".to_owned());
    }
    if omitted.hidden {
        doubts.push("Holds hidden text, which was not taken.".to_owned());
    }
    if omitted.broken_off {
        doubts.push("Breaks off before its end; look whether the text is whole.".to_owned());
    }
    if goes_on {
        doubts.push("Something stands after the document's end, which was not taken.".to_owned());
    }
    doubts
}

#[cfg(test)]
mod tests;
