//! `marginalia codes …`: the code framework from a shell.

mod agenda;
mod difference;
mod exchange;
mod history;
mod list;
mod over_time;
mod to_do;
mod versions;

use std::path::PathBuf;

use clap::Subcommand;

use super::Outcome;
use super::arguments::{Reading, Writing};
use super::failure::Failure;

pub(super) use exchange::table_in_words;

/// `marginalia codes …`
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Codes {
    /// List the codes as a tree, with how many quotations bear each, alone and with its sub-codes
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Take codes from a CSV file with the columns path, name, definition, colour
    Import {
        /// The project file
        file: PathBuf,
        /// The CSV file
        csv: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Write the codes to a CSV file, or to a Word document (.docx)
    Export {
        #[command(flatten)]
        at: Reading,
        /// The file to write; one that is there is replaced
        csv: PathBuf,
    },
    #[command(flatten)]
    OverTime(over_time::OverTime),
}

/// Does what was asked; `me` is the name of the person at the shell.
pub(super) fn run(task: Codes, me: &str) -> Result<Outcome, Failure> {
    match task {
        Codes::List { at } => list::list(&at),
        Codes::Import { file, csv, common } => exchange::import(&file, &csv, &common, me),
        Codes::Export { at, csv } => exchange::export(&at, &csv),
        Codes::OverTime(asked) => over_time::run(asked, me),
    }
}
