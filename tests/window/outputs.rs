//! From a theme to a checked file: quotes taken, trimmed, checked, accepted, exported and remembered.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::StandsFor;
use marginalia::project::Project;

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};
use crate::quotes::write_to;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const BOARD: &str = "By the board, “politely”.";
const ASKED: &str = "Nobody asked the patients.";

/// Two quotes on trust.
fn coded(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let trust = code(project, "Trust");
    // Nobody else is what he is.
    project.add_person("GP ID 161").expect("a person");
    for words in [BOARD, ASKED] {
        project.code(interview, span(INTERVIEW, words), &[trust]).expect("a coding");
    }
}

/// The options of the lists on the page, top to bottom.
fn listed(study: &Study) -> Vec<String> {
    let options = study.harness.query_all_by_role(Role::ListBoxOption);
    let names = options.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.contains('[') || name.contains(':')).collect()
}

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// Takes both quotes into an output and shows it, without the side list.
fn chosen() -> Study {
    let mut study = study(coded);
    press(&mut study, Modifiers::COMMAND, Key::B);
    press(&mut study, Modifiers::COMMAND, Key::G);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::A);
    key(&mut study, Key::E);
    study.harness.get_by_label("Took 2 quotes into “Output 1”");
    press(&mut study, CTRL_SHIFT, Key::X);
    study
}

#[test]
fn quotes_are_taken_in_ordered_and_taken_out() {
    let mut study = chosen();
    let both = [format!("{BOARD} [GP ID 161]"), format!("{ASKED} [GP ID 161]")];
    assert_eq!(listed(&study), both);
    press(&mut study, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(listed(&study), [both[1].clone(), both[0].clone()]);
    key(&mut study, Key::T);
    key(&mut study, Key::Delete);
    assert_eq!(listed(&study), both[1..]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study).len(), 2);
    let (project, _folder) = study.reopened();
    let output = &project.snapshot().outputs[0];
    assert_eq!(output.name, "Output 1");
    let typical = output.extracts.iter().filter(|one| one.stands_for == Some(StandsFor::Typical));
    assert_eq!(typical.count(), 1);
}

#[test]
fn words_are_cut_and_put_in_and_the_quotation_stays() {
    let mut study = chosen();
    key(&mut study, Key::Enter);
    key(&mut study, Key::Home);
    for _ in 0..3 {
        press(&mut study, Modifiers::SHIFT, Key::ArrowRight);
    }
    type_text(&mut study, "x");
    assert_eq!(listed(&study)[0], "the board, “politely”. [GP ID 161]");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study)[0], format!("{BOARD} [GP ID 161]"));
    key(&mut study, Key::Home);
    type_text(&mut study, "[");
    type_text(&mut study, "told");
    key(&mut study, Key::Enter);
    assert_eq!(listed(&study)[0], format!("[told] {BOARD} [GP ID 161]"));
    let (mut project, _folder) = study.reopened();
    let interview = source(&project, "Interview 12 GP ID 161");
    assert_eq!(project.text(interview).expect("a text").as_str(), INTERVIEW);
}

#[test]
fn what_is_found_is_accepted_with_a_reason_before_the_file_is_written() {
    let mut study = chosen();
    click(&mut study, Role::Button, "Export the output…");
    let found = listed(&study);
    assert!(!found.is_empty(), "something is open");
    while study.harness.query_by_role_and_label(Role::Button, "Accept…").is_some() {
        key(&mut study, Key::A);
        type_text(&mut study, "They agreed to it");
        key(&mut study, Key::Enter);
        key(&mut study, Key::ArrowDown);
    }
    study.harness.get_by_label_contains("0 findings are open");
    click(&mut study, Role::Button, "Export the output…");
    click(&mut study, Role::Button, "Continue");
    let path = study.path.with_file_name("chapter.docx");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 2 extracts to chapter.docx");
    assert!(path.exists());
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    assert_eq!(snapshot.printings.len(), 1);
    assert_eq!(snapshot.printings[0].quotations.len(), 2);
    // Undo takes back the last acceptance and leaves the export alone.
    assert!(snapshot.undo.as_deref().is_some_and(|label| label.starts_with("Accepted")));
}
