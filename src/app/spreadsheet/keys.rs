//! What the keys do while the cells have the keyboard and none is being written.

use egui::{Event as Pressed, Key, Modifiers, Ui};

use super::body::Places;
use super::selection::{Selection, leap};
use super::{Data, Event, Offer, RowKey, Spreadsheet, Write, block, clipboard, completion};
use crate::text::counted;

/// Does what was pressed in this frame.
pub(super) fn press(
    sheet: &mut Spreadsheet,
    ui: &Ui,
    data: &Data,
    places: &Places,
    page: usize,
    events: &mut Vec<Event>,
) {
    let mut pressed = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let is_ours = sheet.editing.is_none() && is_ours(event);
            if is_ours {
                pressed.push(event.clone());
            }
            !is_ours
        });
    });
    for event in pressed {
        match event {
            Pressed::Key { key: Key::Escape, .. } => {
                sheet.let_go(data);
            }
            Pressed::Key { key: Key::Backspace, .. } => events.extend(sheet.begin(data, Some(""))),
            Pressed::Key { key: Key::Space, .. } => {
                // Shift and a blank select the row.
                let last = places.columns.len().saturating_sub(1);
                let row = sheet.selection.cursor.0;
                sheet.selection = Selection { anchor: (row, last), cursor: (row, 0) };
            }
            Pressed::Key { key, modifiers, .. } => {
                go(sheet, data, places, (key, modifiers), page);
            }
            Pressed::Text(typed) => events.extend(sheet.typed(data, &typed)),
            Pressed::Copy => {
                let text = sheet.copied(data);
                ui.ctx().copy_text(text);
            }
            Pressed::Cut => {
                let text = sheet.copied(data);
                ui.ctx().copy_text(text);
                events.extend(sheet.clear(data));
            }
            Pressed::Paste(text) => events.extend(sheet.pasted(data, &text)),
            _ => {}
        }
        if sheet.editing.is_some() {
            return;
        }
    }
}

/// Whether an event is for the cells.
fn is_ours(event: &Pressed) -> bool {
    match event {
        Pressed::Copy | Pressed::Cut | Pressed::Paste(_) => true,
        Pressed::Text(typed) => !typed.is_empty(),
        Pressed::Key { key: Key::Space, pressed: true, modifiers, .. } => modifiers.shift,
        Pressed::Key { key: Key::Escape | Key::Backspace, pressed: true, modifiers, .. } => {
            modifiers.is_none()
        }
        Pressed::Key { key, pressed: true, modifiers, .. } => {
            !modifiers.alt
                && matches!(
                    key,
                    Key::ArrowDown
                        | Key::ArrowUp
                        | Key::ArrowLeft
                        | Key::ArrowRight
                        | Key::Home
                        | Key::End
                        | Key::PageDown
                        | Key::PageUp
                        | Key::Tab
                )
        }
        _ => false,
    }
}

/// Moves the cursor.
fn go(
    sheet: &mut Spreadsheet,
    data: &Data,
    places: &Places,
    (key, modifiers): (Key, Modifiers),
    page: usize,
) {
    let (rows, columns) = (sheet.row_count(data), places.columns.len());
    let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
    let (row, column) = sheet.selection.cursor;
    let leaps = modifiers.command;
    let down = |forward| {
        let filled = |at| !sheet.words(data, at, places.columns[column]).is_empty();
        leap(filled, row, rows, forward)
    };
    let across = |forward| {
        let filled = |at: usize| !sheet.words(data, row, places.columns[at]).is_empty();
        leap(filled, column, columns, forward)
    };
    let to = match key {
        Key::ArrowDown if leaps => (down(true), column),
        Key::ArrowUp if leaps => (down(false), column),
        Key::ArrowRight if leaps => (row, across(true)),
        Key::ArrowLeft if leaps => (row, across(false)),
        Key::Home if leaps => (0, 0),
        Key::End if leaps => (last_row, last_column),
        Key::ArrowDown => ((row + 1).min(last_row), column),
        Key::ArrowUp => (row.saturating_sub(1), column),
        Key::ArrowRight => (row, (column + 1).min(last_column)),
        Key::ArrowLeft => (row, column.saturating_sub(1)),
        Key::PageDown => ((row + page).min(last_row), column),
        Key::PageUp => (row.saturating_sub(page), column),
        Key::Home => (row, 0),
        Key::End => (row, last_column),
        Key::Tab if modifiers.shift => (row, column.saturating_sub(1)),
        Key::Tab if column == last_column => ((row + 1).min(last_row), 0),
        Key::Tab => (row, column + 1),
        _ => return,
    };
    match key {
        Key::Tab => drop(sheet.begun.get_or_insert(column)),
        _ => sheet.begun = None,
    }
    sheet.selection.go(to, modifiers.shift && key != Key::Tab);
    sheet.reveals = true;
}

