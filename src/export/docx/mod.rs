//! Word documents (WordprocessingML, ECMA-376 part 1): real headings, paragraphs in named styles.
//!
//! The package is written here and not by docx-rs, which knows neither a document's language nor runs written from
//! right to left, names an "unknown" author of 1970, and leaves the package uncompressed. It needs nine short parts.
//!
//! Everything that can be seen comes from styles, so that a team changes the look of a hundred quotes in one place; the
//! exceptions are the space after the last paragraph of an extract, what keeps its label on its page, how far in an item of
//! a list stands, and the bold and italic letters that somebody asks for.

mod package;
mod style;

use super::characters::escaped;
use super::direction::{self, Direction};
use super::print::{Line, Of, Page, Placed, Run, Table, print, words};
use super::styles::{self, AFTER_EXTRACT, STEP_IN};
use super::{ExportError, QuoteReport, document};
use crate::text::markdown::Marker;

/// The whole file of quotes.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new(&report.title);
    print(report, Some("Word"), &mut document);
    document.pack()
}

/// The whole file of a document.
pub(super) fn document(written: &document::Document) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new(&written.title);
    document.is_landscape = written.is_landscape;
    document::print(written, Some("Word"), &mut document);
    document.pack()
}

impl Page for Document {
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]) {
        self.text(styles::TITLE, title);
        if let Some(warning) = warning {
            self.text(styles::WARNING, warning);
        }
        for note in notes {
            self.text(styles::NOTE, note);
        }
    }

    fn heading(&mut self, level: usize, runs: &[Run<'_>]) {
        self.styled(styles::HEADINGS[level - 1], runs, Place::default());
    }

    fn under_heading(&mut self, words: &str) {
        self.text(styles::DEFINITION, words);
    }

    fn extract(&mut self, lines: &[Line<'_>]) {
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1);
            let place = Place {
                // No page begins with what belongs to an extract on the one before.
                keeps_next: next.is_some_and(|next| next.is != line.is),
                ends_extract: next.is_none(),
                ..Place::default()
            };
            self.line(line, place);
        }
    }

    fn paragraph(&mut self, paragraph: &Placed<'_>) {
        self.line(&paragraph.line, Place::default());
    }

    fn list(&mut self, items: &[Placed<'_>]) {
        // The numbered lists that are open, by depth: which one, and the number that its next item would have.
        let mut open: [Option<(usize, u64)>; DEEPEST] = [None; DEEPEST];
        for item in items {
            let depth = item.lists.min(DEEPEST);
            let around = depth - usize::from(item.marker.is_some());
            open[depth..].fill(None);
            let number = match item.marker {
                None => None,
                Some(Marker::Bullet) => {
                    open[around] = None;
                    Some(package::BULLETS)
                }
                Some(Marker::Number(number)) => {
                    let list = match open[around] {
                        Some((list, next)) if next == number => list,
                        _ => self.new_list(around, number),
                    };
                    open[around] = Some((list, number.saturating_add(1)));
                    Some(list)
                }
            };
            let place = match number {
                Some(list) => Place { item: Some((around, list)), ..Place::default() },
                None => Place { steps_in: depth, ..Place::default() },
            };
            self.line(&item.line, place);
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        let width = if self.is_landscape { package::LONG } else { package::SHORT };
        let sum: u64 = table.widths.iter().copied().map(u64::from).sum();
        let widths =
            table.widths.iter().map(|&part| u64::from(part) * u64::from(width) / sum.max(1));
        let widths: Vec<String> = widths.map(|width| width.max(1).to_string()).collect();
        self.push(&["<w:tbl><w:tblPr><w:tblStyle w:val=\"", style::TABLE, "\"/>"]);
        self.push(&["<w:tblW w:w=\"", &width.to_string(), "\" w:type=\"dxa\"/>"]);
        self.push(&[
            "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>",
        ]);
        for width in &widths {
            self.push(&["<w:gridCol w:w=\"", width, "\"/>"]);
        }
        // The heads stand on every page.
        self.push(&["</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"]);
        for (head, width) in table.head.iter().zip(&widths) {
            self.cell(std::slice::from_ref(head), width);
        }
        self.push(&["</w:tr>\n"]);
        for row in &table.rows {
            self.push(&["<w:tr>"]);
            for (cell, width) in row.iter().zip(&widths) {
                self.cell(cell, width);
            }
            self.push(&["</w:tr>\n"]);
        }
        // Two tables without anything between them would be one.
        self.push(&["</w:tbl>\n"]);
        self.text(styles::TABLE_TEXT, "");
    }

    fn divider(&mut self) {
        self.text(styles::DIVIDER, styles::DIVIDER_SIGN);
    }

    fn page_break(&mut self) {
        self.breaks_page = true;
    }
}

/// How many lists Word tells apart that stand in one another.
const DEEPEST: usize = 9;

/// How a paragraph differs from its style.
#[derive(Default, Clone, Copy)]
struct Place {
    keeps_next: bool,
    ends_extract: bool,
    /// The depth from 0 and the number of the list that it is an item of.
    item: Option<(usize, usize)>,
    /// How many steps in it stands, where it is no item.
    steps_in: usize,
}

/// A document that grows from the top down.
pub(super) struct Document {
    title: String,
    body: String,
    is_landscape: bool,
    /// Whether the next paragraph begins a page.
    breaks_page: bool,
    /// The depth from 0 and the first number of each numbered list.
    lists: Vec<(usize, u64)>,
}

impl Document {
    /// An empty document; the title is what file managers and screen readers announce.
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            body: String::new(),
            is_landscape: false,
            breaks_page: false,
            lists: Vec::new(),
        }
    }

    /// Adds a text in a paragraph style, a paragraph for each of its lines.
    pub(super) fn text(&mut self, style: &str, text: &str) {
        for paragraph in text.split('\n') {
            let direction = direction::of_paragraph(paragraph);
            self.open(style, direction, Place::default());
            self.runs(None, "", paragraph, direction);
            self.close();
        }
    }

    fn line(&mut self, line: &Line<'_>, place: Place) {
        self.styled(styles::of_line(line.is), &line.runs, place);
    }

    /// Adds a paragraph of runs.
    fn styled(&mut self, style: &str, runs: &[Run<'_>], place: Place) {
        let direction = direction::of_paragraph(&words(runs));
        self.open(style, direction, place);
        for run in runs {
            self.run(run, direction);
        }
        self.close();
    }

    /// The number of a new list whose items are numbered from a number.
    fn new_list(&mut self, depth: usize, from: u64) -> usize {
        self.lists.push((depth, from));
        package::BULLETS + self.lists.len()
    }

    /// Adds a cell of a table: one paragraph at least, which Word asks for.
    fn cell(&mut self, paragraphs: &[Placed<'_>], width: &str) {
        self.push(&["<w:tc><w:tcPr><w:tcW w:w=\"", width, "\" w:type=\"dxa\"/></w:tcPr>"]);
        match paragraphs {
            [] => self.text(styles::TABLE_TEXT, ""),
            paragraphs => self.flow(paragraphs),
        }
        self.body.push_str("</w:tc>");
    }

    /// Begins a paragraph. The elements stand in the order that the schema asks for (17.3.1.26).
    fn open(&mut self, style: &str, direction: Direction, place: Place) {
        let keep = if place.keeps_next { "<w:keepNext/>" } else { "" };
        let page = if self.breaks_page { "<w:pageBreakBefore/>" } else { "" };
        self.breaks_page = false;
        let bidi = match direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "<w:bidi/>",
        };
        self.push(&["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>", keep, page]);
        if let Some((depth, list)) = place.item {
            let (depth, list) = (depth.to_string(), list.to_string());
            self.push(&["<w:numPr><w:ilvl w:val=\"", &depth, "\"/><w:numId w:val=\"", &list]);
            self.push(&["\"/></w:numPr>"]);
        }
        self.push(&[bidi]);
        if place.ends_extract {
            self.push(&["<w:spacing w:after=\"", &AFTER_EXTRACT.to_string(), "\"/>"]);
        }
        if place.steps_in > 0 {
            let left = STEP_IN as usize * place.steps_in;
            self.push(&["<w:ind w:left=\"", &left.to_string(), "\"/>"]);
        }
        self.body.push_str("</w:pPr>");
    }

    fn close(&mut self) {
        self.body.push_str("</w:p>\n");
    }

    fn run(&mut self, run: &Run<'_>, paragraph: Direction) {
        let direction = match run.of {
            Of::Plain | Of::Code | Of::Blank => paragraph,
            // These keep their own direction, or the number in a label would jump before its words.
            Of::Speaker | Of::Editor | Of::Label => direction::of_paragraph(&run.words),
        };
        let look = match (run.bold, run.italic) {
            (false, false) => "",
            (true, false) => "<w:b/><w:bCs/>",
            (false, true) => "<w:i/><w:iCs/>",
            (true, true) => "<w:b/><w:bCs/><w:i/><w:iCs/>",
        };
        // A field, and no relation of the package: an address that Word cannot read would be a broken file there.
        if let Some(address) = &run.address {
            self.push(&[
                "<w:fldSimple w:instr=\" HYPERLINK &quot;",
                &escaped(address),
                "&quot; \">",
            ]);
        }
        self.runs(styles::of_run(run), look, &run.words, direction);
        if run.address.is_some() {
            self.body.push_str("</w:fldSimple>");
        }
    }

    /// Adds the runs of a text; its tabs and line breaks are Word's.
    fn runs(&mut self, style: Option<&str>, look: &str, text: &str, paragraph: Direction) {
        for (direction, run) in direction::runs(text, paragraph) {
            self.body.push_str("<w:r>");
            let rtl = if direction == Direction::RightToLeft { "<w:rtl/>" } else { "" };
            if style.is_some() || !look.is_empty() || !rtl.is_empty() {
                self.body.push_str("<w:rPr>");
                if let Some(style) = style {
                    self.push(&["<w:rStyle w:val=\"", style, "\"/>"]);
                }
                self.push(&[look, rtl, "</w:rPr>"]);
            }
            let mut rest = run;
            while !rest.is_empty() {
                let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
                let (piece, sign) = rest.split_at(end);
                if !piece.is_empty() {
                    self.push(&["<w:t xml:space=\"preserve\">", &escaped(piece), "</w:t>"]);
                }
                self.body.push_str(match sign.chars().next() {
                    None => "",
                    Some('\t') => "<w:tab/>",
                    Some(_) => "<w:br/>",
                });
                rest = sign.get(1..).unwrap_or_default();
            }
            self.body.push_str("</w:r>");
        }
    }

    fn push(&mut self, pieces: &[&str]) {
        self.body.extend(pieces.iter().copied());
    }

    /// The file's bytes.
    ///
    /// # Errors
    ///
    /// [`ExportError::Package`] when the parts cannot be packed.
    pub(super) fn pack(self) -> Result<Vec<u8>, ExportError> {
        package::pack(&self).map_err(|error| ExportError::Package(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::print::extract_lines;
    use crate::export::report::{rich_sample, set_plainly};

    fn body(fill: impl FnOnce(&mut Document)) -> String {
        let mut document = Document::new("");
        fill(&mut document);
        document.body
    }

    fn quote(document: &mut Document, words: &str, label: &str) {
        document.extract(&extract_lines(&set_plainly(words, label)));
    }

    #[test]
    fn a_label_ends_the_last_paragraph() {
        assert_eq!(
            body(|document| quote(document, "We <wait>.\n\tThen we go.", "[GP ID 161]")),
            "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/></w:pPr>\
             <w:r><w:t xml:space=\"preserve\">We &lt;wait&gt;.</w:t></w:r></w:p>\n\
             <w:p><w:pPr><w:pStyle w:val=\"Quote\"/><w:spacing w:after=\"240\"/></w:pPr>\
             <w:r><w:tab/><w:t xml:space=\"preserve\">Then we go. </w:t></w:r>\
             <w:r><w:rPr><w:rStyle w:val=\"QuoteLabel\"/></w:rPr>\
             <w:t xml:space=\"preserve\">[GP ID 161]</w:t></w:r></w:p>\n"
        );
    }

    #[test]
    fn an_extract_with_all_that_can_stand_beside_it() {
        let mut report = rich_sample();
        report.sections.remove(0);
        (report.title, report.notes, report.made) = Default::default();
        report.sections[0].path.clear();
        let body = body(|document| print(&report, Some("Word"), document));
        let styled: Vec<&str> = body.lines().map(|line| &line[..line.len() - 6]).collect();
        let paragraph = |style: &str, more: &str, runs: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}")
        };
        let run = |look: &str, words: &str| {
            let look =
                if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
            format!("<w:r>{look}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
        };
        let (keep, italic) = ("<w:keepNext/>", "<w:i/><w:iCs/>");
        let of = |style: &str| format!("<w:rStyle w:val=\"{style}\"/>");
        let said = [
            run("", "“"),
            run(&of("QuoteSpeaker"), "[GP ID 161]:"),
            run("", " We waited, "),
            run(&of("QuoteEdit"), "[…]"),
            run("", " for "),
            run(italic, "weeks"),
            run("", "."),
        ];
        let end = [run("", "Then "), run(&of("QuoteEdit"), "[the doctor]"), run("", " went.”")];
        let label = run(&(of("QuoteLabel") + italic), "[GP ID 161, emphasis added]");
        assert_eq!(
            styled[2..8],
            [
                paragraph("QuoteContext", keep, &run("", "INT: And then?")),
                paragraph("Quote", "", &said.concat()),
                paragraph("Quote", keep, &end.concat()),
                paragraph("QuoteLabelLine", keep, &label),
                paragraph("QuoteContext", "", &run("", "INT: I see.")),
                paragraph("QuoteContext", keep, &run("", "Thank you.")),
            ]
        );
        assert!(styled[0].contains("\"Title\"") && styled[1].contains("\"PrivateNote\""));
        assert!(styled[8].contains("\"QuoteCodes\"") && styled[8].contains(keep));
        assert!(styled[9].contains("\"QuotePrivate\"/><w:spacing w:after=\"240\"/>"));
    }

    #[test]
    fn right_to_left_is_said_of_paragraph_and_run() {
        assert_eq!(
            body(|document| document.text("Quote", "שלום Anna")),
            "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/><w:bidi/></w:pPr>\
             <w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">שלום </w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\">Anna</w:t></w:r></w:p>\n"
        );
        let quote = body(|document| quote(document, "שלום", "[GP ID 161]"));
        assert!(quote.contains("<w:t xml:space=\"preserve\">[GP ID 161]</w:t>"), "{quote}");
    }
}
