//! What stands beside the tree of codes, from a shell: one code shown whole, links, sets, questions, reasons.

use serde::Serialize;
use uuid::Uuid;

use super::change::{change, code_named, codes_named};
use super::{At, Changing};
use crate::cli::arguments::Reading;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::domain::{Code, CodeQuestionId, CodeSetId};
use crate::project::{Because, Project, ProjectError, REASON_NOTED, Snapshot};
use crate::store::{Step, StepKind};
use crate::text::{counted, grouped};

/// All that is known of a code.
#[derive(Serialize)]
struct Shown<'a> {
    path: String,
    #[serde(flatten)]
    code: &'a Code,
    made_by: Option<&'a str>,
    quotations: usize,
    with_sub_codes: usize,
    codings: usize,
    examples: usize,
    links: Vec<String>,
    sets: Vec<&'a str>,
    questions: Vec<Asked<'a>>,
}

/// A question about a code.
#[derive(Serialize)]
struct Asked<'a> {
    id: CodeQuestionId,
    by: &'a str,
    at: &'a str,
    text: &'a str,
    is_settled: bool,
    answers: Vec<(&'a str, &'a str)>,
}

impl<'a> Shown<'a> {
    fn of(snapshot: &'a Snapshot, code: &'a Code) -> Self {
        let name = |coder| snapshot.coder(coder).map_or("", |coder| coder.name.as_str());
        let path = |code| snapshot.codes.path_text(code);
        let count = snapshot.counts.of(code.id);
        let notes = &*snapshot.notes;
        let links = notes.links_of(code.id);
        let questions = notes.questions_of(code.id).map(|question| Asked {
            id: question.id,
            by: name(question.coder),
            at: &question.at,
            text: &question.text,
            is_settled: question.is_settled,
            answers: question
                .answers
                .iter()
                .map(|answer| (name(answer.coder), answer.text.as_str()))
                .collect(),
        });
        Self {
            path: path(code.id),
            code,
            made_by: code.coder.map(name),
            quotations: count.own,
            with_sub_codes: count.with_sub_codes,
            codings: count.codings,
            examples: notes.examples_of(code.id).len(),
            links: links
                .map(|link| format!("{} {} {}", path(link.from), link.kind, path(link.to)))
                .collect(),
            sets: notes.sets_of(code.id).map(|set| set.name.as_str()).collect(),
            questions: questions.collect(),
        }
    }

    fn words(&self) -> String {
        let mut words = format!("{}\n", self.path);
        let mut line = |head: &str, text: &str| {
            if !text.is_empty() {
                words.push_str(&format!("  {head}: {text}\n"));
            }
        };
        let code = self.code;
        line("Definition", &code.definition);
        line("When to use it", &code.include);
        line("When not", &code.exclude);
        line("Research question", &code.question);
        let by = self.made_by.map(|name| format!(", by {name}")).unwrap_or_default();
        line("Origin", &format!("{}{by}, {}", code.origin, code.made_at));
        if !code.is_applicable {
            line("Use", "only holds other codes");
        }
        if code.is_archived {
            line("Use", "archived");
        }
        let own = counted(self.quotations, "quotation", "quotations");
        line("Quotations", &format!("{own}, {} with sub-codes", grouped(self.with_sub_codes)));
        for link in &self.links {
            line("Link", link);
        }
        line("Sets", &self.sets.join(", "));
        for asked in &self.questions {
            let state = if asked.is_settled { "settled" } else { "open" };
            line("Question", &format!("{} ({}, {state}) {}", asked.text, asked.by, asked.id));
            for (by, text) in &asked.answers {
                line("  Answer", &format!("{text} ({by})"));
            }
        }
        words
    }
}

pub(super) fn show(at: &Reading, code: &str) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let code = snapshot.codes.resolve(code).map_err(ProjectError::from)?;
    print(at.form.json, &Shown::of(snapshot, code), Shown::words)?;
    Ok(Outcome::Done)
}

