//! The window: the register in spreadsheets that are edited in place.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{Number, Subject, ValueKind};
use marginalia::project::{AttributeField, PersonField, Project};

use crate::harness::{
    INTERVIEW, Study, code, give_file, key, press, source, span, study, type_text,
};

/// Three people: GP ID 161 and GP ID 12 with their numbers, and Manager ID 12, whose number is GP ID 12's.
fn people(project: &mut Project) {
    for name in ["GP ID 161", "GP ID 12", "Manager ID 12"] {
        project.add_person(name).expect("a person");
    }
    let interview = source(project, "Interview 12 GP ID 161");
    project.set_people(&[interview], &["GP ID 161".to_owned()]).expect("people");
    let trust = code(project, "Trust");
    for words in ["We trust them less now", "Nobody asked the patients"] {
        project.code(interview, span(INTERVIEW, words), &[trust]).expect("a coding");
    }
}

fn register(before: impl FnOnce(&mut Project)) -> Study {
    let mut study = study(before);
    // Wide enough for all columns.
    study.harness.set_size(egui::vec2(3200.0, 800.0));
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    study
}

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// What stands in a cell, as a screen reader reads it.
fn cell(study: &Study, name: &str) -> String {
    let cell = study.harness.get_by_role_and_label(Role::Cell, name);
    cell.accesskit_node().value().unwrap_or_default()
}

/// What is to be known of a cell besides.
fn about(study: &Study, name: &str) -> String {
    let cell = study.harness.get_by_role_and_label(Role::Cell, name);
    cell.accesskit_node().description().unwrap_or_default()
}

/// The first column from the top down.
fn names(study: &Study) -> Vec<String> {
    let cells = study.harness.query_all_by_role(Role::Cell).filter_map(|cell| {
        let node = cell.accesskit_node();
        let is_name = node.label().is_some_and(|label| label.starts_with("Name of "));
        is_name.then(|| (cell.rect().top(), node.value().unwrap_or_default()))
    });
    let mut cells: Vec<(f32, String)> = cells.collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    cells.into_iter().map(|(_, name)| name).collect()
}

fn paste(study: &mut Study, text: &str) {
    study.harness.event(Event::Paste(text.to_owned()));
    study.settle();
}

#[test]
fn cells_have_names_and_values() {
    let study = register(people);
    assert_eq!(names(&study), ["GP ID 12", "GP ID 161", "Manager ID 12", ""]);
    assert_eq!(cell(&study, "Role of GP ID 12"), "GP");
    assert_eq!(cell(&study, "Number of GP ID 161"), "161");
    assert_eq!(cell(&study, "Part of Manager ID 12"), "interviewed");
}

#[test]
fn typing_replaces_a_cell_and_the_keys_go_on() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Role of GP ID 12");
    // A word that is there is completed.
    type_text(&mut study, "Man");
    key(&mut study, Key::Enter);
    assert_eq!(cell(&study, "Role of GP ID 12"), "Manager");
    type_text(&mut study, "Nurse");
    key(&mut study, Key::Tab);
    assert_eq!(cell(&study, "Role of GP ID 161"), "Nurse");
    type_text(&mut study, "Practice nurse");
    key(&mut study, Key::Escape);
    assert_eq!(cell(&study, "Fine role of GP ID 161"), "");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&study, "Role of GP ID 161"), "GP");
    let (project, _folder) = study.reopened();
    let roles: Vec<&str> = project.snapshot().people.iter().map(|one| &*one.role).collect();
    assert_eq!(roles, ["Manager", "GP", "Manager"]);
}

#[test]
fn what_is_refused_stays_with_its_reason_until_it_is_mended() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Number of Manager ID 12");
    type_text(&mut study, "161");
    key(&mut study, Key::Enter);
    assert_eq!(cell(&study, "Number of Manager ID 12"), "161");
    let said = "ID 161 is the number of “GP ID 161” already";
    assert_eq!(about(&study, "Number of Manager ID 12"), said);
    study.harness.get_by_label("1 cell to mend");
    key(&mut study, Key::ArrowUp);
    key(&mut study, Key::F2);
    key(&mut study, Key::Backspace);
    key(&mut study, Key::Enter);
    assert_eq!(cell(&study, "Number of Manager ID 12"), "16");
    assert_eq!(about(&study, "Number of Manager ID 12"), "");
    // Escape lets go of what was refused.
    click(&mut study, Role::Cell, "Withdrawn of Manager ID 12");
    type_text(&mut study, "some day");
    key(&mut study, Key::Enter);
    key(&mut study, Key::ArrowUp);
    assert!(about(&study, "Withdrawn of Manager ID 12").contains("is no date"));
    key(&mut study, Key::Escape);
    assert_eq!(cell(&study, "Withdrawn of Manager ID 12"), "");
}

