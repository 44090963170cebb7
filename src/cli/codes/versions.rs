//! The named versions of the framework.

use std::path::Path;

use serde::Serialize;

use crate::cli::arguments::{Reading, Writing};
use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::project::local;
use crate::cli::{Outcome, open};
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// A named version.
#[derive(Serialize)]
struct Version {
    name: String,
    step: i64,
    /// When the framework stood so.
    at: Option<String>,
    codes: usize,
    coder: Option<String>,
    named_at: String,
}

pub(super) fn list(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let versions = versions(&project)?;
    print(at.form.json, &versions, |versions| versions.iter().map(Version::line).collect())?;
    Ok(Outcome::Done)
}

fn versions(project: &Project) -> Result<Vec<Version>, Failure> {
    let snapshot = project.snapshot();
    let named = snapshot.notes.versions.iter().map(|version| {
        let step = project.steps(Some(version.step + 1), 1)?.into_iter().next();
        Ok(Version {
            name: version.name.clone(),
            step: version.step,
            at: step.map(|step| step.at),
            codes: project.framework_at(version.step)?.len(),
            coder: version.coder.and_then(|id| snapshot.coder(id)).map(|coder| coder.name.clone()),
            named_at: version.at.clone(),
        })
    });
    named.collect()
}

impl Version {
    fn line(&self) -> String {
        let at = self.at.as_deref().map(local).unwrap_or_default();
        let codes = counted(self.codes, "code", "codes");
        let who = self.coder.as_deref().unwrap_or("–");
        format!("{:>6}  {at}  {}, {codes}  ({who})\n", self.step, self.name)
    }
}

pub(super) fn name(
    file: &Path,
    name: &str,
    point: Option<&str>,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let step = point.map(|point| project.step_of(point)).transpose()?;
    if step == Some(0) {
        return Err(Failure::Wrong("nothing was done yet at this time; name a later one".into()));
    }
    let made = project.name_version(name, step)?;
    let notes = project.snapshot().notes.clone();
    if let Some(version) = notes.versions.iter().find(|version| version.id == made) {
        print(common.form.json, version, |version| {
            format!("Named “{}”: the framework after step {}\n", version.name, version.step)
        })?;
    }
    Ok(Outcome::Done)
}

pub(super) fn forget(
    file: &Path,
    name: &str,
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    let version = project.snapshot().notes.version_named(name).cloned();
    let version = version.ok_or(ProjectError::Gone("This version"))?;
    project.forget_version(version.id)?;
    print(common.form.json, &version, |version| format!("Forgot the name “{}”\n", version.name))?;
    Ok(Outcome::Done)
}
