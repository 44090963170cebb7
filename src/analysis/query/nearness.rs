//! How far apart two passages of a source stand.

use super::study::Divisions;
use super::{Distance, Unit};
use crate::domain::Span;
use crate::text::Text;

/// How many characters stand between two passages; the first ends before the second begins.
pub(super) fn characters_between(first: Span, second: Span) -> u32 {
    second.start.saturating_sub(first.end)
}

/// Whether no more stands between two passages than a distance allows, as far as that can be told without the text. The
/// first ends before the second begins.
pub(super) fn may_be_near(
    first: Span,
    second: Span,
    distance: Distance,
    divisions: &Divisions,
) -> Option<bool> {
    let last = last_of(first);
    let count = distance.count as usize;
    // One goes on by a paragraph where one begins behind the first place and no later than the second; blank lines are none.
    let begun = |at: u32| divisions.paragraphs.partition_point(|start| *start <= at);
    let paragraphs = || begun(second.start).saturating_sub(begun(last));
    match distance.unit {
        Unit::Characters => Some(characters_between(first, second) <= distance.count),
        // Every word is a character at least.
        Unit::Words if characters_between(first, second) <= distance.count => Some(true),
        Unit::Words => None,
        // Every paragraph is a sentence at least.
        Unit::Sentences if paragraphs() > count => Some(false),
        Unit::Sentences => None,
        Unit::Paragraphs => Some(paragraphs() <= count),
        Unit::Turns => {
            // What stands between two belongs to the first.
            let passages = &divisions.passages;
            let place = |at: u32| passages.partition_point(|passage| passage.start <= at);
            Some(place(second.start).saturating_sub(place(last)) <= count)
        }
    }
}

/// As [`may_be_near`], of distances in words and sentences, which are counted in the text.
pub(super) fn is_near(first: Span, second: Span, distance: Distance, text: &Text) -> bool {
    if distance.unit == Unit::Words {
        let between = Span { start: first.end, end: second.start };
        return !text.has_more_words(between, distance.count);
    }
    let mut next = next_sentence(text, last_of(first));
    for _ in 0..distance.count {
        if second.start < next {
            return true;
        }
        next = next_sentence(text, next);
    }
    second.start < next
}

/// The last place of a passage.
fn last_of(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}

/// Where the sentence behind the one at a place begins; blanks between two belong to the first.
fn next_sentence(text: &Text, at: u32) -> u32 {
    let end = text.sentence_at(at).end.max(at + 1).min(text.length().max(at + 1));
    let rest = text.slice(Span { start: end.min(text.length()), end: text.length() });
    end + rest.chars().take_while(|c| c.is_whitespace()).count() as u32
}
