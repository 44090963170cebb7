//! What a document becomes, as different programs write them, and which files are refused.

use proptest::prelude::*;

use super::super::Span;
use super::*;
use crate::domain::MarkupKind;

fn read_bytes(bytes: &[u8]) -> Words {
    read(bytes).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A document with fonts of several character sets.
fn document(body: &str) -> Vec<u8> {
    let fonts = "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset2 Symbol;}\
                 {\\f2\\fcharset204 Arial{\\*\\falt X};}{\\f3\\fcharset128 MS Mincho;}{\\f4 Wingdings;}\
                 {\\f5\\fcharset255 Terminal;}}";
    let styles = "{\\stylesheet{\\ql Normal;}{\\s1\\ql\\outlinelevel0 Title;}{\\s2\\b heading 2,H2;}{\\*\\cs3 heading 3;}}";
    format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{styles}\\pard\\plain {body}}}").into_bytes()
}

fn words(body: &str) -> Words {
    read_bytes(&document(body))
}

fn text(body: &str) -> String {
    let words = words(body);
    assert!(words.doubts.is_empty(), "{body}: {:?}", words.doubts);
    words.text
}

fn marked(words: &Words) -> Vec<(&MarkupKind, String)> {
    let of = |span: Span| words.text.chars().skip(span.start as usize).take(span.len() as usize);
    words.markup.iter().map(|mark| (&mark.kind, of(mark.span).collect())).collect()
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes).err().expect("a refusal")
}

#[test]
fn signs_stand_for_characters() {
    assert_eq!(
        text(
            "It\\'92s \\ldblquote na\\'efve\\rdblquote\\emdash\r\n\\{a\\\\b\\}\\~c\\_d\\-e\\tab f\tg\\bullet"
        ),
        "It’s “naïve”—{a\\b}\u{a0}c\u{2011}d\u{ad}e\tf\tg•"
    );
    assert_eq!(
        text("one\\par two\\line three\\par\\par\\page four\\page five\\sect\\par"),
        "one\ntwo\nthree\n\nfour\nfive\n"
    );
    assert_eq!(text("\\uc0 one\\u8232 two\\u8233 three"), "one\ntwo\nthree");
    assert_eq!(text("one\\\ntwo\\\r\nthree"), "one\ntwo\nthree");
}

#[test]
fn unicode_stands_beside_what_old_readers_show() {
    assert_eq!(text("a\\u8217 ?b\\u8217?c"), "a’b’c");
    assert_eq!(text("{\\uc2 \\u26085\\'93\\'fa\\uc0\\u26412 x}\\u233 ?"), "日本xé");
    assert_eq!(text("\\uc0 \\u55357\\uc1 \\u56832\\'3f \\u-10179?\\u-8704?"), "😀 😀");
    assert_eq!(text("\\u8209\\_x\\u8212\\emdash y\\u8226\\tab z{\\u233 }?"), "‑x—y•\tzé?");
    let lone = words("a\\u55357?b\\u56832?\\u55357?\\u55357?\\u56832?");
    assert_eq!(lone.text, "a\u{fffd}b\u{fffd}\u{fffd}😀");
    assert!(lone.doubts[0].starts_with("In 3 places"), "{:?}", lone.doubts);
}

#[test]
fn each_font_has_its_code_page() {
    assert_eq!(text("{\\f2 \\'c4\\'e0}\\'e9 \\f3 \\'93\\'fa\\'83A\\plain \\'e9"), "Даé 日ア\u{e9}");
    assert_eq!(text("\\loch\\af0\\hich\\af0\\dbch\\af3\\f0 \\'93\\'fa\\loch\\f0 \\'e9"), "日é");
    assert_eq!(read_bytes(b"{\\rtf1\\mac \\'8e}").text, "é");
    assert_eq!(read_bytes("{\\rtf1\\ansicpg65001 Zo\u{eb} \\'c3\\'ab}".as_bytes()).text, "Zoë ë");
    assert_eq!(read_bytes(b"{\\rtf1\\ansi raw \xe9}").text, "raw é");
    let broken = words("{\\f3 \\'93}");
    assert_eq!(broken.text, "\u{fffd}");
    let unknown = words("{\\f5 abc}{\\f5 \\'e9}");
    assert_eq!(unknown.text, "abcé");
    assert!(unknown.doubts[0].starts_with("Written in code page 850"), "{:?}", unknown.doubts);
}

#[test]
fn fonts_of_signs_are_shown_where_they_are_known() {
    assert_eq!(text("{\\f1 \\'b7 a\\u-3913?}{\\f4 \\'e0 J\\u-3872?}"), "• α•→ ☺→");
    let unknown = words("{\\f1 \\'01\\'ff}");
    assert_eq!(unknown.text, "\u{fffd}\u{fffd}");
    assert!(unknown.doubts[0].starts_with("2 symbols from a special font"));
}

