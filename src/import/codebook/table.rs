//! A code framework as a table: a row for each code, in a CSV file or on the first sheet of a workbook.
//!
//! Columns: `path` and, in any order and all optional, `name`, `definition` (or `description`), `when to use` (or
//! `include`), `when not to use` (or `exclude`), `question`, `colour` (or `color`), `origin`, `applicable` (or
//! `codable`, REFI-QDA's word) and `archived` (yes or no), `id` (a GUID). Others are ignored.

use std::collections::HashMap;

use uuid::Uuid;

use super::paths::{Paths, Written};
use super::{CodebookCode, CodebookError, CsvError, Gathered, said};
use crate::domain::{CodeId, Colour, Origin, PATH_SEPARATOR};
use crate::import::records::Table;
use crate::import::survey::workbook_sheets;

/// Reads a table as text.
pub(super) fn read_csv(bytes: &[u8]) -> Result<Gathered, CodebookError> {
    let table = Table::new(bytes)?;
    let (header, records) = table.rows(&["path"])?;
    let mut rows = Vec::new();
    for record in records {
        let record = record?;
        header.check(&record, false)?;
        let cells = record.fields.iter().map(|field| field.trim().to_owned()).collect();
        rows.push(Row { line: record.line, cells });
    }
    gather(&Columns::new(header.names()), &rows, table.doubts.clone())
}

/// Reads the first sheet of a workbook; its first row that is not empty names the columns.
pub(super) fn read_workbook(bytes: &[u8]) -> Result<Gathered, CodebookError> {
    let (sheets, doubts) = workbook_sheets(bytes)?;
    let rows = sheets.into_iter().next().map(|(_, rows)| rows).unwrap_or_default();
    let mut rows = rows
        .into_iter()
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .map(|(line, cells)| Row { line, cells });
    let head = rows.next().ok_or(CodebookError::NoCodes)?;
    let names: Vec<String> = head.cells.iter().map(|name| name.trim().to_lowercase()).collect();
    let columns = Columns::new(&names);
    if columns.path.is_none() {
        let reason =
            "there is no column “path”; the first row of the first sheet must name the columns";
        return Err(CsvError::new(head.line, reason).into());
    }
    let rows: Vec<Row> = rows.collect();
    gather(&columns, &rows, doubts)
}

