//! Columns of the import table: filled in by rules, by guesses and by a person's hand.

use marginalia::domain::SourceKind;
use marginalia::import::rules::Place;
use marginalia::project::{Column, FilledBy, ImportTable, ImportWish, Job, read_table};

use crate::study::{Study, TALK, date, names, renewed, rules};

#[test]
fn rules_fill_the_columns_of_names_folders_and_first_lines() {
    let mut study = Study::new();
    study.write("Site 3/Interview 0003 GP ID 102.txt", format!("Date: 14/03/2012\n\n{TALK}"));
    study.write(
        "Site 4/Fieldnote 2 April 2012.txt",
        "We sat at the back of the room all morning.\n",
    );
    study.write("Minutes.txt", "Site: Site 9\n\nThe board met and the board agreed.\n");
    let table = study.table();
    assert_eq!(names(&table), ["Minutes", "Interview 0003 GP ID 102", "Fieldnote 2 April 2012"]);
    let cells: Vec<[String; 4]> = table
        .rows
        .iter()
        .map(|row| [Column::Kind, Column::Date, Column::Case, Column::People].map(|c| row.cell(c)))
        .collect();
    assert_eq!(
        cells,
        [
            ["Document", "", "Site 9", ""],
            ["Interview", "2012-03-14", "Site 3", "GP ID 102"],
            ["Fieldnote", "2012-04-02", "Site 4", ""],
        ]
    );
    // The table says which rule it was.
    let row = &table.rows[1];
    for (column, pattern) in
        [(Column::Kind, "{kind}"), (Column::Date, "Date: {*}{date}{*}"), (Column::Case, "{case}")]
    {
        let FilledBy::Rule(at) = row.filled[column as usize] else { panic!("{column:?}") };
        assert_eq!(table.rules.rules[at].pattern().to_string(), pattern);
    }
    assert_eq!(row.filled[Column::Language as usize], FilledBy::Guess);

    study.import(&table);
    assert_eq!(study.source("Interview 0003 GP ID 102").date, date("2012-03-14"));
    assert_eq!(study.case("Interview 0003 GP ID 102").as_deref(), Some("Site 3"));
    assert_eq!(study.people("Interview 0003 GP ID 102"), ["GP ID 102"]);
    assert_eq!(study.source("Fieldnote 2 April 2012").kind, SourceKind::Fieldnote);
}

#[test]
fn what_a_person_wrote_stays_when_the_rules_change() {
    let study = Study::new();
    study.write("Interview 7 GP ID 102 Site 3.txt", TALK);
    study.write("Interview 8 GP ID 103 Site 4.txt", TALK.replace("161", "103"));
    let mut table = study.table();
    let at_start = table.rules.clone();
    table.rows[0].write(Column::Case, " Hill Farm ", &at_start).expect("a case");
    table.rows[0].write(Column::Date, "March 2012", &at_start).expect("a date");
    table.rules = rules(&[(Place::Name, "Interview {case} {person} Site {number}")]);
    let table = renewed(table, true);
    let [first, second] = &table.rows[..] else { panic!("two rows") };
    assert_eq!((first.case.as_str(), first.date), ("Hill Farm", date("2012-03")));
    assert_eq!(first.filled[Column::Case as usize], FilledBy::Hand);
    assert_eq!(second.date, None);
    assert_eq!(second.people, ["GP ID 103"], "a new rule fills what nobody wrote");
    // An emptied cell is a person's as well.
    let mut table = table;
    table.rows[1].write(Column::People, "", &at_start).expect("nobody");
    let table = renewed(table, true);
    assert_eq!(table.rows[1].people, Vec::<String>::new());
}

#[test]
fn cells_refuse_what_they_cannot_be() {
    let study = Study::new();
    study.write("Talk.txt", TALK);
    let mut table = study.table();
    let rules = table.rules.clone();
    let row = &mut table.rows[0];
    let before = Column::ALL.map(|column| row.cell(column));
    for (column, written, said) in [
        (Column::Name, "  ", "A source needs a name"),
        (Column::Kind, "poem", "“poem” is no kind of source; use interview, fieldnote"),
        (Column::Date, "soon", "“soon” is no date; write 2012-03-14"),
        (Column::Date, "31/02/2012", "“31/02/2012” is no date"),
        (Column::Language, "Klingonish", "“Klingonish” is no language that is known here"),
    ] {
        let refused = row.write(column, written, &rules).expect_err(written);
        assert!(refused.starts_with(said), "{refused}");
    }
    assert_eq!(Column::ALL.map(|column| row.cell(column)), before);
    for (column, written, reads) in [
        (Column::Kind, "FIELDNOTE", "Fieldnote"),
        (Column::Date, "3/4/2012", "2012-04-03"),
        (Column::People, "GP ID 1; Nurse ID 2,,", "GP ID 1, Nurse ID 2"),
        (Column::Language, "german", "German"),
        (Column::Language, "", ""),
    ] {
        row.write(column, written, &rules).expect(written);
        assert_eq!(row.cell(column), reads);
    }
}

#[test]
fn kinds_come_from_rules_then_words_then_turns() {
    let study = Study::new();
    study.write("Interview 2.txt", "A page without any speaker in it at all.");
    study.write("Recording.txt", TALK);
    study.write("Letter.txt", "Dear all, the board has met.");
    study.write("Day at the desk.txt", "Fieldnote 5\nSite: Site 2\n\nThey queue.");
    let kinds = |table: &ImportTable| table.rows.iter().map(|row| row.kind).collect::<Vec<_>>();
    let (fieldnote, interview) = (SourceKind::Fieldnote, SourceKind::Interview);
    let table = study.table();
    assert_eq!(names(&table), ["Day at the desk", "Interview 2", "Letter", "Recording"]);
    assert_eq!(kinds(&table), [fieldnote, interview, SourceKind::Document, interview]);
    let paths = vec![study.files()];
    let wish = ImportWish { paths, kind: Some(SourceKind::Template), ..ImportWish::default() };
    let table = read_table(&wish, &Job::new("Reading")).expect("nobody cancelled");
    assert_eq!(kinds(&renewed(table, true)), [SourceKind::Template; 4], "a chosen kind stays");
}
