//! Quotes retrieved: read whole in the shell, or written to a file for print.

use std::path::Path;

use serde::Serialize;

use super::arguments::Quotes;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::labels::Audience;
use crate::analysis::query::{Condition, Query};
use crate::domain::SourceKind;
use crate::export::{Format, PrintedQuote, PrivateLine};
use crate::project::{ProjectError, Snapshot, index_folder, write_export};
use crate::text::counted;

/// The question that the arguments ask; fails at the first name that is not in the project.
fn question(asked: &Quotes, snapshot: &Snapshot) -> Result<Query, Failure> {
    let mut query = match &asked.query {
        Some(line) => snapshot
            .read_query(line)
            .map_err(|error| Failure::at_place(line, error.at, &error.message))?,
        None => Query::default(),
    };
    let codes = asked.code.iter().map(|path| {
        let code = snapshot.codes.resolve(path)?.id;
        Ok(Condition::Code { code, sub_codes: !asked.no_subcodes })
    });
    let sources = asked.source.iter().map(|name| {
        let source = snapshot.source_named(name).map(|info| Condition::Source(info.id));
        source.ok_or_else(|| ProjectError::UnknownSource(name.clone()))
    });
    let coders = asked.coder.iter().map(|name| {
        let coder = snapshot.coder_named(name).map(|coder| Condition::Coder(coder.id));
        coder.ok_or_else(|| ProjectError::UnknownCoder(name.clone()))
    });
    let lists: [Vec<Condition>; 5] = [
        codes.collect::<Result<_, ProjectError>>()?,
        sources.collect::<Result<_, _>>()?,
        coders.collect::<Result<_, _>>()?,
        asked.kind.iter().map(|&kind| Condition::Kind(kind)).collect(),
        asked.speaker.iter().map(|name| Condition::Speaker(name.as_str().into())).collect(),
    ];
    for list in lists.into_iter().filter(|list| !list.is_empty()) {
        query.holds = query.holds.and(Condition::Any(list));
    }
    Ok(query)
}

pub(super) fn retrieve(asked: &Quotes) -> Result<Outcome, Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    let output = asked.output.as_deref();
    let output =
        output.map(|path| Ok::<_, Failure>((path, Format::from_path(path)?))).transpose()?;
    let mut project = open(&asked.at.file)?;
    project.set_index_folder(index_folder().as_deref());
    let query = question(asked, project.snapshot())?;
    if let Some((path, format)) = output {
        let audience = if asked.private { Audience::Team } else { Audience::Public };
        let (bytes, number) = project.export_quotes(&query, None, format, audience)?;
        write_export(path, &bytes)?;
        print(asked.at.form.json, &Written { file: path, quotes: number }, |written| {
            format!(
                "Wrote {} to {}\n",
                counted(written.quotes, "quote", "quotes"),
                written.file.display()
            )
        })?;
    } else {
        let found: Vec<Found> = project.quotes(&query)?.into_iter().map(Found::from).collect();
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

/// A quote with all that is known of it, on the screens of the team.
#[derive(Serialize)]
struct Found {
    document: String,
    kind: SourceKind,
    start: u32,
    end: u32,
    text: String,
    codes: Vec<String>,
    coders: Vec<String>,
    speaker: String,
    label: String,
    comment: String,
}

impl From<PrintedQuote> for Found {
    fn from(quote: PrintedQuote) -> Self {
        let private = quote.private.unwrap_or_default();
        let PrivateLine { source, start, end, speakers, coders, comment, .. } = private;
        Self {
            document: source,
            kind: quote.kind,
            start,
            end,
            text: quote.words,
            codes: quote.codes,
            coders,
            speaker: speakers.join("; "),
            label: quote.label,
            comment,
        }
    }
}

/// Each quote whole, its label behind it, and below where it stands and what is on it.
fn in_words(quotes: &[Found]) -> String {
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
