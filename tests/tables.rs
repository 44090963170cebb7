//! Tables of real project files against SQL that is written for them alone, on studies made at random.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use marginalia::analysis::query::{Condition, Query};
use marginalia::analysis::table::{Axis, Cells, Codes, Dimension, Key, Shown, Table};
use marginalia::analysis::{code_use, use_of_any};
use marginalia::domain::{CodeId, SourceKind};
use marginalia::import::codings_csv::CodingRow;
use marginalia::project::{NewCode, NewSource, Project, TableAsk, table_report};
use rusqlite::{Connection, OpenFlags, ToSql};
use tempfile::TempDir;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % limit.max(1)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u32) as usize]
    }
}

const CODES: [&str; 7] = [
    "Access",
    "Access > Waiting",
    "Access > Waiting > At the door",
    "Access to records",
    "Access to records > Waiting",
    "Work",
    "Work > Rota",
];

/// A study at random in a file of its own.
fn study(seed: u64) -> (TempDir, PathBuf) {
    let mut dice = Dice(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Study.marginalia");
    let mut project = Project::create(&path).expect("a project");
    project.set_coder("Kim").expect("a coder");
    for code in CODES {
        let (parent, name) = match code.rsplit_once(" > ") {
            Some((above, name)) => {
                (Some(project.snapshot().codes.resolve(above).expect("a code").id), name)
            }
            None => (None, code),
        };
        let new = NewCode { parent, name: name.to_owned(), ..NewCode::default() };
        project.make_code(&new).expect("a code");
    }
    let mut rows = Vec::new();
    let sources: Vec<NewSource> = (0..12)
        .map(|number| {
            let kind = SourceKind::ALL[dice.below(5) as usize];
            let mut text = String::new();
            for turn in 0..6 {
                if kind == SourceKind::Interview {
                    let who = if turn % 2 == 0 { "INT" } else { dice.of(&["GP ID 1", "GP ID 2"]) };
                    let _ = write!(text, "{who}: ");
                }
                let words = dice.of(&["We waited – long. ", "né 🩺 at the door ", "they   stay "]);
                let _ = writeln!(text, "{}", words.repeat(1 + dice.below(3) as usize).trim_end());
            }
            let length = text.chars().count() as u32;
            let name = format!("Source {number}");
            for _ in 0..dice.below(14) {
                let start = dice.below(length - 2);
                let end = (start + 1 + dice.below(60)).min(length);
                for _ in 0..=dice.below(2) {
                    rows.push(CodingRow {
                        line: 1,
                        document: name.clone(),
                        start,
                        end,
                        code: dice.of(&CODES).to_owned(),
                        coder: dice.of(&["Kim", "Ada", "Zoë"]).to_owned(),
                    });
                }
            }
            let mut new = NewSource::new(name, kind, text, "UTF-8".to_owned(), Vec::new());
            let dates = ["2012-03-14", "2012-03", "2012-05-02", "2012", ""];
            new.date = dice.of(&dates).parse().ok();
            let case = dice.of(&["Site 1", "Site 2", "Site 3", ""]);
            new.case = (!case.is_empty()).then(|| case.to_owned());
            let person = dice.of(&["gp id 1", "Chair ID 7", ""]);
            new.people.extend((!person.is_empty()).then(|| person.to_owned()));
            let merged = dice.of(&["yes", "no", ""]);
            if !merged.is_empty() {
                new.attributes.push(("Merged".to_owned(), merged.to_owned()));
            }
            new
        })
        .collect();
    project.add_sources(&sources).expect("sources");
    project.import_codings(&rows).expect("codings");
    (folder, path)
}

/// The file as anybody with a SQLite shell reads it.
struct Sql(Connection);

impl Sql {
    fn open(path: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        Self(Connection::open_with_flags(path, flags).expect("the file"))
    }

    fn count(&self, sql: &str, values: &[&dyn ToSql]) -> u64 {
        let count: i64 = self.0.query_row(sql, values, |row| row.get(0)).expect("a figure");
        count as u64
    }

    /// The words of the quotations with a code, or one below it, for which a condition holds.
    fn words(&self, condition: &str, values: &[&dyn ToSql]) -> u64 {
        let sql = format!(
            "{BELOW} SELECT DISTINCT q.id, substr(s.text, q.start + 1, q.\"end\" - q.start)
             FROM {JOINED} WHERE top = ?1 AND {condition}"
        );
        let mut statement = self.0.prepare(&sql).expect("a statement");
        let texts = statement.query_map(values, |row| row.get::<_, String>(1)).expect("rows");
        let words = |text: String| {
            text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
        };
        texts.map(|text| words(text.expect("words")) as u64).sum()
    }
}

/// Each code with itself and all that stand below it.
const BELOW: &str = "WITH RECURSIVE below (top, code) AS (
    SELECT id, id FROM code
    UNION ALL SELECT top, code.id FROM below JOIN code ON code.parent = below.code)";
