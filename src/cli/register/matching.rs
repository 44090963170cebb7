//! `marginalia people match`: who of the register the speakers in the texts are, and what does not go together.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::analysis::matching::{
    Match, Matching, MeetingConflict, MeetingDiffers, NameConflict, NumberConflict, ReadFrom,
    SeenAt, Suggestion,
};
use crate::cli::arguments::Writing;
use crate::cli::coder::say_who;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::{Outcome, open};
use crate::domain::{PersonId, SourceId};
use crate::project::{Matched, Snapshot};
use crate::text::counted;

/// `marginalia people match`
#[derive(Debug, Args)]
pub(in crate::cli) struct MatchPeople {
    /// The project file
    file: PathBuf,
    /// Make the people who are new, and link sources to the people who speak in them
    #[arg(long)]
    apply: bool,
    /// The highest number that was given out; those beyond are told [default: those far beyond the others]
    #[arg(long, value_name = "N")]
    highest: Option<u32>,
    #[command(flatten)]
    common: Writing,
}

/// What is told.
#[derive(Serialize)]
struct Told {
    names: Vec<Name>,
    numbers_with_two_roles: Vec<Number>,
    numbers_beyond_others: Vec<Number>,
    meetings_told_apart: Vec<Meeting>,
    names_against_columns: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people_made: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources_linked: Option<usize>,
}

/// A name in the texts.
#[derive(Serialize)]
struct Name {
    name: String,
    sources: usize,
    turns: usize,
    tags: usize,
    /// person, new, same as, unclear or interviewer.
    suggestion: &'static str,
    /// Who it is, or the name that it is the same as.
    who: Option<String>,
    role: Option<String>,
    number: Option<u32>,
    why: String,
}

/// A number that cannot be, with who has it.
#[derive(Serialize)]
struct Number {
    number: u32,
    holders: Vec<Holder>,
}

#[derive(Serialize)]
struct Holder {
    role: Option<String>,
    person: Option<String>,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    source: String,
    start: u32,
    end: u32,
    times: usize,
}

/// A number of a meeting that is read in two ways.
#[derive(Serialize)]
struct Meeting {
    number: String,
    differs: Vec<&'static str>,
    readings: Vec<Reading>,
}

#[derive(Serialize)]
struct Reading {
    /// The source; none for the register.
    source: Option<String>,
    date: Option<String>,
    kind: Option<String>,
}

pub(super) fn match_people(asked: &MatchPeople, me: &str) -> Result<Outcome, Failure> {
    let mut project = open(&asked.file)?;
    let matching = project.match_people(asked.highest)?;
    let before = project.snapshot().clone();
    let matched = match asked.apply {
        false => None,
        true => {
            say_who(&mut project, asked.common.coder.as_deref(), me)?;
            Some(project.take_matching(&matching)?)
        }
    };
    let told = Told::new(&before, &matching, matched);
    print(asked.common.form.json, &told, Told::words)?;
    Ok(Outcome::Done)
}

impl Told {
    fn new(snapshot: &Snapshot, matching: &Matching, matched: Option<Matched>) -> Self {
        let name = |one: &Match| {
            let (suggestion, who) = match &one.suggestion {
                Suggestion::Person(id) => ("person", person(snapshot, *id)),
                Suggestion::New { .. } => ("new", None),
                Suggestion::SameAs(other) => {
                    ("same as", matching.matches.get(*other).map(|other| other.seen.name.clone()))
                }
                Suggestion::Unclear => ("unclear", None),
                Suggestion::Interviewer => ("interviewer", None),
            };
            let (role, number) = match &one.suggestion {
                Suggestion::New { role, number, .. } => {
                    (Some(role.clone()).filter(|role| !role.is_empty()), *number)
                }
                _ => (None, None),
            };
            let turns = one.seen.turns();
            Name {
                name: one.seen.name.clone(),
                sources: one.seen.sources(),
                turns,
                tags: one.seen.times() - turns,
                suggestion,
                who,
                role,
                number,
                why: one.why.words(),
            }
        };
        let two_roles = |one: &NumberConflict| Number {
            number: one.number,
            holders: one
                .roles
                .iter()
                .map(|role| Holder {
                    role: Some(role.role.clone()),
                    person: role.person.and_then(|id| person(snapshot, id)),
                    places: places(snapshot, &role.places),
                })
                .collect(),
        };
        let beyond = matching.beyond.iter().map(|one| Number {
            number: one.number,
            holders: vec![Holder {
                role: None,
                person: one.person.and_then(|id| person(snapshot, id)),
                places: places(snapshot, &one.places),
            }],
        });
        let meetings = snapshot.meeting_conflicts();
        let columns = snapshot.register_conflicts();
        Self {
            names: matching.matches.iter().map(name).collect(),
            numbers_with_two_roles: matching.conflicts.iter().map(two_roles).collect(),
            numbers_beyond_others: beyond.collect(),
            meetings_told_apart: meetings.iter().map(|one| Meeting::new(snapshot, one)).collect(),
            names_against_columns: columns
                .iter()
                .filter_map(|one| against_columns(snapshot, one))
                .collect(),
            people_made: matched.map(|matched| matched.made),
            sources_linked: matched.map(|matched| matched.linked),
        }
    }

