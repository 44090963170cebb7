//! What is written as a REFI-QDA codebook, held against the published schema.

use std::collections::BTreeMap;

use marginalia::domain::{CodeSetId, Colour};
use marginalia::export::{CodebookFormat, CodebookReport, CodebookSetRow, codebook};
use marginalia::import::codebook::read;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use uuid::Uuid;

use crate::row;

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
