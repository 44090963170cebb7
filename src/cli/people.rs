//! `marginalia people`: the register of people, listed, read from a table and written to one.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, Table, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::{print, print_table};
use super::{Outcome, open};
use crate::domain::PersonId;
use crate::import::survey::read_grid;
use crate::project::{ALL_COLUMNS, PUBLIC_COLUMNS, Project};
use crate::text::counted;

/// `marginalia people …`
#[derive(Debug, Subcommand)]
pub(super) enum People {
    /// List the people by number: what may be printed of them
    List {
        #[command(flatten)]
        at: Reading,
        #[command(flatten)]
        table: Table,
        /// What is private as well: names, posts, cases, consent, notes
        #[arg(long)]
        private: bool,
    },
    /// Read people from a table (.csv, .tsv or .xlsx) with a column “Name”; empty cells change nothing
    Import {
        /// The project file
        file: PathBuf,
        /// The table
        table: PathBuf,
        /// Only tell what would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        common: Writing,
    },
    /// Let people who turn out to be one be one: what is of the others becomes of the first
    Merge {
        /// The project file
        file: PathBuf,
        /// The name of the person who stays, then those of the others
        #[arg(required = true, num_args = 2..)]
        names: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
}

/// What a table changes, as it is told.
#[derive(Serialize)]
struct Told<'a> {
    new: &'a [String],
    changed: &'a [String],
    same: usize,
    unknown_columns: &'a [String],
}

pub(super) fn people(asked: &People, me: &str) -> Result<Outcome, Failure> {
    match asked {
        People::List { at, table, private } => {
            let project = open(&at.file)?;
            let snapshot = project.snapshot();
            if *private {
                list(at, table, ALL_COLUMNS, &snapshot.all_people())?;
            } else {
                list(at, table, PUBLIC_COLUMNS, &snapshot.public_people())?;
            }
        }
        People::Import { file, table, dry_run, common } => {
            let grid = read_grid(table).map_err(|error| Failure::Wrong(error.to_string()))?;
            let Some(sheet) = grid.sheets.first() else {
                return Err(Failure::Wrong(format!("there is no table in {}", table.display())));
            };
            let mut project = open(file)?;
            let plan = project.snapshot().plan_people(&sheet.header, &sheet.rows)?;
            if !dry_run {
                say_who(&mut project, common.coder.as_deref(), me)?;
                project.take_people(&plan)?;
            }
            let told = Told {
                new: &plan.new,
                changed: &plan.changed,
                same: plan.same,
                unknown_columns: &plan.unknown,
            };
            print(common.form.json, &told, |told| {
                let would = if *dry_run { "Would take" } else { "Took" };
                let mut said = format!(
                    "{would} {} and changes to {}; {} as they are\n",
                    counted(told.new.len(), "new person", "new people"),
                    counted(told.changed.len(), "person", "people"),
                    told.same
                );
                if !told.unknown_columns.is_empty() {
                    said += &format!("Left out: {}\n", told.unknown_columns.join(", "));
                }
                said
            })?;
        }
        People::Merge { file, names, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let ids: Vec<PersonId> =
                names.iter().map(|name| named(&project, name)).collect::<Result<_, _>>()?;
            project.merge_people(ids[0], &ids[1..])?;
            print(common.form.json, names, |names| format!("All are “{}” now\n", names[0]))?;
        }
    }
    Ok(Outcome::Done)
}

fn list<const N: usize>(
    at: &Reading,
    table: &Table,
    columns: [&str; N],
    rows: &[[String; N]],
) -> Result<(), Failure> {
    if table.wanted() {
        return print_table(table.output.as_deref(), columns, rows.iter().cloned());
    }
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = rows
        .iter()
        .map(|row| {
            let key =
                |column: &str| column.replace(" (private)", "").to_lowercase().replace(' ', "_");
            columns
                .iter()
                .zip(row)
                .map(|(column, cell)| (key(column), cell.clone().into()))
                .collect()
        })
        .collect();
    print(at.form.json, &objects, |_| {
        if rows.is_empty() {
            return "Nobody is in the register yet\n".to_owned();
        }
        let filled = |row: &[String; N]| {
            row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
        };
        rows.iter().map(|row| filled(row) + "\n").collect()
    })
}

fn named(project: &Project, name: &str) -> Result<PersonId, Failure> {
    let lower = name.trim().to_lowercase();
    let found = project.snapshot().people.iter().find(|one| one.name.to_lowercase() == lower);
    found.map(|one| one.id).ok_or_else(|| Failure::Wrong(format!("nobody is called “{name}”")))
}
