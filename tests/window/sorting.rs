//! The window: passages sorted one at a time with one key for each code.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{AnswerState, Markup, MarkupKind, SourceKind};
use marginalia::project::{NewCode, NewSource, Project};

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};

/// Runs a command from the list of all commands.
fn run(study: &mut Study, command: &str) {
    key(study, Key::F1);
    study.harness.get_by_label("Command").type_text(command);
    study.settle();
    key(study, Key::Enter);
    study.settle();
}

/// The words that are shown.
fn shown(study: &Study) -> String {
    let mut documents = study.harness.query_all_by_role(Role::Document);
    documents.find_map(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// The rows that are listed: codes with their keys and counts, or what is to be chosen.
fn listed(study: &Study) -> Vec<String> {
    study
        .harness
        .query_all_by_role(Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

/// What is said of how far one is.
fn counts(study: &Study) -> String {
    study
        .harness
        .query_all_by_role(Role::Label)
        .filter_map(|node| node.accesskit_node().value())
        .find(|said| said.contains(" skipped · "))
        .unwrap_or_default()
}

const ANSWERS: [&str; 5] =
    ["The board.", "Nobody knows.", "The chair alone.", "All of us.", "The board, again."];

/// Five filled-in forms; the second question was left blank.
fn answered(project: &mut Project) {
    for (number, words) in ANSWERS.iter().enumerate() {
        let text = format!("Who decides?\n{words}\nAnything else?\n");
        let mut new = NewSource::new(
            format!("R{}", number + 1),
            SourceKind::Survey,
            text.clone(),
            "UTF-8".to_owned(),
            Vec::new(),
        );
        let answer = |question: &str, span, state| Markup {
            span,
            kind: MarkupKind::Answer { question: question.into(), state },
        };
        let end = text.chars().count() as u32;
        let blank = marginalia::domain::Span { start: end, end };
        new.markup = vec![
            answer("Who decides?", span(&text, words), AnswerState::Given),
            answer("Anything else?", blank, AnswerState::Skipped),
        ];
        project.add_sources(&[new]).expect("a source");
    }
}

/// Begins to sort the answers to the question under Governance.
fn sorting() -> Study {
    let mut study = study(answered);
    run(&mut study, "Sort the answers to a question…");
    assert_eq!(listed(&study), ["Who decides?, 5"]);
    key(&mut study, Key::Enter);
    type_text(&mut study, "governance");
    key(&mut study, Key::Enter);
    study
}

#[test]
fn answers_are_sorted_by_keys_and_counted() {
    let mut study = sorting();
    assert_eq!(shown(&study), ANSWERS[0]);
    assert_eq!(listed(&study), ["1 Board, 0", "2 Time, 0"]);
    study.harness.get_by_label("1 of 5");
    key(&mut study, Key::Num1);
    assert_eq!(shown(&study), ANSWERS[1]);
    // Two codes on one answer, then on.
    press(&mut study, Modifiers::SHIFT, Key::Num1);
    assert_eq!(shown(&study), ANSWERS[1]);
    key(&mut study, Key::Num2);
    assert_eq!(listed(&study), ["1 Board, 2", "2 Time, 1"]);
    key(&mut study, Key::Space);
    assert_eq!(shown(&study), ANSWERS[3]);
    assert_eq!(counts(&study), "2 coded · 1 skipped · 2 left");
    // Back shows what is there already; Delete takes it off again.
    key(&mut study, Key::Backspace);
    key(&mut study, Key::ArrowLeft);
    assert_eq!(shown(&study), ANSWERS[1]);
    study.harness.get_by_label("Bears Time (Governance)");
    key(&mut study, Key::Delete);
    assert_eq!(counts(&study), "1 coded · 1 skipped · 3 left");
    assert_eq!(listed(&study), ["1 Board, 1", "2 Time, 0"]);
    // Undo brings it back and goes there; once more undoes the key pressed before.
    key(&mut study, Key::Enter);
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(&study), ANSWERS[1]);
    assert_eq!(listed(&study), ["1 Board, 2", "2 Time, 1"]);
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(&study), ANSWERS[1]);
    assert_eq!(listed(&study), ["1 Board, 2", "2 Time, 0"]);
    let (project, _folder) = study.reopened();
    let board = code(&project, "Governance/Board");
    assert_eq!(project.snapshot().counts.of(board).own, 2);
}

#[test]
fn the_end_says_what_was_done_and_a_later_walk_goes_on_where_it_stopped() {
    let mut study = sorting();
    for pressed in [Key::Num1, Key::Num1, Key::Space, Key::Num2, Key::Num2] {
        key(&mut study, pressed);
    }
    assert_eq!(shown(&study), "5 answers: 4 coded, 1 skipped");
    study.harness.get_by_label("Board: 2");
    study.harness.get_by_label("Look at 1 answer that was skipped").click();
    study.settle();
    assert_eq!(shown(&study), ANSWERS[2]);
    run(&mut study, "Sort the answers to a question…");
    key(&mut study, Key::Enter);
    type_text(&mut study, "governance");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), ANSWERS[2]);
    assert_eq!(counts(&study), "4 coded · 0 skipped · 1 left");
    study.harness.get_by_label("3 of 5");
}

