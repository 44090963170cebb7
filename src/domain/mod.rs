//! The words of the field as types: sources, quotations, codes, codings, coders.
//!
//! Knows nothing of files, clocks, databases or windows; everything else stands on it.

mod code;
mod coding;
mod colour;
mod date;
mod id;
mod markup;
mod register;
mod source;
mod span;
mod term;

pub use code::{Code, CodeTree, PATH_SEPARATOR, PathError, parse_path};
pub use coding::{Coder, Coding, Quotation, SourceCodings};
pub use colour::{Colour, ColourError, HUES};
pub use date::{PartialDate, UnknownDate};
pub use id::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, MarkupId, PersonId, ProjectId, QuotationId,
    SourceId, TermId, TurnId,
};
pub use markup::{AnswerState, BracketClass, Markup, MarkupKind, UnknownBracketClass};
pub use register::{Attribute, Case, Person};
pub use source::{SourceInfo, SourceKind, Speaker, Turn, UnknownKind};
pub use span::Span;
pub use term::{Term, TermKind, UnknownTermKind};
