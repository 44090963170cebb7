//! The fields of templates: their names, and what each says of an extract.
//!
//! There are two sets of them. A template is of one: [`PublicField`]s are given nothing private, [`ScreenField`]s read all facts
//! and stand for what is shown to the team.

use std::borrow::Cow;
use std::fmt;

use super::facts::{Facts, PrivateFacts, PrivatePerson, RoleWords};
use super::field_names::{PRIVATE_FIELDS, PUBLIC_FIELDS, no_such_field};
use super::making::Setting;
use super::plural::{listed, plural};
use crate::domain::PartialDate;
use crate::domain::house_style::Grain;

/// A set of fields that a template may name.
pub trait Field: Clone + Eq + fmt::Debug {
    /// What its fields are read from beside [`PublicFacts`]; `()` where there is nothing else.
    type Private;

    /// The field of this name, with the name of the attribute for one that takes it.
    ///
    /// # Errors
    /// A sentence that says why there is none and what to write instead.
    fn named(name: &str, attribute: Option<&str>) -> Result<Self, String>;
    /// Its name as templates write it, and the name of the attribute it stands for.
    fn name(&self) -> (&'static str, Option<&str>);
    /// Whether it is one of [`PublicField`].
    fn public(&self) -> Option<&PublicField>;
    /// Whether it speaks of each of the people by themselves.
    fn is_of_person(&self) -> bool;
    /// Whether its value is a date.
    fn is_date(&self) -> bool;
    /// What it says; nothing where that is not known. Of several people, those named, it speaks as one.
    fn value<'f>(
        &self,
        facts: Facts<'f, Self::Private>,
        who: Who<'_>,
        setting: &Setting<'_>,
    ) -> Option<Value<'f>>;
    /// Whether it says this, without regard to case.
    fn says(
        &self,
        facts: Facts<'_, Self::Private>,
        who: Who<'_>,
        setting: &Setting<'_>,
        words: &str,
    ) -> bool {
        self.value(facts, who, setting).is_some_and(|value| same(&value.words(), words))
    }
}

/// Of whom a part of a label speaks: places in the facts' list of people.
#[derive(Debug, Clone, Copy)]
pub struct Who<'p> {
    pub(super) people: &'p [usize],
    /// Whether numbers are left out, to see whether people differ in nothing else.
    pub(super) without_numbers: bool,
}

/// What a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'f> {
    /// Words; there are none that are empty.
    Words(Cow<'f, str>),
    /// A date.
    Date(PartialDate),
}

impl Value<'_> {
    /// The words; a date in the form it is kept in.
    fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Words(words) => Cow::Borrowed(words),
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

/// What a public template may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicField {
    /// `{person}`
    Person,
    /// `{series}`
    Series,
    /// `{role}`
    Role,
    /// `{coarse_role}`
    CoarseRole,
    /// `{fine_role}`
    FineRole,
    /// `{qualifier}`
    Qualifier,
    /// `{person_attribute "Gender"}`
    PersonAttribute(String),
    /// `{kind}`
    Kind,
    /// `{meeting}`
    Meeting,
    /// `{meeting_type}`
    MeetingType,
    /// `{meeting_date}`
    MeetingDate,
    /// `{date}`
    Date,
    /// `{year}`
    Year,
    /// `{round}`
    Round,
    /// `{case}`
    Case,
    /// `{attribute "Size"}`
    Attribute(String),
}

/// What only a template for the screen may name, beside all that is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrivateField {
    /// `{name}`
    Name,
    /// `{post}`
    Post,
    /// `{exact_person_attribute "Gender"}`
    PersonAttribute(String),
    /// `{site}`
    Site,
    /// `{source}`
    Source,
    /// `{file}`
    File,
    /// `{exact_date}`
    Date,
    /// `{exact_attribute "Size"}`
    Attribute(String),
}

/// What a template for the screen may name: everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenField {
    /// What anybody may read.
    Public(PublicField),
    /// What only the team may read.
    Private(PrivateField),
}

impl PublicField {
    /// The field of a name; nothing for an unknown name, or an attribute without its name.
    fn of(name: &str, attribute: Option<&str>) -> Option<Self> {
        Some(match (name, attribute) {
            ("person", None) => Self::Person,
            ("series", None) => Self::Series,
            ("role", None) => Self::Role,
            ("coarse_role", None) => Self::CoarseRole,
            ("fine_role", None) => Self::FineRole,
            ("qualifier", None) => Self::Qualifier,
            ("person_attribute", Some(attribute)) => Self::PersonAttribute(attribute.to_owned()),
            ("kind", None) => Self::Kind,
            ("meeting", None) => Self::Meeting,
            ("meeting_type", None) => Self::MeetingType,
            ("meeting_date", None) => Self::MeetingDate,
            ("date", None) => Self::Date,
            ("year", None) => Self::Year,
            ("round", None) => Self::Round,
            ("case", None) => Self::Case,
            ("attribute", Some(attribute)) => Self::Attribute(attribute.to_owned()),
            _ => return None,
        })
    }
}

impl Field for PublicField {
    type Private = ();

