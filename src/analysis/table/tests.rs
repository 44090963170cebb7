//! Tables against a slow, obvious reference: each cell's question asked of every quotation.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::analysis::query::{Condition, Period, Relation, Trait};
use crate::analysis::speakers;
use crate::domain::{
    CaseId, Code, CodeSetId, CoderId, Coding, CodingId, PartialDate, PersonId, Quotation, SourceId,
    SourceKind, Span, Turn,
};

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn code_id(n: u128) -> CodeId {
    CodeId::new(uuid(n))
}

fn tree() -> CodeTree {
    let code = |n: u128, parent: Option<u128>, name: &str, position| {
        Code::new(code_id(n), parent.map(code_id), name, position)
    };
    let mut put_away = code(6, None, "Old", 3);
    put_away.is_archived = true;
    CodeTree::new(vec![
        code(1, None, "Access", 0),
        code(2, Some(1), "Waiting", 0),
        code(3, Some(2), "At the door", 0),
        code(4, None, "Access to records", 1),
        code(5, None, "Work", 2),
        put_away,
    ])
}

/// A study with its parts, as long as tables are counted of it.
#[derive(Debug)]
struct Made {
    tree: CodeTree,
    sources: Vec<(SourceInfo, SourceCodings)>,
    cases: Vec<Case>,
    people: Vec<Person>,
    coders: Vec<Coder>,
    attributes: Vec<Attribute>,
    sets: Vec<CodeSet>,
    words: HashMap<QuotationId, u32>,
}

impl Made {
    fn study(&self) -> Study<'_> {
        Study {
            tree: &self.tree,
            sources: self.sources.iter().map(|(info, on)| (info, on)).collect(),
            cases: &self.cases,
            people: &self.people,
            coders: &self.coders,
            attributes: &self.attributes,
            sets: &self.sets,
        }
    }

    fn table(&self, rows: &Dimension, columns: &Dimension, cells: Cells, sub_codes: bool) -> Table {
        let about = About::Everything;
        let asked = TableQuestion { rows, columns, cells, sub_codes, about, words: &self.words };
        tabulate(&self.study(), &asked).expect("a table")
    }

    fn quotations(&self) -> impl Iterator<Item = (&SourceInfo, &SourceCodings, &Quotation)> {
        self.sources.iter().flat_map(|(info, on)| {
            let there = on.quotations.iter().filter(|quotation| !quotation.span.is_empty());
            there.map(move |quotation| (info, on, quotation))
        })
    }

    fn answers(&self, condition: &Condition) -> Vec<(&SourceInfo, &SourceCodings, &Quotation)> {
        self.quotations()
            .filter(|(info, on, quotation)| self.holds(condition, info, on, quotation))
            .collect()
    }

    fn holds(
        &self,
        condition: &Condition,
        info: &SourceInfo,
        on: &SourceCodings,
        quotation: &Quotation,
    ) -> bool {
        let holds = |condition: &Condition| self.holds(condition, info, on, quotation);
        let any = |test: &dyn Fn(&Coding) -> bool| quotation.codings.iter().any(test);
        match condition {
            Condition::All(all) => {
                let coders: Vec<CoderId> = all
                    .iter()
                    .filter_map(|one| match one {
                        Condition::Coder(coder) => Some(*coder),
                        _ => None,
                    })
                    .collect();
                let of_code =
                    |one: &Condition| matches!(one, Condition::Code { .. } | Condition::CodeSet(_));
                all.iter().all(holds)
                    && all.iter().filter(|one| of_code(one)).all(|one| {
                        any(&|coding| {
                            self.is_of(one, coding)
                                && coders.iter().all(|coder| coding.coder == *coder)
                        })
                    })
            }
            Condition::Any(any) => any.iter().any(holds),
            Condition::Not(not) => !holds(not),
            Condition::Code { .. } | Condition::CodeSet(_) => {
                any(&|coding| self.is_of(condition, coding))
            }
            Condition::Coder(coder) => any(&|coding| coding.coder == *coder),
            Condition::Is(Trait::Coded) => !quotation.codings.is_empty(),
            Condition::Kind(kind) => info.kind == *kind,
            Condition::Source(source) => info.id == *source,
            Condition::Case(case) => info.case == Some(*case),
            Condition::Person(person) => info.people.contains(person),
            Condition::Speaker(speaker) => speakers(on, quotation.span).contains(&speaker),
            Condition::Date(period) => info.date.is_some_and(|date| lies_in(date, *period)),
            Condition::Attribute { attribute, value, .. } => {
                let mut own = info.attributes.iter().filter(|(id, _)| id == attribute);
                own.any(|(_, own)| own.to_lowercase() == value.to_lowercase())
            }
            Condition::Beside(Relation::Meets, other) => on.quotations.iter().any(|near| {
                near.id != quotation.id
                    && !near.span.is_empty()
                    && near.span.overlaps(quotation.span)
                    && self.holds(other, info, on, near)
            }),
            other => unreachable!("no table asks for {other:?}"),
        }
    }

    fn is_of(&self, condition: &Condition, coding: &Coding) -> bool {
        match condition {
            Condition::Code { code, sub_codes: true } => self.tree.is_within(coding.code, *code),
            Condition::Code { code, sub_codes: false } => coding.code == *code,
            Condition::CodeSet(set) => {
                self.sets.iter().any(|known| known.id == *set && known.codes.contains(&coding.code))
            }
            _ => false,
        }
    }
}

