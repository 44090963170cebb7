//! Small studies, and a slow, obvious reference: a cell asked of every quotation.

use std::cmp::Reverse;
use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::analysis::speakers;
use crate::domain::{
    Attribute, AttributeId, AttributeValue, Case, CaseId, Code, CoderId, Coding, CodingId,
    MatrixId, MatrixSettings, Person, PersonId, Quotation, SourceCodings, SourceInfo, SourceKind,
    Span, Subject, SummaryId, Turn, ValueKind,
};

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn code(n: u128) -> CodeId {
    CodeId::new(uuid(n))
}

fn case(n: u128) -> MatrixRow {
    MatrixRow::Case(CaseId::new(uuid(n)))
}

/// 1 Access (2 Waiting (3 At the door), 4 Distance), 5 Work, 6 Old, which was put away.
fn tree() -> CodeTree {
    let one = |n: u128, parent: Option<u128>, name: &str, position| {
        Code::new(code(n), parent.map(code), name, position)
    };
    let mut put_away = one(6, None, "Old", 2);
    put_away.is_archived = true;
    CodeTree::new(vec![
        one(1, None, "Access", 0),
        one(2, Some(1), "Waiting", 0),
        one(3, Some(2), "At the door", 0),
        one(4, Some(1), "Distance", 1),
        one(5, None, "Work", 1),
        put_away,
    ])
}

#[derive(Debug)]
struct Made {
    tree: CodeTree,
    sources: Vec<(SourceInfo, SourceCodings)>,
    cases: Vec<Case>,
    people: Vec<Person>,
    attributes: Vec<Attribute>,
    summaries: Summaries,
}

impl Made {
    fn new(sources: Vec<(SourceInfo, SourceCodings)>) -> Self {
        let size = AttributeId::new(uuid(1));
        let mut attribute = Attribute::new(size, "Size");
        attribute.subject = Subject::Case;
        attribute.kind = ValueKind::OrderedChoice;
        attribute.choices = ["Small", "Middle", "Large"].map(str::to_owned).to_vec();
        let cases = [(1, "large"), (2, ""), (3, "Small"), (4, "Middle")].map(|(n, size_of)| {
            let mut case = Case::new(CaseId::new(uuid(n)), format!("Site {n}"));
            if !size_of.is_empty() {
                case.attributes.push(AttributeValue::new(size, size_of));
            }
            case
        });
        let people = [(1, "GP ID 1"), (2, "Nurse ID 2")]
            .map(|(n, name)| Person::new(PersonId::new(uuid(n)), name));
        Self {
            tree: tree(),
            sources,
            cases: cases.to_vec(),
            people: people.to_vec(),
            attributes: vec![attribute],
            summaries: Summaries::new(),
        }
    }

    fn study(&self) -> Study<'_> {
        Study {
            tree: &self.tree,
            sources: self.sources.iter().map(|(info, on)| (info, on)).collect(),
            cases: &self.cases,
            people: &self.people,
            coders: &[],
            attributes: &self.attributes,
            sets: &[],
        }
    }

    fn grid(&self, matrix: &Matrix) -> MatrixGrid {
        matrix_grid(&self.study(), matrix, &self.summaries)
    }

    fn write(&mut self, row: MatrixRow, under: CodeId, state: SummaryState, at: &str) {
        let summary = Summary {
            id: SummaryId::new(uuid(self.summaries.len() as u128 + 1)),
            row,
            code: under,
            text: "Something".into(),
            state,
            coder: CoderId::new(uuid(1)),
            written_at: at.into(),
            mentions: Vec::new(),
        };
        self.summaries.insert((row, under), summary);
    }
}

fn matrix(rows: RowsOf, branch: Option<CodeId>) -> Matrix {
    let settings = MatrixSettings::default();
    Matrix { id: MatrixId::new(uuid(1)), name: "Sites".into(), rows, branch, settings }
}

