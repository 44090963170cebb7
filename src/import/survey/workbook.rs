//! Workbooks: the archive around the sheets of an `.xlsx`, and everything that can be wrong with it.
//!
//! The format is Office Open XML (ECMA-376): a zip archive whose parts name each other by relations (part 2, 6.5). Only
//! the list of sheets, the shared texts, the number formats and the sheets themselves are unpacked, never beyond a limit,
//! whatever the archive says of their sizes. Sheets are read as a stream of cells: a sheet that says it has a million
//! rows and sixteen thousand columns takes no more memory than the cells that stand in it.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::package::{OLE, is_encrypted};
use super::Refusal;
use super::cells::{Cells, stored};
use super::numbers::Formats;
use super::sheet::{Budget, Line};
use super::xml::{Piece, Xml, attribute};
use crate::text::counted;

/// Most bytes that one part may unpack to: a sheet of some 600,000 cells.
const LARGEST_PART: u64 = 24 << 20;
/// Most bytes that all parts together may unpack to.
const LARGEST_WHOLE: u64 = 128 << 20;

/// The sheets of a workbook: their names and the rows that hold anything, and what is doubtful.
pub(in crate::import) type Sheets = (Vec<(String, Vec<Line>)>, Vec<String>);

/// Reads a workbook.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Sheets, Refusal> {
    if bytes.starts_with(&OLE) {
        return Err(match is_encrypted(bytes)? {
            true => Refusal::Protected,
            false => Refusal::OldWorkbook,
        });
    }
    let mut package = Package::open(bytes)?;
    let book = package.main_part()?;
    let relations = package.relations(&book)?;
    let (listed, is_1904) = listed(&package.required(&book)?)?;
    let target = |wanted: &str| {
        let relation = relations.iter().find(|relation| relation.kind == wanted)?;
        Some(relation.target.clone())
    };
    let formats = match target("styles") {
        Some(name) => package.part(&name)?.map(|xml| Formats::read(&xml, is_1904)).transpose()?,
        None => None,
    };
    let formats = formats.unwrap_or_else(|| Formats::none(is_1904));
    let strings = match target("sharedStrings") {
        Some(name) => package.part(&name)?.map(|xml| shared_texts(&xml)).transpose()?,
        None => None,
    };
    let strings = strings.unwrap_or_default();
    let mut cells = Cells::new(&strings, &formats);
    let mut sheets = Vec::new();
    for (name, id) in listed {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else {
            return Err(broken("a sheet of its list is missing"));
        };
        // Sheets of charts and dialogues hold no cells.
        if relation.kind == "worksheet" {
            sheets.push((name, cells.sheet(&package.required(&relation.target)?)?));
        }
    }
    let mut doubts = Vec::new();
    if cells.failed > 0 {
        let cells = counted(cells.failed, "cell holds", "cells hold");
        doubts.push(format!("{cells} the error of a formula, such as #N/A, and no value."));
    }
    if cells.unsaved > 0 {
        let formulas = counted(cells.unsaved, "formula has", "formulas have");
        doubts.push(format!(
            "{formulas} no value stored and came out blank; open it in Excel, save it and read it again."
        ));
    }
    Ok((sheets, doubts))
}

