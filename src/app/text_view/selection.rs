//! What is selected, and the steps by which a selection grows: word, sentence, paragraph, turn.

use super::shaping::Caret;
use crate::domain::{Span, Turn};
use crate::text::Text;

/// What a press or a command selects at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A single character as people see it.
    Grapheme,
    /// A word.
    Word,
    /// A sentence, without the marker of a turn before it.
    Sentence,
    /// A paragraph, without the marker of a turn before it.
    Paragraph,
    /// A turn with its marker.
    Turn,
}

/// A selection from its anchor to its head, in code points; empty when both are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Selected {
    /// Where it began.
    pub anchor: u32,
    /// Where it goes on; the caret stands here.
    pub head: u32,
    /// Whether the caret belongs to the character before it.
    pub after: bool,
    /// Where on the line the caret wants to be while it moves up and down, in points.
    pub goal: Option<f32>,
    /// The smaller selections that this one grew from.
    pub smaller: Vec<Span>,
}

impl Selected {
    /// The selected span, ends in order.
    pub fn span(&self) -> Span {
        Span::between(self.anchor, self.head)
    }

    /// Selects a span, with the caret at its end.
    pub fn set(&mut self, span: Span) {
        *self = Self { anchor: span.start, head: span.end, after: true, ..Self::default() };
    }

    /// Puts the caret at the other end.
    pub fn turn_round(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.head);
        self.after = self.head > self.anchor;
    }

    /// Puts the caret somewhere; the anchor comes along unless the selection is extended.
    pub fn move_head(&mut self, text: &Text, caret: Caret, extend: bool) {
        self.head = text.code_point(caret.byte);
        self.after = caret.after;
        self.smaller.clear();
        if !extend {
            self.anchor = self.head;
        }
    }

    /// The caret.
    pub fn caret(&self, text: &Text) -> Caret {
        Caret { byte: text.byte(self.head), after: self.after }
    }
}

/// The turn that holds a code point; the line break after it counts as its own.
pub(super) fn turn_at(turns: &[Turn], at: u32) -> Option<usize> {
    let after = turns.partition_point(|turn| turn.span.start <= at);
    after.checked_sub(1).filter(|&index| at <= turns[index].span.end)
}

/// The unit that holds a code point.
pub(super) fn unit_at(text: &Text, turns: &[Turn], unit: Unit, at: u32) -> Span {
    let at = at.min(text.length());
    // Behind the last character of a paragraph it is that character's word or sentence that is meant.
    let paragraph = text.paragraphs()[text.paragraph_at(at)].span;
    let is_behind = at == paragraph.end && !paragraph.is_empty() && unit != Unit::Grapheme;
    let at = if is_behind { text.previous_grapheme(at) } else { at };
    let words = |span: Span| match turn_at(turns, at) {
        // What a speaker says begins after the marker.
        Some(turn) => {
            let start = turns[turn].span.start + turns[turn].marker;
            if at >= start && span.end >= start {
                Span { start: span.start.max(start), ..span }
            } else {
                span
            }
        }
        None => span,
    };
    match unit {
        Unit::Grapheme => Span { start: at, end: at },
        Unit::Word => text.word_at(at),
        Unit::Sentence => words(text.sentence_at(at)),
        Unit::Paragraph => words(paragraph),
        Unit::Turn => match turn_at(turns, at) {
            Some(turn) => turns[turn].span,
            None => paragraph,
        },
    }
}

/// The smallest run of whole units that holds a span.
pub(super) fn widened(text: &Text, turns: &[Turn], unit: Unit, span: Span) -> Span {
    let first = unit_at(text, turns, unit, span.start);
    let last = if span.is_empty() {
        first
    } else {
        unit_at(text, turns, unit, text.previous_grapheme(span.end))
    };
    Span { start: first.start.min(span.start), end: last.end.max(span.end) }
}

/// The next larger selection: to words, to sentences, to paragraphs, to turns, to everything.
pub(super) fn expanded(text: &Text, turns: &[Turn], span: Span) -> Span {
    [Unit::Word, Unit::Sentence, Unit::Paragraph, Unit::Turn]
        .into_iter()
        .map(|unit| widened(text, turns, unit, span))
        .find(|wider| wider.len() > span.len())
        .unwrap_or(text.span())
}

/// The nearer end of the word at a place where somebody drags an end to.
pub(super) fn nearest_word_end(text: &Text, at: u32) -> u32 {
    let word = text.word_at(at);
    let is_word = text.slice(word).chars().any(char::is_alphanumeric);
    if word.is_empty() || !is_word {
        return at;
    }
    if at - word.start < word.end - at { word.start } else { word.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interview() -> (Text, Vec<Turn>) {
        let text =
            Text::new("INT: And how? Say more.\nGP ID 161: We met. It was late.\nThen we left.");
        let turn = |start, end, marker, speaker: &str| Turn {
            span: Span { start, end },
            marker,
            speaker: Some(speaker.into()),
            time: None,
        };
        (text, vec![turn(0, 23, 5, "INT"), turn(24, 69, 11, "GP ID 161")])
    }

    #[test]
    fn a_selection_grows_step_by_step() {
        let (text, turns) = interview();
        let mut span = Span { start: 38, end: 38 };
        let mut seen = Vec::new();
        for _ in 0..5 {
            span = expanded(&text, &turns, span);
            seen.push(text.slice(span).to_owned());
        }
        assert_eq!(
            seen,
            [
                "met",
                "We met.",
                "We met. It was late.",
                "GP ID 161: We met. It was late.\nThen we left.",
                text.as_str()
            ]
        );
        assert_eq!(expanded(&text, &turns, text.span()), text.span());
    }

    #[test]
    fn several_units_are_kept_whole() {
        let (text, turns) = interview();
        let span = widened(&text, &turns, Unit::Sentence, Span { start: 8, end: 20 });
        assert_eq!(text.slice(span), "And how? Say more.");
        let span = widened(&text, &turns, Unit::Word, Span { start: 6, end: 6 });
        assert_eq!(text.slice(span), "And");
    }

    #[test]
    fn behind_the_last_sign_stands_its_sentence() {
        let (text, turns) = interview();
        let at = |unit| text.slice(unit_at(&text, &turns, unit, 23));
        assert_eq!([at(Unit::Sentence), at(Unit::Paragraph)], ["Say more.", "And how? Say more."]);
        assert_eq!(at(Unit::Turn), "INT: And how? Say more.");
        assert_eq!(at(Unit::Grapheme), "");
    }

    #[test]
    fn ends_go_to_the_nearer_side_of_a_word() {
        let text = Text::new("alpha beta");
        assert_eq!([1, 4, 5, 7, 9].map(|at| nearest_word_end(&text, at)), [0, 5, 5, 6, 10]);
    }
}
