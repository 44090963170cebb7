//! The window: the quotes of a code, and what is exported from there.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{QuotationId, SourceKind};
use marginalia::project::{NewMemo, NewSource, Project};

use crate::harness::{
    FIELDNOTES, INTERVIEW, Study, code, key, press, source, span, study, type_text,
};

/// Codes words of the interview, or of the fieldnotes where they stand there.
fn coded(project: &mut Project, words: &str, path: &str) -> QuotationId {
    let (name, text) = if INTERVIEW.contains(words) {
        ("Interview 12 GP ID 161", INTERVIEW)
    } else {
        ("Executive M10", FIELDNOTES)
    };
    let (on, code) = (source(project, name), code(project, path));
    project.code(on, span(text, words), &[code]).expect("coded").quotation
}

/// Four quotes on the theme of governance and its sub-codes, one of them with two codes, and one on trust alone.
fn governed() -> Study {
    study(|project| {
        coded(project, "Told by whom?", "Governance");
        coded(project, "By the board, “politely”.", "Governance > Board");
        coded(project, "By the board, “politely”.", "Trust");
        coded(project, "We were told in March", "Governance > Time");
        coded(project, "The executive meets in the small room.", "Governance > Board");
        coded(project, "trust has to be earned", "Trust");
    })
}

fn click(study: &mut Study, name: &str) {
    study.harness.get_by_label(name).click();
    study.settle();
}

/// Shows the quotes of a code, by its name.
fn show(study: &mut Study, name: &str) {
    press(study, Modifiers::COMMAND, Key::G);
    type_text(study, name);
    key(study, Key::Enter);
}

/// The rows of the list: those at the side stand further left.
fn rows(study: &Study) -> impl Iterator<Item = Node<'_>> {
    let side = 330.0;
    let rows = study.harness.query_all_by_role(Role::ListBoxOption);
    rows.filter(move |node| node.rect().left() > side)
}

/// The quotes that are listed, from top to bottom.
fn listed(study: &Study) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = rows(study)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn selected(study: &Study) -> Vec<String> {
    rows(study)
        .filter(|node| node.accesskit_node().is_selected() == Some(true))
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect()
}

const TOLD: &str = "Told by whom? [Interviewer]";
const BOARD: &str = "By the board, “politely”. [GP ID 161]";
const MARCH: &str = "We were told in March [GP ID 161]";
const ROOM: &str = "The executive meets in the small room. [Extract from fieldnotes meeting M10]";
const EARNED: &str = "trust has to be earned [Extract from fieldnotes meeting M10]";

#[test]
fn shows_the_quotes_of_a_code_with_its_sub_codes() {
    let mut study = governed();
    show(&mut study, "gov");
    assert_eq!(listed(&study), [ROOM, MARCH, TOLD, BOARD]);
    study.harness.get_by_label("4 quotes from 2 sources");
    click(&mut study, "With sub-codes");
    assert_eq!(listed(&study), [TOLD]);
    click(&mut study, "All quotes");
    assert_eq!(listed(&study).len(), 5);
}

#[test]
fn shows_words_written_from_the_right() {
    const HEBREW: &str = "שלום (2019) and the board.\nואז הלכנו הביתה.";
    let mut study = study(|project| {
        let name = "Interview 13 GP ID 162".to_owned();
        let text = HEBREW.to_owned();
        let new =
            NewSource::new(name.clone(), SourceKind::Interview, text, "UTF-8".into(), Vec::new());
        project.add_sources(&[new]).expect("a source");
        let (on, trust) = (source(project, &name), code(project, "Trust"));
        for words in [HEBREW, "(2019) and the board.\nואז"] {
            project.code(on, span(HEBREW, words), &[trust]).expect("coded");
        }
    });
    show(&mut study, "trust");
    let label = "[GP ID 162]";
    let quotes = [format!("{HEBREW} {label}"), format!("(2019) and the board.\nואז {label}")];
    assert_eq!(listed(&study), quotes);
    // With what stands around it, in two inks.
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Space);
    assert_eq!(listed(&study), quotes);
}

