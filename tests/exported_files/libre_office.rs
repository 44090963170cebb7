//! LibreOffice opens the files, and finds the same words in them. It is not on every computer and takes its time, so these
//! tests are run by name: `cargo test --test exported_files -- --ignored`. Where there is no `soffice`, they say so and pass.

use std::path::Path;
use std::process::Command;

use marginalia::export::document::{DocumentFormat, write};
use marginalia::export::{Format, quotes};

use super::team_documents::{hostile_document, said, unmarked};
use super::{HOSTILE, legal, report, set_report, words, words_of};

/// What LibreOffice makes of a file in another format; nothing where it is not on this computer.
fn converted(format: Format, bytes: &[u8], to: &str, filter: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(format!("Quotes.{}", format.extension()));
    std::fs::write(&file, bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("p").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .args([folder.path(), Path::new(&file)])
        .output();
    match run {
        Ok(run) => assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr)),
        Err(error) => {
            eprintln!("skipped: LibreOffice is not on this computer ({error})");
            return None;
        }
    }
    let made = std::fs::read(file.with_extension(to)).expect("what LibreOffice made");
    let made = String::from_utf8(made).expect("UTF-8");
    Some(made.trim_start_matches('\u{feff}').to_owned())
}

#[test]
#[ignore = "needs LibreOffice"]
fn libre_office_finds_the_same_words_in_documents() {
    let plain = report(HOSTILE).sections.remove(1).quotes;
    let pieces: Vec<_> = plain.into_iter().map(|quote| quote.pieces).collect();
    let report = set_report(&pieces);
    for format in [Format::Docx, Format::Odt] {
        let bytes = quotes(format, &report).expect("written");
        let Some(text) = converted(format, &bytes, "txt", "txt:Text (encoded):UTF8") else {
            return;
        };
        assert_eq!(words(&text), words_of(&report), "{format:?}");
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libre_office_finds_the_same_words_in_workbooks() {
    let bytes = quotes(Format::Xlsx, &report(HOSTILE)).expect("written");
    // Commas, double quotation marks, UTF-8, all cells as they are.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let Some(table) = converted(Format::Xlsx, &bytes, "csv", filter) else { return };
    let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
    let found: Vec<_> = rows.map(|row| words(&row.expect("a row")[1])).collect();
    let expected: Vec<_> = HOSTILE.iter().map(|text| words(&legal(text))).collect();
    assert_eq!(found, expected);
}

#[test]
#[ignore = "needs LibreOffice"]
fn libre_office_finds_the_same_words_in_what_a_team_wrote() {
    let document = hostile_document();
    for format in [DocumentFormat::Docx, DocumentFormat::Odt] {
        let bytes = write(format, &document).expect("written");
        let Some(text) = converted(format.format(), &bytes, "txt", "txt:Text (encoded):UTF8")
        else {
            return;
        };
        // The file itself says what it could not hold.
        let is_said = |line: &&str| !line.contains(" files can't hold ");
        let text = text.lines().filter(is_said).collect::<Vec<_>>().join("\n");
        assert_eq!(unmarked(words(&text)), said(&document), "{format:?}");
    }
}
