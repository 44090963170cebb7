//! The named styles of printed documents. Word and OpenDocument files have the same ones and look the same: a team that
//! changes one of them changes the look of a hundred extracts in one place.

use super::print::{Is, Of, Run};

/// An ordinary paragraph.
pub(super) const NORMAL: &str = "Normal";
/// The document's title.
pub(super) const TITLE: &str = "Title";
/// What was asked for, under the title.
pub(super) const NOTE: &str = "ReportNote";
/// That the document is not for everybody.
pub(super) const WARNING: &str = "PrivateNote";
/// What a code means, or the profile of a case.
pub(super) const DEFINITION: &str = "Definition";
/// A paragraph of an extract.
pub(super) const QUOTE: &str = "Quote";
/// The line of a label that has one of its own.
pub(super) const QUOTE_LABEL_LINE: &str = "QuoteLabelLine";
/// What stands before and after an extract in its source.
pub(super) const QUOTE_CONTEXT: &str = "QuoteContext";
/// What was noted beside an extract.
pub(super) const QUOTE_NOTE: &str = "QuoteNote";
/// The codes on an extract.
pub(super) const QUOTE_CODES: &str = "QuoteCodes";
/// What is private about an extract.
pub(super) const QUOTE_PRIVATE: &str = "QuotePrivate";
/// The label of an extract; a style of characters.
pub(super) const QUOTE_LABEL: &str = "QuoteLabel";
/// Who speaks in an extract; a style of characters.
pub(super) const QUOTE_SPEAKER: &str = "QuoteSpeaker";
/// What was put in, and the sign for what was left out; a style of characters.
pub(super) const QUOTE_EDIT: &str = "QuoteEdit";
/// A paragraph in a list.
pub(super) const LIST: &str = "ListParagraph";
/// A paragraph that the team quotes in a text of its own.
pub(super) const BLOCK: &str = "BlockText";
/// The sign between two parts of a text.
pub(super) const DIVIDER: &str = "Divider";
/// The head of a column of a table.
pub(super) const TABLE_HEAD: &str = "TableHead";
/// A paragraph in a table.
pub(super) const TABLE_TEXT: &str = "TableText";
/// Words that stand as they were typed; a style of characters.
pub(super) const CODE: &str = "TypedWords";
/// What only people can fill in; a style of characters.
pub(super) const BLANK: &str = "Blank";
/// Words that lead to a page; a style of characters.
pub(super) const LINK: &str = "Hyperlink";
/// The headings by level; navigation and tables of contents are built from these.
pub(super) const HEADINGS: [&str; 6] =
    ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
/// The foot of a page.
pub(super) const FOOTER: &str = "Footer";

/// The style of a paragraph.
pub(super) const fn of_line(is: Is) -> &'static str {
    match is {
        Is::Words => QUOTE,
        Is::Label => QUOTE_LABEL_LINE,
        Is::Before | Is::After => QUOTE_CONTEXT,
        Is::Note => QUOTE_NOTE,
        Is::Codes => QUOTE_CODES,
        Is::Private => QUOTE_PRIVATE,
        Is::Paragraph => NORMAL,
        Is::Item => LIST,
        Is::Quoted => BLOCK,
        Is::Quiet => NOTE,
        Is::TableHead => TABLE_HEAD,
        Is::TableText => TABLE_TEXT,
    }
}

