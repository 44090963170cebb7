//! Texts brought in: new ones, those that are there already, and newer wordings of those that are.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;

use crate::domain::{Markup, PartialDate, SourceId, SourceKind, Span, Subject, Turn};
use crate::import::Comment;
use crate::project::operations::Edited;
use crate::project::{Project, ProjectError, Snapshot, Work};
use crate::store::{File, Holder};
use crate::text::{ChangeSet, Text, counted, difference, sha256, turns};

/// A text that was read and is to become a source.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// The name it is to have; a number is put behind it when it is taken.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// When what it tells of took place.
    pub date: Option<PartialDate>,
    /// The language it is in (ISO 639-1).
    pub language: Option<String>,
    /// The case it belongs to, by its name.
    pub case: Option<String>,
    /// The people it is of or about, by their names.
    pub people: Vec<String>,
    /// Its attributes with their values.
    pub attributes: Vec<(String, String)>,
    /// Its text in stored form.
    pub text: Text,
    /// Its turns, as they were recognised.
    pub turns: Vec<Turn>,
    /// What the file marks in it.
    pub markup: Vec<Markup>,
    /// What others wrote in the file's margin.
    pub comments: Vec<Comment>,
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hex digits.
    pub sha256: String,
    /// The name of its file with the ending; empty when it came from none.
    pub file_name: String,
    /// How many bytes the file has.
    pub file_size: u64,
    /// SHA-256 of the bytes of its file, in lower-case hex digits; of the text when it came from no file.
    pub file_sha256: String,
    /// The encoding it was read from.
    pub encoding: String,
    /// The file whose bytes are to be kept in the project.
    pub original: Option<PathBuf>,
    /// What was doubtful, in sentences.
    pub doubts: Vec<String>,
    /// The rules by which the text was cleaned up, with how many places each changed.
    pub cleaned: Vec<(String, usize)>,
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
        let turns = turns_of(kind, &text);
        Self {
            name,
            kind,
            date: None,
            language: None,
            case: None,
            people: Vec::new(),
            attributes: Vec::new(),
            file_name: String::new(),
            file_size: text.as_str().len() as u64,
            file_sha256: sha256.clone(),
            text,
            turns,
            markup: Vec::new(),
            comments: Vec::new(),
            sha256,
            encoding,
            original: None,
            doubts,
            cleaned: Vec::new(),
        }
    }

    /// As much of it as tells whether it is there already.
    pub(in crate::project) fn coming(&self) -> Coming<'_> {
        Coming {
            name: &self.name,
            kind: self.kind,
            sha256: &self.sha256,
            file_sha256: &self.file_sha256,
        }
    }

    pub(super) fn file(&self) -> File<'_> {
        File {
            name: &self.file_name,
            size: self.file_size,
            sha256: &self.file_sha256,
            encoding: &self.encoding,
        }
    }
}

/// The turns of a text, as its kind has them.
pub(super) fn turns_of(kind: SourceKind, text: &Text) -> Vec<Turn> {
    match kind {
        SourceKind::Interview => turns::recognise(text),
        SourceKind::Fieldnote | SourceKind::Document => turns::recognise_in_notes(text),
        SourceKind::Survey | SourceKind::Template => Vec::new(),
    }
}

/// Another text that one is compared with before it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A source of the project.
    Source(SourceId),
    /// One that comes in beside it, by its place.
    Coming(usize),
}

/// What is known of a text before it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Nothing of it is there.
    New,
    /// The same file, or the same words under the same name, is there.
    AlreadyThere(Other),
    /// The source of this name has other words.
    OtherVersion(SourceId),
    /// Another text has the same words.
    SameWords(Other),
}

/// What is to become of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A source of its own; under a new name where its own is taken.
    New,
    /// Nothing.
    Skip,
    /// It takes the place of this source's text, whose codings are carried over.
    Replace(SourceId),
}

impl Arrival {
    /// What becomes of it when nobody says otherwise.
    pub fn fate(self) -> Fate {
        match self {
            Self::New | Self::OtherVersion(_) | Self::SameWords(_) => Fate::New,
            Self::AlreadyThere(_) => Fate::Skip,
        }
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
    /// It is the text of this source now, whose codings were carried over.
    Replaced {
        /// The source's key.
        source: SourceId,
        /// Its name.
        name: String,
        /// What is doubtful about it, in sentences.
        doubts: Vec<String>,
        /// What was carried, and what could not be.
        edited: Edited,
    },
    /// It was left out; the source that has it already, if one has.
    Skipped(Option<String>),
}

/// What a text is to be once its fate is known.
enum Plan {
    New { name: String, doubts: Vec<String> },
    Replace { source: SourceId, name: String, old: Text, changes: ChangeSet },
    Skip(Option<String>),
}

impl Project {
    /// Brings texts in, in one step, each as its [`Arrival`] suggests; says for each, in order, what became of it.
    pub fn add_sources(&mut self, sources: &[NewSource]) -> Result<Vec<Imported>, ProjectError> {
        let all: Vec<&NewSource> = sources.iter().collect();
        let fates: Vec<Fate> = self.arrivals(&all).into_iter().map(Arrival::fate).collect();
        self.bring_in(&all, &fates)
    }

