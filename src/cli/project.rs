//! Commands on a project as a whole: made, described, checked, copied, and its history.

use std::path::Path;

use serde::Serialize;

use super::arguments::{Form, Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::{Outcome, open};
use crate::domain::SourceKind;
use crate::project::{Project, ProjectError, sample};
use crate::store::StepKind;
use crate::text::{counted, grouped};

/// A file that was made.
#[derive(Serialize)]
struct Made<'a> {
    file: &'a Path,
}

fn made(json: bool, file: &Path) -> Result<Outcome, Failure> {
    print(json, &Made { file }, |made| format!("Made {}\n", made.file.display()))?;
    Ok(Outcome::Done)
}

/// Makes sure that a new file has a folder to stand in.
fn look_for_folder(file: &Path) -> Result<(), Failure> {
    match file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if !folder.is_dir() => Err(Failure::NoFolder(folder.to_owned())),
        _ => Ok(()),
    }
}

pub(super) fn new(file: &Path, common: &Writing, me: &str) -> Result<Outcome, Failure> {
    look_for_folder(file)?;
    let mut project = Project::create(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    made(common.form.json, file)
}

pub(super) fn sample(file: &Path, form: Form) -> Result<Outcome, Failure> {
    look_for_folder(file)?;
    sample::write(file)?;
    made(form.json, file)
}

pub(super) fn save_copy(at: &Reading, to: &Path) -> Result<Outcome, Failure> {
    look_for_folder(to)?;
    open(&at.file)?.save_copy(to)?;
    made(at.form.json, to)
}

/// What a project holds.
#[derive(Serialize)]
struct Summary {
    name: String,
    file: std::path::PathBuf,
    sources: usize,
    interviews: usize,
    fieldnotes: usize,
    documents: usize,
    words: usize,
    codes: usize,
    quotations: usize,
    codings: usize,
    coders: Vec<String>,
}

pub(super) fn info(at: &Reading) -> Result<Outcome, Failure> {
    let mut project = open(&at.file)?;
    let snapshot = project.snapshot().clone();
    let of_kind = |kind| snapshot.sources.iter().filter(|info| info.kind == kind).count();
    let mut words = 0;
    for info in snapshot.sources.iter() {
        words += words_in(project.text(info.id)?.as_str());
    }
    let (quotations, codings) = snapshot.totals();
    let summary = Summary {
        name: at.file.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        file: at.file.clone(),
        sources: snapshot.sources.len(),
        interviews: of_kind(SourceKind::Interview),
        fieldnotes: of_kind(SourceKind::Fieldnote),
        documents: of_kind(SourceKind::Document),
        words,
        codes: snapshot.codes.len(),
        quotations,
        codings,
        coders: snapshot.coders.iter().map(|coder| coder.name.clone()).collect(),
    };
    print(at.form.json, &summary, Summary::words)?;
    Ok(Outcome::Done)
}

/// Words as a word processor counts them: what stands between blanks.
pub(super) fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

impl Summary {
    fn words(&self) -> String {
        let kinds: Vec<String> = [
            (self.interviews, "interview"),
            (self.fieldnotes, "fieldnote"),
            (self.documents, "document"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, kind)| counted(number, kind, &format!("{kind}s")))
        .collect();
        let rows = [
            ("sources", self.sources, kinds.join(", ")),
            ("words", self.words, String::new()),
            ("codes", self.codes, String::new()),
            ("quotations", self.quotations, String::new()),
            ("codings", self.codings, String::new()),
            ("coders", self.coders.len(), self.coders.join(", ")),
        ];
        let mut words = format!("{}\n", self.name);
        for (what, number, more) in rows {
            let line = format!("  {what:<10} {:>10}  {more}", grouped(number));
            words.push_str(line.trim_end());
            words.push('\n');
        }
        words
    }
}

/// A step of the history.
#[derive(Serialize)]
struct Step {
    seq: i64,
    at: String,
    coder: Option<String>,
    kind: StepKind,
    label: String,
}

pub(super) fn history(at: &Reading, limit: Option<usize>) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let steps: Vec<Step> = project
        .steps(None, limit.unwrap_or(usize::MAX))?
        .into_iter()
        .map(|step| Step {
            seq: step.seq,
            at: step.at,
            coder: step.coder.and_then(|id| snapshot.coder(id)).map(|coder| coder.name.clone()),
            kind: step.kind,
            label: step.label,
        })
        .collect();
    print(at.form.json, &steps, |steps| steps.iter().map(Step::line).collect())?;
    Ok(Outcome::Done)
}

impl Step {
    fn line(&self) -> String {
        let what = match self.kind {
            StepKind::Do | StepKind::Noted => "",
            StepKind::Undo => "Undid: ",
            StepKind::Redo => "Redid: ",
        };
        let who = self.coder.as_deref().unwrap_or("–");
        format!("{:>6}  {}  {what}{}  ({who})\n", self.seq, local(&self.at), self.label)
    }
}

/// A moment as the clock on the wall showed it.
pub(super) fn local(at: &str) -> String {
    let moment = at.parse::<jiff::Timestamp>().map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
    moment.map_or_else(|_| at.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

/// What was taken back or brought back.
#[derive(Serialize)]
struct TakenBack {
    done: &'static str,
    label: String,
}

pub(super) fn undo(file: &Path, common: &Writing, me: &str) -> Result<Outcome, Failure> {
    take_back(file, common, me, "Undid", Project::undo)
}

pub(super) fn redo(file: &Path, common: &Writing, me: &str) -> Result<Outcome, Failure> {
    take_back(file, common, me, "Redid", Project::redo)
}

fn take_back(
    file: &Path,
    common: &Writing,
    me: &str,
    done: &'static str,
    work: impl FnOnce(&mut Project) -> Result<String, ProjectError>,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let label = work(&mut project)?;
    let answer = TakenBack { done, label };
    print(common.form.json, &answer, |answer| format!("{}: {}\n", answer.done, answer.label))?;
    Ok(Outcome::Done)
}

/// What was found in a file.
#[derive(Serialize)]
struct Health {
    sound: bool,
    faults: Vec<String>,
}

pub(super) fn check(at: &Reading) -> Result<Outcome, Failure> {
    let faults = open(&at.file)?.check()?;
    let health = Health { sound: faults.is_empty(), faults };
    print(at.form.json, &health, |health| match health.sound {
        true => "sound\n".to_owned(),
        false => health.faults.iter().map(|fault| format!("{fault}\n")).collect(),
    })?;
    Ok(if health.sound { Outcome::Done } else { Outcome::NotAll })
}
