//! `marginalia people`: the people of the register.

use clap::{Args, Subcommand};

use super::matching::{MatchPeople, match_people};
use super::{
    At, Cells, Changing, Importing, Listing, Values, by, change, give, import, list, open, say,
};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::table::in_words;
use crate::domain::{Involvement, PersonId};
use crate::project::{PersonField, Project, ProjectError, RegisterTable};

/// `marginalia people …`
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum People {
    /// List the people by number: what may be printed of them
    List {
        #[command(flatten)]
        listing: Listing,
        /// What is private as well, by name: names, posts, cases, consent, notes
        #[arg(long)]
        private: bool,
    },
    /// Count respondents by role, for print: people and interviews apart
    Types {
        #[command(flatten)]
        listing: Listing,
        /// By the roles in the fine grain as well
        #[arg(long)]
        fine: bool,
    },
    /// Read people from a table (.csv, .tsv or .xlsx) with a column “Name”; empty cells change nothing
    ///
    /// The other columns are those that the list writes. An attribute stands under its name, what is printed in its place under
    /// its name with “(public)”, and values that hold from a time on under “NAME since 2012-03”.
    Import(Importing),
    /// Match the speakers in the texts to people: who is in the register, who is new, what does not go together
    Match(MatchPeople),
    /// Add a person by the name that the texts give them; a role and a number in it are taken over
    Add {
        #[command(flatten)]
        at: At,
        /// The name, for example "GP ID 161"
        name: String,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Say what is known of people; what is empty is cleared
    Set {
        #[command(flatten)]
        at: At,
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
        #[command(flatten)]
        said: Said,
        #[command(flatten)]
        how: Changing,
    },
    /// Give a person another name
    Rename {
        #[command(flatten)]
        at: At,
        /// The name
        name: String,
        /// The new name
        to: String,
        #[command(flatten)]
        how: Changing,
    },
    /// Let people who turn out to be one be one: what is of the others becomes of the first
    Merge {
        #[command(flatten)]
        at: At,
        /// The name of the person who stays, then those of the others
        #[arg(required = true, num_args = 2..)]
        names: Vec<String>,
        #[command(flatten)]
        how: Changing,
    },
    /// Take people out of the register; their sources and meetings stay
    Delete {
        #[command(flatten)]
        at: At,
        /// Their names
        #[arg(required = true)]
        names: Vec<String>,
        #[command(flatten)]
        how: Changing,
    },
}

/// What is said of people.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// The number, with its series where that changes: 161, "ID 161", "telephone interviewee 9"
    #[arg(long)]
    number: Option<String>,
    /// The role in the coarse grain: Manager
    #[arg(long)]
    role: Option<String>,
    /// The role in the fine grain: "Chief finance officer"
    #[arg(long)]
    fine_role: Option<String>,
    /// What is printed behind the role: "without a formal role"
    #[arg(long, value_name = "WORDS")]
    qualifier: Option<String>,
    /// How they come to be in the data: interviewed, observed or mentioned
    #[arg(long)]
    part: Option<Involvement>,
    /// The case they belong to; a new name makes one
    #[arg(long, value_name = "NAME")]
    case: Option<String>,
    /// Whether they agreed to be recorded: yes, no
    #[arg(long, value_name = "YES|NO")]
    recorded: Option<String>,
    /// Whether that was written out: yes, no
    #[arg(long, value_name = "YES|NO")]
    transcribed: Option<String>,
    /// When they took their consent back
    #[arg(long, value_name = "DATE")]
    withdrawn: Option<String>,
    /// Their name (private)
    #[arg(long, value_name = "NAME")]
    real_name: Option<String>,
    /// Their exact post (private)
    #[arg(long, value_name = "WORDS")]
    post: Option<String>,
    /// A note of the team (private)
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    values: Values,
}

impl Said {
    fn cells(&self) -> Result<Cells, ProjectError> {
        let options = [
            ("Number", &self.number),
            ("Role", &self.role),
            ("Fine role", &self.fine_role),
            ("Qualifier", &self.qualifier),
            ("Part", &self.part.map(|part| part.word().to_owned())),
            ("Case", &self.case),
            ("Recorded", &self.recorded),
            ("Transcribed", &self.transcribed),
            ("Withdrawn", &self.withdrawn),
            ("Real name", &self.real_name),
            ("Post", &self.post),
            ("Note", &self.note),
        ];
        super::cells(options, &self.values)
    }
}

pub(in crate::cli) fn people(asked: &People, me: &str) -> Result<Outcome, Failure> {
    let table = RegisterTable::People;
    match asked {
        People::List { listing, private } => list(listing, table, *private),
        People::Types { listing, fine } => {
            let project = open(listing)?;
            give(listing, &project.snapshot().respondent_report(*fine), in_words)
        }
        People::Import(asked) => import(asked, table, me),
        People::Match(asked) => match_people(asked, me),
        People::Add { at, name, said, how } => change(at, how, me, |project| {
            say(project, table, &by("Name", std::slice::from_ref(name)), &said.cells()?, true)
        }),
        People::Set { at, names, said, how } => change(at, how, me, |project| {
            say(project, table, &by("Name", names), &said.cells()?, false)
        }),
        People::Rename { at, name, to, how } => change(at, how, me, |project| {
            let person = project.snapshot().person_named(name)?.id;
            project.change_people(&[(person, PersonField::Name(to.clone()))])?;
            Ok(Vec::new())
        }),
        People::Merge { at, names, how } => change(at, how, me, |project| {
            let ids = people_named(project, names)?;
            project.merge_people(ids[0], &ids[1..])?;
            Ok(Vec::new())
        }),
        People::Delete { at, names, how } => change(at, how, me, |project| {
            let ids = people_named(project, names)?;
            project.delete_people(&ids)?;
            Ok(Vec::new())
        }),
    }
}

fn people_named(project: &Project, names: &[String]) -> Result<Vec<PersonId>, ProjectError> {
    names.iter().map(|name| Ok(project.snapshot().person_named(name)?.id)).collect()
}
