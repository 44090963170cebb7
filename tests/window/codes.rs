//! The window: the code framework at the side and a code in the inspector.

use std::ops::{Deref, DerefMut};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::import::codebook::{Codebook, CodebookCode};
use marginalia::project::{self, Project};
use tempfile::TempDir;

use crate::harness::{INTERVIEW, Study, code, source, span, study};

/// A study whose tree of codes has the keyboard.
struct Framework(Study);

fn framework(before: impl FnOnce(&mut Project)) -> Framework {
    let mut study = Framework(study(before));
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    study
}

impl Deref for Framework {
    type Target = Study;

    fn deref(&self) -> &Study {
        &self.0
    }
}

impl DerefMut for Framework {
    fn deref_mut(&mut self) -> &mut Study {
        &mut self.0
    }
}

impl Framework {
    fn reopened(self) -> (Project, TempDir) {
        self.0.reopened()
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.drag_at(from);
        self.settle();
        self.harness.hover_at(from + (to - from) * 0.5);
        self.settle();
        self.harness.hover_at(to);
        self.settle();
        self.harness.drop_at(to);
        self.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    /// Types into whatever has the keyboard.
    fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    fn row<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_role_and_label(Role::TreeItem, name)
    }

    fn select(&mut self, name: &str) {
        self.row(name).click();
        self.settle();
    }

