//! Commands that put texts right: edits, newer files, versions, facts, turns, brackets.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use super::arguments::{Reading, SetSource, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::project::local;
use super::{Outcome, open};
use crate::domain::{BracketClass, MarkupKind, PartialDate, SourceId, Span};
use crate::project::{
    Edited, Fate, ImportWish, Imported, Project, ProjectError, Version, read_waiting, write_export,
};
use crate::text::{Edit, counted, language, read_date};

/// `marginalia turns …`
#[derive(Debug, Subcommand)]
pub(super) enum Turns {
    /// List the turns of a source
    List {
        #[command(flatten)]
        at: Reading,
        /// The source's name
        name: String,
    },
    /// Say who speaks in the turn that holds a place
    Speaker {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        /// A place in the turn, in code points
        #[arg(long, value_name = "PLACE")]
        at: u32,
        /// Who speaks; empty for nobody
        speaker: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Give a speaker another name, in one source or in all
    Rename {
        /// The project file
        file: PathBuf,
        /// The name that the turns have
        from: String,
        /// The name that they are to have
        to: String,
        /// Only in this source
        #[arg(long, value_name = "NAME")]
        source: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
    /// Begin a turn at a place
    Split {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        /// Where it begins, in code points
        #[arg(long, value_name = "PLACE")]
        at: u32,
        /// Who speaks; empty for nobody
        speaker: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Join the turn that holds a place to the one before
    Join {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        /// A place in the turn, in code points
        #[arg(long, value_name = "PLACE")]
        at: u32,
        #[command(flatten)]
        common: Writing,
    },
    /// Find the turns of a source anew
    Recognise {
        /// The project file
        file: PathBuf,
        /// The source's name
        name: String,
        #[command(flatten)]
        common: Writing,
    },
}

/// The source of a name.
pub(super) fn source_named(project: &Project, name: &str) -> Result<SourceId, ProjectError> {
    let info = project.snapshot().source_named(name);
    info.map(|info| info.id).ok_or_else(|| ProjectError::UnknownSource(name.to_owned()))
}

/// The sources of these names; all when none is named.
pub(super) fn sources_named(
    project: &Project,
    names: &[String],
) -> Result<Vec<SourceId>, ProjectError> {
    match names {
        [] => Ok(project.snapshot().sources.iter().map(|info| info.id).collect()),
        names => names.iter().map(|name| source_named(project, name)).collect(),
    }
}

pub(super) fn set(asked: &SetSource, me: &str) -> Result<Outcome, Failure> {
    let mut project = open(&asked.file)?;
    say_who(&mut project, asked.common.coder.as_deref(), me)?;
    let ids = sources_named(&project, &asked.names)?;
    let wrong = |reason: String| Failure::Wrong(reason);
    if let Some(kind) = asked.kind {
        project.set_source_kind(&ids, kind)?;
    }
    if let Some(date) = &asked.date {
        project.set_date(&ids, self::date(date)?)?;
    }
    if let Some(case) = &asked.case {
        project.set_case(&ids, case)?;
    }
    if let Some(people) = &asked.people {
        let names: Vec<String> = people.split(',').map(|name| name.trim().to_owned()).collect();
        project.set_people(&ids, &names)?;
    }
    if let Some(word) = &asked.language {
        let code = language::code(word);
        if code.is_none() && !word.is_empty() {
            return Err(wrong(format!("“{word}” is no language that is known here")));
        }
        project.set_language(&ids, code.map(str::to_owned))?;
    }
    for pair in &asked.attribute {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(wrong(format!("“{pair}” is no attribute; write NAME=VALUE")));
        };
        project.set_attribute(&ids, name, value)?;
    }
    if let Some(name) = &asked.name {
        let [id] = ids[..] else {
            return Err(wrong("A name can be given to a single source only".to_owned()));
        };
        project.rename_source(id, name)?;
    }
    said(&asked.common, &counted(ids.len(), "source is", "sources are"), "as told")
}

/// Reads a date; none for no words.
pub(super) fn date(words: &str) -> Result<Option<PartialDate>, Failure> {
    let read = read_date(words, Default::default()).or_else(|| words.parse().ok());
    match read {
        None if !words.is_empty() => Err(Failure::Wrong(format!(
            "“{words}” is no date; write 2012-03-14, March 2012 or 2012"
        ))),
        read => Ok(read),
    }
}

/// Says that something was done.
fn said(common: &Writing, what: &str, how: &str) -> Result<Outcome, Failure> {
    #[derive(Serialize)]
    struct Done<'a> {
        done: &'a str,
    }
    let done = format!("{what} {how}");
    print(common.form.json, &Done { done: &done }, |done| format!("{}\n", done.done))?;
    Ok(Outcome::Done)
}

/// What came of a change of a text.
#[derive(Serialize)]
struct Changed {
    places: usize,
    carried: usize,
    lost: Vec<Lost>,
}

/// A quotation that lost all of its words.
#[derive(Serialize)]
struct Lost {
    source: String,
    start: u32,
    end: u32,
    was: String,
}

impl Changed {
    fn new(project: &Project, edited: &Edited) -> Self {
        let lost = all_lost(project);
        let mine = lost.into_iter().filter(|(id, _)| edited.lost.contains(id));
        Self {
            places: edited.places,
            carried: edited.carried,
            lost: mine.map(|(_, lost)| lost).collect(),
        }
    }

