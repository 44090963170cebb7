//! What the table of words shows.

use std::cmp::Reverse;

use super::Wanted;
use super::words::places_of;
use crate::app::figures::{counted, grouped};
use crate::app::tables::grid::{Cell, Figures, Name, Sorted};
use crate::domain::SourceKind;
use crate::project::{WordQuestion, WordTable, WordsBy};

/// Width of a column.
const COLUMN: f32 = 92.0;
/// Width that the words take beside them.
const NAMES: f32 = 300.0;

/// Columns that stand before those of the parts: how often in all, in how many sources.
const OWN: usize = 2;

/// Words and how often they stand.
pub(super) struct OfWords<'a> {
    table: &'a WordTable,
    question: &'a WordQuestion,
}

impl<'a> OfWords<'a> {
    pub(super) fn new(table: &'a WordTable, question: &'a WordQuestion) -> Self {
        Self { table, question }
    }

    fn parts(&self) -> usize {
        if self.question.by == WordsBy::Study { 0 } else { self.table.parts.len() }
    }

    /// How wide it is with all columns.
    pub(super) fn whole_width(&self) -> f32 {
        NAMES + self.columns() as f32 * COLUMN
    }

    fn figure(&self, row: usize, column: usize) -> usize {
        let Some(word) = self.table.words.get(row) else { return 0 };
        match column {
            0 => word.count,
            1 => word.sources,
            part => word.counts.get(part - OWN).copied().unwrap_or_default(),
        }
    }

    /// What is said where no word is shown.
    pub(super) fn nothing(&self, filter: &str) -> String {
        match (self.table.words.is_empty(), filter.is_empty()) {
            (true, _) => {
                "There is no word to count yet: import transcripts, fieldnotes or documents first"
                    .to_owned()
            }
            (false, false) => format!("No word has “{filter}” in it"),
            (false, true) => "No word is left".to_owned(),
        }
    }

    /// The search for the places of a word, of those in a column where that can be asked for; none where there are none.
    pub(super) fn asked(&self, row: usize, column: usize) -> Option<Wanted> {
        let word = self.table.words.get(row)?;
        let part = column.checked_sub(OWN).and_then(|part| self.table.parts.get(part));
        let kind = match self.question.by {
            WordsBy::Kind => part.and_then(|part| part.part.parse::<SourceKind>().ok()),
            _ => None,
        };
        (self.figure(row, column) > 0).then(|| places_of(&word.word, self.question.stem, kind))
    }
}

impl Figures for OfWords<'_> {
    fn corner(&self) -> String {
        "word".to_owned()
    }

    fn about(&self) -> String {
        let total: usize = self.table.parts.iter().map(|part| part.total).sum();
        let sources: usize = self.table.parts.iter().map(|part| part.sources).sum();
        format!(
            "{}, {} of them different, in {}; figures and the names of who speaks are not counted",
            counted(total, "word", "words"),
            grouped(self.table.words.len()),
            counted(sources, "source", "sources")
        )
    }

    fn columns(&self) -> usize {
        OWN + self.parts()
    }

    fn column(&self, column: usize) -> String {
        match column {
            0 => "All".to_owned(),
            1 => "Sources".to_owned(),
            part => {
                let part = self.table.parts.get(part - OWN);
                part.map(|part| part.heading(self.question.by)).unwrap_or_default()
            }
        }
    }

    fn width(&self) -> f32 {
        COLUMN
    }

    fn row(&self, row: usize) -> Name {
        let word = self.table.words.get(row).map(|row| row.word.clone()).unwrap_or_default();
        let whole = word.clone();
        Name { text: word, whole, depth: 0, colour: None, is_total: false }
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let figure = self.figure(row, column);
        let word = self.table.words.get(row).map_or("", |row| &row.word);
        let spoken = match column {
            1 => format!("{word}: in {}", counted(figure, "source", "sources")),
            _ => {
                let head = self.column(column);
                format!("{word}, {head}: {}", counted(figure, "time", "times"))
            }
        };
        Cell { text: grouped(figure), spoken, is_quiet: figure == 0, ..Cell::default() }
    }

    fn order(&self, by: Option<Sorted>) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.table.words.len()).collect();
        let Some(by) = by else { return rows };
        match by.column {
            None => rows.sort_by(|&a, &b| self.table.words[a].word.cmp(&self.table.words[b].word)),
            // Equals stay in the order of how often they stand in all.
            Some(column) => rows.sort_by_key(|&row| Reverse(self.figure(row, column))),
        }
        if by.is_turned {
            rows.reverse();
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::WordRow;
    use crate::project::WordPart;

    fn table() -> WordTable {
        let part = |part: &str| WordPart { part: part.to_owned(), sources: 1, total: 9 };
        let row = |word: &str, counts: [usize; 2]| WordRow {
            word: word.to_owned(),
            count: counts[0] + counts[1],
            sources: 2,
            counts: counts.to_vec(),
        };
        WordTable {
            parts: vec![part("interview"), part("document")],
            words: vec![row("board", [5, 1]), row("trust", [0, 4]), row("access", [2, 1])],
        }
    }

    fn sorted(column: Option<usize>, is_turned: bool) -> Option<Sorted> {
        Some(Sorted { column, is_turned })
    }

    #[test]
    fn words_are_sorted_by_any_column() {
        let table = table();
        let question = WordQuestion { by: WordsBy::Kind, ..WordQuestion::default() };
        let figures = OfWords::new(&table, &question);
        assert_eq!(figures.columns(), 4);
        assert_eq!(figures.column(2), "Interviews");
        assert_eq!(figures.order(None), [0, 1, 2]);
        assert_eq!(figures.order(sorted(None, false)), [2, 0, 1]);
        assert_eq!(figures.order(sorted(Some(3), false)), [1, 0, 2]);
        assert_eq!(figures.order(sorted(Some(2), true)), [1, 2, 0]);
        assert_eq!(figures.cell(1, 3).spoken, "trust, Documents: 4 times");
    }

    #[test]
    fn a_figure_asks_for_the_places_behind_it() {
        let table = table();
        let by_kind = WordQuestion { by: WordsBy::Kind, ..WordQuestion::default() };
        let asked = |question: &WordQuestion, row, column| match OfWords::new(&table, question)
            .asked(row, column)
        {
            Some(Wanted::Places(asked)) => Some((asked.text, asked.source_kind)),
            _ => None,
        };
        let documents = Some(SourceKind::Document);
        assert_eq!(asked(&by_kind, 1, 3), Some(("\"trust\"".to_owned(), documents)));
        assert_eq!(asked(&by_kind, 1, 2), None);
        let stems = WordQuestion { stem: true, ..WordQuestion::default() };
        assert_eq!(asked(&stems, 0, 0), Some(("board".to_owned(), None)));
    }
}
