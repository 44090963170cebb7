//! What an export of extracts is given: sections with their quotes, and all that may stand beside each. The quotes that
//! answer a question and the chosen extracts of an output are written from the same.

use crate::analysis::labels::{Audience, Brackets, ExtractLabel, HouseStyle, Printed, PrintedAs};
use crate::domain::{PATH_SEPARATOR, Private, SourceKind};

/// Extracts as somebody asked for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteReport {
    /// Stands at the top.
    pub title: String,
    /// What was asked for, in sentences: the code with or without sub-codes, the narrowing, the counts.
    pub notes: Vec<String>,
    /// When it was made, as it shall be printed.
    pub made: String,
    /// Whom the file is for. For the team, what is private is in it and the file says so on its face; for everybody,
    /// nothing private is in it, whatever the quotes hold.
    pub audience: Audience,
    /// Whether printed formats have a line with the codes below each quote. Tables always have them.
    pub prints_codes: bool,
    /// The names of public attributes that tables have a column for.
    pub columns: Vec<String>,
    /// The sections in their order, a parent before its children.
    pub sections: Vec<QuoteSection>,
}

/// The quotes under one heading: a code, a case, a person; or all of them under none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteSection {
    /// Its names from the top. Their number is the level of the heading; no names, no heading.
    pub path: Vec<String>,
    /// What stands under the heading: what a code means, the profile of a case; may be empty.
    pub text: String,
    /// Its quotes in order; a parent that only gives a heading has none.
    pub quotes: Vec<PrintedQuote>,
}

/// A quote with everything that may be printed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedQuote {
    /// Words and label as a house style sets them; `\n` between paragraphs.
    pub pieces: Vec<Printed>,
    /// The words alone, for tables.
    pub words: String,
    /// The label alone, for tables: `[GP ID 161]`; may be empty.
    pub label: String,
    /// What its source is.
    pub kind: SourceKind,
    /// What stands before and after it in its source, where that shall be printed.
    pub context: Option<Context>,
    /// The codes on it, as printed paths.
    pub codes: Vec<String>,
    /// Its cells in the columns of the report, in their order. Those that are not there are empty.
    pub values: Vec<String>,
    /// What is for the team only.
    pub private: Option<PrivateLine>,
}

/// What stands around a quote, `\n` between paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// What stands before it; may be empty.
    pub before: String,
    /// What stands after it; may be empty.
    pub after: String,
}

/// What is private about a quote: where it comes from and who is behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrivateLine {
    /// The name of its source.
    pub source: String,
    /// The name of the file that its source was read from; may be empty.
    pub file: String,
    /// First code point of the quote in its source.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// Who speaks, as the text names them.
    pub speakers: Vec<String>,
    /// The real names of those whom it is of or about.
    pub names: Vec<Private>,
    /// Who coded it.
    pub coders: Vec<String>,
    /// What a coder noted beside it; may be empty.
    pub comment: String,
}

/// Stands between several codes, coders or speakers in one line.
pub(super) const LIST_SEPARATOR: &str = "; ";

/// What a file for the team says at its top.
pub(super) const PRIVATE_NOTE: &str =
    "Private: this file names sources, speakers, coders or people. Keep it within the team.";

/// The deepest level of heading that Word, HTML and Markdown have.
const DEEPEST: usize = 6;

/// Words with their label behind them on the same line, as they are set where no house style is asked for. Either may be
/// empty; the label has its brackets.
pub(super) fn set_plainly(words: &str, label: &str) -> Vec<Printed> {
    let style = HouseStyle { brackets: Brackets::None, ..HouseStyle::default() };
    let words =
        Printed { what: PrintedAs::Words, text: words.to_owned(), italic: false, bold: false };
    let label = ExtractLabel { text: label.to_owned(), note: None, missing: Vec::new() };
    style.set(&[words], &label)
}

