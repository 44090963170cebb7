//! Labels as a whole: records in, exact strings out.

mod extracts;
mod forms;
mod templates;
mod trims;

use super::*;
use crate::domain::{Number, SourceKind};

/// Reads a record: `kind: fieldnote | type: Executive meeting | date: 2014-06 | meeting: 51`. A person is written
/// `person: coarse role/fine role #512 (qualifier)`, of which each part may be missing.
fn record(line: &str) -> PublicFacts {
    let mut facts = PublicFacts::default();
    let series = |series: &str, value: &str| Number {
        series: series.to_owned(),
        number: value.trim().parse().expect("a number"),
    };
    for part in line.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once(": ").expect("a key and a value");
        let words = Some(value.to_owned());
        match key {
            "kind" => facts.kind = Some(value.parse::<SourceKind>().expect("a kind")),
            "word" => facts.kind_word = words,
            "type" => facts.meeting.get_or_insert_default().kind = words,
            "meeting" => {
                facts.meeting.get_or_insert_default().number = Some(series("M", value));
            }
            "met" => {
                facts.meeting.get_or_insert_default().date = Some(value.parse().expect("a date"));
            }
            "date" => facts.date = Some(value.parse().expect("a date")),
            "round" => facts.round = words,
            "year" => facts.year = Some(value.parse().expect("a year")),
            "case" => facts.case = words,
            "note" => facts.note = words,
            "attribute" => {
                let (name, value) = value.split_once('=').expect("a name and a value");
                facts.attributes.push((name.to_owned(), value.to_owned()));
            }
            "person" | "caller" => {
                let name = if key == "person" { "" } else { "telephone interviewee" };
                let (value, qualifier) = match value.split_once('(') {
                    Some((value, qualifier)) => {
                        (value, Some(qualifier.trim_end_matches(')').to_owned()))
                    }
                    None => (value, None),
                };
                let (roles, number) = match value.split_once('#') {
                    Some((roles, number)) => (roles, Some(series(name, number))),
                    None => (value, None),
                };
                let role = |words: &str| {
                    let one = words.trim().to_owned();
                    (!one.is_empty()).then_some(RoleWords { one, several: None })
                };
                let (coarse, fine) = roles.split_once('/').unwrap_or((roles, ""));
                facts.people.push(PublicPerson {
                    number,
                    coarse_role: role(coarse),
                    fine_role: role(fine),
                    qualifier,
                    attributes: Vec::new(),
                });
            }
            other => panic!("{other} is no part of a record"),
        }
    }
    facts
}

/// A style that prints one template.
fn style_of(template: &str) -> HouseStyle {
    HouseStyle {
        extracts: vec![ExtractTemplate { kinds: Vec::new(), template: template.to_owned() }],
        ..HouseStyle::default()
    }
}

/// The label of a record as it is printed, and what is missing in it, numbers as they are.
fn labelled(style: &HouseStyle, facts: &PublicFacts) -> (String, Vec<String>) {
    let labels = style.labels::<PublicField>().expect("a sound style");
    let label = labels.label(facts.into(), &NumberKey::default());
    let missing = label.missing.iter().map(ToString::to_string).collect();
    (plain_text(&style.label_pieces(&label)), missing)
}
