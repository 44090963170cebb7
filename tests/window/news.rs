//! What is read and what is new: marks in the list of sources, the line below a text, what others did since one looked.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::ReadState;
use marginalia::project::{CodeChange, NewMemo, Project};

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// What a screen reader says after the name of a source.
fn said(study: &Study, name: &str) -> String {
    let row = study.harness.get_by_role_and_label(Role::ListBoxOption, name);
    row.accesskit_node().description().unwrap_or_default()
}

#[test]
fn sources_are_unread_until_their_reader_says_otherwise() {
    let mut study = study(|_| ());
    // The first one is open.
    let open = study.harness.state().open_source_id().expect("a source");
    study.harness.get_by_label("2 sources unread");
    assert!(said(&study, "Executive M10").contains("unread"));
    // Its end is in sight, and below it stands the offer.
    click(&mut study, Role::Link, "Mark as read");
    study.harness.get_by_label_contains("Unread for me (1)");
    assert!(study.harness.query_by_role_and_label(Role::Link, "Mark as read").is_none());
    press(&mut study, CTRL_SHIFT, Key::O);
    press(&mut study, CTRL, Key::A);
    press(&mut study, Modifiers::ALT, Key::R);
    assert!(study.harness.query_by_label_contains("Unread for me").is_none());
    assert!(said(&study, "Executive M10").contains(", read"));
    press(&mut study, CTRL, Key::Z);
    study.harness.get_by_label_contains("Unread for me (1)").click();
    study.settle();
    assert_eq!(study.harness.query_all_by_role(Role::ListBoxOption).count(), 1);
    let (project, _folder) = study.reopened();
    let mut project = project;
    project.set_coder("Kim").expect("a coder");
    let states = project.snapshot().read_states();
    let read = states.iter().filter(|(_, state)| *state == ReadState::Read);
    assert_eq!(read.map(|(id, _)| *id).collect::<Vec<_>>(), [open]);
}

/// Kim has looked, then Ana codes, defines and writes.
fn busy(project: &mut Project) {
    project.look().expect("looked");
    project.set_coder("Ana").expect("a coder");
    let interview = source(project, "Interview 12 GP ID 161");
    let trust = code(project, "Trust");
    for words in ["We trust them less now.", "Nobody asked the patients."] {
        project.code(interview, span(INTERVIEW, words), &[trust]).expect("coded");
    }
    let change = CodeChange::Definition("Being sure of somebody".to_owned());
    project.change_codes(&[trust], &change).expect("a definition");
    let memo = NewMemo { title: "On trust".to_owned(), ..NewMemo::default() };
    project.add_memo(&memo).expect("a memo");
}

#[test]
fn what_others_did_is_told_by_person_until_it_was_seen() {
    let mut study = study(busy);
    press(&mut study, CTRL_SHIFT, Key::V);
    study.harness.get_by_label("Ana: 2 codings, 1 code changed, 1 memo written");
    assert!(study.harness.query_by_label_contains("Kim:").is_none());
    study.harness.get_by_label_contains("Trust · ");
    study.harness.get_by_role_and_label(Role::Button, "I have seen what is new");
    let line = study.harness.get_by_label_contains("Interview 12 GP ID 161 (2) · ");
    line.click();
    study.settle();
    let first = span(INTERVIEW, "We trust them less now.");
    let open = study.harness.state().open_source_id().expect("a source");
    assert!(study.harness.query_by_label("What is new").is_none(), "the page is shown");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    click(&mut study, Role::Button, "I have seen what is new");
    study.harness.get_by_label("Nothing is new");
    let (project, _folder) = study.reopened();
    let quotation = &project.snapshot().codings(open).expect("codings").quotations[0];
    assert_eq!(quotation.span, first);
}

#[test]
fn since_when_is_chosen_or_typed_and_by_whom() {
    let mut study = study(busy);
    press(&mut study, CTRL_SHIFT, Key::V);
    click(&mut study, Role::RadioButton, "Yesterday");
    click(&mut study, Role::ComboBox, "By: Others");
    click(&mut study, Role::Button, "Everybody");
    study.harness.get_by_label_contains("Kim: 2 sources brought in, ");
    study.harness.get_by_role_and_label(Role::TextInput, "Another day").focus();
    study.settle();
    type_text(&mut study, "someday");
    key(&mut study, Key::Enter);
    study.harness.get_by_label_contains("“someday” is no day");
    study.harness.get_by_role_and_label(Role::TextInput, "Another day").focus();
    study.settle();
    press(&mut study, CTRL, Key::A);
    type_text(&mut study, "2999-01-01");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Nothing is new");
}
