//! The register of people from a shell.

use crate::shell::Shell;

const FILE: &str = "p.marginalia";
const TABLE: &str = "Name;Number;Role;Fine role;Post;Real name;Case;Recorded;Withdrawn;Shoe size\n\
    GP ID 161;;;GP locality chair;Chair of the Northwick locality;Dr Ann Webb;Site 3;yes;;38\n\
    Manager ID 514;514;Manager;Chief finance officer;Deputy finance director;Bob Hale;Site 6;no;2013-02;\n\
    Chair;;Lay member;;;;;;;\n";

fn with_people() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.write("people.csv", TABLE);
    shell
}

#[test]
fn people_come_from_a_table_and_go_into_one() {
    let shell = with_people();
    let said = shell.ok(&["people", "import", FILE, "people.csv", "--dry-run"]);
    assert!(
        said.starts_with("Would take 3 new people and changes to 0 people; 0 as they are"),
        "{said}"
    );
    assert!(said.contains("Left out: Shoe size"), "{said}");
    assert_eq!(shell.ok(&["people", "list", FILE]), "Nothing is in the register yet\n");
    shell.ok(&["people", "import", FILE, "people.csv"]);
    let listed = shell.ok(&["people", "list", FILE, "--csv"]);
    let listed = listed.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    assert_eq!(
        listed,
        "Series,Number,Role,Fine role,Qualifier,Part\n,161,GP,GP locality chair,,interviewed\n\
         ,514,Manager,Chief finance officer,,interviewed\n,,Lay member,,,interviewed\n"
    );
    // What is private is written only where it is asked for, and the columns say so.
    for private in ["Webb", "Northwick", "Site 3", "Hale", "Deputy", "2013"] {
        assert!(!listed.contains(private), "{private}");
    }
    shell.ok(&["people", "list", FILE, "--private", "-o", "all.csv"]);
    let all = shell.read_text("all.csv");
    assert!(all.contains("Real name (private)") && all.contains("Dr Ann Webb"), "{all}");
    // What was written reads in as what is there.
    let again = shell.ok(&["people", "import", FILE, "all.csv"]);
    assert!(
        again.starts_with("Took 0 new people and changes to 0 people; 3 as they are"),
        "{again}"
    );
}

#[test]
fn a_table_that_cannot_be_changes_nothing() {
    let shell = with_people();
    shell.ok(&["people", "import", FILE, "people.csv"]);
    for (table, words) in [
        ("Role;Number\nGP;1\nGP;2\n", "there is no column “Name”"),
        (
            "Name;Number\nNurse ID 9;161\nAnn;7\n",
            "ID 161 would be the number of both “GP ID 161” and “Nurse ID 9”",
        ),
        ("Name;Number\nNurse;many\nAnn;7\n", "Row 2: “many” is no number"),
        ("Name;Number\nAnn;7\nann;8\n", "Row 3: “ann” stands in the table twice"),
        ("Name;Withdrawn\nAnn;soon\nBob;2012\n", "“soon” is no date"),
        ("Name;Part\nAnn;invented\nBob;observed\n", "interviewed, observed, mentioned"),
    ] {
        shell.write("bad.csv", table);
        let answer = shell.run(&["people", "import", FILE, "bad.csv"]);
        assert_eq!(answer.status, Some(1), "{words}");
        assert!(answer.sentence().contains(words), "{}", answer.sentence());
    }
    assert_eq!(shell.ok(&["people", "list", FILE]).lines().count(), 3);
    // A number in a name gives way to the same number in the table, whichever stands first.
    for table in ["Name;Number\nGP ID 5;\nNurse;5\n", "Name;Number\nDoctor;6\nGP ID 6;\n"] {
        shell.write("names.csv", table);
        shell.ok(&["people", "import", FILE, "names.csv"]);
    }
    let listed = shell.ok(&["people", "list", FILE, "--private"]);
    assert!(listed.contains("Nurse · 5") && listed.contains("Doctor · 6"), "{listed}");
    assert!(listed.contains("GP ID 5 · GP") && listed.contains("GP ID 6 · GP"), "{listed}");
    shell.ok(&["undo", FILE]);
    shell.ok(&["undo", FILE]);
    // Numbers may be passed round.
    shell.write("swapped.csv", "Name;Number\nGP ID 161;514\nManager ID 514;161\n");
    shell.ok(&["people", "import", FILE, "swapped.csv"]);
    assert!(shell.ok(&["people", "list", FILE]).starts_with("161 · Manager"));
    shell.ok(&["people", "merge", FILE, "GP ID 161", "Chair"]);
    assert_eq!(shell.ok(&["people", "list", FILE]).lines().count(), 2);
    shell.ok(&["undo", FILE]);
    assert_eq!(shell.ok(&["people", "list", FILE]).lines().count(), 3);
}

