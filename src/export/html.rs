//! HTML: one file that needs nothing beside it, legible in light and dark and on paper.

use std::fmt::Write;

use super::characters::{escaped, note_on_replaced, on_one_line};
use super::{QuoteReport, report};

/// What the page looks like. Blanks are kept as they stand in the text (`pre-wrap`).
const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.0625rem/1.6 Georgia, serif;
  color: #1c1c1a; background: #fdfdfb; }
h1, h2, h3, h4, h5, h6, header { font-family: system-ui, Calibri, sans-serif; line-height: 1.3; }
h1 { font-size: 1.6rem; margin: 2.5rem 0 .75rem; } h2 { font-size: 1.3rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
header { border-bottom: 1px solid #d9d8d2; padding-bottom: .75rem; }
.title { font-size: 1.9rem; font-weight: 600; margin: 0 0 .5rem; }
.note, .definition, cite { color: #5c5b55; }
.note { margin: 0; font-size: .9375rem; } .definition { font-style: italic; white-space: pre-wrap; }
.rule { white-space: pre-wrap; } .rule b { font: 600 .9375em system-ui, Calibri, sans-serif; }
blockquote { margin: 1.1rem 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid #d9d8d2; }
blockquote p { margin: 0; min-height: 1.6em; white-space: pre-wrap; overflow-wrap: anywhere; }
cite { font: .875em system-ui, Calibri, sans-serif; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e5df; background: #1b1b1a; }
  header, blockquote { border-color: #45443f; } .note, .definition, cite { color: #a9a79e; }
}
@media print { body { margin: 0; max-width: none; } h1, h2, h3, h4, h5, h6 { break-after: avoid; } }
";

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let made = (!report.made.is_empty()).then(|| format!("Made {}", report.made));
    let replaced = note_on_replaced(report, "HTML");
    let notes: Vec<String> = report.notes.iter().cloned().chain(replaced).chain(made).collect();
    let mut out = head(&report.title, &notes);
    for section in &report.sections {
        if let Some((level, name)) = report::heading(&section.path) {
            heading(&mut out, level, &name);
        }
        if !section.definition.is_empty() {
            paragraph(&mut out, "definition", &section.definition);
        }
        for section_quote in &section.quotes {
            quote(&mut out, &section_quote.text, &section_quote.label);
        }
    }
    foot(&mut out);
    out
}

/// A page up to where its content begins. It is British English; a quote is in whatever language it is in (`lang=""`),
/// and each of its paragraphs finds its own direction.
pub(super) fn head(title: &str, notes: &[String]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<p class=\"title\" dir=\"auto\">{title}</p>\n"
    );
    for note in notes {
        paragraph(&mut out, "note", note);
    }
    out.push_str("</header>\n<main>\n");
    out
}

/// Adds a heading of a level from 1 to 6.
pub(super) fn heading(out: &mut String, level: usize, name: &str) {
    let name = on_one_line(name);
    push(out, format_args!("<h{level} dir=\"auto\">{}</h{level}>\n", escaped(&name)));
}

/// Adds a paragraph of a class.
pub(super) fn paragraph(out: &mut String, class: &str, text: &str) {
    push(out, format_args!("<p class=\"{class}\" dir=\"auto\">{}</p>\n", escaped(text)));
}

/// Adds a quote with its label at the end of its last paragraph.
pub(super) fn quote(out: &mut String, text: &str, label: &str) {
    out.push_str("<blockquote lang=\"\">\n");
    for (number, paragraph) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("</p>\n");
        }
        push(out, format_args!("<p dir=\"auto\">{}", escaped(paragraph)));
    }
    if !label.is_empty() {
        push(out, format_args!(" <cite lang=\"en-GB\"><bdi>{}</bdi></cite>", escaped(label)));
    }
    out.push_str("</p>\n</blockquote>\n");
}

/// Ends a page.
pub(super) fn foot(out: &mut String) {
    out.push_str("</main>\n</body>\n</html>\n");
}

fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    // A string takes whatever is written to it.
    let _ = out.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::sample;

    #[test]
    fn quotes_as_they_were_always_written() {
        let page = quotes(&sample());
        let body = page.split_once("</head>\n").map(|(_, body)| body);
        assert_eq!(
            body,
            Some(
                r#"<body>
<header>
<p class="title" dir="auto">Access &amp; waiting</p>
<p class="note" dir="auto">“Access” with its sub-codes, interviews only: 2 quotes</p>
<p class="note" dir="auto">Made 22 November 2026</p>
</header>
<main>
<h1 dir="auto">Access</h1>
<p class="definition" dir="auto">Getting in</p>
<h2 dir="auto">Waiting</h2>
<blockquote lang="">
<p dir="auto">We *wait* &lt;weeks&gt;.</p>
<p dir="auto">Then	we go. <cite lang="en-GB"><bdi>[GP ID 161]</bdi></cite></p>
</blockquote>
<blockquote lang="">
<p dir="auto">=1+1, "she" said <cite lang="en-GB"><bdi>[M7]</bdi></cite></p>
</blockquote>
</main>
</body>
</html>
"#
            )
        );
    }

    #[test]
    fn says_what_it_could_not_hold() {
        let mut report = sample();
        report.sections[1].quotes[0].text = "a\u{1}b\u{c}".to_owned();
        let page = quotes(&report);
        assert!(page.contains("<p dir=\"auto\">a\u{fffd}b\u{fffd} <cite"));
        assert!(
            page.contains("2 control characters that HTML files can't hold are shown as \u{fffd}.")
        );
    }
}
