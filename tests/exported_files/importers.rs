//! What this program writes, it reads: the same words in the same order.

use marginalia::analysis::labels::Printed;
use marginalia::export::{Format, QuoteReport, quotes};
use marginalia::import::read_bytes;
use marginalia::import::survey::read_grid_bytes;
use proptest::prelude::*;

use super::{HOSTILE, UNHOLDABLE, legal, report, set_report, stored_pieces, words, words_of};

/// The words of a document that was written and read in again.
fn read_again(format: Format, report: &QuoteReport) -> Vec<String> {
    let bytes = quotes(format, report).expect("written");
    let name = format!("Quotes.{}", format.extension());
    let reading = read_bytes(&name, &bytes).expect("it can be read");
    // The file itself says what it could not hold.
    let is_said = |line: &&str| !line.contains(" files can't hold ");
    words(&reading.text.split('\n').filter(is_said).collect::<Vec<_>>().join("\n"))
}

fn plain(texts: &[&str]) -> Vec<Vec<Printed>> {
    report(texts).sections.remove(1).quotes.into_iter().map(|quote| quote.pieces).collect()
}

#[test]
fn hostile_words_come_back_from_documents() {
    let long = "wörd ".repeat(20_000);
    let texts = [HOSTILE, &[UNHOLDABLE, &long]].concat();
    let report = set_report(&plain(&texts));
    for format in [Format::Docx, Format::Odt] {
        assert_eq!(read_again(format, &report), words_of(&report), "{format:?}");
    }
}

#[test]
fn hostile_words_come_back_from_plain_text() {
    let report = set_report(&plain(HOSTILE));
    let mut read = read_again(Format::Text, &report);
    // What no look tells from the extract is led by a word.
    read.retain(|word| word != "Before:" && word != "After:");
    assert_eq!(read, words_of(&report));
}

#[test]
fn hostile_words_come_back_from_a_workbook() {
    let texts = [HOSTILE, &[UNHOLDABLE]].concat();
    let bytes = quotes(Format::Xlsx, &report(&texts)).expect("written");
    let grid = read_grid_bytes("Quotes.xlsx", &bytes).expect("a table");
    let sheet = &grid.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.rows.len()), ("Quotes", texts.len()));
    for (row, text) in texts.iter().enumerate() {
        // A mark of byte order at the start of a text is no word to the reader.
        assert_eq!(words(sheet.cell(row, 1)), words(legal(text).trim_start_matches('\u{feff}')));
    }
}

proptest! {
    #[test]
    fn any_extracts_come_back(extracts in prop::collection::vec(stored_pieces(), 1..4)) {
        let report = set_report(&extracts);
        for format in [Format::Docx, Format::Odt] {
            prop_assert_eq!(read_again(format, &report), words_of(&report), "{:?}", format);
        }
    }
}
