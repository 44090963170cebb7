//! What rules read out of names and headers.

use proptest::prelude::*;

use super::*;

fn rule(place: Place, pattern: &str) -> Rule {
    Rule::new(place, pattern.parse().expect(pattern)).expect(pattern)
}

/// What was found, in one line: `kind; case; people; date; language; name`, what is empty left out.
fn shown(filled: &Filled) -> String {
    let parts = [
        filled.kind.as_ref().map(|cell| cell.value.to_string()),
        filled.case.as_ref().map(|cell| cell.value.clone()),
        filled.people.as_ref().map(|cell| cell.value.join(" + ")),
        filled.date.as_ref().map(|cell| cell.value.to_string()),
        filled.language.as_ref().map(|cell| cell.value.to_owned()),
        filled.name.as_ref().map(|cell| cell.value.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn in_name(pattern: &str, name: &str) -> String {
    let words = FileWords { name, ..FileWords::default() };
    shown(&apply(&[rule(Place::Name, pattern)], &words, DateOrder::DayFirst))
}

fn in_lines(pattern: &str, lines: &[&str]) -> String {
    let words = FileWords { lines: lines.to_vec(), ..FileWords::default() };
    shown(&apply(&[rule(Place::Lines, pattern)], &words, DateOrder::DayFirst))
}

#[test]
fn patterns_in_names() {
    for (pattern, name, expected) in [
        ("Interview {number} {person}", "Interview 0003 GP ID 102 Site 3", "GP ID 102"),
        ("Interview {number} {person}", "interview_0003_gp_id_102_site_3", "gp id 102"),
        ("Interview {number} {person}", "Interview0003-GP-ID-102", "GP ID 102"),
        ("Interview {number} {person}", "2012 Interview 3 – Smith", "Smith"),
        (
            "Interview {number} {person}",
            "Interview 3 Anna Smith-Jones final v2",
            "Anna Smith-Jones",
        ),
        ("Interview {number} {person}", "Interview 3 Smith (GP)", "Smith (GP)"),
        ("Interview {number} {person}", "Interview 3 Smith (GP) final (1)", "Smith (GP)"),
        ("Interview {number} {person}", "Interview 3 final", ""),
        ("Interview {number} {person}", "Interview 3", ""),
        ("Interview {number} {person}", "Interviews 3 Smith", ""),
        ("Interview {number} {person} {case}", "Interview 3 Smith North Town", "North Town; Smith"),
        ("Interview {number} {person} {case}", "Interview 3 GP ID 7 Site 3 x", "Site 3; GP ID 7"),
        ("{kind} {*} {date}", "Fieldnote 0005 Site 5 2012-03-14", "fieldnote; 2012-03-14"),
        ("{kind} {*} {date}", "Field_notes_2012-03-14", "fieldnote; 2012-03-14"),
        ("{kind} {*} {date}", "Survey of GPs 14. März 2012", "survey; 2012-03-14"),
        ("{date}", "M51 Executive meeting June 2014", "2014-06"),
        ("{date}", "notes 31-02-2012 or 14-03-12", "2012-03-14"),
        ("{date}", "x20120314", ""),
        ("{date} interview {person}", "2012-03-14 interview Smith", "Smith; 2012-03-14"),
        ("{person} interview", "Dr Smith interview 2", "Dr Smith"),
        ("{person}, {person} {date}", "GP ID 1, GP ID 2 May 2012", "GP ID 1 + GP ID 2; 2012-05"),
        ("{person} ({date})", "Smith and Jones (1.2.2012)", "Smith + Jones; 2012-02-01"),
        ("{person}", "Interview 0003 GP ID 102", "GP ID 102"),
        ("{person}", "Visit practice nurse ID 5 & GP ID6", "practice nurse ID 5 + GP ID6"),
        ("{person}", "Interview ID 12 P3", "P3"),
        ("{person}", "Covid 19 paper", ""),
        ("{person}", "Board paper", ""),
        ("{*} {person}", "Interview 0003 GP ID 102", "GP ID 102"),
        ("{case}", "Interview 0003 GP ID 102 Site 3", "Site 3"),
        ("{case}", "Fieldnote_Practice-A_May", "Practice A"),
        ("{case}", "Sites of care", ""),
        ("{kind}", "Interview0049 GP", "interview"),
        ("{kind}", "M51 meeting minutes", "document"),
        ("{kind}", "preinterview", ""),
        ("{language} {kind}", "Norwegian Bokmål interview", "interview; nb"),
        ("{number} {name}", "0003_The_long_way", "The long way"),
        ("{name} {date}", "Zoe\u{308}’s visit – 14.3.2012", "2012-03-14; Zoë’s visit"),
        ("访谈{number} {person}", "访谈3 王", "王"),
        ("a.b {date}", "axb 2012-03-14", ""),
        ("{*}", "x", "refused"),
    ] {
        if expected == "refused" {
            assert!(pattern.parse::<Pattern>().is_err());
        } else {
            assert_eq!(in_name(pattern, name), expected, "{pattern} in {name}");
        }
    }
}

#[test]
fn patterns_in_lines() {
    for (pattern, lines, expected) in [
        ("Site: {case}", &["Site: Site 3"][..], "Site 3"),
        ("Site: {case}", &["Interview", "SITE :\tNorth-East Leeds "], "North-East Leeds"),
        ("Site: {case}", &["**Site:** Site 3"], "Site 3"),
        ("Site: {case}", &["The Site: Site 3"], ""),
        ("Site: {case}", &["Site: Site 3 (pilot)"], "Site 3 (pilot)"),
        ("Site: {case}", &["Site:"], ""),
        ("Date: {date}", &["Date: 14 March 2012"], "2012-03-14"),
        ("Date: {date}", &["Date: 2012"], "2012"),
        ("Date: {date}", &["Date: Wednesday 14 March 2012"], ""),
        ("Date: {*}{date}{*}", &["Date: Wednesday, 14 March 2012, 10:30"], "2012-03-14"),
        ("Participant: {person}", &["Participant: GP ID 12"], "GP ID 12"),
        (
            "Participant: {person}",
            &["Participant: GP ID 12 and PN ID 13, P4"],
            "GP ID 12 + PN ID 13 + P4",
        ),
        (
            "Participant: {person}",
            &["Participant: Director of finance and strategy"],
            "Director of finance and strategy",
        ),
        ("Participant: {person}", &["Participant: 12"], "12"),
        (
            "Participant: {person}",
            &["Participant: Well, it is what I said and so we all went away then"],
            "",
        ),
        (
            "Interviewee {number}: {person}",
            &["Interviewee 1: Ann", "Interviewee 2: Bo"],
            "Ann + Bo",
        ),
        ("Language: {language}", &["Language: german"], "de"),
        ("Language: {language}", &["Language: no idea"], ""),
        ("Title: {name}", &["Title: “A day”"], "“A day”"),
    ] {
        assert_eq!(in_lines(pattern, lines), expected, "{pattern} in {lines:?}");
    }
}

#[test]
fn the_defaults_read_usual_names_and_headers() {
    for (name, folder, lines, expected) in [
        ("Interview 0003 GP ID 102 Site 3", "", &[][..], "interview; Site 3; GP ID 102"),
        ("Fieldnote 0005 Site 5 2012-03-14", "", &[], "fieldnote; Site 5; 2012-03-14"),
        ("M51 Executive meeting June 2014", "", &[], "2014-06"),
        ("2012-03-14 interview Smith", "", &[], "interview; Smith; 2012-03-14"),
        ("Interview with Dr Smith 14.3.2012", "", &[], "interview; Dr Smith; 2012-03-14"),
        ("Interview with Dr Smith (final)", "", &[], "interview; Dr Smith"),
        ("GP_ID_7_transcript", "Site 2", &[], "interview; Site 2; GP ID 7"),
        ("017", "Fieldnotes", &[], "fieldnote"),
        (
            "a",
            "",
            &["Site: Site 3", "Date: 14 March 2012", "Participant: GP ID 12"],
            "Site 3; GP ID 12; 2012-03-14",
        ),
        (
            "a",
            "",
            &["Interview date: 3 May 2013", "Interviewee: Anna Berg", "Type: survey"],
            "survey; Anna Berg; 2013-05-03",
        ),
        ("a", "", &["Site: Site 3 (Whitmore)", "Participant: Dr Smith (GP)"], "Site 3; Dr Smith"),
        ("Board paper 7", "", &["Date of birth: 14 March 1960"], "document"),
        ("notes", "", &[], ""),
    ] {
        let words = FileWords { name, folder, lines: lines.to_vec() };
        assert_eq!(shown(&apply(&defaults(), &words, DateOrder::DayFirst)), expected, "{words:?}");
    }
}

#[test]
fn the_first_rule_wins_and_is_named() {
    let rules = [
        rule(Place::Name, "Nothing {date}"),
        rule(Place::Lines, "Date: {date}"),
        rule(Place::Name, "{kind} {date}"),
    ];
    let words = FileWords { name: "Interview 2/1/2012", folder: "", lines: vec!["Date: 3/4/2013"] };
    let filled = apply(&rules, &words, DateOrder::MonthFirst);
    assert_eq!(
        filled.date.map(|cell| (cell.value.to_string(), cell.rule)),
        Some(("2013-03-04".to_owned(), 1))
    );
    assert_eq!(filled.kind, Some(Cell { value: SourceKind::Interview, rule: 2 }));
    assert_eq!(filled.people, None);
}

#[test]
fn hostile_patterns_are_refused_kindly_or_stay_fast() {
    let people: Pattern = "{person}".repeat(24).parse().expect("a pattern");
    let error = Rule::new(Place::Name, people).expect_err("too much");
    assert_eq!(error.to_string(), "the pattern asks for too much at once; make two rules of it");
    let name = "a ".repeat(5000);
    assert_eq!(in_name("{*}a{*}a{*}a{*}a{*}a{*}a{*}a{*}a{*}a{*}a{*}b{name}", &name), "");
    assert_eq!(in_name("(a+)+${date}", "(a+)+$2012-03-14"), "2012-03-14");
}

proptest! {
    #[test]
    fn no_pattern_and_no_text_panics(
        parts in prop::collection::vec(
            "\\{(kind|case|person|date|\\*|number|language|name)\\}|[ :_(-]|[a-z]{1,3}|\\PC", 1..8,
        ),
        words in "(Interview|GP ID 12|Site 3|2012-03-14|[ _:,-]|and|\\PC){0,20}",
        place in prop::sample::select(vec![Place::Name, Place::Folder, Place::Lines]),
    ) {
        if let Ok(pattern) = parts.concat().parse::<Pattern>()
            && let Ok(rule) = Rule::new(place, pattern)
        {
            let words = FileWords { name: &words, folder: &words, lines: vec![&words] };
            let filled = apply(std::slice::from_ref(&rule), &words, DateOrder::DayFirst);
            let texts = [filled.case, filled.name].into_iter().flatten().map(|cell| cell.value);
            for text in texts.chain(filled.people.into_iter().flat_map(|cell| cell.value)) {
                prop_assert!(!text.trim().is_empty());
            }
            let json = serde_json::to_string(&rule).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Rule>(&json).expect("a rule"), rule);
        }
    }
}
