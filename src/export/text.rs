//! Plain text: what can be pasted anywhere. An empty line stands between any two blocks, and headings are underlined.

use super::print::{Line, Margin, Page, Placed, Run, Table, print, words};
use super::styles::DIVIDER_SIGN;
use super::{QuoteReport, document};

/// The longest line under a heading; a longer heading is longer than its line.
const LONGEST_RULE: usize = 72;

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let mut sheet = Sheet(String::new());
    print(report, None, &mut sheet);
    sheet.0
}

/// The whole file of a document.
pub(super) fn document(written: &document::Document) -> String {
    let mut sheet = Sheet(String::new());
    document::print(written, None, &mut sheet);
    sheet.0
}

/// A text that grows from the top down.
struct Sheet(String);

impl Page for Sheet {
    fn head(&mut self, title: &str, warning: Option<&str>, notes: &[String]) {
        for block in [title].into_iter().chain(warning) {
            if !block.is_empty() {
                self.block(block);
            }
        }
        for note in notes {
            self.block(note);
        }
    }

    fn heading(&mut self, level: usize, runs: &[Run<'_>]) {
        let name = words(runs);
        // Deeper headings have the same line: which stands above which, their order tells.
        let sign = match level {
            1 => "=",
            2 => "-",
            _ => ".",
        };
        let rule = sign.repeat(name.chars().count().min(LONGEST_RULE));
        self.block(&format!("{name}\n{rule}"));
    }

    fn under_heading(&mut self, words: &str) {
        self.block(words);
    }

    fn extract(&mut self, lines: &[Line<'_>]) {
        for lines in lines.chunk_by(|line, next| line.is.goes_with(next.is)) {
            let words: Vec<_> = lines.iter().map(Line::words).collect();
            self.block(&format!("{}{}", lines[0].is.lead(), words.join("\n")));
        }
    }

    fn paragraph(&mut self, paragraph: &Placed<'_>) {
        self.block(&set(paragraph, &mut Margin::default()));
    }

    fn list(&mut self, items: &[Placed<'_>]) {
        let mut margin = Margin::default();
        let items: Vec<String> = items.iter().map(|item| set(item, &mut margin)).collect();
        self.block(&items.join("\n"));
    }

    /// A block for each row: the head of each column with what stands in the cell below it.
    fn table(&mut self, table: &Table<'_>) {
        for row in &table.rows {
            let cells = row.iter().zip(&table.head).filter(|(cell, _)| !cell.is_empty());
            let cells = cells.map(|(cell, head)| {
                let mut margin = Margin::default();
                let cell: Vec<String> = cell.iter().map(|one| set(one, &mut margin)).collect();
                let parting = if cell.len() == 1 { " " } else { "\n" };
                format!("{}:{parting}{}", head.line.words(), cell.join("\n"))
            });
            self.block(&cells.collect::<Vec<_>>().join("\n"));
        }
    }

    fn divider(&mut self) {
        self.block(DIVIDER_SIGN);
    }

    fn page_break(&mut self) {}
}

/// A paragraph behind what stands before it in lists and quotes.
fn set(paragraph: &Placed<'_>, margin: &mut Margin) -> String {
    let (first, others) = margin.of(paragraph);
    let words = paragraph.line.words();
    if words.is_empty() {
        return first.trim_end().to_owned();
    }
    format!("{first}{}", words.replace('\n', &format!("\n{others}")))
}

impl Sheet {
    fn block(&mut self, words: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(words);
        self.0.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::{rich_sample, sample};

    #[test]
    fn quotes_with_their_labels() {
        assert_eq!(
            quotes(&sample()),
            "Access & waiting\n\n“Access” with its sub-codes, interviews only: 2 quotes\n\nMade 22 November 2026\n\n\
             Access\n======\n\nGetting in\n\nWaiting\n-------\n\nWe *wait* <weeks>.\nThen\twe go. [GP ID 161]\n\n\
             =1+1, \"she\" said [M7]\n"
        );
    }

    #[test]
    fn an_extract_with_all_that_can_stand_beside_it() {
        let written = quotes(&rich_sample());
        let extract = written.split_once("-------\n").map(|(_, extract)| extract);
        assert_eq!(
            extract,
            Some(
                "\nBefore: INT: And then?\n\n“[GP ID 161]: We waited, […] for weeks.\nThen [the doctor] went.”\n\
                 [GP ID 161, emphasis added]\n\nAfter: INT: I see.\nThank you.\n\nCodes: Access > Waiting; Trust\n\n\
                 Private: source Site 3 – Dr Miller · file Miller final.docx · characters 10–40 · speaking GP ID 161 · \
                 names Ann Miller · coded by Amara Okafor · comment ask \"again\"\n"
            )
        );
        assert!(written.contains("\n\nPrivate: this file names sources"), "{written}");
    }
}
