//! Cuts the line of a question into its pieces.

use super::{Comparison, LineError};

/// A piece of a line: where it stands, in code points, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub start: usize,
    pub end: usize,
    pub sign: Sign,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    And,
    Or,
    /// `NOT`, or `-` before something.
    Not,
    Open,
    Close,
    /// `NEAR` or `NEAR/5` between words.
    Near,
    /// `name:value`, `name=value` and so on.
    Field {
        name: String,
        /// `=` is [`Comparison::Is`]; none for `:`.
        comparison: Option<Comparison>,
        value: Value,
    },
    /// `near/3p(`, with the bracket.
    Relation {
        name: String,
        /// What stands behind the stroke.
        distance: Option<String>,
    },
    /// A regular expression between strokes.
    Pattern(String),
    /// A word or phrase, with the signs that belong to it.
    Words,
}

/// What stands behind the sign of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub at: usize,
    pub text: String,
    pub is_quoted: bool,
}

/// The pieces of a line, in order.
pub(super) fn lexemes(line: &[char]) -> Result<Vec<Lexeme>, LineError> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if is_blank(line[at]) {
            at += 1;
            continue;
        }
        let (sign, end) = piece(line, at)?;
        found.push(Lexeme { start: at, end, sign });
        at = end;
    }
    Ok(found)
}

fn piece(line: &[char], at: usize) -> Result<(Sign, usize), LineError> {
    match line[at] {
        '(' => return Ok((Sign::Open, at + 1)),
        ')' => return Ok((Sign::Close, at + 1)),
        '/' if line.get(at + 1).is_some_and(|&c| c != ')' && !is_blank(c)) => {
            return pattern(line, at);
        }
        '-' if line.get(at + 1).is_some_and(|&c| c != '-' && c != ')' && !is_blank(c)) => {
            return Ok((Sign::Not, at + 1));
        }
        _ => {}
    }
    let (name, after) = match is_quote(line[at]) {
        true => match closed(line, at) {
            Some((text, after)) => (text, after),
            // A phrase that is never closed reaches to the end.
            None => return Ok((Sign::Words, line.len())),
        },
        false => {
            let ends = |c: char| is_blank(c) || is_quote(c) || "()<>=:".contains(c);
            let end = line[at..].iter().position(|&c| ends(c)).map_or(line.len(), |n| at + n);
            (line[at..end].iter().collect(), end)
        }
    };
    // A quoted name may be the key of an attribute.
    let is_key = is_quote(line[at]) && name.starts_with('#');
    let is_name = is_key || name.chars().next().is_some_and(char::is_alphabetic);
    if let Some((comparison, value_at)) = comparison(line, after).filter(|_| is_name) {
        let (value, end) = value(line, value_at)?;
        return Ok((Sign::Field { name, comparison, value }, end));
    }
    if line.get(after) == Some(&'(') && is_name && !is_quote(line[at]) {
        let (word, distance) = match name.split_once('/') {
            Some((word, distance)) => (word.to_owned(), Some(distance.to_owned())),
            None => (name.clone(), None),
        };
        if super::Relation::named(&word).is_some() && word != "NEAR" {
            return Ok((Sign::Relation { name: word, distance }, after + 1));
        }
    }
    let end = words_end(line, at);
    let text: String = line[at..end].iter().collect();
    let sign = match text.as_str() {
        "AND" => Sign::And,
        "OR" => Sign::Or,
        "NOT" => Sign::Not,
        near if near == "NEAR" || near.starts_with("NEAR/") => Sign::Near,
        _ => Sign::Words,
    };
    Ok((sign, end))
}

/// The sign of a field at a place, and the place behind it.
fn comparison(line: &[char], at: usize) -> Option<(Option<Comparison>, usize)> {
    if line.get(at) == Some(&':') {
        return Some((None, at + 1));
    }
    Comparison::ALL.into_iter().find_map(|comparison| {
        let sign: Vec<char> = comparison.sign().chars().collect();
        line[at..].starts_with(&sign).then_some((Some(comparison), at + sign.len()))
    })
}

/// The value that begins at a place, and the place behind it.
fn value(line: &[char], at: usize) -> Result<(Value, usize), LineError> {
    if line.get(at).copied().is_some_and(is_quote) {
        let Some((text, end)) = closed(line, at) else {
            return Err(LineError::new(
                at,
                "This quotation mark is never closed; write \" behind the name.",
            ));
        };
        return Ok((Value { at, text, is_quoted: true }, end));
    }
    let ends = |c: char| is_blank(c) || c == '(' || c == ')';
    let end = line[at..].iter().position(|&c| ends(c)).map_or(line.len(), |n| at + n);
    Ok((Value { at, text: line[at..end].iter().collect(), is_quoted: false }, end))
}

/// What stands between the quotation mark at a place and the next, where two of them stand for one; none where it is never
/// closed.
fn closed(line: &[char], start: usize) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut at = start + 1;
    loop {
        let &c = line.get(at)?;
        if is_quote(c) {
            if c == '"' && line.get(at + 1) == Some(&'"') {
                at += 1;
            } else {
                return Some((text, at + 1));
            }
        }
        text.push(c);
        at += 1;
    }
}

fn pattern(line: &[char], start: usize) -> Result<(Sign, usize), LineError> {
    let mut text = String::new();
    let mut at = start + 1;
    while let Some(&c) = line.get(at) {
        match (c, line.get(at + 1)) {
            ('/', _) => return Ok((Sign::Pattern(text), at + 1)),
            // A stroke within a pattern is written with a backslash, which is the writer's and not the pattern's.
            ('\\', Some('/')) => {
                text.push('/');
                at += 2;
            }
            ('\\', Some(&next)) => {
                text.extend(['\\', next]);
                at += 2;
            }
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    Err(LineError::new(
        start,
        "This pattern is never closed; write / behind it, or put a word with a / in quotes.",
    ))
}

/// Where the word or phrase that begins at a place ends, with the signs in front of it and behind it.
fn words_end(line: &[char], start: usize) -> usize {
    let mut at = start;
    while line.get(at) == Some(&'=') {
        at += 1;
    }
    if line.get(at).copied().is_some_and(is_quote) {
        let inside = &line[at + 1..];
        let Some(length) = inside.iter().position(|&c| is_quote(c)) else { return line.len() };
        at += length + 2;
        let ends = |c: char| !(c == '*' || c == '~' || c.is_ascii_digit());
        return line[at..].iter().position(|&c| ends(c)).map_or(line.len(), |n| at + n);
    }
    let ends = |c: char| is_blank(c) || is_quote(c) || c == '(' || c == ')';
    line[at..].iter().position(|&c| ends(c)).map_or(line.len(), |n| at + n).max(start + 1)
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}
