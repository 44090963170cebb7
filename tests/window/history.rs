//! The window: history.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::project::{CodeChange, NewCode};

use crate::harness::{self, Study, study};

fn open_history(study: &mut Study) {
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num4);
    study.settle();
}

/// The steps that are shown, each up to its coder.
fn steps(study: &Study) -> Vec<String> {
    study
        .harness
        .query_all_by_role(egui::accesskit::Role::Label)
        .filter_map(|node| node.accesskit_node().value())
        .filter_map(|label| label.split_once(", Kim, ").map(|(step, _)| step.to_owned()))
        .collect()
}

#[test]
fn shows_steps_and_takes_them_back() {
    let mut study = study(|project| {
        let trust = harness::code(project, "Trust");
        project.change_codes(&[trust], &CodeChange::Name("Confidence".to_owned())).unwrap();
    });
    open_history(&mut study);
    study.harness.get_by_label("Today");
    let renamed = "Renamed “Trust” to “Confidence”";
    assert_eq!(steps(&study)[0], renamed);
    study.harness.get_by_label(&format!("Undo: {renamed}")).click();
    study.settle();
    assert_eq!(steps(&study)[..2], [format!("Undid: {renamed}"), format!("{renamed}, undone")]);
    study.harness.get_by_label(&format!("Redo: {renamed}")).click();
    study.settle();
    assert_eq!(
        steps(&study)[..3],
        [format!("Redid: {renamed}"), format!("Undid: {renamed}"), renamed.to_owned()]
    );
    study.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    study.settle();
    let (project, _folder) = study.reopened();
    harness::code(&project, "Trust");
}

#[test]
fn narrows_to_words_and_reads_on_to_the_first_step() {
    let mut study = study(|project| {
        for number in 0..210 {
            let new = NewCode { name: format!("Number {number}"), ..NewCode::default() };
            project.make_code(&new).unwrap();
        }
    });
    open_history(&mut study);
    assert!(steps(&study)[0].contains("Number 209"));
    study.harness.get_by_label("Filter the history").click();
    study.settle();
    study.harness.get_by_label("Filter the history").type_text("imported sources");
    for _ in 0..4 {
        study.settle();
    }
    assert_eq!(steps(&study), ["Imported 2 sources"]);
}
