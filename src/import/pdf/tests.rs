//! What the pages of a PDF become, and which files are refused.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;
use crate::domain::MarkupKind;

/// Made with LibreOffice 7.4 (from a flat ODT), Chromium, and ReportLab with pikepdf (AES-256, RC4 with 128 bits).
const LIBREOFFICE: &[u8] = include_bytes!("../../../tests/files/pdf/libreoffice.pdf");
const CHROMIUM: &[u8] = include_bytes!("../../../tests/files/pdf/chromium.pdf");
const ENCRYPTED: &[u8] = include_bytes!("../../../tests/files/pdf/encrypted.pdf");
const ENCRYPTED_RC4: &[u8] = include_bytes!("../../../tests/files/pdf/encrypted-rc4.pdf");
const PROTECTED: &[u8] = include_bytes!("../../../tests/files/pdf/protected.pdf");

/// What every small file has: a catalog, its pages, and two fonts. Pages are objects from 10 on.
fn pdf(pages: &str, objects: &[(u32, &str)]) -> Vec<u8> {
    let mut file = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/PageLabels 9 0 R>>endobj\n\
         2 0 obj<</Type/Pages/MediaBox[0 0 600 800]/Resources 3 0 R/Kids[{pages}]>>endobj\n\
         3 0 obj<</Font<</F 4 0 R/B 5 0 R>>/XObject<</X 8 0 R>>>>endobj\n\
         4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Times-BoldItalic>>endobj\n"
    );
    for (number, object) in objects {
        file.push_str(&format!("{number} 0 obj{object}endobj\n"));
    }
    file.push_str("trailer<</Root 1 0 R>>");
    file.into_bytes()
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{data}\nendstream ", data.len())
}

/// A file of one page with this content; `more` are entries of the page.
fn page(content: &str, more: &str, objects: &[(u32, &str)]) -> Vec<u8> {
    let (page, content) = (format!("<</Type/Page/Contents 11 0 R{more}>>"), stream("", content));
    let all: Vec<(u32, &str)> =
        [(10, page.as_str()), (11, &content)].into_iter().chain(objects.iter().copied()).collect();
    pdf("10 0 R", &all)
}

fn words(bytes: &[u8]) -> Words {
    read(bytes).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn text(bytes: &[u8]) -> String {
    words(bytes).text
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes).err().expect("a refusal")
}

/// The words that are marked, with what as.
fn marked(words: &Words) -> Vec<(String, &MarkupKind)> {
    let of = |span: crate::domain::Span| {
        words.text.chars().skip(span.start as usize).take(span.len() as usize).collect()
    };
    words.markup.iter().map(|mark| (of(mark.span), &mark.kind)).collect()
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("no disk");
    encoder.finish().expect("no disk")
}

#[test]
fn a_document_of_libreoffice() {
    let words = words(LIBREOFFICE);
    let expected = "Running head of the study\n\nFieldnote of a board meeting\n\nWho was there\n\n\
        The chair opened the meeting and said that the “co-commissioning” question was, in her words,\n\
        rather delicate; nobody disagreed1 with that. GP ID 161 found the offer efficient, the finance officer\n\
        did not: “It’s Großzügigkeit, naïve façade and all”, he said, “25 % of £1.5m – or so…”.\n\n\
        GP ID 6:\tSo that is what we were told in the first place.\n\nQ:\tBy whom?\n\n\
        Name\tRole\tYears\nGP ID 161\tPartner\t12\n\nTwo columns\n\n\
        The first of the columns begins here and goes on\nfor some lines, so that there is enough of it to be\n\
        seen as prose by whoever reads it. It is about the\nfirst meeting of the board, which was short, and\n\
        about the second, which was not.\n\n\
        Another paragraph follows it and says that the\ncolumns are read one after the other, never line\n\
        by line across the gap between them, because\nnobody would understand a word of that.\n\n\
        And a last one, which stands in the second\ncolumn, tells that the board adjourned, that the\n\
        chair thanked everybody, and that the minutes\nwould be sent round in a week or two, which\n\
        they were not.\n\nBehind the columns comes one more paragraph.\n\n\
        1 They had disagreed in the meeting before, as the minutes show.\nPage 1";
    assert_eq!(words.text, expected);
    assert_eq!(words.doubts, [""; 0]);
    let marked = marked(&words);
    for (of, kind) in [
        ("Fieldnote of a board meeting", MarkupKind::Heading(1)),
        ("Two columns", MarkupKind::Heading(2)),
        ("GP ID 161", MarkupKind::Bold),
        ("Q:", MarkupKind::Bold),
        (expected, MarkupKind::Page("1".into())),
    ] {
        assert!(marked.contains(&(of.to_owned(), &kind)), "{of}: {kind:?}");
    }
}

