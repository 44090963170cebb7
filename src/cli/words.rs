//! `marginalia words`: how often words stand in the study or in its parts.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::{Reading, Table};
use super::failure::Failure;
use super::output::{print, print_table};
use super::{Outcome, open};
use crate::domain::SourceKind;
use crate::project::{Job, WordQuestion, WordsBy, WordsOf};
use crate::text::{counted, grouped};

/// `marginalia words …`
#[derive(Debug, Args)]
pub(super) struct Words {
    #[command(flatten)]
    at: Reading,
    /// Count each of these by itself
    #[arg(long, value_enum)]
    by: Option<Part>,
    /// Only in sources of this kind: interview, fieldnote, document, survey or template
    #[arg(long)]
    kind: Vec<SourceKind>,
    /// Count the forms of a word as one
    #[arg(long)]
    stem: bool,
    /// Leave out the words in this file as well
    #[arg(long, value_name = "FILE")]
    stop: Vec<PathBuf>,
    /// Leave no frequent words out, such as “the” and “of”
    #[arg(long)]
    all: bool,
    /// Leave out words with fewer characters
    #[arg(long, value_name = "N", default_value_t = 1)]
    shortest: usize,
    /// How many words to give at most, of each part
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    #[command(flatten)]
    table: Table,
}

/// A part of a study whose words are counted by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// The sources of a kind
    Kind,
    /// The sources of a case
    Case,
    /// A source
    Source,
}

pub(super) fn words(asked: &Words) -> Result<Outcome, Failure> {
    let mut stop_words = Vec::new();
    for path in &asked.stop {
        stop_words.extend(listed(path)?);
    }
    let question = WordQuestion {
        by: match asked.by {
            None => WordsBy::Study,
            Some(Part::Kind) => WordsBy::Kind,
            Some(Part::Case) => WordsBy::Case,
            Some(Part::Source) => WordsBy::Source,
        },
        kinds: asked.kind.clone(),
        stem: asked.stem,
        stop: !asked.all,
        stop_words,
        shortest: asked.shortest,
        limit: asked.limit,
    };
    let project = open(&asked.at.file)?;
    // Nobody can cancel this job but by ending the program.
    let parts = project.word_counts(&question, &Job::new("Counting words"))?.unwrap_or_default();
    if asked.table.wanted() {
        let rows = parts.iter().flat_map(|part| {
            part.words.iter().map(|word| {
                [
                    part.part.clone(),
                    word.word.clone(),
                    word.count.to_string(),
                    word.sources.to_string(),
                ]
            })
        });
        let columns = ["part", "word", "count", "sources"];
        print_table(asked.table.output.as_deref(), columns, rows)?;
    } else {
        print(asked.at.form.json, &parts, |parts| parts.iter().map(in_words).collect())?;
    }
    Ok(Outcome::Done)
}

/// The words of a file, one or several on each line.
fn listed(path: &PathBuf) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Settings {
        path: path.clone(),
        reason: format!("the words to leave out cannot be read ({error})"),
    })?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

fn in_words(part: &WordsOf) -> String {
    let name = if part.part.is_empty() { "" } else { &format!("{}: ", part.part) };
    let mut lines = format!(
        "{name}{}, {} of them different, in {}\n",
        counted(part.total, "word", "words"),
        grouped(part.distinct),
        counted(part.sources, "source", "sources")
    );
    for word in &part.words {
        let sources = counted(word.sources, "source", "sources");
        lines.push_str(&format!("{:>9}  {}  ({sources})\n", grouped(word.count), word.word));
    }
    lines
}
