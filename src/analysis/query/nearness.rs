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
        Unit::Words => {
            let between = Span { start: first.end, end: second.start };
            !text.has_more_words(between, distance.count)
        }
        // Every paragraph is a sentence at least, and quicker to pass by.
        Unit::Sentences if !paragraphs_between(text, last, second.start, distance.count) => false,
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
        Unit::Paragraphs => paragraphs_between(text, last, second.start, distance.count),
        Unit::Turns => {
            // What stands between two belongs to the first.
            let place = |at: u32| passages.partition_point(|passage| passage.start <= at);
            place(second.start).saturating_sub(place(last)) <= distance.count as usize
        }
    }
}

/// Whether one has to go on by at most so many paragraphs from one place to another; blank lines between them are none.
fn paragraphs_between(text: &Text, from: u32, to: u32, most: u32) -> bool {
    let (from, to) = (text.paragraph_at(from), text.paragraph_at(to));
    let between = text.paragraphs().get(from + 1..=to).unwrap_or_default();
    let is_blank = |span: Span| text.slice(span).trim().is_empty();
    let mut steps = between.iter().filter(|paragraph| !is_blank(paragraph.span));
    steps.nth(most as usize).is_none()
}

/// Where the sentence behind the one at a place begins; blanks between two belong to the first.
fn next_sentence(text: &Text, at: u32) -> u32 {
    let end = text.sentence_at(at).end.max(at + 1).min(text.length().max(at + 1));
    let rest = text.slice(Span { start: end.min(text.length()), end: text.length() });
    end + rest.chars().take_while(|c| c.is_whitespace()).count() as u32
}
