//! Finds what may begin a turn: everything that has the shape of a marker and is no heading.

use std::collections::HashMap;
use std::iter::Peekable;
use std::sync::Arc;

use super::marker::{self, Form, Marker};
use super::words::{self, Standing};
use super::{Bracketed, Recognition, is_blank};
use crate::domain::{BracketClass, Markup, MarkupKind, Span, Speaker};
use crate::text::{Paragraph, Text, bracket_class};

/// A paragraph that may begin a turn.
pub(super) struct Candidate {
    /// Its paragraph.
    pub paragraph: usize,
    /// First byte of the marker in the paragraph.
    pub start: usize,
    /// Byte after the marker and the blanks that follow it.
    pub end: usize,
    /// Its label's place in the list.
    pub label: usize,
    /// Milliseconds into the recording, where a time stamp tells.
    pub time: Option<u32>,
    /// Whether the marker is a name and a time stamp with the words on the lines below.
    pub above_words: bool,
    /// The paragraph before it that is its time stamp.
    stamp: Option<usize>,
    form: Form,
}

impl Candidate {
    /// The first paragraph that no longer belongs to the turn before.
    pub fn opens_at(&self) -> usize {
        self.stamp.unwrap_or(self.paragraph)
    }
}

/// A label with what is known of it over the whole text.
pub(super) struct Label {
    /// What it says.
    pub name: Speaker,
    /// How far it can be trusted.
    pub standing: Standing,
    /// How often it stands where a turn may begin.
    pub count: usize,
}

/// What was found.
pub(super) struct Found {
    /// In order.
    pub candidates: Vec<Candidate>,
    /// Their labels, each once.
    pub labels: Vec<Label>,
    /// How many paragraphs at the beginning look like a header's.
    pub header: usize,
}

/// Looks through a text. Of `markup` only bold type counts.
pub(super) fn find(text: &Text, markup: &[Markup], recognition: Recognition) -> Found {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut labels = Labels::default();
    let mut header = Header::default();
    let mut stamps = Stamps::default();
    let mut bold = bold_type(markup).peekable();
    for (i, paragraph) in text.paragraphs().iter().enumerate() {
        let string = &text.as_str()[paragraph.bytes()];
        // In notes a line with a time tells when something happened, not where it is in a recording.
        if let Some(time) = marker::lone_stamp(string).filter(|_| !recognition.notes) {
            stamps.see(i, time, candidates.last_mut());
            header.see(i, string, false);
            continue;
        }
        let bold_end = bold_end(text, paragraph, &mut bold);
        let marker = marker::parse(string, bold_end).or_else(|| marker::letter(string));
        let Some(marker) = marker else {
            header.see(i, string, false);
            if !is_blank(text, paragraph) {
                stamps.forget();
            }
            continue;
        };
        let stamp = stamps.take();
        let at = labels.place(&marker.label);
        let standing = labels.all[at].standing;
        header.see(i, string, standing == Standing::Heading);
        let is_mention = marker.square && recognition.bracketed == Bracketed::Mentions;
        let above_words = marker.form == Form::Timed && is_above_words(text, i);
        if is_mention || !above_words && !is_set_off(&marker, standing) {
            continue;
        }
        labels.all[at].count += 1;
        let Marker { start, end, form, time, .. } = marker;
        let silent = string[end..].trim().is_empty();
        stamps.awaited = time.is_none() && silent;
        candidates.push(Candidate {
            paragraph: i,
            start,
            end,
            label: at,
            time: time.or(stamp.map(|(_, time)| time)),
            above_words,
            stamp: stamp.map(|(paragraph, _)| paragraph),
            form,
        });
    }
    let mut found = Found { candidates, labels: labels.all, header: header.length() };
    drop_letters(text, &mut found);
    found
}

/// Whether a marker of this form and standing may begin a turn.
fn is_set_off(marker: &Marker, standing: Standing) -> bool {
    match marker.form {
        Form::Colon | Form::BracketColon | Form::Bold | Form::Timed => {
            standing != Standing::Heading
        }
        Form::Bracket => {
            // Curly brackets hold little else than people; square ones more often a place or a word put in.
            let is_named = !marker.square && standing != Standing::Heading;
            words::is_person(&marker.label) || is_named && is_someone(&marker.label)
        }
        Form::Tab => words::stands_alone(&marker.label),
        Form::Loose => words::is_long_tag(&marker.label),
        Form::Letter => true,
    }
}

/// Whether words in brackets may name somebody, and are no sound and no remark.
fn is_someone(label: &str) -> bool {
    matches!(bracket_class(label), BracketClass::Person | BracketClass::Redaction)
}

