//! The tables of the register: what is written is read again as it was, whatever it is called.

use crate::shell::Shell;

const TABLES: [&[&str]; 5] = [
    &["attributes", "list"],
    &["cases", "list"],
    &["people", "list"],
    &["meetings", "list"],
    &["sources", "table"],
];

/// An empty register beside two texts.
fn study(shell: &Shell, file: &str) {
    shell.ok(&["new", file, "--coder", "Kim"]);
    shell.ok(&["import", file, "First.txt", "Second.txt"]);
}

fn export(shell: &Shell, file: &str, to: &str, ending: &str) {
    for table in TABLES {
        let out = format!("{to}-{}.{ending}", table[0]);
        let mut arguments = vec![table[0], table[1], file, "-o", &out];
        if table[1] == "list" {
            arguments.push("--private");
        }
        shell.ok(&arguments);
    }
}

fn import(shell: &Shell, file: &str, from: &str, ending: &str) -> Vec<String> {
    let taken = TABLES.map(|table| {
        let path = format!("{from}-{}.{ending}", table[0]);
        let verb = if table[0] == "sources" { "fill" } else { "import" };
        shell.ok(&[table[0], verb, file, &path])
    });
    taken.to_vec()
}

fn filled(shell: &Shell, file: &str) {
    shell.write("First.txt", "INT: How?\nGP ID 161: Well.\nINT: And?\nGP ID 161: So.\n");
    shell.write("Second.txt", "Some notes.\n");
    study(shell, file);
    for (of, name, more) in [
        ("case", "Size", &["--type", "number"][..]),
        ("case", "Part of", &[]),
        ("person", "Gender", &["--type", "choice", "--choices", "woman; man", "--public", "yes"]),
        ("person", "Trained since 2010", &["--type", "yes or no"]),
        ("person", "Asked", &["--type", "date"]),
        ("meeting", "Open", &["--type", "yes or no"]),
        ("source", "Length", &["--type", "ordered choice", "--choices", "short; \"long; very\""]),
    ] {
        shell.ok(&[&["attributes", "add", file, of, name], more].concat());
    }
    shell.ok(&[
        "cases",
        "add",
        file,
        "Site 3",
        "--real-name",
        "North, \"Wick\"",
        "--profile",
        "One.\nTwo.",
        "--profile-public",
        "yes",
        "--part-of",
        "Region",
        "--part-since",
        "2012-05",
        "--attribute",
        "Size=274350",
        "--public",
        "Size=200–300 thousand",
        "--attribute",
        "Part of=a bay",
    ]);
    shell.ok(&["cases", "set", file, "Site 3", "--attribute", "Size=301000", "--since", "2012-05"]);
    shell.ok(&["cases", "merge-into", file, "Region", "Site 3"]);
    shell.ok(&[
        "people",
        "add",
        file,
        "GP ID 161",
        "--post",
        "=1+1",
        "--case",
        "Site 3",
        "--recorded",
        "yes",
        "--withdrawn",
        "2013-02-01",
        "--attribute",
        "gender=WOMAN",
        "--attribute",
        "Trained since 2010=Yes",
        "--attribute",
        "Asked=March 2012",
    ]);
    shell.ok(&["people", "add", file, "Åsa; the chair", "--number", "telephone interviewee 9"]);
    shell.ok(&["people", "set", file, "Åsa; the chair", "--part", "observed", "--note", " x "]);
    shell.ok(&[
        "meetings",
        "add",
        file,
        "M10",
        "--kind",
        "Executive",
        "--date",
        "2012-03-14",
        "--minutes",
        "180",
        "--people",
        "\"Åsa; the chair\"; GP ID 161",
        "--attribute",
        "Open=no",
    ]);
    shell.write(
        "sources.csv",
        "Name,Form,Round,Meeting,People,Case,Date,Length\n\
         second,minutes,1,M10,\"\"\"Åsa; the chair\"\"\",Site 3,14 March 2012,Long; very\n",
    );
    shell.ok(&["sources", "fill", file, "sources.csv"]);
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let shell = Shell::new();
    filled(&shell, "a.marginalia");
    export(&shell, "a.marginalia", "a", "csv");
    // Into an empty register, and out again: the same bytes.
    study(&shell, "b.marginalia");
    import(&shell, "b.marginalia", "a", "csv");
    export(&shell, "b.marginalia", "b", "csv");
    for table in TABLES {
        let [a, b] = ["a", "b"].map(|file| shell.read_text(&format!("{file}-{}.csv", table[0])));
        assert_eq!(a, b);
    }
    // Through workbooks it is the same.
    export(&shell, "a.marginalia", "a", "xlsx");
    study(&shell, "c.marginalia");
    import(&shell, "c.marginalia", "a", "xlsx");
    export(&shell, "c.marginalia", "c", "csv");
    for table in TABLES {
        let [a, c] = ["a", "c"].map(|file| shell.read_text(&format!("{file}-{}.csv", table[0])));
        assert_eq!(a, c);
    }
    // Where it was read once, reading it again changes nothing.
    for said in import(&shell, "a.marginalia", "b", "csv") {
        assert!(said.starts_with("Took 0 new") && said.contains("changes to 0"), "{said}");
    }
    let cases = shell.read_text("a-cases.csv");
    let headings = cases.lines().next().expect("headings");
    for heading in [
        "Attribute: Part of (private)",
        "Size (private)",
        "Size since 2012-05 (private)",
        "Size (public)",
    ] {
        assert!(headings.contains(heading), "{headings}");
    }
}

