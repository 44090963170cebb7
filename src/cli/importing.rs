//! `marginalia import`: files read by rules, shown or brought in.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::arguments::{Import, Newer};
use super::coder::say_who;
use super::failure::Failure;
use super::output::{Progress, print};
use super::{Outcome, open};
use crate::import::rules::ImportRules;
use crate::import::survey::Layout;
use crate::project::{
    Arrival, Column, Fate, ImportReport, ImportTable, ImportWish, Job, Project, ProjectError,
    Refused, read_waiting,
};
use crate::text::grouped;

pub(super) fn import(asked: Import, me: &str) -> Result<Outcome, Failure> {
    let Import { file, paths, kind, rules, dry_run, newer, layout, common } = asked;
    let mut project = open(&file)?;
    let rules = match rules {
        Some(path) => read_json(&path, |json| {
            ImportRules::from_json(json).map_err(|error| error.to_string())
        })?,
        None => project.import_rules()?,
    };
    let layout = match layout {
        Some(path) => Some(read_json(&path, |json| {
            serde_json::from_str::<Layout>(json).map_err(|error| error.to_string())
        })?),
        None => None,
    };
    let earlier = project.survey_layout()?;
    let wish = ImportWish { paths, kind, rules, layout: earlier };
    let mut line = Progress::new();
    let mut table = read_waiting(&wish, &mut |progress| {
        line.show(&format!("{} of {}  {}", progress.done, progress.total, progress.item));
    })?;
    drop(line);
    if let Some(layout) = layout {
        for survey in &mut table.surveys {
            survey.set_layout(layout.clone());
        }
    }
    choose(&mut table, &project, newer);
    if dry_run {
        let shown = Shown::new(&table, &project);
        print(common.form.json, &shown, Shown::words)?;
        return Ok(if table.refused.is_empty() { Outcome::Done } else { Outcome::NotAll });
    }
    say_who(&mut project, common.coder.as_deref(), me)?;
    let report = project.import_table(&table, &Job::new("Importing"))?;
    let report = report.ok_or(ProjectError::Interrupted)?;
    if let Some(survey) = table.surveys.last() {
        project.set_survey_layout(survey.layout())?;
    }
    print(common.form.json, &report, report_in_words)?;
    Ok(if report.refused.is_empty() { Outcome::Done } else { Outcome::NotAll })
}

fn read_json<T>(path: &Path, read: impl FnOnce(&str) -> Result<T, String>) -> Result<T, Failure> {
    let wrong = |reason: String| Failure::Settings { path: path.to_owned(), reason };
    let json = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    read(&json).map_err(wrong)
}

/// Says what becomes of files whose names sources bear that have other words.
fn choose(table: &mut ImportTable, project: &Project, newer: Newer) {
    let arrivals = table.arrivals(project.snapshot());
    for (row, arrival) in table.rows.iter_mut().zip(arrivals) {
        if let Some(Arrival::OtherVersion(source)) = arrival {
            row.fate = Some(match newer {
                Newer::Beside => Fate::New,
                Newer::Replace => Fate::Replace(source),
                Newer::Skip => Fate::Skip,
            });
        }
    }
}

/// The import table, as `--dry-run` prints it.
#[derive(Serialize)]
struct Shown<'a> {
    rows: Vec<Row<'a>>,
    tables: Vec<Table<'a>>,
    refused: &'a [Refused],
}

#[derive(Serialize)]
struct Row<'a> {
    file: String,
    name: &'a str,
    kind: &'a str,
    date: String,
    case: &'a str,
    people: &'a [String],
    language: String,
    words: usize,
    turns: usize,
    speakers: Vec<&'a str>,
    becomes: &'static str,
    doubts: &'a [String],
}

#[derive(Serialize)]
struct Table<'a> {
    file: String,
    sources: usize,
    layout: &'a Layout,
    trouble: Option<&'a str>,
}

impl<'a> Shown<'a> {
    fn new(table: &'a ImportTable, project: &Project) -> Self {
        let arrivals = table.arrivals(project.snapshot());
        let rows = table.rows.iter().zip(arrivals).map(|(row, arrival)| {
            let made = row.made.as_deref();
            let fate = row.fate.or(arrival.map(Arrival::fate));
            Row {
                file: row.path.display().to_string(),
                name: &row.name,
                kind: row.kind.word(),
                date: row.cell(Column::Date),
                case: &row.case,
                people: &row.people,
                language: row.cell(Column::Language),
                words: made.map_or(0, |made| made.words),
                turns: made.map_or(0, |made| made.turns.len()),
                speakers: made.map_or(Vec::new(), |made| {
                    made.speakers.iter().map(|(name, _)| &**name).collect()
                }),
                becomes: match fate {
                    Some(Fate::New) | None => "a new source",
                    Some(Fate::Skip) => "nothing",
                    Some(Fate::Replace(_)) => "the text of the source of its name",
                },
                doubts: &row.reading.doubts,
            }
        });
        let tables = table.surveys.iter().map(|survey| Table {
            file: survey.path.display().to_string(),
            sources: survey.made().map_or(0, |made| made.sources.len()),
            layout: survey.layout(),
            trouble: survey.made().err(),
        });
        Self { rows: rows.collect(), tables: tables.collect(), refused: &table.refused }
    }

    fn words(&self) -> String {
        let mut words = String::from("Nothing was brought in; this is what would come of it.\n");
        for row in &self.rows {
            words.push_str(&format!("  {}\n", row.file));
            let mut fact = |what: &str, value: &str| {
                if !value.is_empty() {
                    words.push_str(&format!("    {what:<9} {value}\n"));
                }
            };
            fact("becomes", &format!("{}, “{}”, {}", row.becomes, row.name, row.kind));
            fact("date", &row.date);
            fact("case", row.case);
            fact("people", &row.people.join(", "));
            fact("language", &row.language);
            fact("words", &grouped(row.words));
            fact("speakers", &row.speakers.join(", "));
            for doubt in row.doubts {
                fact("doubtful", doubt);
            }
        }
        for table in &self.tables {
            let made = table.trouble.map_or(format!("{} sources", table.sources), str::to_owned);
            words.push_str(&format!("  {}\n    becomes   {made}\n", table.file));
            for column in &table.layout.columns {
                words.push_str(&format!("    {:<16} {}\n", column.role.word(), column.name));
            }
        }
        for file in self.refused {
            words.push_str(&format!("  refused  {}: {}\n", file.path.display(), file.reason));
        }
        words
    }
}

fn report_in_words(report: &ImportReport) -> String {
    let mut words = format!("{}\n", report.summary());
    for file in &report.imported {
        words.push_str(&format!("  imported       {} ({})\n", file.name, file.kind));
    }
    for file in &report.replaced {
        words.push_str(&format!("  replaced       {}, {} carried over\n", file.name, file.carried));
        for lost in &file.lost {
            words.push_str(&format!("    not carried  {}\n", lost.replace('\n', " ")));
        }
    }
    for file in &report.already_there {
        words.push_str(&format!("  already there  {}, as “{}”\n", file.path.display(), file.name));
    }
    for path in &report.left_out {
        words.push_str(&format!("  left out       {}\n", path.display()));
    }
    for source in &report.doubtful {
        words.push_str(&format!("  doubtful       {}: {}\n", source.name, source.doubts.join(" ")));
    }
    for file in &report.refused {
        words.push_str(&format!("  refused        {}: {}\n", file.path.display(), file.reason));
    }
    for path in &report.ignored {
        words.push_str(&format!("  passed over    {}\n", path.display()));
    }
    words
}
