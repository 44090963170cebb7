//! Tables and the prevalence of codes from a shell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::shell::Shell;

const FILE: &str = "sample.marginalia";

fn table(shell: &Shell, more: &[&str]) -> Value {
    shell.json(&[&["table", FILE], more].concat())
}

/// The figure of a row and column by their names.
fn figure(table: &Value, row: &str, column: &str) -> Value {
    let columns = table["columns"].as_array().expect("columns");
    let column = columns.iter().position(|name| name == column).expect("a column");
    let rows = table["rows"].as_array().expect("rows");
    let row = rows.iter().find(|line| line["name"] == row).expect("a row");
    row["figures"][column].clone()
}

/// The sample study with its practices as cases.
fn with_cases() -> Shell {
    let shell = Shell::with_sample();
    for (source, case) in [
        ("Interview GP ID 161 Site 1", "Site 1"),
        ("Interview GP ID 173 Site 2", "Site 2"),
        ("Interview Nurse ID 158 Site 3", "Site 3"),
    ] {
        shell.ok(&["sources", "set", FILE, source, "--case", case, "--coder", "Maya Lindqvist"]);
    }
    shell
}

#[test]
fn a_cell_is_as_many_quotes_as_retrieval_finds() {
    let shell = Shell::with_sample();
    let found = table(&shell, &["--columns", "kinds"]);
    assert_eq!(found["title"], "Quotations by code and kind");
    for path in ["Patients and place", "Patients and place > Access", "Running the change"] {
        for (kind, heading) in [("interview", "Interviews"), ("fieldnote", "Fieldnotes")] {
            let quotes = shell.json(&["quotes", FILE, "--code", path, "--kind", kind]);
            let count = quotes.as_array().map_or(0, Vec::len);
            assert_eq!(figure(&found, path, heading), count, "{path} {kind}");
        }
        // Zeros stay.
        assert_eq!(figure(&found, path, "Documents"), 0);
    }
    let alone = table(&shell, &["--columns", "kinds", "--no-subcodes"]);
    assert_ne!(
        figure(&alone, "Patients and place", "Total"),
        figure(&found, "Patients and place", "Total")
    );
}

#[test]
fn figures_are_shown_as_asked() {
    let shell = with_cases();
    let of = |more: &[&str]| table(&shell, &[&["--rows", "top-codes"], more].concat());
    let shares = of(&["--columns", "kinds", "--as", "row-share"]);
    assert_eq!(figure(&shares, "Running the change", "Total"), 1.0);
    let yes = of(&["--columns", "cases", "--as", "yes-no"]);
    assert!(figure(&yes, "Running the change", "Site 1").is_boolean());
    let together = of(&["--columns", "top-codes", "--cells", "together", "--as", "coefficient"]);
    let part = figure(&together, "Running the change", "Working life").as_f64().expect("a part");
    assert!((0.0..=1.0).contains(&part));
    assert_eq!(figure(&together, "Working life", "Working life"), 1.0);
    let printed = shell.ok(&["table", FILE, "--rows", "kinds", "--cells", "people"]);
    assert!(printed.starts_with("People by kind\n") && printed.contains("Interviews"), "{printed}");
    let csv = shell.ok(&["table", FILE, "--rows", "kinds", "--csv"]);
    assert!(csv.starts_with("kind,All\r\nInterviews,"), "{csv}");
}

#[test]
fn a_table_is_written_with_its_figures_as_numbers() {
    let shell = Shell::with_sample();
    let said = shell.ok(&["table", FILE, "--columns", "kinds", "-o", "t.xlsx"]);
    assert_eq!(said, "Wrote a table of 30 rows to t.xlsx\n");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(shell.read("t.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range("Table").expect("a sheet");
    assert_eq!(sheet.height(), 32);
    assert!(matches!(sheet.get_value((1, 1)), Some(Data::Float(_))));
    shell.ok(&["table", FILE, "--columns", "kinds", "-o", "t.csv"]);
    assert!(shell.read_text("t.csv").starts_with("\u{feff}code,Interviews,"));
    let answer = shell.run(&["table", FILE, "-o", "t.docx"]);
    assert_eq!(answer.status, Some(2));
    assert!(answer.sentence().contains(".xlsx, .csv or .md, or for a picture in .svg or .png"));
}

#[test]
fn what_cannot_be_counted_is_one_sentence() {
    let shell = Shell::with_sample();
    for (wrong, sentence) in [
        (&["--rows", "weather"][..], "“weather” cannot stand in rows or columns"),
        (&["--rows", "codes:Nowhere"], "There is no code “Nowhere”"),
        (&["--rows", "attribute:Age"], "There is no attribute “Age”"),
        (&["--cells", "together"], "This is counted between two codes"),
        (&["--as", "coefficient"], "A coefficient stands between two codes"),
        (&["--prevalence", "--rows", "cases"], "Only codes are widespread or not"),
    ] {
        let said = shell.fails(&[&["table", FILE], wrong].concat());
        assert!(said.starts_with(sentence), "{said}");
    }
}

#[test]
fn prevalence_tells_silence_apart() {
    let shell = with_cases();
    let found = table(&shell, &["--prevalence", "--rows", "top-codes"]);
    let row = "Running the change";
    let (spoke, of) = (figure(&found, row, "Spoke of it"), figure(&found, row, "Of"));
    assert_eq!(of, 3);
    let rows = found["rows"].as_array().expect("rows");
    let at = rows.iter().position(|line| line["name"] == row).expect("a row");
    let who = found["who"][at]["Spoke of it"].as_array().map_or(0, Vec::len);
    assert_eq!(spoke, who);
    let asked = ["--prevalence", "--rows", "top-codes", "--asked-code", "Access"];
    let found = table(&shell, &asked);
    let states = ["Spoke of it", "Asked and did not", "Not asked", "Not yet coded"];
    let sum: u64 = states.iter().filter_map(|state| figure(&found, row, state).as_u64()).sum();
    assert_eq!(sum, 3);
    let people = table(&shell, &["--prevalence", "--rows", "top-codes", "--among", "people"]);
    assert!(figure(&people, row, "Spoke of it").as_u64() > Some(3));
}

#[test]
fn a_table_is_written_as_a_picture() {
    let shell = Shell::with_sample();
    shell.ok(&["table", FILE, "--columns", "kinds", "-o", "table.svg"]);
    let svg = std::fs::read_to_string(shell.path("table.svg")).expect("a file");
    for words in ["Quotations by code and kind", "Access", "Interviews", ">Total<"] {
        assert!(svg.contains(words), "{words}");
    }
    shell.ok(&["table", FILE, "--prevalence", "-o", "table.png"]);
    let png = std::fs::read(shell.path("table.png")).expect("a file");
    assert!(png.starts_with(b"\x89PNG"));
}
