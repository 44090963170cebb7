//! Which paragraphs begin turns, and what the turns cover.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::MarkupKind;

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

/// The turns of a text with the time at which each begins, in milliseconds.
fn times(string: &str) -> Vec<(String, Option<u32>)> {
    let turns = recognise(&Text::new(string)).into_iter();
    turns.map(|turn| (turn.speaker.map_or("-".into(), |s| s.to_string()), turn.time)).collect()
}

fn at(speaker: &str, milliseconds: u32) -> (String, Option<u32>) {
    (speaker.to_owned(), Some(milliseconds))
}

#[test]
fn stamps_tell_the_time() {
    assert_eq!(
        times(
            "[00:12:31] INT: a\nINT (00:01:02): b\n#00:01:02-5# INT: c\nSpeaker 1  0:03\nd\n\
             [GP] 1:00 e\nINT: [00:00:09] f\nINT: 10:30 it began"
        ),
        [
            at("INT", 751_000),
            at("INT", 62_000),
            at("INT", 62_500),
            at("Speaker 1", 3_000),
            at("GP", 60_000),
            at("INT", 9_000),
            ("INT".to_owned(), None),
        ]
    );
}

#[test]
fn what_meeting_programs_write() {
    let teams = "Estates-20240614_100000-Meeting Recording\n14 June 2024, 10:00am\n27m 42s\n\n\
                 Ann Lee   0:03\nHello.\nStill me.\n\n\
                 OKAFOR, Priya (NORTH EAST HEALTH TRUST - 12A)   0:19\nYes.\n\nben roe   0:31\nNo.\n\n\
                 Ann Lee   1:00:02\nBye.\nAnn Lee stopped transcription";
    assert_eq!(
        times(teams),
        [
            ("-".to_owned(), None),
            at("Ann Lee", 3_000),
            at("OKAFOR, Priya (NORTH EAST HEALTH TRUST - 12A)", 19_000),
            at("ben roe", 31_000),
            at("Ann Lee", 3_602_000),
        ]
    );
    assert_eq!(read(teams)[1].1, "\nHello.\nStill me.");
    let otter = "Emma  0:00  \nWelcome.\n\nUnknown Speaker  0:35  \nI am.\n\nEmma  0:37  \nGood.";
    let found = [at("Emma", 0), at("Unknown Speaker", 35_000), at("Emma", 37_000)];
    assert_eq!(times(otter), found);
    assert!(read("Welcome  10:00\nFinance  10:10\nLunch  12:30\nEstates  13:00").is_empty());
    assert!(read("Tea\t10:30\nTea\t15:30").is_empty());
}

#[test]
fn a_stamp_on_the_line_before_belongs_to_no_turn() {
    let text =
        "00:00:03\n\nINT: One?\nMore.\n[00:00:09]\nGP: Two.\n0:12\nStill two.\nINT:\n0:15\nSo?";
    assert_eq!(times(text), [at("INT", 3_000), at("GP", 9_000), at("INT", 15_000)]);
    assert_eq!(
        read(text),
        [
            turn("INT", "One?\nMore."),
            turn("GP", "Two.\n0:12\nStill two."),
            turn("INT", "\n0:15\nSo?"),
        ]
    );
    let notes = Text::new("10:30\nChair: Well.\n11:00\nChair: So.");
    assert!(recognise_in_notes(&notes).iter().all(|turn| turn.time.is_none()));
}

/// The turns of a text in which « and » enclose what is bold.
fn in_bold(string: &str) -> Vec<(Option<String>, String)> {
    let (mut plain, mut markup, mut start) = (String::new(), Vec::new(), 0);
    for c in string.chars() {
        let at = plain.chars().count() as u32;
        match c {
            '«' => start = at,
            '»' => {
                let span = Span { start, end: at };
                markup.push(Markup { span, kind: MarkupKind::Bold });
            }
            c => plain.push(c),
        }
    }
    let text = Text::new(plain);
    recognise_with(&text, &markup, Recognition::default())
        .into_iter()
        .map(|turn| {
            let speech = Span { start: turn.span.start + turn.marker, end: turn.span.end };
            (turn.speaker.map(|s| s.to_string()), text.slice(speech).to_owned())
        })
        .collect()
}