#[test]
fn yes_and_no_are_said_with_one_key() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Part of GP ID 12");
    type_text(&mut study, "o");
    assert_eq!(cell(&study, "Part of GP ID 12"), "observed");
    click(&mut study, Role::Cell, "Recorded of GP ID 12");
    type_text(&mut study, " ");
    assert_eq!(cell(&study, "Recorded of GP ID 12"), "yes");
    type_text(&mut study, "n");
    assert_eq!(cell(&study, "Recorded of GP ID 12"), "no");
    key(&mut study, Key::Delete);
    assert_eq!(cell(&study, "Recorded of GP ID 12"), "");
}

#[test]
fn the_empty_row_becomes_a_person_with_its_first_cell() {
    let mut study = register(people);
    key(&mut study, Key::Insert);
    type_text(&mut study, "Nurse ID 158");
    key(&mut study, Key::Tab);
    // It stays where it was written, below the others.
    assert_eq!(names(&study), ["GP ID 12", "GP ID 161", "Manager ID 12", "Nurse ID 158", ""]);
    assert_eq!(cell(&study, "Role of Nurse ID 158"), "Nurse");
    // Enter leads below the cell in which the row was begun, as it does in other spreadsheets.
    type_text(&mut study, "telephone");
    key(&mut study, Key::Enter);
    type_text(&mut study, "Nurse ID 159");
    key(&mut study, Key::Enter);
    assert_eq!(names(&study)[4..], ["Nurse ID 159", ""]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&study).len(), 4);
}

#[test]
fn cells_are_copied_and_pasted_in_one_step() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Role of GP ID 12");
    paste(&mut study, "Manager\tChief \"finance\" officer\r\n\"Lay\nmember\"\tx\r\n");
    assert_eq!(cell(&study, "Fine role of GP ID 12"), "Chief \"finance\" officer");
    assert_eq!(cell(&study, "Role of GP ID 161"), "Lay\nmember");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&study, "Fine role of GP ID 12"), "");
    assert_eq!(cell(&study, "Role of GP ID 161"), "GP");
    // A single value fills what is selected.
    for _ in 0..2 {
        press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    }
    paste(&mut study, "Nurse");
    for name in ["GP ID 12", "GP ID 161", "Manager ID 12"] {
        assert_eq!(cell(&study, &format!("Role of {name}")), "Nurse");
    }
    press(&mut study, Modifiers::COMMAND, Key::Z);
    press(&mut study, Modifiers::COMMAND, Key::D);
    assert_eq!(cell(&study, "Role of Manager ID 12"), "GP");
}

#[test]
fn more_rows_than_there_are_are_said_before_they_are_made() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Name of Manager ID 12");
    paste(&mut study, "Manager ID 12\nNurse ID 1\nNurse ID 2\n");
    study.harness.get_by_label("What you paste has 2 rows more than there are below.");
    assert_eq!(names(&study).len(), 4);
    click(&mut study, Role::Button, "Paste and add 2 people");
    assert_eq!(names(&study)[3..], ["Nurse ID 1", "Nurse ID 2", ""]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&study).len(), 4);
}

#[test]
fn rows_are_sorted_narrowed_and_the_conflicts_shown() {
    let mut study = register(people);
    click(&mut study, Role::Button, "Sort by Number");
    assert_eq!(names(&study)[..3], ["GP ID 12", "GP ID 161", "Manager ID 12"]);
    click(&mut study, Role::Button, "Sort by Number");
    assert_eq!(names(&study)[..2], ["GP ID 161", "GP ID 12"]);
    press(&mut study, Modifiers::COMMAND, Key::F);
    type_text(&mut study, "manager");
    assert_eq!(names(&study), ["Manager ID 12", ""]);
    study.harness.get_by_label("1 of 3 people");
    click(&mut study, Role::Link, "Show all");
    click(&mut study, Role::Button, "1 conflict");
    assert_eq!(names(&study), ["Manager ID 12", ""]);
    assert_eq!(about(&study, "Name of Manager ID 12"), "The name says ID 12, which is “GP ID 12”");
    click(&mut study, Role::Button, "1 conflict");
    study.harness.get_by_role_and_label(Role::Button, "Filter by Role").click();
    study.settle();
    click(&mut study, Role::CheckBox, "GP");
    assert_eq!(names(&study), ["Manager ID 12", ""]);
}

