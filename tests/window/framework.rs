//! The window: the framework over the life of a study. Several codes at once, changes that are looked at first, flags and
//! links, the table, the agenda, the history of a code, frameworks from files.

use std::path::Path;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{Origin, Quotation};
use marginalia::project::{CodeChange, Position, Project};

use crate::harness::{INTERVIEW, Study, code, press, source, span, study, type_text};

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// The tree with the keyboard, its first code selected.
fn with_tree(before: impl FnOnce(&mut Project)) -> Study {
    let mut study = study(before);
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    study
}

/// Has the interview opened when the window opens.
fn reads(project: &mut Project) {
    let id = source(project, "Interview 12 GP ID 161");
    let position = Position { at: 0, offset: 0.0 };
    project.set_reading_position(id, position).expect("a position");
}

/// Selects words on the page by keyboard alone: finds them, then leaves the line.
fn select_words(study: &mut Study, words: &str) {
    press(study, Modifiers::COMMAND, Key::F);
    type_text(study, words);
    press(study, Modifiers::NONE, Key::Escape);
}

/// Takes a table from a file, as the window does where the system has no dialog.
fn import_table(study: &mut Study, file: &Path) {
    press(study, Modifiers::NONE, Key::F1);
    type_text(study, "Import a code framework");
    press(study, Modifiers::NONE, Key::Enter);
    for _ in 0..400 {
        if study.harness.query_by_label("Path").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        study.harness.step();
    }
    study.harness.get_by_label("Path").focus();
    study.settle();
    press(study, Modifiers::COMMAND, Key::A);
    type_text(study, &file.display().to_string());
    press(study, Modifiers::NONE, Key::Enter);
}

fn coded(project: &mut Project, words: &str, path: &str) {
    let interview = source(project, "Interview 12 GP ID 161");
    let code = code(project, path);
    project.code(interview, span(INTERVIEW, words), &[code]).expect("a coding");
}

#[test]
fn several_codes_are_merged_with_a_reason() {
    let mut study = with_tree(|project| {
        coded(project, "By the board", "Governance/Board");
        coded(project, "in March", "Governance/Time");
    });
    press(&mut study, Modifiers::NONE, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut study, Modifiers::COMMAND, Key::M);
    type_text(&mut study, "trust");
    press(&mut study, Modifiers::NONE, Key::Enter);
    study.harness.get_by_label("Merge 2 codes into “Trust”");
    type_text(&mut study, "one idea");
    press(&mut study, Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    let trust = code(&project, "Trust");
    assert_eq!(project.snapshot().counts.of(trust).own, 2);
    assert_eq!(project.snapshot().codes.len(), 4);
    let reason = project.reason_of(project.snapshot().seq).expect("a reason");
    assert_eq!(reason.map(|reason| reason.text), Some("one idea".to_owned()));
}

#[test]
fn escape_leaves_everything_as_it_is() {
    let mut study = with_tree(|_| ());
    press(&mut study, Modifiers::COMMAND, Key::G);
    type_text(&mut study, "Above");
    press(&mut study, Modifiers::NONE, Key::Escape);
    assert!(study.harness.query_by_label("Put under it").is_none());
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().codes.len(), 6);
}

