//! Code frameworks in and out: what is written reads in again as the same framework, what other programs write is read, and
//! what is broken is refused with a sentence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use marginalia::domain::{Code, CodeId, CodeSetId, CodeWords, Colour, Origin};
use marginalia::export::{CodebookFormat, CodebookReport, CodebookRow, CodebookSetRow, codebook};
use marginalia::import::codebook::{Codebook, CodebookCode, CodebookError, read};
use marginalia::project::{NewCode, Placement, Project, ProjectError, Taking};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use tempfile::TempDir;
use uuid::Uuid;

/// The formats that read in again.
const READ: [CodebookFormat; 4] =
    [CodebookFormat::Csv, CodebookFormat::Xlsx, CodebookFormat::Text, CodebookFormat::Qdc];

/// Names that have broken somebody's framework before.
const NAMES: [&str; 14] = [
    "A > B",
    "A",
    "B",
    "Doctor/patient",
    "Age > 60 / frail",
    " :: ",
    "a :: b\\",
    "| pipe",
    "😀 👩‍⚕️",
    "שלום (then) 12",
    "مرحبا",
    "=1+1, \"quoted\"; &amp; <b> ]]>",
    "# no _x0041_ heading",
    "-",
];

fn key(number: u128) -> CodeId {
    CodeId::new(Uuid::from_u128(number))
}

fn row(number: usize, path: &[&str]) -> CodebookRow {
    let name = path.last().copied().unwrap_or_default();
    let code = Code::new(key(number as u128 + 1), None, name, 0);
    CodebookRow::new(&code, path.iter().map(|&name| name.to_owned()).collect())
}

fn written(format: CodebookFormat, codes: &[CodebookRow]) -> Vec<u8> {
    let report = CodebookReport { codes: codes.to_vec(), ..CodebookReport::default() };
    codebook(format, &report).expect("a file").0
}

fn read_again(format: CodebookFormat, bytes: &[u8]) -> Result<Codebook, CodebookError> {
    read(&format!("codes.{}", format.extension()), bytes)
}

/// Reads in again what is written, and compares all that the format carries.
fn check_round_trip(format: CodebookFormat, codes: &[CodebookRow]) {
    let book = read_again(format, &written(format, codes)).expect("it reads in again");
    assert_eq!(book.warnings, [""; 0], "{format:?}");
    let paths = |path: &[String]| -> Vec<String> {
        path.iter().map(|name| name.trim().to_owned()).collect()
    };
    let expected: Vec<Vec<String>> = codes.iter().map(|code| paths(&code.path)).collect();
    let found: Vec<Vec<String>> = book.codes.iter().map(|code| code.path.clone()).collect();
    assert_eq!(found, expected, "{format:?}");
    for (read, code) in book.codes.iter().zip(codes) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let words = CodeWords {
            definition: text(&read.definition),
            include: text(&read.include),
            exclude: text(&read.exclude),
            question: text(&read.question),
        };
        assert_eq!(words, code.words, "{format:?}");
        if format != CodebookFormat::Text {
            assert_eq!((read.colour, read.key), (code.colour, Some(code.key)), "{format:?}");
            assert_eq!(read.is_applicable, Some(code.is_applicable), "{format:?}");
        }
        if matches!(format, CodebookFormat::Csv | CodebookFormat::Xlsx) {
            assert_eq!(read.origin, Some(code.origin), "{format:?}");
            assert_eq!(read.is_archived, Some(code.is_archived), "{format:?}");
        }
    }
}

