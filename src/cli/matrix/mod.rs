//! `marginalia matrix …`: framework matrices, and what is written in their cells.

mod exchange;
mod reading;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Outcome;
use super::arguments::{Reading, Writing};
use super::failure::Failure;
use super::memos::ready;
use super::output::print;
use super::team_texts::{Given, target};
use crate::analysis::matrix::matrix_columns;
use crate::domain::{CodeId, Matrix, MatrixRow, MatrixSettings, RowsOf, SummaryState, Target};
use crate::project::{MatrixField, Project, ProjectError, Snapshot, SummaryWords};

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

pub(super) fn matrix(asked: &Matrices, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Matrices::List { at } => reading::list(at)?,
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
        Matrices::Show { at, name, row, code } => {
            reading::show(at, name, row.as_deref(), code.as_deref())?
        }
        Matrices::Write { cell, given, rests_on, common } => {
            let mut project = ready(&cell.file, common, me)?;
            let (row, code) = cell.read(project.snapshot())?;
            let snapshot = project.snapshot();
            let on: Result<Vec<Target>, Failure> =
                rests_on.iter().map(|words| target(words, snapshot)).collect();
            let before = snapshot.summary(row, code).map_or("", |summary| summary.text.as_str());
            let (on, text) = (on?, given.stored(before, snapshot)?);
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
        Matrices::Export { at, name, output } => exchange::export(at, name, output)?,
        Matrices::Import { file, name, table, clear, dry_run, common } => {
            exchange::import(file, name, table, (*clear, *dry_run), common, me)?;
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
    project.set_summary_state(row, code, state)
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
        if !self.only.is_empty() {
            settings.filter = None;
        }
        for pair in self.only.iter().filter(|pair| !pair.trim().is_empty()) {
            let Some((name, value)) = pair.split_once('=') else {
                return Err(Failure::Wrong(format!("“{pair}” is no value; write NAME=VALUE")));
            };
            let id = attribute(name)?;
            let (known, values) = settings.filter.get_or_insert((id, Vec::new()));
            if *known != id {
                let said =
                    "a matrix chooses its rows by the values of one attribute; --only names two";
                return Err(Failure::Wrong(said.to_owned()));
            }
            values.push(value.trim().to_owned());
        }
        Ok(settings)
    }
}