#[test]
fn people_are_described_in_single_steps() {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.ok(&[
        "attributes",
        "add",
        FILE,
        "person",
        "Gender",
        "--type",
        "choice",
        "--choices",
        "woman; man",
    ]);
    let said = shell.ok(&[
        "people",
        "add",
        FILE,
        "GP ID 161",
        "--fine-role",
        "GP chair",
        "--case",
        "Site 3",
        "--attribute",
        "gender=Woman",
    ]);
    assert_eq!(said, "Added the person “GP ID 161”\n  Also made the case “Site 3”\n");
    shell.ok(&[
        "people",
        "add",
        FILE,
        "Åsa",
        "--number",
        "telephone interviewee 9",
        "--part",
        "observed",
    ]);
    let said = shell.fails(&["people", "set", FILE, "Åsa", "--number", "ID 161"]);
    assert!(said.starts_with("ID 161 would be the number of both “GP ID 161” and “Åsa”"), "{said}");
    assert!(
        shell
            .fails(&["people", "set", FILE, "Åsa", "--recorded", "perhaps"])
            .contains("neither yes nor no")
    );
    shell.ok(&[
        "people",
        "set",
        FILE,
        "åsa",
        "GP ID 161",
        "--recorded",
        "yes",
        "--withdrawn",
        "1 March 2013",
    ]);
    let all = shell.json(&["people", "list", FILE, "--private"]);
    assert_eq!(all[0]["gender"], "woman");
    assert_eq!(
        (&all[1]["series"], &all[1]["number"]),
        (&"telephone interviewee".into(), &"9".into())
    );
    assert_eq!((&all[1]["recorded"], &all[1]["withdrawn"]), (&"yes".into(), &"2013-03-01".into()));
    // Both were one step.
    shell.ok(&["undo", FILE]);
    let all = shell.json(&["people", "list", FILE, "--private"]);
    assert_eq!((&all[0]["recorded"], &all[1]["recorded"]), (&"".into(), &"".into()));
    shell.ok(&[
        "people",
        "set",
        FILE,
        "GP ID 161",
        "--number",
        "",
        "--attribute",
        "Gender=",
        "--case",
        "",
    ]);
    let all = shell.json(&["people", "list", FILE, "--private"]);
    for cleared in ["number", "gender", "case"] {
        assert_eq!(all[0][cleared], "", "{cleared}");
    }
    shell.ok(&["people", "rename", FILE, "GP ID 161", "GP ID 162"]);
    shell.ok(&["people", "delete", FILE, "GP ID 162"]);
    assert_eq!(shell.ok(&["people", "list", FILE]), "telephone interviewee · 9 · observed\n");
}

const INTERVIEW: &str = "INT: How is it?\nGP ID 161: As [Manager ID 514] said, well.\nINT: And now?\n\
    GP ID 161: [laughter] Ask [Nurse ID 540].\n";
const NOTES: &str = "Estates update\n\n[Manager ID 514]: The lease ends.\n\n[GP ID161]: Nobody told us.\n\n\
    [GP ID 514] objected, and [Managers ID 520 and 521] agreed.\n";

