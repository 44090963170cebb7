//! Tables of every kind on their way to texts, and what broken and hostile ones come to.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::domain::{AnswerState, MarkupKind};
use crate::text::Text;

/// A survey saved by LibreOffice: a title, a merged cell, dates, numbers, a formula, line breaks, a second sheet.
const BY_LIBREOFFICE: &[u8] = include_bytes!("../../../tests/files/survey/libreoffice.xlsx");

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive").into_inner()
}

const RELATIONS: &str = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const OF_BOOK: &str = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='/xl/sheet1.xml'/>\
     <Relationship Id='r2' Type='x/sharedStrings' Target='./strings.xml'/></Relationships>";
const BOOK: &str = "<workbook><sheets><sheet name='Answers' r:id='r1'/></sheets></workbook>";

/// A workbook with these rows and shared texts.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    archive(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", OF_BOOK),
        ("xl/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/strings.xml", &format!("<sst uniqueCount='99999999999999'>{strings}</sst>")),
    ])
}

fn read_xlsx(bytes: &[u8]) -> Result<Grid, Refusal> {
    read_grid_bytes("a.xlsx", bytes).map_err(|error| error.reason)
}

fn read_csv(text: &str) -> Sheet {
    read_grid_bytes("Survey 1.csv", text.as_bytes()).expect("a table").sheets.remove(0)
}

/// The answers of a source with their questions and states.
fn answers(source: &SurveySource) -> Vec<(String, String, AnswerState)> {
    let text = Text::new(source.text.as_str());
    let answers = source.markup.iter().filter_map(|mark| match &mark.kind {
        MarkupKind::Answer { question, state } => {
            Some((question.to_string(), text.slice(mark.span).to_owned(), *state))
        }
        _ => None,
    });
    answers.collect()
}

fn headings(source: &SurveySource) -> Vec<String> {
    let text = Text::new(source.text.as_str());
    let of = |mark: &crate::domain::Markup| matches!(mark.kind, MarkupKind::Heading(2));
    source.markup.iter().filter(|m| of(m)).map(|m| text.slice(m.span).to_owned()).collect()
}

const WAVE: &str = "\u{feff}Respondent ID;Site;Interview date;Your e-mail;Role;Support needed;What helped?;What did not help?\r\n\
     12;Site 3;14.03.2012;a.b@nhs.uk;GP;Data;\"Time.\r\n\r\nAnd \"\"money\"\"; both.\";-\r\n\
     13;Site 4;15.03.2012;c@d.uk;Manager;Data;;N/A – routed\r\n\
     14;Site 3;16.03.2012;e@f.uk;GP;;The people we work with, and their patience over many months.;Nothing\r\n\
     15;Site 3;;g@h.uk;Manager;Data;Äußere Ruhe;Lärm\r\n";

#[test]
fn a_wave_becomes_a_source_per_respondent() -> Result<(), LayoutError> {
    let sheet = read_csv(WAVE);
    assert_eq!(sheet.name, "Survey 1");
    let layout = Layout::guess(&sheet);
    let roles: Vec<Role> = layout.columns.iter().map(|column| column.role).collect();
    use Role::*;
    assert_eq!(roles[..5], [Respondent, Case, Date, Contact, Attribute]);
    assert_eq!(roles[6..], [Question, Question]);
    assert_eq!(sheet.values(1), [("Site 3", 3), ("Site 4", 1)]);
    let survey = sources(&sheet, &layout)?;
    assert_eq!(survey.doubts, [""; 0]);
    let first = &survey.sources[0];
    assert_eq!(first.name, "Respondent 12");
    assert_eq!(first.text, "What helped?\nTime.\n\nAnd \"money\"; both.\n\nWhat did not help?\n");
    assert_eq!(headings(first), ["What helped?", "What did not help?"]);
    assert_eq!(first.case.as_deref(), Some("Site 3"));
    assert_eq!(first.date.as_deref(), Some("2012-03-14"));
    assert_eq!(first.respondent.as_deref(), Some("12"));
    assert_eq!(first.attributes[0], ("Role".into(), "GP".to_owned()));
    let states: Vec<_> = survey.sources.iter().flat_map(answers).map(|(.., state)| state).collect();
    let (given, skipped, not_asked) =
        (AnswerState::Given, AnswerState::Skipped, AnswerState::NotAsked);
    assert_eq!(states, [given, skipped, skipped, not_asked, given, given, given, given]);
    let blank = survey.sources[1].markup[1].span;
    assert_eq!((blank.start, blank.end), (13, 13), "after the line end of its heading");
    assert_eq!(survey.sources[1].text, "What helped?\n\n\nWhat did not help?\n");
    assert_eq!(survey.sources[1].doubts, ["No question was answered."]);
    assert_eq!(survey.sources[3].date, None);
    for source in &survey.sources {
        let all =
            format!("{}{}{:?}{:?}", source.name, source.text, source.attributes, source.doubts);
        assert!(!all.contains('@') && !all.contains("e-mail"), "{all}");
    }
    Ok(())
}

