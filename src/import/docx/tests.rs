//! What a document's XML becomes, and which archives are refused.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(Cursor::new(bytes)).err().expect("a refusal")
}

fn words(body: &str) -> Words {
    let bytes = archive(&[(USUAL_PART, document(body).as_bytes())]);
    read(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}: {body}"))
}

fn text(body: &str) -> String {
    words(body).text
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_are_lines() {
    let body =
        [paragraph("INT: Hé &amp; &lt;x&gt; &#x1F600;"), "<w:p/>".into(), paragraph(" two ")];
    assert_eq!(text(&body.concat()), "INT: Hé & <x> 😀\n\n two ");
    assert_eq!(text(""), "");
}

#[test]
fn blanks_count_only_when_they_are_said_to() {
    let body = "<w:p><w:r><w:t> a\n b </w:t><w:t xml:space='preserve'> c </w:t><w:t><![CDATA[<d>]]></w:t></w:r></w:p>";
    assert_eq!(text(body), "a  b c <d>");
}

#[test]
fn signs_stand_for_characters() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>\
                <w:t>b</w:t><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0E0'/>\
                </w:r></w:p>";
    let read = words(body);
    assert_eq!(read.text, "a\tb\n\n\u{2011}\u{ad}→");
    assert!(read.doubts.is_empty());
    let read = words("<w:p><w:r><w:sym w:font='Webdings' w:char='F0E0'/></w:r></w:p>");
    assert_eq!(read.text, "\u{fffd}");
    assert!(read.doubts[0].starts_with("1 symbol from a special font"), "{:?}", read.doubts);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>I</w:t></w:r><w:ins><w:r><w:t>N</w:t></w:r></w:ins><w:del><w:r><w:t>x</w:t>\
                <w:delText>y</w:delText><w:tab/></w:r></w:del><w:moveFrom><w:r><w:t>z</w:t></w:r></w:moveFrom>\
                <w:moveTo><w:r><w:t>T</w:t></w:r></w:moveTo></w:p>";
    let read = words(body);
    assert_eq!(read.text, "INT");
    assert!(read.doubts[0].contains("tracked changes"));
    let joined = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>{}",
        paragraph("two")
    );
    assert_eq!(text(&joined), "onetwo");
}

#[test]
fn links_and_fields_give_what_is_seen() {
    let body = "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType='begin'/>\
                <w:instrText> HYPERLINK \"x\" </w:instrText><w:t>code</w:t><w:fldChar w:fldCharType='separate'/><w:t>-seen</w:t>\
                <w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>-7</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(text(body), "link-seen-7");
    let endless =
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>code</w:t></w:r></w:p>".to_owned();
    assert_eq!(text(&(endless + &paragraph("seen"))), "\nseen");
}

#[test]
fn tables_are_lines_with_tabs() {
    let cell = |content: &str| format!("<w:tc><w:tcPr/>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&paragraph("x")), cell(&paragraph("y"))]));
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell(&paragraph("INT")), cell(&(paragraph("One?") + &paragraph("Two?")))]),
        row(&[cell(&paragraph("A")), cell(&inner)]),
        row(&[cell("<w:p/>"), cell("<w:p/>")]),
    );
    assert_eq!(text(&(table + &paragraph("end"))), "INT\tOne?\nTwo?\nA\tx\ty\n\nend");
    let deleted = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    assert_eq!(text(&(deleted.to_owned() + &paragraph("end"))), "end");
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let content = |words| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(words));
    let body = format!(
        "<w:p><w:r><w:t>be</w:t><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent><w:t>fore</w:t></w:r></w:p>{}",
        content("box"),
        content("other"),
        paragraph("after")
    );
    assert_eq!(text(&body), "before\nbox\nafter");
    let fallback = "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>f</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(text(fallback), "f");
}

#[test]
fn notes_and_comments_are_counted() {
    let body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/>\
                <w:commentReference w:id='1'/><w:t>b</w:t></w:r></w:p><w:altChunk/>";
    let read = words(body);
    assert_eq!(read.text, "ab");
    assert_eq!(
        read.doubts,
        [
            "The text of 2 footnotes and endnotes was not taken.",
            "The text of 1 comment in the margin was not taken.",
            "The text of 1 file embedded in it was not taken.",
        ]
    );
}

#[test]
fn other_vocabularies_are_no_text() {
    let body = "<w:p><w:r><a:t>drawn</a:t><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:r>\
                <w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:p>";
    let read = words(body);
    assert_eq!(read.text, "x+1漢");
    assert!(read.doubts.is_empty());
}

