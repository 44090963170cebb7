//! A code framework from CSV: columns `path` and, optionally, `name`, `definition` (or `description`), `colour` (or
//! `color`).
//!
//! A path is the names from the top down with a separator between them: ` > ` or ` / ` (or the sign without blanks, in a
//! file that never has blanks around it). One file has one separator, so that a code called “Doctor/patient” or “Ages > 60”
//! stays whole in a file that uses the other one. Names that hold the separator itself are told apart by the `name` column,
//! or by a code above that has a row of its own further up.

use std::collections::HashMap;

use super::records::{CsvError, Record, Table};
use crate::domain::{Colour, PATH_SEPARATOR};

/// The separators that are looked for, in order; what is found first is the file's.
const SEPARATORS: [&str; 4] = [PATH_SEPARATOR, " / ", ">", "/"];

/// Longest path in bytes: ten levels of the longest names that can be shown.
const LONGEST: usize = 4000;

/// A code of the framework, as the table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    /// The line of the file it begins on, counted from 1.
    pub line: u64,
    /// The names from the top down to this code; never empty. Codes above it may have no row of their own.
    pub path: Vec<String>,
    /// Its definition; may be empty.
    pub definition: String,
    /// Its colour, if it has one.
    pub colour: Option<Colour>,
}

/// A code framework that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRows {
    /// Its codes in the order of the file; no path comes twice.
    pub rows: Vec<CodeRow>,
    /// What a person should check, in sentences.
    pub warnings: Vec<String>,
}

/// Reads a code framework; columns in any order, others are ignored.
///
/// # Errors
///
/// At the first row that is wrong: an empty path or name, a bad colour, a path that had a row before.
pub fn read(bytes: &[u8]) -> Result<CodeRows, CsvError> {
    let table = Table::new(bytes)?;
    let (header, rows) = table.rows(&["path"])?;
    let records = rows.collect::<Result<Vec<_>, _>>()?;
    let path = header.column(&["path"]);
    let name = header.column(&["name"]);
    let definition = [header.column(&["definition"]), header.column(&["description"])];
    let colour = header.column(&["colour", "color"]);
    let field = |record: &Record<'_>, column: Option<usize>| {
        column.map_or_else(String::new, |column| record.field(column).to_owned())
    };

    let written: Vec<Written> = records
        .iter()
        .map(|record| {
            header.check(record, false)?;
            let path = field(record, path);
            if path.is_empty() {
                return Err(CsvError::new(record.line, "the path is empty"));
            }
            if path.len() > LONGEST {
                let reason = format!("the path is longer than {LONGEST} bytes; shorten its names");
                return Err(CsvError::new(record.line, reason));
            }
            Ok(Written { line: record.line, path, name: field(record, name) })
        })
        .collect::<Result<_, _>>()?;
    let mut warnings = table.doubts.clone();
    let mut paths = Paths::new(&written);
    let mut rows = Vec::with_capacity(written.len());
    let mut lines = HashMap::new();
    for (written, record) in written.iter().zip(&records) {
        let path = paths.split(written, &mut warnings)?;
        note_repetition(&path, written.line, &mut lines, &mut warnings)?;
        let colour = match field(record, colour) {
            text if text.is_empty() => None,
            text => {
                let colour: Result<Colour, _> = text.parse();
                Some(colour.map_err(|error| CsvError::new(record.line, error.to_string()))?)
            }
        };
        let definitions = definition.iter().map(|&column| field(record, column));
        let definition = definitions.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        rows.push(CodeRow { line: written.line, path, definition, colour });
    }
    Ok(CodeRows { rows, warnings })
}

/// Refuses a path that had a row before, and warns of one that differs only in capitals.
fn note_repetition(
    path: &[String],
    line: u64,
    lines: &mut HashMap<Vec<String>, (u64, Vec<String>)>,
    warnings: &mut Vec<String>,
) -> Result<(), CsvError> {
    let folded = path.iter().map(|name| name.to_lowercase()).collect();
    let (first, before) = lines.entry(folded).or_insert_with(|| (line, path.to_vec()));
    let printed = path.join(PATH_SEPARATOR);
    if *first == line {
        Ok(())
    } else if before == path {
        let reason = format!("the code “{printed}” stands on line {first} already; remove one");
        Err(CsvError::new(line, reason))
    } else {
        warnings.push(format!(
            "Line {line}: “{printed}” differs from the code on line {first} only in capital letters."
        ));
        Ok(())
    }
}

/// Where a row stands and what it says of its place in the tree.
struct Written {
    line: u64,
    path: String,
    name: String,
}

impl Written {
    /// What stands before the code's own name and the separator; nothing if the path does not end so. Empty for a
    /// code at the top.
    fn parent(&self, separator: &str) -> Option<&str> {
        let before =
            self.path.strip_suffix(self.name.as_str()).filter(|_| !self.name.is_empty())?;
        if before.is_empty() { Some("") } else { Some(before.strip_suffix(separator)?.trim()) }
    }
}

/// Splits the paths of one file.
struct Paths {
    separator: &'static str,
    /// Whether the separator may be a sign within names instead, and nobody was told yet.
    doubtful: bool,
    /// Paths of earlier rows as written, with their names.
    seen: HashMap<String, Vec<String>>,
}

