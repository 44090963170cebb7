//! The life of a framework from a shell: made, described, moved, merged, split, put away, talked about, with reasons.

use crate::shell::Shell;

const FILE: &str = "sample.marginalia";

/// The code as `codes show` has it.
fn shown(shell: &Shell, code: &str) -> serde_json::Value {
    shell.json(&["codes", "show", FILE, code])
}

#[test]
fn a_code_is_made_and_described() {
    let shell = Shell::with_sample();
    let made = shell.ok(&[
        "codes",
        "add",
        FILE,
        "Patients and place > Distance",
        "--include",
        "Travel to the surgery",
    ]);
    assert!(made.starts_with("Made the code “Distance”"), "{made}");
    shell.ok(&[
        "codes",
        "set",
        FILE,
        "Distance",
        "--exclude",
        "Waiting",
        "--question",
        "RQ 2",
        "--origin",
        "in-vivo",
    ]);
    let code = shown(&shell, "Distance");
    assert_eq!(code["path"], "Patients and place > Distance");
    assert_eq!(
        (&code["include"], &code["exclude"]),
        (&"Travel to the surgery".into(), &"Waiting".into())
    );
    assert_eq!((&code["question"], &code["origin"]), (&"RQ 2".into(), &"in vivo".into()));
    assert_eq!(code["made_by"], "Sam");
    let refused = shell.run(&["codes", "add", FILE, "Nowhere > Distance"]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.err.contains("Nowhere"), "{}", refused.err);
}

#[test]
fn what_a_merge_would_do_is_said_first_and_a_reason_is_kept() {
    let shell = Shell::with_sample();
    let merge = ["codes", "merge", FILE, "Access", "--into", "Being known"];
    let before = shell.json(&["info", FILE]);
    let foreseen = shell.json(&[&merge[..], &["--dry-run"]].concat());
    assert_eq!(foreseen["did"], serde_json::Value::Null);
    assert!(foreseen["notes"][0].as_str().is_some_and(|note| note.contains("quotations")));
    assert_eq!(shell.json(&["info", FILE]), before);
    let done =
        shell.json(&[&merge[..], &["--reason", "one idea", "--meeting", "12 March"]].concat());
    assert_eq!(done["did"], "Merged “Access” into “Being known”");
    assert_eq!(done["notes"], foreseen["notes"]);
    assert_eq!(shell.json(&["info", FILE])["quotations"], before["quotations"]);
    shell.ok(&["undo", FILE]);
    assert!(shown(&shell, "Access")["quotations"].as_u64() > Some(0));
    let circle = ["codes", "merge", FILE, "Patients and place", "--into", "Access"];
    for circle in [circle.to_vec(), [&circle[..], &["--dry-run"]].concat()] {
        let refused = shell.run(&circle);
        assert_eq!(refused.status, Some(1));
        assert!(refused.err.contains("cannot go below itself"), "{}", refused.err);
    }
}

#[test]
fn codes_are_gathered_split_copied_and_archived() {
    let shell = Shell::with_sample();
    let count = |code: &str| shown(&shell, code)["codings"].as_u64().unwrap_or_default();
    let all = count("Access");
    shell.ok(&["codes", "add", FILE, "Reaching somebody"]);
    let split = ["codes", "split", FILE, "Access", "--to", "Reaching somebody"];
    shell.ok(&[&split[..], &["--source", "Interview GP ID 161 Site 1"]].concat());
    assert!(count("Reaching somebody") > 0);
    assert_eq!(count("Access") + count("Reaching somebody"), all);
    shell.ok(&["codes", "gather", FILE, "Access", "Reaching somebody", "--under", "Getting in"]);
    assert_eq!(
        shown(&shell, "Reaching somebody")["path"],
        "Patients and place > Getting in > Reaching somebody"
    );
    shell.ok(&["codes", "copy", FILE, "Getting in", "--with-codings"]);
    assert_eq!(count("Getting in > Access"), count("Patients and place > Getting in > Access"));
    shell.ok(&["codes", "archive", FILE, "Getting in > Access"]);
    let listed = shell.ok(&["codes", "list", FILE]);
    assert_eq!(listed.matches("(archived)").count(), 4, "{listed}");
    shell.ok(&[
        "codes",
        "move",
        FILE,
        "Getting in > Access",
        "Getting in > Reaching somebody",
        "--under",
        "Being known",
    ]);
    assert_eq!(shown(&shell, "Patients and place > Being known > Access")["is_archived"], true);
}

#[test]
fn links_sets_questions_and_reasons() {
    let shell = Shell::with_sample();
    shell.ok(&["codes", "link", FILE, "Access", "is solved by", "Being known"]);
    shell.ok(&["codes", "put", FILE, "For the paper", "Access", "Being known"]);
    let asked = shell.json(&["codes", "ask", FILE, "Access", "Does this hold visits?"]);
    assert_eq!(asked["did"], "Asked something about “Access”");
    let code = shown(&shell, "Access");
    assert_eq!(code["sets"][0], "For the paper");
    assert!(code["links"][0].as_str().is_some_and(|link| link.contains("is solved by")));
    let question = code["questions"][0]["id"].as_str().expect("a key").to_owned();
    shell.ok(&["codes", "answer", FILE, &question, "Only at home.", "--settled", "true"]);
    let code = shown(&shell, "Access");
    assert_eq!(code["questions"][0]["is_settled"], true);
    assert_eq!(code["questions"][0]["answers"][0][1], "Only at home.");
    shell.ok(&["codes", "reason", FILE, "--reason", "seen again", "--meeting", "April"]);
    shell.ok(&["codes", "link", FILE, "Access", "is solved by", "Being known", "--remove"]);
    shell.ok(&["codes", "put", FILE, "For the paper", "--rename", "Paper"]);
    assert_eq!(shell.json(&["codes", "sets", FILE])[0]["name"], "Paper");
    shell.ok(&["codes", "put", FILE, "Paper", "--remove"]);
    shell.ok(&["codes", "version", FILE, "March"]);
    shell.ok(&["codes", "version", FILE, "march", "--forget"]);
    assert_eq!(shell.json(&["codes", "versions", FILE]), serde_json::json!([]));
    let code = shown(&shell, "Access");
    assert!(code["sets"].as_array().is_some_and(Vec::is_empty));
    assert!(code["links"].as_array().is_some_and(Vec::is_empty));
}
