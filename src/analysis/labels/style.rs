//! The house style of an output: what its labels say, and how words and labels are set.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::facts::Facts;
use super::fields::{Field, PublicField};
use super::making::{Label, Missing, Setting};
use super::numbers::{NumberKey, Numbering};
use super::template::{Template, TemplateError};

/// Whom an output is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Anybody: templates name public fields only.
    #[default]
    Public,
    /// The team, on its screens: templates may name everything.
    Team,
}

/// How exactly roles are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// `Manager`. Nothing for a role that is known in the fine grain only.
    #[default]
    Coarse,
    /// `Chief finance officer`; the coarse role where there is no finer one.
    Fine,
}

/// How several people are named in one label or tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct People {
    /// Whether those of whom the same is said are named together: `Managers ID 514 and 518`.
    pub together: bool,
    /// What stands between people, or groups of them.
    pub between: String,
}

impl Default for People {
    fn default() -> Self {
        Self { together: false, between: "; ".to_owned() }
    }
}

/// What stands around labels and tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Brackets {
    /// Nothing.
    None,
    /// `[…]`
    #[default]
    Square,
    /// `(…)`
    Round,
}

impl Brackets {
    /// What stands before and behind.
    pub const fn signs(self) -> [&'static str; 2] {
        match self {
            Self::None => ["", ""],
            Self::Square => ["[", "]"],
            Self::Round => ["(", ")"],
        }
    }
}

/// What stands around the words of an extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationMarks {
    /// Nothing.
    #[default]
    None,
    /// `“…”`
    Double,
    /// `‘…’`
    Single,
    /// `"…"`
    Straight,
    /// `„…“`
    Low,
    /// `«…»`
    Guillemets,
}

impl QuotationMarks {
    /// What stands before and behind.
    pub const fn signs(self) -> [&'static str; 2] {
        match self {
            Self::None => ["", ""],
            Self::Double => ["“", "”"],
            Self::Single => ["‘", "’"],
            Self::Straight => ["\"", "\""],
            Self::Low => ["„", "“"],
            Self::Guillemets => ["«", "»"],
        }
    }
}

/// Where the label stands. The default puts it behind the words with a blank between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// On a line of its own.
    pub own_line: bool,
    /// Before the full stop that ends the words: `… too far out [GP ID 515].` A question mark, a second dot or an ellipsis stays
    /// with the words, and no stop is put where there is none. Only on the same line.
    pub before_stop: bool,
    /// Without a blank before it. Only on the same line.
    pub glued: bool,
}

/// How what was left out is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ellipsis {
    /// What stands in its place: `[…]`. Dots alone look like speech that trails off.
    pub sign: String,
    /// Whether it also stands at the beginning and the end, where words of the quotation were cut.
    pub at_ends: bool,
}

impl Default for Ellipsis {
    fn default() -> Self {
        Self { sign: "[…]".to_owned(), at_ends: false }
    }
}

/// How emphasis that was added is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// Italic; upright where the words are italic.
    #[default]
    Italic,
    /// Bold.
    Bold,
    /// Both.
    BoldItalic,
}

/// How a note on an extract is set, such as `emphasis added`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// Within the label's brackets, behind a comma; otherwise behind the label in round brackets of its own.
    pub inside: bool,
    /// Without a blank before it, when it stands outside.
    pub glued: bool,
    /// What is noted where emphasis was added; nothing when empty.
    pub emphasis: String,
}

impl Default for Notes {
    fn default() -> Self {
        Self { inside: false, glued: false, emphasis: "emphasis added".to_owned() }
    }
}

/// The template of the labels in one situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractTemplate {
    /// For sources of these kinds, in the study's words or the program's; for all others when there are none.
    pub kinds: Vec<String>,
    /// What labels say, without the brackets around them. Nothing for no label.
    pub template: String,
}

/// How those who speak within an extract are tagged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpeakerTags {
    /// What tags say, without the brackets around them.
    pub template: String,
    /// What stands around them.
    pub brackets: Brackets,
    /// What stands behind them, before the blank that leads to the words: `:`, ` -` or nothing.
    pub after: String,
}

impl Default for SpeakerTags {
    fn default() -> Self {
        Self {
            template: "{role}< ID {person}>".to_owned(),
            brackets: Brackets::Square,
            after: ":".to_owned(),
        }
    }
}

/// A house style, as it is kept and edited. The default is the empty beginning of a new one: square brackets and no templates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseStyle {
    /// Its name.
    pub name: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What labels say: a template for the study's own word for the kind of source goes before one for the kind, and
    /// that before the one for all others.
    pub extracts: Vec<ExtractTemplate>,
    /// How speakers within an extract are tagged.
    pub speakers: SpeakerTags,
    /// How exactly roles are told.
    pub grain: Grain,
    /// How several people are named in one label or tag.
    pub people: People,
    /// Which numbers are printed.
    pub numbers: Numbering,
    /// Whether the pseudonyms of cases may be printed. They lead a reader to the site.
    pub allows_cases: bool,
    /// Whether rounds are compared, which templates can ask for.
    pub compares_rounds: bool,
    /// What stands around labels.
    pub brackets: Brackets,
    /// Where labels stand.
    pub place: Place,
    /// Whether labels are italic.
    pub italic_labels: bool,
    /// Whether the words of extracts are italic.
    pub italic_words: bool,
    /// What stands around the words.
    pub marks: QuotationMarks,
    /// How what was left out is shown.
    pub ellipsis: Ellipsis,
    /// How emphasis that was added is set.
    pub emphasis: Emphasis,
    /// How notes are set.
    pub notes: Notes,
}

