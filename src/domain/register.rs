//! The register: whom and what sources are about. Cases, people, meetings, and the properties they are compared by.
//!
//! What may be printed and what may not have types of their own: see [`Private`].

use std::fmt;

use serde::{Deserialize, Serialize};

use super::by_word::by_word;
use super::{AttributeId, CaseId, MeetingId, PartialDate, PersonId, Private};

/// A unit of comparison, such as a site, under its pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its key.
    pub id: CaseId,
    /// Its pseudonym, unique without regard to case: `Site 3`.
    pub name: String,
    /// What it is called in the world.
    pub real_name: Private,
    /// A description in prose.
    pub profile: Private,
    /// Whether the profile may be printed.
    pub is_profile_public: bool,
    /// The case it is a part of, and since when.
    pub part_of: Option<(CaseId, Option<PartialDate>)>,
    /// The case it went up in, and when.
    pub merged_into: Option<(CaseId, Option<PartialDate>)>,
    /// A note of the team.
    pub note: Private,
    /// Its properties.
    pub attributes: Vec<AttributeValue>,
}

impl Case {
    /// A case of which only the pseudonym is known.
    pub fn new(id: CaseId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            real_name: Private::default(),
            profile: Private::default(),
            is_profile_public: false,
            part_of: None,
            merged_into: None,
            note: Private::default(),
            attributes: Vec::new(),
        }
    }
}

/// Somebody interviewed, observed or mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their key.
    pub id: PersonId,
    /// How the texts name them, unique without regard to case: `GP ID 161`.
    pub name: String,
    /// How they come to be in the data.
    pub part: Involvement,
    /// The number by which labels tell them apart.
    pub number: Option<Number>,
    /// Their role in the coarse grain: `Manager`.
    pub role: String,
    /// Their role in the fine grain: `Chief finance officer`.
    pub fine_role: String,
    /// What is printed behind the role: `without a formal role`.
    pub qualifier: String,
    /// Their name.
    pub real_name: Private,
    /// Their exact post.
    pub post: Private,
    /// The case they belong to.
    pub case: Option<CaseId>,
    /// What they agreed to.
    pub consent: Consent,
    /// A note of the team.
    pub note: Private,
    /// Their properties.
    pub attributes: Vec<AttributeValue>,
}

impl Person {
    /// A person of whom only the name in the texts is known.
    pub fn new(id: PersonId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            part: Involvement::default(),
            number: None,
            role: String::new(),
            fine_role: String::new(),
            qualifier: String::new(),
            real_name: Private::default(),
            post: Private::default(),
            case: None,
            consent: Consent::default(),
            note: Private::default(),
            attributes: Vec::new(),
        }
    }
}

/// A number in a series of its own: GP ID 12, telephone interviewee ID 12 and M12 are three things.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Number {
    /// The series; empty for the people of the study, `M` for meetings. Compared without regard to case.
    pub series: String,
    /// The number, unique within its series.
    pub number: u32,
}

impl Number {
    /// What is printed before each number of its series: a series of capital letters itself, `M` in `M51`; nothing for one that
    /// has a name, such as `telephone interviewee`.
    pub fn prefix(&self) -> &str {
        let is_sign = self.series.chars().all(char::is_uppercase);
        if is_sign { &self.series } else { "" }
    }
}

impl fmt::Display for Number {
    /// As it is told to people: `ID 12`, `M10`, `telephone interviewee 9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.series.as_str() {
            "" => write!(f, "ID {}", self.number),
            series if series.chars().count() == 1 => write!(f, "{series}{}", self.number),
            series => write!(f, "{series} {}", self.number),
        }
    }
}

/// What somebody agreed to, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Consent {
    /// Whether they were recorded.
    pub recorded: Option<bool>,
    /// Whether that was written out.
    pub transcribed: Option<bool>,
    /// When they took their consent back: nothing they said is printed from then on.
    pub withdrawn: Option<PartialDate>,
}

/// How somebody comes to be in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Involvement {
    /// They were interviewed.
    #[default]
    Interviewed,
    /// They were seen at a meeting.
    Observed,
    /// Others spoke of them.
    Mentioned,
}

impl Involvement {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Interviewed, Self::Observed, Self::Mentioned];

    /// The word for it, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interviewed => "interviewed",
            Self::Observed => "observed",
            Self::Mentioned => "mentioned",
        }
    }
}