#[test]
fn codes_are_gathered_copied_and_archived_by_keys() {
    let mut study = with_tree(|_| ());
    press(&mut study, Modifiers::COMMAND, Key::G);
    type_text(&mut study, "How it is run");
    press(&mut study, Modifiers::NONE, Key::Enter);
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    study.harness.get_by_label("Archive “How it is run”");
    press(&mut study, Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    let codes = &project.snapshot().codes;
    let board = code(&project, "How it is run/Governance/Board");
    assert!(codes.is_archived(board));
}

#[test]
fn an_archived_code_is_not_offered() {
    let mut study = study(|project| {
        let trust = code(project, "Trust");
        project.change_codes(&[trust], &CodeChange::Archived(true)).expect("archived");
        let board = code(project, "Governance/Board");
        let definition = CodeChange::Definition("Those who sit at the top".to_owned());
        project.change_codes(&[board], &definition).expect("defined");
        reads(project);
    });
    select_words(&mut study, "By the board");
    press(&mut study, Modifiers::NONE, Key::Enter);
    type_text(&mut study, "trust");
    let offered = |study: &Study| {
        let rows = study.harness.query_all_by_role(Role::ListBoxOption);
        let names = rows.filter_map(|row| row.accesskit_node().label());
        // The sources at the side are rows too.
        let sources = ["Interview 12 GP ID 161", "Executive M10"];
        names.filter(|name| !sources.contains(&name.as_str())).collect::<Vec<_>>()
    };
    assert!(offered(&study).iter().all(|row| row.starts_with("New code")), "{:?}", offered(&study));
    press(&mut study, Modifiers::NONE, Key::Escape);
    press(&mut study, Modifiers::NONE, Key::Enter);
    // Words of a definition find a code too.
    type_text(&mut study, "sit at the top");
    assert_eq!(offered(&study)[0], "Governance > Board");
}

#[test]
fn a_code_made_while_reading_keeps_its_passage() {
    let mut study = study(reads);
    select_words(&mut study, "By the board");
    press(&mut study, Modifiers::NONE, Key::Enter);
    type_text(&mut study, "Decided above");
    press(&mut study, Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    let made = snapshot.codes.get(code(&project, "Decided above")).expect("a code");
    assert_eq!(made.origin, Origin::Inductive);
    let passage = made.passage.and_then(|id| snapshot.quotation(id)).expect("its passage");
    assert_eq!(passage.1.span, span(INTERVIEW, "By the board"));
    assert!(made.coder.is_some());
}

fn only_quotation(project: &Project) -> Quotation {
    project.snapshot().quotations().next().expect("a quotation").1.clone()
}

#[test]
fn the_ends_of_a_quotation_move_by_keys_and_flags_are_set() {
    let mut study = study(|project| {
        coded(project, "By the board", "Trust");
        reads(project);
    });
    // The page takes the keyboard.
    press(&mut study, Modifiers::COMMAND, Key::F);
    press(&mut study, Modifiers::NONE, Key::Escape);
    press(&mut study, Modifiers::ALT, Key::ArrowDown);
    press(&mut study, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowLeft);
    press(&mut study, Modifiers::ALT | Modifiers::SHIFT, Key::T);
    let (project, _folder) = study.reopened();
    let quotation = only_quotation(&project);
    assert_eq!(quotation.span, span(INTERVIEW, "By the"));
    assert_eq!(quotation.flags.iter().map(|flag| &*flag.name).collect::<Vec<_>>(), ["typical"]);
}

#[test]
fn the_table_sorts_filters_and_opens() {
    let mut study = study(|project| coded(project, "By the board", "Mergers/Time"));
    press(&mut study, Modifiers::COMMAND, Key::Num7);
    let rows = |study: &Study| {
        let rows = study.harness.query_all_by_role(Role::ListBoxOption);
        let mut rows: Vec<(f32, String)> = rows
            .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        // The sources at the side are rows too.
        let codes = rows.into_iter().map(|(_, row)| row).filter(|row| row.contains("quotation"));
        codes.collect::<Vec<_>>()
    };
    assert_eq!(rows(&study).len(), 6);
    click(&mut study, Role::Button, "Sort by quotations");
    assert!(
        rows(&study)[0].starts_with("Mergers, 1 quotation, 1 source, 1 person"),
        "{:?}",
        rows(&study)
    );
    press(&mut study, Modifiers::NONE, Key::ArrowDown);
    study.harness.get_by_role_and_label(Role::TextInput, "Filter codes by their words").focus();
    study.settle();
    type_text(&mut study, "time");
    assert_eq!(rows(&study).len(), 2);
}

#[test]
fn the_agenda_and_the_history_tell_what_was_changed() {
    let mut study = study(|project| {
        project.name_version("March", None).expect("a version");
        let trust = code(project, "Trust");
        let definition = CodeChange::Definition("In people, not in bodies".to_owned());
        project.change_codes(&[trust], &definition).expect("defined");
        project.ask_about_code(trust, "And in numbers?").expect("asked");
    });
    press(&mut study, Modifiers::COMMAND, Key::Num7);
    click(&mut study, Role::Button, "Agenda");
    study.harness.get_by_label("Changed (1)");
    study.harness.get_by_label_contains("And in numbers?");
    study.harness.get_all_by_role_and_label(Role::Link, "Trust").next().expect("a link").click();
    study.settle();
    click(&mut study, Role::Button, "History of the code");
    study.harness.get_by_label("Defined “Trust”");
}

#[test]
fn a_framework_from_a_file_is_looked_at_first() {
    let mut study = study(|_| ());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("framework.csv");
    std::fs::write(&file, "path,definition\nTrust,In people\nTrust > Lost,\n").expect("a file");
    import_table(&mut study, &file);
    study.harness.get_by_label("1 new code, 1 changed, 0 as they are, 5 not in the file");
    click(&mut study, Role::Button, "Only the new codes");
    let (project, _folder) = study.reopened();
    let trust = project.snapshot().codes.get(code(&project, "Trust")).expect("a code").clone();
    assert_eq!(trust.definition, "");
    code(&project, "Trust/Lost");
}

fn drag(study: &mut Study, from: egui::Pos2, to: egui::Pos2) {
    study.harness.drag_at(from);
    study.settle();
    study.harness.hover_at(from + (to - from) * 0.5);
    study.settle();
    study.harness.hover_at(to);
    study.settle();
    study.harness.drop_at(to);
    study.settle();
}

/// The interview on the page with a turn of two lines selected, the codes at the side, and a place on the selected words.
fn with_selection() -> (Study, egui::Pos2) {
    let mut study = study(reads);
    select_words(&mut study, "in March");
    press(&mut study, Modifiers::ALT, Key::T);
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    let paragraphs = study.harness.get_all_by_role(Role::Paragraph);
    let holds = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().value().is_some_and(|value| value.contains("in March"))
    };
    let place = paragraphs.into_iter().find(holds).expect("a paragraph").rect().center();
    (study, place)
}

#[test]
fn a_code_is_dragged_onto_the_selection() {
    let (mut study, words) = with_selection();
    let row = study.harness.get_by_role_and_label(Role::TreeItem, "Trust").rect().center();
    drag(&mut study, row, words);
    let (project, _folder) = study.reopened();
    assert_eq!(only_quotation(&project).codes(), [code(&project, "Trust")]);
}

#[test]
fn the_selection_is_dragged_onto_a_code() {
    let (mut study, from) = with_selection();
    let row = study.harness.get_by_role_and_label(Role::TreeItem, "Trust").rect().center();
    drag(&mut study, from, row);
    let (project, _folder) = study.reopened();
    assert_eq!(only_quotation(&project).codes(), [code(&project, "Trust")]);
}

#[test]
fn a_click_on_the_selection_only_moves_the_caret() {
    let (mut study, at) = with_selection();
    study.harness.drag_at(at);
    study.settle();
    study.harness.drop_at(at);
    study.settle();
    // Nothing is selected any more that could be marked.
    press(&mut study, Modifiers::NONE, Key::Comma);
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().quotations().count(), 0);
}

