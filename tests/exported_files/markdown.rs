//! Markdown, read by a reader of CommonMark.

use marginalia::analysis::labels::Printed;
use marginalia::export::{Format, PrintedQuote, QuoteReport, QuoteSection, quotes};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{HOSTILE, LABEL, quote, stored_pieces, stored_text, written};

/// The quotes of a Markdown file as a reader of CommonMark sees them, with their labels.
fn quotes_in_markdown(markdown: &str) -> Vec<String> {
    let mut quotes: Vec<String> = Vec::new();
    let mut is_inside = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::BlockQuote(_)) if !is_inside => {
                is_inside = true;
                quotes.push(String::new());
            }
            Event::End(TagEnd::BlockQuote(_)) => is_inside = false,
            _ if !is_inside => {}
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(text) => quotes.last_mut().expect("one is open").push_str(&text),
            Event::HardBreak => quotes.last_mut().expect("one is open").push('\n'),
            other => panic!("{other:?} in a quote"),
        }
    }
    quotes
}

fn labelled(text: &str) -> String {
    format!("{text} {LABEL}")
}

#[test]
fn markdown_gives_the_very_words_back() {
    let markdown = String::from_utf8(written(Format::Markdown, HOSTILE)).expect("UTF-8");
    let expected: Vec<String> = HOSTILE.iter().map(|text| labelled(text)).collect();
    assert_eq!(quotes_in_markdown(&markdown), expected);
}

/// What a reader of CommonMark gives of one extract: each character with whether it is bold and italic.
fn faces_in_markdown(markdown: &str) -> Vec<(char, bool, bool)> {
    let mut faces = Vec::new();
    let (mut bold, mut italic) = (0, 0);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Emphasis) => italic += 1,
            Event::End(TagEnd::Emphasis) => italic -= 1,
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold -= 1,
            Event::InlineHtml(tag) => match &*tag {
                "<em>" => italic += 1,
                "</em>" => italic -= 1,
                "<strong>" => bold += 1,
                "</strong>" => bold -= 1,
                other => panic!("{other} in an extract"),
            },
            Event::Text(text) => faces.extend(text.chars().map(|c| (c, bold > 0, italic > 0))),
            Event::HardBreak => faces.push(('\n', false, false)),
            Event::Start(_) | Event::End(_) => {}
            other => panic!("{other:?} in an extract"),
        }
    }
    faces
}

/// The same of pieces. On blanks, nobody sees it.
fn seen(faces: impl IntoIterator<Item = (char, bool, bool)>) -> Vec<(char, bool, bool)> {
    faces.into_iter().filter(|(c, _, _)| !c.is_whitespace()).collect()
}

fn faces_of(pieces: &[Printed]) -> Vec<(char, bool, bool)> {
    let of = |piece: &Printed| {
        let (bold, italic) = (piece.bold, piece.italic);
        piece.text.chars().map(move |c| (c, bold, italic)).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(of).collect()
}

proptest! {
    #[test]
    fn markdown_round_trip(words in stored_text()) {
        let markdown = String::from_utf8(written(Format::Markdown, &[&words])).expect("UTF-8");
        prop_assert_eq!(quotes_in_markdown(&markdown), [labelled(&words)], "{}", markdown);
    }

    #[test]
    fn bold_and_italic_letters_are_what_they_were(pieces in stored_pieces()) {
        let quotes_of = |pieces: &[Printed]| {
            vec![PrintedQuote { pieces: pieces.to_vec(), ..quote("") }]
        };
        let section = QuoteSection { quotes: quotes_of(&pieces), ..QuoteSection::default() };
        let report = QuoteReport { sections: vec![section], ..QuoteReport::default() };
        let markdown = quotes(Format::Markdown, &report).expect("written");
        let markdown = String::from_utf8(markdown).expect("UTF-8");
        let (read, expected) = (faces_in_markdown(&markdown), faces_of(&pieces));
        prop_assert_eq!(seen(read), seen(expected), "{}", markdown);
    }
}