#[test]
fn a_source_per_question() -> Result<(), LayoutError> {
    let sheet = read_csv(WAVE);
    let layout = Layout { arrangement: Arrangement::PerQuestion, ..Layout::guess(&sheet) };
    let survey = sources(&sheet, &layout)?;
    let names: Vec<_> = survey.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["What helped?", "What did not help?"]);
    let last = &survey.sources[1];
    assert_eq!(last.text, "12\n\n\n13\n\n\n14\nNothing\n\n15\nLärm");
    assert_eq!(headings(last), ["12", "13", "14", "15"]);
    assert!(answers(last).iter().all(|(question, ..)| question == "What did not help?"));
    assert_eq!(survey.doubts.len(), 1, "{:?}", survey.doubts);
    Ok(())
}

/// The next wave has its columns in another order, one of them new and one gone, and asks the same respondents.
#[test]
fn the_next_wave_goes_in_by_the_saved_layout() -> Result<(), Box<dyn std::error::Error>> {
    let first = Layout::guess(&read_csv(WAVE));
    let saved = serde_json::to_string(&Layout { round: Some("2".into()), ..first.clone() })?;
    let layout: Layout = serde_json::from_str(&saved)?;
    let next = "what  helped?,Respondent ID,Mood,Your e-mail,Site,Role,Support needed,What did not help?\n\
                More time,12,good,a.b@nhs.uk,Site 3,GP,Data,\n";
    let sheet = read_csv(next);
    let survey = sources(&sheet, &layout)?;
    let source = &survey.sources[0];
    assert_eq!(
        (source.name.as_str(), source.case.as_deref()),
        ("Respondent 12, round 2", Some("Site 3"))
    );
    assert_eq!(source.respondent, sources(&read_csv(WAVE), &first)?.sources[0].respondent);
    assert!(!source.text.contains("good"));
    let doubts = [
        "The column “Mood” is not in the layout and was left out.",
        "The layout's column “Interview date” is not in the table.",
    ];
    assert_eq!(survey.doubts, doubts);
    let grid = read_grid_bytes("wave 2.csv", next.as_bytes())?;
    assert!(layout.sheet_of(&grid).is_some(), "the only sheet, whatever its name");
    Ok(())
}

/// 222 respondents to 32 questions, 18 of them open, as in a study of two surveys.
#[test]
fn a_whole_survey() -> Result<(), Box<dyn std::error::Error>> {
    let mut header = vec!["Response ID".to_owned(), "CCG".to_owned()];
    header.extend((1..=12).map(|n| format!("{n}. How far do you agree with statement {n}?")));
    header.extend((13..=30).map(|n| format!("{n}. Please list what matters most ({n})")));
    let mut table = header.join(",") + "\n";
    for row in 0..222 {
        let mut cells = vec![format!("{}", 1000 + row), format!("CCG {}", row % 106)];
        cells.extend((0..12).map(|n| ["Agree", "Disagree", ""][(row + n) % 3].to_owned()));
        cells.extend((0..18).map(|n| match (row * 7 + n) % 5 {
            0 => String::new(),
            1 => "n/a".to_owned(),
            _ => format!("\"Reason {row} of {n}:\nthe first, and the second\""),
        }));
        table += &(cells.join(",") + "\n");
    }
    let sheet = read_csv(&table);
    assert_eq!((sheet.header.len(), sheet.rows.len()), (32, 222));
    let layout = Layout::guess(&sheet);
    let count = |role| layout.columns.iter().filter(|column| column.role == role).count();
    assert_eq!((count(Role::Attribute), count(Role::Question)), (12, 18));
    let survey = sources(&sheet, &layout)?;
    assert_eq!(survey.sources.len(), 222);
    let states = survey.sources.iter().flat_map(answers).map(|(.., state)| state);
    let given = states.filter(|&state| state == AnswerState::Given).count();
    assert_eq!(given, (0..222 * 18).filter(|at| (at / 18 * 7 + at % 18) % 5 > 1).count());
    Ok(())
}

