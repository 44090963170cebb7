//! What a team writes, in the window: 2,000 memos, a matrix of 80 cases by 60 codes with a summary in each cell, an outline of 400
//! extracts. Frames while opening, scrolling and typing, and what the files of the outline take.
//!
//! `cargo bench --bench writing`

use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use marginalia::analysis::labels::Audience;
use marginalia::app::{Settings, Window};
use marginalia::domain::{
    CodeId, ItemId, ItemKind, ItemState, LinkTo, MatrixRow, QuotationId, RowsOf, SourceId,
    SourceKind, StandsFor, SummaryState, Target, written_link,
};
use marginalia::export::Format;
use marginalia::import::codings_csv::CodingRow;
use marginalia::project::{
    ExtractField, ItemField, MemoField, MentionIn, NewCode, NewMemo, NewSource, Project,
    SummaryWords,
};

#[path = "opened/frames.rs"]
mod frames;
#[path = "opened/mod.rs"]
mod opened;

use frames::{frames, press, say, spread, timed};
use opened::settle;

const CASES: usize = 80;
const CODES: usize = 60;
const MEMOS: usize = 2_000;
/// Long memos beside those, by their titles, with their bytes.
const LONG: [(&str, usize); 3] =
    [("Memo of 30 KB", 30_000), ("Memo of 100 KB", 100_000), ("Memo of 1 MB", 1_000_000)];
const EXTRACTS: usize = 400;
/// Findings of the outline, and those under one heading.
const FINDINGS: usize = 80;
const UNDER_ONE: usize = 8;

const SENTENCE: &str = "We were told in the spring that the figures would not bear three of us, and so it was done \
                        before anybody met, and nobody asked what would become of the people on the other side. ";

/// What is typed, and what is typed where no screen reader is at work.
const LETTERS: &str = "It was done before anybody met, and so nobody came.";
const LETTERS_ALONE: &str = "Nobody was told of it.";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Writing.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    let since = Instant::now();
    fill(&mut project);
    let snapshot = project.snapshot().clone();
    println!(
        "{} memos, {} summaries, {} items and {} extracts, made in {:.1} s",
        snapshot.memos.len(),
        snapshot.summaries.len(),
        snapshot.outputs[0].items.len(),
        snapshot.outputs[0].extracts.len(),
        since.elapsed().as_secs_f64()
    );
    let output = &snapshot.outputs[0];
    for format in [Format::Docx, Format::Odt, Format::Html, Format::Markdown] {
        let mut bytes = 0;
        let took = timed(|| {
            let made = project.export_output(output, format, Audience::Public).expect("a file");
            bytes = made.0.len();
        });
        say(&format!("the outline as {} ({} KB)", format.name(), bytes / 1024), took, "under 3 s");
    }
    let took = timed(|| drop(project.check_output(output, false).expect("checked")));
    say("all its checks", took, "");
    let memo = snapshot.memos[1_000].id;
    let text = snapshot.memos[1_000].text.clone() + "One more.";
    let took = timed(|| project.change_memo(memo, vec![MemoField::Text(text)]).expect("written"));
    say("a memo is written: on the disk, snapshot renewed", took, "");
    drop(project);
    let took = timed(|| drop(Project::open(&path, Duration::ZERO).expect("a project")));
    say("the project opens", took, "");
    window(&path);
    alone(&path);
    // What was typed is in the file.
    let project = Project::open(&path, Duration::from_secs(10)).expect("a project");
    let snapshot = project.snapshot();
    for typed in [LETTERS, LETTERS_ALONE] {
        let memos = snapshot.memos.iter().filter(|memo| memo.text.contains(typed));
        let memos: Vec<&str> = memos.map(|memo| memo.title.as_str()).collect();
        let summaries = snapshot.summaries.values().filter(|it| it.text.contains(typed)).count();
        let items = snapshot.outputs.iter().flat_map(|output| &output.items);
        let items = items.filter(|item| item.text.contains(typed) || item.title.contains(typed));
        println!(
            "“{}” is written in {}; in {summaries} summaries and {} items of the outline",
            typed.trim(),
            memos.join(", "),
            items.count()
        );
    }
}