impl QuoteReport {
    /// Every quote with the section it stands in.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&QuoteSection, &PrintedQuote)> {
        self.sections
            .iter()
            .flat_map(|section| section.quotes.iter().map(move |quote| (section, quote)))
    }

    /// What is private about a quote, where it may be written. There is no other way to it for a format.
    pub(super) fn private<'q>(&self, quote: &'q PrintedQuote) -> Option<&'q PrivateLine> {
        quote.private.as_ref().filter(|_| self.audience == Audience::Team)
    }

    /// What the file says at its top where it is not for everybody.
    pub(super) fn warning(&self) -> Option<&'static str> {
        (self.audience == Audience::Team).then_some(PRIVATE_NOTE)
    }

    /// What stands under the title, in sentences, with what a format has to say of itself.
    pub(super) fn all_notes(&self, of_format: impl IntoIterator<Item = String>) -> Vec<String> {
        let made = (!self.made.is_empty()).then(|| format!("Made {}", self.made));
        self.notes.iter().cloned().chain(of_format).chain(made).collect()
    }
}

impl QuoteSection {
    /// Its names in one line.
    pub(super) fn name(&self) -> String {
        self.path.join(PATH_SEPARATOR)
    }
}

impl PrintedQuote {
    /// A quote of which only its words and its label are known, set plainly: on one line, the label with its brackets.
    pub fn new(kind: SourceKind, words: impl Into<String>, label: impl Into<String>) -> Self {
        let (words, label) = (words.into(), label.into());
        Self {
            pieces: set_plainly(&words, &label),
            words,
            label,
            kind,
            context: None,
            codes: Vec::new(),
            values: Vec::new(),
            private: None,
        }
    }

    /// All that was said in it and around it.
    pub(super) fn said(&self) -> impl Iterator<Item = &str> {
        let context = self.context.iter().flat_map(|context| [&*context.before, &*context.after]);
        self.pieces.iter().map(|piece| piece.text.as_str()).chain(context)
    }
}

impl PrivateLine {
    /// Everything that is known, in one line.
    pub(super) fn in_words(&self) -> String {
        let place = format!("{}–{}", self.start, self.end);
        let names: Vec<&str> = self.names.iter().map(|name| &**name).collect();
        let parts = [
            ("source", self.source.clone()),
            ("file", self.file.clone()),
            ("characters", place),
            ("speaking", self.speakers.join(LIST_SEPARATOR)),
            ("names", names.join(LIST_SEPARATOR)),
            ("coded by", self.coders.join(LIST_SEPARATOR)),
            ("comment", self.comment.clone()),
        ];
        let known = parts.iter().filter(|(_, words)| !words.is_empty());
        known.map(|(what, words)| format!("{what} {words}")).collect::<Vec<_>>().join(" · ")
    }
}

/// The level (1 to 6) and the words of a heading; none for an empty path. What is deeper than the sixth level shares it,
/// and carries its names from there down, so that a parent is never taken for its child.
pub(super) fn heading(path: &[String]) -> Option<(usize, String)> {
    let level = path.len().min(DEEPEST);
    let names = path.get(level.checked_sub(1)?..)?;
    Some((level, names.join(PATH_SEPARATOR)))
}

/// Shared by the formats' tests: a small report with a parent without quotes, two paragraphs and markup.
#[cfg(test)]
pub(super) fn sample() -> QuoteReport {
    let quote = |start: u32, words: &str, label: &str| PrintedQuote {
        codes: vec!["Access > Waiting".to_owned(), "Trust".to_owned()],
        values: vec!["rural".to_owned()],
        private: Some(PrivateLine {
            source: "Site 3 – Dr Miller".to_owned(),
            file: "Miller final.docx".to_owned(),
            start,
            end: start + words.chars().count() as u32,
            speakers: vec!["GP ID 161".to_owned()],
            names: vec![Private::new("Ann Miller")],
            coders: vec!["Amara Okafor".to_owned()],
            comment: "ask \"again\"".to_owned(),
        }),
        ..PrintedQuote::new(SourceKind::Interview, words, label)
    };
    QuoteReport {
        title: "Access & waiting".to_owned(),
        notes: vec!["“Access” with its sub-codes, interviews only: 2 quotes".to_owned()],
        made: "22 November 2026".to_owned(),
        columns: vec!["Area".to_owned()],
        sections: vec![
            QuoteSection {
                path: vec!["Access".to_owned()],
                text: "Getting in".to_owned(),
                quotes: Vec::new(),
            },
            QuoteSection {
                path: vec!["Access".to_owned(), "Waiting".to_owned()],
                text: String::new(),
                quotes: vec![
                    quote(10, "We *wait* <weeks>.\nThen\twe go.", "[GP ID 161]"),
                    quote(90, "=1+1, \"she\" said", "[M7]"),
                ],
            },
        ],
        ..QuoteReport::default()
    }
}

