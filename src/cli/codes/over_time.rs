//! `marginalia codes …` over the life of a study: what can be asked of the framework's history.

use std::path::PathBuf;

use clap::Subcommand;

use super::{agenda, difference, history, to_do, versions};
use crate::cli::Outcome;
use crate::cli::arguments::{Reading, Writing};
use crate::cli::failure::Failure;

/// The commands on the framework's history. A POINT is the name of a version, a day (2026-03-14, which means its end where
/// this computer stands), a month, a time (2026-03-14 15:30), or the number of a step.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum OverTime {
    /// Tell the history of a code: wordings, names, merges, splits and moves, by whom and why
    ///
    /// A code that is gone is named by its last path or its last name; where several bore it, the latest gone is told of.
    History {
        #[command(flatten)]
        at: Reading,
        /// The code's path
        code: String,
    },
    /// Tell what differs in the framework between two points
    ///
    /// A point is the name of a version, a day (2026-03-14, which means its end), a month, a time (2026-03-14 15:30), or the
    /// number of a step.
    Diff {
        #[command(flatten)]
        at: Reading,
        /// The earlier point
        from: String,
        /// The later point [default: now]
        to: Option<String>,
    },
    /// Tell what a team has to speak of: what is new since a point, what is open
    ///
    /// A point is the name of a version, a day (2026-03-14, which means its end), a month, a time (2026-03-14 15:30), or the
    /// number of a step.
    Agenda {
        #[command(flatten)]
        at: Reading,
        /// Since when
        #[arg(long, value_name = "POINT")]
        since: String,
        /// Write it to a file (.docx, .odt, .html, .md or .txt) instead; one that is there is replaced
        #[arg(long, value_name = "OUT")]
        to: Option<PathBuf>,
    },
    /// List the codes that are gone, the latest first, and what they were merged into
    Gone {
        #[command(flatten)]
        at: Reading,
    },
    /// List the named versions of the framework
    Versions {
        #[command(flatten)]
        at: Reading,
    },
    /// Name the framework as it stands, or as it stood at a point
    Version {
        /// The project file
        file: PathBuf,
        /// The version's name
        name: String,
        /// The point: a day (2026-03-14, which means its end), a time, or the number of a step [default: now]
        #[arg(long, value_name = "POINT")]
        at: Option<String>,
        /// Forget the name; the framework and its history stay
        #[arg(long, conflicts_with = "at")]
        forget: bool,
        #[command(flatten)]
        common: Writing,
    },
    /// List the sources that were coded before a code existed, or note that one was looked through again
    Todo {
        /// The project file
        file: PathBuf,
        /// The code's path
        code: String,
        /// Note that this source was looked through again for the code
        #[arg(long, value_name = "SOURCE")]
        done: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
}

/// Does what was asked; `me` is the name of the person at the shell.
pub(super) fn run(task: OverTime, me: &str) -> Result<Outcome, Failure> {
    match task {
        OverTime::History { at, code } => history::tell(&at, &code),
        OverTime::Diff { at, from, to } => difference::tell(&at, &from, to.as_deref()),
        OverTime::Agenda { at, since, to } => agenda::give(&at, &since, to.as_deref()),
        OverTime::Gone { at } => history::gone(&at),
        OverTime::Versions { at } => versions::list(&at),
        OverTime::Version { file, name, forget: true, common, .. } => {
            versions::forget(&file, &name, &common, me)
        }
        OverTime::Version { file, name, at, common, .. } => {
            versions::name(&file, &name, at.as_deref(), &common, me)
        }
        OverTime::Todo { file, code, done, common } => {
            to_do::list(&file, &code, &done, &common, me)
        }
    }
}
