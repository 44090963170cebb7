//! The rules that a new study starts with.

use std::sync::LazyLock;

use super::{Place, Rule};

/// Rules good for most studies' files, the surest first: what has the form of a date, a case or a person in a name,
/// then what headers call by its name, then looser forms of names, then folders.
pub fn defaults() -> Vec<Rule> {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let sound = |(place, pattern): &(Place, &str)| {
            let pattern = pattern.parse().expect("the patterns of the start are sound");
            Rule::new(*place, pattern).expect("the patterns of the start are small")
        };
        WRITTEN.iter().map(sound).collect()
    });
    RULES.clone()
}

const WRITTEN: &[(Place, &str)] = &[
    (Place::Name, "{kind}"),
    (Place::Name, "{date}"),
    (Place::Name, "{person}"),
    (Place::Name, "{case}"),
    (Place::Lines, "Date: {*}{date}{*}"),
    (Place::Lines, "Date of interview: {*}{date}{*}"),
    (Place::Lines, "Interview date: {*}{date}{*}"),
    (Place::Lines, "Date of meeting: {*}{date}{*}"),
    (Place::Lines, "Site: {case} ({*})"),
    (Place::Lines, "Site: {case}"),
    (Place::Lines, "Case: {case}"),
    (Place::Lines, "Organisation: {case}"),
    (Place::Lines, "Organization: {case}"),
    (Place::Lines, "Participant: {person} ({*})"),
    (Place::Lines, "Participant: {person}"),
    (Place::Lines, "Participants: {person}"),
    (Place::Lines, "Interviewee: {person} ({*})"),
    (Place::Lines, "Interviewee: {person}"),
    (Place::Lines, "Interviewees: {person}"),
    (Place::Lines, "Respondent: {person}"),
    (Place::Lines, "Language: {language}"),
    (Place::Lines, "Type: {kind}"),
    (Place::Name, "{date} interview with {person}"),
    (Place::Name, "{date} interview {person}"),
    (Place::Name, "Interview with {person} {date}"),
    (Place::Name, "Interview with {person}"),
    (Place::Folder, "{case}"),
    (Place::Folder, "{kind}"),
];
