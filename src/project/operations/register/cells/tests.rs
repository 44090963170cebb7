//! Cells of the register, written.

use std::collections::HashSet;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::domain::{SourceKind, Subject, ValueKind};
use crate::project::NewSource;
use RegisterColumn as C;
use RegisterTable as T;

fn project() -> (Project, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
    project.set_coder("Kim").expect("a coder");
    (project, folder)
}

fn new(row: u32, column: C, words: &str) -> CellWords {
    CellWords { row: RowToWrite::New(row), column, words: words.to_owned() }
}

fn there(row: RegisterRow, column: C, words: &str) -> CellWords {
    CellWords { row: RowToWrite::There(row), column, words: words.to_owned() }
}

/// The row of this title.
fn row(project: &Project, table: T, title: &str) -> RegisterRow {
    let lines = project.snapshot().register_lines(table, &[]);
    lines.into_iter().find(|line| line.title == title).expect(title).row
}

/// What stands in a table: a line for each row, its cells apart by bars.
fn table(project: &Project, table: T, columns: &[C]) -> Vec<String> {
    let lines = project.snapshot().register_lines(table, columns);
    let line = |line: crate::project::RegisterLine| {
        line.cells.into_iter().map(|cell| cell.words).collect::<Vec<_>>().join("|")
    };
    lines.into_iter().map(line).collect()
}

fn write(project: &mut Project, of: T, cells: &[CellWords]) -> Vec<String> {
    let written = project.write_cells(of, cells).expect("written");
    written.refused.into_iter().map(|(at, said)| format!("{at}: {said}")).collect()
}

#[test]
fn new_people_take_role_and_number_from_their_names() {
    let (mut project, _folder) = project();
    let refused = write(
        &mut project,
        T::People,
        &[
            new(0, C::Name, "GP ID 161"),
            new(0, C::Recorded, "y"),
            new(1, C::Role, "Manager"),
            new(1, C::Number, "12"),
            new(2, C::Post, "Chair"),
            new(3, C::Name, "Nurse ID 12"),
        ],
    );
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(
        table(&project, T::People, &[C::Name, C::Role, C::Number, C::Recorded]),
        [
            "GP ID 161|GP|161|yes",
            "Manager ID 12|Manager|12|",
            "New person|||",
            "Nurse ID 12|Nurse||"
        ]
    );
    // One step takes back all of it.
    project.undo().expect("undone");
    assert!(project.snapshot().people.is_empty());
}

#[test]
fn what_cannot_be_is_refused_and_the_rest_is_written() {
    let (mut project, _folder) = project();
    write(&mut project, T::People, &[new(0, C::Name, "GP ID 1"), new(1, C::Name, "GP ID 2")]);
    let [one, two] = ["GP ID 1", "GP ID 2"].map(|name| row(&project, T::People, name));
    let refused = write(
        &mut project,
        T::People,
        &[
            there(one, C::Number, "2"),
            there(one, C::Role, "Manager"),
            there(two, C::Withdrawn, "some day"),
            there(two, C::Name, "gp id 1"),
            there(two, C::Case, "Site 3"),
            there(two, C::Extracts, "7"),
        ],
    );
    assert_eq!(
        refused,
        [
            "0: ID 2 is the number of “GP ID 2” already",
            "2: “some day” is no date; write 2012-03-14, 2012-03, 2012 or 14 March 2012",
            "3: There is already a person called “gp id 1”",
            "5: Nothing can be written here",
        ]
    );
    assert_eq!(
        table(&project, T::People, &[C::Name, C::Number, C::Role, C::Case]),
        ["GP ID 1|1|Manager|", "GP ID 2|2|GP|Site 3"]
    );
}

