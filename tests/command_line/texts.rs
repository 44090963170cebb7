//! Files shown before they come in, and texts put right from a shell: facts, edits, newer files, versions, turns, brackets.

use serde_json::{Value, json};

use crate::shell::{Shell, field};

const TALK: &str = "INT: How did it come about?\nGP ID 161: We were told in March, by the board.\nINT: By whom?\nGP ID 161: Nobody in particular [laughter].\n";

const SURVEY: &str = "Respondent no.,CCG,What has helped so far?,What stands in the way?\n\
    7,Site 3,\"Time to talk, and a manager who knows the place.\",Money and the merger of the practices\n\
    8,Site 4,,Not asked\n\
    12,Site 3,Nothing that we could think of in the meeting,The staff who leave and nobody comes\n";

/// A project with one coded interview.
fn study() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    shell.write("Talk.txt", TALK);
    shell.ok(&["import", "p.marginalia", "Talk.txt"]);
    shell.write("codes.csv", "path\nTrust\n");
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    let row = |words: &str| {
        let start = TALK.find(words).expect("the words");
        format!("Talk,{start},{},Trust,Sam\n", start + words.len())
    };
    let rows = row("told in March") + &row("the board") + &row("By whom?");
    shell.write("codings.csv", format!("document,start,end,code,coder\n{rows}"));
    shell.ok(&["codings", "import", "p.marginalia", "codings.csv"]);
    shell
}

fn text(shell: &Shell, name: &str) -> String {
    let shown = shell.json(&["sources", "show", "p.marginalia", name, "--text"]);
    shown["text"].as_str().expect("a text").to_owned()
}

/// A place as it is written after `--at`.
fn place(text: &str, words: &str) -> String {
    let start = text[..text.find(words).expect("the words")].chars().count();
    format!("{start}..{}", start + words.chars().count())
}