#[test]
fn a_new_sub_code_is_made_on_the_spot() {
    let mut study = sorting();
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    type_text(&mut study, "Chair");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), ANSWERS[1]);
    assert_eq!(listed(&study), ["1 Board, 0", "2 Time, 0", "3 Chair, 1"]);
    key(&mut study, Key::Num3);
    assert_eq!(listed(&study)[2], "3 Chair, 2");
    // A name that is given up leaves the keys as they were.
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    type_text(&mut study, "No");
    key(&mut study, Key::Escape);
    key(&mut study, Key::Num1);
    assert_eq!(listed(&study), ["1 Board, 1", "2 Time, 0", "3 Chair, 2"]);
}

#[test]
fn keys_that_come_faster_than_answers_are_all_done() {
    let mut study = sorting();
    for pressed in [Key::Num1, Key::Num2, Key::Num1] {
        study.harness.key_press(pressed);
        study.harness.step();
    }
    // At once, before the project has answered.
    assert_eq!(listed(&study), ["1 Board, 2", "2 Time, 1"]);
    study.harness.get_by_label("4 of 5");
    study.settle();
    assert_eq!(listed(&study), ["1 Board, 2", "2 Time, 1"]);
    assert_eq!(counts(&study), "3 coded · 0 skipped · 2 left");
}

/// Two quotations of Trust, with two codes below it.
fn trusting(project: &mut Project) {
    let (on, trust) = (source(project, "Interview 12 GP ID 161"), code(project, "Trust"));
    for name in ["Lost", "Gained"] {
        let new = NewCode { parent: Some(trust), name: name.to_owned(), ..NewCode::default() };
        project.make_code(&new).expect("a code");
    }
    for words in ["We trust them less now.", "Nobody asked the patients."] {
        project.code(on, span(INTERVIEW, words), &[trust]).expect("coded");
    }
}

fn select_code(study: &mut Study, name: &str) {
    press(study, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::K);
    let label = study
        .harness
        .query_all_by_role(Role::TreeItem)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with(name))
        .expect("the code");
    study.harness.get_by_label(&label).click();
    study.settle();
}

#[test]
fn a_code_is_split_with_one_key_a_quotation() {
    let mut study = study(trusting);
    select_code(&mut study, "Trust");
    run(&mut study, "Split a code…");
    assert_eq!(shown(&study), "We trust them less now.");
    assert_eq!(listed(&study), ["1 Lost, 0", "2 Gained, 0"]);
    key(&mut study, Key::Num1);
    assert_eq!(shown(&study), "Nobody asked the patients.");
    study.harness.get_by_label("Bears Trust");
    key(&mut study, Key::Num2);
    assert_eq!(shown(&study), "2 quotations: 2 sent");
    // What was sent wrongly comes back.
    key(&mut study, Key::Backspace);
    key(&mut study, Key::Delete);
    study.harness.get_by_label("Bears Trust");
    assert_eq!(counts(&study), "1 sent · 0 skipped · 1 left");
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    type_text(&mut study, "Never asked");
    key(&mut study, Key::Enter);
    let (mut project, _folder) = study.reopened();
    let own = |project: &Project, path: &str| project.snapshot().counts.of(code(project, path)).own;
    assert_eq!(
        ["Trust", "Trust/Lost", "Trust/Gained", "Trust/Never asked"].map(|p| own(&project, p)),
        [0, 1, 0, 1]
    );
    // The new code and what was sent to it are one step.
    project.undo().expect("undone");
    assert!(project.snapshot().codes.resolve("Trust/Never asked").is_err());
    assert_eq!(own(&project, "Trust"), 1);
}

