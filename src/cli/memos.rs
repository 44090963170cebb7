//! `marginalia memos …`: what coders think, and what others say to it.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use uuid::Uuid;

use super::arguments::{Reading, Writing};
use super::coder::say_who;
use super::failure::Failure;
use super::output::print;
use super::project::local;
use super::team_texts::{Given, called, readable, target};
use super::{Outcome, open};
use crate::analysis::labels::Audience;
use crate::domain::{Memo, MemoId, MemoStatus, Target};
use crate::export::document::{DocumentFormat, write};
use crate::project::{Matter, MemoField, NewMemo, Project, Snapshot, write_export};
use crate::text::counted;

/// `marginalia memos …`
#[derive(Debug, Subcommand)]
pub(super) enum Memos {
    /// List the memos, those that are pinned first, then the latest first
    List {
        #[command(flatten)]
        at: Reading,
        #[command(flatten)]
        which: Which,
    },
    /// Show a memo with what it is about and what was said to it
    Show {
        #[command(flatten)]
        at: Reading,
        /// Its title, or its key
        memo: String,
    },
    /// Write a memo
    Add {
        /// The project file
        file: PathBuf,
        /// Its title
        #[arg(default_value = "")]
        title: String,
        #[command(flatten)]
        given: Given,
        /// What it is a memo of: analytic, code, source, case, project, method, meeting, or a word of your own
        #[arg(long, default_value = "analytic")]
        kind: String,
        /// What it is about, by name: Trust, case:Site 3, quote:KEY
        #[arg(long, value_name = "NAME")]
        about: Vec<String>,
        #[command(flatten)]
        common: Writing,
    },
    /// Change a memo: its title, text, kind, status, and what it is about
    Change(Change),
    /// Say something to a memo
    Comment {
        /// The project file
        file: PathBuf,
        /// Its title, or its key
        memo: String,
        #[command(flatten)]
        given: Given,
        #[command(flatten)]
        common: Writing,
    },
    /// Delete a memo with what was said to it
    Delete {
        /// The project file
        file: PathBuf,
        /// Its title, or its key
        memo: String,
        #[command(flatten)]
        common: Writing,
    },
    /// Write memos to a file (.docx, .odt, .md, .html, .txt) with their quotes and labels; one that is there is replaced
    Export {
        #[command(flatten)]
        at: Reading,
        #[command(flatten)]
        which: Which,
        /// Only these, by title or key
        #[arg(long, value_name = "TITLE")]
        memo: Vec<String>,
        /// For the team: with the names of cases, people and sources; the file says that it is private
        #[arg(long)]
        private: bool,
        /// The file to write
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
}

/// Which memos.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// Only of this kind
    #[arg(long)]
    kind: Option<String>,
    /// Only with this status: open, agreed or dropped
    #[arg(long)]
    status: Option<MemoStatus>,
    /// Only by this coder
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Only about this or leading to it: Trust, case:Site 3, quote:KEY
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Only with these words in their title, text or comments, without regard to case
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

/// `marginalia memos change`
#[derive(Debug, Args)]
pub(super) struct Change {
    /// The project file
    file: PathBuf,
    /// Its title, or its key
    memo: String,
    /// Another title
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    #[command(flatten)]
    given: Given,
    /// Another kind
    #[arg(long)]
    kind: Option<String>,
    /// What became of it: open, agreed or dropped
    #[arg(long)]
    status: Option<MemoStatus>,
    /// Let it stand above the others
    #[arg(long, conflicts_with = "unpin")]
    pin: bool,
    /// Let it stand among the others
    #[arg(long)]
    unpin: bool,
    /// What else it is about
    #[arg(long, value_name = "NAME")]
    about: Vec<String>,
    /// What it is not about any more
    #[arg(long, value_name = "NAME")]
    not_about: Vec<String>,
    #[command(flatten)]
    common: Writing,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: MemoId,
    title: String,
    kind: &'a str,
    status: MemoStatus,
    is_pinned: bool,
    by: &'a str,
    at: &'a str,
    changed_at: &'a str,
    about: Vec<String>,
    comments: usize,
}

#[derive(Serialize)]
struct Said<'a> {
    by: &'a str,
    at: &'a str,
    text: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    memo: Listed<'a>,
    text: String,
    said: Vec<Said<'a>>,
}

