//! The code framework changed from a shell: codes made, described, moved, merged, split, put away, talked about.

use clap::Args;
use serde::Serialize;

use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::texts::source_named;
use crate::cli::{Outcome, open};
use crate::domain::{CodeId, CodingId, Colour, Origin};
use crate::project::{Because, CodeChange, NewCode, Placement, Project, ProjectError, Wording};

use super::{At, Changing, Move, Split, Target};

/// What is said of a code.
#[derive(Debug, Args)]
pub(in crate::cli) struct Said {
    /// What it means
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,
    /// When to use it
    #[arg(long, value_name = "TEXT")]
    include: Option<String>,
    /// When not to use it
    #[arg(long, value_name = "TEXT")]
    exclude: Option<String>,
    /// The research question it serves
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// Its colour, as #rrggbb
    #[arg(long)]
    colour: Option<Colour>,
    /// Where it comes from: framework, inductive or in-vivo
    #[arg(long)]
    origin: Option<Origin>,
    /// Whether it may be applied; with false it only holds others
    #[arg(long, value_name = "TRUE|FALSE")]
    applicable: Option<bool>,
}

impl Said {
    fn changes(self) -> Vec<CodeChange> {
        [
            self.definition.map(CodeChange::Definition),
            self.include.map(CodeChange::Include),
            self.exclude.map(CodeChange::Exclude),
            self.question.map(CodeChange::Question),
            self.colour.map(|colour| CodeChange::Colour(Some(colour))),
            self.origin.map(CodeChange::Origin),
            self.applicable.map(CodeChange::Applicable),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What was done.
#[derive(Serialize)]
struct Done {
    /// As the history tells it; nothing where nothing was to be changed.
    did: Option<String>,
    /// The number of its step.
    step: Option<i64>,
    /// What came of it, in sentences.
    notes: Vec<String>,
}

/// Opens the project, says who does it and why, does it, and prints what was done.
pub(in crate::cli) fn change(
    at: &At,
    how: &Changing,
    me: &str,
    work: impl FnOnce(&mut Project) -> Result<Vec<String>, ProjectError>,
) -> Result<Outcome, Failure> {
    let mut project = open(&at.file)?;
    say_who(&mut project, how.writing.coder.as_deref(), me)?;
    let before = project.snapshot().seq;
    let why = Because {
        text: how.reason.clone().unwrap_or_default(),
        meeting: how.meeting.clone().unwrap_or_default(),
    };
    let notes = project.because(why, work)?;
    let step = project.steps(None, 1)?.into_iter().next().filter(|step| step.seq > before);
    let done = Done {
        did: step.as_ref().map(|step| step.label.clone()),
        step: step.map(|step| step.seq),
        notes,
    };
    print(how.writing.form.json, &done, |done| {
        let did = done.did.as_deref().unwrap_or("Nothing was to be changed");
        let notes: String = done.notes.iter().map(|note| format!("  {note}\n")).collect();
        format!("{did}\n{notes}")
    })?;
    Ok(Outcome::Done)
}

/// The codes that a person names.
pub(super) fn codes_named(
    project: &Project,
    names: &[String],
) -> Result<Vec<CodeId>, ProjectError> {
    names.iter().map(|name| code_named(project, name)).collect()
}

/// The code that a person names.
pub(super) fn code_named(project: &Project, name: &str) -> Result<CodeId, ProjectError> {
    Ok(project.snapshot().codes.resolve(name)?.id)
}

pub(super) fn add(
    at: &At,
    path: &str,
    said: Said,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let tree = &project.snapshot().codes;
        // The longest beginning of the path that is there is the place; what follows is the name.
        let (parent, name) = match path.rsplit_once(" > ").or_else(|| path.rsplit_once('/')) {
            Some((above, name)) => match tree.resolve(above) {
                Ok(above) => (Some(above.id), name),
                // A name may hold the sign itself, where there is no such code above.
                Err(error) if path.contains(" > ") => return Err(error.into()),
                Err(_) => (None, path),
            },
            None => (None, path),
        };
        let new = NewCode {
            parent,
            name: name.trim().to_owned(),
            definition: said.definition.unwrap_or_default(),
            include: said.include.unwrap_or_default(),
            exclude: said.exclude.unwrap_or_default(),
            question: said.question.unwrap_or_default(),
            colour: said.colour,
            origin: said.origin.unwrap_or_default(),
            only_holds: said.applicable == Some(false),
            ..NewCode::default()
        };
        project.make_code(&new)?;
        Ok(Vec::new())
    })
}

pub(super) fn set(
    at: &At,
    codes: &[String],
    said: Said,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let ids = codes_named(project, codes)?;
        project.describe_codes(&ids, &said.changes())?;
        Ok(Vec::new())
    })
}