    fn words(&self) -> String {
        let mut words: String = self.names.iter().map(Name::line).collect();
        if words.is_empty() {
            words = "Nobody speaks in the texts, and nobody is tagged\n".to_owned();
        }
        for one in &self.numbers_with_two_roles {
            words += &format!("ID {} has two roles:\n{}", one.number, one.lines());
        }
        for one in &self.numbers_beyond_others {
            words += &format!("ID {} lies beyond the others:\n{}", one.number, one.lines());
        }
        words.extend(self.meetings_told_apart.iter().map(Meeting::lines));
        words.extend(self.names_against_columns.iter().map(|line| format!("{line}\n")));
        if let (Some(made), Some(linked)) = (self.people_made, self.sources_linked) {
            let made = counted(made, "person", "people");
            let linked = counted(linked, "source", "sources");
            words += &format!("Made {made}; linked {linked} to who speaks in them\n");
        }
        words
    }
}

impl Name {
    fn line(&self) -> String {
        let tags = match self.tags {
            0 => String::new(),
            tags => format!(", {}", counted(tags, "tag", "tags")),
        };
        let who = self.who.as_deref().map(|who| format!(" {who}")).unwrap_or_default();
        format!(
            "{}: {}{who} ({}) · {} in {}{tags}\n",
            self.name,
            self.suggestion,
            self.why,
            counted(self.turns, "turn", "turns"),
            counted(self.sources, "source", "sources"),
        )
    }
}

impl Number {
    fn lines(&self) -> String {
        let line = |holder: &Holder| {
            let register = holder.person.as_ref().map(|name| format!("“{name}” in the register"));
            let places =
                holder.places.iter().map(|at| format!("{} {}..{}", at.source, at.start, at.end));
            let all: Vec<String> = register.into_iter().chain(places).collect();
            let role = holder.role.as_deref().map(|role| format!("{role}: ")).unwrap_or_default();
            format!("  {role}{}\n", all.join("; "))
        };
        self.holders.iter().map(line).collect()
    }
}

impl Meeting {
    fn new(snapshot: &Snapshot, conflict: &MeetingConflict) -> Self {
        let word = |differs: &MeetingDiffers| match differs {
            MeetingDiffers::Date => "date",
            MeetingDiffers::Kind => "kind",
            MeetingDiffers::Link => "link",
        };
        let readings = conflict.readings.iter().map(|one| Reading {
            source: match one.from {
                ReadFrom::Register(_) => None,
                ReadFrom::Source(id) => Some(source(snapshot, id)),
            },
            date: one.date.map(|date| date.to_string()),
            kind: one.kind.clone(),
        });
        Self {
            number: conflict.number.to_string(),
            differs: conflict.differs.iter().map(word).collect(),
            readings: readings.collect(),
        }
    }

    fn lines(&self) -> String {
        let line = |one: &Reading| {
            let said = [one.date.as_deref(), one.kind.as_deref()];
            let said: Vec<&str> = said.into_iter().flatten().collect();
            let from = one.source.as_deref().unwrap_or("the register");
            format!(
                "  {from}: {}\n",
                if said.is_empty() { "–".to_owned() } else { said.join(", ") }
            )
        };
        let readings: String = self.readings.iter().map(line).collect();
        format!("{} is told apart by {}:\n{readings}", self.number, self.differs.join(", "))
    }
}

fn person(snapshot: &Snapshot, id: PersonId) -> Option<String> {
    snapshot.person(id).map(|person| person.name.clone())
}

fn source(snapshot: &Snapshot, id: SourceId) -> String {
    snapshot.source(id).map(|info| info.name.clone()).unwrap_or_default()
}

fn places(snapshot: &Snapshot, places: &[SeenAt]) -> Vec<Place> {
    let place = |at: &SeenAt| Place {
        source: source(snapshot, at.source),
        start: at.span.start,
        end: at.span.end,
        times: at.times,
    };
    places.iter().map(place).collect()
}

/// How the name of a person and their columns differ, as a sentence.
fn against_columns(snapshot: &Snapshot, conflict: &NameConflict) -> Option<String> {
    let person = snapshot.person(conflict.person)?;
    let known = if person.role.is_empty() { &person.fine_role } else { &person.role };
    let role = conflict.role.as_ref().map(|role| format!("the role {role}, not {known}"));
    let number = conflict.number.map(|number| match &person.number {
        Some(known) => format!("the number {number}, not {}", known.number),
        None => format!("the number {number}, and they have none"),
    });
    let said: Vec<String> = role.into_iter().chain(number).collect();
    Some(format!("The name “{}” says {}", person.name, said.join("; ")))
}