pub(super) fn memos(asked: &Memos, me: &str) -> Result<Outcome, Failure> {
    match asked {
        Memos::List { at, which } => list(at, which)?,
        Memos::Show { at, memo } => show(at, memo)?,
        Memos::Add { file, title, given, kind, about, common } => {
            let mut project = ready(file, common, me)?;
            let snapshot = project.snapshot();
            let about: Result<Vec<Matter>, Failure> =
                about.iter().map(|words| target(words, snapshot).map(Matter::There)).collect();
            let text = given.stored("", snapshot)?.unwrap_or_default();
            let new = NewMemo { title: title.clone(), text, kind: kind.clone(), about: about? };
            if new.title.trim().is_empty() && new.text.is_empty() {
                return Err(Failure::Wrong("a memo needs a title or a text".to_owned()));
            }
            let id = project.add_memo(&new)?;
            print(common.form.json, &id, |id| {
                let heading = project.snapshot().memo(*id).map(Memo::heading).unwrap_or_default();
                format!("Wrote the memo “{heading}”\n")
            })?;
        }
        Memos::Change(asked) => change(asked, me)?,
        Memos::Comment { file, memo: name, given, common } => {
            let mut project = ready(file, common, me)?;
            let id = memo(project.snapshot(), name)?;
            let text = given.stored("", project.snapshot())?.filter(|text| !text.trim().is_empty());
            let text = text.ok_or_else(|| {
                Failure::Wrong("there is nothing to say; write it with --text or --from".to_owned())
            })?;
            let comment = project.comment_on_memo(id, &text)?;
            print(common.form.json, &comment, |_| "The comment stands\n".to_owned())?;
        }
        Memos::Delete { file, memo: name, common } => {
            let mut project = ready(file, common, me)?;
            let id = memo(project.snapshot(), name)?;
            let heading = project.snapshot().memo(id).map(Memo::heading).unwrap_or_default();
            project.delete_memo(id)?;
            print(common.form.json, &heading, |name| format!("Deleted the memo “{name}”\n"))?;
        }
        Memos::Export { at, which, memo, private, output } => {
            export(at, which, memo, *private, output)?;
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn ready(file: &Path, common: &Writing, me: &str) -> Result<Project, Failure> {
    let mut project = open(file)?;
    say_who(&mut project, common.coder.as_deref(), me)?;
    Ok(project)
}

/// A memo by its key, or by its title without regard to case.
pub(super) fn memo(snapshot: &Snapshot, name: &str) -> Result<MemoId, Failure> {
    let name = name.trim();
    if let Ok(key) = Uuid::parse_str(name)
        && let Some(memo) = snapshot.memo(MemoId::new(key))
    {
        return Ok(memo.id);
    }
    let lower = name.to_lowercase();
    let same: Vec<&Memo> =
        snapshot.memos.iter().filter(|memo| memo.heading().to_lowercase() == lower).collect();
    match same.as_slice() {
        [] => Err(Failure::Wrong(format!("there is no memo “{name}”"))),
        [one] => Ok(one.id),
        many => {
            let keys: Vec<String> =
                many.iter().map(|memo| format!("{} ({})", memo.id, local(&memo.at))).collect();
            Err(Failure::Wrong(format!(
                "{} are called “{name}”; name one by its key: {}",
                counted(many.len(), "memo", "memos"),
                keys.join(", ")
            )))
        }
    }
}

/// The memos that were asked for: those that are pinned first, then the latest written first.
fn chosen<'s>(snapshot: &'s Snapshot, which: &Which) -> Result<Vec<&'s Memo>, Failure> {
    let by = match &which.by {
        None => None,
        Some(name) => match snapshot.coder_named(name) {
            Some(coder) => Some(coder.id),
            None => return Err(Failure::Wrong(format!("there is no coder “{name}”"))),
        },
    };
    let about = which.about.as_deref().map(|words| target(words, snapshot)).transpose()?;
    let words = which.words.as_ref().map(|words| words.to_lowercase());
    let has = |memo: &Memo, words: &str| {
        let comments = memo.comments.iter().map(|comment| comment.text.as_str());
        let mut texts = [memo.title.as_str(), memo.text.as_str()].into_iter().chain(comments);
        texts.any(|text| readable(text, snapshot).to_lowercase().contains(words))
    };
    let is_kind = |memo: &Memo, kind: &String| memo.kind.eq_ignore_ascii_case(kind.trim());
    let mut found: Vec<&Memo> = snapshot
        .memos
        .iter()
        .filter(|memo| which.kind.as_ref().is_none_or(|kind| is_kind(memo, kind)))
        .filter(|memo| which.status.is_none_or(|status| memo.status == status))
        .filter(|memo| by.is_none_or(|coder| memo.coder == coder))
        .filter(|memo| about.is_none_or(|target| memo.mentions(target)))
        .filter(|memo| words.as_ref().is_none_or(|words| has(memo, words)))
        .collect();
    found.sort_by(|a, b| {
        (b.is_pinned, &b.changed_at, b.id).cmp(&(a.is_pinned, &a.changed_at, a.id))
    });
    Ok(found)
}

fn listed<'a>(memo: &'a Memo, snapshot: &'a Snapshot) -> Listed<'a> {
    let mut about: Vec<String> = Vec::new();
    for mention in &memo.mentions {
        let called = called(mention.target, snapshot);
        if !about.contains(&called) {
            about.push(called);
        }
    }
    Listed {
        id: memo.id,
        title: memo.heading(),
        kind: &memo.kind,
        status: memo.status,
        is_pinned: memo.is_pinned,
        by: snapshot.coder(memo.coder).map_or("", |coder| &coder.name),
        at: &memo.at,
        changed_at: &memo.changed_at,
        about,
        comments: memo.comments.len(),
    }
}

impl Listed<'_> {
    fn line(&self) -> String {
        let pinned = if self.is_pinned { "pinned, " } else { "" };
        let comments = match self.comments {
            0 => String::new(),
            many => format!(", {}", counted(many, "comment", "comments")),
        };
        let when = local(self.changed_at);
        format!(
            "{}  ({pinned}{}, {}, {}, {when}{comments})\n",
            self.title, self.kind, self.status, self.by
        )
    }
}

