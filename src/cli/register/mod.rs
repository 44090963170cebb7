//! The register from a shell: people, cases, meetings, attributes, listed, read from tables and written to them, and changed
//! one by one.

mod attributes;
mod cases;
mod matching;
mod meetings;
mod people;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

pub(super) use attributes::{Attributes, attributes};
pub(super) use cases::{Cases, cases};
pub(super) use meetings::{Meetings, meetings};
pub(super) use people::{People, people};

use super::Outcome;
use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::codes::{At, Changing, change};
use super::failure::Failure;
use super::output::{print, print_bytes};
use crate::export::{PrintedFigure, TableFormat, TableLine, TableReport, table_csv};
use crate::import::survey::{Sheet, read_grid};
use crate::project::{
    EmptyCells, Project, ProjectError, RegisterPlan, RegisterTable, table_file, write_export,
};
use crate::text::counted;

/// A table to be printed or written.
#[derive(Debug, Args)]
pub(super) struct Listing {
    #[command(flatten)]
    at: Reading,
    /// Print CSV, for spreadsheets
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Write it to a file (.csv, .xlsx or .md) instead; one that is there is replaced
    #[arg(short, long, value_name = "OUT", conflicts_with = "json")]
    output: Option<PathBuf>,
}

/// A table to be read.
#[derive(Debug, Args)]
pub(super) struct Importing {
    /// The project file
    file: PathBuf,
    /// The table
    table: PathBuf,
    /// Let empty cells clear what is there; without this they change nothing
    #[arg(long)]
    clear: bool,
    /// Only tell what would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    common: Writing,
}

/// Values of attributes, for the things that are named.
#[derive(Debug, Args)]
pub(super) struct Values {
    /// The value of an attribute; empty for none
    #[arg(long, value_name = "NAME=VALUE")]
    attribute: Vec<String>,
    /// What is printed in the place of the value of an attribute; empty for nothing
    #[arg(long, value_name = "NAME=VALUE")]
    public: Vec<String>,
    /// From when on these values hold [default: from the beginning]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

/// What a shell says of things of the register: the headings of a table, with a cell under each.
type Cells = Vec<(String, String)>;

impl Values {
    fn cells(&self) -> Result<Cells, ProjectError> {
        let since = self.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
        let marks = [(&self.attribute, ""), (&self.public, " (public)")];
        let all =
            marks.into_iter().flat_map(|(pairs, mark)| pairs.iter().map(move |pair| (pair, mark)));
        let read = all.map(|(pair, mark)| match pair.split_once('=') {
            Some((name, value)) => {
                let name = name.trim();
                Ok((format!("Attribute: {name}{since}{mark}"), value.trim().to_owned()))
            }
            None => Err(ProjectError::NoValue(format!("“{pair}” is no value; write NAME=VALUE"))),
        });
        read.collect()
    }
}

/// The cells that options fill: those that were not given say nothing.
fn cells<const N: usize>(
    options: [(&str, &Option<String>); N],
    values: &Values,
) -> Result<Cells, ProjectError> {
    let given = options.into_iter().filter_map(|(heading, option)| {
        option.as_ref().map(|words| (heading.to_owned(), words.trim().to_owned()))
    });
    Ok(given.chain(values.cells()?).collect())
}

/// Gives things what a shell says of them, as one step. `keys` name each thing by the columns that tell it; `is_new` says
/// whether they must not be there yet, or must be.
fn say(
    project: &mut Project,
    table: RegisterTable,
    keys: &[Cells],
    cells: &[(String, String)],
    is_new: bool,
) -> Result<Vec<String>, ProjectError> {
    let header =
        |key: &Cells| key.iter().chain(cells).map(|(heading, _)| heading.clone()).collect();
    let row = |key: &Cells| key.iter().chain(cells).map(|(_, cell)| cell.clone()).collect();
    let sheet = Sheet {
        name: String::new(),
        header: keys.first().map(header).unwrap_or_default(),
        rows: keys.iter().map(row).collect(),
        lines: Vec::new(),
    };
    let plan = project.snapshot().plan_register(table, &sheet, EmptyCells::Clear);
    let plan = plan.map_err(|error| match error {
        // There is no table whose row could be told.
        ProjectError::Row { reason, .. } => ProjectError::NoValue(reason),
        other => other,
    })?;
    let (one, _) = table.words();
    if let Some(heading) = plan.unknown.first() {
        let name = heading.trim_start_matches("Attribute: ").trim_end_matches(" (public)");
        let name = name.rsplit_once(" since ").map_or(name, |(name, _)| name);
        return Err(ProjectError::Unlisted("attribute", name.to_owned()));
    }
    match plan.new.first() {
        Some(name) if !is_new => return Err(ProjectError::Unlisted(one, name.clone())),
        None if is_new => {
            let name = keys.first().and_then(|key| key.last()).map(|(_, cell)| cell.clone());
            return Err(ProjectError::NameTaken(table.one(), name.unwrap_or_default()));
        }
        _ => {}
    }
    if plan.new.is_empty() && plan.changed.is_empty() {
        return Ok(Vec::new());
    }
    project.take_register(&plan)?;
    Ok(plan.also_new.iter().map(|made| format!("Also made {made}")).collect())
}

/// Keys of one column.
fn by(heading: &str, names: &[String]) -> Vec<Cells> {
    names.iter().map(|name| vec![(heading.to_owned(), name.trim().to_owned())]).collect()
}

/// `marginalia sources table`
pub(super) fn table_of_sources(asked: &Listing) -> Result<Outcome, Failure> {
    list(asked, RegisterTable::Sources, true)
}

/// `marginalia sources fill`
pub(super) fn fill_sources(asked: &Importing, me: &str) -> Result<Outcome, Failure> {
    import(asked, RegisterTable::Sources, me)
}

/// Prints a table of the register, or writes it to a file.
fn list(asked: &Listing, table: RegisterTable, private: bool) -> Result<Outcome, Failure> {
    let project = open(asked)?;
    give(asked, &project.snapshot().register_table(table, private), in_lines)
}

/// Opens the project that a table is asked of. A format that is not known is told before.
fn open(asked: &Listing) -> Result<Project, Failure> {
    asked.output.as_deref().map(TableFormat::from_path).transpose()?;
    super::open(&asked.at.file)
}

/// Prints a table, or writes it to a file.
fn give(
    asked: &Listing,
    report: &TableReport,
    words: fn(&TableReport) -> String,
) -> Result<Outcome, Failure> {
    if let Some(path) = &asked.output {
        write_export(path, &table_file(report, path)?)?;
        let rows = counted(report.rows.len(), "row", "rows");
        print(false, &(), |()| format!("Wrote {rows} to {}\n", path.display()))?;
        return Ok(Outcome::Done);
    }
    if asked.csv {
        print_bytes(&table_csv(report))?;
        return Ok(Outcome::Done);
    }
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = report
        .rows
        .iter()
        .map(|line| {
            let key =
                |column: &str| column.replace(" (private)", "").to_lowercase().replace(' ', "_");
            let name = (key(&report.of_rows), line.name.clone().into());
            let cells = report.columns.iter().zip(&line.figures).map(|(column, figure)| {
                (key(column), serde_json::to_value(figure).unwrap_or_default())
            });
            std::iter::once(name).chain(cells).collect()
        })
        .collect();
    print(asked.at.form.json, &objects, |_| words(report))?;
    Ok(Outcome::Done)
}

/// A list as people read it: a line for each row, without what is empty.
fn in_lines(report: &TableReport) -> String {
    if report.rows.is_empty() {
        return "Nothing is in the register yet\n".to_owned();
    }
    let line = |line: &TableLine| {
        let cells = std::iter::once(line.name.clone());
        let cells = cells.chain(line.figures.iter().map(PrintedFigure::plain));
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ") + "\n"
    };
    report.rows.iter().map(line).collect()
}

/// What a table changes, as it is told.
#[derive(Serialize)]
struct Told<'a> {
    new: &'a [String],
    changed: &'a [String],
    same: usize,
    also_new: &'a [String],
    unknown_columns: &'a [String],
}