#[test]
fn another_prefix_and_utf_16_are_read() {
    let xml = "<n:document xmlns:n='http://purl.oclc.org/ooxml/wordprocessingml/main'><n:body><n:p><n:r><n:t>é</n:t>\
               </n:r></n:p></n:body></n:document>";
    let sixteen: Vec<u8> =
        std::iter::once(0xfeff).chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [xml.as_bytes(), &sixteen] {
        let read = read(Cursor::new(archive(&[(USUAL_PART, bytes)])));
        assert_eq!(read.map(|words| words.text), Ok("é".to_owned()));
    }
}

#[test]
fn the_text_may_stand_in_another_part() {
    let list = "<Relationships><Relationship Id='r' Type='http://x/relationships/officeDocument' \
                Target='/word/document2.xml'/></Relationships>";
    let xml = document(&paragraph("here"));
    let bytes =
        archive(&[("_rels/.rels", list.as_bytes()), ("word/document2.xml", xml.as_bytes())]);
    assert_eq!(read(Cursor::new(bytes)).map(|words| words.text), Ok("here".to_owned()));
    assert_eq!(refusal(&archive(&[("_rels/.rels", list.as_bytes())])), Refusal::NoText);
}

#[test]
fn broken_and_hostile_documents_are_refused() {
    let whole = archive(&[(USUAL_PART, document(&paragraph(&"word ".repeat(500))).as_bytes())]);
    let of = |xml: &str| refusal(&archive(&[(USUAL_PART, xml.as_bytes())]));
    assert_eq!(refusal(b""), Refusal::Empty);
    assert!(matches!(refusal(b"plain words"), Refusal::BrokenDocument(_)));
    assert!(matches!(refusal(&whole[..whole.len() / 2]), Refusal::BrokenDocument(_)));
    assert_eq!(refusal(&archive(&[("word/styles.xml", b"<x/>")])), Refusal::NoText);
    assert_eq!(of("<w:document xmlns:w='x'/>"), Refusal::NoText);
    assert!(matches!(of("<a><b></a>"), Refusal::BrokenDocument(_)));
    let cut = document(&paragraph("x")).replace("</w:document>", "");
    assert!(matches!(of(&cut), Refusal::BrokenDocument(_)));
    assert!(matches!(of(&document(&paragraph("&custom;"))), Refusal::BrokenDocument(_)));
    let dtd = document("").replace("?><w", "?><!DOCTYPE x [<!ENTITY a 'b'>]><w");
    assert_eq!(of(&dtd), Refusal::Dtd);
    let deep = "<w:tbl>".repeat(600) + &"</w:tbl>".repeat(600);
    assert_eq!(of(&document(&deep)), Refusal::TooDeep);
    let ole = |rest: &str| {
        [OLE.to_vec(), rest.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
    };
    assert_eq!(refusal(&ole("WordDocument")), Refusal::OldWord);
    assert_eq!(refusal(&ole("EncryptedPackage")), Refusal::Protected);
}

#[test]
fn bytes_of_no_encoding_are_refused() {
    assert!(matches!(
        refusal(&archive(&[(USUAL_PART, b"<a>\xff</a>")])),
        Refusal::BrokenDocument(_)
    ));
}

fn xml_piece() -> impl Strategy<Value = String> {
    let tags: Vec<&str> = vec![
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:pPr",
        "w:rPr",
        "w:trPr",
        "w:del",
        "w:ins",
        "w:tab",
        "w:br",
        "w:txbxContent",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:fldChar w:fldCharType='begin'",
        "w:fldChar w:fldCharType='separate'",
        "w:fldChar w:fldCharType='end'",
        "w:sym w:char='F041'",
        "w:body",
    ];
    let leaf = "[a-z &;<é\n]{0,6}".prop_map(|text: String| text.replace(['&', '<'], " "));
    leaf.prop_recursive(8, 64, 6, move |inner| {
        (prop::sample::select(tags.clone()), prop::collection::vec(inner, 0..6)).prop_map(
            |(tag, inside)| {
                let name = tag.split(' ').next().unwrap_or(tag);
                format!("<{tag}>{}</{name}>", inside.concat())
            },
        )
    })
}

proptest! {
    #[test]
    fn any_order_of_elements_is_read(body in xml_piece()) {
        let _ = text(&body);
    }

    #[test]
    fn a_damaged_document_never_panics(at in 0usize..2000, byte: u8, cut in 0usize..3000) {
        let mut bytes = archive(&[(USUAL_PART, document(&paragraph("INT: words & more").replace(" & ", " &amp; ")).as_bytes())]);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.max(length / 3));
        let _ = read(Cursor::new(bytes));
    }

    #[test]
    fn damaged_xml_never_panics(at in 0usize..2000, byte: u8) {
        let mut xml = document("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a&lt;</w:t><w:sym w:char='F0'/></w:r></w:p></w:tc></w:tr></w:tbl>").into_bytes();
        let length = xml.len();
        xml[at % length] = byte;
        let _ = read(Cursor::new(archive(&[(USUAL_PART, &xml)])));
    }
}