fn list(at: &Reading, which: &Which) -> Result<(), Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let found: Vec<Listed<'_>> =
        chosen(snapshot, which)?.into_iter().map(|memo| listed(memo, snapshot)).collect();
    print(at.form.json, &found, |found| match found.is_empty() {
        true => "No memo answers\n".to_owned(),
        false => found.iter().map(Listed::line).collect(),
    })
}

fn show(at: &Reading, name: &str) -> Result<(), Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let id = memo(snapshot, name)?;
    let Some(memo) = snapshot.memo(id) else {
        return Err(Failure::Wrong(format!("there is no memo “{name}”")));
    };
    let said = memo.comments.iter().map(|comment| Said {
        by: snapshot.coder(comment.coder).map_or("", |coder| &coder.name),
        at: &comment.at,
        text: readable(&comment.text, snapshot),
    });
    let shown = Shown {
        memo: listed(memo, snapshot),
        text: readable(&memo.text, snapshot),
        said: said.collect(),
    };
    print(at.form.json, &shown, |shown| {
        let mut words = shown.memo.line();
        if !shown.memo.about.is_empty() {
            words.push_str(&format!("About {}\n", shown.memo.about.join(", ")));
        }
        words.push_str(&format!("\n{}\n", shown.text));
        for said in &shown.said {
            words.push_str(&format!("\n{}, {}:\n{}\n", said.by, local(said.at), said.text));
        }
        words
    })
}

fn change(asked: &Change, me: &str) -> Result<(), Failure> {
    let mut project = ready(&asked.file, &asked.common, me)?;
    let snapshot = project.snapshot();
    let id = memo(snapshot, &asked.memo)?;
    let targets = |names: &[String]| -> Result<Vec<Target>, Failure> {
        names.iter().map(|words| target(words, snapshot)).collect()
    };
    let (about, not_about) = (targets(&asked.about)?, targets(&asked.not_about)?);
    let before = snapshot.memo(id).map_or("", |memo| memo.text.as_str());
    let text = asked.given.stored(before, snapshot)?;
    let pinned = (asked.pin || asked.unpin).then_some(asked.pin);
    let fields: Vec<MemoField> = [
        asked.title.clone().map(MemoField::Title),
        text.map(MemoField::Text),
        asked.kind.clone().map(MemoField::Kind),
        asked.status.map(MemoField::Status),
        pinned.map(MemoField::Pinned),
    ]
    .into_iter()
    .flatten()
    .chain(about.into_iter().map(|target| MemoField::About(target, true)))
    .chain(not_about.into_iter().map(|target| MemoField::About(target, false)))
    .collect();
    if fields.is_empty() {
        return Err(Failure::Wrong("nothing is to be changed; say what".to_owned()));
    }
    project.change_memo(id, fields)?;
    print(asked.common.form.json, &id, |_| {
        let heading = project.snapshot().memo(id).map(Memo::heading).unwrap_or_default();
        format!("Changed the memo “{heading}”\n")
    })
}

fn export(
    at: &Reading,
    which: &Which,
    names: &[String],
    private: bool,
    path: &Path,
) -> Result<(), Failure> {
    // A format that is not known is a slip of the person's, to be told before anything is opened.
    let format = DocumentFormat::from_path(path)?;
    let mut project = open(&at.file)?;
    let snapshot = project.snapshot();
    let found: Vec<MemoId> = match names {
        [] => chosen(snapshot, which)?.into_iter().map(|memo| memo.id).collect(),
        names => {
            let named: Result<Vec<MemoId>, Failure> =
                names.iter().map(|name| memo(snapshot, name)).collect();
            let among = chosen(snapshot, which)?;
            named?.into_iter().filter(|id| among.iter().any(|memo| memo.id == *id)).collect()
        }
    };
    let audience = if private { Audience::Team } else { Audience::Public };
    let document = project.memo_document(&found, audience)?;
    write_export(path, &write(format, &document)?)?;
    print(at.form.json, &found, |found| {
        format!("Wrote {} to {}\n", counted(found.len(), "memo", "memos"), path.display())
    })
}
