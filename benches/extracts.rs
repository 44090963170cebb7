//! The extracts of an output, timed: the checks before an export, the balance, what to swap, labels.
//!
//! `cargo bench --bench extracts` makes an output of 2,000 extracts of 90 words in memory, from a study of 2,000 people, 500 cases and
//! 2,500 sources with 300 private terms.

use std::sync::Arc;
use std::time::{Duration, Instant};

use marginalia::analysis::balance::{
    Dimension, QuotedExtract, Sample, balance, over_and_under, swaps,
};
use marginalia::analysis::labels::{HouseStyle, NumberKey, PublicField, Register};
use marginalia::analysis::release::{Release, ReleaseSettings, ReleasedExtract, Shown, check};
use marginalia::domain::{
    Attribute, AttributeId, AttributeValue, Case, CaseId, Number, Person, PersonId, Private,
    QuotationId, SourceCodings, SourceId, SourceInfo, SourceKind, Span, Subject, Term, TermKind,
    Turn,
};
use uuid::Uuid;

const EXTRACTS: usize = 2_000;
const WORDS: usize = 90;
const PEOPLE: usize = 2_000;
const CASES: usize = 500;
const SOURCES: usize = 2_500;
const TERMS: usize = 300;
const CANDIDATES: usize = 1_000;
const LABELS: usize = 12_000;

const SPOKEN: [&str; 40] = [
    "we", "have", "to", "look", "at", "what", "the", "board", "said", "about", "trust", "and",
    "then", "nobody", "told", "us", "so", "I", "asked", "for", "a", "paper", "on", "it", "because",
    "they", "were", "not", "going", "to", "change", "in", "May", "but", "people", "felt", "that",
    "money", "was", "tight",
];

