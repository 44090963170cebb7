//! Sentences on whom and what a study is about.

use super::super::record::{StudyRecord, YesOrNo};
use super::super::{Fact, TableName};
use super::{listed, tallied, were};
use crate::domain::{PartialDate, SourceKind};
use crate::text::{counted, grouped};

pub fn sample_size(record: &StudyRecord) -> Vec<Fact> {
    let people = &record.people;
    let interviews = interviews(record);
    if people.interviewed + people.observed + people.mentioned == 0 {
        let said = match interviews {
            0 => "The register holds no people, and there are no interviews.".to_owned(),
            _ => format!(
                "{} in the project; the register holds no people.",
                counted(interviews, "interview is", "interviews are")
            ),
        };
        return vec![Fact::new(said)];
    }
    // How many interviews that were is known only where they are linked to people.
    let interviewed = were(people.interviewed, "person", "people");
    let said = match people.interviews {
        0 => format!("{interviewed} interviewed; no interview is linked to any of them."),
        held => {
            format!("{interviewed} interviewed in {}.", counted(held, "interview", "interviews"))
        }
    };
    let mut facts = vec![Fact::new(said).see(TableName::Respondents)];
    let unlinked = interviews.saturating_sub(people.interviews_linked);
    if unlinked > 0 {
        let many = counted(unlinked, "further interview is", "further interviews are");
        facts.push(Fact::new(format!("{many} linked to nobody in the register.")));
    }
    let others = [(people.observed, "observed"), (people.mentioned, "spoken of")];
    let others: Vec<String> = others
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", were(count, "further person", "further people")))
        .collect();
    if !others.is_empty() {
        facts.push(Fact::new(format!("{}.", listed(&others))));
    }
    facts
}

fn interviews(record: &StudyRecord) -> usize {
    of_kind(record, SourceKind::Interview)
}

fn of_kind(record: &StudyRecord, kind: SourceKind) -> usize {
    record.sources.iter().filter(|of| of.kind == kind).map(|of| of.sources).sum()
}

pub fn withdrawn(record: &StudyRecord) -> Vec<Fact> {
    let said = match record.people.withdrawn {
        0 => return Vec::new(),
        many => counted(many, "person", "people"),
    };
    vec![Fact::new(format!(
        "{said} took their consent back; nothing they said is in a file written since, and they are in no count of participants."
    ))]
}

pub fn sample(record: &StudyRecord) -> Vec<Fact> {
    if record.characteristics.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for one in &record.characteristics {
        let name = format!("{} of {}", one.attribute, plural(one.subject));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let said = format!("Characteristics that may be printed: {}.", listed(&names));
    vec![Fact::new(said).see(TableName::Characteristics)]
}

fn plural(subject: crate::domain::Subject) -> &'static str {
    use crate::domain::Subject;

    match subject {
        Subject::Source => "sources",
        Subject::Person => "people",
        Subject::Case => "cases",
        Subject::Meeting => "meetings",
    }
}

pub fn sources(record: &StudyRecord) -> Vec<Fact> {
    if record.sources.is_empty() {
        return vec![Fact::new("There are no sources.")];
    }
    let kinds: Vec<(String, usize)> = record
        .sources
        .iter()
        .map(|of| {
            let word = match of.sources {
                1 => of.kind.title(),
                _ => of.kind.heading(),
            };
            (word.to_lowercase(), of.sources)
        })
        .collect();
    let total: usize = record.sources.iter().map(|of| of.sources).sum();
    let said = format!("{}: {}.", counted(total, "source", "sources"), tallied(&kinds));
    let mut facts = vec![Fact::new(said).see(TableName::Sources)];
    let first = record.sources.iter().filter_map(|of| of.first).min();
    let last = record.sources.iter().filter_map(|of| of.last).max();
    facts.extend(dated("What they tell of took place", first, last));
    facts
}

/// When something took place.
fn dated(what: &str, first: Option<PartialDate>, last: Option<PartialDate>) -> Option<Fact> {
    let (first, last) = first.zip(last)?;
    Some(Fact::new(match first == last {
        true => format!("{what} in or on {}.", first.in_words()),
        false => format!("{what} between {} and {}.", first.in_words(), last.in_words()),
    }))
}

pub fn cases(record: &StudyRecord) -> Vec<Fact> {
    let cases = &record.cases;
    if cases.cases == 0 {
        return Vec::new();
    }
    let mut said = format!("{} studied", were(cases.cases, "case", "cases"));
    if cases.with_sources < cases.cases {
        said.push_str(&format!(
            ", {} of them with sources of their own",
            grouped(cases.with_sources)
        ));
    }
    if cases.merged > 0 {
        said.push_str(&format!("; {} went up in others during the study", grouped(cases.merged)));
    }
    vec![Fact::new(format!("{said}."))]
}

pub fn meetings(record: &StudyRecord) -> Vec<Fact> {
    let meetings = &record.meetings;
    if meetings.meetings == 0 {
        return Vec::new();
    }
    let kinds = match meetings.kinds.as_slice() {
        [] => String::new(),
        kinds => format!(": {}", tallied(kinds)),
    };
    let said = format!("{} observed{kinds}.", were(meetings.meetings, "meeting", "meetings"));
    let mut facts = vec![Fact::new(said)];
    let what = if meetings.meetings == 1 { "It took place" } else { "They took place" };
    facts.extend(dated(what, meetings.first, meetings.last));
    facts
}

pub fn repeats(record: &StudyRecord) -> Vec<Fact> {
    let people = &record.people;
    if people.interviews == 0 {
        return Vec::new();
    }
    let said = match people.interviewed_again {
        0 => "Nobody was interviewed more than once.".to_owned(),
        many => format!("{} interviewed more than once.", were(many, "person", "people")),
    };
    vec![Fact::new(said)]
}

pub fn recording(record: &StudyRecord) -> Vec<Fact> {
    let people = &record.people;
    let said = |what: &str, answers: YesOrNo| {
        if answers.yes > 0 && answers.yes == people.interviewed {
            return Some(Fact::new(format!("All who were interviewed were {what}.")));
        }
        (answers.yes + answers.no > 0).then(|| {
            let was = if answers.yes == 1 { "was" } else { "were" };
            let mut parts = vec![
                format!("{} {was} {what}", grouped(answers.yes)),
                format!("{} not", grouped(answers.no)),
            ];
            if answers.unknown > 0 {
                parts.push(format!("of {} it is not noted", grouped(answers.unknown)));
            }
            Fact::new(format!("Of those interviewed {}.", listed(&parts)))
        })
    };
    let found = [said("recorded", people.recorded), said("transcribed", people.transcribed)];
    found.into_iter().flatten().collect()
}

pub fn fieldnotes(record: &StudyRecord) -> Vec<Fact> {
    match of_kind(record, SourceKind::Fieldnote) {
        0 => Vec::new(),
        many => {
            let said = counted(many, "fieldnote is", "fieldnotes are");
            vec![Fact::new(format!("{said} in the project.")).see(TableName::Sources)]
        }
    }
}

pub fn duration(record: &StudyRecord) -> Vec<Fact> {
    let meetings = &record.meetings;
    if meetings.timed == 0 {
        return Vec::new();
    }
    let hours = meetings.minutes as f64 / 60.0;
    vec![Fact::new(format!(
        "{} observed for {} minutes together ({hours:.1} hours).",
        were(meetings.timed, "meeting", "meetings"),
        grouped(usize::try_from(meetings.minutes).unwrap_or(usize::MAX)),
    ))]
}
