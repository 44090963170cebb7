//! Which quotes are selected, and at which of them the keyboard stands.

use std::collections::HashSet;

use super::listing::Listing;
use crate::domain::QuotationId;

/// The quotes that are selected, and those that show what stands around them.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    /// The quote that the keyboard stands at.
    cursor: Option<QuotationId>,
    /// Where a selection of several began.
    pivot: Option<QuotationId>,
    selected: HashSet<QuotationId>,
    /// Quotes that are shown with their context.
    opened: HashSet<QuotationId>,
}

impl Selection {
    /// The quote that the keyboard stands at.
    pub(super) fn cursor(&self) -> Option<QuotationId> {
        self.cursor
    }

    /// Whether a quote is selected.
    pub(super) fn holds(&self, quotation: QuotationId) -> bool {
        self.selected.contains(&quotation)
    }

    /// How many are selected.
    pub(super) fn len(&self) -> usize {
        self.selected.len()
    }

    /// Whether a quote is shown with its context.
    pub(super) fn is_opened(&self, quotation: QuotationId) -> bool {
        self.opened.contains(&quotation)
    }

    /// Selects one quote alone.
    pub(super) fn select(&mut self, quotation: QuotationId) {
        self.cursor = Some(quotation);
        self.pivot = Some(quotation);
        self.selected = HashSet::from([quotation]);
    }

    /// Adds a quote to the selection or takes it out.
    pub(super) fn toggle(&mut self, quotation: QuotationId) {
        self.cursor = Some(quotation);
        self.pivot = Some(quotation);
        if !self.selected.remove(&quotation) {
            self.selected.insert(quotation);
        }
    }

    /// Selects everything from where the selection began to a quote.
    pub(super) fn extend(&mut self, listing: &Listing, to: QuotationId) {
        let from = self.pivot.unwrap_or(to);
        self.pivot = Some(from);
        self.cursor = Some(to);
        if let (Some(a), Some(b)) = (listing.place(from), listing.place(to)) {
            let rows = &listing.rows()[a.min(b)..=a.max(b)];
            self.selected = rows.iter().map(|row| row.quotation).collect();
        }
    }

    /// Selects all quotes.
    pub(super) fn select_all(&mut self, listing: &Listing) {
        self.selected = listing.rows().iter().map(|row| row.quotation).collect();
        let first = listing.rows().first().map(|row| row.quotation);
        self.cursor = self.cursor.or(first);
    }

    /// Shows the context of the selected quotes, or hides it where all of them show it.
    pub(super) fn toggle_context(&mut self) {
        if self.selected.iter().all(|quotation| self.opened.contains(quotation)) {
            self.opened.retain(|quotation| !self.selected.contains(quotation));
        } else {
            self.opened.extend(&self.selected);
        }
    }

    /// Carries the selection over to a new list: what has gone from it is no longer selected, and the cursor goes to
    /// the quote that took its place.
    pub(super) fn follow(&mut self, before: &Listing, after: &Listing) {
        self.selected.retain(|&quotation| after.place(quotation).is_some());
        self.pivot = self.pivot.filter(|&quotation| after.place(quotation).is_some());
        let Some(cursor) = self.cursor else { return };
        if after.place(cursor).is_some() {
            return;
        }
        let Some(place) = before.place(cursor) else {
            self.cursor = None;
            return;
        };
        // The next one that stayed, or else the last.
        let next = before.rows()[place..].iter().find(|row| after.place(row.quotation).is_some());
        let next = next.or(after.rows().last()).map(|row| row.quotation);
        match next {
            Some(next) if self.selected.is_empty() => self.select(next),
            next => self.cursor = next,
        }
    }
}
