//! The framework matrix as it is read: its columns and rows in order, and in each cell the passages behind it, whether something is
//! written there, and what was coded since.

mod lines;
mod merged;

use std::collections::{BTreeMap, HashMap};

use super::table::{Everybody, Study};
use crate::domain::{
    CodeId, CodeTree, Matrix, MatrixRow, QuotationId, RowsOf, SourceId, Span, Summary, SummaryState,
};

pub use lines::{MatrixLine, matrix_lines, values_of};
pub use merged::brought_by_merge;

/// What is written in cells, by row and code.
pub type Summaries = BTreeMap<(MatrixRow, CodeId), Summary>;

/// A matrix with what stands behind its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixGrid {
    /// The columns that are shown, in order.
    pub columns: Vec<MatrixColumn>,
    /// The columns that are hidden, in order.
    pub hidden: Vec<MatrixColumn>,
    /// The rows that are shown, in order.
    pub rows: Vec<MatrixLine>,
    /// How many rows the filter leaves out.
    pub left_out: usize,
    /// By row, then column.
    cells: Vec<MatrixCell>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixColumn {
    /// The code.
    pub code: CodeId,
    /// How many levels it stands below the first columns.
    pub depth: u32,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// The passages that carry the column's code or one below it, in the order of sources and texts.
    pub passages: Vec<MatrixPassage>,
    /// What is said in it; none while it is not charted.
    pub state: Option<SummaryState>,
}

/// A passage behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixPassage {
    /// The source it stands in.
    pub source: SourceId,
    /// The quotation.
    pub quotation: QuotationId,
    /// Where it stands in the source's text.
    pub span: Span,
    /// Whether it came under the code after the cell was written.
    pub is_new: bool,
}

impl MatrixCell {
    /// How many passages came after the cell was written.
    pub fn new_passages(&self) -> usize {
        self.passages.iter().filter(|passage| passage.is_new).count()
    }
}

impl MatrixGrid {
    /// The cell of a row and a column, by their places.
    pub fn cell(&self, row: usize, column: usize) -> Option<&MatrixCell> {
        let inside = column < self.columns.len();
        self.cells.get(row * self.columns.len() + column).filter(|_| inside)
    }

    /// All cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &MatrixCell> {
        self.cells.iter()
    }

    /// The place of a cell, where it is shown.
    pub fn place(&self, row: MatrixRow, code: CodeId) -> Option<(usize, usize)> {
        let at = self.rows.iter().position(|line| line.row == row)?;
        Some((at, self.columns.iter().position(|column| column.code == code)?))
    }
}

/// All columns of a matrix, hidden ones too, in order: the sub-codes of its branch as deep as it reaches, without those put away;
/// the branch itself where it has none.
pub fn matrix_columns(matrix: &Matrix, tree: &CodeTree) -> Vec<MatrixColumn> {
    let (all, first) = match matrix.branch {
        Some(branch) => {
            (tree.with_sub_codes(branch).get(1..).unwrap_or_default(), tree.depth(branch) + 1)
        }
        None => (tree.codes(), 0),
    };
    let deepest = first.saturating_add(matrix.settings.deeper);
    let mut columns: Vec<MatrixColumn> = all
        .iter()
        .filter(|code| tree.depth(code.id) <= deepest && !tree.is_archived(code.id))
        .map(|code| MatrixColumn { code: code.id, depth: tree.depth(code.id) - first })
        .collect();
    if columns.is_empty()
        && let Some(branch) = matrix.branch.and_then(|branch| tree.get(branch))
    {
        columns.push(MatrixColumn { code: branch.id, depth: 0 });
    }
    let chosen: HashMap<CodeId, usize> = matrix.settings.order.iter().copied().zip(0..).collect();
    // The sort keeps those that nobody placed in the order of the framework.
    columns.sort_by_key(|column| chosen.get(&column.code).copied().unwrap_or(usize::MAX));
    columns
}

/// Why a matrix does not show a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// It has no such row, or no such column.
    Elsewhere,
    /// The column is hidden.
    Hidden,
    /// The filter leaves the row out.
    LeftOut,
}

/// Whether a matrix shows a cell; otherwise why it does not.
pub fn matrix_shows(
    study: &Study<'_>,
    matrix: &Matrix,
    row: MatrixRow,
    code: CodeId,
) -> Result<(), Unseen> {
    let columns = matrix_columns(matrix, study.tree);
    if matrix.rows != row.of() || !columns.iter().any(|column| column.code == code) {
        return Err(Unseen::Elsewhere);
    }
    if matrix.settings.hidden.contains(&code) {
        return Err(Unseen::Hidden);
    }
    let lines = lines::chosen(study, matrix, matrix_lines(study, matrix.rows, &[]));
    match lines.iter().any(|line| line.row == row) {
        true => Ok(()),
        false => Err(Unseen::LeftOut),
    }
}

