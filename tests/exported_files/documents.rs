//! Word and OpenDocument files, read by what is written in their parts.

use std::io::Cursor;

use marginalia::domain::{Code, CodeId, CodeWords};
use marginalia::export::{
    CodebookExample, CodebookFormat, CodebookReport, CodebookRow, Format, QuoteSection, codebook,
    quotes,
};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event as Xml};
use uuid::Uuid;

use super::{HOSTILE, LABEL, UNHOLDABLE, legal, part, report, stored_text, written};

/// A paragraph of a Word file: its style, and its words apart from its label.
#[derive(Debug, Default)]
struct Paragraph {
    style: String,
    words: String,
    label: String,
    is_bidi: bool,
}

pub fn assert_well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while reader.read_event().expect("well-formed") != Xml::Eof {}
}

fn paragraphs(docx: &[u8]) -> Vec<Paragraph> {
    let xml = part(docx, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let value = |tag: &BytesStart<'_>| {
        let found = tag.attributes().flatten().find(|a| a.key.as_ref() == "w:val");
        found.map(|a| a.value.into_owned()).unwrap_or_default()
    };
    let mut paragraphs = Vec::new();
    let mut at = Paragraph::default();
    let (mut is_text, mut is_label) = (false, false);
    loop {
        let piece = match reader.read_event().expect("well-formed") {
            Xml::Eof => return paragraphs,
            Xml::Start(tag) => {
                is_label &= tag.name().as_ref() != "w:r";
                is_text |= tag.name().as_ref() == "w:t";
                continue;
            }
            Xml::End(tag) => {
                is_text &= tag.name().as_ref() != "w:t";
                if tag.name().as_ref() == "w:p" {
                    paragraphs.push(std::mem::take(&mut at));
                }
                continue;
            }
            Xml::Empty(tag) => {
                match tag.name().as_ref() {
                    "w:pStyle" => at.style = value(&tag),
                    "w:rStyle" => is_label = value(&tag) == "QuoteLabel",
                    "w:bidi" => at.is_bidi = true,
                    "w:tab" => at.words.push('\t'),
                    _ => {}
                }
                continue;
            }
            Xml::Text(text) if is_text => text.as_ref().to_owned(),
            Xml::GeneralRef(name) if is_text => match name.as_ref() {
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "amp" => "&".to_owned(),
                other => panic!("unknown {other:?}"),
            },
            _ => continue,
        };
        if is_label { &mut at.label } else { &mut at.words }.push_str(&piece);
    }
}

/// The quotes of a Word file, put together from their paragraphs.
fn quotes_in_word(docx: &[u8]) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut words = String::new();
    for paragraph in paragraphs(docx).into_iter().filter(|paragraph| paragraph.style == "Quote") {
        words.push_str(&paragraph.words);
        if paragraph.label.is_empty() {
            words.push('\n');
        } else {
            assert_eq!(paragraph.label, LABEL);
            let whole = std::mem::take(&mut words);
            quotes.push(whole.strip_suffix(' ').expect("a space before the label").to_owned());
        }
    }
    quotes
}

/// Style and words of each paragraph.
fn outline(docx: &[u8]) -> Vec<(String, String)> {
    paragraphs(docx).into_iter().map(|paragraph| (paragraph.style, paragraph.words)).collect()
}