/// Whether all days of a date lie in a period.
fn lies_in(date: PartialDate, period: Period) -> bool {
    let first =
        |date: PartialDate| (date.year(), date.month().unwrap_or(1), date.day().unwrap_or(1));
    let last =
        |date: PartialDate| (date.year(), date.month().unwrap_or(12), date.day().unwrap_or(31));
    period.from.is_none_or(|from| first(from) <= first(date))
        && period.to.is_none_or(|to| last(date) <= last(to))
}

type Raw = (u8, Option<u8>, Option<u8>, Option<u8>, Vec<u8>, u8, Vec<(u32, u32, Vec<(u8, u8)>)>);

fn made(raw: Vec<Raw>) -> Made {
    let mut number = 1_000;
    let mut fresh = || {
        number += 1;
        uuid(number)
    };
    let dates = ["2012", "2012-03", "2012-03-14", "2012-06-01", "2013"];
    let values = ["Yes", "yes", "no", "Don't know"];
    let voices = ["INT", "GP ID 1", "Nurse ID 2", "A"];
    let mut words = HashMap::new();
    let mut sources = Vec::new();
    for (at, (kind, case, date, value, people, turns, quotes)) in raw.into_iter().enumerate() {
        let id = SourceId::new(uuid(at as u128 + 1));
        let kind = SourceKind::ALL[kind as usize % 5];
        let mut info = SourceInfo::new(id, format!("Source {at}"), kind);
        info.case = case.map(|case| CaseId::new(uuid(u128::from(case % 3) + 1)));
        info.date = date.map(|date| dates[date as usize % dates.len()].parse().expect("a date"));
        let value = value.map(|value| values[value as usize % values.len()].to_owned());
        info.attributes =
            value.map(|value| (AttributeId::new(uuid(1)), value)).into_iter().collect();
        let mut of: Vec<u8> = people.iter().map(|person| person % 3).collect();
        of.sort_unstable();
        of.dedup();
        info.people = of.iter().map(|n| PersonId::new(uuid(u128::from(*n) + 1))).collect();
        let turn = |n: u32| Turn {
            span: Span { start: n * 15, end: n * 15 + 14 },
            marker: 2,
            speaker: Some(Arc::from(voices[(turns as u32 + n) as usize % voices.len()])),
            time: None,
        };
        let turns: Vec<Turn> = if turns == 0 { Vec::new() } else { (0..4).map(turn).collect() };
        let mut quotations: Vec<Quotation> = quotes
            .into_iter()
            .map(|(start, length, codings)| {
                let mut seen = HashSet::new();
                let codings = codings.into_iter().map(|(code, coder)| (code % 6, coder % 2));
                let codings = codings.filter(|coding| seen.insert(*coding)).collect::<Vec<_>>();
                let coding = |(code, coder): (u8, u8), id| Coding {
                    id: CodingId::new(id),
                    code: code_id(u128::from(code) + 1),
                    coder: CoderId::new(uuid(u128::from(coder) + 1)),
                    comment: String::new(),
                    at: Arc::from("2026-01-01T00:00:00.000Z"),
                };
                Quotation {
                    id: QuotationId::new(fresh()),
                    span: Span { start, end: start + length },
                    comment: String::new(),
                    was: (length == 0).then(String::new),
                    codings: codings.into_iter().map(|one| coding(one, fresh())).collect(),
                    flags: Vec::new(),
                }
            })
            .collect();
        quotations.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end), one.id));
        words.extend(quotations.iter().map(|one| (one.id, one.span.len())));
        sources.push((info, SourceCodings { source: id, turns: turns.into(), quotations }));
    }
    let names = |n: u128, name: &str| (uuid(n), name.to_owned());
    Made {
        tree: tree(),
        sources,
        cases: [names(1, "Site 1"), names(2, "Site 2"), names(3, "Site 3")]
            .map(|(id, name)| Case { id: CaseId::new(id), name })
            .to_vec(),
        people: [names(1, "gp id 1"), names(2, "Nurse ID 2"), names(3, "Chair ID 3")]
            .map(|(id, name)| Person { id: PersonId::new(id), name })
            .to_vec(),
        coders: [names(1, "Kim"), names(2, "Ada")]
            .map(|(id, name)| Coder { id: CoderId::new(id), name })
            .to_vec(),
        attributes: vec![Attribute { id: AttributeId::new(uuid(1)), name: "Merged".to_owned() }],
        sets: vec![CodeSet {
            id: CodeSetId::new(uuid(1)),
            name: "Doors".to_owned(),
            codes: vec![code_id(1), code_id(3), code_id(5)],
        }],
        words,
    }
}

