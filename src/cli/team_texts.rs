//! Texts of the team as a shell gives them: words, a file or standard input, with `[[Name]]` for links; and things of the project
//! by their names.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use uuid::Uuid;

use super::failure::Failure;
use super::output::note;
use crate::analysis::links::{Names as _, Readable, read};
use crate::domain::{Target, links};
use crate::project::Snapshot;
use crate::text::{Normalised, counted, normalise};

/// A text, or where it stands.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Given {
    /// The text itself, in Markdown; [[Name]] leads to a code, source, case, person, meeting or memo
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// The file that holds the text (UTF-8); - for standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl Given {
    /// The text in its stored form, but for its links; none where none was given.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        let bytes = match (&self.text, &self.from) {
            (Some(words), _) => return Ok(Some(tidy(words))),
            (None, None) => return Ok(None),
            (None, Some(path)) if path == Path::new("-") => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            (None, Some(path)) => fs::read(path),
        };
        let path = || self.from.clone().unwrap_or_default();
        let wrong = |reason: String| Failure::Settings { path: path(), reason };
        let bytes =
            bytes.map_err(|error| wrong(format!("the text could not be read ({error})")))?;
        match String::from_utf8(bytes) {
            Ok(words) => Ok(Some(tidy(&words))),
            Err(_) => Err(wrong("the text is not UTF-8; save it as such".to_owned())),
        }
    }

    /// The text as it is stored, its links leading to what they name. Those of the stored text `before` it lead where they did: to
    /// a quotation by its words, to the second of two things of one name by its number. Those that lead nowhere stay words, which is
    /// said on standard error.
    pub fn stored(&self, before: &str, snapshot: &Snapshot) -> Result<Option<String>, Failure> {
        Ok(self.read()?.map(|words| with_links(words, before, snapshot)))
    }
}

fn tidy(words: &str) -> String {
    let Normalised { text, .. } = normalise(words);
    text.trim_end().to_owned()
}

/// A text with its links as they are stored, and were stored in the text before it.
fn with_links(text: String, before: &str, snapshot: &Snapshot) -> String {
    let leads = Readable::of(before, snapshot).leads;
    let leads_on = |words: &str| leads.contains_key(words) || read(words, snapshot).is_some();
    let nowhere = links(&text)
        .filter(|link| link.to.is_none() && !leads_on(link.words))
        .map(|link| link.words.to_owned());
    let nowhere: Vec<String> = nowhere.collect();
    for words in &nowhere {
        note(&format!("[[{words}]] leads nowhere: {}.", why_nowhere(words, snapshot)));
    }
    Readable { text, leads }.stored(snapshot)
}

fn why_nowhere(words: &str, snapshot: &Snapshot) -> String {
    let lower = words.trim().to_lowercase();
    let codes = snapshot.codes.codes().iter().filter(|code| code.name.to_lowercase() == lower);
    match codes.count() {
        0 => "nothing is called that, or several things are".to_owned(),
        many => format!(
            "{} called that; write the path of one",
            counted(many, "code or other thing is", "codes are")
        ),
    }
}

/// A stored text as people write it.
pub(super) fn readable(stored: &str, snapshot: &Snapshot) -> String {
    Readable::of(stored, snapshot).text
}

/// Something of the project by its name, or by its kind and its name or key: `Trust`, `case:Site 3`, `quote:0192…`.
pub(super) fn target(words: &str, snapshot: &Snapshot) -> Result<Target, Failure> {
    if let Some((kind, rest)) = words.split_once(':') {
        let (kind, rest) = (kind.trim().to_lowercase(), rest.trim());
        if let Some(target) = Uuid::parse_str(rest).ok().and_then(|key| Target::of(&kind, key)) {
            return match snapshot.is_there(target) {
                true => Ok(target),
                false => Err(Failure::Wrong(format!("there is no {kind} with the key {rest}"))),
            };
        }
        let found = match kind.as_str() {
            "code" => {
                let code = snapshot.codes.resolve(rest);
                Some(Target::Code(code.map_err(|error| Failure::Wrong(error.to_string()))?.id))
            }
            "source" => snapshot.source_named(rest).map(|one| Target::Source(one.id)),
            "case" => Some(Target::Case(snapshot.case_named(rest)?.id)),
            "person" => Some(Target::Person(snapshot.person_named(rest)?.id)),
            "meeting" => Some(Target::Meeting(snapshot.meeting_named(rest)?.id)),
            "memo" => return Ok(Target::Memo(super::memos::memo(snapshot, rest)?)),
            _ => snapshot.named(words),
        };
        return found.ok_or_else(|| Failure::Wrong(format!("there is no {kind} “{rest}”")));
    }
    snapshot.named(words).ok_or_else(|| {
        Failure::Wrong(format!(
            "nothing is called “{words}”, or several things are; write its kind before it, as in code:{words}"
        ))
    })
}

/// What something is called, with its kind: `code “Trust”`; what is gone is said to be gone.
pub(super) fn called(target: Target, snapshot: &Snapshot) -> String {
    let name = match target {
        Target::Quote(_) if snapshot.is_there(target) => Some(target.uuid().to_string()),
        other => snapshot.name_of(other),
    };
    match name {
        Some(name) => format!("{} “{name}”", target.kind()),
        None => format!("a {} that is gone", target.kind()),
    }
}
