//! Writes a template as people write it.

use super::date_format::DatePart;
use super::fields::Field;
use super::template::{Alternative, Choice, Form, Part, Subject, Test, is_quote, is_sign};

/// The line in which a template is written.
pub(super) fn print<F: Field>(parts: &[Part<F>]) -> String {
    let mut line = String::new();
    write_parts(parts, false, &mut line);
    line
}

/// `in_choice`: bars part the arms of a choice there.
fn write_parts<F: Field>(parts: &[Part<F>], in_choice: bool, line: &mut String) {
    for part in parts {
        match part {
            Part::Words(words) => {
                for c in words.chars() {
                    if is_sign(c) || in_choice && c == '|' {
                        line.push('\\');
                    }
                    line.push(c);
                }
            }
            Part::Fields(alternatives) => {
                line.push('{');
                for (at, alternative) in alternatives.iter().enumerate() {
                    line.push_str(if at > 0 { "|" } else { "" });
                    match alternative {
                        Alternative::Field(field, form) => write_field(field, form, line),
                        Alternative::Words(words) => quote(words, line),
                    }
                }
                line.push('}');
            }
            Part::Group(parts) => {
                line.push('<');
                write_parts(parts, in_choice, line);
                line.push('>');
            }
            Part::Choice(choice) => write_choice(choice, line),
        }
    }
}

fn write_name<F: Field>(field: &F, line: &mut String) {
    let (name, attribute) = field.name();
    line.push_str(name);
    if let Some(attribute) = attribute {
        line.push(' ');
        quote(attribute, line);
    }
}

fn write_field<F: Field>(field: &F, form: &Form, line: &mut String) {
    write_name(field, line);
    match form {
        Form::Plain => {}
        Form::Capital => line.push_str(":capital"),
        Form::Small => line.push_str(":small"),
        Form::Date(parts) => {
            line.push(':');
            for (at, part) in parts.iter().enumerate() {
                let is_at_edge = at == 0 || at + 1 == parts.len();
                match part {
                    DatePart::Words(words)
                        if is_at_edge || !words.chars().all(is_plain_in_date) =>
                    {
                        quote(words, line);
                    }
                    DatePart::Words(words) => line.push_str(words),
                    part => {
                        let known = DatePart::LETTERS.iter().find(|(_, known)| known == part);
                        let letters = known.map_or("", |(letters, _)| letters);
                        // Two that begin alike would be read as one.
                        line.push_str(if line.ends_with(&letters[..1]) { "\"\"" } else { "" });
                        line.push_str(letters);
                    }
                }
            }
        }
    }
}

fn write_choice<F: Field>(choice: &Choice<F>, line: &mut String) {
    line.push_str("{when ");
    match &choice.on {
        Subject::Field(field) => write_name(field, line),
        Subject::Compared => line.push_str("rounds are compared"),
    }
    for (at, (test, parts)) in choice.arms.iter().enumerate() {
        line.push_str(if at > 0 { " |" } else { "" });
        match (&choice.on, test) {
            (Subject::Compared, _) => {}
            (_, Test::Given) => line.push_str(" is given"),
            (_, Test::Is(values)) => {
                line.push_str(" is ");
                for (at, value) in values.iter().enumerate() {
                    line.push_str(if at > 0 { " or " } else { "" });
                    if is_bare(value) { line.push_str(value) } else { quote(value, line) }
                }
            }
        }
        write_arm(parts, line);
    }
    if let Some(parts) = &choice.otherwise {
        line.push_str(" | otherwise");
        write_arm(parts, line);
    }
    line.push('}');
}

/// What is printed in one case. Blanks at its ends would be read as space between the signs, so they are marked.
fn write_arm<F: Field>(parts: &[Part<F>], line: &mut String) {
    line.push_str(": ");
    let mut words = String::new();
    write_parts(parts, true, &mut words);
    let inner = words.trim_matches(' ');
    let before = words.len() - words.trim_start_matches(' ').len();
    let after = words.len() - before - inner.len();
    line.push_str(&"\\ ".repeat(before));
    line.push_str(inner);
    line.push_str(&"\\ ".repeat(after));
}

/// Whether a value can be read without quotation marks.
fn is_bare(value: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let is_or =
        |word: &str| word.strip_prefix("or").is_some_and(|rest| !rest.starts_with(is_letter));
    let is_word = |word: &str| {
        !word.is_empty()
            && !is_or(word)
            && word.chars().all(|c| is_letter(c) || "-.,/()&'’+".contains(c))
    };
    value != "given" && value.split(' ').all(is_word)
}

/// Whether a sign in the form of a date stands for itself.
pub(super) fn is_plain_in_date(c: char) -> bool {
    matches!(c, ' ' | '.' | ',' | '-' | '–' | '/')
}

fn quote(words: &str, line: &mut String) {
    line.push('"');
    for c in words.chars() {
        if is_quote(c) || c == '\\' {
            line.push('\\');
        }
        line.push(c);
    }
    line.push('"');
}