fn at(hour: u8) -> String {
    format!("2026-01-01T{hour:02}:00:00.000Z")
}

fn quotation(n: u128, span: (u32, u32), codings: &[(u128, u8)]) -> Quotation {
    let coding = |&(under, hour): &(u128, u8)| Coding {
        id: CodingId::new(uuid(n * 100 + under)),
        code: code(under),
        coder: CoderId::new(uuid(1)),
        comment: String::new(),
        at: Arc::from(at(hour)),
    };
    Quotation {
        id: crate::domain::QuotationId::new(uuid(n)),
        span: Span { start: span.0, end: span.1 },
        comment: String::new(),
        was: None,
        codings: codings.iter().map(coding).collect(),
        flags: Vec::new(),
    }
}

fn source(
    n: u128,
    case: Option<u128>,
    people: &[u128],
    voices: &[&str],
    mut quotations: Vec<Quotation>,
) -> (SourceInfo, SourceCodings) {
    let id = SourceId::new(uuid(n));
    let mut info = SourceInfo::new(id, format!("Interview {n}"), SourceKind::Interview);
    info.case = case.map(|n| CaseId::new(uuid(n)));
    info.people = people.iter().map(|&n| PersonId::new(uuid(n))).collect();
    let turn = |(n, voice): (u32, &&str)| Turn {
        span: Span { start: n * 10, end: n * 10 + 10 },
        marker: 2,
        speaker: Some(Arc::from(*voice)),
        time: None,
    };
    let turns: Vec<Turn> = (0..).zip(voices).map(turn).collect();
    quotations.sort_by_key(|one| (one.span.start, Reverse(one.span.end), one.id));
    (info, SourceCodings { source: id, turns: turns.into(), quotations })
}

fn codes_of(columns: &[MatrixColumn]) -> Vec<CodeId> {
    columns.iter().map(|column| column.code).collect()
}

#[test]
fn columns_are_the_sub_codes_of_the_branch_as_deep_as_was_asked() {
    let tree = tree();
    let mut of_access = matrix(RowsOf::Case, Some(code(1)));
    assert_eq!(codes_of(&matrix_columns(&of_access, &tree)), [code(2), code(4)]);
    of_access.settings.deeper = 1;
    let deep = matrix_columns(&of_access, &tree);
    assert_eq!(codes_of(&deep), [code(2), code(3), code(4)]);
    assert_eq!(deep.iter().map(|column| column.depth).collect::<Vec<_>>(), [0, 1, 0]);
    of_access.settings.order = vec![code(4), code(9)];
    assert_eq!(codes_of(&matrix_columns(&of_access, &tree)), [code(4), code(2), code(3)]);
    let of_all = matrix(RowsOf::Case, None);
    assert_eq!(codes_of(&matrix_columns(&of_all, &tree)), [code(1), code(5)], "without “Old”");
    let of_a_leaf = matrix(RowsOf::Case, Some(code(5)));
    assert_eq!(codes_of(&matrix_columns(&of_a_leaf, &tree)), [code(5)], "the branch itself");
    assert!(matrix_columns(&matrix(RowsOf::Case, Some(code(9))), &tree).is_empty());
}

#[test]
fn hidden_columns_are_told_apart_and_take_no_cells() {
    let made = Made::new(vec![source(1, Some(1), &[], &[], vec![quotation(1, (0, 5), &[(4, 1)])])]);
    let mut matrix = matrix(RowsOf::Case, Some(code(1)));
    matrix.settings.hidden = vec![code(2)];
    let grid = made.grid(&matrix);
    assert_eq!(codes_of(&grid.columns), [code(4)]);
    assert_eq!(codes_of(&grid.hidden), [code(2)]);
    assert_eq!(grid.cell(0, 0).map(|cell| cell.passages.len()), Some(1));
    assert_eq!(grid.cell(0, 1), None);
    assert_eq!(grid.cell(4, 0), None);
}

