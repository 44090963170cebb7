//! The questions that a project is asked: what holds of the passages one wants to read.
//!
//! One question has three faces: this tree, which is what is answered; one line of text, which is what people write and
//! keep; and the rows of a form. A question asks for quotations, or for turns; what it says is a condition on one of
//! them, put together with and, or and not. What stands elsewhere is asked for by relations: a passage that overlaps
//! another one, lies within it, near it, before it or behind it.

mod answering;
mod asked;
mod compile;
mod completion;
mod fields;
pub mod form;
mod lexer;
mod names;
mod nearness;
mod parser;
mod parts;
mod printer;
mod study;

use std::sync::Arc;

use thiserror::Error;

use crate::domain::{
    AttributeId, CaseId, CodeId, CodeSetId, CoderId, PartialDate, PersonId, QuotationId,
    SavedQueryId, SourceId, SourceKind, Span,
};

pub use answering::answers;
pub use asked::AskedCodings;
pub use completion::{Completion, completions};
pub use fields::Field;
pub use names::Names;
pub use parser::parse;
pub use printer::{print, print_condition, print_with_keys};
pub use study::{Divisions, Find, Study, WordAnswers};

/// What is wrong with a question, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct LineError {
    /// The place in the line, in code points from 0.
    pub at: usize,
    /// What is wrong there and what to write instead, as a sentence.
    pub message: String,
}

impl LineError {
    /// Something wrong at a place.
    pub fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// The same in a line in which so many code points stand before.
    #[must_use]
    pub fn behind(self, count: usize) -> Self {
        Self { at: self.at + count, ..self }
    }
}

/// A question about a project. The default asks for every quotation, whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What is asked for.
    pub rows: Rows,
    /// What must hold of each.
    pub holds: Condition,
    /// Which part of each is given.
    pub gives: Given,
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rows {
    /// Quotations.
    #[default]
    Quotations,
    /// Turns, and paragraphs where nobody is known to speak.
    Turns,
}

/// Which part of what answers is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Given {
    /// All of it.
    #[default]
    Whole,
    /// What it has in common with each of the quotations that a relation found. All of it where there is no relation
    /// by which passages share characters.
    Common,
    /// The turns it stands in, as one stretch.
    Turn,
}

/// What must hold of a quotation or a turn.
///
/// A turn bears the codings, flags and comments of the quotations that share a character with it.
///
/// Conditions on codings ([`Self::Coder`], [`Self::Coded`], [`Self::Coders`], [`Trait::New`]) that stand beside conditions on codes in one
/// [`Self::All`] speak of the codings with these codes; where none stands beside them, of any coding. The opposite of one
/// means that there is no such coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All of these; everything holds where there are none.
    All(Vec<Condition>),
    /// At least one of these; nothing holds where there are none.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// It bears this code, or one below it.
    Code {
        /// The code.
        code: CodeId,
        /// Whether codes below it count.
        sub_codes: bool,
    },
    /// It bears a code of this set.
    CodeSet(CodeSetId),
    /// This coder applied the code.
    Coder(CoderId),
    /// The code was applied in this time.
    Coded(Period),
    /// So many coders applied the code.
    Coders(Comparison, usize),
    /// It was picked out as this.
    Flag(Arc<str>),
    /// Something is true of it.
    Is(Trait),
    /// Its source is of this kind.
    Kind(SourceKind),
    /// It stands on this source.
    Source(SourceId),
    /// Its source belongs to this case.
    Case(CaseId),
    /// Its source is of or about this person.
    Person(PersonId),
    /// This speaker speaks in it, as the sources name them.
    Speaker(Arc<str>),
    /// What its source tells of took place in this time.
    Date(Period),
    /// Its source is in this language (ISO 639-1).
    Language(Arc<str>),
    /// A property of its source.
    Attribute {
        /// The property.
        attribute: AttributeId,
        /// How its value is to compare; numbers as numbers, everything else as text without regard to case.
        comparison: Comparison,
        /// With what.
        value: Arc<str>,
    },
    /// Its words answer this question to the search, as it was written.
    Words(Arc<str>),
    /// A regular expression matches in its words.
    Pattern(Arc<str>),
    /// It answers the question that is kept under this name.
    Saved(SavedQueryId),
    /// It stands so to another quotation of which this holds.
    Beside(Relation, Box<Condition>),
}

impl Default for Condition {
    /// Everything.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What may be true of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trait {
    /// It bears a code.
    Coded,
    /// A coder noted something beside it.
    Commented,
    /// It was picked out as something.
    Flagged,
    /// A link begins or ends at it.
    Linked,
    /// Somebody else coded it since the person who asks has looked at what others did. A condition on codings.
    New,
}

/// How one figure or word compares to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// It is the same.
    Is,
    /// It is less.
    Under,
    /// It is less or the same.
    UpTo,
    /// It is more.
    Over,
    /// It is more or the same.
    From,
}

/// A time, from one date to another, both included; a month or a year is all its days. Open on a side without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// From the first day of this.
    pub from: Option<PartialDate>,
    /// To the last day of this.
    pub to: Option<PartialDate>,
}

/// How one passage, [a1, a2), stands to another, [b1, b2), of the same source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They share at least one character.
    Meets,
    /// They share a character, and neither lies within the other.
    Overlaps,
    /// It lies within the other: b1 ≤ a1 and a2 ≤ b2.
    Within,
    /// The other lies within it: a1 ≤ b1 and b2 ≤ a2.
    Around,
    /// They meet, or no more than so much stands between them.
    Near(Distance),
    /// It ends before the other begins, with no more than so much between them: it is followed by the other.
    Before(Distance),
    /// It begins after the other ends, with no more than so much between them.
    After(Distance),
}

/// How far two passages may be apart.
///
/// Characters and words are those between the two. Of sentences, paragraphs and turns the distance is how many one has to go
/// on from the last of the first to the first of the second: 0 is the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Distance {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What distances are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Code points.
    Characters,
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Paragraphs.
    Paragraphs,
    /// Turns; paragraphs where nobody is known to speak.
    Turns,
}

impl Condition {
    /// Both this and another, without nesting what is joined already.
    pub fn and(self, other: Self) -> Self {
        let mut all = match self {
            Self::All(all) => all,
            one => vec![one],
        };
        match other {
            Self::All(others) => all.extend(others),
            one => all.push(one),
        }
        if all.len() == 1 { all.remove(0) } else { Self::All(all) }
    }

    /// Whether everything answers it.
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }
}

/// A quotation or a turn that answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The source it stands on.
    pub source: SourceId,
    /// The quotation; none for a turn.
    pub quotation: Option<QuotationId>,
    /// Where it stands in the source.
    pub span: Span,
    /// The part of the source that is given, which may be smaller than the span or larger; see [`Given`].
    pub given: Span,
}
