//! The cases of the register from a shell.

use crate::shell::Shell;

const FILE: &str = "p.marginalia";

fn with_cases() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    shell.ok(&["attributes", "add", FILE, "case", "Size", "--type", "number"]);
    shell.ok(&[
        "attributes",
        "add",
        FILE,
        "case",
        "Setting",
        "--type",
        "choice",
        "--choices",
        "urban; rural",
        "--public",
        "yes",
    ]);
    shell.write(
        "cases.csv",
        "\u{feff}Name,Real name,Part of,Part since,Size,Size (public),Size since 2012-05,Setting,Wave\n\
         Site 1,Northwick,,,274350,200–300 thousand,301000,Urban,1\n\n\
         Site 2,Southam,Site 1,March 2012,98000,,,rural,2\n",
    );
    shell
}

#[test]
fn cases_come_from_a_table_with_their_values() {
    let shell = with_cases();
    let said = shell.ok(&["cases", "import", FILE, "cases.csv"]);
    assert_eq!(said, "Took 2 new cases and changes to 0 cases; 0 as they are\nLeft out: Wave\n");
    let again = shell.json(&["cases", "import", FILE, "cases.csv"]);
    assert_eq!(
        (again["same"].as_u64(), again["changed"].as_array().map(Vec::len)),
        (Some(2), Some(0))
    );
    let public = shell.ok(&["cases", "list", FILE, "--csv"]);
    assert_eq!(
        public.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        "Name,Setting,Size (public)\nSite 1,urban,200–300 thousand\nSite 2,rural,\n"
    );
    let all = shell.json(&["cases", "list", FILE, "--private"]);
    assert_eq!(all[1]["part_of"], "Site 1");
    assert_eq!(all[1]["part_since"], "2012-03");
    assert_eq!(all[0]["size_since_2012-05"], "301000");
    assert_eq!(all[0]["size"], "274350");
}

#[test]
fn a_table_of_cases_that_cannot_be_changes_nothing() {
    let shell = with_cases();
    shell.ok(&["cases", "import", FILE, "cases.csv"]);
    for (table, words) in [
        ("Size,Setting\n1,urban\n", "Row 1: there is no column “Name”"),
        ("Name,Part of\nSite 3,Site 3\n", "Row 2: “Site 3” cannot be a part of itself"),
        (
            "Name,Part of\nSite 3,Site 2\nSite 1,Site 3\n",
            "cannot be a part of itself or of one of its own parts",
        ),
        ("Name,Merged into\nSite 3,Site 4\nSite 4,Site 3\n", "cannot be a part of itself"),
        (
            "Name,Part of,Part since\nSite 3,Site 1,31 June 2012\n",
            "Row 2: “31 June 2012” is no date",
        ),
        (
            "Name,Part since\nSite 3,2012\n",
            "“2012” stands in “Part since”, but no case in “Part of”",
        ),
        ("Name,Size\nSite 3,1\n,\n\nSite 4,many\n", "Row 5: “many” is no value of “Size”"),
        ("Name,Setting\nSite 3,suburban\n", "write urban, rural"),
        ("Name,Size\nSite 3,1\n,2\n", "Row 3: the name is missing"),
        (
            "Name,Size (public)\nSite 9,large\n",
            "“large” has no value of “Size” that it could stand for",
        ),
        (
            "Name;Size\nSite 3;1\nSITE 3;2\n",
            "Row 3: “SITE 3” stands in the table twice, in row 2 too",
        ),
    ] {
        shell.write("bad.csv", table);
        let sentence = shell.fails(&["cases", "import", FILE, "bad.csv"]);
        assert!(sentence.contains(words), "{sentence}");
    }
    assert_eq!(shell.ok(&["cases", "list", FILE]).lines().count(), 2);
    assert!(
        shell.ok(&["history", FILE]).lines().next().is_some_and(|step| step.contains("2 cases"))
    );
}

#[test]
fn a_case_is_described_and_cleared_in_single_steps() {
    let shell = with_cases();
    shell.ok(&["cases", "import", FILE, "cases.csv"]);
    let said = shell.ok(&[
        "cases",
        "add",
        FILE,
        "Site 3",
        "--real-name",
        "Westbury",
        "--attribute",
        "size=5",
        "--part-of",
        "Region",
    ]);
    assert_eq!(said, "Added the case “Site 3”\n  Also made the case “Region”\n");
    assert_eq!(
        shell.fails(&["cases", "add", FILE, "site 3"]),
        "There is already a case called “site 3”"
    );
    assert_eq!(
        shell.fails(&["cases", "set", FILE, "Site 33", "--note", "x"]),
        "There is no case called “Site 33” in the register"
    );
    assert_eq!(
        shell.fails(&["cases", "set", FILE, "Site 3", "--attribute", "Sise=5", "--since", "2012"]),
        "There is no attribute called “Sise” in the register"
    );
    // One step: two cases, a date, a value; then what is empty is cleared.
    shell.ok(&["cases", "merge-into", FILE, "Site 3", "site 1", "--on", "May 2012"]);
    shell.ok(&[
        "cases",
        "set",
        FILE,
        "Site 1",
        "Site 3",
        "--attribute",
        "Size=7",
        "--public",
        "Size=small",
    ]);
    let all = shell.json(&["cases", "list", FILE, "--private"]);
    let row = |name: &str| {
        let rows = all.as_array().expect("rows");
        rows.iter().find(|row| row["name"] == name).expect("the case").clone()
    };
    let site = row("Site 3");
    assert_eq!((&site["merged_into"], &site["merged_at"]), (&"Site 1".into(), &"2012-05".into()));
    assert_eq!((&site["size"], &site["size_(public)"]), (&"7".into(), &"small".into()));
    assert_eq!(row("Site 1")["size_since_2012-05"], "301000");
    shell.ok(&[
        "cases",
        "set",
        FILE,
        "Site 3",
        "--real-name",
        "",
        "--part-of",
        "",
        "--attribute",
        "Size=",
    ]);
    let all = shell.json(&["cases", "list", FILE, "--private"]);
    let site = all.as_array().expect("rows").iter().find(|row| row["name"] == "Site 3");
    let site = site.expect("the case");
    for cleared in ["real_name", "part_of", "size", "size_(public)"] {
        assert_eq!(site[cleared], "", "{cleared}");
    }
    let said = shell.ok(&["cases", "set", FILE, "Site 3", "--real-name", ""]);
    assert_eq!(said, "Nothing was to be changed\n");
    shell.ok(&["cases", "rename", FILE, "Site 3", "Site C"]);
    shell.ok(&["cases", "delete", FILE, "site c", "Region"]);
    assert_eq!(shell.ok(&["cases", "list", FILE]).lines().count(), 2);
}