#[test]
fn private_columns_are_hidden_with_one_switch() {
    let mut study = register(people);
    assert!(study.harness.query_by_label("Sort by Withdrawn").is_some());
    click(&mut study, Role::CheckBox, "Private columns");
    assert!(study.harness.query_by_label("Sort by Withdrawn").is_none());
    assert!(study.harness.query_by_label("Sort by Role").is_some());
}

#[test]
fn figures_open_the_quotes_they_count() {
    let mut study = register(people);
    click(&mut study, Role::CheckBox, "Private columns");
    assert_eq!(cell(&study, "Extracts of GP ID 161"), "2");
    assert_eq!(cell(&study, "Sources of GP ID 161"), "1");
    click(&mut study, Role::Cell, "Extracts of GP ID 161");
    study.harness.get_by_label_contains("Nobody asked the patients");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(names(&study).len(), 4);
}

#[test]
fn rows_are_deleted_and_people_merged_without_a_question() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Name of GP ID 161");
    press(&mut study, Modifiers::COMMAND, Key::Delete);
    assert_eq!(names(&study), ["GP ID 12", "Manager ID 12", ""]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    // It comes back to where it stood.
    assert_eq!(names(&study), ["GP ID 12", "GP ID 161", "Manager ID 12", ""]);
    press(&mut study, Modifiers::COMMAND, Key::Home);
    for _ in 0..2 {
        press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    }
    press(&mut study, Modifiers::COMMAND, Key::M);
    assert_eq!(names(&study), ["GP ID 12", ""]);
}

#[test]
fn an_attribute_has_a_column_for_its_value_and_one_for_print() {
    let mut study = register(|project| {
        project.add_case("Site 1").expect("a case");
        let size = AttributeField::Kind(ValueKind::Number, Vec::new());
        project.add_attribute(Subject::Case, "Size", &[size]).expect("an attribute");
    });
    click(&mut study, Role::Button, "Cases");
    click(&mut study, Role::Cell, "Size of Site 1");
    type_text(&mut study, "274350");
    key(&mut study, Key::Tab);
    type_text(&mut study, "200–300 thousand");
    key(&mut study, Key::Enter);
    let (project, _folder) = study.reopened();
    let value = &project.snapshot().cases[0].attributes[0];
    assert_eq!((&*value.value, value.public.as_deref()), ("274350", Some("200–300 thousand")));
}

#[test]
fn meetings_sources_and_attributes_have_tables_too() {
    let mut study = register(people);
    click(&mut study, Role::Button, "Meetings");
    study.harness.get_by_label("No meetings yet");
    click(&mut study, Role::Cell, "Number of the new row");
    type_text(&mut study, "M10");
    key(&mut study, Key::Tab);
    key(&mut study, Key::Tab);
    type_text(&mut study, "Executive");
    key(&mut study, Key::Enter);
    assert_eq!(cell(&study, "Series of M10 Executive"), "M");
    // The list at the side is called so, too.
    let tabs = study.harness.get_all_by_role_and_label(Role::Button, "Sources");
    tabs.last().expect("a tab").click();
    study.settle();
    click(&mut study, Role::Cell, "Kind of Executive M10");
    type_text(&mut study, "d");
    assert_eq!(cell(&study, "Kind of Executive M10"), "document");
    click(&mut study, Role::Button, "Attributes");
    click(&mut study, Role::Cell, "Name of the new row");
    type_text(&mut study, "Region");
    key(&mut study, Key::Tab);
    type_text(&mut study, "p");
    assert_eq!(cell(&study, "Subject of Region"), "person");
    click(&mut study, Role::Button, "People");
    study.harness.get_by_label("Sort by Name");
}

