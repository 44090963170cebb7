//! `marginalia attributes`: what sources, people, cases and meetings are compared by.

use clap::{Args, Subcommand};

use super::{At, Cells, Changing, Importing, Listing, change, import, list, say};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::domain::{Subject, ValueKind};
use crate::project::{AttributeField, RegisterTable};

/// `marginalia attributes …`
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Attributes {
    /// List the attributes: what has them, and what their values are
    List {
        #[command(flatten)]
        listing: Listing,
        /// What is private as well: the words to choose from where values are private, notes
        #[arg(long)]
        private: bool,
    },
    /// Read attributes from a table (.csv, .tsv or .xlsx) with the columns “Of” and “Name”; empty cells change nothing
    ///
    /// The other columns are Type, Choices (parted by semicolons), Public and Note. Values stand in the tables of people, cases,
    /// meetings and sources.
    Import(Importing),
    /// Add an attribute
    Add {
        #[command(flatten)]
        at: At,
        /// What has it: source, person, case or meeting
        of: Subject,
        /// Its name
        name: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say what an attribute is
    Set {
        #[command(flatten)]
        at: At,
        /// What has it: source, person, case or meeting
        of: Subject,
        /// Its name
        name: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Give an attribute another name
    Rename {
        #[command(flatten)]
        at: At,
        /// What has it: source, person, case or meeting
        of: Subject,
        /// Its name
        name: String,
        /// Its new name
        to: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Delete an attribute with all its values
    Delete {
        #[command(flatten)]
        at: At,
        /// What has it: source, person, case or meeting
        of: Subject,
        /// Its name
        name: String,
        #[command(flatten)]
        how: Changing,
    },
}

/// What is said of an attribute.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// What its values are: text, number, "yes or no", date, choice or "ordered choice"
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<ValueKind>,
    /// The words to choose from in their order, parted by semicolons
    #[arg(long, value_name = "WORDS")]
    choices: Option<String>,
    /// Whether its values may be printed as they are
    #[arg(long, value_name = "YES|NO")]
    public: Option<String>,
    /// Why it is kept
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

impl Said {
    fn cells(&self) -> Cells {
        let options = [
            ("Type", self.kind.map(|kind| kind.word().to_owned())),
            ("Choices", self.choices.clone()),
            ("Public", self.public.clone()),
            ("Note", self.note.clone()),
        ];
        let given = options.into_iter().filter_map(|(heading, cell)| Some((heading, cell?)));
        given.map(|(heading, cell)| (heading.to_owned(), cell)).collect()
    }
}

fn key(of: Subject, name: &str) -> [Cells; 1] {
    [vec![("Of".to_owned(), of.word().to_owned()), ("Name".to_owned(), name.trim().to_owned())]]
}

pub(in crate::cli) fn attributes(asked: &Attributes, me: &str) -> Result<Outcome, Failure> {
    let table = RegisterTable::Attributes;
    match asked {
        Attributes::List { listing, private } => list(listing, table, *private),
        Attributes::Import(asked) => import(asked, table, me),
        Attributes::Add { at, of, name, said, how } => {
            change(at, how, me, |project| say(project, table, &key(*of, name), &said.cells(), true))
        }
        Attributes::Set { at, of, name, said, how } => change(at, how, me, |project| {
            say(project, table, &key(*of, name), &said.cells(), false)
        }),
        Attributes::Rename { at, of, name, to, how } => change(at, how, me, |project| {
            let id = project.snapshot().attribute_named(*of, name)?.id;
            project.change_attribute(id, &AttributeField::Name(to.clone()))?;
            Ok(Vec::new())
        }),
        Attributes::Delete { at, of, name, how } => change(at, how, me, |project| {
            let id = project.snapshot().attribute_named(*of, name)?.id;
            project.delete_attributes(&[id])?;
            Ok(Vec::new())
        }),
    }
}
