//! `marginalia table`: what stands in a study, counted by row and column; and how widespread codes are.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::arguments::Reading;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::analysis::table::{
    Among, Bounds, Cells, Codes, Dimension, Evidence, Prevalence, PrevalenceAsk, Shown, Spoke,
};
use crate::export::{PrintedFigure, TableFormat, TableReport, table_csv};
use crate::project::{
    ProjectError, Snapshot, TableAsk, WrittenTable, index_folder, states_shown, write_export,
};
use crate::text::counted;

/// `marginalia table …`
#[derive(Debug, Args)]
pub(super) struct Tabulate {
    #[command(flatten)]
    pub at: Reading,
    /// The rows: codes, codes:PATH (a branch), top-codes, sets, cases, kinds, coders, people, speakers, sources, months,
    /// attribute:NAME or none
    #[arg(long, value_name = "WHAT", default_value = "codes")]
    pub rows: String,
    /// The columns, as the rows
    #[arg(long, value_name = "WHAT", default_value = "none", conflicts_with = "prevalence")]
    pub columns: String,
    /// What is counted
    #[arg(long, value_enum, default_value = "quotations", conflicts_with = "prevalence")]
    pub cells: CellsWord,
    /// How the figures are shown
    #[arg(long = "as", value_enum, default_value = "count", conflicts_with = "prevalence")]
    pub shown: ShownWord,
    /// Count each code for itself, without those below it
    #[arg(long)]
    pub no_subcodes: bool,
    /// Tell of each code in how many cases it is spoken of: all, most, some, one or none, and who was asked and was not
    #[arg(long)]
    pub prevalence: bool,
    /// Among whom a code is widespread
    #[arg(long, value_enum, default_value = "cases", requires = "prevalence")]
    pub among: AmongWord,
    /// A code that marks where the question was put; sources without it were not asked
    #[arg(long, value_name = "PATH", requires = "prevalence")]
    pub asked_code: Vec<String>,
    /// A question of a survey or template; sources to which it was not put were not asked
    #[arg(long, value_name = "WORDS", requires = "prevalence")]
    pub asked_question: Vec<String>,
    /// “Most” is more than this many in a hundred
    #[arg(long, value_name = "N", default_value_t = 50, requires = "prevalence",
          value_parser = clap::value_parser!(u8).range(0..=100))]
    pub most: u8,
    /// “Some” is at least this many
    #[arg(long, value_name = "N", default_value_t = 2, requires = "prevalence")]
    pub some: usize,
    /// Only of what answers this question, written as in the window: speaker:"GP ID 161" date<2012-02
    #[arg(long, value_name = "QUESTION", conflicts_with = "prevalence")]
    pub query: Option<String>,
    /// Print comma-separated values
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Write it to a file (.xlsx, .csv, .md, .svg or .png) instead; one that is there is replaced
    #[arg(short, long, value_name = "OUT", conflicts_with_all = ["csv", "json"])]
    pub output: Option<PathBuf>,
}

/// What is counted, as it is written in a shell.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CellsWord {
    /// Quotations; of two codes those that bear both
    Quotations,
    /// Codings
    Codings,
    /// Different people who say it
    People,
    /// Different cases
    Cases,
    /// Different sources
    Sources,
    /// Words of the quotations
    Words,
    /// Of two codes: quotations with either that share a character with one of the other
    Together,
    /// Of two codes: characters that both cover
    Characters,
}

/// How figures are shown, as it is written in a shell.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ShownWord {
    /// As they were counted
    Count,
    /// As shares of the row's total
    RowShare,
    /// As shares of the column's total
    ColumnShare,
    /// Whether there is anything
    YesNo,
    /// Of two codes: what they have in common by what either has (Jaccard), from 0 to 1
    Coefficient,
}

/// Among whom, as it is written in a shell.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum AmongWord {
    /// Cases
    Cases,
    /// People
    People,
}

