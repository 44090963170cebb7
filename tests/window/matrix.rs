//! The window: the framework matrix, its cells filled by keyboard, their passages, and pages to read.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{
    MatrixRow, MatrixSettings, RowsOf, Subject, Summary, SummaryState, Target,
};
use marginalia::project::{Holder, MatrixField, NewValue, Project, SummaryWords};

use crate::harness::{
    INTERVIEW, Study, code, give_file, key, press, source, span, study, type_text,
};

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// Takes an entry of a list to choose from.
fn choose(study: &mut Study, list: &str, role: Role, entry: &str) {
    study.harness.get_by_role_and_label(Role::ComboBox, list).click();
    study.settle();
    click(study, role, entry);
}

fn undo(study: &mut Study) {
    press(study, Modifiers::COMMAND, Key::Z);
}

/// Two sites; at the first, two passages on Trust.
fn coded(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let notes = source(project, "Executive M10");
    project.set_case(&[interview], "Site 1").expect("a case");
    project.set_case(&[notes], "Site 2").expect("a case");
    let trust = code(project, "Trust");
    for words in ["We trust them less now", "Nobody asked the patients"] {
        project.code(interview, span(INTERVIEW, words), &[trust]).expect("a coding");
    }
}

fn row(project: &Project, name: &str) -> MatrixRow {
    let snapshot = project.snapshot();
    MatrixRow::Case(snapshot.cases.iter().find(|case| case.name == name).expect("a case").id)
}

fn write(project: &mut Project, name: &str, path: &str, text: &str) {
    let (row, code) = (row(project, name), code(project, path));
    let state = SummaryState::Written;
    let words = SummaryWords { row, code, text: text.to_owned(), state };
    project.write_summaries(&[words]).expect("a summary");
}

fn summary(project: &Project, name: &str, path: &str) -> Option<Summary> {
    project.snapshot().summary(row(project, name), code(project, path)).cloned()
}

/// A matrix of the sites, opened with the keyboard at its first cell: Site 1 under Governance. Trust and Mergers follow.
fn matrix(before: impl FnOnce(&mut Project)) -> Study {
    let mut study = study(|project| {
        coded(project);
        project.add_matrix("Sites", RowsOf::Case, None).expect("a matrix");
        before(project);
    });
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    study
}

/// What a screen reader says of the cells, and of rows and headings, in their order.
fn cells(study: &Study, role: Role) -> Vec<String> {
    let all = study.harness.query_all_by_role(role);
    let mut all: Vec<(i32, i32, String)> = all
        .map(|cell| {
            let (rect, label) = (cell.rect(), cell.accesskit_node().label());
            (rect.top() as i32, rect.left() as i32, label.unwrap_or_default())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(.., label)| label).collect()
}

#[test]
fn a_matrix_is_made_and_a_cell_filled_by_keyboard() {
    let mut study = study(coded);
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    study.harness.get_by_label("There is no matrix yet");
    click(&mut study, Role::Button, "New matrix…");
    type_text(&mut study, "Sites");
    key(&mut study, Key::Enter);
    assert_eq!(cells(&study, Role::RowHeader), ["Site 1", "Site 2"]);
    assert_eq!(cells(&study, Role::ColumnHeader), ["Governance", "Trust", "Mergers"]);
    key(&mut study, Key::ArrowRight);
    key(&mut study, Key::Enter);
    type_text(&mut study, "They trust less.");
    key(&mut study, Key::Escape);
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: They trust less., 2 passages");
    // The keyboard is back in the cells, and a capital letter begins to write.
    key(&mut study, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::N);
    study.harness.event_modifiers(egui::Event::Text("N".to_owned()), Modifiers::SHIFT);
    study.settle();
    type_text(&mut study, "obody knows.");
    key(&mut study, Key::Escape);
    let (project, _folder) = study.reopened();
    let told = summary(&project, "Site 1", "Trust").expect("a summary");
    assert_eq!(told.text, "They trust less.");
    let other = summary(&project, "Site 2", "Trust").expect("a summary");
    assert_eq!((other.text.as_str(), other.state), ("Nobody knows.", SummaryState::Written));
}

#[test]
fn undoing_in_a_summary_brings_back_no_words_of_another_cell() {
    let mut study = matrix(|_| ());
    key(&mut study, Key::ArrowRight);
    for words in ["They trust less.", "Nobody knows."] {
        key(&mut study, Key::Enter);
        type_text(&mut study, words);
        key(&mut study, Key::Escape);
        key(&mut study, Key::ArrowDown);
    }
    // There is no cell below the second.
    key(&mut study, Key::Enter);
    type_text(&mut study, " So it is said.");
    undo(&mut study);
    undo(&mut study);
    // It ends where this cell was begun.
    let summary = study.harness.get_by_label("Summary").accesskit_node().value();
    assert_eq!(summary.as_deref(), Some(""));
}

#[test]
fn states_are_told_in_words_and_undone() {
    let mut study = matrix(|_| {});
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Governance: Not charted");
    key(&mut study, Key::N);
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Governance: Nothing there");
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::A);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Not asked");
    study.harness.get_by_label("2 cases · 2 of 6 cells charted");
    key(&mut study, Key::Delete);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Not charted");
    undo(&mut study);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Not asked");
    undo(&mut study);
    undo(&mut study);
    study.harness.get_by_label("2 cases · 0 of 6 cells charted");
}