#[test]
fn says_what_belongs_there_before_a_code_is_chosen() {
    let mut study = governed();
    press(&mut study, Modifiers::COMMAND, Key::Num2);
    study.harness.get_by_label("The quotes of a code stand here, whole, with whose they are");
    click(&mut study, "Show all 5 quotes");
    assert_eq!(listed(&study).len(), 5);
}

#[test]
fn narrows_by_speaker_and_says_what_keeps_quotes_out() {
    let mut study = governed();
    show(&mut study, "gov");
    click(&mut study, "Speaker");
    click(&mut study, "GP ID 161");
    assert_eq!(listed(&study), [MARCH, BOARD]);
    key(&mut study, Key::Escape);
    click(&mut study, "Kind");
    study.harness.get_by_role_and_label(Role::CheckBox, "Fieldnotes").click();
    study.settle();
    key(&mut study, Key::Escape);
    study.harness.get_by_label("No quotes are left");
    click(&mut study, "Any kind");
    assert_eq!(listed(&study), [MARCH, BOARD]);
    click(&mut study, "Remove GP ID 161");
    assert_eq!(listed(&study).len(), 4);
}

#[test]
fn opens_a_quote_in_its_source_and_comes_back_to_the_same_place() {
    let mut study = governed();
    show(&mut study, "gov");
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::ArrowDown);
    assert_eq!(selected(&study), [TOLD]);
    key(&mut study, Key::Enter);
    assert!(listed(&study).is_empty());
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(selected(&study), [TOLD]);
    // The list has the keyboard again.
    key(&mut study, Key::ArrowDown);
    assert_eq!(selected(&study), [BOARD]);
}

#[test]
fn going_from_code_to_code_and_back_keeps_each_list() {
    let mut study = governed();
    show(&mut study, "gov");
    key(&mut study, Key::End);
    // BOARD bears the code Trust besides.
    study.harness.get_by_role_and_label(Role::Link, "Trust").click();
    study.settle();
    assert_eq!(listed(&study), [EARNED, BOARD]);
    press(&mut study, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(listed(&study).len(), 4);
    assert_eq!(selected(&study), [BOARD]);
}

#[test]
fn takes_the_code_off_and_undo_puts_it_back() {
    let mut study = governed();
    show(&mut study, "gov");
    key(&mut study, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&study).len(), 2);
    key(&mut study, Key::Delete);
    assert_eq!(listed(&study), [ROOM, BOARD]);
    assert_eq!(selected(&study), [BOARD]);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(listed(&study), [ROOM, MARCH, TOLD, BOARD]);
    // BOARD keeps the code that was not asked for.
    key(&mut study, Key::End);
    key(&mut study, Key::Delete);
    let (project, _folder) = study.reopened();
    let trust = code(&project, "Trust");
    let board = project
        .snapshot()
        .quotations()
        .find(|(_, quotation)| quotation.span == span(INTERVIEW, "By the board, “politely”."));
    assert_eq!(board.map(|(_, quotation)| quotation.codes()), Some(vec![trust]));
}

#[test]
fn codes_also_and_recodes_what_is_selected() {
    let mut study = governed();
    show(&mut study, "gov");
    press(&mut study, Modifiers::COMMAND, Key::A);
    assert_eq!(selected(&study).len(), 4);
    key(&mut study, Key::K);
    type_text(&mut study, "mergers");
    key(&mut study, Key::Enter);
    show(&mut study, "mergers");
    assert_eq!(listed(&study).len(), 4);
    press(&mut study, Modifiers::COMMAND, Key::A);
    key(&mut study, Key::R);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Nothing is coded “Mergers” yet");
    let (project, _folder) = study.reopened();
    let (trust, mergers) = (code(&project, "Trust"), code(&project, "Mergers"));
    assert_eq!(project.snapshot().counts.of(trust).own, 5);
    assert_eq!(project.snapshot().counts.of(mergers).own, 0);
}

#[test]
fn right_click_has_the_commands_for_the_quote_under_the_pointer() {
    let mut study = governed();
    show(&mut study, "gov");
    study.harness.get_by_role_and_label(Role::ListBoxOption, TOLD).click_secondary();
    study.settle();
    assert_eq!(selected(&study), [TOLD]);
    study.harness.get_by_label_contains("Take the code off").click();
    study.settle();
    assert_eq!(listed(&study), [ROOM, MARCH, BOARD]);
}