#[test]
fn rows_are_sorted_as_their_attribute_is_and_filtered_by_its_values() {
    let made = Made::new(vec![]);
    let size = made.attributes[0].id;
    let mut matrix = matrix(RowsOf::Case, None);
    matrix.settings.attributes = vec![size];
    let names = |matrix: &Matrix| -> Vec<String> {
        made.grid(matrix).rows.into_iter().map(|line| line.name).collect()
    };
    assert_eq!(names(&matrix), ["Site 1", "Site 2", "Site 3", "Site 4"]);
    assert_eq!(made.grid(&matrix).rows[0].values, ["large"]);
    matrix.settings.sort = Some((size, false));
    assert_eq!(names(&matrix), ["Site 3", "Site 4", "Site 1", "Site 2"]);
    matrix.settings.sort = Some((size, true));
    assert_eq!(names(&matrix), ["Site 1", "Site 4", "Site 3", "Site 2"], "without a value, last");
    matrix.settings.filter = Some((size, vec!["Large".into(), String::new()]));
    assert_eq!(names(&matrix), ["Site 1", "Site 2"]);
    assert_eq!(made.grid(&matrix).left_out, 2);
    let values = values_of(&made.study(), RowsOf::Case, size);
    assert_eq!(values, ["Small", "Middle", "large", ""]);
}

#[test]
fn a_matrix_says_why_it_does_not_show_a_cell() {
    let made = Made::new(vec![]);
    let size = made.attributes[0].id;
    let mut matrix = matrix(RowsOf::Case, Some(code(1)));
    matrix.settings.hidden = vec![code(4)];
    matrix.settings.filter = Some((size, vec!["large".into()]));
    let shows = |row, code| matrix_shows(&made.study(), &matrix, row, code);
    assert_eq!(shows(case(1), code(2)), Ok(()));
    assert_eq!(shows(case(1), code(4)), Err(Unseen::Hidden));
    assert_eq!(shows(case(2), code(2)), Err(Unseen::LeftOut));
    assert_eq!(shows(case(1), code(5)), Err(Unseen::Elsewhere));
    let person = MatrixRow::Person(made.people[0].id);
    assert_eq!(shows(person, code(2)), Err(Unseen::Elsewhere));
}

#[test]
fn numbers_are_sorted_by_their_size() {
    let mut made = Made::new(vec![]);
    made.attributes[0].kind = ValueKind::Number;
    let size = made.attributes[0].id;
    for (case, size_of) in made.cases.iter_mut().zip(["10", "-2.5", "9", "many"]) {
        case.attributes = vec![AttributeValue::new(size, size_of)];
    }
    assert_eq!(values_of(&made.study(), RowsOf::Case, size), ["-2.5", "9", "10", "many"]);
}

#[test]
fn states_are_told_apart_and_passages_since_are_marked() {
    let said = vec![
        quotation(1, (0, 5), &[(2, 1)]),
        quotation(2, (5, 9), &[(3, 3), (2, 5)]),
        // A second coder after the summary adds nothing that was not there.
        quotation(3, (12, 15), &[(2, 1), (3, 4)]),
    ];
    let mut made = Made::new(vec![source(1, Some(1), &[], &[], said)]);
    made.write(case(1), code(2), SummaryState::Written, &at(2));
    made.write(case(2), code(2), SummaryState::Nothing, &at(2));
    made.write(case(3), code(2), SummaryState::NotAsked, &at(2));
    let grid = made.grid(&matrix(RowsOf::Case, Some(code(1))));
    let states: Vec<_> = (0..4).map(|row| grid.cell(row, 0).expect("a cell").state).collect();
    let told = [SummaryState::Written, SummaryState::Nothing, SummaryState::NotAsked].map(Some);
    assert_eq!(states[..3], told);
    assert_eq!(states[3], None, "not charted");
    let cell = grid.cell(0, 0).expect("a cell");
    assert_eq!(cell.new_passages(), 1);
    let new: Vec<bool> = cell.passages.iter().map(|passage| passage.is_new).collect();
    assert_eq!(new, [false, true, false]);
    assert_eq!(grid.place(case(2), code(4)), Some((1, 1)));
}

