//! One text as LibreOffice and a browser wrote it in several formats: each gives the same words, type and speakers.
//!
//! `tests/files/real/interview.fodt` is what the others were made of, by `soffice --convert-to`, and `browser.pdf` of the web
//! page, by `chromium --print-to-pdf`. What no reader needs was taken out: a picture and settings in the `.odt`, the shapes of
//! letters in the PDFs.

use std::path::Path;

use marginalia::domain::MarkupKind;
use marginalia::import::{Reading, read};
use marginalia::text::{Text, turns};

const FORMATS: [&str; 4] = ["docx", "odt", "rtf", "html"];

/// The text; a tab within a line is a blank here, as it is on a web page.
const TEXT: &str = "Interview 7, Hill Farm
Date: 14 March 2012
Site: Site 3
INT: How did the “merger” come about?
GP ID 161: We were told, in March – by the board[1] – that it would cost £400 a head. It’s naïve, I said.
INT: What did you ask for?
• time to talk
• a manager who stays
What came of it
Asked for Given
time to talk one afternoon
1. First they waited.
2. Then they left.
GP ID 161: Zoë’s mother says „nein“, her father says « non », and my neighbour says שלום לכולם and Добрый день.
[laughter] End of the recording, 12:31.

[1] The board of the old practice.
";

fn reading(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/real").join(name);
    read(&path).unwrap_or_else(|error| panic!("{error}"))
}

/// The words that are marked as of some kind, in order.
fn marked(reading: &Reading, is_wanted: impl Fn(&MarkupKind) -> bool) -> Vec<String> {
    let text = Text::new(reading.text.as_str());
    let marks = reading.markup.iter().filter(|mark| is_wanted(&mark.kind));
    marks.map(|mark| text.slice(mark.span).trim().trim_end_matches(':').to_owned()).collect()
}

#[test]
fn every_format_gives_the_same_words() {
    for format in FORMATS {
        let reading = reading(&format!("interview.{format}"));
        assert_eq!(reading.text.trim_end().replace('\t', " "), TEXT.trim_end(), "{format}");
        assert_eq!(reading.doubts, Vec::<String>::new(), "{format}");
        assert_eq!(reading.comments, [], "{format}");
    }
}

#[test]
fn every_format_gives_the_same_headings_and_type() {
    for format in FORMATS {
        let reading = reading(&format!("interview.{format}"));
        let heading = |level| marked(&reading, |kind| *kind == MarkupKind::Heading(level));
        assert_eq!(heading(1), ["Interview 7, Hill Farm"], "{format}");
        assert_eq!(heading(2), ["What came of it"], "{format}");
        // Whether a heading is in bold type as well is its style's, not everywhere the file's.
        let mut bold = marked(&reading, |kind| *kind == MarkupKind::Bold);
        bold.retain(|words| !heading(1).contains(words) && !heading(2).contains(words));
        assert_eq!(bold, ["INT", "GP ID 161", "INT", "GP ID 161"], "{format}");
        assert_eq!(marked(&reading, |kind| *kind == MarkupKind::Italic), ["told"], "{format}");
    }
}

#[test]
fn every_format_gives_the_same_speakers() {
    for format in FORMATS {
        let reading = reading(&format!("interview.{format}"));
        let text = Text::new(reading.text.as_str());
        let turns = turns::recognise_with(&text, &reading.markup, Default::default());
        let speakers: Vec<&str> = turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
        assert_eq!(speakers, ["INT", "GP ID 161", "INT", "GP ID 161"], "{format}");
    }
}

/// The words of a text without bullets and the marks of notes, which a printed page sets in its own way.
fn words(text: &str) -> Vec<String> {
    let mut plain = text.to_owned();
    for (mark, words) in [("board[1]", "board"), ("board1", "board"), ("[1] The", "The")] {
        plain = plain.replace(mark, words);
    }
    let plain = plain.replace("1 The", "The").replace("1The", "The").replace('•', "");
    plain.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn printed_pages_give_the_same_words() {
    for name in ["interview.pdf", "browser.pdf"] {
        let reading = reading(name);
        assert_eq!(words(&reading.text), words(TEXT), "{name}");
        assert_eq!(reading.doubts, Vec::<String>::new(), "{name}");
        let headings = marked(&reading, |kind| matches!(kind, MarkupKind::Heading(_)));
        assert_eq!(headings, ["Interview 7, Hill Farm", "What came of it"], "{name}");
        assert_eq!(marked(&reading, |kind| matches!(kind, MarkupKind::Page(_))).len(), 1, "{name}");
        assert_eq!(marked(&reading, |kind| *kind == MarkupKind::Italic), ["told"], "{name}");
    }
}
