//! Outputs, house styles, export and its checks, by the real binary.

use serde_json::Value;

use crate::shell::Shell;

const FILE: &str = "sample.marginalia";
const OUTPUT: &str = "Patients and place";

/// The keys of what the checks find and nobody has accepted.
fn open_findings(shell: &Shell) -> Vec<String> {
    let answer = shell.run(&["check-export", FILE, "--extracts", OUTPUT, "--json"]);
    let found: Value = serde_json::from_str(&answer.out).expect("JSON");
    let found = found.as_array().expect("a list").iter();
    let open = found.filter(|one| one["accepted"].is_null() && one["never_exported"] == false);
    open.map(|one| one["key"].as_str().expect("a key").to_owned()).collect()
}

#[test]
fn a_file_is_written_once_everything_found_is_accepted() {
    let shell = Shell::with_sample();
    let export = ["export", FILE, "--extracts", OUTPUT, "-o", "chapter.md", "--coder", "Kim"];
    let refused = shell.run(&export);
    assert_eq!(refused.status, Some(1));
    assert!(refused.err.contains("findings are open"), "{}", refused.err);
    assert!(!shell.path("chapter.md").exists());
    let open = open_findings(&shell);
    assert!(open.len() > 3, "{open:?}");
    for key in &open {
        let why = ["--why", "Agreed with the site", "--coder", "Kim"];
        let accept = ["outputs", "accept", FILE, OUTPUT, key];
        shell.ok(&[&accept[..], &why[..]].concat());
    }
    assert!(open_findings(&shell).is_empty());
    shell.ok(&["check-export", FILE, "--extracts", OUTPUT]);
    shell.ok(&export);
    let written = String::from_utf8(shell.read("chapter.md")).expect("UTF-8");
    assert!(written.contains("Nurse, ID 158"), "{written}");
    for private in ["Thornley", "Duffy", "Site 3", "Six of eight"] {
        assert!(!written.contains(private), "{private}");
    }
    // Opened again, it holds the export up again.
    shell.ok(&["outputs", "accept", FILE, OUTPUT, &open[0], "--coder", "Kim"]);
    assert_eq!(open_findings(&shell), open[..1]);
    assert_eq!(shell.run(&export).status, Some(1));
    shell.ok(&[&export[..], &["--despite-findings"]].concat());
}

#[test]
fn the_quotes_of_a_question_are_written_in_a_profile() {
    let shell = Shell::with_sample();
    let query = r#"code:"Being known" speaker:"GP ID 173""#;
    let export = |profile: &str, out: &str| {
        let asked = ["export", FILE, "--query", query, "--profile", profile, "-o", out];
        shell.ok(&[&asked[..], &["--despite-findings", "--coder", "Kim"]].concat());
        String::from_utf8(shell.read(out)).expect("UTF-8")
    };
    assert!(export("Report", "a.txt").contains("[GP ID 173]"));
    assert!(export("report WITH commas", "b.txt").contains("[GP, ID 173]"));
    assert!(export("Roles without numbers", "c.txt").contains("(Salaried GP)"));
    let table = export("Our paper", "d.csv");
    assert!(!table.contains("173"), "shuffled: {table}");
    let unknown = shell.run(&[
        "export",
        FILE,
        "--query",
        query,
        "--profile",
        "None",
        "-o",
        "e.txt",
        "--coder",
        "Kim",
    ]);
    assert_eq!(unknown.status, Some(1));
    assert!(unknown.err.contains("there are") && unknown.err.contains("Report"), "{}", unknown.err);
    let wrong = shell.run(&["export", FILE, "--query", query, "-o", "e.exe", "--coder", "Kim"]);
    assert_eq!(wrong.status, Some(2));
}

#[test]
fn what_is_private_is_written_only_when_asked_and_said() {
    let shell = Shell::with_sample();
    let export = |more: &[&str], out: &str| {
        let asked = ["export", FILE, "--extracts", OUTPUT, "--despite-findings", "--coder", "Kim"];
        shell.ok(&[&asked[..], more, &["-o", out]].concat());
        String::from_utf8(shell.read(out)).expect("UTF-8")
    };
    assert!(!export(&[], "a.csv").contains("Duffy"));
    let private = export(&["--private"], "b.csv");
    assert!(private.contains("Duffy") && private.contains("(private)"));
    let told = export(&["--private", "--by", "case"], "c.txt");
    assert!(told.starts_with("Patients and place") && told.contains("Private:"), "{told}");
}

#[test]
fn outputs_and_styles_are_made_and_taken_away() {
    let shell = Shell::with_sample();
    shell.ok(&["outputs", "make", FILE, "Talk", "--profile", "Article", "--coder", "Kim"]);
    let query = "code:\"Being known\"";
    let took = ["outputs", "take", FILE, "Talk", "--query", query, "--coder", "Kim"];
    assert!(shell.ok(&took).contains("Took "));
    assert!(shell.ok(&took).contains("Took 0 quotes"), "each is taken once");
    assert!(shell.ok(&["outputs", "show", FILE, "Talk"]).contains("1. "));
    assert!(shell.ok(&["outputs", "list", FILE]).contains("in the style “Article”"));
    let style = shell.ok(&["styles", "show", FILE, "Our report"]);
    let changed = style.replace("\"square\"", "\"round\"").replace("Our report", "Round ones");
    shell.write("style.json", changed.as_bytes());
    shell.ok(&["styles", "keep", FILE, "style.json", "--coder", "Kim"]);
    assert!(shell.ok(&["styles", "list", FILE]).contains("Round ones"));
    // A template that names what is private is refused, and says what to write.
    let wrong = changed.replace("{role}, ID {person}", "{name}");
    shell.write("wrong.json", wrong.as_bytes());
    let refused = shell.run(&["styles", "keep", FILE, "wrong.json", "--coder", "Kim"]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.err.contains("private"), "{}", refused.err);
    shell.write("no.json", b"[1, 2");
    let refused = shell.run(&["styles", "keep", FILE, "no.json", "--coder", "Kim"]);
    assert!(refused.err.contains("no house style"), "{}", refused.err);
    shell.ok(&["styles", "delete", FILE, "Round ones", "--coder", "Kim"]);
    shell.ok(&["outputs", "delete", FILE, "Talk", "--coder", "Kim"]);
    assert!(!shell.ok(&["outputs", "list", FILE]).contains("Talk"));
    for _ in 0..2 {
        shell.ok(&["undo", FILE, "--coder", "Kim"]);
    }
    assert!(shell.ok(&["outputs", "list", FILE]).contains("Talk"));
}
