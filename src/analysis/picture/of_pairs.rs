//! Which codes stand together, as a heat map and as a network.

use super::chosen::{Chosen, Entry};
use super::graph::{Edge, Graph, Node};
use super::matrix::{Cell, Head, Matrix};
use super::of_codes::{entries_on, quotations};
use super::scene::Opens;
use crate::analysis::query::{Condition, Relation};
use crate::domain::{CodeTree, SourceCodings, SourceInfo, Span};
use crate::text::{counted, grouped};

/// What it is that codes share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Together {
    /// Quotations: both codes stand on the same one.
    #[default]
    Quotations,
    /// Characters: passages with the one and with the other overlap.
    Characters,
}

/// How much each code has and how much each two of them share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs {
    /// What is counted.
    pub together: Together,
    /// Of each entry, how many quotations or characters bear it.
    pub own: Vec<u64>,
    /// Of each two entries, how many bear both; of an entry with itself as in `own`.
    pub shared: Vec<Vec<u64>>,
}

impl Pairs {
    /// How much of what bears one of two entries bears both, from 0 to 1: the coefficient of Jaccard (1901),
    /// n₁₂ / (n₁ + n₂ − n₁₂). 0 where neither is used.
    pub fn coefficient(&self, one: usize, other: usize) -> f64 {
        let both = self.shared[one][other];
        let either = self.own[one] + self.own[other] - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }

    fn said(&self, count: u64) -> String {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        match self.together {
            Together::Quotations => counted(count, "quotation", "quotations"),
            Together::Characters => counted(count, "character", "characters"),
        }
    }
}

/// Counts what codes share.
pub fn pairs<'s>(
    tree: &CodeTree,
    chosen: &Chosen,
    together: Together,
    study: impl IntoIterator<Item = (&'s SourceInfo, &'s SourceCodings)>,
) -> Pairs {
    let places = chosen.places(tree);
    let count = chosen.entries.len();
    let mut shared = vec![vec![0; count]; count];
    for (_, on) in study {
        match together {
            Together::Quotations => {
                for quotation in quotations(on) {
                    let entries = entries_on(quotation, &places);
                    for &one in &entries {
                        entries.iter().for_each(|&other| shared[one][other] += 1);
                    }
                }
            }
            Together::Characters => {
                let mut spans: Vec<Vec<Span>> = vec![Vec::new(); count];
                for quotation in quotations(on) {
                    for entry in entries_on(quotation, &places) {
                        joined(&mut spans[entry], quotation.span);
                    }
                }
                for one in 0..count {
                    for other in one..count {
                        let both = in_common(&spans[one], &spans[other]);
                        shared[one][other] += both;
                        if one != other {
                            shared[other][one] += both;
                        }
                    }
                }
            }
        }
    }
    let own = (0..count).map(|entry| shared[entry][entry]).collect();
    Pairs { together, own, shared }
}

/// Adds a span to spans that do not overlap; it begins no earlier than any of them, as quotations stand.
fn joined(spans: &mut Vec<Span>, span: Span) {
    match spans.last_mut() {
        Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
        _ => spans.push(span),
    }
}

/// How many characters two lists of spans have in common, each in order and without overlaps.
fn in_common(mut one: &[Span], mut other: &[Span]) -> u64 {
    let mut common = 0;
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        common += a.intersection(*b).map_or(0, |both| u64::from(both.len()));
        if a.end <= b.end {
            one = one_rest;
        } else {
            other = other_rest;
        }
    }
    common
}

fn both(together: Together, one: &Entry, other: &Entry) -> Opens {
    let one = one.condition();
    Opens::Passages(match together {
        Together::Quotations => one.and(other.condition()),
        // The same quotation may bear both, or another one that it meets.
        Together::Characters => one.and(Condition::Any(vec![
            other.condition(),
            Condition::Beside(Relation::Meets, Box::new(other.condition())),
        ])),
    })
}

fn what(together: Together) -> &'static str {
    match together {
        Together::Quotations => "How many quotations bear both codes.",
        Together::Characters => "How many characters stand in passages of both codes.",
    }
}

