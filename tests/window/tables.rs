//! The window: tables of figures whose cells open their quotes, and how widespread codes are.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::project::Project;

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study};

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// Takes an entry of a list to choose from.
fn choose(study: &mut Study, list: &str, entry: &str) {
    study.harness.get_by_role_and_label(Role::ComboBox, list).click();
    study.settle();
    study.harness.get_by_role_and_label(Role::Button, entry).click();
    study.settle();
}

/// Two quotations on Trust in the interview at Site 1, one on Mergers > Time; the fieldnotes belong to Site 2.
fn coded(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let notes = source(project, "Executive M10");
    project.set_case(&[interview], "Site 1").expect("a case");
    project.set_case(&[notes], "Site 2").expect("a case");
    for (words, path) in [
        ("We trust them less now", "Trust"),
        ("Nobody asked the patients", "Trust"),
        ("in March", "Mergers/Time"),
    ] {
        let code = code(project, path);
        project.code(interview, span(INTERVIEW, words), &[code]).expect("a coding");
    }
    let time = code(project, "Governance/Time");
    let span = span(crate::harness::FIELDNOTES, "in the small room");
    project.code(notes, span, &[time]).expect("a coding");
}

fn tables() -> Study {
    let mut study = study(coded);
    press(&mut study, Modifiers::COMMAND, Key::Num8);
    study
}

/// What a screen reader says of the cells that are drawn, in no order.
fn cells(study: &Study) -> Vec<String> {
    let cells = study.harness.query_all_by_role(Role::Cell);
    cells.filter_map(|cell| cell.accesskit_node().label()).collect()
}

