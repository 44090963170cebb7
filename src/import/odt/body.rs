//! The text of `content.xml` (ODF 1.3 part 3, 3 to 14).
//!
//! Tracked changes are read as accepted: inserted text stands in its place, and deleted text stands apart, where it is
//! passed over. Headers, footers and pictures are no part of the text. How lines, tables, boxes and notes are put together
//! is told in `composition`.

use super::super::Refusal;
use super::super::composition::{Composition, Face, LineEnd};
use super::super::elements::{self, Element, Visitor};
use super::super::type_styles::Look;
use super::lists::Lists;
use super::styles::Styles;
use super::tags::Tag;

/// The text of the document, and whether changes were tracked in it.
pub(super) fn read(xml: &str, styles: &Styles) -> Result<(Composition, bool), Refusal> {
    let mut body = Body {
        styles,
        lists: Lists::new(styles),
        composition: Composition::default(),
        open: Vec::new(),
        skipping: 0,
        paragraphs: Vec::new(),
        rows: Vec::new(),
        notes: Vec::new(),
        comments: Vec::new(),
        has_text: false,
        changed: false,
    };
    elements::read(xml, &mut body)?;
    if body.has_text { Ok((body.composition, body.changed)) } else { Err(Refusal::NoText) }
}

/// A paragraph that is being read.
struct Paragraph {
    /// Its own face, and that of each open span, the innermost last.
    face: Face,
    spans: Vec<Face>,
    /// Whether a blank would stand at its start or after another blank, where it does not count (6.1.2).
    after_blank: bool,
}

/// A comment that is being read.
#[derive(Default)]
struct Comment {
    /// The name by which its end is told.
    name: Option<String>,
    author: String,
}

/// The state of reading: the open elements and what was read in them.
struct Body<'a> {
    styles: &'a Styles,
    lists: Lists<'a>,
    composition: Composition,
    /// Open elements, each with whether characters directly in it are text.
    open: Vec<(Tag, bool)>,
    /// Open elements, from the outermost left-out one inwards; 0 while reading.
    skipping: usize,
    paragraphs: Vec<Paragraph>,
    /// For each open row, how many places the last cell reaches into.
    rows: Vec<u32>,
    /// The numbers of the open notes.
    notes: Vec<usize>,
    comments: Vec<Comment>,
    has_text: bool,
    changed: bool,
}

