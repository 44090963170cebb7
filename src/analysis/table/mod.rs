//! Tables of a study: what stands in its rows and columns, what is counted in each cell, and the question that opens it.
//!
//! A table counts quotations, or what stands behind them: the codings on them, their words, and the different people, cases
//! and sources that they come from. Totals count each thing once, however many rows or columns it stands in; they are no sums.

mod axis;
mod counting;
mod groups;
mod membership;
mod people;
mod prevalence;
mod questions;
mod titles;
mod together;

use std::collections::HashMap;

use thiserror::Error;

use super::query::Answer;
use crate::domain::{
    Attribute, AttributeId, Case, CodeId, CodeSet, CodeTree, Coder, Person, QuotationId,
    SourceCodings, SourceInfo,
};

pub use axis::{Axis, Entry, Key};
pub use counting::tabulate;
pub use groups::{Group, group};
pub(super) use people::Everybody;
pub use prevalence::{
    Among, Bounds, Evidence, Grade, Prevalence, PrevalenceAsk, Spoke, Spread, Unit, prevalence,
};
pub use questions::within;

/// What is counted from.
#[derive(Debug, Clone)]
pub struct Study<'a> {
    /// The framework.
    pub tree: &'a CodeTree,
    /// The sources in their order, each with what stands on it.
    pub sources: Vec<(&'a SourceInfo, &'a SourceCodings)>,
    /// The cases, in their order.
    pub cases: &'a [Case],
    /// The people, in their order.
    pub people: &'a [Person],
    /// The coders, in their order.
    pub coders: &'a [Coder],
    /// The attributes.
    pub attributes: &'a [Attribute],
    /// The sets of codes, in their order.
    pub sets: &'a [CodeSet],
}

/// What stands in the rows or the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// One line for everything.
    Everything,
    /// Codes.
    Codes(Codes),
    /// Sets of codes.
    CodeSets,
    /// Cases; what belongs to none apart.
    Cases,
    /// Kinds of source.
    Kinds,
    /// Coders.
    Coders,
    /// People that sources are of or about; sources without any apart.
    People,
    /// Speakers, as the turns name them; what nobody named says apart.
    Speakers,
    /// Sources.
    Sources,
    /// Months of what the sources tell of; years where no month is known; sources without a date apart.
    Months,
    /// The values of an attribute of the sources; sources without a value apart.
    Attribute(AttributeId),
}

impl Dimension {
    /// Whether its entries are told from the codes of codings.
    pub fn is_of_codes(&self) -> bool {
        matches!(self, Self::Codes(_) | Self::CodeSets)
    }
}

/// Which codes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Codes {
    /// All that are not archived.
    #[default]
    All,
    /// Those at the top that are not archived.
    Top,
    /// A code and those below it that are not archived.
    Branch(CodeId),
    /// These, in this order, archived or not.
    Chosen(Vec<CodeId>),
}

/// What the cells of a table count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Cells {
    /// Quotations. Of two codes: those that bear both.
    #[default]
    Quotations,
    /// Codings. Of two codes: those with either, on quotations that bear both.
    Codings,
    /// Different people who say it. A person is whom the turns in the quotation name; where they name nobody, whom its source
    /// is of or about. Interviewers are not counted. The same name is the same person.
    People,
    /// Different cases.
    Cases,
    /// Different sources.
    Sources,
    /// Words of the quotations.
    Words,
    /// Quotations that bear one of two codes and share a character with a quotation that bears the other (or are such a one
    /// themselves). Only of codes by codes.
    Together,
    /// Characters that quotations of both codes cover, each once. Only of codes by codes.
    Characters,
}

impl Cells {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Quotations,
        Self::Codings,
        Self::People,
        Self::Cases,
        Self::Sources,
        Self::Words,
        Self::Together,
        Self::Characters,
    ];

    /// Whether it can only be counted of codes by codes.
    pub const fn needs_codes(self) -> bool {
        matches!(self, Self::Together | Self::Characters)
    }

    /// Whether two codes have a coefficient in it.
    pub const fn has_coefficient(self) -> bool {
        matches!(self, Self::Quotations | Self::Together | Self::Characters)
    }
}

/// How the figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shown {
    /// As they were counted.
    #[default]
    Counts,
    /// As shares of the row's total.
    RowShare,
    /// As shares of the column's total.
    ColumnShare,
    /// Whether there is anything.
    YesNo,
    /// As Jaccard's coefficient: what two codes have in common by what either has, from 0 to 1.
    Coefficient,
}

impl Shown {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Counts, Self::RowShare, Self::ColumnShare, Self::YesNo, Self::Coefficient];
}

