//! The printed codebook: a heading for each code, what is said of it, its examples, where it comes from, its counts.

use super::{CodebookReport, CodebookRow};
use crate::export::characters::{escaped, on_one_line};
use crate::export::docx::Document;
use crate::export::report::heading;
use crate::export::{ExportError, html, markdown, styles};
use crate::text::counted;

/// A piece of what is printed of a code.
enum Block<'a> {
    /// Its heading: the level and the words.
    Heading(usize, String),
    /// What it means.
    Definition(&'a str),
    /// A rule with what it is about.
    Rule(&'static str, &'a str),
    /// A quotation with its label.
    Example(&'a str, &'a str),
    /// A quiet line.
    Quiet(String),
}

/// What stands under the title.
fn notes(report: &CodebookReport) -> Vec<String> {
    let mut notes = vec![counted(report.codes.len(), "code", "codes")];
    if !report.made.is_empty() {
        notes.push(format!("Made {}", report.made));
    }
    notes
}

/// Everything below the notes, in order.
fn blocks(report: &CodebookReport) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for (place, row) in report.codes.iter().enumerate() {
        if let Some((level, name)) = heading(&row.path) {
            blocks.push(Block::Heading(level, on_one_line(&name)));
        }
        let words = &row.words;
        if !words.definition.is_empty() {
            blocks.push(Block::Definition(&words.definition));
        }
        for (about, rule) in [
            ("When to use", &words.include),
            ("When not to use", &words.exclude),
            ("Research question", &words.question),
        ] {
            if !rule.is_empty() {
                blocks.push(Block::Rule(about, rule));
            }
        }
        blocks.extend(row.examples.iter().map(|e| Block::Example(&e.text, &e.label)));
        blocks.extend(row.links.iter().map(|link| Block::Quiet(link.clone())));
        let sets = report.sets.iter().filter(|set| set.codes.contains(&place));
        let sets: Vec<&str> = sets.map(|set| set.name.as_str()).collect();
        if !sets.is_empty() {
            blocks.push(Block::Quiet(format!("In {}", sets.join(", "))));
        }
        blocks.push(Block::Quiet(origin(row)));
        blocks.push(Block::Quiet(counts(row)));
    }
    blocks
}

/// “Inductive code, made by Amara on 3 May 2026; archived”.
fn origin(row: &CodebookRow) -> String {
    use crate::domain::Origin::{Framework, InVivo, Inductive};

    let mut line = match row.origin {
        Framework => "From the framework",
        Inductive => "Inductive code",
        InVivo => "In vivo code",
    }
    .to_owned();
    match (row.made_by.as_str(), row.made.as_str()) {
        ("", "") => {}
        ("", day) => line.push_str(&format!(", made on {day}")),
        (coder, "") => line.push_str(&format!(", made by {coder}")),
        (coder, day) => line.push_str(&format!(", made by {coder} on {day}")),
    }
    if !row.is_applicable {
        line.push_str("; only holds other codes");
    }
    if row.is_archived {
        line.push_str("; archived");
    }
    line
}

/// “12 quotations, 30 with sub-codes”.
fn counts(row: &CodebookRow) -> String {
    let own = match row.quotations {
        0 => "No quotations".to_owned(),
        count => counted(count, "quotation", "quotations"),
    };
    if row.with_sub_codes == row.quotations {
        own
    } else {
        format!("{own}, {} with sub-codes", crate::text::grouped(row.with_sub_codes))
    }
}

/// As a Word document.
pub(super) fn docx(report: &CodebookReport) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new(&report.title);
    document.text(styles::TITLE, &on_one_line(&report.title));
    for note in notes(report) {
        document.text(styles::NOTE, &note);
    }
    for block in blocks(report) {
        match block {
            Block::Heading(level, name) => document.text(styles::HEADINGS[level - 1], &name),
            Block::Definition(words) => document.text(styles::DEFINITION, words),
            Block::Rule(about, words) => document.rule(about, words),
            Block::Example(words, label) => document.quote(words, label),
            Block::Quiet(line) => document.text(styles::COUNTS, &on_one_line(&line)),
        }
    }
    document.pack()
}

