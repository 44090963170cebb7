//! The meetings of the register from a shell.

use crate::shell::{Shell, field};

const FILE: &str = "p.marginalia";
const TABLE: &str = "Number;Kind;Date;Minutes;Case;People;Note\n\
    M10;Executive;March 2012;180;Site 3;GP ID 161; Manager, ID 514;tense\n";

fn with_meetings() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.write(
        "meetings.csv",
        "Number,Kind,Date,Minutes,Case,People,Note\n\
         M10,Executive,March 2012,180,Site 3,\"GP ID 161; Manager, ID 514\",tense\n\
         11,Governing body,14/03/2012,,Site 3,,\n\
         ,Locality,2012-04,,,,first\n,Locality,2012-04,,,,second\n",
    );
    shell
}

#[test]
fn meetings_are_known_by_their_numbers() {
    let shell = with_meetings();
    let said = shell.ok(&["meetings", "import", FILE, "meetings.csv", "--dry-run"]);
    assert_eq!(
        said,
        "Would take 4 new meetings and changes to 0 meetings; 0 as they are\n\
         Makes as well: the case “Site 3”, the person “GP ID 161”, the person “Manager, ID 514”\n"
    );
    assert_eq!(shell.ok(&["meetings", "list", FILE]), "Nothing is in the register yet\n");
    shell.ok(&["meetings", "import", FILE, "meetings.csv"]);
    let public = shell.ok(&["meetings", "list", FILE]);
    assert_eq!(
        public,
        "M · 10 · Executive · 2012-03 · 180\nM · 11 · Governing body · 2012-03-14\n\
         Locality · 2012-04\nLocality · 2012-04\n"
    );
    let all = shell.json(&["meetings", "list", FILE, "--private"]);
    assert_eq!(field(&all, "people")[0], "GP ID 161; Manager, ID 514");
    assert_eq!(field(&all, "note"), ["tense", "", "first", "second"]);
    // Meetings without a number are told apart by their order.
    let again = shell.ok(&["meetings", "import", FILE, "meetings.csv"]);
    assert!(again.ends_with("; 4 as they are\n"), "{again}");
    shell.ok(&["meetings", "set", FILE, "m11", "--minutes", "90", "--people", "Chair"]);
    shell.ok(&["meetings", "add", FILE, "Board 3", "--kind", "Board"]);
    assert!(
        shell.fails(&["meetings", "add", FILE, "M 10"]).contains("already a meeting called “M 10”")
    );
    let all = shell.json(&["meetings", "list", FILE, "--private"]);
    assert_eq!(field(&all, "series"), ["Board", "M", "M", "", ""]);
    assert_eq!(field(&all, "minutes")[2], "90");
    assert_eq!(field(&all, "people")[2], "Chair");
    shell.ok(&["meetings", "delete", FILE, "Board 3"]);
    shell.ok(&["meetings", "add", FILE, "ID 11", "--note", "of no series"]);
    shell.ok(&["meetings", "list", FILE, "--private", "-o", "all.csv"]);
    let again = shell.ok(&["meetings", "import", FILE, "all.csv"]);
    assert!(again.ends_with("; 5 as they are\n"), "{again}");
    assert_eq!(
        shell.fails(&["meetings", "delete", FILE, "M12"]),
        "There is no meeting called “M12” in the register"
    );
}

#[test]
fn a_table_of_meetings_that_cannot_be_changes_nothing() {
    let shell = with_meetings();
    for (table, words) in [
        (TABLE, "Row 2"),
        ("Minutes,Case\n1,Site 1\n", "there is no column “Number”"),
        ("Number,Kind\nM1,Executive\nm1,Locality\n", "Row 3: “m1” stands in the table twice"),
        ("Number,Series\n1,M\nM1,\n", "Row 3: “M1” stands in the table twice"),
        ("Number,Minutes\nM1,long\nM2,3\n", "“long” is no number"),
        ("Number,Date\nM1,2012-13\nM2,\n", "“2012-13” is no date"),
        ("Number,Kind,Case\n,,Site 3\nM1,Board,\n", "Row 2: no meeting is named"),
        ("Number,Kind\nten,Board\nM1,\n", "Row 2: “ten” is no number"),
    ] {
        shell.write("bad.csv", table);
        let answer = shell.run(&["meetings", "import", FILE, "bad.csv"]);
        if table == TABLE {
            // A semicolon within a cell of a table that is parted by them makes one cell too many: nothing is lost silently.
            assert!(answer.status == Some(1) || answer.out.contains("Left out"), "{answer:?}");
            continue;
        }
        assert_eq!(answer.status, Some(1), "{words} {answer:?}");
        assert!(answer.sentence().contains(words), "{}", answer.sentence());
    }
}
