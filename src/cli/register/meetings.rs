//! `marginalia meetings`: the meetings of the register.

use clap::{Args, Subcommand};

use super::{At, Cells, Changing, Importing, Listing, Values, by, change, import, list, say};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::project::{ProjectError, RegisterTable};

/// `marginalia meetings …`
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Meetings {
    /// List the meetings by number
    List {
        #[command(flatten)]
        listing: Listing,
        /// What is private as well: cases, who was there, notes
        #[arg(long)]
        private: bool,
    },
    /// Read meetings from a table (.csv, .tsv or .xlsx) with columns such as “Number”, “Kind”, “Date”; empty cells change nothing
    ///
    /// A meeting is known by series and number; one without a number by kind, date and case. The other columns are those that
    /// the list writes. Several people in one cell are parted by semicolons.
    Import(Importing),
    /// Add a meeting
    Add {
        #[command(flatten)]
        at: At,
        /// Its number, for example M10
        number: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say what is known of meetings; what is empty is cleared
    Set {
        #[command(flatten)]
        at: At,
        /// Their numbers
        #[arg(required = true)]
        numbers: Vec<String>,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Delete meetings; their fieldnotes and papers stay
    Delete {
        #[command(flatten)]
        at: At,
        /// Their numbers
        #[arg(required = true)]
        numbers: Vec<String>,
        #[command(flatten)]
        how: Changing,
    },
}

/// What is said of meetings.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// What kind of meeting it was: Executive
    #[arg(long, value_name = "WORDS")]
    kind: Option<String>,
    /// When it took place: 2012-03-14, March 2012, 2012
    #[arg(long)]
    date: Option<String>,
    /// How long it took, in minutes
    #[arg(long, value_name = "N")]
    minutes: Option<String>,
    /// The case it belongs to; a new name makes one
    #[arg(long, value_name = "NAME")]
    case: Option<String>,
    /// Who was there, parted by semicolons; new names make people
    #[arg(long, value_name = "NAMES")]
    people: Option<String>,
    /// A note of the team (private)
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    values: Values,
}

impl Said {
    fn cells(&self) -> Result<Cells, ProjectError> {
        let options = [
            ("Kind", &self.kind),
            ("Date", &self.date),
            ("Minutes", &self.minutes),
            ("Case", &self.case),
            ("People", &self.people),
            ("Note", &self.note),
        ];
        super::cells(options, &self.values)
    }
}

pub(in crate::cli) fn meetings(asked: &Meetings, me: &str) -> Result<Outcome, Failure> {
    let table = RegisterTable::Meetings;
    match asked {
        Meetings::List { listing, private } => list(listing, table, *private),
        Meetings::Import(asked) => import(asked, table, me),
        Meetings::Add { at, number, said, how } => change(at, how, me, |project| {
            let keys = by("Number", std::slice::from_ref(number));
            say(project, table, &keys, &said.cells()?, true)
        }),
        Meetings::Set { at, numbers, said, how } => change(at, how, me, |project| {
            say(project, table, &by("Number", numbers), &said.cells()?, false)
        }),
        Meetings::Delete { at, numbers, how } => change(at, how, me, |project| {
            let snapshot = project.snapshot();
            let ids = numbers.iter().map(|number| Ok(snapshot.meeting_named(number)?.id));
            let ids = ids.collect::<Result<Vec<_>, ProjectError>>()?;
            project.delete_meetings(&ids)?;
            Ok(Vec::new())
        }),
    }
}
