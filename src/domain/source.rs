//! Sources and the turns in them.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    AttributeId, AttributeValue, CaseId, MeetingId, PartialDate, PersonId, SourceId, Span,
};

/// What a source is, as the study sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A transcript of an interview.
    Interview,
    /// Notes taken while observing.
    Fieldnote,
    /// Anything written by others.
    Document,
    /// The answers of one respondent to a survey.
    Survey,
    /// A filled-in form of questions and answers, such as that of a telephone interview.
    Template,
}

impl SourceKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 5] =
        [Self::Interview, Self::Fieldnote, Self::Document, Self::Survey, Self::Template];

    /// The word for one source of this kind, in lower case; also how the kind is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Fieldnote => "fieldnote",
            Self::Document => "document",
            Self::Survey => "survey",
            Self::Template => "template",
        }
    }

    /// The word for one, with a capital.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Interview => "Interview",
            Self::Fieldnote => "Fieldnote",
            Self::Document => "Document",
            Self::Survey => "Survey",
            Self::Template => "Template",
        }
    }

    /// The word for several, with a capital, as a heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Interview => "Interviews",
            Self::Fieldnote => "Fieldnotes",
            Self::Document => "Documents",
            Self::Survey => "Survey answers",
            Self::Template => "Templates",
        }
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no kind of source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is no kind of source; use interview, fieldnote, document, survey or template")]
pub struct UnknownKind(pub String);

impl FromStr for SourceKind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| UnknownKind(word.to_owned()))
    }
}

/// What is known of a source without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceInfo {
    /// Its key.
    pub id: SourceId,
    /// Its name in the project, unique without regard to case; never printed in a label.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Length of its text in code points.
    pub length: u32,
    /// SHA-256 of the stored text's UTF-8 bytes, 64 lower-case hex digits.
    pub sha256: String,
    /// When what it tells of took place.
    pub date: Option<PartialDate>,
    /// The language it is in (ISO 639-1).
    pub language: Option<String>,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// The people it is of or about.
    pub people: Vec<PersonId>,
    /// The meeting it tells of, or was a paper of.
    pub meeting: Option<MeetingId>,
    /// Of which repeat of the study it is; empty where there is one only.
    pub round: String,
    /// What labels call it besides its kind: `telephone interview`, `minutes`.
    pub form: String,
    /// Its properties with their values.
    pub attributes: Vec<AttributeValue>,
    /// The properties of its case, its people and its meeting, as they were when what it tells of took place.
    pub inherited: Vec<AttributeValue>,
    /// The name of the file it was read from, with its ending; empty when it came from none.
    pub file_name: String,
    /// How many bytes that file has.
    pub file_size: u64,
    /// SHA-256 of the bytes of the file it was read from, 64 lower-case hex digits.
    pub file_sha256: String,
    /// The rules by which its text was cleaned up, with how many places each changed.
    pub cleaned: Vec<(String, usize)>,
    /// When it was imported, RFC 3339 in UTC.
    pub imported_at: String,
    /// What was doubtful when it was read, in sentences; empty when nothing was.
    pub doubts: Vec<String>,
}

impl SourceInfo {
    /// The values it has of an attribute: its own, or those of its case, its people and its meeting.
    pub fn values(&self, attribute: AttributeId) -> impl Iterator<Item = &str> {
        let all = self.attributes.iter().chain(&self.inherited);
        all.filter(move |value| value.attribute == attribute).map(|value| value.value.as_str())
    }

    /// A source of which nothing is known but its name and kind.
    pub fn new(id: SourceId, name: impl Into<String>, kind: SourceKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            length: 0,
            sha256: String::new(),
            date: None,
            language: None,
            case: None,
            people: Vec::new(),
            meeting: None,
            round: String::new(),
            form: String::new(),
            attributes: Vec::new(),
            inherited: Vec::new(),
            file_name: String::new(),
            file_size: 0,
            file_sha256: String::new(),
            cleaned: Vec::new(),
            imported_at: String::new(),
            doubts: Vec::new(),
        }
    }
}

/// Who speaks in a turn, as the marker in the text names them (`GP ID 161`); shared between turns.
pub type Speaker = Arc<str>;

/// A stretch of a source spoken by one speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// From the first code point of the marker to the end of the last paragraph, without the line
    /// break after it.
    pub span: Span,
    /// Length in code points of the marker and the space after it, at the start of the span; 0 for text without
    /// a marker.
    pub marker: u32,
    /// The speaker; none for text before the first marker or in a source without turns.
    pub speaker: Option<Speaker>,
    /// Milliseconds into the recording at which it begins, where the file tells.
    pub time: Option<u32>,
}
