//! What can be written after `marginalia` in a shell.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::{BracketClass, SourceKind, Span};

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
    /// Bring in transcripts, fieldnotes, documents and surveys, or whole folders of them
    ///
    /// Reads .txt, .md, .docx, .odt, .rtf, .html, .pdf, .srt and .vtt as texts, .xlsx, .csv and .tsv as tables of respondents.
    /// A text that is there already is skipped. The report names what was imported, what was there, what is doubtful and
    /// what was refused; the exit status is 1 when any file was refused, even if others were imported.
    Import(Import),
    /// Find what may identify somebody: addresses, numbers, dates of birth and the project's private terms
    ///
    /// Prints each place with its words; the exit status is 1 when there are any. With --replace, puts the public word in
    /// square brackets in their place, which Undo takes back.
    Scan(Scan),
    /// The project's private terms and what stands for them in public
    #[command(subcommand)]
    Terms(super::terms::Terms),
    /// Who speaks where, put right
    #[command(subcommand)]
    Turns(super::texts::Turns),
    /// List the answers of surveys and templates, by question
    Answers {
        #[command(flatten)]
        at: Reading,
        /// Only to this question
        #[arg(long, value_name = "WORDS")]
        question: Option<String>,
    },
    /// List the square brackets of all texts with what each is
    Brackets {
        #[command(flatten)]
        at: Reading,
        /// Only of this class: person, redaction, insertion, non-verbal or context
        #[arg(long)]
        class: Option<BracketClass>,
        /// Only in this source
        #[arg(long, value_name = "NAME")]
        source: Vec<String>,
    },
    /// List the sources, or show one
    #[command(subcommand)]
    Sources(Sources),
    /// List the code framework, or exchange it with other programs
    #[command(subcommand)]
    Codes(super::codes::Codes),
    /// Exchange the codings with other programs
    #[command(subcommand)]
    Codings(Codings),
    /// Retrieve quotes, whole, with their labels
    Quotes(Quotes),
    /// Count quotations, people, cases and more by code, case, kind, coder, month or attribute
    ///
    /// Totals count each thing once, however many rows or columns it stands in. With --prevalence, tells in how many cases each
    /// code is spoken of.
    Table(super::table::Tabulate),
    /// Draw figures as bars, a timeline, a heat map, a network or a cloud, to a file
    Picture(super::picture::Draw),
    /// Find words in sources, quotations, comments and definitions
    ///
    /// Write words, "exact phrases", parts of words (neighb*, *ship, wom?n), words with a slip (behaviour~), words as they
    /// are written (="GP"), push NEAR/5 merge, AND, OR, NOT, brackets.
    Search(Search),
    /// List every place of a word in the texts, one on each line, with what stands around it
    Concordance(super::concordance::Concordance),
    /// Count the words of the study or of its parts
    Words(super::words::Words),
    /// Questions that are kept under names
    #[command(subcommand)]
    Saved(super::saved::Saved),
    /// Words that mean the same: a search for one finds all
    #[command(subcommand)]
    Synonyms(super::synonyms::Synonyms),
    /// What was chosen for reports, chapters and talks: list, show, make, take quotes in, accept findings
    #[command(subcommand)]
    Outputs(super::outputs::Outputs),
    /// House styles: what labels say, and how extracts are set
    #[command(subcommand)]
    Styles(super::outputs::Styles),
    /// Write extracts to a file in a house style, once nothing is open in the checks
    Export(super::export::Export),
    /// Look through extracts for what must not go out
    CheckExport(super::export::CheckExport),
    /// The people of the register: interviewed, observed or mentioned
    #[command(subcommand)]
    People(super::register::People),
    /// The cases of the register: sites, organisations
    #[command(subcommand)]
    Cases(super::register::Cases),
    /// The meetings of the register
    #[command(subcommand)]
    Meetings(super::register::Meetings),
    /// What sources, people, cases and meetings are compared by
    #[command(subcommand)]
    Attributes(super::register::Attributes),
    /// What coders think of codes, cases, passages and ideas, and what others say to it
    #[command(subcommand)]
    Memos(super::memos::Memos),
    /// Framework matrices: cases, people or sources by codes, and what is written in their cells
    #[command(subcommand)]
    Matrix(super::matrix::Matrices),
    /// The outline of an output: headings, findings with what they rest on and how they were tested, paragraphs
    #[command(subcommand)]
    Report(super::report::Report),
    /// Tell what was made or changed since a time and is still there, by person
    News(super::news::News),
    /// Write what COREQ and SRQR ask of a study, as far as the project's own record tells it, with blanks where only people know
    ///
    /// With --json, prints the record itself.
    Methods(super::methods::Methods),
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
#[derive(Debug, Clone, Args)]
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
    /// Say what is known of sources: a new name, kind, date, case, people, language, attributes
    Set(SetSource),
    /// What is known of the sources and their attributes as a table, for the team only: it has their names
    Table(super::register::Listing),
    /// Fill in what is known of sources from a table (.csv, .tsv or .xlsx) with a column “Name”, as “sources table” writes it
    Fill(super::register::Importing),
    /// Put other words in the place of some; what is coded follows its words
    Edit {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        /// The place, as START..END in code points
        #[arg(long, value_name = "START..END", value_parser = span)]
        at: Span,
        /// The words that are to stand there; none takes them out
        #[arg(long, value_name = "WORDS", default_value = "")]
        with: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Put the text of a newer file in the place of a source's; what is coded is carried over
    Replace {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        /// The newer file
        newer: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// List the changes of a source's text, or print the text as it was before one of them
    Versions {
        #[command(flatten)]
        at: Reading,
        /// The source's name
        name: String,
        /// Print the text as it stood before this step
        #[arg(long, value_name = "STEP")]
        before: Option<i64>,
    },
    /// Note that you have read sources to the end, as they stand
    Read(super::news::Marked),
    /// Note that you have not read sources
    Unread(super::news::Marked),
    /// List the quotations that lost all of their words when a text was changed
    Lost {
        #[command(flatten)]
        at: Reading,
    },
    /// Write the file a source was read from, where the project keeps it
    Original {
        #[command(flatten)]
        at: Reading,
        /// The source's name
        name: String,
        /// The file to write; one that is there is replaced
        to: PathBuf,
    },
}

/// `marginalia import …`
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The project file
    pub file: PathBuf,
    /// Files and folders to bring in
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// What they are: interview, fieldnote, document or template [default: as each file suggests]
    #[arg(long)]
    pub kind: Option<SourceKind>,
    /// Fill in dates, cases and people by the rules in this JSON file [default: the project's rules]
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Only show what would come of it; nothing is brought in
    #[arg(long)]
    pub dry_run: bool,
    /// What to do with a file whose name a source bears that has other words
    #[arg(long, value_enum, default_value = "beside")]
    pub newer: Newer,
    /// Make the sources of a table by the layout in this JSON file [default: that of the last survey if it fits, else as the table suggests]
    #[arg(long, value_name = "FILE")]
    pub layout: Option<PathBuf>,
    #[command(flatten)]
    pub common: Writing,
}

