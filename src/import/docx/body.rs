//! The text of `word/document.xml`, and of the parts with its notes and comments (WordprocessingML, ECMA-376 part 1, 17).
//!
//! Insertions and the new place of moved text are kept, deletions and field codes are not text. Headers, footers and
//! pictures are no part of the text. How lines, tables, boxes and notes are put together is told in `composition`.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::super::Refusal;
use super::super::composition::{Composition, Face, LineEnd};
use super::super::elements::{self, Element, Visitor};
use super::super::styled::Styled;
use super::super::type_styles::Look;
use super::lists::{Counting, Lists};
use super::styles::Styles;
use super::symbols;
use super::tags::{Tag, says};

/// What the text does not hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Omitted {
    /// References to footnotes and endnotes that are not there.
    pub notes: usize,
    /// Comments whose words or whose place are not there.
    pub comments: usize,
    /// Symbols of unknown meaning.
    pub symbols: usize,
    /// Files embedded as text.
    pub embedded: usize,
    /// Whether there are tracked changes.
    pub changes: bool,
}

/// What stands in other parts of the document than the text that is read.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub styles: Styles,
    pub lists: Lists,
    /// Comments by their ids, each until it is placed.
    pub comments: HashMap<String, Comment>,
    /// Footnotes by their ids, each until it is referred to.
    pub footnotes: HashMap<String, Styled>,
    /// Endnotes by their ids, each until it is referred to.
    pub endnotes: HashMap<String, Styled>,
    /// What was left out so far.
    pub omitted: Omitted,
}

/// A comment.
#[derive(Debug)]
pub(super) struct Comment {
    author: String,
    words: String,
}

/// The text of the document. What it leaves out is noted in `around`.
pub(super) fn document(xml: &str, around: &mut Around) -> Result<Composition, Refusal> {
    let mut body = Body::new(around);
    elements::read(xml, &mut body)?;
    body.around.omitted.comments += body.around.comments.len();
    if body.has_text { Ok(body.composition) } else { Err(Refusal::NoText) }
}

/// The footnotes or endnotes by their ids; references within them are no text.
pub(super) fn notes(xml: &str, around: &mut Around) -> Result<HashMap<String, Styled>, Refusal> {
    let mut body = Body::new(around);
    elements::read(xml, &mut body)?;
    Ok(body.asides.into_iter().map(|aside| (aside.id, aside.text)).collect())
}

/// The comments by their ids.
pub(super) fn comments(
    xml: &str,
    around: &mut Around,
) -> Result<HashMap<String, Comment>, Refusal> {
    let mut body = Body::new(around);
    elements::read(xml, &mut body)?;
    let comment =
        |it: Aside| (it.id, Comment { author: it.author, words: it.text.text().to_owned() });
    Ok(body.asides.into_iter().map(comment).collect())
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    /// What its own properties say, and its style.
    own: Look,
    style: Look,
    /// Whether its line was begun.
    begun: bool,
    /// Its end was deleted, so that it runs on into the next one.
    runs_on: bool,
}

/// A stretch of characters with the same properties.
#[derive(Default)]
struct Run {
    /// What its own properties say, and its style.
    own: Look,
    style: Look,
}

/// The words of a note or a comment.
struct Aside {
    id: String,
    author: String,
    text: Styled,
}

/// The state of reading: the open elements and what was read in them.
struct Body<'a> {
    around: &'a mut Around,
    counting: Counting,
    composition: Composition,
    open: Vec<Tag>,
    /// Open elements, from the outermost left-out one inwards; 0 while reading.
    skipping: usize,
    paragraphs: Vec<Paragraph>,
    /// The line of a paragraph whose end was deleted goes on in the next one.
    carried: bool,
    runs: Vec<Run>,
    /// For each open [`Tag::Row`], whether it was deleted.
    rows: Vec<bool>,
    /// For each open [`Tag::Alternatives`], whether one was read.
    chosen: Vec<bool>,
    /// Open fields; whether each is still in its code.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    /// Characters of the open `w:t`, whose ends may be blanks that do not count.
    text: String,
    /// The ids of the comments that were placed.
    placed: HashSet<String>,
    /// The numbers of the notes that were referred to.
    numbers: HashMap<(Tag, String), usize>,
    /// Ids and authors of the open notes and comments.
    aside: Vec<(String, String)>,
    asides: Vec<Aside>,
    has_text: bool,
}