/// Sets out a matrix: one pass over the study.
pub fn matrix_grid(study: &Study<'_>, matrix: &Matrix, summaries: &Summaries) -> MatrixGrid {
    let all = matrix_columns(matrix, study.tree);
    let (hidden, columns): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|column| matrix.settings.hidden.contains(&column.code));
    let all = matrix_lines(study, matrix.rows, &matrix.settings.attributes);
    let count = all.len();
    let rows = lines::chosen(study, matrix, all);
    let mut grid = MatrixGrid {
        cells: vec![MatrixCell::default(); rows.len() * columns.len()],
        left_out: count - rows.len(),
        columns,
        hidden,
        rows,
    };
    let places: HashMap<MatrixRow, usize> =
        grid.rows.iter().map(|line| line.row).zip(0..).collect();
    let written = note_summaries(&mut grid, &places, summaries);
    gather(&mut grid, study, matrix.rows, &places, &written);
    grid
}

/// Notes what is said in cells; gives when each was written.
fn note_summaries<'s>(
    grid: &mut MatrixGrid,
    places: &HashMap<MatrixRow, usize>,
    summaries: &'s Summaries,
) -> Vec<Option<&'s str>> {
    let width = grid.columns.len();
    let codes: HashMap<CodeId, usize> =
        grid.columns.iter().map(|column| column.code).zip(0..).collect();
    let mut written = vec![None; grid.cells.len()];
    for summary in summaries.values() {
        if let (Some(row), Some(column)) = (places.get(&summary.row), codes.get(&summary.code)) {
            grid.cells[row * width + column].state = Some(summary.state);
            written[row * width + column] = Some(summary.written_at.as_str());
        }
    }
    written
}

/// Puts every passage into the cells it stands behind.
fn gather(
    grid: &mut MatrixGrid,
    study: &Study<'_>,
    rows_of: RowsOf,
    places: &HashMap<MatrixRow, usize>,
    written: &[Option<&str>],
) {
    let width = grid.columns.len();
    let mut counts_for: HashMap<CodeId, Vec<usize>> = HashMap::new();
    for (place, column) in grid.columns.iter().enumerate() {
        for code in study.tree.with_sub_codes(column.code) {
            counts_for.entry(code.id).or_default().push(place);
        }
    }
    let everybody = (rows_of == RowsOf::Person).then(|| Everybody::new(study));
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (row, place) in places {
        if let (MatrixRow::Person(person), Some(everybody)) = (row, &everybody)
            && let Some(number) = everybody.number(*person)
        {
            by_number.entry(number).or_default().push(*place);
        }
    }
    let (mut rows, mut said_by): (Vec<usize>, Vec<u32>) = (Vec::new(), Vec::new());
    // Under which columns a passage stands, each with when it first came there.
    let mut under: Vec<(usize, &str)> = Vec::new();
    for (info, on) in &study.sources {
        rows.clear();
        match rows_of {
            RowsOf::Case => {
                let case = info.case.map(MatrixRow::Case);
                rows.extend(case.and_then(|row| places.get(&row)));
            }
            RowsOf::Source => rows.extend(places.get(&MatrixRow::Source(info.id))),
            RowsOf::Person => {}
        }
        if rows.is_empty() && rows_of != RowsOf::Person {
            continue;
        }
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            under.clear();
            for coding in &quotation.codings {
                for &column in counts_for.get(&coding.code).into_iter().flatten() {
                    match under.iter_mut().find(|(other, _)| *other == column) {
                        Some((_, first)) => *first = (*first).min(&coding.at),
                        None => under.push((column, &coding.at)),
                    }
                }
            }
            if under.is_empty() {
                continue;
            }
            if let Some(everybody) = &everybody {
                rows.clear();
                everybody.who_says(info, on, quotation.span, &mut said_by);
                rows.extend(said_by.iter().filter_map(|number| by_number.get(number)).flatten());
            }
            for row in &rows {
                for &(column, first) in &under {
                    let at = row * width + column;
                    let is_new = written[at].is_some_and(|written| first > written);
                    let (source, span) = (info.id, quotation.span);
                    let passage = MatrixPassage { source, quotation: quotation.id, span, is_new };
                    grid.cells[at].passages.push(passage);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
