//! A spreadsheet that is edited in place: plain data in, events out. It knows nothing of projects.
//!
//! Its head and its first column stay in sight, and only what is near is drawn. What is written stands in its cell at once, and
//! stays there with the reason when it is refused, until it is mended or let go.

mod block;
mod body;
mod cell;
mod clipboard;
mod completion;
mod field;
mod head;
mod keys;
mod order;
mod selection;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use egui::{Id, Rect, Response, Vec2};

use block::Filled;
use field::Editing;
use order::{Order, Wish};
use selection::Selection;

pub(in crate::app) use body::draw;

/// What a spreadsheet shows.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Data {
    /// Another number whenever anything in it is another.
    pub(in crate::app) version: u64,
    /// The word for one row, and for several.
    pub(in crate::app) words: (&'static str, &'static str),
    /// Whether an empty last row makes another one when it is written in.
    pub(in crate::app) can_grow: bool,
    /// Its columns; the first stays in sight.
    pub(in crate::app) columns: Vec<Column>,
    /// Its rows.
    pub(in crate::app) rows: Vec<Row>,
    /// How many of them are contradictory.
    pub(in crate::app) conflicts: usize,
}

/// A column.
#[derive(Debug, Clone)]
pub(in crate::app) struct Column {
    /// Its heading; no other column has it.
    pub(in crate::app) name: String,
    /// What stands in it.
    pub(in crate::app) kind: Kind,
    /// How wide it is until somebody makes it wider, in points.
    pub(in crate::app) width: f32,
    /// Whether only the team may see it.
    pub(in crate::app) is_private: bool,
    /// Whether it can be written in.
    pub(in crate::app) is_written: bool,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub(in crate::app) enum Kind {
    /// Words of one line.
    Text,
    /// Words of many lines.
    Prose,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A date.
    Date,
    /// One of these words.
    Choice(Arc<[String]>),
    /// Any words; these are offered.
    Offered(Arc<[String]>),
    /// Several, with semicolons between; these are offered.
    Several(Arc<[String]>),
    /// A number that is counted, and opens what it counts.
    Figure,
}

/// A row.
#[derive(Debug, Clone)]
pub(in crate::app) struct Row {
    /// Its key.
    pub(in crate::app) key: u128,
    /// How it is told from others.
    pub(in crate::app) title: String,
    /// What stands in it, by column.
    pub(in crate::app) cells: Vec<String>,
    /// What is contradictory in it, as a sentence.
    pub(in crate::app) conflict: Option<String>,
    /// What is to be known of single cells, by column.
    pub(in crate::app) marks: Vec<(usize, String)>,
}

impl Column {
    /// A column that can be written in, and is for everybody.
    pub(in crate::app) fn new(name: impl Into<String>, kind: Kind) -> Self {
        let width = match kind {
            Kind::YesNo => 92.0,
            Kind::Number | Kind::Figure => 76.0,
            Kind::Date => 104.0,
            Kind::Several(_) => 190.0,
            Kind::Prose => 230.0,
            Kind::Text | Kind::Choice(_) | Kind::Offered(_) => 130.0,
        };
        Self { name: name.into(), kind, width, is_private: false, is_written: true }
    }

    /// Whether figures stand in it, one below the other at the right.
    fn is_figures(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Figure)
    }
}

impl Row {
    /// A row in which nothing is contradictory.
    pub(in crate::app) fn new(key: u128, title: impl Into<String>, cells: Vec<String>) -> Self {
        Self { key, title: title.into(), cells, conflict: None, marks: Vec::new() }
    }
}

impl Data {
    /// The place of the column of this name.
    pub(in crate::app) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// A row that is there, or one that is being made; these are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::app) enum RowKey {
    There(u128),
    New(u32),
}

/// What is written in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Write {
    pub(in crate::app) row: RowKey,
    /// The name of the column.
    pub(in crate::app) column: String,
    pub(in crate::app) words: String,
}