    /// What is known of texts that are to come in, in order.
    pub fn arrivals(&self, sources: &[&NewSource]) -> Vec<Arrival> {
        self.snapshot.arrivals(sources.iter().map(|source| source.coming()))
    }

    /// Brings texts in, in one step, each with its fate; says for each, in order, what became of it.
    pub fn bring_in(
        &mut self,
        sources: &[&NewSource],
        fates: &[Fate],
    ) -> Result<Vec<Imported>, ProjectError> {
        let plans = self.plan(sources, fates)?;
        let label = label(&plans);
        self.transact(&label, |work| {
            sources.iter().zip(&plans).map(|(source, plan)| work.bring(source, plan)).collect()
        })
    }

    fn plan(&mut self, sources: &[&NewSource], fates: &[Fate]) -> Result<Vec<Plan>, ProjectError> {
        let arrivals = self.arrivals(sources);
        let mut names: HashSet<String> =
            self.snapshot.sources.iter().map(|info| info.name.to_lowercase()).collect();
        let mut plans = Vec::with_capacity(sources.len());
        let mut replaced = HashSet::new();
        for ((source, &fate), arrival) in sources.iter().zip(fates).zip(arrivals) {
            let named = |id| self.snapshot.source(id).map(|info| info.name.clone());
            let other = |other| match other {
                Other::Source(id) => named(id),
                Other::Coming(first) => Some(sources[first].name.clone()),
            };
            plans.push(match fate {
                Fate::Skip => Plan::Skip(match arrival {
                    Arrival::AlreadyThere(there) => other(there),
                    _ => None,
                }),
                Fate::Replace(id) => {
                    let name = named(id).ok_or(ProjectError::Gone("The source to replace"))?;
                    if !replaced.insert(id) {
                        return Err(ProjectError::ReplacedTwice(name));
                    }
                    let old = self.text(id)?;
                    let changes = difference(&old, &source.text);
                    Plan::Replace { source: id, name, old, changes }
                }
                Fate::New => {
                    let mut doubts = source.doubts.clone();
                    if let Arrival::SameWords(there) = arrival {
                        let other = other(there).unwrap_or_default();
                        doubts.push(format!(
                            "Has the same words as “{other}”; delete one of the two if it came twice."
                        ));
                    }
                    let name = free_name(source.name.trim(), &names);
                    names.insert(name.to_lowercase());
                    Plan::New { name, doubts }
                }
            });
        }
        Ok(plans)
    }
}

/// As much of a text that is to come in as tells whether it is there already.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// The name it is to have.
    pub name: &'a str,
    /// What it is.
    pub kind: SourceKind,
    /// SHA-256 of its text, in lower-case hex digits.
    pub sha256: &'a str,
    /// SHA-256 of its file, in lower-case hex digits.
    pub file_sha256: &'a str,
}

impl Snapshot {
    /// What is known of texts that are to come in, in order.
    pub fn arrivals<'a>(&'a self, sources: impl Iterator<Item = Coming<'a>>) -> Vec<Arrival> {
        let mut names: HashMap<String, Other> = HashMap::new();
        let mut files: HashMap<&str, Other> = HashMap::new();
        let mut texts: HashMap<&str, Other> = HashMap::new();
        for info in self.sources.iter() {
            names.insert(info.name.to_lowercase(), Other::Source(info.id));
            files.insert(&info.file_sha256, Other::Source(info.id));
            texts.insert(&info.sha256, Other::Source(info.id));
        }
        let mut arrivals = Vec::new();
        for (at, source) in sources.enumerate() {
            let name = source.name.trim().to_lowercase();
            let named = names.get(&name).copied();
            let same_words = texts.get(source.sha256).copied();
            // A table gives many texts of one file.
            let same_file = match source.kind {
                SourceKind::Survey => None,
                _ => files.get(source.file_sha256).copied(),
            };
            arrivals.push(match (same_file, same_words, named) {
                (Some(other), ..) => Arrival::AlreadyThere(other),
                (None, Some(other), Some(named)) if other == named => Arrival::AlreadyThere(other),
                (None, _, Some(Other::Source(id))) => Arrival::OtherVersion(id),
                (None, Some(other), _) => Arrival::SameWords(other),
                _ => Arrival::New,
            });
            names.entry(name).or_insert(Other::Coming(at));
            files.entry(source.file_sha256).or_insert(Other::Coming(at));
            texts.entry(source.sha256).or_insert(Other::Coming(at));
        }
        arrivals
    }
}

