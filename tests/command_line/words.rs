//! Concordance, word counts and synonyms from a shell.

use serde_json::json;

use crate::shell::{Shell, field};

fn study() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    shell.write(
        "Talk.txt",
        "INT: Who pushed?\nGP ID 161: The H&WB pushed us. Nobody pushes GPs, said the GP.\n",
    );
    shell.write("Paper.txt", "The HWB met. It pushed for a merger, and the merger came.\n");
    shell.ok(&["import", "p.marginalia", "Talk.txt", "--kind", "interview"]);
    shell.ok(&["import", "p.marginalia", "Paper.txt", "--kind", "document"]);
    shell
}

#[test]
fn every_place_of_a_word_stands_on_a_line() {
    let shell = study();
    let asked = ["concordance", "p.marginalia", "push", "--width", "8", "--sort", "right"];
    let said = shell.ok(&asked);
    let lines: Vec<&str> = said.lines().map(str::trim_start).collect();
    assert_eq!(lines.len(), 4, "{said}");
    assert!(lines[0].starts_with("met. It «pushed» for a m  Paper, 16–22 [Document]"), "{said}");
    let found = shell.json(&[&asked[..], &["--kind", "interview"]].concat());
    assert_eq!(field(&found, "hit"), ["pushed", "pushes", "pushed"]);
    assert_eq!(found[1]["label"], "[GP ID 161]");
    let first = shell.run(&[&asked[..], &["--csv", "--limit", "1"]].concat());
    assert_eq!(
        first.out,
        "\u{feff}document,start,end,label,before,hit,after\r\nPaper,16,22,[Document],met. It ,pushed, for a m\r\n"
    );
    assert!(first.err.starts_with("The first 1 of 4 places"), "{}", first.err);
    shell.ok(&[&asked[..], &["-o", "out.csv"]].concat());
    assert_eq!(shell.read_text("out.csv").matches("\r\n").count(), 5);
    assert!(shell.fails(&["concordance", "p.marginalia", "push NEAR/x us"]).contains("NEAR/5"));
}

#[test]
fn words_are_counted() {
    let shell = study();
    let found = shell.json(&["words", "p.marginalia", "--by", "kind", "--stem", "--limit", "1"]);
    assert_eq!(field(&found, "part"), ["document", "interview"]);
    assert_eq!(found[0]["words"], json!([{"word": "merger", "count": 2, "sources": 1}]));
    assert_eq!(found[1]["words"], json!([{"word": "pushed", "count": 3, "sources": 1}]));
    shell.write("stop.txt", "merger\nHWB pushed");
    let csv =
        shell.ok(&["words", "p.marginalia", "--csv", "--kind", "document", "--stop", "stop.txt"]);
    assert_eq!(csv, "\u{feff}part,word,count,sources\r\n,came,1,1\r\n,met,1,1\r\n");
    let said = shell.ok(&["words", "p.marginalia", "--limit", "1"]);
    assert!(said.contains("in 2 sources") && said.lines().count() == 2, "{said}");
}

#[test]
fn synonyms_are_set_listed_and_deleted() {
    let shell = study();
    let set = ["synonyms", "set", "p.marginalia", "HWB", "H&WB", "Health and Wellbeing Board"];
    shell.ok(&set);
    assert_eq!(
        shell.ok(&["synonyms", "list", "p.marginalia"]),
        "HWB = H&WB = Health and Wellbeing Board\n"
    );
    let found = shell.json(&["search", "p.marginalia", "hwb"]);
    assert_eq!(field(&found, "document").len(), 2);
    shell.ok(&["synonyms", "set", "p.marginalia", "h & wb", "the board"]);
    let listed = shell.json(&["synonyms", "list", "p.marginalia"]);
    assert_eq!(listed, json!([{"words": ["h & wb", "the board"]}]));
    assert!(shell.fails(&["synonyms", "set", "p.marginalia", "alone"]).contains("two at least"));
    shell.ok(&["synonyms", "delete", "p.marginalia", "The Board"]);
    assert_eq!(shell.ok(&["synonyms", "list", "p.marginalia"]), "");
    assert!(shell.fails(&["synonyms", "delete", "p.marginalia", "board"]).contains("no group"));
}