/// The names of the rows from the top down.
fn names(study: &Study) -> Vec<String> {
    let rows = study.harness.query_all_by_role(Role::RowHeader);
    let mut rows: Vec<(f32, String)> = rows
        .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn a_table_counts_and_its_cells_open_their_quotes() {
    let mut study = tables();
    study.harness.get_by_label("Quotations by code and kind");
    let said = cells(&study);
    for cell in [
        "Trust, Interviews: 2 quotations",
        "Trust, Fieldnotes: 0 quotations",
        "Mergers, Interviews: 1 quotation",
        "Mergers > Time, Total: 1 quotation",
        "Total, Total: 4 quotations",
    ] {
        assert!(said.iter().any(|one| one == cell), "{cell} in {said:?}");
    }
    click(&mut study, Role::Cell, "Trust, Interviews: 2 quotations");
    study.harness.get_by_label_contains("Nobody asked the patients");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    study.harness.get_by_label("Quotations by code and kind");
}

#[test]
fn the_keyboard_goes_from_cell_to_cell() {
    let mut study = tables();
    // Governance, Board, Time, Trust.
    for _ in 0..3 {
        key(&mut study, Key::ArrowDown);
    }
    key(&mut study, Key::Enter);
    study.harness.get_by_label_contains("Nobody asked the patients");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    // Nothing stands behind a zero.
    key(&mut study, Key::ArrowRight);
    key(&mut study, Key::ArrowRight);
    key(&mut study, Key::Enter);
    study.harness.get_by_label("There are no quotes behind this figure");
}

#[test]
fn rows_are_sorted_and_the_total_stays_below() {
    let mut study = tables();
    assert_eq!(names(&study)[0], "Governance");
    click(&mut study, Role::Button, "Sort by Interviews");
    assert_eq!(names(&study)[..2], ["Trust", "Mergers"]);
    assert_eq!(names(&study).last().map(String::as_str), Some("Total"));
    click(&mut study, Role::Button, "Sort by Interviews");
    click(&mut study, Role::Button, "Sort by Interviews");
    assert_eq!(names(&study)[0], "Governance");
}

#[test]
fn what_is_counted_is_chosen_and_the_title_says_it() {
    let mut study = tables();
    choose(&mut study, "Columns: kinds of source", "cases");
    study.harness.get_by_label("Quotations by code and case");
    choose(&mut study, "Count: Quotations", "People");
    study.harness.get_by_label("People by code and case");
    assert!(cells(&study).contains(&"Trust, Site 1: 1 person".to_owned()), "{:?}", cells(&study));
    choose(&mut study, "Show: Counts", "Shares of the row");
    study.harness.get_by_label("People by code and case, as shares of the row");
    click(&mut study, Role::Button, "Transpose the table");
    study.harness.get_by_label("People by case and code, as shares of the column");
    assert_eq!(names(&study), ["Site 1", "Site 2", "Total"]);
}

#[test]
fn two_codes_have_a_coefficient() {
    let mut study = study(|project| {
        coded(project);
        let interview = source(project, "Interview 12 GP ID 161");
        let board = code(project, "Governance/Board");
        let words = span(INTERVIEW, "trust them");
        project.code(interview, words, &[board]).expect("a coding");
    });
    press(&mut study, Modifiers::COMMAND, Key::Num8);
    choose(&mut study, "Columns: kinds of source", "codes");
    choose(&mut study, "Count: Quotations", "Quotations that meet");
    choose(&mut study, "Show: Counts", "Coefficient (Jaccard)");
    study.harness.get_by_label("Quotations that meet by code and code, Jaccard’s coefficient");
    // Two on trust, one on the board; one of each meets the other.
    let said = cells(&study);
    let cell = "Governance > Board, Trust: 2 quotations, 0.667".to_owned();
    assert!(said.contains(&cell), "{said:?}");
}

#[test]
fn the_table_is_copied_as_it_is_shown() {
    let mut study = tables();
    click(&mut study, Role::Button, "Sort by Interviews");
    study.harness.event(egui::Event::Copy);
    study.settle();
    study.harness.get_by_label("Copied a table of 6 rows");
}

#[test]
fn prevalence_tells_who_spoke_and_who_did_not() {
    let mut study = tables();
    click(&mut study, Role::Button, "Prevalence");
    let said = cells(&study);
    for cell in [
        "Trust: one, 1 of 2 cases",
        "Trust, spoke of it: 1 case: Site 1",
        "Trust, did not speak of it: 1 case: Site 2",
    ] {
        assert!(said.iter().any(|one| one == cell), "{cell} in {said:?}");
    }
    let list = "Who was asked: who was asked is not known";
    choose(&mut study, list, "asked where coded “Mergers”");
    let said = cells(&study);
    let cell = "Trust, not asked: 1 case: Site 2".to_owned();
    assert!(said.contains(&cell), "{said:?}");
    // Site 1 speaks of it, and nobody else was asked.
    assert!(said.contains(&"Trust: all, 1 of 1 case".to_owned()), "{said:?}");
}

#[test]
fn a_figure_of_prevalence_lists_whom_it_counts() {
    let mut study = tables();
    click(&mut study, Role::Button, "Prevalence");
    click(&mut study, Role::Cell, "Trust, spoke of it: 1 case: Site 1");
    study.harness.get_by_label("Trust · spoke of it");
    assert!(study.harness.get_by_role_and_label(Role::Link, "Site 1").is_focused());
    click(&mut study, Role::Link, "Site 1");
    study.harness.get_by_label_contains("Nobody asked the patients");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    // Who did not speak of it has said other things.
    click(&mut study, Role::Cell, "Trust, did not speak of it: 1 case: Site 2");
    click(&mut study, Role::Link, "Site 2");
    study.harness.get_by_label_contains("in the small room");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    study.harness.get_by_label("Trust · did not speak of it");
    key(&mut study, Key::Escape);
    assert!(study.harness.query_by_label("Trust · did not speak of it").is_none());
}

#[test]
fn figures_and_headings_have_menus() {
    let mut study = tables();
    let cell = "Trust, Interviews: 2 quotations";
    study.harness.get_by_role_and_label(Role::Cell, cell).click_secondary();
    study.settle();
    study.harness.get_by_label_contains("Sort by this column").click();
    study.settle();
    assert_eq!(names(&study)[..2], ["Trust", "Mergers"]);
    let heading = "Sort by Fieldnotes";
    study.harness.get_by_role_and_label(Role::Button, heading).click_secondary();
    study.settle();
    study.harness.get_by_label_contains("Sort by this column").click();
    study.settle();
    assert_eq!(names(&study)[0], "Governance");
    study.harness.get_by_role_and_label(Role::RowHeader, "Governance").click_secondary();
    study.settle();
    study.harness.get_by_label_contains("Only the codes of this branch").click();
    study.settle();
    assert_eq!(names(&study).len(), 4);
}

#[test]
fn codes_are_chosen_one_by_one() {
    let mut study = tables();
    choose(&mut study, "Rows: codes", "chosen codes…");
    study.harness.event(egui::Event::Text("time".to_owned()));
    study.settle();
    assert!(study.harness.query_by_role_and_label(Role::CheckBox, "Trust").is_none());
    click(&mut study, Role::CheckBox, "Mergers > Time");
    click(&mut study, Role::CheckBox, "Governance > Time");
    key(&mut study, Key::Escape);
    // In the order of the framework.
    assert_eq!(names(&study), ["Governance > Time", "Mergers > Time", "Total"]);
    study.harness.get_by_role_and_label(Role::ComboBox, "Rows: 2 chosen codes");
}

#[test]
fn an_empty_study_says_what_belongs_there() {
    let mut study = study(|_| ());
    press(&mut study, Modifiers::COMMAND, Key::Num8);
    study.harness.get_by_label("Nothing is coded yet");
}
