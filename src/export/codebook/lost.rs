//! What a format has no place for, in sentences for the person who writes the file.

use super::{CodebookFormat, CodebookReport, CodebookRow};
use crate::domain::{Origin, PATH_SEPARATOR};
use crate::export::characters::{is_legal, on_one_line};
use crate::text::counted;

/// What of a framework a file of a format does not hold.
pub(super) fn sentences(format: CodebookFormat, report: &CodebookReport) -> Vec<String> {
    use CodebookFormat::{Csv, Docx, Html, Odt, Qdc, Text, Xlsx};

    let file = format!("A .{} file", format.extension());
    let codes = |has: fn(&CodebookRow) -> bool| report.codes.iter().filter(|row| has(row)).count();
    let sum = |count: fn(&CodebookRow) -> usize| report.codes.iter().map(count).sum::<usize>();
    let mut lost = Vec::new();
    let mut lose = |in_it: bool, count: usize, one: &str, many: &str| {
        if !in_it && count > 0 {
            lost.push(format!("{file} has no place for {}.", counted(count, one, many)));
        }
    };
    let is_printed = format.is_printed();
    let is_table = matches!(format, Csv | Xlsx);
    let has_colour = is_table || format == Qdc;
    lose(has_colour, codes(|row| row.colour.is_some()), "colour", "colours");
    let holders = codes(|row| !row.is_applicable);
    let (one, many) =
        ("mark of a code that only holds others", "marks of codes that only hold others");
    lose(format != Text, holders, one, many);
    let archived = codes(|row| row.is_archived);
    let (one, many) = ("mark of an archived code", "marks of archived codes");
    lose(is_table || is_printed, archived, one, many);
    let origins = codes(|row| row.origin != Origin::Framework);
    let (one, many) = ("origin other than the framework", "origins other than the framework");
    lose(is_table || is_printed, origins, one, many);
    let makers = codes(|row| !row.made_by.is_empty());
    lose(
        is_printed,
        makers,
        "note of who made a code, and when",
        "notes of who made a code, and when",
    );
    lose(format == Qdc || is_printed, report.sets.len(), "set of codes", "sets of codes");
    lose(is_printed, sum(|row| row.links.len()) / 2, "link between codes", "links between codes");
    lose(is_printed, sum(|row| row.examples.len()), "example", "examples");
    let (one, many) = ("open question about a code", "open questions about codes");
    lose(false, sum(|row| row.open_questions), one, many);

    let breaks = codes(|row| on_one_line(row.name()) != row.name());
    if !is_printed && breaks > 0 {
        let names = counted(breaks, "name holds", "names hold");
        lost.push(format!(
            "{names} line breaks or tabs, which are blanks when the file is read in."
        ));
    }
    if matches!(format, Docx | Odt | Html | Xlsx | Qdc) {
        let replaced: usize = report
            .codes
            .iter()
            .flat_map(CodebookRow::texts)
            .map(|text| text.chars().filter(|&c| !is_legal(c)).count())
            .sum();
        if replaced > 0 {
            let signs = counted(replaced, "control character is", "control characters are");
            lost.push(format!("{file} cannot hold them: {signs} shown as \u{fffd}."));
        }
    }
    if matches!(format, Text | Qdc) {
        for row in report.codes.iter().filter(|row| !row.words.can_be_parted()) {
            lost.push(format!(
                "“{}” has a line like “When to use:” in its words; read in again, they are parted there.",
                row.path.join(PATH_SEPARATOR)
            ));
        }
    }
    if format == Xlsx {
        let is_cut = |row: &&CodebookRow| row.texts().into_iter().any(super::table::is_cut);
        for row in report.codes.iter().filter(is_cut) {
            lost.push(format!(
                "What is said of “{}” is longer than a cell of Excel holds and is cut; export as CSV to have it whole.",
                row.path.join(PATH_SEPARATOR)
            ));
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn each_format_tells_what_it_lacks() {
        let mut report = sample();
        report.codes[0].links = vec!["Follows Waiting".to_owned()];
        assert_eq!(
            sentences(CodebookFormat::Qdc, &report),
            [
                "A .qdc file has no place for 1 mark of an archived code.",
                "A .qdc file has no place for 1 origin other than the framework.",
                "A .qdc file has no place for 1 note of who made a code, and when.",
                "A .qdc file has no place for 1 link between codes.",
                "A .qdc file has no place for 1 example.",
                "A .qdc file has no place for 1 open question about a code.",
            ]
        );
        assert_eq!(sentences(CodebookFormat::Csv, &report).len(), 5);
        assert_eq!(sentences(CodebookFormat::Text, &report).len(), 9);
        assert_eq!(
            sentences(CodebookFormat::Docx, &report),
            [
                "A .docx file has no place for 1 colour.",
                "A .docx file has no place for 1 open question about a code.",
            ]
        );
        assert!(
            CodebookFormat::ALL
                .into_iter()
                .all(|format| { sentences(format, &CodebookReport::default()).is_empty() })
        );
    }

    #[test]
    fn odd_words_are_told() {
        let mut report = sample();
        report.codes[1].words.definition = "a\u{1}\nWhen to use:\nb".to_owned();
        let said = sentences(CodebookFormat::Qdc, &report);
        assert!(said.iter().any(|said| said.contains("1 control character is shown as")));
        assert!(said.iter().any(|said| said.contains("they are parted there")));
        report.codes[1].words.definition = "é".repeat(40_000);
        let said = sentences(CodebookFormat::Xlsx, &report);
        assert!(said.iter().any(|said| said.contains("longer than a cell of Excel")));
    }
}
