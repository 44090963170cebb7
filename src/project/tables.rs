//! Tables of a project: counted from its snapshot, and from its texts where words are counted; and as they are written down.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Project, ProjectError, Snapshot};
use crate::analysis::query::Query;
use crate::analysis::table::{
    About, Cells, Dimension, Prevalence, PrevalenceAsk, Shown, Spoke, Study, Table, TableQuestion,
    prevalence, tabulate,
};
use crate::domain::QuotationId;
use crate::export::{PrintedFigure, TableLine, TableReport};

/// A table that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableAsk {
    /// What stands in the rows.
    pub rows: Dimension,
    /// What stands in the columns.
    pub columns: Dimension,
    /// What is counted.
    pub cells: Cells,
    /// Whether a code stands for those below it, too.
    pub sub_codes: bool,
    /// The question whose answers it is about; all quotations where there is none.
    pub about: Option<Query>,
}

impl Snapshot {
    /// What tables are counted from.
    pub fn study(&self) -> Study<'_> {
        let sources = self.sources.iter();
        Study {
            tree: &self.codes,
            sources: sources
                .filter_map(|info| self.codings(info.id).map(|on| (info, &**on)))
                .collect(),
            cases: &self.cases,
            people: &self.people,
            coders: &self.coders,
            attributes: &self.attributes,
            sets: &self.notes.sets,
        }
    }
}

impl Project {
    /// Counts a table.
    ///
    /// # Errors
    ///
    /// When it cannot be counted, or a text cannot be read.
    pub fn table(&mut self, asked: &TableAsk) -> Result<Table, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let words = match asked.cells {
            Cells::Words => self.words_of_quotations(&snapshot)?,
            _ => HashMap::new(),
        };
        let answers = asked.about.as_ref().map(|query| self.ask(query)).transpose()?;
        let about = answers.as_deref().map_or(About::Everything, About::Answers);
        let TableAsk { rows, columns, cells, sub_codes, .. } = asked;
        let (cells, sub_codes) = (*cells, *sub_codes);
        let question = TableQuestion { rows, columns, cells, sub_codes, about, words: &words };
        Ok(tabulate(&snapshot.study(), &question)?)
    }

    /// Tells how widespread codes are.
    ///
    /// # Errors
    ///
    /// When the answers to surveys cannot be read.
    pub fn prevalence(&self, asked: &PrevalenceAsk) -> Result<Prevalence, ProjectError> {
        let marked = if asked.asked.is_empty() { Vec::new() } else { self.answers()? };
        Ok(prevalence(&self.snapshot.study(), asked, &marked))
    }

    /// How many words each quotation has: what stands between blanks and holds a letter or a digit.
    fn words_of_quotations(
        &mut self,
        snapshot: &Snapshot,
    ) -> Result<HashMap<QuotationId, u32>, ProjectError> {
        let mut words = HashMap::new();
        for info in snapshot.sources.iter() {
            let Some(on) = snapshot.codings(info.id) else { continue };
            if on.quotations.is_empty() {
                continue;
            }
            let text = self.text(info.id)?;
            words.extend(on.quotations.iter().map(|quotation| {
                let words = text.slice(quotation.span).split_whitespace();
                let count = words.filter(|word| word.contains(char::is_alphanumeric)).count();
                (quotation.id, u32::try_from(count).unwrap_or(u32::MAX))
            }));
        }
        Ok(words)
    }
}

/// A table as it is written. `order` gives the rows as they are shown; without, all as they were counted.
pub fn table_report(table: &Table, shown: Shown, order: Option<&[usize]>) -> TableReport {
    const TOTAL: &str = "Total";
    let all: Vec<usize> = (0..table.rows.entries.len()).collect();
    let order = order.unwrap_or(&all);
    // A coefficient has none, and of one row or one column it would say the same twice.
    let has_total = |axis: &crate::analysis::table::Axis| {
        shown != Shown::Coefficient && axis.dimension != Dimension::Everything
    };
    let (below, behind) = (has_total(&table.rows), has_total(&table.columns));
    let columns: Vec<Option<usize>> =
        (0..table.columns.entries.len()).map(Some).chain(behind.then_some(None)).collect();
    let line = |row: Option<usize>| TableLine {
        name: row.map_or(TOTAL, |row| &table.rows.entries[row].name).to_owned(),
        figures: columns.iter().map(|column| table.figure(row, *column, shown).into()).collect(),
    };
    let heading =
        |column: &Option<usize>| column.map_or(TOTAL, |column| &table.columns.entries[column].name);
    TableReport {
        title: table.title(shown),
        notes: table.notes(shown),
        of_rows: table.rows.word.clone(),
        columns: columns.iter().map(|column| heading(column).to_owned()).collect(),
        rows: order.iter().map(|row| Some(*row)).chain(below.then_some(None)).map(line).collect(),
        is_even: shown != Shown::YesNo,
        totals: (usize::from(below), usize::from(behind)),
    }
}

/// How widespread codes are, as it is written: how many in a word, of how many, and how many stand how to each code. `order`
/// gives the rows as they are shown; without, all as they were counted.
pub fn prevalence_report(found: &Prevalence, order: Option<&[usize]>) -> TableReport {
    let (one, many) = found.among.words();
    let states: Vec<Spoke> = states_shown(found);
    let mut columns = vec!["In a word".to_owned(), "Spoke of it".to_owned(), "Of".to_owned()];
    columns.extend(states.iter().map(|state| state.words().to_owned()));
    let all: Vec<usize> = (0..found.codes.len()).collect();
    let rows = order.unwrap_or(&all).iter().map(|&code| {
        let spread = found.spread(code);
        let (spoke, of) = (spread.spoke(), spread.of);
        let mut figures = vec![
            PrintedFigure::Words(spread.grade.word(spoke).to_owned()),
            PrintedFigure::Count(spoke as u64),
            PrintedFigure::Count(of as u64),
        ];
        figures.extend(states.iter().map(|state| {
            let count = found.names(code, *state).count();
            PrintedFigure::Count(count as u64)
        }));
        TableLine { name: found.codes[code].name.clone(), figures }
    });
    let of = match found.knows_asked {
        true => format!("“Of” counts the {many} that spoke of it or were asked and did not."),
        false => format!(
            "“Of” counts the {many} of which something is coded; who was asked is not known."
        ),
    };
    let bounds = found.bounds;
    let words = format!(
        "“Most” is more than {} in a hundred, “some” at least {}.",
        bounds.most, bounds.some
    );
    TableReport {
        title: format!("How widespread each code is, by {one}"),
        notes: vec![of, words],
        of_rows: "code".to_owned(),
        columns,
        rows: rows.collect(),
        is_even: false,
        totals: (0, 0),
    }
}

/// The states besides “spoke of it” that can be told: who was asked, or who did not speak of it, and who is not coded yet.
pub fn states_shown(found: &Prevalence) -> Vec<Spoke> {
    match found.knows_asked {
        true => vec![Spoke::AskedAndDidNot, Spoke::NotAsked, Spoke::NotYetCoded],
        false => vec![Spoke::DidNot, Spoke::NotYetCoded],
    }
}