#[test]
fn text_edit_writes_another_dialect() {
    let file = b"{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n\\cocoatextscaling0\\cocoaplatform0{\\fonttbl\\f0\\fswiss\
\\fcharset0 Helvetica;\\f1\\fswiss\\fcharset0 Helvetica-Bold;}\n{\\colortbl;\\red255\\green255\\blue255;}\n\
{\\*\\expandedcolortbl;;}\n{\\*\\listtable{\\list\\listtemplateid1{\\listlevel{\\leveltext\\'01\\uc0\\u8226 ;}}}}\n\
\\paperw11900\\margl1440\\vieww11520\n\\pard\\tx566\\pardirnatural\n\n\\f0\\fs24 \\cf0 INT: Caf\\'e9 \\'93yes\\'94?\\\n\
\\f1\\b bold\n\\f0\\b0  \\uc0\\u55357 \\u56832 \\\n\\pard\\tx220\n\\ls1\\ilvl0\\cf0 {\\listtext\t\\uc0\\u8226 \t}first\\\n\
{\\listtext\t\\uc0\\u8259 \t}second\\\n}";
    let words = read_bytes(file);
    assert_eq!(words.text, "INT: Café “yes”?\nbold 😀\n• first\n• second");
    assert_eq!(marked(&words), [(&MarkupKind::Bold, "bold".to_owned())]);
    assert!(words.doubts.is_empty());
}

#[test]
fn type_and_headings_are_kept() {
    let words = words(
        "\\s1 One\\par\\pard\\s2\\i Two\\i0  {\\b x}\\par\\outlinelevel9 three\\par\\pard\\s3\\outlinelevel7 four\
         {\\b\\i a\\plain b}\\par",
    );
    assert_eq!(words.text, "One\nTwo x\nthree\nfourab");
    let expected = [
        (&MarkupKind::Heading(1), "One"),
        (&MarkupKind::Heading(2), "Two x"),
        (&MarkupKind::Italic, "Two"),
        (&MarkupKind::Bold, "x"),
        (&MarkupKind::Heading(6), "fourab"),
        (&MarkupKind::Bold, "a"),
        (&MarkupKind::Italic, "a"),
    ];
    assert_eq!(marked(&words), expected.map(|(kind, words)| (kind, words.to_owned())));
}

#[test]
fn items_have_what_is_printed_before_them() {
    assert_eq!(
        text(
            "{\\listtext\\pard\\plain\\f1 \\'b7\\tab}\\pard\\ls1 one\\par{\\listtext\\f0 o\\tab}two\\par\
             {\\pntext\\f4\\'a7\\tab}{\\*\\pn\\pnlvlblt{\\pntxtb\\'a7}}three\\par{\\listtext 1.a)\\tab}four\\par\
             {\\listtext\\tab}five\\par{\\listtext \\u-3913?\\tab}\\par {\\listtext 2.\\tab}"
        ),
        "• one\n• two\n• three\n1.a) four\nfive\n• \n2. "
    );
    let heading = words("\\pard\\s1 A\\par{\\listtext 1.\\tab}\\pard\\plain b\\par");
    assert_eq!(marked(&heading), [(&MarkupKind::Heading(1), "A".to_owned())]);
}

#[test]
fn tables_are_lines_with_tabs() {
    assert_eq!(
        text(
            "before\\par\\trowd\\cellx1\\intbl INT\\cell One?\\par Two?\\cell\\row\\trowd \\cell b\\cell\\cell\\row\
             \\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\
             \\itap1 under\\cell z\\cell\\row\\cell\\cell\\row\\pard after"
        ),
        "before\nINT\tOne?\nTwo?\n\tb\nx\ty\nunder\tz\n\nafter"
    );
}

#[test]
fn notes_stand_at_the_end() {
    let words = words(
        "One{\\super\\chftn{\\*\\footnote\\pard\\plain {\\super\\chftn} the {\\b first}\\par goes on}} and\\par two{\\b\
         {\\footnote\\ftnalt\\pard\\plain  second}}{\\footnote }{\\v{\\footnote no}}.\\par",
    );
    assert_eq!(words.text, "One[1] and\ntwo[2][3].\n\n[1] the first goes on\n[2] second");
    assert_eq!(
        marked(&words),
        [(&MarkupKind::Bold, "[2][3]".to_owned()), (&MarkupKind::Bold, "first".to_owned())]
            .map(|(kind, words)| (kind, words.replace("[3]", "")))
    );
}

#[test]
fn comments_stand_beside_their_words() {
    let words = words(
        "One\\par{\\*\\atrfstart 7}two{\\*\\atrfend 7}{\\*\\atnid AB}{\\*\\atnauthor Ana \\'c4.}\\chatn\
         {\\*\\annotation{\\*\\atnref 7}{\\*\\atndate 1}\\pard\\plain {\\chatn} Why?\\par Really.} three\
         {\\*\\atnid CD}{\\*\\annotation lone}",
    );
    assert_eq!(words.text, "One\ntwo three");
    let comments: Vec<_> =
        words.comments.iter().map(|c| (c.span.start, c.span.end, &*c.author, &*c.words)).collect();
    assert_eq!(comments, [(4, 7, "Ana Ä.", "Why?\nReally."), (13, 13, "CD", "lone")]);
}

