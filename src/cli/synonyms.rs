//! `marginalia synonyms`: words that mean the same, for searching.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::domain::SynonymId;
use crate::project::Project;
use crate::search::compared;

/// `marginalia synonyms …`
#[derive(Debug, Subcommand)]
pub(super) enum Synonyms {
    /// List the groups
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Say that words or phrases mean the same; where one of them stands in a group, these take the place of its words
    Set {
        /// The project file
        file: PathBuf,
        /// The words and phrases, two at least
        #[arg(required = true, num_args = 1..)]
        words: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
    /// Delete the group in which a word stands
    Delete {
        /// The project file
        file: PathBuf,
        /// One of its words
        word: String,
        #[command(flatten)]
        common: Writing,
    },
}

/// A group as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    words: &'a [String],
}

pub(super) fn synonyms(asked: &Synonyms, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Synonyms::List { at } => {
            let project = open(&at.file)?;
            let groups = project.snapshot().synonyms.iter();
            let listed: Vec<Listed<'_>> =
                groups.map(|group| Listed { words: &group.words }).collect();
            print(at.form.json, &listed, |listed| {
                listed.iter().map(|group| group.words.join(" = ") + "\n").collect()
            })?;
        }
        Synonyms::Set { file, words, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let known = words.iter().find_map(|word| group_with(&project, word));
            project.set_synonyms(known, words)?;
            print(common.form.json, words, |words| format!("{}\n", words.join(" = ")))?;
        }
        Synonyms::Delete { file, word, common } => {
            let mut project = open(file)?;
            say_who(&mut project, common.coder.as_deref(), me)?;
            let Some(group) = group_with(&project, word) else {
                return Err(Failure::Wrong(format!("“{word}” stands in no group of synonyms")));
            };
            project.delete_synonyms(group)?;
            print(common.form.json, word, |_| "The group is deleted\n".to_owned())?;
        }
    }
    Ok(Outcome::Done)
}

/// The group in which a word stands.
fn group_with(project: &Project, word: &str) -> Option<SynonymId> {
    let key = compared(word);
    let mut groups = project.snapshot().synonyms.iter();
    let holds = |words: &[String]| words.iter().any(|other| compared(other) == key);
    groups.find(|group| holds(&group.words)).map(|group| group.id)
}
