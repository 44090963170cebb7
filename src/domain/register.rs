//! Whom and what sources are about: cases, people, and the properties they are compared by.

use serde::Serialize;

use super::{AttributeId, CaseId, PersonId};

/// A unit of comparison, such as a site, under its pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its key.
    pub id: CaseId,
    /// Its pseudonym, unique without regard to case: `Site 3`.
    pub name: String,
}

/// Somebody interviewed, observed or mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their key.
    pub id: PersonId,
    /// How the texts name them, unique without regard to case: `GP ID 161`.
    pub name: String,
}

/// A property that sources are compared by, such as a closed question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// Its key.
    pub id: AttributeId,
    /// Its name, unique without regard to case.
    pub name: String,
}
