//! What a team writes itself: memos, chapters and matrices, read back by other readers.

use std::io::Cursor;
use std::time::{Duration, Instant};

use marginalia::analysis::labels::{Audience, plain_text};
use marginalia::export::document::{
    Block, Column, Document, DocumentFormat, Extract, Paragraph, Run, RunKind, Table, memo_blocks,
    memo_paragraphs, write,
};
use marginalia::import::read_bytes;
use marginalia::text::markdown::{self, Content, Marker};

use super::documents::assert_well_formed;
use super::{HOSTILE, UNHOLDABLE, content, legal, part, quote, words};

const MEMO: &str = "\
# Waiting & *trust*

Seen in [[code:00000000-0000-0000-0000-000000000007|Access > Waiting]], by **[[people:00000000-0000-0000-0000-000000000007|12]]** \
people; see https://example.org/a_b and [[Nothing there]].

- first\n- second\\
  line

  more

  3. third
- fourth

> a quote

```
code *as it is*
```

***

| Site | Weeks |
|---|---|
| North | *5* |
";

/// A chapter with all that can stand in one.
fn chapter() -> Document {
    let mut blocks = vec![
        Block::Heading(1, vec![Run::plain("Access")]),
        Block::Explanation("Getting *in*.".to_owned()),
        Block::Quiet(vec![Run::plain("Tested by Amara, 3 May 2026")]),
    ];
    blocks.extend(memo_blocks(MEMO, 1, |to, words| format!("{words} ({})", to.target().kind())));
    blocks.extend([
        Block::Paragraph(Paragraph::new(vec![
            Run::plain("Led by "),
            Run::blank("names and training"),
            Run { is_bold: true, is_italic: true, ..Run::plain(", both") },
            Run::plain("."),
        ])),
        Block::Extract(Box::new(Extract {
            quote: quote("We *wait*.\nFor weeks."),
            note: "Typical.".to_owned(),
            prints_codes: true,
        })),
        Block::PageBreak,
        Block::Table(Table {
            columns: vec![
                Column { head: vec![Run::plain("Site")], width: 1 },
                Column { head: vec![Run::plain("Waiting|time")], width: 3 },
            ],
            rows: vec![
                vec![
                    vec![Paragraph::plain("North")],
                    memo_paragraphs("Long:\n\n- weeks\n- *months*", |_, words| words.to_owned()),
                ],
                vec![vec![Paragraph::plain("South")]],
            ],
        }),
    ]);
    Document {
        title: "What people say".to_owned(),
        notes: vec!["A draft.".to_owned()],
        made: "22 November 2026".to_owned(),
        audience: Audience::Team,
        is_landscape: true,
        blocks,
    }
}

/// Every hostile text as a heading, a paragraph, an item, in a quote and in cells.
pub fn hostile_document() -> Document {
    let long = "x".repeat(5_000);
    let mut blocks = Vec::new();
    for text in HOSTILE.iter().copied().chain([UNHOLDABLE, &long]) {
        let runs = || vec![Run::plain(text)];
        let looks = [Run::bold(text), Run { is_italic: true, ..Run::plain(text) }].to_vec();
        let kind = |kind| Run { kind, ..Run::plain(text) };
        blocks.extend([
            Block::Heading(2, runs()),
            Block::Paragraph(Paragraph::plain(text)),
            Block::Paragraph(Paragraph::bullet(1, runs())),
            Block::Paragraph(Paragraph { lists: 1, ..Paragraph::plain(text) }),
            Block::Paragraph(Paragraph {
                lists: 2,
                marker: Some(Marker::Number(1)),
                ..Paragraph::new(looks)
            }),
            Block::Paragraph(Paragraph { quotes: 1, ..Paragraph::plain(text) }),
            Block::Quiet(vec![
                kind(RunKind::Code),
                Run::plain(" "),
                kind(RunKind::Address(format!("https://a.org/{text}"))),
            ]),
            Block::Extract(Box::new(Extract {
                quote: quote(text),
                note: text.to_owned(),
                prints_codes: false,
            })),
            Block::Table(Table {
                columns: vec![Column { head: runs(), width: 1 }, Column::default()],
                rows: vec![vec![vec![Paragraph::plain(text), Paragraph::bullet(1, runs())]]],
            }),
        ]);
    }
    Document { title: "Hostile".to_owned(), blocks, ..Document::default() }
}

