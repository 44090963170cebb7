//! Where codes stand along a source, and in the months of the study.

use std::collections::BTreeMap;

use super::Figure;
use super::chosen::Chosen;
use super::columns::{ColumnLane, Columns, Slot};
use super::lanes::{Lane, Lanes, Stretch, Tick};
use super::of_codes::{entries_on, quotations};
use super::scene::Opens;
use crate::analysis::query::{Condition, Period};
use crate::domain::{CodeTree, MONTHS, PartialDate, SourceCodings, SourceId, SourceInfo};
use crate::text::{counted, grouped};

/// More months than these are shown as years.
const MOST_MONTHS: usize = 60;

/// The passages of codes along one source. `pages` are the places where its pages begin with their numbers; where it has
/// none, turns are counted.
pub fn lanes_of_source(
    tree: &CodeTree,
    chosen: &Chosen,
    info: &SourceInfo,
    on: &SourceCodings,
    pages: &[(u32, String)],
) -> Lanes {
    let places = chosen.places(tree);
    let mut lanes: Vec<Lane> = chosen
        .entries
        .iter()
        .map(|entry| Lane {
            label: entry.name(tree),
            colour: Some(tree.colour(entry.code)),
            stretches: Vec::new(),
        })
        .collect();
    let turn_at = |at: u32| {
        let after = on.turns.partition_point(|turn| turn.span.start <= at);
        (after > 0).then_some(after)
    };
    for quotation in quotations(on) {
        let start = quotation.span.start;
        let share = f64::from(start) / f64::from(info.length.max(1)) * 100.0;
        let place = match (turn_at(start), pages.iter().rfind(|(at, _)| *at <= start)) {
            (_, Some((_, page))) => format!("page {page}"),
            (Some(turn), None) => format!("turn {turn} of {}", grouped(on.turns.len())),
            (None, None) => format!("{share:.0} % into the text"),
        };
        let length = counted(quotation.span.len() as usize, "character", "characters");
        for entry in entries_on(quotation, &places) {
            let lane = &mut lanes[entry];
            lane.stretches.push(Stretch {
                span: quotation.span,
                says: format!("{}: {place}, {length}", lane.label),
                opens: Some(Opens::Quotation(info.id, quotation.id)),
            });
        }
    }
    let (ticks_are, ticks) = if pages.is_empty() {
        let turns = on.turns.iter().enumerate();
        let ticks =
            turns.map(|(number, turn)| Tick { at: turn.span.start, label: grouped(number + 1) });
        ("turn", ticks.collect())
    } else {
        let ticks = pages.iter().map(|(at, page)| Tick { at: *at, label: page.clone() });
        ("page", ticks.collect())
    };
    let length = counted(info.length as usize, "character", "characters");
    // A source's name is never printed; the window says which one it is.
    let mut notes =
        vec![format!("Where the codes stand in one {}, of {length}, and how often.", info.kind)];
    notes.extend(chosen.notes());
    Lanes {
        title: "Codes along a source".to_owned(),
        notes,
        length: info.length,
        ticks_are: ticks_are.to_owned(),
        ticks,
        lanes,
    }
}

/// A time as the columns tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Month(u16, u8),
    Year(u16),
    /// Only the year is known, where months are shown.
    YearOnly,
    Undated,
}

