//! Writes questions as the line in which people write them.

use std::fmt::Write as _;

use uuid::Uuid;

use super::parser::brackets_to_keep_apart;
use super::{Comparison, Condition, Field, Given, Names, Period, Query, Rows};

/// Writes a question as a line that reads in as the same question. Things that are gone are written by their keys.
pub fn print(query: &Query, names: &dyn Names) -> String {
    Printer { names: Some(names) }.query(query)
}

/// Writes a question with keys in place of names, so that it stays the same when things are renamed.
pub fn print_with_keys(query: &Query) -> String {
    Printer { names: None }.query(query)
}

/// Writes a condition as [`print`] does.
pub fn print_condition(condition: &Condition, names: &dyn Names) -> String {
    Printer { names: Some(names) }.condition(condition, Place::Alone)
}

struct Printer<'a> {
    names: Option<&'a dyn Names>,
}

/// Where a condition stands: what is joined there must be kept together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    WithAnd,
    WithOr,
    UnderNot,
}

impl Printer<'_> {
    fn query(&self, query: &Query) -> String {
        let mut line = self.condition(&query.holds, Place::Alone);
        let is_split = matches!(query.holds, Condition::Any(_));
        let mut add = |field: Field, word: &str| {
            if is_split && !line.starts_with('(') {
                line = format!("({line})");
            }
            let blank = if line.is_empty() { "" } else { " " };
            _ = write!(line, "{blank}{}:{word}", field.word());
        };
        if query.rows != Rows::default() {
            add(Field::Find, query.rows.word());
        }
        if query.gives != Given::default() {
            add(Field::Give, query.gives.word());
        }
        line
    }

    fn condition(&self, condition: &Condition, place: Place) -> String {
        let name = |field: Field, name: Option<&str>, key: Uuid| {
            format!("{}:{}", field.word(), named(name, key))
        };
        let names = self.names;
        match condition {
            Condition::All(parts) => match (parts.as_slice(), place) {
                ([], Place::Alone) => String::new(),
                // What always holds, and below what never does, can be asked for though it is not written.
                ([], _) => "(is:coded OR NOT is:coded)".to_owned(),
                // It is kept apart from what stands beside it.
                ([one], Place::WithAnd) if brackets_to_keep_apart(one).is_some() => {
                    format!("({})", self.condition(one, place))
                }
                ([one], _) => self.condition(one, place),
                (parts, Place::Alone | Place::WithOr) => self.joined(parts, " ", Place::WithAnd),
                (parts, _) => format!("({})", self.joined(parts, " ", Place::WithAnd)),
            },
            Condition::Any(parts) => match (parts.as_slice(), place) {
                ([], _) => "(is:coded NOT is:coded)".to_owned(),
                ([one], _) => self.condition(one, place),
                (parts, Place::Alone) => self.joined(parts, " OR ", Place::WithOr),
                (parts, _) => format!("({})", self.joined(parts, " OR ", Place::WithOr)),
            },
            Condition::Not(inside) => format!("NOT {}", self.condition(inside, Place::UnderNot)),
            Condition::Code { code, sub_codes } => {
                let path = names.and_then(|names| names.code_path(*code));
                let sign = if *sub_codes { ':' } else { '=' };
                format!("{}{sign}{}", Field::Code.word(), named(path.as_deref(), code.uuid()))
            }
            Condition::CodeSet(set) => {
                name(Field::Set, names.and_then(|names| names.code_set_name(*set)), set.uuid())
            }
            Condition::Coder(coder) => {
                name(Field::Coder, names.and_then(|names| names.coder_name(*coder)), coder.uuid())
            }
            Condition::Source(id) => {
                name(Field::Source, names.and_then(|names| names.source_name(*id)), id.uuid())
            }
            Condition::Case(case) => {
                name(Field::Case, names.and_then(|names| names.case_name(*case)), case.uuid())
            }
            Condition::Person(id) => {
                name(Field::Person, names.and_then(|names| names.person_name(*id)), id.uuid())
            }
            Condition::Saved(id) => {
                name(Field::Saved, names.and_then(|names| names.saved_name(*id)), id.uuid())
            }
            Condition::Coded(period) => format!("{}:{}", Field::Coded.word(), time(*period)),
            Condition::Date(period) => format!("{}:{}", Field::Date.word(), time(*period)),
            Condition::Coders(comparison, count) => {
                let sign = if *comparison == Comparison::Is { ":" } else { comparison.sign() };
                format!("{}{sign}{count}", Field::Coders.word())
            }
            Condition::Flag(flag) => format!("{}:{}", Field::Flag.word(), quoted(flag)),
            Condition::Is(is) => format!("{}:{}", Field::Is.word(), is.word()),
            Condition::Kind(kind) => format!("{}:{}", Field::Kind.word(), kind.word()),
            Condition::Speaker(speaker) => {
                format!("{}:{}", Field::Speaker.word(), quoted(speaker))
            }
            Condition::Language(language) => format!("{}:{language}", Field::Language.word()),
            Condition::Attribute { attribute, comparison, value } => {
                let known = names.and_then(|names| names.attribute_name(*attribute));
                // A name that is a field's own, or that would not be taken for a name, is written by its key.
                let is_told = |name: &&str| {
                    Field::named(name).is_none()
                        && name.chars().next().is_some_and(char::is_alphabetic)
                };
                let known = known.filter(is_told);
                let sign = if *comparison == Comparison::Is { ":" } else { comparison.sign() };
                format!("{}{sign}{}", attribute_name(known, attribute.uuid()), quoted(value))
            }
            Condition::Words(words) => words.to_string(),
            Condition::Pattern(pattern) => format!("/{}/", escaped(pattern)),
            Condition::Beside(relation, inside) => {
                let distance = relation.distance().map_or_else(String::new, |distance| {
                    format!("/{}{}", distance.count, distance.unit.letter())
                });
                let inside = match inside.is_everything() {
                    true => self.condition(inside, Place::WithAnd),
                    false => self.condition(inside, Place::Alone),
                };
                format!("{}{distance}({inside})", relation.word())
            }
        }
    }

    fn joined(&self, parts: &[Condition], between: &str, place: Place) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.condition(part, place)).collect();
        parts.join(between)
    }
}

/// A name, quoted where it must be; the key of something that has none.
fn named(name: Option<&str>, key: Uuid) -> String {
    name.map_or_else(|| format!("#{}", key.simple()), quoted)
}

fn attribute_name(name: Option<&str>, key: Uuid) -> String {
    match name {
        Some(name) => field_name(name),
        None => format!("\"#{}\"", key.simple()),
    }
}

/// The name of an attribute as it can stand before a sign.
pub(super) fn field_name(name: &str) -> String {
    match name.chars().all(char::is_alphanumeric) {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

/// A value as it can stand behind a sign.
pub(super) fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-.'’+".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', "\"\""))
    }
}

/// A pattern with its strokes told from the one that ends it.
fn escaped(pattern: &str) -> String {
    let mut out = String::new();
    let mut characters = pattern.chars();
    while let Some(c) = characters.next() {
        match c {
            '/' => out.push_str("\\/"),
            '\\' => {
                out.push(c);
                out.extend(characters.next());
            }
            c => out.push(c),
        }
    }
    out
}

fn time(period: Period) -> String {
    let word = |date: Option<crate::domain::PartialDate>| {
        date.map_or_else(String::new, |date| date.to_string())
    };
    if period.from == period.to && period.from.is_some() {
        word(period.from)
    } else {
        format!("{}..{}", word(period.from), word(period.to))
    }
}
