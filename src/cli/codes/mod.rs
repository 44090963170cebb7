//! `marginalia codes …`: the code framework from a shell.

mod exchange;
mod list;

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
    /// Take codes from a file: a table (.csv, .xlsx), indented text (.txt) or a REFI-QDA codebook (.qdc)
    ///
    /// Codes are known by their id, else by their path. What the file leaves empty, and codes that it does not have, stay as
    /// they are. A table needs the column path and may have name, definition, when to use, when not to use, question,
    /// colour, origin, applicable, archived and id.
    Import {
        /// The project file
        file: PathBuf,
        /// The file with the codes
        from: PathBuf,
        /// Only print what would be new, changed and missing
        #[arg(long)]
        dry_run: bool,
        /// Take new codes alone and leave those that are there as they are
        #[arg(long)]
        only_new: bool,
        #[command(flatten)]
        common: Writing,
    },
    /// Write the codes to a file: .csv, .xlsx, .txt or .qdc to be read in again, .docx, .html or .md to be printed
    ///
    /// What the format has no place for is printed below.
    Export {
        #[command(flatten)]
        at: Reading,
        /// The file to write; its ending says how, and one that is there is replaced
        to: PathBuf,
    },
}

/// Does what was asked; `me` is the name of the person at the shell.
pub(super) fn run(task: Codes, me: &str) -> Result<Outcome, Failure> {
    match task {
        Codes::List { at } => list::list(&at),
        Codes::Import { file, from, dry_run, only_new, common } => {
            let wish = exchange::Wish { only_new, dry_run };
            exchange::import(&file, &from, &wish, &common, me)
        }
        Codes::Export { at, to } => exchange::export(&at, &to),
    }
}
