//! The window: house styles, edited with a preview of real extracts.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::house_style::{Brackets, HouseStyle};
use marginalia::project::Project;

use crate::harness::{
    FIELDNOTES, INTERVIEW, Study, code, key, press, source, span, study, type_text,
};

/// Quotes in the interview and the fieldnotes, and an output of both.
fn chosen(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let notes = source(project, "Executive M10");
    let trust = code(project, "Trust");
    let words = span(INTERVIEW, "Nobody asked the patients.");
    let said = project.code(interview, words, &[trust]).expect("a coding").quotation;
    let words = span(FIELDNOTES, "The executive meets in the small room.");
    let seen = project.code(notes, words, &[trust]).expect("a coding").quotation;
    let style = project.snapshot().styles.first().map_or("Report", |kept| &kept.style.name);
    let style = style.to_owned();
    let output = project.add_output("Chapter 3", &style).expect("an output");
    project.add_extracts(output, &[(said, None), (seen, None)], false).expect("extracts");
}

/// As [`chosen`], printed in a style of the project's own.
fn with_own_style(project: &mut Project) {
    let style = HouseStyle { name: "Ours".to_owned(), ..HouseStyle::report() };
    project.keep_style(None, style).expect("a style");
    chosen(project);
}

fn open(before: impl FnOnce(&mut Project)) -> Study {
    let mut study = study(before);
    // All of the form is in sight.
    study.harness.set_size(egui::vec2(1900.0, 1300.0));
    key(&mut study, Key::F1);
    study.harness.get_by_label("Command").type_text("House styles");
    study.settle();
    key(&mut study, Key::Enter);
    study
}

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// What stands in a line.
fn value(study: &Study, label: &str) -> String {
    let line = study.harness.get_by_label(label);
    line.accesskit_node().value().unwrap_or_default()
}

/// Puts the keyboard at the end of a line.
fn at_end(study: &mut Study, label: &str) {
    study.harness.get_by_label(label).focus();
    study.settle();
    press(study, Modifiers::COMMAND, Key::End);
}

/// The extracts as they are printed.
fn printed(study: &Study) -> Vec<String> {
    let all = study.harness.query_all_by_role(Role::Link);
    let labels = all.filter_map(|link| link.accesskit_node().label());
    labels.filter(|label| label.contains("patients") || label.contains("small room")).collect()
}

/// The style as the file holds it.
fn stored(study: Study) -> HouseStyle {
    let (project, _folder) = study.reopened();
    project.snapshot().styles[0].style.clone()
}

const OTHERS: &str = "Template: all others";
const NOTES: &str = "Template: fieldnotes";

#[test]
fn a_template_is_edited_and_the_preview_follows() {
    let mut study = open(with_own_style);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}");
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP ID 161]".to_owned()));
    at_end(&mut study, OTHERS);
    type_text(&mut study, " said");
    let now = "Nobody asked the patients. [GP ID 161 said]".to_owned();
    assert!(printed(&study).contains(&now), "{:?}", printed(&study));
    // Nothing is kept before the line is left.
    assert!(study.harness.query_by_label_contains("Changed the house style").is_none());
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Changed the house style “Ours”");
    let style = stored(study);
    let others = style.extracts.iter().find(|one| one.kinds.is_empty()).expect("the template");
    assert_eq!(others.template, "{role} ID {person} said");
}

#[test]
fn what_was_changed_is_undone() {
    let mut study = open(with_own_style);
    at_end(&mut study, OTHERS);
    type_text(&mut study, "!");
    key(&mut study, Key::Enter);
    click(&mut study, Role::RadioButton, "Brackets: ( )");
    assert!(printed(&study).contains(&"Nobody asked the patients. (GP ID 161!)".to_owned()));
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP ID 161!]".to_owned()));
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}");
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP ID 161]".to_owned()));
    assert_eq!(stored(study).brackets, Brackets::Square);
}

#[test]
fn a_template_that_cannot_be_read_says_why_and_is_not_saved() {
    let mut study = open(with_own_style);
    at_end(&mut study, OTHERS);
    type_text(&mut study, " {rolle}");
    study.harness.get_by_label("There is no field “rolle”; did you mean role? Here: rolle");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Not saved: A template cannot be read.");
    // The preview stays as it was.
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP ID 161]".to_owned()));
    // Neither is anything else of the style.
    click(&mut study, Role::RadioButton, "Brackets: ( )");
    click(&mut study, Role::RadioButton, "Article");
    study.harness.get_by_role_and_label(Role::RadioButton, "Ours, in use, not saved").click();
    study.settle();
    assert_eq!(value(&study, OTHERS), "{role} ID {person} {rolle}");
    click(&mut study, Role::Button, "Discard the changes");
    assert_eq!(value(&study, OTHERS), "{role} ID {person}");
    assert!(study.harness.query_by_label_contains("Not saved").is_none());
    assert_eq!(stored(study), HouseStyle { name: "Ours".to_owned(), ..HouseStyle::report() });
}