/// A framework: for each code, which of the ones before it (or none) it hangs below, its name and what is said of it.
fn frameworks() -> impl Strategy<Value = Vec<CodebookRow>> {
    let names = prop_oneof![
        prop::sample::select(&NAMES[..]).prop_map(str::to_owned),
        "[a-zé>/:|\\\\\"&<;,# ]{1,8}",
    ];
    let words = || prop_oneof![Just(String::new()), "[a-z|:\\\\&<\"\n,;é ]{0,30}"];
    let code = (
        any::<prop::sample::Index>(),
        names,
        [words(), words(), words(), words()],
        any::<(Option<[u8; 3]>, bool, bool)>(),
        prop::sample::select(&Origin::ALL[..]),
    );
    prop::collection::vec(code, 1..25).prop_map(|codes| {
        // In the order of the tree: the children of each, from the top down.
        let mut made: Vec<CodebookRow> = Vec::new();
        for (number, (above, name, words, (colour, is_applicable, is_archived), origin)) in
            codes.into_iter().enumerate()
        {
            let name = name.trim();
            let above = above.index(made.len() + 1).checked_sub(1);
            let mut path = above.map_or_else(Vec::new, |at| made[at].path.clone());
            path.push(name.to_owned());
            let is_there = made.iter().any(|row| row.path == path);
            if name.is_empty() || is_there || path.len() > 8 {
                continue;
            }
            let mut new = row(number, &path.iter().map(String::as_str).collect::<Vec<_>>());
            let [definition, include, exclude, question] =
                words.map(|words| words.trim().to_owned());
            new.words = CodeWords { definition, include, exclude, question };
            new.colour = colour.map(|[red, green, blue]| Colour { red, green, blue });
            (new.is_applicable, new.is_archived, new.origin) = (is_applicable, is_archived, origin);
            // Behind everything below the code above it.
            let depth = path.len() - 1;
            let place = match above {
                None => made.len(),
                Some(at) => (at + 1..made.len())
                    .find(|&other| made[other].path.len() <= depth)
                    .unwrap_or(made.len()),
            };
            made.insert(place, new);
        }
        made
    })
}

proptest! {
    // A failing case is printed; a file for it would need a library beside these tests.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_in_again(codes in frameworks()) {
        prop_assume!(!codes.is_empty());
        for format in READ {
            check_round_trip(format, &codes);
        }
    }

    #[test]
    fn no_damage_makes_a_reader_panic(
        codes in frameworks(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        prop_assume!(!codes.is_empty());
        for format in READ {
            let mut bytes = written(format, &codes);
            for (at, byte) in &damage {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = read_again(format, &bytes);
        }
    }
}

#[test]
fn odd_names_and_long_words_read_in_again() {
    let mut codes: Vec<CodebookRow> =
        NAMES.iter().enumerate().map(|(number, name)| row(number, &[name.trim()])).collect();
    codes.push(row(20, &["Top"]));
    let below = NAMES.iter().enumerate();
    codes.extend(below.map(|(number, name)| row(number + 30, &["Top", name.trim()])));
    // “A > B” stands at the top and, as B, below A: the paths are printed alike.
    codes.insert(2, row(50, &["A", "B"]));
    codes[0].words.definition = "é\n".repeat(5_000) + "end";
    codes[1].colour = "#336699".parse().ok();
    for format in READ {
        check_round_trip(format, &codes);
    }
}

#[test]
fn a_qdc_is_valid_by_the_schema() {
    let mut codes = vec![row(0, &["Top"]), row(1, &["Top", "Below"]), row(2, &["Last"])];
    codes[1].colour = "#aabbcc".parse().ok();
    codes[1].words.include = "Here".to_owned();
    codes[0].is_applicable = false;
    let set = CodebookSetRow {
        key: CodeSetId::new(Uuid::from_u128(9)),
        name: "Tab\tand\nbreak".to_owned(),
        codes: vec![0, 2],
    };
    let report = CodebookReport { codes, sets: vec![set], ..CodebookReport::default() };
    let (bytes, lost) = codebook(CodebookFormat::Qdc, &report).expect("a file");
    assert!(lost.is_empty(), "{lost:?}");
    let xml = String::from_utf8(bytes).expect("UTF-8");
    check_schema(&xml);
    let book = read("x.qdc", xml.as_bytes()).expect("a codebook");
    assert_eq!((book.sets[0].name.as_str(), &book.sets[0].codes), ("Tab and break", &vec![0, 2]));
    let none = codebook(CodebookFormat::Qdc, &CodebookReport::default());
    assert!(none.is_err_and(|error| error.to_string().contains("at least one code")));
}

/// Holds a codebook against `Codebook.xsd`: elements and their order, required attributes, GUIDs, colours.
fn check_schema(xml: &str) {
    let mut reader = Reader::from_str(xml);
    // For each open element, its name and the names of its children so far.
    let mut open: Vec<(String, Vec<String>)> = vec![(String::new(), Vec::new())];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                check_element(&start, &mut open);
                open.push((start.name().as_ref().to_owned(), Vec::new()));
            }
            Event::Empty(start) => {
                check_element(&start, &mut open);
                check_children(start.name().as_ref(), &[]);
            }
            Event::End(_) => {
                let (name, children) = open.pop().expect("it was opened");
                check_children(&name, &children);
            }
            Event::Text(text) => {
                let parent = &open.last().expect("the root").0;
                assert!(parent == "Description" || text.trim().is_empty());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open[0].1, ["CodeBook"]);
}

