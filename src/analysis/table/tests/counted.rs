//! Every cell of tables of random studies against the reference.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn dimensions() -> Vec<Dimension> {
    vec![
        Dimension::Everything,
        Dimension::Codes(Codes::All),
        Dimension::Codes(Codes::Chosen(vec![code_id(4), code_id(6), code_id(1)])),
        Dimension::CodeSets,
        Dimension::Cases,
        Dimension::Kinds,
        Dimension::Coders,
        Dimension::People,
        Dimension::Speakers,
        Dimension::Sources,
        Dimension::Months,
        Dimension::Attribute(AttributeId::new(uuid(1))),
    ]
}

/// Every cell of a table with its totals.
fn cells_of(table: &Table) -> Vec<(Option<usize>, Option<usize>)> {
    let ends = |count: usize| (0..count).map(Some).chain([None]);
    let columns = || ends(table.columns.entries.len());
    ends(table.rows.entries.len())
        .flat_map(|row| columns().map(move |column| (row, column)))
        .collect()
}

/// Who says it, told by names alone.
fn voices(made: &Made, info: &SourceInfo, on: &SourceCodings, span: Span) -> HashSet<String> {
    let spoken: Vec<String> = speakers(on, span).iter().map(|name| name.to_lowercase()).collect();
    let named: HashSet<String> =
        spoken.iter().filter(|name| *name != "int" && *name != "a").cloned().collect();
    let only_asks = !spoken.is_empty() && spoken.iter().all(|name| name == "int");
    if !named.is_empty() || only_asks {
        return named;
    }
    let people = made.people.iter().filter(|person| info.people.contains(&person.id));
    people.map(|person| person.name.to_lowercase()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn as_many_quotations_answer_as_a_cell_says(made in studies(), sub_codes: bool) {
        for rows in &dimensions() {
            for columns in &dimensions() {
                let table = made.table(rows, columns, Cells::Quotations, sub_codes);
                for (row, column) in cells_of(&table) {
                    let found = made.answers(&table.cell_query(row, column)).len() as u64;
                    let said = table.count(row, column);
                    prop_assert_eq!(said, found, "{:?} {:?} {:?} {:?}", rows, columns, row, column);
                }
            }
        }
    }

    #[test]
    fn what_stands_behind_quotations_is_counted_once(made in studies(), sub_codes: bool) {
        for rows in &dimensions() {
            for columns in [Dimension::Cases, Dimension::Coders, Dimension::Codes(Codes::All)] {
                let table = |cells| made.table(rows, &columns, cells, sub_codes);
                let (sources, cases, people, words) = (
                    table(Cells::Sources),
                    table(Cells::Cases),
                    table(Cells::People),
                    table(Cells::Words),
                );
                for (row, column) in cells_of(&sources) {
                    let found = made.answers(&sources.cell_query(row, column));
                    let different: HashSet<SourceId> = found.iter().map(|one| one.0.id).collect();
                    prop_assert_eq!(sources.count(row, column), different.len() as u64);
                    let different: HashSet<CaseId> =
                        found.iter().filter_map(|one| one.0.case).collect();
                    prop_assert_eq!(cases.count(row, column), different.len() as u64);
                    let length = found.iter().map(|one| u64::from(one.2.span.len())).sum::<u64>();
                    prop_assert_eq!(words.count(row, column), length);
                    let different: HashSet<String> = found
                        .iter()
                        .flat_map(|(info, on, quotation)| voices(&made, info, on, quotation.span))
                        .collect();
                    prop_assert_eq!(people.count(row, column), different.len() as u64);
                }
            }
        }
    }

    #[test]
    fn codings_count_one_by_one(made in studies()) {
        let codes = Dimension::Codes(Codes::All);
        let table = made.table(&codes, &Dimension::Coders, Cells::Codings, true);
        for (row, entry) in table.rows.entries.iter().enumerate() {
            let Key::Code(code) = entry.key else { continue };
            for (column, coder) in made.coders.iter().enumerate() {
                let codings = made.quotations().flat_map(|(_, _, quotation)| &quotation.codings);
                let theirs = codings.filter(|coding| {
                    coding.coder == coder.id && made.tree.is_within(coding.code, code)
                });
                prop_assert_eq!(table.count(Some(row), Some(column)), theirs.count() as u64);
            }
        }
        let all = made.table(&Dimension::Kinds, &Dimension::Everything, Cells::Codings, true);
        let codings: usize = made.quotations().map(|one| one.2.codings.len()).sum();
        prop_assert_eq!(all.count(None, None), codings as u64);
    }

    #[test]
    fn codes_that_meet_are_found_from_either_side(made in studies(), sub_codes: bool) {
        let codes = Dimension::Codes(Codes::All);
        let table = made.table(&codes, &codes, Cells::Together, sub_codes);
        let other = Dimension::CodeSets;
        let with_sets = made.table(&codes, &other, Cells::Together, sub_codes);
        for table in [&table, &with_sets] {
            for (row, column) in cells_of(table) {
                let found = made.answers(&table.cell_query(row, column)).len() as u64;
                prop_assert_eq!(table.count(row, column), found);
            }
        }
        for (row, column) in cells_of(&table) {
            prop_assert_eq!(table.count(row, column), table.count(column, row));
        }
    }

    #[test]
    fn coefficients_stay_between_nothing_and_one(made in studies(), sub_codes: bool) {
        let codes = Dimension::Codes(Codes::All);
        for cells in Cells::ALL.into_iter().filter(|cells| cells.has_coefficient()) {
            let table = made.table(&codes, &codes, cells, sub_codes);
            for row in 0..table.rows.entries.len() {
                for column in 0..table.columns.entries.len() {
                    let coefficient = table.figure(Some(row), Some(column), Shown::Coefficient);
                    let Figure::Coefficient(part) = coefficient else {
                        return Err(TestCaseError::fail("no coefficient"));
                    };
                    prop_assert!((0.0..=1.0).contains(&part), "{part} {cells:?}");
                    let turned = table.figure(Some(column), Some(row), Shown::Coefficient);
                    prop_assert_eq!(coefficient, turned);
                    let used = table.count(Some(row), Some(row)) > 0;
                    prop_assert!(row != column || !used || part == 1.0);
                }
            }
        }
    }

    #[test]
    fn characters_in_common_are_counted_one_by_one(made in studies(), sub_codes: bool) {
        let codes = Dimension::Codes(Codes::All);
        let table = made.table(&codes, &codes, Cells::Characters, sub_codes);
        let covered: Vec<HashSet<(SourceId, u32)>> = (0..table.rows.entries.len())
            .map(|row| {
                let Key::Code(code) = table.rows.entries[row].key else { return HashSet::new() };
                let found = made.answers(&Condition::Code { code, sub_codes });
                let places = found.iter().flat_map(|(info, _, quotation)| {
                    (quotation.span.start..quotation.span.end).map(|at| (info.id, at))
                });
                places.collect()
            })
            .collect();
        let all: HashSet<_> = covered.iter().flatten().copied().collect();
        prop_assert_eq!(table.count(None, None), all.len() as u64);
        for (row, one) in covered.iter().enumerate() {
            prop_assert_eq!(table.count(Some(row), None), one.len() as u64);
            for (column, other) in covered.iter().enumerate() {
                let both = one.intersection(other).count() as u64;
                prop_assert_eq!(table.count(Some(row), Some(column)), both);
                let either = one.union(other).count() as u64;
                prop_assert_eq!(table.either(row, column), Some(either));
            }
        }
    }

    #[test]
    fn a_table_of_some_answers_counts_only_these(made in studies(), keep: u8) {
        let codes = Dimension::Codes(Codes::All);
        let base = Condition::Kind(SourceKind::ALL[keep as usize % 5]);
        let answer = |(info, _, quotation): (&SourceInfo, &SourceCodings, &Quotation)| Answer {
            source: info.id,
            quotation: Some(quotation.id),
            span: quotation.span,
            given: quotation.span,
        };
        let answers: Vec<Answer> = made.answers(&base).into_iter().map(answer).collect();
        for cells in [Cells::Quotations, Cells::Together] {
            let (rows, columns) = (&codes, &codes);
            let about = About::Answers(&answers);
            let asked =
                TableQuestion { rows, columns, cells, sub_codes: true, about, words: &made.words };
            let table = tabulate(&made.study(), &asked).expect("a table");
            for (row, column) in cells_of(&table) {
                let question = within(base.clone(), table.cell_query(row, column));
                prop_assert_eq!(table.count(row, column), made.answers(&question).len() as u64);
            }
        }
    }
}
