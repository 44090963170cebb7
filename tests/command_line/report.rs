//! The outline of an output from a shell, by the real binary.

use crate::shell::{Shell, field};

const FILE: &str = "p.marginalia";

fn project() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.ok(&["codes", "add", FILE, "Trust"]);
    shell.write("One.txt", "We trust them. They never come.\n");
    shell.ok(&["import", FILE, "One.txt", "--kind", "interview"]);
    shell
        .write("c.csv", "document,start,end,code,coder\nOne,0,14,Trust,Kim\nOne,15,31,Trust,Kim\n");
    shell.ok(&["codings", "import", FILE, "c.csv"]);
    shell.ok(&["outputs", "make", FILE, "Chapter"]);
    shell
}

/// The keys of the two quotations, in their order.
fn keys(shell: &Shell) -> Vec<String> {
    shell.ok(&["matrix", "add", FILE, "All", "--rows", "source"]);
    let cell = ["matrix", "show", FILE, "All", "--row", "One", "--code", "Trust"];
    field(&shell.json(&cell)[0]["passages"], "quotation")
}

#[test]
fn an_outline_is_built_tested_and_moved() {
    let shell = project();
    let add = |rest: &[&str]| shell.ok(&[&["report", "add", FILE, "Chapter"], rest].concat());
    add(&["heading", "Findings"]);
    add(&["finding", "People trust who comes", "--under", "Findings"]);
    add(&["paragraph", "--text", "All [[people: Trust]] of them.", "--under", "1"]);
    add(&["heading", "Before", "--before", "Findings"]);
    let outline = || shell.json(&["report", "outline", FILE, "Chapter"]);
    let numbers = field(&outline()["items"], "number");
    assert_eq!(numbers, ["1", "2", "2.1", "2.2"]);
    let change = ["report", "change", FILE, "Chapter", "2.1", "--state", "draft"];
    shell.ok(&change);
    shell.ok(&["report", "rest-on", FILE, "Chapter", "2.1", "Trust"]);
    let words = shell.ok(&["report", "outline", FILE, "Chapter"]);
    assert!(words.contains("nobody looked for what contradicts it"), "{words}");
    shell.ok(&["report", "tested", FILE, "Chapter", "people TRUST who comes", "One who does not"]);
    let finding = outline()["items"][2].clone();
    assert_eq!(finding["tested"][0]["found"], "One who does not");
    assert_eq!(finding["rests_on"], serde_json::json!(["code “Trust”"]));
    assert_eq!(finding["state"], "draft");
    assert_eq!(outline()["items"][3]["text"], "All [[people: Trust]] of them.");
    shell.ok(&["report", "move", FILE, "Chapter", "2.1", "--under", "Before"]);
    assert_eq!(field(&outline()["items"], "number"), ["1", "1.1", "2", "2.1"]);
    shell.ok(&["report", "delete", FILE, "Chapter", "Before"]);
    assert_eq!(field(&outline()["items"], "number"), ["1", "1.1"]);
    shell.ok(&["undo", FILE, "--coder", "Kim"]);
    assert_eq!(field(&outline()["items"], "number").len(), 4);
}

#[test]
fn quotations_are_placed_under_findings() {
    let shell = project();
    let keys = keys(&shell);
    shell.ok(&["report", "add", FILE, "Chapter", "finding", "They are trusted"]);
    let place = ["report", "place", FILE, "Chapter", "1", &keys[0], "--as", "typical"];
    shell.ok(&place);
    shell.ok(&["report", "place", FILE, "Chapter", "1", &keys[1], "--as", "against"]);
    let outline = || shell.json(&["report", "outline", FILE, "Chapter"]);
    assert_eq!(field(&outline()["items"][0]["extracts"], "stands_for"), ["typical", "against"]);
    assert_eq!(field(&outline()["items"][0]["extracts"], "quotation"), keys);
    // Placed again it is no second extract; placed nowhere it stays in the output.
    shell.ok(&place);
    shell.ok(&["report", "place", FILE, "Chapter", "", &keys[1]]);
    let now = outline();
    assert_eq!(field(&now["items"][0]["extracts"], "quotation"), keys[..1]);
    assert_eq!(field(&now["elsewhere"], "quotation"), keys[1..]);
}

