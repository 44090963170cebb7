//! Excel and CSV files, read by other programs' readers.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use marginalia::analysis::labels::Audience;
use marginalia::domain::Colour;
use marginalia::export::{
    CodebookFormat, CodebookReport, CodebookRow, CodingLine, Format, QuoteReport, codebook,
    codings_csv, quotes,
};
use proptest::prelude::*;

use super::documents::code_row;
use super::{DOCUMENT, HOSTILE, LABEL, UNHOLDABLE, legal, part, report, stored_text, written};

/// A report with its private columns.
fn for_the_team(texts: &[impl AsRef<str>]) -> QuoteReport {
    QuoteReport { audience: Audience::Team, ..report(texts) }
}

fn sheet(xlsx: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).expect("a workbook");
    let formulas = workbook.worksheet_formula(name).expect("the sheet");
    assert!(formulas.used_cells().next().is_none(), "nothing computes");
    workbook.worksheet_range(name).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("{other:?} is not text"),
    }
}

#[test]
fn excel_keeps_the_words_of_hostile_texts_as_text() {
    let texts = [HOSTILE, &[UNHOLDABLE]].concat();
    let rows = sheet(&written(Format::Xlsx, &texts), "Quotes");
    let head: Vec<&str> = rows[0].iter().map(text).collect();
    assert_eq!(head.join(","), "Section,Words,Label,Codes,Kind");
    let words: Vec<&str> = rows[1..].iter().map(|row| text(&row[1])).collect();
    let legal: Vec<String> = texts.iter().map(|text| legal(text)).collect();
    assert_eq!(words, legal);
    let row: Vec<&str> = rows[1].iter().map(text).collect();
    assert_eq!(row, ["Access > Waiting", "", LABEL, "Access > Waiting; Trust", "interview"]);
}

#[test]
fn excel_says_on_its_face_what_is_private() {
    let xlsx = quotes(Format::Xlsx, &for_the_team(&["We wait."])).expect("written");
    let rows = sheet(&xlsx, "Quotes (private)");
    let head: Vec<&str> = rows[0].iter().skip(5).map(text).collect();
    assert_eq!(
        head.join(","),
        "Source (private),File (private),Start (private),End (private),Speakers (private),Names (private),\
         Coders (private),Comment (private)"
    );
    assert_eq!(rows[1][7..9], [Data::Float(7.0), Data::Float(15.0)]);
    let words: Vec<&str> = [5, 6, 9, 10, 11, 12].map(|at| text(&rows[1][at])).into();
    assert_eq!(
        words,
        [
            DOCUMENT,
            "Miller, final.docx",
            "GP ID 161",
            "Ann Miller",
            "Amara Okafor; Zoë Lindqvist",
            "come back to this"
        ]
    );
    let about = sheet(&xlsx, "About");
    assert!(text(&about[1][0]).starts_with("Private: this file names"));
}

#[test]
fn excel_divides_what_no_cell_holds_and_says_so() {
    let long: String = "Wörter 👩‍⚕️ ".chars().cycle().take(80_000).collect();
    let report = for_the_team(&["short", long.as_str(), "short too"]);
    let xlsx = quotes(Format::Xlsx, &report).expect("written");
    let rows = sheet(&xlsx, "Quotes (private)");
    let labels: Vec<&str> = rows[1..].iter().map(|row| text(&row[2])).collect();
    let continued = |part| format!("{LABEL} (continued {part}/3)");
    assert_eq!(labels, [LABEL, LABEL, &continued(2), &continued(3), LABEL]);
    let joined: String = rows[2..5].iter().map(|row| text(&row[1])).collect();
    assert!(joined == long, "the parts joined are the words");
    assert!(rows[2..5].iter().all(|row| text(&row[5]) == DOCUMENT && row[7] == Data::Float(7.0)));
    let about = sheet(&xlsx, "About");
    let lines: Vec<&str> = about.iter().map(|row| text(&row[0])).collect();
    assert_eq!((lines[0], lines[2]), ("Quotes", "“Access” with its sub-codes"));
    assert!(lines[3].starts_with("One quote is longer than a cell of Excel holds"), "{lines:?}");
    assert_eq!(lines[4], "Made 22 November 2026");
}

#[test]
fn excel_freezes_its_header_and_filters() {
    let sheet = part(&written(Format::Xlsx, &["a", "b"]), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:E3\""));
}

fn csv_rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn the_framework_reads_in_again_as_it_was() {
    let colour: Colour = "#6c9539".parse().expect("a colour");
    let codes: Vec<CodebookRow> = HOSTILE
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let definition = format!("use for {name}, \"not\" otherwise");
            let row = code_row(&[&format!("top {number}"), name], &definition);
            CodebookRow { colour: number.is_multiple_of(2).then_some(colour), ..row }
        })
        .collect();
    let report = CodebookReport { codes: codes.clone(), ..CodebookReport::default() };
    let read = csv_rows(&codebook(CodebookFormat::Csv, &report).expect("written").0);
    assert_eq!(read.len(), codes.len());
    for (read, row) in read.iter().zip(&codes) {
        assert_eq!(read["path"], row.path.join(" > ").replace(['\n', '\r', '\t'], " "));
        assert_eq!(
            Some(&read["name"]),
            row.path.last().map(|name| name.replace(['\n', '\r', '\t'], " ")).as_ref()
        );
        assert_eq!(read["definition"], row.words.definition);
        assert_eq!(read["colour"].parse().ok(), row.colour);
    }
}

proptest! {
    #[test]
    fn csv_round_trip(words in stored_text(), name in stored_text()) {
        let mut report = for_the_team(&[&words]);
        report.sections[1].quotes[0].private.as_mut().expect("private").source.clone_from(&name);
        let read = csv_rows(&quotes(Format::Csv, &report).expect("written"));
        prop_assert_eq!(&read[0]["words"], &words);
        prop_assert_eq!(&read[0]["source (private)"], &name);
        prop_assert_eq!(&read[0]["section"], "Access > Waiting");

        let line = CodingLine { document: name, start: 1, end: 2, code: words, coder: "A".into() };
        let read = csv_rows(&codings_csv(std::slice::from_ref(&line)));
        prop_assert_eq!(&read[0]["document"], &line.document);
        prop_assert_eq!(&read[0]["code"], &line.code);
    }

    #[test]
    fn excel_round_trip(words in stored_text()) {
        let rows = sheet(&written(Format::Xlsx, &[&words]), "Quotes");
        prop_assert_eq!(text(&rows[1][1]), legal(&words));
    }
}
