//! The list of sources at the side: grouped by kind, filtered by typing, several chosen at once.

mod keys;
mod progress;
mod rows;
mod view;

use std::collections::HashSet;

use egui::Context;

use crate::domain::{ReadState, SourceId, SourceKind};
use crate::project::Snapshot;

use keys::Typed;
use progress::Progress;
use rows::{Row, Rows};
pub use view::draw;

/// The list of sources: what is shown of it and what is chosen in it.
#[derive(Default)]
pub struct SourcesList {
    filter: String,
    /// Whether only those are listed that the person who codes now has not read as they stand.
    only_unread: bool,
    progress: Progress,
    folded: HashSet<SourceKind>,
    rows: Rows,
    chosen: HashSet<SourceId>,
    /// The row that the keyboard is on.
    cursor: Option<Row>,
    /// Where a choice of several began.
    anchor: Option<Row>,
    typed: Typed,
    renaming: Option<Renaming>,
    /// The source that was open in the last frame.
    seen_open: Option<SourceId>,
    /// Whether the cursor's row is to be brought into sight.
    scroll: bool,
    /// Whether the list is to take the keyboard.
    take_keyboard: bool,
}

/// A name that is being typed.
struct Renaming {
    source: SourceId,
    name: String,
    /// Whether its line was not drawn yet.
    fresh: bool,
}

impl SourcesList {
    /// Whether the list has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(view::list_id()))
    }

    /// How far the person who codes now is with a source.
    pub fn state(&mut self, snapshot: &Snapshot, source: SourceId) -> ReadState {
        self.progress.renew(snapshot);
        self.progress.of(source)
    }

    /// How many sources the person who codes now has not read as they stand.
    pub fn unread(&mut self, snapshot: &Snapshot) -> usize {
        self.progress.renew(snapshot);
        self.progress.left()
    }

    /// Lists only what the person who codes now has not read as it stands, or everything again.
    pub fn show_unread(&mut self, only: bool) {
        self.only_unread = only;
        self.take_keyboard = true;
    }

    /// Whether only what is not read is listed.
    pub fn shows_unread(&self) -> bool {
        self.only_unread
    }

    /// Chooses sources and brings the first of them into sight.
    pub fn choose(&mut self, sources: &[SourceId]) {
        self.filter.clear();
        self.only_unread = false;
        self.folded.clear();
        self.chosen = sources.iter().copied().collect();
        self.cursor = sources.first().map(|&id| Row::Source(id));
        self.anchor = self.cursor;
        self.scroll = true;
    }

    /// The chosen sources, in the order of the project.
    pub fn chosen(&self, snapshot: &Snapshot) -> Vec<SourceId> {
        let all = snapshot.sources.iter().map(|info| info.id);
        all.filter(|id| self.chosen.contains(id)).collect()
    }

    /// Begins to give a source another name, in its row.
    pub fn rename(&mut self, source: SourceId, name: &str) {
        if !self.chosen.contains(&source) || self.rows.position(Row::Source(source)).is_none() {
            self.choose(&[source]);
        }
        self.cursor = Some(Row::Source(source));
        self.scroll = true;
        self.renaming = Some(Renaming { source, name: name.to_owned(), fresh: true });
    }

    /// Makes the rows anew where the project has changed, and forgets what is gone.
    fn renew(&mut self, snapshot: &Snapshot) {
        self.progress.renew(snapshot);
        let progress = &self.progress;
        let unread = self.only_unread.then_some(progress);
        if self.rows.renew(snapshot, &self.filter, unread, &self.folded) {
            let rows = &self.rows;
            self.chosen.retain(|&id| rows.knows(id));
            let gone = |row: &Row| matches!(*row, Row::Source(id) if !rows.knows(id));
            if self.cursor.as_ref().is_some_and(gone) {
                self.cursor = None;
            }
            if self.anchor.as_ref().is_some_and(gone) {
                self.anchor = None;
            }
            if self.renaming.as_ref().is_some_and(|renaming| !rows.knows(renaming.source)) {
                self.renaming = None;
            }
        }
    }

    /// Brings a row into sight, and the keyboard to it.
    fn show_row(&mut self, row: Option<Row>) {
        if let Some(row) = row.filter(|&row| self.rows.position(row).is_some()) {
            self.cursor = Some(row);
            self.scroll = true;
        }
    }

    /// Chooses one row and nothing else.
    fn choose_row(&mut self, row: Row) {
        self.chosen.clear();
        if let Row::Source(id) = row {
            self.chosen.insert(id);
        }
        self.anchor = Some(row);
    }

    /// Adds a source to those chosen, or takes it out.
    fn toggle(&mut self, id: SourceId) {
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
        self.anchor = Some(Row::Source(id));
    }

    /// Chooses everything from where the choice began to a row.
    fn choose_to(&mut self, row: Row) {
        let at = |row: Row| self.rows.position(row);
        let Some(to) = at(row) else { return };
        let from = self.anchor.and_then(at).unwrap_or(to);
        let between = &self.rows.all()[from.min(to)..=from.max(to)];
        self.chosen = between.iter().filter_map(source_of).collect();
    }

    /// Chooses every source that is shown.
    fn choose_all(&mut self) {
        self.chosen = self.rows.all().iter().filter_map(source_of).collect();
    }
}

fn source_of(row: &Row) -> Option<SourceId> {
    match *row {
        Row::Source(id) => Some(id),
        Row::Group(_) => None,
    }
}