impl Visitor for Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let tag = Tag::of(element);
        let within = self.open.last().is_some_and(|&(_, is_text)| is_text);
        let is_text = match tag {
            Tag::Paragraph | Tag::Heading => true,
            Tag::Span | Tag::Other => within,
            _ => false,
        };
        self.open.push((tag, is_text));
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        match tag {
            Tag::Body => self.has_text = true,
            Tag::Paragraph => {
                let look = self.begin_paragraph(element);
                let number = self.lists.number();
                self.composition.begin_line(&number, look.heading());
            }
            Tag::Heading => {
                self.begin_paragraph(element);
                let level = element.number("outline-level").unwrap_or(1).clamp(1, 10);
                let number = self.lists.heading_number(level, element);
                self.composition.begin_line(&number, Some(level.min(6) as u8));
            }
            Tag::Span => self.begin_span(element),
            Tag::Blanks => {
                let count = element.number("c").unwrap_or(1) as usize;
                // More blanks than this in a row are no words of anybody.
                self.write(&" ".repeat(count.min(MOST_BLANKS)));
            }
            Tag::Tab => self.write("\t"),
            Tag::LineBreak => {
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| within) {
                    paragraph.after_blank = false;
                    self.composition.break_line(paragraph.face());
                }
            }
            Tag::List => self.lists.begin(element),
            Tag::Item | Tag::ListHeader => self.lists.begin_item(element, tag == Tag::Item),
            Tag::Row => {
                self.rows.push(0);
                self.composition.begin_row();
            }
            Tag::Cell => {
                if let Some(covered) = self.rows.last_mut() {
                    *covered = element.number("number-columns-spanned").unwrap_or(1).max(1) - 1;
                }
                self.composition.begin_cell();
            }
            Tag::CoveredCell => match self.rows.last_mut() {
                // A cell is one however many columns it spans; what it covers of other rows are empty cells.
                Some(covered @ 1..) => {
                    *covered -= 1;
                    self.skipping = 1;
                }
                _ => self.composition.begin_cell(),
            },
            Tag::Box => self.begin_aside(LineEnd::Break),
            Tag::Note => {
                let face = self.paragraphs.last().map(Paragraph::face).unwrap_or_default();
                self.notes.push(self.composition.refer(face));
                self.set_after_blank(false);
            }
            Tag::NoteWords => self.begin_aside(LineEnd::Blank),
            Tag::Annotation => {
                let name = element.attribute("name");
                self.comments.push(Comment { name, author: String::new() });
                self.begin_aside(LineEnd::Break);
            }
            Tag::AnnotationEnd => {
                self.composition.close_comment(&element.attribute("name").unwrap_or_default());
            }
            Tag::Change => {
                self.changed = true;
                self.skipping = 1;
            }
            Tag::Creator | Tag::NoText | Tag::Other => {}
        }
    }

    fn close(&mut self) {
        let Some((tag, _)) = self.open.pop() else { return };
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match tag {
            Tag::Paragraph | Tag::Heading => {
                self.paragraphs.pop();
                self.composition.end_line();
            }
            Tag::Span => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.spans.pop();
                }
            }
            Tag::List => self.lists.end(),
            Tag::Item | Tag::ListHeader => self.lists.end_item(),
            Tag::Row => {
                self.rows.pop();
                self.composition.end_row();
            }
            Tag::Cell | Tag::CoveredCell => self.composition.end_cell(),
            Tag::Box => {
                self.lists.end_aside();
                let text = self.composition.end_aside();
                self.composition.hang(text);
            }
            Tag::NoteWords => {
                self.lists.end_aside();
                let words = self.composition.end_aside();
                if let Some(&number) = self.notes.last() {
                    self.composition.note(number, words);
                }
            }
            Tag::Note => drop(self.notes.pop()),
            Tag::Annotation => {
                self.lists.end_aside();
                let words = self.composition.end_aside().text().to_owned();
                let Comment { name, author } = self.comments.pop().unwrap_or_default();
                let has_end = name.is_some();
                let name = name.unwrap_or_default();
                self.composition.open_comment(name.clone(), author, words);
                if !has_end {
                    self.composition.close_comment(&name);
                }
            }
            _ => {}
        }
    }

    fn characters(&mut self, characters: &str) {
        if self.skipping > 0 {
            return;
        }
        match self.open.last() {
            Some((_, true)) => self.words(characters),
            Some((Tag::Creator, _)) => {
                if let Some(comment) = self.comments.last_mut() {
                    comment.author.push_str(characters);
                }
            }
            _ => {}
        }
    }
}

/// Most blanks that one element can stand for.
const MOST_BLANKS: usize = 1000;

impl Paragraph {
    fn face(&self) -> Face {
        self.spans.last().copied().unwrap_or(self.face)
    }
}

/// A face, with what a style says of it.
fn face(face: Face, look: Look) -> Face {
    Face { bold: look.bold.unwrap_or(face.bold), italic: look.italic.unwrap_or(face.italic) }
}

impl Body<'_> {
    fn begin_paragraph(&mut self, element: &Element<'_>) -> Look {
        let name = element.attribute("style-name").unwrap_or_default();
        let look = self.styles.paragraph(&name);
        let face = face(Face::default(), look);
        self.paragraphs.push(Paragraph { face, spans: Vec::new(), after_blank: true });
        look
    }

    fn begin_span(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let name = element.attribute("style-name").unwrap_or_default();
        paragraph.spans.push(face(paragraph.face(), self.styles.characters(&name)));
    }

    /// Begins a text that stands beside the one that is read.
    fn begin_aside(&mut self, line_end: LineEnd) {
        self.lists.begin_aside();
        self.composition.begin_aside(line_end);
    }

    fn set_after_blank(&mut self, after_blank: bool) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.after_blank = after_blank;
        }
    }

    /// Adds characters to the innermost paragraph, blanks and line breaks of the XML in a row as one blank (6.1.2).
    fn words(&mut self, characters: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let mut words = String::with_capacity(characters.len());
        for c in characters.chars() {
            let blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(blank && paragraph.after_blank) {
                words.push(if blank { ' ' } else { c });
            }
            paragraph.after_blank = blank;
        }
        let face = paragraph.face();
        self.composition.write(&words, face);
    }

    /// Adds characters that an element stands for.
    fn write(&mut self, characters: &str) {
        let is_text = self.open.len() > 1 && self.open[self.open.len() - 2].1;
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| is_text) {
            paragraph.after_blank = false;
            let face = paragraph.face();
            self.composition.write(characters, face);
        }
    }
}
