//! Codings as the page shows them, and the lanes in which their stripes stand.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use crate::domain::{CodingId, Colour, QuotationId, Span};
use crate::text::Text;

/// One coding on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The coding.
    pub coding: CodingId,
    /// The quotation it stands on; several marks may share one.
    pub quotation: QuotationId,
    /// The quotation's place.
    pub span: Span,
    /// The code's colour, as given; the theme makes it legible.
    pub colour: Colour,
    /// The code's own name.
    pub name: String,
    /// The code's path, for the tip.
    pub path: String,
    /// The name of who coded.
    pub coder: String,
}

/// Two stripes may share a line when their spans are nearer than this many code points within one paragraph: no line
/// holds more of the narrowest letters at the widest measure.
const LINE_AT_MOST: u32 = 160;

/// The marks of a source by start, longer first, with their lanes.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    lanes: Vec<usize>,
    lane_count: usize,
    /// For each mark the furthest end of it and all before it.
    furthest: Vec<u32>,
}

impl Marks {
    /// Sorts the marks of a text and gives each the first lane that is free beside its lines. Marks that lie outside
    /// the text or hold nothing are left out.
    pub fn new(text: &Text, mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| text.holds(mark.span) && !mark.span.is_empty());
        marks.sort_by(|a, b| {
            (a.span.start, Reverse(a.span.end), &a.path, &a.coder, a.coding).cmp(&(
                b.span.start,
                Reverse(b.span.end),
                &b.path,
                &b.coder,
                b.coding,
            ))
        });
        let (lanes, lane_count) =
            lanes(marks.iter().map(|mark| mark.span.start..reach(text, mark.span)));
        let mut end = 0;
        let furthest = marks
            .iter()
            .map(|mark| {
                end = end.max(mark.span.end);
                end
            })
            .collect();
        Self { marks, lanes, lane_count, furthest }
    }

    /// All marks by start.
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// How many lanes are used.
    pub fn lane_count(&self) -> usize {
        self.lane_count
    }

    /// The lane of the mark at a place in [`Self::all`].
    pub fn lane(&self, index: usize) -> usize {
        self.lanes[index]
    }

    /// Marks that share a code point with a span, with their places.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = (usize, &Mark)> {
        let first = self.furthest.partition_point(|&end| end <= span.start);
        let last = self.marks.partition_point(|mark| mark.span.start < span.end).max(first);
        (first..last)
            .map(|index| (index, &self.marks[index]))
            .filter(move |(_, mark)| mark.span.overlaps(span))
    }

    /// The span of a quotation on this page.
    pub fn quotation(&self, id: QuotationId) -> Option<Span> {
        self.marks.iter().find(|mark| mark.quotation == id).map(|mark| mark.span)
    }

    /// The first mark that starts after a code point.
    pub fn after(&self, at: u32) -> Option<&Mark> {
        self.marks.get(self.marks.partition_point(|mark| mark.span.start <= at))
    }

    /// The longest mark of those that start nearest before a code point.
    pub fn before(&self, at: u32) -> Option<&Mark> {
        let end = self.marks.partition_point(|mark| mark.span.start < at);
        let start = self.marks[..end].last()?.span.start;
        self.marks.get(self.marks.partition_point(|mark| mark.span.start < start))
    }
}

/// Up to where a stripe may need its lane: its last line can reach past its span.
fn reach(text: &Text, span: Span) -> u32 {
    let last = text.paragraphs()[text.paragraph_at(span.end.saturating_sub(1))];
    // One past the paragraph is the next one's start, which shares no line.
    (span.end + LINE_AT_MOST).min(last.span.end + 1).max(span.end)
}

/// Colours intervals given by start: each gets the lowest lane in which it meets no other. Uses as many lanes as
/// intervals ever overlap, which is the fewest possible.
fn lanes(intervals: impl Iterator<Item = Range<u32>>) -> (Vec<usize>, usize) {
    let mut busy: BinaryHeap<Reverse<(u32, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut count = 0;
    let lanes = intervals
        .map(|interval| {
            while let Some(&Reverse((end, lane))) = busy.peek() {
                if end > interval.start {
                    break;
                }
                busy.pop();
                free.push(Reverse(lane));
            }
            let lane = free.pop().map_or_else(
                || {
                    count += 1;
                    count - 1
                },
                |Reverse(lane)| lane,
            );
            busy.push(Reverse((interval.end, lane)));
            lane
        })
        .collect();
    (lanes, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn mark(index: usize, start: u32, end: u32) -> Mark {
        let id = Uuid::from_u128(index as u128);
        Mark {
            coding: CodingId::new(id),
            quotation: QuotationId::new(id),
            span: Span { start, end },
            colour: crate::domain::HUES[index % 24],
            name: format!("code {index}"),
            path: format!("theme > code {index}"),
            coder: "Kim".into(),
        }
    }

    proptest! {
        #[test]
        fn lanes_never_overlap_and_are_fewest(
            mut spans in prop::collection::vec((0u32..3000, 1u32..400), 0..120),
            words in 1usize..40,
        ) {
            let text = Text::new(format!("{}\n", "ab ".repeat(words)).repeat(3400 / (words * 3 + 1) + 1));
            spans.retain(|(start, len)| start + len <= text.length());
            let marks = spans.iter().enumerate().map(|(i, (s, l))| mark(i, *s, s + l)).collect();
            let marks = Marks::new(&text, marks);
            let reaches: Vec<_> =
                marks.all().iter().map(|m| m.span.start..reach(&text, m.span)).collect();
            for (i, a) in reaches.iter().enumerate() {
                for (j, b) in reaches.iter().enumerate().skip(i + 1) {
                    if marks.lane(i) == marks.lane(j) {
                        prop_assert!(a.end <= b.start || b.end <= a.start);
                    }
                }
            }
            let deepest = reaches
                .iter()
                .map(|a| reaches.iter().filter(|b| b.contains(&a.start)).count())
                .max()
                .unwrap_or(0);
            prop_assert_eq!(marks.lane_count(), deepest);
        }

        #[test]
        fn touching_finds_what_overlaps(
            spans in prop::collection::vec((0u32..900, 1u32..90), 0..60), a in 0u32..1000, len in 0u32..200,
        ) {
            let text = Text::new("x".repeat(1000));
            let marks = spans.iter().enumerate().map(|(i, (s, l))| mark(i, *s, s + l)).collect();
            let marks = Marks::new(&text, marks);
            let span = Span { start: a, end: a + len };
            let found: Vec<usize> = marks.touching(span).map(|(i, _)| i).collect();
            let expected: Vec<usize> =
                (0..marks.all().len()).filter(|&i| marks.all()[i].span.overlaps(span)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn steps_between_passages() {
        let text = Text::new("x".repeat(100));
        let marks = Marks::new(
            &text,
            vec![mark(0, 10, 20), mark(1, 10, 40), mark(2, 50, 60), mark(3, 0, 0)],
        );
        assert_eq!(marks.all().len(), 3);
        assert_eq!(marks.after(0).map(|m| m.span.end), Some(40));
        assert_eq!(marks.after(10).map(|m| m.span.start), Some(50));
        assert_eq!(marks.before(50).map(|m| m.span.end), Some(40));
        assert!(marks.before(10).is_none());
    }
}
