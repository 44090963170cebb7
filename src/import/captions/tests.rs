//! Whole files: as the formats define them, as programs write them, and damaged.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::domain::{MarkupKind, Span};
use crate::import::Encoding;
use crate::text::Text;

fn words(file: &str) -> Words {
    read(Cursor::new(file)).expect("a file of subtitles")
}

/// The paragraphs of a file, each with its speaker and the milliseconds at which it begins.
fn turns(file: &str) -> Vec<(String, Option<String>, Option<u32>)> {
    let words = words(file);
    let text = Text::new(words.text);
    let spoken = |turn: &crate::domain::Turn| turn.speaker.as_ref().map(ToString::to_string);
    let turns: Vec<_> = words
        .turns
        .iter()
        .map(|turn| (text.slice(turn.span).to_owned(), spoken(turn), turn.time))
        .collect();
    let joined: Vec<&str> = turns.iter().map(|(words, ..)| words.as_str()).collect();
    assert_eq!(joined.join("\n"), text.as_str(), "turns are the text");
    turns
}

fn turn(words: &str, speaker: &str, time: u32) -> (String, Option<String>, Option<u32>) {
    (words.to_owned(), (!speaker.is_empty()).then(|| speaker.to_owned()), Some(time))
}

#[test]
fn teams() {
    let file = "\u{feff}WEBVTT\r\n\r\nNOTE duration:\"00:00:20\"\r\n\r\n\
        e3718a20-7f70-4cb4-a3fb-18243967b8ca/12-0\r\n00:00:03.120 --> 00:00:05.840\r\n\
        <v LEE, Ann (NORTH TRUST)>Hello everyone,\r\nwelcome.</v>\r\n\r\n\
        e3718a20-7f70-4cb4-a3fb-18243967b8ca/12-1\r\n00:00:05.840 --> 00:00:07.000\r\n\
        <v LEE, Ann (NORTH TRUST)>Shall we?</v>\r\n\r\n\
        e3718a20-7f70-4cb4-a3fb-18243967b8ca/20-0\r\n00:00:09.000 --> 00:00:10.000\r\n<v Ben O&amp;B>Yes: <b>do</b>.</v>\r\n\r\n\
        00:00:12.000 --> 00:00:13.000\r\nNobody knows who.\r\n";
    assert_eq!(
        turns(file),
        [
            turn(
                "LEE, Ann (NORTH TRUST): Hello everyone, welcome. Shall we?",
                "LEE, Ann (NORTH TRUST)",
                3_120
            ),
            turn("Ben O&B: Yes: do.", "Ben O&B", 9_000),
            turn("Nobody knows who.", "", 12_000),
        ]
    );
    let words = words(file);
    assert_eq!(words.turns.iter().map(|turn| turn.marker).collect::<Vec<_>>(), [24, 9, 0]);
    let bold: Vec<_> = words.markup.iter().map(|mark| (mark.span.start, mark.span.end)).collect();
    let at = Text::new(words.text.as_str()).code_point(words.text.find("do.").expect("there"));
    assert_eq!(bold, [(at, at + 2)]);
    assert_eq!(words.markup[0].kind, MarkupKind::Bold);
    assert!(words.doubts.is_empty(), "{:?}", words.doubts);
    assert_eq!(words.encoding, Encoding::Utf8);
}

#[test]
fn zoom() {
    let file = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnn Lee: Hello.\n\n\
        2\n00:00:02.500 --> 00:00:04.000\nAnn Lee: I said: hello.\n\n\
        3\n00:00:04.000 --> 00:00:05.000\nben's iPhone: Hi, one question: when?\n\n\
        4\n00:00:05.000 --> 00:00:06.000\nSomebody in the room.\n\n\
        5\n00:00:06.000 --> 00:00:07.000\nben's iPhone: Fine.\n\n\
        6\n00:00:08.000 --> 00:00:09.000\nDr Roe (she/her): Once only.\n";
    assert_eq!(
        turns(file),
        [
            turn("Ann Lee: Hello. I said: hello.", "Ann Lee", 1_000),
            turn("ben's iPhone: Hi, one question: when?", "ben's iPhone", 4_000),
            turn("Somebody in the room.", "", 5_000),
            turn("ben's iPhone: Fine.", "ben's iPhone", 6_000),
            turn("Dr Roe (she/her): Once only.", "Dr Roe (she/her)", 8_000),
        ]
    );
    assert!(words(file).doubts.is_empty());
}

#[test]
fn names_only_where_the_speaker_changes() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\nSarah: In this episode,\nyou'll hear\n\n\
        2\n00:00:02,000 --> 00:00:03,000\nfrom Ben.\n\n3\n00:00:09,000 --> 00:00:10,000\nBen: Hi.\n\n\
        4\n00:00:10,000 --> 00:00:11,000\nThe point: it works.\n\n\
        5\n00:00:11,000 --> 00:00:12,000\nSarah: Does it?\nBen: Yes.\n";
    assert_eq!(
        turns(file),
        [
            turn("Sarah: In this episode, you'll hear from Ben.", "Sarah", 1_000),
            turn("Ben: Hi. The point: it works.", "Ben", 9_000),
            turn("Sarah: Does it?", "Sarah", 11_000),
            turn("Ben: Yes.", "Ben", 11_000),
        ]
    );
    assert!(
        words(file).doubts[0].starts_with("2 subtitles have no name"),
        "{:?}",
        words(file).doubts
    );
}

