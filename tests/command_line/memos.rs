//! Memos from a shell, by the real binary.

use std::io::Write as _;
use std::process::Stdio;

use crate::shell::{Answer, Shell, field};

const FILE: &str = "p.marginalia";

/// A project with a code, two sources and nothing else.
fn project() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.ok(&["codes", "add", FILE, "Trust"]);
    shell.write("Visit.txt", "GP ID 161: We trust them. They come when we call.\n");
    shell.write("Trust.txt", "They never came.\n");
    shell.ok(&["import", FILE, "Visit.txt", "--kind", "interview"]);
    shell
}

#[test]
fn a_memo_is_written_found_changed_and_answered() {
    let shell = project();
    let text = "See [[Trust]] and [[Visit]].";
    shell.ok(&["memos", "add", FILE, "On trust", "--text", text, "--about", "source:Visit"]);
    let shown = shell.json(&["memos", "show", FILE, "on TRUST"]);
    assert_eq!(shown["text"], text);
    assert_eq!(shown["kind"], "analytic");
    assert_eq!(shown["about"], serde_json::json!(["code “Trust”", "source “Visit”"]));
    shell.ok(&["memos", "add", FILE, "Another", "--kind", "Method", "--text", "How we read"]);
    let listed =
        |filter: &[&str]| field(&shell.json(&[&["memos", "list", FILE], filter].concat()), "title");
    assert_eq!(listed(&[]), ["Another", "On trust"]);
    assert_eq!(listed(&["--about", "Trust"]), ["On trust"]);
    assert_eq!(listed(&["--kind", "method"]), ["Another"]);
    assert_eq!(listed(&["--words", "WE READ"]), ["Another"]);
    assert_eq!(listed(&["--status", "agreed"]), [] as [&str; 0]);
    shell.ok(&["memos", "change", FILE, "On trust", "--status", "agreed", "--pin"]);
    assert_eq!(listed(&["--status", "agreed"]), ["On trust"]);
    assert_eq!(listed(&[]), ["On trust", "Another"], "pinned first");
    let comment = ["memos", "comment", FILE, "On trust", "--text", "So I think", "--coder", "Lee"];
    shell.ok(&comment);
    assert_eq!(listed(&["--by", "Kim"]).len(), 2);
    assert_eq!(listed(&["--words", "so i think"]), ["On trust"]);
    let words = shell.ok(&["memos", "show", FILE, "On trust"]);
    assert!(words.contains("Lee,") && words.contains("So I think"), "{words}");
    // A code that is renamed is shown by its new name.
    shell.ok(&["codes", "rename", FILE, "Trust", "Faith", "--coder", "Kim"]);
    let shown = shell.json(&["memos", "show", FILE, "On trust"]);
    assert_eq!(shown["text"], "See [[Faith]] and [[Visit]].");
    shell.ok(&["memos", "delete", FILE, "Another", "--coder", "Kim"]);
    assert_eq!(listed(&[]), ["On trust"]);
    shell.ok(&["undo", FILE, "--coder", "Kim"]);
    assert_eq!(listed(&[]).len(), 2);
}

#[test]
fn what_cannot_be_told_apart_is_said_and_nothing_is_lost() {
    let shell = project();
    // A code and a source of one name: the link stays words, and that is said.
    shell.ok(&["import", FILE, "Trust.txt", "--kind", "document"]);
    let add = ["memos", "add", FILE, "Twice", "--text", "On [[Trust]] and [[Nobody]]"];
    let answer: Answer = shell.run(&add);
    assert_eq!(answer.status, Some(0));
    assert!(answer.err.contains("[[Trust]] leads nowhere"), "{}", answer.err);
    assert!(answer.err.contains("[[Nobody]] leads nowhere"), "{}", answer.err);
    let shown = shell.json(&["memos", "show", FILE, "Twice"]);
    assert_eq!(shown["text"], "On [[Trust]] and [[Nobody]]");
    assert_eq!(shown["about"], serde_json::json!([]));
    shell.ok(&["memos", "change", FILE, "Twice", "--about", "code:Trust"]);
    // Two memos of one title are told apart by their keys.
    shell.ok(&["memos", "add", FILE, "twice", "--text", "Again"]);
    let said = shell.fails(&["memos", "show", FILE, "Twice"]);
    assert!(said.contains("2 memos are called") && said.contains("key"), "{said}");
    let keys = field(&shell.json(&["memos", "list", FILE, "--words", "again"]), "id");
    assert!(shell.ok(&["memos", "show", FILE, &keys[0]]).contains("Again"));
    for (wrong, says) in [
        (vec!["memos", "show", FILE, "None"], "there is no memo “None”"),
        (vec!["memos", "list", FILE, "--by", "Nobody"], "there is no coder “Nobody”"),
        (vec!["memos", "list", FILE, "--about", "Nothing"], "nothing is called “Nothing”"),
        (vec!["memos", "add", FILE, "--text", " "], "a memo needs a title or a text"),
        (vec!["memos", "change", FILE, &keys[0]], "nothing is to be changed"),
        (vec!["memos", "comment", FILE, &keys[0]], "there is nothing to say"),
        (vec!["memos", "add", FILE, "X", "--from", "gone.md"], "could not be read"),
    ] {
        let said = shell.fails(&wrong);
        assert!(said.to_lowercase().contains(&says.to_lowercase()), "{said}");
    }
    assert_eq!(shell.run(&["memos", "list", FILE, "--status", "done"]).status, Some(2));
    let both = ["memos", "add", FILE, "X", "--text", "a", "--from", "b"];
    assert_eq!(shell.run(&both).status, Some(2));
    shell.write("latin.md", b"caf\xe9");
    let said = shell.fails(&["memos", "add", FILE, "X", "--from", "latin.md"]);
    assert!(said.contains("not UTF-8") && said.ends_with("latin.md"), "{said}");
    let wrong = shell.run(&["memos", "export", FILE, "-o", "memos.xlsx"]);
    assert_eq!(wrong.status, Some(2), "{}", wrong.err);
}

