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

/// Says who codes, then does something. When that fails, a coder who was new is taken off the list again.
pub(super) fn work_as<T, E: From<ProjectError>>(
    project: &mut Project,
    given: Option<&str>,
    settings: &str,
    work: impl FnOnce(&mut Project) -> Result<T, E>,
) -> Result<T, E> {
    let before = project.snapshot().seq;
    if let Some(name) = name(given, settings, project.snapshot()) {
        project.set_coder(&name)?;
    }
    let joined = project.snapshot().seq != before;
    let done = work(project);
    if done.is_err() && joined {
        // What went wrong with the work is the thing to tell; a name too many on the list does no harm.
        let _ = project.undo();
    }
    done
}

/// Says who codes where that changes nothing: an undo must not be preceded by a step of its own.
pub(super) fn work_as_known(
    project: &mut Project,
    given: Option<&str>,
    settings: &str,
) -> Result<(), ProjectError> {
    let name = name(given, settings, project.snapshot());
    match (name, given) {
        (Some(name), _) if project.snapshot().coder_named(&name).is_some() => project.set_coder(&name),
        (_, Some(given)) => Err(ProjectError::UnknownCoder(given.to_owned())),
        _ => Ok(()),
    }
}