/// What happened in a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Event {
    /// Cells were written, in one step. Their fate is told by [`Spreadsheet::settled`].
    Wrote(Vec<Write>),
    /// A figure was opened: its row and the name of its column.
    Opened(u128, String),
    /// Something to be told in a line.
    Told(String),
}

/// What was drawn.
#[derive(Default)]
pub(in crate::app) struct Drawn {
    pub(in crate::app) events: Vec<Event>,
    /// The cell that has its menu open.
    pub(in crate::app) menu: Option<Response>,
}

/// What was written and is not in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pending {
    words: String,
    /// Why it was refused; nothing while that is not known.
    refused: Option<String>,
}

/// A block that was pasted and makes more rows than there are: what is done with it is asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    writes: Vec<Write>,
    new: usize,
}

/// How a spreadsheet is shown, and what is being written in it.
pub(in crate::app) struct Spreadsheet {
    /// What rows are chosen and sorted by.
    wish: Wish,
    order: Order,
    widths: HashMap<String, f32>,
    selection: Selection,
    /// The row in which the cursor stood when the cells were drawn last.
    at_cursor: Option<u128>,
    /// The rows that are being made, below those that are there.
    new_rows: Vec<u32>,
    next_new: u32,
    pending: HashMap<(RowKey, String), Pending>,
    editing: Option<Editing>,
    offer: Option<Offer>,
    /// The column in which a row was begun that is gone through with Tab: Enter leads below it.
    begun: Option<usize>,
    takes_keyboard: bool,
    reveals: bool,
    drags: bool,
    /// How far the cells were scrolled in the last frame, and where they stood.
    offset: Vec2,
    place: Rect,
}

impl Default for Spreadsheet {
    fn default() -> Self {
        Self {
            wish: Wish { shows_private: true, ..Wish::default() },
            order: Order::default(),
            widths: HashMap::new(),
            selection: Selection::default(),
            at_cursor: None,
            new_rows: Vec::new(),
            next_new: 0,
            pending: HashMap::new(),
            editing: None,
            offer: None,
            begun: None,
            takes_keyboard: false,
            reveals: false,
            drags: false,
            offset: Vec2::ZERO,
            place: Rect::NOTHING,
        }
    }
}

/// The cells as the keyboard knows them.
pub(in crate::app) fn id() -> Id {
    Id::unique("spreadsheet")
}

/// What stands in a cell that has none.
const NOTHING: &str = "";

impl Spreadsheet {
    /// Has the cells take the keyboard in the next frame.
    pub(in crate::app) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// The line that narrows the rows.
    pub(in crate::app) fn filter(&mut self) -> &mut String {
        &mut self.wish.filter
    }

    /// Whether only rows with a conflict are shown.
    pub(in crate::app) fn only_conflicts(&self) -> bool {
        self.wish.only_conflicts
    }

    /// Shows only rows with a conflict, or all again.
    pub(in crate::app) fn set_only_conflicts(&mut self, only: bool) {
        self.wish.only_conflicts = only;
    }

    /// Shows private columns, or hides them.
    pub(in crate::app) fn set_private(&mut self, shown: bool) {
        self.wish.shows_private = shown;
    }

    /// Whether some rows may be left out by what was asked.
    pub(in crate::app) fn is_narrowed(&self) -> bool {
        self.wish.narrows()
    }

    /// Shows all rows again.
    pub(in crate::app) fn show_all(&mut self) {
        self.wish.filter.clear();
        self.wish.only_conflicts = false;
        self.wish.among.clear();
    }

    /// The rows that are shown, by their places in the data, in their order.
    pub(in crate::app) fn shown(&self) -> &[usize] {
        &self.order.shown
    }

    /// The columns that are shown, by their places in the data.
    pub(in crate::app) fn columns(&self, data: &Data) -> Vec<usize> {
        let all = data.columns.iter().enumerate();
        // Without the first one rows could not be told apart.
        all.filter(|(at, column)| *at == 0 || self.wish.shows_private || !column.is_private)
            .map(|(at, _)| at)
            .collect()
    }