#[test]
fn names_and_numbers_are_passed_round_in_one_step() {
    let (mut project, _folder) = project();
    write(&mut project, T::People, &[new(0, C::Name, "GP ID 1"), new(1, C::Name, "GP ID 2")]);
    let [one, two] = ["GP ID 1", "GP ID 2"].map(|name| row(&project, T::People, name));
    let swap = [
        there(one, C::Number, "2"),
        there(two, C::Number, "1"),
        there(one, C::Name, "GP ID 2"),
        there(two, C::Name, "GP ID 1"),
    ];
    assert!(write(&mut project, T::People, &swap).is_empty());
    assert_eq!(table(&project, T::People, &[C::Name, C::Number]), ["GP ID 1|1", "GP ID 2|2"]);
    // What one cannot give away the other cannot take.
    let half = [there(one, C::Number, "1"), there(two, C::Number, "x")];
    let refused = write(&mut project, T::People, &half);
    assert_eq!(refused.len(), 2, "{refused:?}");
}

#[test]
fn a_new_row_whose_name_is_taken_is_not_made() {
    let (mut project, _folder) = project();
    write(&mut project, T::Cases, &[new(0, C::Name, "Site 1")]);
    let cells = [new(0, C::Name, "site 1"), new(0, C::Note, "n"), new(1, C::Name, "Site 2")];
    let refused = write(&mut project, T::Cases, &cells);
    assert_eq!(
        refused,
        [
            "0: There is already a case called “site 1”",
            "1: Waits for its row, which could not be made",
        ]
    );
    assert_eq!(table(&project, T::Cases, &[C::Name]), ["Site 1", "Site 2"]);
    let refused = write(&mut project, T::Cases, &[new(0, C::Note, "alone")]);
    assert!(refused.is_empty());
    assert_eq!(table(&project, T::Cases, &[C::Name, C::Note])[0], "New case|alone");
}

#[test]
fn no_case_lies_within_itself() {
    let (mut project, _folder) = project();
    let cells = [
        new(0, C::Name, "Site 1"),
        new(0, C::PartOf, "Site 2"),
        new(0, C::PartSince, "2012-05"),
        new(1, C::Name, "Site 2"),
        new(1, C::PartOf, "Site 1"),
    ];
    let refused = write(&mut project, T::Cases, &cells);
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("would be a part of itself"), "{refused:?}");
    let one = row(&project, T::Cases, "Site 2");
    let since = write(&mut project, T::Cases, &[there(one, C::MergedAt, "2012")]);
    assert_eq!(since, ["0: Write first which case that is"]);
}

#[test]
fn meetings_are_numbered_in_their_series() {
    let (mut project, _folder) = project();
    let cells = [
        new(0, C::Number, "M10"),
        new(0, C::Kind, "Executive"),
        new(0, C::Date, "14 March 2012"),
        new(0, C::People, "GP ID 1; Manager ID 2, GP ID 1"),
        new(1, C::Number, "11"),
        new(2, C::Number, "10"),
        new(2, C::Minutes, "long"),
    ];
    let refused = write(&mut project, T::Meetings, &cells);
    assert_eq!(
        refused,
        [
            "5: M10 is the number of “the new meeting” already",
            "6: “long” is no number of minutes; write one such as 90",
        ]
    );
    assert_eq!(
        table(&project, T::Meetings, &[C::Series, C::Number, C::Date, C::People]),
        ["M|10|2012-03-14|GP ID 1; Manager ID 2", "M|11||"]
    );
    // A row of which nothing is right is not made; a series with its number in one cell is.
    let refused = write(&mut project, T::Meetings, &[new(0, C::Number, "Exec")]);
    assert_eq!(refused, ["0: “Exec” is no number"]);
    assert!(write(&mut project, T::Meetings, &[new(0, C::Series, "G12")]).is_empty());
    assert_eq!(table(&project, T::Meetings, &[C::Series, C::Number])[0], "G|12");
}

