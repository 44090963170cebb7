//! A list of private terms from CSV: columns `private` (or `term`, `name`) and, optionally, `public` (or `replacement`,
//! `descriptor`) and `kind`.
//!
//! Where a table has a column for public terms, an empty field in it says that the term may stand as it is. A table without
//! such a column is a list of words to look for, and each gets the general word for its kind.

use std::collections::HashMap;

use super::records::{CsvError, Header, Record, Rows, Table};
use crate::domain::{Term, TermKind, UnknownTermKind};
use crate::text::counted;

/// The columns that may hold the private terms, in the order in which they are looked for.
const PRIVATE: [&str; 3] = ["private", "term", "name"];
/// The columns that may hold the public terms.
const PUBLIC: [&str; 3] = ["public", "replacement", "descriptor"];
/// Longest term in characters; names have fewer.
const LONGEST: usize = 200;

/// A list of terms that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRows {
    /// Its terms in the order of the file. None comes twice, whatever its capitals, but for an abbreviation in capitals beside
    /// the same letters as a word.
    pub terms: Vec<Term>,
    /// What a person should check, in sentences.
    pub warnings: Vec<String>,
}

/// Reads a list of terms; columns in any order, others are ignored.
///
/// # Errors
///
/// At the first row that is wrong: no private term, or one that is too long to be one.
pub fn read(bytes: &[u8]) -> Result<TermRows, CsvError> {
    let table = Table::new(bytes)?;
    let (header, rows) = header_of(&table)?;
    let private = PRIVATE.iter().find_map(|&name| header.column(&[name]));
    let public = header.column(&PUBLIC);
    let kind = header.column(&["kind"]);
    let field = |record: &Record<'_>, column: Option<usize>| {
        column.map_or_else(String::new, |column| one_line(record.field(column)))
    };

    let mut terms: Vec<Term> = Vec::new();
    let mut warnings = table.doubts.clone();
    // For each term the line it stands on and its place.
    let mut known: HashMap<(String, bool), (u64, usize)> = HashMap::new();
    for record in rows {
        let record = record?;
        header.check(&record, false)?;
        let kind = kind_of(&field(&record, kind), record.line, &mut warnings);
        let public = match public {
            Some(_) => Some(field(&record, public)).filter(|public| !public.is_empty()),
            None => Some(kind.descriptor().to_owned()),
        };
        let term = Term { private: field(&record, private), public, kind };
        check(&term, record.line)?;
        let (line, at) = *known
            .entry((term.private.to_lowercase(), term.is_abbreviation()))
            .or_insert((record.line, terms.len()));
        if at == terms.len() {
            terms.push(term);
        } else if terms[at].public != term.public {
            warnings.push(format!(
                "Line {}: “{}” stands on line {line} with another replacement; that one was taken.",
                record.line, term.private
            ));
        }
    }
    let cleared = terms.iter().filter(|term| term.public.is_none()).count();
    if cleared > 0 {
        let terms = counted(cleared, "term has", "terms have");
        warnings.push(format!("{terms} no replacement and may stand in the texts as they are."));
    }
    if public.is_none() && !terms.is_empty() {
        warnings.push(
            "There is no column “public”, so the general word for its kind, such as [name], will stand for each term."
                .to_owned(),
        );
    }
    Ok(TermRows { terms, warnings })
}

/// The header and the rows, under the first name for the column of private terms that the header has.
fn header_of(table: &Table) -> Result<(Header, Rows<'_>), CsvError> {
    for name in PRIVATE {
        match table.rows(&[name]) {
            Err(error) if error.reason.starts_with("there is no column") => {}
            found => return found,
        }
    }
    Err(CsvError::new(
        1,
        "the first line must name the columns: “private” for the terms, “public” for what stands for them, “kind”",
    ))
}

/// Refuses what cannot be a term.
fn check(term: &Term, line: u64) -> Result<(), CsvError> {
    let length = term.private.chars().count();
    if length > LONGEST {
        let reason = format!("the term is longer than {LONGEST} characters; shorten it");
        Err(CsvError::new(line, reason))
    } else if !term.private.contains(char::is_alphanumeric) {
        Err(CsvError::new(line, "the term has no letter or digit that could be found in a text"))
    } else {
        Ok(())
    }
}

