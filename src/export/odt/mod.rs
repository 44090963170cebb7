//! OpenDocument texts (ODF 1.3, ISO/IEC 26300): what LibreOffice writes and Word reads. The styles are those of our Word
//! documents, and the words stand in the same paragraphs.

mod package;
mod style;

use std::collections::BTreeMap;

use super::characters::{escaped, on_one_line};
use super::direction::{self, Direction};
use super::print::{Line, Page, Run, print};
use super::{ExportError, QuoteReport, styles};

/// The whole file of quotes.
///
/// # Errors
///
/// [`ExportError::OpenDocument`] when the parts cannot be packed.
pub(super) fn quotes(report: &QuoteReport) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::default();
    print(report, Some("OpenDocument"), &mut document);
    package::pack(&report.title, &document.body, &document.automatic_styles())
        .map_err(|error| ExportError::OpenDocument(error.to_string()))
}

/// A document that grows from the top down.
#[derive(Default)]
struct Document {
    body: String,
    /// The styles of paragraphs that differ from a named one by where they stand, with their numbers.
    places: BTreeMap<Place, usize>,
}

/// How a paragraph differs from its named style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    style: &'static str,
    is_right_to_left: bool,
    keeps_next: bool,
    ends_extract: bool,
}

impl Place {
    /// Where a line stands that says something in a style.
    fn of(style: &'static str, words: &str) -> Self {
        let is_right_to_left = direction::of_paragraph(words) == Direction::RightToLeft;
        Self { style, is_right_to_left, keeps_next: false, ends_extract: false }
    }

    fn is_plain(self) -> bool {
        !self.is_right_to_left && !self.keeps_next && !self.ends_extract
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

    fn heading(&mut self, level: usize, name: &str) {
        let style = self.style_of(Place::of(styles::HEADINGS[level - 1], name));
        self.body.push_str(&format!(
            r#"<text:h text:style-name="{style}" text:outline-level="{level}">"#
        ));
        self.words(name);
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
            self.open(place);
            for run in &line.runs {
                self.run(run);
            }
            self.close();
        }
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

    fn open(&mut self, place: Place) {
        let style = self.style_of(place);
        self.push(&["<text:p text:style-name=\"", &style, "\">"]);
    }

    fn close(&mut self) {
        self.body.push_str("</text:p>\n");
    }

    /// The name of the style of a paragraph at a place.
    fn style_of(&mut self, place: Place) -> String {
        if place.is_plain() {
            return style::name(place.style);
        }
        let next = self.places.len() + 1;
        format!("P{}", self.places.entry(place).or_insert(next))
    }

    /// Words that look alike. What is bold or italic stands in a span of its own, within that of the named style.
    fn run(&mut self, run: &Run<'_>) {
        let named = styles::of_run(run.of).map(style::name);
        let look = style::look(run.bold, run.italic).map(str::to_owned);
        let spans: Vec<String> = named.into_iter().chain(look).collect();
        for span in &spans {
            self.push(&["<text:span text:style-name=\"", span, "\">"]);
        }
        self.words(&run.words);
        for _ in &spans {
            self.body.push_str("</text:span>");
        }
    }

    /// Adds words without line breaks. A blank counts only between two other characters of the same piece (6.1.2); all others,
    /// and tabs, are elements.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find([' ', '\t']) {
            let (before, blanks) = rest.split_at(at);
            self.body.push_str(&escaped(before));
            rest = blanks.trim_start_matches(' ');
            match blanks.len() - rest.len() {
                0 => {
                    self.body.push_str("<text:tab/>");
                    rest = &blanks[1..];
                }
                1 if !before.is_empty() && !rest.is_empty() && !rest.starts_with('\t') => {
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

    /// The styles that the paragraphs need besides the named ones.
    fn automatic_styles(&self) -> String {
        self.places.iter().map(|(&place, number)| style::automatic(number, place)).collect()
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