    /// The names of the rows with their levels, from top to bottom; a star at the one that is selected.
    fn tree(&self) -> Vec<String> {
        let mut rows: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(Role::TreeItem)
            .map(|node| {
                let level = node.accesskit_node().level().unwrap_or(0);
                let chosen = node.accesskit_node().is_selected() == Some(true);
                let name = node.accesskit_node().label().unwrap_or_default();
                let indent = "  ".repeat(level - 1);
                (node.rect().top(), format!("{indent}{name}{}", if chosen { "*" } else { "" }))
            })
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

fn paths(project: &Project) -> Vec<String> {
    let codes = &project.snapshot().codes;
    codes.codes().iter().map(|code| codes.path_text(code.id)).collect()
}

#[test]
fn arrows_letters_and_folds() {
    let mut study = framework(|_| ());
    assert_eq!(
        study.tree(),
        ["Governance*", "  Board", "  Time", "Trust", "Mergers", "  Time"],
        "the tree has the keyboard and its first code is selected"
    );
    study.key(Key::ArrowLeft);
    assert_eq!(study.tree(), ["Governance*", "Trust", "Mergers", "  Time"]);
    study.key(Key::ArrowDown);
    study.key(Key::ArrowUp);
    study.key(Key::ArrowRight);
    study.key(Key::ArrowRight);
    assert_eq!(study.tree()[..2], ["Governance", "  Board*"]);
    study.key(Key::ArrowLeft);
    assert_eq!(study.tree()[0], "Governance*");
    study.key(Key::End);
    assert_eq!(study.tree()[5], "  Time*");
    study.key(Key::Home);
    study.type_text("tr");
    assert_eq!(study.tree()[3], "Trust*");
}

#[test]
fn makes_codes_where_they_belong() {
    let mut study = framework(|_| ());
    study.select("Board");
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    study.type_text("Chair");
    study.key(Key::Enter);
    assert_eq!(study.tree()[1..4], ["  Board", "  Chair*", "  Time"]);
    study.key(Key::Insert);
    study.type_text("Time");
    study.key(Key::Enter);
    assert_eq!(study.tree()[2..5], ["  Chair", "    Time*", "  Time"]);
    // Given up: nothing is made.
    study.key(Key::Insert);
    study.type_text("Never");
    study.key(Key::Escape);
    // A name that a sibling bears is refused, and the line stays to be corrected.
    study.select("Trust");
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    study.type_text("Mergers");
    study.key(Key::Enter);
    study.type_text("Mergers and closures");
    study.key(Key::Enter);
    let (project, _folder) = study.reopened();
    assert_eq!(
        paths(&project),
        [
            "Governance",
            "Governance > Board",
            "Governance > Chair",
            "Governance > Chair > Time",
            "Governance > Time",
            "Trust",
            "Mergers and closures",
            "Mergers",
            "Mergers > Time",
        ]
    );
}

#[test]
fn renames_in_the_row_and_in_the_inspector() {
    let mut study = framework(|_| ());
    study.select("Trust");
    study.key(Key::F2);
    study.type_text("Trust and its loss");
    study.key(Key::Enter);
    assert_eq!(study.tree()[3], "Trust and its loss*");
    study.key(Key::F2);
    study.type_text("Something else");
    study.key(Key::Escape);
    study.select("Board");
    let name = study.harness.get_by_role_and_label(Role::TextInput, "Name");
    name.focus();
    study.settle();
    study.press(Modifiers::COMMAND, Key::A);
    study.type_text("The board");
    study.key(Key::Enter);
    let (project, _folder) = study.reopened();
    let names = ["Governance", "Governance > The board", "Governance > Time", "Trust and its loss"];
    assert_eq!(paths(&project)[..4], names);
}

#[test]
fn moves_by_keyboard() {
    let mut study = framework(|_| ());
    study.select("Mergers");
    study.press(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(study.tree()[3..], ["Mergers*", "  Time", "Trust"]);
    study.press(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(study.tree()[3..], ["  Mergers*", "    Time", "Trust"]);
    study.press(Modifiers::ALT, Key::ArrowUp);
    study.press(Modifiers::ALT, Key::ArrowUp);
    study.press(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(study.tree()[..3], ["Governance", "  Mergers*", "    Time"]);
    study.press(Modifiers::ALT, Key::ArrowDown);
    study.press(Modifiers::ALT, Key::ArrowLeft);
    let (project, _folder) = study.reopened();
    assert_eq!(
        paths(&project),
        [
            "Governance",
            "Governance > Board",
            "Governance > Time",
            "Mergers",
            "Mergers > Time",
            "Trust"
        ]
    );
}

#[test]
fn drags_between_rows_and_into_them() {
    let mut study = framework(|_| ());
    let from = study.row("Trust").rect().center();
    let to = study.row("Governance").rect();
    study.drag(from, to.left_top() + egui::vec2(30.0, 2.0));
    assert_eq!(study.tree()[..2], ["Trust*", "Governance"]);
    let from = study.row("Trust").rect().center();
    let to = study.row("Mergers").rect().center();
    study.drag(from, to);
    assert_eq!(study.tree()[3..], ["Mergers", "  Time", "  Trust*"]);
    // Below itself it cannot go.
    let from = study.row("Mergers").rect().center();
    let to = study.row("Trust").rect().center();
    study.drag(from, to);
    let (project, _folder) = study.reopened();
    assert_eq!(
        paths(&project)[3..],
        ["Mergers", "Mergers > Time", "Mergers > Trust"].map(str::to_owned)
    );
}

#[test]
fn deletes_and_takes_it_back() {
    let mut study = framework(|project| {
        let (interview, board) =
            (source(project, "Interview 12 GP ID 161"), code(project, "Governance/Board"));
        project.code(interview, span(INTERVIEW, "By the board"), &[board]).expect("a coding");
    });
    study.select("Governance");
    study.key(Key::Delete);
    assert_eq!(study.tree(), ["Trust*", "Mergers", "  Time"]);
    study.harness.get_by_label("Undo").click();
    study.settle();
    assert_eq!(study.tree().len(), 6);
    study.select("Trust");
    study.key(Key::Delete);
    let (project, _folder) = study.reopened();
    assert_eq!(paths(&project).len(), 5);
    let board = code(&project, "Governance/Board");
    assert_eq!(project.snapshot().counts.of(board).own, 1);
}

#[test]
fn merges_two_codes_of_one_name() {
    let mut study = framework(|project| {
        let interview = source(project, "Interview 12 GP ID 161");
        for (words, path) in [("By the board", "Governance/Time"), ("in March", "Mergers/Time")] {
            let code = code(project, path);
            project.code(interview, span(INTERVIEW, words), &[code]).expect("a coding");
        }
    });
    study.key(Key::End);
    study.press(Modifiers::COMMAND, Key::M);
    study.type_text("gov tim");
    study.key(Key::Enter);
    // What it will do is said first.
    study.harness.get_by_label("1 quotation will carry the code that stays.");
    study.key(Key::Enter);
    assert_eq!(study.tree()[2..], ["  Time*", "Trust", "Mergers"]);
    let (project, _folder) = study.reopened();
    let time = code(&project, "Governance/Time");
    assert_eq!(project.snapshot().counts.of(time).own, 2);
}

#[test]
fn narrows_by_typing() {
    let mut study = framework(|_| ());
    study.press(Modifiers::COMMAND, Key::F);
    study.type_text("tim");
    assert_eq!(study.tree(), ["Governance*", "  Time", "Mergers", "  Time"]);
    study.key(Key::ArrowDown);
    study.key(Key::ArrowDown);
    assert_eq!(study.tree()[1], "  Time*");
    study.press(Modifiers::COMMAND, Key::F);
    study.key(Key::Escape);
    assert_eq!(study.tree().len(), 6);
}

#[test]
fn recolours_by_keyboard() {
    let mut study = framework(|_| ());
    study.select("Board");
    study.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    // From "as its parent" up into the grid's last row.
    study.key(Key::ArrowUp);
    study.key(Key::Enter);
    let (project, _folder) = study.reopened();
    let board = code(&project, "Governance/Board");
    let own = project.snapshot().codes.get(board).expect("the code").colour;
    assert!(own.is_some_and(|colour| marginalia::domain::HUES.contains(&colour)));
}

#[test]
fn keeps_a_definition_when_another_code_is_selected_and_when_the_project_is_closed() {
    let mut study = framework(|_| ());
    study.select("Trust");
    study.press(Modifiers::COMMAND, Key::D);
    study.type_text("Use for trust ");
    study.type_text("between people.");
    study.select("Board");
    study.press(Modifiers::COMMAND, Key::D);
    study.type_text("The formal one.");
    study.press(Modifiers::COMMAND, Key::W);
    let (mut project, _folder) = study.reopened();
    let definition = |project: &Project, path: &str| {
        let codes = &project.snapshot().codes;
        codes.get(code(project, path)).expect("the code").definition.clone()
    };
    assert_eq!(definition(&project, "Trust"), "Use for trust between people.");
    assert_eq!(definition(&project, "Governance/Board"), "The formal one.");
    // Each burst of typing is one step.
    project.undo().expect("undone");
    project.undo().expect("undone");
    assert_eq!(definition(&project, "Trust"), "");
}

#[test]
fn number_keys_quotes_and_counts() {
    let mut study = framework(|project| {
        let interview = source(project, "Interview 12 GP ID 161");
        for (words, path) in [("By the board", "Governance"), ("in March", "Governance/Time")] {
            let code = code(project, path);
            project.code(interview, span(INTERVIEW, words), &[code]).expect("a coding");
        }
    });
    study.press(Modifiers::COMMAND | Modifiers::ALT, Key::Num3);
    let description = study.row("Governance").accesskit_node().description();
    assert_eq!(description.as_deref(), Some("1 quotation, 2 with sub-codes"));
    study.harness.get_by_label("1 quotation, 2 with sub-codes");
    study.key(Key::Enter);
    let (mut project, _folder) = study.reopened();
    project.set_coder("Kim").expect("the coder");
    let governance = code(&project, "Governance");
    assert_eq!(project.snapshot().quick_codes[2], Some(governance));
}

#[test]
fn says_what_belongs_where_nothing_is() {
    let mut study = framework(|project| {
        let tops: Vec<_> =
            project.snapshot().codes.children(None).iter().map(|code| code.id).collect();
        project.delete_codes(&tops).expect("no codes");
    });
    study.harness.get_by_label("No codes yet");
    study.harness.get_by_role_and_label(Role::Button, "New code").click();
    study.settle();
    study.type_text("First");
    study.key(Key::Enter);
    assert_eq!(study.tree(), ["First*"]);
}

#[test]
fn a_large_framework_draws_only_what_is_seen() {
    let mut study = framework(|project| {
        let row = |n: usize| CodebookCode {
            path: vec![format!("Theme {:02}", n / 50), format!("Code {n:04}")],
            ..CodebookCode::default()
        };
        let book = Codebook::new((0..1000).map(row)).expect("a framework");
        project.import_codebook(&book, project::Taking::Everything).expect("codes");
    });
    assert!(study.tree().len() < 40, "{} rows are drawn", study.tree().len());
    study.key(Key::End);
    assert_eq!(study.tree().last().map(String::as_str), Some("  Code 0999*"));
    study.press(Modifiers::COMMAND, Key::F);
    study.type_text("code 0123");
    assert_eq!(study.tree(), ["Theme 02", "  Code 0123"]);
}
