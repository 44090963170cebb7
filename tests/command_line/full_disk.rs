//! A disk that is full in the middle of a write: an error that says so, and everything as it was before.

#![cfg(unix)]

use std::process::Command;

use crate::shell::{Answer, Shell};

/// Runs the program where no file may grow beyond `kilobytes`. Writing on gives an error there, as on a full disk.
fn cramped(shell: &Shell, kilobytes: usize, arguments: &[&str]) -> Answer {
    let mut command = shell.at_home(Command::new("sh"));
    // The shell counts in half kilobytes; without the trap the signal would end the program.
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\" || exit 99; exec \"$@\""]);
    command.arg((kilobytes * 2).to_string()).arg(env!("CARGO_BIN_EXE_marginalia")).args(arguments);
    Answer::new(command.output().expect("a shell"))
}

fn with_texts() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    shell.write("small.txt", "INT: One?\nGP ID 161: Two words.\n");
    shell.ok(&["import", "p.marginalia", "small.txt"]);
    for number in 0..30 {
        let turn =
            format!("GP ID {number}: We trust them less than we did, and number {number} more.\n");
        shell.write(&format!("in/Interview {number}.txt"), turn.repeat(400));
    }
    shell
}

#[test]
fn a_project_is_as_it_was_before() {
    let shell = with_texts();
    let before = shell.read("p.marginalia");
    let listed = shell.ok(&["sources", "list", "p.marginalia"]);
    for room in [0, 8, 64, 300] {
        let answer = cramped(&shell, before.len() / 1024 + room, &["import", "p.marginalia", "in"]);
        assert_eq!((answer.status, answer.out.as_str()), (Some(1), ""), "{room}");
        let said = answer.sentence();
        assert!(said.contains("p.marginalia"), "{said}");
        assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n", "{room}");
        assert_eq!(shell.ok(&["sources", "list", "p.marginalia"]), listed, "{room}");
    }
    shell.ok(&["import", "p.marginalia", "in"]);
    assert_eq!(shell.json(&["info", "p.marginalia"])["sources"], 31);
}

#[test]
fn what_could_not_be_made_leaves_nothing_behind() {
    let shell = Shell::with_sample();
    for arguments in [
        &["new", "q.marginalia"][..],
        &["sample", "q.marginalia"],
        &["save-copy", "sample.marginalia", "q.marginalia"],
        &["quotes", "sample.marginalia", "-o", "q.html"],
        &["quotes", "sample.marginalia", "-o", "q.xlsx"],
        &["codings", "export", "sample.marginalia", "q.csv"],
    ] {
        let answer = cramped(&shell, 4, arguments);
        assert_eq!((answer.status, answer.out.as_str()), (Some(1), ""), "{arguments:?}");
        answer.sentence();
        assert_eq!(shell.files(), ["sample.marginalia"], "{arguments:?}");
    }
    assert_eq!(shell.ok(&["check", "sample.marginalia"]), "sound\n");
}

/// On a file system that is really full, where the system lets us make one.
#[test]
fn a_full_file_system_is_called_so() {
    let shell = with_texts();
    std::fs::create_dir(shell.path("disk")).expect("a folder");
    let listed = shell.ok(&["sources", "list", "p.marginalia"]);
    let mut command = shell.at_home(Command::new("unshare"));
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]).arg(
        "mount -t tmpfs -o size=700k none disk && cp p.marginalia disk/ || exit 77
         \"$0\" import disk/p.marginalia in && exit 1
         \"$0\" sources list disk/p.marginalia && \"$0\" check disk/p.marginalia",
    );
    command.arg(env!("CARGO_BIN_EXE_marginalia"));
    let answer = match command.output() {
        Ok(output) => Answer::new(output),
        Err(_) => return eprintln!("skipped: there is no unshare here"),
    };
    if answer.status == Some(77) || answer.err.contains("unshare") {
        return eprintln!("skipped: no file system may be made here ({})", answer.err.trim_end());
    }
    assert_eq!(
        (answer.status, answer.out.clone()),
        (Some(0), listed + "sound\n"),
        "{}",
        answer.err
    );
    assert!(answer.sentence().starts_with("The disk is full"), "{}", answer.err);
}