    fn words(&self) -> String {
        let mut words = format!(
            "Changed {}; {} carried along",
            counted(self.places, "place", "places"),
            counted(self.carried, "quotation", "quotations")
        );
        if self.lost.is_empty() {
            words.push('\n');
            return words;
        }
        words.push_str(&format!(", {} kept without their words:\n", self.lost.len()));
        self.lost.iter().for_each(|lost| words.push_str(&lost.line()));
        words
    }
}

impl Lost {
    fn line(&self) -> String {
        format!("  {} {}..{}  {}\n", self.source, self.start, self.end, self.was.replace('\n', " "))
    }
}

fn all_lost(project: &Project) -> Vec<(crate::domain::QuotationId, Lost)> {
    let snapshot = project.snapshot();
    let mut all = Vec::new();
    for info in snapshot.sources.iter() {
        let quotations = snapshot.codings(info.id).map_or(&[][..], |on| &on.quotations);
        for quotation in quotations {
            let Some(was) = quotation.was.clone() else { continue };
            let Span { start, end } = quotation.span;
            all.push((quotation.id, Lost { source: info.name.clone(), start, end, was }));
        }
    }
    all
}

pub(super) fn lost(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let all: Vec<Lost> = all_lost(&project).into_iter().map(|(_, lost)| lost).collect();
    print(at.form.json, &all, |all| all.iter().map(Lost::line).collect())?;
    Ok(Outcome::Done)
}

pub(super) fn edit(
    file: &Path,
    name: &str,
    at: Span,
    with: String,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let source = source_named(&project, name)?;
    let edited = project.edit_text(source, vec![Edit { span: at, with }])?;
    print(common.form.json, &Changed::new(&project, &edited), Changed::words)?;
    Ok(Outcome::Done)
}

pub(super) fn replace(
    file: &Path,
    name: &str,
    newer: &Path,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let source = source_named(&project, name)?;
    let kind = project.snapshot().source(source).map(|info| info.kind);
    let rules = project.import_rules()?;
    let wish = ImportWish { paths: vec![newer.to_owned()], kind, rules, layout: None };
    let table = read_waiting(&wish, &mut |_| ())?;
    if let Some(refused) = table.refused.first() {
        return Err(Failure::Wrong(format!("{}: {}", refused.reason, refused.path.display())));
    }
    let new = table.rows.first().and_then(|row| row.source(&table.rules));
    let new = new.ok_or_else(|| Failure::Wrong("There is no text to read there".to_owned()))?;
    let outcome = project.bring_in(&[&new], &[Fate::Replace(source)])?;
    if let Some(Imported::Replaced { edited, .. }) = outcome.first() {
        print(common.form.json, &Changed::new(&project, edited), Changed::words)?;
    }
    Ok(Outcome::Done)
}

pub(super) fn versions(at: &Reading, name: &str, before: Option<i64>) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let source = source_named(&project, name)?;
    if let Some(seq) = before {
        let text = project.text_before(source, seq)?;
        print(at.form.json, text.as_str(), |text| text.to_owned())?;
        return Ok(Outcome::Done);
    }
    let all = project.versions(source)?;
    let snapshot = project.snapshot();
    print(at.form.json, &all, |all| {
        let line = |version: &Version| {
            let coder = version.coder.and_then(|id| snapshot.coder(id));
            let who = coder.map_or("", |coder| &coder.name);
            format!("{:>6}  {}  {}  ({who})\n", version.seq, local(&version.at), version.label)
        };
        all.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

pub(super) fn original(at: &Reading, name: &str, to: &Path) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let source = source_named(&project, name)?;
    let bytes = project.original(source)?.ok_or_else(|| {
        Failure::Wrong(format!("The project does not keep the file that “{name}” was read from"))
    })?;
    write_export(to, &bytes)?;
    print(at.form.json, &to.display().to_string(), |to| format!("Wrote {to}\n"))?;
    Ok(Outcome::Done)
}

/// A turn as a list has it.
#[derive(Serialize)]
struct Turn<'a> {
    start: u32,
    end: u32,
    speaker: Option<&'a str>,
    milliseconds: Option<u32>,
}

pub(super) fn turns(asked: &Turns, me: &str) -> Result<Outcome, Failure> {
    let change = |file: &Path,
                  common: &Writing,
                  work: &dyn Fn(&mut Project) -> Result<String, ProjectError>|
     -> Result<Outcome, Failure> {
        let mut project = open(file)?;
        say_who(&mut project, common.coder.as_deref(), me)?;
        let what = work(&mut project)?;
        said(common, &what, "done")
    };
    let one = |what: &str| format!("{what}:");
    match asked {
        Turns::List { at, name } => {
            let project = open(&at.file)?;
            let source = source_named(&project, name)?;
            let on = project.snapshot().codings(source).cloned();
            let turns = on.iter().flat_map(|on| on.turns.iter());
            let turns: Vec<Turn<'_>> = turns
                .map(|turn| Turn {
                    start: turn.span.start,
                    end: turn.span.end,
                    speaker: turn.speaker.as_deref(),
                    milliseconds: turn.time,
                })
                .collect();
            print(at.form.json, &turns, |turns| {
                let line = |turn: &Turn<'_>| {
                    let Turn { start, end, speaker, .. } = turn;
                    format!("{start:>8} {end:>8}  {}\n", speaker.unwrap_or_default())
                };
                turns.iter().map(line).collect()
            })?;
            Ok(Outcome::Done)
        }
        Turns::Speaker { file, name, at, speaker, common } => change(file, common, &|project| {
            let source = source_named(project, name)?;
            project.set_speaker(source, *at, Some(speaker)).map(|()| one("Speaker"))
        }),
        Turns::Rename { file, from, to, source, common } => change(file, common, &|project| {
            let sources = sources_named(project, source)?;
            let renamed = project.rename_speaker(&sources, &[from.as_str().into()], to)?;
            Ok(format!("{} renamed,", counted(renamed, "turn", "turns")))
        }),
        Turns::Split { file, name, at, speaker, common } => change(file, common, &|project| {
            let source = source_named(project, name)?;
            project.split_turn(source, *at, Some(speaker)).map(|()| one("Split"))
        }),
        Turns::Join { file, name, at, common } => change(file, common, &|project| {
            let source = source_named(project, name)?;
            project.join_turn(source, *at).map(|()| one("Joined"))
        }),
        Turns::Recognise { file, name, common } => change(file, common, &|project| {
            let source = source_named(project, name)?;
            project.recognise_turns(&[source]).map(|()| one("Recognised"))
        }),
    }
}