#[test]
fn a_person_has_what_they_say_and_what_is_said_without_a_name_in_their_sources() {
    let voices = ["INT", "gp id 1", "Nurse ID 2", "INT"];
    let said = vec![
        quotation(1, (0, 8), &[(5, 1)]),
        quotation(2, (12, 18), &[(5, 1)]),
        quotation(3, (12, 28), &[(5, 1)]),
    ];
    let unnamed = vec![quotation(4, (0, 8), &[(5, 1)])];
    let made =
        Made::new(vec![source(1, None, &[1], &voices, said), source(2, None, &[2], &[], unnamed)]);
    let mut of_work = matrix(RowsOf::Person, None);
    of_work.settings.order = vec![code(5)];
    let grid = made.grid(&of_work);
    let found = |row: usize| -> Vec<u128> {
        let cell = grid.cell(row, 0).expect("a cell");
        cell.passages.iter().map(|one| one.quotation.uuid().as_u128()).collect()
    };
    assert_eq!(found(0), [3, 2], "not what the interviewer asks");
    assert_eq!(found(1), [3, 4]);
}

#[test]
fn a_merge_brings_passages_under_what_was_written_without_them() {
    let voices = ["INT", "GP ID 1", "Nurse ID 2"];
    let said = vec![quotation(1, (12, 18), &[(5, 2)]), quotation(2, (22, 28), &[(5, 2), (2, 1)])];
    let mut made = Made::new(vec![source(1, Some(1), &[], &voices, said)]);
    let [gp, nurse] = [0, 1].map(|place: usize| MatrixRow::Person(made.people[place].id));
    for (row, under, hour) in [
        // Above the code that takes the other one in.
        (gp, 1, 3),
        // It was written before the passage was coded, which is new to it anyway.
        (gp, 2, 1),
        // It spoke of the passage already.
        (nurse, 2, 3),
        (case(1), 2, 3),
        (case(2), 2, 3),
        (case(1), 4, 3),
    ] {
        made.write(row, code(under), SummaryState::Written, &at(hour));
    }
    let stay = made.tree.codes().iter().filter(|one| one.id != code(5)).cloned();
    let after = CodeTree::new(stay.collect());
    let becomes = HashMap::from([(code(5), code(2))]);
    let brought = brought_by_merge(&made.study(), &made.summaries, &becomes, &after);
    let first: Arc<str> = Arc::from(at(2));
    let expected = [((case(1), code(2)), Arc::clone(&first)), ((gp, code(1)), first)];
    assert_eq!(brought, expected.into());
}

/// The passages of a cell, asked of every quotation.
fn asked(made: &Made, row: MatrixRow, column: CodeId) -> Vec<MatrixPassage> {
    let written = made.summaries.get(&(row, column)).map(|summary| summary.written_at.clone());
    let mut found = Vec::new();
    for (info, on) in &made.sources {
        for quotation in &on.quotations {
            let codings = quotation.codings.iter();
            let codings = codings.filter(|coding| made.tree.is_within(coding.code, column));
            let Some(first) = codings.map(|coding| coding.at.to_string()).min() else { continue };
            let is_of_row = match row {
                MatrixRow::Case(case) => info.case == Some(case),
                MatrixRow::Source(source) => info.id == source,
                MatrixRow::Person(person) => {
                    let name = &made.people.iter().find(|one| one.id == person).unwrap().name;
                    let said = speakers(on, quotation.span);
                    let names =
                        |voice: &&&Arc<str>| voice.contains(" ID ") || voice.contains(" id ");
                    let named = said.iter().filter(names).count() > 0;
                    let asks_alone =
                        !said.is_empty() && said.iter().all(|voice| &***voice == "INT");
                    match named {
                        true => {
                            said.iter().any(|voice| voice.to_lowercase() == name.to_lowercase())
                        }
                        false => !asks_alone && info.people.contains(&person),
                    }
                }
            };
            if is_of_row && !quotation.span.is_empty() {
                let is_new = written.as_ref().is_some_and(|written| first > *written);
                let (source, span) = (info.id, quotation.span);
                found.push(MatrixPassage { source, quotation: quotation.id, span, is_new });
            }
        }
    }
    found
}