    fn named(name: &str, attribute: Option<&str>) -> Result<Self, String> {
        if let Some(field) = Self::of(name, attribute) {
            return Ok(field);
        }
        if let Some(private) = PRIVATE_FIELDS.iter().find(|field| field.name == name)
            && let Some(instead) = private.instead
        {
            return Err(format!(
                "“{name}” is private, and this template is for everybody; write {instead} instead."
            ));
        }
        Err(no_such_field(name, attribute, PUBLIC_FIELDS.iter()))
    }

    fn name(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Person => ("person", None),
            Self::Series => ("series", None),
            Self::Role => ("role", None),
            Self::CoarseRole => ("coarse_role", None),
            Self::FineRole => ("fine_role", None),
            Self::Qualifier => ("qualifier", None),
            Self::PersonAttribute(name) => ("person_attribute", Some(name)),
            Self::Kind => ("kind", None),
            Self::Meeting => ("meeting", None),
            Self::MeetingType => ("meeting_type", None),
            Self::MeetingDate => ("meeting_date", None),
            Self::Date => ("date", None),
            Self::Year => ("year", None),
            Self::Round => ("round", None),
            Self::Case => ("case", None),
            Self::Attribute(name) => ("attribute", Some(name)),
        }
    }

    fn public(&self) -> Option<&PublicField> {
        Some(self)
    }

    fn is_of_person(&self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Series
                | Self::Role
                | Self::CoarseRole
                | Self::FineRole
                | Self::Qualifier
                | Self::PersonAttribute(_)
        )
    }

    fn is_date(&self) -> bool {
        matches!(self, Self::Date | Self::MeetingDate)
    }

    fn value<'f>(
        &self,
        facts: Facts<'f>,
        who: Who<'_>,
        setting: &Setting<'_>,
    ) -> Option<Value<'f>> {
        let facts = facts.public;
        let person = who.people.first().and_then(|&at| facts.people.get(at));
        let meeting = facts.meeting.as_ref();
        let date = || facts.date.or_else(|| meeting?.date);
        let role = |role: Option<&'f RoleWords>| {
            let role = role?;
            let several = role.several.as_deref().filter(|words| !words.trim().is_empty());
            match (who.people.len() > 1, several) {
                (false, _) => words(&role.one),
                (true, Some(several)) => words(several),
                (true, None) => owned(plural(given(&role.one)?)),
            }
        };
        match self {
            Self::Person => {
                let number = |&at: &usize| {
                    let number = facts.people.get(at)?.number.as_ref()?;
                    let printed = setting.numbers.printed(number)?;
                    Some(if who.without_numbers { "#".to_owned() } else { printed })
                };
                let numbers: Option<Vec<String>> = who.people.iter().map(number).collect();
                let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
                Some(Value::Words(Cow::Owned(listed(&numbers))))
            }
            Self::Series => words(&person?.number.as_ref()?.series),
            Self::Role => match setting.grain {
                Grain::Coarse => role(person?.coarse_role.as_ref()),
                // What is known less exactly is no secret.
                Grain::Fine => {
                    role(person?.fine_role.as_ref()).or_else(|| role(person?.coarse_role.as_ref()))
                }
            },
            Self::CoarseRole => role(person?.coarse_role.as_ref()),
            Self::FineRole => role(person?.fine_role.as_ref()),
            Self::Qualifier => words(person?.qualifier.as_ref()?),
            Self::PersonAttribute(name) => value_of(&person?.attributes, name),
            Self::Kind => match facts.kind_word.as_deref().and_then(words) {
                Some(word) => Some(word),
                None => words(facts.kind?.word()),
            },
            Self::Meeting => owned(setting.numbers.printed(meeting?.number.as_ref()?)?),
            Self::MeetingType => words(meeting?.kind.as_ref()?),
            Self::MeetingDate => meeting?.date.map(Value::Date),
            Self::Date => date().map(Value::Date),
            Self::Year => owned(facts.year.or_else(|| date().map(PartialDate::year))?.to_string()),
            Self::Round => words(facts.round.as_ref()?),
            Self::Case => words(facts.case.as_ref()?),
            Self::Attribute(name) => value_of(&facts.attributes, name),
        }
    }

    fn says(&self, facts: Facts<'_>, who: Who<'_>, setting: &Setting<'_>, words: &str) -> bool {
        // What the study calls minutes is a document all the same.
        let is_kind =
            *self == Self::Kind && facts.public.kind.is_some_and(|kind| same(kind.word(), words));
        is_kind || self.value(facts, who, setting).is_some_and(|value| same(&value.words(), words))
    }
}

impl Field for ScreenField {
    type Private = PrivateFacts;

    fn named(name: &str, attribute: Option<&str>) -> Result<Self, String> {
        if let Some(field) = PublicField::of(name, attribute) {
            return Ok(Self::Public(field));
        }
        Ok(Self::Private(match (name, attribute) {
            ("name", None) => PrivateField::Name,
            ("post", None) => PrivateField::Post,
            ("exact_person_attribute", Some(name)) => {
                PrivateField::PersonAttribute(name.to_owned())
            }
            ("site", None) => PrivateField::Site,
            ("source", None) => PrivateField::Source,
            ("file", None) => PrivateField::File,
            ("exact_date", None) => PrivateField::Date,
            ("exact_attribute", Some(name)) => PrivateField::Attribute(name.to_owned()),
            _ => {
                let all = PUBLIC_FIELDS.iter().chain(&PRIVATE_FIELDS);
                return Err(no_such_field(name, attribute, all));
            }
        }))
    }

