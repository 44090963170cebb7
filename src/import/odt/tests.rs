//! What an OpenDocument text's XML becomes, and which archives are refused.

use std::io::Cursor;

use proptest::prelude::*;

use super::super::package::{OLE, archive};
use super::*;
use crate::domain::MarkupKind;
use crate::text::Text;

const NAMESPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/'";

const OWN_STYLES: &str = "<style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
    <style:style style:name='N' style:family='text'><style:text-properties fo:font-weight='normal'/></style:style>\
    <style:style style:name='I' style:family='text'><style:text-properties fo:font-style='italic'/></style:style>\
    <style:style style:name='PB' style:family='paragraph'><style:text-properties fo:font-weight='bold'/></style:style>\
    <text:list-style style:name='L1'>\
    <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/>\
    <text:list-level-style-number text:level='3' style:num-format='i' text:display-levels='3'/></text:list-style>\
    <text:list-style style:name='L2'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/></text:list-style>";

fn content(body: &str) -> String {
    format!(
        "<office:document-content {NAMESPACES}><office:automatic-styles>{OWN_STYLES}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn words(body: &str) -> Words {
    let bytes = archive(&[("content.xml", content(body).as_bytes())]);
    read(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}: {body}"))
}

fn text(body: &str) -> String {
    words(body).text
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(Cursor::new(bytes)).err().expect("a refusal")
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

fn items(items: &[&str]) -> String {
    let item = |item: &&str| format!("<text:list-item>{item}</text:list-item>");
    items.iter().map(item).collect()
}

#[test]
fn blanks_are_read_as_they_are_shown() {
    let body = "\n <text:p>\n  one \n two<text:span> </text:span> three<text:s/><text:s text:c='2'/>four<text:tab/> five\
        <text:line-break/> six </text:p>\n<text:p/><text:p> &amp; <text:bookmark text:name='x'/>😀</text:p>";
    assert_eq!(text(body), "one two three   four\t five\n six \n\n& 😀");
    assert_eq!(text(""), "");
    let most = text("<text:p>a<text:s text:c='4294967295'/>b</text:p>");
    assert_eq!(most.len(), 1002);
}

#[test]
fn headings_and_faces_are_marked() {
    let body = "<text:h text:outline-level='2'>Two</text:h><text:h text:outline-level='9'>Nine</text:h><text:h>One</text:h>\
        <text:p text:style-name='Title'>Title</text:p>\
        <text:p text:style-name='PB'>all <text:span text:style-name='N'>but </text:span><text:span text:style-name='I'>this\
        <text:span text:style-name='N'> word</text:span></text:span></text:p>\
        <text:p><text:span text:style-name='B'>GP</text:span>: <text:a>link</text:a></text:p>";
    let named = format!(
        "<office:document-styles {NAMESPACES}><office:styles><style:style style:name='Title' style:family='paragraph'/>\
         </office:styles></office:document-styles>"
    );
    let xml = content(body);
    let bytes = archive(&[("content.xml", xml.as_bytes()), ("styles.xml", named.as_bytes())]);
    let read = read(Cursor::new(bytes)).expect("a document");
    assert_eq!(read.text, "Two\nNine\nOne\nTitle\nall but this word\nGP: link");
    let expected =
        ["2 Two", "6 Nine", "1 One", "1 Title", "b all", "i this word", "b this", "b GP"];
    assert_eq!(marks(&read), expected);
}

#[test]
fn lists_begin_with_what_is_printed() {
    let deep =
        format!("<text:p>sub</text:p><text:list>{}</text:list>", items(&["<text:p>deep</text:p>"]));
    let sub = format!("<text:list>{}</text:list>", items(&[&deep, "<text:p>sub</text:p>"]));
    let one = format!("<text:p>one</text:p><text:p>goes on</text:p>{sub}");
    let body = format!(
        "<text:list text:style-name='L1' xml:id='first'>{}<text:list-header><text:p>head</text:p></text:list-header></text:list>\
         <text:p>between</text:p>\
         <text:list text:style-name='L1' text:continue-numbering='true'>{}</text:list>\
         <text:list text:style-name='L2'>{}</text:list>\
         <text:list text:style-name='L1' text:continue-list='first'>{}</text:list>\
         <text:list text:style-name='L1'><text:list-item text:start-value='7'><text:p>new</text:p></text:list-item></text:list>\
         <text:list><text:list-item><text:p>unknown</text:p></text:list-item></text:list>",
        items(&[&one, "<text:p>two</text:p>"]),
        items(&["<text:p>three</text:p>"]),
        items(&["<text:p>point</text:p>"]),
        items(&["<text:p>after two</text:p>"]),
    );
    let expected = "1. one\ngoes on\n(a) sub\n1.a.i deep\n(b) sub\n2. two\nhead\nbetween\n3. three\n• point\n3. after two\n\
                    7. new\nunknown";
    assert_eq!(text(&body), expected);
}

#[test]
fn headings_have_the_numbers_of_their_outline() {
    let named = format!(
        "<office:document-styles {NAMESPACES}><office:styles><text:outline-style>\
         <text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/>\
         <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/>\
         <text:outline-level-style text:level='3' style:num-format=''/></text:outline-style></office:styles>\
         </office:document-styles>"
    );
    let heading =
        |level: u32, words: &str| format!("<text:h text:outline-level='{level}'>{words}</text:h>");
    let body =
        [heading(1, "a"), heading(2, "b"), heading(3, "c"), heading(1, "d"), heading(2, "e")];
    let xml = content(&body.concat());
    let bytes = archive(&[("content.xml", xml.as_bytes()), ("styles.xml", named.as_bytes())]);
    let read = read(Cursor::new(bytes)).expect("a document");
    assert_eq!(read.text, "1. a\n1.1 b\nc\n2. d\n2.1 e");
    assert_eq!(marks(&read)[1], "2 1.1 b");
}

#[test]
fn tables_are_lines_with_tabs() {
    let body = "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>INT</text:p>\
        </table:table-cell><table:covered-table-cell/><table:table-cell><text:p>One?</text:p><text:p>Two?</text:p>\
        </table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>x</text:p>\
        </table:table-cell><table:table-cell/></table:table-row></table:table><text:p>end</text:p>";
    assert_eq!(text(body), "INT\tOne?\nTwo?\n\tx\nend");
}

#[test]
fn notes_stand_at_the_end() {
    let note = |class: &str, words: &str| {
        format!(
            "<text:note text:note-class='{class}'><text:note-citation>*</text:note-citation><text:note-body>{words}\
             </text:note-body></text:note>"
        )
    };
    let body = format!(
        "<text:p>a{} b{}</text:p><text:p/>",
        note(
            "footnote",
            "<text:p>foot <text:span text:style-name='I'>note</text:span></text:p><text:p>goes on</text:p>"
        ),
        note("endnote", "<text:p>end</text:p>")
    );
    let read = words(&body);
    assert_eq!(read.text, "a[1] b[2]\n\n[1] foot note goes on\n[2] end");
    assert_eq!(marks(&read), ["i note"]);
}

#[test]
fn annotations_are_comments() {
    let annotation = |name: &str, words: &str| {
        format!(
            "<office:annotation{name}><dc:creator>Ann B</dc:creator><dc:date>2020-01-01</dc:date><text:p>{words}</text:p>\
             <text:list><text:list-item><text:p>more</text:p></text:list-item></text:list></office:annotation>"
        )
    };
    let body = format!(
        "<text:p>öne {}two<office:annotation-end office:name='a'/> three{}</text:p><text:p>{}four</text:p>",
        annotation(" office:name='a'", "Why?"),
        annotation("", "Point"),
        annotation(" office:name='b'", "No end")
    );
    let read = words(&body);
    assert_eq!(read.text, "öne two three\nfour");
    let found: Vec<_> =
        read.comments.iter().map(|it| (it.span.start, it.span.end, it.words.as_str())).collect();
    assert_eq!(found, [(4, 7, "Why?\nmore"), (13, 13, "Point\nmore"), (14, 14, "No end\nmore")]);
    assert_eq!(&*read.comments[0].author, "Ann B");
    assert!(read.doubts.is_empty());
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>I<text:change text:change-id='1'/>N<text:change-start/>T\
        <text:change-end/></text:p>";
    let read = words(body);
    assert_eq!(read.text, "INT");
    assert_eq!(read.doubts, ["Holds tracked changes; read as if all of them were accepted."]);
    assert!(words("<text:tracked-changes/><text:p>a</text:p>").doubts.is_empty());
}

#[test]
fn text_boxes_follow_their_paragraph() {
    let body = "<text:p>be<draw:frame><draw:text-box><text:p>box</text:p><text:list text:style-name='L2'><text:list-item>\
        <text:p>point</text:p></text:list-item></text:list></draw:text-box><svg:title>title</svg:title></draw:frame>fore\
        <draw:custom-shape><text:p>shape</text:p></draw:custom-shape><draw:frame><draw:text-box><text:p/></draw:text-box>\
        </draw:frame></text:p><text:section><text:p>after</text:p></text:section>";
    assert_eq!(text(body), "before\nbox\n• point\nshape\nafter");
}

#[test]
fn what_is_no_text_is_left() {
    let body = "<text:p>a<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame>\
        <text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>\
        <text:page-number>7</text:page-number></text:p>stray";
    assert_eq!(text(body), "a漢7");
}

#[test]
fn broken_and_hostile_documents_are_refused() {
    let whole = archive(&[("content.xml", content("<text:p>words</text:p>").as_bytes())]);
    let of = |xml: &str| refusal(&archive(&[("content.xml", xml.as_bytes())]));
    assert_eq!(refusal(b""), Refusal::Empty);
    assert!(matches!(refusal(b"plain words"), Refusal::BrokenOpenDocument(_)));
    assert!(matches!(refusal(&whole[..whole.len() / 2]), Refusal::BrokenOpenDocument(_)));
    assert_eq!(refusal(&archive(&[("styles.xml", b"<x/>")])), Refusal::NoOpenDocumentText);
    assert_eq!(of("<office:spreadsheet xmlns:office='x'/>"), Refusal::NoOpenDocumentText);
    assert!(matches!(of("<a><b></a>"), Refusal::BrokenOpenDocument(_)));
    assert_eq!(of("<!DOCTYPE a><a/>"), Refusal::Dtd);
    assert_eq!(of(&content(&"<text:section>".repeat(600))), Refusal::TooDeep);
    assert_eq!(refusal(&[OLE.as_slice(), b"...."].concat()), Refusal::OldWord);
}

#[test]
fn an_encrypted_document_asks_for_its_password() {
    let manifest = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>\
        <manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>\
        </manifest:manifest>";
    let bytes =
        archive(&[("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", b"\x01\xff")]);
    assert_eq!(refusal(&bytes), Refusal::Protected);
}

#[test]
fn damaged_styles_leave_the_text() {
    let xml = content("<text:p>words</text:p>");
    let bytes = archive(&[("content.xml", xml.as_bytes()), ("styles.xml", b"<a>")]);
    let read = read(Cursor::new(bytes)).expect("a document");
    assert_eq!(read.text, "words");
    assert!(read.doubts[0].starts_with("Its styles are damaged"), "{:?}", read.doubts);
}

/// What LibreOffice wrote of one interview in both formats: faces, lists in lists, a table, a text box, notes, comments,
/// tracked changes, letters of three scripts.
#[test]
fn word_and_open_document_give_the_same() {
    let open = include_bytes!("../../../tests/files/word/interview.odt");
    let word = include_bytes!("../../../tests/files/word/interview.docx");
    let open = read(Cursor::new(open)).expect("an OpenDocument text");
    let word = super::super::docx::read(Cursor::new(word)).expect("a Word document");
    assert_eq!(open.text, word.text);
    assert_eq!(open.markup, word.markup);
    assert_eq!(open.comments, word.comments);
    assert_eq!(open.doubts, word.doubts);
    assert!(open.text.contains("began in 2012, as a trainee.[1] And so inserted words on."));
    assert!(
        open.text
            .contains("1. First\na) Sub one\ni. Deep one\nii. Deep two\nb) Sub two\n2. Second")
    );
    assert!(open.text.contains("مرحبا"));
    assert!(open.text.ends_with(
        "\n\n[1] A footnote of words. Its second paragraph.\n[2] An endnote.\n[3] Last note."
    ));
    assert_eq!((open.markup.len(), open.comments.len(), open.doubts.len()), (9, 2, 1));
}

fn xml_piece() -> impl Strategy<Value = String> {
    let tags: Vec<&str> = vec![
        "text:p",
        "text:h",
        "text:h text:outline-level='4294967295'",
        "text:span text:style-name='B'",
        "text:s text:c='3'",
        "text:tab",
        "text:line-break",
        "text:list text:style-name='L1'",
        "text:list text:style-name='L1' text:continue-numbering='true'",
        "text:list-item",
        "text:list-item text:start-value='4294967295'",
        "text:note",
        "text:note-body",
        "office:annotation",
        "office:annotation office:name='a'",
        "office:annotation-end office:name='a'",
        "dc:creator",
        "table:table-row",
        "table:table-cell table:number-columns-spanned='2'",
        "table:covered-table-cell",
        "draw:frame",
        "draw:text-box",
        "text:changed-region",
        "office:text",
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
        let read = words(&body);
        let length = read.text.chars().count() as u32;
        prop_assert!(read.markup.iter().all(|it| it.span.start < it.span.end && it.span.end <= length));
        prop_assert!(read.comments.iter().all(|it| it.span.start <= it.span.end && it.span.end <= length));
    }

    #[test]
    fn a_damaged_document_never_panics(at in 0usize..3000, byte: u8, cut in 0usize..3000) {
        let xml = content("<text:h>INT: words</text:h><text:p>&amp; <text:span text:style-name='B'>more</text:span></text:p>");
        let mut bytes = archive(&[("content.xml", xml.as_bytes()), ("META-INF/manifest.xml", b"<a/>")]);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.max(length / 3));
        let _ = read(Cursor::new(bytes));
    }

    #[test]
    fn damaged_xml_never_panics(at in 0usize..6000, byte: u8) {
        let body = "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>a&lt;<text:s text:c='2'/>\
            </text:p></table:table-cell></table:table-row><text:list text:style-name='L1'><text:list-item><text:p>b</text:p>\
            </text:list-item></text:list>";
        let mut xml = content(body).into_bytes();
        let length = xml.len();
        xml[at % length] = byte;
        let _ = read(Cursor::new(archive(&[("content.xml", &xml), ("styles.xml", &xml)])));
    }
}
