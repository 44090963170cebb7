//! Quotations, the codings on them, and the coders who made those.

use std::sync::Arc;

use serde::Serialize;

use super::{
    CodeId, CoderId, CodingId, FlagId, QuotationId, QuotationLinkId, SourceId, Span, Turn,
};

/// A person who codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coder {
    /// Their key.
    pub id: CoderId,
    /// Their name, unique in the project.
    pub name: String,
}

/// One coder applied one code to one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Its key.
    pub id: CodingId,
    /// The code applied.
    pub code: CodeId,
    /// Who applied it.
    pub coder: CoderId,
    /// What the coder said of it; may be empty.
    pub comment: String,
    /// When, RFC 3339 in UTC.
    pub at: Arc<str>,
}

/// What a quotation was picked out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Its key.
    pub id: FlagId,
    /// One of [`STANDARD_FLAGS`], or a word of the team's own.
    pub name: Arc<str>,
    /// Who set it.
    pub coder: CoderId,
}

/// The flags that every project has: typical; unusual or contrasting; a telling phrase; could identify somebody.
pub const STANDARD_FLAGS: [&str; 4] = ["typical", "contrasting", "telling", "identifying"];

/// What leads from one quotation to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationLink {
    /// Its key.
    pub id: QuotationLinkId,
    /// Where it begins.
    pub from: QuotationId,
    /// Where it leads.
    pub to: QuotationId,
    /// What the first does to the second: one of [`LINKS_OF_QUOTATIONS`], or words of the team's own.
    pub kind: String,
    /// Who made it.
    pub coder: CoderId,
}

/// What one quotation commonly does to another.
pub const LINKS_OF_QUOTATIONS: [&str; 4] = ["explains", "contradicts", "follows up", "supports"];

/// A span of a source's text as an object of its own; it may exist without codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its key.
    pub id: QuotationId,
    /// Where it stands in its source's text.
    pub span: Span,
    /// What a coder noted beside it; may be empty.
    pub comment: String,
    /// The words it stood on, when an edit of the text replaced or removed all of them and nobody has looked since; the
    /// span is empty when nothing stands in their place.
    pub was: Option<String>,
    /// The codings on it, oldest first.
    pub codings: Vec<Coding>,
    /// What it was picked out as, by name.
    pub flags: Vec<Flag>,
}

impl Quotation {
    /// The codes on it, each once, in the order they were applied.
    pub fn codes(&self) -> Vec<CodeId> {
        let mut codes = Vec::new();
        for coding in &self.codings {
            if !codes.contains(&coding.code) {
                codes.push(coding.code);
            }
        }
        codes
    }

    /// The coders who coded it, each once, in the order they did.
    pub fn coders(&self) -> Vec<CoderId> {
        let mut coders = Vec::new();
        for coding in &self.codings {
            if !coders.contains(&coding.coder) {
                coders.push(coding.coder);
            }
        }
        coders
    }
}

/// What stands on one source: its turns and its quotations with their codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCodings {
    /// The source.
    pub source: SourceId,
    /// Its turns in order; they never overlap. Empty when no speaker was recognised.
    pub turns: Arc<[Turn]>,
    /// Its quotations by start, longer first, then key.
    pub quotations: Vec<Quotation>,
}

impl SourceCodings {
    /// The turn that holds the code point at `at`, if any.
    pub fn turn_at(&self, at: u32) -> Option<&Turn> {
        let after = self.turns.partition_point(|turn| turn.span.start <= at);
        self.turns[..after].last().filter(|turn| turn.span.holds(at))
    }

    /// The quotation with this key, if it stands on this source.
    pub fn quotation(&self, id: QuotationId) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.id == id)
    }
}
