//! Awkward texts come through import, coding, retrieval, search and every export with their words exact.

use std::collections::BTreeSet;

use crate::quotes::{plain, words_of};
use crate::shell::{Shell, field};

/// A source's name and its text as the file has it.
fn documents() -> Vec<(&'static str, String)> {
    vec![
        (
            "emoji",
            "INT: Before.\nGP: A 👍🏽 thumb, 👩‍⚕️ a doctor, 🇬🇧 a flag and then the coded words here. After the end.\n\
             GP: Second line 𝟗 with more coded words.\n"
                .to_owned(),
        ),
        (
            "combining",
            "INT: Name?\nGP: Ade\u{301}ba\u{301}yo\u{323}\u{300} said re\u{301}sume\u{301} and Nguye\u{302}\u{303}n and the coded words here. After.\n"
                .to_owned(),
        ),
        (
            "cjk",
            "INT: 谢谢医生。\nGP: 我听不懂电话里的选项，所以我没有打。 and the coded words here. 한국어 통역\n".to_owned(),
        ),
        (
            "rtl",
            "INT: مرحبا بكم في العيادة\nGP: שלום and the coded words here. After.\n".to_owned(),
        ),
        ("crlf", "INT: one.\r\nGP: two.\r\nGP: three and the coded words here. After.\r\n".to_owned()),
        ("bom", "\u{feff}INT: one.\nGP: two and the coded words here. After.\n".to_owned()),
        ("last", "INT: one.\nGP: two and at the very end the coded words here.\n".to_owned()),
        (
            "tabs nbsp zw",
            "INT:\tone\u{a0}two\u{200b}three\u{202f}four.\nGP: \u{2028}line sep\u{2029}par sep \u{b}VT \u{c}FF \u{85}NEL and the coded words here. After.\n"
                .to_owned(),
        ),
        ("long line", format!("GP: {}and the coded words here. After.\n", "word ".repeat(20_000))),
        (
            "Name with & <angle> \"quotes\" é 名",
            "INT: one.\nGP: two & <b>and</b> \"so\" *on* the coded words here. After.\n".to_owned(),
        ),
    ]
}

const CODES: [&str; 7] = [
    "Access",
    "Access > Positive",
    "Access > Barriers & <limits>",
    "Technology",
    "Technology > Positive",
    "Technology > Access",
    "Théorie — «idée» 理論 🧩",
];
const AMARA: &str = "Amara Okafor";
const ZOE: &str = "Zoë Lindqvist";

/// Passages beside the one that every document has: document, words, code, coder.
const PASSAGES: [(&str, &str, &str, &str); 14] = [
    ("emoji", "more coded words", "Technology > Positive", ZOE),
    ("emoji", "👩‍⚕️ a doctor", "Access > Barriers & <limits>", AMARA),
    ("emoji", "👍🏽", "Technology > Access", AMARA),
    ("combining", "Ade\u{301}ba\u{301}yo\u{323}\u{300}", "Access > Barriers & <limits>", ZOE),
    ("cjk", "所以我没有打", "Théorie — «idée» 理論 🧩", AMARA),
    ("rtl", "مرحبا بكم", "Access", ZOE),
    ("last", "the very end the coded words here.\n", "Technology > Positive", AMARA),
    ("last", "INT: one.\nGP: two", "Access", AMARA),
    ("last", "at the very", "Access > Positive", AMARA),
    ("last", "at the very", "Access > Positive", ZOE),
    ("last", "at the very", "Access > Barriers & <limits>", AMARA),
    ("tabs nbsp zw", "one\u{a0}two\u{200b}three\u{202f}four", "Access", AMARA),
    ("tabs nbsp zw", "line sep\u{2029}par sep", "Access", ZOE),
    ("Name with & <angle> \"quotes\" é 名", "two & <b>and</b> \"so\" *on*", "Access", AMARA),
];

/// A coding as the study should have it, in its stored text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Coding {
    document: String,
    start: usize,
    end: usize,
    words: String,
    code: String,
    coder: String,
}

/// The text as it is stored: the mark dropped, line ends made one.
fn stored(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn codings() -> BTreeSet<Coding> {
    let every = documents().into_iter().map(|(name, text)| {
        coding(name, &text, "the coded words here", "Access > Positive", AMARA)
    });
    let texts = documents();
    let some = PASSAGES.iter().filter_map(|(name, words, code, coder)| {
        let (_, text) = texts.iter().find(|(document, _)| document == name)?;
        Some(coding(name, text, words, code, coder))
    });
    every.chain(some).collect()
}

fn coding(name: &str, text: &str, words: &str, code: &str, coder: &str) -> Coding {
    let text = stored(text);
    let byte = text.find(words).expect("the words");
    let start = text[..byte].chars().count();
    Coding {
        document: name.to_owned(),
        start,
        end: start + words.chars().count(),
        words: words.to_owned(),
        code: code.to_owned(),
        coder: coder.to_owned(),
    }
}

fn study() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", AMARA]);
    for (name, text) in documents() {
        shell.write(&format!("in/{name}.txt"), text);
    }
    let report = shell.json(&["import", "p.marginalia", "in", "--kind", "interview"]);
    assert_eq!(field(&report["imported"], "name").len(), documents().len());
    assert_eq!(report["doubtful"], serde_json::json!([]));
    shell.write("codes.csv", format!("path\n{}\n", CODES.join("\n")));
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = "document,start,end,code,coder\n".to_owned();
    for Coding { document, start, end, code, coder, .. } in codings() {
        table += &format!("{},{start},{end},{},{coder}\n", quoted(&document), quoted(&code));
    }
    shell.write("codings.csv", table);
    let report = shell.json(&["codings", "import", "p.marginalia", "codings.csv"]);
    assert_eq!(report["added"], codings().len());
    shell
}

