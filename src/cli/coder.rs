//! Who does what a command does.

use crate::project::{Project, ProjectError, Snapshot};

/// The name that a change is made under: the one that was given, else the one in the user's settings, else the project's
/// only coder, else the user's name on this computer.
fn name(given: Option<&str>, settings: &str, snapshot: &Snapshot) -> Option<String> {
    if let Some(given) = given {
        return Some(given.to_owned());
    }
    if !settings.trim().is_empty() {
        return Some(settings.to_owned());
    }
    match &*snapshot.coders {
        [only] => Some(only.name.clone()),
        _ => ["USER", "LOGNAME", "USERNAME"]
            .into_iter()
            .filter_map(|variable| std::env::var(variable).ok())
            .find(|name| !name.trim().is_empty()),
    }
}

/// Says who does what comes next. A name that is new joins the project's list of coders, which is no step that an undo
/// takes back.
pub(super) fn say_who(
    project: &mut Project,
    given: Option<&str>,
    settings: &str,
) -> Result<(), ProjectError> {
    match name(given, settings, project.snapshot()) {
        Some(name) => project.set_coder(&name),
        None => Ok(()),
    }
}
