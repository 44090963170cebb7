//! Codes and codings to and from CSV files.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::shell::{Shell, field};

/// A project with one source `a` and the codes Access, Access > Time and Work > Time.
fn small() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Amara"]);
    shell.write("a.txt", "INT: One?\nGP ID 161: Two words, and “three” more.\n");
    shell.ok(&["import", "p.marginalia", "a.txt"]);
    shell.write("codes.csv", "path,definition\nAccess,Getting in\nAccess > Time,\nWork > Time,\n");
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    shell
}

#[test]
fn a_framework_comes_back_as_it_went() {
    let shell = Shell::with_sample();
    shell.ok(&["codes", "export", "sample.marginalia", "codes.csv"]);
    shell.ok(&["new", "copy.marginalia"]);
    shell.ok(&["codes", "import", "copy.marginalia", "codes.csv"]);
    let tree = |file: &str| -> Vec<[Value; 4]> {
        let listed = shell.json(&["codes", "list", file]);
        let rows = listed.as_array().expect("a list").iter();
        rows.map(|row| ["path", "name", "definition", "colour"].map(|name| row[name].clone()))
            .collect()
    };
    assert_eq!(tree("copy.marginalia").len(), 30);
    assert_eq!(tree("copy.marginalia"), tree("sample.marginalia"));
    shell.ok(&["codes", "export", "copy.marginalia", "again.csv"]);
    assert_eq!(shell.read("again.csv"), shell.read("codes.csv"));
    let report = shell.json(&["codes", "import", "copy.marginalia", "codes.csv"]);
    assert_eq!((&report["made"], &report["unchanged"]), (&0.into(), &30.into()));
}

#[test]
fn a_framework_is_a_word_document_too() {
    let shell = Shell::with_sample();
    shell.ok(&["codes", "export", "sample.marginalia", "Codes.DOCX"]);
    assert_eq!(&shell.read("Codes.DOCX")[..4], b"PK\x03\x04");
}

#[test]
fn codings_come_back_as_they_went() {
    let shell = Shell::with_sample();
    shell.ok(&["codings", "export", "sample.marginalia", "codings.csv"]);
    shell.ok(&["codes", "export", "sample.marginalia", "codes.csv"]);
    shell.ok(&["new", "copy.marginalia", "--coder", "Maya Lindqvist"]);
    for name in field(&shell.json(&["sources", "list", "sample.marginalia"]), "name") {
        let text = shell.ok(&["sources", "show", "sample.marginalia", &name, "--text"]);
        shell.write(&format!("texts/{name}.txt"), text);
    }
    shell.ok(&["import", "copy.marginalia", "texts"]);
    shell.ok(&["codes", "import", "copy.marginalia", "codes.csv"]);
    let report = shell.json(&["codings", "import", "copy.marginalia", "codings.csv"]);
    assert_eq!((&report["added"], &report["coders"]), (&150.into(), &1.into()));
    let report = shell.json(&["codings", "import", "copy.marginalia", "codings.csv"]);
    assert_eq!((&report["added"], &report["already_there"]), (&0.into(), &150.into()));
    shell.ok(&["codings", "export", "copy.marginalia", "again.csv"]);
    let rows = |name: &str| -> BTreeSet<String> {
        shell.read_text(name).lines().map(str::to_owned).collect()
    };
    assert_eq!(rows("again.csv"), rows("codings.csv"));
    let words = |file: &str| -> BTreeSet<String> {
        field(&shell.json(&["quotes", file]), "text").into_iter().collect()
    };
    assert_eq!(words("copy.marginalia"), words("sample.marginalia"));
}

