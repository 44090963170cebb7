//! `marginalia news`: what is new since a time, by person; and what a coder has read.

use std::path::PathBuf;

use clap::Args;

use super::arguments::{Reading, Writing};
use super::failure::Failure;
use super::memos::ready;
use super::output::print;
use super::texts::sources_named;
use super::{Outcome, open};
use crate::text::{counted, grouped};

/// `marginalia sources read` and `unread`
#[derive(Debug, Args)]
pub(super) struct Marked {
    /// The project file
    file: PathBuf,
    /// The names of the sources
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    common: Writing,
}

/// `marginalia news …`
#[derive(Debug, Args)]
pub(super) struct News {
    #[command(flatten)]
    at: Reading,
    /// Since when: a day (2026-03-14), a weekday, today, yesterday, “a week ago”, a version of the framework, a step
    #[arg(long, value_name = "DAY")]
    since: String,
    /// Only what this coder did
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(super) fn news(asked: &News) -> Result<Outcome, Failure> {
    let project = open(&asked.at.file)?;
    let mut news = project.news(&asked.since)?;
    if let Some(name) = &asked.by {
        let coder = project.snapshot().coder_named(name).map(|coder| coder.id);
        let coder = coder.ok_or_else(|| Failure::Wrong(format!("there is no coder “{name}”")))?;
        news.by.retain(|by| by.coder == Some(coder));
    }
    print(asked.at.form.json, &news, |news| {
        let mut words = String::new();
        for by in &news.by {
            words.push_str(&format!("{}\n", by.name));
            for part in &by.parts {
                let (one, many) = part.of.words();
                words.push_str(&format!("  {}\n", counted(part.count, one, many)));
                for item in &part.items {
                    let count = match item.count {
                        1 => String::new(),
                        many => format!(" ({})", grouped(many)),
                    };
                    words.push_str(&format!("    {}{count}\n", item.name));
                }
            }
        }
        if words.is_empty() { "Nothing is new\n".to_owned() } else { words }
    })?;
    Ok(Outcome::Done)
}

pub(super) fn mark(asked: &Marked, read: bool, me: &str) -> Result<Outcome, Failure> {
    let mut project = ready(&asked.file, &asked.common, me)?;
    let sources = sources_named(&project, &asked.names)?;
    project.set_read(&sources, read)?;
    print(asked.common.form.json, &sources, |sources| {
        let what = if read { "read" } else { "unread" };
        format!("Marked {} as {what}\n", counted(sources.len(), "source", "sources"))
    })?;
    Ok(Outcome::Done)
}
