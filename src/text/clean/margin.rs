//! Numbers that count the lines of a text in its margin.

use super::super::Edit;
use super::Found;
use super::lines::Line;

/// The widest step from one number to the next.
const WIDEST_STEP: u32 = 10;
/// So many numbers, at least, make a series.
const FEWEST: usize = 3;

/// A number at the beginning of a line.
#[derive(Debug, Clone, Copy)]
struct Numbered {
    /// The line's place among all lines.
    line: u32,
    /// Its place among the lines with words.
    ordinal: u32,
    number: u32,
}

/// Takes out the numbers at line starts that keep step with the lines, all or those with words, through most of the text:
/// on every line or every few, counted through or begun again on each page.
pub(super) fn line_numbers(lines: &[Line<'_>]) -> Found {
    let with_words = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    let count = with_words.clone().count();
    let numbered = with_words.enumerate().filter_map(|(ordinal, (line, words))| {
        let (number, _) = leading_number(words.string)?;
        Some(Numbered { line: line as u32, ordinal: ordinal as u32, number })
    });
    let mut by_line: Vec<Numbered> = numbered.collect();
    let mut by_words = by_line.clone();
    let by_line = series(&mut by_line, |numbered| numbered.line);
    let by_words = series(&mut by_words, |numbered| numbered.ordinal);
    let covered = |all: &[Series<'_>]| all.iter().map(Series::covers).sum::<usize>();
    let best = if covered(&by_line) > covered(&by_words) { by_line } else { by_words };
    if covered(&best) * 2 < count {
        return Found { edits: Vec::new(), places: 0 };
    }
    let edits: Vec<Edit> = best
        .iter()
        .flat_map(|series| series.numbers)
        .filter_map(|found| {
            let line = &lines[found.line as usize];
            let (_, end) = leading_number(line.string)?;
            Some(Edit { span: line.span(0, end), with: String::new() })
        })
        .collect();
    Found { places: edits.len(), edits }
}

/// Numbers that keep step with the lines they stand in.
struct Series<'a> {
    numbers: &'a [Numbered],
    /// What each is ahead of the one before.
    step: u32,
}

/// All series among these, where `place` counts the lines.
fn series(numbered: &mut [Numbered], place: impl Fn(&Numbered) -> u32) -> Vec<Series<'_>> {
    // What a number is ahead of the count of lines is the same along a series.
    let ahead = |found: &Numbered| i64::from(found.number) - i64::from(place(found));
    numbered.sort_by_key(ahead);
    numbered.chunk_by(|a, b| ahead(a) == ahead(b)).filter_map(Series::of).collect()
}

impl<'a> Series<'a> {
    /// These numbers, which rise, if they do so by one step nearly everywhere.
    fn of(numbers: &'a [Numbered]) -> Option<Self> {
        if numbers.len() < FEWEST {
            return None;
        }
        let mut steps: Vec<u32> =
            numbers.windows(2).map(|pair| pair[1].number - pair[0].number).collect();
        let middle = steps.len() / 2;
        let step = *steps.select_nth_unstable(middle).1;
        let regular = steps.iter().filter(|&&other| other == step).count();
        let is_regular = regular * 5 >= steps.len() * 4;
        (step <= WIDEST_STEP && is_regular).then_some(Self { numbers, step })
    }

    /// How many lines it counts.
    fn covers(&self) -> usize {
        self.numbers.len() * self.step as usize
    }
}

/// The number that a line begins with, set off by a blank or alone, and the byte after it and its blanks. None in a row of a
/// table, where it is a cell.
fn leading_number(line: &str) -> Option<(u32, usize)> {
    let figures = line.trim_start();
    let digits = figures.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = figures.split_at(digits);
    let words = rest.trim_start();
    let is_set_off = words.len() < rest.len() || rest.is_empty();
    if !(1..=5).contains(&digits) || !is_set_off || words.trim_end().contains('\t') {
        return None;
    }
    Some((number.parse().ok()?, line.len() - words.len()))
}
