//! Plain text: what can be pasted anywhere. An empty line stands between any two blocks, and headings are underlined.

use super::QuoteReport;
use super::print::{Line, Page, print};

/// The longest line under a heading; a longer heading is longer than its line.
const LONGEST_RULE: usize = 72;

/// The whole file.
pub(super) fn quotes(report: &QuoteReport) -> String {
    let mut sheet = Sheet(String::new());
    print(report, None, &mut sheet);
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

    fn heading(&mut self, level: usize, name: &str) {
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
