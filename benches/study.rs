//! A study from its files to its quotes, timed: import, codings, opening, retrieval, search, palette, coding, memory.
//!
//! `cargo bench --bench study` makes a study of 242 sources (7 MB), 120 codes and 12,000 codings of its own;
//! `cargo bench --bench study -- programme` one ten times as large. `cargo bench --bench study -- FOLDER` takes the
//! folder's `texts/`, `codes.csv` and `codings.csv` instead.

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use marginalia::analysis::query::Query;
use marginalia::app::palette::{Hints, ranked};
use marginalia::domain::{Code, CodeId, CodeTree, Span};
use marginalia::project::{ImportWish, Project, SearchQuestion, Taking};
use uuid::Uuid;

use corpus::{COMMON, write_study};

/// What this process holds in memory now and held at most, in MB; Linux tells.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let of = |name: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
    };
    Some((of("VmRSS:")?, of("VmHWM:")?))
}

fn say(what: &str, time: Duration, target: &str) {
    println!("{what:<58} {:>10.1} ms   {target}", time.as_secs_f64() * 1e3);
}

/// Median and worst of several runs.
fn spread(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() - 1])
}

fn say_spread(what: &str, times: Vec<Duration>, target: &str) {
    let (median, worst) = spread(times);
    say(&format!("{what}, median"), median, target);
    say(&format!("{what}, worst"), worst, "");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let answer = work();
    (answer, since.elapsed())
}

fn main() {
    let asked = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = match asked.as_deref() {
        Some("programme") => {
            write_study(temporary.path(), 10);
            temporary.path().to_owned()
        }
        Some(folder) if Path::new(folder).is_dir() => PathBuf::from(folder),
        _ => {
            write_study(temporary.path(), 1);
            temporary.path().to_owned()
        }
    };
    let file = temporary.path().join("Study.marginalia");
    let index = temporary.path().join("index");
    let mut project = Project::create(&file).expect("a project");
    project.set_index_folder(Some(&index));
    project.set_coder("Kim").expect("a coder");

    let wish = ImportWish { paths: vec![folder.join("texts")], ..ImportWish::default() };
    let (report, time) = timed(|| project.import_files(&wish, &mut |_| ()).expect("an import"));
    println!("{} sources", report.imported.len());
    say("import of all sources", time, "study: under 3,000");
    project.import_codes_file(&folder.join("codes.csv"), Taking::Everything).expect("codes");
    let (_, time) =
        timed(|| project.import_codings_file(&folder.join("codings.csv")).expect("codings"));
    let (quotations, codings) = project.snapshot().totals();
    println!(
        "{} codes, {quotations} quotations, {codings} codings",
        project.snapshot().codes.len()
    );
    say("import of all codings", time, "study: under 1,000");
    let (_, time) =
        timed(|| while !project.catch_up(Duration::from_millis(60)).expect("an index") {});
    say("index from nothing, in the background", time, "");
    drop(project);

    let (mut project, time) = timed(|| {
        let mut project = Project::open(&file, Duration::ZERO).expect("the project");
        project.set_coder("Kim").expect("a coder");
        let first = project.snapshot().sources[0].id;
        project.text(first).expect("a text");
        project
    });
    project.set_index_folder(Some(&index));
    say(
        "opening, until the first source can be read",
        time,
        "study: under 1,000; programme: 3,000",
    );

    retrieval(&mut project);
    search(&mut project);
    coding(&mut project);
    palette();
    if let Some((now, most)) = memory() {
        println!(
            "memory: {now} MB now, {most} MB at most   study: under 250; programme: under 1,000"
        );
    }
}