/// A row with the line, or the row of the sheet, that it begins on.
struct Row {
    line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The first cell among columns that says anything; empty if none does.
    fn cell(&self, columns: &[Option<usize>]) -> &str {
        let cells = columns.iter().flatten().filter_map(|&column| self.cells.get(column));
        cells.map(|cell| cell.as_str()).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    fn words(&self, columns: &[Option<usize>]) -> Option<String> {
        said(self.cell(columns).to_owned())
    }

    fn wrong(&self, reason: impl Into<String>) -> CodebookError {
        CsvError::new(self.line, reason).into()
    }

    /// A cell that says yes or no.
    fn answer(&self, columns: &[Option<usize>]) -> Result<Option<bool>, CodebookError> {
        match self.cell(columns).to_lowercase().as_str() {
            "" => Ok(None),
            "yes" | "true" | "1" => Ok(Some(true)),
            "no" | "false" | "0" => Ok(Some(false)),
            other => Err(self.wrong(format!("“{other}” is no answer; write yes or no"))),
        }
    }
}

/// Where the columns stand.
struct Columns {
    path: Option<usize>,
    name: [Option<usize>; 1],
    definition: [Option<usize>; 2],
    include: [Option<usize>; 2],
    exclude: [Option<usize>; 2],
    question: [Option<usize>; 2],
    colour: [Option<usize>; 2],
    origin: [Option<usize>; 1],
    applicable: [Option<usize>; 3],
    archived: [Option<usize>; 1],
    id: [Option<usize>; 2],
}

impl Columns {
    /// Finds columns by their names in lower case.
    fn new(names: &[String]) -> Self {
        let column = |wanted: &str| names.iter().position(|name| name == wanted);
        Self {
            path: column("path"),
            name: [column("name")],
            definition: ["definition", "description"].map(column),
            include: ["when to use", "include"].map(column),
            exclude: ["when not to use", "exclude"].map(column),
            question: ["question", "research question"].map(column),
            colour: ["colour", "color"].map(column),
            origin: [column("origin")],
            applicable: ["applicable", "codable", "iscodable"].map(column),
            archived: [column("archived")],
            id: ["id", "guid"].map(column),
        }
    }
}

fn gather(columns: &Columns, rows: &[Row], doubts: Vec<String>) -> Result<Gathered, CodebookError> {
    let mut gathered = Gathered { warnings: doubts, ..Gathered::default() };
    let written: Vec<Written> = rows
        .iter()
        .map(|row| match row.cell(&[columns.path]) {
            "" => Err(row.wrong("the path is empty")),
            path => Ok(Written {
                line: row.line,
                path: path.to_owned(),
                name: row.cell(&columns.name).to_owned(),
            }),
        })
        .collect::<Result<_, _>>()?;
    let mut paths = Paths::new(&written);
    let mut seen = HashMap::new();
    let mut strange_ids = 0;
    for (written, row) in written.iter().zip(rows) {
        let path = paths.split(written, &mut gathered.warnings)?;
        note_repetition(&path, row, &mut seen, &mut gathered.warnings)?;
        let id = row.cell(&columns.id);
        let key = Uuid::try_parse(id).ok().filter(|uuid| !uuid.is_nil()).map(CodeId::new);
        strange_ids += usize::from(!id.is_empty() && key.is_none());
        let colour = row.words(&columns.colour).map(|text| text.parse::<Colour>()).transpose();
        let origin = row.words(&columns.origin).map(|text| text.parse::<Origin>()).transpose();
        let code = CodebookCode {
            key,
            path,
            definition: row.words(&columns.definition),
            include: row.words(&columns.include),
            exclude: row.words(&columns.exclude),
            question: row.words(&columns.question),
            colour: colour.map_err(|error| row.wrong(error.to_string()))?,
            origin: origin.map_err(|error| row.wrong(error.to_string()))?,
            is_applicable: row.answer(&columns.applicable)?,
            is_archived: row.answer(&columns.archived)?,
        };
        gathered.add(code).map_err(|error| match error {
            CodebookError::TooLong(_) => row.wrong(error.to_string()),
            other => other,
        })?;
    }
    if strange_ids > 0 {
        gathered.warnings.push(
            "The column “id” holds other things than GUIDs; those codes are known by their paths."
                .to_owned(),
        );
    }
    Ok(gathered)
}

/// Refuses a path that had a row before, and warns of one that differs only in capitals.
fn note_repetition(
    path: &[String],
    row: &Row,
    seen: &mut HashMap<Vec<String>, (u64, Vec<String>)>,
    warnings: &mut Vec<String>,
) -> Result<(), CodebookError> {
    let line = row.line;
    let folded = path.iter().map(|name| name.to_lowercase()).collect();
    let (first, before) = seen.entry(folded).or_insert_with(|| (line, path.to_vec()));
    let printed = path.join(PATH_SEPARATOR);
    if *first == line {
        Ok(())
    } else if before == path {
        let reason = format!("the code “{printed}” stands on line {first} already; remove one");
        Err(row.wrong(reason))
    } else {
        warnings.push(format!(
            "Line {line}: “{printed}” differs from the code on line {first} only in capital letters."
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Result<Gathered, CodebookError> {
        read_csv(table.as_bytes())
    }

    /// The codes, with those above them that have no row of their own.
    fn paths(table: &str) -> Vec<String> {
        let read = read(table).expect("a framework");
        read.codes.into_iter().map(|code| code.path.join(" | ")).collect()
    }

    #[test]
    fn columns_stand_in_any_order() -> Result<(), CodebookError> {
        let table = "\u{feff}Color;Description;level;Path;Applicable;When to use;ID\r\n\
                     #E57373;\"a; \"\"b\"\"\r\nc\";1;Access;No;here;{0189ABCD-0000-7000-8000-000000000001}\r\n\
                     ;;2;Access > Time\r\n";
        let read = read(table)?;
        let key = "0189abcd-0000-7000-8000-000000000001";
        let first = CodebookCode {
            key: Uuid::try_parse(key).ok().map(CodeId::new),
            path: vec!["Access".into()],
            definition: Some("a; \"b\"\nc".into()),
            include: Some("here".into()),
            colour: Some(Colour { red: 0xe5, green: 0x73, blue: 0x73 }),
            is_applicable: Some(false),
            ..CodebookCode::default()
        };
        let second =
            CodebookCode { path: vec!["Access".into(), "Time".into()], ..CodebookCode::default() };
        assert_eq!(read.codes, [first, second]);
        assert!(read.warnings.is_empty());
        Ok(())
    }

    #[test]
    fn codable_is_another_word_for_applicable() -> Result<(), CodebookError> {
        let read = read("path,codable\nAccess,0\nAccess > Time,1\nTrust,\n")?;
        let may: Vec<_> = read.codes.iter().map(|code| code.is_applicable).collect();
        assert_eq!(may, [Some(false), Some(true), None]);
        Ok(())
    }

    #[test]
    fn one_file_has_one_separator() {
        assert_eq!(
            paths("path\nA\nA > B/C\nA > B/C > D / E\n"),
            ["A", "A | B/C", "A | B/C | D / E"]
        );
        assert_eq!(
            paths("path\nA / B\nDoctor/patient\nAges >60 / x\n"),
            ["A", "A | B", "Doctor/patient", "Ages >60", "Ages >60 | x"]
        );
        assert_eq!(paths("path\nA>B\nA>B/C\n"), ["A", "A | B", "A | B/C"]);
        assert_eq!(paths("path\nA/B\n"), ["A", "A | B"]);
        assert_eq!(
            paths("path,name\nDoctor/patient,Doctor/patient\nB,B\n"),
            ["Doctor/patient", "B"]
        );
    }

    #[test]
    fn names_that_hold_the_separator_stay_whole() {
        let table =
            "path,name\nA > B,A > B\nA > B > C > D,C > D\nA > B > C > D > E,E\nX,X\nX > Y,Y\n";
        assert_eq!(paths(table), ["A > B", "A > B | C > D", "A > B | C > D | E", "X", "X | Y"]);
    }

    #[test]
    fn levels_without_rows_are_split() {
        assert_eq!(
            paths("path,name\nA > B > C,C\nA > B > D > E,E\n"),
            ["A", "A | B", "A | B | C", "A | B | D", "A | B | D | E"]
        );
    }

    #[test]
    fn what_is_not_sure_is_told() -> Result<(), CodebookError> {
        let warnings = |table: &str| read(table).map(|read| read.warnings);
        assert!(warnings("path\nA/B\nC/D\n")?[0].contains("“A/B” was read as A > B"));
        assert_eq!(warnings("path\nA/B\nC/D\n")?.len(), 1);
        assert!(
            warnings("path,name\nA > B,B\nA > C,X\n")?[0]
                .starts_with("Line 3: the path does not end in")
        );
        assert!(warnings("path\nA\na\n")?[0].contains("only in capital letters"));
        let read = read_csv(b"path\nCaf\xe9s\n")?;
        assert_eq!(read.codes[0].path, ["Cafés"]);
        assert!(read.warnings[0].starts_with("Read as"));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (table, line, reason) in [
            ("name\nA\n", 1, "no column “path”"),
            ("path,colour\nA,\nB,red\n", 3, "“red” is not a colour"),
            ("path,origin\nA,elsewhere\n", 2, "“elsewhere” is no origin"),
            ("path,archived\nA,perhaps\n", 2, "“perhaps” is no answer; write yes or no"),
            ("path\nA\nB\nA\n", 4, "“A” stands on line 2 already"),
            ("path,name\n,x\n", 2, "the path is empty"),
            (
                &format!("path\n{}\n", "A > ".repeat(2000)),
                2,
                "is longer than 4000 bytes; shorten its names",
            ),
            ("path\nA >  > B\n", 2, "a name in the path “A >  > B” is empty"),
            ("path\nA,b\n", 2, "2 fields for 1 column"),
            ("path\n\"A\n", 2, "a quotation mark is opened and never closed"),
            ("", 1, "the table is empty"),
        ] {
            let error = read(table).map(drop).expect_err(table);
            let CodebookError::Row(error) = error else { panic!("{error}") };
            assert_eq!(error.line, line, "{table}");
            assert!(error.reason.contains(reason), "{error}");
        }
    }
}