    /// The keys of the selected rows that are there.
    pub(in crate::app) fn selected_rows(&self, data: &Data) -> Vec<u128> {
        let rows = self.selection.rows();
        let shown = self.order.shown.iter().enumerate();
        let selected = shown.filter(|(at, _)| rows.contains(at));
        selected.filter_map(|(_, &at)| data.rows.get(at).map(|row| row.key)).collect()
    }

    /// The key of the row in which the cursor stands, if it is there.
    pub(in crate::app) fn row_at_cursor(&self, data: &Data) -> Option<u128> {
        let at = *self.order.shown.get(self.selection.cursor.0)?;
        data.rows.get(at).map(|row| row.key)
    }

    /// Puts the cursor into the empty row below all others.
    pub(in crate::app) fn go_to_new_row(&mut self) {
        self.selection.go((self.order.shown.len() + self.new_rows.len(), 0), false);
        self.reveals = true;
        self.takes_keyboard = true;
    }

    /// How many rows are shown: those that are there, those being made, and the empty one.
    fn row_count(&self, data: &Data) -> usize {
        self.order.shown.len() + self.new_rows.len() + usize::from(data.can_grow)
    }

    /// The key of a row as it is shown; beyond all of them those that would be made.
    fn key_at(&self, data: &Data, at: usize) -> RowKey {
        let shown = self.order.shown.len();
        match self.order.shown.get(at).and_then(|&place| data.rows.get(place)) {
            Some(row) => RowKey::There(row.key),
            None => match self.new_rows.get(at.saturating_sub(shown)) {
                Some(&new) => RowKey::New(new),
                None => {
                    let beyond = at.saturating_sub(shown + self.new_rows.len());
                    RowKey::New(self.next_new + u32::try_from(beyond).unwrap_or_default())
                }
            },
        }
    }