/// Questions on how passages stand to each other, to other codes and to what is known of their sources.
fn structure(project: &mut Project) {
    let names: Vec<String> = {
        let codes = &project.snapshot().codes;
        codes.children(None).iter().map(|code| codes.path_text(code.id)).collect()
    };
    let (one, other) = (&names[0], &names[1 % names.len()]);
    println!("questions on structure   each: under 300 ms");
    for asked in [
        "code:A code:B",
        "code:A meets(code:B)",
        "code:A overlaps(code:B)",
        "code:A NOT within(code:B)",
        "code:A near/200c(code:B)",
        "code:A near/2p(code:B)",
        "code:A before/1t(code:B)",
        "code:A near/20w(code:B)",
        "code:A near/1s(code:B)",
        "code:A kind:interview coders>=1 NOT is:commented",
        "find:turns code:A NOT code:B",
    ] {
        let line = asked
            .replace("code:A", &format!("code:\"{one}\""))
            .replace("code:B", &format!("code:\"{other}\""));
        let query = project.snapshot().read_query(&line).expect("a question");
        let (_, first) = timed(|| project.ask(&query).expect("answers"));
        let (found, time) = timed(|| project.ask(&query).expect("answers"));
        println!("  {asked:<50} {:>7} answers {time:>8.1?} (first {first:.1?})", found.len());
    }
}

fn retrieval(project: &mut Project) {
    let tops: Vec<CodeId> =
        project.snapshot().codes.children(None).iter().map(|code| code.id).collect();
    let mut rows = Vec::new();
    let mut whole = Vec::new();
    let mut most = 0;
    for &code in tops.iter().cycle().take(24) {
        let query = Query::of_code(code);
        let (found, time) = timed(|| project.ask(&query).expect("answers"));
        most = most.max(found.len());
        rows.push(time);
        let (quotes, time) = timed(|| project.quotes(&query).expect("quotes"));
        assert_eq!(quotes.len(), found.len());
        whole.push(time);
    }
    structure(project);
    println!("retrieval of a theme with its sub-codes: up to {most} quotes");
    say_spread(
        "  which quotes, as the list needs it",
        rows,
        "study: under 50; programme: under 300",
    );
    say_spread("  all their words, labels and codes, as an export does", whole, "");
}

fn search(project: &mut Project) {
    let (_, time) = timed(|| project.search(&SearchQuestion::new("warm", 1)).expect("an answer"));
    say("search: opening the index", time, "");
    let mut times = Vec::new();
    for words in
        ["safeguarding", "\"continuity of care\"", "trust AND board", "mana", "w1 NOT merger"]
    {
        for end in words.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let question =
                SearchQuestion { typing: true, ..SearchQuestion::new(&words[..end], 50) };
            let (_, time) = timed(|| project.search(&question));
            times.push(time);
        }
    }
    say_spread("search, a keystroke", times, "study: under 20");
}

fn coding(project: &mut Project) {
    let codes: Vec<CodeId> = project.snapshot().codes.codes().iter().map(|code| code.id).collect();
    let source = project.snapshot().sources[0].clone();
    let times = (0..60u32)
        .map(|n| {
            let span = Span {
                start: n * 37 % (source.length - 90),
                end: n * 37 % (source.length - 90) + 80,
            };
            let code = codes[n as usize % codes.len()];
            timed(|| project.code(source.id, span, &[code]).expect("a coding")).1
        })
        .collect();
    say_spread("applying a code, until it is on the disk", times, "under 50");
}

fn palette() {
    let codes = (0..1_000u128)
        .map(|n| {
            let id = |n| CodeId::new(Uuid::from_u128(n));
            let name = format!("{} {} {n}", COMMON[n as usize % 30], COMMON[n as usize * 7 % 30]);
            Code::new(id(n + 1), (n >= 50).then(|| id(n % 50 + 1)), name, n as u32)
        })
        .collect();
    let tree = CodeTree::new(codes);
    let mut times = Vec::new();
    for typed in ["t", "tr", "tru", "trus", "trust", "trust b", "trust bo", "mrgr", "zz", "9"] {
        times.extend((0..5).map(|_| timed(|| ranked(&tree, typed, &Hints::default())).1));
    }
    say_spread("palette, a keystroke at 1,000 codes", times, "under 5");
}
