//! `marginalia outputs` and `marginalia styles`: what was chosen for reports, and how it is printed.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::labels::{HouseStyle, plain_text};
use crate::domain::OutputId;
use crate::project::{Project, Snapshot, index_folder};
use crate::text::counted;

/// `marginalia outputs …`
#[derive(Debug, Subcommand)]
pub(super) enum Outputs {
    /// List the outputs
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Show the extracts of an output as they are printed
    Show {
        #[command(flatten)]
        at: Reading,
        /// Its name
        name: String,
    },
    /// Begin an output
    Make {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        /// Its house style
        #[arg(long, value_name = "NAME", default_value = "Report")]
        profile: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Take the quotes that answer a question into an output
    Take {
        /// The project file
        file: PathBuf,
        /// The output
        name: String,
        /// The question, written as in the window
        #[arg(long, value_name = "QUESTION")]
        query: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Accept what the checks found in an output, for a reason; without one, accept it no longer
    Accept {
        /// The project file
        file: PathBuf,
        /// The output
        name: String,
        /// The finding, as check-export names it
        finding: String,
        /// Why it may stay
        #[arg(long, value_name = "WORDS")]
        why: Option<String>,
        #[command(flatten)]
        common: Writing,
    },
    /// Delete an output; its quotations stay
    Delete {
        /// The project file
        file: PathBuf,
        /// The output
        name: String,
        #[command(flatten)]
        common: Writing,
    },
}

/// `marginalia styles …`
#[derive(Debug, Subcommand)]
pub(super) enum Styles {
    /// List the house styles: the project's own, then those that come with the program
    List {
        #[command(flatten)]
        at: Reading,
    },
    /// Print a house style as JSON, to be changed and kept again
    Show {
        #[command(flatten)]
        at: Reading,
        /// Its name
        name: String,
    },
    /// Keep a house style that is written in a JSON file; one of its name is replaced
    Keep {
        /// The project file
        file: PathBuf,
        /// The JSON file
        #[arg(value_name = "JSON")]
        style: PathBuf,
        #[command(flatten)]
        common: Writing,
    },
    /// Delete a house style of the project
    Delete {
        /// The project file
        file: PathBuf,
        /// Its name
        name: String,
        #[command(flatten)]
        common: Writing,
    },
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    style: &'a str,
    extracts: usize,
}

#[derive(Serialize)]
struct Shown {
    printed: String,
    missing: Vec<String>,
}

fn output(snapshot: &Snapshot, name: &str) -> Result<OutputId, Failure> {
    let found = snapshot.output_named(name).map(|output| output.id);
    found.ok_or_else(|| Failure::Wrong(format!("there is no output “{name}”")))
}

fn ready(file: &Path, common: &Writing, me: &str) -> Result<Project, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    Ok(project)
}

pub(super) fn outputs(asked: &Outputs, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Outputs::List { at } => {
            let project = open(&at.file)?;
            let all = project.snapshot().outputs.iter();
            let listed: Vec<Listed<'_>> = all
                .map(|one| Listed {
                    name: &one.name,
                    style: &one.style,
                    extracts: one.extracts.len(),
                })
                .collect();
            print(at.form.json, &listed, |listed| {
                let line = |one: &Listed<'_>| {
                    let extracts = counted(one.extracts, "extract", "extracts");
                    format!("{}: {extracts}, in the style “{}”\n", one.name, one.style)
                };
                listed.iter().map(line).collect()
            })?;
        }
        Outputs::Show { at, name } => {
            let mut project = open(&at.file)?;
            let id = output(project.snapshot(), name)?;
            let set = project.set_output(id)?;
            let shown: Vec<Shown> = set
                .extracts
                .iter()
                .map(|one| Shown {
                    printed: plain_text(&one.pieces),
                    missing: one.label.missing.iter().map(ToString::to_string).collect(),
                })
                .collect();
            print(at.form.json, &shown, |shown| {
                let line = |(at, one): (usize, &Shown)| {
                    let lacks = match one.missing.is_empty() {
                        true => String::new(),
                        false => format!("    the label lacks {}\n", one.missing.join(", ")),
                    };
                    format!("{}. {}\n{lacks}\n", at + 1, one.printed)
                };
                shown.iter().enumerate().map(line).collect()
            })?;
        }
        Outputs::Make { file, name, profile, common } => {
            let mut project = ready(file, common, me)?;
            project.add_output(name, profile)?;
            print(common.form.json, name, |name| format!("Made the output “{name}”\n"))?;
        }
        Outputs::Take { file, name, query, common } => {
            let mut project = ready(file, common, me)?;
            project.set_index_folder(index_folder().as_deref());
            let id = output(project.snapshot(), name)?;
            let query = project
                .snapshot()
                .read_query(query)
                .map_err(|error| Failure::at_place(query, error.at, &error.message))?;
            let chosen = project.chosen_by(&query)?;
            let taken = project.add_extracts(id, &chosen, false)?.len();
            print(common.form.json, &taken, |taken| {
                format!("Took {} into “{name}”\n", counted(*taken, "quote", "quotes"))
            })?;
        }
        Outputs::Accept { file, name, finding, why, common } => {
            let mut project = ready(file, common, me)?;
            let id = output(project.snapshot(), name)?;
            project.accept_finding(id, finding, why.as_deref())?;
            print(common.form.json, finding, |_| match why {
                Some(_) => "The finding is accepted\n".to_owned(),
                None => "The finding is open again\n".to_owned(),
            })?;
        }
        Outputs::Delete { file, name, common } => {
            let mut project = ready(file, common, me)?;
            let id = output(project.snapshot(), name)?;
            project.delete_output(id)?;
            print(common.form.json, name, |name| format!("Deleted the output “{name}”\n"))?;
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn styles(asked: &Styles, me: &str) -> Result<Outcome, Failure> {
    let no_style = |name: &str| Failure::Wrong(format!("there is no house style “{name}”"));
    match asked {
        Styles::List { at } => {
            let project = open(&at.file)?;
            let styles = project.snapshot().house_styles();
            let names: Vec<&str> = styles.iter().map(|style| style.name.as_str()).collect();
            print(at.form.json, &names, |names| {
                names.iter().map(|name| format!("{name}\n")).collect()
            })?;
        }
        Styles::Show { at, name } => {
            let project = open(&at.file)?;
            let style = project.snapshot().house_style(name).ok_or_else(|| no_style(name))?;
            print(true, &style, |_| String::new())?;
        }
        Styles::Keep { file, style, common } => {
            let wrong = |reason: String| Failure::Settings { path: style.clone(), reason };
            let bytes = fs::read(style).map_err(|error| wrong(error.to_string()))?;
            let style: HouseStyle = serde_json::from_slice(&bytes)
                .map_err(|error| wrong(format!("this is no house style ({error})")))?;
            let mut project = ready(file, common, me)?;
            let lower = style.name.trim().to_lowercase();
            let known = project.snapshot().styles.iter();
            let known = known.map(|kept| (kept.id, kept.style.name.to_lowercase()));
            let id = known.into_iter().find(|(_, name)| *name == lower).map(|(id, _)| id);
            let name = style.name.clone();
            project.keep_style(id, style)?;
            print(common.form.json, &name, |name| format!("Kept the house style “{name}”\n"))?;
        }
        Styles::Delete { file, name, common } => {
            let mut project = ready(file, common, me)?;
            let lower = name.trim().to_lowercase();
            let mut all = project.snapshot().styles.iter();
            let found = all.find(|kept| kept.style.name.to_lowercase() == lower);
            let id = found.map(|kept| kept.id).ok_or_else(|| no_style(name))?;
            project.delete_style(id)?;
            print(common.form.json, name, |name| format!("Deleted the house style “{name}”\n"))?;
        }
    }
    Ok(Outcome::Done)
}
