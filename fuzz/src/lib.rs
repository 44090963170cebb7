//! What each fuzz target does with its bytes, and what must hold whatever they are. `tests/finds.rs` does the same with what
//! was found.

use std::collections::HashSet;
use std::io::{Cursor, Write};

use marginalia::analysis::identifiers::{Terms, scan};
use marginalia::domain::{Span, Turn};
use marginalia::import::codebook::{self, Codebook};
use marginalia::import::rules::{self, FileWords, ImportRules, Pattern, Place, header};
use marginalia::import::survey::{
    Arrangement, Layout, read_grid_bytes, sources, split_by_heading, template,
};
use marginalia::import::{Reading, codings_csv, read_bytes, terms_csv};
use marginalia::text::clean::{Rule, clean};
use marginalia::text::{Edit, Text, difference, normalise, turns};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 16] = [
    ("captions", captions),
    ("changes", changes),
    ("clean", clean_up),
    ("codebooks", codebooks),
    ("document_xml", document_xml),
    ("documents", documents),
    ("grids", grids),
    ("identifiers", identifiers),
    ("open_documents", open_documents),
    ("pdfs", pdfs),
    ("rich_text", rich_text),
    ("rules", import_rules),
    ("tables", tables),
    ("texts", texts),
    ("turns", recognised_turns),
    ("web_pages", web_pages),
];

/// A text file: an error, or a text in its stored form.
pub fn texts(bytes: &[u8]) {
    read("x.txt", bytes);
}

/// A Word document.
pub fn documents(bytes: &[u8]) {
    read("x.docx", bytes);
}

/// The parts of a sound Word document, which fuzzing the archive itself would seldom reach.
pub fn document_xml(bytes: &[u8]) {
    let parts = ["document", "styles", "numbering", "comments", "footnotes"];
    read("x.docx", &archive(parts.map(|part| format!("word/{part}.xml")), bytes));
}

/// An OpenDocument text, and the parts of a sound one.
pub fn open_documents(bytes: &[u8]) {
    read("x.odt", bytes);
    read("x.odt", &archive(["content.xml".to_owned(), "styles.xml".to_owned()], bytes));
}

/// Rich Text, as it stands and as the text of a sound document.
pub fn rich_text(bytes: &[u8]) {
    read("x.rtf", bytes);
    let head = b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}{\\f1\\fcharset2 Symbol;}}".as_slice();
    read("x.rtf", &[head, bytes, b"}"].concat());
}

/// A web page.
pub fn web_pages(bytes: &[u8]) {
    read("x.html", bytes);
}

/// A PDF, and the content of its page.
pub fn pdfs(bytes: &[u8]) {
    read("x.pdf", bytes);
    let page: &[u8] = b"%PDF-1.7 1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 5 0 R\
        /Resources<</XObject<</X 5 0 R>>/Font<</F<</Subtype/Type1/BaseFont/Times>>>>>>>>endobj trailer<</Root 1 0 R>>\
        5 0 obj<</Subtype/Form>>stream\nBT /F 10 Tf 50 700 Td (a) Tj ";
    read("x.pdf", &[page, bytes].concat());
}

/// Subtitles of either format.
pub fn captions(bytes: &[u8]) {
    read("x.srt", bytes);
    let marked = [b"WEBVTT\n\n00:01.000 --> 00:02.000\n".as_slice(), bytes].concat();
    read("x.vtt", &marked);
}

/// A code framework in each of its formats: each code has a name and stands after the one above it, no path and no key
/// comes twice, and sets hold codes that are there.
pub fn codebooks(bytes: &[u8]) {
    for name in ["x.csv", "x.txt", "x.qdc", "x.xlsx"] {
        let Ok(Codebook { codes, sets, .. }) = codebook::read(name, bytes) else { continue };
        let (mut paths, mut keys) = (HashSet::new(), HashSet::new());
        for code in &codes {
            assert!(!code.path.is_empty() && code.path.iter().all(|name| name.trim() == name));
            assert!(code.path.iter().all(|name| !name.is_empty()));
            assert!(code.path.len() == 1 || paths.contains(&code.path[..code.path.len() - 1]));
            assert!(paths.insert(code.path.as_slice()));
            assert!(code.key.is_none_or(|key| keys.insert(key)));
        }
        assert!(sets.iter().all(|set| set.codes.iter().all(|&place| place < codes.len())));
    }
}

/// Tables of codings.
pub fn tables(bytes: &[u8]) {
    if let Ok(codings) = codings_csv::read(bytes) {
        assert!(codings.iter().all(|row| row.start < row.end));
    }
}

/// A table of answers: an error, or sheets that become texts with sound spans.
pub fn grids(bytes: &[u8]) {
    let name = if bytes.starts_with(b"PK") { "x.xlsx" } else { "x.csv" };
    let Ok(grid) = read_grid_bytes(name, bytes) else { return };
    for sheet in &grid.sheets {
        assert!(sheet.rows.iter().all(|row| row.len() <= sheet.header.len()));
        let mut layout = Layout::guess(sheet);
        for arrangement in [Arrangement::PerRespondent, Arrangement::PerQuestion] {
            layout.arrangement = arrangement;
            let Ok(survey) = sources(sheet, &layout) else { continue };
            for source in survey.sources {
                let text = stored(&source.text);
                assert!(source.markup.iter().all(|mark| text.holds(mark.span)));
                let answers = template(&text, &source.markup).unwrap_or_default();
                assert!(answers.iter().all(|mark| text.holds(mark.span)));
                let pieces = split_by_heading(&text, &source.markup);
                assert!(pieces.iter().all(|(_, span)| text.holds(*span)));
            }
        }
    }
}