#[track_caller]
fn assert_outline(docx: &[u8], expected: &[(&str, &str)]) {
    let found = outline(docx);
    let found: Vec<(&str, &str)> = found.iter().map(|(s, w)| (s.as_str(), w.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn word_keeps_the_words_of_hostile_texts() {
    let long = "word ".repeat(8_000);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str(), UNHOLDABLE]).collect();
    let docx = written(Format::Docx, &texts);
    let legal: Vec<String> = texts.iter().map(|text| legal(text)).collect();
    assert_eq!(quotes_in_word(&docx), legal);
}

#[test]
fn word_has_real_headings_in_defined_styles() {
    let names = ["a", "b", "c", "d", "e", "f", "g"].map(str::to_owned);
    let mut report = report(&["one\ntwo", "שלום Anna"]);
    report.sections.extend((1..=names.len()).map(|depth| QuoteSection {
        path: names[..depth].to_vec(),
        text: format!("depth {depth}"),
        quotes: Vec::new(),
    }));
    let docx = quotes(Format::Docx, &report).expect("written");
    assert_outline(
        &docx,
        &[
            ("Title", "Quotes"),
            ("ReportNote", "“Access” with its sub-codes"),
            ("ReportNote", "Made 22 November 2026"),
            ("Heading1", "Access"),
            ("Heading2", "Waiting"),
            ("Quote", "one"),
            ("Quote", "two "),
            ("Quote", "שלום Anna "),
            ("Heading1", "a"),
            ("Definition", "depth 1"),
            ("Heading2", "b"),
            ("Definition", "depth 2"),
            ("Heading3", "c"),
            ("Definition", "depth 3"),
            ("Heading4", "d"),
            ("Definition", "depth 4"),
            ("Heading5", "e"),
            ("Definition", "depth 5"),
            ("Heading6", "f"),
            ("Definition", "depth 6"),
            ("Heading6", "f > g"),
            ("Definition", "depth 7"),
        ],
    );
    let paragraphs = paragraphs(&docx);
    assert!(paragraphs[7].is_bidi && !paragraphs[6].is_bidi);
    let styles = part(&docx, "word/styles.xml");
    for paragraph in &paragraphs {
        assert!(styles.contains(&format!("w:styleId=\"{}\"", paragraph.style)));
    }
    for level in 1..=6 {
        assert!(styles.contains(&format!("<w:name w:val=\"heading {level}\"/>")));
        assert!(styles.contains(&format!("<w:outlineLvl w:val=\"{}\"/>", level - 1)));
    }
    assert!(styles.contains("w:styleId=\"QuoteLabel\"") && styles.contains("w:val=\"en-GB\""));
}

#[test]
fn every_part_is_well_formed_and_typed() {
    let mut report = report(HOSTILE);
    report.title = "<a> & \"b\"\u{1}".to_owned();
    for (format, list) in
        [(Format::Docx, "[Content_Types].xml"), (Format::Odt, "META-INF/manifest.xml")]
    {
        let file = quotes(format, &report).expect("written");
        let package = zip::ZipArchive::new(Cursor::new(file.as_slice())).expect("a package");
        let types = part(&file, list);
        for name in package.file_names() {
            let name = name.expect("UTF-8");
            if name != "mimetype" {
                assert_well_formed(&part(&file, &name));
            }
            let needs_none = name == list || name == "mimetype" || name.ends_with(".rels");
            let is_typed =
                types.contains(&format!("\"/{name}\"")) || types.contains(&format!("\"{name}\""));
            assert!(needs_none || is_typed, "{name} has no type");
        }
    }
}

#[test]
fn the_first_bytes_of_an_open_document_tell_what_it_is() {
    let odt = written(Format::Odt, &["We wait."]);
    assert_eq!(&odt[..4], b"PK\x03\x04");
    // A local header of 30 bytes without an extra field, then name and content (ODF 1.3 part 2, 3.3).
    assert_eq!(&odt[28..30], [0, 0]);
    assert_eq!(&odt[30..38], b"mimetype");
    assert!(odt[38..].starts_with(b"application/vnd.oasis.opendocument.textPK"));
}

#[test]
fn both_documents_have_the_same_named_styles() {
    let names = |xml: &str, before: &str| {
        let names = xml.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        let mut names: Vec<String> = names.map(str::to_lowercase).collect();
        names.sort();
        names
    };
    let docx = part(&written(Format::Docx, &["a"]), "word/styles.xml");
    let odt = part(&written(Format::Odt, &["a"]), "styles.xml");
    // Behind those of paragraphs and letters stand what each program calls tables and lists.
    let docx = docx.split("<w:style w:type=\"table\"").next().expect("a part");
    let odt = odt.split("<text:list-style").next().expect("a part");
    let in_word = names(docx, "<w:name w:val=\"");
    let in_odt: Vec<String> = names(odt, "style:display-name=\"")
        .into_iter()
        .map(|name| if name == "standard" { "normal".to_owned() } else { name })
        .collect();
    let mut in_odt = in_odt;
    in_odt.sort();
    assert_eq!(in_word, in_odt);
    for expected in ["heading 6", "quote", "quote label", "quote speaker", "quote edit"] {
        assert!(in_word.contains(&expected.to_owned()), "{in_word:?}");
    }
}

/// A code of the framework of which only this is known.
pub fn code_row(path: &[&str], definition: &str) -> CodebookRow {
    let name = path.last().copied().unwrap_or_default();
    let mut code = Code::new(CodeId::new(Uuid::nil()), None, name, 0);
    code.definition = definition.to_owned();
    CodebookRow::new(&code, path.iter().map(|&name| name.to_owned()).collect())
}

#[test]
fn the_codebook_has_a_heading_for_each_code() {
    let row = |path: &[&str], definition: &str, include: &str, own, all| {
        let row = code_row(path, definition);
        let words = CodeWords { include: include.to_owned(), ..row.words.clone() };
        CodebookRow { words, quotations: own, with_sub_codes: all, ..row }
    };
    let example = CodebookExample { text: "We wait.".to_owned(), label: "[GP ID 161]".to_owned() };
    let report = CodebookReport {
        title: "Codebook".to_owned(),
        made: "22 November 2026".to_owned(),
        codes: vec![
            row(&["Access"], "Getting in.\nNot: staying.", "At the door\nof a practice", 2, 5),
            CodebookRow {
                made_by: "Amara".to_owned(),
                examples: vec![example],
                ..row(&["Access", "Waiting"], "", "", 1, 1)
            },
        ],
        sets: Vec::new(),
    };
    assert_outline(
        &codebook(CodebookFormat::Docx, &report).expect("written").0,
        &[
            ("Title", "Codebook"),
            ("ReportNote", "2 codes"),
            ("ReportNote", "Made 22 November 2026"),
            ("Heading1", "Access"),
            ("Definition", "Getting in."),
            ("Definition", "Not: staying."),
            ("Normal", "When to use At the doorof a practice"),
            ("ReportNote", "From the framework"),
            ("ReportNote", "2 quotations, 5 with sub-codes"),
            ("Heading2", "Waiting"),
            ("Quote", "We wait. "),
            ("ReportNote", "From the framework, made by Amara"),
            ("ReportNote", "1 quotation"),
        ],
    );
}

proptest! {
    #[test]
    fn word_round_trip(words in stored_text()) {
        prop_assert_eq!(quotes_in_word(&written(Format::Docx, &[&words])), [legal(&words)]);
    }
}
