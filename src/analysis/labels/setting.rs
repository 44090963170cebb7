//! Sets the words of an extract and its label in a house style, as pieces that know what they are.

use super::style::ExtractLabel;
use super::trims::{Take, TrimError, absolute};
use crate::domain::house_style::{Emphasis, HouseStyle};
use crate::domain::{Span, Trims};
use crate::text::Text;

/// A piece of what is printed. Put one behind the other, the texts of all pieces are the extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What it is.
    pub what: PrintedAs,
    /// What it says.
    pub text: String,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is bold.
    pub bold: bool,
}

/// What a piece of an extract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintedAs {
    /// Words of the source, with the line breaks between its paragraphs.
    Words,
    /// Words of the source that the output emphasises.
    Emphasis,
    /// The sign for what was left out.
    Cut,
    /// Words that were put in, with their brackets.
    Insertion,
    /// The tag of who speaks.
    Speaker,
    /// A quotation mark around the words.
    Mark,
    /// A blank between pieces.
    Blank,
    /// The line break before a label on its own line.
    Break,
    /// The label, with its brackets.
    Label,
    /// A note, with what parts it from the label.
    Note,
    /// The full stop behind a label.
    Stop,
}

/// A speaker's tag, as [`super::Labels::tag`] makes it, to be printed for the marker in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerTag {
    /// The marker with the blank behind it, in code points of the text. What lies outside of the quotation is not looked at.
    pub span: Span,
    /// The tag; empty to print neither.
    pub text: String,
}

/// A piece of a quotation before blanks are seen to.
enum Item<'t> {
    Words {
        text: &'t str,
        emphasis: bool,
    },
    Cut,
    /// `is_between`: put between words, not in place of some.
    Insertion {
        words: &'t str,
        is_between: bool,
    },
    Tag(&'t str),
}

impl HouseStyle {
    /// The words of a quotation as an output prints them, trimmed, with tags for the markers of speakers, without label and
    /// quotation marks.
    ///
    /// # Errors
    /// Those of [`Trims::check`].
    pub fn words(
        &self,
        text: &Text,
        quotation: Span,
        trims: &Trims,
        tags: &[SpeakerTag],
    ) -> Result<Vec<Printed>, TrimError> {
        trims.check(text, quotation)?;
        let mut setter = Setter { style: self, pieces: Vec::new() };
        let items = items(text, quotation, trims, tags);
        for (at, item) in items.iter().enumerate() {
            match item {
                Item::Words { text, emphasis } => setter.words(text, *emphasis),
                Item::Cut => setter.cut(&items[at + 1..]),
                Item::Insertion { words, is_between } => {
                    setter.insertion(words, *is_between, items.get(at + 1));
                }
                Item::Tag(tag) => setter.tag(tag),
            }
        }
        setter.trim_end();
        Ok(setter.pieces)
    }

    /// The words of an extract with quotation marks and label.
    pub fn set(&self, words: &[Printed], label: &ExtractLabel) -> Vec<Printed> {
        let mut inner = words.to_vec();
        let label = self.label_pieces(label);
        let moves_stop = self.place.before_stop && !self.place.own_line && !label.is_empty();
        let has_stop = moves_stop && take_stop(&mut inner);
        let [open, close] = self.marks.signs();
        let mark = |sign: &str| {
            (!sign.is_empty()).then(|| piece(PrintedAs::Mark, sign, self.italic_words))
        };
        let mut pieces: Vec<Printed> = mark(open).into_iter().chain(inner).collect();
        pieces.extend(mark(close));
        if !label.is_empty() && !pieces.is_empty() {
            if self.place.own_line {
                pieces.push(piece(PrintedAs::Break, "\n", false));
            } else if !self.place.glued {
                pieces.push(piece(PrintedAs::Blank, " ", false));
            }
        }
        pieces.extend(label);
        if has_stop {
            pieces.push(piece(PrintedAs::Stop, ".", false));
        }
        pieces
    }

