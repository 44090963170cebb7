//! The outline of an output: from nothing to a finding with quotes for and against, tested, moved, undone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{Item, ItemKind, ItemState, StandsFor};
use marginalia::project::Project;

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const BOARD: &str = "By the board, “politely”.";
const ASKED: &str = "Nobody asked the patients.";

/// Two quotes on trust, and an output without extracts.
fn coded(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let trust = code(project, "Trust");
    for words in [BOARD, ASKED] {
        project.code(interview, span(INTERVIEW, words), &[trust]).expect("a coding");
    }
    project.add_output("Chapter 4", "Report").expect("an output");
}

/// As [`coded`], with a heading and a finding on trust under it.
fn outlined(project: &mut Project) {
    coded(project);
    let output = project.snapshot().outputs[0].id;
    let heading = project.add_item(output, None, None, ItemKind::Heading).expect("a heading");
    let finding =
        project.add_item(output, Some(heading), None, ItemKind::Finding).expect("a finding");
    let title = |words: &str| vec![marginalia::project::ItemField::Title(words.to_owned())];
    project.change_item(heading, title("Results")).expect("a title");
    project.change_item(finding, title("Trust was lost")).expect("a title");
}

/// Shows the outline with the room of the side list.
fn shown(before: fn(&mut Project)) -> Study {
    let mut study = study(before);
    press(&mut study, Modifiers::COMMAND, Key::B);
    press(&mut study, CTRL_SHIFT, Key::D);
    study
}

/// The rows of the outline, top to bottom.
fn rows(study: &Study) -> Vec<String> {
    let options = study.harness.query_all_by_role(Role::ListBoxOption);
    let names = options.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| !name.starts_with("Not used") && !name.starts_with("Here")).collect()
}

fn items(project: &Project) -> Vec<Item> {
    project.snapshot().outputs[0].items.clone()
}

#[test]
fn a_chapter_is_written_from_nothing_by_keyboard() {
    let mut study = shown(coded);
    study.harness.get_by_label("There is no outline yet");
    key(&mut study, Key::H);
    type_text(&mut study, "Results");
    key(&mut study, Key::Enter);
    key(&mut study, Key::F);
    type_text(&mut study, "Trust was lost");
    key(&mut study, Key::Enter);
    let untested = "Finding, idea, contradictions not looked for: Trust was lost";
    assert_eq!(rows(&study), ["Heading: Results", untested]);
    // The codes it is about lead to every quote on them; one is taken as typical, one as against it.
    key(&mut study, Key::C);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    study.harness.get_by_role_and_label(Role::ListBoxOption, &format!("Not used: {BOARD}"));
    key(&mut study, Key::Q);
    key(&mut study, Key::T);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::A);
    study.harness.get_by_role_and_label(Role::ListBoxOption, &format!("Here: against: {ASKED}"));
    key(&mut study, Key::Escape);
    key(&mut study, Key::L);
    type_text(&mut study, "One, in interview 12");
    key(&mut study, Key::Enter);
    key(&mut study, Key::T);
    let all = [
        "Heading: Results".to_owned(),
        "Finding, tested: Trust was lost".to_owned(),
        format!("{BOARD} [GP ID 161]"),
        format!("{ASKED} [GP ID 161]"),
    ];
    assert_eq!(rows(&study), all);
    // The next one is begun while this one is written, and moved before it.
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    type_text(&mut study, "Nobody was asked");
    key(&mut study, Key::Escape);
    press(&mut study, Modifiers::ALT, Key::ArrowUp);
    let second = "Finding, idea, contradictions not looked for: Nobody was asked";
    assert_eq!(rows(&study)[1], second);
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&study)[4], second);
    let (project, _folder) = study.reopened();
    let items = items(&project);
    assert_eq!(items.len(), 3);
    assert_eq!((items[1].state, items[1].counter_searches.len()), (ItemState::Tested, 1));
    assert_eq!(items[1].counter_searches[0].found, "One, in interview 12");
    let extracts = &project.snapshot().outputs[0].extracts;
    let told: Vec<_> = extracts.iter().map(|one| (one.item, one.stands_for)).collect();
    let of = Some(items[1].id);
    assert_eq!(told, [(of, Some(StandsFor::Typical)), (of, Some(StandsFor::Against))]);
}