#[test]
fn a_long_list_of_speakers_is_narrowed_by_typing() {
    let mut study = study(|project| {
        let text: String =
            (200..230).map(|number| format!("GP ID {number}: I am number {number}.\n\n")).collect();
        let new = NewSource::new(
            "Panel".to_owned(),
            SourceKind::Interview,
            text,
            "UTF-8".to_owned(),
            Vec::new(),
        );
        project.add_sources(&[new]).expect("a source");
    });
    run(&mut study, "Code the turns of a speaker…");
    assert!(listed(&study).len() > 30, "{:?}", listed(&study));
    type_text(&mut study, "id 21");
    assert_eq!(listed(&study).len(), 11);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Enter);
    type_text(&mut study, "governance");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "I am number 211.");
    // The keys of the codes are heard at once.
    key(&mut study, Key::Num2);
    assert_eq!(shown(&study), "1 turn: 1 coded");
}

#[test]
fn all_turns_of_a_speaker_are_coded_as_one_step() {
    let mut study = study(|_| ());
    run(&mut study, "Code the turns of a speaker…");
    assert_eq!(listed(&study), ["GP ID 161, 2", "INT, 2"]);
    key(&mut study, Key::Enter);
    type_text(&mut study, "governance");
    key(&mut study, Key::Enter);
    assert!(shown(&study).starts_with("We were told in March"), "{}", shown(&study));
    press(&mut study, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A);
    key(&mut study, Key::Num2);
    study.harness.get_by_label("Code 2 turns that are left with “Time (Governance)”?");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "2 turns: 2 coded");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert!(shown(&study).starts_with("We were told in March"), "{}", shown(&study));
    assert_eq!(counts(&study), "0 coded · 0 skipped · 2 left");
    // What was asked can be left.
    press(&mut study, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A);
    key(&mut study, Key::Escape);
    key(&mut study, Key::Num1);
    assert_eq!(counts(&study), "1 coded · 0 skipped · 1 left");
    let (project, _folder) = study.reopened();
    let on = source(&project, "Interview 12 GP ID 161");
    let coded = project.snapshot().codings(on).expect("codings").quotations[0].span;
    let words = "We were told in March that the figures would not bear three of us. \
                 We trust them less now.";
    assert_eq!(coded, span(INTERVIEW, words));
}

#[test]
fn hits_are_skipped_and_accepted_as_wide_as_is_chosen() {
    let mut study = study(|_| ());
    press(&mut study, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    study.harness.get_by_label("Search the study").type_text("trust");
    study.settle();
    run(&mut study, "Code the hits of this search…");
    type_text(&mut study, "mergers");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "The chair says that trust has to be earned.");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "We trust them less now.");
    press(&mut study, Modifiers::ALT, Key::Num3);
    assert!(shown(&study).starts_with("We were told in March"), "{}", shown(&study));
    press(&mut study, Modifiers::ALT, Key::Num1);
    assert_eq!(shown(&study), "We trust them less now.");
    assert_eq!(counts(&study), "0 coded · 1 skipped · 1 left");
    // The branch has one code: only whether is asked, not which.
    press(&mut study, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::A);
    study.harness.get_by_label("Code 1 sentence that is left with “Time (Mergers)”?");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "2 sentences: 1 coded, 1 skipped");
}

#[test]
fn quotations_that_are_listed_get_a_second_pass() {
    let mut study = study(trusting);
    select_code(&mut study, "Trust");
    run(&mut study, "All quotes");
    run(&mut study, "Sort these quotations");
    type_text(&mut study, "governance");
    key(&mut study, Key::Enter);
    assert_eq!(shown(&study), "We trust them less now.");
    key(&mut study, Key::Num1);
    key(&mut study, Key::Backspace);
    study.harness.get_by_label("Bears Trust");
    study.harness.get_by_label("Bears Board");
    // From the passage to its source, and back to it.
    press(&mut study, Modifiers::ALT, Key::Enter);
    assert_eq!(shown(&study), "Interview 12 GP ID 161");
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(shown(&study), "We trust them less now.");
    key(&mut study, Key::Num2);
    assert_eq!(shown(&study), "Nobody asked the patients.");
}

#[test]
fn says_what_can_be_sorted() {
    let mut study = study(|_| ());
    press(&mut study, Modifiers::COMMAND, Key::Num6);
    study.harness.get_by_label("Passages are sorted here, one at a time");
    study.harness.get_by_label("Sort the answers to a question…").click();
    study.settle();
    study.harness.get_by_label("No question has an answer yet");
}
