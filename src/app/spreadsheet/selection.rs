//! Which cells are selected, and where the keys take the cursor.

use std::ops::RangeInclusive;

/// A rectangle of cells by row and column as they are shown: from where it was begun to the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Selection {
    pub(super) anchor: (usize, usize),
    pub(super) cursor: (usize, usize),
}

impl Selection {
    /// One cell.
    #[cfg(test)]
    pub(super) const fn at(row: usize, column: usize) -> Self {
        Self { anchor: (row, column), cursor: (row, column) }
    }

    pub(super) fn rows(&self) -> RangeInclusive<usize> {
        let (one, other) = (self.anchor.0, self.cursor.0);
        one.min(other)..=one.max(other)
    }

    pub(super) fn columns(&self) -> RangeInclusive<usize> {
        let (one, other) = (self.anchor.1, self.cursor.1);
        one.min(other)..=one.max(other)
    }

    pub(super) fn holds(&self, row: usize, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }

    pub(super) fn is_one_cell(&self) -> bool {
        self.anchor == self.cursor
    }

    /// Moves the cursor, alone or drawing the rectangle with it.
    pub(super) fn go(&mut self, to: (usize, usize), extends: bool) {
        self.cursor = to;
        if !extends {
            self.anchor = to;
        }
    }

    /// The same within so many rows and columns, at least one of each.
    pub(super) fn within(self, rows: usize, columns: usize) -> Self {
        let near = |(row, column): (usize, usize)| {
            (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
        };
        Self { anchor: near(self.anchor), cursor: near(self.cursor) }
    }
}

/// Where Ctrl and an arrow lead along a row or column of `count` cells: to the end of the filled cells one stands in, else to
/// the next filled one, else to the end.
pub(super) fn leap(
    filled: impl Fn(usize) -> bool,
    at: usize,
    count: usize,
    forward: bool,
) -> usize {
    let last = count.saturating_sub(1);
    let step = |at: usize| match forward {
        true if at < last => Some(at + 1),
        false if at > 0 => Some(at - 1),
        _ => None,
    };
    let Some(first) = step(at) else { return at };
    let in_block = filled(at) && filled(first);
    let mut here = first;
    while let Some(next) = step(here) {
        let stops = if in_block { !filled(next) } else { filled(here) };
        if stops {
            return here;
        }
        here = next;
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_drawn_from_any_corner() {
        let mut selection = Selection::at(3, 2);
        selection.go((1, 4), true);
        assert_eq!((selection.rows(), selection.columns()), (1..=3, 2..=4));
        assert!(selection.holds(2, 3) && !selection.holds(0, 3));
        selection.go((0, 0), false);
        assert!(selection.is_one_cell());
        assert_eq!(Selection::at(9, 9).within(4, 0), Selection::at(3, 0));
    }

    #[test]
    fn ctrl_and_an_arrow_lead_to_the_edge_of_what_is_filled() {
        let cells = "xxx..x...xx.";
        let filled = |at: usize| cells.as_bytes()[at] == b'x';
        let go = |at, forward| leap(filled, at, cells.len(), forward);
        assert_eq!([go(0, true), go(2, true), go(5, true), go(10, true)], [2, 5, 9, 11]);
        assert_eq!([go(11, false), go(9, false), go(5, false), go(2, false)], [10, 5, 2, 0]);
        assert_eq!(go(0, false), 0);
    }
}
