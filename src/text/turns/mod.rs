//! Recognises speaker turns in a text. The text itself is never changed.
//!
//! A marker stands at the beginning of a paragraph: `INT:`, `GP ID 161:`, `[Manager ID 152]`, `Q:`, `[00:12:31] INT:`,
//! `INT 1 (00:01:02):`, a tag and a tab. Its shape is read in `marker`; whether its words name a speaker is judged by
//! `words` and by how often they come. Headers of transcripts (`Date: …`, `Participant: GP ID 12`) are no turns.

mod marker;
mod revised;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

pub use revised::{ended, revised};
pub use words::is_interviewer;

use self::marker::{Form, Marker};
use self::words::Standing;
use super::{Paragraph, Text};
use crate::domain::{Span, Speaker, Turn};

/// A line of a transcript's header has at most this many bytes.
const HEADER_LINE: usize = 100;

/// A paragraph that may begin a turn.
struct Candidate {
    paragraph: usize,
    start: usize,
    end: usize,
    label: usize,
}

/// A label with what is known of it over the whole text.
struct Label {
    name: Speaker,
    standing: Standing,
    count: usize,
}

/// The turns of a text in order, without overlap, from its first paragraph with words to its last; text before the first
/// marker is a turn without speaker. Blank paragraphs between turns belong to none. Empty when fewer than two markers
/// are found.
pub fn recognise(text: &Text) -> Vec<Turn> {
    let (candidates, labels, header) = candidates(text);
    let marked = credible(text, candidates, labels, header);
    if marked.len() < 2 { Vec::new() } else { turns(text, &marked) }
}

/// As [`recognise`], for notes and documents: there a speaker's words end at the next blank paragraph, and what
/// follows is the writer's own until another marker; it becomes a turn without speaker.
pub fn recognise_in_notes(text: &Text) -> Vec<Turn> {
    let mut turns = Vec::new();
    for turn in recognise(text) {
        let first = text.paragraph_at(turn.span.start);
        let inside = text.paragraphs()[first..].iter().take_while(|p| p.span.start < turn.span.end);
        let mut parted =
            inside.clone().skip_while(|p| !is_blank(text, p)).skip_while(|p| is_blank(text, p));
        match parted.next() {
            Some(rest) if turn.speaker.is_some() => {
                let said = inside.take_while(|p| !is_blank(text, p)).last();
                let end = said.map_or(turn.span.end, |paragraph| paragraph.span.end);
                let after = Span { start: rest.span.start, end: turn.span.end };
                turns.push(Turn { span: Span { end, ..turn.span }, ..turn });
                turns.push(Turn { span: after, marker: 0, speaker: None, time: None });
            }
            _ => turns.push(turn),
        }
    }
    turns
}

