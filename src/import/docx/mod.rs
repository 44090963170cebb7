//! Word documents: the archive around the text, and everything that can be wrong with it.
//!
//! The format is Office Open XML (ECMA-376): a zip archive whose part `word/document.xml` holds the text; `body` reads that.
//! Only that part is unpacked, and never beyond a limit, whatever the archive says of its size.

mod body;
mod symbols;

use std::io::{self, Read, Seek, SeekFrom};

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use self::body::Omitted;
use super::encoding::Encoding;
use super::{Refusal, Words};
use crate::text::counted;

/// Most bytes that the text's part may unpack to.
const LARGEST: u64 = 64 << 20;
/// Most bytes that the list of parts may unpack to.
const LARGEST_LIST: u64 = 1 << 20;
/// Where the text stands in every document that Word writes.
const USUAL_PART: &str = "word/document.xml";
/// How an OLE file begins: a `.doc`, or an encrypted `.docx`.
const OLE: [u8; 8] = *b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a document.
pub(super) fn read(mut reader: impl Read + Seek) -> Result<Words, Refusal> {
    let mut start = Vec::new();
    reader.by_ref().take(OLE.len() as u64).read_to_end(&mut start)?;
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    if start == OLE {
        return Err(if is_encrypted(reader)? { Refusal::Protected } else { Refusal::OldWord });
    }
    reader.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(reader).map_err(broken)?;
    let xml = match part(&mut archive, USUAL_PART, LARGEST)? {
        Some(xml) => xml,
        None => {
            let list = part(&mut archive, "_rels/.rels", LARGEST_LIST)?.ok_or(Refusal::NoText)?;
            let name = main_part(&list).ok_or(Refusal::NoText)?;
            part(&mut archive, &name, LARGEST)?.ok_or(Refusal::NoText)?
        }
    };
    let (text, omitted) = body::read(&xml)?;
    Ok(Words::plain(text, Encoding::Utf8, doubts(&omitted)))
}

/// Whether an OLE file holds the stream in which an encrypted document lies ([MS-OFFCRYPTO] 2.3.4.4).
fn is_encrypted(reader: impl Read) -> io::Result<bool> {
    const NAME: &str = "EncryptedPackage";
    // Its directory stands near the beginning of any document of a usual size.
    let mut bytes = Vec::new();
    reader.take(8 << 20).read_to_end(&mut bytes)?;
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(bytes.windows(name.len()).any(|window| window == name))
}

/// A part of the archive as text; nothing if there is none of this name.
fn part<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
    limit: u64,
) -> Result<Option<String>, Refusal> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    // What the archive says of the size may be a lie; what comes out of it is not.
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| broken(ZipError::Io(error)))?;
    if bytes.len() as u64 > limit {
        return Err(Refusal::Bomb(limit >> 20));
    }
    characters(bytes).map(Some)
}

/// The characters of an XML part: UTF-8, or UTF-16 with its mark (XML 1.0, 4.3.3).
fn characters(bytes: Vec<u8>) -> Result<String, Refusal> {
    let sixteen_bit = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(encoding_rs::UTF_16LE),
        Some([0xfe, 0xff]) => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match sixteen_bit {
        Some(encoding) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[2..])
            .map(|text| text.into_owned()),
        None => String::from_utf8(bytes).ok(),
    }
    .ok_or_else(|| Refusal::BrokenDocument("its text is not Unicode".to_owned()))
}

/// The name of the text's part, from the archive's list of relations (ECMA-376 part 2, 6.5).
fn main_part(list: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(list);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let value = |name| Some(element.try_get_attribute(name).ok()??.value.into_owned());
                if value("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                    return value("Target").map(|name| name.trim_start_matches('/').to_owned());
                }
            }
            Event::Eof | Event::DocType(_) => return None,
            _ => {}
        }
    }
}

fn broken(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refusal::Protected
        }
        // What the archive library finds wrong in the bytes comes as one of these two kinds.
        ZipError::Io(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
                    | io::ErrorKind::UnexpectedEof
                    | io::ErrorKind::Other
            ) =>
        {
            error.into()
        }
        _ => Refusal::BrokenDocument("its archive cannot be unpacked".to_owned()),
    }
}

/// What was left out or is not sure, in sentences.
fn doubts(omitted: &Omitted) -> Vec<String> {
    let mut doubts = Vec::new();
    if omitted.notes > 0 {
        let notes = counted(omitted.notes, "footnote or endnote", "footnotes and endnotes");
        doubts.push(format!("The text of {notes} was not taken."));
    }
    if omitted.comments > 0 {
        let comments = counted(omitted.comments, "comment", "comments");
        doubts.push(format!("The text of {comments} in the margin was not taken."));
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
    if omitted.embedded > 0 {
        let files = counted(omitted.embedded, "file", "files");
        doubts.push(format!("The text of {files} embedded in it was not taken."));
    }
    doubts
}

#[cfg(test)]
mod tests;
