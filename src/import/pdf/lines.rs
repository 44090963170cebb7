//! Rows of words as lines of text: blanks and tabs between the words, right-to-left script in the order in which it is read.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::content::{Glyph, Shown};
use super::fonts::Style;
use super::rows::{Row, rows};
use super::words::{WORD_GAP, Word, characters, words};

/// A gap of so much of the font's size is one of a tab, or between the cells of a table.
const TAB: f32 = 1.5;
/// The same where a blank is shown, which may be stretched to fill the line.
const TAB_WITH_BLANK: f32 = 3.0;

/// How a stretch of a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub style: Style,
    /// Which note of the page it is marked for, counted from 1; 0 if for none.
    pub note: u16,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// The bytes at which the look changes, from 0.
    pub looks: Vec<(usize, Look)>,
    /// The size that most of its characters have.
    pub size: f32,
    /// How far it stands below the line before, as for a [`Row`].
    pub below: Option<f32>,
}

/// The lines of a page, in the order in which they are read. Text that stands upright on the page comes first, then what is
/// written along its sides.
pub(super) fn lines(shown: &Shown) -> Vec<Line> {
    // Words along other directions than these are made up to frighten.
    const MOST_DIRECTIONS: usize = 16;
    let mut counts: HashMap<i16, usize> = HashMap::new();
    for glyph in &shown.glyphs {
        *counts.entry(glyph.direction).or_default() += 1;
    }
    let mut directions: Vec<(i16, usize)> = counts.into_iter().collect();
    directions.sort_unstable_by_key(|&(direction, count)| {
        (direction != 0, std::cmp::Reverse(count), direction)
    });
    let mut lines = Vec::new();
    for (direction, _) in directions.into_iter().take(MOST_DIRECTIONS) {
        let mut rows = rows(words(&shown.glyphs, &shown.text, direction));
        if let Some(row) = rows.first_mut().filter(|_| !lines.is_empty()) {
            row.below = Some(f32::INFINITY);
        }
        lines.extend(rows.iter().map(|row| line(row, shown)).filter(|line| !line.text.is_empty()));
    }
    lines
}

/// A part of a line.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    look: Look,
    size: f32,
    start: f32,
    end: f32,
}

fn line(row: &Row, shown: &Shown) -> Line {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut before: Option<&Word> = None;
    for word in &row.words {
        if before.is_some_and(|before| is_double(before, word, shown)) {
            continue;
        }
        let between = before.map_or("", |before| between(before, word));
        let part = |glyph: &Glyph, text, note| {
            let &Glyph { style, size, start, end, .. } = glyph;
            Part { text, look: Look { style, note }, size, start, end }
        };
        let glyphs = word.glyphs.iter().map(|&place| &shown.glyphs[place as usize]);
        if let Some(glyph) = glyphs.clone().next().filter(|_| !between.is_empty()) {
            parts.push(part(glyph, between, 0));
        }
        parts.extend(glyphs.map(|glyph| part(glyph, characters(glyph, &shown.text), glyph.note)));
        before = Some(word);
    }
    in_reading_order(&mut parts);
    let mut line =
        Line { text: String::new(), looks: Vec::new(), size: row.size, below: row.below };
    let mut sizes: HashMap<u32, (usize, f32)> = HashMap::new();
    let mut accent: Option<(Part<'_>, char)> = None;
    for part in parts {
        if line.looks.last().is_none_or(|&(_, look)| look != part.look) {
            line.looks.push((line.text.len(), part.look));
        }
        let start = line.text.len();
        line.text.push_str(part.text);
        // An accent that is drawn over the letter behind it is a part of that letter.
        if let Some((drawn, mark)) = accent.take()
            && part.start < drawn.end - 0.3 * (drawn.end - drawn.start)
            && let Some(whole) = accented(part.text, mark)
        {
            line.text.truncate(start - drawn.text.len());
            line.text.push_str(&whole);
        }
        accent = combining(part.text).map(|mark| (part, mark));
        let count = sizes.entry((part.size * 2.0).round() as u32).or_insert((0, part.size));
        count.0 += part.text.chars().filter(|c| !c.is_whitespace()).count();
    }
    let most = sizes.into_iter().max_by_key(|&(key, (count, _))| (count, key));
    line.size = most.map_or(row.size, |(_, (_, size))| size);
    line
}

/// Whether a word is the one before once more, a little aside to look bold or to throw a shadow.
fn is_double(before: &Word, word: &Word, shown: &Shown) -> bool {
    let near = |one: f32, other: f32| (one - other).abs() < 0.15 * word.size;
    let text = |word: &'_ Word| -> Vec<&str> {
        word.glyphs
            .iter()
            .map(|&place| characters(&shown.glyphs[place as usize], &shown.text))
            .collect()
    };
    near(before.start, word.start)
        && near(before.end, word.end)
        && near(before.line, word.line)
        && text(before) == text(word)
}