type SourceParts = (Option<u8>, Vec<u8>, Vec<u8>, Vec<(u32, u32, Vec<(u8, u8)>)>);

fn made(parts: (Vec<SourceParts>, Vec<(u8, u8, u8)>)) -> Made {
    let (sources, written) = parts;
    let voices = ["INT", "GP ID 1", "nurse id 2", "A", "Chair ID 3"];
    let mut number = 0;
    let sources = (1..).zip(sources).map(|(n, (case, people, turns, quotes))| {
        let spoken: Vec<&str> = turns.iter().map(|&n| voices[usize::from(n) % 5]).collect();
        let people: Vec<u128> = people.iter().map(|&n| u128::from(n % 2) + 1).collect();
        let quotations = quotes.into_iter().map(|(start, length, codings)| {
            number += 1;
            let mut seen = Vec::new();
            let codings = codings.into_iter().map(|(n, hour)| (u128::from(n % 6) + 1, hour % 5));
            let codings: Vec<_> = codings
                .filter(|(code, _)| {
                    let is_first = !seen.contains(code);
                    seen.push(*code);
                    is_first
                })
                .collect();
            quotation(number, (start, start + length), &codings)
        });
        let quotations = quotations.collect();
        source(n, case.map(|n| u128::from(n % 4) + 1), &people, &spoken, quotations)
    });
    let mut made = Made::new(sources.collect());
    for (row, under, hour) in written {
        let row = match row % 8 {
            n @ 0..4 => case(u128::from(n) + 1),
            n @ 4..6 => MatrixRow::Person(PersonId::new(uuid(u128::from(n) - 3))),
            n => MatrixRow::Source(SourceId::new(uuid(u128::from(n) - 5))),
        };
        made.write(row, code(u128::from(under % 6) + 1), SummaryState::Written, &at(hour % 5));
    }
    made
}

fn studies() -> impl Strategy<Value = Made> {
    let codings = prop::collection::vec((any::<u8>(), any::<u8>()), 0..4);
    let quotes = prop::collection::vec((0u32..45, 0u32..14, codings), 0..7);
    let bytes = || prop::collection::vec(any::<u8>(), 0..4);
    let source = (prop::option::of(any::<u8>()), bytes(), bytes(), quotes);
    let sources = prop::collection::vec(source, 0..5);
    let written = prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..12);
    (sources, written).prop_map(made)
}

proptest! {
    #[test]
    fn a_cell_holds_what_is_found_by_asking_every_quotation(
        made in studies(),
        rows in prop::sample::select(RowsOf::ALL.to_vec()),
        branch in prop::option::of(1u128..7),
        deeper in 0u32..3,
    ) {
        let mut matrix = matrix(rows, branch.map(code));
        matrix.settings.deeper = deeper;
        let grid = made.grid(&matrix);
        for (row, line) in grid.rows.iter().enumerate() {
            for (place, column) in grid.columns.iter().enumerate() {
                let cell = grid.cell(row, place).expect("a cell");
                prop_assert_eq!(&cell.passages, &asked(&made, line.row, column.code));
                let summary = made.summaries.get(&(line.row, column.code));
                prop_assert_eq!(cell.state, summary.map(|summary| summary.state));
            }
        }
    }
}
