//! Surveys as spreadsheet programs write them, from the file to texts with answers that can be counted.

use std::error::Error;

use marginalia::domain::{AnswerState, MarkupKind};
use marginalia::import::survey::{Layout, Role, read_grid, sources};
use marginalia::import::{ImportError, Refusal};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

type Outcome = Result<(), Box<dyn Error>>;

const HEADER: [&str; 8] = [
    "Respondent no.",
    "CCG",
    "Completed on",
    "Contact name",
    "Is your board quorate?",
    "Support needed",
    "List size",
    "What has helped so far?",
];

/// A workbook with a title over its header, one formula, and respondents who answered, skipped, or were not asked.
fn workbook() -> Result<Workbook, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let (day, number) =
        (Format::new().set_num_format("dd/mm/yyyy"), Format::new().set_num_format("0000"));
    let sheet = workbook.add_worksheet().set_name("Answers")?;
    sheet.merge_range(0, 0, 0, 7, "Survey of emerging groups", &Format::new())?;
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(2, column, name)?;
    }
    let rows = [
        (7, "Site 3", true, "Data; Money", "Time to talk.\n\nA manager who “knows” the place."),
        (8, "Site 4", false, "Data", ""),
        (12, "Site 3", true, "Money", "Not asked"),
        (13, "Site 5", true, "Data; Training", "Nothing"),
    ];
    for (row, (id, site, is_quorate, needs, helped)) in (3..).zip(rows) {
        sheet.write_with_format(row, 0, id, &number)?;
        sheet.write(row, 1, site)?;
        let on = ExcelDateTime::from_ymd(2012, 3, 14)?;
        sheet.write_with_format(row, 2, on, &day)?;
        sheet.write(row, 3, format!("Person {id}"))?;
        sheet.write(row, 4, is_quorate)?;
        sheet.write(row, 5, needs)?;
        sheet.write(row, 6, Formula::new("=1000*2.5").set_result("2500"))?;
        sheet.write(row, 7, helped)?;
    }
    workbook.add_worksheet().set_name("Left empty")?;
    Ok(workbook)
}

#[test]
fn a_workbook_becomes_texts() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("Survey 1.xlsx");
    workbook()?.save(&path)?;
    let grid = read_grid(&path)?;
    assert_eq!(grid.file_name, "Survey 1.xlsx");
    assert_eq!(grid.sheets.len(), 1);
    let sheet = &grid.sheets[0];
    assert_eq!(sheet.header, HEADER);
    assert_eq!(
        sheet.rows[0][..7],
        ["0007", "Site 3", "2012-03-14", "Person 7", "yes", "Data; Money", "2500"]
    );
    let layout = Layout::guess(sheet);
    let roles: Vec<Role> = layout.columns.iter().map(|column| column.role).collect();
    use Role::{Attribute, Case, Contact, Date, Ignore, MultipleChoice, Question, Respondent};
    assert_eq!(
        roles,
        [Respondent, Case, Date, Contact, Attribute, MultipleChoice, Ignore, Question]
    );
    let survey = sources(sheet, &layout)?;
    assert_eq!(survey.doubts, [""; 0]);
    let states: Vec<AnswerState> = survey
        .sources
        .iter()
        .flat_map(|source| &source.markup)
        .filter_map(|mark| match mark.kind {
            MarkupKind::Answer { state, .. } => Some(state),
            _ => None,
        })
        .collect();
    use AnswerState::{Given, NotAsked, Skipped};
    assert_eq!(states, [Given, Skipped, NotAsked, Given]);
    let first = &survey.sources[0];
    assert_eq!(first.name, "Respondent 0007");
    assert_eq!(first.date.as_deref(), Some("2012-03-14"));
    assert_eq!(
        first.text,
        "What has helped so far?\nTime to talk.\n\nA manager who “knows” the place."
    );
    let needs: Vec<&str> = first
        .attributes
        .iter()
        .filter(|(name, _)| &**name == "Support needed")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(needs, ["Data", "Money"]);
    Ok(())
}

#[test]
fn a_file_that_is_not_read_is_named() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("cut.xlsx"), &workbook()?.save_to_buffer()?[..900])?;
    std::fs::write(at("old.xls"), [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512]].concat())?;
    let reason = |name: &str| {
        let error: ImportError = read_grid(&at(name)).expect_err("refused");
        assert!(error.to_string().ends_with(&at(name).display().to_string()), "{error}");
        error.reason
    };
    assert!(matches!(reason("cut.xlsx"), Refusal::BrokenWorkbook(_)));
    assert_eq!(reason("old.xls"), Refusal::OldWorkbook);
    assert_eq!(reason("gone.csv"), Refusal::Missing);
    assert_eq!(reason("survey.ods"), Refusal::NotATable);
    std::fs::create_dir(at("folder.csv"))?;
    assert_eq!(reason("folder.csv"), Refusal::NotAFile);
    Ok(())
}
