//! What pictures count is what a slow, obvious count gives.

use std::collections::HashSet;
use std::sync::Arc;

use marginalia::analysis::count;
use marginalia::analysis::picture::{
    Chosen, Entry, Opens, Together, Unit, Which, bars_of_codes, chosen, columns_of_codes,
    graph_of_codes, lanes_of_source, matrix_of_codes, pairs,
};
use marginalia::analysis::query::Condition;
use marginalia::domain::{
    Code, CodeId, CodeTree, CoderId, Coding, CodingId, PartialDate, Quotation, QuotationId,
    SourceCodings, SourceId, SourceInfo, SourceKind, Span,
};
use proptest::prelude::*;
use uuid::Uuid;

fn code_id(number: usize) -> CodeId {
    CodeId::new(Uuid::from_u128(number as u128 + 1))
}

/// A framework of codes that each hang below an earlier one or nothing. Some names begin like others.
fn framework() -> impl Strategy<Value = CodeTree> {
    prop::collection::vec(prop::option::of(0_usize..12), 1..12).prop_map(|parents| {
        let codes = parents.iter().enumerate().map(|(number, parent)| {
            let parent = parent.filter(|&parent| parent < number).map(code_id);
            let name = if number % 2 == 0 { "Access" } else { "Access to records" };
            Code::new(code_id(number), parent, format!("{name} {number}"), number as u32)
        });
        CodeTree::new(codes.collect())
    })
}

type Study = Vec<(SourceInfo, SourceCodings)>;

fn study() -> impl Strategy<Value = Study> {
    let quotation = (0_u32..80, 0_u32..30, prop::collection::vec(0_usize..14, 0..4));
    let date = prop::option::of((2010_u16..2013, prop::option::of(1_u8..13)));
    let source = (0_usize..5, date, prop::collection::vec(quotation, 0..8));
    prop::collection::vec(source, 0..8).prop_map(|sources| {
        let sources = sources.into_iter().enumerate().map(|(number, (kind, date, quotations))| {
            let id = SourceId::new(Uuid::from_u128(number as u128 + 1));
            let mut info = SourceInfo::new(id, format!("Source {number}"), SourceKind::ALL[kind]);
            info.length = 120;
            info.date = date.and_then(|(year, month)| PartialDate::new(year, month, None));
            let mut quotations: Vec<Quotation> = quotations
                .into_iter()
                .enumerate()
                .map(|(place, (start, long, codes))| Quotation {
                    id: QuotationId::new(Uuid::from_u128((number * 100 + place) as u128 + 1)),
                    span: Span { start, end: start + long },
                    comment: String::new(),
                    was: None,
                    codings: codes.into_iter().map(coding).collect(),
                    flags: Vec::new(),
                })
                .collect();
            quotations.sort_by_key(|quotation| {
                (quotation.span.start, std::cmp::Reverse(quotation.span.end))
            });
            (info, SourceCodings { source: id, turns: Arc::from([]), quotations })
        });
        sources.collect()
    })
}

fn coding(code: usize) -> Coding {
    Coding {
        id: CodingId::new(Uuid::nil()),
        code: code_id(code),
        coder: CoderId::new(Uuid::nil()),
        comment: String::new(),
        at: Arc::from("2026-01-01T00:00:00Z"),
    }
}

fn each(study: &Study) -> impl Iterator<Item = (&SourceInfo, &SourceCodings)> {
    study.iter().map(|(info, on)| (info, on))
}

/// Whether a quotation counts to an entry, by the paths of its codes.
fn counts_to(tree: &CodeTree, entry: &Entry, quotation: &Quotation) -> bool {
    let wanted = tree.path(entry.code);
    !quotation.span.is_empty()
        && quotation.codings.iter().any(|coding| {
            let path = tree.path(coding.code);
            if entry.sub_codes {
                path.starts_with(&wanted) && !path.is_empty()
            } else {
                path == wanted
            }
        })
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![
        Just(Which::Top),
        Just(Which::MostUsed),
        (0_usize..12).prop_map(|code| Which::Below(code_id(code))),
    ]
}

