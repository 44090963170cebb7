//! The methods appendix, by the real binary: its figures are those of an independent query on the file.

use rusqlite::{Connection, types::FromSql};
use serde_json::Value;

use crate::shell::Shell;

const FILE: &str = "sample.marginalia";

fn one<T: FromSql>(file: &Connection, sql: &str) -> T {
    file.query_row(sql, [], |row| row.get(0)).expect(sql)
}

#[test]
fn who_coded_what_the_tree_its_origin_the_software_and_the_quotations_are_those_of_the_file() {
    let shell = Shell::with_sample();
    let output = "Patients and place";
    let export = ["export", FILE, "--extracts", output, "--despite-findings", "-o", "a.md"];
    shell.ok(&[&export[..], &["--coder", "Kim"]].concat());
    let record = shell.json(&["methods", FILE]);
    let number = |path: &str| record.pointer(path).and_then(Value::as_i64).expect(path);
    let file = Connection::open(shell.path(FILE)).expect("the file");

    // COREQ 24: who coded what.
    let mut coders = file
        .prepare(
            "SELECT coder.name, count(DISTINCT quotation.source), count(DISTINCT quotation.id), count(*),
                 count(DISTINCT coding.code)
             FROM coding JOIN coder ON coder.id = coding.coder JOIN quotation ON quotation.id = coding.quotation
             GROUP BY coder.id ORDER BY coder.name",
        )
        .expect("a statement");
    let counted: Vec<(String, [i64; 4])> = coders
        .query_map([], |row| {
            Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        })
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    let of_record = record["coding"]["coders"].as_array().expect("coders").iter();
    let mut told: Vec<(String, [i64; 4])> = of_record
        .filter(|coder| coder["codings"] != 0)
        .map(|coder| {
            let figure = |name: &str| coder[name].as_i64().expect(name);
            let name = coder["name"].as_str().expect("a name").to_owned();
            (name, ["sources", "quotations", "codings", "codes"].map(figure))
        })
        .collect();
    told.sort();
    assert!(!counted.is_empty());
    assert_eq!(told, counted);
    for (path, sql) in [
        ("/coding/codings", "SELECT count(*) FROM coding"),
        ("/coding/quotations", "SELECT count(DISTINCT quotation) FROM coding"),
        (
            "/coding/sources_of_several",
            "SELECT count(*) FROM (SELECT 1 FROM coding JOIN quotation ON quotation.id = coding.quotation
             GROUP BY quotation.source HAVING count(DISTINCT coder) > 1)",
        ),
        (
            "/coding/codes_of_several",
            "SELECT count(*) FROM (SELECT 1 FROM coding GROUP BY quotation, code HAVING count(*) > 1)",
        ),
        // COREQ 25: the tree.
        ("/framework/codes", "SELECT count(*) FROM code"),
        ("/framework/defined", "SELECT count(*) FROM code WHERE trim(definition) <> ''"),
        (
            "/framework/used",
            "WITH RECURSIVE above (code, id) AS (SELECT id, id FROM code UNION
                 SELECT above.code, code.parent FROM above JOIN code ON code.id = above.id WHERE code.parent IS NOT NULL)
             SELECT count(DISTINCT above.id) FROM above JOIN coding ON coding.code = above.code",
        ),
        // COREQ 26: where codes come from.
        ("/framework/origins/framework", "SELECT count(*) FROM code WHERE origin = 'framework'"),
        ("/framework/origins/inductive", "SELECT count(*) FROM code WHERE origin = 'inductive'"),
        ("/framework/origins/in_vivo", "SELECT count(*) FROM code WHERE origin = 'in vivo'"),
        // COREQ 29: what was quoted.
        (
            "/outputs/0/extracts",
            "SELECT count(*) FROM extract WHERE output = (SELECT id FROM output ORDER BY name LIMIT 1)",
        ),
        ("/quotations_printed", "SELECT count(DISTINCT quotation) FROM printed_extract"),
        (
            "/printings/0/quotations",
            "SELECT count(DISTINCT quotation) FROM printed_extract WHERE printing = (SELECT min(id) FROM printing)",
        ),
    ] {
        assert_eq!(number(path), one::<i64>(&file, sql), "{path}");
    }
    let levels = record["framework"]["levels"].as_array().expect("levels");
    let mut depths = file
        .prepare(
            "WITH RECURSIVE tree (id, depth) AS (SELECT id, 0 FROM code WHERE parent IS NULL UNION ALL
                 SELECT code.id, tree.depth + 1 FROM code JOIN tree ON code.parent = tree.id)
             SELECT count(*) FROM tree GROUP BY depth ORDER BY depth",
        )
        .expect("a statement");
    let depths = depths.query_map([], |row| row.get::<_, i64>(0)).expect("rows");
    let depths: Vec<i64> = depths.map(|row| row.expect("a row")).collect();
    let told = levels.iter().map(|level| {
        let of = |name: &str| level[name].as_i64().expect(name);
        of("framework") + of("inductive") + of("in_vivo")
    });
    assert_eq!(told.collect::<Vec<_>>(), depths);
    // COREQ 27: the program.
    assert_eq!(record["software"]["name"], "Marginalia");
    assert_eq!(record["software"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_appendix_states_facts_and_leaves_blanks_and_nothing_private_is_in_it() {
    let shell = Shell::with_sample();
    let write = |checklist: &str, out: &str| {
        shell.ok(&["methods", FILE, "--checklist", checklist, "-o", out]);
        shell.read_text(out)
    };
    let both = write("both", "both.md");
    assert!(both.contains("# COREQ") && both.contains("# SRQR"), "{both}");
    assert!(both.contains("24. Number of data coders") || both.contains(r"24\. Number"), "{both}");
    assert!(both.contains(concat!("Marginalia ", env!("CARGO_PKG_VERSION"))));
    let coreq = write("coreq", "coreq.html");
    assert!(coreq.contains("COREQ") && !coreq.contains("SRQR"));
    assert!(coreq.contains("The academic and professional degrees"), "a blank says what to write");
    for private in ["Thornley", "Duffy", "Site 1", "Site 3", "Elm Street"] {
        assert!(!both.contains(private), "{private}");
    }
    shell.ok(&["methods", FILE, "-o", "both.docx"]);
    assert!(shell.read("both.docx").starts_with(b"PK"));
    assert_eq!(shell.run(&["methods", FILE, "-o", "both.xlsx"]).status, Some(2));
    assert_eq!(shell.run(&["methods", FILE]).status, Some(2));
    let wrong = shell.run(&["methods", FILE, "--checklist", "consort", "-o", "a.md"]);
    assert_eq!(wrong.status, Some(2));
}

#[test]
fn an_empty_project_has_an_appendix_of_blanks() {
    let shell = Shell::new();
    shell.ok(&["new", "p.marginalia", "--coder", "Kim"]);
    shell.ok(&["methods", "p.marginalia", "-o", "m.md"]);
    let written = shell.read_text("m.md");
    assert!(written.contains("Nobody has coded anything."), "{written}");
    assert!(!written.contains("Table 1"), "{written}");
}
