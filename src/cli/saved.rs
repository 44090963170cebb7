//! `marginalia saved`: questions that are kept under names.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::query;

/// `marginalia saved …`
#[derive(Debug, Subcommand)]
pub(super) enum Saved {
    /// List the kept questions
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Keep a question under a name; one that is kept under it is replaced
    Keep {
        /// The project file
        file: PathBuf,
        /// The name
        name: String,
        /// The question, written as in the window
        question: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Keep a question no longer
    Forget {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        #[command(flatten)]
        common: Writing,
    },
}

/// A kept question as a list has it.
#[derive(Serialize)]
struct Listed {
    name: String,
    /// On one line; none where it does not read in any more.
    question: Option<String>,
}

pub(super) fn saved(asked: &Saved, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Saved::List { at } => {
            let project = open(&at.file)?;
            let snapshot = project.snapshot();
            let line = |id| Some(query::print(&snapshot.kept_query(id)?, &**snapshot));
            let kept = snapshot.saved_queries.iter();
            let listed: Vec<Listed> = kept
                .map(|saved| Listed { name: saved.name.clone(), question: line(saved.id) })
                .collect();
            print(at.form.json, &listed, |listed| {
                let question = |one: &Listed| match &one.question {
                    Some(question) => format!("{}: {question}\n", one.name),
                    None => format!("{} (does not read in any more)\n", one.name),
                };
                listed.iter().map(question).collect()
            })?;
        }
        Saved::Keep { file, name, question, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let read = project.snapshot().read_query(question);
            let query =
                read.map_err(|error| Failure::at_place(question, error.at, &error.message))?;
            project.save_query(name, &query)?;
            print(common.form.json, name, |name| format!("The question is kept as “{name}”\n"))?;
        }
        Saved::Forget { file, name, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let found = project.snapshot().saved_query_named(name).map(|saved| saved.id);
            let id =
                found.ok_or_else(|| Failure::Wrong(format!("no question is kept as “{name}”")))?;
            project.delete_saved_query(id)?;
            print(common.form.json, name, |_| "The question is forgotten\n".to_owned())?;
        }
    }
    Ok(Outcome::Done)
}