#[test]
fn sources_are_put_with_cases_people_and_meetings() {
    let (mut project, _folder) = project();
    let source = NewSource::new(
        "Notes".to_owned(),
        SourceKind::Interview,
        "Some words".to_owned(),
        "UTF-8".to_owned(),
        Vec::new(),
    );
    project.add_sources(&[source]).expect("a source");
    write(&mut project, T::Meetings, &[new(0, C::Number, "10"), new(0, C::Kind, "Executive")]);
    let notes = row(&project, T::Sources, "Notes");
    let cells = [
        there(notes, C::Kind, "Fieldnote"),
        there(notes, C::Meeting, "m10"),
        there(notes, C::Round, "2"),
        there(notes, C::Case, "Site 1"),
        there(notes, C::People, "Chair"),
        there(notes, C::Date, "2012"),
    ];
    assert!(write(&mut project, T::Sources, &cells).is_empty());
    let columns = [C::Kind, C::Meeting, C::Round, C::Case, C::People, C::Date];
    assert_eq!(
        table(&project, T::Sources, &columns),
        ["fieldnote|M10 Executive|2|Site 1|Chair|2012"]
    );
    let cells = [there(notes, C::Meeting, "M11"), new(0, C::Name, "Another")];
    let refused = write(&mut project, T::Sources, &cells);
    assert_eq!(
        refused,
        [
            "0: There is no meeting “M11”; add it to the table of meetings",
            "1: A source needs a text; import it",
        ]
    );
}

#[test]
fn attributes_and_their_values_are_held_to_their_kind() {
    let (mut project, _folder) = project();
    let cells = [
        new(0, C::Name, "Size"),
        new(0, C::Subject, "case"),
        new(0, C::Choices, "Small; Large"),
        new(1, C::Name, "Size"),
        new(1, C::Subject, "person"),
        new(2, C::Name, "Region"),
        new(2, C::Subject, "case"),
        new(2, C::ValueKind, "choice"),
    ];
    let refused = write(&mut project, T::Attributes, &cells);
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].starts_with("7: A choice needs words"), "{refused:?}");
    assert_eq!(project.snapshot().attributes.len(), 3);
    let mut all = project.snapshot().attributes.iter();
    let size = all.find(|one| one.kind == ValueKind::Choice).expect("a choice");
    assert_eq!((size.name.as_str(), size.subject), ("Size", Subject::Case));
    let size = size.id;
    let cells = [
        new(0, C::Name, "Site 1"),
        new(0, C::Value(size), "small"),
        new(0, C::PublicValue(size), "under 200"),
        new(1, C::Name, "Site 2"),
        new(1, C::Value(size), "huge"),
        new(2, C::Name, "Site 3"),
        new(2, C::PublicValue(size), "over 200"),
    ];
    let refused = write(&mut project, T::Cases, &cells);
    assert_eq!(
        refused,
        [
            "4: “huge” is no value of “Size”; write Small, Large",
            "6: Write the exact value first; this is what is printed in its place",
        ]
    );
    let columns = [C::Name, C::Value(size), C::PublicValue(size)];
    assert_eq!(
        table(&project, T::Cases, &columns),
        ["Site 1|Small|under 200", "Site 2||", "Site 3||"]
    );
    // Clearing the value takes what is printed with it.
    let one = row(&project, T::Cases, "Site 1");
    write(&mut project, T::Cases, &[there(one, C::Value(size), "")]);
    assert_eq!(table(&project, T::Cases, &columns)[0], "Site 1||");
    let attribute = RegisterRow::Attribute(size);
    let moved = [there(attribute, C::Subject, "meeting")];
    assert!(write(&mut project, T::Attributes, &moved).is_empty());
}

#[test]
fn what_every_cell_says_is_written_back_without_a_change() {
    let (mut project, _folder) = project();
    let cells = [
        new(0, C::Name, "GP ID 1"),
        new(0, C::Series, "telephone"),
        new(0, C::Number, "7"),
        new(0, C::Case, "Site 1"),
        new(0, C::Part, "observed"),
        new(0, C::Transcribed, "no"),
        new(0, C::Withdrawn, "2013-02"),
        new(0, C::Note, "two\nlines"),
    ];
    assert!(write(&mut project, T::People, &cells).is_empty());
    let seq = project.snapshot().seq;
    let columns = T::People.columns(project.snapshot());
    let lines = project.snapshot().register_lines(T::People, &columns);
    let same: Vec<CellWords> = lines
        .iter()
        .flat_map(|line| {
            let cells = columns.iter().zip(&line.cells).filter(|(column, _)| column.is_written());
            cells.map(|(column, cell)| there(line.row, *column, &cell.words))
        })
        .collect();
    assert!(write(&mut project, T::People, &same).is_empty());
    assert_eq!(project.snapshot().register_lines(T::People, &columns), lines);
    assert!(project.snapshot().seq <= seq + 1);
}

