//! Tables of a large study, timed: code by case, code by code, people, prevalence.
//!
//! `cargo bench --bench tables` makes a study of 2,420 sources in 80 cases with 120,000 codings of 120 codes in memory.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use marginalia::analysis::table::{
    About, Among, Cells, Codes, Dimension, PrevalenceAsk, Study, TableQuestion, prevalence,
    tabulate,
};
use marginalia::domain::{
    Case, CaseId, Code, CodeId, CodeTree, Coder, CoderId, Coding, CodingId, Quotation, QuotationId,
    SourceCodings, SourceId, SourceInfo, SourceKind, Span, Turn,
};
use uuid::Uuid;

const SOURCES: u128 = 2_420;
const CASES: u128 = 80;
const CODINGS: usize = 120_000;
const LENGTH: u32 = 29_000;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % limit.max(1)
    }
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// So many codes, five to a branch.
fn tree(count: u128) -> CodeTree {
    let codes = (0..count).map(|n| {
        let parent = (!n.is_multiple_of(5)).then(|| CodeId::new(id(n - n % 5 + 1)));
        Code::new(CodeId::new(id(n + 1)), parent, format!("Code {n}"), n as u32)
    });
    CodeTree::new(codes.collect())
}

fn source(number: u128, codes: u128, dice: &mut Dice) -> (SourceInfo, SourceCodings) {
    let source = SourceId::new(id(number + 1));
    let mut info = SourceInfo::new(source, format!("Interview {number}"), SourceKind::Interview);
    info.case = Some(CaseId::new(id(number % CASES + 1)));
    let turn = |n: u32| Turn {
        span: Span { start: n * 290, end: n * 290 + 289 },
        marker: 5,
        speaker: Some(match n % 2 {
            0 => Arc::from("INT"),
            _ => Arc::from(format!("GP ID {}", number % 900)),
        }),
        time: None,
    };
    let turns: Vec<Turn> = (0..LENGTH / 290).map(turn).collect();
    let per = CODINGS as u128 / SOURCES + u128::from(number < CODINGS as u128 % SOURCES);
    let mut quotations: Vec<Quotation> = (0..per)
        .map(|n| {
            let start = dice.below(LENGTH - 700);
            let key = number * 1_000 + n;
            Quotation {
                id: QuotationId::new(id(key)),
                span: Span { start, end: start + 20 + dice.below(600) },
                comment: String::new(),
                was: None,
                codings: vec![Coding {
                    id: CodingId::new(id(key)),
                    code: CodeId::new(id(u128::from(dice.below(codes as u32)) + 1)),
                    coder: CoderId::new(id(u128::from(dice.below(4)) + 1)),
                    comment: String::new(),
                    at: Arc::from(""),
                }],
                flags: Vec::new(),
            }
        })
        .collect();
    quotations.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end), one.id));
    (info, SourceCodings { source, turns: turns.into(), quotations })
}

/// The median of several runs.
fn timed<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            let since = Instant::now();
            let done = work();
            let time = since.elapsed();
            drop(done);
            time
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn say(what: &str, time: Duration, target: &str) {
    println!("{what:<58} {:>8.1} ms   {target}", time.as_secs_f64() * 1e3);
}

fn main() {
    let cases: Vec<Case> =
        (0..CASES).map(|n| Case::new(CaseId::new(id(n + 1)), format!("Site {n}"))).collect();
    let coders: Vec<Coder> =
        (0..4).map(|n| Coder { id: CoderId::new(id(n + 1)), name: format!("Coder {n}") }).collect();
    for count in [120, 300, 1_000] {
        let mut dice = Dice(11);
        let tree = tree(count);
        let sources: Vec<_> = (0..SOURCES).map(|n| source(n, count, &mut dice)).collect();
        let study = Study {
            tree: &tree,
            sources: sources.iter().map(|(info, on)| (info, on)).collect(),
            cases: &cases,
            people: &[],
            coders: &coders,
            attributes: &[],
            sets: &[],
        };
        println!("{count} codes, {CASES} cases, {CODINGS} codings on {SOURCES} sources");
        let codes = Dimension::Codes(Codes::All);
        let words = HashMap::new();
        let table = |columns: &Dimension, cells| {
            let asked = TableQuestion {
                rows: &codes,
                columns,
                cells,
                sub_codes: true,
                about: About::Everything,
                words: &words,
            };
            timed(|| tabulate(&study, &asked).expect("a table"))
        };
        say("  code by case, quotations", table(&Dimension::Cases, Cells::Quotations), "under 300");
        say("  code by case, people", table(&Dimension::Cases, Cells::People), "under 300");
        say("  code by coder, codings", table(&Dimension::Coders, Cells::Codings), "under 300");
        say("  code by source, quotations", table(&Dimension::Sources, Cells::Quotations), "");
        say("  code by code, on the same quotation", table(&codes, Cells::Quotations), "under 500");
        say("  code by code, quotations that meet", table(&codes, Cells::Together), "under 500");
        say("  code by code, characters", table(&codes, Cells::Characters), "under 500");
        for (among, what) in [(Among::Cases, "cases"), (Among::People, "people")] {
            let asked = PrevalenceAsk { among, ..PrevalenceAsk::default() };
            let time = timed(|| prevalence(&study, &asked, &[]));
            say(&format!("  prevalence among {what}"), time, "under 300");
        }
    }
}