/// Whether words follow a paragraph, and not another name with a time stamp as in an agenda.
fn is_above_words(text: &Text, paragraph: usize) -> bool {
    let after = &text.paragraphs()[paragraph + 1..];
    let next = after.iter().find(|paragraph| !is_blank(text, paragraph));
    next.is_some_and(|next| marker::timed_name(&text.as_str()[next.bytes()]).is_none())
}

/// Takes out `Q` and `A` without a colon that are only words: all of them where no `Q:` stands, and an `A` that does not
/// answer a question or goes on in lower case, as the article does.
fn drop_letters(text: &Text, found: &mut Found) {
    let Found { candidates, labels, .. } = found;
    let is = |candidate: &Candidate, letter: &str| &*labels[candidate.label].name == letter;
    let asks = candidates.iter().any(|c| c.form != Form::Letter && is(c, "Q"));
    let mut asked = false;
    let mut dropped = Vec::new();
    candidates.retain(|candidate| {
        let kept = candidate.form != Form::Letter || asks && is(candidate, "Q") || {
            let paragraph = &text.as_str()[text.paragraphs()[candidate.paragraph].bytes()];
            asks && asked && !paragraph[candidate.end..].starts_with(char::is_lowercase)
        };
        if kept {
            asked = is(candidate, "Q");
        } else {
            dropped.push(candidate.label);
        }
        kept
    });
    for label in dropped {
        labels[label].count -= 1;
    }
}

/// The stretches of bold type by place.
fn bold_type(markup: &[Markup]) -> impl Iterator<Item = Span> {
    let bold = markup.iter().filter(|mark| mark.kind == MarkupKind::Bold);
    let mut spans: Vec<Span> = bold.map(|mark| mark.span).collect();
    spans.sort_unstable_by_key(|span| span.start);
    spans.into_iter()
}

/// The byte of a paragraph at which bold type ends that begins with its first word; `bold` is left at the paragraph's end.
fn bold_end(
    text: &Text,
    paragraph: &Paragraph,
    bold: &mut Peekable<impl Iterator<Item = Span>>,
) -> Option<usize> {
    let string = &text.as_str()[paragraph.bytes()];
    let (mut found, mut label) = (None, None);
    while let Some(span) = bold.next_if(|span| span.start < paragraph.span.end) {
        if span.start >= paragraph.span.start && span.end < paragraph.span.end && found.is_none() {
            let bytes = text.bytes(span);
            let label = *label.get_or_insert_with(|| marker::label_start(string));
            if bytes.start - paragraph.byte_start == label {
                found = Some(bytes.end - paragraph.byte_start);
            }
        }
    }
    found
}

/// Labels, each once.
#[derive(Default)]
struct Labels {
    all: Vec<Label>,
    places: HashMap<Speaker, usize>,
}

impl Labels {
    fn place(&mut self, label: &str) -> usize {
        if let Some(&at) = self.places.get(label) {
            return at;
        }
        let name: Speaker = Arc::from(label);
        self.all.push(Label { name: name.clone(), standing: words::standing(label), count: 0 });
        self.places.insert(name, self.all.len() - 1);
        self.all.len() - 1
    }
}

/// Time stamps that stand alone on a line beside a marker.
#[derive(Default)]
struct Stamps {
    /// Paragraph and time of the stamp since which there were only blanks.
    last: Option<(usize, u32)>,
    /// Whether the last candidate has neither words nor time yet.
    awaited: bool,
}

impl Stamps {
    /// A stamp below a marker without words is that marker's; any other waits for the next marker.
    fn see(&mut self, paragraph: usize, time: u32, above: Option<&mut Candidate>) {
        match above.filter(|candidate| self.awaited && candidate.time.is_none()) {
            Some(candidate) => candidate.time = Some(time),
            None => self.last = Some((paragraph, time)),
        }
        self.awaited = false;
    }

    fn take(&mut self) -> Option<(usize, u32)> {
        self.awaited = false;
        self.last.take()
    }

    fn forget(&mut self) {
        (self.awaited, self.last) = (false, None);
    }
}

/// Watches for the block of short lines, one of them a heading such as `Date: …`, that many transcripts begin with.
#[derive(Default)]
struct Header {
    /// Whether a line with words was seen.
    begun: bool,
    /// Whether one of them is a heading.
    headed: bool,
    /// The blank paragraph after it.
    end: Option<usize>,
}

impl Header {
    fn see(&mut self, i: usize, paragraph: &str, heading: bool) {
        if self.end.is_none() {
            let blank = paragraph.trim().is_empty();
            self.headed |= heading;
            if blank && self.begun {
                self.end = Some(i);
            }
            self.begun |= !blank;
        }
    }

    /// How many paragraphs the header takes; 0 if there is none.
    fn length(&self) -> usize {
        self.end.filter(|_| self.headed).unwrap_or(0)
    }
}