#[test]
fn what_cannot_stand_there_is_refused_with_the_reason() {
    let shell = project();
    let add = |rest: &[&str]| shell.ok(&[&["report", "add", FILE, "Chapter"], rest].concat());
    add(&["heading", "Same"]);
    add(&["heading", "same"]);
    add(&["paragraph", "--text", "Words <b>raw</b>"]);
    let nobody = "00000000-0000-0000-0000-000000000007";
    for (wrong, says) in [
        (vec!["outline", FILE, "None"], "there is no output “None”"),
        (vec!["add", FILE, "Chapter", "heading"], "a heading needs words"),
        (vec!["add", FILE, "Chapter", "paragraph", "Title"], "a paragraph has no title"),
        (vec!["add", FILE, "Chapter", "heading", "X", "--under", "3"], "cannot hold"),
        (vec!["change", FILE, "Chapter", "Same", "--state", "agreed"], "several are called"),
        (vec!["change", FILE, "Chapter", "9.9", "--state", "agreed"], "there is no “9.9”"),
        (vec!["change", FILE, "Chapter", "1"], "nothing is to be changed"),
        (vec!["tested", FILE, "Chapter", "1"], "is no finding"),
        (vec!["place", FILE, "Chapter", "1", nobody], "no quotation with the key"),
        (vec!["rest-on", FILE, "Chapter", "1", "Money"], "nothing is called “Money”"),
        (vec!["move", FILE, "Chapter", "1", "--under", "1"], "below itself"),
    ] {
        let said = shell.fails(&[&["report"], &wrong[..]].concat());
        assert!(said.to_lowercase().contains(&says.to_lowercase()), "{says}: {said}");
    }
    let kind = ["report", "add", FILE, "Chapter", "chapter", "X"];
    assert_eq!(shell.run(&kind).status, Some(2));
}

#[test]
fn an_outline_is_written_once_nothing_is_open_and_its_counts_are_those_of_now() {
    let shell = project();
    let keys = keys(&shell);
    let add = |rest: &[&str]| shell.ok(&[&["report", "add", FILE, "Chapter"], rest].concat());
    add(&["heading", "Findings"]);
    let text = "It is said in [[quotes: Trust]] passages.";
    add(&["finding", "They are trusted", "--under", "1", "--text", text]);
    shell.ok(&["report", "place", FILE, "Chapter", "1.1", &keys[0], "--as", "typical"]);
    shell.ok(&["report", "tested", FILE, "Chapter", "1.1", "None at all"]);
    let export = |rest: &[&str], out: &str| {
        let asked = ["report", "export", FILE, "Chapter", "--despite-findings", "-o", out];
        shell.ok(&[&asked[..], rest].concat());
        shell.read_text(out)
    };
    let public = export(&[], "a.md");
    assert!(public.contains("# Findings") && public.contains("**They are trusted**"), "{public}");
    assert!(public.contains("It is said in 2 passages."), "{public}");
    assert!(public.contains("> We trust them."), "{public}");
    assert!(!public.contains("None at all"), "{public}");
    let team = export(&["--private"], "b.md");
    assert!(team.contains("None at all") && team.contains("Private:"), "{team}");
    for out in ["c.docx", "d.odt"] {
        let asked = ["report", "export", FILE, "Chapter", "--despite-findings", "-o", out];
        shell.ok(&asked);
        assert!(shell.read(out).starts_with(b"PK"), "{out}");
    }
    let chapter = export(&["--chapter", "1.1"], "f.md");
    assert!(chapter.contains("We trust them.") && !chapter.contains("# Findings"), "{chapter}");
    let record = shell.json(&["methods", FILE]);
    assert_eq!(record["printings"].as_array().map(Vec::len), Some(5));
    assert_eq!(record["findings"]["searched"], 1);
    // The label lacks what the register does not know: that holds it up.
    let refused = shell.fails(&["report", "export", FILE, "Chapter", "-o", "e.md"]);
    assert!(refused.contains("open") && !shell.path("e.md").exists(), "{refused}");
    assert_eq!(shell.run(&["report", "export", FILE, "Chapter", "-o", "e.xlsx"]).status, Some(2));
}

#[test]
fn what_is_new_and_what_was_read_is_told_by_person() {
    let shell = project();
    let news = |rest: &[&str]| shell.json(&[&["news", FILE, "--since", "today"], rest].concat());
    assert_eq!(field(&news(&[])["by"], "name"), ["Kim"]);
    shell.ok(&["memos", "add", FILE, "Mine", "--coder", "Lee"]);
    assert_eq!(field(&news(&[])["by"], "name"), ["Kim", "Lee"]);
    assert_eq!(field(&news(&["--by", "lee"])["by"], "name"), ["Lee"]);
    assert!(shell.ok(&["news", FILE, "--since", "today"]).contains("1 memo written"));
    assert!(shell.fails(&["news", FILE, "--since", "someday"]).contains("someday"));
    assert!(shell.fails(&["news", FILE, "--since", "today", "--by", "Zed"]).contains("Zed"));
    shell.ok(&["sources", "read", FILE, "One", "--coder", "Lee"]);
    let record = shell.json(&["methods", FILE]);
    let coders = record["coding"]["coders"].as_array().expect("coders").clone();
    let lee = coders.iter().find(|coder| coder["name"] == "Lee").expect("Lee");
    assert_eq!((&lee["read"], &lee["codings"]), (&1.into(), &0.into()));
    shell.ok(&["sources", "unread", FILE, "One", "--coder", "Lee"]);
    assert!(shell.fails(&["sources", "read", FILE, "Two"]).contains("Two"));
}