#[test]
fn shows_the_context_and_copies_with_the_label() {
    let mut study = governed();
    show(&mut study, "gov");
    key(&mut study, Key::Space);
    key(&mut study, Key::Space);
    study.harness.event(Event::Copy);
    study.settle();
    study.harness.get_by_label_contains("Copied 1 quote");
}

#[test]
fn writes_the_shown_quotes_to_a_file() {
    let mut study = governed();
    show(&mut study, "gov");
    click(&mut study, "Speaker");
    click(&mut study, "GP ID 161");
    key(&mut study, Key::Escape);
    press(&mut study, Modifiers::COMMAND, Key::E);
    study.harness.get_by_label("Shown quotes (2)");
    click(&mut study, "Markdown");
    click(&mut study, "Continue");
    let path = study.path.with_file_name("For the report.md");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 2 quotes to For the report.md");
    let written = std::fs::read_to_string(&path).expect("the file");
    assert!(written.contains("By the board, “politely”.") && written.contains("We were told"));
    assert!(!written.contains("Told by whom?") && !written.contains("Interview 12"));
    assert!(!written.contains("Private:"), "{written}");
    // What is private is written only where that is chosen.
    press(&mut study, Modifiers::COMMAND, Key::E);
    click(&mut study, "Plain text");
    click(&mut study, "With private columns");
    study.harness.get_by_label_contains("For the team: the file names sources");
    click(&mut study, "Continue");
    let for_the_team = study.path.with_file_name("For the team.txt");
    write_to(&mut study, &for_the_team);
    let written = std::fs::read_to_string(&for_the_team).expect("the file");
    assert!(written.contains("\n\nPrivate: source Interview 12"), "{written}");
    // The same once more: what is there is not replaced unasked.
    press(&mut study, Modifiers::COMMAND, Key::E);
    click(&mut study, "Continue");
    write_to(&mut study, &path.with_extension("docx"));
    press(&mut study, Modifiers::COMMAND, Key::E);
    click(&mut study, "Continue");
    write_to(&mut study, &path.with_extension("docx"));
    study.harness.get_by_label_contains("There is already a file of this name");
    click(&mut study, "Replace file");
    study.harness.get_by_label("Wrote 2 quotes to For the report.docx");
}

#[test]
fn writes_the_codings_by_their_command() {
    let mut study = governed();
    key(&mut study, Key::F1);
    type_text(&mut study, "Export codings");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Codings (6)");
    click(&mut study, "Continue");
    let path = study.path.with_file_name("codings.csv");
    write_to(&mut study, &path);
    study.harness.get_by_label("Wrote 6 codings to codings.csv");
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(written.lines().count(), 7);
    assert!(written.contains("Executive M10,0,38,Governance > Board,Kim"), "{written}");
}

#[test]
fn writes_memos_and_the_methods_appendix_by_their_commands() {
    let mut study = study(|project| {
        coded(project, "Told by whom?", "Governance");
        let memo = NewMemo { title: "On the board".to_owned(), ..NewMemo::default() };
        project.add_memo(&memo).expect("a memo");
    });
    for (command, choice, name, wrote) in [
        ("Methods appendix", "Methods appendix", "m.md", "Wrote the methods appendix to m.md"),
        ("Export memos", "All memos (1)", "memos.html", "Wrote 1 memo to memos.html"),
    ] {
        key(&mut study, Key::F1);
        type_text(&mut study, command);
        key(&mut study, Key::Enter);
        study.harness.get_by_label(choice);
        click(&mut study, "Continue");
        let path = study.path.with_file_name(name);
        write_to(&mut study, &path);
        study.harness.get_by_label(wrote);
        let written = std::fs::read_to_string(&path).expect("the file");
        assert!(!written.contains("Executive M10"), "no name of a source: {written}");
    }
    let written = std::fs::read_to_string(study.path.with_file_name("m.md")).expect("the file");
    assert!(written.contains("1 person coded the data: 1 coding"), "{written}");
}

