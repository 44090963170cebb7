//! What can be written after `marginalia` in a shell.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::domain::SourceKind;

/// Qualitative coding of interview transcripts and fieldnotes.
///
/// Without a command this opens the window, on PROJECT if one is given. Each command does the same work as the window
/// does, without one.
#[derive(Debug, Parser)]
#[command(
    name = "marginalia",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Positions are Unicode code points, the end exclusive. Paths of codes are written “Access > Waiting” or \
                  “Access/Waiting”; a bare name will do where only one code bears it.\n\
                  Exit status: 0 done, 1 failed, 2 wrong usage."
)]
pub(super) struct Arguments {
    /// The project file to open in the window
    pub project: Option<PathBuf>,
    /// Open the window on your copy of the sample study
    #[arg(long, conflicts_with = "project")]
    pub sample: bool,
    #[command(subcommand)]
    pub command: Option<Work>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Work {
    /// Make a new, empty project
    New {
        /// The file to make
        file: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Say what a project holds
    Info {
        #[command(flatten)]
        at: Reading,
    },
    /// Bring in transcripts, fieldnotes and documents (.txt, .md, .docx), or whole folders of them
    ///
    /// A text that is there already is skipped. The report names what was imported, what was there, what is doubtful and
    /// what was refused; the exit status is 1 when any file was refused, even if others were imported.
    Import {
        /// The project file
        file: PathBuf,
        /// Files and folders to bring in
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// What they are: interview, fieldnote or document [default: as each file suggests]
        #[arg(long)]
        kind: Option<SourceKind>,
        #[command(flatten)]
        common: Writing,
    },
    /// List the sources, or show one
    #[command(subcommand)]
    Sources(Sources),
    /// List the code framework, or exchange it with other programs
    #[command(subcommand)]
    Codes(Codes),
    /// Exchange the codings with other programs
    #[command(subcommand)]
    Codings(Codings),
    /// Retrieve quotes, whole, with their labels
    Quotes(Quotes),
    /// Find words in sources, quotations, comments and definitions
    ///
    /// Write words, "exact phrases", beginnings (neighb*), AND, OR, NOT.
    Search(Search),
    /// List what was done, the latest first
    History {
        #[command(flatten)]
        at: Reading,
        /// How many steps to list [default: all]
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Take the latest step back
    Undo {
        /// The project file
        file: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Bring back what the latest undo took away
    Redo {
        /// The project file
        file: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Look through the whole file for faults; the exit status is 1 when there are any
    Check {
        #[command(flatten)]
        at: Reading,
    },
    /// Write the sample study to a new file
    Sample {
        /// The file to make
        file: PathBuf,
        #[command(flatten)]
        form: Form,
    },
    /// Write a whole, compact copy of a project to a new file
    SaveCopy {
        #[command(flatten)]
        at: Reading,
        /// The file to make
        to: PathBuf,
    },
}

/// The form of what is printed.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Form {
    /// Print JSON, for programs
    #[arg(long)]
    pub json: bool,
}

/// A command that changes nothing.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// The project file
    pub file: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

/// A command that may change something.
#[derive(Debug, Args)]
pub(super) struct Writing {
    /// Who does this [default: the name in your settings, else the project's only coder, else your name on this computer]
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    #[command(flatten)]
    pub form: Form,
}

/// `marginalia sources …`
#[derive(Debug, Subcommand)]
pub(super) enum Sources {
    /// List the sources
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Show what is known of a source
    Show {
        #[command(flatten)]
        at: Reading,
        /// The source's name
        name: String,
        /// Print its text as well (for people: only its text)
        #[arg(long)]
        text: bool,
    },
}

/// `marginalia codes …`
#[derive(Debug, Subcommand)]
pub(super) enum Codes {
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
}

/// `marginalia codings …`
#[derive(Debug, Subcommand)]
pub(super) enum Codings {
    /// Take codings from a CSV file with the columns document, start, end, code, coder
    Import {
        /// The project file
        file: PathBuf,
        /// The CSV file
        csv: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Write the codings to a CSV file
    Export {
        #[command(flatten)]
        at: Reading,
        /// The file to write; one that is there is replaced
        csv: PathBuf,
    },
}

/// `marginalia quotes …`
#[derive(Debug, Args)]
pub(super) struct Quotes {
    #[command(flatten)]
    pub at: Reading,
    /// Only quotes of this code and its sub-codes; may be given several times
    #[arg(long, value_name = "PATH")]
    pub code: Vec<String>,
    /// Leave the sub-codes out
    #[arg(long, requires = "code")]
    pub no_subcodes: bool,
    /// Only from sources of this kind: interview, fieldnote or document
    #[arg(long)]
    pub kind: Vec<SourceKind>,
    /// Only from this source
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Only where this speaker speaks
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// Only what this coder coded
    #[arg(long, value_name = "NAME")]
    pub coder: Vec<String>,
    /// Write them to a file (.docx, .xlsx, .csv, .md, .html) instead; one that is there is replaced
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

/// `marginalia search …`
#[derive(Debug, Args)]
pub(super) struct Search {
    #[command(flatten)]
    pub at: Reading,
    /// What to find
    pub query: String,
    /// Only in quotes of this code and its sub-codes
    #[arg(long, value_name = "PATH")]
    pub code: Option<String>,
    /// How many places to give at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}
