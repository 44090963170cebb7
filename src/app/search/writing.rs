//! Lines and words, copied or written to a file as they are shown.

use std::path::PathBuf;

use crate::app::Window;
use crate::app::ask_path::{AskPath, Purpose};
use crate::app::desk::Desk;
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::export::{TableReport, rows_csv, table_text};
use crate::project::{ConcordanceLine, ProjectError, table_file, word_report, write_export};

/// Characters on each side of what was found, in a table.
const AROUND: usize = 100;

/// A table of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundTable {
    /// The lines.
    Lines,
    /// How often words stand.
    Words,
}

impl FoundTable {
    /// What the dialog for its file is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Lines => "Export the lines",
            Self::Words => "Export the words",
        }
    }

    /// The file name that is offered.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Lines => "Concordance.csv",
            Self::Words => "Words.xlsx",
        }
    }

    /// The file that is written where this path was chosen: lines are written as CSV alone.
    pub fn path_at(self, path: PathBuf) -> PathBuf {
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if self == Self::Words || is_csv {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(".csv");
        name.into()
    }
}

/// Asks where to write a table.
pub fn export(window: &mut Window, table: FoundTable) {
    window.asking = Some(AskPath::new(Purpose::ExportFound(table), &window.ctx));
}

/// The words as they are shown.
fn words(desk: &Desk) -> Option<TableReport> {
    let words = &desk.search.words;
    words.table().map(|(question, table)| word_report(table, question, &words.order))
}

/// Copies a table, for a spreadsheet.
pub fn copy(window: &mut Window, table: FoundTable) {
    let Some(desk) = &mut window.desk else { return };
    match table {
        FoundTable::Lines => {
            let hits = desk.search.lines.all();
            desk.ask(
                move |project| project.concordance_lines(&hits, AROUND),
                |desk, lines| {
                    desk.notice = Some(match lines {
                        Ok(lines) => {
                            desk.ctx().copy_text(text_of(&lines));
                            Notice::plain(format!("Copied {}", lines_in_words(lines.len())))
                        }
                        Err(error) => Notice::trouble(&error),
                    });
                },
            );
        }
        FoundTable::Words => {
            if let Some(report) = words(desk) {
                desk.ctx().copy_text(table_text(&report));
                let rows = counted(report.rows.len(), "row", "rows");
                desk.notice = Some(Notice::plain(format!("Copied a table of {rows}")));
            }
        }
    }
}

/// Writes a table as it is shown to a file, in the background.
pub fn write(desk: &mut Desk, table: FoundTable, path: PathBuf) {
    let path = table.path_at(path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (hits, words) = match table {
        FoundTable::Lines => (desk.search.lines.all(), None),
        FoundTable::Words => (Vec::new(), words(desk)),
    };
    desk.ask(
        move |project| -> Result<String, ProjectError> {
            let (bytes, what) = match words {
                Some(report) => {
                    (table_file(&report, &path)?, counted(report.rows.len(), "word", "words"))
                }
                None => {
                    let lines = project.concordance_lines(&hits, AROUND)?;
                    let rows = lines.iter().map(ConcordanceLine::cells);
                    let (bytes, count) = rows_csv(ConcordanceLine::COLUMNS, rows);
                    (bytes, lines_in_words(count))
                }
            };
            write_export(&path, &bytes)?;
            Ok(what)
        },
        move |desk, written| {
            desk.notice = Some(match written {
                Ok(what) => Notice::plain(format!("Wrote {what} to {name}")),
                Err(error) => Notice::trouble(&error),
            });
        },
    );
}

fn lines_in_words(count: usize) -> String {
    counted(count, "line", "lines")
}

/// Lines with a tab between their cells; tabs and line breaks in them are written as blanks.
fn text_of(lines: &[ConcordanceLine]) -> String {
    let mut text = ConcordanceLine::COLUMNS.join("\t") + "\n";
    for line in lines {
        let cells = line.cells().map(|cell| cell.replace(['\t', '\n', '\r'], " "));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_as_csv() {
        let at = |path: &str| FoundTable::Lines.path_at(path.into());
        assert_eq!(at("a.csv"), PathBuf::from("a.csv"));
        assert_eq!(at("a.xlsx"), PathBuf::from("a.xlsx.csv"));
        assert_eq!(FoundTable::Words.path_at("a.xlsx".into()), PathBuf::from("a.xlsx"));
    }
}