/// The kind that a field names; other words and none are [`TermKind::Other`], the first with a warning.
fn kind_of(word: &str, line: u64, warnings: &mut Vec<String>) -> TermKind {
    match word.to_lowercase().as_str() {
        "" => TermKind::Other,
        "organization" => TermKind::Organisation,
        lower => lower.parse().unwrap_or_else(|error: UnknownTermKind| {
            warnings.push(format!("Line {line}: {error}; it was read as other."));
            TermKind::Other
        }),
    }
}

/// A field without line breaks and doubled blanks.
fn one_line(field: &str) -> String {
    field.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(private: &str, public: Option<&str>, kind: TermKind) -> Term {
        Term { private: private.to_owned(), public: public.map(str::to_owned), kind }
    }

    #[test]
    fn columns_stand_in_any_order_under_several_names() -> Result<(), CsvError> {
        use TermKind::{Name, Organisation, Other, Place};
        let table = "\u{feff}Kind;Replacement;note;Term\r\nPlace;[town];x;Marsh  Lane\r\n;;y;Zoë\r\n\
                     organization;;;\"A;\nB\"\r\n";
        let read = read(table.as_bytes())?;
        let expected = [
            term("Marsh Lane", Some("[town]"), Place),
            term("Zoë", None, Other),
            term("A; B", None, Organisation),
        ];
        assert_eq!(read.terms, expected);
        assert_eq!(
            read.warnings,
            ["2 terms have no replacement and may stand in the texts as they are."]
        );
        let names = super::read(b"name,kind\nAnn,name\nBob,\n")?;
        assert_eq!(
            names.terms,
            [term("Ann", Some("name"), Name), term("Bob", Some("removed"), Other)]
        );
        assert!(names.warnings[0].starts_with("There is no column “public”"));
        Ok(())
    }

    #[test]
    fn what_comes_twice_counts_once() -> Result<(), CsvError> {
        let table = "private,public\nAnn,GP\nann,GP\nANNA,GP\nAnna,nurse\nAnn,nurse\n\
                     MIND,charity\nmind,person\n";
        let read = read(table.as_bytes())?;
        let words: Vec<&str> = read.terms.iter().map(|term| term.private.as_str()).collect();
        assert_eq!(words, ["Ann", "ANNA", "Anna", "MIND", "mind"]);
        assert_eq!(read.warnings.len(), 1, "{:?}", read.warnings);
        assert_eq!(
            read.warnings[0],
            "Line 6: “Ann” stands on line 2 with another replacement; that one was taken."
        );
        Ok(())
    }

    #[test]
    fn what_is_not_sure_is_told() -> Result<(), CsvError> {
        let other = read(b"private,public,kind\nAnn,GP,pet\n")?;
        assert_eq!(other.terms[0].kind, TermKind::Other);
        assert!(other.warnings[0].starts_with("Line 2: “pet” is no kind of term"));
        assert!(read(b"private,public\nCaf\xe9s,x\n")?.warnings[0].starts_with("Read as"));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (table, line, reason) in [
            ("path\nA\n", 1, "the first line must name the columns: “private”"),
            ("private,public\nA,b\n,c\n", 3, "no letter or digit"),
            ("private\n—\n", 2, "no letter or digit"),
            (&format!("private\n{}\n", "a".repeat(201)), 2, "longer than 200 characters"),
            ("private\na,b\n", 2, "2 fields for 1 column"),
            ("term\n\"a\n", 2, "never closed"),
            ("", 1, "the table is empty"),
        ] {
            let error = read(table.as_bytes()).expect_err(table);
            assert_eq!(error.line, line, "{table}");
            assert!(error.reason.contains(reason), "{error}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(rows in "[a-c,;\"\n\tÉ ]{0,60}") {
            if let Ok(read) = read(format!("private,public,kind\n{rows}").as_bytes()) {
                prop_assert!(read.terms.iter().all(|term| term.private.contains(char::is_alphanumeric)));
            }
        }
    }
}
