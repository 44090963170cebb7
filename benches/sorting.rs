//! The sorting screen, timed: from the key of a code to the frame that shows the next answer.
//!
//! `cargo bench --bench sorting` makes a survey of 2,000 answers and a branch of twelve codes, and sorts 300 of them.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::app::Window;
use marginalia::domain::{AnswerState, Markup, MarkupKind, SourceKind, Span};
use marginalia::project::{NewCode, NewSource, Project};

#[path = "opened/mod.rs"]
mod opened;

use opened::settle;

const QUESTION: &str = "What worries you most?";
const ANSWERS: usize = 2_000;
const SORTED: usize = 300;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Survey.marginalia");
    write_survey(&file);
    let mut harness = opened::window(&file);
    settle(&mut harness);
    run(&mut harness, "Sort the answers to a question…");
    press(&mut harness, Key::Enter);
    harness.event(egui::Event::Text("worries".to_owned()));
    settle(&mut harness);
    press(&mut harness, Key::Enter);
    let mut times = Vec::with_capacity(SORTED);
    for answer in 0..SORTED {
        harness.key_press([Key::Num1, Key::Num2, Key::Num3][answer % 3]);
        let since = Instant::now();
        // Frames until the next words are there: one, unless their text is late.
        while !shown(&harness).starts_with(&format!("Answer {:04}", answer + 1)) {
            harness.step();
        }
        times.push(since.elapsed());
        settle(&mut harness);
    }
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "the sorting screen's next answer, {SORTED} of {ANSWERS}: median {:.1} ms, worst {:.1} ms   under 16",
        milliseconds(times[SORTED / 2]),
        milliseconds(times[SORTED - 1])
    );
}

fn write_survey(file: &Path) {
    let mut project = Project::create(file).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let worries = NewCode { name: "Worries".to_owned(), ..NewCode::default() };
    let parent = Some(project.make_code(&worries).expect("a code"));
    for number in 1..=12 {
        let name = format!("Reason {number}");
        project.make_code(&NewCode { parent, name, ..NewCode::default() }).expect("a code");
    }
    let sources: Vec<NewSource> = (0..ANSWERS).map(response).collect();
    project.add_sources(&sources).expect("sources");
}

fn response(number: usize) -> NewSource {
    let words = "the line is engaged and nobody rings back ".repeat(number % 9 + 1);
    let words = format!("Answer {number:04}: {}", words.trim());
    let text = format!("{QUESTION}\n{words}\n");
    let name = format!("R{number:04}");
    let encoding = "UTF-8".to_owned();
    let mut new = NewSource::new(name, SourceKind::Survey, text, encoding, Vec::new());
    let start = QUESTION.chars().count() as u32 + 1;
    let span = Span { start, end: start + words.chars().count() as u32 };
    let kind = MarkupKind::Answer { question: QUESTION.into(), state: AnswerState::Given };
    new.markup = vec![Markup { span, kind }];
    new
}

fn press(harness: &mut Harness<'static, Window>, key: Key) {
    harness.key_press_modifiers(Modifiers::NONE, key);
    settle(harness);
}

/// Runs a command from the list of all commands.
fn run(harness: &mut Harness<'static, Window>, command: &str) {
    press(harness, Key::F1);
    harness.get_by_label("Command").type_text(command);
    settle(harness);
    press(harness, Key::Enter);
}

/// The words that are shown.
fn shown(harness: &Harness<'static, Window>) -> String {
    let mut documents = harness.query_all_by_role(Role::Document);
    documents.find_map(|node| node.accesskit_node().label()).unwrap_or_default()
}
