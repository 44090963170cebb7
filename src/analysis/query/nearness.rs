//! How far apart two passages of a source stand.

use super::{Distance, Unit};
use crate::domain::Span;
use crate::text::Text;

/// A source's text as distances are counted in it.
pub(super) struct Measure<'a> {
    pub text: &'a Text,
    /// Its turns, and paragraphs outside of turns, in order.
    pub passages: &'a [Span],
}

/// Whether characters are enough to know a distance.
pub(super) fn needs_text(distance: Distance) -> bool {
    distance.unit != Unit::Characters
}

/// Whether no more stands between two passages than a distance allows; the first ends before the second begins. Without a
/// measure, only characters can be counted.
pub(super) fn is_near(
    first: Span,
    second: Span,
    distance: Distance,
    measure: Option<&Measure<'_>>,
) -> bool {
    let gap = second.start.saturating_sub(first.end);
    if distance.unit == Unit::Characters {
        return gap <= distance.count;
    }
    let Some(Measure { text, passages }) = measure else { return false };
    let last = first.end.saturating_sub(1).max(first.start);
    match distance.unit {
        Unit::Characters => true,
        Unit::Words => words_between(text, first.end, second.start, distance.count),
        Unit::Sentences => {
            let mut next = next_sentence(text, last);
            for _ in 0..distance.count {
                if second.start < next {
                    return true;
                }
                next = next_sentence(text, next);
            }
            second.start < next
        }
        Unit::Paragraphs => {
            let paragraphs = text.paragraphs();
            let (from, to) = (text.paragraph_at(last), text.paragraph_at(second.start));
            // Blank lines between paragraphs are none.
            let between = paragraphs.get(from + 1..=to).unwrap_or_default();
            let is_blank = |span: Span| text.slice(span).trim().is_empty();
            let mut steps = between.iter().filter(|paragraph| !is_blank(paragraph.span));
            steps.nth(distance.count as usize).is_none()
        }
        Unit::Turns => {
            // What stands between two belongs to the first.
            let place = |at: u32| passages.partition_point(|passage| passage.start <= at);
            place(second.start).saturating_sub(place(last)) <= distance.count as usize
        }
    }
}

/// Whether at most so many words stand whole between two places.
fn words_between(text: &Text, from: u32, to: u32, most: u32) -> bool {
    let mut count = 0;
    let mut at = from;
    while at < to {
        let word = text.word_at(at);
        let end = word.end.max(at + 1);
        if end > to {
            break;
        }
        // The rest of a word that is cut by the first passage is none.
        if word.start >= from && text.slice(word).chars().any(char::is_alphanumeric) {
            count += 1;
            if count > most {
                return false;
            }
        }
        at = end;
    }
    true
}

/// Where the sentence behind the one at a place begins; blanks between two belong to the first.
fn next_sentence(text: &Text, at: u32) -> u32 {
    let end = text.sentence_at(at).end.max(at + 1).min(text.length().max(at + 1));
    let rest = text.slice(Span { start: end.min(text.length()), end: text.length() });
    end + rest.chars().take_while(|c| c.is_whitespace()).count() as u32
}
