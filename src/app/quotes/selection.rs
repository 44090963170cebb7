//! Which quotes are selected, and at which of them the keyboard stands.

use std::collections::HashSet;
use std::sync::Arc;

use super::listing::{Listing, RowKey, key};

/// The quotes that are selected, and those that show what stands around them.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    /// The quote that the keyboard stands at.
    cursor: Option<RowKey>,
    /// Where a selection of several began.
    pivot: Option<RowKey>,
    selected: HashSet<RowKey>,
    /// Quotes that are shown with their context.
    opened: Arc<HashSet<RowKey>>,
}

impl Selection {
    /// The quote that the keyboard stands at.
    pub(super) fn cursor(&self) -> Option<&RowKey> {
        self.cursor.as_ref()
    }

    /// Whether a quote is selected.
    pub(super) fn holds(&self, row: &RowKey) -> bool {
        self.selected.contains(row)
    }

    /// How many are selected.
    pub(super) fn len(&self) -> usize {
        self.selected.len()
    }

    /// The quotes that are shown with their context.
    pub(super) fn opened(&self) -> Arc<HashSet<RowKey>> {
        Arc::clone(&self.opened)
    }

    /// Selects one quote alone.
    pub(super) fn select(&mut self, row: RowKey) {
        self.cursor = Some(row.clone());
        self.pivot = Some(row.clone());
        self.selected = HashSet::from([row]);
    }

    /// Adds a quote to the selection or takes it out.
    pub(super) fn toggle(&mut self, row: RowKey) {
        self.cursor = Some(row.clone());
        self.pivot = Some(row.clone());
        if !self.selected.remove(&row) {
            self.selected.insert(row);
        }
    }

    /// Selects everything from where the selection began to a quote.
    pub(super) fn extend(&mut self, listing: &Listing, to: RowKey) {
        let from = self.pivot.take().unwrap_or_else(|| to.clone());
        if let (Some(a), Some(b)) = (listing.place(&from), listing.place(&to)) {
            let rows = &listing.rows()[a.min(b)..=a.max(b)];
            self.selected = rows.iter().map(key).collect();
        }
        self.pivot = Some(from);
        self.cursor = Some(to);
    }

    /// Selects all quotes.
    pub(super) fn select_all(&mut self, listing: &Listing) {
        self.selected = listing.rows().iter().map(key).collect();
        let first = listing.rows().first().map(key);
        self.cursor = self.cursor.take().or(first);
    }

    /// Shows the context of the selected quotes, or hides it where all of them show it.
    pub(super) fn toggle_context(&mut self) {
        let opened = Arc::make_mut(&mut self.opened);
        if self.selected.iter().all(|row| opened.contains(row)) {
            opened.retain(|row| !self.selected.contains(row));
        } else {
            opened.extend(self.selected.iter().cloned());
        }
    }

    /// Carries the selection over to a new list: what has gone from it is no longer selected, and the cursor goes to
    /// the quote that took its place.
    pub(super) fn follow(&mut self, before: &Listing, after: &Listing) {
        self.selected.retain(|row| after.place(row).is_some());
        self.pivot = self.pivot.take().filter(|row| after.place(row).is_some());
        let Some(cursor) = &self.cursor else { return };
        if after.place(cursor).is_some() {
            return;
        }
        let Some(place) = before.place(cursor) else {
            self.cursor = None;
            return;
        };
        // The next one that stayed, or else the last.
        let next = before.rows()[place..].iter().find(|row| after.place(&key(row)).is_some());
        let next = next.or(after.rows().last()).map(key);
        match next {
            Some(next) if self.selected.is_empty() => self.select(next),
            next => self.cursor = next,
        }
    }
}