/// A heat map of what codes share; the shade goes with the coefficient, the figure is the count.
pub fn matrix_of_codes(tree: &CodeTree, chosen: &Chosen, pairs: &Pairs) -> Matrix {
    let entries = &chosen.entries;
    let names: Vec<String> = entries.iter().map(|entry| entry.name(tree)).collect();
    let heads = || {
        let heads = entries.iter().enumerate().map(|(place, entry)| Head {
            label: names[place].clone(),
            colour: Some(tree.colour(entry.code)),
            says: format!("{}: {}", names[place], pairs.said(pairs.own[place])),
            opens: (pairs.own[place] > 0).then(|| Opens::Passages(entry.condition())),
        });
        heads.collect::<Vec<_>>()
    };
    let ways = |one: usize| (0..entries.len()).filter(move |&other| other != one);
    let all = (0..entries.len()).flat_map(|one| ways(one).map(move |other| (one, other)));
    let strongest =
        all.map(|(one, other)| pairs.coefficient(one, other)).fold(f64::MIN_POSITIVE, f64::max);
    let cell = |one: usize, other: usize| {
        let count = pairs.shared[one][other];
        let written = grouped(usize::try_from(count).unwrap_or(usize::MAX));
        if one == other {
            let says = format!("{}: {} in all", names[one], pairs.said(count));
            let opens = (count > 0).then(|| Opens::Passages(entries[one].condition()));
            return Cell { shade: 0.0, written, is_quiet: true, says, opens };
        }
        let coefficient = pairs.coefficient(one, other);
        Cell {
            shade: (coefficient / strongest) as f32,
            written,
            is_quiet: count == 0,
            says: said_of_both(&names[one], &names[other], pairs, count, coefficient),
            opens: (count > 0).then(|| both(pairs.together, &entries[one], &entries[other])),
        }
    };
    let row = |one| (0..entries.len()).map(|other| cell(one, other)).collect();
    let mut notes = vec![
        what(pairs.together).to_owned(),
        "The stronger the shade of a cell, the larger is the share of both in what bears at least one of them (Jaccard \
         coefficient, 0 to 1); along the diagonal, in grey, each code in all."
            .to_owned(),
    ];
    notes.extend(chosen.notes());
    Matrix {
        title: "Codes that stand together".to_owned(),
        notes,
        rows: heads(),
        columns: heads(),
        cells: (0..entries.len()).map(row).collect(),
    }
}

fn said_of_both(one: &str, other: &str, pairs: &Pairs, count: u64, coefficient: f64) -> String {
    let count = pairs.said(count);
    format!("{one} and {other}: {count}, Jaccard coefficient {coefficient:.2}")
}

/// A network of what codes share: two are joined where their coefficient is more than 0 and reaches `least`. Of so many
/// edges that nothing could be made out, the strongest are kept.
pub fn graph_of_codes(tree: &CodeTree, chosen: &Chosen, pairs: &Pairs, least: f64) -> Graph {
    /// Edges for each code, at most.
    const MOST: usize = 2;
    let entries = &chosen.entries;
    let names: Vec<String> = entries.iter().map(|entry| entry.name(tree)).collect();
    let nodes = entries.iter().enumerate().map(|(place, entry)| Node {
        label: names[place].clone(),
        colour: Some(tree.colour(entry.code)),
        count: usize::try_from(pairs.own[place]).unwrap_or(usize::MAX),
        says: format!("{}: {}", names[place], pairs.said(pairs.own[place])),
        opens: (pairs.own[place] > 0).then(|| Opens::Passages(entry.condition())),
    });
    let mut edges: Vec<Edge> = Vec::new();
    for one in 0..entries.len() {
        for other in one + 1..entries.len() {
            let coefficient = pairs.coefficient(one, other);
            if coefficient > 0.0 && coefficient >= least {
                let count = pairs.shared[one][other];
                edges.push(Edge {
                    ends: (one, other),
                    strength: coefficient as f32,
                    says: said_of_both(&names[one], &names[other], pairs, count, coefficient),
                    opens: Some(both(pairs.together, &entries[one], &entries[other])),
                });
            }
        }
    }
    edges.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.ends.cmp(&b.ends)));
    let weaker = edges.len().saturating_sub(MOST * entries.len());
    edges.truncate(MOST * entries.len());
    let mut notes = vec![
        match pairs.together {
            Together::Quotations => "Joined codes stand on the same quotations.",
            Together::Characters => "Passages of joined codes overlap.",
        }
        .to_owned(),
        format!(
            "The larger a circle, the more often its code is used; the thicker a line, the larger is the Jaccard coefficient, \
             from {least:.2} on."
        ),
    ];
    notes.extend(chosen.notes());
    if weaker > 0 {
        notes.push(format!("{} left out.", counted(weaker, "weaker line", "weaker lines")));
    }
    Graph {
        title: "Codes that stand together".to_owned(),
        notes,
        nodes: nodes.collect(),
        edges,
        alone: format!("With no other of them from {least:.2} on:"),
    }
}