/// Shared by the formats' tests: one extract with all that a house style and a team can ask for, private columns and all.
#[cfg(test)]
pub(super) fn rich_sample() -> QuoteReport {
    use crate::analysis::labels::{
        Insertion, Notes, Place, QuotationMarks, SpeakerTag, Trims, plain_text,
    };
    use crate::domain::Span;
    use crate::text::Text;

    let text = Text::new("GP: We waited, well, for weeks.\nThen Dr Ann went.");
    let style = HouseStyle {
        place: Place { own_line: true, ..Place::default() },
        italic_labels: true,
        marks: QuotationMarks::Double,
        notes: Notes { inside: true, ..Notes::default() },
        ..HouseStyle::default()
    };
    let span = |start: u32, end: u32| Span { start, end };
    let trims = Trims {
        cuts: vec![span(15, 21)],
        insertions: vec![Insertion { span: span(37, 43), words: "the doctor".to_owned() }],
        emphasis: vec![span(25, 30)],
    };
    let tags = [SpeakerTag { span: span(0, 4), text: "[GP ID 161]:".to_owned() }];
    let words = style.words(&text, span(0, 49), &trims, &tags).expect("trims that hold");
    let label = ExtractLabel {
        text: "GP ID 161".to_owned(),
        note: Some("emphasis added".to_owned()),
        missing: Vec::new(),
    };
    let mut report = sample();
    report.audience = Audience::Team;
    report.prints_codes = true;
    let quote = &mut report.sections[1].quotes[0];
    quote.words = plain_text(&words);
    quote.label = plain_text(&style.label_pieces(&label));
    quote.pieces = style.set(&words, &label);
    quote.context = Some(Context {
        before: "INT: And then?".to_owned(),
        after: "INT: I see.\nThank you.".to_owned(),
    });
    report.sections[1].quotes.truncate(1);
    report
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::labels::plain_text;

    #[test]
    fn headings_stop_at_the_sixth_level_without_losing_names() {
        let names = |n: usize| (1..=n).map(|i| format!("c{i}")).collect::<Vec<_>>();
        assert_eq!(heading(&names(0)), None);
        assert_eq!(heading(&names(1)), Some((1, "c1".to_owned())));
        assert_eq!(heading(&names(6)), Some((6, "c6".to_owned())));
        assert_eq!(heading(&names(8)), Some((6, "c6 > c7 > c8".to_owned())));
    }

    #[test]
    fn words_and_label_are_set_on_one_line() {
        for (words, label, said) in [
            ("We wait.", "[GP ID 161]", "We wait. [GP ID 161]"),
            ("a\nb ", "[M7]", "a\nb  [M7]"),
            ("We wait.", "", "We wait."),
            ("", "[M7]", " [M7]"),
            ("", "", ""),
        ] {
            assert_eq!(plain_text(&set_plainly(words, label)), said);
        }
    }

    #[test]
    fn what_is_private_is_given_to_the_team_only() {
        let mut report = sample();
        assert_eq!(report.private(&report.sections[1].quotes[0]), None);
        assert_eq!(report.warning(), None);
        report.audience = Audience::Team;
        let quote = &report.sections[1].quotes[0];
        assert_eq!(
            report.private(quote).map(PrivateLine::in_words).as_deref(),
            Some(
                "source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · speaking GP ID 161 · \
                 names Ann Miller · coded by Amara Okafor · comment ask \"again\""
            )
        );
        assert!(!format!("{quote:?}").contains("Ann"), "a name reaches no log");
    }
}
