//! Cells as spreadsheets put them on the clipboard: tabs between them, a line for each row, a cell in quote marks where it holds
//! tabs, quote marks or line breaks.

/// Reads cells from the clipboard. Rows are as long as they are; a line break at the end makes no row.
///
/// A cell is quoted only where a quote mark is its first character and another one ends it, as Excel and LibreOffice write them;
/// any other quote mark is part of the words.
pub(super) fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text.as_str();
    loop {
        let (cell, after) = match quoted(rest) {
            Some(read) => read,
            None => {
                let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        row.push(cell);
        match after.strip_prefix('\t') {
            Some(next) => rest = next,
            None => {
                rows.push(std::mem::take(&mut row));
                match after.strip_prefix('\n') {
                    Some(next) if !next.is_empty() => rest = next,
                    _ => return rows,
                }
            }
        }
    }
}

/// A quoted cell at the start, and what follows it; none where the mark is not closed before a tab, a line break or the end.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None if rest.is_empty() || rest.starts_with(['\t', '\n']) => return Some((cell, rest)),
            None => return None,
        }
    }
}

/// Writes cells for the clipboard.
pub(super) fn write<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_read_as_excel_writes_them() {
        let read = |text| read(text);
        assert_eq!(read("GP\t12\r\nManager\t13\r\n"), [["GP", "12"], ["Manager", "13"]]);
        assert_eq!(read("one"), [["one"]]);
        assert_eq!(read(""), [[""]]);
        assert_eq!(read("a\t\n\tb"), [["a", ""], ["", "b"]]);
        let broken = "\"two\nlines\"\t\"a\ttab\"\t\"say \"\"yes\"\"\"\nnext";
        assert_eq!(read(broken)[0], ["two\nlines", "a\ttab", "say \"yes\""]);
        assert_eq!(read(broken)[1], ["next"]);
        // Rows are as long as they are.
        assert_eq!(read("a\tb\nc"), [vec!["a", "b"], vec!["c"]]);
    }

    #[test]
    fn quote_marks_within_words_are_words() {
        assert_eq!(read("\"politely\" said\tb"), [["\"politely\" said", "b"]]);
        assert_eq!(read("5\" pipe\tb"), [["5\" pipe", "b"]]);
        assert_eq!(read("\"never closed\tb"), [["\"never closed", "b"]]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(prop::collection::vec("[a\"\t\n é]{0,6}", 1..4), 1..5)
        ) {
            let text = write(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
            prop_assert_eq!(read(&text), rows);
        }
    }
}
