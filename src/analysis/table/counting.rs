//! A table counted: all quotations are gone through once.

use std::collections::{HashMap, HashSet};

use super::membership::{Membership, Places};
use super::people::Everybody;
use super::together::{count_characters, count_together};
use super::{About, Axis, Cells, Dimension, MOST_CELLS, Study, Table, TableError, TableQuestion};
use crate::domain::QuotationId;

/// Counts a table. Quotations that have lost their words are left out, as everywhere.
///
/// # Errors
///
/// See [`TableError`].
pub fn tabulate(study: &Study<'_>, asked: &TableQuestion<'_>) -> Result<Table, TableError> {
    let (rows, columns) = (Axis::new(asked.rows, study)?, Axis::new(asked.columns, study)?);
    let (height, width) = (rows.entries.len(), columns.entries.len());
    if (height + 1).saturating_mul(width + 1) > MOST_CELLS {
        return Err(TableError::TooLarge { rows: height, columns: width });
    }
    let of_codes = rows.dimension.is_of_codes() && columns.dimension.is_of_codes();
    if asked.cells.needs_codes() && !of_codes {
        return Err(TableError::NeedsCodes);
    }
    let about = about(asked.about)?;
    let mut work = Work {
        study,
        about: about.as_ref(),
        by_row: Membership::new(&rows, study, asked.sub_codes),
        by_column: Membership::new(&columns, study, asked.sub_codes),
        grid: Grid { height: height as u32, width: width as u32 },
    };
    let mut figures = match asked.cells {
        Cells::Together => count_together(&mut work),
        Cells::Characters => count_characters(&mut work),
        cells => count_quotations(&mut work, cells, asked),
    };
    if !(of_codes && asked.cells.has_coefficient()) {
        figures.own = Default::default();
    }
    let Figures { counts, own, both } = figures;
    let (cells, sub_codes) = (asked.cells, asked.sub_codes);
    Ok(Table { rows, columns, cells, sub_codes, counts, own, both })
}

fn about(about: About<'_>) -> Result<Option<HashSet<QuotationId>>, TableError> {
    match about {
        About::Everything => Ok(None),
        About::Answers(answers) => {
            let ids = answers.iter().map(|answer| answer.quotation.ok_or(TableError::Turns));
            ids.collect::<Result<_, _>>().map(Some)
        }
    }
}

/// What is counted with.
pub(super) struct Work<'a> {
    pub(super) study: &'a Study<'a>,
    /// The quotations that count; all where there are none.
    pub(super) about: Option<&'a HashSet<QuotationId>>,
    pub(super) by_row: Membership,
    pub(super) by_column: Membership,
    pub(super) grid: Grid,
}

impl Work<'_> {
    /// Whether a quotation counts.
    pub(super) fn counts(&self, id: QuotationId) -> bool {
        self.about.is_none_or(|about| about.contains(&id))
    }
}

/// Figures as they are counted.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) counts: Vec<u64>,
    pub(super) own: (Vec<u64>, Vec<u64>),
    pub(super) both: Vec<u64>,
}

impl Figures {
    pub(super) fn new(grid: Grid) -> Self {
        Self {
            counts: vec![0; grid.cells()],
            own: (vec![0; grid.height as usize], vec![0; grid.width as usize]),
            both: Vec::new(),
        }
    }
}

/// The size of a table, without its totals.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) height: u32,
    pub(super) width: u32,
}

impl Grid {
    pub(super) fn cells(self) -> usize {
        (self.height as usize + 1) * (self.width as usize + 1)
    }

    pub(super) fn place(self, row: u32, column: u32) -> u32 {
        row * (self.width + 1) + column
    }
}

/// The cells that something stands in, each with a number that tells apart what counts in it.
#[derive(Default)]
pub(super) struct Stands {
    pub(super) pairs: Vec<(u32, u32, u32)>,
}

