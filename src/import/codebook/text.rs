//! A code framework as indented text, the way it is jotted down:
//!
//! ```text
//! Access :: Getting in, and what stands in the way.
//!     Waiting
//!         | Time lost before anybody is seen.
//!         |
//!         | When not to use:
//!         | Waiting for results; see “Tests”.
//! Trust
//! ```
//!
//! One code on a line; what is indented deeper than a code, by tabs or by blanks, hangs below it. What stands after ` :: `
//! is its definition. A line that begins with `|` belongs to the code above it, however it is indented: without the `|` and
//! one blank after it, it is a line of what is said of the code, parted as [`CodeWords`](crate::domain::CodeWords) says. In
//! a name, a backslash before `|`, `:` or a backslash makes that an ordinary sign. Empty lines are passed over.

use super::{CodebookCode, CodebookError, CsvError, Gathered, characters, one_line};
use crate::domain::PATH_SEPARATOR;

/// Stands between a name and its definition.
const DEFINITION: &str = " :: ";
/// Blanks that a tab is worth where a file has both.
const TAB: usize = 4;

/// Reads indented text.
pub(super) fn read(bytes: &[u8]) -> Result<Gathered, CodebookError> {
    let (text, doubts) = characters(bytes)?;
    let mut gathered = Gathered { warnings: doubts, ..Gathered::default() };
    // The codes above the present line, with how far each is indented.
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut current: Option<(usize, Vec<String>)> = None;
    let (mut tabs, mut blanks) = (false, false);
    for (number, line) in (1..).zip(text.split('\n')) {
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let wrong = |reason: String| CodebookError::from(CsvError::new(number, reason));
        if let Some(said) = line.trim_start().strip_prefix('|') {
            let Some((_, lines)) = &mut current else {
                return Err(wrong("a line of a definition stands above the first code".to_owned()));
            };
            lines.push(said.strip_prefix(' ').unwrap_or(said).to_owned());
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        tabs |= indent.contains('\t');
        blanks |= indent.contains(' ');
        let width = indent.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
        while above.last().is_some_and(|(deep, _)| *deep >= width) {
            above.pop();
        }
        let (name, definition) = parted(words);
        let name = one_line(&name);
        if name.is_empty() {
            return Err(wrong("a definition stands without the name of its code".to_owned()));
        }
        above.push((width, name));
        let path: Vec<String> = above.iter().map(|(_, name)| name.clone()).collect();
        if gathered.is_listed(&path) {
            let path = path.join(PATH_SEPARATOR);
            return Err(wrong(format!("the code “{path}” stands further up already; remove one")));
        }
        finish(&mut gathered, current.take());
        let code = CodebookCode { path, ..CodebookCode::default() };
        let place = gathered.add(code).map_err(|error| match error {
            CodebookError::TooLong(_) => wrong(error.to_string()),
            other => other,
        })?;
        current = Some((place, definition.map(str::to_owned).into_iter().collect()));
    }
    finish(&mut gathered, current);
    if tabs && blanks {
        gathered.warnings.push(format!(
            "Lines are indented by tabs and by blanks; a tab was taken for {TAB} blanks. Check what hangs below what."
        ));
    }
    Ok(gathered)
}

/// Gives a code what was said of it.
fn finish(gathered: &mut Gathered, code: Option<(usize, Vec<String>)>) {
    if let Some((place, lines)) = code {
        gathered.codes[place].describe(&lines.join("\n"));
    }
}

/// The name on a line, its escapes resolved, and the definition after it.
fn parted(line: &str) -> (String, Option<&str>) {
    let mut name = String::new();
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        if let Some(definition) = rest.strip_prefix(DEFINITION) {
            return (name, Some(definition.trim()));
        }
        at += c.len_utf8();
        match (c, line[at..].chars().next()) {
            ('\\', Some(sign @ ('\\' | '|' | ':'))) => {
                name.push(sign);
                at += 1;
            }
            (c, _) => name.push(c),
        }
    }
    (name, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<CodebookCode>, CodebookError> {
        read(text.as_bytes()).map(|gathered| gathered.codes)
    }

    fn paths(text: &str) -> Vec<String> {
        let codes = read_text(text).expect("a framework");
        codes.iter().map(|code| code.path.join(" | ")).collect()
    }

    #[test]
    fn what_is_indented_deeper_hangs_below() {
        for text in [
            "A\n\tB\n\t\tC\n\tD\nE",
            "A\r\n  B\r\n    C\r\n  D\r\nE\r\n",
            "\u{feff}  A\n    B\n\n         C\n    D\n  E\n",
        ] {
            assert_eq!(paths(text), ["A", "A | B", "A | B | C", "A | D", "E"], "{text:?}");
        }
    }

    #[test]
    fn definitions_may_have_lines_and_rules() {
        let codes = read_text(
            "A :: one\n| two\n|\n|   three\nB\n  | When to use:\n  | here\n\n  C\nD\\:: E \\\\ F\\G\n\\|H\n",
        )
        .expect("a framework");
        assert_eq!(codes[0].definition.as_deref(), Some("one\ntwo\n\n  three"));
        assert_eq!((&codes[1].definition, codes[1].include.as_deref()), (&None, Some("here")));
        assert_eq!(codes[2].path, ["B", "C"]);
        assert_eq!((codes[3].path[0].as_str(), codes[4].path[0].as_str()), ("D:: E \\ F\\G", "|H"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, said) in [
            ("| a\nB\n", "line 1: a line of a definition stands above the first code"),
            ("A\n  B\n\n  B\n", "line 4: the code “A > B” stands further up already; remove one"),
        ] {
            assert_eq!(read_text(text).expect_err(text).to_string(), said);
        }
        let mixed = read(b"A\n\tB\n    C\n").map(|gathered| gathered.warnings).expect("codes");
        assert!(mixed[0].contains("a tab was taken for 4 blanks"), "{mixed:?}");
    }
}