const JOINED: &str = "below JOIN coding c USING (code) JOIN quotation q ON q.id = c.quotation
    JOIN source s ON s.id = q.source";

/// What holds in SQL of a row of the join for an entry, the entry's own value as ?2.
fn condition(key: &Key) -> (String, Box<dyn ToSql>) {
    let of = |sql: &str, bytes: &[u8]| -> (String, Box<dyn ToSql>) {
        (sql.to_owned(), Box::new(bytes.to_vec()))
    };
    match key {
        Key::Case(id) => of("s.\"case\" = ?2", id.uuid().as_bytes()),
        Key::Coder(id) => of("c.coder = ?2", id.uuid().as_bytes()),
        Key::Source(id) => of("s.id = ?2", id.uuid().as_bytes()),
        Key::Person(id) => {
            of("s.id IN (SELECT source FROM source_person WHERE person = ?2)", id.uuid().as_bytes())
        }
        Key::Kind(kind) => ("s.kind = ?2".to_owned(), Box::new(kind.word())),
        Key::Speaker(speaker) => {
            let sql = "EXISTS (SELECT 1 FROM turn t WHERE t.source = s.id AND t.speaker = ?2
                       AND t.start + t.marker < q.\"end\" AND t.\"end\" > q.start)";
            (sql.to_owned(), Box::new(speaker.to_string()))
        }
        Key::Date(date) if date.month().is_some() => {
            ("substr(s.\"date\", 1, 7) = ?2".to_owned(), Box::new(date.to_string()))
        }
        Key::Date(date) => ("s.\"date\" = ?2".to_owned(), Box::new(date.to_string())),
        Key::Value(_, value) => {
            let sql = "s.id IN (SELECT source FROM source_attribute WHERE value = ?2)";
            (sql.to_owned(), Box::new(value.to_string()))
        }
        other => unreachable!("{other:?} is not asked for"),
    }
}

fn code_at(axis: &Axis, at: usize) -> CodeId {
    match axis.entries[at].key {
        Key::Code(code) => code,
        _ => unreachable!("only codes"),
    }
}

fn ask(rows: Dimension, columns: Dimension, cells: Cells) -> TableAsk {
    TableAsk { rows, columns, cells, sub_codes: true, about: None }
}

/// The tables of codes by everything that they can stand beside.
fn tables(project: &mut Project, cells: Cells) -> Vec<Table> {
    let merged = project.snapshot().attributes[0].id;
    let columns = [
        Dimension::Cases,
        Dimension::Kinds,
        Dimension::Coders,
        Dimension::People,
        Dimension::Speakers,
        Dimension::Sources,
        Dimension::Months,
        Dimension::Attribute(merged),
    ];
    let table = |columns| {
        let asked = ask(Dimension::Codes(Codes::All), columns, cells);
        project.table(&asked).expect("a table")
    };
    columns.into_iter().map(table).collect()
}

