//! Which paragraphs begin turns, and what the turns cover.

use proptest::prelude::*;

use super::*;

/// The turns of a text as speaker and speech (the part after the marker).
fn read(string: &str) -> Vec<(Option<String>, String)> {
    let text = Text::new(string);
    recognise(&text)
        .into_iter()
        .map(|turn| {
            let speech = Span { start: turn.span.start + turn.marker, end: turn.span.end };
            (turn.speaker.map(|s| s.to_string()), text.slice(speech).to_owned())
        })
        .collect()
}

fn speakers(string: &str) -> Vec<String> {
    read(string).into_iter().map(|(speaker, _)| speaker.unwrap_or_else(|| "-".into())).collect()
}

fn turn(speaker: &str, speech: &str) -> (Option<String>, String) {
    ((!speaker.is_empty()).then(|| speaker.to_owned()), speech.to_owned())
}

#[test]
fn turns_run_to_the_next_marker_without_the_lines_between() {
    let found = read("Interview 1\n\nINT: One?\n\nGP ID 161: Two.\nStill two.\n \n\nINT: Three.\n");
    assert_eq!(
        found,
        [
            turn("", "Interview 1"),
            turn("INT", "One?"),
            turn("GP ID 161", "Two.\nStill two."),
            turn("INT", "Three."),
        ]
    );
}

#[test]
fn spans_are_code_points_from_the_marker() {
    let text = Text::new("名é\n  INT:  Hé?\nGP: 😀");
    let turns = recognise(&text);
    let spans: Vec<_> = turns.iter().map(|t| (t.span.start, t.span.end, t.marker)).collect();
    assert_eq!(spans, [(0, 2, 0), (5, 14, 6), (15, 20, 4)]);
}

#[test]
fn speech_may_follow_brackets_on_the_next_line() {
    assert_eq!(
        read("[Manager ID 152]\nIt is so.\n[GP ID 3] said no.\n[laughter]\nAgreed."),
        [turn("Manager ID 152", "\nIt is so."), turn("GP ID 3", "said no.\n[laughter]\nAgreed.")]
    );
}

#[test]
fn a_speaker_is_shared_between_turns() {
    let turns = recognise(&Text::new("INT: a\nGP: b\nINT: c"));
    let [Some(first), _, Some(third)] = [&turns[0].speaker, &turns[1].speaker, &turns[2].speaker]
    else {
        panic!("three speakers");
    };
    assert!(Arc::ptr_eq(first, third));
}

#[test]
fn one_marker_is_none() {
    assert!(read("GP: alone\nand on").is_empty());
    assert!(read("Interviewer: alone").is_empty());
    assert!(read("").is_empty());
    assert_eq!(speakers("INT: Name?\nGP: Ade said so."), ["INT", "GP"]);
}

#[test]
fn names_count_when_they_come_again() {
    assert_eq!(speakers("Dr Smith: a\nMary: b\nDr Smith: c"), ["Dr Smith", "Dr Smith"]);
    assert_eq!(speakers("B: a\nC: b\nB: c\nC: d"), ["B", "C", "B", "C"]);
    assert!(read("Coffee: with Anaïs\nReasoning: none\nA thing: x").is_empty());
}

#[test]
fn roles_count_beside_a_tag() {
    assert_eq!(speakers("INT: a\nChair: b\nPCT1: c"), ["INT", "Chair", "PCT1"]);
    assert!(read("Chair: Dr Lee\nManager: Ms Roe").is_empty());
}

#[test]
fn headings_notes_and_prose_are_no_turns() {
    let notes = "Fieldnote 5\nSite: Site 5\nDate: 6 June\nObserver: Ben\n\nNote: one\nNote: two\n\
                 Reflection: a\nReflection: b\nHe said: no\nHe said: yes\nhttp://a.org\nhttp://b.org\n\
                 10:30 began\n10:30 began\n[pause]\n[pause]\n[OC: odd]\n[OC: odd]\n[Laughter]\n[Laughter]\n\
                 [Discussing the site] x\n[Discussing the site] y\nAction 1: x\nAction 1: y";
    assert!(read(notes).is_empty(), "{:?}", read(notes));
}