impl<'a> Body<'a> {
    fn new(around: &'a mut Around) -> Self {
        Self {
            around,
            counting: Counting::default(),
            composition: Composition::default(),
            open: Vec::new(),
            skipping: 0,
            paragraphs: Vec::new(),
            carried: false,
            runs: Vec::new(),
            rows: Vec::new(),
            chosen: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            text: String::new(),
            placed: HashSet::new(),
            numbers: HashMap::new(),
            aside: Vec::new(),
            asides: Vec::new(),
            has_text: false,
        }
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let tag = Tag::of(element);
        self.open.push(tag);
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        let id = || element.attribute("id").unwrap_or_default();
        match tag {
            Tag::Body => self.has_text = true,
            Tag::Note | Tag::Comment => {
                let author = element.attribute("author").unwrap_or_default();
                self.aside.push((id(), author));
                let note = tag == Tag::Note;
                self.composition.begin_aside(if note { LineEnd::Blank } else { LineEnd::Break });
            }
            Tag::Paragraph => {
                let begun = mem::take(&mut self.carried);
                let style = self.around.styles.usual();
                self.paragraphs.push(Paragraph { style, begun, ..Paragraph::default() });
            }
            Tag::Run => self.runs.push(Run::default()),
            Tag::Row => {
                self.rows.push(false);
                self.composition.begin_row();
            }
            Tag::Cell if self.rows.last() == Some(&true) => self.skipping = 1,
            Tag::Cell => {
                self.carried = false;
                self.composition.begin_cell();
            }
            Tag::Box => {
                // It follows the line of its paragraph, though it stands before the words of it.
                self.begin_line();
                self.composition.begin_aside(LineEnd::Break);
            }
            Tag::Characters(characters) => {
                // In a paragraph's properties, a tab is a tab stop.
                if !self.open.contains(&Tag::Properties) {
                    self.write(characters);
                }
            }
            Tag::LineBreak => {
                if let Some(face) = self.begin_words() {
                    self.composition.break_line(face);
                }
            }
            Tag::PageBreak => self.composition.break_page(),
            Tag::Symbol => {
                let font = element.attribute("font").unwrap_or_default();
                let code = element.attribute("char").unwrap_or_default();
                let c = symbols::character(&font, &code).unwrap_or_else(|| {
                    self.around.omitted.symbols += 1;
                    '\u{fffd}'
                });
                self.write(c.encode_utf8(&mut [0; 4]));
            }
            Tag::FieldMark => self.field(element.attribute("fldCharType").as_deref()),
            Tag::Deleted => {
                self.around.omitted.changes = true;
                self.delete();
            }
            Tag::Ruby | Tag::FormerProperties => self.skipping = 1,
            Tag::Inserted => self.around.omitted.changes = true,
            Tag::Alternatives => self.chosen.push(false),
            Tag::Choice | Tag::Fallback => {
                if self.chosen.last_mut().is_some_and(|chosen| mem::replace(chosen, true)) {
                    self.skipping = 1;
                }
            }
            Tag::FootnoteReference | Tag::EndnoteReference => self.refer(tag, id()),
            Tag::CommentStart => self.begin_comment(&id()),
            Tag::CommentEnd => self.composition.close_comment(&id()),
            Tag::CommentReference => self.place_comment(&id()),
            Tag::Embedded => self.around.omitted.embedded += 1,
            Tag::ParagraphStyle
            | Tag::RunStyle
            | Tag::Outline
            | Tag::List
            | Tag::ListLevel
            | Tag::Bold
            | Tag::Italic => self.set_property(tag, element),
            Tag::Text { .. }
            | Tag::Properties
            | Tag::RunProperties
            | Tag::Numbering
            | Tag::Style
            | Tag::StyleName
            | Tag::BasedOn
            | Tag::Other => {}
        }
    }

    fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match tag {
            Tag::Text { exact } => {
                let mut text = mem::take(&mut self.text);
                // Line breaks of the XML are blanks, and blanks at the ends count only when they are said to.
                if text.contains(['\n', '\r']) {
                    text = text.replace(['\n', '\r'], " ");
                }
                self.write(if exact { &text } else { text.trim_matches([' ', '\t']) });
            }
            Tag::Paragraph => self.end_paragraph(),
            Tag::Run => drop(self.runs.pop()),
            Tag::Cell => {
                self.carried = false;
                self.composition.end_cell();
            }
            Tag::Row => {
                self.rows.pop();
                self.composition.end_row();
            }
            Tag::Box => {
                self.carried = false;
                let text = self.composition.end_aside();
                self.composition.hang(text);
            }
            Tag::Note | Tag::Comment => {
                self.carried = false;
                let text = self.composition.end_aside();
                let (id, author) = self.aside.pop().unwrap_or_default();
                self.asides.push(Aside { id, author, text });
            }
            Tag::Alternatives => drop(self.chosen.pop()),
            _ => {}
        }
    }

    fn characters(&mut self, characters: &str) {
        if self.skipping == 0 && matches!(self.open.last(), Some(Tag::Text { .. })) {
            self.text.push_str(characters);
        }
    }
}