/// What a document says, word by word, but for what a format says of itself.
pub fn said(document: &Document) -> Vec<String> {
    let mut said = document.title.clone();
    let mut runs = |runs: &[Run]| {
        said.push('\n');
        said.extend(runs.iter().map(|run| run.words.as_str()));
    };
    for block in &document.blocks {
        match block {
            Block::Heading(_, words) | Block::Quiet(words) => runs(words),
            Block::Paragraph(paragraph) => runs(&paragraph.runs),
            Block::Explanation(words) => runs(&[Run::plain(words)]),
            Block::Extract(extract) => {
                runs(&[Run::plain(plain_text(&extract.quote.pieces))]);
                runs(&[Run::plain(&extract.note)]);
            }
            Block::Table(table) => {
                table.columns.iter().for_each(|column| runs(&column.head));
                table.rows.iter().flatten().flatten().for_each(|one| runs(&one.runs));
            }
            Block::Divider | Block::PageBreak => {}
        }
    }
    unmarked(words(&legal(&said)))
}

/// Words without the markers of lists, which readers tell or leave to themselves.
pub fn unmarked(words: Vec<String>) -> Vec<String> {
    let is_marker = |word: &String| matches!(word.as_str(), "•" | "–" | "1." | "-" | "*");
    words.into_iter().filter(|word| !is_marker(word)).collect()
}

fn text(format: DocumentFormat, document: &Document) -> String {
    String::from_utf8(write(format, document).expect("written")).expect("UTF-8")
}

