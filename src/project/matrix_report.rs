//! A framework matrix for files: as a table of texts that can be read in again, and as a document to be printed.

use std::collections::HashSet;
use std::path::Path;

use super::{ProjectError, Snapshot, today};
use crate::analysis::labels::Audience;
use crate::analysis::matrix::{MatrixColumn, MatrixGrid, MatrixLine, matrix_grid};
use crate::domain::{LinkTo, Matrix, Summary, SummaryState, Target, filled};
use crate::export::document::{
    self, Block, Column, Document, DocumentFormat, Paragraph, Run, Table, memo_paragraphs,
};
use crate::export::{TableFormat, TextColumn, TextTable, text_table_csv, text_table_xlsx};
use crate::text::{capital, counted};

/// The heading of the column by which rows are known that were renamed.
pub(super) const ROW_KEY: &str = "Row key";
/// What stands behind the name of an attribute that is also the path of a code.
pub(super) const ATTRIBUTE: &str = " (attribute)";
/// So many columns of codes stand side by side on a printed page.
const ON_A_PAGE: usize = 4;

impl Snapshot {
    /// Sets out a matrix: its columns and rows, and what stands behind its cells.
    pub fn matrix_grid(&self, matrix: &Matrix) -> MatrixGrid {
        matrix_grid(&self.study(), matrix, &self.summaries)
    }

    /// A matrix as a file in the format that its name asks for: the whole file's bytes, with a sentence for each cell that the
    /// format could not hold whole.
    ///
    /// # Errors
    ///
    /// When the name asks for no format that holds a matrix, or the format does not hold one that large.
    pub fn matrix_file(
        &self,
        matrix: &Matrix,
        path: &Path,
    ) -> Result<(Vec<u8>, Vec<String>), ProjectError> {
        match TableFormat::from_path(path) {
            Ok(TableFormat::Xlsx) => Ok(text_table_xlsx(&self.matrix_table(matrix))?),
            Ok(TableFormat::Csv) => Ok((text_table_csv(&self.matrix_table(matrix)), Vec::new())),
            _ => {
                let format = DocumentFormat::from_path(path)?;
                Ok((document::write(format, &self.matrix_document(matrix))?, Vec::new()))
            }
        }
    }

    /// A matrix as a table: a column for each attribute that stands beside the rows, then one for each code by its path; what is
    /// not charted is empty, the other states are told in words. It is for the team: rows are called as the project calls them.
    pub fn matrix_table(&self, matrix: &Matrix) -> TextTable {
        let grid = self.matrix_grid(matrix);
        let column = |name: String, width: f64| TextColumn { name, width, is_key: false };
        // What is read back goes by the heading, and may be read below any code, shown or not.
        let codes = self.codes.codes().iter();
        let paths: HashSet<String> =
            codes.map(|code| self.codes.path_text(code.id).to_lowercase()).collect();
        let attributes = self.attribute_names(matrix).into_iter().map(|mut name| {
            while paths.contains(&name.to_lowercase()) {
                name.push_str(ATTRIBUTE);
            }
            column(name, 14.0)
        });
        let mut columns = vec![column(capital(matrix.rows.word()), 24.0)];
        columns.extend(attributes);
        let shown = grid.columns.iter().map(|shown| self.codes.path_text(shown.code));
        columns.extend(shown.map(|path| column(path, 48.0)));
        columns.push(TextColumn { name: ROW_KEY.to_owned(), width: 38.0, is_key: true });
        let rows = grid.rows.iter().map(|line| {
            let summaries = grid.columns.iter().map(|column| {
                let summary = self.summary(line.row, column.code);
                summary.map(|summary| self.plain_summary(summary)).unwrap_or_default()
            });
            let mut row = vec![line.name.clone()];
            row.extend(line.values.iter().cloned());
            row.extend(summaries);
            row.push(line.row.uuid().to_string());
            row
        });
        TextTable {
            title: matrix.name.clone(),
            notes: self.matrix_notes(matrix, &grid, "An empty cell is not charted yet."),
            made: today(),
            audience: Audience::Team,
            rows: rows.collect(),
            columns,
            frozen: 1,
        }
    }

