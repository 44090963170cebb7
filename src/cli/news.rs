//! `marginalia news`, and what a coder has read.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::arguments::Writing;
use super::failure::Failure;
use super::memos::ready;
use super::output::print;
use super::texts::sources_named;
use crate::text::counted;

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
