//! OpenDocument texts (ODF 1.3, ISO/IEC 26300): what LibreOffice writes and Word reads. The styles are those of our Word
//! documents, and the words stand in the same paragraphs.

mod package;
mod style;

use std::collections::BTreeMap;

use super::characters::{escaped, on_one_line};
use super::direction::{self, Direction};
use super::print::{Line, Page, Placed, Run, Step, Table, print, steps, words};
use super::{ExportError, QuoteReport, document, styles};
use crate::text::markdown::Marker;

/// The whole file of quotes.
///
/// # Errors
///
/// [`ExportError::OpenDocument`] when the parts cannot be packed.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::default();
    print(report, Some("OpenDocument"), &mut document);
    document.pack(&report.title)
}

/// The whole file of a document.
///
/// # Errors
///
/// [`ExportError::OpenDocument`] when the parts cannot be packed.
pub(super) fn document(written: &document::Document) -> Result<Vec<u8>, ExportError> {
    let mut document = Document { is_landscape: written.is_landscape, ..Document::default() };
    document::print(written, Some("OpenDocument"), &mut document);
    document.pack(&written.title)
}

/// A document that grows from the top down.
#[derive(Default)]
struct Document {
    body: String,
    /// The styles of paragraphs that differ from a named one by where they stand, with their numbers.
    places: BTreeMap<Place, usize>,
    /// The widths of the columns of each table, compared with one another.
    tables: Vec<Vec<u32>>,
    is_landscape: bool,
    /// Whether the next paragraph begins a page.
    breaks_page: bool,
}

/// How a paragraph differs from its named style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    style: &'static str,
    is_right_to_left: bool,
    keeps_next: bool,
    ends_extract: bool,
    breaks_page: bool,
}

impl Place {
    /// Where a line stands that says something in a style.
    fn of(style: &'static str, words: &str) -> Self {
        let is_right_to_left = direction::of_paragraph(words) == Direction::RightToLeft;
        Self { style, is_right_to_left, keeps_next: false, ends_extract: false, breaks_page: false }
    }