    fn name(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Public(field) => field.name(),
            Self::Private(field) => match field {
                PrivateField::Name => ("name", None),
                PrivateField::Post => ("post", None),
                PrivateField::PersonAttribute(name) => ("exact_person_attribute", Some(name)),
                PrivateField::Site => ("site", None),
                PrivateField::Source => ("source", None),
                PrivateField::File => ("file", None),
                PrivateField::Date => ("exact_date", None),
                PrivateField::Attribute(name) => ("exact_attribute", Some(name)),
            },
        }
    }

    fn public(&self) -> Option<&PublicField> {
        match self {
            Self::Public(field) => Some(field),
            Self::Private(_) => None,
        }
    }

    fn is_of_person(&self) -> bool {
        match self {
            Self::Public(field) => field.is_of_person(),
            Self::Private(field) => matches!(
                field,
                PrivateField::Name | PrivateField::Post | PrivateField::PersonAttribute(_)
            ),
        }
    }

    fn is_date(&self) -> bool {
        match self {
            Self::Public(field) => field.is_date(),
            Self::Private(field) => *field == PrivateField::Date,
        }
    }

    fn value<'f>(
        &self,
        facts: Facts<'f, PrivateFacts>,
        who: Who<'_>,
        setting: &Setting<'_>,
    ) -> Option<Value<'f>> {
        let field = match self {
            Self::Public(field) => return field.value(facts.public.into(), who, setting),
            Self::Private(field) => field,
        };
        let PrivateFacts { people, site, source, file, date, attributes } = facts.private;
        let of_person = |value: fn(&PrivatePerson) -> Option<&String>| {
            let values: Vec<&str> =
                who.people.iter().filter_map(|&at| given(value(people.get(at)?)?)).collect();
            if values.is_empty() { None } else { owned(listed(&values)) }
        };
        match field {
            PrivateField::Name => of_person(|person| person.name.as_ref()),
            PrivateField::Post => of_person(|person| person.post.as_ref()),
            PrivateField::PersonAttribute(name) => {
                value_of(&people.get(*who.people.first()?)?.attributes, name)
            }
            PrivateField::Site => words(site.as_ref()?),
            PrivateField::Source => words(source.as_ref()?),
            PrivateField::File => words(file.as_ref()?),
            PrivateField::Date => date.map(Value::Date),
            PrivateField::Attribute(name) => value_of(attributes, name),
        }
    }

    fn says(
        &self,
        facts: Facts<'_, PrivateFacts>,
        who: Who<'_>,
        setting: &Setting<'_>,
        words: &str,
    ) -> bool {
        match self {
            Self::Public(field) => field.says(facts.public.into(), who, setting, words),
            Self::Private(_) => {
                self.value(facts, who, setting).is_some_and(|value| same(&value.words(), words))
            }
        }
    }
}

/// Words that are not empty.
fn given(words: &str) -> Option<&str> {
    let words = words.trim();
    (!words.is_empty()).then_some(words)
}

fn words(words: &str) -> Option<Value<'_>> {
    given(words).map(|words| Value::Words(Cow::Borrowed(words)))
}

fn owned<'f>(words: String) -> Option<Value<'f>> {
    Some(Value::Words(Cow::Owned(words)))
}

fn value_of<'f>(attributes: &'f [(String, String)], name: &str) -> Option<Value<'f>> {
    let (_, value) = attributes.iter().find(|(known, _)| same(known, name))?;
    words(value)
}

/// Whether two words are the same without regard to case.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.trim().chars().flat_map(char::to_lowercase).eq(b.trim().chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::field_names::FieldName;
    use super::*;

    #[test]
    fn every_name_is_read_and_written() {
        for FieldName { name, takes_attribute, .. } in PUBLIC_FIELDS {
            let argument = takes_attribute.then_some("Size");
            let field = PublicField::named(name, argument).expect("a public field");
            assert_eq!(field.name(), (name, argument));
        }
        for FieldName { name, takes_attribute, .. } in
            PUBLIC_FIELDS.into_iter().chain(PRIVATE_FIELDS)
        {
            let argument = takes_attribute.then_some("Size");
            let field = ScreenField::named(name, argument).expect("a field");
            assert_eq!(field.name(), (name, argument));
        }
    }

    #[test]
    fn private_names_are_refused_with_what_to_write_instead() {
        for field in PRIVATE_FIELDS {
            let argument = field.takes_attribute.then_some("Size");
            let instead = field.instead.expect("something public");
            assert_eq!(
                PublicField::named(field.name, argument),
                Err(format!(
                    "“{}” is private, and this template is for everybody; write {instead} instead.",
                    field.name
                ))
            );
            assert!(PUBLIC_FIELDS.iter().any(|public| public.name == instead));
        }
    }
}