    /// What the data say of a cell.
    fn stored<'a>(&self, data: &'a Data, at: usize, column: usize) -> &'a str {
        let row = self.order.shown.get(at).and_then(|&place| data.rows.get(place));
        row.and_then(|row| row.cells.get(column)).map_or(NOTHING, String::as_str)
    }

    fn pending_at(&self, data: &Data, at: usize, column: usize) -> Option<&Pending> {
        if self.pending.is_empty() {
            return None;
        }
        let name = &data.columns.get(column)?.name;
        self.pending.get(&(self.key_at(data, at), name.clone()))
    }

    /// What stands in a cell, as it is shown: what was written last.
    fn words<'a>(&'a self, data: &'a Data, at: usize, column: usize) -> &'a str {
        match self.pending_at(data, at, column) {
            Some(pending) => &pending.words,
            None => self.stored(data, at, column),
        }
    }

    /// How a row is told from others.
    fn title<'a>(&self, data: &'a Data, at: usize) -> &'a str {
        let row = self.order.shown.get(at).and_then(|&place| data.rows.get(place));
        row.map_or("the new row", |row| row.title.as_str())
    }

    /// Turns filled cells into writes; those in columns that cannot be written in are left out.
    fn writes(&self, data: &Data, columns: &[usize], cells: Vec<Filled>) -> Vec<Write> {
        let write = |(at, place, words): Filled| {
            let column = data.columns.get(*columns.get(place)?)?;
            column.is_written.then(|| Write {
                row: self.key_at(data, at),
                column: column.name.clone(),
                words,
            })
        };
        cells.into_iter().filter_map(write).collect()
    }

    /// Writes cells: shows them at once, and gives what is to be kept. What stands there already is left out; what was refused in
    /// the same rows is tried again with it.
    fn write(&mut self, data: &Data, writes: Vec<Write>) -> Option<Event> {
        let rows: HashMap<u128, &Row> = data.rows.iter().map(|row| (row.key, row)).collect();
        let mut kept: Vec<Write> = Vec::with_capacity(writes.len());
        for write in writes {
            let key = (write.row, write.column.clone());
            let stored = match write.row {
                RowKey::There(row) => {
                    let place = data.column(&write.column);
                    let cell = place.and_then(|place| rows.get(&row)?.cells.get(place));
                    cell.map_or(NOTHING, String::as_str)
                }
                RowKey::New(_) => NOTHING,
            };
            if write.words.trim() == stored {
                // As it was: nothing is to be done, and nothing to be mended any more.
                let was_waiting =
                    self.pending.remove(&key).is_some_and(|one| one.refused.is_none());
                if !was_waiting {
                    continue;
                }
            }
            let waiting = Pending { words: write.words.clone(), refused: None };
            self.pending.insert(key, waiting);
            kept.push(write);
        }
        self.count_new_rows();
        if kept.is_empty() {
            return None;
        }
        let written: HashSet<RowKey> = kept.iter().map(|write| write.row).collect();
        for (key, pending) in &mut self.pending {
            if pending.refused.is_some() && written.contains(&key.0) {
                pending.refused = None;
                let (row, column) = key.clone();
                kept.push(Write { row, column, words: pending.words.clone() });
            }
        }
        Some(Event::Wrote(kept))
    }

    /// Has a row for all that is written in new ones.
    fn count_new_rows(&mut self) {
        let new = self.pending.keys().filter_map(|(row, _)| match row {
            RowKey::New(new) => Some(*new),
            RowKey::There(_) => None,
        });
        let new: BTreeSet<u32> = new.collect();
        self.next_new = self.next_new.max(new.last().map_or(0, |last| last + 1));
        self.new_rows = new.into_iter().collect();
    }

    /// Tells what came of writes: which of them were refused, by their places, and why; and which rows were made. The data are
    /// to hold the others when the spreadsheet is drawn next.
    pub(in crate::app) fn settled(
        &mut self,
        writes: &[Write],
        refused: &[(usize, String)],
        made: &[(u32, u128)],
    ) {
        let reasons: HashMap<usize, &String> =
            refused.iter().map(|(place, reason)| (*place, reason)).collect();
        for (at, write) in writes.iter().enumerate() {
            let key = (write.row, write.column.clone());
            // More may have been written meanwhile.
            let Some(pending) = self.pending.get_mut(&key) else { continue };
            if pending.words != write.words {
                continue;
            }
            match reasons.get(&at) {
                Some(reason) => pending.refused = Some((*reason).clone()),
                None => drop(self.pending.remove(&key)),
            }
        }
        let made: HashMap<u32, u128> = made.iter().copied().collect();
        let mut keys: Vec<(&u32, &u128)> = made.iter().collect();
        keys.sort_unstable();
        for (_, key) in keys {
            self.order.push(*key);
        }
        let of = |row: RowKey| match row {
            RowKey::New(new) => made.get(&new).map_or(row, |&key| RowKey::There(key)),
            RowKey::There(_) => row,
        };
        let pending = std::mem::take(&mut self.pending).into_iter();
        self.pending =
            pending.map(|((row, column), pending)| ((of(row), column), pending)).collect();
        self.count_new_rows();
        if let Some(editing) = &mut self.editing {
            editing.write.row = of(editing.write.row);
        }
    }

    /// How many cells wait to be mended.
    pub(in crate::app) fn refused(&self) -> usize {
        self.pending.values().filter(|pending| pending.refused.is_some()).count()
    }

    /// Lets go of what was refused in the selected cells; whether there was anything.
    fn let_go(&mut self, data: &Data) -> bool {
        let columns = self.columns(data);
        let mut any = false;
        for at in self.selection.rows() {
            for place in self.selection.columns() {
                let Some(column) = columns.get(place).and_then(|&at| data.columns.get(at)) else {
                    continue;
                };
                let key = (self.key_at(data, at), column.name.clone());
                if self.pending.get(&key).is_some_and(|pending| pending.refused.is_some()) {
                    self.pending.remove(&key);
                    any = true;
                }
            }
        }
        self.count_new_rows();
        any
    }
}
