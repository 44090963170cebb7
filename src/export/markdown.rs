//! Markdown (CommonMark 0.31): headings by code, quotes as block quotes, the label after the words.
//!
//! Every character with a meaning is escaped, so that a reader of CommonMark gives the very words back; line breaks
//! of a quote are hard line breaks. Headings start with the codes; the title is a line in bold, so that code level and
//! heading level stay the same here as in Word. Bold and italic letters stand between stars where readers take stars for
//! that, and between tags elsewhere.

use std::fmt::Write;

use super::QuoteReport;
use super::characters::on_one_line;
use super::print::{Line, Page, extract_lines, print};
use super::report::set_plainly;

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let mut page = Document(String::new());
    print(report, None, &mut page);
    page.0
}

/// A document that grows from the top down.
struct Document(String);

impl Page for Document {
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]) {
        let warning = warning.map(str::to_owned).into_iter();
        let notes: Vec<String> = warning.chain(notes.iter().cloned()).collect();
        self.0.push_str(&head(title, &notes));
    }

    fn heading(&mut self, level: usize, name: &str) {
        heading(&mut self.0, level, name);
    }

    fn under_heading(&mut self, words: &str) {
        paragraph(&mut self.0, words);
    }

    fn extract(&mut self, lines: &[Line<'_>]) {
        for lines in lines.chunk_by(|line, next| line.is.goes_with(next.is)) {
            let lead = lines[0].is.lead();
            let is_extract = lines[0].is.is_extract();
            block(
                &mut self.0,
                if is_extract { "> " } else { "" },
                &format!("{lead}{}", inline(lines)),
            );
        }
    }
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
    block(out, "> ", &inline(&extract_lines(&set_plainly(text, label))));
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
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<(&str, Vec<Mark>)> = text.split('\n').map(|line| (line, Vec::new())).collect();
    joined(&lines)
}

/// Lines of an extract as inline content.
fn inline(lines: &[Line<'_>]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| (line.words(), marks(line))).collect();
    let lines: Vec<_> = lines.iter().map(|(words, marks)| (&**words, marks.clone())).collect();
    joined(&lines)
}

/// Lines with hard line breaks between them.
fn joined(lines: &[(&str, Vec<Mark>)]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|(line, _)| line.len() + 16).sum());
    // A backslash at the end of a line breaks it, but not at the end of a paragraph: a break there is written as a
    // character reference.
    let last = lines.iter().rposition(|(line, _)| !line.is_empty()).unwrap_or(0);
    for (number, (line, marks)) in lines.iter().enumerate() {
        match number {
            0 => {}
            _ if number > last => out.push_str("&#10;"),
            _ => out.push_str("\\\n"),
        }
        escape_line(&mut out, line, marks);
    }
    out
}

/// What begins or ends bold or italic letters, before the byte of a line at which it stands.
type Mark = (usize, &'static str);

/// The marks of a line's bold and italic letters.
fn marks(line: &Line<'_>) -> Vec<Mark> {
    const SIGNS: [[[&str; 2]; 2]; 3] = [
        [["*", "*"], ["<em>", "</em>"]],
        [["**", "**"], ["<strong>", "</strong>"]],
        [["***", "***"], ["<strong><em>", "</em></strong>"]],
    ];
    let words = line.words();
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    for run in &line.runs {
        let from = at + run.words.len() - run.words.trim_start().len();
        let to = at + run.words.trim_end().len();
        at += run.words.len();
        let [stars, tags] = match (run.italic, run.bold) {
            (false, false) => continue,
            (true, false) => SIGNS[0],
            (false, true) => SIGNS[1],
            (true, true) => SIGNS[2],
        };
        if from >= to {
            continue;
        }
        // Stars that touch others would be counted together with them.
        let is_apart = marks.last().is_none_or(|&(end, _)| end < from);
        let [open, close] = if is_apart && takes_stars(&words, from, to) { stars } else { tags };
        marks.extend([(from, open), (to, close)]);
    }
    marks
}

/// Whether readers take stars around this part of a line for marks (CommonMark 0.31, 6.2): a star beside punctuation needs a
/// blank or punctuation on its other side. What no simple rule can tell counts as punctuation within, and as none outside.
fn takes_stars(line: &str, from: usize, to: usize) -> bool {
    let (before, inner, after) = (&line[..from], &line[from..to], &line[to..]);
    let frees = |beside: Option<char>| {
        beside.is_none_or(|c| matches!(c, ' ' | '\t' | '\u{a0}') || c.is_ascii_punctuation())
    };
    let is_letter = |within: Option<char>| {
        // Letters in circles and squares are symbols.
        let is_symbol = |c| matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
        within.is_some_and(|c| c.is_alphanumeric() && !is_symbol(c))
    };
    (is_letter(inner.chars().next()) || frees(before.chars().next_back()))
        && (is_letter(inner.chars().next_back()) || frees(after.chars().next()))
}

/// One line: signs that mean something anywhere, signs that mean something at the start, blanks at both ends.
fn escape_line(out: &mut String, line: &str, marks: &[Mark]) {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\u{b}' | '\u{c}');
    let inner = line.trim_start_matches(is_blank);
    let inner_start = line.len() - inner.len();
    let inner_end = line.trim_end_matches(is_blank).len();
    // An ordered list begins with digits and a full stop or bracket.
    let after_digits =
        inner_start + inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut marks = marks.iter().peekable();
    for (at, c) in line.char_indices() {
        while let Some((_, mark)) = marks.next_if(|(place, _)| *place == at) {
            out.push_str(mark);
        }
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
    out.extend(marks.map(|(_, mark)| *mark));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{rich_sample, sample};

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
    fn an_extract_with_all_that_can_stand_beside_it() {
        let written = quotes(&rich_sample());
        let extract = written.split_once("## Waiting\n").map(|(_, extract)| extract);
        assert_eq!(
            extract,
            Some(
                r#"
Before: INT: And then?

> “\[GP ID 161\]: We waited, \[…\] for *weeks*.\
> Then \[the doctor\] went.”\
> *\[GP ID 161, emphasis added\]*

After: INT: I see.\
Thank you.

Codes: Access \> Waiting; Trust

Private: source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · speaking GP ID 161 · names Ann Miller · coded by Amara Okafor · comment ask "again"
"#
            )
        );
        assert!(written.contains("\n\nPrivate: this file names sources"), "{written}");
    }

    #[test]
    fn bold_and_italic_letters_stand_between_stars_or_tags() {
        use crate::export::print::{Is, Of, Run};

        let line = |runs: &[(&'static str, bool, bool)]| {
            let run = |&(words, italic, bold): &(&'static str, bool, bool)| Run {
                of: Of::Source,
                italic,
                bold,
                words: words.into(),
            };
            inline(&[Line { is: Is::Words, runs: runs.iter().map(run).collect() }])
        };
        let italic = |words| (words, true, false);
        let plain = |words| (words, false, false);
        assert_eq!(line(&[plain("a "), italic(" b "), plain(" c")]), "a  *b*  c");
        assert_eq!(line(&[plain("un"), italic("be"), plain("lieved")]), "un*be*lieved");
        assert_eq!(line(&[plain("so"), italic("(so)")]), "so<em>\\(so)</em>".replace('\\', ""));
        assert_eq!(line(&[italic("a"), ("b", true, true)]), "*a*<strong><em>b</em></strong>");
        assert_eq!(line(&[plain("-"), ("- b", false, true), plain("!")]), "\\-**- b**!");
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
