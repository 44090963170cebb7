//! Standard output and standard error: plain words for people, JSON for programs.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use super::failure::Failure;
use crate::export::rows_csv;
use crate::project::write_export;
use crate::text::{capital, counted};

/// Prints an answer: as JSON when a program asked, in words otherwise.
pub(super) fn print<T: Serialize + ?Sized>(
    json: bool,
    answer: &T,
    words: impl FnOnce(&T) -> String,
) -> Result<(), Failure> {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    if json {
        serde_json::to_writer_pretty(&mut out, answer).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    } else {
        let words = words(answer);
        let words = if is_terminal { harmless(&words) } else { words };
        out.write_all(words.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// Prints a table as CSV, or writes it to a file and says so.
pub(super) fn print_table<const N: usize>(
    file: Option<&Path>,
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<(), Failure> {
    let (bytes, count) = rows_csv(columns, rows);
    match file {
        None => print_bytes(&bytes),
        Some(path) => {
            write_export(path, &bytes)?;
            let rows = counted(count, "row", "rows");
            print(false, &(), |()| format!("Wrote {rows} to {}\n", path.display()))
        }
    }
}

/// Prints a file to standard output.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    Ok(io::stdout().lock().write_all(bytes)?)
}

/// Says why something failed, as a sentence on standard error.
pub(super) fn complain(failure: &Failure) {
    let mut err = io::stderr().lock();
    // When standard error is closed there is nobody left to tell.
    let _ = writeln!(err, "{}", harmless(&capital(&failure.to_string())));
}

/// Says something beside the answer, as a line on standard error.
pub(super) fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Overwrites one line on standard error while something takes its time; silent where no person watches.
pub(super) struct Progress {
    watched: bool,
    shown: bool,
}

impl Progress {
    pub fn new() -> Self {
        Self { watched: io::stderr().is_terminal(), shown: false }
    }

    pub fn show(&mut self, line: &str) {
        if self.watched {
            self.shown = true;
            // A line that would wrap cannot be overwritten.
            let line: String = harmless(line).chars().filter(|&c| c != '\n').take(76).collect();
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// Without the characters by which a text could command a terminal; line breaks and tabs stay.
fn harmless(text: &str) -> String {
    text.chars()
        .map(
            |c| {
                if c.is_control() && c != '\n' && c != '\t' {
                    char::REPLACEMENT_CHARACTER
                } else {
                    c
                }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_command_a_terminal() {
        assert_eq!(harmless("a\x1b[2Jb\tc\n\u{9b}"), "a\u{fffd}[2Jb\tc\n\u{fffd}");
    }
}