#[test]
fn broadcasters() {
    let file = "1\n00:01 --> 00:02\n&gt;&gt; ANN: Good evening.\n\n2\n00:02 --> 00:03\nThe news.\n\n\
        3\n00:03 --> 00:04\n>> Thank you.\n>> ANN: So: well.\n\n4\n00:04 --> 00:05\n>> So here it is: rain.\n";
    assert_eq!(
        turns(file),
        [
            turn("ANN: Good evening. The news.", "ANN", 1_000),
            turn(">> Thank you.", "", 3_000),
            turn("ANN: So: well.", "ANN", 3_000),
            turn(">> So here it is: rain.", "", 4_000),
        ]
    );
}

#[test]
fn names_in_brackets() {
    let file = "1\n00:01 --> 00:02\n[Ann] One.\n\n2\n00:02 --> 00:03\n[Laughter] Two.\n\n\
        3\n00:03 --> 00:04\n[Ann] Three.\n\n4\n00:04 --> 00:05\n[GP ID 5] Four.\n\n5\n00:05 --> 00:06\n[Laughter]\n\n\
        6\n00:06 --> 00:07\n[Once] Five.\n\n7\n00:07 --> 00:08\n- [Ann] Six.\n- [GP ID 5]: Seven.\n";
    assert_eq!(
        turns(file),
        [
            turn("Ann: One. [Laughter] Two. Three.", "Ann", 1_000),
            turn("GP ID 5: Four. [Laughter] [Once] Five.", "GP ID 5", 4_000),
            turn("Ann: Six.", "Ann", 7_000),
            turn("GP ID 5: Seven.", "GP ID 5", 7_000),
        ]
    );
}

#[test]
fn several_voices_in_a_cue() {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ann>One</v> <v Ben><i>two</i></v> <v Ben>three\nfour\n\n\
        00:02.000 --> 00:03.000\n<v >five</v>\n";
    assert_eq!(
        turns(file),
        [
            turn("Ann: One", "Ann", 1_000),
            turn("Ben: two three four", "Ben", 1_000),
            turn("five", "", 2_000),
        ]
    );
}

#[test]
fn nobody_is_named() {
    let file = "1\n00:00:00,000 --> 00:00:02,000\n<i>So we began.</i>\n\n2\n00:00:04,000 --> 00:00:05,000\n<i>And then</i>\n\n\
        3\n00:00:07,001 --> 00:00:09,000\nwe left. One thing: rain.\n";
    assert_eq!(
        turns(file),
        [turn("So we began. And then", "", 0), turn("we left. One thing: rain.", "", 7_001),]
    );
    let found = words(file);
    assert_eq!(found.markup.len(), 1);
    assert_eq!((found.markup[0].span.start, found.markup[0].span.end), (0, 21));
    assert_eq!(found.markup[0].kind, MarkupKind::Italic);
}

#[test]
fn a_long_talk_has_paragraphs_that_end_with_a_sentence() {
    let mut file = String::new();
    for at in 0..40 {
        let stop = if at % 4 == 3 { ".”" } else { "" };
        file += &format!(
            "{at}\n00:{at:02}:00,000 --> 00:{:02}:59,000\nten words are said in this cue by some speaker{stop}\n\n",
            at
        );
    }
    let lengths: Vec<usize> =
        turns(&file).iter().map(|(words, ..)| words.split(' ').count()).collect();
    assert_eq!(lengths, [120, 120, 120, 40]);
}

#[test]
fn damage_is_told_and_its_words_kept() {
    let file = "1\n00:00:0x,000 --> 00:00:02,000\nOne.\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n\nThree.\n\n\
        Four.\n\n5\n00:00:04,000 -->\nFive.\n";
    let found = words(file);
    assert_eq!(found.text, "One. Two. Three. Four. Five.");
    assert_eq!(
        found.doubts,
        [
            "1 subtitle has a time that cannot be read; the words were kept in their place.",
            "2 pieces of text stand outside any subtitle; the words were kept in their place.",
        ]
    );
    assert_eq!(found.turns[0].time, None);
    let held = words("00:01 --> 00:02\na\0b");
    assert_eq!((held.text.as_str(), held.doubts.len()), ("a\u{fffd}b", 1));
    let latin = read(Cursor::new(b"1\n00:01 --> 00:02\nCaf\xe9 \x96 yes")).expect("subtitles");
    assert_eq!(latin.text, "Café – yes");
}

