//! Markdown (CommonMark 0.31): headings by code, quotes as block quotes, the label after the words.
//!
//! Every character with a meaning is escaped, so that a reader of CommonMark gives the very words back; line breaks
//! of a quote are hard line breaks. Headings start with the codes; the title is a line in bold, so that code level and
//! heading level stay the same here as in Word.

use std::fmt::Write;

use super::characters::on_one_line;
use super::{QuoteReport, report};

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let made = (!report.made.is_empty()).then(|| format!("Made {}", report.made));
    let notes: Vec<String> = report.notes.iter().cloned().chain(made).collect();
    let mut out = head(&report.title, &notes);
    for section in &report.sections {
        if let Some((level, name)) = report::heading(&section.path) {
            heading(&mut out, level, &name);
        }
        if !section.definition.is_empty() {
            paragraph(&mut out, &section.definition);
        }
        for section_quote in &section.quotes {
            quote(&mut out, &section_quote.text, &section_quote.label);
        }
    }
    out
}

/// The title and what stands under it.
pub(super) fn head(title: &str, notes: &[String]) -> String {
    let mut out = String::new();
    let title = on_one_line(title);
    // Stars beside a blank are no emphasis.
    if !title.trim().is_empty() {
        block(&mut out, "", &format!("**{}**", escaped(title.trim())));
    }
    for note in notes {
        paragraph(&mut out, note);
    }
    out
}

/// Adds a heading of a level from 1 to 6.
pub(super) fn heading(out: &mut String, level: usize, name: &str) {
    block(out, "", &format!("{} {}", "#".repeat(level), escaped(&on_one_line(name))));
}

/// Adds a paragraph.
pub(super) fn paragraph(out: &mut String, text: &str) {
    block(out, "", &escaped(text));
}

/// Adds a paragraph after what it is about, in bold.
pub(super) fn labelled(out: &mut String, about: &str, text: &str) {
    block(out, "", &format!("**{about}** {}", escaped(text)));
}

/// Adds a quote; its label stands in one paragraph with the last words, as reports print it.
pub(super) fn quote(out: &mut String, text: &str, label: &str) {
    let mut words = escaped(text);
    if !label.is_empty() {
        let _ = write!(words, " {}", escaped(label));
    }
    block(out, "> ", &words);
}

/// Adds a block, each of its lines after `prefix`, with an empty line before it.
pub(super) fn block(out: &mut String, prefix: &str, lines: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    for line in lines.split('\n') {
        out.push_str(prefix);
        out.push_str(line);
        out.push('\n');
    }
}

/// Text as inline content that reads back as the same text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // A backslash at the end of a line breaks it, but not at the end of a paragraph: a break there is written as a
    // character reference.
    let body = text.trim_end_matches('\n');
    for (number, line) in body.split('\n').enumerate() {
        if number > 0 {
            out.push_str("\\\n");
        }
        escape_line(&mut out, line);
    }
    for _ in body.len()..text.len() {
        out.push_str("&#10;");
    }
    out
}

/// One line: signs that mean something anywhere, signs that mean something at the start, blanks at both ends.
fn escape_line(out: &mut String, line: &str) {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\u{b}' | '\u{c}');
    let inner = line.trim_start_matches(is_blank);
    let inner_start = line.len() - inner.len();
    let inner_end = line.trim_end_matches(is_blank).len();
    // An ordered list begins with digits and a full stop or bracket.
    let after_digits =
        inner_start + inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in line.char_indices() {
        match c {
            // Readers drop blanks at the ends of a line, and take four at its start for code.
            c if is_blank(c) && (at < inner_start || at >= inner_end) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            // `~ | { } $ ^` mean something in the common dialects (GitHub's, pandoc's).
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|' | '{' | '}'
            | '$' | '^' => {
                out.push('\\');
                out.push(c);
            }
            // Lists, rules, underlined headings, definitions, fences.
            '-' | '+' | '=' | ':' | '%' if at == inner_start => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if at == after_digits && at > inner_start => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::sample;

    #[test]
    fn quotes_as_they_were_always_written() {
        assert_eq!(
            quotes(&sample()),
            r#"**Access \& waiting**

“Access” with its sub-codes, interviews only: 2 quotes

Made 22 November 2026

# Access

Getting in

## Waiting

> We \*wait\* \<weeks\>.\
> Then	we go. \[GP ID 161\]

> \=1+1, "she" said \[M7\]
"#
        );
    }

    #[test]
    fn leaves_ordinary_speech_readable() {
        let speech = "I don't know - it's 3.5 (or so); well... \"yes\"! A+B = C: 10%";
        assert_eq!(escaped(speech), speech);
    }

    #[test]
    fn escapes_what_stands_at_an_end() {
        assert_eq!(
            escaped("12. a\n- b\n  c \n\nd\n"),
            "12\\. a\\\n\\- b\\\n&#32;&#32;c&#32;\\\n\\\nd&#10;"
        );
    }
}
