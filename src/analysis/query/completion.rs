//! What could be written next in the line of a question.

use super::lexer::is_quote;
use super::printer::{field_name, quoted};
use super::{Comparison, Field, Names, Relation};

/// The most that is offered at once.
const MOST: usize = 9;

/// Something that can stand in the place of what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Where what is replaced begins, in code points.
    pub from: usize,
    /// What to write there, up to the cursor.
    pub text: String,
    /// What it means, in a few words.
    pub about: String,
}

/// What could be written at the cursor, which stands so many code points into the line.
pub fn completions(line: &str, cursor: usize, names: &dyn Names) -> Vec<Completion> {
    let written: Vec<char> = line.chars().take(cursor).collect();
    let from = token_start(&written);
    let token: String = written[from..].iter().collect();
    let (minus, token) = match token.strip_prefix('-') {
        Some(rest) => (1, rest.to_owned()),
        None => (0, token),
    };
    let from = from + minus;
    match split(&token) {
        Some((name, sign, value)) => values(from, name, sign, value, names),
        None if !token.is_empty() && !token.starts_with(is_quote) => words(from, &token, names),
        None => Vec::new(),
    }
}

/// Where the piece begins that ends at the end of what is written.
fn token_start(written: &[char]) -> usize {
    let (mut start, mut is_open) = (0, false);
    for (at, &c) in written.iter().enumerate() {
        if is_quote(c) {
            is_open = !is_open;
        } else if !is_open && (c.is_whitespace() || c == '(' || c == ')') {
            start = at + 1;
        }
    }
    start
}

/// The name, the sign and the value of a field that is being written.
fn split(token: &str) -> Option<(&str, &str, &str)> {
    let inside = token.strip_prefix(is_quote);
    let (name, rest) = match inside {
        Some(inside) => inside.split_once(is_quote)?,
        None => token.split_at(token.find([':', '=', '<', '>'])?),
    };
    let sign = match rest.starts_with(':') {
        true => ":",
        false => Comparison::ALL.into_iter().map(Comparison::sign).find(|s| rest.starts_with(s))?,
    };
    Some((name, sign, &rest[sign.len()..]))
}

/// Values of a field that hold what is written; those that begin with it first.
fn values(from: usize, name: &str, sign: &str, value: &str, names: &dyn Names) -> Vec<Completion> {
    let (all, name) = match (Field::named(name), names.attribute(name)) {
        (Some(field), _) => (names.values(field), field.word().to_owned()),
        (None, Some(id)) => (names.attribute_values(id), field_name(name)),
        (None, None) => return Vec::new(),
    };
    let typed = value.trim_matches(is_quote).to_lowercase();
    let mut found = best(all, &typed, |value| value);
    // What is written whole stands first, so that Enter leaves it; alone it needs no offer.
    let is_whole = |value: &String| value.to_lowercase() == typed;
    found.sort_by_key(|value| !is_whole(value));
    if found.len() == 1 && is_whole(&found[0]) {
        return Vec::new();
    }
    found
        .into_iter()
        .map(|value| Completion {
            from,
            text: format!("{name}{sign}{}", quoted(&value)),
            about: String::new(),
        })
        .collect()
}

/// Fields, attributes and relations that begin with what is written, and codes that hold it.
fn words(from: usize, typed: &str, names: &dyn Names) -> Vec<Completion> {
    let lower = typed.to_lowercase();
    let begins = |word: &str| word.to_lowercase().starts_with(&lower);
    let mut found = Vec::new();
    for field in Field::ALL.into_iter().filter(|field| begins(field.word())) {
        let text = format!("{}:", field.word());
        found.push(Completion { from, text, about: field.about().to_owned() });
    }
    for name in names.attributes().into_iter().filter(|name| begins(name)) {
        let text = format!("{}:", field_name(&name));
        found.push(Completion { from, text, about: "an attribute of the source".to_owned() });
    }
    for relation in Relation::ALL.into_iter().filter(|relation| begins(relation.word())) {
        let distance = relation.distance().map_or_else(String::new, |distance| {
            format!("/{}{}", distance.count, distance.unit.letter())
        });
        let text = format!("{}{distance}(", relation.word());
        found.push(Completion { from, text, about: relation.about().to_owned() });
    }
    // Few letters stand in most names.
    if typed.chars().nth(2).is_some() {
        let codes = best(names.values(Field::Code), &lower, |code| code);
        found.extend(codes.into_iter().map(|code| Completion {
            from,
            text: format!("{}:{}", Field::Code.word(), quoted(&code)),
            about: "a code, with those below it".to_owned(),
        }));
    }
    found.truncate(MOST);
    found
}

/// The first of those that hold what is typed; those that begin with it before the others.
fn best(all: Vec<String>, typed: &str, name: impl Fn(&str) -> &str) -> Vec<String> {
    let lower = |value: &String| name(value).to_lowercase();
    let mut found: Vec<String> =
        all.into_iter().filter(|value| lower(value).contains(typed)).collect();
    found.sort_by_key(|value| !lower(value).starts_with(typed));
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_piece_at_the_cursor_is_found() {
        let start = |line: &str| token_start(&line.chars().collect::<Vec<_>>());
        assert_eq!(start("code:Trust co"), 11);
        assert_eq!(start("code:\"Access to re"), 0);
        assert_eq!(start("near/3p(cod"), 8);
        assert_eq!(start("trust "), 6);
    }

    #[test]
    fn a_field_is_told_from_its_value() {
        assert_eq!(split("code:Tr"), Some(("code", ":", "Tr")));
        assert_eq!(split("\"Age band\">=3"), Some(("Age band", ">=", "3")));
        assert_eq!(split("code=\"Access to"), Some(("code", "=", "\"Access to")));
        assert_eq!(split("trust"), None);
    }
}