/// Types a path where no dialog of the system comes, and has the file written.
pub fn write_to(study: &mut Study, path: &std::path::Path) {
    let since = std::time::Instant::now();
    while study.harness.query_by_label("Write file").is_none() {
        assert!(since.elapsed() < std::time::Duration::from_secs(20), "no line for the path");
        std::thread::sleep(std::time::Duration::from_millis(20));
        study.settle();
    }
    press(study, Modifiers::COMMAND, Key::A);
    type_text(study, &path.display().to_string());
    click(study, "Write file");
}

/// The line of the question.
fn line(study: &Study) -> String {
    study.harness.get_by_label("Question").accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_question_is_written_completed_and_kept() {
    let mut study = governed();
    show(&mut study, "Board");
    assert_eq!(line(&study), "code:Board");
    press(&mut study, Modifiers::COMMAND, Key::L);
    press(&mut study, Modifiers::COMMAND, Key::A);
    type_text(&mut study, "code:Gov");
    // What was begun is offered whole.
    key(&mut study, Key::Enter);
    assert_eq!(line(&study), "code:Governance ");
    assert_eq!(listed(&study).len(), 4);
    type_text(&mut study, "kind:interview meets(code:Trust)");
    assert_eq!(listed(&study).len(), 1, "{:?}", listed(&study));
    // What is wrong is told, and the last list stays.
    type_text(&mut study, " wrong:1");
    study.harness.get_by_label_contains("There is no field or attribute “wrong”");
    assert_eq!(listed(&study).len(), 1);
    for _ in 0.." wrong:1".len() {
        key(&mut study, Key::Backspace);
    }
    click(&mut study, "Saved");
    study.harness.get_by_label("Name of the question").focus();
    study.settle();
    type_text(&mut study, "Boards and trust");
    click(&mut study, "Keep");
    show(&mut study, "Trust");
    click(&mut study, "Saved");
    click(&mut study, "Boards and trust");
    assert_eq!(listed(&study).len(), 1);
    assert_eq!(line(&study), "code:Governance kind:interview meets(code:Trust)");
    let (project, _folder) = study.reopened();
    assert_eq!(project.snapshot().saved_queries[0].name, "Boards and trust");
    // Kept by its key, it stays the same when the code is renamed.
    assert!(project.snapshot().saved_queries[0].query.contains("code:#"));
}

/// Chooses in a menu of the head of the list.
fn choose(study: &mut Study, menu: &str, entry: &str) {
    click(study, menu);
    study.harness.get_by_role_and_label(Role::RadioButton, entry).click();
    study.settle();
}

#[test]
fn quotes_stand_under_headings_and_one_with_two_codes_under_both() {
    let mut study = governed();
    show(&mut study, "gov");
    click(&mut study, "All quotes");
    choose(&mut study, "No headings", "Codes");
    study.harness.get_by_label("Heading Governance");
    assert_eq!(listed(&study), [TOLD, ROOM, BOARD, MARCH, EARNED, BOARD]);
    // It is counted, and coded, once.
    study.harness.get_by_label_contains("5 quotes");
    choose(&mut study, "then…", "Kinds of source");
    study.harness.get_by_label("Heading Governance, Interviews");
    // What is asked for next stands under the same headings, and only under its own codes.
    show(&mut study, "gov");
    assert_eq!(listed(&study), [TOLD, BOARD, ROOM, MARCH]);
    key(&mut study, Key::CloseBracket);
    assert_eq!(selected(&study), [BOARD]);
    key(&mut study, Key::OpenBracket);
    assert_eq!(selected(&study), [TOLD]);
    choose(&mut study, "Under codes", "No headings");
    assert_eq!(listed(&study), [ROOM, MARCH, TOLD, BOARD]);
}

#[test]
fn two_headings_are_read_side_by_side() {
    let mut study = governed();
    show(&mut study, "gov");
    click(&mut study, "All quotes");
    choose(&mut study, "No headings", "Kinds of source");
    click(&mut study, "Side by side");
    study.harness.get_by_label("Heading Interviews");
    study.harness.get_by_label("Heading Fieldnotes");
    let lefts = |study: &Study, name: &str| {
        let found = rows(study).find(|row| row.accesskit_node().label().as_deref() == Some(name));
        found.expect("a quote").rect().left()
    };
    assert!(lefts(&study, TOLD) < lefts(&study, EARNED));
    key(&mut study, Key::ArrowDown);
    assert_eq!(selected(&study), [TOLD]);
    key(&mut study, Key::ArrowRight);
    assert_eq!(selected(&study), [ROOM]);
    key(&mut study, Key::ArrowLeft);
    assert_eq!(selected(&study).len(), 1);
    key(&mut study, Key::B);
    assert!(study.harness.query_by_label("Quotes on the right").is_none());
}

#[test]
fn quotes_are_flagged_and_collected_together() {
    let mut study = governed();
    show(&mut study, "gov");
    click(&mut study, "All quotes");
    press(&mut study, Modifiers::COMMAND, Key::A);
    key(&mut study, Key::F);
    type_text(&mut study, "Chapter 3");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::L);
    type_text(&mut study, "flag:\"chapter 3\" ");
    study.harness.get_by_label_contains("5 quotes");
    key(&mut study, Key::Escape);
    click(&mut study, "All quotes");
    key(&mut study, Key::Home);
    key(&mut study, Key::F);
    // What all of them have is taken off.
    type_text(&mut study, "chapter");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::L);
    type_text(&mut study, "flag:\"chapter 3\" ");
    study.harness.get_by_label_contains("4 quotes");
}