#[test]
fn a_page_that_a_browser_printed() {
    let words = words(CHROMIUM);
    let expected = "A printed web page\n\n\
        INT: So how did it go in Łódź, and was it “efficient”? This line is long enough to be wrapped by the browser at\n\
        least once, so that a line end stands where no paragraph ends.\n\n\
        GP: We waffled on2; the first office was fjord-cold.\n\n\
        مرحبا بالعالم، هذا نص عربي رقم 123 (بين قوسين).\n\n\
        What do you think of the group, now that it has been\nrunning for a year or so?\n\n\
        We trust them because they know the patients, and\nbecause nobody else does; that is how it has always\n\
        been here.\n\n\
        And what would you change if you could, in the first\nplace, or in the second?\n\n\
        The meetings, which are long, and the papers, which\nare longer. Nobody reads them, and nobody says that\n\
        they do not read them.";
    assert_eq!(words.text, expected);
    assert_eq!(marked(&words)[1], ("A printed web page".to_owned(), &MarkupKind::Heading(1)));
}

#[test]
fn encrypted_files_open_without_a_password_or_not() {
    for bytes in [ENCRYPTED, ENCRYPTED_RC4] {
        assert_eq!(text(bytes), "Only printing was forbidden: café, “quoted”.\n\nBold words");
    }
    assert_eq!(refusal(PROTECTED), Refusal::Protected);
}

#[test]
fn every_way_to_show_text() {
    let content = "BT /F 10 Tf 12 TL 50 700 Td (one) Tj T* [(t) 20 (wo) -600 (three)] TJ (four) ' 1 2 (five) \"\n\
        1 0 0 1 50 600 Tm <736978> Tj /B 10 Tf ( seven) Tj ET\n\
        BI /W 1 /H 1 ID \x01(no) Tj\x02 EI q 2 0 0 2 0 0 cm BT /F 5 Tf 25 290 Td (eight) Tj ET Q";
    let words = words(&page(content, "", &[]));
    assert_eq!(words.text, "one\ntwo three\nfour\nfive\n\nsix seven\n\neight");
    assert_eq!(
        marked(&words)[1..],
        [("seven".to_owned(), &MarkupKind::Bold), ("seven".to_owned(), &MarkupKind::Italic)]
    );
}

#[test]
fn pages_that_lie_on_their_side_are_read_upright() {
    let content = "BT /F 10 Tf 0 1 -1 0 100 100 Tm (turned) Tj 0 1 -1 0 112 100 Tm (lines) Tj ET";
    assert_eq!(text(&page(content, "/Rotate 90", &[])), "turned\nlines");
    assert_eq!(
        text(&page(content, "", &[])),
        "turned\nlines",
        "set on its side by whoever made it"
    );
    let both =
        format!("{content} BT /F 10 Tf 50 50 Td (upright) Tj 700 0 Td (beyond the edge) Tj ET");
    assert_eq!(text(&page(&both, "", &[])), "upright\n\nturned\nlines");
}

