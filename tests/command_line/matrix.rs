//! Framework matrices from a shell, by the real binary.

use calamine::{Reader as _, Xlsx, open_workbook};

use crate::shell::{Shell, field};

const FILE: &str = "p.marginalia";

/// Two sites with an interview each, of which one is coded.
fn project() -> Shell {
    let shell = Shell::new();
    shell.ok(&["new", FILE, "--coder", "Kim"]);
    for code in ["Access", "Trust"] {
        shell.ok(&["codes", "add", FILE, code]);
    }
    shell.ok(&["codes", "add", FILE, "Access/Waiting"]);
    for (site, name, words) in [
        ("Site 1", "One", "We wait for weeks. We trust them.\n"),
        ("Site 2", "Two", "There is no queue.\n"),
    ] {
        shell.ok(&["cases", "add", FILE, site]);
        shell.write(&format!("{name}.txt"), words);
        shell.ok(&["import", FILE, &format!("{name}.txt"), "--kind", "interview"]);
        shell.ok(&["sources", "set", FILE, name, "--case", site]);
    }
    shell.write("c.csv", "document,start,end,code,coder\nOne,0,18,Waiting,Kim\n");
    shell.ok(&["codings", "import", FILE, "c.csv"]);
    shell.ok(&["matrix", "add", FILE, "Sites", "--deeper", "1"]);
    shell
}

#[test]
fn cells_are_written_and_told_apart_by_their_state() {
    let shell = project();
    let text = "They wait at [[Site 1]].";
    shell.ok(&["matrix", "write", FILE, "Sites", "Site 1", "Waiting", "--text", text]);
    shell.ok(&["matrix", "state", FILE, "Sites", "Site 2", "Waiting", "nothing"]);
    shell.ok(&["matrix", "state", FILE, "Sites", "Site 2", "Trust", "not-asked"]);
    let listed = shell.json(&["matrix", "list", FILE]);
    let of = |what: &str| listed[0][what].as_u64().expect("a number");
    assert_eq!((of("row_count"), of("columns")), (2, 3));
    let counts = ["written", "nothing", "not_asked", "not_charted"].map(of);
    assert_eq!(counts, [1, 1, 1, 3]);
    let show = ["matrix", "show", FILE, "Sites", "--row", "site 1", "--code", "Waiting"];
    let cell = shell.json(&show)[0].clone();
    assert_eq!((&cell["text"], &cell["state"]), (&text.into(), &"written".into()));
    assert_eq!(cell["passages"][0]["words"], "We wait for weeks.");
    assert_eq!(cell["new_passages"], 0);
    // What is coded after it was written is told as new, until somebody says that it holds.
    shell.write("later.csv", "document,start,end,code,coder\nOne,19,33,Waiting,Kim\n");
    shell.ok(&["codings", "import", FILE, "later.csv"]);
    assert_eq!(shell.json(&show)[0]["new_passages"], 1);
    assert!(shell.ok(&show).contains("1 new since it was written"));
    shell.ok(&["matrix", "state", FILE, "Sites", "Site 1", "Waiting", "holds"]);
    assert_eq!(shell.json(&show)[0]["new_passages"], 0);
    shell.ok(&["matrix", "state", FILE, "Sites", "Site 1", "Waiting", "clear"]);
    assert_eq!(shell.json(&show)[0]["state"], serde_json::Value::Null);
    shell.ok(&["undo", FILE, "--coder", "Kim"]);
    assert_eq!(shell.json(&show)[0]["text"], text);
}

