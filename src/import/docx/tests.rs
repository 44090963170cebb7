//! What a document's XML becomes, and which archives are refused.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::package::{OLE, archive};
use super::*;
use crate::domain::{MarkupKind, Span};
use crate::text::Text;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
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

/// A document with other parts beside its text, each with the name of its root element.
fn words_with(body: &str, parts: &[(&str, &str)]) -> Words {
    let xml = document(body);
    let others: Vec<(String, String)> = parts
        .iter()
        .map(|(root, inside)| {
            (format!("word/{root}.xml"), format!("<w:{root} {NAMESPACES}>{inside}</w:{root}>"))
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> =
        others.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    parts.push((USUAL_PART, xml.as_bytes()));
    read(Cursor::new(archive(&parts))).expect("a document")
}

/// What is marked, as `b`, `i` or a heading's level and the words.
fn marks(words: &Words) -> Vec<String> {
    let text = Text::new(words.text.as_str());
    let name = |kind: &MarkupKind| match kind {
        MarkupKind::Bold => "b".to_owned(),
        MarkupKind::Italic => "i".to_owned(),
        MarkupKind::Heading(level) => level.to_string(),
        other => format!("{other:?}"),
    };
    words.markup.iter().map(|it| format!("{} {}", name(&it.kind), text.slice(it.span))).collect()
}

/// Comments as the words they stand beside, the author and what they say.
fn comments(words: &Words) -> Vec<(u32, String, String)> {
    let text = Text::new(words.text.as_str());
    let said = |it: &super::super::Comment| format!("{}: {}", it.author, it.words);
    words
        .comments
        .iter()
        .map(|it| (it.span.start, text.slice(it.span).to_owned(), said(it)))
        .collect()
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
fn a_page_break_parts_words_and_is_nothing_else() {
    let break_of = |kind| format!("<w:r><w:br w:type='{kind}'/></w:r>");
    let body = format!(
        "<w:p>{0}<w:r><w:t>one</w:t></w:r>{0}<w:r><w:t>two</w:t></w:r>{1}</w:p><w:p>{0}</w:p>{2}",
        break_of("page"),
        break_of("column"),
        paragraph("three")
    );
    assert_eq!(text(&body), "one\ntwo\n\nthree");
}

const STYLES: &str = "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/><w:basedOn w:val='Normal'/>\
    <w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Own'><w:basedOn w:val='Heading1'/><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Loud'><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type='character' w:styleId='Strong'><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type='character' w:styleId='Quote'><w:basedOn w:val='Strong'/><w:rPr><w:b w:val='0'/><w:i/></w:rPr></w:style>";

fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
}

fn run(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

#[test]
fn headings_are_told_by_outline_style_or_name() {
    let body = [
        styled("Title", &run("", "The title")),
        styled("Heading1", &run("", "One")),
        styled("Own", &run("", "Own")),
        "<w:p><w:pPr><w:outlineLvl w:val='8'/></w:pPr><w:r><w:t>Deep</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val='Heading1'/><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>none</w:t></w:r></w:p>"
            .to_owned(),
        styled("Heading1", ""),
        paragraph("words"),
    ];
    let read = words_with(&body.concat(), &[("styles", STYLES)]);
    assert_eq!(read.text, "The title\nOne\nOwn\nDeep\nnone\n\nwords");
    assert_eq!(marks(&read), ["1 The title", "1 One", "b Own", "1 Own", "6 Deep"]);
    let plain = words(&styled("Heading2", &run("", "Two")));
    assert_eq!(marks(&plain), ["2 Two"]);
}

#[test]
fn bold_and_italic_come_from_runs_and_styles() {
    let body = [
        styled("Normal", &[run("<w:b/>", "INT:"), run("", " Why "), run("<w:i w:val='true'/>", "you")].concat()),
        styled("Loud", &[run("", "loud "), run("<w:b w:val='0'/>", "not "), run("<w:rStyle w:val='Strong'/>", "nor this ")].concat()),
        styled("Normal", &[run("<w:rStyle w:val='Strong'/>", "strong "), run("<w:rStyle w:val='Quote'/>", "quoted")].concat()),
        // The face of the paragraph's end, and the face that a tracked change did away with, are not the words'.
        "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>\
         <w:t>plain</w:t></w:r></w:p>".to_owned(),
    ];
    let read = words_with(&body.concat(), &[("styles", STYLES)]);
    assert_eq!(read.text, "INT: Why you\nloud not nor this \nstrong quoted\nplain");
    assert_eq!(marks(&read), ["b INT:", "i you", "b loud", "b strong", "i quoted"]);
    assert!(read.doubts.is_empty());
}

#[test]
fn lists_begin_with_what_is_printed() {
    let numbering = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>\
        <w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='-'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>";
    let styles = "<w:style w:type='paragraph' w:styleId='Bullets'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>";
    let item = |level: u32, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>",
            run("<w:b/>", words)
        )
    };
    let gone = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>\
        <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>";
    let off = "<w:p><w:pPr><w:pStyle w:val='Bullets'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>off</w:t></w:r></w:p>";
    let body = [
        item(0, "one"),
        item(1, "sub"),
        item(1, "sub"),
        paragraph("between"),
        gone.to_owned(),
        item(0, "two"),
        item(1, ""),
        styled("Bullets", &run("", "point")),
        off.to_owned(),
    ];
    let read = words_with(&body.concat(), &[("styles", styles), ("numbering", numbering)]);
    assert_eq!(read.text, "1. one\na) sub\nb) sub\nbetween\n2. two\na) \n• point\noff");
    assert_eq!(marks(&read), ["b one", "b sub", "b sub", "b two"]);
}

#[test]
fn notes_stand_at_the_end_in_one_series() {
    let footnotes = "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
        <w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>foot </w:t></w:r><w:r><w:rPr><w:i/></w:rPr>\
        <w:t>note</w:t></w:r></w:p><w:p><w:r><w:t>goes on</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>late</w:t><w:sym w:font='Webdings' w:char='F041'/></w:r></w:p></w:footnote>";
    let endnotes = "<w:endnote w:id='1'><w:p><w:r><w:t>endnote</w:t></w:r></w:p></w:endnote>";
    let body = "<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id='1'/><w:t>b</w:t><w:endnoteReference w:id='1'/></w:r></w:p>\
        <w:p><w:r><w:t>c</w:t><w:footnoteReference w:id='2'/><w:footnoteReference w:id='1'/><w:footnoteReference w:id='7'/>\
        </w:r></w:p><w:p/>";
    let read = words_with(body, &[("footnotes", footnotes), ("endnotes", endnotes)]);
    assert_eq!(
        read.text,
        "a[1]b[2]\nc[3][1]\n\n[1] footnote goes on\n[2] endnote\n[3] late\u{fffd}"
    );
    assert_eq!(marks(&read), ["i note"]);
    assert_eq!(read.doubts.len(), 2, "{:?}", read.doubts);
    assert_eq!(read.doubts[0], "The text of 1 footnote or endnote was not taken.");
    assert!(read.doubts[1].starts_with("1 symbol from a special font"));
}

#[test]
fn comments_stand_beside_their_words() {
    let comment = |id: u32, words: &str| {
        format!("<w:comment w:id='{id}' w:author=' Ann '>{words}</w:comment>")
    };
    let part = [
        comment(1, &(paragraph("first") + &paragraph("second"))),
        comment(2, &paragraph("at a point")),
        comment(3, &paragraph("over two lines")),
        comment(4, &paragraph("never ends")),
        comment(5, &paragraph("in a header")),
        comment(6, "<w:p/>"),
    ];
    let reference = |id: u32| format!("<w:r><w:commentReference w:id='{id}'/></w:r>");
    let body = format!(
        "<w:p><w:commentRangeStart w:id='1'/><w:r><w:t>one</w:t></w:r><w:commentRangeEnd w:id='1'/>{}<w:r><w:t>two</w:t>\
         </w:r>{}<w:commentRangeStart w:id='3'/></w:p><w:p><w:commentRangeStart w:id='4'/><w:r><w:t>three</w:t></w:r>\
         <w:commentRangeEnd w:id='3'/>{}</w:p>",
        reference(1),
        reference(2),
        reference(6)
    );
    let read = words_with(&body, &[("comments", &part.concat())]);
    assert_eq!(read.text, "onetwo\nthree");
    let expected = [
        (0, "one", "Ann: first\nsecond"),
        (6, "", "Ann: at a point"),
        (7, "", "Ann: never ends"),
        (7, "three", "Ann: over two lines"),
    ];
    let expected = expected.map(|(at, words, said)| (at, words.to_owned(), said.to_owned()));
    assert_eq!(comments(&read), expected);
    assert_eq!(read.doubts, ["The text of 1 comment in the margin was not taken."]);
}

#[test]
fn a_comment_in_a_text_box_or_a_note_keeps_its_words() {
    let range = |id: u32, words: &str| {
        format!(
            "<w:p><w:commentRangeStart w:id='{id}'/><w:r><w:t>{words}</w:t></w:r><w:commentRangeEnd w:id='{id}'/></w:p>"
        )
    };
    let part = ["1", "2"].map(|id| {
        format!(
            "<w:comment w:id='{id}' w:author='A'>{}</w:comment>",
            paragraph(&format!("on {id}"))
        )
    });
    let body = format!(
        "<w:p><w:r><w:t>söme</w:t><w:txbxContent>{}</w:txbxContent><w:footnoteReference w:id='1'/></w:r></w:p>",
        range(1, "box")
    );
    let notes = format!("<w:footnote w:id='1'>{}</w:footnote>", range(2, "note"));
    let read = words_with(&body, &[("comments", &part.concat()), ("footnotes", &notes)]);
    assert_eq!(read.text, "söme[1]\nbox\n\n[1] note");
    let spans: Vec<Span> = read.comments.iter().map(|it| it.span).collect();
    assert_eq!(spans, [Span { start: 8, end: 11 }, Span { start: 17, end: 21 }]);
}

#[test]
fn damage_beside_the_text_leaves_the_text() {
    let xml = document(&format!(
        "{}<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
        paragraph("words")
    ));
    let bytes = archive(&[
        (USUAL_PART, xml.as_bytes()),
        ("word/styles.xml", b"<a><b></a>"),
        ("word/numbering.xml", b"\xff"),
        ("word/footnotes.xml", b"<a>"),
    ]);
    let read = read(Cursor::new(bytes)).expect("a document");
    assert_eq!(read.text, "words\n");
    assert_eq!(
        read.doubts,
        [
            "Its styles are damaged; headings, bold and italic may be missing.",
            "Its lists are damaged; their numbers may be missing.",
            "The text of 1 footnote or endnote was not taken.",
        ]
    );
    let xml = document("");
    let bytes = archive(&[(USUAL_PART, xml.as_bytes()), ("word/styles.xml", b"<!DOCTYPE a><a/>")]);
    assert_eq!(refusal(&bytes), Refusal::Dtd);
}

#[test]
fn other_parts_are_found_by_their_relations() {
    let root = "<Relationships><Relationship Type='x/officeDocument' Target='word/document2.xml'/></Relationships>";
    let list = "<Relationships><Relationship Type='x/styles' Target='styles2.xml'/>\
        <Relationship Type='x/numbering' Target='/numbers.xml'/></Relationships>";
    let xml = document(&styled("Loud", &run("", "loud")));
    let styles = format!("<w:styles {NAMESPACES}>{STYLES}</w:styles>");
    let bytes = archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/_rels/document2.xml.rels", list.as_bytes()),
        ("word/document2.xml", xml.as_bytes()),
        ("word/styles2.xml", styles.as_bytes()),
        ("numbers.xml", b"<damaged"),
    ]);
    let read = read(Cursor::new(bytes)).expect("a document");
    assert_eq!(marks(&read), ["b loud"]);
    assert_eq!(read.doubts, ["Its lists are damaged; their numbers may be missing."]);
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
        "w:br w:type='page'",
        "w:b",
        "w:pStyle w:val='Heading1'",
        "w:numPr",
        "w:numId w:val='1'",
        "w:footnoteReference w:id='1'",
        "w:footnote w:id='1'",
        "w:comment w:id='1'",
        "w:commentRangeStart w:id='1'",
        "w:commentRangeEnd w:id='1'",
        "w:commentReference w:id='1'",
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
    fn any_order_of_elements_is_read(body in xml_piece(), notes in xml_piece(), remarks in xml_piece()) {
        let numbering = "<w:num w:numId='1'/>";
        let remarks = format!("<w:comment w:id='1'>{remarks}</w:comment>");
        let read = words_with(&body, &[("footnotes", &notes), ("comments", &remarks), ("numbering", numbering)]);
        let length = read.text.chars().count() as u32;
        prop_assert!(read.markup.iter().all(|it| it.span.start < it.span.end && it.span.end <= length));
        prop_assert!(read.comments.iter().all(|it| it.span.start <= it.span.end && it.span.end <= length));
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
