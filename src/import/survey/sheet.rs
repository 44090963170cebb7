//! A sheet: its rows divided into the names of the columns and the respondents below.

use std::collections::BTreeMap;
use std::fmt;

use super::Refusal;
use super::cells::letters;
use super::distinct::distinct;
use crate::text::counted;

/// Most bytes that the cells of one file may take.
const LARGEST: usize = 48 << 20;
/// How the row begins that Qualtrics puts between the questions and the answers.
const IMPORT_ID: &str = "{\"ImportId\"";

/// How much more a file's cells may take.
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(LARGEST)
    }
}

impl Budget {
    /// For what is held beside the cells.
    pub fn half() -> Self {
        Self(LARGEST / 2)
    }

    /// Takes the room of one cell with so many bytes of words.
    pub fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        let left = self.0.checked_sub(bytes + size_of::<String>());
        self.0 = left.ok_or(Refusal::TooLarge(LARGEST as u64 >> 20))?;
        Ok(())
    }
}

/// A row with the line of the file that it begins on, counted from 1; in a workbook, its number there.
pub(in crate::import) type Line = (u64, Vec<String>);

/// A table with a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in the workbook.
    pub name: String,
    /// The names of the columns, all different: in one line each, `Column C` where there is none, with a number where it
    /// comes again.
    pub header: Vec<String>,
    /// The rows below the header that hold anything, their cells without blanks around them. None is longer than the header;
    /// one that is shorter is blank in what it lacks.
    pub rows: Vec<Vec<String>>,
    /// The line of the file that each of the rows begins on, counted from 1; in a workbook, its number there.
    pub lines: Vec<u64>,
}

impl fmt::Debug for Sheet {
    /// Sizes only: what was answered never reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({} columns, {} rows)", self.header.len(), self.rows.len())
    }
}

impl Sheet {
    /// Divides rows; none if they hold nothing. The header is the first row that has words in at least half as many columns
    /// as the fullest row: titles above have fewer, and are left out with a doubt.
    pub(super) fn new(name: String, mut rows: Vec<Line>, doubts: &mut Vec<String>) -> Option<Self> {
        for (_, row) in &mut rows {
            let length = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row.truncate(length);
        }
        rows.retain(|(_, row)| !row.is_empty());
        let (mut lines, mut rows): (Vec<u64>, Vec<Vec<String>>) = rows.into_iter().unzip();
        let fullest = rows.iter().map(|row| filled(row)).max()?;
        let at = rows.iter().position(|row| filled(row) * 2 >= fullest)?;
        if at > 0 {
            let lines = counted(at, "line", "lines");
            doubts.push(format!("Left out {lines} above the names of the columns in “{name}”."));
        }
        rows.drain(..at);
        let questions = rows.iter().take(3).position(|row| is_import_ids(row));
        let mut above = match questions {
            // Qualtrics names columns by codes, then by questions, then by keys of its own.
            Some(2) => rows.drain(..3).take(2).collect(),
            Some(1) => rows.drain(..2).take(1).collect(),
            _ => vec![rows.remove(0)],
        };
        let codes = above.remove(0);
        let questions = above.pop().unwrap_or_default();
        let width = rows.iter().chain([&codes, &questions]).map(Vec::len).max().unwrap_or(0);
        let name_of = |column: usize| {
            let cell = |row: &Vec<String>| {
                row.get(column).map_or_else(String::new, |cell| in_one_line(cell))
            };
            let named = Some(cell(&questions)).filter(|name| !name.is_empty());
            let named = named.or_else(|| Some(cell(&codes)).filter(|name| !name.is_empty()));
            named.unwrap_or_else(|| format!("Column {}", letters(column)))
        };
        let header = distinct((0..width).map(name_of).collect());
        lines.drain(..lines.len() - rows.len());
        Some(Self { name, header, rows, lines })
    }

    /// The cell of a row in a column, both counted from 0; empty if there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    /// What stands in a column, each value with how often it does, the most frequent first.
    pub fn values(&self, column: usize) -> Vec<(&str, usize)> {
        let mut times = BTreeMap::new();
        for cell in self.rows.iter().filter_map(|row| row.get(column)).filter(|c| !c.is_empty()) {
            *times.entry(cell.as_str()).or_insert(0) += 1;
        }
        let mut values: Vec<_> = times.into_iter().collect();
        values.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
        values
    }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

fn is_import_ids(row: &[String]) -> bool {
    let ids = row.iter().filter(|cell| cell.starts_with(IMPORT_ID)).count();
    ids * 2 > filled(row)
}

/// Words with every stretch of blanks and line breaks as one blank.
pub(super) fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
