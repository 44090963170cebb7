//! What a grid shows: the cells of a table, or how widespread codes are.

use std::cmp::Reverse;

use super::grid::{Behind, Cell, Figures, Name, Sorted};
use super::who::Who;
use crate::analysis::table::{Dimension, Entry, Figure, Key, Prevalence, Shown, Spoke, Table};
use crate::app::figures::{counted, grouped};
use crate::app::theme::Theme;
use crate::export::PrintedFigure;
use crate::project::{Snapshot, states_shown};
use crate::text::natural_key;

/// A table.
pub(super) struct OfTable<'a> {
    table: &'a Table,
    shown: Shown,
    snapshot: &'a Snapshot,
    /// The largest figure, where figures are tinted.
    tinted: Option<f64>,
    theme: &'static Theme,
    totals: (bool, bool),
}

impl<'a> OfTable<'a> {
    pub(super) fn new(
        table: &'a Table,
        shown: Shown,
        snapshot: &'a Snapshot,
        look: (Option<f64>, &'static Theme),
    ) -> Self {
        let has_total = |dimension: &Dimension| {
            shown != Shown::Coefficient && *dimension != Dimension::Everything
        };
        let totals = (has_total(&table.rows.dimension), has_total(&table.columns.dimension));
        let (tinted, theme) = look;
        Self { table, shown, snapshot, tinted, theme, totals }
    }

    /// The largest figure that a tint stands for.
    pub(super) fn largest(&self) -> f64 {
        let columns = self.table.columns.entries.len();
        let cells = (0..self.table.rows.entries.len())
            .flat_map(|row| (0..columns).map(move |column| (row, column)));
        cells.filter_map(|(row, column)| self.weight(row, column)).fold(0.0, f64::max)
    }

    /// How much a cell of the table is tinted for; nothing for a code with itself.
    fn weight(&self, row: usize, column: usize) -> Option<f64> {
        let with_itself = self.table.is_with_itself(&self.snapshot.codes, row, column);
        let figure = || value(self.table.figure(Some(row), Some(column), self.shown));
        if with_itself { None } else { figure() }
    }

    fn row_at(&self, row: usize) -> Option<usize> {
        (row < self.table.rows.entries.len()).then_some(row)
    }

    /// The table's column; none for the total, which stands first, where it is always in sight.
    fn column_at(&self, column: usize) -> Option<usize> {
        column.checked_sub(usize::from(self.totals.1))
    }
}

fn value(figure: Figure) -> Option<f64> {
    match figure {
        Figure::Count(count) => Some(count as f64),
        Figure::Share(part) | Figure::Coefficient(part) => Some(part),
        Figure::Yes(yes) => Some(f64::from(u8::from(yes))),
        Figure::Nothing => None,
    }
}

/// The name of an entry as it is shown: of a code its own name, where the tree or the whole path stands beside it.
fn short(entry: &Entry, snapshot: &Snapshot) -> String {
    match entry.key {
        Key::Code(code) => snapshot.codes.telling_name(code),
        _ => entry.name.clone(),
    }
}

fn name(entry: &Entry, snapshot: &Snapshot, theme: &Theme) -> Name {
    let colour = match entry.key {
        Key::Code(code) => Some(theme.code_stroke(snapshot.codes.colour(code))),
        _ => None,
    };
    Name {
        text: short(entry, snapshot),
        whole: entry.name.clone(),
        depth: entry.depth,
        colour,
        is_total: false,
    }
}

fn total() -> Name {
    let text = "Total".to_owned();
    Name { whole: text.clone(), text, depth: 0, colour: None, is_total: true }
}

/// Rows sorted by a figure, the largest first; those without one last. Equals stay in their order.
fn sorted_by(
    count: usize,
    by: Sorted,
    name: impl Fn(usize) -> String,
    value: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..count).collect();
    match by.column {
        None => rows.sort_by_cached_key(|row| natural_key(&name(*row))),
        Some(column) => {
            let bits = |row: &usize| value(*row, column).map(|value| (value * 1e6) as i64);
            rows.sort_by_cached_key(|row| Reverse(bits(row)));
        }
    }
    if by.is_turned {
        rows.reverse();
    }
    rows
}