/// An observed meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// Its key.
    pub id: MeetingId,
    /// Its number: M10.
    pub number: Option<Number>,
    /// What kind of meeting it was: `Executive`.
    pub kind: String,
    /// When it took place.
    pub date: Option<PartialDate>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// The case it belongs to.
    pub case: Option<CaseId>,
    /// Who was there.
    pub people: Vec<PersonId>,
    /// A note of the team.
    pub note: Private,
    /// Its properties.
    pub attributes: Vec<AttributeValue>,
}

impl Meeting {
    /// A meeting of which nothing is known.
    pub fn new(id: MeetingId) -> Self {
        Self {
            id,
            number: None,
            kind: String::new(),
            date: None,
            minutes: None,
            case: None,
            people: Vec::new(),
            note: Private::default(),
            attributes: Vec::new(),
        }
    }

    /// How it is told from others on the screen: `M10 Executive 2012-03`.
    pub fn title(&self) -> String {
        let number = self.number.as_ref().map(Number::to_string);
        let kind = Some(self.kind.clone()).filter(|kind| !kind.is_empty());
        let date = self.date.map(|date| date.to_string());
        let parts: Vec<String> = [number, kind, date].into_iter().flatten().collect();
        if parts.is_empty() { "A meeting".to_owned() } else { parts.join(" ") }
    }
}

/// A property that sources, people, cases or meetings are compared by, such as a closed question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// Its key.
    pub id: AttributeId,
    /// What has it.
    pub subject: Subject,
    /// Its name, unique without regard to case among those of its subject.
    pub name: String,
    /// What its values are.
    pub kind: ValueKind,
    /// The values to choose from, in their order; empty for other kinds.
    pub choices: Vec<String>,
    /// Whether its values may be printed as they are.
    pub is_public: bool,
    /// Why it is kept.
    pub note: String,
}

impl Attribute {
    /// An attribute of sources that holds text.
    pub fn new(id: AttributeId, name: impl Into<String>) -> Self {
        Self {
            id,
            subject: Subject::Source,
            name: name.into(),
            kind: ValueKind::Text,
            choices: Vec::new(),
            is_public: false,
            note: String::new(),
        }
    }

    /// What is wrong with a value, as a sentence; none where it is one of this attribute.
    pub fn fault(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let is_right = match self.kind {
            ValueKind::Text => true,
            ValueKind::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
            ValueKind::YesNo => ["yes", "no"].contains(&value.to_lowercase().as_str()),
            ValueKind::Date => value.parse::<PartialDate>().is_ok(),
            ValueKind::Choice | ValueKind::OrderedChoice => {
                let lower = value.to_lowercase();
                self.choices.iter().any(|choice| choice.to_lowercase() == lower)
            }
        };
        let wanted = match self.kind {
            _ if value.is_empty() || is_right => return None,
            ValueKind::Text => return None,
            ValueKind::Number => "a number".to_owned(),
            ValueKind::YesNo => "yes or no".to_owned(),
            ValueKind::Date => "a date such as 2012, 2012-03 or 2012-03-14".to_owned(),
            ValueKind::Choice | ValueKind::OrderedChoice => self.choices.join(", "),
        };
        Some(format!("“{value}” is no value of “{}”; write {wanted}.", self.name))
    }
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttributeValue {
    /// Of which attribute.
    pub attribute: AttributeId,
    /// The value itself; printed only where the attribute is public.
    pub value: String,
    /// What is printed in its place: a range, a coarser word.
    pub public: Option<String>,
    /// From when on it holds; from the beginning where this is empty.
    pub since: Option<PartialDate>,
}

impl AttributeValue {
    /// A value that has always held and has no other for print.
    pub fn new(attribute: AttributeId, value: impl Into<String>) -> Self {
        Self { attribute, value: value.into(), public: None, since: None }
    }

    /// Of the values of something those that held at a time, one for each attribute: the latest that had begun by then; without
    /// a time, the latest.
    pub fn as_of(values: &[Self], date: Option<PartialDate>) -> Vec<&Self> {
        let begins = |value: &Self| value.since.map(|since| since.days()[0]);
        let end = date.map(|date| date.days()[1]);
        let mut held: Vec<&Self> = Vec::new();
        for value in values.iter().filter(|value| end.is_none_or(|end| begins(value) <= Some(end)))
        {
            match held.iter_mut().find(|other| other.attribute == value.attribute) {
                Some(other) if begins(other) <= begins(value) => *other = value,
                Some(_) => {}
                None => held.push(value),
            }
        }
        held
    }

