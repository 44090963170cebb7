//! Sources: brought in, renamed, given a kind, deleted.

use std::collections::{HashMap, HashSet};

use crate::domain::{SourceId, SourceKind, Turn};
use crate::project::{Project, ProjectError};
use crate::text::{Text, counted, sha256, turns};

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
    /// SHA-256 of the bytes of its file, in lower-case hex digits; of the text when it came from no file.
    pub file_sha256: String,
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
        let sha256 = sha256(&text);
        let text = Text::new(text);
        let turns = match kind {
            SourceKind::Interview => turns::recognise(&text),
            SourceKind::Fieldnote | SourceKind::Document => turns::recognise_in_notes(&text),
        };
        let file_sha256 = String::clone(&sha256);
        Self { name, kind, text, turns, sha256, file_sha256, encoding, doubts }
    }
}

/// What became of a text that was to become a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// It is a source now.
    As {
        /// The source's key.
        source: SourceId,
        /// Its name.
        name: String,
        /// What is doubtful about it, in sentences.
        doubts: Vec<String>,
    },
    /// The same file is there already, as the source of this name.
    AlreadyThere(String),
}

/// What is to become of a text.
enum Fate {
    New { name: String, doubts: Vec<String> },
    There(String),
}

impl Project {
    /// Brings texts in, in one step; says for each, in order, what became of it. A file that is there already, to the
    /// byte or by its name and words, is skipped; another file with the same words is brought in and noted as doubtful.
    pub fn add_sources(&mut self, sources: &[NewSource]) -> Result<Vec<Imported>, ProjectError> {
        let sorted = self.sort_out(sources);
        let new: Vec<&str> = sorted
            .iter()
            .filter_map(|fate| if let Fate::New { name, .. } = fate { Some(&**name) } else { None })
            .collect();
        let label = match new[..] {
            [name] => format!("Imported “{name}”"),
            _ => format!("Imported {}", counted(new.len(), "source", "sources")),
        };
        self.transact(&label, |work| {
            let mut report = Vec::with_capacity(sources.len());
            for (source, fate) in sources.iter().zip(sorted) {
                let (name, doubts) = match fate {
                    Fate::There(name) => {
                        report.push(Imported::AlreadyThere(name));
                        continue;
                    }
                    Fate::New { name, doubts } => (name, doubts),
                };
                let new = crate::store::NewSource {
                    name: &name,
                    kind: source.kind,
                    text: source.text.as_str(),
                    length: source.text.length(),
                    sha256: &source.sha256,
                    file_sha256: &source.file_sha256,
                    encoding: &source.encoding,
                    doubts: &doubts,
                };
                let id = work.tx.insert_source(&new, work.at)?;
                work.tx.insert_turns(id, &source.turns)?;
                report.push(Imported::As { source: id, name, doubts });
            }
            Ok(report)
        })
    }

    /// Decides for each text whether it is there already, and else what it is called and what is doubtful.
    fn sort_out(&self, sources: &[NewSource]) -> Vec<Fate> {
        let mut names: HashSet<String> = HashSet::new();
        let mut files: HashMap<String, String> = HashMap::new();
        let mut texts: HashMap<String, String> = HashMap::new();
        for info in self.snapshot.sources.iter() {
            names.insert(info.name.to_lowercase());
            files.insert(info.file_sha256.clone(), info.name.clone());
            texts.insert(info.sha256.clone(), info.name.clone());
        }
        let mut fates = Vec::with_capacity(sources.len());
        for source in sources {
            let wanted = source.name.trim();
            let same_words = texts.get(&source.sha256);
            let saved_anew = same_words.filter(|name| name.to_lowercase() == wanted.to_lowercase());
            if let Some(name) = files.get(&source.file_sha256).or(saved_anew) {
                fates.push(Fate::There(name.clone()));
                continue;
            }
            let mut doubts = source.doubts.clone();
            doubts.extend(same_words.map(|other| {
                format!("Has the same words as “{other}”; delete one of the two if it came twice.")
            }));
            let name = free_name(wanted, &names);
            names.insert(name.to_lowercase());
            files.insert(source.file_sha256.clone(), name.clone());
            texts.entry(source.sha256.clone()).or_insert_with(|| name.clone());
            fates.push(Fate::New { name, doubts });
        }
        fates
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
                let article = if kind == SourceKind::Interview { "an" } else { "a" };
                format!("Made “{}” {article} {kind}", info.name)
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
