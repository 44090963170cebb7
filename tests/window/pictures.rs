//! The window: pictures, each mark of which says its figure and opens its passages.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::project::Project;

use crate::harness::{FIELDNOTES, INTERVIEW, Study, code, press, source, span, study, type_text};

fn coded(project: &mut Project, words: &str, paths: &[&str]) {
    let (name, text) = if INTERVIEW.contains(words) {
        ("Interview 12 GP ID 161", INTERVIEW)
    } else {
        ("Executive M10", FIELDNOTES)
    };
    let codes: Vec<_> = paths.iter().map(|path| code(project, path)).collect();
    project.code(source(project, name), span(text, words), &codes).expect("coded");
}

/// Pictures of three quotations, one of them with two codes.
fn pictures() -> Study {
    let mut study = study(|project| {
        coded(project, "By the board, “politely”.", &["Governance > Board", "Trust"]);
        coded(project, "We were told in March", &["Governance > Time"]);
        coded(project, "trust has to be earned", &["Trust"]);
    });
    press(&mut study, Modifiers::COMMAND, Key::Num9);
    study
}

fn look_at(study: &mut Study, picture: &str) {
    study.harness.get_by_role_and_label(Role::RadioButton, picture).click();
    study.settle();
}

/// Whether a quote is listed.
fn lists(study: &Study, words: &str) -> bool {
    let rows = study.harness.query_all_by_role(Role::ListBoxOption);
    let mut names = rows.filter_map(|row| row.accesskit_node().label());
    names.any(|name| name.starts_with(words))
}

#[test]
fn a_bar_says_its_figure_and_opens_its_quotes() {
    let mut study = pictures();
    let figure = study.harness.get_by_role_and_label(Role::Figure, "Quotations by code");
    let about = figure.accesskit_node().description();
    assert!(about.is_some_and(|about| about.contains("How many quotations bear each code.")));
    // Nothing opens where nothing is; the nought is there all the same.
    study.harness.get_by_role_and_label(Role::Label, "Mergers: 0 quotations");
    study.harness.get_by_role_and_label(Role::Button, "Governance: 2 quotations").click();
    study.settle();
    assert!(lists(&study, "By the board"));
    assert!(lists(&study, "We were told in March"));
    assert!(!lists(&study, "trust has to be earned"));
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    study.harness.get_by_role_and_label(Role::Button, "Governance: 2 quotations");
}

#[test]
fn marks_are_reached_and_opened_by_keyboard() {
    let mut study = pictures();
    let first = study.harness.get_by_role_and_label(Role::Button, "Governance: 2 quotations");
    assert!(first.is_focused());
    press(&mut study, Modifiers::NONE, Key::Tab);
    let second = study.harness.get_by_role_and_label(Role::Button, "Trust: 2 quotations");
    assert!(second.is_focused());
    press(&mut study, Modifiers::NONE, Key::Enter);
    assert!(lists(&study, "trust has to be earned"));
}

#[test]
fn what_stands_together_is_a_heat_map_and_a_network() {
    let mut study = pictures();
    let both = "Governance and Trust: 1 quotation, Jaccard coefficient 0.33";
    look_at(&mut study, "Heat map");
    let none = "Governance and Mergers: 0 quotations, Jaccard coefficient 0.00";
    study.harness.get_by_role_and_label(Role::Label, none);
    study.harness.get_by_role_and_label(Role::Button, both);
    look_at(&mut study, "Network");
    study.harness.get_by_role_and_label(Role::Button, both).click();
    study.settle();
    assert!(lists(&study, "By the board"));
}

#[test]
fn a_passage_along_a_source_opens_at_its_place() {
    let mut study = pictures();
    look_at(&mut study, "Along a source");
    let mark = study.harness.get_all_by_role(Role::Button).find_map(|node| {
        let name = node.accesskit_node().label()?;
        name.starts_with("Trust: ").then_some(name)
    });
    let mark = mark.expect("a passage");
    study.harness.get_by_role_and_label(Role::Button, &mark).click();
    study.settle();
    study.harness.get_by_label("Quotation");
}

#[test]
fn codes_over_time_and_as_a_cloud_are_named() {
    let mut study = pictures();
    look_at(&mut study, "Over time");
    let undated = "Trust, without a date: 2 quotations in 2 sources";
    study.harness.get_by_role_and_label(Role::Button, undated);
    look_at(&mut study, "Cloud");
    study.harness.get_by_role_and_label(Role::Button, "Trust: 2 quotations");
}

#[test]
fn a_word_of_the_cloud_is_searched() {
    let mut study = pictures();
    look_at(&mut study, "Words");
    let word = "trust: 2 times in 2 sources";
    study.harness.get_by_role_and_label(Role::Button, word).click();
    study.settle();
    assert!(study.harness.query_all_by_label_contains("has to be earned").next().is_some());
}

#[test]
fn a_picture_counts_what_answers_the_question_in_quotes() {
    let mut study = pictures();
    look_at(&mut study, "Heat map");
    let both = "Governance and Trust: 1 quotation, Jaccard coefficient 0.33";
    study.harness.get_by_role_and_label(Role::Button, both).click();
    study.settle();
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    look_at(&mut study, "Bars");
    study.harness.get_by_role_and_label(Role::Button, "Governance: 2 quotations");
    let only = "Only what answers the question";
    study.harness.get_by_role_and_label(Role::CheckBox, only).click();
    study.settle();
    study.harness.get_by_role_and_label(Role::Button, "Governance: 1 quotation").click();
    study.settle();
    assert!(lists(&study, "By the board"));
    assert!(!lists(&study, "We were told in March"));
}

#[test]
fn the_sources_are_narrowed_by_typing() {
    let mut study = pictures();
    look_at(&mut study, "Along a source");
    let list = study
        .harness
        .get_all_by_role(Role::ComboBox)
        .find_map(|node| node.accesskit_node().label().filter(|name| name.starts_with("Source: ")));
    let list = list.expect("a list of sources");
    study.harness.get_by_role_and_label(Role::ComboBox, &list).click();
    study.settle();
    type_text(&mut study, "interview");
    assert!(study.harness.query_by_role_and_label(Role::Button, "Executive M10").is_none());
    press(&mut study, Modifiers::NONE, Key::Enter);
    let list = "Source: Interview 12 GP ID 161";
    study.harness.get_by_role_and_label(Role::ComboBox, list);
}

#[test]
fn a_picture_is_written_to_a_file() {
    let mut study = pictures();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, begins) in [("bars.svg", &b"<svg "[..]), ("bars.png", b"\x89PNG")] {
        let path = folder.path().join(name);
        press(&mut study, Modifiers::NONE, Key::F1);
        type_text(&mut study, "Write the picture as SVG");
        press(&mut study, Modifiers::NONE, Key::Enter);
        for _ in 0..400 {
            if study.harness.query_by_label("Path").is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
            study.harness.step();
        }
        study.harness.get_by_label("Path").focus();
        study.settle();
        press(&mut study, Modifiers::COMMAND, Key::A);
        // The ending decides.
        type_text(&mut study, &path.display().to_string());
        press(&mut study, Modifiers::NONE, Key::Enter);
        let bytes = std::fs::read(&path).expect("a file");
        assert!(bytes.starts_with(begins), "{name}");
    }
}
