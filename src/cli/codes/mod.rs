//! `marginalia codes …`: the code framework from a shell.

mod agenda;
mod change;
mod difference;
mod exchange;
mod history;
mod list;
mod notes;
mod over_time;
mod to_do;
mod versions;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Outcome;
use super::arguments::{Reading, Writing};
use super::failure::Failure;
use crate::project::CodeChange;

pub(super) use exchange::table_in_words;

pub(super) use change::change;

use change::Said;

/// The project file.
#[derive(Debug, Args)]
pub(in crate::cli) struct At {
    /// The project file
    file: PathBuf,
}

/// How the framework is changed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Changing {
    /// Why, for the history
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The meeting at which it was agreed, for the history
    #[arg(long, value_name = "NAME")]
    meeting: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// A place in the tree.
#[derive(Debug, Args)]
pub(in crate::cli) struct Target {
    /// The code above; without one, the top
    #[arg(long, value_name = "CODE")]
    under: Option<String>,
    /// The code to stand before; without one, the last place
    #[arg(long, value_name = "CODE")]
    before: Option<String>,
}

/// `marginalia codes move`
#[derive(Debug, Args)]
pub(in crate::cli) struct Move {
    #[command(flatten)]
    at: At,
    /// The codes, by path or by name
    #[arg(required = true)]
    codes: Vec<String>,
    #[command(flatten)]
    to: Target,
    #[command(flatten)]
    how: Changing,
}