#[test]
fn texts_are_stored_exactly() {
    let shell = study();
    for (name, text) in documents() {
        let shown = shell.json(&["sources", "show", "p.marginalia", name, "--text"]);
        assert!(shown["text"].as_str() == Some(&*stored(&text)), "{name}");
        assert_eq!(shown["characters"], stored(&text).chars().count());
        let printed = shell.ok(&["sources", "show", "p.marginalia", name, "--text"]);
        assert!(printed == stored(&text), "{name}");
    }
    assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n");
}

#[test]
fn quotes_have_their_words_codes_and_coders() {
    let shell = study();
    let quotes = shell.json(&["quotes", "p.marginalia"]);
    let expected = codings();
    let mut places = BTreeSet::new();
    for quote in quotes.as_array().expect("a list") {
        let text = |name: &str| quote[name].as_str().expect("a text").to_owned();
        let place = (text("document"), quote["start"].as_u64(), quote["end"].as_u64());
        let here: Vec<&Coding> = expected
            .iter()
            .filter(|c| {
                (&c.document, Some(c.start as u64), Some(c.end as u64))
                    == (&place.0, place.1, place.2)
            })
            .collect();
        assert!(!here.is_empty(), "{place:?}");
        assert!(here.iter().all(|coding| coding.words == text("text")), "{place:?}");
        let set = |name: &str| field_set(&quote[name]);
        assert_eq!(set("codes"), here.iter().map(|coding| coding.code.clone()).collect());
        assert_eq!(set("coders"), here.iter().map(|coding| coding.coder.clone()).collect());
        places.insert(place);
    }
    let wanted: BTreeSet<_> = expected
        .iter()
        .map(|c| (c.document.clone(), Some(c.start as u64), Some(c.end as u64)))
        .collect();
    assert_eq!(places, wanted);
    for code in CODES {
        let alone = shell.json(&["quotes", "p.marginalia", "--code", code, "--no-subcodes"]);
        let words: BTreeSet<String> = field(&alone, "text").into_iter().collect();
        let wanted = expected.iter().filter(|coding| coding.code == code);
        assert_eq!(words, wanted.map(|coding| coding.words.clone()).collect(), "{code}");
    }
}

fn field_set(list: &serde_json::Value) -> BTreeSet<String> {
    let items = list.as_array().expect("a list").iter();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

#[test]
fn codings_come_back_from_their_own_export() {
    let shell = study();
    shell.ok(&["codings", "export", "p.marginalia", "again.csv"]);
    let rows = csv::Reader::from_path(shell.path("again.csv")).expect("a table");
    let rows: BTreeSet<(String, usize, usize, String, String)> =
        rows.into_deserialize().collect::<Result<_, _>>().expect("rows");
    let wanted: BTreeSet<_> =
        codings().into_iter().map(|c| (c.document, c.start, c.end, c.code, c.coder)).collect();
    assert_eq!(rows, wanted);
    let report = shell.json(&["codings", "import", "p.marginalia", "again.csv"]);
    assert_eq!((&report["added"], &report["already_there"]), (&0.into(), &wanted.len().into()));
}

#[test]
fn every_export_has_the_words() {
    let shell = study();
    for name in ["q.docx", "q.xlsx", "q.csv", "q.md", "q.html"] {
        shell.ok(&["quotes", "p.marginalia", "-o", name]);
        let words = words_of(name, &shell.read(name));
        for coding in codings() {
            for paragraph in coding.words.lines() {
                // In print, who speaks is told by the house style and not by the marker of the text.
                let is_table = name.ends_with("xlsx") || name.ends_with("csv");
                let said = paragraph.split_once(": ").filter(|(who, _)| !is_table && who.len() < 9);
                let paragraph = said.map_or(paragraph, |(_, said)| said);
                assert!(words.contains(&plain(paragraph)), "{name}: {paragraph:?}");
            }
        }
    }
}

#[test]
fn a_search_finds_words_in_every_script() {
    let shell = study();
    let found = |query: &str| -> BTreeSet<String> {
        let hits = shell.json(&["search", "p.marginalia", query, "--limit", "1000"]);
        field(&hits, "document").into_iter().collect()
    };
    let all: BTreeSet<String> = documents().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(found("\"the coded words here\""), all);
    for (query, document) in [
        ("所以我没有打", "cjk"),
        ("통역", "cjk"),
        ("שלום", "rtl"),
        ("العيادة", "rtl"),
        ("Adébáyọ̀", "combining"),
        ("Nguyen", "combining"),
        ("doct*", "emoji"),
        ("NEL", "tabs nbsp zw"),
    ] {
        assert!(found(query).contains(document), "{query}");
    }
}