fn check_element(start: &BytesStart<'_>, open: &mut [(String, Vec<String>)]) {
    let name = start.name().as_ref().to_owned();
    let attributes: BTreeMap<String, String> = start
        .attributes()
        .map(|attribute| attribute.expect("an attribute"))
        .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string()))
        .collect();
    let (required, optional): (&[&str], &[&str]) = match name.as_str() {
        "CodeBook" => (&["xmlns"], &["origin", "xmlns:xsi", "xsi:schemaLocation"]),
        "Code" => (&["guid", "name", "isCodable"], &["color"]),
        "Set" => (&["guid", "name"], &[]),
        "MemberCode" => (&["guid"], &[]),
        _ => (&[], &[]),
    };
    assert!(required.iter().all(|name| attributes.contains_key(*name)), "{attributes:?}");
    for (attribute, value) in &attributes {
        assert!(required.contains(&attribute.as_str()) || optional.contains(&attribute.as_str()));
        match attribute.as_str() {
            "guid" => assert!(value.len() == 36 && Uuid::try_parse(value).is_ok(), "{value}"),
            "color" => assert!(value.len() == 7 && value.parse::<Colour>().is_ok(), "{value}"),
            "isCodable" => assert!(["true", "false"].contains(&value.as_str())),
            "xmlns" => assert_eq!(value, "urn:QDA-XML:codebook:1.0"),
            _ => {}
        }
    }
    open.last_mut().expect("the root").1.push(name);
}

fn check_children(name: &str, children: &[String]) {
    let order: &[&str] = match name {
        "CodeBook" => &["Codes", "Sets"],
        "Codes" => &["Code"],
        "Code" => &["Description", "Code"],
        "Sets" => &["Set"],
        "Set" => &["Description", "MemberCode"],
        _ => &[],
    };
    let places: Vec<usize> = children
        .iter()
        .map(|child| order.iter().position(|name| name == child).expect("a child of the schema"))
        .collect();
    assert!(places.is_sorted(), "{name}: {children:?}");
    assert!(!matches!(name, "CodeBook" | "Codes" | "Sets") || !children.is_empty(), "{name}");
}

/// A sample of another program's.
fn sample(name: &str) -> Codebook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/codebooks").join(name);
    read(name, &fs::read(path).expect("a sample")).expect(name)
}

fn paths(book: &Codebook) -> Vec<String> {
    book.codes.iter().map(|code| code.path.join(" > ")).collect()
}

fn colours(book: &Codebook) -> Vec<String> {
    let word = |colour: Option<Colour>| colour.map_or_else(|| "-".to_owned(), |c| c.to_string());
    book.codes.iter().map(|code| word(code.colour)).collect()
}

#[test]
fn codebooks_of_other_programs_are_read() {
    let atlas = sample("atlasti-0-4.qdc");
    assert_eq!(paths(&atlas), ["Access", "Access::waiting"]);
    assert_eq!(colours(&atlas), ["#e81123", "-"]);
    assert_eq!(atlas.codes[0].definition.as_deref(), Some("Getting in."));
    assert_eq!(atlas.codes[1].key.map(|key| key.to_string()).unwrap_or_default().len(), 36);
    assert_eq!((atlas.sets[0].name.as_str(), &atlas.sets[0].codes), ("Doors", &vec![0]));
    for said in
        ["1 name holds “::”", "1 member of a set is not", "Not read: 1 element “Set/Description”"]
    {
        assert!(atlas.warnings.iter().any(|warning| warning.contains(said)), "{atlas:?}");
    }

    let taguette = sample("taguette.qdc");
    assert_eq!(paths(&taguette), ["interesting", "people.staff"]);
    assert!(taguette.warnings.is_empty() && taguette.sets.is_empty());

    let qualcoder = sample("qualcoder.qdc");
    assert_eq!(paths(&qualcoder), ["Zugänge", "Zugänge > Wartezeit"]);
    assert_eq!(colours(&qualcoder), ["-", "#999999"]);
    assert_eq!(qualcoder.codes[0].definition.as_deref(), Some("Über Türen\nund Wege"));
    assert_eq!(qualcoder.codes[0].is_applicable, Some(false));
    assert!(qualcoder.warnings.is_empty(), "{:?}", qualcoder.warnings);

    let nvivo = sample("nvivo.qdc");
    assert_eq!(paths(&nvivo), ["Access", "Access > Time", "Time"]);
    assert_eq!(
        nvivo.warnings,
        ["All codes stood below “Nodes”, which only holds them; it was left out."]
    );

    let maxqda = sample("maxqda-0-4.qdc");
    assert_eq!(paths(&maxqda), ["Access", "Access > Time", "Trust"]);
    assert_eq!(colours(&maxqda), ["#3366cc", "#3366cc", "-"]);
    assert_eq!(
        maxqda.warnings,
        ["Colours that are not written as #rrggbb: “#FF3366CC” of “Access” (#3366cc), \
          “rgb(51, 102, 204)” of “Time” (#3366cc), “sky” of “Trust” (left out)."]
    );

    let open = sample("openqda.qdc");
    assert_eq!(
        paths(&open),
        [
            "R&D und Übergänge",
            "R&D und Übergänge > Doppelt",
            "Doppelt",
            "Doppelt (2)",
            "Without a name"
        ]
    );
    assert_eq!(open.codes[0].definition.as_deref(), Some("Von A nach B & zurück"));
    assert_eq!((open.codes[1].key, &open.sets[0].codes), (None, &vec![0]));
    for said in [
        "Mended 4 ampersands",
        "bears the same id",
        "“Doppelt (2)”",
        "1 code has no name",
        "is no GUID",
        "“NoteRef”",
    ] {
        assert!(open.warnings.iter().any(|warning| warning.contains(said)), "{said} {open:?}");
    }
}