#[test]
fn a_passage_is_linked_where_the_cursor_stands_or_kept_beside() {
    let mut study = matrix(|project| write(project, "Site 1", "Trust", "Less trust, see"));
    key(&mut study, Key::ArrowRight);
    key(&mut study, Key::G);
    key(&mut study, Key::Enter);
    type_text(&mut study, ".");
    key(&mut study, Key::Escape);
    click(&mut study, Role::Button, "Put beside Nobody asked the patients");
    study.harness.get_by_role_and_label(Role::Button, "Take away Nobody asked the patients");
    click(&mut study, Role::Button, "Open Nobody asked the patients");
    assert!(study.harness.query_by_role(Role::Grid).is_none(), "the source is on the page");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    study.harness.get_by_role(Role::Grid);
    let (project, _folder) = study.reopened();
    let told = summary(&project, "Site 1", "Trust").expect("a summary");
    assert!(told.text.starts_with("Less trust, see [[quote:"), "{}", told.text);
    assert!(told.text.ends_with("|We trust them less now]]."), "{}", told.text);
    assert_eq!(told.mentions.iter().filter(|mention| !mention.is_written).count(), 1);
}

#[test]
fn passages_since_a_summary_are_marked_until_it_is_said_to_hold() {
    let mut study = matrix(|project| {
        write(project, "Site 1", "Trust", "Less.");
        std::thread::sleep(std::time::Duration::from_millis(5));
        let trust = code(project, "Trust");
        let interview = source(project, "Interview 12 GP ID 161");
        project.code(interview, span(INTERVIEW, "By the board"), &[trust]).expect("a coding");
    });
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Less., 3 passages, 1 new");
    key(&mut study, Key::ArrowRight);
    study.harness.get_by_label("3 passages, 1 since this was written");
    click(&mut study, Role::Button, "Still holds (1 new)");
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Less., 3 passages");
    undo(&mut study);
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Less., 3 passages, 1 new");
}

#[test]
fn rows_are_sorted_and_chosen_by_an_attribute() {
    let mut study = matrix(|project| {
        let size = project.add_attribute(Subject::Case, "Size", &[]).expect("an attribute");
        for (name, value) in [("Site 1", "small"), ("Site 2", "large")] {
            let MatrixRow::Case(case) = row(project, name) else { unreachable!() };
            let value = value.to_owned();
            let new = NewValue {
                holder: Holder::Case(case),
                attribute: size,
                value,
                public: None,
                since: None,
            };
            project.set_values(&[new]).expect("a value");
        }
    });
    assert_eq!(cells(&study, Role::RowHeader), ["Site 1", "Site 2"]);
    choose(&mut study, "Sort: Name", Role::Button, "Size");
    assert_eq!(cells(&study, Role::RowHeader), ["Site 2", "Site 1"]);
    choose(&mut study, "Filter: All rows", Role::CheckBox, "Size: small");
    assert_eq!(cells(&study, Role::RowHeader), ["Site 1"]);
    study.harness.get_by_label("1 case left out by the filter");
    undo(&mut study);
    assert_eq!(cells(&study, Role::RowHeader), ["Site 2", "Site 1"]);
}

