//! HTML: one file that needs nothing beside it, legible in light and dark and on paper.

use std::fmt::Write;

use super::characters::escaped;
use super::print::{Is, Line, Of, Page, Placed, Run, Step, Table, print, steps};
use super::{PROGRAM, QuoteReport, document};
use crate::text::markdown::Marker;

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
blockquote { margin: 1.1rem 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid #d9d8d2; }
blockquote p { margin: 0; min-height: 1.6em; white-space: pre-wrap; overflow-wrap: anywhere; }
cite, .speaker { font: .875em system-ui, Calibri, sans-serif; }
.speaker, .edit, .context, .beside, .codes, .private { color: #5c5b55; }
.context, .beside, .codes, .private { margin: .25rem 0; padding-inline-start: calc(1.1rem + 3px); white-space: pre-wrap;
  overflow-wrap: anywhere; font: .8125rem/1.5 system-ui, Calibri, sans-serif; }
.before { margin-top: 1.1rem; } .before + .before { margin-top: .25rem; } .before + blockquote { margin-top: .4rem; }
blockquote:has(+ .after), blockquote:has(+ .beside), blockquote:has(+ .codes), blockquote:has(+ .private) { margin-bottom: .4rem; }
.text, li p, td p, th p { white-space: pre-wrap; overflow-wrap: anywhere; } ul, ol { padding-inline-start: 1.6rem; }
li p, td p, th p { margin: 0 0 .25rem; } ul.bare { list-style: none; }
table { border-collapse: collapse; width: 100%; margin: 1.1rem 0; font: .875rem/1.45 system-ui, Calibri, sans-serif; }
th, td { border: 1px solid #d9d8d2; padding: .4rem .5rem; text-align: start; vertical-align: top; }
th { background: #efeee9; } code { font: .9em ui-monospace, Consolas, monospace; }
mark { color: inherit; background: #ffe99a; } hr { width: 6rem; margin: 1.75rem auto; border: 0; border-top: 1px solid #d9d8d2; }
body.wide { max-width: 80rem; } a { color: #1f5c99; }
.warning { margin: 0 0 .5rem; font-weight: 600; color: #a61b1b; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e5df; background: #1b1b1a; }
  header, blockquote { border-color: #45443f; } .note, .definition, cite { color: #a9a79e; }
  .speaker, .edit, .context, .beside, .codes, .private { color: #a9a79e; } .warning { color: #ff9d94; }
  th, td, hr { border-color: #45443f; } th { background: #2a2927; } mark { background: #5c4a12; } a { color: #8db9e8; }
}
@media print {
  body { margin: 0; max-width: none; } h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  .before { break-after: avoid; } blockquote p:last-child, .beside, .codes, .private { break-before: avoid; }
  .page-break { break-after: page; } thead { display: table-header-group; }
}
";

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let mut page = WebPage(String::new());
    print(report, Some("HTML"), &mut page);
    foot(&mut page.0);
    page.0
}

/// The whole file of a document.
pub(super) fn document(written: &document::Document) -> String {
    let mut page = WebPage(String::new());
    document::print(written, Some("HTML"), &mut page);
    foot(&mut page.0);
    if written.is_landscape {
        page.0 = page.0.replacen(
            "</style>\n</head>\n<body>",
            "@page { size: landscape; }\n</style>\n</head>\n<body class=\"wide\">",
            1,
        );
    }
    page.0
}

/// A page that grows from the top down.
struct WebPage(String);

impl Page for WebPage {
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]) {
        self.0.push_str(&head(title, warning, notes));
    }

    fn heading(&mut self, level: usize, runs: &[Run<'_>]) {
        push(&mut self.0, format_args!("<h{level} dir=\"auto\">"));
        runs.iter().for_each(|piece| run(&mut self.0, piece));
        push(&mut self.0, format_args!("</h{level}>\n"));
    }

    fn under_heading(&mut self, words: &str) {
        paragraph(&mut self.0, "definition", words);
    }

    fn extract(&mut self, lines: &[Line<'_>]) {
        for block in lines.chunk_by(|line, next| line.is.goes_with(next.is)) {
            let class = match block[0].is {
                Is::Words | Is::Label => {
                    extract(&mut self.0, block);
                    continue;
                }
                Is::Before => "context before",
                Is::After => "context after",
                Is::Codes => "codes",
                Is::Private => "private",
                _ => "beside",
            };
            for line in block {
                paragraph(&mut self.0, class, &line.words());
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Placed<'_>) {
        let class = match paragraph.line.is {
            Is::Quiet => " class=\"note\"",
            // Cells say themselves how what is in them looks.
            Is::TableHead | Is::TableText => "",
            _ => " class=\"text\"",
        };
        let out = &mut self.0;
        for _ in 0..paragraph.quotes {
            out.push_str("<blockquote>\n");
        }
        push(out, format_args!("<p{class} dir=\"auto\">"));
        paragraph.line.runs.iter().for_each(|piece| run(out, piece));
        out.push_str("</p>\n");
        for _ in 0..paragraph.quotes {
            out.push_str("</blockquote>\n");
        }
    }

    fn list(&mut self, items: &[Placed<'_>]) {
        for step in steps(items) {
            match step {
                Step::Open(None) => self.0.push_str("<ul class=\"bare\">\n<li>"),
                Step::Open(Some(Marker::Bullet)) => self.0.push_str("<ul>\n<li>"),
                Step::Open(Some(Marker::Number(1))) => self.0.push_str("<ol>\n<li>"),
                Step::Open(Some(Marker::Number(from))) => {
                    push(&mut self.0, format_args!("<ol start=\"{from}\">\n<li>"));
                }
                Step::Next => self.0.push_str("</li>\n<li>"),
                Step::Paragraph(at) => self.paragraph(&items[at]),
                Step::Close(Some(Marker::Number(_))) => self.0.push_str("</li>\n</ol>\n"),
                Step::Close(_) => self.0.push_str("</li>\n</ul>\n"),
            }
        }
    }

    fn table(&mut self, table: &Table<'_>) {
        let sum: f64 = table.widths.iter().copied().map(f64::from).sum();
        self.0.push_str("<table>\n<colgroup>");
        for &width in &table.widths {
            push(
                &mut self.0,
                format_args!("<col style=\"width: {:.1}%\">", f64::from(width) / sum * 100.0),
            );
        }
        self.0.push_str("</colgroup>\n<thead>\n<tr>\n");
        for head in &table.head {
            self.0.push_str("<th scope=\"col\">");
            self.paragraph(head);
            self.0.push_str("</th>\n");
        }
        self.0.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.0.push_str("<tr>\n");
            for cell in row {
                self.0.push_str("<td>");
                self.flow(cell);
                self.0.push_str("</td>\n");
            }
            self.0.push_str("</tr>\n");
        }
        self.0.push_str("</tbody>\n</table>\n");
    }

    fn divider(&mut self) {
        self.0.push_str("<hr>\n");
    }

    fn page_break(&mut self) {
        self.0.push_str("<div class=\"page-break\"></div>\n");
    }
}

/// A page up to where its content begins. It is British English; a quote is in whatever language it is in (`lang=""`),
/// and each of its paragraphs finds its own direction.
fn head(title: &str, warning: Option<&str>, notes: &[String]) -> String {
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"{PROGRAM}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<p class=\"title\" dir=\"auto\">{title}</p>\n"
    );
    if let Some(warning) = warning {
        paragraph(&mut out, "warning", warning);
    }
    for note in notes {
        paragraph(&mut out, "note", note);
    }
    out.push_str("</header>\n<main>\n");
    out
}

/// Adds a paragraph of a class.
fn paragraph(out: &mut String, class: &str, text: &str) {
    push(out, format_args!("<p class=\"{class}\" dir=\"auto\">{}</p>\n", escaped(text)));
}

/// Adds the paragraphs of an extract.
fn extract(out: &mut String, lines: &[Line<'_>]) {
    out.push_str("<blockquote lang=\"\">\n");
    for line in lines {
        out.push_str("<p dir=\"auto\">");
        for piece in &line.runs {
            run(out, piece);
        }
        out.push_str("</p>\n");
    }
    out.push_str("</blockquote>\n");
}

/// Adds words that look alike. Labels and tags are in the language of the page, and keep their own direction.
fn run(out: &mut String, run: &Run<'_>) {
    let (open, close) = match run.of {
        Of::Plain => ("", ""),
        Of::Code => ("<code>", "</code>"),
        Of::Blank => ("<mark>", "</mark>"),
        Of::Speaker => ("<span class=\"speaker\" lang=\"en-GB\"><bdi>", "</bdi></span>"),
        Of::Editor => ("<span class=\"edit\" lang=\"en-GB\"><bdi>", "</bdi></span>"),
        Of::Label => ("<cite lang=\"en-GB\"><bdi>", "</bdi></cite>"),
    };
    let (look, end) = match (run.bold, run.italic) {
        (false, false) => ("", ""),
        (true, false) => ("<b>", "</b>"),
        (false, true) => ("<i>", "</i>"),
        (true, true) => ("<b><i>", "</i></b>"),
    };
    if let Some(address) = &run.address {
        push(out, format_args!("<a href=\"{}\" rel=\"noreferrer\">", escaped(address)));
    }
    let words = escaped(&run.words).replace('\n', "<br>");
    push(out, format_args!("{open}{look}{words}{end}{close}"));
    if run.address.is_some() {
        out.push_str("</a>");
    }
}

/// Ends a page.
fn foot(out: &mut String) {
    out.push_str("</main>\n</body>\n</html>\n");
}

fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    // A string takes whatever is written to it.
    let _ = out.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{rich_sample, sample, set_plainly};

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
    fn an_extract_with_all_that_can_stand_beside_it() {
        let page = quotes(&rich_sample());
        let body = page.split_once("<h2 dir=\"auto\">Waiting</h2>\n").map(|(_, body)| body);
        assert_eq!(
            body,
            Some(
                r#"<p class="context before" dir="auto">INT: And then?</p>
<blockquote lang="">
<p dir="auto">“<span class="speaker" lang="en-GB"><bdi>[GP ID 161]:</bdi></span> We waited, <span class="edit" lang="en-GB"><bdi>[…]</bdi></span> for <i>weeks</i>.</p>
<p dir="auto">Then <span class="edit" lang="en-GB"><bdi>[the doctor]</bdi></span> went.”</p>
<p dir="auto"><cite lang="en-GB"><bdi><i>[GP ID 161, emphasis added]</i></bdi></cite></p>
</blockquote>
<p class="context after" dir="auto">INT: I see.</p>
<p class="context after" dir="auto">Thank you.</p>
<p class="codes" dir="auto">Codes: Access &gt; Waiting; Trust</p>
<p class="private" dir="auto">Private: source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · speaking GP ID 161 · names Ann Miller · coded by Amara Okafor · comment ask "again"</p>
</main>
</body>
</html>
"#
            )
        );
        assert!(page.contains(
            "<p class=\"warning\" dir=\"auto\">Private: this file names sources, speakers, coders or people. Keep it"
        ));
    }

    #[test]
    fn says_what_it_could_not_hold() {
        let mut report = sample();
        report.sections[1].quotes[0].pieces = set_plainly("a\u{1}b\u{c}", "[M7]");
        let page = quotes(&report);
        assert!(page.contains("<p dir=\"auto\">a\u{fffd}b\u{fffd} <cite"));
        assert!(
            page.contains("2 control characters that HTML files can't hold are shown as \u{fffd}.")
        );
    }
}
