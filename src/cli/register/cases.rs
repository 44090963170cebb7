//! `marginalia cases`: the cases of the register.

use clap::{Args, Subcommand};

use super::{
    At, Cells, Changing, Importing, Listing, Values, by, change, give, import, list, open, say,
};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::table::in_words;
use crate::cli::texts::date;
use crate::project::{CaseField, ProjectError, RegisterTable};

/// `marginalia cases …`
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Cases {
    /// List the cases: their pseudonyms and what else may be printed of them
    List {
        #[command(flatten)]
        listing: Listing,
        /// What is private as well: real names, parts, profiles, notes
        #[arg(long)]
        private: bool,
    },
    /// The characteristics of the cases, for print: pseudonyms and public values, nothing else
    Table {
        #[command(flatten)]
        listing: Listing,
        /// As they were at this time [default: the latest]
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Read cases from a table (.csv, .tsv or .xlsx) with a column “Name”; empty cells change nothing
    ///
    /// The other columns are those that the list writes. An attribute stands under its name, what is printed in its place under
    /// its name with “(public)”, and values that hold from a time on under “NAME since 2012-03”.
    Import(Importing),
    /// Add a case by its pseudonym
    Add {
        #[command(flatten)]
        at: At,
        /// The pseudonym, for example "Site 3"
        name: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say what is known of cases; what is empty is cleared
    Set {
        #[command(flatten)]
        at: At,
        /// Their pseudonyms
        #[arg(required = true)]
        names: Vec<String>,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say that a case went up in another; its sources, people and meetings stay with it
    MergeInto {
        #[command(flatten)]
        at: At,
        /// The pseudonym of the case that went up
        name: String,
        /// The pseudonym of the case that took it in
        into: String,
        /// When
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[command(flatten)]
        how: Changing,
    },
    /// Give a case another pseudonym
    Rename {
        #[command(flatten)]
        at: At,
        /// The pseudonym
        name: String,
        /// The new one
        to: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Delete cases; their sources, people and meetings stay, and belong to none
    Delete {
        #[command(flatten)]
        at: At,
        /// Their pseudonyms
        #[arg(required = true)]
        names: Vec<String>,
        #[command(flatten)]
        how: Changing,
    },
}

/// What is said of cases.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// What it is called in the world (private)
    #[arg(long, value_name = "NAME")]
    real_name: Option<String>,
    /// The case it is a part of; a new name makes one
    #[arg(long, value_name = "NAME")]
    part_of: Option<String>,
    /// Since when it is a part of it
    #[arg(long, value_name = "DATE")]
    part_since: Option<String>,
    /// A description in prose
    #[arg(long, value_name = "TEXT")]
    profile: Option<String>,
    /// Whether that may be printed
    #[arg(long, value_name = "YES|NO")]
    profile_public: Option<String>,
    /// A note of the team (private)
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    values: Values,
}

impl Said {
    fn cells(&self) -> Result<Cells, ProjectError> {
        let options = [
            ("Real name", &self.real_name),
            ("Part of", &self.part_of),
            ("Part since", &self.part_since),
            ("Profile", &self.profile),
            ("Profile public", &self.profile_public),
            ("Note", &self.note),
        ];
        super::cells(options, &self.values)
    }
}

pub(in crate::cli) fn cases(asked: &Cases, me: &str) -> Result<Outcome, Failure> {
    let table = RegisterTable::Cases;
    match asked {
        Cases::List { listing, private } => list(listing, table, *private),
        Cases::Table { listing, on } => {
            let on = on.as_deref().map(date).transpose()?.flatten();
            give(listing, &open(listing)?.snapshot().case_report(on), in_words)
        }
        Cases::Import(asked) => import(asked, table, me),
        Cases::Add { at, name, said, how } => change(at, how, me, |project| {
            say(project, table, &by("Name", std::slice::from_ref(name)), &said.cells()?, true)
        }),
        Cases::Set { at, names, said, how } => change(at, how, me, |project| {
            say(project, table, &by("Name", names), &said.cells()?, false)
        }),
        Cases::MergeInto { at, name, into, on, how } => change(at, how, me, |project| {
            let into = project.snapshot().case_named(into)?.name.clone();
            let mut cells = vec![("Merged into".to_owned(), into)];
            cells.extend(on.iter().map(|on| ("Merged at".to_owned(), on.clone())));
            say(project, table, &by("Name", std::slice::from_ref(name)), &cells, false)
        }),
        Cases::Rename { at, name, to, how } => change(at, how, me, |project| {
            let case = project.snapshot().case_named(name)?.id;
            project.change_cases(&[(case, CaseField::Name(to.clone()))])?;
            Ok(Vec::new())
        }),
        Cases::Delete { at, names, how } => change(at, how, me, |project| {
            let snapshot = project.snapshot();
            let ids = names.iter().map(|name| Ok(snapshot.case_named(name)?.id));
            let ids = ids.collect::<Result<Vec<_>, ProjectError>>()?;
            project.delete_cases(&ids)?;
            Ok(Vec::new())
        }),
    }
}