    /// The label with its brackets and its note, to stand alone.
    pub fn label_pieces(&self, label: &ExtractLabel) -> Vec<Printed> {
        let is_italic = self.italic_labels;
        let [open, close] = self.brackets.signs();
        let mut pieces = Vec::new();
        let is_within = self.notes.inside && label.note.is_some();
        if !label.text.is_empty() {
            let close = if is_within { "" } else { close };
            let text = format!("{open}{}{close}", label.text);
            pieces.push(piece(PrintedAs::Label, &text, is_italic));
        }
        let Some(note) = &label.note else { return pieces };
        match (is_within, label.text.is_empty()) {
            (true, false) => {
                pieces.push(piece(PrintedAs::Note, &format!(", {note}"), is_italic));
                if !close.is_empty() {
                    pieces.push(piece(PrintedAs::Label, close, is_italic));
                }
            }
            (true, true) => {
                pieces.push(piece(PrintedAs::Note, &format!("{open}{note}{close}"), is_italic));
            }
            (false, is_alone) => {
                if !is_alone && !self.notes.glued {
                    pieces.push(piece(PrintedAs::Blank, " ", false));
                }
                pieces.push(piece(PrintedAs::Note, &format!("({note})"), is_italic));
            }
        }
        pieces
    }
}

/// What pieces say, one behind the other.
pub fn plain_text(pieces: &[Printed]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn piece(what: PrintedAs, text: &str, italic: bool) -> Printed {
    Printed { what, text: text.to_owned(), italic, bold: false }
}

/// Cuts a quotation into its pieces.
fn items<'t>(
    text: &'t Text,
    quotation: Span,
    trims: &'t Trims,
    tags: &'t [SpeakerTag],
) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    let mut takes = trims.takes().into_iter().peekable();
    let mut tags = tags.iter().filter_map(|tag| {
        let span = tag.span.intersection(quotation)?;
        let span = Span { start: span.start - quotation.start, end: span.end - quotation.start };
        Some((span, tag.text.as_str()))
    });
    let mut tag = tags.next();
    let mut at = 0;
    let words = |from: u32, to: u32, items: &mut Vec<Item<'t>>| {
        // Where emphasis begins or ends, a piece of its own begins.
        let mut from = from;
        while from < to {
            let over = trims.emphasis.iter().find(|span| span.end > from);
            let (end, emphasis) = match over {
                Some(span) if span.start <= from => (span.end.min(to), true),
                Some(span) => (span.start.min(to), false),
                None => (to, false),
            };
            let span = absolute(Span { start: from, end }, quotation);
            items.push(Item::Words { text: text.slice(span), emphasis });
            from = end;
        }
    };
    loop {
        let take_start = takes.peek().map(|take: &Take<'_>| take.span.start);
        match tag {
            // A marker that is partly cut keeps its tag, one that is wholly cut goes with it.
            Some((span, _)) if span.end <= at => tag = tags.next(),
            Some((span, name)) if take_start.is_none_or(|start| span.start.max(at) < start) => {
                let end = span.end.min(take_start.unwrap_or(span.end));
                let left = Span { start: span.start.max(at), end };
                words(at, left.start, &mut items);
                // Of a marker of which only blanks are left, nothing is.
                let is_told = !text.slice(absolute(left, quotation)).trim().is_empty();
                if is_told {
                    items.push(Item::Tag(name));
                }
                at = left.end.max(at);
                tag = match take_start {
                    // What is left of the marker behind a cut in it is not printed either.
                    Some(start) if start < span.end => {
                        Some((Span { start, ..span }, if is_told { "" } else { name }))
                    }
                    _ => tags.next(),
                };
            }
            _ => {
                let Some(take) = takes.next() else { break };
                words(at, take.span.start.max(at), &mut items);
                items.push(match take.words {
                    Some(words) => Item::Insertion { words, is_between: take.span.is_empty() },
                    None => Item::Cut,
                });
                at = take.span.end.max(at);
            }
        }
    }
    words(at, quotation.len(), &mut items);
    items
}

/// Puts pieces one behind the other and sees to the blanks between them.
struct Setter<'s> {
    style: &'s HouseStyle,
    pieces: Vec<Printed>,
}

