//! Matrices as a shell reads them: which there are, one of them, one of its cells with its passages.

use serde::Serialize;

use super::{column, named, row};
use crate::analysis::matrix::MatrixCell;
use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::cli::output::print;
use crate::cli::project::local;
use crate::cli::team_texts::{called, readable};
use crate::domain::{CodeId, MatrixRow, QuotationId, RowsOf, SummaryState};
use crate::project::{Project, Snapshot};
use crate::text::counted;

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    rows: RowsOf,
    branch: Option<String>,
    row_count: usize,
    columns: usize,
    written: usize,
    nothing: usize,
    not_asked: usize,
    not_charted: usize,
    with_new_passages: usize,
}

#[derive(Serialize)]
struct Shown {
    row: String,
    code: String,
    /// None while it is not charted.
    state: Option<SummaryState>,
    text: String,
    by: String,
    written_at: String,
    rests_on: Vec<String>,
    passages: Vec<Passage>,
    new_passages: usize,
}

#[derive(Serialize)]
struct Passage {
    quotation: QuotationId,
    source: String,
    is_new: bool,
    words: String,
}

pub(super) fn list(at: &Reading) -> Result<(), Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let all = snapshot.matrices.iter().map(|matrix| {
        let grid = snapshot.matrix_grid(matrix);
        let cells = || {
            let places = (0..grid.rows.len())
                .flat_map(|row| (0..grid.columns.len()).map(move |column| (row, column)));
            places.filter_map(|(row, column)| grid.cell(row, column))
        };
        let of = |state: Option<SummaryState>| cells().filter(|cell| cell.state == state).count();
        Listed {
            name: &matrix.name,
            rows: matrix.rows,
            branch: matrix.branch.map(|code| snapshot.codes.path_text(code)),
            row_count: grid.rows.len(),
            columns: grid.columns.len(),
            written: of(Some(SummaryState::Written)),
            nothing: of(Some(SummaryState::Nothing)),
            not_asked: of(Some(SummaryState::NotAsked)),
            not_charted: of(None),
            with_new_passages: cells()
                .filter(|cell| cell.state.is_some() && cell.new_passages() > 0)
                .count(),
        }
    });
    let all: Vec<Listed<'_>> = all.collect();
    print(at.form.json, &all, |all| {
        let line = |one: &Listed<'_>| {
            format!(
                "{}: {} by {}; {} written, {} nothing there, {} not asked, {} not charted\n",
                one.name,
                counted(one.row_count, one.rows.word(), one.rows.plural()),
                counted(one.columns, "code", "codes"),
                one.written,
                one.nothing,
                one.not_asked,
                one.not_charted
            )
        };
        match all.is_empty() {
            true => "There is no matrix\n".to_owned(),
            false => all.iter().map(line).collect(),
        }
    })
}

pub(super) fn show(
    at: &Reading,
    name: &str,
    of_row: Option<&str>,
    of_code: Option<&str>,
) -> Result<(), Failure> {
    let mut project = open(&at.file)?;
    let snapshot = std::sync::Arc::clone(project.snapshot());
    let matrix = named(&snapshot, name)?;
    let of_row = of_row.map(|name| row(matrix.rows, name, &snapshot)).transpose()?;
    let of_code = of_code.map(|words| column(words, matrix, &snapshot)).transpose()?;
    let grid = snapshot.matrix_grid(matrix);
    let is_one = of_row.is_some() && of_code.is_some();
    let mut shown = Vec::new();
    for (at_row, line) in grid.rows.iter().enumerate() {
        for (at_column, column) in grid.columns.iter().enumerate() {
            let asked = of_row.is_none_or(|row| row == line.row)
                && of_code.is_none_or(|code| code == column.code);
            if let Some(cell) = grid.cell(at_row, at_column).filter(|_| asked) {
                shown.push(shown_cell(&mut project, &snapshot, (line.row, column.code), cell)?);
            }
        }
    }
    if shown.is_empty() && is_one {
        let said = "the filter of the matrix leaves this row out, or the column is hidden";
        return Err(Failure::Wrong(said.to_owned()));
    }
    print(at.form.json, &shown, |shown| match is_one {
        true => shown.iter().map(whole).collect(),
        false => shown.iter().map(brief).collect(),
    })
}

fn shown_cell(
    project: &mut Project,
    snapshot: &Snapshot,
    (row, code): (MatrixRow, CodeId),
    cell: &MatrixCell,
) -> Result<Shown, Failure> {
    let summary = snapshot.summary(row, code);
    let mut passages = Vec::new();
    for passage in &cell.passages {
        let Some((source, quotation)) = snapshot.quotation(passage.quotation) else { continue };
        passages.push(Passage {
            quotation: passage.quotation,
            source: snapshot.source(source).map(|info| info.name.clone()).unwrap_or_default(),
            is_new: passage.is_new,
            words: project.text(source)?.slice(quotation.span).to_owned(),
        });
    }
    let mut rests_on: Vec<String> = Vec::new();
    for mention in summary.map_or(&[][..], |summary| &summary.mentions) {
        let called = called(mention.target, snapshot);
        if !rests_on.contains(&called) {
            rests_on.push(called);
        }
    }
    let coder = summary.and_then(|summary| snapshot.coder(summary.coder));
    Ok(Shown {
        row: snapshot.row_name(row).unwrap_or_default().to_owned(),
        code: snapshot.codes.path_text(code),
        state: summary.map(|summary| summary.state),
        text: summary.map(|summary| readable(&summary.text, snapshot)).unwrap_or_default(),
        by: coder.map(|coder| coder.name.clone()).unwrap_or_default(),
        written_at: summary.map(|summary| summary.written_at.clone()).unwrap_or_default(),
        rests_on,
        new_passages: cell.new_passages(),
        passages,
    })
}

impl Shown {
    fn state(&self) -> String {
        let state = match self.state {
            None => "not charted".to_owned(),
            Some(state) => state.to_string(),
        };
        let passages = counted(self.passages.len(), "passage", "passages");
        match (self.state, self.new_passages) {
            (None, _) | (_, 0) => format!("{state}, {passages}"),
            (_, new) => format!("{state}, {passages}, {new} new since it was written"),
        }
    }
}

fn brief(cell: &Shown) -> String {
    format!("{}  {}  ({})\n", cell.row, cell.code, cell.state())
}

fn whole(cell: &Shown) -> String {
    let mut words = brief(cell);
    if !cell.by.is_empty() {
        words.push_str(&format!("{}, {}\n", cell.by, local(&cell.written_at)));
    }
    if !cell.text.is_empty() {
        words.push_str(&format!("\n{}\n", cell.text));
    }
    if !cell.rests_on.is_empty() {
        words.push_str(&format!("\nLeads to {}\n", cell.rests_on.join(", ")));
    }
    for passage in &cell.passages {
        let new = if passage.is_new { "new, " } else { "" };
        let (source, key) = (&passage.source, passage.quotation);
        words.push_str(&format!("\n{}\n    {source} ({new}{key})\n", passage.words));
    }
    words
}
