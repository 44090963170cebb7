//! The code framework to and from files of every kind.

use serde_json::{Value, json};

use crate::shell::{Shell, field};

/// What `codes list` says of each code, its counts apart.
fn tree(shell: &Shell, file: &str) -> Vec<[Value; 4]> {
    let listed = shell.json(&["codes", "list", file]);
    let rows = listed.as_array().expect("a list").iter();
    rows.map(|row| ["path", "name", "definition", "colour"].map(|name| row[name].clone())).collect()
}

#[test]
fn each_format_brings_the_framework_back() {
    let shell = Shell::with_sample();
    for ending in ["csv", "xlsx", "txt", "qdc"] {
        let (name, copy) = (format!("codes.{ending}"), format!("{ending}.marginalia"));
        shell.ok(&["codes", "export", "sample.marginalia", &name]);
        shell.ok(&["new", &copy]);
        let report = shell.json(&["codes", "import", &copy, &name]);
        assert_eq!((&report["made"], &report["warnings"]), (&30.into(), &json!([])), "{ending}");
        let (mut came, mut went) = (tree(&shell, &copy), tree(&shell, "sample.marginalia"));
        if ending == "txt" {
            came.iter_mut().chain(&mut went).for_each(|row| row[3] = Value::Null);
        }
        assert_eq!(came, went, "{ending}");
        let again = shell.json(&["codes", "import", "sample.marginalia", &name]);
        assert_eq!((&again["made"], &again["changed"]), (&0.into(), &0.into()), "{ending}");
        assert_eq!(again["unchanged"], 30, "{ending}");
    }
}

#[test]
fn printed_codebooks_hold_what_is_said() {
    let shell = Shell::with_sample();
    for (name, start) in [
        ("Codes.docx", b"PK\x03\x04".as_slice()),
        ("Codes.html", b"<!DOCTYPE html>"),
        ("Codes.md", b"**Code framework**"),
    ] {
        let said = shell.json(&["codes", "export", "sample.marginalia", name]);
        assert_eq!(said["codes"], 30);
        assert!(shell.read(name).starts_with(start), "{name}");
    }
    let page = shell.read_text("Codes.md");
    assert!(page.contains("30 codes") && page.contains("From the framework, made by"), "{page}");
}

#[test]
fn what_a_format_cannot_carry_is_told() {
    let shell = Shell::with_sample();
    let said = shell.ok(&["codes", "export", "sample.marginalia", "codes.txt"]);
    assert!(said.starts_with("Wrote 30 codes to codes.txt\n"), "{said}");
    assert!(said.contains("  A .txt file has no place for "), "{said}");
    let said = shell.json(&["codes", "export", "sample.marginalia", "codes.qdc"]);
    assert!(said["not_carried"].is_array());
}

#[test]
fn a_dry_run_says_what_would_come_and_changes_nothing() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    shell.write("codes.txt", "Access :: Getting in\n\tTime\nWork\n");
    shell.ok(&["codes", "import", "p.marginalia", "codes.txt"]);
    shell.write("again.txt", "Access\n\t| Getting in, and out\n\tTime\n\t\tLost\n");
    let before = shell.read("p.marginalia");
    let plan = shell.json(&["codes", "import", "p.marginalia", "again.txt", "--dry-run"]);
    assert_eq!(plan["added"], json!(["Access > Time > Lost"]));
    assert_eq!(plan["missing"], json!(["Work"]));
    assert_eq!(plan["unchanged"], 1);
    assert_eq!(
        plan["changed"][0]["changes"],
        json!([{ "field": "definition", "before": "Getting in", "after": "Getting in, and out" }])
    );
    let said = shell.ok(&["codes", "import", "p.marginalia", "again.txt", "--dry-run"]);
    assert_eq!(
        said,
        "1 code would be made, 1 changed; 1 already there, 1 not in the file\n\
         New\n  Access > Time > Lost\n\
         Changed\n  Access\n    definition: “Getting in” → “Getting in, and out”\n\
         Not in the file, to stay as they are\n  Work\n"
    );
    assert_eq!(shell.read("p.marginalia"), before);
    let said = shell.ok(&["codes", "import", "p.marginalia", "again.txt", "--only-new"]);
    assert_eq!(said, "1 new code; 2 already there; 1 not in the file\n");
    let listed = shell.json(&["codes", "list", "p.marginalia"]);
    assert_eq!(field(&listed, "path"), ["Access", "Access > Time", "Access > Time > Lost", "Work"]);
    assert_eq!(listed[0]["definition"], "Getting in");
}

#[test]
fn wrong_files_are_named_and_change_nothing() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    let before = shell.read("p.marginalia");
    for (name, bytes, said) in [
        ("a.qdc", "<CodeBook><Codes/></CodeBook>", "It holds no codes"),
        ("b.qdc", "<CodeBook><Codes><Code", "Its XML is malformed or breaks off"),
        ("c.qdc", "words", "It is no REFI-QDA codebook"),
        ("d.txt", "A\nB\nA\n", "Line 3: the code “A” stands further up already"),
        ("e.xlsx", "words", "It is not an Excel workbook"),
        ("f.odt", "words", "Codes can be read from .csv"),
    ] {
        shell.write(name, bytes);
        for run in [&["--dry-run"][..], &[]] {
            let arguments: Vec<&str> =
                ["codes", "import", "p.marginalia", name].iter().chain(run).copied().collect();
            let sentence = shell.fails(&arguments);
            assert!(sentence.starts_with(said) && sentence.contains(name), "{sentence}");
        }
    }
    assert_eq!(shell.read("p.marginalia"), before);
    let sentence = shell.fails(&["codes", "export", "p.marginalia", "codes.doc"]);
    assert!(sentence.contains(".qdc") && sentence.contains("codes.doc"), "{sentence}");
    let sentence = shell.fails(&["codes", "export", "p.marginalia", "codes.qdc"]);
    assert!(sentence.contains("needs at least one code"), "{sentence}");
    assert!(!shell.path("codes.qdc").exists());
}
