//! The passages of a text: turns, and paragraphs where nobody is known to speak.

use super::Text;
use crate::domain::{Span, Turn};

/// The passages of a source, in order: each turn, however long, and each paragraph outside of turns. Blank ones are
/// left out.
pub fn passages(text: &Text, turns: &[Turn]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut add = |span: Span| {
        if !text.slice(span).trim().is_empty() {
            found.push(span);
        }
    };
    let loose = |between: Span, add: &mut dyn FnMut(Span)| {
        let first = text.paragraph_at(between.start);
        let paragraphs = text.paragraphs()[first..].iter();
        paragraphs
            .take_while(|paragraph| paragraph.span.start < between.end)
            .filter_map(|paragraph| paragraph.span.intersection(between))
            .for_each(add);
    };
    let mut at = 0;
    for turn in turns {
        loose(Span { start: at, end: turn.span.start }, &mut add);
        add(turn.span);
        at = turn.span.end;
    }
    loose(Span { start: at, end: text.length() }, &mut add);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn turn(start: u32, end: u32) -> Turn {
        Turn { span: Span { start, end }, marker: 0, speaker: None, time: None }
    }

    #[test]
    fn turns_are_whole_and_the_rest_goes_by_paragraphs() {
        let text = Text::new("Title\n\nA: one\ntwo\n\nB: three\nend");
        let spans = passages(&text, &[turn(7, 17), turn(19, 27)]);
        let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
        assert_eq!(words, ["Title", "A: one\ntwo", "B: three", "end"]);
    }

    proptest! {
        #[test]
        fn every_word_lies_in_exactly_one_passage(
            string in "([a-zé\n ]|\n\n){0,80}",
            mut ends in prop::collection::vec(0u32..90, 0..8),
        ) {
            let text = Text::new(string);
            ends.sort_unstable();
            let turns: Vec<Turn> = ends
                .chunks_exact(2)
                .map(|pair| turn(pair[0].min(text.length()), pair[1].min(text.length())))
                .collect();
            let spans = passages(&text, &turns);
            for (at, c) in text.as_str().chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                let holding = spans.iter().filter(|span| span.holds(at as u32)).count();
                prop_assert_eq!(holding, 1, "{} at {}", c, at);
            }
        }
    }
}