fn choose(tree: &CodeTree, study: &Study, which: Which, most: usize) -> Chosen {
    chosen(tree, &count(tree, study.iter().map(|(_, on)| on)), which, most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bars_count_quotations_and_sources(
        tree in framework(),
        study in study(),
        which in which(),
        by_kind in any::<bool>(),
    ) {
        let chosen = choose(&tree, &study, which, 6);
        let kinds: &[SourceKind] =
            if by_kind { &[SourceKind::Interview, SourceKind::Document] } else { &[] };
        for unit in [Unit::Quotations, Unit::Sources] {
            let bars = bars_of_codes(&tree, &chosen, unit, kinds, each(&study));
            prop_assert_eq!(bars.rows.len(), chosen.entries.len());
            for (entry, row) in chosen.entries.iter().zip(&bars.rows) {
                for (group, figure) in row.figures.iter().enumerate() {
                    let of_kind = |info: &SourceInfo| kinds.get(group).is_none_or(|&k| k == info.kind);
                    let per_source = study.iter().filter(|(info, _)| of_kind(info)).map(|(_, on)| {
                        on.quotations.iter().filter(|q| counts_to(&tree, entry, q)).count()
                    });
                    let expected: usize = match unit {
                        Unit::Quotations => per_source.sum(),
                        Unit::Sources => per_source.filter(|&count| count > 0).count(),
                    };
                    prop_assert_eq!(figure.value as usize, expected);
                    prop_assert_eq!(figure.opens.is_some(), expected > 0);
                }
            }
        }
    }

    #[test]
    fn pairs_share_quotations_and_characters(
        tree in framework(),
        study in study(),
        which in which(),
    ) {
        let chosen = choose(&tree, &study, which, 8);
        let entries = &chosen.entries;
        for together in [Together::Quotations, Together::Characters] {
            let pairs = pairs(&tree, &chosen, together, each(&study));
            for one in 0..entries.len() {
                for other in 0..entries.len() {
                    let mut expected = 0;
                    for (_, on) in &study {
                        let bearing = |place: usize| -> Vec<&Quotation> {
                            let counts = |q: &&Quotation| counts_to(&tree, &entries[place], q);
                            on.quotations.iter().filter(counts).collect()
                        };
                        let ids = |place| -> HashSet<QuotationId> {
                            bearing(place).iter().map(|q| q.id).collect()
                        };
                        let characters = |place| -> HashSet<u32> {
                            bearing(place).iter().flat_map(|q| q.span.start..q.span.end).collect()
                        };
                        expected += match together {
                            Together::Quotations => ids(one).intersection(&ids(other)).count(),
                            Together::Characters => {
                                characters(one).intersection(&characters(other)).count()
                            }
                        };
                    }
                    prop_assert_eq!(pairs.shared[one][other], expected as u64);
                    let coefficient = pairs.coefficient(one, other);
                    prop_assert!((0.0..=1.0).contains(&coefficient));
                }
            }
            let matrix = matrix_of_codes(&tree, &chosen, &pairs);
            prop_assert_eq!(matrix.cells.len(), entries.len());
            prop_assert!(matrix.cells.iter().flatten().all(|cell| (0.0..=1.0).contains(&cell.shade)));
            let graph = graph_of_codes(&tree, &chosen, &pairs, 0.2);
            for edge in &graph.edges {
                prop_assert!(edge.strength >= 0.2);
            }
        }
    }

    #[test]
    fn every_quotation_stands_once_in_time_and_along_its_source(
        tree in framework(),
        study in study(),
        which in which(),
    ) {
        let chosen = choose(&tree, &study, which, 6);
        let columns = columns_of_codes(&tree, &chosen, each(&study));
        for (entry, lane) in chosen.entries.iter().zip(&columns.lanes) {
            prop_assert_eq!(lane.figures.len(), columns.slots.len());
            let quotations = || study.iter().flat_map(|(_, on)| &on.quotations);
            let expected = quotations().filter(|q| counts_to(&tree, entry, q)).count();
            let counted: f64 = lane.figures.iter().map(|figure| figure.value).sum();
            prop_assert_eq!(counted as usize, expected);
        }
        for (info, on) in &study {
            let lanes = lanes_of_source(&tree, &chosen, info, on, &[]);
            for (entry, lane) in chosen.entries.iter().zip(&lanes.lanes) {
                let expected: Vec<Span> = on
                    .quotations
                    .iter()
                    .filter(|q| counts_to(&tree, entry, q))
                    .map(|q| q.span)
                    .collect();
                let shown: Vec<Span> = lane.stretches.iter().map(|stretch| stretch.span).collect();
                prop_assert_eq!(shown, expected);
            }
        }
    }
}

fn dated(number: u128, date: Option<&str>) -> (SourceInfo, SourceCodings) {
    let id = SourceId::new(Uuid::from_u128(number));
    let mut info = SourceInfo::new(id, format!("Source {number}"), SourceKind::Interview);
    info.date = date.map(|date| date.parse().expect("a date"));
    let quotation = Quotation {
        id: QuotationId::new(Uuid::from_u128(number)),
        span: Span { start: 0, end: 4 },
        comment: String::new(),
        was: None,
        codings: vec![coding(0)],
        flags: Vec::new(),
    };
    (info, SourceCodings { source: id, turns: Arc::from([]), quotations: vec![quotation] })
}

#[test]
fn months_without_a_source_keep_their_place_and_what_has_none_stands_apart() {
    let tree = CodeTree::new(vec![Code::new(code_id(0), None, "Trust", 0)]);
    let study: Study = [Some("2012-11-03"), Some("2013-02"), Some("2012"), None, None]
        .into_iter()
        .zip(1..)
        .map(|(date, number)| dated(number, date))
        .collect();
    let chosen = choose(&tree, &study, Which::Top, 10);
    let columns = columns_of_codes(&tree, &chosen, each(&study));
    let slots: Vec<&str> = columns.slots.iter().map(|slot| slot.label.as_str()).collect();
    assert_eq!(slots, ["Nov", "Dec", "Jan", "Feb", "year only", "no date"]);
    let figures: Vec<&str> =
        columns.lanes[0].figures.iter().map(|figure| figure.written.as_str()).collect();
    assert_eq!(figures, ["1", "0", "0", "1", "1", "2"]);
    assert!(columns.notes.iter().any(|note| note == "2 sources without a date."));
    assert_eq!(columns.lanes[0].figures[3].says, "Trust, February 2013: 1 quotation in 1 source");
}

#[test]
fn very_many_months_are_shown_as_years() {
    let tree = CodeTree::new(vec![Code::new(code_id(0), None, "Trust", 0)]);
    let study: Study = vec![dated(1, Some("1999-01")), dated(2, Some("2013-02"))];
    let chosen = choose(&tree, &study, Which::Top, 10);
    let columns = columns_of_codes(&tree, &chosen, each(&study));
    assert_eq!(columns.slots.len(), 15);
    assert_eq!(columns.slots[14].label, "2013");
}

#[test]
fn a_code_that_holds_others_stands_among_them_for_what_it_bears_itself() {
    let tree = CodeTree::new(vec![
        Code::new(code_id(0), None, "Mergers", 0),
        Code::new(code_id(1), Some(code_id(0)), "pushed", 0),
    ]);
    let study: Study = vec![dated(1, None)];
    let chosen = choose(&tree, &study, Which::Below(code_id(0)), 10);
    let bars = bars_of_codes(&tree, &chosen, Unit::Quotations, &[], each(&study));
    let shown: Vec<(&str, &str)> =
        bars.rows.iter().map(|row| (row.label.as_str(), row.figures[0].written.as_str())).collect();
    assert_eq!(shown, [("pushed", "0"), ("Mergers itself", "1")]);
    let itself = Condition::Code { code: code_id(0), sub_codes: false };
    assert_eq!(bars.rows[1].figures[0].opens, Some(Opens::Passages(itself)));
}