fn fill(project: &mut Project) {
    let sources: Vec<NewSource> = (0..CASES)
        .map(|at| {
            let name = format!("Interview {at}");
            let text = format!("INT: How was it?\nGP ID {}: {}", at + 1, SENTENCE.repeat(CODES));
            NewSource::new(name, SourceKind::Interview, text, "UTF-8".to_owned(), Vec::new())
        })
        .collect();
    project.add_sources(&sources).expect("sources");
    let all: Vec<SourceId> = project.snapshot().sources.iter().map(|info| info.id).collect();
    for (at, &source) in all.iter().enumerate() {
        project.set_case(&[source], &format!("Site {}", at + 1)).expect("a case");
    }
    let branch = code(project, None, "Change");
    let codes: Vec<CodeId> =
        (0..CODES).map(|at| code(project, Some(branch), &format!("Aspect {}", at + 1))).collect();
    let length = SENTENCE.chars().count() as u32;
    let rows: Vec<CodingRow> = project
        .snapshot()
        .sources
        .iter()
        .flat_map(|info| {
            let first = info.length - length * CODES as u32;
            let name = info.name.clone();
            (0..CODES as u32).map(move |at| CodingRow {
                line: 1,
                document: name.clone(),
                start: first + at * length,
                end: first + (at + 1) * length - 1,
                code: format!("Change > Aspect {}", at + 1),
                coder: String::new(),
            })
        })
        .collect();
    project.import_codings(&rows).expect("codings");
    let quotations: Vec<QuotationId> = {
        let snapshot = project.snapshot();
        let on = |id: &SourceId| snapshot.codings(*id).map(|on| on.quotations.as_slice());
        all.iter().filter_map(on).flatten().map(|quotation| quotation.id).collect()
    };
    let link = |target, words: &str| written_link(LinkTo::Object(target), words);
    for at in 0..MEMOS {
        let target = Target::Code(codes[at % CODES]);
        let quote = Target::Quote(quotations[at * 2]);
        let text = format!(
            "On {} at this site.\n\n{}\n\n- {}\n- *nobody asked*\n\n{}",
            link(target, "an aspect"),
            SENTENCE.repeat(4),
            link(quote, "what was said in spring"),
            SENTENCE
        );
        let new = NewMemo {
            title: format!("Memo {at} on the merger"),
            text,
            kind: ["analytic", "case", "method", "code"][at % 4].to_owned(),
            about: vec![quote.into()],
        };
        project.add_memo(&new).expect("a memo");
    }
    // Pinned memos stand first in the list.
    for (title, bytes) in LONG {
        let paragraph = SENTENCE.repeat(3) + "\n\n";
        let text = paragraph.repeat(bytes / paragraph.len() + 1);
        let new = NewMemo { title: title.to_owned(), text, ..NewMemo::default() };
        let id = project.add_memo(&new).expect("a memo");
        project.change_memo(id, vec![MemoField::Pinned(true)]).expect("pinned");
    }
    matrix(project, branch, &codes, &quotations);
    outline(project, &codes, &quotations);
}

fn matrix(project: &mut Project, branch: CodeId, codes: &[CodeId], quotations: &[QuotationId]) {
    project.add_matrix("Aspects by site", RowsOf::Case, Some(branch)).expect("a matrix");
    let cases: Vec<_> = project.snapshot().cases.iter().map(|case| case.id).collect();
    let cells: Vec<SummaryWords> = cases
        .iter()
        .enumerate()
        .flat_map(|(row, &case)| {
            codes.iter().enumerate().map(move |(column, &code)| {
                let quote = Target::Quote(quotations[row * CODES + column]);
                let link = written_link(LinkTo::Object(quote), "told in spring");
                SummaryWords {
                    row: MatrixRow::Case(case),
                    code,
                    text: format!("{SENTENCE}It was {link}."),
                    state: SummaryState::Written,
                }
            })
        })
        .collect();
    project.write_summaries(&cells).expect("summaries");
}

fn outline(project: &mut Project, codes: &[CodeId], quotations: &[QuotationId]) {
    let output = project.add_output("Chapter", "Report").expect("an output");
    let mut findings: Vec<ItemId> = Vec::new();
    let mut heading = None;
    for at in 0..FINDINGS {
        if at % UNDER_ONE == 0 {
            let id = project.add_item(output, None, None, ItemKind::Heading).expect("a heading");
            let title = ItemField::Title(format!("Part {}", at / UNDER_ONE + 1));
            project.change_item(id, vec![title]).expect("written");
            heading = Some(id);
        }
        let id = project.add_item(output, heading, None, ItemKind::Finding).expect("a finding");
        let fields = vec![
            ItemField::Title(format!("Finding {at}: it was done before anybody met.")),
            ItemField::Text(SENTENCE.repeat(2)),
            ItemField::State(ItemState::Draft),
        ];
        project.change_item(id, fields).expect("written");
        let code = Target::Code(codes[at % CODES]);
        project.set_about(MentionIn::Item(id), &[code.into()], true).expect("put beside");
        findings.push(id);
    }
    let chosen: Vec<_> = (0..EXTRACTS).map(|at| (quotations[at * 7], None)).collect();
    let made = project.add_extracts(output, &chosen, false).expect("extracts");
    let changes = made.iter().enumerate().flat_map(|(at, &id)| {
        let finding = findings[at * FINDINGS / EXTRACTS];
        let stands_for = StandsFor::ALL[at % StandsFor::ALL.len()];
        [(id, ExtractField::Item(Some(finding))), (id, ExtractField::StandsFor(Some(stands_for)))]
    });
    project.change_extracts(changes.collect()).expect("placed");
}

