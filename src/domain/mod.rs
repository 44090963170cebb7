//! The words of the field as types: sources, quotations, codes, codings, coders.
//!
//! Knows nothing of files, clocks, databases or windows; everything else stands on it.

mod code;
mod coding;
mod colour;
mod id;
mod markup;
mod source;
mod span;

pub use code::{Code, CodeTree, PATH_SEPARATOR, PathError, parse_path};
pub use coding::{Coder, Coding, Quotation, SourceCodings};
pub use colour::{Colour, ColourError, HUES};
pub use id::{CodeId, CoderId, CodingId, ProjectId, QuotationId, SourceId, TurnId};
pub use markup::{AnswerState, BracketClass, Markup, MarkupKind, UnknownBracketClass};
pub use source::{SourceInfo, SourceKind, Speaker, Turn, UnknownKind};
pub use span::Span;
