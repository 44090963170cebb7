//! Projects, sources, codes and the history from a shell.

use crate::shell::{Shell, field};

#[test]
fn a_new_project_is_empty_and_knows_who_made_it() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Zoë Lindqvist"]);
    let info = shell.json(&["info", "p.marginalia"]);
    assert_eq!(info["name"], "p");
    assert_eq!(info["coders"], serde_json::json!(["Zoë Lindqvist"]));
    for none in ["sources", "codes", "quotations", "codings", "words"] {
        assert_eq!(info[none], 0, "{none}");
    }
    let before = shell.read("p.marginalia");
    let said = shell.fails(&["new", "p.marginalia"]);
    assert!(said.contains("already there") && said.ends_with("p.marginalia"), "{said}");
    assert_eq!(shell.read("p.marginalia"), before);
    assert_eq!(shell.files(), ["p.marginalia"]);
}

#[test]
fn who_codes_is_told_asked_or_known() {
    let shell = Shell::new();
    let coders = |file: &str| shell.json(&["info", file])["coders"].to_string();
    shell.ok(&["new", "a.marginalia"]);
    assert_eq!(coders("a.marginalia"), r#"["Sam"]"#);
    shell.ok(&["new", "b.marginalia", "--coder", "Amara"]);
    shell.write("t.txt", "INT: Hello.\nGP: Good evening to you.\n");
    shell.ok(&["import", "b.marginalia", "t.txt"]);
    assert_eq!(coders("b.marginalia"), r#"["Amara"]"#);
    assert!(shell.ok(&["history", "b.marginalia"]).contains("Imported “t”  (Amara)"));
    shell.write("home/config/marginalia/settings.json", r#"{"coder": "Zoë"}"#);
    shell.ok(&["new", "c.marginalia"]);
    assert_eq!(coders("c.marginalia"), r#"["Zoë"]"#);
}

#[test]
fn an_import_reports_every_file() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    shell.write("in/Interview 2.txt", "INT: One?\nGP ID 161: Two words.\n");
    shell.write("in/Interview 10.txt", "INT: Three?\nGP ID 162: Four words.\n");
    shell.write("in/Same file.txt", "INT: One?\nGP ID 161: Two words.\n");
    shell.write("in/Same words.txt", "INT: One?\r\nGP ID 161: Two words.\r\n");
    shell.write("in/later/Interview 2.txt", "INT: One?\r\nGP ID 161: Two words.\r");
    shell.write("in/Old.txt", b"It was \x93fine\x94 in the caf\xe9.\n");
    shell.write("in/Empty.txt", "");
    shell.write("in/Binary.txt", [0u8, 159, 1, 2, 255, 254, 0, 7, 8, 9].repeat(50));
    shell.write("in/Broken.docx", "PK\x03\x04 nothing");
    let answer = shell.run(&["import", "p.marginalia", "in", "--kind", "interview", "--json"]);
    assert_eq!((answer.status, answer.err.as_str()), (Some(1), ""));
    let report: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert_eq!(report["imported"].as_array().map(Vec::len), Some(4), "{report}");
    assert_eq!(field(&report["doubtful"], "name"), ["Old", "Same words"]);
    assert_eq!(report["already_there"].as_array().map(Vec::len), Some(2));
    let refused = field(&report["refused"], "path").join(" ");
    for name in ["Empty.txt", "Binary.txt", "Broken.docx"] {
        assert!(refused.contains(name), "{refused}");
    }
    assert!(field(&report["refused"], "reason").iter().all(|reason| reason.len() > 10));

    let listed = shell.json(&["sources", "list", "p.marginalia"]);
    let kinds = field(&listed, "kind");
    assert_eq!((kinds.len(), kinds.iter().all(|kind| kind == "interview")), (4, true));
    let answer = shell.run(&["import", "p.marginalia", "in/Interview 2.txt"]);
    assert_eq!(answer.status, Some(0));
    assert!(answer.out.starts_with("Nothing was imported; 1 already there"), "{}", answer.out);
    assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n");
}

#[test]
fn a_file_that_is_not_there_is_refused_and_named() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    let before = shell.ok(&["history", "p.marginalia"]);
    let answer = shell.run(&["import", "p.marginalia", "gone.txt"]);
    assert_eq!(answer.status, Some(1));
    assert!(answer.out.contains("refused") && answer.out.contains("gone.txt"), "{}", answer.out);
    assert_eq!(shell.ok(&["history", "p.marginalia"]), before);
}

#[test]
fn sources_are_listed_and_shown() {
    let shell = Shell::with_sample();
    let listed = shell.json(&["sources", "list", "sample.marginalia"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(12));
    let kinds = field(&listed, "kind");
    assert_eq!(kinds.iter().filter(|kind| *kind == "fieldnote").count(), 4);
    let table = shell.ok(&["sources", "list", "sample.marginalia"]);
    assert_eq!(table.lines().count(), 13);
    let name = "Interview GP ID 161 Site 1";
    let shown = shell.json(&["sources", "show", "sample.marginalia", name]);
    let speakers = field(&shown["speakers"], "name");
    assert!(speakers.contains(&"GP ID 161".to_owned()), "{speakers:?}");
    assert!(shown.get("text").is_none());
    let words = shell.ok(&["sources", "show", "sample.marginalia", name]);
    assert!(words.starts_with(name) && words.contains("interview"), "{words}");
    let text = shell.ok(&["sources", "show", "sample.marginalia", name, "--text"]);
    let with_text = shell.json(&["sources", "show", "sample.marginalia", name, "--text"]);
    assert_eq!(with_text["text"].as_str().map(str::trim_end), Some(text.trim_end()));
    assert_eq!(
        with_text["characters"],
        with_text["text"].as_str().map_or(0, |t| t.chars().count())
    );
    let said = shell.fails(&["sources", "show", "sample.marginalia", "Nobody"]);
    assert_eq!(said, "There is no source “Nobody”");
}

#[test]
fn codes_are_listed_as_a_tree_with_counts() {
    let shell = Shell::with_sample();
    let listed = shell.json(&["codes", "list", "sample.marginalia"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(30));
    let number = |path: &str, name: &str| {
        let rows = listed.as_array().expect("a list");
        rows.iter().find(|row| row["path"] == path).and_then(|row| row[name].as_u64())
    };
    let (own, all) = ("quotations", "with_sub_codes");
    assert!(
        number("Patients and place > Access", all) > number("Patients and place > Access", own)
    );
    assert_eq!(number("Patients and place > Access > Travel", "depth"), Some(2));
    let tree = shell.ok(&["codes", "list", "sample.marginalia"]);
    assert_eq!(tree.lines().count(), 31);
    let indents = |name: &str| tree.lines().any(|line| line.ends_with(name));
    assert!(indents("  Patients and place") && indents("    Access") && indents("      Travel"));
}

#[test]
fn undo_and_redo_reach_across_processes() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    shell.write("a.txt", "INT: One?\nGP ID 161: Two words.\n");
    shell.write("codes.csv", "path\nAccess\n");
    shell.write("codings.csv", "document,start,end,code,coder\na,0,3,Access,Amara\n");
    shell.ok(&["import", "p.marginalia", "a.txt"]);
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    shell.ok(&["codings", "import", "p.marginalia", "codings.csv"]);
    let state = || {
        let info = shell.json(&["info", "p.marginalia"]);
        [&info["sources"], &info["codes"], &info["codings"]].map(|n| n.as_u64().unwrap_or(99))
    };
    assert_eq!(state(), [1, 1, 1]);
    assert_eq!(shell.ok(&["undo", "p.marginalia"]), "Undid: Imported 1 coding\n");
    assert_eq!(state(), [1, 1, 0]);
    let undone = shell.json(&["undo", "p.marginalia"]);
    assert!(undone["label"].as_str().is_some_and(|label| label.contains("framework")), "{undone}");
    assert_eq!(state(), [1, 0, 0]);
    assert_eq!(shell.ok(&["undo", "p.marginalia"]), "Undid: Imported “a”\n");
    assert_eq!(state(), [0, 0, 0]);
    for _ in 0..3 {
        assert!(shell.ok(&["redo", "p.marginalia"]).starts_with("Redid: "));
    }
    assert_eq!(state(), [1, 1, 1]);
    assert_eq!(shell.fails(&["redo", "p.marginalia"]), "There is nothing to redo");
    let steps = shell.json(&["history", "p.marginalia"]);
    let kinds = field(&steps, "kind");
    assert_eq!(kinds[..6], ["redo", "redo", "redo", "undo", "undo", "undo"]);
    assert!(
        field(&steps, "seq")
            .windows(2)
            .all(|two| { two[0].parse::<u64>().ok() > two[1].parse::<u64>().ok() })
    );
    assert_eq!(shell.ok(&["history", "p.marginalia", "--limit", "2"]).lines().count(), 2);
    assert_eq!(shell.ok(&["check", "p.marginalia"]), "sound\n");
}

#[test]
fn the_sample_is_whole_and_a_copy_is_the_same() {
    let shell = Shell::with_sample();
    let info = shell.json(&["info", "sample.marginalia"]);
    let figures = ["interviews", "fieldnotes", "codes", "codings"].map(|name| info[name].as_u64());
    assert_eq!(figures, [Some(8), Some(4), Some(30), Some(150)]);
    assert_eq!(info["coders"], serde_json::json!(["Maya Lindqvist", "Tom Achebe"]));
    let words = shell.ok(&["info", "sample.marginalia"]);
    assert!(words.contains("8 interviews, 4 fieldnotes"), "{words}");
    assert_eq!(shell.json(&["check", "sample.marginalia"])["sound"], true);
    shell.ok(&["save-copy", "sample.marginalia", "copy.marginalia"]);
    for question in [&["quotes"][..], &["codes", "list"], &["sources", "list"], &["history"]] {
        let of = |file| shell.json(&[question, &[file]].concat());
        assert_eq!(of("sample.marginalia"), of("copy.marginalia"));
    }
    let before = shell.read("copy.marginalia");
    let said = shell.fails(&["save-copy", "sample.marginalia", "copy.marginalia"]);
    assert!(said.contains("already there"), "{said}");
    shell.fails(&["sample", "copy.marginalia"]);
    assert_eq!(shell.read("copy.marginalia"), before);
    assert_eq!(shell.files(), ["copy.marginalia", "sample.marginalia"]);
}

#[test]
fn a_search_finds_places_and_keeps_to_quotes_of_a_code() {
    let shell = Shell::with_sample();
    let all = shell.json(&["search", "sample.marginalia", "parking"]);
    let texts = field(&all, "text");
    assert!(!texts.is_empty());
    assert!(texts.iter().all(|text| text.to_lowercase().contains("park")), "{texts:?}");
    assert!(shell.ok(&["search", "sample.marginalia", "parking"]).contains("parking"));
    let none = shell.json(&["search", "sample.marginalia", "zolmitriptan"]);
    assert_eq!(none, serde_json::json!([]));
    let code = "Patients and place/Access";
    let within = shell.run(&[
        "search",
        "sample.marginalia",
        "the",
        "--code",
        code,
        "--limit",
        "2",
        "--json",
    ]);
    let hits: serde_json::Value = serde_json::from_str(&within.out).expect("JSON");
    assert_eq!(field(&hits, "kind"), ["quotation", "quotation"]);
    for hit in hits.as_array().expect("a list") {
        let codes = hit["codes"].as_array().expect("codes");
        let under = |code: &serde_json::Value| {
            code.as_str().is_some_and(|path| path.starts_with("Patients and place > Access"))
        };
        assert!(codes.iter().any(under), "{codes:?}");
    }
    assert!(within.sentence().starts_with("The best 2 of "));
    let said = shell.fails(&["search", "sample.marginalia", "parking AND"]);
    assert!(said.contains("AND"), "{said}");
    assert_eq!(
        shell.fails(&["search", "sample.marginalia", "x", "--code", "Nowhere"]),
        "There is no code “Nowhere”"
    );
}