/// Reads a table of the register from a file and takes it over.
fn import(asked: &Importing, table: RegisterTable, me: &str) -> Result<Outcome, Failure> {
    let grid = read_grid(&asked.table).map_err(|error| Failure::Wrong(error.to_string()))?;
    let Some(sheet) = grid.sheets.first() else {
        let path = asked.table.display();
        return Err(Failure::Wrong(format!("there is no table in {path}")));
    };
    let empty = if asked.clear { EmptyCells::Clear } else { EmptyCells::Stay };
    let mut project = super::open(&asked.file)?;
    let plan = project.snapshot().plan_register(table, sheet, empty)?;
    if !asked.dry_run {
        say_who(&mut project, asked.common.coder.as_deref(), me)?;
        project.take_register(&plan)?;
    }
    let RegisterPlan { new, changed, same, also_new, unknown, .. } = &plan;
    let told = Told { new, changed, same: *same, also_new, unknown_columns: unknown };
    print(asked.common.form.json, &told, |told| {
        let (one, many) = table.words();
        let would = if asked.dry_run { "Would take" } else { "Took" };
        let mut said = format!(
            "{would} {} and changes to {}; {} as they are\n",
            counted(told.new.len(), &format!("new {one}"), &format!("new {many}")),
            counted(told.changed.len(), one, many),
            told.same
        );
        if !told.also_new.is_empty() {
            said += &format!("Makes as well: {}\n", told.also_new.join(", "));
        }
        if !told.unknown_columns.is_empty() {
            said += &format!("Left out: {}\n", told.unknown_columns.join(", "));
        }
        said
    })?;
    Ok(Outcome::Done)
}