/// What becomes of a newer file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Newer {
    /// It comes in beside the source, under a name with a number
    Beside,
    /// Its text takes the place of the source's, with everything coded carried over
    Replace,
    /// It is left out
    Skip,
}

/// `marginalia sources set …`
#[derive(Debug, Args)]
pub(super) struct SetSource {
    /// The project file
    pub file: PathBuf,
    /// The sources' names
    #[arg(required = true)]
    pub names: Vec<String>,
    /// Another name, for a single source
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// What they are
    #[arg(long)]
    pub kind: Option<SourceKind>,
    /// When what they tell of took place: 2012-03-14, March 2012, 2012; empty for not known
    #[arg(long)]
    pub date: Option<String>,
    /// The case they belong to; empty for none
    #[arg(long, value_name = "NAME")]
    pub case: Option<String>,
    /// The people they are of or about, parted by commas; empty for none
    #[arg(long, value_name = "NAMES")]
    pub people: Option<String>,
    /// The language they are in; empty for not known
    #[arg(long)]
    pub language: Option<String>,
    /// The value of an attribute; empty for none
    #[arg(long, value_name = "NAME=VALUE")]
    pub attribute: Vec<String>,
    #[command(flatten)]
    pub common: Writing,
}

/// `marginalia scan …`
#[derive(Debug, Args)]
pub(super) struct Scan {
    /// The project file
    pub file: PathBuf,
    /// Only in this source
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Only what is of this kind, such as e-mail, phone, postcode, nhs-number, name, place
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Put the public word in the place of each
    #[arg(long)]
    pub replace: bool,
    #[command(flatten)]
    pub common: Writing,
}

/// Reads a place: `120..140`.
fn span(written: &str) -> Result<Span, String> {
    let ends = written
        .split_once("..")
        .and_then(|(start, end)| Some((start.trim().parse().ok()?, end.trim().parse().ok()?)));
    match ends {
        Some((start, end)) if start <= end => Ok(Span { start, end }),
        _ => Err("write two whole numbers, as in 120..140".to_owned()),
    }
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
    /// Only from sources of this kind: interview, fieldnote, document, survey or template
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
    /// Only what answers this question, written as in the window: code:Trust near/1p(code:Money) date<2012-02
    #[arg(long, value_name = "QUESTION")]
    pub query: Option<String>,
    /// Write them to a file (.docx, .odt, .xlsx, .csv, .md, .html, .txt) instead; one that is there is replaced
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Write what is private too: names of sources and files, places, speakers, coders, comments, real names
    #[arg(long, requires = "output")]
    pub private: bool,
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

/// A table instead of words.
#[derive(Debug, Args)]
pub(super) struct Table {
    /// Print CSV, for spreadsheets
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Write CSV to a file instead; one that is there is replaced
    #[arg(short, long, value_name = "OUT", conflicts_with = "json")]
    pub output: Option<PathBuf>,
}

impl Table {
    /// Whether a table is asked for.
    pub fn wanted(&self) -> bool {
        self.csv || self.output.is_some()
    }
}
