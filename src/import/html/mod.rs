//! Web pages (HTML, the living standard; XHTML), as LibreOffice, Word, browsers and makers of e-books write them.
//!
//! A block becomes a line, blanks are joined as a browser shows them. A row of a table becomes a line, its cells joined by
//! tabs. Items of lists have their bullet or number. Notes stand at the end of the text. Scripts, styles and what is hidden
//! are no part of the text; style sheets are not read.

mod characters;
mod elements;
mod footnotes;
mod inline_style;
mod lists;
mod open_elements;
mod page;
mod tags;

use std::io::Read;

use self::page::{Omitted, Page};
use self::tags::{Token, tokens};
use super::encoding::Decoded;
use super::{Refusal, Words, plain};

/// Largest page in bytes: some 30 times the longest transcript.
const LARGEST: u64 = 64 << 20;

/// How files begin that hold a page with its pictures: MIME (RFC 2557) as Word and browsers write it, and Safari's.
const ARCHIVES: [&[u8]; 3] = [b"MIME-Version:", b"From: <Saved by", b"bplist00"];

/// Reads a page.
pub(super) fn read(reader: impl Read) -> Result<Words, Refusal> {
    let bytes = plain::bytes(reader, LARGEST)?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(what) = plain::disguise(&bytes) {
        return Err(Refusal::Disguised(what));
    }
    if ARCHIVES.iter().any(|start| bytes.starts_with(start)) {
        return Err(Refusal::WebArchive);
    }
    let decoded = characters::decode(&bytes).ok_or(Refusal::Disguised("a binary file"))?;
    let Decoded { text, encoding, mut doubts } = decoded;
    drop(bytes);
    let page = page(&text);
    if !page.has_tags() {
        return Err(Refusal::PlainText("a web page"));
    }
    let (styled, omitted) = page.finish();
    doubts.extend(sentences(&omitted));
    Ok(styled.finish(encoding, doubts))
}

/// A page with all its tokens.
fn page(text: &str) -> Page {
    let mut page = Page::default();
    for token in tokens(text.as_bytes()) {
        match token {
            Token::Begin(tag) if tag.is_closed => {
                let name = tag.name.clone();
                page.open(tag);
                page.close_empty(&name);
            }
            Token::Begin(tag) => page.open(tag),
            Token::End(name) => page.close(&name),
            Token::Text(text) => page.text(&text),
            Token::Comment(comment) => page.comment(&comment),
        }
    }
    page
}

/// What was left out, in sentences.
fn sentences(omitted: &Omitted) -> Vec<String> {
    let mut sentences = Vec::new();
    if omitted.changes {
        sentences.push("Holds tracked changes; read as if all of them were accepted.".to_owned());
    }
    if omitted.hidden {
        sentences.push("Holds hidden text, which was not taken.".to_owned());
    }
    sentences
}

#[cfg(test)]
mod tests;
