//! Measures the quotes that are in the window, each once in a frame: what is shown of them, and how high that is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::Painter;

use super::Column;
use super::hits::Hits;
use super::listing::{Listing, Row, RowKey, key};
use super::quote::{Chip, Content, Density, Laid, Note, lay};
use super::texts::QuoteTexts;
use crate::analysis::query::{Answer, AskedCodings};
use crate::app::scroll::Scroll;
use crate::app::theme::Theme;
use crate::domain::{Coding, Quotation, SourceCodings};
use crate::project::Snapshot;

/// Characters of a quote that a screen reader is given as its name.
const SPOKEN: usize = 240;
/// Height of a heading above the first of the quotes below it.
pub(super) const HEADING: f32 = 44.0;

/// What a list is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) page_size: f32,
    pub(super) density: Density,
    pub(super) column: Column,
}

/// Measures rows, each once in a frame.
pub(super) struct Measure<'a> {
    pub(super) painter: Painter,
    pub(super) theme: &'a Theme,
    pub(super) frame: &'a Frame<'a>,
    pub(super) listing: &'a Listing,
    /// The row that the keyboard stands at.
    pub(super) cursor: Option<RowKey>,
    /// The rows that are shown with their context.
    pub(super) opened: Arc<HashSet<RowKey>>,
    pub(super) texts: &'a mut QuoteTexts,
    pub(super) hits: &'a Hits,
    pub(super) asked: &'a AskedCodings,
    pub(super) laid: HashMap<usize, Laid>,
}

impl Measure<'_> {
    /// The height of a row, with the heading above it.
    pub(super) fn height(&mut self, place: usize) -> f32 {
        self.above(place) + self.row(place).height
    }

    /// The room for a heading above a row.
    pub(super) fn above(&self, place: usize) -> f32 {
        if self.listing.begins(place) { HEADING } else { 0.0 }
    }

    pub(super) fn row(&mut self, place: usize) -> &Laid {
        if !self.laid.contains_key(&place) {
            let laid = self.lay(&self.listing.rows()[place]);
            self.laid.insert(place, laid);
        }
        &self.laid[&place]
    }

    /// How much of the quote at the cursor lies above and below the window, where it is higher than that and seen.
    pub(super) fn rest(&mut self, scroll: &Scroll, view: f32) -> (f32, f32) {
        let none = (0.0, 0.0);
        let cursor = self.cursor.as_ref().and_then(|cursor| self.listing.place(cursor));
        let (top, into) = scroll.top();
        let Some(cursor) = cursor.filter(|&place| place >= top) else { return none };
        let mut y = -into;
        for place in top..cursor {
            y += self.height(place);
            if y >= view {
                return none;
            }
        }
        let height = self.height(cursor);
        if height <= view { none } else { ((-y).max(0.0), (y + height - view).max(0.0)) }
    }

    fn lay(&mut self, row: &Row) -> Laid {
        let is_opened = self.opened.contains(&key(row));
        let row = row.answer;
        let Frame { snapshot, page_size, density, column } = *self.frame;
        let text = snapshot.source(row.source).and_then(|info| self.texts.get(info));
        let tree = &snapshot.codes;
        let mut content = Content {
            span: row.given,
            text: text.as_ref(),
            density,
            is_opened,
            hits: self.hits.of(row.source),
            label: String::new(),
            source: "",
            codes: Vec::new(),
            coders: String::new(),
            flags: Vec::new(),
            comments: Vec::new(),
        };
        let (info, on) = (snapshot.source(row.source), snapshot.codings(row.source));
        let quotations = on.map(|on| quotations_on(on, &row)).unwrap_or_default();
        if let (Some(info), Some(on)) = (info, on) {
            content.label = snapshot.label(info, on, row.given);
            content.source = &info.name;
            for quotation in &quotations {
                let flags = quotation.flags.iter().map(|flag| &*flag.name);
                content.flags.extend(flags);
                content.comments.extend(note(&quotation.comment, String::new));
                content.comments.extend(quotation.codings.iter().filter_map(|coding| {
                    note(&coding.comment, || {
                        let coder = snapshot.coder(coding.coder).map_or("", |one| &one.name);
                        format!("{coder} on {}", tree.telling_name(coding.code))
                    })
                }));
            }
            content.flags.sort_unstable();
            content.flags.dedup();
            let codings: Vec<&Coding> = quotations.iter().flat_map(|q| &q.codings).collect();
            let mut seen = Vec::new();
            for coding in codings.iter().filter(|coding| tree.get(coding.code).is_some()) {
                if seen.contains(&coding.code) {
                    continue;
                }
                seen.push(coding.code);
                let is_asked =
                    |other: &&&Coding| other.code == coding.code && self.asked.holds(other);
                content.codes.push(Chip {
                    code: coding.code,
                    name: tree.telling_name(coding.code),
                    colour: tree.colour(coding.code),
                    is_asked: !self.asked.is_everything() && codings.iter().any(|c| is_asked(&c)),
                });
            }
            let mut names: Vec<&str> = Vec::new();
            for coder in codings.iter().filter_map(|coding| snapshot.coder(coding.coder)) {
                if !names.contains(&coder.name.as_str()) {
                    names.push(&coder.name);
                }
            }
            content.coders = names.join(", ");
        }
        lay(&self.painter, self.theme, &content, page_size, column.width)
    }

    /// What a screen reader says of a quote.
    pub(super) fn spoken(&mut self, row: Answer) -> String {
        let snapshot = self.frame.snapshot;
        let words = snapshot
            .source(row.source)
            .and_then(|info| self.texts.get(info))
            .map(|text| text.slice(row.given).chars().take(SPOKEN).collect::<String>());
        let label = snapshot
            .source(row.source)
            .zip(snapshot.codings(row.source))
            .map(|(info, on)| snapshot.label(info, on, row.given));
        format!("{} {}", words.unwrap_or_default(), label.unwrap_or_default())
    }
}

/// A comment that is not empty, with what stands before it.
fn note(text: &str, of: impl FnOnce() -> String) -> Option<Note<'_>> {
    let text = text.trim();
    (!text.is_empty()).then(|| Note { of: of(), text })
}

/// The quotation of a row; for a turn, those that share a character with it.
fn quotations_on<'a>(on: &'a SourceCodings, row: &Answer) -> Vec<&'a Quotation> {
    match row.quotation {
        Some(id) => on.quotation(id).into_iter().collect(),
        None => on.quotations.iter().filter(|q| q.span.intersection(row.span).is_some()).collect(),
    }
}
