//! `marginalia matrix …`: framework matrices, and what is written in their cells.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::failure::Failure;
use super::memos::ready;
use super::output::{note, print};
use super::project::local;
use super::team_texts::{Given, called, readable, target};
use super::{Outcome, open};
use crate::analysis::matrix::{MatrixCell, matrix_columns};
use crate::domain::{
    CodeId, Matrix, MatrixRow, MatrixSettings, QuotationId, RowsOf, SummaryState, Target,
};
use crate::export::TableFormat;
use crate::export::document::DocumentFormat;
use crate::import::survey::read_grid;
use crate::project::{
    EmptyCells, MatrixField, Project, ProjectError, Snapshot, SummaryWords, write_export,
};
use crate::text::counted;

/// `marginalia matrix …`
#[derive(Debug, Subcommand)]
pub(super) enum Matrices {
    /// List the matrices, with how many of their cells are written
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Make a matrix
    Add {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        /// What its rows are: case, person or source
        #[arg(long, value_name = "WORD", default_value = "case")]
        rows: RowsOf,
        #[command(flatten)]
        layout: Layout,
        #[command(flatten)]
        common: Writing,
    },
    /// Change a matrix: its name, its columns, what stands beside its rows, their order and filter
    Change {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        /// Another name
        #[arg(long, value_name = "NAME")]
        rename: Option<String>,
        #[command(flatten)]
        layout: Layout,
        #[command(flatten)]
        common: Writing,
    },
    /// Delete a matrix; what is written in its cells stays, and stands in the next one with the same rows and codes
    Delete {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Show a matrix: the state of each cell, how many passages stand behind it, how many are new
    Show {
        #[command(flatten)]
        at: Reading,
        /// Its name
        name: String,
        /// Only this row; with --code, one cell with its words and passages
        #[arg(long, value_name = "NAME")]
        row: Option<String>,
        /// Only this column
        #[arg(long, value_name = "PATH")]
        code: Option<String>,
    },
    /// Write what a cell says
    Write {
        #[command(flatten)]
        cell: Cell,
        #[command(flatten)]
        given: Given,
        /// A quotation it rests on, by key, or anything else it leads to
        #[arg(long, value_name = "NAME")]
        rests_on: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
    /// Say how it is with a cell: written, nothing, not asked, holds (though passages are new), or clear (not charted)
    State {
        #[command(flatten)]
        cell: Cell,
        /// The state
        state: State,
        #[command(flatten)]
        common: Writing,
    },
    /// Write a matrix to a file for the team (.xlsx or .csv, to be read in again; .docx, .odt, .html, .md or .txt, to be read); one
    /// that is there is replaced
    Export {
        #[command(flatten)]
        at: Reading,
        /// Its name
        name: String,
        /// The file to write
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// Take what a workbook (.xlsx, .csv) says into the cells of a matrix, as “matrix export” writes it
    ///
    /// Rows are known by their names, columns by the paths of their codes. What the workbook leaves out stays; what nobody knows
    /// is told and left out.
    Import {
        /// The project file
        file: PathBuf,
        /// The matrix
        name: String,
        /// The workbook
        table: PathBuf,
        /// Let empty cells clear what is there; without this they change nothing
        #[arg(long)]
        clear: bool,
        /// Only tell what would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        common: Writing,
    },
}

/// A cell of a matrix.
#[derive(Debug, Args)]
pub(super) struct Cell {
    /// The project file
    file: PathBuf,
    /// The matrix
    matrix: String,
    /// The row, by the name of its case, person or source
    row: String,
    /// The column, by the path or the name of its code
    code: String,
}

/// How a matrix is laid out.
#[derive(Debug, Args)]
pub(super) struct Layout {
    /// The code whose sub-codes are its columns; empty for the top of the framework
    #[arg(long, value_name = "PATH")]
    branch: Option<String>,
    /// How many levels its columns reach below the first
    #[arg(long, value_name = "N")]
    deeper: Option<u32>,
    /// A column that is hidden; may be given several times
    #[arg(long, value_name = "PATH")]
    hide: Vec<String>,
    /// A column that is shown again
    #[arg(long, value_name = "PATH")]
    unhide: Vec<String>,
    /// Columns in the order in which they stand first
    #[arg(long, value_name = "PATH")]
    first: Vec<String>,
    /// An attribute that stands beside the rows; may be given several times
    #[arg(long, value_name = "NAME")]
    beside: Vec<String>,
    /// The attribute by which rows are sorted; empty for their names
    #[arg(long, value_name = "NAME")]
    sort: Option<String>,
    /// Sort backwards
    #[arg(long, requires = "sort")]
    backwards: bool,
    /// Only rows that have one of these values: NAME=VALUE; may be given several times for one attribute, empty for all rows
    #[arg(long, value_name = "NAME=VALUE")]
    only: Vec<String>,
}

/// How it is with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum State {
    /// It is told in words, once it has some
    Written,
    /// Asked, and there is nothing
    Nothing,
    /// Nobody asked
    NotAsked,
    /// What is written still holds, though passages are new
    Holds,
    /// Not charted: what is written goes
    Clear,
}

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

pub(super) fn matrix(asked: &Matrices, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Matrices::List { at } => list(at)?,
        Matrices::Add { file, name, rows, layout, common } => {
            let mut project = ready(file, common, me)?;
            let snapshot = project.snapshot();
            let branch = layout.branch(snapshot)?;
            let settings = layout.settings(&MatrixSettings::default(), *rows, snapshot)?;
            let id = project.add_matrix(name, *rows, branch.flatten())?;
            if settings != MatrixSettings::default() {
                project.change_matrix(id, vec![MatrixField::Settings(settings)])?;
            }
            print(common.form.json, &id, |_| format!("Made the matrix “{}”\n", name.trim()))?;
        }
        Matrices::Change { file, name, rename, layout, common } => {
            let mut project = ready(file, common, me)?;
            let snapshot = project.snapshot();
            let known = named(snapshot, name)?;
            let (id, settings) =
                (known.id, layout.settings(&known.settings, known.rows, snapshot)?);
            let settings = (settings != known.settings).then_some(settings);
            let fields: Vec<MatrixField> = [
                rename.clone().map(MatrixField::Name),
                layout.branch(snapshot)?.map(MatrixField::Branch),
                settings.map(MatrixField::Settings),
            ]
            .into_iter()
            .flatten()
            .collect();
            project.change_matrix(id, fields)?;
            let name = project.snapshot().matrix(id).map(|matrix| matrix.name.clone());
            print(common.form.json, &id, |_| {
                format!("Changed the matrix “{}”\n", name.unwrap_or_default())
            })?;
        }
        Matrices::Delete { file, name, common } => {
            let mut project = ready(file, common, me)?;
            let id = named(project.snapshot(), name)?.id;
            project.delete_matrix(id)?;
            print(common.form.json, name, |name| format!("Deleted the matrix “{name}”\n"))?;
        }
        Matrices::Show { at, name, row, code } => show(at, name, row.as_deref(), code.as_deref())?,
        Matrices::Write { cell, given, rests_on, common } => {
            let mut project = ready(&cell.file, common, me)?;
            let (row, code) = cell.read(project.snapshot())?;
            let snapshot = project.snapshot();
            let on: Result<Vec<Target>, Failure> =
                rests_on.iter().map(|words| target(words, snapshot)).collect();
            let (on, text) = (on?, given.stored(snapshot)?);
            if text.is_none() && on.is_empty() {
                let said = "there is nothing to write; say it with --text, --from or --rests-on";
                return Err(Failure::Wrong(said.to_owned()));
            }
            if let Some(text) = text {
                let words = SummaryWords { row, code, text, state: SummaryState::Written };
                project.write_summaries(&[words])?;
            }
            for target in on {
                project.rest_summary_on(row, code, target, true)?;
            }
            said(common, cell, "Wrote")?;
        }
        Matrices::State { cell, state, common } => {
            let mut project = ready(&cell.file, common, me)?;
            let (row, code) = cell.read(project.snapshot())?;
            set_state(&mut project, row, code, *state)?;
            said(common, cell, "Changed")?;
        }
        Matrices::Export { at, name, output } => export(at, name, output)?,
        Matrices::Import { file, name, table, clear, dry_run, common } => {
            import(file, name, table, (*clear, *dry_run), common, me)?;
        }
    }
    Ok(Outcome::Done)
}

fn said(common: &Writing, cell: &Cell, what: &str) -> Result<(), Failure> {
    print(common.form.json, &(&cell.row, &cell.code), |(row, code)| {
        format!("{what} “{row}” under “{code}”\n")
    })
}

fn set_state(
    project: &mut Project,
    row: MatrixRow,
    code: CodeId,
    state: State,
) -> Result<(), ProjectError> {
    let state = match state {
        State::Holds => return project.note_summary_holds(row, code),
        State::Clear => return project.clear_summaries(&[(row, code)]),
        State::Written => SummaryState::Written,
        State::Nothing => SummaryState::Nothing,
        State::NotAsked => SummaryState::NotAsked,
    };
    let text = project.snapshot().summary(row, code).map(|summary| summary.text.clone());
    let text = text.unwrap_or_default();
    project.write_summaries(&[SummaryWords { row, code, text, state }])
}

fn named<'s>(snapshot: &'s Snapshot, name: &str) -> Result<&'s Matrix, Failure> {
    let found = snapshot.matrix_named(name);
    found.ok_or_else(|| Failure::Wrong(format!("there is no matrix “{name}”")))
}

