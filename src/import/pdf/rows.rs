//! Puts the words of a page into rows, and the rows into the order in which they are read: columns one after the other.

use std::cmp::Reverse;
use std::ops::Range;

use super::words::Word;

/// Fewest lines of a column.
const FEWEST_ROWS: usize = 4;
/// A gap between columns is at least so much of the size of the text. The cells of a table may stand as close as that; that
/// it parts columns is known by the order in which they are drawn.
const GUTTER: f32 = 0.3;
/// Prose fills so much of its column in most lines, or of two that stand side by side; the cells of a table often do not.
const FULL: f32 = 0.4;
/// A line of prose has so many letters; the word of a column that is a list has fewer.
const FEWEST_LETTERS: usize = 12;
/// Lines that stand further apart than so many times their size are not in the same columns.
const FURTHEST: f32 = 5.0;
/// Beyond so many rows, or words, a page is nothing that has columns.
const MOST_ROWS: usize = 2000;
const MOST_WORDS: usize = 20_000;
/// Most places that are tried.
const MOST_PLACES: usize = 1000;
/// How often columns may be parted again.
const DEEPEST: u32 = 3;

/// What stands on one line, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub words: Vec<Word>,
    /// The base line and the size of its largest words.
    pub line: f32,
    pub size: f32,
    /// How far it stands below the row that is read before it: without end where it begins a cell of a table; nothing where
    /// it begins a column, in which the paragraph may go on.
    pub below: Option<f32>,
}

/// The rows that words make, in the order in which they are read.
pub(super) fn rows(words: Vec<Word>) -> Vec<Row> {
    let mut read = Vec::new();
    in_order(lines(words), DEEPEST, &mut read);
    read
}

/// Words by their base lines, from top to bottom.
fn lines(mut words: Vec<Word>) -> Vec<Row> {
    // A raised or lowered word comes a little before or after those it belongs to.
    const LOOKED_AT: usize = 6;
    words.sort_by(|one, other| other.line.total_cmp(&one.line));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        let near = rows.len().saturating_sub(LOOKED_AT);
        let nearest = rows[near..]
            .iter_mut()
            .filter_map(|row| distance(row, &word).map(|distance| (distance, row)))
            .min_by(|one, other| one.0.total_cmp(&other.0));
        match nearest {
            Some((_, row)) => {
                if word.size > row.size * 1.15 {
                    (row.line, row.size) = (word.line, word.size);
                }
                row.words.push(word);
            }
            None => {
                rows.push(Row { line: word.line, size: word.size, words: vec![word], below: None })
            }
        }
    }
    for row in &mut rows {
        row.words.sort_by(|one, other| one.start.total_cmp(&other.start));
    }
    rows.sort_by(|one, other| other.line.total_cmp(&one.line));
    rows
}

/// How far a word's line is from a row's, if it stands in that row: on its line, or raised or lowered from it and smaller.
fn distance(row: &Row, word: &Word) -> Option<f32> {
    let distance = (row.line - word.line).abs();
    let (small, large) = (row.size.min(word.size), row.size.max(word.size));
    let most = if small > 0.85 * large { 0.35 } else { 0.8 };
    (distance <= most * small).then_some(distance / small)
}

/// Reads rows from top to bottom, and where there are columns, one after the other.
fn in_order(mut rows: Vec<Row>, depth: u32, read: &mut Vec<Row>) {
    let words: usize = rows.iter().map(|row| row.words.len()).sum();
    let is_plain = depth == 0 || rows.len() > MOST_ROWS || words > MOST_WORDS;
    let columns = if is_plain { None } else { columns(&rows) };
    let Some((Range { start, end }, stretches)) = columns else {
        append(rows, read);
        return;
    };
    let behind = rows.split_off(end);
    rows.truncate(start);
    let before = read.len();
    in_order(rows, depth - 1, read);
    let last = read[before..].last().map(|row| row.line);
    let is_table = stretches.len() > 2;
    for (place, stretch) in stretches.into_iter().enumerate() {
        let first = read.len();
        in_order(stretch, depth - 1, read);
        if let Some(row) = read.get_mut(first) {
            row.below = match last {
                Some(last) if place == 0 => Some(last - row.line),
                _ => is_table.then_some(f32::INFINITY),
            };
        }
    }
    let first = read.len();
    in_order(behind, depth - 1, read);
    if let Some(row) = read.get_mut(first) {
        row.below = Some(f32::INFINITY);
    }
}

/// Adds rows that stand below each other.
fn append(mut rows: Vec<Row>, read: &mut Vec<Row>) {
    let mut above: Option<f32> = None;
    for row in &mut rows {
        row.below = above.map(|above| above - row.line);
        above = Some(row.line);
    }
    read.append(&mut rows);
}

/// Rows that stand in columns: from one to before another, parted at a place.
struct Columns {
    from: usize,
    to: usize,
    at: f32,
}