impl Spreadsheet {
    /// The selected cells as the clipboard takes them.
    pub(in crate::app) fn copied(&self, data: &Data) -> String {
        let columns = self.columns(data);
        let places = self.selection.columns();
        let row = |at| {
            let all = columns.iter().enumerate().filter(|(place, _)| places.contains(place));
            all.map(|(_, &column)| self.words(data, at, column)).collect()
        };
        clipboard::write(self.selection.rows().map(row))
    }

    /// Clears the selected cells; a refused one is let go of.
    pub(in crate::app) fn clear(&mut self, data: &Data) -> Option<Event> {
        self.let_go(data);
        let columns = self.columns(data);
        let cells = self
            .selection
            .rows()
            .flat_map(|at| self.selection.columns().map(move |place| (at, place, String::new())));
        let mut writes = self.writes(data, &columns, cells.collect());
        writes.retain(|write| !matches!(write.row, RowKey::New(_)));
        self.write(data, writes)
    }

    /// Writes the first selected row into those below it; a single one takes what stands above.
    pub(in crate::app) fn fill_down(&mut self, data: &Data) -> Option<Event> {
        self.fill(data, block::down)
    }

    /// Writes the first selected column into those at its right; a single one takes what stands at its left.
    pub(in crate::app) fn fill_right(&mut self, data: &Data) -> Option<Event> {
        self.fill(data, block::right)
    }

    fn fill(&mut self, data: &Data, how: block::Fill) -> Option<Event> {
        let columns = self.columns(data);
        let text = |at: usize, place: usize| {
            columns.get(place).map_or("", |&column| self.words(data, at, column)).to_owned()
        };
        let cells = how(self.selection, &text);
        let mut writes = self.writes(data, &columns, cells);
        writes.retain(|write| !matches!(write.row, RowKey::New(_)));
        self.write(data, writes)
    }

    /// Selects all cells.
    pub(in crate::app) fn select_all(&mut self, data: &Data) {
        let rows = self.row_count(data) - usize::from(data.can_grow);
        let last = (rows.saturating_sub(1), self.columns(data).len().saturating_sub(1));
        // The cursor stays in sight.
        self.selection = Selection { anchor: last, cursor: (0, 0) };
    }

    /// Writes a block from the clipboard. Where it makes rows, it waits until that was said and wanted.
    fn pasted(&mut self, data: &Data, text: &str) -> Option<Event> {
        let columns = self.columns(data);
        let pasted = block::paste(&clipboard::read(text), self.selection, columns.len());
        let there = self.order.shown.len() + self.new_rows.len();
        let last = pasted.cells.iter().map(|(at, ..)| at + 1).max().unwrap_or_default();
        let new = last.saturating_sub(there);
        let first = *self.selection.rows().start();
        let (one, many) = data.words;
        let cut = pasted.cut;
        let mut writes = self.writes(data, &columns, pasted.cells);
        if new > 0 && !data.can_grow {
            let shown: Vec<Write> =
                writes.drain(..).filter(|write| matches!(write.row, RowKey::There(_))).collect();
            let rows = counted(new, "row was", "rows were");
            let said = format!("{rows} left out: there are no more {many} below");
            return match self.write(data, shown) {
                Some(event) => Some(event),
                None => Some(Event::Told(said)),
            };
        }
        // One row written into the empty one is what that is for.
        if new > 1 || (new == 1 && first < there) {
            self.offer = Some(Offer { writes, new });
            return None;
        }
        match self.write(data, writes) {
            None if cut > 0 => Some(Event::Told(format!(
                "Nothing was pasted: these columns of the {one} cannot be written in"
            ))),
            event => event,
        }
    }

    /// Begins to write with what was typed; at a cell of few words goes on to the one that is meant.
    fn typed(&mut self, data: &Data, typed: &str) -> Option<Event> {
        let (at, place) = self.selection.cursor;
        let columns = self.columns(data);
        let column = data.columns.get(*columns.get(place)?)?;
        let now = self.words(data, at, columns[place]).to_owned();
        match completion::next(column, &now, typed).filter(|_| column.is_written) {
            Some(next) => {
                let writes = self.writes(data, &columns, vec![(at, place, next)]);
                self.write(data, writes)
            }
            None => self.begin(data, Some(typed)),
        }
    }
}
