//! Sources that were coded before a code existed, as a list to work through.

use std::path::Path;

use crate::cli::arguments::Writing;
use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::project::{Look, ProjectError, SourceToDo};
use crate::text::counted;

pub(super) fn list(
    file: &Path,
    code: &str,
    done: &[String],
    common: &Writing,
    me: &str,
) -> Result<Outcome, Failure> {
    let mut project = open(file)?;
    let snapshot = project.snapshot().clone();
    let code = snapshot.codes.resolve(code).map_err(ProjectError::from)?.id;
    let sources = done.iter().map(|name| {
        let source = snapshot.source_named(name);
        source.map(|info| info.id).ok_or_else(|| ProjectError::UnknownSource(name.clone()))
    });
    let sources = sources.collect::<Result<Vec<_>, _>>()?;
    if !sources.is_empty() {
        say_who(&mut project, common.coder.as_deref(), me)?;
    }
    for source in sources {
        project.set_reviewed(code, source, true)?;
    }
    let list = project.coded_before(code)?;
    print(common.form.json, &list, |list| in_words(list))?;
    Ok(Outcome::Done)
}

fn in_words(list: &[SourceToDo]) -> String {
    let done = list.iter().filter(|source| source.is_done()).count();
    let sources = counted(list.len(), "source was", "sources were");
    let mut words = format!("{sources} coded before this code existed; {done} done\n");
    for source in list {
        let (mark, how) = match source.look {
            Look::ToDo => (' ', ""),
            Look::Noted => ('x', ""),
            Look::Coded => ('x', "  (coded since)"),
        };
        words.push_str(&format!("[{mark}] {}{how}\n", source.name));
    }
    words
}