#[test]
fn a_bold_name_that_comes_again_is_a_speaker() {
    let both = [turn("Ann", "one"), turn("Ben", "two"), turn("Ann", "three"), turn("Ben", "four")];
    for text in [
        "«Ann» one\n«Ben» two\n«Ann» three\n«Ben» four",
        "«Ann»\tone\n«Ben»\ttwo\n«Ann»\tthree\n«Ben»\tfour",
        "«Ann:» one\n«Ben:» two\n«Ann»: three\n«Ben »four",
        "«Ann» – one\n[0:03] «Ben» two\n«Ann» (0:09) three\n«Ben (0:12)» four",
    ] {
        assert_eq!(in_bold(text), both, "{text}");
    }
    for text in [
        "Ann one\nBen two\nAnn three\nBen four",
        "«Ann»\none\n«Ann»\ntwo",
        "«Ann» once\n«Ben» once",
        "«Note» one\n«Note» two",
        "«Yes.» one\n«Yes.» two",
        "I «Ann» one\nI «Ann» two",
        "«all of it is bold» so\n«all of it is bold» so",
    ] {
        assert!(in_bold(text).is_empty(), "{text}");
    }
    let found = in_bold("«Ann» said one thing: this\n«INT» Well?\n«Ann» No.");
    assert_eq!(found[0], turn("Ann", "said one thing: this"));
    assert_eq!(found.len(), 3);
}

#[test]
fn questions_and_answers_lose_their_colons() {
    assert_eq!(
        read(
            "So you began when?\nA:Yes, in May.\nQ:When\nA GP said so.\nQ and then?\nA: Then we left."
        ),
        [
            turn("", "So you began when?"),
            turn("A", "Yes, in May."),
            turn("Q", "When"),
            turn("A", "GP said so."),
            turn("Q", "and then?"),
            turn("A", "Then we left."),
        ]
    );
    assert_eq!(
        speakers("Q: One?\nA thing I wonder.\nA: Two.\nA Friday, was it.\nQ: Three?"),
        ["Q", "A", "Q"]
    );
    assert!(read("Q and A followed.\nQ and A again.\nA Friday.").is_empty());
}

#[test]
fn several_people_in_one_tag_are_one_speaker() {
    assert_eq!(
        speakers(
            "[Managers ID 514 and 518] said so.\n[Manager ID 514 and GP ID 512]: yes\n\
             [telephone interviewee ID 9] no\n[other GP]: so\n[GP IDs 3, 4 and 5]- it is"
        ),
        [
            "Managers ID 514 and 518",
            "Manager ID 514 and GP ID 512",
            "telephone interviewee ID 9",
            "other GP",
            "GP IDs 3, 4 and 5",
        ]
    );
    assert_eq!(
        speakers("{Mary} a.\n{Mary}: b.\n{John} c.\n{John}: d.\n{Laughter} e\n{Laughter} f"),
        ["Mary", "Mary", "John", "John"]
    );
}

#[test]
fn people_in_brackets_may_be_mentions() {
    let text = Text::new(
        "They meet.\n[Manager ID 514] said no.\n[GP ID 3]: yes.\nChair: So.\n\nTea.\nChair: Well.",
    );
    let found = |bracketed| {
        let turns = recognise_with(&text, &[], Recognition { notes: true, bracketed });
        turns
            .into_iter()
            .map(|t| t.speaker.map_or("-".into(), |s| s.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(Bracketed::Mentions), ["-", "Chair", "-", "Chair"]);
    let all = ["-", "Manager ID 514", "GP ID 3", "Chair", "-", "Chair"];
    assert_eq!(found(Bracketed::Speakers), all);
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
            "0:03\n",
            "Ann Lee   0:03\n",
            "Q ",
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
    fn turns_cover_the_text_in_order(
        pieces in prop::collection::vec(piece(), 0..60),
        bold in (0u32..200, 0u32..200),
    ) {
        let text = Text::new(pieces.concat().replace(['\r', '\0'], " "));
        let (from, to) = (bold.0.min(text.length()), bold.1.min(text.length()));
        let markup = [Markup { span: Span::between(from, to), kind: MarkupKind::Bold }];
        let turns = recognise_with(&text, &markup, Recognition::default());
        prop_assert!(turns.len() != 1);
        let mut at = 0;
        for turn in &turns {
            prop_assert!(text.holds(turn.span) && !turn.span.is_empty());
            prop_assert!(turn.marker <= turn.span.len());
            prop_assert_eq!(turn.marker > 0, turn.speaker.is_some());
            prop_assert!(turn.span.start >= at);
            let between = Span { start: at, end: turn.span.start };
            let is_empty = |line: &str| line.chars().all(|c| c.is_whitespace() || marker::is_blank(c));
            let mut lines = text.slice(between).split('\n');
            prop_assert!(lines.all(|line| is_empty(line) || marker::lone_stamp(line).is_some()));
            at = turn.span.end;
        }
        if !turns.is_empty() {
            let after = Span { start: at, end: text.length() };
            prop_assert!(text.slice(after).trim().is_empty());
        }
        for speaker in turns.iter().filter_map(|turn| turn.speaker.as_deref()) {
            prop_assert!(!speaker.is_empty() && speaker.chars().count() <= 100);
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