impl Figures for OfTable<'_> {
    fn corner(&self) -> String {
        self.table.rows.word.clone()
    }

    fn about(&self) -> String {
        self.table.notes(self.shown).join(" ")
    }

    fn columns(&self) -> usize {
        self.table.columns.entries.len() + usize::from(self.totals.1)
    }

    fn column(&self, column: usize) -> String {
        let entry = self.column_at(column).and_then(|at| self.table.columns.entries.get(at));
        entry.map_or("Total".to_owned(), |entry| short(entry, self.snapshot))
    }

    fn width(&self) -> f32 {
        92.0
    }

    fn row(&self, row: usize) -> Name {
        let entry = self.table.rows.entries.get(row);
        entry.map_or_else(total, |entry| name(entry, self.snapshot, self.theme))
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (at, across) = (self.row_at(row), self.column_at(column));
        let figure = self.table.figure(at, across, self.shown);
        let count = usize::try_from(self.table.count(at, across)).unwrap_or(usize::MAX);
        let (one, many) = self.table.cells.words();
        let head =
            |name: Option<&Entry>| name.map_or("Total", |entry| entry.name.as_str()).to_owned();
        let mut spoken = format!(
            "{}, {}: {}",
            head(at.and_then(|at| self.table.rows.entries.get(at))),
            head(across.and_then(|across| self.table.columns.entries.get(across))),
            counted(count, one, many)
        );
        if !matches!(figure, Figure::Count(_) | Figure::Yes(_)) {
            spoken.push_str(&format!(", {}", PrintedFigure::from(figure).shown()));
        }
        let inside = at.zip(across);
        let weight = inside.and_then(|(at, across)| self.weight(at, across));
        let weight = weight.filter(|weight| *weight > 0.0);
        let tint = weight.zip(self.tinted.filter(|most| *most > 0.0));
        let is_own = match (at, across) {
            (Some(at), Some(across)) => self.table.is_with_itself(&self.snapshot.codes, at, across),
            _ => false,
        };
        Cell {
            text: PrintedFigure::from(figure).shown(),
            spoken,
            tint: tint.map(|(weight, most)| self.theme.heat((weight / most) as f32)),
            is_quiet: count == 0 || is_own,
            is_strong: at.is_none() || across.is_none(),
        }
    }

    fn order(&self, by: Option<Sorted>) -> Vec<usize> {
        let count = self.table.rows.entries.len();
        let name = |row: usize| {
            let entry = self.table.rows.entries.get(row);
            entry.map(|entry| short(entry, self.snapshot)).unwrap_or_default()
        };
        let figure =
            |row, column| value(self.table.figure(Some(row), self.column_at(column), self.shown));
        let mut rows = match by {
            None => (0..count).collect(),
            Some(by) => sorted_by(count, by, name, figure),
        };
        // The totals stay below.
        rows.extend((self.totals.0 && count > 0).then_some(count));
        rows
    }

    fn behind(&self, row: usize, column: usize) -> Behind {
        let (at, across) = (self.row_at(row), self.column_at(column));
        match self.table.count(at, across) {
            0 => Behind::Nothing,
            _ => Behind::Quotes(self.table.cell_query(at, across)),
        }
    }
}

/// How widespread codes are.
pub(super) struct OfPrevalence<'a> {
    found: &'a Prevalence,
    snapshot: &'a Snapshot,
    theme: &'static Theme,
    states: Vec<Spoke>,
}

impl<'a> OfPrevalence<'a> {
    pub(super) fn new(
        found: &'a Prevalence,
        snapshot: &'a Snapshot,
        theme: &'static Theme,
    ) -> Self {
        let states = [Spoke::Yes].into_iter().chain(states_shown(found)).collect();
        Self { found, snapshot, theme, states }
    }

    fn state(&self, column: usize) -> Option<Spoke> {
        self.states.get(column.checked_sub(1)?).copied()
    }

    fn count(&self, row: usize, column: usize) -> usize {
        self.state(column).map_or(0, |state| self.found.names(row, state).count())
    }
}

impl Figures for OfPrevalence<'_> {
    fn corner(&self) -> String {
        "code".to_owned()
    }

    fn about(&self) -> String {
        crate::project::prevalence_report(self.found, None).notes.join(" ")
    }

    fn columns(&self) -> usize {
        self.states.len() + 1
    }

    fn column(&self, column: usize) -> String {
        self.state(column).map_or("How many", Spoke::words).to_owned()
    }

    fn width(&self) -> f32 {
        128.0
    }

    fn row(&self, row: usize) -> Name {
        let entry = self.found.codes.get(row);
        entry.map_or_else(total, |entry| name(entry, self.snapshot, self.theme))
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let spread = self.found.spread(row);
        let code = self.found.codes.get(row).map_or("", |entry| entry.name.as_str());
        let (one, many) = self.found.among.words();
        let Some(state) = self.state(column) else {
            let (spoke, of) = (spread.spoke(), spread.of);
            let word = spread.grade.word(spoke);
            let text = format!("{word} · {} of {}", grouped(spoke), grouped(of));
            let spoken =
                format!("{code}: {word}, {} of {}", grouped(spoke), counted(of, one, many));
            return Cell { text, spoken, is_quiet: spoke == 0, ..Cell::default() };
        };
        let count = self.count(row, column);
        let who = self.found.names(row, state).take(40).collect::<Vec<_>>().join(", ");
        let more = if count > 40 { ", …" } else { "" };
        let mut spoken =
            format!("{code}, {}: {}", state.words().to_lowercase(), counted(count, one, many));
        if count > 0 {
            spoken.push_str(&format!(": {who}{more}"));
        }
        Cell { text: grouped(count), spoken, is_quiet: count == 0, ..Cell::default() }
    }

    fn order(&self, by: Option<Sorted>) -> Vec<usize> {
        let count = self.found.codes.len();
        let name = |row: usize| {
            let entry = self.found.codes.get(row);
            entry.map(|entry| short(entry, self.snapshot)).unwrap_or_default()
        };
        let figure = |row: usize, column: usize| match column {
            0 => {
                let spread = self.found.spread(row);
                (spread.of > 0).then(|| spread.spoke() as f64 / spread.of as f64)
            }
            column => Some(self.count(row, column) as f64),
        };
        match by {
            None => (0..count).collect(),
            Some(by) => sorted_by(count, by, name, figure),
        }
    }

    fn behind(&self, row: usize, column: usize) -> Behind {
        let code = self.found.codes.get(row).map(|entry| &entry.key);
        match (self.state(column), code) {
            (None, _) if self.found.spread(row).spoke() > 0 => {
                Behind::Quotes(self.found.code_query(row))
            }
            (Some(state), Some(&Key::Code(code))) if self.count(row, column) > 0 => {
                Behind::Somebody(Who { code, state })
            }
            _ => Behind::Nothing,
        }
    }
}