#[test]
fn a_workbook_of_libreoffice() -> Result<(), Box<dyn std::error::Error>> {
    let grid = read_grid_bytes("Survey.xlsx", BY_LIBREOFFICE)?;
    assert_eq!(grid.doubts, ["Left out 2 lines above the names of the columns in “Answers”."]);
    assert_eq!(grid.sheets.len(), 2, "the empty one is left out");
    let sheet = &grid.sheets[0];
    assert_eq!(
        sheet.header,
        ["ID", "Date", "Size", "Column D", "Agrees", "Twice", "Why?", "Why? (2)"]
    );
    assert_eq!(
        sheet.rows,
        [
            vec!["1", "2012-03-14", "12500", "2.5", "yes", "2", "Because of “trust”.\nAnd time."],
            vec!["2", "2012-03-15", "0.3", "", "no", "4", "", "Äußere Gründe & <others>"],
        ]
    );
    Ok(())
}

#[test]
fn cells_of_every_type() -> Result<(), Refusal> {
    let strings = "<si><t>Who</t></si><si><r><t>rich</t></r><r><t xml:space='preserve'> text</t></r>\
                   <rPh><t>reading</t></rPh></si><si/><si><t>a_x000D_\nb &amp; c&#33;</t></si>";
    // The last row stands first.
    let rows = "<row r='9'><c r='A9' t='s'><v>3</v></c><c r='B9' t='e'><v>#N/A</v></c><c r='C9'><f>A1</f></c><c r='D9' t='d'><v>2012-03-14T00:00:00</v></c></row>\
                <row r='3'><c r='A3' t='s'><v>0</v></c><c t='inlineStr'><is><t>What</t></is></c><c r='D3' t='str'><f>x</f><v>Why</v></c></row>\
                <row r='4'/><row><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='b'><v>1</v></c><c><v>1.0</v></c></row>";
    let grid = read_xlsx(&workbook(rows, strings))?;
    let sheet = &grid.sheets[0];
    assert_eq!(sheet.header, ["Who", "What", "Column C", "Why"]);
    assert_eq!(
        sheet.rows,
        [vec!["rich text", "", "yes", "1"], vec!["a\nb & c!", "#N/A", "", "2012-03-14"]]
    );
    assert_eq!(grid.doubts.len(), 2, "{:?}", grid.doubts);
    Ok(())
}

#[test]
fn what_is_no_workbook() {
    let refused = |bytes: &[u8]| read_xlsx(bytes).map(|_| ()).expect_err("refused");
    let broken = |bytes: &[u8], what: &str| {
        let sentence = refused(bytes).to_string();
        assert!(sentence.contains(what), "{sentence}");
    };
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(&workbook("", "")), Refusal::Empty);
    broken(b"Who,What\n1,2\n", "it is not an Excel workbook");
    broken(&archive(&[("a", "b")]), "its list of parts is missing");
    broken(&archive(&[("_rels/.rels", RELATIONS)]), "its list of parts is missing");
    let binary = RELATIONS.replace("book.xml", "book.bin");
    broken(&archive(&[("_rels/.rels", &binary)]), "binary workbook (.xlsb)");
    broken(&workbook("<row><c t='s'><v>7</v></c></row>", ""), "a text that is not there");
    broken(&workbook("<row><c r='XFE1'><v>1</v></c></row>", ""), "outside of any sheet");
    broken(&workbook("<row r='9999999'><c><v>1</v></c></row>", ""), "outside of any sheet");
    broken(&workbook("<row></c>", ""), "its XML is malformed");
    broken(&workbook("<row><c><v>&lol;</v></c></row>", ""), "its XML is malformed");
    let ole = [crate::import::package::OLE.as_slice(), &[0; 600]].concat();
    assert_eq!(refused(&ole), Refusal::OldWorkbook);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&[ole, name].concat()), Refusal::Protected);
}

