//! The question that opens a cell: what holds of exactly the quotations it was counted from.

use super::{Axis, Cells, Dimension, Entry, Key, Table};
use crate::analysis::query::{Comparison, Condition, Period, Relation, Trait};
use crate::domain::PartialDate;

/// A cell's question asked of what already answers another one. What the two say of codings is kept apart: the cell of a code
/// within what Kim coded holds whatever Kim coded and anybody gave the code.
pub fn within(base: Condition, cell: Condition) -> Condition {
    if base.is_everything() {
        return cell;
    }
    let base = apart(base);
    if cell.is_everything() { base } else { Condition::All(vec![base, cell]) }
}

/// A condition that lends nothing to those it stands beside and takes nothing from them. One on codings alone would be taken
/// for theirs, but not where it says as well that there is one.
fn apart(condition: Condition) -> Condition {
    if is_of_codings(&condition) {
        return Condition::All(vec![condition, Condition::Is(Trait::Coded)]);
    }
    match condition {
        all @ Condition::All(_) => all,
        other => Condition::All(vec![other]),
    }
}

/// Whether a condition speaks of codings alone.
fn is_of_codings(condition: &Condition) -> bool {
    match condition {
        Condition::Coder(_) | Condition::Coded(_) | Condition::Is(Trait::New) => true,
        Condition::All(parts) | Condition::Any(parts) => {
            !parts.is_empty() && parts.iter().all(is_of_codings)
        }
        _ => false,
    }
}

impl Table {
    /// What holds of the quotations that a cell was counted from; of all rows or all columns where none is named. Where
    /// quotations are counted, as many answer as the cell says; cells that count something else open the quotations this
    /// is told from.
    pub fn cell_query(&self, row: Option<usize>, column: Option<usize>) -> Condition {
        let one = |axis: &Axis, at: Option<usize>| match at.and_then(|at| axis.entries.get(at)) {
            Some(entry) => self.condition(axis, entry),
            None => self.any_of(axis),
        };
        let (of_row, of_column) = (one(&self.rows, row), one(&self.columns, column));
        if matches!(self.cells, Cells::Together | Cells::Characters) {
            let meets = |one: &Condition, other: &Condition| {
                let beside = Condition::Beside(Relation::Meets, Box::new(other.clone()));
                Condition::All(vec![one.clone(), Condition::Any(vec![other.clone(), beside])])
            };
            return Condition::Any(vec![meets(&of_row, &of_column), meets(&of_column, &of_row)]);
        }
        let is_coders = |axis: &Axis| axis.dimension == Dimension::Coders;
        match (is_coders(&self.rows), is_coders(&self.columns)) {
            (true, false) if self.columns.dimension.is_of_codes() => {
                self.by_coder((&self.columns, column), (of_row, row))
            }
            (false, true) if self.rows.dimension.is_of_codes() => {
                self.by_coder((&self.rows, row), (of_column, column))
            }
            // Two coders need not have made the same coding.
            (true, true) => Condition::All(vec![of_row, apart(of_column)]),
            _ => of_row.and(of_column),
        }
    }

    /// A code by a coder: of the same coding.
    fn by_coder(
        &self,
        (codes, code): (&Axis, Option<usize>),
        (coder, which): (Condition, Option<usize>),
    ) -> Condition {
        let both = |entry: &Entry| {
            let code = self.condition(codes, entry);
            // Every coding has a coder.
            if which.is_some() { code.and(coder.clone()) } else { code }
        };
        match code.and_then(|at| codes.entries.get(at)) {
            Some(entry) => both(entry),
            None => any(codes.entries.iter().map(both)),
        }
    }

    /// What holds of the quotations that stand in at least one entry.
    fn any_of(&self, axis: &Axis) -> Condition {
        match &axis.dimension {
            Dimension::Codes(_) | Dimension::CodeSets => {
                any(axis.entries.iter().map(|entry| self.condition(axis, entry)))
            }
            Dimension::Coders => Condition::Is(Trait::Coded),
            // Every quotation stands in one of them.
            _ => Condition::default(),
        }
    }

    fn condition(&self, axis: &Axis, entry: &Entry) -> Condition {
        match &entry.key {
            Key::Everything => Condition::default(),
            Key::Code(code) => Condition::Code { code: *code, sub_codes: self.sub_codes },
            Key::CodeSet(set) => Condition::CodeSet(*set),
            Key::Case(case) => Condition::Case(*case),
            Key::Kind(kind) => Condition::Kind(*kind),
            Key::Coder(coder) => Condition::Coder(*coder),
            Key::Person(person) => Condition::Person(*person),
            Key::Speaker(speaker) => Condition::Speaker(speaker.clone()),
            Key::Source(source) => Condition::Source(*source),
            Key::Date(date) => dated(*date),
            Key::Value(attribute, value) => Condition::Attribute {
                attribute: *attribute,
                comparison: Comparison::Is,
                value: value.clone(),
            },
            Key::Rest => {
                let others = axis.entries.iter().filter(|other| other.key != Key::Rest);
                let dates = Period {
                    from: PartialDate::new(1, None, None),
                    to: PartialDate::new(9999, None, None),
                };
                let others = match axis.dimension {
                    Dimension::Months => Condition::Date(dates),
                    _ => any(others.map(|other| self.condition(axis, other))),
                };
                Condition::Not(Box::new(others))
            }
        }
    }
}

/// At least one of these.
fn any(all: impl Iterator<Item = Condition>) -> Condition {
    let mut all: Vec<Condition> = all.collect();
    if all.len() == 1 { all.remove(0) } else { Condition::Any(all) }
}

/// What took place in a month; for a year, what took place in it and is not known to the month.
fn dated(date: PartialDate) -> Condition {
    let within = |date: PartialDate| Condition::Date(Period { from: Some(date), to: Some(date) });
    if date.month().is_some() {
        return within(date);
    }
    let months = (1..=12).filter_map(|month| PartialDate::new(date.year(), Some(month), None));
    let months = Condition::Not(Box::new(any(months.map(within))));
    within(date).and(months)
}