fn studies() -> impl Strategy<Value = Made> {
    let codings = prop::collection::vec((any::<u8>(), any::<u8>()), 0..4);
    let quotes = prop::collection::vec((0u32..50, 0u32..12, codings), 0..7);
    let source = (
        any::<u8>(),
        prop::option::of(any::<u8>()),
        prop::option::of(any::<u8>()),
        prop::option::of(any::<u8>()),
        prop::collection::vec(any::<u8>(), 0..3),
        0u8..5,
        quotes,
    );
    prop::collection::vec(source, 0..6).prop_map(made)
}

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

/// A study of one source with quotations of [start, end) and their codes by number.
fn quoted(quotations: &[(u32, u32, &[u8])]) -> Made {
    let quotes = quotations.iter().map(|(start, end, codes)| {
        (*start, end - start, codes.iter().map(|code| (code - 1, 0)).collect())
    });
    made(vec![(0, Some(0), None, None, vec![], 0, quotes.collect())])
}

fn coefficient(made: &Made, cells: Cells, one: u128, other: u128) -> f64 {
    let codes = |n| Dimension::Codes(Codes::Chosen(vec![code_id(n)]));
    match made.table(&codes(one), &codes(other), cells, false).figure(
        Some(0),
        Some(0),
        Shown::Coefficient,
    ) {
        Figure::Coefficient(part) => part,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_worked_values_of_the_field_come_out() {
    let overlapping = quoted(&[(0, 100, &[1]), (50, 150, &[5])]);
    let by_characters = coefficient(&overlapping, Cells::Characters, 1, 5);
    assert!((by_characters - 1.0 / 3.0).abs() < 1e-9, "{by_characters}");
    assert_eq!(coefficient(&overlapping, Cells::Together, 1, 5), 1.0);
    assert_eq!(coefficient(&overlapping, Cells::Quotations, 1, 5), 0.0);
    // 100 quotations with one code, 10 with the other, 5 with both.
    let mut quotations: Vec<(u32, u32, &[u8])> = Vec::new();
    for n in 0..105 {
        let codes: &[u8] = match n {
            0..95 => &[1],
            95..100 => &[1, 5],
            _ => &[5],
        };
        quotations.push((n * 10, n * 10 + 5, codes));
    }
    let study = quoted(&quotations);
    for cells in [Cells::Quotations, Cells::Together] {
        let part = coefficient(&study, cells, 1, 5);
        assert_eq!(format!("{part:.3}"), "0.048");
    }
}

#[test]
fn codes_whose_names_begin_alike_never_mix() {
    let study = quoted(&[(0, 5, &[1]), (10, 15, &[2]), (20, 25, &[4]), (30, 35, &[4])]);
    let codes = Dimension::Codes(Codes::All);
    let table = study.table(&codes, &Dimension::Everything, Cells::Quotations, true);
    let count = |name: &str| {
        let row = table.rows.entries.iter().position(|entry| entry.name == name);
        table.count(Some(row.expect("a row")), None)
    };
    assert_eq!((count("Access"), count("Access to records")), (2, 2));
    let branch = Dimension::Codes(Codes::Branch(code_id(1)));
    let table = study.table(&branch, &Dimension::Everything, Cells::Quotations, true);
    let names: Vec<&str> = table.rows.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["Access", "Access > Waiting", "Access > Waiting > At the door"]);
    assert_eq!(table.count(None, None), 2);
    assert!(table.rows.entries[2].depth == 2 && !table.is_with_itself(&study.tree, 1, 0));
}

#[test]
fn zeros_stay_and_months_between_are_there() {
    let dated = |date: u8| -> Raw { (0, None, Some(date), None, vec![], 0, vec![]) };
    let study = made(vec![dated(1), dated(3), dated(0), (0, None, None, None, vec![], 0, vec![])]);
    let codes = Dimension::Codes(Codes::All);
    let table = study.table(&codes, &Dimension::Months, Cells::Quotations, true);
    let names: Vec<&str> = table.columns.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["2012, no month", "2012-03", "2012-04", "2012-05", "2012-06", "No date"]);
    assert_eq!(table.rows.entries.len(), 5);
    assert_eq!(table.figure(Some(0), Some(0), Shown::RowShare), Figure::Nothing);
    assert_eq!(table.figure(Some(0), Some(0), Shown::YesNo), Figure::Yes(false));
}