impl Setter<'_> {
    fn push(&mut self, what: PrintedAs, text: &str) {
        self.pieces.push(piece(what, text, self.style.italic_words));
    }

    /// The last character that was printed.
    fn last(&self) -> Option<char> {
        self.pieces.last().and_then(|piece| piece.text.chars().next_back())
    }

    fn words(&mut self, text: &str, emphasis: bool) {
        let after_blank = self.pieces.last().is_none_or(|piece| piece.what == PrintedAs::Blank);
        let is_behind_cut = self.pieces.last().is_some_and(|piece| piece.what == PrintedAs::Cut);
        let text = match (after_blank, is_behind_cut) {
            _ if self.pieces.is_empty() => text.trim_start(),
            (true, _) | (_, true) => text.trim_start_matches(is_space),
            _ => text,
        };
        if text.is_empty() {
            return;
        }
        if !emphasis {
            return self.push(PrintedAs::Words, text);
        }
        let (italic, bold) = match self.style.emphasis {
            Emphasis::Italic => (!self.style.italic_words, false),
            Emphasis::Bold => (self.style.italic_words, true),
            Emphasis::BoldItalic => (true, true),
        };
        self.pieces.push(Printed {
            what: PrintedAs::Emphasis,
            text: text.to_owned(),
            italic,
            bold,
        });
    }

    /// The sign for a cut, with a blank on either side where words stand there; one sign for cuts with nothing between them.
    fn cut(&mut self, rest: &[Item<'_>]) {
        self.trim_spaces();
        let next = rest.iter().find_map(Item::first);
        let is_at_end = self.pieces.is_empty()
            || rest.iter().all(|item| match item {
                Item::Words { text, .. } => text.trim().is_empty(),
                Item::Cut => true,
                Item::Insertion { .. } => false,
                Item::Tag(tag) => tag.is_empty(),
            });
        let is_doubled = self.pieces.last().is_some_and(|piece| piece.what == PrintedAs::Cut);
        let sign = self.style.ellipsis.sign.clone();
        if !is_doubled && !sign.is_empty() && (!is_at_end || self.style.ellipsis.at_ends) {
            if self.last().is_some_and(|last| !last.is_whitespace() && !opens(last)) {
                self.push(PrintedAs::Blank, " ");
            }
            self.push(PrintedAs::Cut, &sign);
        }
        if !self.pieces.is_empty() && next.is_some_and(|next| next != '\n' && !closes(next)) {
            self.push(PrintedAs::Blank, " ");
        }
    }

    fn insertion(&mut self, words: &str, is_between: bool, next: Option<&Item<'_>>) {
        let next = match next {
            Some(Item::Words { text, .. }) => text.chars().next(),
            _ => None,
        };
        let last = self.last();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_between = is_between && !(is_letter(last) && is_letter(next));
        let joins = |last: char| last.is_whitespace() || opens(last) || matches!(last, '-' | '/');
        if is_between && last.is_some_and(|last| !joins(last)) {
            self.push(PrintedAs::Blank, " ");
        }
        self.push(PrintedAs::Insertion, &format!("[{}]", words.trim()));
        if is_between && is_letter(next) {
            self.push(PrintedAs::Blank, " ");
        }
    }

    fn tag(&mut self, tag: &str) {
        if tag.is_empty() {
            return;
        }
        self.push(PrintedAs::Speaker, tag);
        if !tag.ends_with(is_space) {
            self.push(PrintedAs::Blank, " ");
        }
    }

    /// Takes blanks off the end, but no line break.
    fn trim_spaces(&mut self) {
        self.trim_by(|text| text.trim_end_matches(is_space).len());
    }

    fn trim_end(&mut self) {
        self.trim_by(|text| text.trim_end().len());
    }

    fn trim_by(&mut self, length: fn(&str) -> usize) {
        while let Some(piece) = self.pieces.last_mut() {
            piece.text.truncate(length(&piece.text));
            if !piece.text.is_empty() {
                return;
            }
            self.pieces.pop();
        }
    }
}

impl Item<'_> {
    /// The first character that it prints, blanks left out; nothing when it prints none.
    fn first(&self) -> Option<char> {
        match self {
            Self::Words { text, .. } => text.trim_start_matches(is_space).chars().next(),
            Self::Cut => None,
            Self::Insertion { .. } => Some('['),
            Self::Tag(tag) => tag.chars().next(),
        }
    }
}

/// Takes a single full stop off the end of words; whether there was one.
fn take_stop(words: &mut Vec<Printed>) -> bool {
    let Some(last) = words.last_mut() else { return false };
    let is_source = matches!(last.what, PrintedAs::Words | PrintedAs::Emphasis);
    let Some(before) = last.text.strip_suffix('.').filter(|_| is_source) else { return false };
    // Dots are no full stop.
    if before.trim_end().ends_with(['.', '…']) || before.ends_with(is_space) {
        return false;
    }
    let length = before.len();
    last.text.truncate(length);
    if last.text.is_empty() {
        words.pop();
    }
    true
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// Whether no blank stands behind a sign.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '‘' | '„' | '«')
}

/// Whether no blank stands before a sign.
fn closes(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '’' | '»')
}
