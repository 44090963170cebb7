//! The furniture of printed pages: running heads and feet, and page numbers.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::super::{Edit, Text};
use super::Found;
use super::lines::{End, Line};
use crate::domain::Span;

/// So many lines with words at either end of a page may be furniture.
const DEPTH: usize = 3;

/// On so many pages nothing comes again by chance.
const MANY: usize = 3;

/// A line that only tells a page's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageNumber {
    pub number: u32,
    /// Whether it is nothing but figures, which may mean anything.
    pub is_plain: bool,
}

/// The page's number if a line tells nothing else: `3`, `- 3 -`, `Page 3`, `p. 3`, `Page 3 of 12`, `3 of 12`, `3/12`.
pub(super) fn page_number(words: &str) -> Option<PageNumber> {
    let bare = words.trim_matches(|c: char| c == ' ' || "-‐–—|·•".contains(c));
    let is_dashed =
        !bare.is_empty() && words.ends_with(['-', '‐', '–', '—']) && !words.starts_with(bare);
    let named = ["page", "pg.", "p."]
        .into_iter()
        .find(|name| bare.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let figures = bare[named.map_or(0, str::len)..].trim_start_matches([' ', '|', ':']);
    let digits = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
    let (number, rest) = figures.split_at(digits);
    if !(1..=4).contains(&digits) {
        return None;
    }
    let rest = rest.trim_start();
    if !rest.is_empty() {
        let last = rest.strip_prefix("of ").or_else(|| rest.strip_prefix('/'))?.trim_start();
        if !(1..=4).contains(&last.len()) || !last.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    Some(PageNumber { number: number.parse().ok()?, is_plain: named.is_none() && !is_dashed })
}

/// Where pages begin in a text without marks of pages, told by lines such as “Page 3 of 12”, each at the end of one: those
/// that number pages beyond doubt, and of which at least three count up.
pub(super) fn counted_pages(text: &Text) -> Vec<u32> {
    let numbered: Vec<(u32, i64)> = text
        .paragraphs()
        .iter()
        .filter_map(|paragraph| {
            let found = page_number(text.as_str()[paragraph.bytes()].trim())?;
            (!found.is_plain).then_some((paragraph.span.end + 1, i64::from(found.number)))
        })
        .collect();
    let ahead = |(i, &(_, number)): (usize, &(u32, i64))| number - i as i64;
    let mut series: HashMap<i64, usize> = HashMap::new();
    for ahead in numbered.iter().enumerate().map(ahead) {
        *series.entry(ahead).or_default() += 1;
    }
    let is_page = |numbered: &(usize, &(u32, i64))| series[&ahead(*numbered)] >= MANY;
    numbered.iter().enumerate().filter(is_page).map(|(_, &(start, _))| start).collect()
}

/// First and last lines of pages that, digits left aside, come again at such a place on other pages, and less often within
/// pages; then the lines behind those, for heads of several lines.
pub(super) fn running_heads(lines: &[Line<'_>]) -> Found {
    let mut taken = Taken::new(lines);
    for _ in 0..DEPTH {
        let heads = taken.heads();
        if heads.is_empty() {
            break;
        }
        for page in pages(lines) {
            for edge in Edge::BOTH {
                if let Some(i) = taken.front(&page, edge)
                    && key(&lines[i]).is_some_and(|key| heads.contains(&key))
                {
                    taken.take(i, edge, &page);
                }
            }
        }
    }
    taken.found()
}

/// Lines at the edges of pages that tell nothing but a number, where the number rises with the pages.
pub(super) fn page_numbers(lines: &[Line<'_>]) -> Found {
    // What a number is ahead of the count of pages is the same along a series.
    let ahead = |i: usize| {
        let number = page_number(lines[i].words())?.number;
        Some(i64::from(number) - i64::from(lines[i].page))
    };
    let mut series: HashMap<i64, (usize, Option<u32>)> = HashMap::new();
    for page in pages(lines) {
        for i in Edge::BOTH.into_iter().flat_map(|edge| edge_lines(lines, &page, edge)) {
            let Some(ahead) = ahead(i) else { continue };
            let (count, last) = series.entry(ahead).or_default();
            if last.replace(lines[i].page) != Some(lines[i].page) {
                *count += 1;
            }
        }
    }
    let count = pages(lines).count();
    series.retain(|_, (pages, _)| is_frequent(*pages, count));

    let mut taken = Taken::new(lines);
    for page in pages(lines) {
        for edge in Edge::BOTH {
            for i in edge_lines(lines, &page, edge) {
                if ahead(i).is_some_and(|ahead| series.contains_key(&ahead)) {
                    taken.take(i, edge, &page);
                }
            }
        }
    }
    taken.found()
}

/// Whether what stands on so many of all pages is no chance: on three, or on a third of them.
fn is_frequent(count: usize, pages: usize) -> bool {
    count >= MANY || count == 2 && pages <= 6
}

/// What makes two lines the same head: their words in small letters, one sign for each number. A hash of it, so that a text
/// of many short lines takes little room. Nothing for lines that cannot be a head.
fn key(line: &Line<'_>) -> Option<u64> {
    let words = line.words();
    let is_end_of_sentence = line.goes_on() && line.ends_sentence();
    if line.is_turn
        || is_end_of_sentence
        || !words.contains(char::is_alphabetic)
        || page_number(words).is_some()
    {
        return None;
    }
    let mut hash = DefaultHasher::new();
    let mut last = '\0';
    for c in words.chars().flat_map(char::to_lowercase) {
        let sign = if c.is_ascii_digit() { '0' } else { c };
        if sign != '0' || last != '0' {
            sign.hash(&mut hash);
        }
        last = sign;
    }
    Some(hash.finish())
}

/// The places of the lines of each page.
fn pages(lines: &[Line<'_>]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    lines.chunk_by(|a, b| a.page == b.page).map(move |page| {
        let range = start..start + page.len();
        start = range.end;
        range
    })
}

/// An end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Foot,
}

impl Edge {
    const BOTH: [Self; 2] = [Self::Top, Self::Foot];
}

/// The first lines with words at one end of a page, from outside in.
fn edge_lines(lines: &[Line<'_>], page: &Range<usize>, edge: Edge) -> impl Iterator<Item = usize> {
    let (start, length) = (page.start, page.len());
    let inward = (0..length).map(move |i| match edge {
        Edge::Top => start + i,
        Edge::Foot => start + length - 1 - i,
    });
    inward.filter(|&i| !lines[i].is_blank()).take(DEPTH)
}

/// Lines that are taken out.
struct Taken<'a> {
    lines: &'a [Line<'a>],
    taken: Vec<bool>,
    places: usize,
}

impl<'a> Taken<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        Self { lines, taken: vec![false; lines.len()], places: 0 }
    }

    /// What makes a head of those lines that stand first or last on their pages now.
    fn heads(&self) -> HashSet<u64> {
        let fronts = |page: &Range<usize>| Edge::BOTH.map(|edge| self.front(page, edge));
        let mut on_pages: HashMap<u64, usize> = HashMap::new();
        for page in pages(self.lines) {
            let [top, foot] = fronts(&page).map(|i| i.and_then(|i| key(&self.lines[i])));
            for key in top.into_iter().chain(foot.filter(|_| foot != top)) {
                *on_pages.entry(key).or_default() += 1;
            }
        }
        let count = pages(self.lines).count();
        on_pages.retain(|_, pages| is_frequent(*pages, count));
        let mut within: HashMap<u64, usize> = HashMap::new();
        for page in pages(self.lines) {
            let fronts = fronts(&page);
            for i in page.filter(|&i| !self.taken[i] && !fronts.contains(&Some(i))) {
                if let Some(key) = key(&self.lines[i]).filter(|key| on_pages.contains_key(key)) {
                    *within.entry(key).or_default() += 1;
                }
            }
        }
        on_pages.retain(|key, pages| within.get(key).is_none_or(|within| within < pages));
        on_pages.into_keys().collect()
    }

    /// The outermost line at an end of a page that still stands and is no page number, if it is near enough for a head.
    fn front(&self, page: &Range<usize>, edge: Edge) -> Option<usize> {
        edge_lines(self.lines, page, edge)
            .find(|&i| !self.taken[i] && page_number(self.lines[i].words()).is_none())
    }

    /// Takes a line out of its page, with the blank lines that set it off from the rest.
    fn take(&mut self, i: usize, edge: Edge, page: &Range<usize>) {
        self.places += usize::from(!self.taken[i]);
        let has_words = |j: &usize| !self.lines[*j].is_blank();
        let range = match edge {
            Edge::Top => i..(i + 1..page.end).find(has_words).unwrap_or(i + 1),
            Edge::Foot => (page.start..i).rev().find(has_words).map_or(i, |j| j + 1)..i + 1,
        };
        self.taken[range].fill(true);
    }

    /// One replacement for each run of lines that goes. Form feeds stay, and what stands before one keeps its line.
    fn found(self) -> Found {
        let mut edits = Vec::new();
        let mut i = 0;
        while i < self.lines.len() {
            if !self.taken[i] {
                i += 1;
                continue;
            }
            let first = i;
            while self.lines[i].end == End::Break && self.taken.get(i + 1) == Some(&true) {
                i += 1;
            }
            let (start, last) = (self.lines[first].start, self.lines[i].whole().end);
            let span = match self.lines[i].end {
                End::Break => Span { start, end: last + 1 },
                // The last line goes with the break before it.
                End::Text if first > 0 && self.lines[first - 1].end == End::Break => {
                    Span { start: start - 1, end: last }
                }
                End::FormFeed | End::Text => Span { start, end: last },
            };
            edits.push(Edit { span, with: String::new() });
            i += 1;
        }
        Found { edits, places: self.places }
    }
}
