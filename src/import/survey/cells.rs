//! The cells of a workbook's sheets (SpreadsheetML, ECMA-376 part 1, 18.3) as rows of words.

use std::collections::BTreeMap;

use super::Refusal;
use super::numbers::Formats;
use super::sheet::{Budget, Line};
use super::workbook::broken;
use super::xml::{Piece, Xml, attribute};
use crate::text::normalise;

/// How many columns a sheet may have, and rows (Excel's own limits).
const COLUMNS: usize = 16_384;
const ROWS: u32 = 1_048_576;

/// Reads the sheets of one workbook.
pub(super) struct Cells<'a> {
    strings: &'a [Box<str>],
    formats: &'a Formats,
    budget: Budget,
    /// How many cells hold an error in place of a value.
    pub failed: usize,
    /// How many formulas have no value stored.
    pub unsaved: usize,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    is_formula: bool,
}

impl<'a> Cells<'a> {
    pub fn new(strings: &'a [Box<str>], formats: &'a Formats) -> Self {
        Self { strings, formats, budget: Budget::default(), failed: 0, unsaved: 0 }
    }

    /// The rows of a sheet that hold cells, in order, each to its last cell. Formulas give the values stored with them; of
    /// merged cells the first has the value.
    pub fn sheet(&mut self, xml: &str) -> Result<Vec<Line>, Refusal> {
        let mut xml = Xml::new(xml);
        // By number, since a row may come late or twice.
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let (mut row, mut column) = (0, 0);
        let mut cell: Option<Cell> = None;
        let (mut within, mut reading) = (false, false);
        loop {
            match xml.piece()? {
                Piece::Open(element) => match element.local_name().as_ref() {
                    "row" => {
                        row = match attribute(&element, "r") {
                            Some(number) => number.parse().map_err(|_| misplaced())?,
                            None => row + 1,
                        };
                        column = 0;
                    }
                    "c" => {
                        if let Some(place) = attribute(&element, "r") {
                            (column, row) = self::place(&place).ok_or_else(misplaced)?;
                        }
                        if column >= COLUMNS || row > ROWS {
                            return Err(misplaced());
                        }
                        let kind = attribute(&element, "t").unwrap_or_default();
                        let style = attribute(&element, "s").and_then(|style| style.parse().ok());
                        let style = style.unwrap_or(0);
                        cell = Some(Cell { column, kind, style, ..Cell::default() });
                        column += 1;
                    }
                    "v" | "t" => within = true,
                    "f" => {
                        if let Some(cell) = &mut cell {
                            cell.is_formula = true;
                        }
                    }
                    "rPh" => reading = true,
                    _ => {}
                },
                Piece::Close(element) => match element.local_name().as_ref() {
                    "c" => {
                        let Some(cell) = cell.take() else { continue };
                        let words = self.words(&cell)?;
                        if !words.is_empty() {
                            self.put(words, cell.column, rows.entry(row).or_default())?;
                        }
                    }
                    "v" | "t" => within = false,
                    "rPh" => reading = false,
                    "sheetData" => break,
                    _ => {}
                },
                Piece::Characters(characters) => {
                    if let Some(cell) = cell.as_mut().filter(|_| within && !reading) {
                        cell.value.push_str(&characters);
                    }
                }
                Piece::End => break,
            }
        }
        Ok(rows.into_iter().map(|(row, cells)| (u64::from(row), cells)).collect())
    }

    fn put(&mut self, words: String, column: usize, row: &mut Vec<String>) -> Result<(), Refusal> {
        while row.len() <= column {
            self.budget.spend(0)?;
            row.push(String::new());
        }
        self.budget.spend(words.len())?;
        row[column] = words;
        Ok(())
    }

    /// What a cell says, by its type (18.18.11).
    fn words(&mut self, cell: &Cell) -> Result<String, Refusal> {
        let value = cell.value.trim();
        if value.is_empty() {
            self.unsaved += usize::from(cell.is_formula);
            return Ok(String::new());
        }
        Ok(match cell.kind.as_str() {
            "s" => {
                let text = value.parse::<usize>().ok().and_then(|at| self.strings.get(at));
                text.ok_or_else(|| broken("a cell refers to a text that is not there"))?.to_string()
            }
            "b" => if matches!(value, "1" | "true") { "yes" } else { "no" }.to_owned(),
            "e" => {
                self.failed += 1;
                value.to_owned()
            }
            "str" | "inlineStr" => stored(&cell.value),
            "d" => value.trim_end_matches("T00:00:00").to_owned(),
            _ => self.formats.write(value, cell.style),
        })
    }
}

/// Column, from 0, and row, from 1, of a place such as `AB12`.
fn place(name: &str) -> Option<(usize, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        column =
            column * 26 + letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
    }
    Some((column - 1, digits.parse().ok()?))
}

/// The letters of a column, counted from 0, as spreadsheets name it.
pub(super) fn letters(column: usize) -> String {
    let (rest, last) = (column / 26, column % 26);
    let last = char::from(b'A' + last as u8).to_string();
    if rest == 0 { last } else { letters(rest - 1) + &last }
}

/// A text of a workbook in its stored form, without blanks around it. Characters that XML cannot hold, and carriage returns,
/// are written by number there: `_x000D_` (ECMA-376 part 1, 22.9.2.19).
pub(super) fn stored(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let number = rest.get(2..7).and_then(|digits| digits.strip_suffix('_'));
        let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number.and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    normalise(&plain).text.trim().to_owned()
}

fn misplaced() -> Refusal {
    broken("a cell stands outside of any sheet")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_letters() {
        for (name, at) in
            [("A1", (0, 1)), ("z9", (25, 9)), ("AA10", (26, 10)), ("XFD1048576", (16_383, ROWS))]
        {
            assert_eq!(place(name), Some(at), "{name}");
            assert!(name.to_uppercase().starts_with(&letters(at.0)));
        }
        assert_eq!(letters(702), "AAA");
        for name in ["", "A", "1", "ABCD1", "A-1", "É1", "A12345678"] {
            assert_eq!(place(name), None, "{name}");
        }
    }

    #[test]
    fn characters_written_by_number() {
        assert_eq!(
            stored(" a_x000D_\nb_x005F_x000D_c_x00e9_ _x_ _xD800_ _x00 "),
            "a\nb_x000D_cé _x_ _xD800_ _x00"
        );
    }
}