impl From<CellsWord> for Cells {
    fn from(word: CellsWord) -> Self {
        match word {
            CellsWord::Quotations => Self::Quotations,
            CellsWord::Codings => Self::Codings,
            CellsWord::People => Self::People,
            CellsWord::Cases => Self::Cases,
            CellsWord::Sources => Self::Sources,
            CellsWord::Words => Self::Words,
            CellsWord::Together => Self::Together,
            CellsWord::Characters => Self::Characters,
        }
    }
}

impl From<ShownWord> for Shown {
    fn from(word: ShownWord) -> Self {
        match word {
            ShownWord::Count => Self::Counts,
            ShownWord::RowShare => Self::RowShare,
            ShownWord::ColumnShare => Self::ColumnShare,
            ShownWord::YesNo => Self::YesNo,
            ShownWord::Coefficient => Self::Coefficient,
        }
    }
}

/// What stands in rows or columns, by the words for it.
fn dimension(words: &str, snapshot: &Snapshot) -> Result<Dimension, Failure> {
    let (word, name) = match words.split_once(':') {
        Some((word, name)) => (word.trim(), Some(name.trim())),
        None => (words.trim(), None),
    };
    Ok(match (word, name) {
        ("none", None) => Dimension::Everything,
        ("codes", None) => Dimension::Codes(Codes::All),
        ("codes", Some(path)) => {
            let code = snapshot.codes.resolve(path).map_err(ProjectError::from)?;
            Dimension::Codes(Codes::Branch(code.id))
        }
        ("top-codes", None) => Dimension::Codes(Codes::Top),
        ("sets", None) => Dimension::CodeSets,
        ("cases", None) => Dimension::Cases,
        ("kinds", None) => Dimension::Kinds,
        ("coders", None) => Dimension::Coders,
        ("people", None) => Dimension::People,
        ("speakers", None) => Dimension::Speakers,
        ("sources", None) => Dimension::Sources,
        ("months", None) => Dimension::Months,
        ("attribute", Some(name)) => {
            let lower = name.to_lowercase();
            let mut all = snapshot.attributes.iter();
            let found = all.find(|attribute| attribute.name.to_lowercase() == lower);
            let found =
                found.ok_or_else(|| Failure::Wrong(format!("there is no attribute “{name}”")))?;
            Dimension::Attribute(found.id)
        }
        _ => {
            return Err(Failure::Wrong(format!(
                "“{words}” cannot stand in rows or columns; write codes, codes:PATH, top-codes, sets, cases, kinds, coders, \
                 people, speakers, sources, months, attribute:NAME or none"
            )));
        }
    })
}

pub(super) fn tabulate(asked: &Tabulate) -> Result<Outcome, Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    asked.output.as_deref().map(TableFormat::from_path).transpose()?;
    let mut project = open(&asked.at.file)?;
    let snapshot = project.snapshot().clone();
    if asked.prevalence {
        let found = project.prevalence(&prevalence_ask(asked, &snapshot)?)?;
        let table = WrittenTable::of_prevalence(&found, None, &snapshot.codes);
        return give(asked, &table, &Told { report: &table.report, who: who(&found) });
    }
    let about = asked
        .query
        .as_deref()
        .map(|line| {
            let read = snapshot.read_query(line);
            read.map_err(|error| Failure::at_place(line, error.at, &error.message))
        })
        .transpose()?;
    project.set_index_folder(index_folder().as_deref());
    let table = project.table(&TableAsk {
        rows: dimension(&asked.rows, &snapshot)?,
        columns: dimension(&asked.columns, &snapshot)?,
        cells: asked.cells.into(),
        sub_codes: !asked.no_subcodes,
        about,
    })?;
    let shown = Shown::from(asked.shown);
    if shown == Shown::Coefficient && !table.has_coefficient() {
        return Err(Failure::Wrong(
            "a coefficient stands between two codes; choose codes for both rows and columns, and quotations, together or \
             characters for the cells"
                .to_owned(),
        ));
    }
    let table = WrittenTable::new(&table, shown, None, &snapshot.codes);
    give(asked, &table, &table.report)
}

