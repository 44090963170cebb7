//! The house styles that come with the program.

use crate::domain::house_style::{
    Audience, Brackets, Ellipsis, ExtractTemplate, Grain, HouseStyle, Notes, People, Place,
    QuotationMarks, SpeakerTags,
};

impl HouseStyle {
    /// All styles that come with the program; the one for the screen is the last.
    pub fn shipped() -> Vec<Self> {
        vec![
            Self::report(),
            Self::commas(),
            Self::roles(),
            Self::roles_and_years(),
            Self::article(),
            Self::screen(),
        ]
    }

    /// `[GP ID 512]` · `[Extract from fieldnotes Executive meeting June 2014 M51]`
    pub fn report() -> Self {
        Self {
            name: "Report".to_owned(),
            extracts: vec![
                extract(
                    &["fieldnote"],
                    "Extract from fieldnotes {meeting_type|\"meeting\"}< {date:MMMM YYYY|date:YYYY}> {meeting}",
                ),
                extract(
                    &["minutes"],
                    "Extract from <{meeting_type} >minutes< {date:MMMM YYYY|date:YYYY}> {meeting}",
                ),
                extract(&["telephone interview"], "telephone interviewee ID {person}"),
                extract(&["document"], "{kind:capital}<, {date}>"),
                extract(&["survey"], "Survey answer<, {role}>< ID {person}>"),
                extract(&[], "{role} ID {person}"),
            ],
            ..Self::default()
        }
    }

    /// `[GP, ID 512]` · `[Extract from fieldnotes, Executive meeting June 2014 M51]`
    pub fn commas() -> Self {
        Self {
            name: "Report with commas".to_owned(),
            extracts: vec![
                extract(
                    &["fieldnote"],
                    "Extract from fieldnotes, {meeting_type|\"meeting\"}< {date:MMMM YYYY|date:YYYY}> {meeting}",
                ),
                extract(
                    &["minutes"],
                    "Extract from minutes, <{meeting_type} ><{date:MMMM YYYY|date:YYYY} >{meeting}",
                ),
                extract(&["telephone interview"], "telephone interviewee, ID {person}"),
                extract(&["document"], "{kind:capital}<, {date}>"),
                extract(&["survey"], "Survey answer<, {role}><, ID {person}>"),
                extract(&[], "{role}, ID {person}"),
            ],
            speakers: SpeakerTags {
                template: "{role}<, ID {person}>".to_owned(),
                ..SpeakerTags::default()
            },
            ..Self::default()
        }
    }

    /// `(Director of nursing)` on its own line, the words in curly marks: exact roles, no numbers.
    pub fn roles() -> Self {
        Self {
            name: "Roles without numbers".to_owned(),
            extracts: vec![extract(&[], "{role|kind:capital}<, {qualifier}>")],
            speakers: SpeakerTags { template: "{role}".to_owned(), ..SpeakerTags::default() },
            grain: Grain::Fine,
            people: People { together: true, ..People::default() },
            brackets: Brackets::Round,
            place: Place { own_line: true, ..Place::default() },
            marks: QuotationMarks::Double,
            ellipsis: Ellipsis { sign: "…".to_owned(), at_ends: true },
            ..Self::default()
        }
    }

    /// `(Locality lead, 2013)`: as [`Self::roles`], where rounds are compared.
    pub fn roles_and_years() -> Self {
        Self {
            name: "Roles and years".to_owned(),
            extracts: vec![extract(
                &[],
                "{role|kind:capital}<, {qualifier}>{when rounds are compared: , {year}}",
            )],
            compares_rounds: true,
            ..Self::roles()
        }
    }

    /// `[Policy maker ID9]` behind words in italics, as in articles.
    pub fn article() -> Self {
        Self {
            name: "Article".to_owned(),
            extracts: vec![
                extract(
                    &["fieldnote"],
                    "Extract from fieldnotes {meeting_type|\"meeting\"}< {date:MMMM YYYY|date:YYYY}> {meeting}",
                ),
                extract(&[], "{role|kind:capital} ID{person}"),
            ],
            speakers: SpeakerTags {
                template: "{role}< ID{person}>".to_owned(),
                ..SpeakerTags::default()
            },
            italic_words: true,
            notes: Notes { inside: true, ..Notes::default() },
            ..Self::default()
        }
    }

    /// For the team's own screens: who it was, when and in which source.
    pub fn screen() -> Self {
        Self {
            name: "For the team".to_owned(),
            audience: Audience::Team,
            extracts: vec![
                extract(
                    &["fieldnote", "minutes"],
                    "{meeting|source}<, {meeting_type}><, {site|case}><, {exact_date|date}>",
                ),
                extract(
                    &[],
                    "{name|person|source}<, {post|fine_role|role}><, {site|case}><, {exact_date|date}>",
                ),
            ],
            speakers: SpeakerTags {
                template: "{name|person}<, {post|fine_role|role}>".to_owned(),
                ..SpeakerTags::default()
            },
            grain: Grain::Fine,
            allows_cases: true,
            ..Self::default()
        }
    }
}

fn extract(kinds: &[&str], template: &str) -> ExtractTemplate {
    ExtractTemplate {
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        template: template.to_owned(),
    }
}