impl Body<'_> {
    /// Takes a property of the paragraph or the run that it stands in; elsewhere it tells nothing of the text.
    fn set_property(&mut self, tag: Tag, element: &Element<'_>) {
        let style = || self.around.styles.look(&element.attribute("val").unwrap_or_default());
        match (self.open.as_slice(), self.paragraphs.last_mut(), self.runs.last_mut()) {
            ([.., Tag::Paragraph, Tag::Properties, _], Some(paragraph), _) => match tag {
                Tag::ParagraphStyle => paragraph.style = style(),
                Tag::Outline => {
                    let outline = element.number("val").and_then(|level| level.try_into().ok());
                    paragraph.own.outline = outline.or(paragraph.own.outline);
                }
                _ => {}
            },
            ([.., Tag::Paragraph, Tag::Properties, Tag::Numbering, _], Some(paragraph), _) => {
                match tag {
                    Tag::List => paragraph.own.list = element.number("val"),
                    Tag::ListLevel => paragraph.own.list_level = element.number("val"),
                    _ => {}
                }
            }
            ([.., Tag::Run, Tag::RunProperties, _], _, Some(run)) => match tag {
                Tag::RunStyle => run.style = style(),
                Tag::Bold => run.own.bold = Some(says(element)),
                Tag::Italic => run.own.italic = Some(says(element)),
                _ => {}
            },
            _ => {}
        }
    }

    fn field(&mut self, mark: Option<&str>) {
        match mark {
            Some("begin") => {
                self.fields.push(true);
                self.codes += 1;
            }
            Some("separate") => {
                if let Some(code) = self.fields.last_mut() {
                    self.codes -= usize::from(mem::take(code));
                }
            }
            _ => self.codes -= usize::from(self.fields.pop().unwrap_or(false)),
        }
    }

    /// Skips what was deleted; in properties, it is the end of the paragraph or the row that was.
    fn delete(&mut self) {
        if self.open.contains(&Tag::Properties) {
            match self.open.iter().rfind(|tag| matches!(tag, Tag::Paragraph | Tag::Row)) {
                Some(Tag::Row) => {
                    if let Some(deleted) = self.rows.last_mut() {
                        *deleted = true;
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

    /// Begins the innermost paragraph's line, unless it was begun or goes on from the one before. A line is begun as late as
    /// this so that a paragraph that was deleted whole leaves nothing, no number either.
    fn begin_line(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if mem::replace(&mut paragraph.begun, true) {
            return;
        }
        let look = paragraph.own.or(paragraph.style);
        let level = look.list_level.unwrap_or(0) as usize;
        let number = match look.list {
            Some(list @ 1..) => self.counting.next(&self.around.lists, list, level),
            _ => String::new(),
        };
        self.composition.begin_line(&number, look.heading());
    }

    fn end_paragraph(&mut self) {
        // A field whose code never ends would swallow the rest of the document.
        if mem::take(&mut self.codes) > 0 {
            self.fields.retain(|&code| !code);
        }
        let Some(paragraph) = self.paragraphs.last() else { return };
        if paragraph.runs_on {
            self.carried = paragraph.begun;
        } else {
            self.begin_line();
            self.composition.end_line();
        }
        self.paragraphs.pop();
    }

    /// Makes ready for words of the innermost paragraph and gives their face; nothing where no words can stand: outside of
    /// paragraphs and in the code of a field.
    fn begin_words(&mut self) -> Option<Face> {
        if self.codes > 0 {
            return None;
        }
        self.begin_line();
        let paragraph = self.paragraphs.last()?.style;
        let usual = Run::default();
        let Run { own, style } = self.runs.last().unwrap_or(&usual);
        // Bold in the style of a paragraph and in that of its characters undo each other (17.7.3).
        let toggled = |a: Option<bool>, b: Option<bool>| a.unwrap_or(false) != b.unwrap_or(false);
        Some(Face {
            bold: own.bold.unwrap_or(toggled(paragraph.bold, style.bold)),
            italic: own.italic.unwrap_or(toggled(paragraph.italic, style.italic)),
        })
    }

    /// Adds to the innermost paragraph.
    fn write(&mut self, characters: &str) {
        if !characters.is_empty()
            && let Some(face) = self.begin_words()
        {
            self.composition.write(characters, face);
        }
    }

    fn refer(&mut self, tag: Tag, id: String) {
        let Some(face) = self.begin_words() else { return };
        let Around { footnotes, endnotes, .. } = &mut *self.around;
        let notes = if tag == Tag::FootnoteReference { footnotes } else { endnotes };
        if let Some(words) = notes.remove(&id) {
            let number = self.composition.refer(face);
            self.composition.note(number, words);
            self.numbers.insert((tag, id), number);
        } else if let Some(&number) = self.numbers.get(&(tag, id)) {
            self.composition.refer_again(number, face);
        } else {
            self.around.omitted.notes += 1;
        }
    }

    fn begin_comment(&mut self, id: &str) {
        if let Some(Comment { author, words }) = self.around.comments.remove(id) {
            self.composition.open_comment(id.to_owned(), author, words);
            self.placed.insert(id.to_owned());
        }
    }

    /// A reference to a comment is the place of one without a range.
    fn place_comment(&mut self, id: &str) {
        self.begin_comment(id);
        self.composition.close_comment(id);
        self.around.omitted.comments += usize::from(!self.placed.contains(id));
    }
}