#[test]
fn the_ending_of_the_name_decides() {
    for name in ["Interview 7 GP ID 12.srt", "Interview 7 GP ID 12.VTT"] {
        let file = b"1\n00:00:01,000 --> 00:00:02,000\nINT: One?\n\n2\n00:00:03,000 --> 00:00:04,000\nGP: Two.";
        let reading = crate::import::read_bytes(name, file).expect("subtitles");
        assert_eq!(reading.text, "INT: One?\nGP: Two.");
        assert_eq!(reading.turns.len(), 2);
        // The words alone tell the same turns, but not when they were said.
        let told = crate::text::turns::recognise(&Text::new(reading.text));
        let spans =
            |turns: &[crate::domain::Turn]| turns.iter().map(|t| t.span).collect::<Vec<_>>();
        assert_eq!(spans(&told), spans(&reading.turns));
        assert_eq!((reading.turns[1].time, told[1].time), (Some(3_000), None));
    }
}

#[test]
fn what_holds_no_subtitles() {
    let refusal = |file: &[u8]| read(Cursor::new(file)).err();
    assert_eq!(refusal(b""), Some(Refusal::Empty));
    assert_eq!(refusal(b" \n"), Some(Refusal::Empty));
    assert_eq!(refusal(b"WEBVTT\n\nNOTE nothing"), Some(Refusal::NoCaptions));
    assert_eq!(refusal(b"INT: Hello.\nGP: We went A --> B."), Some(Refusal::NoCaptions));
    assert_eq!(refusal(b"%PDF-1.7"), Some(Refusal::Disguised("a PDF")));
    assert_eq!(words("1\n00:01 --> 00:02\n\n").text, "");
    let too_many = format!("00:01-->00:02\n{}", "A: b\n".repeat(MOST + 1));
    assert_eq!(refusal(too_many.as_bytes()), Some(Refusal::TooManyCaptions(MOST)));
}

#[test]
fn right_to_left_and_signs_of_several_code_points() {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\nالمحاور: مرحبا\n\n00:02.000 --> 00:03.000\nالمحاور: نعم\n\n\
        00:03.000 --> 00:04.000\n名：👩‍👧 はい\n\n00:04.000 --> 00:05.000\nAde\u{301}: e\u{301}\n";
    assert_eq!(
        turns(file),
        [
            turn("المحاور: مرحبا نعم", "المحاور", 1_000),
            turn("名: 👩‍👧 はい", "名", 3_000),
            turn("Adé: e\u{301}", "Adé", 4_000),
        ]
    );
}

#[test]
fn what_repeats_takes_no_time() {
    let begun = std::time::Instant::now();
    for piece in [
        "00:01-->00:02\n",
        "<",
        "&",
        "{\\",
        "<v a>",
        "A: b\n",
        "a\n\n",
        "1\n\n",
        ">",
        "[",
        "<b>x",
        "\"",
        "-->",
        "0:00 ",
    ] {
        let file = format!("WEBVTT\n\n00:01-->00:02\n{}", piece.repeat(5_000));
        let _ = read(Cursor::new(file));
    }
    assert!(begun.elapsed().as_secs() < 20);
}

/// A piece of a file.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,8}",
        prop::sample::select(vec![
            "WEBVTT\n\n",
            "1\n",
            "\n",
            "\n\n",
            "\r\n",
            "00:00:01.000 --> 00:00:02.000\n",
            "00:0x:01 --> 00:02\n",
            "-->",
            "<v Ann>",
            "<v.a\nBen>",
            "</v>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<c>",
            "<00:01.000>",
            "Ann Lee: ",
            "ben: ",
            "[Ann] ",
            ">> ",
            ">> ANN: ",
            "- ",
            "&amp;",
            "&lt;",
            "&nbsp;",
            "&#65279;",
            "NOTE x\n",
            "STYLE\n",
            "\u{feff}",
            "\u{2028}",
            "\0",
            "名：",
            "é",
            "e\u{301}",
            "👩‍👧",
            "words.",
            " ",
            "{\\an8}",
            "[laughter]",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn turns_are_the_whole_text(pieces in prop::collection::vec(piece(), 0..80)) {
        let file = format!("00:01 --> 00:02\n{}", pieces.concat());
        let Ok(words) = read(Cursor::new(file.as_bytes())) else { return Ok(()) };
        prop_assert_eq!(&normalise(&words.text).text, &words.text);
        let text = Text::new(words.text.as_str());
        let mut joined = Vec::new();
        for turn in &words.turns {
            prop_assert!(text.holds(turn.span) && turn.marker < turn.span.len());
            prop_assert_eq!(turn.marker > 0, turn.speaker.is_some());
            let marker = Span { start: turn.span.start, end: turn.span.start + turn.marker };
            let named = turn.speaker.as_ref().map_or(String::new(), |name| format!("{name}: "));
            prop_assert_eq!(text.slice(marker), named);
            joined.push(text.slice(turn.span));
        }
        prop_assert_eq!(joined.join("\n"), text.as_str());
        for mark in &words.markup {
            prop_assert!(text.holds(mark.span) && !mark.span.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(Cursor::new(&bytes));
        let _ = read(Cursor::new([b"WEBVTT\n\n00:01 --> 00:02\n", bytes.as_slice()].concat()));
    }
}
