//! Paths of codes as tables write them.
//!
//! A path is the names from the top down with a separator between them: ` > ` or ` / ` (or the sign without blanks, in a
//! file that never has blanks around it). One file has one separator, so that a code called “Doctor/patient” or “Ages > 60”
//! stays whole in a file that uses the other one. Names that hold the separator itself are told apart by the `name` column,
//! or by a code above that has a row of its own further up.

use std::collections::HashMap;

use super::{CsvError, one_line};
use crate::domain::PATH_SEPARATOR;

/// The separators that are looked for, in order; what is found first is the file's.
const SEPARATORS: [&str; 4] = [PATH_SEPARATOR, " / ", ">", "/"];

/// Where a row stands and what it says of its place in the tree.
pub(super) struct Written {
    pub line: u64,
    pub path: String,
    pub name: String,
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
pub(super) struct Paths {
    separator: &'static str,
    /// Whether the separator may be a sign within names instead, and nobody was told yet.
    doubtful: bool,
    /// Paths of earlier rows as written, with their names.
    seen: HashMap<String, Vec<String>>,
}

impl Paths {
    pub fn new(written: &[Written]) -> Self {
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
    pub fn split(
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
