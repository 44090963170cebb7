//! Quotes retrieved: read whole in the shell, or written to a file for print.

use std::path::Path;

use serde::Serialize;

use super::arguments::Quotes;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::QuoteQuery;
use crate::export::{Format, PrintedQuote};
use crate::project::{ProjectError, Snapshot, write_export};
use crate::text::counted;

/// The question that the arguments ask; fails at the first name that is not in the project.
fn question(asked: &Quotes, snapshot: &Snapshot) -> Result<QuoteQuery, ProjectError> {
    let codes = asked.code.iter().map(|path| Ok(snapshot.codes.resolve(path)?.id));
    let sources = asked.source.iter().map(|name| {
        let source = snapshot.source_named(name);
        source.map(|info| info.id).ok_or_else(|| ProjectError::UnknownSource(name.clone()))
    });
    let coders = asked.coder.iter().map(|name| {
        let coder = snapshot.coder_named(name);
        coder.map(|coder| coder.id).ok_or_else(|| ProjectError::UnknownCoder(name.clone()))
    });
    Ok(QuoteQuery {
        codes: codes.collect::<Result<_, ProjectError>>()?,
        sub_codes: !asked.no_subcodes,
        kinds: asked.kind.clone(),
        sources: sources.collect::<Result<_, _>>()?,
        speakers: asked.speaker.clone(),
        coders: coders.collect::<Result<_, _>>()?,
    })
}

pub(super) fn retrieve(asked: &Quotes) -> Result<Outcome, Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    let output = asked.output.as_deref();
    let output =
        output.map(|path| Ok::<_, Failure>((path, Format::from_path(path)?))).transpose()?;
    let mut project = open(&asked.at.file)?;
    let query = question(asked, project.snapshot())?;
    if let Some((path, format)) = output {
        let (bytes, number) = project.export_quotes(&query, None, format)?;
        write_export(path, &bytes)?;
        print(asked.at.form.json, &Written { file: path, quotes: number }, |written| {
            format!(
                "Wrote {} to {}\n",
                counted(written.quotes, "quote", "quotes"),
                written.file.display()
            )
        })?;
    } else {
        let found = project.quotes(&query)?;
        print(asked.at.form.json, &found, |found| in_words(found))?;
    }
    Ok(Outcome::Done)
}

/// A file that was written.
#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    quotes: usize,
}

/// Each quote whole, its label behind it, and below where it stands and what is on it.
fn in_words(quotes: &[PrintedQuote]) -> String {
    let mut words = String::new();
    for quote in quotes {
        words.push_str(&format!(
            "{} {}\n    {}, {}–{}\n    {} ({})\n",
            quote.text.trim_end(),
            quote.label,
            quote.document,
            quote.start,
            quote.end,
            quote.codes.join("; "),
            quote.coders.join(", ")
        ));
        if !quote.comment.is_empty() {
            words.push_str(&format!("    {}\n", quote.comment.replace('\n', "\n    ")));
        }
        words.push('\n');
    }
    words.push_str(&counted(quotes.len(), "quote", "quotes"));
    words.push('\n');
    words
}