#[test]
fn what_stands_under_a_heading_is_folded_and_taken_out_with_it() {
    let mut study = shown(outlined);
    key(&mut study, Key::ArrowLeft);
    assert_eq!(rows(&study), ["Heading, folded: Results"]);
    key(&mut study, Key::ArrowRight);
    assert_eq!(rows(&study).len(), 2);
    key(&mut study, Key::Delete);
    study.harness.get_by_label("There is no outline yet");
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&study).len(), 2);
}

#[test]
fn quotes_are_taken_under_a_finding_from_where_they_are_read_and_lead_back_to_it() {
    let mut study = study(outlined);
    press(&mut study, Modifiers::COMMAND, Key::B);
    press(&mut study, Modifiers::COMMAND, Key::G);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    press(&mut study, Modifiers::SHIFT, Key::E);
    type_text(&mut study, "lost");
    press(&mut study, Modifiers::COMMAND, Key::Enter);
    study.harness.get_by_label("Took 1 quote under “Trust was lost”");
    // The inspector of the quotation tells which findings it serves.
    study.harness.get_by_role_and_label(Role::Link, "Trust was lost").click();
    study.settle();
    let against = rows(&study);
    assert_eq!(against.len(), 3, "{against:?}");
    let (project, _folder) = study.reopened();
    let extract = &project.snapshot().outputs[0].extracts[0];
    assert_eq!(extract.stands_for, Some(StandsFor::Against));
    assert_eq!(extract.item, Some(items(&project)[1].id));
}

#[test]
fn what_is_written_stays_when_another_item_is_begun_by_a_click() {
    let mut study = shown(outlined);
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::Enter);
    type_text(&mut study, " for good");
    study.harness.get_by_label("New paragraph").click();
    study.settle();
    type_text(&mut study, "And so on.");
    key(&mut study, Key::Escape);
    let (project, _folder) = study.reopened();
    let items = items(&project);
    assert_eq!(items[1].title, "Trust was lost for good");
    assert!(items.iter().any(|item| item.text == "And so on."), "{items:?}");
}

#[test]
fn several_items_are_told_how_far_they_are_and_taken_out_in_one_step() {
    let mut study = shown(|project| {
        outlined(project);
        let output = project.snapshot().outputs[0].id;
        for words in ["Nobody asked", "Nobody knew"] {
            let id = project.add_item(output, None, None, ItemKind::Finding).expect("a finding");
            let title = marginalia::project::ItemField::Title(words.to_owned());
            project.change_item(id, vec![title]).expect("a title");
        }
    });
    key(&mut study, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut study, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut study, Key::D);
    let drafts = rows(&study).iter().filter(|row| row.starts_with("Finding, draft")).count();
    assert_eq!(drafts, 3, "{:?}", rows(&study));
    key(&mut study, Key::Delete);
    assert_eq!(rows(&study).len(), 1, "{:?}", rows(&study));
    press(&mut study, Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&study).len(), 4);
    let (mut project, _folder) = study.reopened();
    project.undo().expect("undone");
    assert!(items(&project).iter().all(|item| item.state == ItemState::Idea));
}

/// Drags the row of [`BOARD`] over the outline's place in the rail onto the finding.
fn drag_to_finding(study: &mut Study) {
    let is_it = |label: Option<String>| label.is_some_and(|label| label.contains(BOARD));
    let rows_of_it = study.harness.query_all_by_role(Role::ListBoxOption);
    let mut quotes = rows_of_it.filter(|node| is_it(node.accesskit_node().label()));
    let quote = quotes.next().expect("the quote").rect().center();
    drop(quotes);
    let rail = study.harness.get_by_role_and_label(Role::Button, "Outputs").rect().center();
    study.harness.drag_at(quote);
    study.harness.step();
    for part in 1..=4 {
        study.harness.hover_at(quote + (rail - quote) * (part as f32 / 4.0));
        study.harness.step();
    }
    study.settle();
    let untested = "Finding, idea, contradictions not looked for: Trust was lost";
    let finding = study.harness.get_by_label(untested).rect().center();
    for part in 1..=4 {
        study.harness.hover_at(rail + (finding - rail) * (part as f32 / 4.0));
        study.harness.step();
    }
    study.harness.drop_at(finding);
    study.settle();
}