/// The longest stretch of rows that are prose in two columns, if there is one, and its parts in their order.
fn columns(rows: &[Row]) -> Option<(Range<usize>, Vec<Vec<Row>>)> {
    let mut places: Vec<i32> = rows.iter().flat_map(edges).map(|edge| edge as i32).collect();
    places.sort_unstable();
    places.dedup();
    places.truncate(MOST_PLACES);
    let mut found: Vec<Columns> =
        places.into_iter().filter_map(|place| parted(rows, place as f32)).collect();
    found.sort_by_key(|columns| Reverse(columns.to - columns.from));
    found.into_iter().find_map(|columns| {
        let (drawn, parts) = as_drawn(&rows[columns.from..columns.to], columns.at)?;
        Some((columns.from + drawn.start..columns.from + drawn.end, parts))
    })
}

/// Places in a row where a column may begin: a little before its first word, and before each one behind a wide gap.
fn edges(row: &Row) -> impl Iterator<Item = f32> {
    let wide = GUTTER * row.size;
    let mut end = f32::MIN;
    row.words.iter().filter_map(move |word| {
        let is_edge = word.start - end >= wide;
        end = end.max(word.end);
        is_edge.then_some(word.start - wide / 2.0)
    })
}

/// The longest stretch of rows that leave a place free and are prose on both sides of it.
fn parted(rows: &[Row], at: f32) -> Option<Columns> {
    let is_free = |row: &Row| {
        // A little less than half of a gap on each side, because sizes differ.
        let half = 0.45 * GUTTER * row.size;
        row.words.iter().all(|word| word.end < at - half || word.start > at + half)
    };
    let stretches = rows.chunk_by(|one, other| {
        is_free(one) == is_free(other)
            && one.line - other.line < FURTHEST * one.size.max(other.size)
    });
    let mut from = 0;
    let found = stretches.filter_map(|stretch| {
        let before = from;
        from += stretch.len();
        let free = Some(stretch).filter(|stretch| is_free(&stretch[0]))?;
        let (start, end) = side_by_side(free, at)?;
        Some(Columns { from: before + start, to: before + end, at })
    });
    found.max_by_key(|columns| columns.to - columns.from)
}

/// Of rows that leave a place free, those that stand in columns there: from one to before another.
fn side_by_side(rows: &[Row], at: f32) -> Option<(usize, usize)> {
    let is_left = |row: &Row| split(&row.words, at) > 0;
    let is_right = |row: &Row| split(&row.words, at) < row.words.len();
    let first = rows.iter().position(is_left)?.max(rows.iter().position(is_right)?);
    let last = rows.iter().rposition(is_left)?.min(rows.iter().rposition(is_right)?);
    // The first line of the one may stand a little above that of the other.
    let beside = rows.get(first.saturating_sub(1)..=last)?;
    let left = Column::of(beside, |words| &words[..split(words, at)])?;
    let right = Column::of(beside, |words| &words[split(words, at)..])?;
    let size = beside.iter().map(|row| row.size).fold(f32::MAX, f32::min);
    let (narrow, wide) = (left.width().min(right.width()), left.width().max(right.width()));
    let fits = right.start - left.end >= GUTTER * size
        && narrow * 4.0 >= wide
        && left.is_prose
        && right.is_prose;
    // One column may begin above the other or end below it; what stands apart is no part of it.
    let touch = |one: &Row, other: &Row| one.line - other.line <= 1.6 * one.size.max(other.size);
    let above =
        (1..=first).rev().take_while(|&place| touch(&rows[place - 1], &rows[place])).count();
    let below = rows[last..].windows(2).take_while(|pair| touch(&pair[0], &pair[1])).count();
    fits.then_some((first - above, last + 1 + below))
}

/// The first word of a row that stands behind a place.
fn split(words: &[Word], at: f32) -> usize {
    words.partition_point(|word| word.start < at)
}

/// What stands on one side of a place.
struct Column {
    start: f32,
    end: f32,
    is_prose: bool,
}

impl Column {
    /// Nothing if it has too few lines; `side` gives those words of a row that are in it.
    fn of(rows: &[Row], side: impl Fn(&[Word]) -> &[Word]) -> Option<Self> {
        let lines = || rows.iter().map(|row| side(&row.words)).filter(|words| !words.is_empty());
        let start = lines().map(|words| words[0].start).reduce(f32::min)?;
        let end = lines().map(|words| words[words.len() - 1].end).reduce(f32::max)?;
        let is_full = |words: &&[Word]| {
            let letters: usize = words.iter().map(|word| word.glyphs.len()).sum();
            words[words.len() - 1].end - words[0].start >= FULL * (end - start)
                && letters >= FEWEST_LETTERS
        };
        let (all, full) = (lines().count(), lines().filter(is_full).count());
        (all >= FEWEST_ROWS).then_some(Self { start, end, is_prose: full * 5 >= all * 3 })
    }

    fn width(&self) -> f32 {
        self.end - self.start
    }
}

