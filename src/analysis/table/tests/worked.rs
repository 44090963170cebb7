//! Values that can be worked out by hand.

use super::*;

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
    study.cases.push(Case::new(CaseId::new(uuid(4)), "Site 4"));
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
