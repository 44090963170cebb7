//! The agenda of a meeting on the framework, printed or written to a file.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::export::agenda_document;
use crate::export::document::{DocumentFormat, write};
use crate::project::write_export;

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
}

pub(super) fn give(at: &Reading, since: &str, to: Option<&Path>) -> Result<Outcome, Failure> {
    // A format that cannot be is a slip of the person's, to be told before anything is opened.
    let to = to.map(|path| DocumentFormat::from_path(path).map(|format| (path, format)));
    let to = to.transpose()?;
    let agenda = open(&at.file)?.agenda(since)?;
    match to {
        Some((path, format)) => {
            write_export(path, &write(format, &agenda_document(&agenda))?)?;
            print(at.form.json, &Written { file: path }, |written| {
                format!("Wrote the agenda to {}\n", written.file.display())
            })?;
        }
        None => {
            let printed = write(DocumentFormat::Markdown, &agenda_document(&agenda))?;
            print(at.form.json, &agenda, |_| String::from_utf8_lossy(&printed).into_owned())?;
        }
    }
    Ok(Outcome::Done)
}