#[test]
fn what_is_broken_is_refused_with_a_sentence() {
    let deep = "<CodeBook>".to_owned() + &"<Code name='a'>".repeat(600);
    let many = "<CodeBook>".to_owned() + &"<Code name='a'/>".repeat(20_002) + "</CodeBook>";
    let long = format!("<CodeBook><Code name='{}'/></CodeBook>", "a".repeat(4001));
    for (name, bytes, said) in [
        ("x.qdc", "<CodeBook><Codes/><Sets/></CodeBook>", "it holds no codes"),
        ("x.qdc", "<CodeBook><Codes><Code name='a'", "its XML is malformed or breaks off"),
        ("x.qdc", "<CodeBook><Codes><Code name='a'></Codes></CodeBook>", "its XML is malformed"),
        ("x.qdc", "<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook><Code name='&a;'/></CodeBook>", "DTD"),
        ("x.qdc", "<CodeBook>&#0;<Code name='a'/></CodeBook>", "its XML is malformed"),
        ("x.qdc", "<html><body/></html>", "it is no REFI-QDA codebook"),
        ("x.qdc", "Access\n\tTime\n", "it is no REFI-QDA codebook"),
        ("x.qdc", "", "it is no REFI-QDA codebook"),
        ("x.qdc", "PK\u{3}\u{4}\0\0\0\0\0\0", "this is no text"),
        ("x.qdc", &deep, "nested deeper"),
        ("x.qdc", &many, "it holds more than 20,000 codes"),
        ("x.qdc", &long, "longer than 4000 bytes"),
        ("x.txt", "\n \n", "it holds no codes"),
        ("x.txt", "A\nA\n", "line 2: the code “A” stands further up already"),
        ("x.txt", &"a".repeat(5000), "line 1: the path that begins with"),
        ("x.csv", "path\n", "it holds no codes"),
        ("x.csv", "path,applicable\nA,maybe\n", "line 2: “maybe” is no answer"),
        ("x.xlsx", "no workbook", "it is not an Excel workbook"),
        ("x.doc", "A\n", "codes can be read from .csv"),
        ("codes", "A\n", "codes can be read from .csv"),
    ] {
        let error = read(name, bytes.as_bytes()).expect_err(said).to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn entities_and_stray_signs_are_read_as_words() {
    let xml = "<CodeBook><Codes><Code name='a &lt; b &#x1F600; &quot;c&quot;'>\
               <Description><![CDATA[x & y <z>]]> &amp; &eacute;</Description></Code></Codes></CodeBook>";
    let book = read("x.qdc", xml.as_bytes()).expect("a codebook");
    assert_eq!(paths(&book), ["a < b 😀 \"c\""]);
    assert_eq!(book.codes[0].definition.as_deref(), Some("x & y <z> & é"));
}

// --- In a project ---

fn project() -> (Project, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut project = Project::create(&folder.path().join("p.marginalia")).expect("a project");
    project.set_coder("Amara").expect("a coder");
    (project, folder)
}

fn code(path: &[&str], definition: &str) -> CodebookCode {
    CodebookCode {
        path: path.iter().map(|&name| name.to_owned()).collect(),
        definition: Some(definition.to_owned()).filter(|words| !words.is_empty()),
        ..CodebookCode::default()
    }
}

fn book(codes: impl IntoIterator<Item = CodebookCode>) -> Codebook {
    Codebook::new(codes).expect("a framework")
}

fn tree(project: &Project) -> Vec<String> {
    let codes = &project.snapshot().codes;
    codes.codes().iter().map(|code| codes.path_text(code.id)).collect()
}

fn id(project: &Project, path: &str) -> CodeId {
    project.snapshot().codes.resolve(path).expect(path).id
}

#[test]
fn a_framework_read_again_updates_what_is_there() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], "old"), code(&["A", "B"], ""), code(&["C"], "keep")]);
    let came = project.import_codebook(&first, Taking::Everything).expect("codes");
    assert_eq!((came.made, came.changed, came.unchanged, came.missing), (3, 0, 0, 0));
    let again = book([code(&["a"], "new"), code(&["a", "B", "D"], "")]);
    let before = project.snapshot().seq;
    let plan = project.plan_codebook(&again, Taking::Everything);
    assert_eq!(project.snapshot().seq, before, "a plan changes nothing");
    assert_eq!(plan.added, ["A > B > D"]);
    let change = &plan.changed[0];
    assert_eq!(
        (plan.changed.len(), change.path.as_str(), change.changes[0].field),
        (1, "A", "definition")
    );
    assert_eq!(
        (change.changes[0].before.as_str(), change.changes[0].after.as_str()),
        ("old", "new")
    );
    assert_eq!((plan.unchanged, plan.missing.as_slice()), (1, &["C".to_owned()][..]));
}

