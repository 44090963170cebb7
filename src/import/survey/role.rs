//! What a column of a survey is for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is made of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Names or numbers the respondent.
    Respondent,
    /// Names the source.
    Name,
    /// The case that the respondent belongs to: a site, an organisation.
    Case,
    /// The day of the answers.
    Date,
    /// The wave of data collection.
    Round,
    /// A closed answer, which becomes a property of the source.
    Attribute,
    /// A closed answer that may name several choices.
    MultipleChoice,
    /// An open question, whose answers become text.
    Question,
    /// A name, address or number by which a person could be reached; never imported.
    Contact,
    /// Nothing of use.
    Ignore,
}

impl Role {
    /// All roles, in the order they are listed.
    pub const ALL: [Self; 10] = [
        Self::Respondent,
        Self::Name,
        Self::Case,
        Self::Date,
        Self::Round,
        Self::Attribute,
        Self::MultipleChoice,
        Self::Question,
        Self::Contact,
        Self::Ignore,
    ];

    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Respondent => "respondent",
            Self::Name => "name",
            Self::Case => "case",
            Self::Date => "date",
            Self::Round => "round",
            Self::Attribute => "attribute",
            Self::MultipleChoice => "multiple-choice",
            Self::Question => "question",
            Self::Contact => "contact",
            Self::Ignore => "ignore",
        }
    }

    /// What it is called in a list, in sentence case.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Respondent => "Respondent",
            Self::Name => "Name of the source",
            Self::Case => "Case",
            Self::Date => "Date",
            Self::Round => "Round",
            Self::Attribute => "Closed answer",
            Self::MultipleChoice => "Multiple choice",
            Self::Question => "Open question",
            Self::Contact => "Contact data (not imported)",
            Self::Ignore => "Ignore",
        }
    }

    /// Whether only one column can have it.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Respondent | Self::Name | Self::Case | Self::Date | Self::Round)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no role.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "“{0}” is no role of a column; use respondent, name, case, date, round, attribute, multiple-choice, question, contact or ignore"
)]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.word() == word)
            .ok_or_else(|| UnknownRole(word.to_owned()))
    }
}

/// What the values of a closed answer are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributeKind {
    /// Words of any kind.
    #[default]
    Text,
    /// Numbers.
    Number,
    /// Yes or no.
    YesNo,
    /// Days.
    Date,
    /// One or several of a few choices.
    Choice,
}

impl AttributeKind {
    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes-no",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_roles_in_every_form() -> Result<(), Box<dyn std::error::Error>> {
        for role in Role::ALL {
            assert_eq!(role.word().parse::<Role>()?, role);
            assert_eq!(serde_json::to_string(&role)?, format!("\"{role}\""));
        }
        let error = "answers".parse::<Role>().expect_err("no role");
        assert!(Role::ALL.iter().all(|role| error.to_string().contains(role.word())));
        Ok(())
    }
}
