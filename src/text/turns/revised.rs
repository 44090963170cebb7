//! The turns of a text after it was edited: they move with their words, and where a marker was touched it is read again.

use std::collections::HashSet;

use super::super::{ChangeSet, Paragraph, Text};
use super::marker::{self, Marker};
use super::words::{self, Standing};
use crate::domain::{Span, Speaker, Turn};

/// The turns of the new text. A turn begins where its first words have come to stand and ends before the next. Where an
/// edit reached the beginning of a paragraph, that paragraph begins a turn when it has the marker of somebody who speaks in
/// this source, or a speaker's tag; a turn whose marker is gone goes on as a part of the one before.
pub fn revised(turns: &[Turn], changes: &ChangeSet, new: &Text) -> Vec<Turn> {
    if turns.is_empty() {
        return Vec::new();
    }
    let known: HashSet<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
    let mut starts: Vec<Turn> = turns
        .iter()
        .filter(|turn| !is_taken(turn, changes))
        .map(|turn| {
            let start = changes.place(turn.span.start, false);
            let marker = changes.place(turn.span.start + turn.marker, false).saturating_sub(start);
            Turn { span: Span { start, end: start }, marker, ..turn.clone() }
        })
        .collect();
    for (_, touched) in changes.spans() {
        let (first, last) = (new.paragraph_at(touched.start), new.paragraph_at(touched.end));
        for paragraph in &new.paragraphs()[first..=last] {
            read_again(&mut starts, &known, new, paragraph, touched);
        }
    }
    ended(starts, new)
}

/// Whether an edit took the beginning of a turn, or all of it.
fn is_taken(turn: &Turn, changes: &ChangeSet) -> bool {
    let Span { start, end } = turn.span;
    changes.spans().any(|(old, _)| {
        old.start < start && start < old.end || old.start == start && old.end >= end && end > start
    })
}

/// Reads the beginning of a paragraph again, if an edit reached it.
fn read_again(
    starts: &mut Vec<Turn>,
    known: &HashSet<&str>,
    new: &Text,
    paragraph: &Paragraph,
    touched: Span,
) {
    let string = &new.as_str()[paragraph.bytes()];
    let length = |string: &str| string.chars().count() as u32;
    let read = marker::parse(string, None);
    let reach = paragraph.span.start + read.as_ref().map_or(0, |m| length(&string[..m.end]));
    // A turn with a marker that stands in this paragraph, or one that begins with it.
    let blank = string.len() - string.trim_start().len();
    let words = paragraph.span.start + length(&string[..blank]);
    let at = starts.iter().position(|turn| {
        let inside = paragraph.span.start..=paragraph.span.end;
        inside.contains(&turn.span.start) && (turn.marker > 0 || turn.span.start <= words)
    });
    let of_turn = at.map_or(reach, |at| starts[at].span.start + starts[at].marker);
    // What stands behind the marker says nothing of who speaks.
    if touched.start > reach.max(of_turn) {
        return;
    }
    match (read.filter(|marker| is_speaker(marker, known)), at) {
        (Some(marker), at) => {
            let start = paragraph.span.start + length(&string[..marker.start]);
            // A marker that reads as it did leaves the speaker, whom a person may have put right.
            let as_before = at.map(|at| &starts[at]).filter(|turn| {
                let end = turn.span.start + turn.marker;
                let whole = Span { end: end.min(touched.start), ..turn.span };
                let before = if whole.is_empty() { "" } else { new.slice(whole) };
                marker::parse(before, None).is_some_and(|before| before.label == marker.label)
            });
            let speaker = match as_before {
                Some(turn) => turn.speaker.clone(),
                None => Some(Speaker::from(marker.label.as_str())),
            };
            let turn = Turn {
                span: Span { start, end: start },
                marker: length(&string[marker.start..marker.end]),
                speaker,
                time: at.and_then(|at| starts[at].time),
            };
            match at {
                Some(at) => starts[at] = turn,
                None => starts.push(turn),
            }
        }
        (None, Some(at)) if starts[at].marker > 0 => {
            starts.remove(at);
        }
        (None, _) => {}
    }
}

/// Whether a marker names somebody: a tag wherever it stands, else somebody who speaks here already.
fn is_speaker(marker: &Marker, known: &HashSet<&str>) -> bool {
    known.contains(marker.label.as_str()) || words::standing(&marker.label) == Standing::Tag
}

/// Lets each turn that begins in a text go on to the next, up to its last words; one without any is none.
pub fn ended(mut starts: Vec<Turn>, text: &Text) -> Vec<Turn> {
    starts.sort_by_key(|turn| turn.span.start);
    let mut next = text.length();
    for turn in starts.iter_mut().rev() {
        let Span { start, .. } = turn.span;
        let words = text.slice(Span { start, end: next });
        let blank = words.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
        turn.span.end = next.saturating_sub(blank).max(start);
        turn.marker = turn.marker.min(turn.span.len());
        next = start;
    }
    starts.retain(|turn| !turn.span.is_empty());
    starts
}