#[test]
fn one_line_of_each_quote_or_all_that_stands_around_it() {
    let mut study = governed();
    show(&mut study, "gov");
    let heights = |study: &Study| rows(study).map(|row| row.rect().height()).sum::<f32>();
    let whole = heights(&study);
    key(&mut study, Key::D);
    let full = heights(&study);
    assert!(full > whole);
    key(&mut study, Key::D);
    assert!(heights(&study) < whole);
    assert_eq!(listed(&study), [ROOM, MARCH, TOLD, BOARD]);
}

#[test]
fn a_question_is_put_together_by_clicks_and_the_line_says_it() {
    let mut study = governed();
    show(&mut study, "gov");
    press(&mut study, Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    // One more row, which asks nothing until something is chosen for it.
    click(&mut study, "Add");
    click(&mut study, "Kind");
    assert_eq!(line(&study), "code:Governance");
    click(&mut study, "Choose…");
    study.harness.get_by_role_and_label(Role::CheckBox, "Fieldnotes").click();
    study.settle();
    key(&mut study, Key::Escape);
    assert_eq!(line(&study), "code:Governance kind:fieldnote");
    assert_eq!(listed(&study), [ROOM]);
    // The same the other way round.
    study.harness.get_all_by_label("Not: is").last().expect("the second row").click();
    study.settle();
    study.harness.get_by_role_and_label(Role::RadioButton, "is not").click();
    study.settle();
    assert_eq!(line(&study), "code:Governance NOT kind:fieldnote");
    assert_eq!(listed(&study), [MARCH, TOLD, BOARD]);
    click(&mut study, "Row 2: take it out");
    // What is written is seen in the rows.
    press(&mut study, Modifiers::COMMAND, Key::L);
    press(&mut study, Modifiers::COMMAND, Key::A);
    type_text(&mut study, "code:Trust (board OR NOT within(code:Governance)) ");
    study.harness.get_by_label("Joined: any of these");
    study.harness.get_by_label("Not: not");
    assert_eq!(listed(&study), [EARNED, BOARD]);
}

#[test]
fn what_others_coded_is_new_until_one_says_so() {
    let mut study = study(|project| {
        project.set_coder("Ada").expect("a coder");
        coded(project, "Told by whom?", "Governance");
        coded(project, "trust has to be earned", "Trust");
        project.set_coder("Kim").expect("a coder");
        coded(project, "We were told in March", "Governance > Time");
    });
    key(&mut study, Key::F1);
    type_text(&mut study, "new since");
    key(&mut study, Key::Enter);
    assert_eq!(line(&study), "is:new");
    study.harness.get_by_label("Heading Ada");
    assert_eq!(listed(&study), [EARNED, TOLD]);
    click(&mut study, "I have seen these");
    study.harness.get_by_label("Nothing is new to you");
}