#[test]
fn a_megabyte_and_raw_html_come_out_as_they_went_in() {
    let shell = project();
    let line = "A <script>alert(1)</script> & <b>bold</b> [[Visit]] line.\n";
    let long = line.repeat(1_000_000 / line.len() + 1);
    let mut program = shell.program();
    program.args(["memos", "add", FILE, "Long", "--from", "-", "--coder", "Kim"]);
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program runs");
    let mut input = child.stdin.take().expect("standard input");
    input.write_all(format!("\u{feff}{}", long.replace('\n', "\r\n")).as_bytes()).expect("written");
    drop(input);
    let answer = Answer::new(child.wait_with_output().expect("an answer"));
    assert_eq!((answer.status, answer.err.as_str()), (Some(0), ""));
    let shown = shell.json(&["memos", "show", FILE, "Long"]);
    assert_eq!(shown["text"].as_str(), Some(long.trim_end()));
    shell.ok(&["memos", "export", FILE, "-o", "memos.html"]);
    let html = shell.read_text("memos.html");
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert"));
    assert!(html.len() > 1_000_000);
    assert_eq!(shell.ok(&["check", FILE]), "sound\n");
}

#[test]
fn memos_are_exported_with_their_passages_and_labels() {
    let shell = project();
    shell.write("c.csv", "document,start,end,code,coder\nVisit,11,25,Trust,Kim\n");
    shell.ok(&["codings", "import", FILE, "c.csv"]);
    shell.ok(&["cases", "add", FILE, "Site 3"]);
    shell.ok(&["people", "add", FILE, "GP ID 161"]);
    shell.ok(&["sources", "set", FILE, "Visit", "--case", "Site 3", "--people", "GP ID 161"]);
    let matrix = ["matrix", "add", FILE, "M", "--rows", "source"];
    shell.ok(&matrix);
    let cell = ["matrix", "show", FILE, "M", "--row", "Visit", "--code", "Trust"];
    let key = shell.json(&cell)[0]["passages"][0]["quotation"].as_str().expect("a key").to_owned();
    let text = format!("At [[Site 3]] they say [[quote:{key}|we trust]].\n\n- one\n- two");
    shell.ok(&["memos", "add", FILE, "On trust", "--text", &text]);
    shell.ok(&["memos", "export", FILE, "-o", "public.md"]);
    let public = shell.read_text("public.md");
    assert!(public.contains("# On trust") && public.contains("> We trust them"), "{public}");
    assert!(public.contains("GP ID 161"), "a label: {public}");
    assert!(!public.contains("Site 3") && !public.contains("Private:"), "{public}");
    assert!(public.contains("- one"), "{public}");
    shell.ok(&["memos", "export", FILE, "--private", "-o", "team.md"]);
    let team = shell.read_text("team.md");
    assert!(team.contains("Site 3") && team.contains("Private:"), "{team}");
    // What somebody said who took their consent back is printed nowhere.
    shell.ok(&["people", "set", FILE, "GP ID 161", "--withdrawn", "2026-03-01"]);
    shell.ok(&["memos", "export", FILE, "--private", "-o", "after.md"]);
    let after = shell.read_text("after.md");
    assert!(!after.to_lowercase().contains("we trust"), "{after}");
    assert!(after.contains("consent was withdrawn"), "{after}");
}

#[test]
fn a_memo_that_is_shown_and_written_again_leads_where_it_did() {
    let shell = project();
    shell.write("c.csv", "document,start,end,code,coder\nVisit,11,25,Trust,Kim\n");
    shell.ok(&["codings", "import", FILE, "c.csv"]);
    shell.ok(&["matrix", "add", FILE, "M", "--rows", "source"]);
    let cell = ["M", "--row", "Visit", "--code", "Trust"];
    let show = [&["matrix", "show", FILE], &cell[..]].concat();
    let key = shell.json(&show)[0]["passages"][0]["quotation"].as_str().expect("a key").to_owned();
    let text = format!("They say [[quote:{key}|we trust]].");
    shell.ok(&["memos", "add", FILE, "On trust", "--text", &text]);
    let shown = shell.json(&["memos", "show", FILE, "On trust"]);
    assert_eq!(shown["text"], "They say [[we trust]].");
    shell.write("memo.md", "They still say [[we trust]].\n");
    let change = ["memos", "change", FILE, "On trust", "--from", "memo.md"];
    let answer = shell.run(&change);
    assert_eq!((answer.status, answer.err.as_str()), (Some(0), ""));
    let about = format!("quote:{key}");
    let found = shell.json(&["memos", "list", FILE, "--about", &about]);
    assert_eq!(field(&found, "title"), ["On trust"]);
    // A summary, too.
    for words in [text.as_str(), "As ever, [[we trust]]."] {
        let write = ["matrix", "write", FILE, "M", "Visit", "Trust", "--text", words];
        let answer = shell.run(&write);
        assert_eq!((answer.status, answer.err.as_str()), (Some(0), ""));
    }
    assert_eq!(shell.json(&show)[0]["text"], "As ever, [[we trust]].");
}
