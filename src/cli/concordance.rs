//! `marginalia concordance`: every place of a word with what stands around it.

use super::arguments::{Concordance, Side};
use super::failure::Failure;
use super::output::{note, print, print_table};
use super::{Outcome, open};
use crate::analysis::ConcordanceOrder;
use crate::project::{ConcordanceLine, index_folder};
use crate::text::{counted, grouped};

pub(super) fn concordance(asked: &Concordance) -> Result<Outcome, Failure> {
    let mut project = open(&asked.at.file)?;
    project.set_index_folder(index_folder().as_deref());
    let order = match asked.sort {
        Side::Source => ConcordanceOrder::Source,
        Side::Left => ConcordanceOrder::Left,
        Side::Right => ConcordanceOrder::Right,
        Side::Hit => ConcordanceOrder::Hit,
    };
    let hits = project
        .concordance(&asked.question, &asked.kind, order)?
        .map_err(|trouble| Failure::Question(trouble.message))?;
    let shown = &hits[..asked.limit.unwrap_or(hits.len()).min(hits.len())];
    let lines = project.concordance_lines(shown, asked.width)?;
    if asked.table.wanted() {
        let columns = ["document", "start", "end", "label", "before", "hit", "after"];
        let rows = lines.iter().map(|line| {
            let ConcordanceLine { source_name, span, label, before, hit, after, .. } = line;
            let (start, end) = (span.start.to_string(), span.end.to_string());
            [source_name, &start, &end, label, before, hit, after].map(String::clone)
        });
        print_table(asked.table.output.as_deref(), columns, rows)?;
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
