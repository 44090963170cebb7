//! Commands that list and show sources.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::arguments::Reading;
use super::failure::Failure;
use super::output::print;
use super::project::local;
use super::{Outcome, open};
use crate::domain::{SourceInfo, SourceKind};
use crate::project::{ProjectError, Snapshot};
use crate::text::{counted, grouped};

/// A source as a list has it.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    kind: SourceKind,
    characters: u32,
    quotations: usize,
    codings: usize,
    imported_at: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    people: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    doubts: &'a [String],
}

impl<'a> Listed<'a> {
    fn new(info: &'a SourceInfo, snapshot: &'a Snapshot) -> Self {
        let quotations = snapshot.codings(info.id).map(|on| on.quotations.as_slice());
        let quotations = quotations.unwrap_or_default();
        Self {
            name: &info.name,
            kind: info.kind,
            characters: info.length,
            quotations: quotations.len(),
            codings: quotations.iter().map(|quotation| quotation.codings.len()).sum(),
            imported_at: &info.imported_at,
            date: info.date.map(|date| date.to_string()),
            case: info.case.and_then(|id| snapshot.case(id)).map(|case| case.name.as_str()),
            people: info
                .people
                .iter()
                .filter_map(|&id| snapshot.person(id))
                .map(|person| person.name.as_str())
                .collect(),
            language: info.language.as_deref(),
            doubts: &info.doubts,
        }
    }

    fn line(&self) -> String {
        format!(
            "{:<9} {:>11} {:>10}  {}\n",
            self.kind.word(),
            grouped(self.characters as usize),
            grouped(self.quotations),
            self.name
        )
    }
}

pub(super) fn list(at: &Reading) -> Result<Outcome, Failure> {
    let project = open(&at.file)?;
    let snapshot = project.snapshot();
    let sources: Vec<_> = snapshot.sources.iter().map(|i| Listed::new(i, snapshot)).collect();
    print(at.form.json, &sources, |sources| {
        let head = match sources.is_empty() {
            true => String::new(),
            false => {
                format!("{:<9} {:>11} {:>10}  {}\n", "kind", "characters", "quotations", "name")
            }
        };
        head + &sources.iter().map(Listed::line).collect::<String>()
    })?;
    Ok(Outcome::Done)
}

/// A source with what is known of it.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    listed: Listed<'a>,
    sha256: &'a str,
    file_name: &'a str,
    file_size: u64,
    file_sha256: &'a str,
    cleaned: &'a [(String, usize)],
    attributes: BTreeMap<&'a str, &'a str>,
    speakers: Vec<Speaker>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Who speaks in a source.
#[derive(Serialize)]
struct Speaker {
    name: String,
    turns: usize,
}

pub(super) fn show(at: &Reading, name: &str, with_text: bool) -> Result<Outcome, Failure> {
    let mut project = open(&at.file)?;
    let snapshot = project.snapshot().clone();
    let info =
        snapshot.source_named(name).ok_or_else(|| ProjectError::UnknownSource(name.to_owned()))?;
    let text = with_text.then(|| project.text(info.id)).transpose()?;
    let shown = Shown {
        listed: Listed::new(info, &snapshot),
        sha256: &info.sha256,
        file_name: &info.file_name,
        file_size: info.file_size,
        file_sha256: &info.file_sha256,
        cleaned: &info.cleaned,
        attributes: info
            .attributes
            .iter()
            .filter_map(|value| {
                Some((snapshot.attribute(value.attribute)?.name.as_str(), value.value.as_str()))
            })
            .collect(),
        speakers: speakers(info, &snapshot),
        text: text.as_ref().map(|text| text.as_str()),
    };
    print(at.form.json, &shown, |shown| match shown.text {
        Some(text) if text.ends_with('\n') => text.to_owned(),
        Some(text) => format!("{text}\n"),
        None => shown.words(),
    })?;
    Ok(Outcome::Done)
}

/// Who speaks, in the order of their first turns.
fn speakers(info: &SourceInfo, snapshot: &Snapshot) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut known = HashMap::new();
    for turn in snapshot.codings(info.id).iter().flat_map(|on| on.turns.iter()) {
        if let Some(name) = &turn.speaker {
            let at = *known.entry(name).or_insert_with(|| {
                speakers.push(Speaker { name: name.to_string(), turns: 0 });
                speakers.len() - 1
            });
            speakers[at].turns += 1;
        }
    }
    speakers
}

impl Shown<'_> {
    fn words(&self) -> String {
        let Listed { name, kind, characters, quotations, codings, imported_at, doubts, .. } =
            &self.listed;
        let mut words = format!(
            "{name}\n  kind        {kind}\n  characters  {}\n  quotations  {}, {}\n  imported    {}\n",
            grouped(*characters as usize),
            grouped(*quotations),
            counted(*codings, "coding", "codings"),
            local(imported_at)
        );
        let mut fact = |what: &str, value: &str| {
            if !value.is_empty() {
                words.push_str(&format!("  {what:<11} {value}\n"));
            }
        };
        fact("date", self.listed.date.as_deref().unwrap_or_default());
        fact("case", self.listed.case.unwrap_or_default());
        fact("people", &self.listed.people.join(", "));
        fact("language", self.listed.language.unwrap_or_default());
        fact("file", self.file_name);
        for (name, value) in &self.attributes {
            fact(name, value);
        }
        for (rule, places) in self.cleaned {
            fact("cleaned", &format!("{rule}, {}", counted(*places, "place", "places")));
        }
        let speakers: Vec<String> = self
            .speakers
            .iter()
            .map(|speaker| {
                format!("{} ({})", speaker.name, counted(speaker.turns, "turn", "turns"))
            })
            .collect();
        if !speakers.is_empty() {
            words.push_str(&format!("  speakers    {}\n", speakers.join(", ")));
        }
        for doubt in *doubts {
            words.push_str(&format!("  doubtful    {doubt}\n"));
        }
        words
    }
}
