//! The framework's history from a shell: of a code, between two points, named versions, the agenda, what is to be done.

use crate::shell::{Shell, field};

fn import(shell: &Shell, rows: &str) {
    shell.write("codes.csv", format!("path,name,definition,colour\n{rows}"));
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
}

fn study() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Kim"]);
    import(&shell, "Access,Access,Getting in,\nAccess > Waiting,Waiting,Time,\n");
    shell.ok(&["codes", "version", "p.marginalia", "March"]);
    import(&shell, "Access > Waiting,Waiting,Time until a visit,\nTrust,Trust,,\n");
    shell
}

#[test]
fn a_code_is_told_of_from_its_making() {
    let shell = study();
    let told = shell.ok(&["codes", "history", "p.marginalia", "Waiting"]);
    assert!(told.contains("Imported a framework of 2 codes  (Kim)"), "{told}");
    assert!(told.contains("Made as “Access > Waiting”: “Time”"), "{told}");
    assert!(told.contains("Changed the definition: “Time” became “Time until a visit”"), "{told}");
    shell.ok(&["undo", "p.marginalia"]);
    let told = shell.json(&["codes", "history", "p.marginalia", "Access/Waiting"]);
    assert_eq!(told[2]["label"], "Undone: Imported a framework of 3 codes");
    let back = &told[2]["deeds"][0];
    assert_eq!((&back["what"], &back["after"]), (&"reworded".into(), &"Time".into()));
    // “Trust” is gone with the undo, and told of all the same.
    let told = shell.ok(&["codes", "history", "p.marginalia", "trust"]);
    assert!(told.ends_with("Deleted\n"), "{told}");
    let gone = shell.ok(&["codes", "gone", "p.marginalia"]);
    assert!(gone.contains("Trust went: Undone: Imported a framework"), "{gone}");
    let said = shell.fails(&["codes", "history", "p.marginalia", "Money"]);
    assert!(said.contains("no code “Money”"), "{said}");
}

#[test]
fn frameworks_are_compared_between_points() {
    let shell = study();
    let said = "+ Trust\n~ Access > Waiting\n    Changed the definition: “Time” became “Time until a visit”\n";
    assert_eq!(shell.ok(&["codes", "diff", "p.marginalia", "march"]), said);
    assert_eq!(shell.ok(&["codes", "diff", "p.marginalia", "2", "March"]), "No code differs\n");
    let difference = shell.json(&["codes", "diff", "p.marginalia", "0", "2"]);
    assert_eq!(field(&difference["added"], "path"), ["Access", "Access > Waiting"]);
    assert_eq!((&difference["from"], &difference["to"]), (&0.into(), &2.into()));
    let said = shell.fails(&["codes", "diff", "p.marginalia", "April"]);
    assert!(said.contains("“April” is no version of the framework"), "{said}");
    let said = shell.fails(&["codes", "diff", "p.marginalia", "77"]);
    assert!(said.contains("no step 77"), "{said}");
}

#[test]
fn versions_are_named_and_listed() {
    let shell = study();
    shell.ok(&["codes", "version", "p.marginalia", "Beginning", "--at", "1"]);
    let listed = shell.ok(&["codes", "versions", "p.marginalia"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].contains("Beginning, 0 codes  (Kim)"), "{listed}");
    assert!(lines[1].contains("March, 2 codes  (Kim)"), "{listed}");
    let said = shell.fails(&["codes", "version", "p.marginalia", "march"]);
    assert!(said.contains("already a version “march”"), "{said}");
    let said = shell.fails(&["codes", "version", "p.marginalia", "Early", "--at", "1999-01-01"]);
    assert!(said.contains("Nothing was done yet"), "{said}");
    assert_eq!(field(&shell.json(&["codes", "versions", "p.marginalia"]), "step").len(), 2);
}

#[test]
fn an_agenda_is_printed_and_written() {
    let shell = study();
    let agenda = ["codes", "agenda", "p.marginalia", "--since", "March"];
    let printed = shell.ok(&agenda);
    assert!(printed.contains("# New codes of the framework\n\n## Trust\n"), "{printed}");
    assert!(printed.contains("# Codes without a definition\n\nTrust\n"), "{printed}");
    let to = |file: &'static str| [&agenda[..], &["--to", file]].concat();
    shell.ok(&to("agenda.md"));
    assert_eq!(shell.read_text("agenda.md"), printed);
    shell.ok(&to("agenda.docx"));
    assert!(shell.read("agenda.docx").starts_with(b"PK"));
    let refused = shell.run(&to("agenda.xlsx"));
    assert_eq!(refused.status, Some(2));
    assert!(refused.sentence().contains("let it end in .docx"), "{}", refused.err);
    let read = shell.json(&agenda);
    assert_eq!(field(&read["changed"], "path"), ["Access > Waiting"]);
}

#[test]
fn sources_coded_before_a_code_existed_are_ticked_off() {
    let shell = study();
    for name in ["Interview 1", "Interview 2"] {
        shell.write(&format!("{name}.txt"), format!("GP: We wait, says {name}.\n"));
        shell.ok(&["import", "p.marginalia", &format!("{name}.txt"), "--kind", "interview"]);
    }
    let rows = "Interview 1,4,11,Waiting,Kim\nInterview 2,4,11,Waiting,Kim\n";
    shell.write("codings.csv", format!("document,start,end,code,coder\n{rows}"));
    shell.ok(&["codings", "import", "p.marginalia", "codings.csv"]);
    import(&shell, "Calls,Calls,Telephone,\n");
    let todo = ["codes", "todo", "p.marginalia", "Calls"];
    let said =
        "2 sources were coded before this code existed; 0 done\n[ ] Interview 1\n[ ] Interview 2\n";
    assert_eq!(shell.ok(&todo), said);
    let said = shell.ok(&[&todo[..], &["--done", "Interview 2"]].concat());
    assert!(said.ends_with("[ ] Interview 1\n[x] Interview 2\n"), "{said}");
    assert_eq!(field(&shell.json(&todo), "look"), ["to-do", "noted"]);
    let said = shell.fails(&[&todo[..], &["--done", "Interview 9"]].concat());
    assert!(said.contains("no source “Interview 9”"), "{said}");
}
