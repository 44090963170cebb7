//! Lines of one paragraph that were broken at a width.

use std::ops::RangeInclusive;

use super::super::Edit;
use super::Found;
use super::hyphens::is_kept_hyphen;
use super::lines::{Line, count, neighbours};
use crate::domain::Span;

/// Widths, in code points, at which people and programs break lines.
const WIDTHS: RangeInclusive<u32> = 30..=200;
/// So many pairs of lines tell a width.
const FEWEST: usize = 3;
/// A line of type that is not of one width is this part of the widest, in hundredths, when the next word had no room.
const NEARLY: u32 = 80;
/// The same where the next line may begin a paragraph of its own.
const FULLY: u32 = 95;
/// A line of at most this part of the width, in hundredths, is short: a heading, a line of verse.
const SHORT: u32 = 60;

/// Joins the lines of paragraphs in a text that is broken at a width: one in which most lines that another follows are so
/// long that its first word had no room, and most of those break a sentence. Blank lines, turns, persons in brackets, items of
/// lists, headings, short lines and rows of tables stay as they are. Where the end of a page stands between, the sentence must
/// go on.
pub(super) fn hard_wraps(lines: &[Line<'_>]) -> Found {
    let Some(column) = Column::of(lines) else { return Found { edits: Vec::new(), places: 0 } };
    let edits: Vec<Edit> = neighbours(lines)
        .filter(|&(first, second)| column.joins(lines, first, second))
        .map(|(first, second)| join(&lines[first], &lines[second]))
        .collect();
    Found { places: edits.len(), edits }
}

/// The column of type that a text is broken into.
struct Column {
    /// In code points, without the indent.
    width: u32,
    /// How many bytes of blanks most lines begin with.
    indent: usize,
}

impl Column {
    /// The column of a text; none if it is not broken at a width.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let pairs = || neighbours(lines).map(|(first, second)| (&lines[first], &lines[second]));
        let mut lengths: Vec<u32> = pairs().map(|(first, _)| length(first)).collect();
        let mut indents: Vec<usize> = pairs().map(|(_, second)| second.words_start()).collect();
        let count = lengths.len();
        if count < FEWEST {
            return None;
        }
        // A few lines may be longer than the rest, by a web address or a table.
        let width = *lengths.select_nth_unstable(count * 9 / 10).1;
        let indent = *indents.select_nth_unstable(count / 2).1;
        let full =
            || pairs().filter(|(first, second)| is_full(first, second, width * NEARLY / 100));
        let broken = full().filter(|(_, second)| second.goes_on()).count();
        let full = full().count();
        let is_broken = WIDTHS.contains(&width) && full * 2 >= count && broken * 2 >= full;
        is_broken.then_some(Self { width, indent })
    }

    /// Whether two neighbours are lines of one paragraph.
    fn joins(&self, lines: &[Line<'_>], first: usize, second: usize) -> bool {
        let (a, b) = (&lines[first], &lines[second]);
        let ends = a.ends_sentence();
        // A line of which half a word was moved up may be shorter than the rest.
        let least = if b.goes_on() && !ends { SHORT } else { NEARLY };
        if !is_full(a, b, self.width * least / 100) || a.words().starts_with('#') {
            return false;
        }
        if a.page != b.page {
            return !ends && !b.words().starts_with(char::is_uppercase);
        }
        if b.goes_on() {
            return true;
        }
        // What begins otherwise may be a paragraph or a heading of its own.
        let is_indented = b.words_start() > self.indent.max(a.words_start());
        let is_heading = length(b) <= self.width * SHORT / 100
            && b.words().ends_with(char::is_alphanumeric)
            && lines.get(second + 1).is_none_or(|next| !next.goes_on());
        !is_indented && (!ends || !is_heading && is_full(a, b, self.width * FULLY / 100))
    }
}

/// Whether a line is so long that the first word of the next would reach beyond `width`.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: u32) -> bool {
    let word = next.words().split_whitespace().next().unwrap_or_default();
    // Scripts without blanks break anywhere.
    let word = if word.starts_with(is_unspaced) { 1 } else { count(word) };
    length(line) + 1 + word > width
}

/// What leads from two lines to one.
fn join(first: &Line<'_>, second: &Line<'_>) -> Edit {
    let start = first.span(0, first.words_end()).end;
    let end = second.span(0, second.words_start()).end;
    let (before, after) = (first.words(), second.words());
    let is_closed = is_kept_hyphen(before, after)
        || before.ends_with(is_unspaced) && after.starts_with(is_unspaced);
    let with = if is_closed { "" } else { " " };
    Edit { span: Span { start, end }, with: with.to_owned() }
}

/// How long a line is without the blanks around it, in code points.
fn length(line: &Line<'_>) -> u32 {
    count(line.words())
}

/// Whether a character is of Chinese or Japanese, which put no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
