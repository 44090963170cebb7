//! Recognises speaker turns in a text. The text itself is never changed.
//!
//! A marker stands at the beginning of a paragraph: `INT:`, `GP ID 161:`, `[Manager ID 152]`, `Q:`, `[00:12:31] INT:`,
//! `INT 1 (00:01:02):`, a tag and a tab, a name in bold type, or a name with a time stamp on a line of its own, as Teams and
//! Otter write it. Its shape is read in `marker`; whether its words name a speaker is judged by `words` and by how often
//! they come. Headers of transcripts (`Date: …`, `Participant: GP ID 12`) are no turns. Names that are probably the same,
//! written differently, are found by [`alike`].

mod alike;
mod candidates;
mod marker;
mod revised;
mod stamp;
mod words;

pub use self::alike::alike;
pub use self::revised::{ended, revised};
pub use self::stamp::{Stamp, stamp};
pub(super) use self::words::has_id;
pub use self::words::{Standing, is_interviewer, is_role, standing};

use self::candidates::{Candidate, Found, find};
use super::{Paragraph, Text};
use crate::domain::{Markup, Span, Speaker, Turn};

/// A line of a transcript's header has at most this many bytes.
const HEADER_LINE: usize = 100;

/// What is to be recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recognition {
    /// Whether the text is notes or a document and no transcript: there a speaker's words end at the next blank
    /// paragraph, and what follows is the writer's own until another marker; it becomes a turn without speaker.
    pub notes: bool,
    /// What people in square brackets at the beginning of a paragraph are.
    pub bracketed: Bracketed,
}

/// What a person in square brackets at the beginning of a paragraph is: `[Manager ID 152] said that …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bracketed {
    /// Somebody who speaks: a turn begins.
    #[default]
    Speakers,
    /// Somebody who is spoken of: no turn begins.
    Mentions,
}

/// The turns of a transcript by its words alone, as [`recognise_with`] finds them.
pub fn recognise(text: &Text) -> Vec<Turn> {
    recognise_with(text, &[], Recognition::default())
}

/// The turns of notes or a document by its words alone, as [`recognise_with`] finds them.
pub fn recognise_in_notes(text: &Text) -> Vec<Turn> {
    recognise_with(text, &[], Recognition { notes: true, ..Recognition::default() })
}

/// The turns of a text in order, without overlap, from its first paragraph with words to its last; text before the first
/// marker is a turn without speaker. Blank paragraphs between turns belong to none, nor does a time stamp that stands alone
/// on the line before a marker. Of `markup` only bold type counts: a name set in it begins a turn when it comes again.
/// Empty when fewer than two markers are found.
pub fn recognise_with(text: &Text, markup: &[Markup], recognition: Recognition) -> Vec<Turn> {
    let marked = credible(text, find(text, markup, recognition));
    match marked.len() {
        0 | 1 => Vec::new(),
        _ if recognition.notes => part_notes(text, turns(text, &marked)),
        _ => turns(text, &marked),
    }
}

/// Ends what a speaker says at the next blank paragraph; what follows becomes a turn without speaker.
fn part_notes(text: &Text, whole: Vec<Turn>) -> Vec<Turn> {
    let mut turns = Vec::new();
    for turn in whole {
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

/// The candidates that do begin turns, with their speakers.
fn credible(text: &Text, found: Found) -> Vec<(Candidate, Speaker)> {
    let Found { candidates, mut labels, header } = found;
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
    // Where one name above its words with a time stamp comes again, a meeting program wrote them all.
    let timed = candidates.iter().any(|c| c.above_words && labels[c.label].count > 1);
    candidates
        .into_iter()
        .zip(in_header)
        .filter(|&(_, header)| !header)
        .filter_map(|(candidate, _)| {
            let label = &labels[candidate.label];
            let timed = timed && candidate.above_words;
            let credible = match label.standing {
                Standing::Tag => true,
                Standing::Role => tagged || timed || label.count > 1,
                Standing::Name => timed || label.count > 1,
                Standing::Heading => timed,
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
    let first = marked[0].0.opens_at();
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
        let next = marked.get(i + 1).map_or(paragraphs.len(), |(next, _)| next.opens_at());
        turns.push(Turn {
            span: Span { start, end: last_words(text, candidate.paragraph, next) },
            marker: count(&string[candidate.start..candidate.end]),
            speaker: Some(speaker.clone()),
            time: candidate.time,
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