/// What an import did, as a phrase in the past.
fn label(plans: &[Plan]) -> String {
    let new: Vec<&str> = plans
        .iter()
        .filter_map(|plan| if let Plan::New { name, .. } = plan { Some(&**name) } else { None })
        .collect();
    let replaced: Vec<&str> = plans
        .iter()
        .filter_map(|plan| if let Plan::Replace { name, .. } = plan { Some(&**name) } else { None })
        .collect();
    match (&new[..], &replaced[..]) {
        ([name], []) => format!("Imported “{name}”"),
        ([], [name]) => format!("Replaced the text of “{name}”"),
        (new, []) => format!("Imported {}", counted(new.len(), "source", "sources")),
        ([], many) => format!("Replaced the texts of {} sources", many.len()),
        (new, many) => format!(
            "Imported {} and replaced {}",
            counted(new.len(), "source", "sources"),
            counted(many.len(), "text", "texts")
        ),
    }
}

impl Work<'_> {
    fn bring(&self, source: &NewSource, plan: &Plan) -> Result<Imported, ProjectError> {
        Ok(match plan {
            Plan::Skip(name) => Imported::Skipped(name.clone()),
            Plan::New { name, doubts } => {
                let case = match &source.case {
                    Some(name) => Some(self.tx.case_named(name, self.at)?),
                    None => None,
                };
                let new = crate::store::NewSource {
                    name,
                    kind: source.kind,
                    date: source.date,
                    language: source.language.as_deref(),
                    case,
                    text: source.text.as_str(),
                    length: source.text.length(),
                    sha256: &source.sha256,
                    file: source.file(),
                    doubts,
                    cleaned: &source.cleaned,
                };
                let id = self.tx.insert_source(&new, self.at)?;
                self.tx.insert_turns(id, &source.turns)?;
                let mut people = Vec::with_capacity(source.people.len());
                for name in &source.people {
                    people.push(self.tx.person_named(name, self.at)?);
                }
                self.tx.set_people(id, &people)?;
                for (name, value) in &source.attributes {
                    let attribute = self.tx.attribute_named(Subject::Source, name, self.at)?;
                    self.tx.set_value(Holder::Source(id), attribute, None, value, None)?;
                }
                self.add_what_stands_on(id, source)?;
                Imported::As { source: id, name: name.clone(), doubts: doubts.clone() }
            }
            Plan::Replace { source: id, name, old, changes } => {
                let edited = self.replace_text(*id, source, old, changes)?;
                Imported::Replaced {
                    source: *id,
                    name: name.clone(),
                    doubts: source.doubts.clone(),
                    edited,
                }
            }
        })
    }

    /// Adds what a file marks in its text, what is written in its margin, and the file itself where it is to be kept.
    pub(super) fn add_what_stands_on(
        &self,
        id: SourceId,
        source: &NewSource,
    ) -> Result<(), ProjectError> {
        self.tx.insert_markup(id, &source.markup)?;
        for comment in &source.comments {
            let span = words_beside(&source.text, comment.span);
            if span.is_empty() {
                continue;
            }
            let quotation = self.quotation_at(id, span)?;
            let words = match comment.author.is_empty() {
                true => comment.words.clone(),
                false => format!("{}: {}", comment.author, comment.words),
            };
            let words = match self.tx.comment_of(quotation)? {
                Some(before) if before.contains(&words) => continue,
                Some(before) if !before.is_empty() => format!("{before}\n\n{words}"),
                _ => words,
            };
            self.tx.set_comment(quotation, &words)?;
        }
        if let Some(path) = &source.original
            && let Ok(bytes) = fs::read(path)
            && bytes.len() as u64 == source.file_size
        {
            self.tx.keep_original(&source.file_sha256, &bytes)?;
        }
        Ok(())
    }
}

/// The words a comment is about: those it stands beside, else the paragraph that it stands in.
fn words_beside(text: &Text, span: Span) -> Span {
    if !span.is_empty() && text.holds(span) {
        return text.snap(span);
    }
    text.paragraphs()[text.paragraph_at(span.start)].span
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
