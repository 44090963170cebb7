//! Runs of blanks between words.

use super::super::{Edit, Text};
use super::Found;
use super::lines::count;
use crate::domain::Span;

/// Leaves the first blank of every run that stands between two words of a line. Indents stay, and so do blanks at the end
/// of a line and in rows whose cells are set apart by tabs.
pub(super) fn double_spaces(text: &Text) -> Found {
    let mut edits = Vec::new();
    for paragraph in text.paragraphs() {
        let line = &text.as_str()[paragraph.bytes()];
        if line.trim().contains('\t') {
            continue;
        }
        let words = line.trim_start();
        let start = paragraph.span.end - count(words);
        let mut run = None;
        for (at, c) in (start..).zip(words.chars()) {
            let is_blank = matches!(c, ' ' | '\u{a0}');
            match run {
                Some(first) if !is_blank => {
                    if at - first > 1 {
                        let span = Span { start: first + 1, end: at };
                        edits.push(Edit { span, with: String::new() });
                    }
                    run = None;
                }
                None if is_blank => run = Some(at),
                _ => {}
            }
        }
    }
    Found { places: edits.len(), edits }
}