#[test]
fn every_cell_equals_its_sql() {
    for seed in 1..=4 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let counted: Vec<(Cells, Vec<Table>)> =
            [Cells::Quotations, Cells::Codings, Cells::Cases, Cells::Sources, Cells::Words]
                .map(|cells| (cells, tables(&mut project, cells)))
                .to_vec();
        drop(project);
        let sql = Sql::open(&path);
        for (cells, tables) in counted {
            let what = match cells {
                Cells::Quotations => "q.id",
                Cells::Codings => "c.id",
                Cells::Cases => "s.\"case\"",
                _ => "s.id",
            };
            for table in tables {
                for row in 0..table.rows.entries.len() {
                    let code = code_at(&table.rows, row).uuid();
                    let code: &dyn ToSql = &code.as_bytes().to_vec();
                    for (column, entry) in table.columns.entries.iter().enumerate() {
                        if entry.key == Key::Rest {
                            continue;
                        }
                        let (holds, value) = condition(&entry.key);
                        let expected = if cells == Cells::Words {
                            sql.words(&holds, &[code, &*value])
                        } else {
                            let question = format!(
                                "{BELOW} SELECT count(DISTINCT {what}) FROM {JOINED}
                                 WHERE top = ?1 AND {holds}"
                            );
                            sql.count(&question, &[code, &*value])
                        };
                        let found = table.count(Some(row), Some(column));
                        assert_eq!(found, expected, "{seed} {cells:?} {row} {entry:?}");
                    }
                    // A total counts each once.
                    let expected = if cells == Cells::Words {
                        sql.words("1", &[code])
                    } else {
                        let question = format!(
                            "{BELOW} SELECT count(DISTINCT {what}) FROM {JOINED} WHERE top = ?1"
                        );
                        sql.count(&question, &[code])
                    };
                    assert_eq!(table.count(Some(row), None), expected, "{seed} {cells:?} {row}");
                }
            }
        }
    }
}

#[test]
fn people_equal_their_sql() {
    const WHO: &str = "SELECT count(DISTINCT name) FROM (
        SELECT lower(t.speaker) AS name FROM said JOIN turn t ON t.source = said.source
            AND t.start + t.marker < said.\"end\" AND t.\"end\" > said.start
            WHERE t.speaker <> 'INT'
        UNION SELECT lower(p.name) FROM said JOIN source_person sp ON sp.source = said.source
            JOIN person p ON p.id = sp.person
            WHERE NOT EXISTS (SELECT 1 FROM turn t WHERE t.source = said.source
                AND t.speaker IS NOT NULL
                AND t.start + t.marker < said.\"end\" AND t.\"end\" > said.start))";
    for seed in 11..=14 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let asked = ask(Dimension::Codes(Codes::All), Dimension::Kinds, Cells::People);
        let table = project.table(&asked).expect("a table");
        drop(project);
        let sql = Sql::open(&path);
        for row in 0..table.rows.entries.len() {
            let code = code_at(&table.rows, row).uuid().as_bytes().to_vec();
            for (column, entry) in table.columns.entries.iter().enumerate() {
                let (holds, value) = condition(&entry.key);
                let question = format!(
                    "{BELOW}, said AS (SELECT DISTINCT q.* FROM {JOINED} WHERE top = ?1 AND {holds})
                     {WHO}"
                );
                let expected = sql.count(&question, &[&code, &*value]);
                assert_eq!(
                    table.count(Some(row), Some(column)),
                    expected,
                    "{seed} {row} {entry:?}"
                );
            }
        }
    }
}

#[test]
fn codes_that_stand_together_equal_their_sql() {
    // Quotations with one code, and whether they bear the other or meet one that does.
    const BEARS: &str = "EXISTS (SELECT 1 FROM coding c JOIN below USING (code)
        WHERE c.quotation = q.id AND top = ?1)";
    const NEAR: &str = "EXISTS (SELECT 1 FROM quotation n JOIN coding c ON c.quotation = n.id
        JOIN below USING (code) WHERE top = ?1 AND n.source = q.source
        AND n.start < q.\"end\" AND q.start < n.\"end\")";
    for seed in 21..=24 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let codes = || Dimension::Codes(Codes::All);
        let both = project.table(&ask(codes(), codes(), Cells::Quotations)).expect("a table");
        let meeting = project.table(&ask(codes(), codes(), Cells::Together)).expect("a table");
        drop(project);
        let sql = Sql::open(&path);
        let other = |sql: &str| sql.replace("?1", "?2");
        let count =
            |condition: &str| format!("{BELOW} SELECT count(*) FROM quotation q WHERE {condition}");
        for row in 0..both.rows.entries.len() {
            for column in 0..both.columns.entries.len() {
                let ids = [code_at(&both.rows, row), code_at(&both.columns, column)]
                    .map(|code| code.uuid().as_bytes().to_vec());
                let values: [&dyn ToSql; 2] = [&ids[0], &ids[1]];
                let question = count(&format!("{BEARS} AND {}", other(BEARS)));
                let expected = sql.count(&question, &values);
                assert_eq!(both.count(Some(row), Some(column)), expected);
                let question = count(&format!(
                    "({BEARS} AND {}) OR ({} AND {NEAR})",
                    other(NEAR),
                    other(BEARS)
                ));
                let expected = sql.count(&question, &values);
                assert_eq!(meeting.count(Some(row), Some(column)), expected);
                let question = count(&format!("{BEARS} OR {}", other(BEARS)));
                let expected = Some(sql.count(&question, &values));
                assert_eq!(both.either(row, column), expected);
                assert_eq!(meeting.either(row, column), expected);
            }
        }
    }
}