#[test]
fn keys_tell_renamed_and_moved_codes() {
    let (mut project, _folder) = project();
    project
        .import_codebook(
            &book([
                code(&["A"], "a"),
                code(&["A", "B"], "b"),
                code(&["A", "B", "C"], ""),
                code(&["X"], ""),
            ]),
            Taking::Everything,
        )
        .expect("codes");
    // B comes to stand above A: what was below hangs above now.
    let keyed = |path: &[&str], of: CodeId| CodebookCode { key: Some(of), ..code(path, "") };
    let (a, b) = (id(&project, "A"), id(&project, "B"));
    let turned =
        book([keyed(&["New B"], b), keyed(&["New B", "A"], a), code(&["New B", "C"], "c")]);
    let plan = project.plan_codebook(&turned, Taking::Everything);
    let fields: Vec<(&str, Vec<&str>)> = plan
        .changed
        .iter()
        .map(|code| (code.path.as_str(), code.changes.iter().map(|c| c.field).collect()))
        .collect();
    assert_eq!(
        fields,
        [("A > B", vec!["name", "place"]), ("A", vec!["place"]), ("A > B > C", vec!["definition"])]
    );
    project.import_codebook(&turned, Taking::Everything).expect("codes");
    assert_eq!(tree(&project), ["X", "New B", "New B > C", "New B > A"]);
    assert_eq!(id(&project, "New B"), b);
    // All of it is one step.
    project.undo().expect("undone");
    assert_eq!(tree(&project), ["A", "A > B", "A > B > C", "X"]);
}

#[test]
fn names_that_are_swapped_by_key_are_swapped() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], ""), code(&["B"], "")]);
    project.import_codebook(&first, Taking::Everything).expect("codes");
    let (a, b) = (id(&project, "A"), id(&project, "B"));
    let keyed = |name: &str, of: CodeId| CodebookCode { key: Some(of), ..code(&[name], "") };
    let swapped = book([keyed("B", a), keyed("A", b)]);
    let came = project.import_codebook(&swapped, Taking::Everything).expect("codes");
    assert_eq!((came.changed, came.made), (2, 0));
    assert_eq!((id(&project, "A"), id(&project, "B")), (b, a));
}

#[test]
fn a_cycle_of_ids_is_cut() {
    let id = |number: u8| format!("00000000-0000-7000-8000-00000000000{number}");
    let (a, b) = (id(1), id(2));
    let table = format!("path,id\nA,{a}\nA > B,{b}\nA > B > C,{a}\nB,{b}\nD,7\n");
    let read = read("x.csv", table.as_bytes()).expect("codes");
    assert_eq!(paths(&read), ["A", "A > B", "A > B > C", "B", "D"]);
    let keys: Vec<bool> = read.codes.iter().map(|code| code.key.is_some()).collect();
    assert_eq!((keys, read.warnings.len()), (vec![true, true, false, false, false], 3));
    let (mut project, _folder) = project();
    project.import_codebook(&read, Taking::Everything).expect("codes");
    assert_eq!(tree(&project), paths(&read));
}