fn code(words: &str, snapshot: &Snapshot) -> Result<CodeId, Failure> {
    let found = snapshot.codes.resolve(words);
    found.map(|code| code.id).map_err(|error| Failure::Wrong(error.to_string()))
}

fn row(rows: RowsOf, name: &str, snapshot: &Snapshot) -> Result<MatrixRow, Failure> {
    Ok(match rows {
        RowsOf::Case => MatrixRow::Case(snapshot.case_named(name)?.id),
        RowsOf::Person => MatrixRow::Person(snapshot.person_named(name)?.id),
        RowsOf::Source => {
            let source = snapshot.source_named(name);
            let source =
                source.ok_or_else(|| Failure::Wrong(format!("there is no source “{name}”")))?;
            MatrixRow::Source(source.id)
        }
    })
}

impl Cell {
    fn read(&self, snapshot: &Snapshot) -> Result<(MatrixRow, CodeId), Failure> {
        let matrix = named(snapshot, &self.matrix)?;
        let code = column(&self.code, matrix, snapshot)?;
        Ok((row(matrix.rows, &self.row, snapshot)?, code))
    }
}

/// A column of a matrix by the path of its code, or by a name that only one column bears.
fn column(words: &str, matrix: &Matrix, snapshot: &Snapshot) -> Result<CodeId, Failure> {
    let columns = matrix_columns(matrix, &snapshot.codes);
    let lower = words.trim().to_lowercase();
    let name = |id: CodeId| snapshot.codes.get(id).map(|code| code.name.to_lowercase());
    let mut same = columns.iter().filter(|one| name(one.code).as_ref() == Some(&lower));
    if let (Some(one), None) = (same.next(), same.next()) {
        return Ok(one.code);
    }
    let code = code(words, snapshot)?;
    match columns.iter().any(|column| column.code == code) {
        true => Ok(code),
        false => Err(Failure::Wrong(format!(
            "“{}” has no column “{}”",
            matrix.name,
            snapshot.codes.path_text(code)
        ))),
    }
}