/// The style of characters of a run; none for plain words.
pub(super) const fn of_run(run: &Run<'_>) -> Option<&'static str> {
    match run.of {
        Of::Plain if run.address.is_some() => Some(LINK),
        Of::Plain => None,
        Of::Code => Some(CODE),
        Of::Blank => Some(BLANK),
        Of::Speaker => Some(QUOTE_SPEAKER),
        Of::Editor => Some(QUOTE_EDIT),
        Of::Label => Some(QUOTE_LABEL),
    }
}

/// The typeface of everything but extracts.
pub(super) const SANS: &str = "Calibri";
/// The typeface of extracts.
pub(super) const SERIF: &str = "Georgia";
/// The typeface of what stands as it was typed.
pub(super) const MONO: &str = "Consolas";
/// The typeface of scripts written from right to left.
pub(super) const COMPLEX: &str = "Arial";
/// The size of ordinary words, in half points.
pub(super) const SIZE: u32 = 22;
/// The space after an ordinary paragraph, in twentieths of a point.
pub(super) const AFTER: u32 = 120;
/// How much further in each list stands than the one around it, in twentieths of a point.
pub(super) const STEP_IN: u32 = 425;
/// The sign between two parts of a text.
pub(super) const DIVIDER_SIGN: &str = "* * *";
/// The height of an ordinary line, in hundredths of a single one.
pub(super) const LINE: u32 = 115;
/// The space after the last paragraph of an extract, in twentieths of a point: it tells where one of several paragraphs ends
/// and the next begins.
pub(super) const AFTER_EXTRACT: u32 = 240;

/// A named style. What is not given is that of [`NORMAL`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// What paragraphs and runs call it by.
    pub id: &'static str,
    /// What people see.
    pub name: &'static str,
    /// Whether writing programs know it already, and translate its name.
    pub is_built_in: bool,
    /// Whether it is one of paragraphs.
    pub paragraph: Option<Paragraph>,
    /// How its letters look.
    pub letters: Letters,
}

/// How a paragraph is set. Measures are twentieths of a point.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub before: u32,
    pub after: Option<u32>,
    pub left: u32,
    pub right: u32,
    /// Whether it stays with the paragraph below it.
    pub keeps_next: bool,
    /// Whether its lines are as near to one another as they can be.
    pub is_tight: bool,
    pub is_centred: bool,
    /// From 1, of a heading.
    pub level: Option<u32>,
}

/// How letters look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    pub typeface: Option<&'static str>,
    /// In half points.
    pub size: Option<u32>,
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_underlined: bool,
    /// Six hex digits.
    pub colour: Option<&'static str>,
    /// What they stand on; six hex digits.
    pub ground: Option<&'static str>,
}

/// Dark enough on white for small print (a contrast of 7 to 1).
const QUIET: Option<&str> = Some("595959");

const PLAIN: Letters = Letters {
    typeface: None,
    size: None,
    is_bold: false,
    is_italic: false,
    is_underlined: false,
    colour: None,
    ground: None,
};
const SMALL: Letters = Letters { size: Some(19), colour: QUIET, ..PLAIN };
const UNSET: Paragraph = Paragraph {
    before: 0,
    after: None,
    left: 0,
    right: 0,
    keeps_next: false,
    is_tight: false,
    is_centred: false,
    level: None,
};
/// As far in as an extract.
const INDENTED: Paragraph = Paragraph { after: Some(80), left: 567, right: 284, ..UNSET };