const SYLLABLES: [&str; 16] = [
    "ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "wé", "dan", "fer", "gol", "hin", "jas",
    "pol",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A word that is nobody's.
    fn name(&mut self) -> String {
        let mut name: String = (0..3).map(|_| self.one(&SYLLABLES)).collect();
        name[..1].make_ascii_uppercase();
        name
    }
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

fn person(number: usize, attribute: AttributeId, dice: &mut Dice) -> Person {
    let role = ["GP", "Manager", "Lay member", "Nurse", "Practice manager"][dice.below(5)];
    let mut person = Person::new(PersonId::new(id(number)), format!("{role} ID {number}"));
    person.role = role.to_owned();
    person.number = Some(Number { series: String::new(), number: number as u32 });
    person.real_name = Private::new(format!("Dr {} {}", dice.name(), dice.name()));
    person.post = Private::new(format!("{role} for {}", dice.name()));
    person.case = Some(CaseId::new(id(number * CASES / PEOPLE)));
    let value = ["under 40", "40 to 60", "over 60"][dice.below(3)];
    person.attributes.push(AttributeValue::new(attribute, value));
    person
}

fn source(number: usize, dice: &mut Dice) -> SourceInfo {
    let kind = SourceKind::ALL[usize::from(number >= PEOPLE)];
    let name = format!("Talk {number} {}", dice.name());
    let mut source = SourceInfo::new(SourceId::new(id(number)), name, kind);
    source.file_name = format!("{}_{number}.docx", dice.name());
    source.round = ["First", "Second"][dice.below(2)].to_owned();
    source.case = Some(CaseId::new(id(dice.below(CASES))));
    source.people = vec![PersonId::new(id(number % PEOPLE))];
    source
}

/// The words of an extract; one in fifty holds a name, one in fifty a site.
fn words(people: &[Person], cases: &[Case], dice: &mut Dice) -> String {
    let mut words: Vec<&str> = (0..WORDS).map(|_| dice.one(&SPOKEN)).collect();
    match dice.below(50) {
        0 => words[40] = &people[dice.below(PEOPLE)].real_name,
        1 => words[80] = &cases[dice.below(CASES)].name,
        _ => {}
    }
    words.join(" ") + "."
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
    let mut dice = Dice(6);
    let age = Attribute {
        subject: Subject::Person,
        is_public: true,
        ..Attribute::new(AttributeId::new(id(0)), "Age")
    };
    let people: Vec<Person> = (0..PEOPLE).map(|at| person(at, age.id, &mut dice)).collect();
    let cases: Vec<Case> = (0..CASES)
        .map(|at| {
            let real_name = Private::new(format!("{} {} CCG", dice.name(), dice.name()));
            Case { real_name, ..Case::new(CaseId::new(id(at)), format!("Site {at}")) }
        })
        .collect();
    let sources: Vec<SourceInfo> = (0..SOURCES).map(|at| source(at, &mut dice)).collect();
    let term = |at: usize, dice: &mut Dice| Term {
        private: format!("{} {at}", dice.name()),
        public: Some("place".to_owned()),
        kind: TermKind::Place,
    };
    let terms: Vec<Term> = (0..TERMS).map(|at| term(at, &mut dice)).collect();
    let printed: Vec<(usize, String, String)> = (0..EXTRACTS)
        .map(|_| {
            let at = dice.below(SOURCES);
            let label = format!("[{}]", people[at % PEOPLE].name);
            (at, words(&people, &cases, &mut dice), label)
        })
        .collect();
    let speaking: Vec<[(PersonId, u32); 1]> =
        printed.iter().map(|(at, ..)| [(people[at % PEOPLE].id, WORDS as u32)]).collect();
    let named: Vec<[PersonId; 1]> = speaking.iter().map(|&[(person, _)]| [person]).collect();
    let extracts: Vec<ReleasedExtract<'_>> = printed
        .iter()
        .zip(&named)
        .enumerate()
        .map(|(at, ((source, words, label), people))| ReleasedExtract {
            key: at as u32,
            quotation: QuotationId::new(id(at)),
            source: sources[*source].id,
            case: sources[*source].case,
            words,
            label,
            people,
            missing: &[],
        })
        .collect();
    let settings = ReleaseSettings {
        shown: Shown { attributes: vec![age.id], round: true, ..Shown::default() },
        ..ReleaseSettings::default()
    };
    let release = Release {
        extracts: &extracts,
        prose: &[],
        people: &people,
        cases: &cases,
        meetings: &[],
        attributes: &[age],
        sources: &sources,
        terms: &terms,
        numbers: None,
        settings: &settings,
    };
    println!(
        "{EXTRACTS} extracts, {PEOPLE} people, {CASES} cases, {SOURCES} sources, {TERMS} terms"
    );
    let found = check(&release).len();
    say(&format!("  all checks ({found} findings)"), timed(|| check(&release)), "under 1,000");

    let sample = Sample { people: &people, cases: &cases, sources: &sources };
    let quoted = |from: usize, count: usize| -> Vec<QuotedExtract<'_>> {
        let all = printed.iter().zip(&speaking).take(count).enumerate();
        all.map(|(at, ((source, ..), people))| QuotedExtract {
            quotation: QuotationId::new(id(from + at)),
            source: sources[*source].id,
            people,
        })
        .collect()
    };
    let set = quoted(0, EXTRACTS);
    let all = || Dimension::ALL.map(|by| balance(&sample, &set, by));
    say("  balance along all dimensions", timed(all), "under 100");
    say("  over- and under-used people", timed(|| over_and_under(&sample, &set)), "under 100");
    let candidates = quoted(EXTRACTS, CANDIDATES);
    let best = || swaps(&sample, &set, 0, &candidates, &Dimension::ALL);
    say(&format!("  the best swaps of {CANDIDATES} quotations"), timed(best), "under 500");
    labels(people, cases, &sources);
}

/// Labels made from the register, one for each of many extracts.
fn labels(people: Vec<Person>, cases: Vec<Case>, sources: &[SourceInfo]) {
    let names: Vec<Arc<str>> = people.iter().map(|one| Arc::from(&*one.name)).collect();
    let register = Register::new(people.into(), cases.into(), Arc::from([]), Arc::from([]));
    let on: Vec<SourceCodings> = sources
        .iter()
        .enumerate()
        .map(|(at, info)| {
            let speaker = Some(Arc::clone(&names[at % PEOPLE]));
            let span = Span { start: 0, end: 500 };
            let turn = Turn { span, marker: 4, speaker, time: None };
            SourceCodings { source: info.id, turns: vec![turn].into(), quotations: Vec::new() }
        })
        .collect();
    let labels = HouseStyle::report().labels::<PublicField>().expect("a style of the program");
    let key = NumberKey::default();
    let all = || {
        let places = (0..LABELS).map(|at| at % SOURCES);
        let made = places.map(|at| {
            let facts = register.facts(&sources[at], &on[at], Span { start: 10, end: 400 });
            labels.label((&facts).into(), &key).text.len()
        });
        made.sum::<usize>()
    };
    say(&format!("  labels of {LABELS} extracts"), timed(all), "under 200");
}