/// A relation between parts.
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`, `styles`.
    kind: String,
    /// The name of the part it leads to.
    target: String,
}

/// The archive, and how much of it may still be unpacked.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_unpacked)?;
        Ok(Self { archive, left: LARGEST_WHOLE })
    }

    /// A part as text; nothing if there is none of this name.
    fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(not_unpacked(error)),
        };
        // What the archive says of the size may be a lie; what comes out of it is not.
        let limit = LARGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| not_unpacked(ZipError::Io(error)))?;
        let length = bytes.len() as u64;
        if length > limit {
            let most = if length > LARGEST_PART { LARGEST_PART } else { LARGEST_WHOLE };
            return Err(Refusal::Bomb(most >> 20));
        }
        self.left -= length;
        // Spreadsheet programs write UTF-8 and nothing else.
        let text = String::from_utf8(bytes).map_err(|_| broken("its text is not UTF-8"))?;
        Ok(Some(text))
    }

    fn required(&mut self, name: &str) -> Result<String, Refusal> {
        self.part(name)?.ok_or_else(|| broken("a part that it speaks of is missing"))
    }

    /// The name of the part that lists the sheets.
    fn main_part(&mut self) -> Result<String, Refusal> {
        let roots = self.relations("")?;
        let main = roots.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = main.ok_or_else(|| broken("its list of sheets is missing"))?.target;
        match name.rsplit_once('.') {
            Some((_, "xml")) => Ok(name),
            _ => Err(broken("it is a binary workbook (.xlsb)")),
        }
    }

    /// The relations of a part, or of the whole if its name is empty.
    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = resolved(folder, &format!("_rels/{file}.rels"));
        let xml = self.part(&list)?.ok_or_else(|| broken("its list of parts is missing"))?;
        let mut xml = Xml::new(&xml);
        let mut relations = Vec::new();
        loop {
            match xml.piece()? {
                Piece::Open(element) if element.local_name().as_ref() == "Relationship" => {
                    let value = |name| attribute(&element, name).unwrap_or_default();
                    relations.push(Relation {
                        id: value("Id"),
                        kind: value("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                        target: resolved(folder, &value("Target")),
                    });
                }
                Piece::End => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// The name of a part that is named from within a folder: `../theme` from `xl/worksheets` is `xl/theme`.
fn resolved(folder: &str, name: &str) -> String {
    let from = if name.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(name.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The names of the sheets with the ids of their relations, and whether days are counted from 1904 (part 1, 18.2.19 and
/// 18.2.28).
fn listed(xml: &str) -> Result<(Vec<(String, String)>, bool), Refusal> {
    let mut xml = Xml::new(xml);
    let (mut sheets, mut is_1904) = (Vec::new(), false);
    loop {
        match xml.piece()? {
            Piece::Open(element) => match element.local_name().as_ref() {
                "sheet" => {
                    let value = |name| attribute(&element, name).unwrap_or_default();
                    sheets.push((value("name"), value("id")));
                }
                // The same name stands in extensions, without the attribute.
                "workbookPr" => {
                    let said = attribute(&element, "date1904");
                    is_1904 |= said.is_some_and(|said| said == "1" || said == "true");
                }
                _ => {}
            },
            Piece::End if sheets.is_empty() => return Err(broken("it holds no sheets")),
            Piece::End => return Ok((sheets, is_1904)),
            _ => {}
        }
    }
}

/// The texts that cells refer to by number (part 1, 18.4): runs joined, readings of Japanese signs left out.
fn shared_texts(xml: &str) -> Result<Vec<Box<str>>, Refusal> {
    let mut xml = Xml::new(xml);
    let mut budget = Budget::half();
    let mut texts: Vec<Box<str>> = Vec::new();
    let mut text = String::new();
    let (mut within, mut reading) = (false, false);
    loop {
        match xml.piece()? {
            Piece::Open(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => within = true,
                "rPh" => reading = true,
                _ => {}
            },
            Piece::Close(element) => match element.local_name().as_ref() {
                "si" => {
                    let text = stored(&text);
                    budget.spend(text.len())?;
                    texts.push(text.into_boxed_str());
                }
                "t" => within = false,
                "rPh" => reading = false,
                _ => {}
            },
            Piece::Characters(characters) if within && !reading => text.push_str(&characters),
            Piece::Characters(_) => {}
            Piece::End => return Ok(texts),
        }
    }
}

fn not_unpacked(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refusal::Protected
        }
        _ => broken("its archive cannot be unpacked"),
    }
}

pub(super) fn broken(what: &str) -> Refusal {
    Refusal::BrokenWorkbook(what.to_owned())
}
