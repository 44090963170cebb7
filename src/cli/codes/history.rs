//! The history of a code, present or gone.

use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::project::local;
use crate::cli::{Outcome, open};
use crate::domain::{CodeId, Occasion, PATH_SEPARATOR, parse_path};
use crate::project::{CodeEvent, GoneCode, Project, ProjectError};

pub(super) fn tell(at: &Reading, code: &str) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let code = named(&project, code)?;
    let events = project.code_history(code)?;
    print(at.form.json, &events, |events| events.iter().map(in_words).collect())?;
    Ok(Outcome::Done)
}

/// The code that a person names: one that is there, else the latest that went.
fn named(project: &Project, code: &str) -> Result<CodeId, ProjectError> {
    let unknown = match project.snapshot().codes.resolve(code) {
        Ok(code) => return Ok(code.id),
        Err(unknown) => unknown,
    };
    let path = parse_path(code).join(PATH_SEPARATOR).to_lowercase();
    let name = code.trim().to_lowercase();
    let gone = project.gone_codes()?;
    let by_path = gone.iter().find(|gone| gone.path.to_lowercase() == path);
    let by_name = || gone.iter().find(|gone| gone.code.name.to_lowercase() == name);
    Ok(by_path.or_else(by_name).ok_or(unknown)?.code.id)
}

fn in_words(event: &CodeEvent) -> String {
    let mut words = line(&event.occasion, &event.occasion.label);
    for deed in &event.deeds {
        words.push_str(&format!("{MARGIN}{}\n", deed.sentence().replace('\n', NEXT_LINE)));
    }
    words + &why(&event.occasion)
}

/// Stands before what belongs to a line above it.
const MARGIN: &str = "          ";
/// Parts the lines of a text that belongs to a line above it.
const NEXT_LINE: &str = "\n          ";

/// A step in a line: number, time, what, who.
fn line(occasion: &Occasion, what: &str) -> String {
    let who = occasion.coder.as_deref().unwrap_or("–");
    format!("{:>6}  {}  {what}  ({who})\n", occasion.step, local(&occasion.at))
}

/// Why a step was made, on lines of their own.
fn why(occasion: &Occasion) -> String {
    let mut words = String::new();
    for (what, said) in [("Why", &occasion.reason), ("Meeting", &occasion.meeting)] {
        if !said.is_empty() {
            words.push_str(&format!("{MARGIN}{what}: {}\n", said.replace('\n', NEXT_LINE)));
        }
    }
    words
}

pub(super) fn gone(at: &Reading) -> Result<Outcome, Failure> {
    let gone = open(&at.file)?.gone_codes()?;
    print(at.form.json, &gone, |gone| gone.iter().map(gone_in_words).collect())?;
    Ok(Outcome::Done)
}

fn gone_in_words(gone: &GoneCode) -> String {
    let what = match &gone.into_path {
        Some(into) => format!("{} was merged into {into}", gone.path),
        None => format!("{} went: {}", gone.path, gone.occasion.label),
    };
    line(&gone.occasion, &what) + &why(&gone.occasion)
}
