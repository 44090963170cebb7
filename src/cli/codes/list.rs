//! The code framework listed.

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::domain::{Colour, Origin};
use crate::text::grouped;

/// A code as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    name: &'a str,
    depth: u32,
    definition: &'a str,
    include: &'a str,
    exclude: &'a str,
    question: &'a str,
    colour: Option<Colour>,
    origin: Origin,
    made_at: &'a str,
    made_by: Option<&'a str>,
    is_applicable: bool,
    is_archived: bool,
    quotations: usize,
    with_sub_codes: usize,
    codings: usize,
}

pub(super) fn list(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let codes: Vec<Listed> = snapshot
        .codes
        .codes()
        .iter()
        .map(|code| {
            let count = snapshot.counts.of(code.id);
            Listed {
                path: snapshot.codes.path_text(code.id),
                name: &code.name,
                depth: snapshot.codes.depth(code.id),
                definition: &code.definition,
                include: &code.include,
                exclude: &code.exclude,
                question: &code.question,
                colour: code.colour,
                origin: code.origin,
                made_at: &code.made_at,
                made_by: code.coder.and_then(|id| snapshot.coder(id)).map(|by| by.name.as_str()),
                is_applicable: code.is_applicable,
                is_archived: snapshot.codes.is_archived(code.id),
                quotations: count.own,
                with_sub_codes: count.with_sub_codes,
                codings: count.codings,
            }
        })
        .collect();
    print(at.form.json, &codes, |codes| {
        let head = match codes.is_empty() {
            true => String::new(),
            false => format!("{:>10} {:>14}  {}\n", "quotations", "with sub-codes", "code"),
        };
        head + &codes.iter().map(Listed::line).collect::<String>()
    })?;
    Ok(Outcome::Done)
}

impl Listed<'_> {
    fn line(&self) -> String {
        let (own, all) = (grouped(self.quotations), grouped(self.with_sub_codes));
        let indent = "  ".repeat(self.depth as usize);
        let away = if self.is_archived { "  (archived)" } else { "" };
        format!("{own:>10} {all:>14}  {indent}{}{away}\n", self.name)
    }
}