/// A figure of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A number of things.
    Count(u64),
    /// A part of a whole, from 0 to 1.
    Share(f64),
    /// Whether there is anything.
    Yes(bool),
    /// Jaccard's coefficient, from 0 to 1.
    Coefficient(f64),
    /// There is no such figure: a share of nothing, the coefficient of a total.
    Nothing,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, Default)]
pub enum About<'a> {
    /// All quotations.
    #[default]
    Everything,
    /// The quotations that answer a question.
    Answers(&'a [Answer]),
}

/// A table that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct TableQuestion<'a> {
    /// What stands in the rows.
    pub rows: &'a Dimension,
    /// What stands in the columns.
    pub columns: &'a Dimension,
    /// What is counted.
    pub cells: Cells,
    /// Whether a code stands for those below it, too.
    pub sub_codes: bool,
    /// Of which quotations.
    pub about: About<'a>,
    /// How many words each quotation has; needed only to count words.
    pub words: &'a HashMap<QuotationId, u32>,
}

/// Why a table cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// More cells than anybody could look at.
    #[error(
        "a table of {rows} rows and {columns} columns is too large; choose fewer codes, or another row or column"
    )]
    TooLarge {
        /// How many rows it would have.
        rows: usize,
        /// How many columns.
        columns: usize,
    },
    /// What is counted stands between two codes.
    #[error(
        "this is counted between two codes; choose codes, or sets of codes, for both the rows and the columns"
    )]
    NeedsCodes,
    /// The question the table is about asks for turns.
    #[error("only quotations are counted, and the question asks for turns; ask it for quotations")]
    Turns,
    /// The attribute is not there.
    #[error("this attribute is no longer in the project; choose another")]
    NoAttribute,
}

/// The most cells a table has.
const MOST_CELLS: usize = 8_000_000;

/// A table with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The rows.
    pub rows: Axis,
    /// The columns.
    pub columns: Axis,
    /// What is counted.
    pub cells: Cells,
    /// Whether a code stands for those below it, too.
    pub sub_codes: bool,
    /// By row, then column; behind each row its total, and below all rows those of the columns.
    counts: Vec<u64>,
    /// What either of two codes has: of each row, and of each column. Empty where there is no coefficient.
    own: (Vec<u64>, Vec<u64>),
    /// What both of two codes have, where that is not what is counted: quotations that bear both.
    both: Vec<u64>,
}

impl Table {
    /// The figure that was counted in a cell; of all rows or all columns where none is named.
    pub fn count(&self, row: Option<usize>, column: Option<usize>) -> u64 {
        self.counts.get(self.place(row, column)).copied().unwrap_or_default()
    }

    fn place(&self, row: Option<usize>, column: Option<usize>) -> usize {
        let (rows, columns) = (self.rows.entries.len(), self.columns.entries.len());
        row.unwrap_or(rows) * (columns + 1) + column.unwrap_or(columns)
    }

    /// What either the row or the column has, where both are codes and what is counted has a coefficient.
    pub fn either(&self, row: usize, column: usize) -> Option<u64> {
        let (of_row, of_column) = (self.own.0.get(row)?, self.own.1.get(column)?);
        let place = self.place(Some(row), Some(column));
        let both = self.both.get(place).or_else(|| self.counts.get(place))?;
        Some((of_row + of_column).saturating_sub(*both))
    }

    /// Whether its cells have a coefficient.
    pub fn has_coefficient(&self) -> bool {
        !self.own.0.is_empty()
    }

    /// The figure of a cell as it is shown; of all rows or all columns where none is named.
    pub fn figure(&self, row: Option<usize>, column: Option<usize>, shown: Shown) -> Figure {
        let count = self.count(row, column);
        let share = |whole: u64| match whole {
            0 => Figure::Nothing,
            whole => Figure::Share(count as f64 / whole as f64),
        };
        match shown {
            Shown::Counts => Figure::Count(count),
            Shown::RowShare => share(self.count(row, None)),
            Shown::ColumnShare => share(self.count(None, column)),
            Shown::YesNo => Figure::Yes(count > 0),
            Shown::Coefficient => {
                let either = row.zip(column).and_then(|(row, column)| self.either(row, column));
                match either {
                    None => Figure::Nothing,
                    Some(0) => Figure::Coefficient(0.0),
                    Some(either) => Figure::Coefficient(count as f64 / either as f64),
                }
            }
        }
    }

    /// Whether a cell says nothing but what a code is: it stands between a code and itself, or one below it that counts as
    /// it, too.
    pub fn is_with_itself(&self, tree: &CodeTree, row: usize, column: usize) -> bool {
        let key = |axis: &Axis, at: usize| match axis.entries.get(at)?.key {
            Key::Code(code) => Some(code),
            _ => None,
        };
        match (key(&self.rows, row), key(&self.columns, column)) {
            (Some(one), Some(other)) => {
                let below = tree.is_within(one, other) || tree.is_within(other, one);
                one == other || self.sub_codes && below
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