#[test]
fn enter_on_cancel_leaves_everything_as_it_is() {
    let mut study = with_tree(|_| ());
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    study.harness.get_by_role_and_label(Role::Button, "Cancel").focus();
    study.settle();
    press(&mut study, Modifiers::NONE, Key::Enter);
    assert!(study.harness.query_by_label_contains("Archive “").is_none());
    let (project, _folder) = study.reopened();
    let governance = code(&project, "Governance");
    assert!(!project.snapshot().codes.is_archived(governance));
}

#[test]
fn what_the_project_refuses_is_shown_again_as_it_was_typed() {
    let mut study = with_tree(|_| ());
    press(&mut study, Modifiers::COMMAND, Key::G);
    // A sibling bears the name.
    type_text(&mut study, "Trust");
    press(&mut study, Modifiers::NONE, Key::Enter);
    study.harness.get_by_label_contains("There is already a code “Trust” here");
    let name = study.harness.get_by_label("Name of the new code");
    assert_eq!(name.accesskit_node().value().as_deref(), Some("Trust"));
    type_text(&mut study, " again");
    press(&mut study, Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    code(&project, "Trust again/Governance");
}

#[test]
fn codes_chosen_in_the_tree_are_forgotten_when_another_is_selected_in_the_table() {
    let mut study = with_tree(|_| ());
    press(&mut study, Modifiers::NONE, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut study, Modifiers::COMMAND, Key::Num7);
    // Governance, Board, Time, Trust: the last is one below the selected one.
    press(&mut study, Modifiers::NONE, Key::ArrowDown);
    press(&mut study, Modifiers::NONE, Key::Delete);
    let (project, _folder) = study.reopened();
    let codes = &project.snapshot().codes;
    assert!(codes.resolve("Trust").is_err(), "the selected one is deleted");
    assert_eq!(codes.len(), 5, "and nothing else");
}

#[test]
fn a_question_that_was_not_entered_is_kept_when_the_window_closes() {
    let mut study = with_tree(|_| ());
    // The part of the card is folded while nothing stands in it.
    study.harness.get_by_label("Questions").click();
    study.settle();
    study.harness.get_by_role_and_label(Role::TextInput, "Question").focus();
    study.settle();
    type_text(&mut study, "Is this not two things?");
    press(&mut study, Modifiers::NONE, Key::F1);
    type_text(&mut study, "Close project");
    press(&mut study, Modifiers::NONE, Key::Enter);
    let (project, _folder) = study.reopened();
    let questions = &project.snapshot().notes.questions;
    assert_eq!(questions.len(), 1);
    assert_eq!(questions[0].text, "Is this not two things?");
}