/// `marginalia codes split`
#[derive(Debug, Args)]
pub(in crate::cli) struct Split {
    #[command(flatten)]
    at: At,
    /// The code to split
    code: String,
    /// The code that gets the codings
    #[arg(long, value_name = "CODE")]
    to: String,
    /// Only codings of these quotations, by key
    #[arg(long, value_name = "KEY")]
    quotation: Vec<Uuid>,
    /// Only codings on these sources
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Only codings of what these people say
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Only codings of these coders
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    #[command(flatten)]
    how: Changing,
}

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
    /// Write the codes to a file: .csv, .xlsx, .txt or .qdc to be read in again, .docx, .odt, .html or .md to be printed
    ///
    /// What the format has no place for is printed below.
    Export {
        #[command(flatten)]
        at: Reading,
        /// The file to write; its ending says how, and one that is there is replaced
        to: PathBuf,
    },
    /// Show all that is known of a code
    Show {
        #[command(flatten)]
        at: Reading,
        /// The code, by path or by name
        code: String,
    },
    /// Make a code; everything before the last > in its path must be there
    Add {
        #[command(flatten)]
        at: At,
        /// Its path, for example "Trust > In people"
        path: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say what codes mean, when to use them, where they come from
    Set {
        #[command(flatten)]
        at: At,
        /// The codes, by path or by name
        #[arg(required = true)]
        codes: Vec<String>,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Give a code another name
    Rename {
        #[command(flatten)]
        at: At,
        /// The code, by path or by name
        code: String,
        /// Its new name
        name: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Hang codes, with what is below them, somewhere else
    Move(Move),
    /// Merge codes into another: all codings stay
    Merge {
        #[command(flatten)]
        at: At,
        /// The codes that go, by path or by name
        #[arg(required = true)]
        codes: Vec<String>,
        /// The code that stays
        #[arg(long, value_name = "CODE")]
        into: String,
        /// Which definition and rules stay: all, own, or those of a code that goes [default: all]
        #[arg(long, value_name = "all|own|CODE")]
        wording: Option<String>,
        /// Say what would happen, and change nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        how: Changing,
    },
    /// Send codings of a code to another
    Split(Split),
    /// Make a code and hang others under it
    Gather {
        #[command(flatten)]
        at: At,
        /// The codes, by path or by name
        #[arg(required = true)]
        codes: Vec<String>,
        /// The name of the new code
        #[arg(long, value_name = "NAME")]
        under: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Copy a code with everything below it
    Copy {
        #[command(flatten)]
        at: At,
        /// The code, by path or by name
        code: String,
        #[command(flatten)]
        to: Target,
        /// Copy the codings too
        #[arg(long)]
        with_codings: bool,
        #[command(flatten)]
        how: Changing,
    },
    /// Put codes away: their codings stay, but they are not offered any more
    Archive {
        #[command(flatten)]
        at: At,
        /// The codes, by path or by name
        #[arg(required = true)]
        codes: Vec<String>,
        /// Take them out of the archive
        #[arg(long)]
        back: bool,
        #[command(flatten)]
        how: Changing,
    },
    /// Delete codes with their sub-codes and codings
    Delete {
        #[command(flatten)]
        at: At,
        /// The codes, by path or by name
        #[arg(required = true)]
        codes: Vec<String>,
        #[command(flatten)]
        how: Changing,
    },
    /// Link a code to another besides the tree, for example: "Waiting" "is solved by" "Triage"
    Link {
        #[command(flatten)]
        at: At,
        /// The code the link begins at
        from: String,
        /// What it is to the other
        kind: String,
        /// The code it leads to
        to: String,
        /// Remove the link
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        how: Changing,
    },
    /// List the sets of codes
    Sets {
        #[command(flatten)]
        at: Reading,
    },
    /// Put codes into a set, or take them out; the set is made if there is none
    Put {
        #[command(flatten)]
        at: At,
        /// The set's name
        set: String,
        /// The codes; with --remove and no code the set itself goes
        codes: Vec<String>,
        /// Take them out
        #[arg(long)]
        remove: bool,
        /// Give the set another name
        #[arg(long, value_name = "NAME", conflicts_with_all = ["codes", "remove"])]
        rename: Option<String>,
        #[command(flatten)]
        how: Changing,
    },
    /// Ask something about a code
    Ask {
        #[command(flatten)]
        at: At,
        /// The code, by path or by name
        code: String,
        /// The question
        text: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Answer a question about a code, or settle it
    Answer {
        #[command(flatten)]
        at: At,
        /// The question's key; see codes show
        question: Uuid,
        /// The answer
        text: Option<String>,
        /// Whether it is settled
        #[arg(long, value_name = "TRUE|FALSE")]
        settled: Option<bool>,
        #[command(flatten)]
        how: Changing,
    },
    /// Note why a step was made, and at which meeting it was agreed
    Reason {
        #[command(flatten)]
        at: At,
        /// The step's number; see history [default: the latest]
        #[arg(long)]
        step: Option<i64>,
        #[command(flatten)]
        how: Changing,
    },
    #[command(flatten)]
    OverTime(over_time::OverTime),
}

/// Does what was asked; `me` is the name of the person at the shell.
pub(super) fn run(task: Codes, me: &str) -> Result<Outcome, Failure> {
    match task {
        Codes::List { at } => list::list(&at),
        Codes::Show { at, code } => notes::show(&at, &code),
        Codes::Add { at, path, said, how } => change::add(&at, &path, said, &how, me),
        Codes::Set { at, codes, said, how } => change::set(&at, &codes, said, &how, me),
        Codes::Rename { at, code, name, how } => change::change(&at, &how, me, |project| {
            let code = change::code_named(project, &code)?;
            project.change_codes(&[code], &CodeChange::Name(name))?;
            Ok(Vec::new())
        }),
        Codes::Move(asked) => change::relocate(&asked, me),
        Codes::Merge { at, codes, into, dry_run: true, how, .. } => {
            change::foresee_merge(&at, &codes, &into, how.writing.form.json)
        }
        Codes::Merge { at, codes, into, wording, how, .. } => {
            change::merge(&at, &codes, &into, wording.as_deref(), &how, me)
        }
        Codes::Split(asked) => change::split(&asked, me),
        Codes::Gather { at, codes, under, how } => change::gather(&at, &codes, &under, &how, me),
        Codes::Copy { at, code, to, with_codings, how } => {
            change::copy(&at, &code, &to, with_codings, &how, me)
        }
        Codes::Archive { at, codes, back, how } => change::change(&at, &how, me, |project| {
            let codes = change::codes_named(project, &codes)?;
            project.change_codes(&codes, &CodeChange::Archived(!back))?;
            Ok(Vec::new())
        }),
        Codes::Delete { at, codes, how } => change::change(&at, &how, me, |project| {
            let codes = change::codes_named(project, &codes)?;
            project.delete_codes(&codes)?;
            Ok(Vec::new())
        }),
        Codes::Link { at, from, kind, to, remove, how } => {
            notes::link(&at, &from, &kind, &to, remove, &how, me)
        }
        Codes::Sets { at } => notes::sets(&at),
        Codes::Put { at, set, rename: Some(name), how, .. } => {
            notes::rename_set(&at, &set, &name, &how, me)
        }
        Codes::Put { at, set, codes, remove, how, .. } => {
            notes::put(&at, &set, &codes, remove, &how, me)
        }
        Codes::Ask { at, code, text, how } => notes::ask(&at, &code, &text, &how, me),
        Codes::Answer { at, question, text, settled, how } => {
            notes::answer(&at, question, text.as_deref(), settled, &how, me)
        }
        Codes::Reason { at, step, how } => notes::reason(&at, step, &how, me),
        Codes::OverTime(asked) => over_time::run(asked, me),
        Codes::Import { file, from, dry_run, only_new, common } => {
            let wish = exchange::Wish { only_new, dry_run };
            exchange::import(&file, &from, &wish, &common, me)
        }
        Codes::Export { at, to } => exchange::export(&at, &to),
    }
}