#[test]
fn a_written_table_is_in_the_order_shown_with_its_totals() {
    let (_folder, path) = study(31);
    let mut project = Project::open(&path, Duration::ZERO).expect("the project");
    let asked = ask(Dimension::Codes(Codes::Top), Dimension::Kinds, Cells::Quotations);
    let table = project.table(&asked).expect("a table");
    let report = table_report(&table, Shown::Counts, Some(&[2, 0, 1]));
    let names: Vec<&str> = report.rows.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Work", "Access", "Access to records", "Total"]);
    assert_eq!(report.columns.last().map(String::as_str), Some("Total"));
    assert_eq!(report.title, "Quotations by code and kind");
}

#[test]
fn every_cell_opens_as_many_quotes_as_it_counts() {
    for seed in 1..=3 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let mut all = tables(&mut project, Cells::Quotations);
        let codes = || Dimension::Codes(Codes::All);
        for cells in [Cells::Quotations, Cells::Together] {
            all.push(project.table(&ask(codes(), codes(), cells)).expect("a table"));
        }
        for table in all {
            for row in 0..table.rows.entries.len() {
                for column in 0..table.columns.entries.len() {
                    let holds = table.cell_query(Some(row), Some(column));
                    let query = Query { holds, ..Query::default() };
                    let opened = project.ask(&query).expect("answers").len() as u64;
                    let counted = table.count(Some(row), Some(column));
                    let (row, column) = (&table.rows.entries[row], &table.columns.entries[column]);
                    assert_eq!(opened, counted, "{seed} {row:?} {column:?} {query:?}");
                }
            }
        }
    }
}

#[test]
fn where_a_code_is_used_is_what_tables_count() {
    for seed in 41..=44 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let used = code_use(&project.snapshot().study());
        for cells in [Cells::People, Cells::Cases, Cells::Sources] {
            let asked = ask(Dimension::Codes(Codes::All), Dimension::Everything, cells);
            let table = project.table(&asked).expect("a table");
            for row in 0..table.rows.entries.len() {
                let used = used.get(&code_at(&table.rows, row));
                let told = used.map_or(0, |used| match cells {
                    Cells::People => used.people,
                    Cells::Cases => used.cases,
                    _ => used.sources,
                });
                assert_eq!(told as u64, table.count(Some(row), None), "{seed} {cells:?} {row}");
            }
        }
    }
}

#[test]
fn what_bears_any_of_several_codes_is_counted_once() {
    for seed in 51..=53 {
        let (_folder, path) = study(seed);
        let mut project = Project::open(&path, Duration::ZERO).expect("the project");
        let snapshot = std::sync::Arc::clone(project.snapshot());
        let codes: Vec<CodeId> = snapshot.codes.codes().iter().map(|code| code.id).collect();
        let groups: Vec<Vec<CodeId>> = codes.chunks(3).map(<[CodeId]>::to_vec).collect();
        let used = use_of_any(&snapshot.study(), &groups);
        for (group, used) in groups.iter().zip(used) {
            let any = group.iter().map(|&code| Condition::Code { code, sub_codes: true });
            let query = Query { holds: Condition::Any(any.collect()), ..Query::default() };
            let answers = project.ask(&query).expect("answers");
            let sources: HashSet<_> = answers.iter().map(|answer| answer.source).collect();
            assert_eq!((answers.len(), sources.len()), (used.quotations, used.sources), "{seed}");
        }
    }
}
