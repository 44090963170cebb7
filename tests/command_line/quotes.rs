//! Quotes retrieved from a shell, printed and written to files.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use crate::shell::{Shell, field};

const CODE: &str = "Patients and place > Access";

#[test]
fn a_quote_is_an_object_with_fixed_fields() {
    let shell = Shell::with_sample();
    let quotes = shell.json(&["quotes", "sample.marginalia", "--code", CODE]);
    let list = quotes.as_array().expect("a list");
    assert!(list.len() > 10);
    for quote in list {
        let fields: Vec<&str> =
            quote.as_object().expect("an object").keys().map(String::as_str).collect();
        for field in ["document", "start", "end", "text", "codes", "coders", "label"] {
            assert!(fields.contains(&field), "{fields:?}");
        }
        let (start, end) = (quote["start"].as_u64(), quote["end"].as_u64());
        let text = quote["text"].as_str().expect("a text");
        assert_eq!(end.zip(start).map(|(e, s)| e - s), Some(text.chars().count() as u64));
        let codes = quote["codes"].as_array().expect("codes");
        assert!(codes.iter().any(|c| c.as_str().is_some_and(|path| path.starts_with(CODE))));
        assert!(!quote["coders"].as_array().expect("coders").is_empty());
        let label = quote["label"].as_str().expect("a label");
        assert!(
            label.starts_with('[') && label.ends_with(']') && !label.contains("Site"),
            "{label}"
        );
    }
    let document = list[0]["document"].as_str().expect("a name");
    let shown = shell.json(&["sources", "show", "sample.marginalia", document, "--text"]);
    let text = shown["text"].as_str().expect("its text");
    let start = list[0]["start"].as_u64().expect("a start") as usize;
    let words = list[0]["text"].as_str().expect("its words");
    assert!(text.chars().skip(start).collect::<String>().starts_with(words));
}

#[test]
fn a_question_is_narrowed() {
    let shell = Shell::with_sample();
    let count = |more: &[&str]| {
        let arguments = [&["quotes", "sample.marginalia"], more].concat();
        shell.json(&arguments).as_array().map_or(0, Vec::len)
    };
    let all = count(&[]);
    assert_eq!(shell.json(&["info", "sample.marginalia"])["quotations"], all);
    assert_eq!(count(&["--kind", "interview"]) + count(&["--kind", "fieldnote"]), all);
    assert_eq!(count(&["--kind", "interview", "--kind", "fieldnote"]), all);
    assert_eq!(count(&["--code", CODE]), count(&["--code", "patients and place/access"]));
    assert_eq!(count(&["--code", CODE]), count(&["--code", "Access"]));
    assert!(count(&["--code", CODE, "--no-subcodes"]) < count(&["--code", CODE]));
    let (maya, tom) = (count(&["--coder", "maya lindqvist"]), count(&["--coder", "Tom Achebe"]));
    assert!(maya < all && tom < all && maya + tom >= all);
    let source = "Interview GP ID 161 Site 1";
    assert!(count(&["--source", source]) > 0);
    assert!(count(&["--source", source, "--speaker", "GP ID 161"]) > 0);
    assert_eq!(count(&["--source", source, "--speaker", "Nurse ID 158"]), 0);
    // The same asked on one line, and what only a line can ask.
    assert_eq!(
        count(&["--query", "code:Access kind:interview"]),
        count(&["--code", "Access", "--kind", "interview"])
    );
    assert_eq!(count(&["--query", "code=Access"]), count(&["--code", CODE, "--no-subcodes"]));
    let (access, others) = (count(&["--code", CODE]), count(&["--query", "NOT code:Access"]));
    assert_eq!(access + others, all);
    let near = count(&["--query", "code:Access near/1p(NOT code:Access)"]);
    let meets = count(&["--query", "code:Access meets(NOT code:Access)"]);
    assert!(meets <= near && near <= access && near > 0);
    let turns = count(&["--query", "find:turns speaker:\"GP ID 161\" NOT is:coded"]);
    assert!(turns > 0);
    assert!(
        shell
            .fails(&["quotes", "sample.marginalia", "--query", "code:Access near/1x(code:Access)"])
            .contains("near/5w for five words")
    );
    let table = |more: &[&str]| {
        let asked = ["table", "sample.marginalia", "--rows", "kinds"];
        shell.json(&[&asked[..], more].concat())
    };
    assert_ne!(table(&[]), table(&["--query", "code:Access"]));
    for (wrong, sentence) in [
        (["--code", "Nowhere"], "There is no code “Nowhere”"),
        (["--coder", "Nobody"], "Nobody called “Nobody” codes in this project"),
        (["--source", "Nothing"], "There is no source “Nothing”"),
    ] {
        assert_eq!(shell.fails(&[&["quotes", "sample.marginalia"], &wrong[..]].concat()), sentence);
    }
}

