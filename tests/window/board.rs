//! Boards: codes and quotes laid out as cards, moved, gathered into themes, kept, and made codes.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::domain::{CardOf, PATH_SEPARATOR};
use marginalia::project::Project;

use crate::harness::{INTERVIEW, Study, code, key, press, source, span, study, type_text};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const BOARD: &str = "By the board, “politely”.";

/// A quote on trust.
fn coded(project: &mut Project) {
    let interview = source(project, "Interview 12 GP ID 161");
    let trust = code(project, "Trust");
    project.code(interview, span(INTERVIEW, BOARD), &[trust]).expect("a coding");
}

fn click(study: &mut Study, role: Role, label: &str) {
    study.harness.get_by_role_and_label(role, label).click();
    study.settle();
}

/// The cards that are in sight, as they are told, in alphabetical order.
fn cards(study: &Study) -> Vec<String> {
    let nodes = study.harness.query_all_by_role(Role::ListBoxOption);
    let mut names: Vec<String> = nodes.filter_map(|node| node.accesskit_node().label()).collect();
    names.sort();
    names
}

/// A board with the codes Trust and Governance > Board, without the side list.
fn laid() -> Study {
    let mut study = study(coded);
    press(&mut study, CTRL, Key::B);
    press(&mut study, CTRL_SHIFT, Key::T);
    study.harness.get_by_label("There is no board yet");
    click(&mut study, Role::Button, "New board…");
    type_text(&mut study, "Themes");
    key(&mut study, Key::Enter);
    study.harness.get_by_label("Nothing lies here yet");
    key(&mut study, Key::C);
    for words in ["trust", "board"] {
        type_text(&mut study, words);
        key(&mut study, Key::Enter);
    }
    key(&mut study, Key::Escape);
    study
}

#[test]
fn codes_are_laid_on_a_board_and_gathered_into_a_theme_by_keys() {
    let mut study = laid();
    assert_eq!(cards(&study), ["Board", "Trust"]);
    press(&mut study, CTRL, Key::A);
    key(&mut study, Key::G);
    type_text(&mut study, "Ownership");
    key(&mut study, Key::Enter);
    let gathered =
        ["Board, in theme Ownership", "Theme Ownership, 2 cards", "Trust, in theme Ownership"];
    assert_eq!(cards(&study), gathered);
    // The theme has the keyboard; what is below it is its first card.
    key(&mut study, Key::ArrowDown);
    key(&mut study, Key::U);
    assert_eq!(cards(&study).iter().filter(|name| name.contains("in theme")).count(), 1);
    press(&mut study, CTRL, Key::Z);
    assert_eq!(cards(&study), gathered);
    key(&mut study, Key::Delete);
    assert_eq!(cards(&study).len(), 2);
    press(&mut study, CTRL, Key::Z);
    let (project, _folder) = study.reopened();
    let board = &project.snapshot().boards[0];
    let theme = board.cards.iter().find(|card| card.shows == CardOf::Theme).expect("a theme");
    assert_eq!(theme.title, "Ownership");
    let inside = board.cards.iter().filter(|card| card.theme == Some(theme.id));
    assert_eq!(inside.count(), 2);
}