impl Paths {
    fn new(written: &[Written]) -> Self {
        // What stands before a row's own name is the surest sign; else the sign must stand somewhere in a path.
        let told = |separator: &&str| {
            written.iter().any(|row| row.parent(separator).is_some_and(|above| !above.is_empty()))
        };
        let held = |separator: &&str| {
            written.iter().any(|row| row.path != row.name && row.path.contains(*separator))
        };
        let sure = SEPARATORS.into_iter().find(told);
        let separator = sure.or_else(|| SEPARATORS.into_iter().find(held));
        let doubtful = sure.is_none() && separator.is_some_and(|s| !s.starts_with(' '));
        let separator = separator.unwrap_or(PATH_SEPARATOR);
        Self { separator, doubtful, seen: HashMap::new() }
    }

    /// The names of a row's path.
    fn split(
        &mut self,
        row: &Written,
        warnings: &mut Vec<String>,
    ) -> Result<Vec<String>, CsvError> {
        let path = match row.parent(self.separator) {
            Some("") => vec![one_line(&row.name)],
            Some(parent) => {
                let mut path = self.resolve(parent);
                path.push(one_line(&row.name));
                path
            }
            None => {
                if !row.name.is_empty() {
                    warnings.push(format!(
                        "Line {}: the path does not end in the name “{}”; the path was taken.",
                        row.line, row.name
                    ));
                }
                let path = self.resolve(&row.path);
                if path.len() > 1 && std::mem::take(&mut self.doubtful) {
                    warnings.push(format!(
                        "Line {}: “{}” was read as {}; if “{}” belongs to the names, write paths with “>”.",
                        row.line,
                        row.path,
                        path.join(PATH_SEPARATOR),
                        self.separator
                    ));
                }
                path
            }
        };
        if path.iter().any(String::is_empty) {
            let reason = format!("a name in the path “{}” is empty", row.path);
            return Err(CsvError::new(row.line, reason));
        }
        self.seen.insert(row.path.clone(), path.clone());
        Ok(path)
    }

    /// The names of a path: those of the longest path before it that it begins with, then its own parts.
    fn resolve(&self, path: &str) -> Vec<String> {
        if let Some(names) = self.seen.get(path) {
            return names.clone();
        }
        let (mut names, rest) = path
            .rmatch_indices(self.separator)
            .find_map(|(at, sign)| {
                let names = self.seen.get(path[..at].trim_end())?;
                Some((names.clone(), &path[at + sign.len()..]))
            })
            .unwrap_or_else(|| (Vec::new(), path));
        names.extend(rest.split(self.separator).map(one_line));
        names
    }
}

/// A name without line breaks and doubled blanks.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(table: &str) -> Vec<String> {
        let read = read(table.as_bytes()).expect("a framework");
        read.rows.into_iter().map(|row| row.path.join(" | ")).collect()
    }

    #[test]
    fn columns_stand_in_any_order() -> Result<(), CsvError> {
        let table = "\u{feff}Color;Description;level;Path\r\n#E57373;\"a; \"\"b\"\"\r\nc\";1;Access\r\n;;2;Access > Time\r\n";
        let read = read(table.as_bytes())?;
        let first = CodeRow {
            line: 2,
            path: vec!["Access".into()],
            definition: "a; \"b\"\nc".into(),
            colour: Some(Colour { red: 0xe5, green: 0x73, blue: 0x73 }),
        };
        let second = CodeRow {
            line: 4,
            path: vec!["Access".into(), "Time".into()],
            definition: String::new(),
            colour: None,
        };
        assert_eq!(read, CodeRows { rows: vec![first, second], warnings: Vec::new() });
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
            ["A | B", "Doctor/patient", "Ages >60 | x"]
        );
        assert_eq!(paths("path\nA>B\nA>B/C\n"), ["A | B", "A | B/C"]);
        assert_eq!(paths("path\nA/B\n"), ["A | B"]);
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
            ["A | B | C", "A | B | D | E"]
        );
    }

    #[test]
    fn what_is_not_sure_is_told() -> Result<(), CsvError> {
        let warnings = |table: &str| read(table.as_bytes()).map(|read| read.warnings);
        assert!(warnings("path\nA/B\nC/D\n")?[0].contains("“A/B” was read as A > B"));
        assert_eq!(warnings("path\nA/B\nC/D\n")?.len(), 1);
        assert!(
            warnings("path,name\nA > B,B\nA > C,X\n")?[0]
                .starts_with("Line 3: the path does not end in")
        );
        assert!(warnings("path\nA\na\n")?[0].contains("only in capital letters"));
        let read = read(b"path\nCaf\xe9s\n")?;
        assert_eq!(read.rows[0].path, ["Cafés"]);
        assert!(read.warnings[0].starts_with("Read as"));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (table, line, reason) in [
            ("name\nA\n", 1, "no column “path”"),
            ("path,colour\nA,\nB,red\n", 3, "“red” is not a colour"),
            ("path\nA\nB\nA\n", 4, "“A” stands on line 2 already"),
            ("path,name\n,x\n", 2, "the path is empty"),
            (&format!("path\n{}\n", "A > ".repeat(2000)), 2, "the path is longer than 4000 bytes"),
            ("path\nA >  > B\n", 2, "a name in the path “A >  > B” is empty"),
            ("path\nA,b\n", 2, "2 fields for 1 column"),
            ("path\n\"A\n", 2, "a quotation mark is opened and never closed"),
            ("", 1, "the table is empty"),
        ] {
            let error = read(table.as_bytes()).expect_err(table);
            assert_eq!(error.line, line, "{table}");
            assert!(error.reason.contains(reason), "{error}");
        }
    }
}
