//! The agenda of a meeting on the framework, printed or written to a file.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::export::{Format, agenda_docx, agenda_markdown};
use crate::project::write_export;

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
}

pub(super) fn give(at: &Reading, since: &str, to: Option<&Path>) -> Result<Outcome, Failure> {
    // A format that cannot be is a slip of the person's, to be told before anything is opened.
    let to = match to.map(|path| (path, Format::from_path(path).ok())) {
        Some((path, Some(format @ (Format::Docx | Format::Markdown)))) => Some((path, format)),
        Some((path, _)) => {
            return Err(Failure::Wrong(format!(
                "an agenda is written as Word or Markdown; let the file's name end in .docx or .md: {}",
                path.display()
            )));
        }
        None => None,
    };
    let agenda = open(&at.file)?.agenda(since)?;
    match to {
        Some((path, format)) => {
            let bytes = match format {
                Format::Docx => agenda_docx(&agenda)?,
                _ => agenda_markdown(&agenda).into_bytes(),
            };
            write_export(path, &bytes)?;
            print(at.form.json, &Written { file: path }, |written| {
                format!("Wrote the agenda to {}\n", written.file.display())
            })?;
        }
        None => print(at.form.json, &agenda, agenda_markdown)?,
    }
    Ok(Outcome::Done)
}