/// The place that a person names.
fn place(project: &Project, to: &Target) -> Result<Placement, ProjectError> {
    let tree = &project.snapshot().codes;
    let before = to.before.as_deref().map(|name| code_named(project, name)).transpose()?;
    let under = to.under.as_deref().map(|name| code_named(project, name)).transpose()?;
    let beside = before.and_then(|before| tree.get(before)).and_then(|code| code.parent);
    Ok(Placement { parent: under.or(beside), before })
}

pub(super) fn relocate(asked: &Move, me: &str) -> Result<Outcome, Failure> {
    change(&asked.at, &asked.how, me, |project| {
        let ids = codes_named(project, &asked.codes)?;
        let to = place(project, &asked.to)?;
        project.move_codes(&ids, to)?;
        Ok(Vec::new())
    })
}

pub(super) fn copy(
    at: &At,
    code: &str,
    to: &Target,
    with_codings: bool,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let (code, to) = (code_named(project, code)?, place(project, to)?);
        let copy = project.copy_branch(code, to, with_codings)?;
        Ok(vec![format!("The copy is “{}”.", project.snapshot().codes.path_text(copy))])
    })
}

pub(super) fn merge(
    at: &At,
    codes: &[String],
    into: &str,
    wording: Option<&str>,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let (from, into) = (codes_named(project, codes)?, code_named(project, into)?);
        let wording = match wording {
            None | Some("all") => Wording::All,
            Some("own") => Wording::Own,
            Some(name) => Wording::Of(code_named(project, name)?),
        };
        let notes = project.snapshot().foresee_merge(&from, into)?.sentences();
        project.merge_codes(&from, into, wording)?;
        Ok(notes)
    })
}

/// Says what a merge would do.
pub(super) fn foresee_merge(
    at: &At,
    codes: &[String],
    into: &str,
    json: bool,
) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let (from, into) = (codes_named(&project, codes)?, code_named(&project, into)?);
    let notes = project.snapshot().foresee_merge(&from, into)?.sentences();
    print(json, &Done { did: None, step: None, notes }, |done| {
        done.notes.iter().map(|note| format!("{note}\n")).collect()
    })?;
    Ok(Outcome::Done)
}

pub(super) fn split(asked: &Split, me: &str) -> Result<Outcome, Failure> {
    change(&asked.at, &asked.how, me, |project| {
        let (from, to) = (code_named(project, &asked.code)?, code_named(project, &asked.to)?);
        let snapshot = project.snapshot().clone();
        let sources = asked.source.iter().map(|name| source_named(project, name));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        let coders = asked.by.iter().map(|name| {
            let coder = snapshot.coder_named(name).map(|coder| coder.id);
            coder.ok_or_else(|| ProjectError::UnknownCoder(name.clone()))
        });
        let coders = coders.collect::<Result<Vec<_>, _>>()?;
        let mut sent: Vec<(CodingId, CodeId)> = Vec::new();
        for (source, quotation) in snapshot.quotations() {
            let speaker = || {
                let on = snapshot.codings(source)?;
                on.turn_at(quotation.span.start)?.speaker.clone()
            };
            let meant = (sources.is_empty() || sources.contains(&source))
                && (asked.quotation.is_empty() || asked.quotation.contains(&quotation.id.uuid()))
                && (asked.speaker.is_empty()
                    || speaker().is_some_and(|name| asked.speaker.iter().any(|s| **s == *name)));
            let codings = quotation.codings.iter().filter(|coding| {
                coding.code == from && (coders.is_empty() || coders.contains(&coding.coder))
            });
            if meant {
                sent.extend(codings.map(|coding| (coding.id, to)));
            }
        }
        project.split_code(from, &sent)?;
        Ok(Vec::new())
    })
}

pub(super) fn gather(
    at: &At,
    codes: &[String],
    under: &str,
    how: &Changing,
    me: &str,
) -> Result<Outcome, Failure> {
    change(at, how, me, |project| {
        let ids = codes_named(project, codes)?;
        project.gather_codes(&ids, &NewCode { name: under.to_owned(), ..NewCode::default() })?;
        Ok(Vec::new())
    })
}
