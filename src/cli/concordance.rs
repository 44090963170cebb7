//! `marginalia concordance`: every place of a word with what stands around it.

use clap::{Args, ValueEnum};

use super::arguments::{Reading, Table};
use super::failure::Failure;
use super::output::{note, print, print_table};
use super::{Outcome, open};
use crate::analysis::ConcordanceOrder;
use crate::domain::SourceKind;
use crate::project::{ConcordanceLine, index_folder};
use crate::text::{counted, grouped};

/// `marginalia concordance …`
#[derive(Debug, Args)]
pub(super) struct Concordance {
    #[command(flatten)]
    at: Reading,
    /// What to find, as for search
    question: String,
    /// What the lines are sorted by
    #[arg(long, value_enum, default_value = "source")]
    sort: Side,
    /// How many characters to give on each side
    #[arg(long, value_name = "N", default_value_t = 40)]
    width: usize,
    /// How many places to give at most [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only in sources of this kind: interview, fieldnote, document, survey or template
    #[arg(long)]
    kind: Vec<SourceKind>,
    #[command(flatten)]
    table: Table,
}

/// What a concordance is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Side {
    /// The words before the hit, the nearest first
    Left,
    /// The words after the hit, the nearest first
    Right,
    /// The source and the place in it
    Source,
    /// The words that were found
    Hit,
}

pub(super) fn concordance(asked: &Concordance) -> Result<Outcome, Failure> {
    let mut project = open(&asked.at.file)?;
    project.set_index_folder(index_folder().as_deref());
    let order = match asked.sort {
        Side::Source => ConcordanceOrder::Source,
        Side::Left => ConcordanceOrder::Left(1),
        Side::Right => ConcordanceOrder::Right(1),
        Side::Hit => ConcordanceOrder::Hit,
    };
    let hits = project
        .concordance(&asked.question, &asked.kind, order)?
        .map_err(|error| Failure::at_place(&asked.question, error.at, &error.message))?;
    let shown = &hits[..asked.limit.unwrap_or(hits.len()).min(hits.len())];
    let lines = project.concordance_lines(shown, asked.width)?;
    if asked.table.wanted() {
        let rows = lines.iter().map(ConcordanceLine::cells);
        print_table(asked.table.output.as_deref(), ConcordanceLine::COLUMNS, rows)?;
    } else {
        print(asked.at.form.json, &lines, |lines| in_words(lines, asked.width))?;
    }
    if shown.len() < hits.len() {
        note(&format!(
            "The first {} of {}; --limit gives more",
            grouped(shown.len()),
            counted(hits.len(), "place", "places")
        ));
    }
    Ok(Outcome::Done)
}

/// One line for each hit, the hits below each other.
fn in_words(lines: &[ConcordanceLine], width: usize) -> String {
    let plain = |text: &str| text.replace(['\n', '\t'], " ");
    let widest = lines.iter().map(|line| line.before.chars().count()).max().unwrap_or_default();
    let line = |line: &ConcordanceLine| {
        let (before, hit, after) = (plain(&line.before), plain(&line.hit), plain(&line.after));
        format!(
            "{before:>widest$}«{hit}»{after:<width$}  {}, {}–{} {}\n",
            line.source_name, line.span.start, line.span.end, line.label
        )
    };
    lines.iter().map(line).collect()
}