#[test]
fn a_chapter_in_markdown() {
    assert_eq!(
        text(DocumentFormat::Markdown, &chapter()),
        r#"**What people say**

Private: this file names sources, speakers, coders or people. Keep it within the team.

A draft.

Made 22 November 2026

# Access

Getting \*in\*.

Tested by Amara, 3 May 2026

## Waiting \& *trust*

Seen in Access \> Waiting (code), by **12 (code)** people; see [https://example.org/a\_b](https://example.org/a_b) and Nothing there.

- first
- second\
  line

  more

  3. third
- fourth

> a quote

<code>code \*as it is\*</code>

* * *

| Site | Weeks |
| :-- | :-- |
| North | *5* |

Led by \[names and training\]***, both***.

> We \*wait\*.\
> For weeks. \[GP ID 161\]

Note: Typical.

Codes: Access \> Waiting; Trust

Private: source Site 3 – Dr Miller · file Miller, final.docx · characters 7–28 · speaking GP ID 161 · names Ann Miller · coded by Amara Okafor; Zoë Lindqvist · comment come back to this

| Site | Waiting\|time |
| :-- | :-- |
| North | Long:<br>- weeks<br>- *months* |
| South |  |
"#
    );
}

#[test]
fn a_chapter_in_plain_text() {
    let written = text(DocumentFormat::Text, &chapter());
    let body = written.split_once("Made 22 November 2026\n\n").map(|(_, body)| body);
    assert_eq!(
        body,
        Some(
            "Access\n======\n\nGetting *in*.\n\nTested by Amara, 3 May 2026\n\nWaiting & trust\n---------------\n\n\
             Seen in Access > Waiting (code), by 12 (code) people; see https://example.org/a_b and Nothing there.\n\n\
             - first\n- second\n  line\n  more\n  3. third\n- fourth\n\n> a quote\n\ncode *as it is*\n\n* * *\n\n\
             Site: North\nWeeks: 5\n\nLed by [names and training], both.\n\nWe *wait*.\nFor weeks. [GP ID 161]\n\n\
             Note: Typical.\n\nCodes: Access > Waiting; Trust\n\nPrivate: source Site 3 – Dr Miller · \
             file Miller, final.docx · characters 7–28 · speaking GP ID 161 · names Ann Miller · coded by Amara Okafor; \
             Zoë Lindqvist · comment come back to this\n\nSite: North\nWaiting|time:\nLong:\n- weeks\n- months\n\n\
             Site: South\n"
        )
    );
}

#[test]
fn a_chapter_in_html() {
    let page = text(DocumentFormat::Html, &chapter());
    assert!(page.contains("<body class=\"wide\">") && page.contains("size: landscape"));
    let body = page.split_once("<main>\n").map(|(_, body)| body).expect("a body");
    for expected in [
        "<h2 dir=\"auto\">Waiting &amp; <i>trust</i></h2>\n",
        "<a href=\"https://example.org/a_b\" rel=\"noreferrer\">https://example.org/a_b</a>",
        "<ul>\n<li><p class=\"text\" dir=\"auto\">first</p>\n</li>\n<li><p class=\"text\" dir=\"auto\">second<br>line</p>\n\
         <p class=\"text\" dir=\"auto\">more</p>\n<ol start=\"3\">\n<li><p class=\"text\" dir=\"auto\">third</p>\n</li>\n</ol>\n\
         </li>\n<li><p class=\"text\" dir=\"auto\">fourth</p>\n</li>\n</ul>\n",
        "<code>code *as it is*</code>",
        "<mark>[names and training]</mark><b><i>, both</i></b>",
        "<p class=\"beside\" dir=\"auto\">Typical.</p>\n",
        "<col style=\"width: 25.0%\"><col style=\"width: 75.0%\">",
        "<th scope=\"col\"><p dir=\"auto\">Waiting|time</p>\n</th>",
        "<td><p dir=\"auto\">Long:</p>\n<ul>\n<li><p dir=\"auto\">weeks</p>\n</li>\n",
        "<td></td>",
    ] {
        assert!(body.contains(expected), "{expected} in {body}");
    }
}

#[test]
fn word_has_lists_tables_and_blanks_in_named_styles() {
    let docx = write(DocumentFormat::Docx, &chapter()).expect("written");
    let body = part(&docx, "word/document.xml");
    for expected in [
        "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
        "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr>",
        "<w:ind w:left=\"425\"/>",
        "second</w:t><w:br/><w:t xml:space=\"preserve\">line</w:t>",
        "<w:fldSimple w:instr=\" HYPERLINK &quot;https://example.org/a_b&quot; \">",
        "<w:rStyle w:val=\"Blank\"/></w:rPr><w:t xml:space=\"preserve\">[names and training]</w:t>",
        "<w:pStyle w:val=\"TableHead\"/><w:pageBreakBefore/>",
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        "<w:gridCol w:w=\"3501\"/><w:gridCol w:w=\"10503\"/>",
        "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
        "<w:pStyle w:val=\"QuoteNote\"/>",
    ] {
        assert!(body.contains(expected), "{expected} in {body}");
    }
    let numbering = part(&docx, "word/numbering.xml");
    assert!(numbering.contains(
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"3\"/>"
    ));
    let styles = part(&docx, "word/styles.xml");
    for style in body.split("Style w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn open_document_has_the_same() {
    let odt = write(DocumentFormat::Odt, &chapter()).expect("written");
    let body = part(&odt, "content.xml");
    for expected in [
        "<text:list text:style-name=\"List_20_1\"><text:list-item><text:p text:style-name=\"ListParagraph\">first</text:p>",
        "<text:list text:style-name=\"Numbering_20_1\"><text:list-item text:start-value=\"3\">",
        "second<text:line-break/>line",
        "<text:a xlink:type=\"simple\" xlink:href=\"https://example.org/a_b\"><text:span text:style-name=\"Hyperlink\">",
        "<text:span text:style-name=\"Blank\">[names and training]</text:span>",
        "<table:table table:style-name=\"ReportTableOnNewPage\">",
        "<table:table-header-rows><table:table-row><table:table-cell table:style-name=\"ReportHeadCell\"",
        "style:name=\"T2C2\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"18.525cm\"/>",
    ] {
        assert!(body.contains(expected), "{expected} in {body}");
    }
    let styles = part(&odt, "styles.xml");
    assert!(styles.contains("style:print-orientation=\"landscape\""));
}

#[test]
fn hostile_words_come_back_from_what_a_team_wrote() {
    let document = hostile_document();
    let expected = said(&document);
    for format in [DocumentFormat::Docx, DocumentFormat::Odt, DocumentFormat::Html] {
        let bytes = write(format, &document).expect("written");
        let name = format!("Chapter.{}", format.format().extension());
        if format != DocumentFormat::Html {
            let package = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a package");
            for name in package.file_names().map(|name| name.expect("UTF-8").into_owned()) {
                if name != "mimetype" {
                    assert_well_formed(&part(&bytes, &name));
                }
            }
        }
        let reading = read_bytes(&name, &bytes).expect("it can be read");
        let is_said = |line: &&str| !line.contains(" files can't hold ");
        let read = words(&reading.text.split('\n').filter(is_said).collect::<Vec<_>>().join("\n"));
        assert_eq!(unmarked(read), expected, "{format:?}");
    }
}

/// What a reader of Markdown makes of a file that we wrote.
fn read_markdown(text: &str) -> Vec<String> {
    let mut said = String::new();
    for block in markdown::blocks(text) {
        let mut runs = |runs: &[markdown::Run]| {
            said.push('\n');
            said.extend(runs.iter().map(|run| run.words.as_str()));
        };
        match &block.content {
            Content::Heading(_, words) | Content::Paragraph(words) => runs(words),
            Content::Table { head, rows } => {
                [head].into_iter().chain(rows).flatten().for_each(|cell| runs(cell));
            }
            Content::Code { words, .. } => panic!("{words} became code"),
            Content::Rule => panic!("words became a line"),
        }
    }
    // Our reader takes the tags that we write for words.
    for tag in ["strong", "em", "code"] {
        said = said.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    unmarked(words(&legal(&said.replace("<br>", "\n"))))
}

#[test]
fn hostile_words_come_back_from_markdown() {
    let mut document = hostile_document();
    // What looks like our own tags or like links of a project is read as such by our reader.
    let is_plain = |text: &str| !["<b", "[[", "<!", "Note:"].iter().any(|sign| text.contains(sign));
    document.blocks.retain(|block| match block {
        Block::Extract(_) => false,
        Block::Paragraph(paragraph) => paragraph.runs.iter().all(|run| is_plain(&run.words)),
        _ => true,
    });
    let written = text(DocumentFormat::Markdown, &document);
    assert_eq!(read_markdown(&written), said(&document));
}

#[test]
fn only_a_file_for_the_team_says_what_is_private() {
    let mut document = chapter();
    for format in DocumentFormat::ALL {
        document.audience = Audience::Team;
        assert!(content(&write(format, &document).expect("written")).contains("Ann Miller"));
        document.audience = Audience::Public;
        let public = content(&write(format, &document).expect("written"));
        for secret in ["Miller", "Lindqvist", "come back to this", "Private:"] {
            assert!(!public.contains(secret), "{secret} in {format:?}");
        }
    }
}

#[test]
fn four_hundred_extracts_are_written_at_once() {
    let said = "We wait for weeks, and then nobody tells us why. ".repeat(10);
    let mut blocks = Vec::new();
    for number in 0..60 {
        blocks.push(Block::Heading(1 + number % 3, vec![Run::plain(format!("Finding {number}"))]));
        blocks.push(Block::Paragraph(Paragraph::plain(&said)));
    }
    blocks.extend((0..400).map(|_| {
        let extract = Extract { quote: quote(&said), note: String::new(), prints_codes: true };
        Block::Extract(Box::new(extract))
    }));
    let document = Document { blocks, ..Document::default() };
    let begun = Instant::now();
    for format in DocumentFormat::ALL {
        write(format, &document).expect("written");
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn an_empty_document_is_a_file_too() {
    for format in DocumentFormat::ALL {
        let empty = Document {
            blocks: vec![
                Block::Table(Table::default()),
                Block::Paragraph(Paragraph { lists: 40, quotes: 40, ..Paragraph::default() }),
                Block::Heading(0, Vec::new()),
                Block::Heading(9, Vec::new()),
            ],
            ..Document::default()
        };
        assert!(write(format, &empty).is_ok() && write(format, &Document::default()).is_ok());
    }
}