fn prevalence_ask(asked: &Tabulate, snapshot: &Snapshot) -> Result<PrevalenceAsk, Failure> {
    let Dimension::Codes(codes) = dimension(&asked.rows, snapshot)? else {
        return Err(Failure::Wrong(
            "only codes are widespread or not; write --rows codes or --rows codes:PATH".to_owned(),
        ));
    };
    let marking = asked.asked_code.iter().map(|path| {
        Ok::<_, Failure>(Evidence::Code(
            snapshot.codes.resolve(path).map_err(ProjectError::from)?.id,
        ))
    });
    let questions =
        asked.asked_question.iter().map(|words| Ok(Evidence::Question(words.as_str().into())));
    let (most, some) = (asked.most, asked.some);
    Ok(PrevalenceAsk {
        codes,
        sub_codes: !asked.no_subcodes,
        among: match asked.among {
            AmongWord::Cases => Among::Cases,
            AmongWord::People => Among::People,
        },
        asked: marking.chain(questions).collect::<Result<_, _>>()?,
        bounds: Bounds { most, some },
    })
}

/// How widespread codes are, with who stands how to each.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    report: &'a TableReport,
    /// By row: the names by how they stand to the code.
    who: Vec<BTreeMap<&'static str, Vec<&'a str>>>,
}

fn who(found: &Prevalence) -> Vec<BTreeMap<&'static str, Vec<&str>>> {
    let states: Vec<Spoke> = [Spoke::Yes].into_iter().chain(states_shown(found)).collect();
    let by_state = |code: usize| {
        let names = |state: &Spoke| (state.words(), found.names(code, *state).collect());
        states.iter().map(names).collect()
    };
    (0..found.codes.len()).map(by_state).collect()
}

/// Prints a table, or writes it to a file.
fn give<T: Serialize>(
    asked: &Tabulate,
    table: &WrittenTable,
    json: &T,
) -> Result<Outcome, Failure> {
    let report = &table.report;
    if let Some(path) = &asked.output {
        write_export(path, &table.file(path)?)?;
        let rows = counted(report.rows.len() - report.totals.0, "row", "rows");
        print(false, &(), |()| format!("Wrote a table of {rows} to {}\n", path.display()))?;
    } else if asked.csv {
        let bytes = table_csv(report);
        let text = String::from_utf8_lossy(&bytes);
        // The mark is for a file that is opened by a double click.
        print(false, &(), |()| text.trim_start_matches('\u{feff}').to_owned())?;
    } else {
        print(asked.at.form.json, json, |_| in_words(report))?;
    }
    Ok(Outcome::Done)
}

/// A table as people read it: headings, figures under each other, and what is to be known below.
pub(super) fn in_words(report: &TableReport) -> String {
    let mut lines: Vec<Vec<String>> = vec![vec![String::new()]];
    lines[0].extend(report.columns.iter().cloned());
    lines.extend(report.rows.iter().map(|line| {
        let mut cells = vec![line.name.clone()];
        cells.extend(line.figures.iter().map(PrintedFigure::shown));
        cells
    }));
    let width = |text: &String| text.chars().count();
    let widths: Vec<usize> = (0..=report.columns.len())
        .map(|column| lines.iter().filter_map(|line| line.get(column)).map(width).max())
        .map(Option::unwrap_or_default)
        .collect();
    let mut words = format!("{}\n\n", report.title);
    for line in &lines {
        for (column, cell) in line.iter().enumerate() {
            let blanks = " ".repeat(widths[column] - width(cell));
            match column {
                0 => words.push_str(&format!("{cell}{blanks}")),
                _ => words.push_str(&format!("  {blanks}{cell}")),
            }
        }
        words.truncate(words.trim_end_matches(' ').len());
        words.push('\n');
    }
    words.push('\n');
    for note in &report.notes {
        words.push_str(note);
        words.push('\n');
    }
    words
}
