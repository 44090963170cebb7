//! A framework of 1,000 codes and 100,000 codings: the tree and the table in the window, merging, moving, the palette, the
//! history.

use std::path::Path;

use egui::{Key, Modifiers};
use marginalia::app::palette::{Hints, ranked};
use marginalia::domain::{CodeId, SourceKind};
use marginalia::import::codebook::{Codebook, CodebookCode};
use marginalia::import::codings_csv::CodingRow;
use marginalia::project::{NewSource, Placement, Project, Taking, Wording};

#[path = "opened/frames.rs"]
mod frames;
#[path = "opened/mod.rs"]
mod opened;

use frames::{frames, press, say, spread, timed};
use opened::settle;

const SOURCES: usize = 250;
const CODES: usize = 1_000;
const CODINGS: usize = 100_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Framework.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    fill(&mut project);
    let (quotations, codings) = project.snapshot().totals();
    println!(
        "{} codes, {quotations} quotations, {codings} codings",
        project.snapshot().codes.len()
    );

    let two = [code(&project, 60), code(&project, 61)];
    let carried = project.snapshot().counts.of(two[0]).own;
    let foresee =
        timed(|| _ = project.snapshot().foresee_merge(&two[..1], two[1]).expect("no circle"));
    say("what a merge will do", foresee, "");
    let time = timed(|| project.merge_codes(&two[..1], two[1], Wording::All).expect("merged"));
    say(&format!("merging codes, {carried} codings move"), time, "under 500 ms");
    let time = timed(|| drop(project.undo().expect("undone")));
    say("and undoing that", time, "");

    let branch = project.snapshot().codes.children(None)[3].id;
    let below = project.snapshot().codes.with_sub_codes(branch).len();
    let under = project.snapshot().codes.children(None)[7].id;
    let to = Placement { parent: Some(under), before: None };
    let time = timed(|| project.move_codes(&[branch], to).expect("moved"));
    say(&format!("moving a branch of {below} codes"), time, "under 50 ms");

    let tree = project.snapshot().codes.clone();
    let mut hints = Hints::default();
    hints.read(&tree);
    let typed = ["c", "co", "cod", "code 9", "when", "when somebody", "speaks of", "zz"];
    let worst = typed.iter().map(|typed| timed(|| drop(ranked(&tree, typed, &hints)))).max();
    say("palette, the slowest keystroke", worst.unwrap_or_default(), "under 5 ms");

    let first = code(&project, 61);
    say("history of a code", timed(|| drop(project.code_history(first))), "");
    let seq = project.snapshot().seq;
    say("framework at an earlier step", timed(|| drop(project.framework_at(seq - 2))), "");
    say("agenda since the beginning", timed(|| drop(project.agenda("0"))), "");
    drop(project);
    window(&path);
}

fn fill(project: &mut Project) {
    let text = "word ".repeat(6_000);
    let sources: Vec<NewSource> = (0..SOURCES)
        .map(|number| {
            let (name, text) = (format!("Source {number:03}"), format!("{number} {text}"));
            NewSource::new(name, SourceKind::Interview, text, "UTF-8".into(), Vec::new())
        })
        .collect();
    project.add_sources(&sources).expect("sources");
    let codes = (0..CODES).map(|number| CodebookCode {
        path: path_of(number),
        definition: Some(format!("When somebody speaks of {number}. {}", "And so on. ".repeat(30))),
        ..CodebookCode::default()
    });
    let book = Codebook::new(codes).expect("a framework");
    project.import_codebook(&book, Taking::Everything).expect("codes");
    let codings: Vec<CodingRow> = (0..CODINGS)
        .map(|number| {
            // A tenth of all codings bear one code, as much as the largest merge of a large study.
            let code = if number % 10 == 0 { 60 } else { 60 + number % 940 };
            let start = (number / SOURCES * 60) as u32;
            CodingRow {
                line: number as u64 + 2,
                document: format!("Source {:03}", number % SOURCES),
                start: 10 + start,
                end: 10 + start + 50,
                code: path_of(code).join(" > "),
                coder: "Kim".to_owned(),
            }
        })
        .collect();
    project.import_codings(&codings).expect("codings");
}

/// 20 themes of 49 codes each.
fn path_of(number: usize) -> Vec<String> {
    match number {
        0..20 => vec![format!("Theme {number}")],
        _ => vec![format!("Theme {}", number % 20), format!("Code {number}")],
    }
}

fn code(project: &Project, number: usize) -> CodeId {
    let path = path_of(number);
    project.snapshot().codes.find(&path).expect("a code").id
}

/// The frames of the window while the tree and the table are used.
fn window(path: &Path) {
    let mut harness = opened::window(path);
    settle(&mut harness);
    let tree = Modifiers::COMMAND | Modifiers::SHIFT;
    harness.key_press_modifiers(tree, Key::K);
    settle(&mut harness);
    press(&mut harness, "the tree goes down a page", Modifiers::NONE, Key::PageDown, 40);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(&mut harness);
    let mut times = Vec::new();
    for letter in ["c", "o", "d", "e", " ", "9", "9"] {
        harness.event(egui::Event::Text(letter.to_owned()));
        times.extend(frames(&mut harness, 3));
    }
    spread("the tree is filtered letter by letter", times);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num7);
    let times = frames(&mut harness, 20);
    spread("the table of codes opens and is counted", times);
    settle(&mut harness);
    press(&mut harness, "the table goes down a page", Modifiers::NONE, Key::PageDown, 40);
}
