//! The register of a large study in the window: 2,000 people in 500 cases, 30 columns. Frames while scrolling, filtering, sorting
//! and writing, and what a paste takes.
//!
//! `cargo bench --bench register`

use std::path::Path;

use egui::{Event, Key, Modifiers};
use marginalia::domain::{AttributeId, Subject, ValueKind};
use marginalia::project::{
    AttributeField, CellWords, Project, RegisterColumn, RegisterTable, RowToWrite,
};

#[path = "opened/frames.rs"]
mod frames;
#[path = "opened/mod.rs"]
mod opened;

use frames::{frames, press, say, spread, timed};
use opened::settle;

const PEOPLE: u32 = 2_000;
const CASES: u32 = 500;
/// With a value and what is printed for it each: 14 columns beside the 16 of people.
const ATTRIBUTES: usize = 7;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Register.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    fill(&mut project);
    let columns = RegisterTable::People.columns(project.snapshot());
    println!("{PEOPLE} people, {CASES} cases, {} columns", columns.len());
    let snapshot = project.snapshot().clone();
    let lines = || drop(snapshot.register_lines(RegisterTable::People, &columns));
    say("all cells of people, from the snapshot", timed(lines), "");
    let cells: Vec<CellWords> = snapshot
        .register_lines(RegisterTable::People, &[])
        .into_iter()
        .map(|line| CellWords {
            row: RowToWrite::There(line.row),
            column: RegisterColumn::Qualifier,
            words: "without a formal role".to_owned(),
        })
        .collect();
    let paste = timed(|| {
        let written = project.write_cells(RegisterTable::People, &cells).expect("written");
        assert!(written.refused.is_empty());
    });
    say(&format!("writing {} cells in one step", cells.len()), paste, "");
    say("and undoing that", timed(|| drop(project.undo().expect("undone"))), "");
    drop(project);
    window(&path);
}

fn fill(project: &mut Project) {
    let attributes: Vec<AttributeId> = (0..ATTRIBUTES)
        .map(|number| {
            let kind = match number % 3 {
                0 => AttributeField::Kind(ValueKind::Number, Vec::new()),
                1 => AttributeField::Kind(ValueKind::YesNo, Vec::new()),
                _ => {
                    let words = ["Small", "Middling", "Large"].map(str::to_owned);
                    AttributeField::Kind(ValueKind::OrderedChoice, words.into())
                }
            };
            let name = format!("Attribute {number}");
            project.add_attribute(Subject::Person, &name, &[kind]).expect("an attribute")
        })
        .collect();
    let mut cells = Vec::new();
    for row in 0..PEOPLE {
        let role = ["GP", "Manager", "Lay member", "Practice manager"][row as usize % 4];
        let mut cell = |column, words: String| {
            cells.push(CellWords { row: RowToWrite::New(row), column, words });
        };
        cell(RegisterColumn::Name, format!("{role} ID {}", row + 1));
        cell(RegisterColumn::FineRole, format!("{role} of committee {}", row % 40));
        cell(RegisterColumn::Case, format!("Site {}", row % CASES + 1));
        cell(RegisterColumn::Recorded, ["yes", "no"][row as usize % 2].to_owned());
        cell(RegisterColumn::RealName, format!("Somebody {row}"));
        cell(RegisterColumn::Post, format!("Deputy director {} of the board", row % 90));
        cell(RegisterColumn::Note, "Met twice; asked not to be quoted on the merger.".to_owned());
        for (number, &attribute) in attributes.iter().enumerate() {
            let words = match number % 3 {
                0 => (row * 137).to_string(),
                1 => ["yes", "no"][row as usize % 2].to_owned(),
                _ => ["Small", "Middling", "Large"][row as usize % 3].to_owned(),
            };
            cell(RegisterColumn::Value(attribute), words);
            cell(RegisterColumn::PublicValue(attribute), format!("band {}", row % 9));
        }
    }
    let written = project.write_cells(RegisterTable::People, &cells).expect("written");
    assert!(written.refused.is_empty(), "{:?}", written.refused.first());
}

/// The frames of the window while the table is used.
fn window(path: &Path) {
    let mut harness = opened::window(path);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    spread("the table opens", frames(&mut harness, 20));
    settle(&mut harness);
    press(&mut harness, "it goes down a page", Modifiers::NONE, Key::PageDown, 40);
    press(&mut harness, "it goes to the right", Modifiers::NONE, Key::ArrowRight, 29);
    press(&mut harness, "it leaps to the end", Modifiers::COMMAND, Key::ArrowUp, 4);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(&mut harness);
    let mut times = Vec::new();
    for letter in ["m", "a", "n", "a", " ", "9", "9"] {
        harness.event(Event::Text(letter.to_owned()));
        times.extend(frames(&mut harness, 3));
    }
    spread("it is filtered letter by letter", times);
    for _ in 0..7 {
        harness.key_press(Key::Backspace);
        harness.step();
    }
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    settle(&mut harness);
    let mut times = Vec::new();
    for _ in 0..20 {
        harness.key_press(Key::ArrowDown);
        harness.step();
        harness.event(Event::Text("x".to_owned()));
        times.extend(frames(&mut harness, 1));
        harness.key_press(Key::Enter);
        times.extend(frames(&mut harness, 6));
        settle(&mut harness);
    }
    spread("cells are written", times);
}
