//! The text of `word/document.xml` (WordprocessingML, ECMA-376 part 1, 17).
//!
//! A paragraph becomes a line. A row of a table becomes a line, its cells joined by tabs; paragraphs within a cell stay
//! lines, since long answers in tables are paragraphs. Text boxes follow the paragraph they hang on. Insertions and the
//! new place of moved text are kept, deletions and field codes are not text. List numbers, headers, footers and pictures
//! are no part of the text; notes and comments are counted.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::super::Refusal;
use super::symbols;

/// Deeper nesting is no document; tables in tables in text boxes reach about 60.
const DEEPEST: usize = 512;

/// What the text does not hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// References to footnotes and endnotes.
    pub notes: usize,
    /// References to comments.
    pub comments: usize,
    /// Symbols of unknown meaning.
    pub symbols: usize,
    /// Files embedded as text.
    pub embedded: usize,
    /// Whether there are tracked changes.
    pub changes: bool,
}

/// The text of the document, and what it leaves out.
pub(super) fn read(xml: &str) -> Result<(String, Omitted), Refusal> {
    let mut reader = NsReader::from_str(xml);
    let mut body = Body::default();
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(malformed)?;
        match event {
            Event::Start(element) => {
                let part = Part::of(&namespace, &element);
                body.open(part, &element)?;
            }
            Event::Empty(element) => {
                let part = Part::of(&namespace, &element);
                body.open(part, &element)?;
                body.close();
            }
            Event::End(_) => body.close(),
            Event::Text(text) => body.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => body.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().map_err(malformed)?;
                let mut buffer = [0; 4];
                match c {
                    Some(c) => body.text(c.encode_utf8(&mut buffer)),
                    None => body.text(
                        resolve_xml_entity(&reference)
                            .ok_or_else(|| malformed("an unknown entity"))?,
                    ),
                }
            }
            Event::DocType(_) => return Err(Refusal::Dtd),
            Event::Eof => return body.finish(),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn malformed(_: impl Sized) -> Refusal {
    Refusal::BrokenDocument("its XML is malformed".to_owned())
}

/// An element, as far as it matters to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Paragraph,
    Table,
    Row,
    Cell,
    /// Content of a text box.
    Box,
    /// `w:t`, and `m:t` in formulas; whether blanks at its ends count.
    Text {
        exact: bool,
    },
    /// Properties of a paragraph or a row, where only marks of deletion matter.
    Properties,
    /// Something that stands for these characters.
    Characters(&'static str),
    Symbol,
    FieldMark,
    /// Deleted or moved away, or the reading aid over a word.
    Left,
    /// Inserted or moved here.
    Inserted,
    /// One content in several forms, of which one is read.
    Alternatives,
    Choice,
    Fallback,
    Note,
    Comment,
    Embedded,
    Other,
}

impl Part {
    fn of(namespace: &ResolveResult<'_>, element: &BytesStart<'_>) -> Self {
        let ResolveResult::Bound(namespace) = namespace else { return Self::Other };
        let local = element.local_name();
        let name: &str = local.as_ref();
        match namespace.as_ref() {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::word(name, element),
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => match name {
                "AlternateContent" => Self::Alternatives,
                "Choice" => Self::Choice,
                "Fallback" => Self::Fallback,
                _ => Self::Other,
            },
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math"
                if name == "t" =>
            {
                Self::Text { exact: true }
            }
            _ => Self::Other,
        }
    }

    fn word(name: &str, element: &BytesStart<'_>) -> Self {
        match name {
            "body" => Self::Body,
            "p" => Self::Paragraph,
            "tbl" => Self::Table,
            "tr" => Self::Row,
            "tc" => Self::Cell,
            "txbxContent" => Self::Box,
            "t" => Self::Text { exact: attribute(element, "space").as_deref() == Some("preserve") },
            "pPr" | "trPr" => Self::Properties,
            "tab" | "ptab" => Self::Characters("\t"),
            "br" | "cr" => Self::Characters("\n"),
            "noBreakHyphen" => Self::Characters("\u{2011}"),
            "softHyphen" => Self::Characters("\u{ad}"),
            "sym" => Self::Symbol,
            "fldChar" => Self::FieldMark,
            "del" | "moveFrom" | "rt" => Self::Left,
            "ins" | "moveTo" => Self::Inserted,
            "footnoteReference" | "endnoteReference" => Self::Note,
            "commentReference" => Self::Comment,
            "altChunk" => Self::Embedded,
            _ => Self::Other,
        }
    }
}

/// An attribute's value by its name without prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut read = attributes.with_checks(false).filter_map(Result::ok);
    let named = read.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(named.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// An element that holds lines: the body, a cell, a text box.
#[derive(Default)]
struct Lines {
    text: String,
    any: bool,
}

impl Lines {
    fn push(&mut self, line: &str) {
        if std::mem::replace(&mut self.any, true) {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Text boxes that hang on it.
    boxes: Lines,
    /// Its end was deleted, so that it runs on into the next one.
    runs_on: bool,
}

/// A row of a table that is being read.
#[derive(Default)]
struct Row {
    text: String,
    cells: usize,
    deleted: bool,
}

/// The state of reading: the open elements and what was read in them.
#[derive(Default)]
struct Body {
    open: Vec<Part>,
    /// Open elements, from the outermost left-out one inwards; 0 while reading.
    skipping: usize,
    lines: Vec<Lines>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    /// For each open [`Part::Alternatives`], whether one was read.
    chosen: Vec<bool>,
    /// Open fields; whether each is still in its code.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    /// The beginning of the next paragraph, from one whose end was deleted.
    carried: String,
    /// Characters of the open `w:t`, whose ends may be blanks that do not count.
    run: String,
    done: Option<String>,
    omitted: Omitted,
}

impl Body {
    fn open(&mut self, part: Part, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.open.len() >= DEEPEST {
            return Err(Refusal::TooDeep);
        }
        self.open.push(part);
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        match part {
            Part::Body | Part::Cell | Part::Box => self.lines.push(Lines::default()),
            Part::Paragraph => {
                let text = std::mem::take(&mut self.carried);
                self.paragraphs.push(Paragraph { text, ..Paragraph::default() });
            }
            Part::Row => self.rows.push(Row::default()),
            Part::Characters(characters) => {
                // In a paragraph's properties, a tab is a tab stop.
                if !self.open.contains(&Part::Properties) {
                    self.write(characters);
                }
            }
            Part::Symbol => {
                let font = attribute(element, "font").unwrap_or_default();
                let code = attribute(element, "char").unwrap_or_default();
                let c = symbols::character(&font, &code).unwrap_or_else(|| {
                    self.omitted.symbols += 1;
                    '\u{fffd}'
                });
                self.write(c.encode_utf8(&mut [0; 4]));
            }
            Part::FieldMark => match attribute(element, "fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(true);
                    self.codes += 1;
                }
                Some("separate") => {
                    if let Some(code) = self.fields.last_mut() {
                        self.codes -= usize::from(std::mem::take(code));
                    }
                }
                _ => self.codes -= usize::from(self.fields.pop().unwrap_or(false)),
            },
            Part::Left => self.leave_out(element),
            Part::Inserted => self.omitted.changes = true,
            Part::Alternatives => self.chosen.push(false),
            Part::Choice | Part::Fallback => {
                if self.chosen.last_mut().is_some_and(|chosen| std::mem::replace(chosen, true)) {
                    self.skipping = 1;
                }
            }
            Part::Note => self.omitted.notes += 1,
            Part::Comment => self.omitted.comments += 1,
            Part::Embedded => self.omitted.embedded += 1,
            Part::Text { .. } | Part::Table | Part::Properties | Part::Other => {}
        }
        Ok(())
    }

    /// Skips what was deleted; in properties, it is the end of the paragraph or the row that was.
    fn leave_out(&mut self, element: &BytesStart<'_>) {
        let local = element.local_name();
        self.omitted.changes |= AsRef::<str>::as_ref(&local) != "rt";
        if self.open.contains(&Part::Properties) {
            match self.open.iter().rfind(|part| matches!(part, Part::Paragraph | Part::Row)) {
                Some(Part::Row) => {
                    if let Some(row) = self.rows.last_mut() {
                        row.deleted = true;
                    }
                }
                _ => {
                    if let Some(paragraph) = self.paragraphs.last_mut() {
                        paragraph.runs_on = true;
                    }
                }
            }
        }
        self.skipping = 1;
    }

    /// Closes the innermost element; the XML reader has checked that there is one.
    fn close(&mut self) {
        let Some(part) = self.open.pop() else { return };
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match part {
            Part::Text { exact } => {
                let run = std::mem::take(&mut self.run);
                // Line breaks of the XML are blanks, and blanks at the ends count only when they are said to.
                let run = run.replace(['\n', '\r'], " ");
                self.write(if exact { &run } else { run.trim_matches([' ', '\t']) });
            }
            Part::Paragraph => self.end_paragraph(),
            Part::Cell => {
                let lines = self.lines.pop().unwrap_or_default();
                if let Some(row) = self.rows.last_mut() {
                    if row.cells > 0 {
                        row.text.push('\t');
                    }
                    row.cells += 1;
                    row.text.push_str(&lines.text);
                }
            }
            Part::Row => {
                let row = self.rows.pop().unwrap_or_default();
                if let Some(lines) = self.lines.last_mut().filter(|_| !row.deleted) {
                    lines.push(row.text.trim_end_matches('\t'));
                }
            }
            Part::Box => {
                let lines = self.lines.pop().unwrap_or_default();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.push(&lines.text),
                    None => self.push_line(&lines.text),
                }
            }
            Part::Alternatives => drop(self.chosen.pop()),
            Part::Body => {
                let mut lines = self.lines.pop().unwrap_or_default();
                if !self.carried.is_empty() {
                    lines.push(&std::mem::take(&mut self.carried));
                }
                self.done.get_or_insert(lines.text);
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        // A field whose code never ends would swallow the rest of the document.
        if std::mem::take(&mut self.codes) > 0 {
            self.fields.retain(|&code| !code);
        }
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if paragraph.runs_on {
            self.carried = paragraph.text;
        } else {
            self.push_line(&paragraph.text);
        }
        if paragraph.boxes.any {
            self.push_line(&paragraph.boxes.text);
        }
    }

    fn push_line(&mut self, line: &str) {
        if let Some(lines) = self.lines.last_mut() {
            lines.push(line);
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping == 0 && matches!(self.open.last(), Some(Part::Text { .. })) {
            self.run.push_str(text);
        }
    }

    /// Adds to the innermost paragraph, unless this is the code of a field.
    fn write(&mut self, characters: &str) {
        if self.codes > 0 {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(characters);
        }
    }

    fn finish(self) -> Result<(String, Omitted), Refusal> {
        if !self.open.is_empty() {
            return Err(malformed("an element without end"));
        }
        self.done.map(|text| (text, self.omitted)).ok_or(Refusal::NoText)
    }
}
