//! What a page becomes, as different programs write them, and which files are refused.

use proptest::prelude::*;

use super::super::Span;
use super::*;
use crate::domain::MarkupKind;

fn words(page: &str) -> Words {
    read(page.as_bytes()).unwrap_or_else(|refusal| panic!("{refusal}: {page}"))
}

fn text(page: &str) -> String {
    let words = words(page);
    assert!(words.doubts.is_empty(), "{page}: {:?}", words.doubts);
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
fn blocks_are_lines_and_blanks_are_joined() {
    assert_eq!(
        text(
            "<body>\n <p> One\r\n\t<b> two </b> three &amp; <i>f</i>our</p>\n\n<div>five<div>six</div> seven </div><p>\n</p>e<wbr>ight<hr>nine"
        ),
        "One two three & four\nfive\nsix\nseven\neight\nnine"
    );
    assert_eq!(text("<p>a<br>b<br/></p><p><br></p><p>c</br>d"), "a\nb\n\nc\nd");
    assert_eq!(
        text("<p>a&nbsp; b &mdash;&#x1F600;&eacute;&shy;&lt;p&gt; &unknown;"),
        "a\u{a0} b —😀é\u{ad}<p> &unknown;"
    );
}

#[test]
fn preformatted_text_stands_as_it_is() {
    assert_eq!(
        text("x <pre>\n  INT:\tone\r\n\n two  <b>b</b>\n</pre> y"),
        "x\n  INT:\tone\n\n two  b\ny"
    );
    assert_eq!(text("<p>a <span style='white-space: pre-wrap'>b  c\nd</span>  e"), "a b  c\nd e");
    assert_eq!(text("<textarea> <b>x</b> </textarea>"), " <b>x</b> ");
}

#[test]
fn headings_and_type_are_marked() {
    let words = words(
        "<h1>One <em>two</em></h1><h2>A<br>B</h2><h2>C</h2><p style='font-weight:bold'>p<b style='font-weight:400'>q</b>\
         <p>r<strong>s<p>t</strong>u<span style='font-style:italic'>v</p>w",
    );
    assert_eq!(words.text, "One two\nA\nB\nC\npq\nrs\ntuv\nw");
    let expected = [
        (MarkupKind::Heading(1), "One two"),
        (MarkupKind::Italic, "two"),
        (MarkupKind::Heading(2), "A\nB"),
        (MarkupKind::Heading(2), "C"),
        (MarkupKind::Bold, "p"),
        (MarkupKind::Bold, "s\nt"),
        (MarkupKind::Italic, "v"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(kind, words)| (kind, (*words).to_owned())).collect();
    assert_eq!(marked(&words), expected);
}

#[test]
fn tags_may_be_closed_in_any_order_or_not_at_all() {
    let bold = |page: &str| {
        let words = words(page);
        marked(&words).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|")
    };
    assert_eq!(bold("<p>a<b>b<i>c</b>d</i>e"), "bc|cd");
    assert_eq!(bold("<table><tr><td><b>x<td>y<tr><td>z</table>w"), "x");
    assert_eq!(bold("<ul><li style='font-weight:bold'>a<li>b</ul>c</b></div>"), "a");
    assert_eq!(bold("<p>a</td></table></li><b>b</b>"), "b");
}

#[test]
fn items_have_a_bullet_or_a_number() {
    assert_eq!(
        text(
            "<ul>\n<li><p>a</p><p>b</p>\n<ol start=3 type=a><li>c<li value=27>d</ol><li>e</ul><ol><li>f</li><li></li>\
             <li><h3>g</h3></li></ol><ol type=I><li>h</ol><ol style='list-style:none'><li>i</ol><li>j"
        ),
        "• a\nb\nc. c\naa. d\n• e\n1. f\n2.\n3. g\nI. h\ni\n• j"
    );
    assert_eq!(text("<ul><li><ul><li>x</ul></ul><dl><dt>t<dd>d</dl>"), "• x\nt\nd");
}

#[test]
fn tables_are_lines_with_tabs() {
    assert_eq!(
        text(
            "before<table><caption>c</caption><thead><tr><th>INT</th>\n<th><p>One?</p><p>Two?</p></th></tr></thead>\n\
             <tr><td><p><br></p></td><td>b</td><td></td><td> </td></tr><tr><td>A<td><table><tr><td>x<td>y<tr><td>z</table>\
             <td>B</table>after"
        ),
        "before\nc\nINT\tOne?\nTwo?\n\tb\nA\tx\ty\nz\tB\nafter"
    );
    assert_eq!(text("<table><td>a<td>b<tr><td><tr><tr><td>c</table>d<td>e"), "a\tb\n\nc\nd\ne");
    assert_eq!(text("<tr><td><p>a</p></td><td><ul><li>b</ul></td></tr>c"), "a\t• b\nc");
}

#[test]
fn what_is_not_shown_is_left_out() {
    assert_eq!(
        text(
            "<!DOCTYPE html><html><head><title>T &amp;\n t</title><style>p {}</style><script>if (a<b) '</p>'</script>\
             <noscript><p>n</p></noscript></head><body><!-- c --><template><p>t</p></template><p>a<svg><title>s</title>\
             <text>v</text></svg><img alt=i>b<ruby>漢<rp>(</rp><rt>かん</rt></ruby><input value=x></p>\
             <script>document.write('<p>')</script>"
        ),
        "T & t\nab漢"
    );
    assert_eq!(text("<title>Same</title><h1> Same </h1>x"), "Same\nx");
    let hidden =
        words("a<div hidden>b<p>c</div><span style='Display:None'>d</span> <p hidden>\n</p>e");
    assert_eq!(hidden.text, "a e");
    assert_eq!(hidden.doubts, ["Holds hidden text, which was not taken."]);
    let changed = words("<p>a <del>b</del><ins>c</ins>");
    assert_eq!(changed.text, "a c");
    assert!(changed.doubts[0].contains("tracked changes"));
}

#[test]
fn libre_office_and_word_write_notes_in_their_ways() {
    let page = "<meta name=generator content='LibreOffice 7.4'/><title>Property</title><ol><li><h1>Head</h1></ol>\
        <p>One.<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" href=\"#sdfootnote1sym\"><sup>1</sup></a>\
        <a class=\"sdendnoteanc\" name=\"sdendnote1anc\" href=\"#sdendnote1sym\"><sup>i</sup></a><!-- why? --> Two\
        <a class=\"sdfootnoteanc\" href=\"#sdfootnote2sym\"><sup>2</sup></a></p><div id=\"sdfootnote1\"><p>\n\
        <a class=\"sdfootnotesym\" name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>A\n\t<i>note</i></p>\n<p>goes on</p></div>\
        <div id=sdfootnote2><p><a class=sdfootnotesym href='#x'>2</a>B</p></div>\
        <div id=sdendnote1><p><a class=sdendnotesym href='#x'>i</a>C</p></div>";
    let read = words(page);
    assert_eq!(read.text, "Head\nOne.[1][2] Two[3]\n\n[1] A note goes on\n[2] C\n[3] B");
    assert_eq!(read.comments.len(), 1);
    assert_eq!((read.comments[0].span.end, read.comments[0].words.as_str()), (15, "why?"));
    assert!(marked(&read).contains(&(&MarkupKind::Italic, "note".to_owned())));
    assert_eq!(
        text(
            "<meta name=Generator content='Microsoft Word 15'><title>P</title><p>x<a style='mso-footnote-id:ftn1' \
             href='#_ftn1' name='_ftnref1'><span><![if !x]>[1]<![endif]></span></a> y</p><div style='mso-element:footnote' \
             id=ftn1><p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> Words</p></div>"
        ),
        "x[1] y\n\n[1] Words"
    );
}

#[test]
fn books_write_notes_by_role() {
    assert_eq!(
        text(
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body>\
             <p>a<a epub:type='noteref' href='n.xhtml#n2'>*</a> b<sup><a href='#n1' role='doc-noteref'>1</a></sup> c\
             <a href='#n2' class='footnote-ref'>2</a></p><i class='icon'/><section role='doc-endnotes'><ol>\
             <li id='n1'><p>First.<a href='#r' role='doc-backlink'>back</a></p></li><li id='n2'>Second</li></ol></section>\
             <p>after</p></body></html>"
        ),
        "a[1] b[2] c[1]\nafter\n\n[1] Second\n[2] First."
    );
    assert_eq!(text("<p>a<a role='doc-noteref'>1</a><div id=b>c</div>"), "a[1]\nc");
}

#[test]
fn what_is_no_page_is_refused() {
    assert_eq!(refusal(b""), Refusal::Empty);
    assert_eq!(refusal(b"INT: Hello\nGP: 2 < 3 & so on"), Refusal::PlainText("a web page"));
    assert_eq!(refusal(b"%PDF-1.4"), Refusal::Disguised("a PDF"));
    assert_eq!(refusal(b"MIME-Version: 1.0\r\n"), Refusal::WebArchive);
    assert_eq!(refusal(&[1; 100]), Refusal::Disguised("a binary file"));
}

#[test]
fn the_ending_tells_a_page() {
    let read = |name| super::super::read_bytes(name, b"<p>x").map(|reading| reading.text);
    for name in ["a.html", "a.HTM", "a.xhtml"] {
        assert_eq!(read(name), Ok("x".to_owned()));
    }
    let refused = read("a.mhtml").expect_err("a refusal").to_string();
    assert!(refused.contains("save it as .html: a.mhtml"), "{refused}");
}

#[test]
fn nesting_costs_nothing() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b><p>", "</b>"),
        ("<ul><li>", "</ul>"),
        ("<table><tr><td>", "</table>"),
        ("<span><i>", "</i></span>"),
    ] {
        let count = 20_000;
        let page = format!("{}x{}y", open.repeat(count), close.repeat(count));
        let text = words(&page).text;
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(letters, "xy", "{open}");
    }
}