impl Layout {
    /// The branch that is asked for, where one is; none of it for the top.
    fn branch(&self, snapshot: &Snapshot) -> Result<Option<Option<CodeId>>, Failure> {
        self.branch
            .as_deref()
            .map(|words| match words.trim() {
                "" => Ok(None),
                words => code(words, snapshot).map(Some),
            })
            .transpose()
    }

    /// Settings with what is asked for in them.
    fn settings(
        &self,
        before: &MatrixSettings,
        rows: RowsOf,
        snapshot: &Snapshot,
    ) -> Result<MatrixSettings, Failure> {
        let mut settings = before.clone();
        let codes = |words: &[String]| -> Result<Vec<CodeId>, Failure> {
            words.iter().map(|words| code(words, snapshot)).collect()
        };
        let attribute = |name: &str| {
            let lower = name.trim().to_lowercase();
            let subject = rows.word();
            let mut all = snapshot.attributes.iter();
            let found =
                all.find(|one| one.name.to_lowercase() == lower && one.subject.word() == subject);
            let unknown = || format!("{} have no attribute “{}”", rows.plural(), name.trim());
            found.map(|one| one.id).ok_or_else(|| Failure::Wrong(unknown()))
        };
        settings.deeper = self.deeper.unwrap_or(settings.deeper);
        settings.hidden.extend(codes(&self.hide)?);
        let unhidden = codes(&self.unhide)?;
        settings.hidden.retain(|code| !unhidden.contains(code));
        if !self.first.is_empty() {
            let mut order = codes(&self.first)?;
            order.extend(
                settings
                    .order
                    .iter()
                    .filter(|code| !order.contains(code))
                    .copied()
                    .collect::<Vec<_>>(),
            );
            settings.order = order;
        }
        if !self.beside.is_empty() {
            let all: Result<Vec<_>, Failure> =
                self.beside.iter().map(|name| attribute(name)).collect();
            settings.attributes = all?;
        }
        match self.sort.as_deref().map(str::trim) {
            None => {}
            Some("") => settings.sort = None,
            Some(name) => settings.sort = Some((attribute(name)?, self.backwards)),
        }
        for pair in &self.only {
            let Some((name, value)) = pair.split_once('=') else {
                if pair.trim().is_empty() {
                    settings.filter = None;
                    continue;
                }
                return Err(Failure::Wrong(format!("“{pair}” is no value; write NAME=VALUE")));
            };
            let (id, value) = (attribute(name)?, value.trim().to_owned());
            match &mut settings.filter {
                Some((known, values)) if *known == id && pair != &self.only[0] => {
                    values.push(value);
                }
                filter => *filter = Some((id, vec![value])),
            }
        }
        Ok(settings)
    }
}

