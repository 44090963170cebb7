//! The window: searching.

use std::time::Duration;

use egui::accesskit::Toggled;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::SourceKind;
use marginalia::project::{NewSource, Project};

use crate::harness::{self, INTERVIEW, Study, study};

fn open_search(study: &mut Study) {
    // Without the side list, which holds options of its own.
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    study.harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    study.settle();
}

fn type_in(study: &mut Study, words: &str) {
    for letter in words.chars() {
        study.harness.get_by_label("Search the study").type_text(&letter.to_string());
        study.harness.step();
    }
    study.settle();
}

fn press(study: &mut Study, key: Key) {
    study.harness.key_press(key);
    study.settle();
}

/// What the list shows, in order.
fn listed(study: &Study) -> Vec<String> {
    study
        .harness
        .query_all_by_role(egui::accesskit::Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn coded(project: &mut Project) {
    let trust = harness::code(project, "Trust");
    let interview = harness::source(project, "Interview 12 GP ID 161");
    let span = harness::span(INTERVIEW, "We trust them less now.");
    let coded = project.code(interview, span, &[trust]).unwrap();
    project.comment_quotation(coded.quotation, "The patients, again").unwrap();
}

#[test]
fn answers_as_one_types_and_counts_each_kind() {
    let mut study = study(coded);
    open_search(&mut study);
    study.harness.get_by_label("Every word of the study");
    type_in(&mut study, "tru");
    study.harness.get_by_label("All 4");
    study.harness.get_by_label("Sources 2");
    study.harness.get_by_label("Quotations 1");
    study.harness.get_by_label("Definitions 1");
    study.harness.get_by_label("Comments 0");
    assert_eq!(listed(&study).len(), 4);
    study.harness.get_by_label("Definitions 1").click();
    study.settle();
    assert_eq!(listed(&study), ["Trust definition · Trust"]);
    study.harness.get_by_label("All 4");
    study.harness.get_by_label("Trust definition · Trust").click();
    study.settle();
    // The list stays; the code is shown beside it.
    study.harness.get_by_label("All 4");
    study.harness.key_press(Key::F1);
    study.settle();
    study.harness.get_by_label("Command").type_text("quotes of this code");
    study.settle();
    press(&mut study, Key::Enter);
    study.harness.get_by_label("In quotes of Trust");
}

#[test]
fn goes_to_a_hit_and_comes_back_to_the_same_list() {
    let mut study = study(coded);
    open_search(&mut study);
    type_in(&mut study, "patients");
    let before = listed(&study);
    assert_eq!(before.len(), 2);
    press(&mut study, Key::ArrowDown);
    press(&mut study, Key::ArrowDown);
    press(&mut study, Key::ArrowUp);
    press(&mut study, Key::Enter);
    assert!(study.harness.query_by_label("Search sources, quotations and definitions").is_none());
    study.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    study.settle();
    assert_eq!(listed(&study), before);
    let chosen = study.harness.get_by_label(&before[0]);
    assert_eq!(chosen.accesskit_node().toggled(), Some(Toggled::True));
    study.harness.get_by_label(&before[1]).click();
    study.settle();
    assert_eq!(listed(&study), [""; 0]);
}

#[test]
fn narrows_to_the_quotes_of_a_code_and_widens_again() {
    let mut study = study(coded);
    open_search(&mut study);
    type_in(&mut study, "told");
    let everywhere = listed(&study).len();
    assert!(everywhere >= 2);
    study.harness.get_by_label("In quotes of…").click();
    study.settle();
    study.harness.get_by_label("Search in the quotes of").type_text("trust");
    study.settle();
    press(&mut study, Key::Enter);
    study.harness.get_by_label("In quotes of Trust");
    study.harness.get_by_label("Nothing in the quotes of Trust answers “told”");
    study.harness.get_by_label("Search everywhere").click();
    study.settle();
    assert_eq!(listed(&study).len(), everywhere);
}

#[test]
fn says_what_is_wrong_and_keeps_the_last_list() {
    let mut study = study(coded);
    open_search(&mut study);
    type_in(&mut study, "trust");
    let before = listed(&study);
    type_in(&mut study, " ) x");
    let is_said = |study: &Study| {
        study
            .harness
            .query_all_by_role(egui::accesskit::Role::Label)
            .any(|node| node.accesskit_node().value().is_some_and(|said| said.contains("bracket")))
    };
    assert!(is_said(&study));
    assert_eq!(listed(&study), before);
    press(&mut study, Key::Escape);
    study.harness.get_by_label("Every word of the study");
}

#[test]
fn an_example_is_a_question() {
    let mut study = study(|_| ());
    open_search(&mut study);
    study.harness.get_by_label("neighb*").click();
    study.settle();
    study.harness.get_by_label("Nothing in the study answers “neighb*”");
}

#[test]
fn loads_further_hits_as_one_goes_down() {
    let mut study = study(|project| {
        let text: String = (0..300).map(|day| format!("Rain on day {day}.\n\n")).collect();
        let kind = SourceKind::Document;
        let new = NewSource::new("Rain".to_owned(), kind, text, "UTF-8".to_owned(), Vec::new());
        project.add_sources(&[new]).unwrap();
    });
    open_search(&mut study);
    type_in(&mut study, "rain");
    study.harness.get_by_label("Sources 300");
    for _ in 0..15 {
        press(&mut study, Key::PageDown);
    }
    let chosen = study
        .harness
        .query_all_by_role(egui::accesskit::Role::ListBoxOption)
        .find(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .and_then(|node| node.accesskit_node().label())
        .unwrap();
    assert!(chosen.starts_with("Rain on day 70."), "{chosen}");
    // Left alone for a moment, the window gathers words by itself.
    std::thread::sleep(Duration::from_millis(450));
    study.settle();
}