#[test]
fn columns_are_moved_hidden_and_shown_by_keyboard_and_menu() {
    let mut study = matrix(|_| {});
    press(&mut study, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(cells(&study, Role::ColumnHeader), ["Trust", "Governance", "Mergers"]);
    press(&mut study, Modifiers::ALT, Key::X);
    assert_eq!(cells(&study, Role::ColumnHeader), ["Trust", "Mergers"]);
    click(&mut study, Role::Link, "Show all columns");
    assert_eq!(cells(&study, Role::ColumnHeader), ["Trust", "Governance", "Mergers"]);
    click(&mut study, Role::ColumnHeader, "Mergers");
    study.harness.get_by_label_contains("Hide the column").click();
    study.settle();
    assert_eq!(cells(&study, Role::ColumnHeader), ["Trust", "Governance"]);
}

#[test]
fn a_workbook_is_read_in_after_a_look() {
    let mut study = matrix(|project| write(project, "Site 1", "Trust", "Less."));
    let table = study.path.with_file_name("Matrix.csv");
    let rows =
        "Case,Trust,Nowhere\nSite 1,Much less.,\nSite 2,not asked,Lost words\nSite 9,Else,\n";
    std::fs::write(&table, rows).expect("a table");
    give_file(&mut study, "Import into the matrix", &table);
    study.harness.get_by_label("Charted for the first time, 1 cell: Site 2, Trust");
    study.harness.get_by_label("Changed, 1 cell: Site 1, Trust");
    study.harness.get_by_label("Rows that nobody knows, and left out: Site 9 (1 cell with words)");
    study
        .harness
        .get_by_label("Columns that nobody knows, and left out: Nowhere (1 cell with words)");
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Less., 2 passages");
    click(&mut study, Role::Button, "Take 2 cells");
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Much less., 2 passages");
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Trust: Not asked");
    undo(&mut study);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Trust: Not charted");
    let written = study.path.with_file_name("Out.csv");
    give_file(&mut study, "Export the matrix", &written);
    let written = std::fs::read_to_string(written).expect("a file");
    assert!(
        written.starts_with("\u{feff}Case,Governance,Trust,Mergers,Row key\r\nSite 1,,Less.,,"),
        "{written}"
    );
}

#[test]
fn a_heading_is_read_down_and_a_row_across() {
    let mut study = matrix(|project| {
        write(project, "Site 1", "Trust", "They trust **less**.");
        let (row, code) = (row(project, "Site 2"), code(project, "Trust"));
        let state = SummaryState::NotAsked;
        let words = SummaryWords { row, code, text: String::new(), state };
        project.write_summaries(&[words]).expect("a summary");
    });
    key(&mut study, Key::ArrowRight);
    press(&mut study, Modifiers::ALT, Key::D);
    study.harness.get_by_label("They trust less.");
    assert_eq!(study.harness.get_all_by_label("Not asked").count(), 2, "on the page and beside it");
    assert_eq!(
        study.harness.get_all_by_label("2 passages").count(),
        2,
        "on the page and beside it"
    );
    key(&mut study, Key::Escape);
    press(&mut study, Modifiers::ALT, Key::A);
    study.harness.get_by_label("They trust less.");
    assert_eq!(study.harness.get_all_by_label("Not charted yet").count(), 2, "on the page");
    click(&mut study, Role::Button, "Back to the matrix");
    study.harness.get_by_role(Role::Grid);
}

#[test]
fn writing_goes_on_in_the_cell_below_when_it_is_ended() {
    let mut study = matrix(|_| {});
    key(&mut study, Key::Enter);
    type_text(&mut study, "Quiet.");
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Governance: Quiet.");
    key(&mut study, Key::Enter);
    type_text(&mut study, "Loud.");
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Governance: Quiet.");
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Loud.");
    // Below the last cell is none. What is said of it leaves its words, which are told when it is said again.
    key(&mut study, Key::N);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Nothing there");
    key(&mut study, Key::N);
    study.harness.get_by_role_and_label(Role::Cell, "Site 2, Governance: Loud.");
    key(&mut study, Key::A);
    let (project, _folder) = study.reopened();
    assert_eq!(summary(&project, "Site 2", "Governance").expect("a summary").text, "Loud.");
}

#[test]
fn a_workbook_takes_nothing_that_was_not_shown() {
    let mut study = matrix(|project| write(project, "Site 1", "Trust", "Less."));
    let table = study.path.with_file_name("Matrix.csv");
    std::fs::write(&table, "Case,Trust\nSite 1,Much less.\n").expect("a table");
    give_file(&mut study, "Import into the matrix", &table);
    click(&mut study, Role::Cell, "Site 1, Trust: Less., 2 passages");
    key(&mut study, Key::Enter);
    type_text(&mut study, " Or not.");
    key(&mut study, Key::Escape);
    click(&mut study, Role::Button, "Take 1 cell");
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Less. Or not., 2 passages");
    study.harness.get_by_label("“Less. Or not.”");
    click(&mut study, Role::Button, "Take 1 cell");
    study.harness.get_by_role_and_label(Role::Cell, "Site 1, Trust: Much less., 2 passages");
    assert!(study.harness.query_by_label("What the workbook would change").is_none());
}

#[test]
fn a_page_follows_the_project_and_its_headings_lead_to_their_cells() {
    let mut study = matrix(|project| {
        let id = project.snapshot().matrices[0].id;
        let rows = MatrixField::Rows(RowsOf::Source);
        project.change_matrix(id, vec![rows]).expect("sources");
        let trust = code(project, "Trust");
        let interview = source(project, "Interview 12 GP ID 161");
        project.code(interview, span(INTERVIEW, "By the board"), &[trust]).expect("a coding");
    });
    key(&mut study, Key::ArrowRight);
    press(&mut study, Modifiers::ALT, Key::D);
    study.harness.get_by_label("3 passages");
    undo(&mut study);
    study.harness.get_by_label("2 passages");
    click(&mut study, Role::Link, "Interview 12 GP ID 161");
    key(&mut study, Key::N);
    let told = "Interview 12 GP ID 161, Trust: Nothing there, 2 passages";
    study.harness.get_by_role_and_label(Role::Cell, told);
}

#[test]
fn a_link_to_a_cell_that_is_not_shown_says_why_and_shows_no_other() {
    let mut study = matrix(|project| {
        write(project, "Site 2", "Mergers", "Slow.");
        let mergers = summary(project, "Site 2", "Mergers").expect("a summary").id;
        let (row, code) = (row(project, "Site 1"), code(project, "Governance"));
        let target = Target::Summary(mergers);
        project.rest_summary_on(row, code, target, true).expect("put beside");
        let id = project.snapshot().matrices[0].id;
        let hidden = vec![crate::harness::code(project, "Mergers")];
        let settings = MatrixSettings { hidden, ..MatrixSettings::default() };
        let fields = vec![MatrixField::Settings(settings)];
        project.change_matrix(id, fields).expect("hidden");
    });
    click(&mut study, Role::Link, "Site 2: Mergers");
    study.harness.get_by_label("“Mergers” is hidden in the matrix “Sites”");
    study.harness.get_by_label("Site 1 · Governance");
    click(&mut study, Role::Link, "Show all columns");
    click(&mut study, Role::Link, "Site 2: Mergers");
    study.harness.get_by_label("Site 2 · Mergers");
}