#[test]
fn forms_and_fields_are_read() {
    let form = stream(
        "/Type/XObject/Subtype/Form/Matrix[1 0 0 1 50 0]/BBox[0 0 99 99]",
        "BT /F 10 Tf 0 600 Td (form) Tj ET /X Do",
    );
    let field = stream("/BBox[0 0 100 20]", "BT /F 10 Tf 2 5 Td (filled in) Tj ET");
    let content = "BT /F 10 Tf 50 700 Td (page) Tj ET /X Do";
    let more = "/Annots[<</Subtype/Widget/Rect[50 500 150 520]/AP<</N<</On 13 0 R>>>>/AS/On>>\
        <</Subtype/Widget/F 2/Rect[0 0 9 9]/AP<</N 13 0 R>>>>]";
    let file = page(content, more, &[(8, &form), (13, &field)]);
    // The resources of a field are its own.
    assert_eq!(text(&file), "page\n\nform");
    let field = field.replace("/BBox", "/Resources 3 0 R/BBox");
    assert_eq!(
        text(&page(content, more, &[(8, &form), (13, &field)])),
        "page\n\nform\n\nfilled in"
    );
}

#[test]
fn notes_stand_beside_their_words() {
    let content = "BT /F 10 Tf 50 700 Td (We trust them) Tj ET";
    let more = "/Annots[<</Subtype/Highlight/T(Ann)/Contents(Really?)/QuadPoints[68 710 88 710 68 698 88 698]>>\
        <</Subtype/Highlight/T(Bo)/Contents(Yes.)/QuadPoints[68 710 88 710 68 698 88 698]>>\
        <</Subtype/Text/Contents<feff0054006f0070>/Rect[0 0 9 9]>><</Subtype/Link/Contents(no)>>]";
    let words = words(&page(content, more, &[]));
    let notes: Vec<(u32, u32, &str, &str)> = words
        .comments
        .iter()
        .map(|n| (n.span.start, n.span.end, &*n.author, n.words.as_str()))
        .collect();
    assert_eq!(notes[1..], [(3, 8, "Ann", "Really?"), (3, 8, "Bo", "Yes.")]);
    assert_eq!((notes[0].0, notes[0].1), (0, 0));
}

#[test]
fn texts_that_stand_for_others() {
    let content = "BT /F 10 Tf 50 700 Td /Span<</ActualText(office)>>BDC (o) Tj (xx) Tj EMC ( hours) Tj ET \
        /P BMC /Span/Q BDC BT /F 10 Tf 50 688 Td (no) Tj ET EMC EMC EMC";
    assert_eq!(text(&page(content, "", &[])), "office hours\nno");
}

#[test]
fn what_the_fonts_do_not_tell_is_marked() {
    let font =
        "<</Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<<>>]/ToUnicode 13 0 R>>";
    let map = stream("", "2 beginbfchar <0001> <0041> <0002> <00620063> endbfchar");
    let content = "BT /G 10 Tf 50 700 Td <000100020003> Tj ET";
    let resources = format!("/Resources<</Font<</G {font}>>>>");
    let known = words(&page(content, &resources, &[(13, &map)]));
    assert_eq!(known.text, "Abc\u{fffd}");
    assert!(known.doubts[0].starts_with("In 1 place the file does not tell"), "{:?}", known.doubts);
    let unknown = refusal(&page(content, &resources, &[]));
    assert!(unknown.to_string().contains("which letters they show"), "{unknown}");
}

#[test]
fn pages_have_labels_and_may_be_empty() {
    let content = stream("", "BT /F 10 Tf 50 700 Td (words) Tj ET");
    let file = pdf(
        "10 0 R 12 0 R 10 0 R 13 0 R",
        &[
            (9, "<</Nums[0<</S/r>>2<</S/D>>]>>"),
            (10, "<</Contents 11 0 R>>"),
            (11, &content),
            (12, "<</Contents 99 0 R>>"),
            (13, "<</Type/Page>>"),
        ],
    );
    let words = words(&file);
    assert_eq!(marked(&words), [("words".to_owned(), &MarkupKind::Page("i".into()))]);
    assert_eq!(
        words.doubts,
        [
            "Page 2 is damaged and may lack words; compare with the file.",
            "Page 3 holds no text; it may be a picture."
        ]
    );
    let empty = refusal(&page("", "", &[]));
    let expected =
        "it holds pictures of pages and no text; run it through text recognition (OCR) first";
    assert_eq!(empty.to_string(), expected);
}