/// Parts rows at a place into stretches of one side each, in the order in which they are drawn: first one column, then the
/// other, or cell by cell in a table. What is drawn line by line above and below is no part of it; nothing is left if all is.
fn as_drawn(rows: &[Row], at: f32) -> Option<(Range<usize>, Vec<Vec<Row>>)> {
    struct Piece {
        is_left: bool,
        place: usize,
        row: Row,
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let (left, right) = row.words.split_at(split(&row.words, at));
        for (is_left, words) in [(true, left), (false, right)] {
            let row = || Row { words: words.to_vec(), ..*row };
            pieces.extend((!words.is_empty()).then(|| Piece { is_left, place, row: row() }));
        }
    }
    pieces.sort_by_key(|piece| {
        piece.row.words.iter().filter_map(|word| word.glyphs.first()).min().copied()
    });
    let stretches: Vec<&[Piece]> =
        pieces.chunk_by(|one, other| one.is_left == other.is_left).collect();
    let is_cell = |pair: &[&[Piece]]| pair[0].len() > 1 && pair[1].len() > 1;
    let first = stretches.windows(2).position(is_cell)?;
    let end = stretches.windows(2).rposition(is_cell)? + 2;
    let (inside, above, below) = (&stretches[first..end], &stretches[..first], &stretches[end..]);
    let places = || inside.iter().copied().flatten().map(|piece| piece.place);
    let range = places().min()?..places().max()? + 1;
    let outside = above.iter().chain(below).copied().flatten();
    // On each side, what is drawn later stands lower.
    let top =
        |stretch: &&[Piece]| stretch.iter().map(|piece| piece.row.line).fold(f32::MIN, f32::max);
    let falls = |side: usize| {
        let tops = inside.iter().skip(side).step_by(2).map(top);
        tops.is_sorted_by(|above, below| above >= below)
    };
    let all: usize = inside.iter().map(|stretch| stretch.len()).sum();
    let fits = inside.len() * 3 <= all * 2
        && falls(0)
        && falls(1)
        && outside.into_iter().all(|piece| !range.contains(&piece.place));
    fits.then(|| {
        // One side may hold several columns, whose lines do not stand beside each other.
        let rows = |stretch: &&[Piece]| {
            lines(stretch.iter().flat_map(|piece| piece.row.words.iter().cloned()).collect())
        };
        (range, inside.iter().map(rows).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of size 10 that is drawn at a time.
    fn word(start: f32, end: f32, line: f32, drawn: u32) -> Word {
        let glyphs = vec![drawn; ((end - start) / 5.0) as usize];
        Word { glyphs, start, end, line, size: 10.0, blank_before: false, blank_behind: false }
    }

    /// A line of words of 21 points, 2 apart, from one place to another.
    fn line(from: f32, to: f32, line: f32, drawn: u32) -> Vec<Word> {
        let words = ((to - from) / 23.0) as usize;
        let start = |place| from + place as f32 * 23.0;
        (0..words).map(|place| word(start(place), start(place) + 21.0, line, drawn)).collect()
    }

    /// Where each row begins.
    fn order(words: impl IntoIterator<Item = Vec<Word>>) -> Vec<(f32, f32)> {
        let words = words.into_iter().flatten().collect();
        rows(words).iter().map(|row| (row.words[0].start, row.words[0].line)).collect()
    }

    #[test]
    fn raised_words_stay_in_their_row() {
        let small = Word { size: 6.0, ..word(20.0, 24.0, 104.0, 1) };
        let read = order([vec![word(0.0, 20.0, 100.0, 0), small, word(0.0, 9.0, 88.0, 2)]]);
        assert_eq!(read, [(0.0, 100.0), (0.0, 88.0)]);
        // The first letter of a chapter may be three lines high.
        let large = Word { size: 36.0, ..word(0.0, 30.0, 76.0, 0) };
        let read = order([vec![large, word(32.0, 60.0, 100.0, 1), word(32.0, 60.0, 88.0, 2)]]);
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        // The lines of the columns need not stand beside each other.
        let body = (0..20u32).flat_map(|row| {
            let at = 700.0 - 12.0 * row as f32;
            [line(50.0, 240.0, at, 1 + row), line(270.0, 460.0, at - 5.0, 100 + row)]
        });
        let read = order([line(50.0, 400.0, 750.0, 0)].into_iter().chain(body));
        assert_eq!(read.len(), 41);
        assert_eq!(read[..2], [(50.0, 750.0), (50.0, 700.0)]);
        assert_eq!(read[20..22], [(50.0, 472.0), (270.0, 695.0)]);
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let at = |row: u32| 700.0 - 12.0 * row as f32;
        let short = (0..20).flat_map(|row| {
            [line(50.0, 100.0, at(row), row), line(270.0, 460.0, at(row), 50 + row)]
        });
        assert_eq!(order(short).len(), 20, "a column of short words is none of prose");
        let lines = (0..20).flat_map(|row| {
            [line(50.0, 240.0, at(row), 2 * row), line(270.0, 460.0, at(row), 2 * row + 1)]
        });
        assert_eq!(order(lines).len(), 20, "drawn line by line");
        let cells = (0..20).flat_map(|row| {
            let drawn = 100 * (row / 5) + row;
            [line(50.0, 240.0, at(row), drawn), line(270.0, 460.0, at(row), drawn + 50)]
        });
        let read = order(cells);
        let starts: Vec<f32> = read.iter().map(|&(start, _)| start).collect();
        assert_eq!(starts[..15], [[50.0; 5], [270.0; 5], [50.0; 5]].concat());
    }
}
