//! The ends of a quotation moved by keys: by word, sentence, paragraph and turn.

use super::coding::without_blanks;
use crate::app::Window;
use crate::app::desk::{Desk, Selected};
use crate::app::notice::Notice;
use crate::domain::{QuotationId, SourceCodings, Span};
use crate::text::Text;

/// By how much an end moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// To the next word.
    Word,
    /// To the next sentence.
    Sentence,
    /// To the next paragraph.
    Paragraph,
    /// To the next turn; where nobody speaks, to the next paragraph.
    Turn,
}

/// The selected quotation on the page, with its text.
fn on_page(desk: &Desk) -> Option<(QuotationId, Span, &Text, &SourceCodings)> {
    let Selected::Quotation(source, id) = desk.selected else { return None };
    if desk.reading.source() != Some(source) {
        return None;
    }
    let on = desk.snapshot.codings(source)?;
    Some((id, on.quotation(id)?.span, desk.reading.text()?, on))
}

/// Moves an end of the selected quotation: the one that was chosen with [`other_end`], at first the last.
pub fn move_end(window: &mut Window, unit: Unit, forward: bool) {
    window.with_desk(|desk| {
        let Some((id, span, text, on)) = on_page(desk) else { return };
        let at_start = desk.reading.moves_start == Some(id);
        let at = if at_start { span.start } else { span.end };
        let to = beyond(text, on, at, unit, forward);
        let moved = if at_start { (to, span.end) } else { (span.start, to) };
        let span = Span { start: moved.0, end: moved.1.max(moved.0) };
        let moved = without_blanks(span, text.slice(span));
        if moved.is_empty() {
            desk.notice = Some(Notice::plain("Nothing would be left of the quotation"));
            return;
        }
        desk.just_do(move |project| project.move_quotation(id, moved));
        desk.reading.take_keyboard();
    });
}

/// Has the keys move the other end of the selected quotation.
pub fn other_end(window: &mut Window) {
    window.with_desk(|desk| {
        let Some((id, ..)) = on_page(desk) else { return };
        let at_start = desk.reading.moves_start != Some(id);
        desk.reading.moves_start = at_start.then_some(id);
        let end = if at_start { "beginning" } else { "end" };
        let said = format!("The keys now move the {end} of the quotation");
        desk.notice = Some(Notice::plain(said));
    });
}

/// The next place forward or backward from `at` where a unit ends or begins.
fn beyond(text: &Text, on: &SourceCodings, at: u32, unit: Unit, forward: bool) -> u32 {
    if unit == Unit::Word {
        return if forward { text.next_word_end(at) } else { text.previous_word_start(at) };
    }
    // The unit that the next word in that direction stands in.
    let near = match forward {
        true => text.next_word_end(at).saturating_sub(1).max(at),
        false => text.previous_word_start(at),
    };
    let paragraph = || text.paragraphs()[text.paragraph_at(near)].span;
    let within = match unit {
        Unit::Word | Unit::Paragraph => paragraph(),
        Unit::Sentence => text.sentence_at(near),
        Unit::Turn => on.turn_at(near).map_or_else(paragraph, |turn| Span {
            start: turn.span.start + turn.marker,
            end: turn.span.end,
        }),
    };
    if forward { within.end.max(at) } else { within.start.min(at) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SourceId, Turn};

    const WORDS: &str = "INT: Why? When?\nGP: We trust them. They know.\nAnd more.\n";

    fn study() -> (Text, SourceCodings) {
        let turn = |start, end, marker| Turn {
            span: Span { start, end },
            marker,
            speaker: None,
            time: None,
        };
        let turns = vec![turn(0, 16, 5), turn(16, 56, 4)];
        let source = SourceId::new(uuid::Uuid::from_u128(9));
        (
            Text::new(WORDS.to_owned()),
            SourceCodings { source, turns: turns.into(), quotations: vec![] },
        )
    }

    #[test]
    fn ends_go_to_the_next_word_sentence_paragraph_and_turn() {
        let (text, on) = study();
        let words = |at: u32, unit, forward| {
            let to = beyond(&text, &on, at, unit, forward);
            let span = Span { start: at.min(to), end: at.max(to) };
            text.slice(span).trim().to_owned()
        };
        // From behind “We”.
        let at = 22;
        assert_eq!(words(at, Unit::Word, true), "trust");
        assert_eq!(words(at, Unit::Word, false), "We");
        assert_eq!(words(at, Unit::Sentence, true), "trust them.");
        assert_eq!(words(at, Unit::Paragraph, true), "trust them. They know.");
        assert_eq!(words(at, Unit::Turn, true), "trust them. They know.\nAnd more.");
        assert_eq!(words(at, Unit::Turn, false), "We");
        // From the end of a sentence on into the next.
        assert_eq!(words(34, Unit::Sentence, true), "They know.");
        // At the ends of the text nothing moves.
        assert_eq!(words(text.length(), Unit::Paragraph, true), "");
        assert_eq!(words(0, Unit::Word, false), "");
    }
}