fn code(project: &mut Project, parent: Option<CodeId>, name: &str) -> CodeId {
    let new = NewCode { parent, name: name.to_owned(), ..NewCode::default() };
    project.make_code(&new).expect("a code")
}

/// The frames of the window while memos, the matrix and the outline are used.
fn window(path: &Path) {
    let mut harness = opened::window(path);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    settle(&mut harness);
    for (title, _) in LONG {
        harness.key_press(Key::Home);
        settle(&mut harness);
        while !is_chosen(&harness, title) {
            harness.key_press(Key::ArrowDown);
            settle(&mut harness);
        }
        typing(&mut harness, &format!("{title}, a screen reader at work"));
    }
    harness.key_press(Key::End);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    settle(&mut harness);
    let views = [("memos", Key::J), ("the matrix", Key::G), ("the outline", Key::D)];
    for (what, key) in views {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, key);
        let since = Instant::now();
        spread(&format!("{what} open"), frames(&mut harness, 20));
        settle(&mut harness);
        say(&format!("{what}: until nothing moves"), since.elapsed(), "under 200 ms");
        press(&mut harness, &format!("{what}: a page down"), Modifiers::NONE, Key::PageDown, 40);
        press(&mut harness, &format!("{what}: a row down"), Modifiers::NONE, Key::ArrowDown, 40);
        wheel(&mut harness, &format!("{what}: the wheel"));
        if key == Key::D {
            // A heading, whose words are written; further down may be an extract.
            harness.key_press(Key::Home);
            settle(&mut harness);
        }
        typing(&mut harness, what);
    }
}

/// Whether the memo of this title is the one that is chosen in the list.
fn is_chosen(harness: &Harness<'static, Window>, title: &str) -> bool {
    harness.query_all_by_role(Role::ListBoxOption).any(|row| {
        let row = row.accesskit_node();
        row.is_selected() == Some(true) && row.label().is_some_and(|name| name.starts_with(title))
    })
}

fn typing(harness: &mut Harness<'static, Window>, what: &str) {
    harness.key_press(Key::Enter);
    settle(harness);
    let mut times = Vec::new();
    for letter in LETTERS.chars() {
        harness.event(Event::Text(letter.to_string()));
        times.extend(frames(harness, 2));
    }
    spread(&format!("{what}: typing"), times);
    harness.key_press(Key::Escape);
    settle(harness);
}

/// Typing in long memos with no screen reader at work, which the windows of the other figures have.
fn alone(path: &Path) {
    let ctx = egui::Context::default();
    let mut settings = Settings::default();
    settings.coder = "Kim".to_owned();
    let mut window = Window::new(&ctx, settings);
    window.open_file(path);
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    let mut time = 0.0;
    let mut frame = |events: Vec<Event>| {
        time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(screen),
            time: Some(time),
            events,
            ..egui::RawInput::default()
        };
        let since = Instant::now();
        let output = ctx.run_ui(input, |ui| window.ui(ui));
        let took = since.elapsed();
        output.drop_without_applying_deltas();
        (took, window.is_settled())
    };
    let settle = |frame: &mut dyn FnMut(Vec<Event>) -> (Duration, bool)| {
        let mut quiet = 0;
        while quiet < 3 {
            quiet = if frame(Vec::new()).1 { quiet + 1 } else { 0 };
            std::thread::sleep(Duration::from_millis(2));
        }
    };
    let press = |key, modifiers, frame: &mut dyn FnMut(Vec<Event>) -> (Duration, bool)| {
        let press =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        frame(vec![press(true)]);
        frame(vec![press(false)]);
        settle(frame);
    };
    settle(&mut frame);
    press(Key::J, Modifiers::COMMAND | Modifiers::SHIFT, &mut frame);
    // The one that was written last stands first, and what is written comes to the front.
    for (title, _) in LONG {
        press(Key::Home, Modifiers::NONE, &mut frame);
        for _ in 1..LONG.len() {
            press(Key::ArrowDown, Modifiers::NONE, &mut frame);
        }
        press(Key::Enter, Modifiers::NONE, &mut frame);
        let mut times = Vec::new();
        for letter in LETTERS_ALONE.chars() {
            times.push(frame(vec![Event::Text(letter.to_string())]).0);
            times.push(frame(Vec::new()).0);
        }
        spread(&format!("{title}: typing"), times);
        press(Key::Escape, Modifiers::NONE, &mut frame);
    }
}

fn wheel(harness: &mut Harness<'static, Window>, what: &str) {
    let mut times = Vec::new();
    harness.event(Event::PointerMoved(egui::pos2(500.0, 450.0)));
    for _ in 0..60 {
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        times.extend(frames(harness, 1));
    }
    spread(what, times);
}