#[test]
fn files_that_are_no_pdf_or_damaged() {
    assert_eq!(refusal(b""), Refusal::Empty);
    for (bytes, reason) in [
        (b"only words".as_slice(), "it does not begin as one"),
        (b"%PDF-1.7\n", "no pages were found in it"),
        (&LIBREOFFICE[..9000], "no pages were found in it"),
    ] {
        assert!(refusal(bytes).to_string().contains(reason), "{}", refusal(bytes));
    }
    let cut = words(&LIBREOFFICE[..LIBREOFFICE.len() - 200]);
    assert!(cut.text.starts_with("Running head"));
    assert!(cut.doubts[0].starts_with("The file is damaged"), "{:?}", cut.doubts);
}

#[test]
fn bombs_are_left_alone() {
    let bomb = deflated(&b"                ".repeat(5 << 20));
    let mut file = pdf("10 0 R", &[(10, "<</Contents 11 0 R>>")]);
    writeln!(file, "11 0 obj<</Filter/FlateDecode/Length {}>>stream", bomb.len()).expect("no disk");
    file.extend(bomb);
    file.extend(b"\nendstream endobj");
    assert_eq!(refusal(&file), Refusal::Bomb(48));
}

#[test]
fn what_takes_too_long_ends() {
    // Forms that use each other ten times, twelve deep.
    let forms: Vec<(u32, String)> = (20..32)
        .map(|number| {
            let more = format!("/Subtype/Form/Resources<</XObject<</X {} 0 R>>>>", number + 1);
            (number, stream(&more, &"/X Do ".repeat(10)))
        })
        .collect();
    let objects: Vec<(u32, &str)> =
        forms.iter().map(|(number, form)| (*number, form.as_str())).collect();
    let file = page(
        "/X Do BT /F 10 Tf 50 700 Td (words) Tj ET",
        "/Resources<</XObject<</X 20 0 R>>>>",
        &objects,
    );
    let start = Instant::now();
    let refused = read_within(&file, Duration::from_millis(300)).err().expect("a refusal");
    assert!(refused.to_string().contains("takes too long"), "{refused}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn hostile_files_stay_small_and_quick() {
    let start = Instant::now();
    let deep = "q ".repeat(300_000) + &"/A BMC ".repeat(300_000) + &"[".repeat(300_000);
    assert!(read(page(&deep, "", &[]).as_slice()).is_err());
    for part in [
        "1 0 obj<</A(",
        "trailer<</A(",
        "1 0 obj<<>>stream\n",
        "9 0 obj[",
        "stream\n",
        "endstream ",
    ] {
        assert!(
            read(("%PDF-1.7".to_owned() + &part.repeat(200_000)).as_bytes()).is_err(),
            "{part}"
        );
    }
    let content = format!(
        "BT /F 1 Tf 10 700 Td {} ET",
        "1 0 0 1 10 700 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ".repeat(9000)
    );
    let crowded = words(&page(&content, "", &[]));
    assert!(
        crowded.doubts.iter().any(|doubt| doubt.contains("more text than a page can")),
        "{:?}",
        crowded.doubts
    );
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn right_to_left_script_is_read_the_other_way() {
    let map = stream(
        "",
        "1 beginbfrange <61> <65> <05d0> endbfrange 3 beginbfchar <31> <0031> <32> <0032> <20> <0020> endbfchar \
         2 beginbfchar <2e> <002e> <41> <0041> endbfchar",
    );
    let widths = "600 ".repeat(256);
    let font =
        format!("<</Subtype/TrueType/BaseFont/X/FirstChar 0/Widths[{widths}]/ToUnicode 13 0 R>>");
    let resources = format!("/Resources<</Font<</F {font}>>>>");
    let read = |shown: &str| {
        text(&page(&format!("BT /F 10 Tf 50 700 Td ({shown}) Tj ET"), &resources, &[(13, &map)]))
    };
    assert_eq!(read("cba"), "\u{5d0}\u{5d1}\u{5d2}");
    assert_eq!(read(".dc 12 ba"), "\u{5d0}\u{5d1} 12 \u{5d2}\u{5d3}.");
    assert_eq!(read("A ba dc A"), "A \u{5d2}\u{5d3} \u{5d0}\u{5d1} A");
    assert_eq!(read("A ba 12 dc A"), "A \u{5d2}\u{5d3} 12 \u{5d0}\u{5d1} A");
}

#[test]
fn accents_join_their_letters() {
    // As TeX's old fonts set them: the accent first, then the letter under it.
    let font = "<</Subtype/Type1/BaseFont/CMR10/FirstChar 97/LastChar 117/Widths[500 500 500 500 500 500 500 500 500 500 \
        500 500 500 500 500 500 500 500 500 500 500]/Encoding<</Differences[98/dieresis 99/fi 100/dotlessi/acute]>>>>";
    let content = "BT /F 10 Tf 50 700 Td [(b) 500 (abb) 500 (u) -400 (ce) 480 (d) 100 (e)] TJ ET";
    let resources = format!("/Resources<</Font<</F {font}>>>>");
    assert_eq!(text(&page(content, &resources, &[])), "ä¨ü fií´");
}

#[test]
fn paragraphs_and_headings_are_known_by_their_measures() {
    let mut content =
        "BT /F 18 Tf 50 750 Td (A title on) Tj 0 -22 Td (two lines) Tj /F 10 Tf 0 -20 Td"
            .to_owned();
    for line in 0..30 {
        let down = if line % 6 == 5 { 18 } else { 12 };
        content.push_str(&format!("(body text that goes on) Tj 0 -{down} Td "));
    }
    content.push_str("/F 13 Tf (Section) Tj 0 -16 Td (12) Tj ET");
    let words = words(&page(&content, "", &[]));
    let body = vec![["body text that goes on"; 6].join("\n"); 5].join("\n\n");
    assert_eq!(words.text, format!("A title on\ntwo lines\n\n{body}\n\nSection\n\n12"));
    let headings: Vec<_> = marked(&words)
        .into_iter()
        .filter(|(_, kind)| matches!(kind, MarkupKind::Heading(_)))
        .collect();
    assert_eq!(
        headings,
        [
            ("A title on\ntwo lines".to_owned(), &MarkupKind::Heading(1)),
            ("Section".to_owned(), &MarkupKind::Heading(2))
        ]
    );
}

#[test]
fn pages_are_listed() {
    assert_eq!(listed(&[3]), "Page 3");
    assert_eq!(listed(&[3, 7]), "Pages 3 and 7");
    assert_eq!(listed(&[1, 3, 4, 6, 7, 8, 12]), "Pages 1, 3, 4, 6 to 8 and 12");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bytes of a sound file turned, taken out, or put in; whatever comes of it, its marks lie in its text.
    #[test]
    fn no_file_panics(
        which in 0usize..4,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..3), 1..40),
    ) {
        let small = page("BT /F 10 Tf 50 700 Td (We trust) Tj 0 -12 TD [(th) -50 (em)] TJ ET /X Do", "/Rotate 90", &[]);
        let mut bytes = [small.as_slice(), ENCRYPTED, ENCRYPTED_RC4, CHROMIUM][which].to_vec();
        for (place, byte, how) in edits {
            let place = place.index(bytes.len());
            match how {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => {
                    bytes.remove(place);
                }
            }
        }
        if let Ok(words) = read(bytes.as_slice()) {
            let length = words.text.chars().count() as u32;
            for mark in &words.markup {
                prop_assert!(mark.span.start < mark.span.end && mark.span.end <= length);
            }
        }
    }

    #[test]
    fn no_content_panics(content in "([0-9.-]{1,4} |\\([a-zא-ת ]{0,9}\\) |<[0-9a-f]{0,6}>|/[FBX] |\\[|\\]|Tj |TJ |Td |Tm |Tf |cm |q |Q |BT |Do |BDC |EMC |' |\" |BI |ID |<<|>>){0,60}") {
        let _ = read(page(&format!("BT /F 10 Tf 50 700 Td (a) Tj {content}"), "", &[]).as_slice());
    }
}