/// Cells with words that are likely to be in each other's way, in three people who are there and three who are new.
fn cells() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((0..6_usize, 0..6_usize, 0..5_usize), 1..14)
}

const COLUMNS: [(C, [&str; 5]); 6] = [
    (C::Name, ["GP ID 1", "gp id 1", "Chair", "Manager ID 4", ""]),
    (C::Number, ["1", "2", "3", "", "x"]),
    (C::Series, ["", "telephone", "Telephone", "T", ""]),
    (C::Role, ["GP", "Manager", "", "Chair", "Nurse"]),
    (C::Case, ["Site 1", "site 1", "Site 2", "", "Site 3"]),
    (C::Withdrawn, ["2013", "2013-02", "", "soon", "14 March 2012"]),
];

#[test]
fn whatever_is_written_nobody_bears_what_another_bears_and_one_step_takes_it_back() {
    let (project, _folder) = project();
    let project = std::cell::RefCell::new(project);
    let first = [new(0, C::Name, "GP ID 1"), new(1, C::Name, "GP ID 2"), new(2, C::Name, "Chair")];
    assert!(write(&mut project.borrow_mut(), T::People, &first).is_empty());
    let rows = ["GP ID 1", "GP ID 2", "Chair"].map(|name| row(&project.borrow(), T::People, name));
    let config = ProptestConfig::with_cases(96);
    proptest!(config, |(asked in cells())| {
        let project = &mut *project.borrow_mut();
        let all: Vec<CellWords> = asked
            .iter()
            .map(|&(row, column, words)| {
                let (column, choices) = COLUMNS[column];
                match rows.get(row) {
                    Some(&row) => there(row, column, choices[words]),
                    None => new(row as u32, column, choices[words]),
                }
            })
            .collect();
        let columns = T::People.columns(project.snapshot());
        let before = project.snapshot().register_lines(T::People, &columns);
        let seq = project.snapshot().seq;
        let written = project.write_cells(T::People, &all).expect("written");
        let people = project.snapshot().people.clone();
        let names: HashSet<String> = people.iter().map(|one| one.name.to_lowercase()).collect();
        prop_assert_eq!(names.len(), people.len());
        let numbers: Vec<(String, u32)> = people
            .iter()
            .filter_map(|one| one.number.as_ref())
            .map(|one| (one.series.to_lowercase(), one.number))
            .collect();
        prop_assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        // What was not refused stands there: of several cells in one place the last.
        let made = |row: RowToWrite| match row {
            RowToWrite::There(row) => Some(row),
            RowToWrite::New(new) => {
                written.made.iter().find(|(made, _)| *made == new).map(|(_, row)| *row)
            }
        };
        let lines = project.snapshot().register_lines(T::People, &[C::Role]);
        for (at, cell) in all.iter().enumerate().filter(|(_, cell)| cell.column == C::Role) {
            let is_last = !all[at + 1..]
                .iter()
                .any(|other| other.row == cell.row && other.column == C::Role);
            let is_refused = written.refused.iter().any(|(place, _)| *place == at);
            if is_last && !is_refused {
                let row = made(cell.row);
                prop_assert!(row.is_some(), "a cell was taken and its row was not made");
                let line = lines.iter().find(|line| Some(line.row) == row).expect("the row");
                prop_assert_eq!(&line.cells[0].words, &cell.words);
            }
        }
        if project.snapshot().seq > seq {
            prop_assert_eq!(project.snapshot().seq, seq + 1);
            project.undo().expect("undone");
        }
        prop_assert_eq!(project.snapshot().register_lines(T::People, &columns), before);
    });
}