#[test]
fn what_cannot_be_counted_is_said() {
    let study = quoted(&[(0, 5, &[1])]);
    let none = HashMap::new();
    let asked = |columns, about| TableQuestion {
        rows: &Dimension::Kinds,
        columns,
        cells: Cells::Together,
        sub_codes: true,
        about,
        words: &none,
    };
    let everything = About::Everything;
    let error = tabulate(&study.study(), &asked(&Dimension::Cases, everything));
    assert_eq!(error, Err(TableError::NeedsCodes));
    let span = Span { start: 0, end: 5 };
    let turn = Answer { source: SourceId::new(uuid(1)), quotation: None, span, given: span };
    let turns = [turn];
    let question = TableQuestion {
        cells: Cells::Quotations,
        ..asked(&Dimension::Cases, About::Answers(&turns))
    };
    assert_eq!(tabulate(&study.study(), &question), Err(TableError::Turns));
}

#[test]
fn silence_is_told_apart() {
    use crate::domain::{AnswerState, Markup, MarkupKind};
    // Site 1 speaks of access; sites 2 and 3 are coded and do not; of the latter only site 2 was asked.
    let source = |case: Option<u8>, codes: &[u8]| -> Raw {
        let codings = codes.iter().map(|code| (code - 1, 0)).collect();
        (0, case, None, None, vec![], 0, vec![(0, 5, codings)])
    };
    let mut study = made(vec![source(Some(0), &[2]), source(Some(1), &[5]), source(Some(2), &[5])]);
    study.cases.push(Case { id: CaseId::new(uuid(4)), name: "Site 4".to_owned() });
    let mut asked = PrevalenceAsk { codes: Codes::Top, ..PrevalenceAsk::default() };
    let found = prevalence(&study.study(), &asked, &[]);
    let names = |found: &Prevalence, state| found.names(0, state).collect::<Vec<_>>().join(", ");
    assert_eq!(names(&found, Spoke::Yes), "Site 1");
    assert_eq!(names(&found, Spoke::DidNot), "Site 2, Site 3");
    assert_eq!(names(&found, Spoke::NotYetCoded), "Site 4");
    let spread = found.spread(0);
    assert_eq!((spread.spoke(), spread.of, spread.grade), (1, 3, Grade::Few));
    assert_eq!(spread.grade.word(1), "one");
    assert_eq!(made_count(&study, &found.cell_query(0, 0)), 1);

    let question: Arc<str> = Arc::from("How do patients get in?");
    let put = |n: u128, state| {
        let kind = MarkupKind::Answer { question: Arc::clone(&question), state };
        (SourceId::new(uuid(n)), Markup { span: Span { start: 0, end: 0 }, kind })
    };
    let marked = [put(2, AnswerState::Skipped), put(3, AnswerState::NotAsked)];
    asked.asked = vec![Evidence::Question(Arc::clone(&question))];
    let found = prevalence(&study.study(), &asked, &marked);
    assert_eq!(names(&found, Spoke::AskedAndDidNot), "Site 2");
    assert_eq!(names(&found, Spoke::NotAsked), "Site 3");
    assert_eq!(found.spread(0).of, 2);
    // A code marks the question as well.
    asked.asked = vec![Evidence::Code(code_id(5))];
    let found = prevalence(&study.study(), &asked, &[]);
    assert_eq!(names(&found, Spoke::AskedAndDidNot), "Site 2, Site 3");
    // “Access” is spoken of in one of three, “Work” in two of the same three.
    assert_eq!(found.spread(2).grade, Grade::All);
}