/// The quotations of codes by the month of their sources' dates, or by the year where there are very many months. What has
/// no such date stands apart.
pub fn columns_of_codes<'s>(
    tree: &CodeTree,
    chosen: &Chosen,
    study: impl IntoIterator<Item = (&'s SourceInfo, &'s SourceCodings)>,
) -> Columns {
    let study: Vec<_> = study.into_iter().collect();
    let dates = || study.iter().filter_map(|(info, _)| info.date);
    let months = || dates().filter_map(|date| date.month().map(|month| (date.year(), month)));
    let between = |(from, to): ((u16, u8), (u16, u8))| {
        usize::from(to.0 - from.0) * 12 + usize::from(to.1) + 1 - usize::from(from.1)
    };
    let ends = months().min().zip(months().max());
    let by_month = ends.is_some_and(|ends| between(ends) <= MOST_MONTHS);
    let time = |info: &SourceInfo| match info.date {
        None => Time::Undated,
        Some(date) if !by_month => Time::Year(date.year()),
        Some(date) => date.month().map_or(Time::YearOnly, |month| Time::Month(date.year(), month)),
    };
    let mut times: Vec<Time> = match ends.filter(|_| by_month) {
        Some((from, to)) => {
            let all = (from.0..=to.0).flat_map(|year| (1..=12).map(move |month| (year, month)));
            let all = all.filter(|month| (from..=to).contains(month));
            all.map(|(year, month)| Time::Month(year, month)).collect()
        }
        None => {
            let years = || dates().map(PartialDate::year);
            let years = years().min().zip(years().max());
            years.map_or(Vec::new(), |(from, to)| (from..=to).map(Time::Year).collect())
        }
    };
    let mut sources: BTreeMap<Time, Vec<SourceId>> = BTreeMap::new();
    for (info, _) in &study {
        sources.entry(time(info)).or_default().push(info.id);
    }
    times.extend(
        [Time::YearOnly, Time::Undated].into_iter().filter(|time| sources.contains_key(time)),
    );
    let places = chosen.places(tree);
    let mut counts = vec![vec![0_usize; times.len()]; chosen.entries.len()];
    for (info, on) in &study {
        let Ok(slot) = times.binary_search(&time(info)) else { continue };
        for quotation in quotations(on) {
            for entry in entries_on(quotation, &places) {
                counts[entry][slot] += 1;
            }
        }
    }
    let empty = Vec::new();
    let of = |time: Time| sources.get(&time).unwrap_or(&empty);
    let lanes = chosen.entries.iter().zip(&counts).map(|(entry, counts)| {
        let name = entry.name(tree);
        let figures = times.iter().zip(counts).map(|(&time, &count)| Figure {
            value: count as f64,
            written: grouped(count),
            says: format!(
                "{name}, {}: {} in {}",
                said(time),
                counted(count, "quotation", "quotations"),
                counted(of(time).len(), "source", "sources"),
            ),
            opens: (count > 0)
                .then(|| Opens::Passages(entry.condition().and(condition(time, of(time))))),
        });
        let figures = figures.collect();
        ColumnLane { label: name, colour: Some(tree.colour(entry.code)), figures }
    });
    let lanes = lanes.collect();
    let by = if by_month { "month" } else { "year" };
    let mut notes = vec![format!(
        "How many quotations bear each code, by the {by} that their sources tell of; all lanes on one scale."
    )];
    let apart = |time, what: &str| {
        let count = of(time).len();
        (count > 0).then(|| format!("{} {what}.", counted(count, "source", "sources")))
    };
    notes.extend(apart(Time::Undated, "without a date"));
    notes.extend(apart(Time::YearOnly, "of which only the year is known"));
    notes.extend(chosen.notes());
    let slots = times.iter().map(|&time| slot(time)).collect();
    Columns { title: "Codes over time".to_owned(), notes, slots, lanes }
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

fn slot(time: Time) -> Slot {
    let apart = |label: &str| Slot { label: label.to_owned(), is_apart: true, ..Slot::default() };
    match time {
        Time::Month(year, month) => Slot {
            label: month_name(month).chars().take(3).collect(),
            part_of: year.to_string(),
            is_apart: false,
        },
        Time::Year(year) => Slot {
            label: year.to_string(),
            // Where years have no room each, decades are named.
            part_of: format!("{}0s", year / 10),
            is_apart: false,
        },
        Time::YearOnly => apart("year only"),
        Time::Undated => apart("no date"),
    }
}

fn said(time: Time) -> String {
    match time {
        Time::Month(year, month) => format!("{} {year}", month_name(month)),
        Time::Year(year) => year.to_string(),
        Time::YearOnly => "only the year known".to_owned(),
        Time::Undated => "without a date".to_owned(),
    }
}

fn condition(time: Time, sources: &[SourceId]) -> Condition {
    let within = |date: Option<PartialDate>| Condition::Date(Period { from: date, to: date });
    match time {
        Time::Month(year, month) => within(PartialDate::new(year, Some(month), None)),
        Time::Year(year) => within(PartialDate::new(year, None, None)),
        // No time holds just these.
        Time::YearOnly => {
            Condition::Any(sources.iter().map(|&source| Condition::Source(source)).collect())
        }
        Time::Undated => {
            let ever = Period {
                from: PartialDate::new(1, None, None),
                to: PartialDate::new(9_999, None, None),
            };
            Condition::Not(Box::new(Condition::Date(ever)))
        }
    }
}