#[cfg(test)]
mod tests {
    use super::super::super::Edit;
    use super::super::recognise;
    use super::*;

    fn after(text: &str, edits: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let old = Text::new(text);
        let edits = edits.iter().map(|(from, to)| {
            let byte = text.find(from).expect("the words");
            let span = old.span_of(byte..byte + from.len());
            Edit { span, with: (*to).to_owned() }
        });
        let changes = ChangeSet::new(edits).expect("sound edits");
        let new = Text::new(changes.apply(&old));
        let turns = revised(&recognise(&old), &changes, &new);
        let said = turns.iter().map(|turn| {
            let speaker = turn.speaker.as_deref().unwrap_or("").to_owned();
            (
                speaker,
                new.slice(Span { start: turn.span.start + turn.marker, ..turn.span }).to_owned(),
            )
        });
        let said = said.collect();
        (new.as_str().to_owned(), said)
    }

    fn said(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(who, what)| ((*who).to_owned(), (*what).to_owned())).collect()
    }

    const TALK: &str =
        "INT: Well?\nGP ID 1: We left. Then we came back.\nINT: When?\nGP ID 1: Soon.";

    #[test]
    fn a_speaker_put_right_stays_when_the_words_after_the_marker_change() {
        let text = Text::new(TALK);
        let mut turns = recognise(&text);
        turns[1].speaker = Some(Speaker::from("GP ID 2"));
        let start = TALK.find("We left").unwrap_or_default() as u32;
        for (end, with) in [(start, "Yes. "), (start + 2, "They"), (start, " ")] {
            let edit = Edit { span: Span { start, end }, with: with.to_owned() };
            let changes = ChangeSet::new([edit]).unwrap_or_default();
            let revised = revised(&turns, &changes, &Text::new(changes.apply(&text)));
            assert_eq!(revised[1].speaker.as_deref(), Some("GP ID 2"), "{with}");
        }
    }

    #[test]
    fn words_within_a_turn_change_nothing_else() {
        let (_, turns) = after(TALK, &[("left", "had to leave"), ("Soon", "Very soon")]);
        let all = [
            ("INT", "Well?"),
            ("GP ID 1", "We had to leave. Then we came back."),
            ("INT", "When?"),
            ("GP ID 1", "Very soon."),
        ];
        assert_eq!(turns, said(&all));
    }

    #[test]
    fn a_marker_put_right_names_the_speaker_anew() {
        let (_, turns) = after(TALK, &[("GP ID 1: We", "GP ID 12: We")]);
        assert_eq!(turns[1].0, "GP ID 12");
        assert_eq!(turns[3].0, "GP ID 1");
    }

    #[test]
    fn a_turn_is_split_and_joined_by_its_marker() {
        let (_, turns) = after(TALK, &[(" Then we", "\nINT: So you\nGP ID 1: Then we")]);
        let all = [
            ("INT", "Well?"),
            ("GP ID 1", "We left."),
            ("INT", "So you"),
            ("GP ID 1", "Then we came back."),
            ("INT", "When?"),
            ("GP ID 1", "Soon."),
        ];
        assert_eq!(turns, said(&all));
        let (_, turns) = after(TALK, &[("\nINT: When?\nGP ID 1: Soon", " Soon")]);
        let all = [("INT", "Well?"), ("GP ID 1", "We left. Then we came back. Soon.")];
        assert_eq!(turns, said(&all));
        let (_, turns) = after(TALK, &[("INT: When?", "(When?)")]);
        let all = [
            ("INT", "Well?"),
            ("GP ID 1", "We left. Then we came back.\n(When?)"),
            ("GP ID 1", "Soon."),
        ];
        assert_eq!(turns, said(&all));
    }

    proptest::proptest! {
        #[test]
        fn turns_stay_sound(edits in proptest::collection::vec((0u32..80, 0u32..20, "(INT: |GP: |a|\n| ){0,4}"), 0..5)) {
            let old = Text::new(TALK);
            let mut at = 0;
            let mut all = Vec::new();
            let mut edits = edits;
            edits.sort_by_key(|edit| edit.0);
            for (start, length, with) in edits {
                let start = start.max(at).min(old.length());
                let end = (start + length).min(old.length());
                if start >= at {
                    all.push(Edit { span: Span { start, end }, with });
                    at = end + 1;
                }
            }
            if let Some(changes) = ChangeSet::new(all) {
                let new = Text::new(changes.apply(&old));
                let turns = revised(&recognise(&old), &changes, &new);
                let mut at = 0;
                for turn in turns {
                    proptest::prop_assert!(turn.span.start >= at && turn.span.start <= turn.span.end);
                    proptest::prop_assert!(turn.span.end <= new.length());
                    proptest::prop_assert!(turn.marker <= turn.span.len());
                    at = turn.span.end;
                }
            }
        }
    }
}