#[test]
fn quotes_are_dragged_from_lists_over_the_rail_onto_a_finding() {
    for is_search in [false, true] {
        let mut study = study(outlined);
        press(&mut study, Modifiers::COMMAND, Key::B);
        press(&mut study, CTRL_SHIFT, Key::D);
        if is_search {
            press(&mut study, CTRL_SHIFT, Key::F);
            type_text(&mut study, "politely");
        } else {
            press(&mut study, Modifiers::COMMAND, Key::G);
            type_text(&mut study, "trust");
        }
        key(&mut study, Key::Enter);
        drag_to_finding(&mut study);
        assert_eq!(rows(&study).len(), 3, "{:?}", rows(&study));
        let (project, _folder) = study.reopened();
        let extract = &project.snapshot().outputs[0].extracts[0];
        assert_eq!(extract.item, Some(items(&project)[1].id));
    }
}

#[test]
fn an_extract_that_is_not_placed_goes_up_to_a_finding() {
    let mut study = shown(|project| {
        outlined(project);
        let interview = source(project, "Interview 12 GP ID 161");
        let quotation = project.snapshot().codings(interview).expect("codings").quotations[0].id;
        let output = project.snapshot().outputs[0].id;
        project.add_extracts(output, &[(quotation, None)], false).expect("an extract");
    });
    assert_eq!(rows(&study)[2], "Not placed: 1 extract");
    key(&mut study, Key::End);
    press(&mut study, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(rows(&study).len(), 3, "the tray has gone");
    let (project, _folder) = study.reopened();
    let extract = &project.snapshot().outputs[0].extracts[0];
    assert_eq!(extract.item, Some(items(&project)[1].id));
}

#[test]
fn only_findings_that_nobody_tested_are_shown() {
    let mut study = shown(|project| {
        outlined(project);
        let heading = items(project)[0].id;
        let output = project.snapshot().outputs[0].id;
        let second = project.add_item(output, Some(heading), None, ItemKind::Finding);
        project.note_counter_search(second.expect("a finding"), "Nothing").expect("a note");
    });
    assert_eq!(rows(&study).len(), 3);
    study.harness.get_by_label("Show: The whole outline").click();
    study.settle();
    study.harness.get_by_label("Contradictions not looked for").click();
    study.settle();
    assert_eq!(rows(&study).len(), 2);
}

#[test]
fn the_balance_is_of_one_chapter_where_one_is_chosen() {
    let mut study = shown(|project| {
        outlined(project);
        project.add_person("GP ID 161").expect("a person");
        let interview = source(project, "Interview 12 GP ID 161");
        let on = project.snapshot().codings(interview).expect("codings").clone();
        let output = project.snapshot().outputs[0].id;
        let both = [(on.quotations[0].id, None), (on.quotations[1].id, None)];
        project.add_extracts(output, &both, false).expect("extracts");
        let item = items(project)[1].id;
        project.take_under(item, &both[..1], None).expect("an extract");
        let other = project.add_item(output, None, None, ItemKind::Finding).expect("a finding");
        project.take_under(other, &both[1..], None).expect("an extract");
    });
    study.harness.get_by_label("Balance").click();
    study.settle();
    study.harness.get_by_label_contains(": 2 extracts");
    study.harness.get_by_label("Chapter: The whole output").click();
    study.settle();
    study.harness.get_by_label("Results").click();
    study.settle();
    study.harness.get_by_label_contains(": 1 extract");
    assert!(study.harness.query_by_label_contains(": 2 extracts").is_none());
}
