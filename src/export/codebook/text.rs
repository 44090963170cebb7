//! The framework as indented text: a line for each code, a tab for each level, what is said of it below on lines that begin
//! with `|`. The reader's file (`import/codebook/text.rs`) has the rules.

use super::CodebookReport;
use crate::export::characters::on_one_line;

/// The whole file.
pub(super) fn text(report: &CodebookReport) -> String {
    let mut out = String::new();
    for row in &report.codes {
        let indent = "\t".repeat(row.path.len().saturating_sub(1));
        out.push_str(&format!("{indent}{}\n", escaped(row.name())));
        let words = row.words.in_one();
        if !words.is_empty() {
            for line in words.split('\n') {
                let gap = if line.is_empty() { "" } else { " " };
                out.push_str(&format!("{indent}\t|{gap}{line}\n"));
            }
        }
    }
    out
}

/// A name as one line that is not taken for anything else.
fn escaped(name: &str) -> String {
    let name = on_one_line(name).replace('\\', "\\\\").replace(" ::", " \\::");
    if name.starts_with('|') { format!("\\{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn writes_a_line_for_each_code_and_for_what_is_said_of_it() {
        let mut report = sample();
        report.codes[0].path = vec!["|A :: \\".to_owned()];
        assert_eq!(
            text(&report),
            "\\|A \\:: \\\\\n\tWaiting, <long>\n\t\t| Time \"lost\"\n\t\t| before\n\t\t|\n\t\t| When to use:\n\
             \t\t| Days & weeks\n\t\t|\n\t\t| When not to use:\n\t\t| Hours\n\t\t|\n\t\t| Research question:\n\t\t| RQ 2\n"
        );
    }
}