pub(super) fn link(
    at: &At,
    from: &str,
    kind: &str,
    to: &str,
    remove: bool,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let (from, to) = (code_named(project, from)?, code_named(project, to)?);
        if !remove {
            project.link_codes(from, to, kind)?;
            return Ok(Vec::new());
        }
        let mut links = project.snapshot().notes.links.iter();
        let found = links.find(|link| (link.from, link.to, link.kind.as_str()) == (from, to, kind));
        let id = found.map(|link| link.id).ok_or(ProjectError::Gone("This link"))?;
        project.unlink_codes(id)?;
        Ok(Vec::new())
    })
}

pub(super) fn put(
    at: &At,
    set: &str,
    codes: &[String],
    remove: bool,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let ids = codes_named(project, codes)?;
        if !remove {
            project.add_to_set(set, &ids)?;
            return Ok(Vec::new());
        }
        let known = set_named(project, set)?;
        match ids.is_empty() {
            true => project.delete_set(known)?,
            false => project.take_from_set(known, &ids)?,
        }
        Ok(Vec::new())
    })
}

/// The set of codes that a person names.
fn set_named(project: &Project, name: &str) -> Result<CodeSetId, ProjectError> {
    let known = project.snapshot().notes.set_named(name).map(|set| set.id);
    known.ok_or(ProjectError::Gone("This set"))
}

pub(super) fn rename_set(
    at: &At,
    set: &str,
    name: &str,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let set = set_named(project, set)?;
        project.rename_set(set, name)?;
        Ok(Vec::new())
    })
}

/// A set as a list has it.
#[derive(Serialize)]
struct Set<'a> {
    name: &'a str,
    codes: Vec<String>,
}

pub(super) fn sets(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let path = |&code: &_| snapshot.codes.path_text(code);
    let sets: Vec<Set> = (snapshot.notes.sets.iter())
        .map(|set| Set { name: &set.name, codes: set.codes.iter().map(path).collect() })
        .collect();
    print(at.form.json, &sets, |sets| {
        let line = |set: &Set| {
            let codes: String = set.codes.iter().map(|code| format!("  {code}\n")).collect();
            format!("{}\n{codes}", set.name)
        };
        sets.iter().map(line).collect()
    })?;
    Ok(Outcome::Done)
}

pub(super) fn ask(
    at: &At,
    code: &str,
    text: &str,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let code = code_named(project, code)?;
        let question = project.ask_about_code(code, text)?;
        Ok(vec![format!("Its key is {question}.")])
    })
}

/// Answers a question, settles it, or opens it again.
pub(super) fn answer(
    at: &At,
    question: Uuid,
    text: Option<&str>,
    settled: Option<bool>,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    let question = CodeQuestionId::new(question);
    change(at, how, me, |project| {
        if let Some(text) = text {
            project.answer_about_code(question, text)?;
        }
        if let Some(settled) = settled {
            project.settle_question(question, settled)?;
        }
        Ok(Vec::new())
    })
}

/// Notes why a step was made, the latest where none is named.
pub(super) fn reason(
    at: &At,
    step: Option<i64>,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    let why = Because {
        text: how.reason.clone().unwrap_or_default(),
        meeting: how.meeting.clone().unwrap_or_default(),
    };
    let plain = Changing { reason: None, meeting: None, writing: how.writing.clone() };
    change(at, &plain, me, |project| {
        let step = match step {
            Some(step) => step,
            None => latest_deed(project)?,
        };
        project.note_reason(step, &why)?;
        Ok(Vec::new())
    })
}

/// The latest step that somebody may have a reason for: neither a coder's joining nor the noting of a reason.
fn latest_deed(project: &Project) -> Result<i64, ProjectError> {
    let mut before = None;
    loop {
        let steps = project.steps(before, 50)?;
        let is_deed =
            |step: &&Step| step.kind != StepKind::Noted && !step.label.starts_with(REASON_NOTED);
        if let Some(step) = steps.iter().find(is_deed) {
            return Ok(step.seq);
        }
        before = Some(steps.last().ok_or(ProjectError::NothingTo("give a reason for"))?.seq);
    }
}