fn made_count(made: &Made, condition: &Condition) -> usize {
    made.answers(condition).len()
}

#[test]
fn people_of_one_name_are_one_person() {
    // Source 0 has turns; source 1 is of the same GP and has none.
    let study = made(vec![
        (0, Some(0), None, None, vec![], 1, vec![(3, 5, vec![(0, 0)]), (50, 5, vec![(0, 0)])]),
        (3, Some(1), None, None, vec![0], 0, vec![(3, 5, vec![(0, 0)])]),
    ]);
    let codes = Dimension::Codes(Codes::Top);
    let table = study.table(&codes, &Dimension::Everything, Cells::People, true);
    assert_eq!(table.count(Some(0), None), 1);
    let asked =
        PrevalenceAsk { codes: Codes::Top, among: Among::People, ..PrevalenceAsk::default() };
    let found = prevalence(&study.study(), &asked, &[]);
    assert_eq!(found.names(0, Spoke::Yes).collect::<Vec<_>>(), ["gp id 1"]);
    assert_eq!(found.names(0, Spoke::DidNot).collect::<Vec<_>>(), ["Nurse ID 2"]);
    assert_eq!(found.names(0, Spoke::NotYetCoded).collect::<Vec<_>>(), ["Chair ID 3"]);
}

#[test]
fn words_for_how_many_follow_the_bounds() {
    let grade = |spoke, of| Grade::of(spoke, of, Bounds::default());
    assert_eq!(
        [grade(0, 5), grade(1, 5), grade(2, 5), grade(3, 5), grade(5, 5), grade(0, 0)],
        [Grade::No, Grade::Few, Grade::Some, Grade::Most, Grade::All, Grade::No]
    );
    let strict = Bounds { most: 75, some: 3 };
    assert_eq!(Grade::of(3, 4, strict), Grade::Some);
    assert_eq!(Grade::of(2, 4, strict).word(2), "few");
}