#[test]
fn hostile_workbooks() {
    let refused = |bytes: &[u8]| read_xlsx(bytes).map(|_| ()).expect_err("refused");
    let blanks = " ".repeat(25 << 20);
    assert_eq!(refused(&workbook(&blanks, "")), Refusal::Bomb(24));
    let dtd = format!("<!DOCTYPE l [<!ENTITY a 'ha'>]>{RELATIONS}");
    assert_eq!(refused(&archive(&[("_rels/.rels", &dtd)])), Refusal::Dtd);
    // One long text that a hundred thousand cells refer to.
    let long = format!("<si><t>{}</t></si>", "long ".repeat(20_000));
    let rows = "<row><c t='s'><v>0</v></c></row>".repeat(100_000);
    assert_eq!(refused(&workbook(&rows, &long)), Refusal::TooLarge(48));
    // Rows with one cell far to the right.
    let rows: String =
        (1..=9000).map(|row| format!("<row><c r='XFD{row}'><v>1</v></c></row>")).collect();
    assert_eq!(refused(&workbook(&rows, "")), Refusal::TooLarge(48));
    // A cell in the last corner takes no room before it.
    let corner = "<row><c><v>1</v></c></row><row r='1048576'><c r='A1048576'><v>2</v></c></row>";
    assert_eq!(read_xlsx(&workbook(corner, "")).map(|grid| grid.sheets[0].rows.len()), Ok(1));
}

#[test]
fn many_sheets_of_one_part_are_a_bomb() {
    let sheets = "<sheet name='a' r:id='r1'/>".repeat(20);
    let bytes = archive(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &format!("<workbook>{sheets}</workbook>")),
        ("xl/_rels/workbook.xml.rels", OF_BOOK),
        ("xl/sheet1.xml", &format!("<worksheet>{}</worksheet>", " ".repeat(20 << 20))),
    ]);
    assert_eq!(read_xlsx(&bytes).map(|_| ()), Err(Refusal::Bomb(128)));
}

