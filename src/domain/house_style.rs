//! House styles: what labels say, and how the words of extracts and their labels are set.

use serde::{Deserialize, Serialize};

use super::LabelStyleId;

/// Which numbers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// Those of the project.
    #[default]
    Kept,
    /// From 1 in every series, in the order in which they first appear.
    Renumbered,
    /// From 1 in every series, in an order that tells nothing.
    Shuffled,
}

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

/// A house style of the project's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptStyle {
    /// Its key.
    pub id: LabelStyleId,
    /// The style.
    pub style: HouseStyle,
    /// Whether the lists of the window show labels in it.
    pub is_on_screen: bool,
}
