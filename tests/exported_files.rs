//! Exported files read back by other programs' readers: what goes in as words must come out as the same words.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use marginalia::domain::{Code, CodeId, CodeWords, Colour, SourceKind};
use marginalia::export::{
    CodebookExample, CodebookFormat, CodebookReport, CodebookRow, CodingLine, Format, PrintedQuote,
    QuoteReport, QuoteSection, WriteError, codebook, codings_csv, quotes, write_file,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use quick_xml::events::{BytesStart, Event as Xml};
use uuid::Uuid;

const LABEL: &str = "[GP ID 161]";
const DOCUMENT: &str = "Site 3 – Dr Miller";

/// Texts that have broken somebody's export before.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\nafter two breaks",
    "before two breaks\n\n",
    "  led by blanks and followed  \n\tled by a tab\t\n    four blanks",
    "=cmd|' /C calc'!A0",
    "+1\n-1\n@SUM(A1)",
    "<r>not rich _x0041_ text</r>",
    "<script>alert(1)</script> & <b>bold</b> &amp; &#65; ]]>",
    "_x0041_ stays _x005F_ as it is_x000D_",
    "# no heading #\n- no list\n1. nor this\n12) nor that\n> no quote\n***\n---\n===\n```\n~~~",
    "[no](link) ![no](picture) <http://no.link> `no code` *no* __stress__ \\ \\\\ \\* a\\",
    "| no | table |\n|---|---|\n: no definition\n[^1]: no footnote\n[ref]: http://x.org",
    "&copy; &amp; &#10; $no$ {#no} ^no^ ~~no~~ :smile: %no\n% no\nline\\\nline",
    "A 👍🏽 thumb, 👩‍⚕️ a doctor, 🇬🇧 a flag, 𝟗",
    "Ade\u{301}ba\u{301}yo\u{323}\u{300} re\u{301}sume\u{301}",
    "谢谢医生。한국어 통역",
    "مرحبا بكم في العيادة\nשלום and (then) the words 12.\nHe said «שלום, חבר».",
    "INT:\tone\u{a0}two\u{200b}three\u{202f}four \u{2028}line sep\u{2029}par sep \u{85}NEL",
    "\u{feff}a mark \u{200f}inside\u{202e}",
    "a,b;\"c\"\"d\",'e'",
];

fn quote(text: &str) -> PrintedQuote {
    PrintedQuote {
        document: DOCUMENT.to_owned(),
        kind: SourceKind::Interview,
        start: 7,
        end: 7 + text.chars().count() as u32,
        text: text.to_owned(),
        codes: vec!["Access > Waiting".to_owned(), "Trust".to_owned()],
        coders: vec!["Amara Okafor".to_owned(), "Zoë Lindqvist".to_owned()],
        speaker: "GP ID 161".to_owned(),
        label: LABEL.to_owned(),
        comment: "come back to this".to_owned(),
    }
}

fn report(texts: &[impl AsRef<str>]) -> QuoteReport {
    let section = |path: &[&str], quotes| QuoteSection {
        path: path.iter().map(|&name| name.to_owned()).collect(),
        definition: String::new(),
        quotes,
    };
    let quotes = texts.iter().map(|text| quote(text.as_ref())).collect();
    QuoteReport {
        title: "Quotes".to_owned(),
        notes: vec!["“Access” with its sub-codes".to_owned()],
        made: "22 November 2026".to_owned(),
        sections: vec![section(&["Access"], Vec::new()), section(&["Access", "Waiting"], quotes)],
    }
}

fn written(format: Format, texts: &[impl AsRef<str>]) -> Vec<u8> {
    quotes(format, &report(texts)).expect("the format holds it")
}

/// The text as formats made of XML can hold it.
fn legal(text: &str) -> String {
    let illegal = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    text.replace(illegal, "\u{fffd}")
}

// --- Word ---

/// A paragraph of a Word file: its style, and its words apart from its label.
#[derive(Debug, Default)]
struct Paragraph {
    style: String,
    words: String,
    label: String,
    is_bidi: bool,
}

fn part(package: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut part = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut part).expect("UTF-8");
    part
}

fn assert_well_formed(xml: &str) {
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
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let docx = written(Format::Docx, &texts);
    assert_eq!(quotes_in_word(&docx), texts);
    assert_eq!(docx, written(Format::Docx, &texts), "the same report gives the same bytes");
}