#[test]
fn a_matrix_is_laid_out_and_wrong_names_are_said() {
    let shell = project();
    shell.ok(&["matrix", "change", FILE, "Sites", "--hide", "Trust", "--rename", "By site"]);
    assert_eq!(shell.json(&["matrix", "list", FILE])[0]["columns"], 2);
    shell.ok(&["matrix", "change", FILE, "by SITE", "--unhide", "Trust", "--first", "Trust"]);
    let codes = field(&shell.json(&["matrix", "show", FILE, "By site", "--row", "Site 1"]), "code");
    assert_eq!(codes, ["Trust", "Access", "Access > Waiting"]);
    for name in ["Size", "Kind"] {
        shell.ok(&["attributes", "add", FILE, "case", name]);
    }
    let only = ["--only", "Size=small", "--only", "size=large"];
    shell.ok(&[&["matrix", "change", FILE, "By site"][..], &only].concat());
    assert_eq!(shell.json(&["matrix", "list", FILE])[0]["row_count"], 0);
    shell.ok(&["matrix", "change", FILE, "By site", "--only", ""]);
    let both = ["--only", "Size=small", "--only", "Kind=old"];
    let both = [&["matrix", "change", FILE, "By site"][..], &both].concat();
    for (wrong, says) in [
        (both, "values of one attribute"),
        (vec!["matrix", "show", FILE, "None"], "there is no matrix “None”"),
        (vec!["matrix", "add", FILE, "BY SITE"], "BY SITE"),
        (vec!["matrix", "add", FILE, " "], "needs a name"),
        (vec!["matrix", "show", FILE, "By site", "--row", "Site 9"], "Site 9"),
        (vec!["matrix", "show", FILE, "By site", "--code", "Money"], "Money"),
        (vec!["matrix", "change", FILE, "By site", "--sort", "Weight"], "no attribute “Weight”"),
        (vec!["matrix", "write", FILE, "By site", "Site 1", "Trust"], "nothing to write"),
        (vec!["matrix", "export", FILE, "None", "-o", "m.xlsx"], "there is no matrix “None”"),
    ] {
        let said = shell.fails(&wrong);
        assert!(said.to_lowercase().contains(&says.to_lowercase()), "{says}: {said}");
    }
    let state = ["matrix", "state", FILE, "By site", "Site 1", "Trust", "perhaps"];
    assert_eq!(shell.run(&state).status, Some(2));
    shell.ok(&["matrix", "delete", FILE, "By site"]);
    assert!(shell.ok(&["matrix", "list", FILE]).contains("There is no matrix"));
}

#[test]
fn a_workbook_goes_out_and_comes_in_again() {
    let shell = project();
    let write = |row: &str, code: &str, text: &str| {
        shell.ok(&["matrix", "write", FILE, "Sites", row, code, "--text", text]);
    };
    write("Site 1", "Waiting", "They wait.");
    write("Site 2", "Trust", "They hope.");
    shell.ok(&["matrix", "export", FILE, "Sites", "-o", "sites.xlsx"]);
    let mut book: Xlsx<_> = open_workbook(shell.path("sites.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0][..4], ["Case", "Access", "Access > Waiting", "Trust"]);
    assert_eq!(rows[1][0], "Site 1");
    assert_eq!(rows[1][2], "They wait.");
    let unchanged = shell.json(&["matrix", "import", FILE, "Sites", "sites.xlsx"]);
    assert_eq!((field(&unchanged["new"], "").len(), unchanged["same"].as_u64()), (0, Some(2)));
    // Renamed and missing rows, an unknown column: what nobody knows is told, and nothing is lost.
    shell.write(
        "back.csv",
        "Case,Access > Waiting,Money\nSite 1,They wait long.,much\nSite Nine,Who?,\n",
    );
    let before = shell.ok(&["history", FILE]);
    let dry = shell.json(&["matrix", "import", FILE, "Sites", "back.csv", "--dry-run"]);
    assert_eq!(dry["changed"], serde_json::json!(["Site 1, Access > Waiting"]));
    assert!(dry["unknown_rows"][0].as_str().is_some_and(|row| row.starts_with("Site Nine")));
    assert!(dry["unknown_columns"][0].as_str().is_some_and(|name| name.starts_with("Money")));
    assert_eq!(shell.ok(&["history", FILE]), before, "a dry run changes nothing");
    let said = shell.ok(&["matrix", "import", FILE, "Sites", "back.csv"]);
    assert!(said.contains("1 changed") && said.contains("Site Nine"), "{said}");
    let show = |row: &str, code: &str| {
        shell.json(&["matrix", "show", FILE, "Sites", "--row", row, "--code", code])[0]["text"]
            .clone()
    };
    assert_eq!(show("Site 1", "Waiting"), "They wait long.");
    assert_eq!(show("Site 2", "Trust"), "They hope.", "what it lacks stays");
    for (out, starts) in [("m.docx", "PK"), ("m.odt", "PK"), ("m.html", "<!")] {
        shell.ok(&["matrix", "export", FILE, "Sites", "-o", out]);
        assert!(shell.read(out).starts_with(starts.as_bytes()), "{out}");
    }
    assert_eq!(shell.run(&["matrix", "export", FILE, "Sites", "-o", "m.png"]).status, Some(2));
    shell.write("junk.xlsx", b"no workbook");
    shell.fails(&["matrix", "import", FILE, "Sites", "junk.xlsx"]);
}
