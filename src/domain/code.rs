//! Codes: what is said of each.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::{CodeId, CoderId, Colour, QuotationId};

/// Where a code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub enum Origin {
    /// From the framework that the study started with.
    #[default]
    #[serde(rename = "framework")]
    Framework,
    /// Made while reading.
    #[serde(rename = "inductive")]
    Inductive,
    /// Made of a speaker's own words.
    #[serde(rename = "in vivo")]
    InVivo,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Framework, Self::Inductive, Self::InVivo];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Inductive => "inductive",
            Self::InVivo => "in vivo",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no origin of a code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is no origin of a code; write framework, inductive or in vivo")]
pub struct UnknownOrigin(String);

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, UnknownOrigin> {
        let word = text.trim().to_lowercase().replace('-', " ");
        let found = Self::ALL.into_iter().find(|origin| origin.word() == word);
        found.ok_or_else(|| UnknownOrigin(text.to_owned()))
    }
}

/// A node of the code framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// Its key.
    pub id: CodeId,
    /// The code above it; none at the top.
    pub parent: Option<CodeId>,
    /// Its name; unique among its siblings.
    pub name: String,
    /// What it means; may be empty.
    pub definition: String,
    /// When to use it; may be empty.
    pub include: String,
    /// When not to use it; may be empty.
    pub exclude: String,
    /// The research question it serves; may be empty.
    pub question: String,
    /// Its own colour; none means a shade of its parent's.
    pub colour: Option<Colour>,
    /// Where it comes from.
    pub origin: Origin,
    /// Who made it, where that is known.
    pub coder: Option<CoderId>,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// The quotation it was made at, while that is there.
    pub passage: Option<QuotationId>,
    /// Whether it may be applied; else it only holds others.
    pub is_applicable: bool,
    /// Whether it was put away: kept with its codings, but not offered any more.
    pub is_archived: bool,
    /// Its place among its siblings, counted from 0.
    pub position: u32,
}

impl Code {
    /// A code of which nothing is known but its name.
    pub fn new(id: CodeId, parent: Option<CodeId>, name: impl Into<String>, position: u32) -> Self {
        Self {
            id,
            parent,
            name: name.into(),
            definition: String::new(),
            include: String::new(),
            exclude: String::new(),
            question: String::new(),
            colour: None,
            origin: Origin::Framework,
            coder: None,
            made_at: String::new(),
            passage: None,
            is_applicable: true,
            is_archived: false,
            position,
        }
    }
}
