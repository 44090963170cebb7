//! Imports, timed: three hundred files in one go, long documents, newer versions, edits, and the search for names.
//!
//! `cargo bench --bench imports` makes its files in a folder of its own and prints one line for each figure, with what the
//! program is held to. How a long text scrolls is told by `text_view`.

mod files;
#[path = "../opened/mod.rs"]
mod opened;
mod window;

use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use files::{Dice, file, pages, pdf, sentence, talk, transcript};
use marginalia::domain::{MarkupKind, SourceKind, Span, Term, TermKind};
use marginalia::import::read;
use marginalia::project::{
    Fate, ImportWish, Imported, Job, NewCode, NewSource, Project, read_table,
};
use marginalia::text::Edit;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    many_files(folder);
    long_document(folder);
    pdf_of_300_pages(folder);
    changed_text(folder);
    names(folder);
    if let Some(most) = most_memory() {
        println!("memory: {most} MB at most");
    }
}

fn say(what: &str, figure: String, wanted: &str) {
    println!("{what:<58} {figure:>14}   {wanted}");
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let answer = work();
    (answer, since.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// What this process held in memory at most, in MB; Linux tells.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}

fn project(folder: &Path, name: &str) -> Project {
    let mut project = Project::create(&folder.join(name)).expect("a project");
    project.set_coder("Kim").expect("a coder");
    project
}

/// How often a job's progress moved, and how long it stood still at most.
#[derive(Default)]
struct Moves {
    count: usize,
    stillness: Duration,
}

/// Does a job on a thread of its own and looks every few milliseconds how far it is.
fn watched<T: Send>(job: &Job, work: impl FnOnce() -> T + Send) -> (T, Moves) {
    let mut moves = Moves::default();
    let answer = thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || sender.send(work()));
        let (mut last, mut since) = (job.progress(), Instant::now());
        loop {
            let answer = receiver.recv_timeout(Duration::from_millis(5));
            moves.stillness = moves.stillness.max(since.elapsed());
            let now = job.progress();
            if now != last {
                moves.count += 1;
                (last, since) = (now, Instant::now());
            }
            match answer {
                Ok(answer) => break answer,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("the work has failed"),
            }
        }
    });
    (answer, moves)
}

/// Three hundred files of all formats, read into the import table and brought in.
fn many_files(folder: &Path) {
    let files = folder.join("files");
    fs::create_dir(&files).expect("a folder");
    let mut dice = Dice(1);
    let mut size = 0;
    for number in 0..300 {
        let (name, bytes) = file(number, 15_000 + dice.below(70_000) as usize);
        size += bytes.len();
        fs::write(files.join(name), bytes).expect("a file");
    }
    let mut project = project(folder, "Many.marginalia");
    let wish = ImportWish { paths: vec![files.clone()], ..ImportWish::default() };
    let job = Job::new("Reading");
    let ((table, moves), reading) = timed(|| watched(&job, || read_table(&wish, &job)));
    let table = table.expect("nobody cancelled");
    assert!(table.refused.is_empty(), "{:?}", table.refused);
    assert_eq!(table.rows.len() + table.surveys.len(), 300);
    let job = Job::new("Importing");
    let (report, writing) = timed(|| project.import_table(&table, &job).expect("an import"));
    let report = report.expect("nobody cancelled");
    let words: u64 = project.snapshot().sources.iter().map(|info| u64::from(info.length)).sum();
    println!(
        "300 files of 11 formats, {:.1} MB: {} sources, {:.1} million characters",
        size as f64 / 1e6,
        report.imported.len(),
        words as f64 / 1e6
    );
    say("  read into the import table", seconds(reading), "");
    say("  brought in", seconds(writing), "");
    say("  both", seconds(reading + writing), "under 10 s");
    let often = moves.count as f64 / reading.as_secs_f64();
    say("  progress moved, times a second while reading", format!("{often:.0}"), "at least 5");
    say("  progress stood still at most", milliseconds(moves.stillness), "under 200 ms");
    drop(project);
    window::frames(&folder.join("Window.marginalia"), &files);
}

/// 560 pages of text with form feeds between them.
fn long_document(folder: &Path) {
    let mut dice = Dice(2);
    let mut turns = talk(&mut dice, 1_400_000);
    turns.iter_mut().for_each(|(speaker, _)| "Paragraph".clone_into(speaker));
    let all = pages(&turns, 27);
    let text: String = all.iter().take(560).map(|page| page.join("\n") + "\n\u{c}").collect();
    let path = folder.join("Long.txt");
    fs::write(&path, &text).expect("a file");
    let mut project = project(folder, "Long.marginalia");
    let wish =
        ImportWish { paths: vec![path], kind: Some(SourceKind::Document), ..Default::default() };
    let (report, time) = timed(|| project.import_files(&wish, &mut |_| ()).expect("an import"));
    println!("a document of {} pages, {:.1} MB", all.len().min(560), text.len() as f64 / 1e6);
    say("  import", milliseconds(time), "under 2,000 ms");
    drop(project);
    let path = folder.join("Long.marginalia");
    let mut project = Project::open(&path, Duration::ZERO).expect("the project");
    let (_, time) = timed(|| project.text(report.imported[0].source).expect("its text"));
    say("  its text, until it can be drawn", milliseconds(time), "under 50 ms; frames: text_view");
}