#[test]
fn a_name_that_is_taken_refuses_the_file() {
    let (mut project, _folder) = project();
    let first = book([code(&["A"], ""), code(&["B"], "")]);
    project.import_codebook(&first, Taking::Everything).expect("codes");
    let renamed = CodebookCode { key: Some(id(&project, "A")), ..code(&["B"], "changed") };
    let taken = book([code(&["New"], ""), renamed]);
    let before = project.snapshot().seq;
    let error = project.import_codebook(&taken, Taking::Everything).expect_err("taken");
    assert!(matches!(error, ProjectError::Codebook(_)), "{error}");
    assert!(error.to_string().starts_with("“B” would stand beside another code of that name"));
    assert_eq!(
        (project.snapshot().seq, tree(&project)),
        (before, vec!["A".to_owned(), "B".to_owned()])
    );
    // New codes alone can be taken.
    let came = project.import_codebook(&taken, Taking::OnlyNew).expect("codes");
    assert_eq!(
        (came.made, came.changed, tree(&project)),
        (1, 0, vec!["A".into(), "B".into(), "New".into()])
    );
}

#[test]
fn what_a_file_leaves_empty_stays() {
    let (mut project, _folder) = project();
    let full = CodebookCode {
        include: Some("here".to_owned()),
        question: Some("RQ".to_owned()),
        colour: "#336699".parse().ok(),
        origin: Some(Origin::Inductive),
        is_applicable: Some(false),
        is_archived: Some(true),
        ..code(&["A"], "said")
    };
    project.import_codebook(&book([full]), Taking::Everything).expect("codes");
    let before = project.snapshot().codes.codes()[0].clone();
    assert!(before.is_archived && !before.is_applicable && before.origin == Origin::Inductive);
    let seq = project.snapshot().seq;
    let came =
        project.import_codebook(&book([code(&["A"], "")]), Taking::Everything).expect("codes");
    assert_eq!((came.unchanged, came.changed), (1, 0));
    assert_eq!(project.snapshot().codes.codes()[0], before);
    assert_eq!(project.snapshot().seq, seq, "nothing was changed, so there is no step");
}

#[test]
fn a_project_comes_back_from_each_format_as_it_went() {
    let (mut from, _folder) = project();
    let mut last = None;
    for (number, name) in NAMES.iter().enumerate() {
        let parent = last.filter(|_| number % 3 != 0);
        let new = NewCode {
            parent,
            name: (*name).to_owned(),
            definition: format!("What “{name}” means\n\nand more"),
            include: "Here".to_owned(),
            colour: (number % 2 == 0).then_some(Colour { red: 1, green: 2, blue: 3 }),
            only_holds: number % 4 == 0,
            ..NewCode::default()
        };
        last = Some(from.make_code(&new).expect(name));
    }
    from.move_codes(last.as_slice(), Placement { parent: None, before: None }).expect("moved");
    from.add_to_set("Both", &[id(&from, "A > B"), id(&from, "-")]).expect("a set");
    let report = from.codebook_report("Codebook").expect("a report");
    for format in READ {
        let (bytes, _) = codebook(format, &report).expect("a file");
        let read = read_again(format, &bytes).expect("a framework");
        // Nothing is new or changed where it came from.
        let plan = from.plan_codebook(&read, Taking::Everything);
        let quiet = (plan.added.len(), plan.changed.len(), plan.missing.len(), plan.sets.len());
        assert_eq!(quiet, (0, 0, 0, 0), "{format:?} {plan:#?}");
        let (mut to, _folder) = project();
        to.import_codebook(&read, Taking::Everything).expect("codes");
        assert_eq!(tree(&to), tree(&from), "{format:?}");
        let sets = &to.snapshot().notes.sets;
        assert_eq!(sets.len(), usize::from(format == CodebookFormat::Qdc));
        if format != CodebookFormat::Text {
            let keys = |project: &Project| -> Vec<CodeId> {
                project.snapshot().codes.codes().iter().map(|code| code.id).collect()
            };
            assert_eq!(keys(&to), keys(&from), "{format:?}");
        }
    }
}
