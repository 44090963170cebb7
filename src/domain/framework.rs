//! What stands beside the tree of codes: examples, links, sets, questions, named versions, reasons.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    CodeAnswerId, CodeId, CodeLinkId, CodeQuestionId, CodeSetId, CoderId, FrameworkVersionId,
    QuotationId, ReasonId,
};

/// What leads from one code to another besides the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeLink {
    /// Its key.
    pub id: CodeLinkId,
    /// Where it begins.
    pub from: CodeId,
    /// Where it leads.
    pub to: CodeId,
    /// What the first is to the second: one of [`LINKS_OF_CODES`], or words of the team's own.
    pub kind: String,
}

/// What one code commonly is to another: a problem to its solution, a step to the next along a continuum, and so on.
pub const LINKS_OF_CODES: [&str; 5] =
    ["is solved by", "comes before", "leads to", "contradicts", "is part of"];

/// Codes gathered across the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeSet {
    /// Its key.
    pub id: CodeSetId,
    /// Its name, unique in the project.
    pub name: String,
    /// Its codes, in the order they were put in.
    pub codes: Vec<CodeId>,
}

/// Something open about a code, or settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeQuestion {
    /// Its key.
    pub id: CodeQuestionId,
    /// The code it is about.
    pub code: CodeId,
    /// Who asked.
    pub coder: CoderId,
    /// The question.
    pub text: String,
    /// Whether it is settled.
    pub is_settled: bool,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What was answered, oldest first.
    pub answers: Vec<CodeAnswer>,
}

/// An answer to a question about a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeAnswer {
    /// Its key.
    pub id: CodeAnswerId,
    /// Who answered.
    pub coder: CoderId,
    /// The answer.
    pub text: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// The framework's state after a step, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkVersion {
    /// Its key.
    pub id: FrameworkVersionId,
    /// Its name, unique in the project.
    pub name: String,
    /// The number of the step.
    pub step: i64,
    /// Who named it, where that is known.
    pub coder: Option<CoderId>,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// Why a step was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Its key.
    pub id: ReasonId,
    /// The number of the step.
    pub step: i64,
    /// Why; may be empty where a meeting is named.
    pub text: String,
    /// The meeting at which it was agreed; may be empty.
    pub meeting: String,
}

/// What stands beside the tree of codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrameworkNotes {
    /// The quotations that show what a code means, in the order they were chosen.
    pub examples: BTreeMap<CodeId, Vec<QuotationId>>,
    /// The links between codes, oldest first.
    pub links: Vec<CodeLink>,
    /// The sets of codes, by name.
    pub sets: Vec<CodeSet>,
    /// The questions about codes, oldest first.
    pub questions: Vec<CodeQuestion>,
    /// The named versions, oldest step first.
    pub versions: Vec<FrameworkVersion>,
}

impl FrameworkNotes {
    /// The examples of a code.
    pub fn examples_of(&self, code: CodeId) -> &[QuotationId] {
        self.examples.get(&code).map_or(&[], Vec::as_slice)
    }

    /// The links that begin or end at a code.
    pub fn links_of(&self, code: CodeId) -> impl Iterator<Item = &CodeLink> {
        self.links.iter().filter(move |link| link.from == code || link.to == code)
    }

    /// The sets that hold a code.
    pub fn sets_of(&self, code: CodeId) -> impl Iterator<Item = &CodeSet> {
        self.sets.iter().filter(move |set| set.codes.contains(&code))
    }

    /// The questions about a code, oldest first.
    pub fn questions_of(&self, code: CodeId) -> impl Iterator<Item = &CodeQuestion> {
        self.questions.iter().filter(move |question| question.code == code)
    }

    /// The version of this name, without regard to case.
    pub fn version_named(&self, name: &str) -> Option<&FrameworkVersion> {
        let lower = name.trim().to_lowercase();
        self.versions.iter().find(|version| version.name.to_lowercase() == lower)
    }

    /// The set of this name, without regard to case.
    pub fn set_named(&self, name: &str) -> Option<&CodeSet> {
        let lower = name.trim().to_lowercase();
        self.sets.iter().find(|set| set.name.to_lowercase() == lower)
    }
}