/// Everything that has the shape of a marker and is no heading; the labels; the paragraphs that look like a header's.
fn candidates(text: &Text) -> (Vec<Candidate>, Vec<Label>, usize) {
    let mut candidates = Vec::new();
    let mut labels: Vec<Label> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut header = Header::default();
    for (i, paragraph) in text.paragraphs().iter().enumerate() {
        let string = &text.as_str()[paragraph.bytes()];
        let Some(Marker { start, end, label, form }) = marker::parse(string) else {
            header.see(i, string, false);
            continue;
        };
        let at = match known.get(&label) {
            Some(&at) => at,
            None => {
                let standing = words::standing(&label);
                labels.push(Label { name: Arc::from(label.as_str()), standing, count: 0 });
                known.insert(label.clone(), labels.len() - 1);
                labels.len() - 1
            }
        };
        let standing = labels[at].standing;
        header.see(i, string, standing == Standing::Heading);
        let set_off = match form {
            Form::Colon | Form::BracketColon => standing != Standing::Heading,
            Form::Bracket => words::is_person(&label),
            Form::Tab => words::stands_alone(&label),
            Form::Loose => words::is_long_tag(&label),
        };
        if !set_off {
            continue;
        }
        labels[at].count += 1;
        candidates.push(Candidate { paragraph: i, start, end, label: at });
    }
    (candidates, labels, header.length())
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

/// The candidates that do begin turns, with their speakers.
fn credible(
    text: &Text,
    candidates: Vec<Candidate>,
    mut labels: Vec<Label>,
    header: usize,
) -> Vec<(Candidate, Speaker)> {
    // A header's `Participant: GP ID 161` has the words of a marker, but is short, ends in no sentence, and stands
    // within the header or comes only once before speakers that come again.
    let recurring = candidates.iter().position(|c| labels[c.label].count > 1).unwrap_or(0);
    let in_header: Vec<bool> = candidates
        .iter()
        .enumerate()
        .map(|(i, candidate)| {
            let paragraph = text.paragraphs()[candidate.paragraph];
            let string = &text.as_str()[paragraph.bytes()];
            let single = i < recurring && labels[candidate.label].count == 1;
            (single || candidate.paragraph < header) && is_header_line(&string[candidate.end..])
        })
        .collect();
    for (candidate, _) in candidates.iter().zip(&in_header).filter(|&(_, &header)| header) {
        labels[candidate.label].count -= 1;
    }
    let tagged = labels.iter().any(|l| l.standing == Standing::Tag && l.count > 0);
    candidates
        .into_iter()
        .zip(in_header)
        .filter(|&(_, header)| !header)
        .filter_map(|(candidate, _)| {
            let label = &labels[candidate.label];
            let credible = match label.standing {
                Standing::Tag => true,
                Standing::Role => tagged || label.count > 1,
                Standing::Name => label.count > 1,
                Standing::Heading => false,
            };
            let name = label.name.clone();
            credible.then_some((candidate, name))
        })
        .collect()
}

/// Whether what follows a marker reads like the value in a header and not like speech.
fn is_header_line(speech: &str) -> bool {
    let speech = speech.trim_end();
    !speech.is_empty()
        && speech.len() <= HEADER_LINE
        && !speech.ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', ',', '”', '"', '-', '–'])
}

fn turns(text: &Text, marked: &[(Candidate, Speaker)]) -> Vec<Turn> {
    let paragraphs = text.paragraphs();
    let first = marked[0].0.paragraph;
    let mut turns = Vec::with_capacity(marked.len() + 1);
    let opening = paragraphs[..first].iter().position(|p| !is_blank(text, p));
    if let Some(opening) = opening {
        let start = paragraphs[opening].span.start;
        let end = last_words(text, opening, first);
        turns.push(Turn { span: Span { start, end }, marker: 0, speaker: None, time: None });
    }
    for (i, (candidate, speaker)) in marked.iter().enumerate() {
        let paragraph = &paragraphs[candidate.paragraph];
        let string = &text.as_str()[paragraph.bytes()];
        let count = |bytes: &str| bytes.chars().count() as u32;
        let start = paragraph.span.start + count(&string[..candidate.start]);
        let next = marked.get(i + 1).map_or(paragraphs.len(), |(next, _)| next.paragraph);
        turns.push(Turn {
            span: Span { start, end: last_words(text, candidate.paragraph, next) },
            marker: count(&string[candidate.start..candidate.end]),
            speaker: Some(speaker.clone()),
            time: None,
        });
    }
    turns
}

/// The end of the last paragraph with words in `from..to`, where `from` is one.
fn last_words(text: &Text, from: usize, to: usize) -> u32 {
    let paragraphs = &text.paragraphs()[from..to];
    let last = paragraphs.iter().rposition(|p| !is_blank(text, p)).unwrap_or(0);
    paragraphs[last].span.end
}

fn is_blank(text: &Text, paragraph: &Paragraph) -> bool {
    text.as_str()[paragraph.bytes()].trim().is_empty()
}

#[cfg(test)]
mod tests;
