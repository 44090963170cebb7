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
    assert_eq!(shell.ok(&["people", "list", FILE]), "Nobody is in the register yet\n");
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