#[test]
fn keys_move_a_card_in_one_step_that_is_undone_whole() {
    let mut study = laid();
    key(&mut study, Key::Home);
    for _ in 0..3 {
        press(&mut study, CTRL, Key::ArrowRight);
    }
    press(&mut study, CTRL, Key::ArrowDown);
    let (mut project, _folder) = study.reopened();
    let at = |project: &Project| {
        let cards = &project.snapshot().boards[0].cards;
        cards.iter().map(|card| (card.x, card.y)).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    let moved = at(&project);
    while project.snapshot().undo.as_deref() == Some("Moved cards on “Themes”") {
        project.undo().expect("undone");
    }
    let before = at(&project);
    assert_eq!((moved.0 - before.0, moved.1 - before.1), (48.0, 16.0));
}

#[test]
fn undo_takes_a_move_back_that_the_keys_have_not_ended() {
    let mut study = laid();
    key(&mut study, Key::Home);
    // Ctrl is held down from the one to the other.
    study.harness.event(egui::Event::ModifiersChanged(CTRL));
    for key in [Key::ArrowRight, Key::Z] {
        for pressed in [true, false] {
            let (modifiers, physical_key) = (CTRL, None);
            let event = egui::Event::Key { key, physical_key, pressed, repeat: false, modifiers };
            study.harness.event(event);
            study.harness.step();
        }
    }
    study.harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    study.settle();
    let (project, _folder) = study.reopened();
    let snapshot = project.snapshot();
    let undo = snapshot.undo.as_deref().unwrap_or_default();
    assert!(undo.starts_with("Laid"), "the cards are there and lie as they were laid: {undo}");
    assert_eq!(snapshot.boards[0].cards.len(), 2);
}

#[test]
fn a_card_is_dragged_into_a_theme_and_the_theme_takes_it_along() {
    let mut study = laid();
    key(&mut study, Key::T);
    type_text(&mut study, "Ownership");
    key(&mut study, Key::Enter);
    let centre = |study: &Study, label: &str| study.harness.get_by_label(label).rect().center();
    let drag = |study: &mut Study, from: egui::Pos2, to: egui::Pos2| {
        study.harness.drag_at(from);
        study.harness.step();
        study.harness.hover_at(from + (to - from) / 2.0);
        study.harness.step();
        study.harness.hover_at(to);
        study.harness.step();
        study.harness.drop_at(to);
        study.settle();
    };
    let (from, to) = (centre(&study, "Trust"), centre(&study, "Theme Ownership, 0 cards"));
    drag(&mut study, from, to);
    assert!(cards(&study).contains(&"Trust, in theme Ownership".to_owned()));
    let card = centre(&study, "Trust, in theme Ownership");
    let theme = study.harness.get_by_label("Theme Ownership, 1 card").rect();
    let grip = theme.left_top() + egui::vec2(30.0, 10.0);
    drag(&mut study, grip, grip + egui::vec2(80.0, 120.0));
    let after = centre(&study, "Trust, in theme Ownership");
    assert_eq!(after - card, egui::vec2(80.0, 120.0));
    press(&mut study, CTRL, Key::Z);
    assert_eq!(centre(&study, "Trust, in theme Ownership"), card);
}

#[test]
fn a_card_says_why_it_lies_there() {
    let mut study = laid();
    key(&mut study, Key::Home);
    key(&mut study, Key::N);
    type_text(&mut study, "Both lost it.");
    key(&mut study, Key::Enter);
    let noted = |study: &Study| {
        cards(study).iter().filter(|name| name.contains(", note: Both lost it.")).count()
    };
    assert_eq!(noted(&study), 1, "{:?}", cards(&study));
    press(&mut study, CTRL, Key::Z);
    assert_eq!(noted(&study), 0);
}

#[test]
fn a_board_is_kept_as_it_lies_and_looked_at_later() {
    let mut study = laid();
    click(&mut study, Role::Button, "Keep as it lies…");
    type_text(&mut study, "Before the meeting");
    key(&mut study, Key::Enter);
    press(&mut study, CTRL, Key::A);
    key(&mut study, Key::Delete);
    assert_eq!(cards(&study).len(), 0);
    click(&mut study, Role::ComboBox, "As it lay: Now");
    study.harness.get_by_label_contains("Before the meeting  (").click();
    study.settle();
    assert_eq!(cards(&study), ["Board", "Trust"]);
    // It is not changed.
    key(&mut study, Key::Home);
    key(&mut study, Key::Delete);
    assert_eq!(cards(&study).len(), 2);
    click(&mut study, Role::Button, "Back to now");
    assert_eq!(cards(&study).len(), 0);
    let (project, _folder) = study.reopened();
    let kept = &project.snapshot().boards[0].snapshots[0];
    let titles: Vec<&str> = kept.cards.iter().map(|card| card.title.as_str()).collect();
    assert_eq!(titles, ["Trust", "Board"]);
}

#[test]
fn quotes_are_laid_from_their_list_and_a_theme_becomes_a_code() {
    let mut study = laid();
    press(&mut study, CTRL, Key::A);
    key(&mut study, Key::G);
    type_text(&mut study, "Ownership");
    key(&mut study, Key::Enter);
    press(&mut study, CTRL, Key::G);
    type_text(&mut study, "trust");
    key(&mut study, Key::Enter);
    press(&mut study, CTRL, Key::A);
    press(&mut study, Modifiers::ALT, Key::B);
    study.harness.get_by_label("Laid 1 card on “Themes”");
    press(&mut study, CTRL_SHIFT, Key::T);
    assert!(cards(&study).contains(&format!("“{BOARD}”")));
    study.harness.get_by_label("Trust, in theme Ownership").click();
    study.settle();
    press(&mut study, Modifiers::NONE, Key::F1);
    type_text(&mut study, "Make the theme a code");
    key(&mut study, Key::Enter);
    let (project, _folder) = study.reopened();
    let tree = &project.snapshot().codes;
    let paths: Vec<String> = tree.codes().iter().map(|code| tree.path_text(code.id)).collect();
    for name in ["Trust", "Board"] {
        let end = ["Ownership", name].join(PATH_SEPARATOR);
        assert!(paths.iter().any(|path| path.ends_with(&end)), "{paths:?}");
    }
}