fn list(at: &Reading) -> Result<(), Failure> {
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

fn show(
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

fn export(at: &Reading, name: &str, path: &Path) -> Result<(), Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    if !matches!(TableFormat::from_path(path), Ok(TableFormat::Xlsx | TableFormat::Csv)) {
        DocumentFormat::from_path(path)?;
    }
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let matrix = named(snapshot, name)?;
    let (bytes, warnings) = snapshot.matrix_file(matrix, path)?;
    write_export(path, &bytes)?;
    for warning in &warnings {
        note(warning);
    }
    print(at.form.json, &warnings, |_| {
        format!("Wrote the matrix “{}” to {}\n", matrix.name, path.display())
    })
}

/// What a workbook changes, as it is told.
#[derive(Serialize)]
struct Told<'a> {
    new: &'a [String],
    changed: &'a [String],
    cleared: &'a [String],
    same: usize,
    unknown_rows: &'a [String],
    unknown_columns: &'a [String],
    taken_as: &'a [String],
    again: &'a [String],
    lacking: &'a [String],
    loosened_links: usize,
}

fn import(
    file: &Path,
    name: &str,
    table: &Path,
    (clear, dry_run): (bool, bool),
    common: &Writing,
    me: &str,
) -> Result<(), Failure> {
    let grid = read_grid(table).map_err(|error| Failure::Wrong(error.to_string()))?;
    let Some(sheet) = grid.sheets.first() else {
        return Err(Failure::Wrong(format!("there is no table in {}", table.display())));
    };
    let empty = if clear { EmptyCells::Clear } else { EmptyCells::Stay };
    let mut project = ready(file, common, me)?;
    let snapshot = project.snapshot();
    let plan = snapshot.plan_matrix(named(snapshot, name)?, sheet, empty);
    if !dry_run && plan.changes() > 0 {
        project.take_matrix(&plan)?;
    }
    let told = Told {
        new: &plan.new,
        changed: &plan.changed,
        cleared: &plan.cleared,
        same: plan.same,
        unknown_rows: &plan.unknown_rows,
        unknown_columns: &plan.unknown_columns,
        taken_as: &plan.taken_as,
        again: &plan.again,
        lacking: &plan.lacking,
        loosened_links: plan.loosened,
    };
    print(common.form.json, &told, |told| {
        let would = if dry_run { "Would take" } else { "Took" };
        let mut said = format!(
            "{would} {} new, {} changed, {} cleared; {} as they are\n",
            told.new.len(),
            told.changed.len(),
            told.cleared.len(),
            told.same
        );
        for (what, cells) in [
            ("New", told.new),
            ("Changed", told.changed),
            ("Cleared", told.cleared),
            ("Rows that nobody knows, left out", told.unknown_rows),
            ("Columns that nobody knows, left out", told.unknown_columns),
            ("Taken for a code of another path", told.taken_as),
            ("Left out since it came before", told.again),
            ("Not in the workbook, left as it is", told.lacking),
        ] {
            if !cells.is_empty() {
                said.push_str(&format!("{what}: {}\n", cells.join("; ")));
            }
        }
        if told.loosened_links > 0 {
            let links = counted(told.loosened_links, "link", "links");
            said.push_str(&format!("{links} lost their words; what they led to stands beside\n"));
        }
        said
    })
}