/// A text: its turns lie in order within it, whether it is a transcript or notes.
pub fn recognised_turns(bytes: &[u8]) {
    let text = text_of(bytes);
    in_order(&turns::recognise(&text), &text);
    in_order(&turns::recognise_in_notes(&text), &text);
}

/// A text and, after a NUL, another wording of it: the changes lead from the one to the other and back, and whatever stands
/// on the one stands on the other.
pub fn changes(bytes: &[u8]) {
    let (old, new) = parted(bytes);
    let (old, new) = (text_of(old), text_of(new));
    let changes = difference(&old, &new);
    assert_eq!(changes.apply(&old), new.as_str());
    assert_eq!(changes.inverted(&old).apply(&new), old.as_str());
    for start in (0..old.length()).step_by(1 + old.length() as usize / 50) {
        for length in [0, 1, 7, 50] {
            let end = (start + length).min(old.length());
            assert!(new.holds(changes.map(Span { start, end }).span()));
        }
    }
    in_order(&turns::revised(&turns::recognise(&old), &changes, &new), &new);
}

/// A byte that chooses rules of clean-up, and a text with form feeds between its pages: what comes of it is what the changes
/// lead to.
pub fn clean_up(bytes: &[u8]) {
    let Some((&chosen, bytes)) = bytes.split_first() else { return };
    let text = text_of(bytes);
    let rules: Vec<Rule> = Rule::ALL
        .into_iter()
        .enumerate()
        .filter(|(at, _)| chosen >> at & 1 == 1)
        .map(|(_, rule)| rule)
        .collect();
    let mut pages = Vec::new();
    let mut start = 0;
    for page in text.as_str().split('\u{c}') {
        let end = start + page.chars().count() as u32;
        pages.push(Span { start, end });
        start = end + 1;
    }
    let cleaned = clean(&text, &pages, &rules);
    assert_eq!(cleaned.changes.apply(&text), cleaned.text.as_str());
}

/// A text and, after a NUL, a table of private terms: what is found lies in order within the text and splits no cluster, and
/// what is put in its place is sound.
pub fn identifiers(bytes: &[u8]) {
    let (text, rows) = parted(bytes);
    let table = [b"private,public,kind\n", rows].concat();
    let terms = terms_csv::read(&table).map(|read| read.terms).unwrap_or_default();
    let text = text_of(text);
    let found = scan(&text, &Terms::new(&terms));
    let mut at = 0;
    for finding in &found {
        let span = finding.span;
        assert!(span.start >= at && !span.is_empty() && text.holds(span));
        assert_eq!(text.snap(span), span);
        at = span.end;
    }
    let edits = found.into_iter().map(|f| Edit { span: f.span, with: f.replacement });
    assert!(marginalia::text::ChangeSet::new(edits).is_some());
}

/// A file of rules or a pattern and, after a NUL, the names and lines that patterns are looked for in.
pub fn import_rules(bytes: &[u8]) {
    let (written, words) = parted(bytes);
    let (written, string) = (String::from_utf8_lossy(written), String::from_utf8_lossy(words));
    let text = text_of(words);
    let lines = header(&text, &turns::recognise(&text));
    let words = FileWords { name: &string, folder: &string, lines };
    let mut read = ImportRules::from_json(&written).unwrap_or_default();
    if let Ok(pattern) = written.parse::<Pattern>() {
        assert_eq!(pattern.to_string().parse(), Ok(pattern.clone()));
        for place in [Place::Name, Place::Folder, Place::Lines] {
            read.rules.extend(rules::Rule::new(place, pattern.clone()));
        }
    }
    let filled = rules::apply(&read.rules, &words, read.date_order());
    assert!(filled.people.is_none_or(|people| !people.value.is_empty()));
}

/// Reads a file; what it gives must be a text in its stored form with everything at a place within it.
fn read(name: &str, bytes: &[u8]) {
    let Ok(reading) = read_bytes(name, bytes) else { return };
    let Reading { text, markup, comments, turns, .. } = reading;
    let text = stored(&text);
    assert!(markup.iter().all(|mark| text.holds(mark.span)));
    assert!(comments.iter().all(|comment| text.holds(comment.span)));
    in_order(&turns, &text);
}

fn stored(text: &str) -> Text {
    assert_eq!(normalise(text).text, text);
    Text::new(text)
}

fn in_order(turns: &[Turn], text: &Text) {
    let mut at = 0;
    for turn in turns {
        assert!(turn.span.start >= at && text.holds(turn.span));
        assert!(turn.marker <= turn.span.len());
        at = turn.span.end;
    }
}

/// Bytes as a text in its stored form.
fn text_of(bytes: &[u8]) -> Text {
    Text::new(normalise(&String::from_utf8_lossy(bytes)).text)
}

/// What stands before the first NUL, and what stands after it.
fn parted(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    (&bytes[..at], bytes.get(at + 1..).unwrap_or_default())
}

/// An archive with parts of these names that all hold the same.
fn archive<const N: usize>(names: [String; N], bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in names {
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}
