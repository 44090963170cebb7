//! Keys of objects: one type per kind of object, so that a code is never taken for a source.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID as the key; the caller makes it (version 7) or has it from a file.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The key as a UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

id! {
    /// Key of a project.
    ProjectId,
    /// Key of a source.
    SourceId,
    /// Key of a turn.
    TurnId,
    /// Key of a quotation.
    QuotationId,
    /// Key of a code.
    CodeId,
    /// Key of a coding.
    CodingId,
    /// Key of a coder.
    CoderId,
    /// Key of a case.
    CaseId,
    /// Key of a person.
    PersonId,
    /// Key of a meeting.
    MeetingId,
    /// Key of an attribute.
    AttributeId,
    /// Key of something marked in a text.
    MarkupId,
    /// Key of a private term.
    TermId,
    /// Key of a group of words that mean the same.
    SynonymId,
    /// Key of a question that is kept under a name.
    SavedQueryId,
    /// Key of a link between codes.
    CodeLinkId,
    /// Key of a set of codes.
    CodeSetId,
    /// Key of a question about a code.
    CodeQuestionId,
    /// Key of an answer to a question about a code.
    CodeAnswerId,
    /// Key of a named version of the framework.
    FrameworkVersionId,
    /// Key of what was noted as the reason of a step.
    ReasonId,
    /// Key of a flag of a quotation.
    FlagId,
    /// Key of a link between quotations.
    QuotationLinkId,
    /// Key of a house style.
    LabelStyleId,
    /// Key of an output.
    OutputId,
    /// Key of an extract.
    ExtractId,
    /// Key of something that was accepted.
    AcceptanceId,
    /// Key of one export of an output.
    PrintingId,
    /// Key of a memo.
    MemoId,
    /// Key of what somebody said to a memo.
    MemoCommentId,
    /// Key of a framework matrix.
    MatrixId,
    /// Key of a summary.
    SummaryId,
    /// Key of a heading, finding or paragraph of an outline.
    ItemId,
    /// Key of a search for what contradicts a finding.
    CounterSearchId,
    /// Key of a board.
    BoardId,
    /// Key of a card.
    CardId,
    /// Key of a board as it lay at a time.
    BoardSnapshotId,
    /// Key of a row that nothing else speaks of.
    RowId,
}
