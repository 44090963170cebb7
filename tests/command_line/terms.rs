//! Names that should not be in a text, found and replaced from a shell, and the list of private terms.

use serde_json::{Value, json};

use crate::shell::{Shell, field};

const TALK: &str = "INT: Who was it?\nGP ID 161: Ann Wetherby of Hill Farm, ann@example.org, 07700 900123.\n\
    INT: And the patient?\nGP ID 161: NHS number 943 476 5919, not 943 476 5918; born 3/4/1956. She lives at SW1A 1AA.\n";

fn study() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia"]);
    shell.write("Talk.txt", TALK);
    shell.write("Other.txt", "Nothing in here tells of anybody at all.\n");
    shell.ok(&["import", "p.marginalia", "Talk.txt", "Other.txt"]);
    shell
}

fn text(shell: &Shell) -> String {
    let shown = shell.json(&["sources", "show", "p.marginalia", "Talk", "--text"]);
    shown["text"].as_str().expect("a text").to_owned()
}

/// What a scan finds; it must say by its exit status whether it found anything.
fn scan(shell: &Shell, more: &[&str]) -> Value {
    let arguments = [&["scan", "p.marginalia", "--json"], more].concat();
    let answer = shell.run(&arguments);
    let found: Value = serde_json::from_str(&answer.out).expect("JSON");
    let any = found.as_array().is_some_and(|found| !found.is_empty());
    assert_eq!((answer.status, answer.err.as_str()), (Some(i32::from(any)), ""));
    found
}

#[test]
fn what_looks_like_an_identifier_is_listed_with_its_place() {
    let shell = study();
    let found = scan(&shell, &[]);
    assert_eq!(
        field(&found, "words"),
        ["ann@example.org", "07700 900123", "943 476 5919", "3/4/1956", "SW1A 1AA"],
        "the number with a wrong check digit is none"
    );
    assert_eq!(
        field(&found, "kind"),
        ["e-mail", "phone", "nhs-number", "date-of-birth", "postcode"]
    );
    for place in found.as_array().expect("a list") {
        let at = |name: &str| place[name].as_u64().expect("a place") as usize;
        let words: String = TALK.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(place["words"], words);
        assert!(place["context"].as_str().is_some_and(|c| c.contains(&format!("«{words}»"))));
    }
    assert_eq!(scan(&shell, &["--source", "Other"]), json!([]));
    assert_eq!(field(&scan(&shell, &["--kind", "phone"]), "words"), ["07700 900123"]);
    let words = shell.run(&["scan", "p.marginalia", "--kind", "postcode"]).out;
    assert!(words.starts_with("postcode") && words.contains("«SW1A 1AA»"), "{words}");
    assert_eq!(text(&shell), TALK, "a scan changes nothing");
    let said = shell.fails(&["scan", "p.marginalia", "--source", "Nobody"]);
    assert_eq!(said, "There is no source “Nobody”");
}

#[test]
fn private_terms_are_found_replaced_and_brought_back() {
    let shell = study();
    shell.ok(&[
        "terms",
        "add",
        "p.marginalia",
        "Ann Wetherby",
        "--public",
        "chair",
        "--kind",
        "name",
    ]);
    shell.ok(&[
        "terms",
        "add",
        "p.marginalia",
        "hill farm",
        "--kind",
        "place",
        "--public",
        "practice",
    ]);
    let found = scan(&shell, &["--kind", "name", "--kind", "place"]);
    assert_eq!(field(&found, "words"), ["Ann Wetherby", "Hill Farm"]);
    assert_eq!(field(&found, "replacement"), ["[chair]", "[practice]"]);
    let said =
        shell.ok(&["scan", "p.marginalia", "--replace", "--kind", "name", "--kind", "place"]);
    assert_eq!(said, "Replaced 2 places\n");
    assert!(text(&shell).contains("[chair] of [practice], ann@"), "{}", text(&shell));
    assert_eq!(scan(&shell, &["--kind", "name", "--kind", "place"]), json!([]));
    shell.ok(&["scan", "p.marginalia", "--replace"]);
    assert_eq!(scan(&shell, &[]), json!([]), "what was replaced is not found again");
    for (name, is_there) in [("[e-mail]", true), ("[phone number]", true), ("07700", false)] {
        assert_eq!(text(&shell).contains(name), is_there, "{name}");
    }
    let history = shell.ok(&["history", "p.marginalia"]);
    assert!(!history.contains("Wetherby") && !history.contains("example.org"), "{history}");
    shell.ok(&["undo", "p.marginalia"]);
    shell.ok(&["undo", "p.marginalia"]);
    assert_eq!(text(&shell), TALK);
    let nothing = shell.ok(&["scan", "p.marginalia", "--replace", "--source", "Other"]);
    assert_eq!(nothing, "Replaced 0 places\n");
}