    fn is_plain(self) -> bool {
        !(self.is_right_to_left || self.keeps_next || self.ends_extract || self.breaks_page)
    }
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
        let style = self.style_of(Place::of(styles::HEADINGS[level - 1], &words(runs)));
        self.body.push_str(&format!(
            r#"<text:h text:style-name="{style}" text:outline-level="{level}">"#
        ));
        runs.iter().for_each(|run| self.run(run));
        self.body.push_str("</text:h>\n");
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
                ..Place::of(styles::of_line(line.is), &line.words())
            };
            self.runs(place, &line.runs);
        }
    }

    fn paragraph(&mut self, paragraph: &Placed<'_>) {
        self.line(&paragraph.line);
    }

    fn list(&mut self, items: &[Placed<'_>]) {
        for step in steps(items) {
            match step {
                // What stands in no list that was begun is set like one, without anything before it.
                Step::Open(None) => self.push(&["<text:list><text:list-header>"]),
                Step::Open(Some(Marker::Bullet)) => {
                    self.push(&[
                        "<text:list text:style-name=\"",
                        style::BULLETS,
                        "\"><text:list-item>",
                    ]);
                }
                Step::Open(Some(Marker::Number(from))) => {
                    // Programs count no further than this.
                    let from = from.min(i32::MAX as u64).to_string();
                    self.push(&["<text:list text:style-name=\"", style::NUMBERS, "\">"]);
                    self.push(&["<text:list-item text:start-value=\"", &from, "\">"]);
                }
                Step::Next => self.push(&["</text:list-item><text:list-item>"]),
                Step::Paragraph(at) => self.line(&items[at].line),
                Step::Close(None) => self.push(&["</text:list-header></text:list>\n"]),
                Step::Close(Some(_)) => self.push(&["</text:list-item></text:list>\n"]),
            }
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        self.tables.push(table.widths.clone());
        let number = self.tables.len();
        // A page that begins in a cell begins nowhere: it is the table that begins it.
        let style = match std::mem::take(&mut self.breaks_page) {
            true => style::TABLE_ON_NEW_PAGE,
            false => style::TABLE,
        };
        self.push(&["<table:table table:style-name=\"", style, "\">"]);
        for column in 1..=table.widths.len() {
            self.body.push_str(&format!(
                r#"<table:table-column table:style-name="{}"/>"#,
                style::column(number, column)
            ));
        }
        // The heads stand on every page.
        self.push(&["\n<table:table-header-rows><table:table-row>"]);
        for head in &table.head {
            self.cell(style::HEAD_CELL, std::slice::from_ref(head));
        }
        self.push(&["</table:table-row></table:table-header-rows>\n"]);
        for row in &table.rows {
            self.push(&["<table:table-row>"]);
            for cell in row {
                self.cell(style::CELL, cell);
            }
            self.push(&["</table:table-row>\n"]);
        }
        self.push(&["</table:table>\n"]);
        self.text(styles::TABLE_TEXT, "");
    }

    fn divider(&mut self) {
        self.text(styles::DIVIDER, styles::DIVIDER_SIGN);
    }

    fn page_break(&mut self) {
        self.breaks_page = true;
    }
}

impl Document {
    /// Adds a text in a paragraph style, a paragraph for each of its lines.
    fn text(&mut self, style: &'static str, text: &str) {
        for paragraph in text.split('\n') {
            self.open(Place::of(style, paragraph));
            self.words(paragraph);
            self.close();
        }
    }

    /// Adds a line that has no place of its own in an extract.
    fn line(&mut self, line: &Line<'_>) {
        self.runs(Place::of(styles::of_line(line.is), &line.words()), &line.runs);
    }

    /// Adds a paragraph of runs.
    fn runs(&mut self, place: Place, runs: &[Run<'_>]) {
        self.open(place);
        runs.iter().for_each(|run| self.run(run));
        self.close();
    }

    /// Adds a cell of a table.
    fn cell(&mut self, style: &str, paragraphs: &[Placed<'_>]) {
        self.push(&[
            "<table:table-cell table:style-name=\"",
            style,
            "\" office:value-type=\"string\">",
        ]);
        match paragraphs {
            [] => self.text(styles::TABLE_TEXT, ""),
            paragraphs => self.flow(paragraphs),
        }
        self.push(&["</table:table-cell>"]);
    }

    fn open(&mut self, place: Place) {
        let style = self.style_of(place);
        self.push(&["<text:p text:style-name=\"", &style, "\">"]);
    }

    fn close(&mut self) {
        self.body.push_str("</text:p>\n");
    }

    /// The name of the style of a paragraph at a place.
    fn style_of(&mut self, place: Place) -> String {
        let place = Place { breaks_page: std::mem::take(&mut self.breaks_page), ..place };
        if place.is_plain() {
            return style::name(place.style);
        }
        let next = self.places.len() + 1;
        format!("P{}", self.places.entry(place).or_insert(next))
    }

    /// Words that look alike. What is bold or italic stands in a span of its own, within that of the named style.
    fn run(&mut self, run: &Run<'_>) {
        if let Some(address) = &run.address {
            self.push(&["<text:a xlink:type=\"simple\" xlink:href=\"", &escaped(address), "\">"]);
        }
        let named = styles::of_run(run).map(style::name);
        let look = style::look(run.bold, run.italic).map(str::to_owned);
        let spans: Vec<String> = named.into_iter().chain(look).collect();
        for span in &spans {
            self.push(&["<text:span text:style-name=\"", span, "\">"]);
        }
        self.words(&run.words);
        for _ in &spans {
            self.body.push_str("</text:span>");
        }
        if run.address.is_some() {
            self.body.push_str("</text:a>");
        }
    }

    /// Adds words. A blank counts only between two other characters of the same piece (6.1.2); all others,
    /// tabs and line breaks are elements.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find([' ', '\t', '\n']) {
            let (before, blanks) = rest.split_at(at);
            self.body.push_str(&escaped(before));
            rest = blanks.trim_start_matches(' ');
            match blanks.len() - rest.len() {
                0 => {
                    let is_tab = blanks.starts_with('\t');
                    self.body.push_str(if is_tab { "<text:tab/>" } else { "<text:line-break/>" });
                    rest = &blanks[1..];
                }
                1 if !before.is_empty() && !rest.is_empty() && !rest.starts_with(['\t', '\n']) => {
                    self.body.push(' ');
                }
                1 => self.body.push_str("<text:s/>"),
                count => self.push(&["<text:s text:c=\"", &count.to_string(), "\"/>"]),
            }
        }
        self.body.push_str(&escaped(rest));
    }

    fn push(&mut self, pieces: &[&str]) {
        self.body.extend(pieces.iter().copied());
    }

    /// The styles that the paragraphs and columns need besides the named ones.
    fn automatic_styles(&self) -> String {
        let places = self.places.iter().map(|(&place, number)| style::automatic(number, place));
        let tables = (1..).zip(&self.tables);
        let tables =
            tables.map(|(number, widths)| style::columns(number, widths, self.is_landscape));
        places.chain(tables).collect()
    }

    /// The file's bytes.
    fn pack(&self, title: &str) -> Result<Vec<u8>, ExportError> {
        package::pack(title, self).map_err(|error| ExportError::OpenDocument(error.to_string()))
    }
}

/// The title as the file's properties have it.
fn title(title: &str) -> String {
    escaped(&on_one_line(title)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::rich_sample;

    #[test]
    fn blanks_that_do_not_count_are_elements() {
        let words = |text: &str| {
            let mut document = Document::default();
            document.words(text);
            document.body
        };
        assert_eq!(words("a b"), "a b");
        assert_eq!(words(" a  b "), "<text:s/>a<text:s text:c=\"2\"/>b<text:s/>");
        assert_eq!(words("a \tb\t c"), "a<text:s/><text:tab/>b<text:tab/><text:s/>c");
        assert_eq!(words("<&\u{1}"), "&lt;&amp;\u{fffd}");
        assert_eq!(words("   "), "<text:s text:c=\"3\"/>");
        assert_eq!(words(""), "");
    }

    #[test]
    fn an_extract_with_all_that_can_stand_beside_it() {
        let mut report = rich_sample();
        report.sections[1].quotes[0].private = None;
        let mut document = Document::default();
        print(&report, None, &mut document);
        let extract = document.body.split_once("</text:h>\n<text:p text:style-name=\"P1\">");
        assert_eq!(
            extract.map(|(_, extract)| extract),
            Some(
                r#"INT: And then?</text:p>
<text:p text:style-name="Quote">“<text:span text:style-name="QuoteSpeaker">[GP ID 161]:</text:span><text:s/>We waited,<text:s/><text:span text:style-name="QuoteEdit">[…]</text:span><text:s/>for<text:s/><text:span text:style-name="Italic">weeks</text:span>.</text:p>
<text:p text:style-name="P2">Then<text:s/><text:span text:style-name="QuoteEdit">[the doctor]</text:span><text:s/>went.”</text:p>
<text:p text:style-name="P3"><text:span text:style-name="QuoteLabel"><text:span text:style-name="Italic">[GP ID 161, emphasis added]</text:span></text:span></text:p>
<text:p text:style-name="QuoteContext">INT: I see.</text:p>
<text:p text:style-name="P1">Thank you.</text:p>
<text:p text:style-name="P4">Codes: Access &gt; Waiting; Trust</text:p>
"#
            ),
            "{}",
            document.body
        );
        let styles = document.automatic_styles();
        assert!(styles.contains(
            "style:name=\"P4\" style:family=\"paragraph\" style:parent-style-name=\"QuoteCodes\"><style:paragraph-properties fo:margin-bottom=\"12pt\"/>"
        ), "{styles}");
    }

    #[test]
    fn right_to_left_is_said_of_the_paragraph() {
        let mut document = Document::default();
        document.text(styles::DEFINITION, "שלום Anna\nAnna שלום");
        assert_eq!(
            document.body,
            "<text:p text:style-name=\"P1\">שלום Anna</text:p>\n\
             <text:p text:style-name=\"Definition\">Anna שלום</text:p>\n"
        );
        assert!(document.automatic_styles().contains("style:writing-mode=\"rl-tb\""));
    }
}
