//! How often codes are used, as bars and as a cloud.

use std::collections::HashSet;

use super::Figure;
use super::bars::{Bar, BarGroup, Bars};
use super::chosen::Chosen;
use super::cloud::{Cloud, CloudWord};
use super::scene::Opens;
use crate::analysis::query::Condition;
use crate::domain::{CodeTree, Quotation, SourceCodings, SourceInfo, SourceKind};
use crate::text::{counted, grouped};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Quotations, each once for each code.
    #[default]
    Quotations,
    /// Sources with such a quotation.
    Sources,
}

impl Unit {
    /// So many of them.
    pub fn counted(self, count: usize) -> String {
        match self {
            Self::Quotations => counted(count, "quotation", "quotations"),
            Self::Sources => counted(count, "source", "sources"),
        }
    }

    /// The word for them, with a capital.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations",
            Self::Sources => "Sources",
        }
    }
}

/// The quotations that count: one that lost its words waits for somebody to look.
pub(super) fn quotations(on: &SourceCodings) -> impl Iterator<Item = &Quotation> {
    on.quotations.iter().filter(|quotation| !quotation.span.is_empty())
}

/// The entries of a choice that a quotation counts to, each once, in order.
pub(super) fn entries_on(
    quotation: &Quotation,
    places: &std::collections::HashMap<crate::domain::CodeId, usize>,
) -> Vec<usize> {
    let mut on: Vec<usize> =
        quotation.codings.iter().filter_map(|coding| places.get(&coding.code).copied()).collect();
    on.sort_unstable();
    on.dedup();
    on
}

/// Bars of how often each code is used; side by side for sources of these kinds, where there are any.
pub fn bars_of_codes<'s>(
    tree: &CodeTree,
    chosen: &Chosen,
    unit: Unit,
    kinds: &[SourceKind],
    study: impl IntoIterator<Item = (&'s SourceInfo, &'s SourceCodings)>,
) -> Bars {
    let groups = kinds.len().max(1);
    let places = chosen.places(tree);
    let mut counts = vec![vec![0; groups]; chosen.entries.len()];
    let mut sources = vec![0; groups];
    for (info, on) in study {
        let group = if kinds.is_empty() {
            Some(0)
        } else {
            kinds.iter().position(|&kind| kind == info.kind)
        };
        let Some(group) = group else { continue };
        sources[group] += 1;
        let mut here: HashSet<usize> = HashSet::new();
        for quotation in quotations(on) {
            for entry in entries_on(quotation, &places) {
                if unit == Unit::Quotations || here.insert(entry) {
                    counts[entry][group] += 1;
                }
            }
        }
    }
    let rows = chosen.entries.iter().zip(&counts).map(|(entry, counts)| {
        let name = entry.name(tree);
        let figures = counts.iter().enumerate().map(|(group, &count)| {
            let (of, opens) = match kinds.get(group) {
                None => (String::new(), entry.condition()),
                Some(&kind) => (
                    format!(" in {}", kind.heading().to_lowercase()),
                    entry.condition().and(Condition::Kind(kind)),
                ),
            };
            Figure {
                value: count as f64,
                written: grouped(count),
                says: format!("{name}{of}: {}", unit.counted(count)),
                opens: (count > 0).then_some(Opens::Passages(opens)),
            }
        });
        Bar {
            colour: Some(tree.colour(entry.code)),
            level: 0,
            figures: figures.collect(),
            label: name,
        }
    });
    let rows = rows.collect();
    let groups = match kinds {
        [] => vec![BarGroup::default()],
        kinds => {
            let named = kinds.iter().zip(&sources).map(|(kind, &count)| {
                let sources = counted(count, "source", "sources");
                BarGroup { name: format!("{} ({sources})", kind.heading()) }
            });
            named.collect()
        }
    };
    let mut notes = vec![match unit {
        Unit::Quotations => "How many quotations bear each code.".to_owned(),
        Unit::Sources => "How many sources have a quotation with each code.".to_owned(),
    }];
    notes.extend(chosen.notes());
    Bars { title: format!("{} by code", unit.heading()), notes, groups, rows }
}

/// A cloud of the codes' names, by how many quotations bear each.
pub fn cloud_of_codes<'s>(
    tree: &CodeTree,
    chosen: &Chosen,
    study: impl IntoIterator<Item = (&'s SourceInfo, &'s SourceCodings)>,
) -> Cloud {
    let bars = bars_of_codes(tree, chosen, Unit::Quotations, &[], study);
    let words = bars.rows.into_iter().filter_map(|row| {
        let figure = row.figures.into_iter().next()?;
        Some(CloudWord {
            text: row.label,
            count: figure.value as usize,
            colour: row.colour,
            says: figure.says,
            opens: figure.opens,
        })
    });
    Cloud { title: "Codes by use".to_owned(), notes: bars.notes, words: words.collect() }
}