    /// A matrix as a document with wide pages: as many columns side by side as a page holds, then the next ones.
    pub fn matrix_document(&self, matrix: &Matrix) -> Document {
        let grid = self.matrix_grid(matrix);
        let mut blocks = Vec::new();
        for (at, columns) in grid.columns.chunks(ON_A_PAGE).enumerate() {
            if at > 0 {
                blocks.push(Block::PageBreak);
            }
            let head = |words: String, width| Column { head: vec![Run::bold(words)], width };
            let mut heads = vec![head(capital(matrix.rows.word()), 2)];
            heads.extend(columns.iter().map(|one| head(self.codes.telling_name(one.code), 4)));
            let rows = grid.rows.iter().map(|line| self.document_row(matrix, line, columns));
            blocks.push(Block::Table(Table { columns: heads, rows: rows.collect() }));
        }
        Document {
            title: matrix.name.clone(),
            notes: self.matrix_notes(matrix, &grid, "A dash stands where nothing is charted yet."),
            made: today(),
            audience: Audience::Team,
            is_landscape: true,
            blocks,
        }
    }

    fn document_row(
        &self,
        matrix: &Matrix,
        line: &MatrixLine,
        columns: &[MatrixColumn],
    ) -> Vec<Vec<Paragraph>> {
        let mut name = vec![Paragraph::new(vec![Run::bold(line.name.clone())])];
        let values = self.attribute_names(matrix).into_iter().zip(&line.values);
        let values = values.filter(|(_, value)| !value.is_empty());
        name.extend(values.map(|(of, value)| Paragraph::plain(format!("{of}: {value}"))));
        let cells = columns.iter().map(|column| match self.summary(line.row, column.code) {
            None => vec![Paragraph::plain("–")],
            Some(summary) => match summary.state {
                SummaryState::Written => {
                    memo_paragraphs(&summary.text, |to, words| self.link_in_words(to, words))
                }
                state => {
                    let run = Run { is_italic: true, ..Run::plain(state.shown()) };
                    vec![Paragraph::new(vec![run])]
                }
            },
        });
        std::iter::once(name).chain(cells).collect()
    }

    /// The names of the attributes that stand beside the rows.
    fn attribute_names(&self, matrix: &Matrix) -> Vec<String> {
        let name = |id| self.attribute(id).map(|attribute| attribute.name.clone());
        matrix.settings.attributes.iter().map(|id| name(*id).unwrap_or_default()).collect()
    }

    fn matrix_notes(&self, matrix: &Matrix, grid: &MatrixGrid, empty: &str) -> Vec<String> {
        let mut notes = vec![empty.to_owned()];
        if grid.left_out > 0 {
            let left_out = counted(grid.left_out, matrix.rows.word(), matrix.rows.plural());
            notes.push(format!("Left out by the filter: {left_out}."));
        }
        if !grid.hidden.is_empty() {
            let hidden = grid.hidden.iter().map(|column| self.codes.path_text(column.code));
            notes.push(format!("Hidden columns: {}.", hidden.collect::<Vec<_>>().join("; ")));
        }
        notes
    }

    /// What a summary says, in plain words: its state where it has no words, links by what they lead to.
    pub fn plain_summary(&self, summary: &Summary) -> String {
        match summary.state {
            SummaryState::Written => self.plain_text(&summary.text),
            state => state.shown().to_owned(),
        }
    }

    /// A text of the team with its links as plain words.
    fn plain_text(&self, text: &str) -> String {
        filled(text, |link| match link.to {
            Some(to) => self.link_in_words(to, link.words),
            None => link.words.to_owned(),
        })
    }

    /// A link in plain words, as [`Self::printed_link`] gives them; words of a quotation in quotation marks.
    pub(super) fn link_in_words(&self, to: LinkTo, words: &str) -> String {
        let printed = self.printed_link(to, words, Audience::Team);
        match to {
            LinkTo::Object(Target::Quote(_)) if printed == words => format!("“{printed}”"),
            _ => printed,
        }
    }
}
