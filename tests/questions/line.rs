//! The line in which questions are written.

use marginalia::analysis::query::{
    Comparison, Condition, Distance, Field, Given, LineError, Names, Period, Query, Relation, Rows,
    Trait, Unit, form, parse, print, print_with_keys,
};
use marginalia::domain::{
    AttributeId, CaseId, CodeId, CodeSetId, CoderId, PartialDate, PersonId, SavedQueryId, SourceId,
    SourceKind, Speaker,
};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// Names that are hard to write, each with its place as its key; the same for everything.
const NAMES: [&str; 9] = [
    "Trust",
    "Access to records",
    "Age > 60 / frail",
    "=1+1, \"quoted\"",
    "(brackets) AND more",
    "near",
    "שלום",
    "😀 :x",
    "#tag",
];

struct Known;

fn place(name: &str) -> Option<u128> {
    NAMES.iter().position(|known| *known == name).map(|place| place as u128)
}

fn key<T: From<Uuid>>(place: u128) -> T {
    T::from(Uuid::from_u128(place + 1))
}

fn name(uuid: Uuid) -> Option<&'static str> {
    NAMES.get(uuid.as_u128().checked_sub(1)? as usize).copied()
}

impl Names for Known {
    fn code(&self, path: &str) -> Result<CodeId, String> {
        place(path).map(key).ok_or_else(|| format!("There is no code “{path}”."))
    }
    fn code_path(&self, id: CodeId) -> Option<String> {
        name(id.uuid()).map(str::to_owned)
    }
    fn code_set(&self, text: &str) -> Option<CodeSetId> {
        place(text).map(key)
    }
    fn code_set_name(&self, id: CodeSetId) -> Option<&str> {
        name(id.uuid())
    }
    fn coder(&self, text: &str) -> Option<CoderId> {
        place(text).map(key)
    }
    fn coder_name(&self, id: CoderId) -> Option<&str> {
        name(id.uuid())
    }
    fn source(&self, text: &str) -> Option<SourceId> {
        place(text).map(key)
    }
    fn source_name(&self, id: SourceId) -> Option<&str> {
        name(id.uuid())
    }
    fn case(&self, text: &str) -> Option<CaseId> {
        place(text).map(key)
    }
    fn case_name(&self, id: CaseId) -> Option<&str> {
        name(id.uuid())
    }
    fn person(&self, text: &str) -> Option<PersonId> {
        place(text).map(key)
    }
    fn person_name(&self, id: PersonId) -> Option<&str> {
        name(id.uuid())
    }
    fn attribute(&self, text: &str) -> Option<AttributeId> {
        place(text).map(key)
    }
    fn attribute_name(&self, id: AttributeId) -> Option<&str> {
        name(id.uuid())
    }
    fn saved(&self, text: &str) -> Option<SavedQueryId> {
        place(text).map(key)
    }
    fn saved_name(&self, id: SavedQueryId) -> Option<&str> {
        name(id.uuid())
    }
    fn speaker(&self, text: &str) -> Option<Speaker> {
        place(text).map(|place| NAMES[place as usize].into())
    }
    fn check_words(&self, words: &str) -> Result<(), LineError> {
        match words.find('%') {
            Some(at) => Err(LineError::new(words[..at].chars().count(), "No %.")),
            None => Ok(()),
        }
    }
    fn check_pattern(&self, pattern: &str) -> Result<(), LineError> {
        match pattern.contains("((") {
            true => Err(LineError::new(0, "No such pattern.")),
            false => Ok(()),
        }
    }
    fn values(&self, _: Field) -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }
    fn attributes(&self) -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }
    fn attribute_values(&self, _: AttributeId) -> Vec<String> {
        vec!["a".to_owned(), "b c".to_owned()]
    }
}

fn read(line: &str) -> Query {
    parse(line, &Known).unwrap_or_else(|error| panic!("{line}: {error}"))
}

fn code(place: u128) -> Condition {
    Condition::Code { code: key(place), sub_codes: true }
}

