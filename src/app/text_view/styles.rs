//! What of a source's markup the page shows: stretches in bold and italic, asides, headings, where pages begin.
//!
//! Markup only changes how characters look, never which ones there are. It may be anyone's: spans may overlap, lie in
//! any order and reach past the end.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::Block;
use crate::domain::{Markup, MarkupKind, Span};
use crate::text::Text;

/// The lowest level of a heading.
const LOWEST: u8 = 6;
/// Characters of a page's name that the column beside the words makes room for.
const PAGE_NAME_AT_MOST: usize = 10;
/// Characters of what is printed as a page's number that are kept.
const PAGE_NUMBER_AT_MOST: usize = 24;

/// Spans of a text by place; none touches another.
///
/// They stay in code points, since a source may have thousands and only those near the view are ever shown.
#[derive(Debug, Clone, Default)]
struct Stretches(Vec<Span>);

impl Stretches {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut all: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
        all.sort_by_key(|span| span.start);
        all.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        Self(all)
    }

    /// Those that share a character with a span, in bytes; cut to the text.
    fn within(&self, text: &Text, span: Span) -> Vec<Range<usize>> {
        let first = self.0.partition_point(|stretch| stretch.end <= span.start);
        let near = self.0[first..].iter().take_while(|stretch| stretch.start < span.end);
        near.map(|stretch| text.bytes(*stretch)).collect()
    }
}

/// What is marked in a block, in bytes of the text. Stretches may reach past the block; they lie by place, and none
/// touches another.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub bold: Vec<Range<usize>>,
    pub italic: Vec<Range<usize>>,
    /// The researcher's own remarks.
    pub asides: Vec<Range<usize>>,
    /// Where pages begin, with what is printed as their numbers.
    pub pages: Vec<(usize, Arc<str>)>,
}

/// Everything that is marked in a text and shown.
#[derive(Debug, Default)]
pub(super) struct Styles {
    bold: Stretches,
    italic: Stretches,
    asides: Stretches,
    /// Paragraphs that are headings, with their levels.
    headings: Vec<(usize, u8)>,
    /// First characters of pages, with what is printed as their numbers.
    pages: Vec<(u32, Arc<str>)>,
    /// Characters of the longest name of a page, as far as there is room for it; 0 where there are no pages.
    pub page_characters: usize,
}

impl Styles {
    pub fn new(text: &Text, markup: &[Markup]) -> Self {
        let of = |kind: MarkupKind| {
            let meant = markup.iter().filter(|marked| marked.kind == kind);
            Stretches::new(meant.map(|marked| marked.span))
        };
        let mut pages: Vec<(u32, Arc<str>)> = markup
            .iter()
            .filter_map(|marked| match &marked.kind {
                MarkupKind::Page(number) => {
                    Some((marked.span.start.min(text.length()), shortened(number)))
                }
                _ => None,
            })
            .collect();
        pages.sort_by_key(|(at, _)| *at);
        let characters = |(_, number): &(u32, Arc<str>)| page_name(number, None).chars().count();
        let page_characters = pages.iter().map(characters).max().unwrap_or(0);
        Self {
            bold: of(MarkupKind::Bold),
            italic: of(MarkupKind::Italic),
            asides: of(MarkupKind::Observer),
            headings: headings(text, markup),
            pages,
            page_characters: page_characters.min(PAGE_NAME_AT_MOST),
        }
    }

    /// What is marked in a block of this text.
    pub fn within(&self, text: &Text, block: &Block) -> Marked {
        let span = text.span_of(block.bytes.clone());
        // A page that begins with the line break after a block begins there.
        let end = span.end + u32::from(block.closes);
        let first = self.pages.partition_point(|(at, _)| *at < span.start);
        let pages = self.pages[first..].iter().take_while(|(at, _)| *at < end);
        // Of a blank line there is only the line break.
        let span = Span { end: span.end.max(span.start + 1), ..span };
        Marked {
            bold: self.bold.within(text, span),
            italic: self.italic.within(text, span),
            asides: self.asides.within(text, span),
            pages: pages.map(|(at, name)| (text.byte(*at), Arc::clone(name))).collect(),
        }
    }

    /// The level of the heading that a paragraph is: 1, the highest, to 6.
    pub fn heading(&self, paragraph: usize) -> Option<u8> {
        let at = self.headings.binary_search_by_key(&paragraph, |(heading, _)| *heading).ok()?;
        Some(self.headings[at].1)
    }
}

/// A page's number without what is too long to be one.
fn shortened(number: &Arc<str>) -> Arc<str> {
    match number.char_indices().nth(PAGE_NUMBER_AT_MOST) {
        Some((end, _)) => format!("{}…", &number[..end]).into(),
        None => Arc::clone(number),
    }
}

/// What stands beside the line where a page begins, or some pages of which all but the last are blank.
pub(super) fn page_name(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("p. {first}–{last}"),
        None => format!("p. {first}"),
    }
}

