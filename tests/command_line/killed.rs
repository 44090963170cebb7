//! The program killed at random moments, fifty times: what was confirmed is there afterwards, and the file is sound.

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use marginalia::domain::{CodeId, SourceId, Span};
use marginalia::project::Project;

use crate::shell::{Answer, Shell, field};

/// Names the project that [`child_that_codes`] is to code in.
const CHILD: &str = "MARGINALIA_TEST_CHILD";

/// Random numbers enough to kill by (xorshift64).
struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    fn new() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let seed = since.map_or(1, |since| since.as_nanos() as u64) | 1;
        Self { seed, state: seed }
    }

    /// A time between none and `longest`.
    fn within(&mut self, longest: Duration) -> Duration {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        longest.mul_f64((self.state % 10_000) as f64 / 10_000.0)
    }
}

/// Runs a command, kills it after a while, and gives what it came to if it had ended by itself.
fn killed_after(mut command: Command, while_: Duration) -> Option<Answer> {
    let started = Instant::now();
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    thread::sleep(while_.saturating_sub(started.elapsed()));
    // On Unix this is SIGKILL, after which nothing of the program runs any more.
    child.kill().expect("killed");
    let output = child.wait_with_output().expect("it ended");
    output.status.code().map(|_| Answer::new(output))
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let shell = Shell::new();
    shell.ok(&["new", "base.marginalia", "--coder", "Amara"]);
    for number in 0..40 {
        let turn =
            format!("GP ID {number}: We trust them less than we did, and number {number} more.\n");
        shell.write(&format!("in/Interview {number}.txt"), turn.repeat(60));
    }
    let import = |shell: &Shell| {
        let mut command = shell.program();
        command.args(["import", "p.marginalia", "in"]);
        command
    };
    fs::copy(shell.path("base.marginalia"), shell.path("p.marginalia")).expect("a copy");
    let started = Instant::now();
    assert_eq!(Answer::new(import(&shell).output().expect("it runs")).status, Some(0));
    let whole = started.elapsed();
    let mut chance = Chance::new();
    for _ in 0..15 {
        fs::copy(shell.path("base.marginalia"), shell.path("p.marginalia")).expect("a copy");
        let answer = killed_after(import(&shell), chance.within(whole.mul_f64(1.2)));
        assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n", "seed {}", chance.seed);
        let sources = shell.json(&["info", "p.marginalia"])["sources"].as_u64();
        match answer {
            Some(answer) => assert_eq!((answer.status, sources), (Some(0), Some(40))),
            None => assert!(matches!(sources, Some(0 | 40)), "{sources:?}, seed {}", chance.seed),
        }
    }
}

#[test]
fn confirmed_tables_of_codings_are_there() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    shell.write("a.txt", "words ".repeat(2_000));
    shell.write("codes.csv", "path\nAccess\n");
    shell.ok(&["import", "p.marginalia", "a.txt"]);
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    let import = |shell: &Shell, number: usize| {
        let row = |i: usize| {
            format!("a,{},{},Access,Amara\n", number * 60 + i * 6, number * 60 + i * 6 + 5)
        };
        let rows: String = (0..10).map(row).collect();
        shell.write("codings.csv", format!("document,start,end,code,coder\n{rows}"));
        let mut command = shell.program();
        command.args(["codings", "import", "p.marginalia", "codings.csv"]);
        command
    };
    let started = Instant::now();
    assert_eq!(Answer::new(import(&shell, 0).output().expect("it runs")).status, Some(0));
    let whole = started.elapsed();
    let mut chance = Chance::new();
    let mut confirmed = vec![0];
    for number in 1..=15 {
        let answer = killed_after(import(&shell, number), chance.within(whole.mul_f64(1.5)));
        if answer.is_some_and(|answer| answer.status == Some(0)) {
            confirmed.push(number);
        }
        assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n", "seed {}", chance.seed);
        let starts = field(&shell.json(&["quotes", "p.marginalia"]), "start");
        let starts: HashSet<usize> = starts.iter().filter_map(|start| start.parse().ok()).collect();
        for table in 0..=number {
            let there = (0..10).filter(|i| starts.contains(&(table * 60 + i * 6))).count();
            let whole = there == 10 || there == 0 && !confirmed.contains(&table);
            assert!(whole, "{there} of table {table}, seed {}", chance.seed);
        }
    }
}

#[test]
fn every_confirmed_coding_is_there() {
    let shell = Shell::new();
    let path = shell.path("p.marginalia");
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    shell.write("a.txt", "words ".repeat(20_000));
    shell.write("codes.csv", "path\nAccess\n");
    shell.ok(&["import", "p.marginalia", "a.txt"]);
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    let mut chance = Chance::new();
    let mut confirmed: HashSet<u32> = HashSet::new();
    for _ in 0..20 {
        let this = std::env::current_exe().expect("this program");
        let mut command = shell.at_home(Command::new(this));
        command.args(["--exact", "killed::child_that_codes", "--nocapture", "--test-threads=1"]);
        command.env(CHILD, &path).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        // From the first coding on the moment is random.
        let mut said = |line: &str| {
            let start = line.rsplit_once("coded ").and_then(|(_, start)| start.parse().ok());
            confirmed.extend::<Option<u32>>(start);
            start.is_some()
        };
        while !said(&lines.next().expect("a line").expect("UTF-8")) {}
        thread::sleep(chance.within(Duration::from_millis(120)));
        child.kill().expect("killed");
        for line in lines.map_while(Result::ok) {
            said(&line);
        }
        child.wait().expect("it ended");
        let project = Project::open(&path, Duration::from_secs(2)).expect("it opens");
        assert_eq!(project.check().expect("a look"), Vec::<String>::new(), "seed {}", chance.seed);
        let there: HashSet<u32> =
            project.snapshot().quotations().map(|(_, quotation)| quotation.span.start).collect();
        assert!(confirmed.is_subset(&there), "seed {}", chance.seed);
        // At most the one that was on its way may be there unconfirmed, once for each kill.
        assert!(there.len() <= confirmed.len() + 20);
    }
    assert!(confirmed.len() >= 20);
}

/// Not a test of its own: codes, one passage after another, until it is killed, and says each that was confirmed.
#[test]
fn child_that_codes() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let mut project = Project::open(path.as_ref(), Duration::from_secs(2)).expect("it opens");
    project.set_coder("Amara").expect("a coder");
    let snapshot = project.snapshot().clone();
    let source: SourceId = snapshot.source_named("a").expect("the source").id;
    let code: CodeId = snapshot.codes.resolve("Access").expect("the code").id;
    let first = snapshot.quotations().map(|(_, q)| q.span.end + 1).max().unwrap_or(0);
    for start in (first..119_000).step_by(6) {
        project.code(source, Span { start, end: start + 5 }, &[code]).expect("coded");
        println!("coded {start}");
    }
}