#[test]
fn what_was_deleted_or_hidden_is_left_out() {
    let changed =
        words("{\\deleted gone }{\\revised new }kept{\\deleted\\par}on\\par{\\mvf x\\par}y");
    assert_eq!(changed.text, "new kepton\ny");
    assert!(changed.doubts[0].contains("tracked changes"));
    let hidden = words("a\\par{\\v hidden\\par}b\\v0 c\\v  \\v0");
    assert_eq!(hidden.text, "a\nbc");
    assert!(hidden.doubts[0].contains("hidden text"));
}

#[test]
fn only_the_text_is_read() {
    assert_eq!(
        text(
            "{\\header h}{\\footerl f}{\\info{\\title t}}{\\*\\unknown{\\b u}}{\\pict\\wmetafile8 0102{\\*\\x y}}\
             {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt{\\ul link}}}{\\bkmkstart b}{\\pict\\bin4 }}}} \\bin2 }}}{\\object\
             {\\*\\objdata 00}{\\result r}}{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv{\\pict 00}}}{\\shptxt\\pard box\\par two\\par}}\
             {\\shprslt{\\*\\do{\\dptxbxtext box}}}} before\\par after"
        ),
        "link before\nbox\ntwo\nafter"
    );
}

#[test]
fn what_is_not_rich_text_is_refused() {
    assert_eq!(refusal(b""), Refusal::Empty);
    assert_eq!(refusal(b"INT: Hello"), Refusal::PlainText("Rich Text (RTF)"));
    assert_eq!(refusal(b"<html><p>x"), Refusal::PlainText("Rich Text (RTF)"));
    assert_eq!(
        refusal(b"PK\x03\x04..."),
        Refusal::Disguised("a zip archive or an Office document")
    );
    assert_eq!(refusal(&[1; 100]), Refusal::Disguised("a binary file"));
    let deep = [b"{\\rtf1 ".to_vec(), b"{".repeat(5000), b"x".to_vec(), b"}".repeat(5001)].concat();
    assert_eq!(refusal(&deep), Refusal::TooDeep);
}

#[test]
fn a_broken_document_is_read_as_far_as_it_goes() {
    let cut = read_bytes(b"\xef\xbb\xbf {\\rtf1 one{\\footnote two");
    assert_eq!(cut.text, "one[1]\n\n[1] two");
    assert!(cut.doubts[0].starts_with("Breaks off"));
    let longer = read_bytes(b"{\\rtf1 one}\r\n\0{\\rtf1 two}");
    assert_eq!(longer.text, "one");
    assert!(longer.doubts[0].starts_with("Something stands after"));
    assert!(read_bytes(b"{\\rtf1 one}\r\n\0\0").doubts.is_empty());
    assert_eq!(read_bytes(b"{\\rtf1 a\\bin99999999 x}").text, "a");
}

/// Control words, and what may stand around them.
fn piece() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "\\b",
        "\\i0",
        "\\v",
        "\\deleted",
        "\\plain",
        "\\pard",
        "\\par",
        "\\line",
        "\\cell",
        "\\row",
        "\\nestcell",
        "\\nestrow",
        "\\page",
        "\\s1",
        "\\outlinelevel3",
        "\\f1",
        "\\f3",
        "\\dbch\\af3",
        "\\uc3",
        "\\u55357",
        "\\u56832",
        "\\u-3913",
        "\\'93",
        "\\'fa",
        "\\*",
        "\\footnote",
        "\\*\\annotation",
        "\\*\\atnref 1",
        "\\*\\atrfstart 1",
        "\\*\\atrfend 1",
        "\\atnauthor",
        "\\listtext",
        "\\*\\shpinst",
        "\\shptxt",
        "\\fonttbl",
        "\\stylesheet",
        "\\*\\nesttableprops",
        "\\info",
        "\\bin3",
        "\\tab",
        "\\~",
        "\\revised",
        "{",
        "}",
        "a",
        "é;",
        " ",
    ]);
    let inside = prop::collection::vec(word, 0..12).prop_map(|words| words.concat());
    inside.prop_recursive(6, 48, 5, |inner| {
        prop::collection::vec(inner, 0..5).prop_map(|parts| format!("{{{}}}", parts.join(" ")))
    })
}

proptest! {
    #[test]
    fn any_order_of_controls_is_read(body in piece()) {
        let words = words(&body);
        let length = words.text.chars().count() as u32;
        for span in words.markup.iter().map(|mark| mark.span) {
            prop_assert!(!span.is_empty() && span.end <= length, "{span:?} of {length}");
        }
        for span in words.comments.iter().map(|comment| comment.span) {
            prop_assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
        }
    }

    #[test]
    fn a_damaged_document_never_panics(at in 0usize..2000, bytes: [u8; 3], cut in 0usize..2000) {
        let mut file = document(
            "INT: \\'e9\\u8217?{\\footnote n{\\b x}}\\par{\\*\\atnid A}{\\*\\annotation c}\\intbl a\\cell\\row{\\listtext 1.}x\\par",
        );
        let at = at % file.len();
        let end = (at + 3).min(file.len());
        file[at..end].copy_from_slice(&bytes[..end - at]);
        file.truncate(cut.max(file.len() / 2));
        let _ = read(file.as_slice());
    }
}
