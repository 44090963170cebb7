//! The framework matrix: cases, people or sources by codes, and what is written in its cells.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::by_word::by_word;
use super::{
    AttributeId, CaseId, CodeId, CoderId, MatrixId, Mention, PersonId, SourceId, SummaryId,
};

/// A named matrix: which rows and columns are read side by side. What stands in the cells belongs to the row and the code, so
/// that two matrices with the same cell share it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// Its key.
    pub id: MatrixId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// What its rows are.
    pub rows: RowsOf,
    /// The code whose sub-codes are its columns; the top of the framework where none.
    pub branch: Option<CodeId>,
    /// How it is laid out.
    pub settings: MatrixSettings,
}

/// What the rows of a matrix are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowsOf {
    /// Cases.
    #[default]
    Case,
    /// People.
    Person,
    /// Sources.
    Source,
}

impl RowsOf {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Case, Self::Person, Self::Source];

    /// The word for one row, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Person => "person",
            Self::Source => "source",
        }
    }

    /// The word for several rows, in lower case.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Person => "people",
            Self::Source => "sources",
        }
    }
}

/// How a matrix is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixSettings {
    /// How many levels below the branch its columns reach beyond the first.
    pub deeper: u32,
    /// The columns whose place was chosen, in their order; the others follow in the order of the framework.
    pub order: Vec<CodeId>,
    /// The columns that are not shown.
    pub hidden: Vec<CodeId>,
    /// How many of the first columns stay in sight.
    pub frozen: u32,
    /// The attributes that stand beside the rows.
    pub attributes: Vec<AttributeId>,
    /// By which attribute rows are sorted, and whether backwards; by name where none.
    pub sort: Option<(AttributeId, bool)>,
    /// The attribute and the values of it that rows must have one of.
    pub filter: Option<(AttributeId, Vec<String>)>,
}

/// A row of a matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum MatrixRow {
    /// A case.
    Case(CaseId),
    /// A person.
    Person(PersonId),
    /// A source.
    Source(SourceId),
}

impl MatrixRow {
    /// Its key, whatever it is the key of.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Case(id) => id.uuid(),
            Self::Person(id) => id.uuid(),
            Self::Source(id) => id.uuid(),
        }
    }

    /// What kind of row it is.
    pub const fn of(self) -> RowsOf {
        match self {
            Self::Case(_) => RowsOf::Case,
            Self::Person(_) => RowsOf::Person,
            Self::Source(_) => RowsOf::Source,
        }
    }
}

/// What is written in a cell: a case, a person or a source under a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Its key.
    pub id: SummaryId,
    /// The row.
    pub row: MatrixRow,
    /// The column.
    pub code: CodeId,
    /// Its text: Markdown, with links as [`links`](super::links) reads them.
    pub text: String,
    /// Whether there is something to tell.
    pub state: SummaryState,
    /// Who wrote it last.
    pub coder: CoderId,
    /// When it was last written, or looked at again and left as it is, RFC 3339 in UTC.
    pub written_at: String,
    /// The quotations it rests on and what else it leads to.
    pub mentions: Vec<Mention>,
}

/// Whether a cell has something to tell. A cell that has no summary at all is not charted yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum SummaryState {
    /// It is told in words.
    #[default]
    #[serde(rename = "written")]
    Written,
    /// Asked, and there is nothing.
    #[serde(rename = "nothing")]
    Nothing,
    /// Nobody asked.
    #[serde(rename = "not asked")]
    NotAsked,
}

impl SummaryState {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Written, Self::Nothing, Self::NotAsked];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Nothing => "nothing",
            Self::NotAsked => "not asked",
        }
    }

    /// How it is told in a cell without words; empty for one that has them.
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Written => "",
            Self::Nothing => "Nothing there",
            Self::NotAsked => "Not asked",
        }
    }
}

by_word!(RowsOf, SummaryState);