#[test]
fn tables_as_text() {
    let named = |name: &str, bytes: &[u8]| {
        read_grid_bytes(name, bytes).map(|grid| grid.sheets[0].header.clone()).map_err(|e| e.reason)
    };
    let header = |names: &[&str]| Ok(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    assert_eq!(named("a.tsv", b"Who\tWhat, then\n1\t2\n"), header(&["Who", "What, then"]));
    assert_eq!(named("a.csv", b"Who;\xc4lter\n1;2,5\n2;3,5\n"), header(&["Who", "Älter"]));
    assert_eq!(
        named("a.csv", b"Age,,age\n\n1,2,3,4\n"),
        header(&["Age", "Column B", "age (2)", "Column D"])
    );
    assert_eq!(named("a.csv", b"path,definition\nA,B\n"), Err(Refusal::OtherTable("codes")));
    assert_eq!(named("a.csv", b"document,start,end,code\n"), Err(Refusal::OtherTable("codings")));
    assert_eq!(named("a.csv", b" \n\n"), Err(Refusal::Empty));
    assert_eq!(named("a.ods", b"PK"), Err(Refusal::NotATable));
    let open = named("a.csv", b"Who,What\n1,\"open\n").expect_err("an open quotation mark");
    assert!(open.to_string().starts_with("line 2: a quotation mark"), "{open}");
    let doubts = read_grid_bytes("a.csv", b"Who;\xc4lter\n1;2\n").expect("a table").doubts;
    assert!(doubts[0].starts_with("Read as Windows-1252"), "{doubts:?}");
}

#[test]
fn questions_of_qualtrics_stand_below_its_codes() {
    let sheet = read_csv(
        "ResponseId,Q1,Q2\nResponse ID,What helped?,\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\nR_1,Time,x\n",
    );
    assert_eq!(sheet.header, ["Response ID", "What helped?", "Q2"]);
    assert_eq!(sheet.rows, [["R_1", "Time", "x"]]);
}

#[test]
fn layouts_that_do_not_fit() {
    let sheet = read_csv("ID,Site,Why?\n1,a,Because of time.\n2,b,Because of money.\n");
    let mut layout = Layout::guess(&sheet);
    layout.columns[1].role = Role::Respondent;
    let error = sources(&sheet, &layout).map(|_| ()).expect_err("two respondents");
    assert!(error.to_string().starts_with("“ID” and “Site” are both “Respondent”"), "{error}");
    layout.columns[1].role = Role::Ignore;
    layout.columns[2].role = Role::Contact;
    assert_eq!(sources(&sheet, &layout).map(|_| ()), Err(LayoutError::NoQuestion));
    let empty = Sheet { rows: Vec::new(), ..sheet };
    let none = sources(&empty, &Layout::guess(&read_csv(WAVE))).map(|_| ());
    assert_eq!(none, Err(LayoutError::NoQuestion), "its only question is another");
    let long = Sheet {
        name: String::new(),
        header: vec!["Why? ".repeat(10_000)],
        rows: vec![vec!["x".to_owned()]; 2000],
        lines: (2..2002).collect(),
    };
    let layout = Layout { columns: vec![Column::new(&long.header[0], Role::Question)], ..layout };
    assert_eq!(sources(&long, &layout).map(|_| ()), Err(LayoutError::TooLarge(64)));
}

#[test]
fn respondents_that_are_not_sure() -> Result<(), LayoutError> {
    let sheet = read_csv("Respondent,Date,Why?\nAnna,soon,x\nanna,1/2/2012,y\n,3/2/2012,z\n");
    let mut layout = Layout::guess(&sheet);
    layout.columns[1].role = Role::Date;
    layout.columns[2].role = Role::Question;
    layout.columns[0].role = Role::Respondent;
    let survey = sources(&sheet, &layout)?;
    let names: Vec<_> = survey.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["Anna", "anna (2)", "Row 3"]);
    assert_eq!(survey.doubts.len(), 3, "{:?}", survey.doubts);
    assert_eq!(survey.sources[0].doubts, ["“soon” in “Date” is no date."]);
    assert_eq!(survey.sources[1].date.as_deref(), Some("2012-02-01"));
    Ok(())
}

/// Reads a table, makes texts of each sheet both ways, and looks at every span.
fn all_is_sound(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(grid) = read_grid_bytes(name, bytes) else { return Ok(()) };
    for sheet in &grid.sheets {
        prop_assert!(sheet.rows.iter().all(|row| row.len() <= sheet.header.len()));
        let mut layout = Layout::guess(sheet);
        for arrangement in [Arrangement::PerRespondent, Arrangement::PerQuestion] {
            layout.arrangement = arrangement;
            let Ok(survey) = sources(sheet, &layout) else { continue };
            for source in survey.sources {
                let text = Text::new(source.text.as_str());
                prop_assert!(!source.text.contains(['\r', '\0']));
                let mut at = 0;
                for mark in &source.markup {
                    prop_assert!(mark.span.start >= at && text.holds(mark.span));
                    at = mark.span.end;
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_refused(text in "([a-cé👩1?@ ]{0,4}|Why\\?|-|n/a|yes|1/2/2012|[,;\t\"\n\r]{1,3}){0,60}") {
        all_is_sound("x.csv", text.as_bytes())?;
    }

    #[test]
    fn any_xml_is_a_sheet_or_refused(rows in "(<(/?(row|c|v|is|t|f|rPh)|c r='[AX]{1,3}[0-9]{1,3}' t='(s|b|n|e|str)'|row r='[0-9]')>|<v/>|[0-9.]{1,3}|&lt;|&#1;|x){0,40}") {
        let bytes = workbook(&rows, "<si><t>Why?</t></si><si><t>é</t></si>");
        all_is_sound("x.xlsx", &bytes)?;
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), length in any::<prop::sample::Index>()) {
        let mut bytes = BY_LIBREOFFICE.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        all_is_sound("x.xlsx", &bytes)?;
        all_is_sound("x.xlsx", &bytes[..length.index(bytes.len())])?;
    }
}
