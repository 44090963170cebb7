//! Markdown (CommonMark 0.31): headings by code, quotes as block quotes, the label after the words.
//!
//! Every character with a meaning is escaped, so that a reader of CommonMark gives the very words back; line breaks
//! of a quote are hard line breaks. Headings start with the codes; the title is a line in bold, so that code level and
//! heading level stay the same here as in Word. Bold and italic letters stand between stars where readers take stars for
//! that, and between tags elsewhere.

use std::borrow::Cow;
use std::fmt::Write;
use std::mem::discriminant;

use super::characters::on_one_line;
use super::print::{Is, Line, Margin, Of, Page, Placed, Run, Table, print};
use super::{QuoteReport, document};
use crate::text::markdown::Marker;

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let mut page = Document(String::new());
    print(report, None, &mut page);
    page.0
}

/// The whole file of a document.
pub(super) fn document(written: &document::Document) -> String {
    let mut page = Document(String::new());
    document::print(written, None, &mut page);
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

    fn heading(&mut self, level: usize, runs: &[Run<'_>]) {
        block(&mut self.0, "", &format!("{} {}", "#".repeat(level), inline_runs(runs)));
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

    fn paragraph(&mut self, paragraph: &Placed<'_>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        placed(&mut self.0, &mut Margin::default(), paragraph);
    }

    fn list(&mut self, items: &[Placed<'_>]) {
        let mut margin = Margin::default();
        for (at, item) in items.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &items[before]);
            if !self.0.is_empty() && !before.is_some_and(|before| goes_on(before, item)) {
                self.0.push('\n');
            }
            placed(&mut self.0, &mut margin, item);
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        let row = |cells: &mut dyn Iterator<Item = String>| {
            cells.fold("|".to_owned(), |row, cell| format!("{row} {cell} |"))
        };
        let cell = |paragraphs: &[Placed<'_>]| {
            let mut margin = Margin::default();
            let paragraphs = paragraphs.iter().map(|one| {
                // A cell is one line, in which neither lists nor quotes begin: their signs are words.
                let (sign, _) = margin.of(one);
                let words = inline_runs(&one.line.runs).replace("\\\n", "<br>");
                format!("{}{words}", sign.replace('>', "\\>").replace("  ", "&#32; "))
            });
            paragraphs.collect::<Vec<_>>().join("<br>")
        };
        let head = table.head.iter().map(std::slice::from_ref);
        let mut lines =
            vec![row(&mut head.map(cell)), row(&mut table.head.iter().map(|_| ":--".to_owned()))];
        lines.extend(table.rows.iter().map(|cells| row(&mut cells.iter().map(|one| cell(one)))));
        block(&mut self.0, "", &lines.join("\n"));
    }

    fn divider(&mut self) {
        block(&mut self.0, "", "* * *");
    }

    fn page_break(&mut self) {}
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

/// Whether readers see an item of a list also where no empty line stands before it: in the same list always, in one that begins
/// only where it says something and begins with one.
fn goes_on(before: &Placed<'_>, item: &Placed<'_>) -> bool {
    let place =
        |one: &Placed<'_>| (one.lists, one.quotes, one.marker.map(|marker| discriminant(&marker)));
    match item.marker {
        None => false,
        Some(_) if place(before) == place(item) => true,
        Some(marker) => {
            let says = !item.line.words().trim().is_empty();
            says && before.quotes == item.quotes
                && matches!(marker, Marker::Bullet | Marker::Number(1))
        }
    }
}

/// Adds a paragraph behind what stands before it in lists and quotes.
fn placed(out: &mut String, margin: &mut Margin, paragraph: &Placed<'_>) {
    let (first, others) = margin.of(paragraph);
    for (number, line) in inline_runs(&paragraph.line.runs).split('\n').enumerate() {
        let margin = if number == 0 { &first } else { &others };
        // Blanks at the end of a line of words are written otherwise: these are of the margin alone.
        out.push_str(format!("{margin}{line}").trim_end_matches(' '));
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

/// Runs as inline content, with hard line breaks where they break a line.
fn inline_runs(runs: &[Run<'_>]) -> String {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (number, words) in run.words.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !words.is_empty()) {
                let Run { of, italic, bold, .. } = *run;
                let address = run.address.as_deref().map(Cow::Borrowed);
                line.push(Run { of, italic, bold, address, words: words.into() });
            }
        }
    }
    let line = |runs| Line { is: Is::Paragraph, runs };
    inline(&lines.into_iter().map(line).collect::<Vec<_>>())
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

/// What begins or ends words of a look of their own, before the byte of a line at which it stands.
type Mark = (usize, Cow<'static, str>);

/// The marks of a line's bold and italic letters, of what stands as it was typed, and of what leads to a page.
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
        let signs = match (run.italic, run.bold) {
            (false, false) => None,
            (true, false) => Some(&SIGNS[0]),
            (false, true) => Some(&SIGNS[1]),
            (true, true) => Some(&SIGNS[2]),
        };
        if from >= to {
            continue;
        }
        let (mut before, mut behind) = (String::new(), String::new());
        if let Some(address) = &run.address {
            before.push('[');
            behind = format!("]({address})");
        }
        if let Some([stars, tags]) = signs {
            // Stars that touch others would be counted together with them.
            let is_apart = marks.last().is_none_or(|&(end, _)| end < from);
            let [open, close] =
                if is_apart && takes_stars(&words, from, to) { stars } else { tags };
            before.push_str(open);
            behind.insert_str(0, close);
        }
        if run.of == Of::Code {
            before.push_str("<code>");
            behind.insert_str(0, "</code>");
        }
        if !before.is_empty() {
            marks.extend([(from, before.into()), (to, behind.into())]);
        }
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
    out.extend(marks.map(|(_, mark)| &**mark));
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
                of: Of::Plain,
                italic,
                bold,
                address: None,
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