#[test]
fn word_has_real_headings_in_defined_styles() {
    let names = ["a", "b", "c", "d", "e", "f", "g"].map(str::to_owned);
    let mut report = report(&["one\ntwo", "שלום Anna"]);
    report.sections.extend((1..=names.len()).map(|depth| QuoteSection {
        path: names[..depth].to_vec(),
        definition: format!("depth {depth}"),
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
fn every_part_of_a_word_file_is_well_formed_and_typed() {
    let mut report = report(HOSTILE);
    report.title = "<a> & \"b\"\u{1}".to_owned();
    let docx = quotes(Format::Docx, &report).expect("written");
    let package = zip::ZipArchive::new(Cursor::new(docx.as_slice())).expect("a package");
    let types = part(&docx, "[Content_Types].xml");
    for name in package.file_names() {
        let name = name.expect("UTF-8");
        assert_well_formed(&part(&docx, &name));
        let has_default = name.ends_with(".rels") || name.starts_with('[');
        assert!(has_default || types.contains(&format!("\"/{name}\"")), "{name} has no type");
    }
}

/// A code of the framework of which only this is known.
fn code_row(path: &[&str], definition: &str) -> CodebookRow {
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
            ("CodeRule", "When to use At the door"),
            ("CodeRule", "of a practice"),
            ("CodeCounts", "From the framework"),
            ("CodeCounts", "2 quotations, 5 with sub-codes"),
            ("Heading2", "Waiting"),
            ("Quote", "We wait. "),
            ("CodeCounts", "From the framework, made by Amara"),
            ("CodeCounts", "1 quotation"),
        ],
    );
}

// --- Excel ---

fn sheet(xlsx: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let formulas = workbook.worksheet_formula(name).expect("the sheet");
    assert!(formulas.used_cells().next().is_none(), "nothing computes");
    workbook.worksheet_range(name).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("{other:?} is not text"),
    }
}

#[test]
fn excel_keeps_the_words_of_hostile_texts_as_text() {
    let rows = sheet(&written(Format::Xlsx, HOSTILE), "Quotes");
    let head: Vec<&str> = rows[0].iter().map(text).collect();
    assert_eq!(
        head.join(","),
        "Code,Quote,Label,Source,Kind,Speaker,Codes,Coders,Comment,Start,End"
    );
    let words: Vec<&str> = rows[1..].iter().map(|row| text(&row[1])).collect();
    assert_eq!(words, HOSTILE);
    let row = &rows[1];
    assert_eq!(text(&row[0]), "Access > Waiting");
    let rest: Vec<&str> = row[2..9].iter().map(text).collect();
    assert_eq!(
        rest,
        [
            LABEL,
            DOCUMENT,
            "interview",
            "GP ID 161",
            "Access > Waiting; Trust",
            "Amara Okafor; Zoë Lindqvist",
            "come back to this"
        ]
    );
    assert_eq!(row[9..], [Data::Float(7.0), Data::Float(7.0)]);
}

#[test]
fn excel_divides_what_no_cell_holds_and_says_so() {
    let long: String = "Wörter 👩‍⚕️ ".chars().cycle().take(80_000).collect();
    let xlsx = written(Format::Xlsx, &["short", long.as_str(), "short too"]);
    let rows = sheet(&xlsx, "Quotes");
    let labels: Vec<&str> = rows[1..].iter().map(|row| text(&row[2])).collect();
    let continued = |part| format!("{LABEL} (continued {part}/3)");
    assert_eq!(labels, [LABEL, LABEL, &continued(2), &continued(3), LABEL]);
    let joined: String = rows[2..5].iter().map(|row| text(&row[1])).collect();
    assert!(joined == long, "the parts joined are the words");
    assert!(rows[2..5].iter().all(|row| text(&row[3]) == DOCUMENT && row[9] == Data::Float(7.0)));
    let about = sheet(&xlsx, "About");
    let lines: Vec<&str> = about.iter().map(|row| text(&row[0])).collect();
    assert_eq!(lines[..2], ["Quotes", "“Access” with its sub-codes"]);
    assert!(lines[2].starts_with("One quote is longer than a cell of Excel holds"), "{lines:?}");
    assert_eq!(lines[3], "Made 22 November 2026");
}

#[test]
fn excel_freezes_its_header_and_filters() {
    let sheet = part(&written(Format::Xlsx, &["a", "b"]), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:K3\""));
}

// --- CSV ---

fn csv_rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_framework_reads_in_again_as_it_was() {
    let colour: Colour = "#6c9539".parse().expect("a colour");
    let codes: Vec<CodebookRow> = HOSTILE
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let definition = format!("use for {name}, \"not\" otherwise");
            let row = code_row(&[&format!("top {number}"), name], &definition);
            CodebookRow { colour: number.is_multiple_of(2).then_some(colour), ..row }
        })
        .collect();
    let report = CodebookReport { codes: codes.clone(), ..CodebookReport::default() };
    let read = csv_rows(&codebook(CodebookFormat::Csv, &report).expect("written").0);
    assert_eq!(read.len(), codes.len());
    for (read, row) in read.iter().zip(&codes) {
        assert_eq!(read["path"], row.path.join(" > ").replace(['\n', '\r', '\t'], " "));
        assert_eq!(
            Some(&read["name"]),
            row.path.last().map(|name| name.replace(['\n', '\r', '\t'], " ")).as_ref()
        );
        assert_eq!(read["definition"], row.words.definition);
        assert_eq!(read["colour"].parse().ok(), row.colour);
    }
}

// --- Markdown ---

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
    // A reader drops the blank that begins a line, here the one before the label of a quote without words.
    if text.is_empty() { LABEL.to_owned() } else { format!("{text} {LABEL}") }
}