/// As one HTML file.
pub(super) fn html(report: &CodebookReport) -> String {
    let mut out = html::head(&report.title, &notes(report));
    for block in blocks(report) {
        match block {
            Block::Heading(level, name) => html::heading(&mut out, level, &name),
            Block::Definition(words) => html::paragraph(&mut out, "definition", words),
            Block::Rule(about, words) => out.push_str(&format!(
                "<p class=\"rule\"><b>{about}</b> <span dir=\"auto\">{}</span></p>\n",
                escaped(words)
            )),
            Block::Example(words, label) => html::quote(&mut out, words, label),
            Block::Quiet(line) => html::paragraph(&mut out, "note", &line),
        }
    }
    html::foot(&mut out);
    out
}

/// As Markdown.
pub(super) fn markdown(report: &CodebookReport) -> String {
    let mut out = markdown::head(&report.title, &notes(report));
    for block in blocks(report) {
        match block {
            Block::Heading(level, name) => markdown::heading(&mut out, level, &name),
            Block::Definition(words) => markdown::paragraph(&mut out, words),
            Block::Rule(about, words) => markdown::labelled(&mut out, about, words),
            Block::Example(words, label) => markdown::quote(&mut out, words, label),
            Block::Quiet(line) => markdown::paragraph(&mut out, &line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn counts_in_words() {
        let counted = |own, all| {
            let row =
                CodebookRow { quotations: own, with_sub_codes: all, ..sample().codes.remove(0) };
            counts(&row)
        };
        assert_eq!(counted(0, 0), "No quotations");
        assert_eq!(counted(1, 1), "1 quotation");
        assert_eq!(counted(0, 4), "No quotations, 4 with sub-codes");
        assert_eq!(counted(12, 30), "12 quotations, 30 with sub-codes");
    }

    #[test]
    fn markdown_says_everything() {
        assert_eq!(
            markdown(&sample()),
            r#"**Codebook**

2 codes

Made 22 November 2026

# Access

From the framework; only holds other codes

No quotations, 2 with sub-codes

## Waiting, \<long\>

Time "lost"\
before

**When to use** Days \& weeks

**When not to use** Hours

**Research question** RQ 2

> We \*wait\*.\
> And wait. \[GP ID 161\]

Leads to Access

In Time

In vivo code, made by Amara on 3 May 2026; archived

2 quotations
"#
        );
    }

    #[test]
    fn html_says_everything() {
        let page = html(&sample());
        let body = page.split_once("<main>\n").map(|(_, body)| body);
        assert_eq!(
            body,
            Some(
                r#"<h1 dir="auto">Access</h1>
<p class="note" dir="auto">From the framework; only holds other codes</p>
<p class="note" dir="auto">No quotations, 2 with sub-codes</p>
<h2 dir="auto">Waiting, &lt;long&gt;</h2>
<p class="definition" dir="auto">Time "lost"
before</p>
<p class="rule"><b>When to use</b> <span dir="auto">Days &amp; weeks</span></p>
<p class="rule"><b>When not to use</b> <span dir="auto">Hours</span></p>
<p class="rule"><b>Research question</b> <span dir="auto">RQ 2</span></p>
<blockquote lang="">
<p dir="auto">We *wait*.</p>
<p dir="auto">And wait. <cite lang="en-GB"><bdi>[GP ID 161]</bdi></cite></p>
</blockquote>
<p class="note" dir="auto">Leads to Access</p>
<p class="note" dir="auto">In Time</p>
<p class="note" dir="auto">In vivo code, made by Amara on 3 May 2026; archived</p>
<p class="note" dir="auto">2 quotations</p>
</main>
</body>
</html>
"#
            )
        );
    }
}
