//! Blocks of cells: filled down and right, pasted. By row and column as they are shown.

use super::selection::Selection;

/// A cell with what is to stand in it.
pub(super) type Filled = (usize, usize, String);

/// Fills the cells of a selection from what stands in others.
pub(super) type Fill = fn(Selection, &dyn Fn(usize, usize) -> String) -> Vec<Filled>;

/// What a pasted block comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pasted {
    pub(super) cells: Vec<Filled>,
    /// How many of its columns there was no room for.
    pub(super) cut: usize,
}

/// The first row of a selection written into those below it; a single row takes what stands above it.
pub(super) fn down(selection: Selection, text: &dyn Fn(usize, usize) -> String) -> Vec<Filled> {
    let (first, last) = (*selection.rows().start(), *selection.rows().end());
    let (from, rows) = match first == last {
        true if first == 0 => return Vec::new(),
        true => (first - 1, first..=last),
        false => (first, first + 1..=last),
    };
    let columns = || selection.columns();
    rows.flat_map(|row| columns().map(move |column| (row, column)))
        .map(|(row, column)| (row, column, text(from, column)))
        .collect()
}

/// The first column of a selection written into those at its right; a single column takes what stands at its left.
pub(super) fn right(selection: Selection, text: &dyn Fn(usize, usize) -> String) -> Vec<Filled> {
    let (first, last) = (*selection.columns().start(), *selection.columns().end());
    let (from, columns) = match first == last {
        true if first == 0 => return Vec::new(),
        true => (first - 1, first..=last),
        false => (first, first + 1..=last),
    };
    selection
        .rows()
        .flat_map(|row| columns.clone().map(move |column| (row, column)))
        .map(|(row, column)| (row, column, text(row, from)))
        .collect()
}

/// A block written from the upper left corner of a selection on, over `columns` at most. A block that goes into the selection
/// several times is repeated, so that a single value fills it.
pub(super) fn paste(block: &[Vec<String>], selection: Selection, columns: usize) -> Pasted {
    let height = block.len();
    let width = block.iter().map(Vec::len).max().unwrap_or_default();
    if height == 0 || width == 0 {
        return Pasted::default();
    }
    let (top, left) = (*selection.rows().start(), *selection.columns().start());
    let wide = |range: std::ops::RangeInclusive<usize>| range.end() - range.start() + 1;
    let times = |selected: usize, size: usize| {
        if selected.is_multiple_of(size) { selected } else { size }
    };
    let (rows, over) = (wide(selection.rows()), wide(selection.columns()));
    // A repeat fills the whole selection, or none of it.
    let repeats = rows.is_multiple_of(height) && over.is_multiple_of(width);
    let (rows, over) = match repeats {
        true => (times(rows, height), times(over, width)),
        false => (height, width),
    };
    let room = columns.saturating_sub(left);
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..over.min(room) {
            if let Some(words) = block[row % height].get(column % width) {
                cells.push((top + row, left + column, words.clone()));
            }
        }
    }
    Pasted { cells, cut: over.saturating_sub(room) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(anchor: (usize, usize), cursor: (usize, usize)) -> Selection {
        Selection { anchor, cursor }
    }

    fn block(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    fn told(cells: &[Filled]) -> Vec<String> {
        cells.iter().map(|(row, column, words)| format!("{row}:{column} {words}")).collect()
    }

    #[test]
    fn the_first_row_fills_those_below_it() {
        let text = |row: usize, column: usize| format!("{row}{column}");
        let filled = down(selection((1, 0), (3, 1)), &text);
        assert_eq!(told(&filled), ["2:0 10", "2:1 11", "3:0 10", "3:1 11"]);
        assert_eq!(told(&down(Selection::at(2, 5), &text)), ["2:5 15"]);
        assert!(down(Selection::at(0, 5), &text).is_empty());
        assert_eq!(told(&right(selection((4, 1), (5, 2)), &text)), ["4:2 41", "5:2 51"]);
        assert_eq!(told(&right(Selection::at(4, 1), &text)), ["4:1 40"]);
    }

    #[test]
    fn a_single_value_fills_the_selection() {
        let pasted = paste(&block(&[&["GP"]]), selection((1, 1), (2, 2)), 9);
        assert_eq!(told(&pasted.cells), ["1:1 GP", "1:2 GP", "2:1 GP", "2:2 GP"]);
    }

    #[test]
    fn a_block_stands_at_the_corner_and_is_repeated_where_it_fits() {
        let two = block(&[&["a", "b"], &["c"]]);
        let pasted = paste(&two, Selection::at(3, 1), 9);
        // Rows are as long as they are: what is missing changes nothing.
        assert_eq!(told(&pasted.cells), ["3:1 a", "3:2 b", "4:1 c"]);
        assert_eq!(paste(&two, selection((0, 0), (3, 1)), 9).cells.len(), 6);
        assert_eq!(paste(&two, selection((0, 0), (2, 1)), 9).cells.len(), 3);
    }

    #[test]
    fn columns_without_room_are_counted() {
        let pasted = paste(&block(&[&["a", "b", "c"]]), Selection::at(0, 2), 4);
        assert_eq!((told(&pasted.cells), pasted.cut), (vec!["0:2 a".into(), "0:3 b".into()], 1));
    }
}