    /// What may be printed of it, where `attribute` is the one it belongs to.
    pub fn printed(&self, attribute: &Attribute) -> Option<&str> {
        let own = || attribute.is_public.then_some(self.value.as_str());
        self.public.as_deref().or_else(own)
    }
}

/// What has an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Sources.
    #[default]
    Source,
    /// People.
    Person,
    /// Cases.
    Case,
    /// Meetings.
    Meeting,
}

impl Subject {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Source, Self::Person, Self::Case, Self::Meeting];

    /// The word for one, in lower case; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Person => "person",
            Self::Case => "case",
            Self::Meeting => "meeting",
        }
    }
}

/// What the values of an attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum ValueKind {
    /// Any words.
    #[default]
    #[serde(rename = "text")]
    Text,
    /// Numbers.
    #[serde(rename = "number")]
    Number,
    /// Yes or no.
    #[serde(rename = "yes or no")]
    YesNo,
    /// Dates, to the day, the month or the year.
    #[serde(rename = "date")]
    Date,
    /// One of some words.
    #[serde(rename = "choice")]
    Choice,
    /// One of some words that stand in an order.
    #[serde(rename = "ordered choice")]
    OrderedChoice,
}

impl ValueKind {
    /// All of them, as they are offered.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Number, Self::YesNo, Self::Date, Self::Choice, Self::OrderedChoice];

    /// The word for it; also how it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes or no",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::OrderedChoice => "ordered choice",
        }
    }
}

by_word!(Involvement, Subject, ValueKind);

/// A name as texts give it, taken apart: `Practice manager ID 40` is a practice manager with the number 40.
///
/// The forms are those of printed reports: the role, `ID` with or without a blank behind it, the number, in brackets or not;
/// a comma may stand before `ID`. None where there is no number.
pub fn read_name(name: &str) -> Option<(String, u32)> {
    let name = name.trim().trim_matches(['[', ']', '(', ')']).trim();
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, number) = name.split_at(name.len() - digits);
    let number: u32 = number.parse().ok()?;
    let before = before.trim_end();
    let role = before.strip_suffix("ID").or_else(|| before.strip_suffix("id"))?;
    // No part of a word: `Covid 19` is nobody.
    let is_apart = role.is_empty() || role.ends_with([' ', ',', '\u{a0}']);
    is_apart.then(|| (role.trim().trim_end_matches(',').trim().to_owned(), number))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn names_are_taken_apart_as_reports_print_them() {
        let read = |name| read_name(name).map(|(role, number)| format!("{role}|{number}"));
        assert_eq!(read("GP ID 512").as_deref(), Some("GP|512"));
        assert_eq!(read("[GP ID515]").as_deref(), Some("GP|515"));
        assert_eq!(read("(Manager, ID 514)").as_deref(), Some("Manager|514"));
        assert_eq!(read("Practice manager ID 40").as_deref(), Some("Practice manager|40"));
        assert_eq!(read("ID 9").as_deref(), Some("|9"));
        for nobody in ["Chair", "M10", "Covid 19", "", "GP ID", "ID 99999999999"] {
            assert_eq!(read(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn values_are_held_to_their_kind() {
        let mut attribute = Attribute::new(AttributeId::new(Uuid::nil()), "Size");
        assert_eq!(attribute.fault("anything"), None);
        attribute.kind = ValueKind::Number;
        assert_eq!(attribute.fault("274350"), None);
        assert!(attribute.fault("many").is_some_and(|said| said.contains("a number")));
        attribute.kind = ValueKind::OrderedChoice;
        attribute.choices = vec!["Small".into(), "Large".into()];
        assert_eq!(attribute.fault("small"), None);
        assert!(attribute.fault("huge").is_some_and(|said| said.contains("Small, Large")));
        assert_eq!(attribute.fault(""), None);
    }

    #[test]
    fn only_public_values_are_printed() {
        let mut attribute = Attribute::new(AttributeId::new(Uuid::nil()), "Population");
        let mut value = AttributeValue::new(attribute.id, "274350");
        assert_eq!(value.printed(&attribute), None);
        value.public = Some("200–300 thousand".into());
        assert_eq!(value.printed(&attribute), Some("200–300 thousand"));
        value.public = None;
        attribute.is_public = true;
        assert_eq!(value.printed(&attribute), Some("274350"));
        assert!(!format!("{:?}", Private::new("Dr Who")).contains("Who"));
    }
}
