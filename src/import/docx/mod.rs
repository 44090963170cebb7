//! Word documents: the parts that make up one.
//!
//! The format is Office Open XML (ECMA-376): a zip archive whose part `word/document.xml` holds the text; `body` reads that.
//! Beside it stand parts with the styles, the lists, the notes and the comments.

mod body;
mod lists;
mod styles;
pub(super) mod symbols;
mod tags;

use std::collections::HashMap;
use std::io::{Read, Seek};

use self::body::{Around, Omitted};
use super::elements::{self, Element, Visitor};
use super::package::Package;
use super::{Refusal, Words};
use crate::text::counted;

/// Where the text stands in every document that Word writes.
const USUAL_PART: &str = "word/document.xml";

/// Reads a document.
pub(super) fn read(reader: impl Read + Seek) -> Result<Words, Refusal> {
    let mut package = Package::open(reader)?;
    let (name, xml) = match package.part(USUAL_PART)? {
        Some(xml) => (USUAL_PART.to_owned(), xml),
        None => {
            let list = package.part("_rels/.rels")?.ok_or(Refusal::NoText)?;
            let name = relations(&list, "")?.remove("officeDocument").ok_or(Refusal::NoText)?;
            let xml = package.part(&name)?.ok_or(Refusal::NoText)?;
            (name, xml)
        }
    };
    let mut doubts = Vec::new();
    let mut around = around(&mut package, &name, &mut doubts)?;
    let composition = body::document(&xml, &mut around)?;
    drop(xml);
    doubts.extend(sentences(&around.omitted));
    composition.finish(doubts)
}

/// Reads the parts around the text. Damage to one of them leaves the text as it is: notes and comments that are not there
/// are counted where the text refers to them, and of the others a doubt tells.
fn around<R: Read + Seek>(
    package: &mut Package<R>,
    name: &str,
    doubts: &mut Vec<String>,
) -> Result<Around, Refusal> {
    let (folder, file) = name.split_at(name.rfind('/').map_or(0, |slash| slash + 1));
    let list = unless_broken(package.part(&format!("{folder}_rels/{file}.rels")))?.flatten();
    let related = match list {
        Some(list) => unless_broken(relations(&list, folder))?.unwrap_or_default(),
        None => HashMap::new(),
    };
    let mut part = |kind: &str| {
        let usual = || format!("{folder}{kind}.xml");
        package.part(&related.get(kind).cloned().unwrap_or_else(usual))
    };
    let mut around = Around::default();
    if let Some(xml) = part("styles").transpose() {
        match unless_broken(xml.and_then(|xml| styles::read(&xml)))? {
            Some(styles) => around.styles = styles,
            None => doubts.push(
                "Its styles are damaged; headings, bold and italic may be missing.".to_owned(),
            ),
        }
    }
    if let Some(xml) = part("numbering").transpose() {
        match unless_broken(xml.and_then(|xml| lists::read(&xml)))? {
            Some(lists) => around.lists = lists,
            None => doubts.push("Its lists are damaged; their numbers may be missing.".to_owned()),
        }
    }
    if let Some(xml) = unless_broken(part("comments"))?.flatten() {
        let comments = body::comments(&xml, &mut around);
        around.comments = unless_broken(comments)?.unwrap_or_default();
    }
    if let Some(xml) = unless_broken(part("footnotes"))?.flatten() {
        let notes = body::notes(&xml, &mut around);
        around.footnotes = unless_broken(notes)?.unwrap_or_default();
    }
    if let Some(xml) = unless_broken(part("endnotes"))?.flatten() {
        let notes = body::notes(&xml, &mut around);
        around.endnotes = unless_broken(notes)?.unwrap_or_default();
    }
    Ok(around)
}

/// Nothing where a part was damaged; what is hostile is still refused.
fn unless_broken<T>(read: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Refusal::BrokenDocument(_)) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// The parts that a part is related to, by the last word of the relation's kind, from its list of relations (ECMA-376
/// part 2, 6.5); `folder` is where the part stands, with its slash.
fn relations(list: &str, folder: &str) -> Result<HashMap<String, String>, Refusal> {
    struct Reader<'a> {
        folder: &'a str,
        found: HashMap<String, String>,
    }
    impl Visitor for Reader<'_> {
        fn open(&mut self, element: &Element<'_>) {
            let Some(kind) = element.attribute("Type") else { return };
            let Some(target) = element.attribute("Target") else { return };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("{}{target}", self.folder),
            };
            self.found.entry(kind).or_insert(path);
        }
    }
    let mut reader = Reader { folder, found: HashMap::new() };
    elements::read(list, &mut reader)?;
    Ok(reader.found)
}

/// What was left out or is not sure, in sentences.
fn sentences(omitted: &Omitted) -> Vec<String> {
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
        doubts.push(super::composition::CHANGES.to_owned());
    }
    if omitted.embedded > 0 {
        let files = counted(omitted.embedded, "file", "files");
        doubts.push(format!("The text of {files} embedded in it was not taken."));
    }
    doubts
}

#[cfg(test)]
mod tests;
