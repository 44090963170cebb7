//! How the program takes what is written after its name, and what it does without a display or a reader.

use std::io::Read;
use std::process::Stdio;

use crate::shell::{Answer, Shell};

#[test]
fn wrong_usage_is_status_2() {
    let shell = Shell::with_sample();
    for wrong in [
        &["info"][..],
        &["sources"],
        &["codes", "list"],
        &["import", "sample.marginalia"],
        &["import", "sample.marginalia", "a.txt", "--kind", "poem"],
        &["quotes", "sample.marginalia", "-o", "quotes.pdf"],
        &["quotes", "sample.marginalia", "--no-subcodes"],
        &["history", "sample.marginalia", "--limit", "few"],
        &["improt"],
        &["--frobnicate"],
    ] {
        let answer = shell.run(wrong);
        assert_eq!((answer.status, answer.out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(!answer.err.is_empty());
    }
    assert_eq!(shell.files(), ["sample.marginalia"]);
}

#[test]
fn help_names_every_command() {
    let shell = Shell::new();
    let help = shell.ok(&["--help"]);
    for command in [
        "new",
        "info",
        "import",
        "scan",
        "terms",
        "turns",
        "answers",
        "brackets",
        "sources",
        "codes",
        "codings",
        "quotes",
        "search",
        "history",
        "undo",
        "redo",
        "check",
        "sample",
        "save-copy",
    ] {
        assert!(help.contains(&format!("\n  {command}")), "{command}");
        assert!(shell.ok(&[command, "--help"]).contains("Usage:"));
    }
    assert!(shell.ok(&["--version"]).starts_with("marginalia "));
}

#[test]
fn without_a_display_a_sentence_says_what_works() {
    let shell = Shell::with_sample();
    for arguments in [&[][..], &["sample.marginalia"], &["--sample"]] {
        let said = shell.fails(arguments);
        assert!(said.contains("no display") && said.contains("marginalia --help"), "{said}");
    }
}

#[test]
fn a_file_called_like_a_command_is_opened_by_its_path() {
    let shell = Shell::new();
    shell.ok(&["new", "info"]);
    assert!(shell.fails(&["./info"]).contains("no display"));
    assert_eq!(shell.json(&["info", "info"])["name"], "info");
}

#[test]
fn a_project_that_is_missing_is_never_made() {
    let shell = Shell::new();
    let empty: &[String] = &[];
    for arguments in [
        &["gone.marginalia"][..],
        &["info", "gone.marginalia"],
        &["import", "gone.marginalia", "a.txt"],
        &["quotes", "gone.marginalia"],
        &["undo", "gone.marginalia"],
        &["check", "gone.marginalia"],
        &["save-copy", "gone.marginalia", "to.marginalia"],
    ] {
        let said = shell.fails(arguments);
        assert!(said.starts_with("There is no file at "), "{said}");
        assert!(said.ends_with("gone.marginalia"), "{said}");
        assert_eq!(shell.files(), empty);
    }
}

#[test]
fn a_new_file_needs_a_folder() {
    let shell = Shell::with_sample();
    for arguments in [
        &["new", "no/such/q.marginalia"][..],
        &["sample", "no/such/q.marginalia"],
        &["save-copy", "sample.marginalia", "no/such/q.marginalia"],
        &["codes", "export", "sample.marginalia", "no/such/q.csv"],
    ] {
        let said = shell.fails(arguments);
        assert!(
            said.starts_with("The folder does not exist") && said.ends_with("no/such"),
            "{said}"
        );
    }
}

#[test]
fn nobody_reading_on_is_no_fault() {
    let shell = Shell::with_sample();
    for arguments in
        [&["quotes", "sample.marginalia"][..], &["quotes", "sample.marginalia", "--json"]]
    {
        let mut program = shell.program();
        program.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = program.spawn().expect("the program runs");
        let mut first = [0; 10];
        running.stdout.take().expect("its output").read_exact(&mut first).expect("ten bytes");
        // The reader is gone now, with most of the quotes unread.
        let answer = Answer::new(running.wait_with_output().expect("it ends"));
        assert_eq!((answer.status, answer.err.as_str()), (Some(0), ""));
    }
}