#[test]
fn what_people_write_is_read() {
    assert_eq!(read("  "), Query::default());
    let near = Distance { count: 3, unit: Unit::Paragraphs };
    let month = |month| PartialDate::new(2012, Some(month), None);
    let cases: [(&str, Condition); 22] = [
        ("code:Trust", code(0)),
        ("CODE:Trust", code(0)),
        ("code=Trust", Condition::Code { code: key(0), sub_codes: false }),
        ("code:\"Access to records\"", code(1)),
        ("code:“Access to records”", code(1)),
        (
            "code:Trust AND kind:interview",
            Condition::All(vec![code(0), Condition::Kind(SourceKind::Interview)]),
        ),
        ("code:Trust OR code:near", Condition::Any(vec![code(0), code(5)])),
        (
            "code:Trust (code:near OR NOT coder:Trust)",
            Condition::All(vec![
                code(0),
                Condition::Any(vec![code(5), Condition::Not(Box::new(Condition::Coder(key(0))))]),
            ]),
        ),
        ("-code:Trust", Condition::Not(Box::new(code(0)))),
        ("meets(code:Trust)", Condition::Beside(Relation::Meets, Box::new(code(0)))),
        ("near/3p(code:Trust)", Condition::Beside(Relation::Near(near), Box::new(code(0)))),
        (
            "NOT within( code:Trust )",
            Condition::Not(Box::new(Condition::Beside(Relation::Within, Box::new(code(0))))),
        ),
        ("date<2012-02", Condition::Date(Period { from: None, to: month(1) })),
        ("date>2012-02", Condition::Date(Period { from: month(3), to: None })),
        (
            "date:2011-12..2012-02",
            Condition::Date(Period { from: PartialDate::new(2011, Some(12), None), to: month(2) }),
        ),
        ("coders>=2", Condition::Coders(Comparison::From, 2)),
        ("is:coded", Condition::Is(Trait::Coded)),
        ("flag:Typical", Condition::Flag("typical".into())),
        (
            "trust doctor*",
            Condition::All(vec![
                Condition::Words("trust".into()),
                Condition::Words("doctor*".into()),
            ]),
        ),
        (
            "\"sticky plaster\" NEAR/5 (pushed OR merged~2)",
            Condition::Words("\"sticky plaster\" NEAR/5 (pushed OR merged~2)".into()),
        ),
        ("/\\d+\\/\\d+/", Condition::Pattern("\\d+/\\d+".into())),
        (
            "\"Access to records\"<=5",
            Condition::Attribute {
                attribute: key(1),
                comparison: Comparison::UpTo,
                value: "5".into(),
            },
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(read(line).holds, expected, "{line}");
    }
    let query = read("find:turns budget give:common");
    assert_eq!((query.rows, query.gives), (Rows::Turns, Given::Common));
    assert_eq!(query.holds, Condition::Words("budget".into()));
}

#[test]
fn what_is_wrong_is_pointed_at() {
    let cases = [
        ("code:", 5, "Write behind code"),
        ("trust code:Nowhere", 11, "no code “Nowhere”"),
        ("trust role:GP", 6, "no field or attribute “role”"),
        ("trust OR", 6, "OR needs something after it"),
        ("OR trust", 0, "OR needs something before it"),
        ("(code:Trust", 0, "never closed"),
        ("code:Trust)", 10, "closes nothing"),
        ("code:\"Trust", 5, "never closed"),
        ("trust /a((b/", 7, "No such pattern"),
        ("trust /abc", 6, "never closed"),
        ("trust wait%ing", 10, "No %"),
        ("near/3x(code:Trust)", 0, "number and c, w, s, p or t"),
        ("within/3p(code:Trust)", 0, "has no distance"),
        ("code:Trust NEAR code:Trust", 11, "NEAR stands between words"),
        ("kind:memo", 5, "no kind of source"),
        ("date:soon", 5, "is no date"),
        ("coder<Trust", 0, "more or less"),
        ("()", 0, "nothing between"),
        ("(find:turns)", 1, "outside of brackets"),
        ("coders:many", 7, "number of coders"),
    ];
    for (line, at, said) in cases {
        let error = parse(line, &Known).expect_err(line);
        assert_eq!(error.at, at, "{line}: {error}");
        assert!(error.message.contains(said), "{line}: {error}");
        assert!(error.message.ends_with(['.', '…']), "{error}");
    }
    let deep = "(".repeat(100_000);
    assert!(parse(&deep, &Known).is_err());
    let long = vec!["trust"; 10_000].join(" OR ");
    assert!(parse(&long, &Known).expect_err("too long").message.contains("more than 500"));
}

fn conditions() -> impl Strategy<Value = Condition> {
    let places = || 0..NAMES.len() as u128;
    let texts = || select(NAMES.to_vec());
    let comparison = || {
        select(vec![
            Comparison::Is,
            Comparison::Under,
            Comparison::UpTo,
            Comparison::Over,
            Comparison::From,
        ])
    };
    let date = || prop::option::of((2000u16..2030, prop::option::of(1u8..13)));
    let period = (date(), date()).prop_filter_map("a time", |(from, to)| {
        let date = |(year, month): (u16, Option<u8>)| PartialDate::new(year, month, None);
        let period = Period { from: from.and_then(date), to: to.and_then(date) };
        (period != Period::default()).then_some(period)
    });
    let leaf = prop_oneof![
        (places(), any::<bool>())
            .prop_map(|(place, sub_codes)| Condition::Code { code: key(place), sub_codes }),
        places().prop_map(|place| Condition::CodeSet(key(place))),
        places().prop_map(|place| Condition::Coder(key(place))),
        places().prop_map(|place| Condition::Source(key(place))),
        places().prop_map(|place| Condition::Case(key(place))),
        places().prop_map(|place| Condition::Person(key(place))),
        places().prop_map(|place| Condition::Saved(key(place))),
        texts().prop_map(|text| Condition::Speaker(text.into())),
        texts().prop_map(|text| Condition::Flag(text.to_lowercase().into())),
        period.clone().prop_map(Condition::Date),
        period.prop_map(Condition::Coded),
        (comparison(), 0usize..9).prop_map(|(sign, count)| Condition::Coders(sign, count)),
        select(Trait::ALL.to_vec()).prop_map(Condition::Is),
        select(SourceKind::ALL.to_vec()).prop_map(Condition::Kind),
        Just(Condition::Language("en".into())),
        (places(), comparison(), texts()).prop_map(|(place, comparison, value)| {
            Condition::Attribute { attribute: key(place), comparison, value: value.into() }
        }),
        select(vec!["trust", "\"sticky plaster\"", "wait*", "a~2", "trust NEAR/5 \"a b\""])
            .prop_map(|words| Condition::Words(words.into())),
        select(vec!["a/b", "\\d+", "x\\\\", "(a|b) c"])
            .prop_map(|text| Condition::Pattern(text.into())),
    ];
    let relation = (select(Relation::ALL.to_vec()), 0u32..9, select(Unit::ALL.to_vec()))
        .prop_map(|(relation, count, unit)| relation.at(Distance { count, unit }));
    let is_kept_apart = |condition: &Condition| {
        matches!(
            condition,
            Condition::Code { .. }
                | Condition::CodeSet(_)
                | Condition::Coder(_)
                | Condition::Coded(_)
                | Condition::Coders(..)
                | Condition::Any(_)
        )
    };
    // Within a group something may be kept apart from the others.
    let part = move |(inside, apart): (Condition, bool)| {
        if apart && is_kept_apart(&inside) { Condition::All(vec![inside]) } else { inside }
    };
    leaf.prop_recursive(4, 20, 4, move |inner| {
        let parts = (inner.clone(), any::<bool>()).prop_map(part);
        prop_oneof![
            prop::collection::vec(parts, 2..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::Any),
            inner.clone().prop_map(|inside| Condition::Not(Box::new(inside))),
            (relation.clone(), inner)
                .prop_map(|(r, inside)| Condition::Beside(r, Box::new(inside))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_in_as_the_same_question(
        holds in conditions(),
        rows in select(Rows::ALL.to_vec()),
        gives in select(Given::ALL.to_vec()),
    ) {
        let query = Query { rows, holds, gives };
        for line in [print(&query, &Known), print_with_keys(&query)] {
            let again = parse(&line, &Known);
            prop_assert_eq!(again.as_ref(), Ok(&query), "{}", line);
        }
    }

    #[test]
    fn the_rows_of_a_form_say_what_the_question_says(holds in conditions()) {
        let (joined, rows) = form::rows(&holds);
        prop_assert_eq!(form::condition(joined, &rows), opposites_in_groups(&holds));
    }

    #[test]
    fn no_line_makes_the_reader_panic(line in "[a-c/:=<>()\"“”~*\\-. 0-9é]{0,40}|(code:|near/3p\\(|NOT |OR |\\)|\"Trust\"|x| ){0,12}") {
        match parse(&line, &Known) {
            Ok(query) => {
                let line = print(&query, &Known);
                prop_assert_eq!(parse(&line, &Known), Ok(query), "{}", line);
            }
            Err(error) => prop_assert!(error.at <= line.chars().count()),
        }
    }
}

/// The opposite of an opposite as a form writes it.
fn opposites_in_groups(condition: &Condition) -> Condition {
    let within = |parts: &[Condition]| parts.iter().map(opposites_in_groups).collect();
    match condition {
        Condition::All(parts) => Condition::All(within(parts)),
        Condition::Any(parts) => Condition::Any(within(parts)),
        Condition::Not(inside) => {
            let inner = opposites_in_groups(inside);
            match inner {
                Condition::Not(_) => Condition::Not(Box::new(Condition::All(vec![inner]))),
                other => Condition::Not(Box::new(other)),
            }
        }
        Condition::Beside(relation, inside) => {
            Condition::Beside(*relation, Box::new(opposites_in_groups(inside)))
        }
        other => other.clone(),
    }
}