#[test]
fn questions_are_kept_under_names() {
    let shell = Shell::with_sample();
    shell.ok(&["saved", "keep", "sample.marginalia", "Access told", "code:Access kind:interview"]);
    let kept = shell.json(&["saved", "list", "sample.marginalia"]);
    assert_eq!(kept[0]["name"], "Access told");
    let asked = ["quotes", "sample.marginalia", "--query"];
    let by_name = shell.json(&[&asked[..], &["saved:\"access told\""]].concat());
    let by_line = shell.json(&[&asked[..], &["code:Access kind:interview"]].concat());
    assert_eq!(by_name, by_line);
    // It goes by keys: another name of the code changes nothing.
    shell.ok(&["codes", "rename", "sample.marginalia", "Access", "Getting in"]);
    let renamed = shell.json(&["saved", "list", "sample.marginalia"]);
    assert_eq!(renamed[0]["question"], "code:\"Getting in\" kind:interview");
    shell.ok(&["saved", "forget", "sample.marginalia", "Access told"]);
    let left = shell.json(&["saved", "list", "sample.marginalia"]);
    assert_eq!(left.as_array().map(Vec::len), Some(0));
    let gone = shell.run(&[&asked[..], &["saved:\"Access told\""]].concat());
    assert!(gone.err.contains("There is no saved question"), "{}", gone.err);
}

#[test]
fn people_read_whole_quotes() {
    let shell = Shell::with_sample();
    let printed = shell.ok(&["quotes", "sample.marginalia", "--code", CODE]);
    let quotes = shell.json(&["quotes", "sample.marginalia", "--code", CODE]);
    for (text, label) in field(&quotes, "text").iter().zip(field(&quotes, "label")) {
        assert!(printed.contains(&format!("{} {label}\n", text.trim_end())), "{text}");
    }
    let last = format!("{} quotes\n", quotes.as_array().map_or(0, Vec::len));
    assert!(printed.ends_with(&last) && !printed.contains('\x1b'));
}

#[test]
fn every_format_holds_every_quote() {
    let shell = Shell::with_sample();
    let quotes = shell.json(&["quotes", "sample.marginalia", "--code", CODE]);
    let texts = field(&quotes, "text");
    for name in ["q.docx", "q.odt", "q.xlsx", "q.csv", "q.md", "q.html", "q.txt"] {
        let said = shell.ok(&["quotes", "sample.marginalia", "--code", CODE, "-o", name]);
        assert_eq!(said, format!("Wrote {} quotes to {name}\n", texts.len()));
        let words = words_of(name, &shell.read(name));
        for text in &texts {
            // Where a quote has several paragraphs, a format may part them as it likes.
            for paragraph in text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
                assert!(words.contains(&plain(paragraph)), "{name}: {paragraph}");
            }
        }
        // What is for everybody names neither sources nor coders.
        let documents = field(&quotes, "document");
        assert!(!documents.iter().any(|document| words.contains(&plain(document))), "{name}");
        assert!(!words.contains("Lindqvist") && !words.contains("Achebe"), "{name}");
        // What is not is written only when it is asked for.
        let asked = ["quotes", "sample.marginalia", "--code", CODE, "--private", "-o", name];
        shell.ok(&asked);
        let words = words_of(name, &shell.read(name));
        assert!(documents.iter().all(|document| words.contains(&plain(document))), "{name}");
        assert!(
            words.contains("Lindqvist") && words.contains("(private)")
                || words.contains("Private:")
        );
    }
    let answer = shell.run(&["quotes", "sample.marginalia", "--private"]);
    assert_eq!(answer.status, Some(2), "private columns are of a file");
    let answer = shell.run(&["quotes", "sample.marginalia", "-o", "no/such/folder/q.csv"]);
    assert_eq!((answer.status, answer.out.as_str()), (Some(1), ""));
    assert!(answer.sentence().contains("folder does not exist"));
}

/// The words of a file as one string, without blanks and markup: what a reader sees, whatever the format.
pub fn words_of(name: &str, bytes: &[u8]) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let words = match name.rsplit('.').next() {
        Some(document @ ("docx" | "odt")) => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
            let mut xml = String::new();
            archive
                .by_name(if document == "odt" { "content.xml" } else { "word/document.xml" })
                .expect("its text")
                .read_to_string(&mut xml)
                .expect("UTF-8");
            without_tags(&xml)
        }
        Some("html") => without_tags(&text(bytes)),
        Some("xlsx") => {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
            let name = book.sheet_names()[0].clone();
            let sheet = book.worksheet_range(&name).expect("a sheet");
            sheet
                .rows()
                .flatten()
                .map(|cell| match cell {
                    Data::String(text) => format!("{text}\n"),
                    other => format!("{other}\n"),
                })
                .collect()
        }
        Some("csv") => text(bytes).replace("\"\"", "\""),
        Some("txt") => text(bytes),
        // Marks of Markdown are escaped by a backslash.
        _ => text(bytes).replace('\\', ""),
    };
    plain(&words)
}

/// Without blanks, which formats lay out as they like.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn without_tags(xml: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'")];
    let words = named.iter().fold(words, |words, (name, sign)| words.replace(name, sign));
    words.replace("&#160;", "\u{a0}").replace("&amp;", "&")
}