#[test]
fn speakers_are_matched_to_people() {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.write("Interview 1.txt", INTERVIEW);
    shell.write("Executive March 2012 M10.txt", NOTES);
    shell.write("Executive May 2012 M10.txt", "Some notes.\n");
    shell.ok(&["import", FILE, "Interview 1.txt"]);
    let notes = ["Executive March 2012 M10.txt", "Executive May 2012 M10.txt"];
    shell.ok(&["import", FILE, "--kind", "fieldnote", notes[0], notes[1]]);
    shell.ok(&["people", "add", FILE, "GP ID 161"]);
    shell.ok(&["people", "add", FILE, "Somebody", "--role", "Lay member"]);
    shell.ok(&["sources", "set", FILE, "Interview 1", "--people", "Somebody"]);
    shell.ok(&["people", "add", FILE, "GP ID 7", "--role", "Manager"]);
    let told = shell.json(&["people", "match", FILE]);
    let who = |name: &str| {
        let names = told["names"].as_array().expect("names");
        let one = names.iter().find(|one| one["name"] == name).expect(name);
        let word = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", word("suggestion"), word("who")).trim().to_owned()
    };
    assert_eq!(who("GP ID 161"), "person GP ID 161");
    assert_eq!(who("GP ID161"), "person GP ID 161");
    assert_eq!(who("Manager ID 514"), "unclear");
    assert_eq!(who("Nurse ID 540"), "new");
    assert_eq!(who("Manager ID 521"), "new");
    assert_eq!(who("INT"), "interviewer");
    let conflict = &told["numbers_with_two_roles"][0];
    assert_eq!(conflict["number"], 514);
    let holders = conflict["holders"].as_array().expect("holders");
    assert_eq!(holders.len(), 2);
    // Each place is one that can be gone to.
    let place = &holders.iter().find(|one| one["role"] == "GP").expect("the GP")["places"][0];
    let (start, end) =
        (place["start"].as_u64().expect("a place"), place["end"].as_u64().expect("a place"));
    let words: String = NOTES.chars().skip(start as usize).take((end - start) as usize).collect();
    assert!(words.contains("[GP ID 514]"), "{words}");
    assert_eq!(told["meetings_told_apart"][0]["number"], "M10");
    assert_eq!(
        told["names_against_columns"][0],
        "The name “GP ID 7” says the role GP, not Manager"
    );
    // Nothing was done yet; and then all of it in one step.
    assert_eq!(shell.ok(&["people", "list", FILE]).lines().count(), 3);
    let said = shell.ok(&["people", "match", FILE, "--apply"]);
    assert!(said.ends_with("Made 3 people; linked 2 sources to who speaks in them\n"), "{said}");
    let all = shell.json(&["sources", "table", FILE]);
    let people = |name: &str| {
        let sources = all.as_array().expect("sources").iter();
        let one = sources.into_iter().find(|one| one["name"] == name).expect(name);
        one["people"].as_str().expect("people").to_owned()
    };
    assert_eq!(people("Interview 1"), "Somebody; GP ID 161");
    assert_eq!(people("Executive March 2012 M10"), "GP ID 161");
    let listed = shell.ok(&["people", "list", FILE]);
    assert!(listed.contains("540 · Nurse · mentioned"), "{listed}");
    assert!(listed.contains("520 · Manager · observed"), "{listed}");
    let again = shell.ok(&["people", "match", FILE, "--apply"]);
    assert!(again.ends_with("Made 0 people; linked 0 sources to who speaks in them\n"), "{again}");
    let beyond = shell.json(&["people", "match", FILE, "--highest", "530"]);
    assert_eq!(beyond["numbers_beyond_others"][0]["number"], 540);
    shell.ok(&["undo", FILE]);
    assert_eq!(shell.ok(&["people", "list", FILE]).lines().count(), 3);
}
