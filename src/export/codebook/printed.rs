//! The printed codebook: a heading for each code, what is said of it, its examples, where it comes from, its counts.

use super::{CodebookReport, CodebookRow};
use crate::export::document::{Block, Document, Extract, Paragraph, Run};
use crate::export::report::heading;
use crate::text::counted;

/// The codebook as a document.
pub(super) fn document(report: &CodebookReport) -> Document {
    Document {
        title: report.title.clone(),
        notes: vec![counted(report.codes.len(), "code", "codes")],
        made: report.made.clone(),
        blocks: blocks(report),
        ..Document::default()
    }
}

/// Everything below the notes, in order.
fn blocks(report: &CodebookReport) -> Vec<Block> {
    let quiet = |line: String| Block::Quiet(vec![Run::plain(line)]);
    let mut blocks = Vec::new();
    for (place, row) in report.codes.iter().enumerate() {
        if let Some((level, name)) = heading(&row.path) {
            blocks.push(Block::Heading(level, vec![Run::plain(name)]));
        }
        let words = &row.words;
        if !words.definition.is_empty() {
            blocks.push(Block::Explanation(words.definition.clone()));
        }
        for (about, rule) in [
            ("When to use", &words.include),
            ("When not to use", &words.exclude),
            ("Research question", &words.question),
        ] {
            if !rule.is_empty() {
                let runs = vec![Run::bold(about), Run::plain(format!(" {rule}"))];
                blocks.push(Block::Paragraph(Paragraph::new(runs)));
            }
        }
        let examples = row.examples.iter().map(|one| Extract::plain(&one.text, &one.label));
        blocks.extend(examples.map(|one| Block::Extract(Box::new(one))));
        blocks.extend(row.links.iter().cloned().map(quiet));
        let sets = report.sets.iter().filter(|set| set.codes.contains(&place));
        let sets: Vec<&str> = sets.map(|set| set.name.as_str()).collect();
        if !sets.is_empty() {
            blocks.push(quiet(format!("In {}", sets.join(", "))));
        }
        blocks.push(quiet(origin(row)));
        blocks.push(quiet(counts(row)));
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

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::export::{html, markdown};

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
            markdown::document(&document(&sample())),
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
        let page = html::document(&document(&sample()));
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
<p class="text" dir="auto"><b>When to use</b> Days &amp; weeks</p>
<p class="text" dir="auto"><b>When not to use</b> Hours</p>
<p class="text" dir="auto"><b>Research question</b> RQ 2</p>
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
