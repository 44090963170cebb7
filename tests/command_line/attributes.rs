//! The attributes of the register from a shell.

use crate::shell::{Shell, field};

const FILE: &str = "p.marginalia";

#[test]
fn attributes_come_from_a_table_and_go_into_one() {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.write(
        "attributes.tsv",
        "Of\tName\tType\tChoices\tPublic\tNote\n\
         person\tGender\tchoice\twoman; man; \"other; or none\"\tno\tasked from January on\n\
         case\tGender\ttext\t\tno\t\nsource\tWave\tordered choice\tfirst; second\tyes\t\n",
    );
    shell.ok(&["attributes", "import", FILE, "attributes.tsv"]);
    let public = shell.json(&["attributes", "list", FILE]);
    assert_eq!(field(&public, "name"), ["Gender", "Gender", "Wave"]);
    // What may be chosen where values are private is as private as they are.
    let mut choices = field(&public, "choices");
    choices.sort();
    assert_eq!(choices, ["", "", "first; second"]);
    shell.ok(&["attributes", "list", FILE, "--private", "-o", "all.xlsx"]);
    let again = shell.ok(&["attributes", "import", FILE, "all.xlsx"]);
    assert!(again.ends_with("; 3 as they are\n"), "{again}");
    for (table, words) in [
        ("Name,Type\nAge,number\n", "“” stands in “Of”; write what has “Age”: source, person"),
        ("Of,Name,Type\nperson,Age,digits\n", "“digits” is not known here"),
        ("Of,Name,Type\nperson,Post,choice\n", "a choice needs the words to choose from"),
        ("Of,Name,Public\nperson,Age,maybe\n", "“maybe” is neither yes nor no"),
        ("Of,Name\nperson,Age\nperson,AGE\n", "Row 3: “AGE” stands in the table twice"),
    ] {
        shell.write("bad.csv", table);
        let sentence = shell.fails(&["attributes", "import", FILE, "bad.csv"]);
        assert!(sentence.contains(words), "{sentence}");
    }
    assert_eq!(
        shell.ok(&["attributes", "set", FILE, "person", "gender", "--public", "yes"]),
        "Changed the attribute “gender”\n"
    );
    shell.ok(&["attributes", "rename", FILE, "case", "Gender", "Region"]);
    shell.ok(&["attributes", "delete", FILE, "source", "Wave"]);
    let all = shell.json(&["attributes", "list", FILE]);
    assert_eq!(field(&all, "name"), ["Gender", "Region"]);
    assert_eq!(field(&all, "choices")[0], "woman; man; \"other; or none\"");
}
