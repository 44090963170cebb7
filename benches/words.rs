//! What is asked of the words of a study, timed: gathering them, a keystroke, catching up, concordance, patterns, counts.
//!
//! `cargo bench --bench words` makes a study of 242 sources (7 MB) and 12,000 codings of its own;
//! `cargo bench --bench words -- programme` one ten times as large, and
//! `-- stress` one ten times as large as that, which takes 3 GB of disk.

mod corpus;

use std::time::{Duration, Instant};

use marginalia::analysis::ConcordanceOrder;
use marginalia::analysis::query::Rows;
use marginalia::domain::Span;
use marginalia::project::{ImportWish, Job, Project, SearchQuestion, Taking, WordQuestion};
use marginalia::search::Pattern;

use corpus::{COMMON, write_study};

fn say(what: &str, time: Duration, target: &str) {
    println!("{what:<58} {:>10.1} ms   {target}", time.as_secs_f64() * 1e3);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let since = Instant::now();
    let answer = work();
    (answer, since.elapsed())
}

fn worst<T>(what: &str, target: &str, runs: impl Iterator<Item = (T, Duration)>) {
    let mut times: Vec<Duration> = runs.map(|(_, time)| time).collect();
    times.sort();
    say(&format!("{what}, median"), times[times.len() / 2], target);
    say(&format!("{what}, worst"), times[times.len() - 1], "");
}

fn main() {
    let is_asked = |size: &str| std::env::args().any(|argument| argument == size);
    let folder = tempfile::tempdir().expect("a folder");
    write_study(
        folder.path(),
        match (is_asked("programme"), is_asked("stress")) {
            (true, _) => 10,
            (_, true) => 100,
            _ => 1,
        },
    );
    let mut project = Project::create(&folder.path().join("Study.marginalia")).expect("a project");
    project.set_index_folder(Some(&folder.path().join("index")));
    project.set_coder("Kim").expect("a coder");
    let wish = ImportWish { paths: vec![folder.path().join("texts")], ..ImportWish::default() };
    project.import_files(&wish, &mut |_| ()).expect("an import");
    project.import_codes_file(&folder.path().join("codes.csv"), Taking::Everything).expect("codes");
    project.import_codings_file(&folder.path().join("codings.csv")).expect("codings");
    let (quotations, _) = project.snapshot().totals();
    println!("{} sources, {quotations} quotations", project.snapshot().sources.len());

    // A search waits for all of it at once.
    let (_, time) = timed(|| project.search(&SearchQuestion::new("nothing", 1)).expect("an index"));
    say("index from nothing", time, "programme: under 10,000");
    keystrokes(&mut project);
    catching_up(&mut project);
    answers(&mut project);
    concordance(&mut project);
    patterns(&project);
    let job = Job::new("Counting words");
    for stem in [false, true] {
        let question = WordQuestion { stem, ..WordQuestion::default() };
        let (counts, time) = timed(|| project.word_counts(&question, &job).expect("counts"));
        let total = counts.map_or(0, |counts| counts[0].total);
        say(&format!("counting {total} words, stems {stem}"), time, "");
    }
}

fn keystrokes(project: &mut Project) {
    let mut questions = Vec::new();
    for words in [
        "safeguarding",
        "\"continuity of care\"",
        "trust AND board",
        "*guard*",
        "w?nt OR mer?er",
        "safegarding~2",
        "mana NEAR/5 board",
        "=\"the GP\"",
    ] {
        questions.extend(words.char_indices().map(|(at, c)| &words[..at + c.len_utf8()]));
    }
    let ask = |words: &&str| SearchQuestion { typing: true, ..SearchQuestion::new(*words, 50) };
    let times: Vec<_> = questions
        .iter()
        .map(|words| timed(|| project.search(&ask(words)).expect("an answer")))
        .collect();
    let slow = times.iter().zip(&questions).filter(|((_, time), _)| time.as_millis() > 20);
    for ((_, time), words) in slow {
        say(&format!("  {words}"), *time, "");
    }
    worst("search, a keystroke", "under 20", times.into_iter());
}

fn catching_up(project: &mut Project) {
    let codes: Vec<_> = project.snapshot().codes.codes().iter().map(|code| code.id).collect();
    let source = project.snapshot().sources[0].clone();
    let runs = (0..20u32).map(|n| {
        let start = n * 997 % (source.length - 90);
        let span = Span { start, end: start + 80 };
        project.code(source.id, span, &[codes[n as usize]]).expect("a coding");
        timed(|| project.catch_up(Duration::from_secs(60)).expect("caught up"))
    });
    worst("catching up after one coding", "under 100", runs);
}

fn answers(project: &mut Project) {
    for words in ["trust", "trust NOT board", "the NEAR/3 board", "*a*", "=\"GP\"", "bord~"] {
        let (answers, time) =
            timed(|| project.answering_words(words, Rows::Quotations).expect("an answer"));
        let count = answers.map_or(0, |answers| answers.quotations.len());
        say(&format!("all {count} quotations with {words}"), time, "under 100");
    }
}

fn concordance(project: &mut Project) {
    // No one word has so many hits: these are about 41,000 in the programme.
    let question = "w20* OR w21* OR w22*";
    for order in [ConcordanceOrder::Source, ConcordanceOrder::Left(1), ConcordanceOrder::Right(1)] {
        let (hits, time) = timed(|| project.concordance(question, &[], order).expect("an answer"));
        let hits = hits.expect("a sound question");
        say(&format!("concordance of {} hits by {order:?}", hits.len()), time, "under 300");
        let (_, time) = timed(|| project.concordance_lines(&hits[..60], 60).expect("lines"));
        say("  the first 60 lines", time, "");
    }
}

fn patterns(project: &Project) {
    let job = Job::new("Looking");
    for pattern in
        [r"\bsafeguard\w+ \w+ing\b", r"trust\W+(\w+\W+){0,3}board", r"[0-9]{4,}", COMMON[0]]
    {
        let compiled = Pattern::parse(pattern).expect("a pattern");
        let (found, time) = timed(|| project.find_pattern(&compiled, &job).expect("an answer"));
        let count: usize = found.unwrap_or_default().iter().map(|on| on.places.len()).sum();
        say(&format!("{count} places of /{pattern}/"), time, "under 2,000");
    }
}