/// Tags and characters in any order.
fn piece() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<div>",
        "</div>",
        "<div hidden>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<ul>",
        "</ul>",
        "<ol start=-3>",
        "</ol>",
        "<li>",
        "</li>",
        "<li id=n>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<tbody>",
        "<br>",
        "<hr>",
        "<pre>",
        "</pre>",
        "<span>",
        "</span>",
        "<a role=doc-noteref href=#n>",
        "<a role=doc-backlink>",
        "</a>",
        "<div id=n>",
        "<del>",
        "</del>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<meta name=generator content=LibreOffice>",
        "<!-- c -->",
        "<span style='display:none;font-weight:bold'>",
        "<a/>",
        "\n",
        " ",
        "a",
        "é&amp;",
        "\t",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_order_of_tags_is_read(page in piece(), xml: bool) {
        let start = if xml { "<html xmlns=x>" } else { "<html>" };
        let words = words(&format!("{start}{page}"));
        let length = words.text.chars().count() as u32;
        for span in words.markup.iter().map(|mark| mark.span) {
            prop_assert!(!span.is_empty() && span.end <= length, "{span:?} of {length}");
        }
        for span in words.comments.iter().map(|comment| comment.span) {
            prop_assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
        }
    }

    #[test]
    fn a_damaged_page_never_panics(at in 0usize..2000, bytes: [u8; 3], cut in 0usize..2000) {
        let page = "<meta charset=latin1><title>t</title><p style='font-weight:bold'>a&amp;b<a class=sdfootnoteanc \
                    href=#sdfootnote1sym>1</a><table><tr><td>x<td>y</table><ol><li>z</ol><div id=sdfootnote1>n</div><pre>\n p";
        let mut file = page.as_bytes().to_vec();
        let at = at % file.len();
        let end = (at + 3).min(file.len());
        file[at..end].copy_from_slice(&bytes[..end - at]);
        file.truncate(cut.max(file.len() / 2));
        let _ = read(file.as_slice());
    }
}