#[test]
fn a_word_may_stand_as_it_is() {
    let shell = study();
    shell.ok(&["terms", "add", "p.marginalia", "Hill Farm", "--public", "practice"]);
    assert_eq!(field(&scan(&shell, &["--kind", "other"]), "words"), ["Hill Farm"]);
    // Said again without a public word, it takes the place of the first.
    shell.ok(&["terms", "add", "p.marginalia", "Hill Farm"]);
    shell.ok(&["terms", "add", "p.marginalia", "ann@example.org"]);
    let found = scan(&shell, &[]);
    assert!(
        !field(&found, "words").iter().any(|words| words == "Hill Farm" || words.contains('@'))
    );
    assert_eq!(shell.json(&["terms", "list", "p.marginalia"]).as_array().map(Vec::len), Some(2));
    let listed = shell.ok(&["terms", "list", "p.marginalia"]);
    assert!(listed.contains("(may stand)"), "{listed}");
}

#[test]
fn the_list_of_terms_goes_out_and_comes_in() {
    let shell = study();
    shell.write(
        "terms.csv",
        "private,public,kind\nAnn Wetherby,chair,name\n\"Hill Farm, the old one\",practice,place\nMIND,,organisation\nWoodside,home,plaice\n",
    );
    let said = shell.ok(&["terms", "import", "p.marginalia", "terms.csv"]);
    assert!(said.starts_with("4 ") && said.contains("plaice"), "{said}");
    let listed = shell.json(&["terms", "list", "p.marginalia"]);
    let rows = |listed: &Value| {
        let list = listed.as_array().expect("a list").iter();
        let mut rows: Vec<String> = list.map(Value::to_string).collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(&listed).len(), 4);
    shell.ok(&["terms", "export", "p.marginalia", "out.csv"]);
    shell.ok(&["new", "q.marginalia"]);
    shell.ok(&["terms", "import", "q.marginalia", "out.csv"]);
    assert_eq!(rows(&shell.json(&["terms", "list", "q.marginalia"])), rows(&listed));
    // No export but that of the list itself has a private word in it.
    shell.ok(&["codes", "export", "p.marginalia", "codes.csv"]);
    shell.ok(&["codings", "export", "p.marginalia", "codings.csv"]);
    for file in ["codes.csv", "codings.csv"] {
        assert!(!shell.read_text(file).contains("Wetherby"), "{file}");
    }
    let before = shell.ok(&["history", "p.marginalia"]);
    shell.write("wrong.csv", "private,public\nAnn,chair\n,practice\n");
    let said = shell.fails(&["terms", "import", "p.marginalia", "wrong.csv"]);
    assert!(said.contains("ine 3") && said.ends_with("wrong.csv"), "{said}");
    let said = shell.fails(&["terms", "import", "p.marginalia", "gone.csv"]);
    assert!(said.ends_with("gone.csv"), "{said}");
    assert_eq!(shell.fails(&["terms", "add", "p.marginalia", " "]), "A private term needs a name");
    assert_eq!(shell.ok(&["history", "p.marginalia"]), before);
    shell.ok(&["undo", "p.marginalia"]);
    assert_eq!(shell.json(&["terms", "list", "p.marginalia"]), json!([]));
    let wrong = shell.run(&["terms", "add", "p.marginalia", "A", "--kind", "thing"]);
    assert_eq!(wrong.status, Some(2));
}