/// The paragraphs that hold a character of a heading. Of two headings on one paragraph the one that starts first
/// counts.
fn headings(text: &Text, markup: &[Markup]) -> Vec<(usize, u8)> {
    let mut marked: Vec<(Span, u8)> = markup
        .iter()
        .filter_map(|marked| match marked.kind {
            MarkupKind::Heading(level) => Some((marked.span, level.clamp(1, LOWEST))),
            _ => None,
        })
        .collect();
    marked.sort_by_key(|(span, _)| span.start);
    let paragraphs = text.paragraphs();
    let mut headings = Vec::new();
    // Each paragraph is looked at once, however many headings claim it.
    let mut free = 0;
    for (span, level) in marked {
        let first = text.paragraph_at(span.start).max(free);
        for (index, paragraph) in paragraphs.iter().enumerate().skip(first) {
            if paragraph.span.start >= span.end {
                break;
            }
            if !paragraph.span.is_empty() && paragraph.span.overlaps(span) {
                headings.push((index, level));
            }
            free = index + 1;
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::blocks::cut;
    use super::*;

    fn marked(start: u32, end: u32, kind: MarkupKind) -> Markup {
        Markup { span: Span { start, end }, kind }
    }

    /// What is marked in each block.
    fn by_block(text: &Text, markup: &[Markup]) -> Vec<Marked> {
        let styles = Styles::new(text, markup);
        let blocks = cut(text, &[], &styles);
        blocks.iter().map(|block| styles.within(text, block)).collect()
    }

    #[test]
    fn what_overlaps_becomes_one() {
        let text = Text::new("Søren said\n\nyes");
        let marked = by_block(
            &text,
            &[
                marked(6, 10, MarkupKind::Bold),
                marked(0, 3, MarkupKind::Bold),
                marked(2, 5, MarkupKind::Bold),
                marked(9, 99, MarkupKind::Bold),
                marked(40, 50, MarkupKind::Italic),
                marked(3, 3, MarkupKind::Italic),
                marked(10, 12, MarkupKind::Observer),
            ],
        );
        assert_eq!(marked[0].bold, [0..6, 7..16]);
        assert!(marked[1..].iter().all(|marked| marked.bold.first() == Some(&(7..16))));
        assert!(marked.iter().all(|marked| marked.italic.is_empty()));
        // Of the two line breaks only that of the blank line is a line of its own.
        let asides = marked.iter().map(|marked| marked.asides.len());
        assert_eq!(asides.collect::<Vec<_>>(), [0, 1, 0]);
    }

    #[test]
    fn a_paragraph_is_a_heading_as_a_whole() {
        let text = Text::new("Title\nwords\n\nPart one\nmore");
        let heading = |start, end, level| marked(start, end, MarkupKind::Heading(level));
        // The line break before a heading, and a level nobody knows.
        let styles = Styles::new(&text, &[heading(11, 17, 9), heading(0, 6, 0), heading(2, 3, 2)]);
        let levels: Vec<_> = (0..5).map(|index| styles.heading(index)).collect();
        assert_eq!(levels, [Some(1), None, None, Some(6), None]);
    }

    #[test]
    fn pages_begin_where_they_say() {
        let text = Text::new("One\nTwo\nThree");
        let page = |start, name: &str| marked(start, start + 1, MarkupKind::Page(name.into()));
        let markup = [page(7, "xii"), page(0, "xi"), page(90, "a very long one")];
        let pages: Vec<_> = by_block(&text, &markup).into_iter().map(|in_it| in_it.pages).collect();
        let expected =
            [vec![(0, "xi".into())], vec![(7, "xii".into())], vec![(13, "a very long one".into())]];
        assert_eq!(pages, expected);
        assert_eq!(Styles::new(&text, &markup).page_characters, PAGE_NAME_AT_MOST);
        assert_eq!(page_name("4", Some("6")), "p. 4–6");
    }

    proptest! {
        #[test]
        fn stretches_hold_what_was_marked(
            string in "(\\PC|\n|é|👩‍👧){0,60}", spans in prop::collection::vec((0u32..80, 0u32..30), 0..20),
        ) {
            let text = Text::new(string);
            let markup: Vec<Markup> = spans
                .into_iter()
                .map(|(start, length)| marked(start, start + length, MarkupKind::Observer))
                .collect();
            let by_block = by_block(&text, &markup);
            for at in 0..text.length() {
                let is_marked = markup.iter().any(|mark| mark.span.start <= at && at < mark.span.end);
                let paragraph = text.paragraphs()[text.paragraph_at(at)].span;
                let asides = &by_block[text.paragraph_at(at)].asides;
                prop_assert!(asides.windows(2).all(|pair| pair[0].end < pair[1].start));
                if at < paragraph.end {
                    let byte = text.byte(at);
                    prop_assert_eq!(asides.iter().any(|bytes| bytes.contains(&byte)), is_marked);
                }
            }
        }
    }
}