#[test]
fn markdown_gives_the_very_words_back() {
    let markdown = String::from_utf8(written(Format::Markdown, HOSTILE)).expect("UTF-8");
    let expected: Vec<String> = HOSTILE.iter().map(|text| labelled(text)).collect();
    assert_eq!(quotes_in_markdown(&markdown), expected);
}

// --- All of them ---

#[test]
fn printed_formats_name_no_source_and_no_coder() {
    for format in Format::ALL {
        let bytes = written(format, &["We wait."]);
        let content = match format {
            Format::Docx => part(&bytes, "word/document.xml") + &part(&bytes, "docProps/core.xml"),
            Format::Xlsx => part(&bytes, "xl/sharedStrings.xml"),
            _ => String::from_utf8(bytes).expect("UTF-8"),
        };
        for private in [DOCUMENT, "Amara", "come back to this"] {
            assert_eq!(content.contains(private), format.names_sources(), "{format:?} {private}");
        }
    }
}

#[test]
fn an_empty_report_is_a_file_too() {
    for format in Format::ALL {
        assert!(quotes(format, &QuoteReport::default()).is_ok(), "{format:?}");
    }
}

/// Texts in their stored form: anything but NUL and CR.
fn stored_text() -> impl Strategy<Value = String> {
    let wild = prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter);
    let marked = "[ -~\\t\\n]{0,60}";
    let pieces =
        prop::collection::vec(prop::sample::select(HOSTILE), 0..4).prop_map(|t| t.concat());
    prop_oneof![wild, marked, pieces].prop_map(|text| text.replace(['\0', '\r'], ""))
}

proptest! {
    #[test]
    fn csv_round_trip(words in stored_text(), name in stored_text()) {
        let mut report = report(&[&words]);
        report.sections[1].quotes[0].document.clone_from(&name);
        let read = csv_rows(&quotes(Format::Csv, &report).expect("written"));
        prop_assert_eq!(&read[0]["quote"], &words);
        prop_assert_eq!(&read[0]["document"], &name);
        prop_assert_eq!(&read[0]["code"], "Access > Waiting");

        let line = CodingLine { document: name, start: 1, end: 2, code: words, coder: "A".into() };
        let read = csv_rows(&codings_csv(std::slice::from_ref(&line)));
        prop_assert_eq!(&read[0]["document"], &line.document);
        prop_assert_eq!(&read[0]["code"], &line.code);
    }

    #[test]
    fn markdown_round_trip(words in stored_text()) {
        let markdown = String::from_utf8(written(Format::Markdown, &[&words])).expect("UTF-8");
        prop_assert_eq!(quotes_in_markdown(&markdown), [labelled(&words)], "{}", markdown);
    }

    #[test]
    fn word_round_trip(words in stored_text()) {
        prop_assert_eq!(quotes_in_word(&written(Format::Docx, &[&words])), [legal(&words)]);
    }

    #[test]
    fn excel_round_trip(words in stored_text()) {
        let rows = sheet(&written(Format::Xlsx, &[&words]), "Quotes");
        prop_assert_eq!(text(&rows[1][1]), legal(&words));
    }
}

// --- On the disk ---

#[test]
fn a_place_that_refuses_is_left_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("none").join("q.csv");
    let error = write_file(&missing, b"x").expect_err("no folder");
    assert!(matches!(error, WriteError::NoFolder(_)), "{error}");
    let error = write_file(folder.path(), b"x").expect_err("a folder");
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
    let error = write_file(Path::new(""), b"x").expect_err("nothing");
    assert!(matches!(error, WriteError::NotAFile(_)), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);

    let protected = folder.path().join("q.csv");
    std::fs::write(&protected, b"old").expect("written");
    let mut rights = std::fs::metadata(&protected).expect("rights").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&protected, rights).expect("set");
    let error = write_file(&protected, b"new").expect_err("protected");
    assert!(matches!(error, WriteError::Protected(_)), "{error}");
    assert_eq!(std::fs::read(&protected).expect("the file"), b"old");
}

#[cfg(unix)]
#[test]
fn links_rights_and_read_only_folders_are_respected() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().join("real.csv");
    let link = folder.path().join("link.csv");
    fs::write(&real, b"old").expect("written");
    fs::set_permissions(&real, Permissions::from_mode(0o600)).expect("set");
    symlink(&real, &link).expect("linked");
    write_file(&link, b"new").expect("written");
    assert_eq!(fs::read(&real).expect("the file"), b"new");
    assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
    assert_eq!(fs::metadata(&real).expect("rights").permissions().mode() & 0o777, 0o600);

    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).expect("set");
    // The system's administrator may write everywhere: there is no refusal to see then.
    let may_write_all_the_same = fs::write(folder.path().join("probe"), b"").is_ok();
    let answer = write_file(&real, b"newer");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("set");
    if !may_write_all_the_same {
        let error = answer.expect_err("the folder refuses");
        assert!(matches!(error, WriteError::Refused(_)), "{error}");
        assert_eq!(fs::read(&real).expect("the file"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
