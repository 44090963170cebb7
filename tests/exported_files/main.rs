//! Exported files read back by other programs' readers: what goes in as words must come out as the same words, and what is
//! private does not come out at all.

mod documents;
mod importers;
mod libre_office;
mod markdown;
mod on_disk;
mod outputs;
mod private;
mod tables;
mod team_documents;

use std::io::{Cursor, Read};

use marginalia::analysis::labels::{Audience, Printed, PrintedAs, plain_text};
use marginalia::domain::{Private, SourceKind};
use marginalia::export::{
    Context, Format, PrintedQuote, PrivateLine, QuoteReport, QuoteSection, quotes,
};
use proptest::prelude::*;

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

/// Characters that no format made of XML can hold.
const UNHOLDABLE: &str = "a\u{1}b\u{c}c\u{1b}[31m d\u{fffe}e\u{ffff}";

fn quote(text: &str) -> PrintedQuote {
    PrintedQuote {
        codes: vec!["Access > Waiting".to_owned(), "Trust".to_owned()],
        private: Some(PrivateLine {
            source: DOCUMENT.to_owned(),
            file: "Miller, final.docx".to_owned(),
            start: 7,
            end: 7 + text.chars().count() as u32,
            speakers: vec!["GP ID 161".to_owned()],
            names: vec![Private::new("Ann Miller")],
            coders: vec!["Amara Okafor".to_owned(), "Zoë Lindqvist".to_owned()],
            comment: "come back to this".to_owned(),
        }),
        ..PrintedQuote::new(SourceKind::Interview, text, LABEL)
    }
}

fn report(texts: &[impl AsRef<str>]) -> QuoteReport {
    let section = |path: &[&str], quotes| QuoteSection {
        path: path.iter().map(|&name| name.to_owned()).collect(),
        text: String::new(),
        quotes,
    };
    let quotes = texts.iter().map(|text| quote(text.as_ref())).collect();
    QuoteReport {
        title: "Quotes".to_owned(),
        notes: vec!["“Access” with its sub-codes".to_owned()],
        made: "22 November 2026".to_owned(),
        sections: vec![section(&["Access"], Vec::new()), section(&["Access", "Waiting"], quotes)],
        ..QuoteReport::default()
    }
}

/// A report in the user's order, without headings: each extract is of pieces with a look of their own, its label on its own
/// line, with context and codes.
fn set_report(extracts: &[Vec<Printed>]) -> QuoteReport {
    let quotes = extracts.iter().map(|pieces| PrintedQuote {
        pieces: pieces.clone(),
        words: plain_text(pieces),
        context: Some(Context { before: "INT: And then?".to_owned(), after: "I see.".to_owned() }),
        ..quote("")
    });
    QuoteReport {
        prints_codes: true,
        sections: vec![QuoteSection { quotes: quotes.collect(), ..QuoteSection::default() }],
        ..report(&[""; 0])
    }
}

/// What a set report says, word by word.
fn words_of(report: &QuoteReport) -> Vec<String> {
    let mut said = vec![report.title.clone()];
    said.extend(report.notes.iter().cloned());
    said.push(format!("Made {}", report.made));
    for quote in report.sections.iter().flat_map(|section| &section.quotes) {
        let context = quote.context.clone().unwrap_or_default();
        let codes = format!("Codes: {}", quote.codes.join("; "));
        said.extend([context.before, plain_text(&quote.pieces), context.after, codes]);
    }
    words(&legal(&said.join("\n")))
}

/// Words parted by blanks.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
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

/// A part of a package.
fn part(package: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut part = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut part).expect("UTF-8");
    part
}

/// All that a file holds: its bytes, or what stands in the parts of a package.
fn content(bytes: &[u8]) -> String {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return String::from_utf8(bytes.to_vec()).expect("UTF-8");
    };
    let mut content = String::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part");
        content.push_str(&format!("\n{}\n", part.name().expect("UTF-8")));
        part.read_to_string(&mut content).expect("UTF-8");
    }
    content
}

/// Texts in their stored form: anything but NUL and CR.
fn stored_text() -> impl Strategy<Value = String> {
    let wild = prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter);
    let marked = "[ -~\\t\\n]{0,60}";
    let pieces =
        prop::collection::vec(prop::sample::select(HOSTILE), 0..4).prop_map(|t| t.concat());
    prop_oneof![wild, marked, pieces].prop_map(|text| text.replace(['\0', '\r'], ""))
}

/// Pieces as a house style makes them, or as no style ever would.
fn stored_pieces() -> impl Strategy<Value = Vec<Printed>> {
    let piece = (stored_text(), any::<[bool; 2]>(), 0..7usize).prop_map(|(text, look, what)| {
        use PrintedAs::{Cut, Emphasis, Insertion, Mark, Speaker, Stop, Words};

        let what = [Words, Emphasis, Cut, Insertion, Speaker, Mark, Stop][what];
        Printed { what, text, italic: look[0], bold: look[1] }
    });
    let label =
        |what, text: &str| Printed { what, text: text.to_owned(), italic: true, bold: false };
    (prop::collection::vec(piece, 0..6), any::<bool>()).prop_map(move |(mut pieces, own_line)| {
        pieces.push(match own_line {
            true => label(PrintedAs::Break, "\n"),
            false => label(PrintedAs::Blank, " "),
        });
        pieces.push(label(PrintedAs::Label, LABEL));
        pieces
    })
}

#[test]
fn an_empty_report_is_a_file_too() {
    for format in Format::ALL {
        for audience in [Audience::Public, Audience::Team] {
            let report = QuoteReport { audience, ..QuoteReport::default() };
            assert!(quotes(format, &report).is_ok(), "{format:?}");
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in Format::ALL {
        let first = written(format, HOSTILE);
        // A clock would show.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert!(first == written(format, HOSTILE), "{format:?}");
    }
}

#[test]
fn properties_name_the_program_and_nobody() {
    let program = concat!("Marginalia ", env!("CARGO_PKG_VERSION"));
    for (format, name, expected) in [
        (Format::Docx, "docProps/app.xml", format!("<Application>{program}</Application>")),
        (Format::Odt, "meta.xml", format!("<meta:generator>{program}</meta:generator>")),
        (Format::Xlsx, "docProps/core.xml", format!("<dc:creator>{program}</dc:creator>")),
    ] {
        let properties = part(&written(format, &["We wait."]), name);
        assert!(properties.contains(&expected), "{properties}");
    }
    let html = content(&written(Format::Html, &["We wait."]));
    assert!(html.contains(&format!("<meta name=\"generator\" content=\"{program}\">")), "{html}");
    let user = std::env::var("USER").unwrap_or_default();
    for format in Format::ALL {
        let content = content(&written(format, &["We wait."]));
        assert!(!content.contains("/home/") && !content.contains("C:\\"), "{format:?}");
        assert!(user.len() < 5 || !content.contains(&user), "{format:?}");
    }
}

#[test]
fn a_hundred_thousand_characters_are_no_more_than_many() {
    let long = "a wörd 👩‍⚕️ ".chars().cycle().take(100_000).collect::<String>();
    for format in Format::ALL {
        let content = content(&written(format, &[long.as_str()]));
        // A cell of Excel ends where it is full, be that within a word.
        let cut = if format == Format::Xlsx { 4 } else { 0 };
        let found = content.matches("wörd").count();
        assert!(found + cut >= long.matches("wörd").count(), "{format:?}: {found}");
    }
}
