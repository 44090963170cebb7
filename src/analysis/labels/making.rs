//! Fills a template with the facts of an extract.

use std::fmt;

use super::date_format::dated;
use super::facts::Facts;
use super::fields::{Field, Value, Who};
use super::template::{Alternative, Choice, Form, Part, Subject, Template, Test};
use crate::domain::NumberKey;
use crate::domain::house_style::{Grain, People};

/// What the style and the output say about every label.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'s> {
    /// The grain in which roles are printed.
    pub grain: Grain,
    /// How several people are named in one label.
    pub people: &'s People,
    /// Whether the output compares rounds.
    pub compares_rounds: bool,
    /// The numbers in print.
    pub numbers: &'s NumberKey,
}

/// What a template says of an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words, on one line, without two blanks side by side or any at the ends.
    pub text: String,
    /// What should stand in it and is not known, each once.
    pub missing: Vec<Missing>,
}

/// What is missing in a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// What this field says, as templates name it.
    Field(String),
    /// Everything: no word is left of the label.
    Label,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => f.write_str(name),
            Self::Label => f.write_str("the whole label"),
        }
    }
}

impl<F: Field> Template<F> {
    /// The label of an extract. A field that is empty, outside of the parts that may be left out, leaves a gap and is named as
    /// missing.
    ///
    /// Of several people, what stretches from the first field that speaks of a person to the last is said of each, with the
    /// style's sign between them. Who would be called the same, but for the number where the style names such people together,
    /// are named once, in the plural: `Managers ID 514 and 518`.
    pub fn label(&self, facts: Facts<'_, F::Private>, setting: &Setting<'_>) -> Label {
        let maker = Maker::<F> { facts, setting: *setting };
        let (mut text, mut empty) = (String::new(), Vec::new());
        let people = maker.people();
        match people.len() {
            0 | 1 => {
                let who = Who { people: &people, without_numbers: false };
                maker.say(&self.parts, who, &mut text, &mut empty);
            }
            _ => maker.spread(&self.parts, &people, &mut text, &mut empty),
        }
        let text = tidy(&text);
        let mut missing: Vec<Missing> = Vec::new();
        for name in empty {
            let field = Missing::Field(name);
            if !missing.contains(&field) {
                missing.push(field);
            }
        }
        if text.is_empty() && !self.is_empty() && missing.is_empty() {
            missing.push(Missing::Label);
        }
        Label { text, missing }
    }
}

struct Maker<'a, F: Field> {
    facts: Facts<'a, F::Private>,
    setting: Setting<'a>,
}

/// The names of fields that are empty.
type Empty = Vec<String>;

