//! A text on its way through the rules of clean-up, which remembers where its characters stood at the beginning.

use std::iter;

use super::super::{ChangeSet, Edit, Text};
use super::furniture::counted_pages;
use crate::domain::Span;

/// The origin of a character that a rule put in.
const PUT_IN: u32 = u32::MAX;

/// A text that is being changed step by step.
pub(super) struct Draft {
    text: Text,
    /// Where pages begin, in order.
    pages: Vec<u32>,
    /// For each character its place in the text as it was, or [`PUT_IN`]. Apart from those it only rises.
    origins: Vec<u32>,
}

impl Draft {
    /// Takes a text, with the spans of its pages if they are known.
    pub fn new(text: &Text, pages: &[Span]) -> Self {
        let mut pages: Vec<u32> = pages.iter().map(|page| page.start.min(text.length())).collect();
        pages.sort_unstable();
        if pages.is_empty() && !text.as_str().contains('\u{c}') {
            pages = counted_pages(text);
        }
        Self { text: text.clone(), pages, origins: (0..text.length()).collect() }
    }

    /// The text as it is now.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Where pages begin in it, in order.
    pub fn pages(&self) -> &[u32] {
        &self.pages
    }

    pub fn into_text(self) -> Text {
        self.text
    }

    /// Makes replacements, which must not overlap.
    pub fn change(&mut self, edits: Vec<Edit>) {
        let changes = ChangeSet::new(edits).expect("the places that a rule finds lie apart");
        if changes.is_empty() {
            return;
        }
        let mut origins = Vec::with_capacity(self.origins.len());
        let mut at = 0;
        for (old, new) in changes.spans() {
            origins.extend_from_slice(&self.origins[at..old.start as usize]);
            origins.extend(iter::repeat_n(PUT_IN, new.len() as usize));
            at = old.end as usize;
        }
        origins.extend_from_slice(&self.origins[at..]);
        self.origins = origins;
        for page in &mut self.pages {
            *page = changes.place(*page, true);
        }
        self.text = Text::new(changes.apply(&self.text));
    }

    /// All changes since the beginning, when the text was `old`.
    pub fn changes(&self, old: &Text) -> ChangeSet {
        let mut edits = Vec::new();
        let mut with = String::new();
        // The first character of the old text that is not accounted for.
        let mut next = 0;
        let mut part = |span: Span, with: &mut String| {
            let is_kept = span.is_empty() && with.is_empty();
            // A blank that one rule took out and another put in again is no change.
            if !is_kept && with != old.slice(span) {
                edits.push(Edit { span, with: with.clone() });
            }
            with.clear();
        };
        for (c, &origin) in self.text.as_str().chars().zip(&self.origins) {
            if origin == PUT_IN {
                with.push(c);
                continue;
            }
            part(Span { start: next, end: origin }, &mut with);
            next = origin + 1;
        }
        part(Span { start: next, end: old.length() }, &mut with);
        ChangeSet::new(edits).expect("characters that stayed lie between two changes")
    }
}