/// All styles, [`NORMAL`] first.
pub(super) fn styles() -> Vec<Style> {
    let paragraph = |id, name, is_built_in, paragraph, letters| Style {
        id,
        name,
        is_built_in,
        paragraph: Some(paragraph),
        letters,
    };
    let characters =
        |id, name, letters| Style { id, name, is_built_in: false, paragraph: None, letters };
    let tight =
        |after, keeps_next| Paragraph { after: Some(after), keeps_next, is_tight: true, ..UNSET };
    let after = |after| Paragraph { after: Some(after), ..UNSET };
    let mut styles = vec![
        paragraph(NORMAL, "Normal", true, UNSET, PLAIN),
        paragraph(
            TITLE,
            "Title",
            true,
            Paragraph { keeps_next: true, is_tight: true, ..after(160) },
            Letters { is_bold: true, size: Some(44), ..PLAIN },
        ),
    ];
    styles.extend((1..).zip(HEADINGS).map(|(level, id)| heading(level, id)));
    styles.extend([
        // Says something of what follows.
        paragraph(
            NOTE,
            "Report note",
            false,
            Paragraph { keeps_next: true, ..after(120) },
            Letters { colour: QUIET, ..PLAIN },
        ),
        paragraph(
            WARNING,
            "Private note",
            false,
            after(80),
            Letters { is_bold: true, colour: Some("A61B1B"), ..PLAIN },
        ),
        paragraph(
            DEFINITION,
            "Definition",
            false,
            after(160),
            Letters { is_italic: true, colour: Some("404040"), ..PLAIN },
        ),
        paragraph(QUOTE, "Quote", true, INDENTED, Letters { typeface: Some(SERIF), ..PLAIN }),
        paragraph(QUOTE_LABEL_LINE, "Quote label line", false, INDENTED, PLAIN),
        paragraph(QUOTE_CONTEXT, "Quote context", false, INDENTED, SMALL),
        paragraph(QUOTE_NOTE, "Quote note", false, INDENTED, SMALL),
        paragraph(QUOTE_CODES, "Quote codes", false, INDENTED, SMALL),
        paragraph(QUOTE_PRIVATE, "Quote private", false, INDENTED, SMALL),
        paragraph(LIST, "List Paragraph", true, after(60), PLAIN),
        paragraph(
            BLOCK,
            "Block Text",
            true,
            Paragraph { left: 567, right: 567, ..after(AFTER) },
            Letters { colour: Some("404040"), ..PLAIN },
        ),
        paragraph(
            DIVIDER,
            "Divider",
            false,
            Paragraph { before: 120, is_centred: true, ..after(240) },
            Letters { colour: QUIET, ..PLAIN },
        ),
        paragraph(
            TABLE_HEAD,
            "Table head",
            false,
            tight(40, true),
            Letters { is_bold: true, size: Some(19), ..PLAIN },
        ),
        paragraph(
            TABLE_TEXT,
            "Table text",
            false,
            tight(40, false),
            Letters { size: Some(19), ..PLAIN },
        ),
        paragraph(FOOTER, "footer", true, Paragraph { is_centred: true, ..UNSET }, SMALL),
        characters(
            QUOTE_LABEL,
            "Quote label",
            Letters { typeface: Some(SANS), size: Some(20), colour: QUIET, ..PLAIN },
        ),
        characters(QUOTE_SPEAKER, "Quote speaker", Letters { typeface: Some(SANS), ..SMALL }),
        characters(QUOTE_EDIT, "Quote edit", Letters { colour: QUIET, ..PLAIN }),
        characters(CODE, "Typed words", Letters { typeface: Some(MONO), size: Some(20), ..PLAIN }),
        characters(BLANK, "Blank", Letters { ground: Some("FFE99A"), ..PLAIN }),
        Style {
            is_built_in: true,
            ..characters(
                LINK,
                "Hyperlink",
                Letters { is_underlined: true, colour: Some("1F5C99"), ..PLAIN },
            )
        },
    ]);
    styles
}

fn heading(level: u32, id: &'static str) -> Style {
    // Word knows its built-in headings by this spelling.
    let (name, size, before, after) = match level {
        1 => ("heading 1", 34, 480, 120),
        2 => ("heading 2", 28, 360, 100),
        3 => ("heading 3", 25, 300, 80),
        4 => ("heading 4", 23, 260, 80),
        5 => ("heading 5", 22, 240, 60),
        _ => ("heading 6", 22, 240, 60),
    };
    Style {
        id,
        name,
        is_built_in: true,
        paragraph: Some(Paragraph {
            before,
            after: Some(after),
            keeps_next: true,
            is_tight: true,
            level: Some(level),
            ..UNSET
        }),
        // The last level differs from the one above it, which has its size, by its slant.
        letters: Letters { is_bold: true, is_italic: level == 6, size: Some(size), ..PLAIN },
    }
}