/// A pair of brackets as a list has it.
#[derive(Serialize)]
struct Bracket {
    source: String,
    start: u32,
    end: u32,
    class: BracketClass,
    words: String,
}

pub(super) fn list_brackets(
    at: &Reading,
    class: Option<BracketClass>,
    names: &[String],
) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let mut all = Vec::new();
    for source in sources_named(&project, names)? {
        let snapshot = project.snapshot().clone();
        let name = snapshot.source(source).map(|info| info.name.clone()).unwrap_or_default();
        for bracket in project.brackets(source)? {
            let Span { start, end } = bracket.span;
            if class.is_none_or(|class| class == bracket.class) {
                let (class, words) = (bracket.class, bracket.words);
                all.push(Bracket { source: name.clone(), start, end, class, words });
            }
        }
    }
    print(at.form.json, &all, |all| {
        let line = |bracket: &Bracket| {
            let Bracket { source, start, end, class, words } = bracket;
            format!("{:<10}  {source} {start}..{end}  {words}\n", class.word())
        };
        all.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

/// An answer as a list has it.
#[derive(Serialize)]
struct Answer {
    question: String,
    source: String,
    state: crate::domain::AnswerState,
    words: String,
}

pub(super) fn answers(at: &Reading, question: Option<&str>) -> Result<Outcome, Failure> {
    let mut project = open(&at.file)?;
    let mut all = Vec::new();
    for (source, mark) in project.answers()? {
        let MarkupKind::Answer { question: asked, state } = mark.kind else { continue };
        if question.is_some_and(|wanted| wanted.to_lowercase() != asked.to_lowercase()) {
            continue;
        }
        let snapshot = project.snapshot();
        let name = snapshot.source(source).map(|info| info.name.clone()).unwrap_or_default();
        let words = project.text(source)?.slice(mark.span).to_owned();
        all.push(Answer { question: asked.to_string(), source: name, state, words });
    }
    all.sort_by(|a, b| a.question.cmp(&b.question));
    print(at.form.json, &all, |all| {
        let mut words = String::new();
        let mut last = None;
        for answer in all {
            if last != Some(&answer.question) {
                words.push_str(&format!("{}\n", answer.question));
                last = Some(&answer.question);
            }
            let said = match answer.state {
                crate::domain::AnswerState::Given => answer.words.replace('\n', " "),
                crate::domain::AnswerState::Skipped => "(skipped)".to_owned(),
                crate::domain::AnswerState::NotAsked => "(not asked)".to_owned(),
            };
            words.push_str(&format!("  {:<24}  {said}\n", answer.source));
        }
        words
    })?;
    Ok(Outcome::Done)
}