#[test]
fn the_inspector_follows_the_cursor() {
    let mut study = register(people);
    click(&mut study, Role::Cell, "Name of GP ID 161");
    study.harness.get_by_label("Speaks in 2 quotations");
    let note = study.harness.get_by_role_and_label(Role::MultilineTextInput, "Note (private)");
    note.focus();
    study.settle();
    type_text(&mut study, "Chairs the board");
    click(&mut study, Role::Cell, "Name of GP ID 12");
    let (project, _folder) = study.reopened();
    let one = project.snapshot().people.iter().find(|one| one.name == "GP ID 161");
    assert_eq!(&*one.expect("the person").note, "Chairs the board");
}

#[test]
fn an_empty_register_offers_the_speakers_of_the_texts() {
    let mut study = register(|_| ());
    study.harness.get_by_label("Nobody is in the register yet");
    study.harness.get_by_label("1 speaker found in the texts is in no register.");
    click(&mut study, Role::Link, "Match speakers to people…");
    click(&mut study, Role::Button, "Take what is ticked");
    study.harness.get_by_label("Every speaker is in the register");
    click(&mut study, Role::Button, "People");
    assert_eq!(names(&study), ["GP ID 161", ""]);
    assert_eq!(cell(&study, "Number of GP ID 161"), "161");
}

#[test]
fn the_table_is_written_as_it_is_shown_and_read_in_after_a_look() {
    let mut study = register(people);
    let folder = study.path.parent().expect("a folder").to_owned();
    let file = folder.join("People.csv");
    give_file(&mut study, "Export the register", &file);
    let written = std::fs::read_to_string(&file).expect("the file");
    let first =
        "\u{feff}Name (private),Series,Number,Role,Fine role,Qualifier,Part,Case (private),";
    assert!(written.starts_with(first), "{written}");
    assert!(written.contains("GP ID 161,,161,GP,"), "{written}");
    // Without private columns nothing private is written.
    click(&mut study, Role::CheckBox, "Private columns");
    let public = folder.join("Public.csv");
    give_file(&mut study, "Export the register", &public);
    let public = std::fs::read_to_string(&public).expect("the file");
    assert!(public.starts_with("\u{feff}Series,Number,Role,"), "{public}");
    assert!(!public.contains("GP ID 161"), "{public}");
    // What would change is told first.
    let table = folder.join("New.csv");
    let rows = "Name,Role,Colour\nGP ID 12,Partner,red\nNurse ID 7,,\nGP ID 161,GP,\n";
    std::fs::write(&table, rows).expect("a table");
    give_file(&mut study, "Import into the register", &table);
    study.harness.get_by_label("New, 1 person: Nurse ID 7");
    study.harness.get_by_label("Changed, 1 person: GP ID 12");
    study.harness.get_by_label("Columns that are not known, and left out: Colour");
    assert_eq!(cell(&study, "Role of GP ID 12"), "GP");
    click(&mut study, Role::Button, "Take 2 rows");
    assert_eq!(cell(&study, "Role of GP ID 12"), "Partner");
    assert_eq!(cell(&study, "Number of Nurse ID 7"), "7");
}

#[test]
fn what_names_tell_is_taken_over_on_demand() {
    let mut study = register(|project| {
        people(project);
        let ids: Vec<_> = project.snapshot().people.iter().map(|one| one.id).collect();
        let fields = ids.iter().flat_map(|&id| {
            [(id, PersonField::Number(None)), (id, PersonField::Role(String::new()))]
        });
        project.change_people(&fields.collect::<Vec<_>>()).expect("cleared");
    });
    study.harness.get_by_label("3 names tell a role or a number that stands in no column.");
    click(&mut study, Role::Link, "Take them over");
    assert_eq!(cell(&study, "Role of Manager ID 12"), "Manager");
    // One of the two has the number.
    let numbers =
        ["GP ID 12", "Manager ID 12"].map(|name| cell(&study, &format!("Number of {name}")));
    assert_eq!(numbers, ["12", ""]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(cell(&study, "Role of Manager ID 12"), "");
}

#[test]
fn a_number_of_another_series_is_another_number() {
    let study = register(|project| {
        people(project);
        let manager = project.snapshot().people.iter().find(|one| one.name == "Manager ID 12");
        let id = manager.expect("the manager").id;
        let number = Number { series: "telephone".to_owned(), number: 12 };
        project.change_people(&[(id, PersonField::Number(Some(number)))]).expect("a number");
    });
    assert_eq!(cell(&study, "Series of Manager ID 12"), "telephone");
    assert!(study.harness.query_by_label("1 conflict").is_none());
}