#[test]
fn a_dry_run_shows_the_table_and_brings_nothing_in() {
    let shell = study();
    shell.write("in/Site 3/Interview 4 GP ID 102.txt", format!("Date: 14/03/2012\n\n{TALK}"));
    shell.write("in/Survey.csv", SURVEY);
    shell.write("in/Empty.txt", "");
    shell.write("in/Talk.txt", TALK);
    let before = shell.read("p.marginalia");
    let answer = shell.run(&["import", "p.marginalia", "in", "--dry-run", "--json"]);
    assert_eq!((answer.status, answer.err.as_str()), (Some(1), ""), "a file was refused");
    let shown: Value = serde_json::from_str(&answer.out).expect("JSON");
    let rows = shown["rows"].as_array().expect("rows");
    let row = |name: &str| rows.iter().find(|row| row["name"] == name).expect("the row").clone();
    let interview = row("Interview 4 GP ID 102");
    for (name, value) in [
        ("kind", json!("interview")),
        ("date", json!("2012-03-14")),
        ("case", json!("Site 3")),
        ("people", json!(["GP ID 102"])),
        ("becomes", json!("a new source")),
        ("speakers", json!(["GP ID 161", "INT"])),
        ("doubts", json!([])),
    ] {
        assert_eq!(interview[name], value, "{name}");
    }
    assert_eq!(row("Talk")["becomes"], "nothing", "it is there already");
    assert_eq!(shown["tables"][0]["sources"], 3);
    let roles = field(&shown["tables"][0]["layout"]["columns"], "role");
    assert_eq!(roles, ["respondent", "case", "question", "question"]);
    assert!(field(&shown["refused"], "path")[0].ends_with("Empty.txt"));
    let words = shell.run(&["import", "p.marginalia", "in", "--dry-run"]).out;
    for part in ["Nothing was brought in", "2012-03-14", "3 sources", "refused", "Empty.txt"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(shell.read("p.marginalia"), before);
}

#[test]
fn rules_and_layouts_come_from_files() {
    let shell = study();
    shell.write("in/Anna, Praxis 7.txt", "Wir haben lange gewartet, und niemand hat uns gefragt, ob wir das wollen oder was wir davon halten.\n");
    shell.write("in/Survey.csv", SURVEY);
    shell.write(
        "rules.json",
        r#"{"rules": [{"in": "name", "pattern": "{person}, Praxis {case}"}], "keep_files_up_to_mb": 0}"#,
    );
    let shown = shell.json(&["import", "p.marginalia", "in", "--dry-run"]);
    let mut layout = shown["tables"][0]["layout"].clone();
    layout["columns"][3]["role"] = json!("ignore");
    layout["arrangement"] = json!("per-question");
    shell.write("layout.json", layout.to_string());
    let by_files = ["--rules", "rules.json", "--layout", "layout.json"];
    let arguments = [&["import", "p.marginalia", "in"][..], &by_files].concat();
    let report = shell.json(&arguments);
    assert_eq!(report["imported"].as_array().map(Vec::len), Some(2), "{report}");
    let anna = shell.json(&["sources", "show", "p.marginalia", "Anna, Praxis 7"]);
    assert_eq!((&anna["case"], &anna["people"]), (&json!("7"), &json!(["Anna"])));
    assert_eq!(anna["language"], "de");
    let said = shell.fails(&["sources", "original", "p.marginalia", "Anna, Praxis 7", "a.txt"]);
    assert_eq!(said, "The project does not keep the file that “Anna, Praxis 7” was read from");

    shell.write("wrong.json", "{\n\"rules\": [{\"in\": \"name\", \"pattern\": \"{persn}\"}]}");
    let said = shell.fails(&["import", "p.marginalia", "in", "--rules", "wrong.json"]);
    assert!(said.starts_with("Line 2: ") && said.contains("{persn}"), "{said}");
    assert!(said.ends_with("wrong.json"), "{said}");
    let said = shell.fails(&["import", "p.marginalia", "in", "--layout", "wrong.json"]);
    assert!(said.ends_with("wrong.json"), "{said}");
    let said = shell.fails(&["import", "p.marginalia", "in", "--rules", "none.json"]);
    assert!(said.ends_with("none.json"), "{said}");
}

#[test]
fn a_newer_file_goes_where_it_is_told() {
    let shell = study();
    let newer = TALK.replace("told in March, by the board", "told in early March, by nobody");
    shell.write("new/Talk.txt", &newer);
    let import = |how: &str| shell.json(&["import", "p.marginalia", "new", "--newer", how]);
    let report = import("skip");
    assert_eq!(report["left_out"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(text(&shell, "Talk"), TALK);
    let report = import("beside");
    assert_eq!(report["imported"][0]["name"], "Talk (2)");
    shell.ok(&["undo", "p.marginalia"]);
    let report = import("replace");
    assert_eq!(report["replaced"][0]["carried"], 2, "{report}");
    assert_eq!(report["replaced"][0]["lost"], json!(["the board"]));
    assert_eq!(text(&shell, "Talk"), newer);
    let lost = shell.json(&["sources", "lost", "p.marginalia"]);
    assert_eq!(field(&lost, "was"), ["the board"]);
    assert_eq!(field(&lost, "source"), ["Talk"]);
    let words = shell.ok(&["sources", "lost", "p.marginalia"]);
    assert!(words.contains("the board") && words.lines().count() == 1, "{words}");
    let said = shell.run(&["import", "p.marginalia", "new", "--newer", "sometimes"]);
    assert_eq!(said.status, Some(2));

    // The same by the source's name, whatever the file is called.
    shell.write("corrected.txt", newer.replace("GP ID 161", "GP ID 162"));
    let said = shell.ok(&["sources", "replace", "p.marginalia", "talk", "corrected.txt"]);
    assert!(said.starts_with("Changed 2 places; 3 quotations carried along"), "{said}");
    let said = shell.fails(&["sources", "replace", "p.marginalia", "Talk", "gone.txt"]);
    assert!(said.ends_with("gone.txt"), "{said}");
    assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n");
}

#[test]
fn facts_are_set_and_cleared() {
    let shell = study();
    shell.ok(&[
        "sources",
        "set",
        "p.marginalia",
        "talk",
        "--kind",
        "fieldnote",
        "--date",
        "14 March 2012",
        "--case",
        "Site 3",
        "--people",
        "GP ID 161, Nurse ID 2",
        "--language",
        "english",
        "--attribute",
        "Round=2",
        "--name",
        "Day 1",
    ]);
    let shown = shell.json(&["sources", "show", "p.marginalia", "Day 1"]);
    for (name, value) in [
        ("kind", json!("fieldnote")),
        ("date", json!("2012-03-14")),
        ("case", json!("Site 3")),
        ("people", json!(["GP ID 161", "Nurse ID 2"])),
        ("language", json!("en")),
        ("attributes", json!({"Round": "2"})),
        ("file_name", json!("Talk.txt")),
    ] {
        assert_eq!(shown[name], value, "{name}");
    }
    shell.ok(&[
        "sources",
        "set",
        "p.marginalia",
        "Day 1",
        "--date",
        "",
        "--case",
        "",
        "--people",
        "",
        "--attribute",
        "Round=",
    ]);
    let shown = shell.json(&["sources", "show", "p.marginalia", "Day 1"]);
    assert_eq!((&shown["date"], &shown["case"]), (&Value::Null, &Value::Null));
    assert_eq!((&shown["people"], &shown["attributes"]), (&json!([]), &json!({})));
    for (wrong, said) in [
        (&["--date", "soon"][..], "“soon” is no date; write 2012-03-14, March 2012 or 2012"),
        (&["--language", "Klingonish"], "“Klingonish” is no language that is known here"),
        (&["--attribute", "Round"], "“Round” is no attribute; write NAME=VALUE"),
        (&["--name", " "], "A source needs a name"),
    ] {
        let arguments = [&["sources", "set", "p.marginalia", "Day 1"], wrong].concat();
        assert_eq!(shell.fails(&arguments), said);
    }
    shell.write("Other.txt", "Some other words.");
    shell.ok(&["import", "p.marginalia", "Other.txt"]);
    let said = shell.fails(&["sources", "set", "p.marginalia", "Day 1", "Other", "--name", "A"]);
    assert_eq!(said, "A name can be given to a single source only");
    let said = shell.fails(&["sources", "set", "p.marginalia", "Nobody", "--case", "A"]);
    assert_eq!(said, "There is no source “Nobody”");
}

#[test]
fn an_edit_moves_what_is_coded_and_its_versions_are_listed() {
    let shell = study();
    let at = place(TALK, "March, by the board");
    let edit = |at: &str, with: &str| {
        shell.json(&["sources", "edit", "p.marginalia", "Talk", "--at", at, "--with", with])
    };
    let changed = edit(&at, "early spring");
    assert_eq!((&changed["places"], &changed["carried"]), (&json!(1), &json!(2)));
    assert_eq!(changed["lost"][0]["was"], "the board");
    let quotes = shell.json(&["quotes", "p.marginalia", "--code", "Trust"]);
    assert!(field(&quotes, "text").contains(&"told in early spring".to_owned()), "{quotes}");
    let now = text(&shell, "Talk");
    let words =
        shell.ok(&["sources", "edit", "p.marginalia", "Talk", "--at", &place(&now, "early ")]);
    assert_eq!(words, "Changed 1 place; 3 quotations carried along\n");

    let versions = shell.json(&["sources", "versions", "p.marginalia", "Talk"]);
    let steps = field(&versions, "seq");
    assert_eq!(steps.len(), 2);
    let before =
        |step: &str| shell.ok(&["sources", "versions", "p.marginalia", "Talk", "--before", step]);
    assert_eq!((before(&steps[0]), before(&steps[1])), (now, TALK.to_owned()));
    let listed = shell.ok(&["sources", "versions", "p.marginalia", "Talk"]);
    assert_eq!(listed.matches("Edited the text of “Talk”  (Sam)").count(), 2, "{listed}");
    shell.ok(&["undo", "p.marginalia"]);
    shell.ok(&["undo", "p.marginalia"]);
    assert_eq!(text(&shell, "Talk"), TALK);
    assert_eq!(shell.json(&["sources", "lost", "p.marginalia"]), json!([]));

    let said = shell.fails(&["sources", "edit", "p.marginalia", "Talk", "--at", "9..90000"]);
    assert!(said.contains("lies outside the text of “Talk”"), "{said}");
    for wrong in ["9", "9..", "..9", "9..3", "a..b"] {
        let answer = shell.run(&["sources", "edit", "p.marginalia", "Talk", "--at", wrong]);
        assert_eq!(answer.status, Some(2), "{wrong}");
    }
}

#[test]
fn the_file_a_source_was_read_from_comes_out_again() {
    let shell = study();
    shell.write("Old.txt", b"It was \x93fine\x94 in the caf\xe9.\r\n");
    shell.ok(&["import", "p.marginalia", "Old.txt"]);
    let said = shell.ok(&["sources", "original", "p.marginalia", "old", "out.txt"]);
    assert_eq!(said, "Wrote out.txt\n");
    assert_eq!(shell.read("out.txt"), shell.read("Old.txt"));
    let shown = shell.json(&["sources", "show", "p.marginalia", "Old"]);
    assert_eq!(shown["file_size"], shell.read("Old.txt").len());
    let before = shell.read("p.marginalia");
    shell.fails(&["sources", "original", "p.marginalia", "Old", "p.marginalia"]);
    assert_eq!(shell.read("p.marginalia"), before, "an open project is never written over");
}

#[test]
fn turns_are_listed_and_put_right() {
    let shell = study();
    let speakers = || field(&shell.json(&["turns", "list", "p.marginalia", "Talk"]), "speaker");
    let at = |words: &str| place(TALK, words).split("..").next().expect("a place").to_owned();
    assert_eq!(speakers(), ["INT", "GP ID 161", "INT", "GP ID 161"]);
    assert_eq!(shell.ok(&["turns", "list", "p.marginalia", "Talk"]).lines().count(), 4);
    let nobody = at("Nobody");
    shell.ok(&["turns", "speaker", "p.marginalia", "Talk", "--at", &nobody, "Nurse ID 2"]);
    assert_eq!(speakers()[3], "Nurse ID 2");
    let said = shell.ok(&["turns", "rename", "p.marginalia", "GP ID 161", "GP ID 7"]);
    assert!(said.starts_with("1 turn renamed"), "{said}");
    shell.ok(&["turns", "split", "p.marginalia", "Talk", "--at", &at("by the board"), "Chair"]);
    assert_eq!(speakers(), ["INT", "GP ID 7", "Chair", "INT", "Nurse ID 2"]);
    shell.ok(&["turns", "join", "p.marginalia", "Talk", "--at", &at("INT: By whom?")]);
    assert_eq!(speakers(), ["INT", "GP ID 7", "Chair", "Nurse ID 2"]);
    shell.ok(&["turns", "recognise", "p.marginalia", "Talk"]);
    assert_eq!(speakers(), ["INT", "GP ID 161", "INT", "GP ID 161"]);
    shell.ok(&["undo", "p.marginalia"]);
    assert_eq!(speakers().len(), 4);
    assert_eq!(text(&shell, "Talk"), TALK, "the words stay");
    let said = shell.fails(&["turns", "join", "p.marginalia", "Talk", "--at", "0"]);
    assert_eq!(said, "A turn before this one is no longer in the project");
    shell.fails(&["turns", "split", "p.marginalia", "Talk", "--at", "90000", "Chair"]);
}

#[test]
fn brackets_are_listed_by_what_they_are() {
    let shell = study();
    shell.write(
        "Day.txt",
        "We met [GP ID 515] at the [neighbouring CCG], and [those who are] there left.\n",
    );
    shell.ok(&["import", "p.marginalia", "Day.txt"]);
    let all = shell.json(&["brackets", "p.marginalia"]);
    assert_eq!(
        field(&all, "words"),
        ["[GP ID 515]", "[neighbouring CCG]", "[those who are]", "[laughter]"]
    );
    assert_eq!(field(&all, "class"), ["person", "redaction", "insertion", "non-verbal"]);
    let people = shell.json(&["brackets", "p.marginalia", "--class", "person"]);
    assert_eq!(field(&people, "words"), ["[GP ID 515]"]);
    let in_talk = shell.ok(&["brackets", "p.marginalia", "--source", "Talk"]);
    assert!(in_talk.contains("non-verbal") && in_talk.lines().count() == 1, "{in_talk}");
    let wrong = shell.run(&["brackets", "p.marginalia", "--class", "round"]);
    assert_eq!(wrong.status, Some(2));
}

#[test]
fn answers_are_listed_by_question() {
    let shell = study();
    shell.write("Survey.csv", SURVEY);
    shell.ok(&["import", "p.marginalia", "Survey.csv"]);
    let all = shell.json(&["answers", "p.marginalia"]);
    assert_eq!(all.as_array().map(Vec::len), Some(6));
    let question = ["answers", "p.marginalia", "--question", "what stands in the WAY?"];
    let answers = shell.json(&question);
    let mut states = field(&answers, "state");
    states.sort();
    assert_eq!(states, ["given", "given", "not-asked"]);
    let words = shell.ok(&question);
    assert!(
        words.starts_with("What stands in the way?\n") && words.contains("(not asked)"),
        "{words}"
    );
    let helped = shell.ok(&["answers", "p.marginalia", "--question", "What has helped so far?"]);
    assert!(helped.contains("(skipped)") && helped.contains("Time to talk, and"), "{helped}");
    let none = shell.json(&["answers", "p.marginalia", "--question", "Why?"]);
    assert_eq!(none, json!([]));
}