#[test]
fn fields_are_offered_as_a_brace_is_typed() {
    let mut study = open(with_own_style);
    at_end(&mut study, OTHERS);
    type_text(&mut study, ", {qual");
    study.harness.get_by_label_contains("what else is said of the person");
    key(&mut study, Key::Enter);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}, {qualifier}");
    type_text(&mut study, "{");
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Tab);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}, {qualifier}{series}");
    // Escape closes what is offered first, then leaves the line as it was.
    type_text(&mut study, "{");
    key(&mut study, Key::Escape);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}, {qualifier}{series}{");
    key(&mut study, Key::Escape);
    assert_eq!(value(&study, OTHERS), "{role} ID {person}");
}

#[test]
fn a_field_is_put_in_at_the_cursor() {
    let mut study = open(with_own_style);
    at_end(&mut study, OTHERS);
    study.harness.get_by_role_and_label(Role::Button, "Put in {round}").click();
    study.settle();
    assert_eq!(value(&study, OTHERS), "{role} ID {person}{round}");
    type_text(&mut study, "!");
    assert_eq!(value(&study, OTHERS), "{role} ID {person}{round}!");
}

#[test]
fn what_labels_lack_is_listed_and_leads_to_the_source() {
    let mut study = open(with_own_style);
    at_end(&mut study, NOTES);
    type_text(&mut study, " {round}");
    study.harness.get_by_label("1 label lacks the round of the study:");
    study.harness.get_by_role_and_label(Role::Link, "Executive M10").click();
    study.settle();
    let notes = study.harness.state().open_source_id().expect("a source");
    // What was typed was kept when the page was left.
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().source(notes).expect("it").name, "Executive M10");
    assert!(project.snapshot().styles[0].style.extracts[0].template.ends_with(" {round}"));
}

#[test]
fn a_style_of_the_program_is_copied_to_be_changed() {
    let mut study = open(chosen);
    study.harness.get_by_role_and_label(Role::RadioButton, "Report, in use");
    click(&mut study, Role::Button, "Change a copy");
    assert_eq!(value(&study, "Name of the house style"), "Report 2");
    // The name has the keyboard, all of it selected.
    type_text(&mut study, "Ours");
    key(&mut study, Key::Enter);
    click(&mut study, Role::Button, "Use for this output");
    study.harness.get_by_role_and_label(Role::RadioButton, "Ours, in use");
    click(&mut study, Role::CheckBox, "Labels on screen in this style");
    study.harness.get_by_role_and_label(Role::RadioButton, "Ours, in use, on screen");
    click(&mut study, Role::Button, "Delete");
    study.harness.get_by_role_and_label(Role::RadioButton, "Report");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    assert_eq!(snapshot.styles[0].style.name, "Ours");
    assert!(snapshot.styles[0].is_on_screen);
    assert_eq!(snapshot.outputs[0].style, "Ours");
}

#[test]
fn a_kind_of_source_gets_a_template_of_its_own() {
    let mut study = open(with_own_style);
    click(&mut study, Role::Button, "Interviews");
    let line = "Template: interviews";
    assert_eq!(value(&study, line), "{role} ID {person}");
    // The line has the keyboard.
    type_text(&mut study, "Somebody");
    key(&mut study, Key::Enter);
    let all = printed(&study);
    assert!(all.iter().any(|one| one.contains("Somebody")), "{all:?}");
    click(&mut study, Role::Button, "Remove the template: interviews");
    assert!(study.harness.query_by_label(line).is_none());
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP ID 161]".to_owned()));
}

#[test]
fn without_an_output_quotes_of_each_kind_are_shown() {
    let mut study = open(|project| {
        chosen(project);
        let output = project.snapshot().outputs[0].id;
        project.delete_output(output).expect("deleted");
    });
    study.harness.get_by_label("quotes of the study");
    assert_eq!(printed(&study).len(), 2);
    click(&mut study, Role::RadioButton, "Report with commas");
    assert!(printed(&study).contains(&"Nobody asked the patients. [GP, ID 161]".to_owned()));
}
