//! The lines of all pages as one text: blank lines between paragraphs, headings, type styles, pages, notes at their places.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::styled::Styled;
use super::lines::Line;
use super::notes::Note;
use crate::domain::{MarkupKind, Span};

/// A line is a heading from so many times the size of the text on.
const HEADING: f32 = 1.15;
/// Longest heading in characters, and in lines.
const LONGEST_HEADING: usize = 200;
const MOST_HEADING_LINES: usize = 3;
/// Deepest level of headings.
const DEEPEST_HEADING: u8 = 3;
/// From so many times the usual distance of lines on, a paragraph begins.
const PARAGRAPH: f32 = 1.3;
/// The distance of lines in parts of their size where too few lines tell it.
const USUAL_PITCH: f32 = 1.2;
/// So many lines tell it.
const FEWEST_PITCHES: usize = 5;

/// A page that was read.
pub(super) struct Page {
    /// What is printed as its number.
    pub label: String,
    pub lines: Vec<Line>,
    pub notes: Vec<Note>,
}

/// Writes the pages.
pub(super) fn write(pages: &[Page], styled: &mut Styled) {
    let measures = Measures::of(pages);
    for page in pages {
        if styled.at() > 0 && !page.lines.is_empty() {
            styled.write("\n");
        }
        write_page(page, &measures, styled);
    }
}

fn write_page(page: &Page, measures: &Measures, styled: &mut Styled) {
    let levels = measures.headings(&page.lines);
    let start = styled.at();
    // Where the words of each note begin and end.
    let mut marked: HashMap<u16, Span> = HashMap::new();
    let mut heading: Option<(u8, u32)> = None;
    for (place, line) in page.lines.iter().enumerate() {
        let level = levels[place];
        if let Some(above) = place.checked_sub(1) {
            let apart = measures.is_paragraph(&page.lines[above], line) || levels[above] != level;
            // A heading may run over some lines.
            if let Some((level, start)) = heading.take_if(|_| apart) {
                styled.mark_from(start, MarkupKind::Heading(level));
            }
            styled.write(if apart { "\n\n" } else { "\n" });
        }
        if heading.is_none() {
            heading = level.map(|level| (level, styled.at()));
        }
        let ends = line.looks.iter().skip(1).map(|&(at, _)| at).chain([line.text.len()]);
        for (&(from, look), to) in line.looks.iter().zip(ends) {
            styled.set_bold(look.style.bold);
            styled.set_italic(look.style.italic);
            let at = styled.at();
            styled.write(&line.text[from..to]);
            if look.note > 0 {
                let words = Span { start: at, end: styled.at() };
                let all = marked.entry(look.note).or_insert(words);
                *all = Span { start: all.start.min(words.start), end: all.end.max(words.end) };
            }
        }
    }
    if let Some((level, start)) = heading {
        styled.mark_from(start, MarkupKind::Heading(level));
    }
    styled.mark_from(start, MarkupKind::Page(Arc::from(page.label.as_str())));
    for note in &page.notes {
        let nowhere = Span { start, end: start };
        styled.comment(
            marked.get(&note.mark).copied().unwrap_or(nowhere),
            &note.author,
            &note.words,
        );
    }
}

/// What is usual in a document.
struct Measures {
    /// The size that most of the text has.
    size: f32,
    /// The largest sizes of headings, as [`class`]es: one for each level but the deepest.
    headings: Vec<u32>,
    /// The distance of lines in parts of their size, by the class of that.
    pitches: HashMap<u32, f32>,
    pitch: f32,
}

/// Sizes that differ by less than half a point are one.
fn class(size: f32) -> u32 {
    (size * 2.0).round() as u32
}

impl Measures {
    fn of(pages: &[Page]) -> Self {
        let mut letters: HashMap<u32, usize> = HashMap::new();
        let mut distances: HashMap<u32, Vec<f32>> = HashMap::new();
        for page in pages {
            for (place, line) in page.lines.iter().enumerate() {
                *letters.entry(class(line.size)).or_default() += line.text.len();
                let above = place.checked_sub(1).map(|above| &page.lines[above]);
                if let Some(below) =
                    line.below.filter(|_| above.is_some_and(|a| class(a.size) == class(line.size)))
                {
                    let pitch = below / line.size;
                    if (0.7..3.0).contains(&pitch) {
                        distances.entry(class(line.size)).or_default().push(pitch);
                    }
                }
            }
        }
        let most = letters.into_iter().max_by_key(|&(class, count)| (count, class));
        let size = most.map_or(0.0, |(class, _)| class as f32 / 2.0);
        let mut all: Vec<f32> = distances.values().flatten().copied().collect();
        let pitch = usual(&mut all).unwrap_or(USUAL_PITCH);
        let pitches =
            distances.iter_mut().filter_map(|(&class, all)| Some((class, usual(all)?))).collect();
        let mut measures = Self { size, headings: Vec::new(), pitches, pitch };
        let lines = pages.iter().flat_map(|page| &page.lines);
        let mut headings: Vec<u32> = lines
            .filter(|line| measures.may_be_heading(line))
            .map(|line| class(line.size))
            .collect();
        headings.sort_unstable_by(|one, other| other.cmp(one));
        headings.dedup();
        headings.truncate(usize::from(DEEPEST_HEADING) - 1);
        measures.headings = headings;
        measures
    }

    /// Whether there is room for a paragraph to begin between two lines.
    fn is_paragraph(&self, above: &Line, line: &Line) -> bool {
        let pitch = self.pitches.get(&class(line.size)).copied().unwrap_or(self.pitch);
        // Of the distance, the lower line takes what is above its base line, and the upper one what is below.
        let usual = pitch * (0.8 * line.size + 0.2 * above.size);
        line.below.is_some_and(|below| below > PARAGRAPH * usual)
    }

    fn may_be_heading(&self, line: &Line) -> bool {
        line.size >= HEADING * self.size
            && line.text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
            && line.text.chars().nth(LONGEST_HEADING).is_none()
    }

    /// The level of each line that is a heading.
    fn headings(&self, lines: &[Line]) -> Vec<Option<u8>> {
        let level = |line: &Line| {
            let rank = self.headings.iter().position(|&heading| heading == class(line.size))?;
            Some((rank as u8).saturating_add(1).min(DEEPEST_HEADING))
                .filter(|_| self.may_be_heading(line))
        };
        let mut levels: Vec<Option<u8>> = lines.iter().map(level).collect();
        // A paragraph that is set large is no heading.
        let mut from = 0;
        for place in 1..=lines.len() {
            let goes_on = place < lines.len()
                && levels[place] == levels[from]
                && !self.is_paragraph(&lines[place - 1], &lines[place]);
            if !goes_on {
                if place - from > MOST_HEADING_LINES {
                    levels[from..place].fill(None);
                }
                from = place;
            }
        }
        levels
    }
}

/// The distance that most lines of a paragraph have: paragraphs of one line alone would hide it from the middle of all.
fn usual(distances: &mut [f32]) -> Option<f32> {
    let place = distances.len() / 5;
    (distances.len() >= FEWEST_PITCHES)
        .then(|| *distances.select_nth_unstable_by(place, f32::total_cmp).1)
}
