//! A framework matrix as rows and columns of plain words: for files, and read back from them.

use super::Snapshot;
use crate::analysis::links::Names;
use crate::analysis::matrix::{MatrixGrid, matrix_grid};
use crate::domain::{Link, LinkTo, Matrix, Summary, SummaryState, Target, links};
use crate::export::{PrintedFigure, TableLine, TableReport};
use crate::text::{capital, counted};

impl Snapshot {
    /// Sets out a matrix: its columns and rows, and what stands behind its cells.
    pub fn matrix_grid(&self, matrix: &Matrix) -> MatrixGrid {
        matrix_grid(&self.study(), matrix, &self.summaries)
    }

    /// A matrix as a table: a column for each attribute that stands beside the rows, then one for each code by its path; what is
    /// not charted is empty, the other states are told in words. It is for the team: rows are called as the project calls them.
    pub fn matrix_report(&self, matrix: &Matrix) -> TableReport {
        let grid = self.matrix_grid(matrix);
        let paths: Vec<String> =
            grid.columns.iter().map(|column| self.codes.path_text(column.code)).collect();
        let attributes = matrix.settings.attributes.iter().map(|id| {
            let name = self.attribute(*id).map(|attribute| attribute.name.clone());
            let mut name = name.unwrap_or_default();
            // What is read back goes by the heading.
            while paths.iter().any(|path| path.to_lowercase() == name.to_lowercase()) {
                name.push_str(" (attribute)");
            }
            name
        });
        let columns = attributes.chain(paths.iter().cloned()).collect();
        let words = |words: String| match words.is_empty() {
            true => PrintedFigure::Nothing,
            false => PrintedFigure::Words(words),
        };
        let rows = grid.rows.iter().map(|line| {
            let summaries = grid.columns.iter().map(|column| {
                let summary = self.summary(line.row, column.code);
                words(summary.map(|summary| self.plain_summary(summary)).unwrap_or_default())
            });
            let values = line.values.iter().cloned().map(words);
            TableLine { name: line.name.clone(), figures: values.chain(summaries).collect() }
        });
        let rows = rows.collect();
        let mut notes = vec![
            "This file holds what is private: it is for the team only.".to_owned(),
            "An empty cell is not charted yet.".to_owned(),
        ];
        if grid.left_out > 0 {
            let left_out = counted(grid.left_out, matrix.rows.word(), matrix.rows.plural());
            notes.push(format!("Left out by the filter: {left_out}."));
        }
        if !grid.hidden.is_empty() {
            let hidden = grid.hidden.iter().map(|column| self.codes.path_text(column.code));
            notes.push(format!("Hidden columns: {}.", hidden.collect::<Vec<_>>().join("; ")));
        }
        TableReport {
            title: matrix.name.clone(),
            notes,
            of_rows: capital(matrix.rows.word()),
            columns,
            rows,
            is_even: false,
            totals: (0, 0),
        }
    }

    /// What a summary says, in plain words: its state where it has no words, links by what they lead to.
    pub fn plain_summary(&self, summary: &Summary) -> String {
        match summary.state {
            SummaryState::Written => self.plain_text(&summary.text),
            state => state.shown().to_owned(),
        }
    }

    /// A text of the team with its links as plain words.
    pub fn plain_text(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut from = 0;
        for link in links(text) {
            plain.push_str(&text[from..link.range.start]);
            from = link.range.end;
            plain.push_str(&self.plain_link(&link));
        }
        plain.push_str(&text[from..]);
        plain
    }

    /// A link as plain words: a quotation in quotation marks, what has a name by that, a number as it was counted last.
    pub(super) fn plain_link(&self, link: &Link<'_>) -> String {
        let words = link.words.to_owned();
        match link.to {
            Some(LinkTo::Object(Target::Quote(_))) => format!("“{words}”"),
            Some(LinkTo::Object(target)) => self.name_of(target).unwrap_or(words),
            Some(LinkTo::Count(..)) | None => words,
        }
    }
}