fn pdf_of_300_pages(folder: &Path) {
    let mut dice = Dice(4);
    let all = pages(&talk(&mut dice, 1_200_000), 52);
    let bytes = pdf(&all[..300]);
    let path = folder.join("Book.pdf");
    fs::write(&path, &bytes).expect("a file");
    let (reading, time) = timed(|| read(&path).expect("a PDF"));
    let is_page = |kind: &MarkupKind| matches!(kind, MarkupKind::Page(_));
    let pages = reading.markup.iter().filter(|mark| is_page(&mark.kind)).count();
    println!(
        "a PDF of {pages} pages, {:.1} MB, {:.1} million characters",
        bytes.len() as f64 / 1e6,
        reading.text.chars().count() as f64 / 1e6
    );
    say("  read", seconds(time), "under 5 s");
}

/// A source of 500 KB with 500 codings: a newer version in its place, a paragraph edited.
fn changed_text(folder: &Path) {
    let mut dice = Dice(5);
    let turns = talk(&mut dice, 500_000);
    let mut project = project(folder, "Changed.marginalia");
    let new = |turns: &[(String, String)]| {
        let (name, kind) = ("Interview".to_owned(), SourceKind::Interview);
        NewSource::new(name, kind, transcript(turns), "UTF-8".to_owned(), Vec::new())
    };
    project.add_sources(&[new(&turns)]).expect("a source");
    let source = project.snapshot().sources[0].clone();
    let code = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
    let code = project.make_code(&code).expect("a code");
    for number in 0..500 {
        let start = number * (source.length / 500);
        let end = (start + 20 + dice.below(500)).min(source.length);
        project.code(source.id, Span { start, end }, &[code]).expect("a coding");
    }
    let mut newer = turns.clone();
    let (mut changed, mut at) = (0, 3);
    while at < newer.len() {
        let said = &mut newer[at].1;
        match changed % 4 {
            0 => *said = said.replacen("nobody", "nobody at all", 1) + " Yes.",
            1 => *said = said.replacen("the ", "teh ", 2),
            2 => *said = sentence(&mut dice),
            _ => {
                newer.remove(at);
            }
        }
        changed += 1;
        at += 4 + dice.below(6) as usize;
    }
    println!(
        "a source of {:.0} KB with 500 codings, {changed} turns of {} changed",
        f64::from(source.length) / 1e3,
        turns.len()
    );
    let newer = new(&newer);
    let (outcome, time) = timed(|| {
        project.bring_in(&[&newer], &[Fate::Replace(source.id)]).expect("a newer version")
    });
    let Some(Imported::Replaced { edited, .. }) = outcome.first() else {
        panic!("it was not replaced")
    };
    say("  replaced by the newer version", seconds(time), "under 1 s");
    say(
        "  codings carried, and listed as lost",
        format!("{} and {}", edited.carried, edited.lost.len()),
        "500 together",
    );
    let (mut edits, mut undos) = (Vec::new(), Vec::new());
    for number in 0..20 {
        let text = project.text(source.id).expect("its text");
        let paragraphs = text.paragraphs();
        let span = paragraphs[paragraphs.len() / 20 * number].span;
        let with = text.slice(span).replacen(". So", ", and so", 1) + " That was it.";
        let edit = vec![Edit { span, with }];
        edits.push(timed(|| project.edit_text(source.id, edit).expect("an edit")).1);
        undos.push(timed(|| project.undo().expect("an undo")).1);
    }
    say("  a paragraph edited, median of 20", milliseconds(median(edits)), "under 100 ms");
    say("  and that undone", milliseconds(median(undos)), "under 100 ms");
}

/// Identifiers and two thousand private terms, looked for in a study of 7 MB.
fn names(folder: &Path) {
    let mut dice = Dice(6);
    let mut project = project(folder, "Names.marginalia");
    let sources: Vec<NewSource> = (0..242)
        .map(|number| {
            let text = transcript(&talk(&mut dice, 29_000));
            let (name, kind) = (format!("Interview {number}"), SourceKind::Interview);
            NewSource::new(name, kind, text, "UTF-8".to_owned(), Vec::new())
        })
        .collect();
    project.add_sources(&sources).expect("sources");
    let terms: Vec<Term> = (0..2_000)
        .map(|number| {
            // A fifth of them stands in the texts.
            let private = match number % 5 {
                0 => format!("w{:x}", number),
                1 => format!("the w{number:x} board"),
                _ => format!("Name{number} of Place{}", number / 7),
            };
            Term { private, public: Some("name".to_owned()), kind: TermKind::Name }
        })
        .collect();
    project.set_terms(&terms).expect("terms");
    let ids: Vec<_> = project.snapshot().sources.iter().map(|info| info.id).collect();
    let (terms, making) = timed(|| project.compiled_terms().expect("terms"));
    let (found, time) = timed(|| project.scan(&ids, &terms).expect("a scan"));
    let size: usize = sources.iter().map(|source| source.text.as_str().len()).sum();
    println!("{:.1} MB with 2,000 private terms: {} found", size as f64 / 1e6, found.len());
    say("  scanned for identifiers", seconds(making + time), "under 2 s");
}