#[test]
fn a_wrong_row_refuses_the_table_and_is_named() {
    let shell = small();
    let before = shell.read("p.marginalia");
    let head = "document,start,end,code,coder\na,0,3,Access,Amara\n";
    for (rows, line, words) in [
        ("a,0,3,Nowhere,Amara\n", "3", "there is no code “Nowhere”"),
        ("a,0,3,Time,Amara\n", "3", "several codes are called “Time”"),
        ("a,4,9999,Access,Amara\n", "3", "past the end of “a”"),
        ("b,0,3,Access,Amara\n", "3", "there is no source “b”"),
        ("a,3,3,Access,Amara\n", "3", "must be greater"),
        ("a,minus,3,Access,Amara\n", "3", "minus"),
        ("a,0,3,Access,Amara\na,0,3,\"Acc\ness\",Amara\n", "4", "Acc"),
        ("a,0,3,\"Access,Amara\n", "3", "never closed"),
        ("a,0,3\n", "3", "3 fields"),
    ] {
        shell.write("codings.csv", format!("{head}{rows}"));
        let said = shell.run(&["codings", "import", "p.marginalia", "codings.csv"]);
        assert_eq!((said.status, said.out.as_str()), (Some(1), ""), "{rows}");
        let said = said.err.replace('\n', " ");
        assert!(said.contains(&format!("ine {line}")) && said.contains(words), "{said}");
        assert!(said.contains("codings.csv"), "{said}");
        assert_eq!(shell.read("p.marginalia"), before, "{rows}");
    }
    let said = shell.fails(&["codings", "import", "p.marginalia", "gone.csv"]);
    assert!(said.contains("gone.csv"), "{said}");
    shell.write("codes.csv", "path,colour\nNew,#aabbcc\nOther,reddish\n");
    let said = shell.fails(&["codes", "import", "p.marginalia", "codes.csv"]);
    assert!(said.contains("ine 3") && said.contains("reddish"), "{said}");
    assert_eq!(shell.read("p.marginalia"), before);
}

#[test]
fn fields_hold_quotation_marks_and_line_breaks() {
    let shell = small();
    let definition = "First, \"second\"\nthird line; ünïcode 名";
    shell.write(
        "codes.csv",
        "\u{feff}path,name,definition,colour\r\n\"A \"\"b\"\", c\",\"A \"\"b\"\", c\",\"First, \"\"second\"\"\r\nthird line; ünïcode 名\",#3366CC\r\n",
    );
    shell.ok(&["codes", "import", "p.marginalia", "codes.csv"]);
    let listed = shell.json(&["codes", "list", "p.marginalia"]);
    let code = listed.as_array().and_then(|rows| rows.last()).expect("the code").clone();
    assert_eq!(code["path"], "A \"b\", c");
    assert_eq!(code["definition"], definition);
    assert_eq!(code["colour"], "#3366cc");
    shell.write(
        "codings.csv",
        "document,start,end,code,coder\r\na,21,30,\"A \"\"b\"\", c\",\"Lee, Sam \"\"S\"\"\"\r\n",
    );
    shell.ok(&["codings", "import", "p.marginalia", "codings.csv"]);
    shell.ok(&["codings", "export", "p.marginalia", "again.csv"]);
    assert_eq!(shell.read_text("again.csv"), shell.read_text("codings.csv"));
    let quotes = shell.json(&["quotes", "p.marginalia", "--code", "A \"b\", c"]);
    assert_eq!(field(&quotes, "text"), ["Two words"]);
    assert_eq!(quotes[0]["coders"], serde_json::json!(["Lee, Sam \"S\""]));
}

#[test]
fn codes_of_one_name_and_coders_on_one_quotation_are_ordinary() {
    let shell = small();
    shell.write(
        "codings.csv",
        "document,start,end,code,coder\n\
         a,21,30,Access > Time,Amara\na,21,30,Access > Time,Zoë\na,21,30,Work/Time,Zoë\na,0,9,Work/Time,Amara\n",
    );
    let report = shell.json(&["codings", "import", "p.marginalia", "codings.csv"]);
    assert_eq!((&report["added"], &report["quotations"]), (&4.into(), &2.into()));
    let quotes = |path: &str| shell.json(&["quotes", "p.marginalia", "--code", path]);
    let access = quotes("Access/Time");
    assert_eq!(field(&access, "text"), ["Two words"]);
    assert_eq!(access[0]["codes"], serde_json::json!(["Access > Time", "Work > Time"]));
    assert_eq!(access[0]["coders"], serde_json::json!(["Amara", "Zoë"]));
    assert_eq!(field(&quotes("Work > Time"), "start"), ["0", "21"]);
    assert_eq!(quotes("Access"), access);
    let alone = shell.json(&["quotes", "p.marginalia", "--code", "Access", "--no-subcodes"]);
    assert_eq!(alone, serde_json::json!([]));
    let said = shell.fails(&["quotes", "p.marginalia", "--code", "Time"]);
    assert!(said.contains("several codes are called “Time”") || said.contains("everal"), "{said}");
    let listed = shell.json(&["codes", "list", "p.marginalia"]);
    assert_eq!(field(&listed, "codings"), ["0", "2", "0", "2"]);
    assert_eq!(field(&listed, "with_sub_codes"), ["1", "1", "2", "2"]);
}
