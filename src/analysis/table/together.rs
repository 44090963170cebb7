//! Where two codes stand together: on quotations that share a character, and in characters that both cover.

use super::counting::{Figures, Stands, Work};
use super::membership::Membership;
use crate::domain::Quotation;

/// The entries that a quotation stands in, each once, in order.
fn entries(by: &Membership, quotation: &Quotation) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for coding in &quotation.codings {
        found.extend(by.of_code(coding.code));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Quotations that bear one of two codes and share a character with one that bears the other, or bear both. What either has is
/// the quotations that bear one of the two: those that are counted are among them, so that the coefficient stays within 0
/// and 1, and it is the same from either side.
pub(super) fn count_together(work: &mut Work<'_>) -> Figures {
    let grid = work.grid;
    let mut figures = Figures { both: vec![0; grid.cells()], ..Figures::new(grid) };
    let mut stands = Stands::default();
    for (_, on) in &work.study.sources {
        let there: Vec<&Quotation> =
            on.quotations.iter().filter(|quotation| !quotation.span.is_empty()).collect();
        let rows: Vec<Vec<u32>> = there.iter().map(|one| entries(&work.by_row, one)).collect();
        let columns: Vec<Vec<u32>> =
            there.iter().map(|one| entries(&work.by_column, one)).collect();
        // What stands on a quotation, or on one that shares a character with it.
        let (mut near_rows, mut near_columns) = (rows.clone(), columns.clone());
        // Quotations stand by their start.
        for first in 0..there.len() {
            let end = there[first].span.end;
            let after = there[first + 1..].iter().take_while(|other| other.span.start < end);
            for second in (first + 1..).zip(after).map(|(at, _)| at) {
                near_rows[first].extend(&rows[second]);
                near_rows[second].extend(&rows[first]);
                near_columns[first].extend(&columns[second]);
                near_columns[second].extend(&columns[first]);
            }
        }
        for (at, quotation) in there.iter().enumerate() {
            if !work.counts(quotation.id) {
                continue;
            }
            rows[at].iter().for_each(|row| figures.own.0[*row as usize] += 1);
            columns[at].iter().for_each(|column| figures.own.1[*column as usize] += 1);
            for &row in &rows[at] {
                for &column in &columns[at] {
                    figures.both[grid.place(row, column) as usize] += 1;
                }
            }
            once(&mut near_rows[at]);
            once(&mut near_columns[at]);
            stands.pairs.clear();
            for &row in &rows[at] {
                stands.pairs.extend(near_columns[at].iter().map(|column| (row, *column, 0)));
            }
            for &column in &columns[at] {
                stands.pairs.extend(near_rows[at].iter().map(|row| (*row, column, 0)));
            }
            stands.with_totals(grid);
            for &(row, column, _) in &stands.pairs {
                figures.counts[grid.place(row, column) as usize] += 1;
            }
        }
    }
    figures
}

fn once(entries: &mut Vec<u32>) {
    entries.sort_unstable();
    entries.dedup();
}

/// Characters that quotations of both codes cover. What either has is the characters that one of the two covers.
pub(super) fn count_characters(work: &mut Work<'_>) -> Figures {
    let grid = work.grid;
    let mut figures = Figures::new(grid);
    let (mut in_rows, mut in_columns) =
        (Open::new(grid.height as usize), Open::new(grid.width as usize));
    for (_, on) in &work.study.sources {
        // Where quotations begin and end, with what stands on them.
        let mut edges: Vec<(u32, bool, usize)> = Vec::new();
        let mut stands: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            let found = (entries(&work.by_row, quotation), entries(&work.by_column, quotation));
            if work.counts(quotation.id) && !(found.0.is_empty() && found.1.is_empty()) {
                edges.push((quotation.span.start, true, stands.len()));
                edges.push((quotation.span.end, false, stands.len()));
                stands.push(found);
            }
        }
        edges.sort_unstable();
        let mut from = 0;
        for (at, begins, which) in edges {
            let length = u64::from(at - from);
            from = at;
            if length > 0 {
                let (rows, columns) = (&in_rows.entries, &in_columns.entries);
                rows.iter().for_each(|row| figures.own.0[*row as usize] += length);
                columns.iter().for_each(|column| figures.own.1[*column as usize] += length);
                if !rows.is_empty() && !columns.is_empty() {
                    for &row in rows.iter().chain([&grid.height]) {
                        for &column in columns.iter().chain([&grid.width]) {
                            figures.counts[grid.place(row, column) as usize] += length;
                        }
                    }
                }
            }
            in_rows.change(&stands[which].0, begins);
            in_columns.change(&stands[which].1, begins);
        }
    }
    figures
}

/// The entries that cover a place, while a source is gone through from its start to its end.
struct Open {
    /// How many quotations of each entry cover it.
    counts: Vec<u32>,
    /// Those that at least one covers.
    entries: Vec<u32>,
}

impl Open {
    fn new(count: usize) -> Self {
        Self { counts: vec![0; count], entries: Vec::new() }
    }

    fn change(&mut self, entries: &[u32], begins: bool) {
        for &entry in entries {
            let count = &mut self.counts[entry as usize];
            if begins {
                *count += 1;
                if *count == 1 {
                    self.entries.push(entry);
                }
            } else {
                *count -= 1;
                if *count == 0 {
                    self.entries.retain(|other| *other != entry);
                }
            }
        }
    }
}
