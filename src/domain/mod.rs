//! The words of the field as types: sources, quotations, codes, codings, coders.
//!
//! Knows nothing of files, clocks, databases or windows; everything else stands on it.

mod board;
mod by_word;
mod code;
mod code_tree;
mod code_words;
mod coding;
mod colour;
mod date;
mod framework;
pub mod house_style;
mod id;
mod link;
mod markup;
mod matrix;
mod memo;
mod occasion;
mod oklch;
mod outline;
mod output;
mod private;
mod register;
mod saved_query;
mod source;
mod source_read;
mod span;
mod synonym;
mod term;

pub use board::{Board, BoardSnapshot, Card, CardOf};
pub use by_word::UnknownWord;
pub use code::{Code, Origin, UnknownOrigin};
pub use code_tree::{CodeTree, PATH_SEPARATOR, PathError, parse_path};
pub use code_words::CodeWords;
pub use coding::{
    Coder, Coding, Flag, LINKS_OF_QUOTATIONS, Quotation, QuotationLink, STANDARD_FLAGS,
    SourceCodings,
};
pub use colour::{Colour, ColourError, HUES};
pub use date::{MONTHS, PartialDate, UnknownDate};
pub use framework::{
    CodeAnswer, CodeLink, CodeQuestion, CodeSet, FrameworkNotes, FrameworkVersion, LINKS_OF_CODES,
    Reason,
};
pub use id::{
    AcceptanceId, AttributeId, BoardId, BoardSnapshotId, CardId, CaseId, CodeAnswerId, CodeId,
    CodeLinkId, CodeQuestionId, CodeSetId, CoderId, CodingId, CounterSearchId, ExtractId, FlagId,
    FrameworkVersionId, ItemId, LabelStyleId, MarkupId, MatrixId, MeetingId, MemoCommentId, MemoId,
    OutputId, PersonId, PrintingId, ProjectId, QuotationId, QuotationLinkId, ReasonId, RowId,
    SavedQueryId, SourceId, SummaryId, SynonymId, TermId, TurnId,
};
pub use link::{CountOf, Link, LinkTo, Target, filled, links, plain_words, written_link};
pub use markup::{AnswerState, BracketClass, Markup, MarkupKind, UnknownBracketClass};
pub use matrix::{Matrix, MatrixRow, MatrixSettings, RowsOf, Summary, SummaryState};
pub use memo::{MEMO_KINDS, Memo, MemoComment, MemoStatus, Mention};
pub use occasion::Occasion;
pub use oklch::contrast;
pub use outline::{CounterSearch, Item, ItemKind, ItemState};
pub use output::{
    Acceptance, Arrangement, Extract, Insertion, NumberKey, Output, OutputSettings, PrintedExtract,
    Printing, StandsFor, Trims,
};
pub use private::Private;
pub use register::{
    Attribute, AttributeValue, Case, Consent, Involvement, Meeting, Number, Person, Subject,
    ValueKind, read_name,
};
pub use saved_query::SavedQuery;
pub use source::{SourceInfo, SourceKind, Speaker, Turn, UnknownKind};
pub use source_read::{ReadState, SourceRead};
pub use span::Span;
pub use synonym::Synonym;
pub use term::{Term, TermKind, UnknownTermKind, is_abbreviation};
