//! The code framework listed.

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::domain::Colour;
use crate::text::grouped;

/// A code as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    path: String,
    name: &'a str,
    depth: u32,
    definition: &'a str,
    colour: Option<Colour>,
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
                colour: code.colour,
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
        format!("{own:>10} {all:>14}  {indent}{}\n", self.name)
    }
}