/// What stands between two words of a row.
fn between(one: &Word, other: &Word) -> &'static str {
    let size = (one.size + other.size) / 2.0;
    let gap = (other.start - one.end) / size;
    let blank = one.blank_behind || other.blank_before;
    // Words that lie upon each other never were one.
    let upon = gap < -0.3;
    match () {
        () if gap > if blank { TAB_WITH_BLANK } else { TAB } => "\t",
        () if blank || gap > WORD_GAP || upon => " ",
        () => "",
    }
}

/// Parts stand as they are seen, from left to right; right-to-left script is read the other way. What goes the other way
/// within a line is turned as a stretch, and figures within right-to-left script stay as they are.
fn in_reading_order(parts: &mut [Part<'_>]) {
    let count = |parts: &[Part<'_>], wanted| {
        parts.iter().filter(|part| part.direction() == Some(wanted)).count()
    };
    let (left, right) = (count(parts, Direction::Left), count(parts, Direction::Right));
    if right > left {
        parts.reverse();
        turn(parts, Direction::Right, |direction| direction != Direction::Right);
    } else if right > 0 {
        for stretch in turn(parts, Direction::Left, |direction| direction == Direction::Right) {
            turn(&mut parts[stretch], Direction::Right, |direction| direction == Direction::Figure);
        }
    }
}

/// Turns the longest stretches that begin and end with what is to be turned and hold none of a direction that ends them.
fn turn(
    parts: &mut [Part<'_>],
    ends: Direction,
    is_turned: impl Fn(Direction) -> bool,
) -> Vec<Range<usize>> {
    let mut turned: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (place, part) in parts.iter().enumerate() {
        match part.direction() {
            Some(direction) if is_turned(direction) => {
                open = Some(open.map_or(place, |stretch| stretch.start)..place + 1);
            }
            Some(direction) if direction == ends => turned.extend(open.take()),
            _ => {}
        }
    }
    turned.extend(open);
    for stretch in &turned {
        parts[stretch.clone()].reverse();
    }
    turned
}

impl Part<'_> {
    fn direction(&self) -> Option<Direction> {
        self.text.chars().find_map(direction)
    }
}

/// Which way a character is read.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Left,
    Right,
    Figure,
}

/// The way of a character that has one: letters of right-to-left scripts by their blocks (Unicode Standard Annex 9).
fn direction(c: char) -> Option<Direction> {
    match c {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Some(Direction::Figure),
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            Some(Direction::Right)
        }
        '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200f}' => {
            Some(Direction::Right)
        }
        c if c.is_alphabetic() => Some(Direction::Left),
        _ => None,
    }
}

/// The mark that an accent which stands alone is, as part of a letter.
fn combining(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let (Some(accent), None) = (characters.next(), characters.next()) else { return None };
    Some(match accent {
        '`' => '\u{300}',
        '´' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        _ => return None,
    })
}

/// A letter with its accent, as one character; nothing if there is none such.
fn accented(letter: &str, mark: char) -> Option<String> {
    let letter = match letter {
        "ı" => "i",
        "ȷ" => "j",
        letter => letter,
    };
    let whole: String = letter.chars().chain([mark]).nfc().collect();
    (letter.chars().count() == 1 && whole.chars().count() == 1).then_some(whole)
}
