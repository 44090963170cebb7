//! What other programs write, and what is broken.

use std::fs;
use std::path::Path;

use marginalia::domain::Colour;
use marginalia::import::codebook::{Codebook, read};

use crate::paths;

/// A sample of another program's.
fn sample(name: &str) -> Codebook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/codebooks").join(name);
    read(name, &fs::read(path).expect("a sample")).expect(name)
}

fn colours(book: &Codebook) -> Vec<String> {
    let word = |colour: Option<Colour>| colour.map_or_else(|| "-".to_owned(), |c| c.to_string());
    book.codes.iter().map(|code| word(code.colour)).collect()
}

#[test]
fn codebooks_of_other_programs_are_read() {
    let atlas = sample("atlasti-0-4.qdc");
    assert_eq!(paths(&atlas), ["Access", "Access::waiting"]);
    assert_eq!(colours(&atlas), ["#e81123", "-"]);
    assert_eq!(atlas.codes[0].definition.as_deref(), Some("Getting in."));
    assert_eq!(atlas.codes[1].key.map(|key| key.to_string()).unwrap_or_default().len(), 36);
    assert_eq!((atlas.sets[0].name.as_str(), &atlas.sets[0].codes), ("Doors", &vec![0]));
    for said in
        ["1 name holds “::”", "1 member of a set is not", "Not read: 1 element “Set/Description”"]
    {
        assert!(atlas.warnings.iter().any(|warning| warning.contains(said)), "{atlas:?}");
    }

    let taguette = sample("taguette.qdc");
    assert_eq!(paths(&taguette), ["interesting", "people.staff"]);
    assert!(taguette.warnings.is_empty() && taguette.sets.is_empty());

    let qualcoder = sample("qualcoder.qdc");
    assert_eq!(paths(&qualcoder), ["Zugänge", "Zugänge > Wartezeit"]);
    assert_eq!(colours(&qualcoder), ["-", "#999999"]);
    assert_eq!(qualcoder.codes[0].definition.as_deref(), Some("Über Türen\nund Wege"));
    assert_eq!(qualcoder.codes[0].is_applicable, Some(false));
    assert!(qualcoder.warnings.is_empty(), "{:?}", qualcoder.warnings);

    let nvivo = sample("nvivo.qdc");
    assert_eq!(paths(&nvivo), ["Access", "Access > Time", "Time"]);
    assert_eq!(
        nvivo.warnings,
        ["All codes stood below “Nodes”, which only holds them; it was left out."]
    );

    let maxqda = sample("maxqda-0-4.qdc");
    assert_eq!(paths(&maxqda), ["Access", "Access > Time", "Trust"]);
    assert_eq!(colours(&maxqda), ["#3366cc", "#3366cc", "-"]);
    assert_eq!(
        maxqda.warnings,
        ["Colours that are not written as #rrggbb: “#FF3366CC” of “Access” (#3366cc), \
          “rgb(51, 102, 204)” of “Time” (#3366cc), “sky” of “Trust” (left out)."]
    );

    let open = sample("openqda.qdc");
    assert_eq!(
        paths(&open),
        [
            "R&D und Übergänge",
            "R&D und Übergänge > Doppelt",
            "Doppelt",
            "Doppelt (2)",
            "Without a name"
        ]
    );
    assert_eq!(open.codes[0].definition.as_deref(), Some("Von A nach B & zurück"));
    assert_eq!((open.codes[1].key, &open.sets[0].codes), (None, &vec![0]));
    for said in [
        "Mended 4 ampersands",
        "bears the same id",
        "“Doppelt (2)”",
        "1 code has no name",
        "is no GUID",
        "“NoteRef”",
    ] {
        assert!(open.warnings.iter().any(|warning| warning.contains(said)), "{said} {open:?}");
    }
}

#[test]
fn what_is_broken_is_refused_with_a_sentence() {
    let deep = "<CodeBook>".to_owned() + &"<Code name='a'>".repeat(600);
    let many = "<CodeBook>".to_owned() + &"<Code name='a'/>".repeat(20_002) + "</CodeBook>";
    let long = format!("<CodeBook><Code name='{}'/></CodeBook>", "a".repeat(4001));
    for (name, bytes, said) in [
        ("x.qdc", "<CodeBook><Codes/><Sets/></CodeBook>", "it holds no codes"),
        ("x.qdc", "<CodeBook><Codes><Code name='a'", "its XML is malformed or breaks off"),
        ("x.qdc", "<CodeBook><Codes><Code name='a'></Codes></CodeBook>", "its XML is malformed"),
        ("x.qdc", "<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook><Code name='&a;'/></CodeBook>", "DTD"),
        ("x.qdc", "<CodeBook>&#0;<Code name='a'/></CodeBook>", "its XML is malformed"),
        ("x.qdc", "<html><body/></html>", "it is no REFI-QDA codebook"),
        ("x.qdc", "Access\n\tTime\n", "it is no REFI-QDA codebook"),
        ("x.qdc", "", "it is no REFI-QDA codebook"),
        ("x.qdc", "PK\u{3}\u{4}\0\0\0\0\0\0", "this is no text"),
        ("x.qdc", &deep, "nested deeper"),
        ("x.qdc", &many, "it holds more than 20,000 codes"),
        ("x.qdc", &long, "longer than 4000 bytes"),
        ("x.txt", "\n \n", "it holds no codes"),
        ("x.txt", "A\nA\n", "line 2: the code “A” stands further up already"),
        ("x.txt", &"a".repeat(5000), "line 1: the path that begins with"),
        ("x.csv", "path\n", "it holds no codes"),
        ("x.csv", "path,applicable\nA,maybe\n", "line 2: “maybe” is no answer"),
        ("x.xlsx", "no workbook", "it is not an Excel workbook"),
        ("x.doc", "A\n", "codes can be read from .csv"),
        ("codes", "A\n", "codes can be read from .csv"),
    ] {
        let error = read(name, bytes.as_bytes()).expect_err(said).to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn thousands_of_one_name_take_no_longer_than_others() {
    let codes = "<Code name='a'/>".repeat(20_000);
    let xml = format!("<CodeBook><Codes>{codes}</Codes></CodeBook>");
    let book = read("x.qdc", xml.as_bytes()).expect("a codebook");
    assert_eq!((book.codes.len(), book.codes[19_999].path[0].as_str()), (20_000, "a (20000)"));
    assert!(read("x.qdc", format!("<CodeBook>{}", "&".repeat(200_000)).as_bytes()).is_err());
}

#[test]
fn entities_and_stray_signs_are_read_as_words() {
    let xml = "<CodeBook><Codes><Code name='a &lt; b &#x1F600; &quot;c&quot;'>\
               <Description><![CDATA[x & y <z>]]> &amp; &eacute;</Description></Code></Codes></CodeBook>";
    let book = read("x.qdc", xml.as_bytes()).expect("a codebook");
    assert_eq!(paths(&book), ["a < b 😀 \"c\""]);
    assert_eq!(book.codes[0].definition.as_deref(), Some("x & y <z> & é"));
}