impl<F: Field> Maker<'_, F> {
    /// The people, each once: who has a number and was named before is the same person.
    fn people(&self) -> Vec<usize> {
        let people = &self.facts.public.people;
        (0..people.len())
            .filter(|&at| people[at].number.is_none() || !people[..at].contains(&people[at]))
            .collect()
    }

    /// What parts say of several people.
    fn spread(&self, parts: &[Part<F>], people: &[usize], text: &mut String, empty: &mut Empty) {
        let nobody = Who { people: &[], without_numbers: false };
        let first = parts.iter().position(names_person);
        let Some((first, last)) = first.zip(parts.iter().rposition(names_person)) else {
            return self.say(parts, nobody, text, empty);
        };
        self.say(&parts[..first], nobody, text, empty);
        match &parts[first] {
            Part::Group(inner) if first == last => {
                let (mut words, mut gaps) = (String::new(), Empty::new());
                self.spread(inner, people, &mut words, &mut gaps);
                if gaps.is_empty() {
                    text.push_str(&words);
                }
            }
            Part::Choice(choice) if first == last && !is_on_person(choice) => {
                if let Some(inner) = self.chosen(choice, nobody) {
                    self.spread(inner, people, text, empty);
                }
            }
            _ => self.each(&parts[first..=last], people, text, empty),
        }
        self.say(&parts[last + 1..], nobody, text, empty);
    }

    /// What parts say of each person, or of several who would be called the same.
    fn each(&self, parts: &[Part<F>], people: &[usize], text: &mut String, empty: &mut Empty) {
        let mut alike: Vec<(String, Vec<usize>)> = Vec::new();
        for &person in people {
            let who = Who { people: &[person], without_numbers: self.setting.people.together };
            let mut words = String::new();
            self.say(parts, who, &mut words, &mut Empty::new());
            match alike.iter_mut().find(|(known, _)| *known == words) {
                Some((_, others)) => others.push(person),
                None => alike.push((words, vec![person])),
            }
        }
        for (at, (_, people)) in alike.iter().enumerate() {
            text.push_str(if at > 0 { &self.setting.people.between } else { "" });
            self.say(parts, Who { people, without_numbers: false }, text, empty);
        }
    }

    /// What parts say of these people as one.
    fn say(&self, parts: &[Part<F>], who: Who<'_>, text: &mut String, empty: &mut Empty) {
        for part in parts {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Fields(alternatives) => self.say_first(alternatives, who, text, empty),
                Part::Group(parts) => {
                    let (start, mut gaps) = (text.len(), Empty::new());
                    self.say(parts, who, text, &mut gaps);
                    if !gaps.is_empty() {
                        text.truncate(start);
                    }
                }
                Part::Choice(choice) => {
                    if let Some(parts) = self.chosen(choice, who) {
                        self.say(parts, who, text, empty);
                    }
                }
            }
        }
    }

    fn say_first(
        &self,
        alternatives: &[Alternative<F>],
        who: Who<'_>,
        text: &mut String,
        empty: &mut Empty,
    ) {
        for alternative in alternatives {
            match alternative {
                Alternative::Words(words) => return text.push_str(words),
                Alternative::Field(field, form) => {
                    let value = field.value(self.facts, who, &self.setting);
                    if let Some(words) = value.and_then(|value| formed(value, form)) {
                        return text.push_str(&words);
                    }
                }
            }
        }
        if let Some(Alternative::Field(field, _)) = alternatives.first() {
            empty.push(match field.name() {
                (name, None) => name.to_owned(),
                (name, Some(attribute)) => format!("{name} “{attribute}”"),
            });
        }
    }

    /// What a choice says of these people.
    fn chosen<'c>(&self, choice: &'c Choice<F>, who: Who<'_>) -> Option<&'c [Part<F>]> {
        let holds = |test: &Test| match (&choice.on, test) {
            (Subject::Compared, _) => self.setting.compares_rounds,
            (Subject::Field(field), Test::Given) => {
                field.value(self.facts, who, &self.setting).is_some()
            }
            (Subject::Field(field), Test::Is(values)) => {
                // Asked of several, it is asked of the first: a role is one of one person.
                let first = Who { people: &who.people[..who.people.len().min(1)], ..who };
                values.iter().any(|value| field.says(self.facts, first, &self.setting, value))
            }
        };
        let arm = choice.arms.iter().find(|(test, _)| holds(test)).map(|(_, parts)| parts);
        arm.or(choice.otherwise.as_ref()).map(Vec::as_slice)
    }
}

/// Whether a part speaks of each person by themselves.
fn names_person<F: Field>(part: &Part<F>) -> bool {
    match part {
        Part::Words(_) => false,
        Part::Fields(alternatives) => alternatives
            .iter()
            .any(|one| matches!(one, Alternative::Field(field, _) if field.is_of_person())),
        Part::Group(parts) => parts.iter().any(names_person),
        Part::Choice(choice) => {
            let arms = choice.arms.iter().map(|(_, parts)| parts);
            is_on_person(choice) || arms.chain(&choice.otherwise).flatten().any(names_person)
        }
    }
}

fn is_on_person<F: Field>(choice: &Choice<F>) -> bool {
    matches!(&choice.on, Subject::Field(field) if field.is_of_person())
}

/// A value in a form.
fn formed(value: Value<'_>, form: &Form) -> Option<String> {
    match (value, form) {
        (Value::Date(date), Form::Date(parts)) => dated(date, parts),
        (Value::Date(date), _) => Some(date.in_words()),
        (Value::Words(words), Form::Capital) => {
            Some(with_first(&words, |c| c.to_uppercase().collect()))
        }
        (Value::Words(words), Form::Small) if !is_abbreviation(&words) => {
            Some(with_first(&words, |c| c.to_lowercase().collect()))
        }
        (Value::Words(words), _) => Some(words.into_owned()),
    }
}

fn with_first(words: &str, change: fn(char) -> String) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| change(first) + rest.as_str())
}

/// Whether the first word has a capital behind its first letter: `GP`, `H&WB`.
fn is_abbreviation(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    first.chars().skip(1).any(char::is_uppercase)
}

/// The words on one line, without two blanks side by side or any at the ends.
fn tidy(words: &str) -> String {
    let is_blank = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
    let mut tidy = String::with_capacity(words.len());
    for word in words.split(is_blank).filter(|word| !word.is_empty()) {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