#[test]
fn a_header_is_no_turn() {
    let transcript = "Interview 0049\nSite: Site 1\nInterviewer: Ben Hughes\nParticipant: PN ID 148\n\n\
                      Interviewer: Was there anything?\nPN ID 148: Yes.\nInterviewer: Go on.";
    assert_eq!(speakers(transcript), ["-", "Interviewer", "PN ID 148", "Interviewer"]);
    let unparted = "Participant: PN ID 148\nINT: Was there?\nPN ID 148: Yes.\nINT: Go on";
    assert_eq!(speakers(unparted), ["-", "INT", "PN ID 148", "INT"]);
    let opening = "MODERATOR: Welcome, all.\nINT: So?\nGP: Yes.\nINT: Go on";
    assert_eq!(speakers(opening), ["MODERATOR", "INT", "GP", "INT"]);
}

#[test]
fn other_scripts_have_turns() {
    assert_eq!(
        speakers("المحاور: مرحبا\nالمترجم: نعم\nالمحاور: شكرا"),
        ["المحاور", "المترجم", "المحاور"]
    );
    assert_eq!(speakers("问：好吗？\n答：好。"), ["问", "答"]);
    assert_eq!(
        speakers("佐藤：はい\n田中：いいえ\n佐藤：はい\n田中：さあ"),
        ["佐藤", "田中", "佐藤", "田中"]
    );
    assert_eq!(speakers("INT: مرحبا بكم\nGP: שלום and words."), ["INT", "GP"]);
}

#[test]
fn stamps_tabs_and_bold() {
    assert_eq!(speakers("[00:00:01] INT: a\n(00:00:05) P3: b\n00:09 INT: c"), ["INT", "P3", "INT"]);
    assert_eq!(speakers("INT\ta\nA\tb\nINT\tc"), ["INT", "A", "INT"]);
    assert!(read("M\t34\nF\t28\nM\t51").is_empty());
    assert!(read("P1\t34\tGP\nP2\t28\tPN").is_empty());
    assert_eq!(
        speakers("Speaker 1  0:03\nHello.\nSpeaker 2  0:05\nHi."),
        ["Speaker 1", "Speaker 2"]
    );
    assert_eq!(speakers("**INT:** a\n\n**Mary:** b\n\n**INT:** c\n\n**Mary:** d").len(), 4);
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "INT:",
            "GP ID 161: ",
            "[Manager ID 152]",
            "Q:",
            "A：",
            "\n",
            "\n\n",
            " ",
            "\t",
            "[",
            "]",
            "{Chair}: ",
            "[00:12:31] ",
            "(0:01)",
            "**",
            "_",
            "é",
            "e\u{301}",
            "المترجم:",
            "名",
            "😀",
            "\u{200f}",
            "Mary: ",
            "#",
            "Date: 3 March\n",
            "http://",
            "10:30",
            " - ",
            "\u{2028}",
            "\u{fffd}",
            "1",
            "a",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn turns_cover_the_text_in_order(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = Text::new(pieces.concat().replace(['\r', '\0'], " "));
        let turns = recognise(&text);
        prop_assert!(turns.len() != 1);
        let mut at = 0;
        for turn in &turns {
            prop_assert!(text.holds(turn.span) && !turn.span.is_empty());
            prop_assert!(turn.marker <= turn.span.len());
            prop_assert_eq!(turn.marker > 0, turn.speaker.is_some());
            prop_assert!(turn.span.start >= at);
            let between = Span { start: at, end: turn.span.start };
            prop_assert!(text.slice(between).chars().all(|c| c.is_whitespace() || marker::is_blank(c)));
            at = turn.span.end;
        }
        if !turns.is_empty() {
            let after = Span { start: at, end: text.length() };
            prop_assert!(text.slice(after).trim().is_empty());
        }
        for speaker in turns.iter().filter_map(|turn| turn.speaker.as_deref()) {
            prop_assert!(!speaker.is_empty() && speaker.chars().count() <= 40);
        }
    }
}

#[test]
fn in_notes_a_speaker_ends_at_the_blank_line() {
    let text = Text::new(
        "They meet.\n\nChair: Well.\nYes.\n\nNobody speaks.\n\nThen tea.\n\nChair: So.\n",
    );
    let turns = recognise_in_notes(&text);
    let shown: Vec<(Option<&str>, &str)> =
        turns.iter().map(|turn| (turn.speaker.as_deref(), text.slice(turn.span))).collect();
    assert_eq!(
        shown,
        [
            (None, "They meet."),
            (Some("Chair"), "Chair: Well.\nYes."),
            (None, "Nobody speaks.\n\nThen tea."),
            (Some("Chair"), "Chair: So."),
        ]
    );
}
