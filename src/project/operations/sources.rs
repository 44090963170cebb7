//! Sources: brought in, renamed, given a kind, deleted.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::{SourceId, SourceKind, Turn};
use crate::project::{Project, ProjectError, counted};
use crate::text::{Text, turns};

/// A text that was read and is to become a source.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// The name it is to have; a number is put behind it when it is taken.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Its text in stored form.
    pub text: Text,
    /// Its turns, as they were recognised.
    pub turns: Vec<Turn>,
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hex digits.
    pub sha256: String,
    /// The encoding it was read from.
    pub encoding: String,
    /// What was doubtful, in sentences.
    pub doubts: Vec<String>,
}

impl NewSource {
    /// Prepares a text: finds its turns and its checksum. Slow for long texts, so it belongs on a job's thread.
    pub fn new(
        name: String,
        kind: SourceKind,
        text: String,
        encoding: String,
        doubts: Vec<String>,
    ) -> Self {
        let sha256 = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
        let text = Text::new(text);
        let turns = match kind {
            SourceKind::Interview => turns::recognise(&text),
            SourceKind::Fieldnote | SourceKind::Document => turns::recognise_in_notes(&text),
        };
        Self { name, kind, text, turns, sha256, encoding, doubts }
    }
}

/// What became of a text that was to become a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// It is a source now, under this name.
    As(SourceId, String),
    /// The same text is there already, as the source of this name.
    AlreadyThere(String),
}

impl Project {
    /// Brings texts in, in one step; says for each, in order, what became of it. A text that is there already, by
    /// content, is skipped.
    pub fn add_sources(&mut self, sources: &[NewSource]) -> Result<Vec<Imported>, ProjectError> {
        let mut known: HashSet<&str> =
            self.snapshot.sources.iter().map(|info| info.sha256.as_str()).collect();
        let new: Vec<&NewSource> =
            sources.iter().filter(|source| known.insert(&source.sha256)).collect();
        let label = match new[..] {
            [one] => format!("Imported “{}”", one.name),
            _ => format!("Imported {}", counted(new.len(), "source", "sources")),
        };
        self.transact(&label, |work| {
            let mut names: HashSet<String> =
                work.before.sources.iter().map(|info| info.name.to_lowercase()).collect();
            let mut texts: HashMap<String, String> = work
                .before
                .sources
                .iter()
                .map(|info| (info.sha256.clone(), info.name.clone()))
                .collect();
            let mut report = Vec::with_capacity(sources.len());
            for source in sources {
                if let Some(name) = texts.get(&source.sha256) {
                    report.push(Imported::AlreadyThere(name.clone()));
                    continue;
                }
                let name = free_name(source.name.trim(), &names);
                names.insert(name.to_lowercase());
                texts.insert(source.sha256.clone(), name.clone());
                let new = crate::store::NewSource {
                    name: &name,
                    kind: source.kind,
                    text: source.text.as_str(),
                    length: source.text.length(),
                    sha256: &source.sha256,
                    encoding: &source.encoding,
                    doubts: &source.doubts,
                };
                let id = work.tx.insert_source(&new, work.at)?;
                work.tx.insert_turns(id, &source.turns)?;
                report.push(Imported::As(id, name));
            }
            Ok(report)
        })
    }

    /// Gives a source another name. Fails when another source bears it.
    pub fn rename_source(&mut self, id: SourceId, name: &str) -> Result<(), ProjectError> {
        let old = self.snapshot.source(id).ok_or(ProjectError::Gone("This source"))?.name.clone();
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A source"));
        }
        if self
            .snapshot
            .sources
            .iter()
            .any(|other| other.id != id && other.name.to_lowercase() == name.to_lowercase())
        {
            return Err(ProjectError::SourceExists(name.to_owned()));
        }
        self.transact(&format!("Renamed “{old}” to “{name}”"), |work| {
            Ok(work.tx.rename_source(id, name)?)
        })
    }

    /// Says that sources are of another kind.
    pub fn set_source_kind(
        &mut self,
        ids: &[SourceId],
        kind: SourceKind,
    ) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                format!("Made “{}” a {kind}", info.name).replace(" a interview", " an interview")
            }
            many => format!("Made {} sources {kind}s", many.len()),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.set_source_kind(id, kind)?;
            }
            Ok(())
        })
    }

    /// Deletes sources with everything that stands on them.
    pub fn delete_sources(&mut self, ids: &[SourceId]) -> Result<(), ProjectError> {
        let label = match ids {
            [id] => {
                let info = self.snapshot.source(*id).ok_or(ProjectError::Gone("This source"))?;
                format!("Deleted the source “{}”", info.name)
            }
            many => format!("Deleted {} sources", many.len()),
        };
        self.transact(&label, |work| {
            for &id in ids {
                work.tx.delete_source(id)?;
            }
            Ok(())
        })
    }
}

/// The name, or the name with the first number behind it that is free.
fn free_name(name: &str, taken: &HashSet<String>) -> String {
    let name = if name.is_empty() { "Source" } else { name };
    if !taken.contains(&name.to_lowercase()) {
        return name.to_owned();
    }
    (2u32..)
        .map(|number| format!("{name} ({number})"))
        .find(|candidate| !taken.contains(&candidate.to_lowercase()))
        .unwrap_or_else(|| name.to_owned())
}