/// A template of a style that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("The style “{style}” cannot be used: {error} ({which})")]
pub struct StyleError {
    /// The style's name.
    pub style: String,
    /// Which of its templates it is.
    pub which: WhichTemplate,
    /// What is wrong with it, and where.
    pub error: TemplateError,
}

/// One of the templates of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhichTemplate {
    /// The one at this place in [`HouseStyle::extracts`].
    Extract(usize),
    /// That of [`HouseStyle::speakers`].
    Speakers,
}

impl std::fmt::Display for WhichTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Extract(at) => write!(f, "template {} of the labels", at + 1),
            Self::Speakers => f.write_str("template of the speakers"),
        }
    }
}

/// The label of an extract, before it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractLabel {
    /// What it says, without brackets; nothing where the style prints no label.
    pub text: String,
    /// What is noted beside it.
    pub note: Option<String>,
    /// What should stand in it and is not known.
    pub missing: Vec<Missing>,
}

/// A style whose templates were read, to make any number of labels.
#[derive(Debug, Clone)]
pub struct Labels<F> {
    style: HouseStyle,
    extracts: Vec<Template<F>>,
    speakers: Template<F>,
}

impl HouseStyle {
    /// Reads the templates. With [`PublicField`] the labels are for everybody; a template that names what is private is an error.
    ///
    /// # Errors
    /// Names the first template that cannot be read, and the place in it.
    pub fn labels<F: Field>(&self) -> Result<Labels<F>, StyleError> {
        let read = |which: WhichTemplate, line: &str| {
            let template = Template::<F>::parse(line).and_then(|template| self.allowed(template));
            template.map_err(|error| StyleError { style: self.name.clone(), which, error })
        };
        let extracts = self.extracts.iter().enumerate();
        Ok(Labels {
            extracts: extracts
                .map(|(at, one)| read(WhichTemplate::Extract(at), &one.template))
                .collect::<Result<_, _>>()?,
            speakers: read(WhichTemplate::Speakers, &self.speakers.template)?,
            style: self.clone(),
        })
    }

    /// A template, when it names no case or the style allows cases.
    fn allowed<F: Field>(&self, template: Template<F>) -> Result<Template<F>, TemplateError> {
        let is_case = |field: &F| field.public() == Some(&PublicField::Case);
        match template.fields().iter().find(|(field, _)| is_case(field)) {
            Some(&(_, span)) if !self.allows_cases => Err(TemplateError {
                span,
                message: "This style does not print cases, which lead a reader to the site; \
                          allow them in the style, or take “case” out."
                    .to_owned(),
            }),
            _ => Ok(template),
        }
    }
}

impl<F: Field> Labels<F> {
    /// The style.
    pub fn style(&self) -> &HouseStyle {
        &self.style
    }

    /// The label of an extract. Where the style has no template for its kind, the whole label is missing.
    pub fn label(&self, facts: Facts<'_, F::Private>, numbers: &NumberKey) -> ExtractLabel {
        let public = facts.public;
        let of = |wanted: Option<&str>| {
            let is_wanted = |one: &ExtractTemplate| match wanted {
                Some(kind) => one.kinds.iter().any(|known| super::fields::same(known, kind)),
                None => one.kinds.is_empty(),
            };
            self.style.extracts.iter().position(is_wanted)
        };
        let at = public
            .kind_word
            .as_deref()
            .and_then(|word| of(Some(word)))
            .or_else(|| public.kind.and_then(|kind| of(Some(kind.word()))))
            .or_else(|| of(None));
        let Label { text, missing } = match at.and_then(|at| self.extracts.get(at)) {
            Some(template) => template.label(facts, &self.setting(numbers)),
            None => Label { text: String::new(), missing: vec![Missing::Label] },
        };
        let given = public.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let emphasis = Some(self.style.notes.emphasis.trim())
            .filter(|note| public.has_emphasis && !note.is_empty() && given != Some(*note));
        let notes: Vec<&str> = given.into_iter().chain(emphasis).collect();
        let note = (!notes.is_empty()).then(|| notes.join("; "));
        ExtractLabel { text, note, missing }
    }

    /// The tag of who speaks within an extract, with its brackets and what stands behind it. The facts are those of the extract
    /// with nobody among its people but those who are tagged.
    pub fn tag(&self, facts: Facts<'_, F::Private>, numbers: &NumberKey) -> Label {
        let Label { text, missing } = self.speakers.label(facts, &self.setting(numbers));
        if text.is_empty() {
            return Label { text, missing };
        }
        let SpeakerTags { brackets, after, .. } = &self.style.speakers;
        let [open, close] = brackets.signs();
        Label { text: format!("{open}{text}{close}{after}"), missing }
    }

    fn setting<'s>(&'s self, numbers: &'s NumberKey) -> Setting<'s> {
        Setting {
            grain: self.style.grain,
            people: &self.style.people,
            compares_rounds: self.style.compares_rounds,
            numbers,
        }
    }
}