impl Stands {
    /// Adds the totals of the rows and columns that it stands in, and leaves each once.
    pub(super) fn with_totals(&mut self, grid: Grid) {
        for at in 0..self.pairs.len() {
            let (row, column, number) = self.pairs[at];
            self.pairs.push((row, grid.width, number));
            self.pairs.push((grid.height, column, number));
            self.pairs.push((grid.height, grid.width, number));
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }

    /// The cells of a quotation; with the places of the codings that count in each where these are asked for.
    fn take(&mut self, rows: &Places, columns: &Places, how: How, codings: u32) {
        self.pairs.clear();
        let number = |coding: u32| if how.tells_codings { coding } else { 0 };
        match (how.rows_by_coding, how.columns_by_coding) {
            (true, true) => {
                for &(row, one) in &rows.by_coding {
                    for &(column, other) in &columns.by_coding {
                        if !how.is_joint || one == other {
                            self.pairs.push((row, column, number(one)));
                            if how.tells_codings && one != other {
                                self.pairs.push((row, column, other));
                            }
                        }
                    }
                }
            }
            (true, false) => {
                for &(row, coding) in &rows.by_coding {
                    let cells = columns.whole.iter();
                    self.pairs.extend(cells.map(|column| (row, *column, number(coding))));
                }
            }
            (false, true) => {
                for &(column, coding) in &columns.by_coding {
                    let cells = rows.whole.iter();
                    self.pairs.extend(cells.map(|row| (*row, column, number(coding))));
                }
            }
            (false, false) => {
                let numbers = if how.tells_codings { codings } else { 1 };
                for &row in &rows.whole {
                    for &column in &columns.whole {
                        self.pairs.extend((0..numbers).map(|coding| (row, column, coding)));
                    }
                }
            }
        }
    }
}

/// How the cells of a quotation are told.
#[derive(Clone, Copy)]
struct How {
    rows_by_coding: bool,
    columns_by_coding: bool,
    /// Whether row and column must hold of the same coding: this code by this coder.
    is_joint: bool,
    tells_codings: bool,
}

fn count_quotations(work: &mut Work<'_>, cells: Cells, asked: &TableQuestion<'_>) -> Figures {
    let grid = work.grid;
    let mut figures = Figures::new(grid);
    let is_coders = |dimension: &Dimension| *dimension == Dimension::Coders;
    let how = How {
        rows_by_coding: work.by_row.is_by_coding(),
        columns_by_coding: work.by_column.is_by_coding(),
        is_joint: is_coders(asked.rows) != is_coders(asked.columns),
        tells_codings: cells == Cells::Codings,
    };
    let everybody = (cells == Cells::People).then(|| Everybody::new(work.study));
    // Who or what is different in each cell: its place and a number of theirs.
    let mut different: Vec<u64> = Vec::new();
    let note = |different: &mut Vec<u64>, cell: u32, number: u32| {
        different.push(u64::from(cell) << 32 | u64::from(number));
    };
    let mut last_source = vec![0u32; if cells == Cells::Sources { grid.cells() } else { 0 }];
    let cases: HashMap<_, u32> = work.study.cases.iter().map(|case| case.id).zip(0..).collect();
    let (mut rows, mut columns) = (Places::default(), Places::default());
    let (mut stands, mut people, mut own) = (Stands::default(), Vec::new(), Vec::new());
    let tells_own = cells.has_coefficient() && how.rows_by_coding && how.columns_by_coding;
    for ((info, on), number) in work.study.sources.iter().zip(1u32..) {
        work.by_row.turn_to(info);
        work.by_column.turn_to(info);
        let case = info.case.and_then(|case| cases.get(&case)).copied();
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            if !work.counts(quotation.id) {
                continue;
            }
            work.by_row.find(on, quotation, &mut rows);
            work.by_column.find(on, quotation, &mut columns);
            if tells_own {
                note_own(&rows, &mut own, &mut figures.own.0);
                note_own(&columns, &mut own, &mut figures.own.1);
            }
            stands.take(&rows, &columns, how, quotation.codings.len() as u32);
            if stands.pairs.is_empty() {
                continue;
            }
            stands.with_totals(grid);
            if let Some(everybody) = &everybody {
                everybody.who_says(info, on, quotation.span, &mut people);
            }
            let places = stands.pairs.iter().map(|&(row, column, _)| grid.place(row, column));
            match cells {
                Cells::Quotations | Cells::Codings => {
                    places.for_each(|place| figures.counts[place as usize] += 1);
                }
                Cells::Words => {
                    let words = asked.words.get(&quotation.id).copied().unwrap_or_default();
                    places.for_each(|place| figures.counts[place as usize] += u64::from(words));
                }
                Cells::Sources => places.for_each(|place| {
                    if std::mem::replace(&mut last_source[place as usize], number) != number {
                        figures.counts[place as usize] += 1;
                    }
                }),
                Cells::Cases => {
                    if let Some(case) = case {
                        places.for_each(|place| note(&mut different, place, case));
                    }
                }
                Cells::People => {
                    for place in places {
                        people.iter().for_each(|who| note(&mut different, place, *who));
                    }
                }
                // Counted elsewhere.
                Cells::Together | Cells::Characters => {}
            }
        }
    }
    different.sort_unstable();
    different.dedup();
    for one in different {
        figures.counts[(one >> 32) as usize] += 1;
    }
    figures
}

/// Notes one more quotation in each entry that it stands in for its codings.
fn note_own(places: &Places, entries: &mut Vec<u32>, own: &mut [u64]) {
    entries.clear();
    entries.extend(places.by_coding.iter().map(|(entry, _)| *entry));
    entries.sort_unstable();
    entries.dedup();
    entries.iter().for_each(|entry| own[*entry as usize] += 1);
}