#[test]
fn nothing_private_is_listed_unless_it_is_asked_for() {
    let shell = Shell::new();
    filled(&shell, "a.marginalia");
    for table in ["people", "cases", "meetings", "attributes"] {
        let listed = shell.ok(&[table, "list", "a.marginalia", "--csv"]);
        for private in
            ["North", "Wick", "=1+1", "274350", "301000", "2013", "Åsa", "March", "a bay"]
        {
            assert!(!listed.contains(private), "{table}: {private}");
        }
        if table != "cases" {
            assert!(!listed.contains("Site 3"), "{table}");
        }
        assert!(!listed.contains("(private)"), "{table}");
    }
    let cases = shell.ok(&["cases", "list", "a.marginalia", "--csv"]);
    assert!(cases.contains("200–300 thousand") && cases.contains("One.\nTwo."), "{cases}");
    // A table is written in the form that its name asks for.
    shell.ok(&["cases", "list", "a.marginalia", "-o", "cases.md"]);
    assert!(shell.read_text("cases.md").contains("| Site 3 | One.<br>Two. |"));
    let refused = shell.run(&["cases", "list", "a.marginalia", "-o", "cases.doc"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.sentence().contains(".xlsx, .csv or .md"), "{refused:?}");
}

#[test]
fn two_thousand_rows_are_one_step() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Kim"]);
    shell.ok(&["attributes", "add", "p.marginalia", "person", "Age", "--type", "number"]);
    let mut table = "Name;Role;Case;Age;Age since 2012\n".to_owned();
    for number in 1..=2_000 {
        table += &format!("GP ID {number};GP;Site {};{};\n", number % 80, number % 60);
    }
    shell.write("people.csv", &table);
    shell.ok(&["people", "import", "p.marginalia", "people.csv"]);
    let again = shell.ok(&["people", "import", "p.marginalia", "people.csv"]);
    assert_eq!(again, "Took 0 new people and changes to 0 people; 2000 as they are\n");
    assert_eq!(shell.ok(&["people", "list", "p.marginalia"]).lines().count(), 2_000);
    shell.ok(&["undo", "p.marginalia"]);
    assert_eq!(shell.ok(&["people", "list", "p.marginalia"]), "Nothing is in the register yet\n");
    // The last row is wrong: none is taken.
    shell.write("people.csv", format!("{table}GP ID 2001;GP;Site 1;old;\n"));
    let said = shell.fails(&["people", "import", "p.marginalia", "people.csv"]);
    assert!(said.starts_with("Row 2002: “old” is no value of “Age”; write a number"), "{said}");
    assert_eq!(shell.ok(&["people", "list", "p.marginalia"]), "Nothing is in the register yet\n");
}

#[test]
fn the_public_tables_are_counted_and_written() {
    let shell = Shell::new();
    filled(&shell, "a.marginalia");
    shell.write(
        "people.csv",
        "Name,Fine role,Withdrawn\nGP ID 161,GP chair,\nManager ID 5,,\nNurse ID 6,,2012\n",
    );
    shell.ok(&["people", "import", "a.marginalia", "people.csv", "--clear"]);
    shell.ok(&["sources", "set", "a.marginalia", "First", "--people", "GP ID 161,Nurse ID 6"]);
    let types = shell.ok(&["people", "types", "a.marginalia", "--fine", "--csv"]);
    assert_eq!(
        types.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        "type,People interviewed,Interviews,People observed,People mentioned\n\
         GP,1,1,0,0\nGP: GP chair,1,1,0,0\nManager,1,0,0,0\nNo role stated,0,0,1,0\nTotal,2,1,1,0\n"
    );
    let said = shell.ok(&["people", "types", "a.marginalia"]);
    assert!(said.contains("Not counted: 1 person who took their consent back."), "{said}");
    shell.ok(&["cases", "table", "a.marginalia", "-o", "cases.md"]);
    let written = shell.read_text("cases.md");
    assert!(written.starts_with("# Characteristics of the cases\n"), "{written}");
    assert!(written.contains("| Region |") && !written.contains("274350"), "{written}");
    let before = shell.ok(&["cases", "table", "a.marginalia", "--on", "April 2012", "--csv"]);
    assert_eq!(
        before.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        "case,Size\nRegion,\nSite 3,200–300 thousand\n"
    );
    let told = shell.json(&["cases", "table", "a.marginalia", "--on", "2012-04"]);
    assert_eq!(told[1]["size"], "200–300 thousand");
    assert!(
        shell.fails(&["cases", "table", "a.marginalia", "--on", "soon"]).contains("is no date")
    );
}
