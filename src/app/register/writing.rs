//! What is written into the tables on its way to the project: one step after the other, so that a row that is being made is there
//! before more is written into it.

use std::collections::{HashMap, VecDeque};

use super::RegisterView;
use super::tables::{key, row};
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::app::spreadsheet::{RowKey, Write};
use crate::project::{CellWords, CellsWritten, RegisterTable, RowToWrite};
use crate::text::counted;

/// What waits to be written.
#[derive(Default)]
pub(super) struct Queue {
    waiting: VecDeque<(RegisterTable, Vec<Write>)>,
    is_writing: bool,
    /// The rows that were made, by the numbers under which they were written.
    made: HashMap<(RegisterTable, u32), u128>,
}

/// Gives cells to the project.
pub(super) fn write(desk: &mut Desk, table: RegisterTable, writes: Vec<Write>) {
    desk.register.queue.waiting.push_back((table, writes));
    go_on(desk);
}

/// Gives the project what waits longest, unless it is at work.
fn go_on(desk: &mut Desk) {
    let queue = &mut desk.register.queue;
    if queue.is_writing {
        return;
    }
    let Some((table, mut writes)) = queue.waiting.pop_front() else { return };
    for write in &mut writes {
        if let RowKey::New(new) = write.row
            && let Some(&made) = queue.made.get(&(table, new))
        {
            write.row = RowKey::There(made);
        }
    }
    queue.is_writing = true;
    let (cells, places) = cells(&desk.register, table, &writes);
    desk.act(
        move |project| project.write_cells(table, &cells),
        move |desk, written| {
            desk.register.queue.is_writing = false;
            settle(desk, table, &writes, &places, written);
            go_on(desk);
        },
    );
}

/// The cells as the project takes them, each with its place among the writes.
fn cells(
    view: &RegisterView,
    table: RegisterTable,
    writes: &[Write],
) -> (Vec<CellWords>, Vec<usize>) {
    let all = writes.iter().enumerate().filter_map(|(place, write)| {
        let column = view.column_named(table, &write.column)?;
        let row = match write.row {
            RowKey::There(key) => RowToWrite::There(row(table, key)),
            RowKey::New(new) => RowToWrite::New(new),
        };
        Some((CellWords { row, column, words: write.words.clone() }, place))
    });
    all.unzip()
}

/// Tells the spreadsheet what came of it, and the person what is to be mended.
fn settle(
    desk: &mut Desk,
    table: RegisterTable,
    writes: &[Write],
    places: &[usize],
    written: Option<CellsWritten>,
) {
    let view = &mut desk.register;
    let Some(written) = written else {
        // The status line says why.
        let said = "This could not be written".to_owned();
        let refused: Vec<(usize, String)> =
            (0..writes.len()).map(|place| (place, said.clone())).collect();
        view.sheet_mut(table).settled(writes, &refused, &[]);
        return;
    };
    let refused: Vec<(usize, String)> =
        written.refused.iter().map(|(cell, said)| (places[*cell], said.clone())).collect();
    let made: Vec<(u32, u128)> = written.made.iter().map(|&(new, row)| (new, key(row))).collect();
    for &(new, row) in &made {
        view.queue.made.insert((table, new), row);
    }
    view.sheet_mut(table).settled(writes, &refused, &made);
    let told = match refused.as_slice() {
        [] => return,
        [(place, said)] => format!("{}: {said}", writes[*place].column),
        [(place, said), others @ ..] => {
            let others = counted(others.len(), "other cell", "other cells");
            format!("{}: {said}; {others} cannot be, either", writes[*place].column)
        }
    };
    desk.notice = Some(Notice::trouble(&told));
}
