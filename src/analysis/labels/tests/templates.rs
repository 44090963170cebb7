//! What templates say and refuse, whoever wrote them.

use proptest::prelude::*;

use super::super::date_format::DatePart;
use super::super::template::{Alternative, Choice, Form, Part, Subject, Test};
use super::*;

fn setting(people: &People) -> Setting<'_> {
    static KEPT: std::sync::LazyLock<NumberKey> = std::sync::LazyLock::new(NumberKey::default);
    Setting { grain: Grain::Coarse, people, compares_rounds: true, numbers: &KEPT }
}

#[test]
fn errors_point_at_the_place_and_say_what_to_write() {
    for (template, start, end, message) in [
        ("a {rolle} b", 3, 8, "There is no field “rolle”; did you mean role?"),
        ("é {public_role|kind}", 3, 14, "There is no field “public_role”; did you mean role?"),
        ("{meeting type}", 9, 10, "Here } closes the field"),
        ("{xylophone}", 1, 10, "There is no field “xylophone”; write one of person, series,"),
        ("{note}", 1, 5, "The note is printed by the style"),
        (
            "{file}",
            1,
            5,
            "“file” is private, and this template is for everybody; write kind instead.",
        ),
        ("{role|name}", 6, 10, "“name” is private"),
        ("{when exact_attribute \"Size\" is big: x}", 6, 28, "“exact_attribute” is private"),
        ("{attribute}", 1, 10, "“attribute” needs the name of the attribute"),
        ("{role \"x\"}", 1, 9, "Nothing may stand behind “role”"),
        ("{role", 0, 1, "This { is never closed"),
        ("{role|", 6, 6, "Here stands the name of a field"),
        ("{", 1, 1, "Here stands the name of a field"),
        ("{}", 1, 2, "Here stands the name of a field"),
        ("a } b", 2, 3, "This } closes nothing; take it out, or write \\} to print one."),
        ("a > b", 2, 3, "This > closes nothing"),
        ("a <b {role}", 2, 3, "This < is never closed"),
        ("<b {role}}", 0, 1, "This < is never closed"),
        ("x <5 people>", 2, 12, "There is no field between < and >"),
        ("<a < {role}>>", 0, 13, "There is no field between < and >"),
        ("<{role|\"nobody\"}>", 0, 17, "There is no field between < and >"),
        ("a \\b", 2, 3, "Behind a \\ stands one of"),
        ("a \\", 2, 3, "Behind a \\ stands one of"),
        ("{\"a\"}", 1, 4, "In braces a field comes first"),
        ("{role|\" \"}", 6, 9, "There are no words between these quotation marks"),
        ("{role|\"a\"|kind}", 9, 10, "What stands behind these words would never be printed"),
        ("{role|\"a}", 6, 7, "This quotation mark is never closed"),
        ("{date:mmmm}", 6, 7, "In a date only Y, M and D stand for something"),
        ("{date:YYY}", 6, 9, "“YYY” is no part of a date"),
        ("{date: - }", 6, 9, "Behind the colon stands the form of the date"),
        ("{date:}", 5, 6, "Behind the colon stands the form of the date"),
        ("{role:upper}", 6, 11, "Words are printed as they are"),
        ("{when kind fieldnote: x}", 11, 12, "Here stands “is” and a value"),
        ("{when kind is : x}", 14, 15, "Here stands a value"),
        ("{when kind is a x}", 17, 18, "Here stands a colon"),
        ("{when kind is a: x", 0, 1, "This { is never closed"),
        ("{when kind is a: x | otherwise: y | is b: z}", 34, 35, "Nothing can follow"),
        ("{when kind is a: <{role} | is b: z>}", 25, 26, "This bar stands within < and >"),
        ("{when kind is a: x> | is b: z}", 18, 19, "This > closes nothing"),
        ("{when rounds compared: x}", 13, 14, "Here stands “rounds are compared”."),
        ("{when rounds are compared: x | is b: z}", 31, 32, "Here stands otherwise"),
    ] {
        let error = Template::<PublicField>::parse(template).expect_err(template);
        assert_eq!((error.span.start, error.span.end), (start, end), "{template}: {error}");
        assert!(error.message.starts_with(message), "{template}: {error}");
        assert!(error.message.ends_with(['.', '?', '}']), "{template}: {error}");
    }
    for template in ["<".repeat(100_000), "<".repeat(4_000), "{when kind is a: ".repeat(250)] {
        assert!(Template::<ScreenField>::parse(&template).is_err());
    }
}

#[test]
fn a_template_is_written_back_in_one_way() {
    for (written, printed) in [
        ("[{role} ID {person}]", "[{role} ID {person}]"),
        ("a | b", "a | b"),
        ("{ role | kind : capital | “x” }", "{role|kind:capital|\"x\"}"),
        ("{attribute “Size”}", "{attribute \"Size\"}"),
        ("{date: D MMMM, YYYY }", "{date:D MMMM, YYYY}"),
        ("{date:\"on \"D\"\"D \"o\"\"f\"}", "{date:\"on \"D\"\"D\" of\"}"),
        (
            "{when kind is  fieldnote or  \"board paper\" :a|is given:\\ b \\||otherwise : {role} }",
            "{when kind is fieldnote or board paper: a | is given: \\ b \\| | otherwise: {role}}",
        ),
        ("{when rounds are compared:, {year}}", "{when rounds are compared: , {year}}"),
        (
            "{when role is \"given\" or \"or\" or \"a: b\": }",
            "{when role is \"given\" or \"or\" or \"a: b\": }",
        ),
    ] {
        let template = Template::<PublicField>::parse(written).expect(written);
        assert_eq!(template.to_string(), printed);
    }
}

#[test]
fn what_is_missing_is_listed_and_the_label_made() {
    for (template, line, label, missing) in [
        ("{role} ID {person}", "person: GP", "[GP ID]", &["person"][..]),
        ("{role} ID {person}", "", "[ID]", &["role", "person"]),
        ("{role}{role}", "", "", &["role"]),
        ("{qualifier|role}, {date:YYYY}", "", "[,]", &["qualifier", "date"]),
        ("{date:D MMMM|meeting_date:YYYY}", "date: 2012-03", "", &["date"]),
        ("{attribute \"Size\"}", "attribute: Size= ", "", &["attribute “Size”"]),
        ("< {role}>", "", "", &["the whole label"]),
        ("{when kind is fieldnote: x}", "kind: survey", "", &["the whole label"]),
        ("{when kind is survey: {role}}", "kind: survey", "", &["role"]),
        ("{role} ID {person}", "person: GP #1 | person: Nurse", "[GP ID 1; Nurse ID]", &["person"]),
        ("{case}", "", "", &["case"]),
    ] {
        let style = HouseStyle { allows_cases: true, ..style_of(template) };
        let found = labelled(&style, &record(line));
        let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
        assert_eq!(found, (label.to_owned(), missing), "{template} of {line}");
    }
}

#[test]
fn a_style_says_which_template_is_wrong() {
    let error = style_of("{role}, {case}").labels::<PublicField>().expect_err("no cases");
    assert_eq!((error.which, error.error.span.start), (WhichTemplate::Extract(0), 9));
    assert!(
        error
            .to_string()
            .starts_with("The style “” cannot be used: This style does not print cases")
    );
    let mut style = style_of("{role}");
    style.speakers.template = "{file}".to_owned();
    let error = style.labels::<PublicField>().expect_err("private");
    assert_eq!(error.which, WhichTemplate::Speakers);
    assert!(style.labels::<ScreenField>().is_ok());
    for style in HouseStyle::shipped() {
        let is_public = style.audience == Audience::Public;
        assert_eq!(style.labels::<PublicField>().is_ok(), is_public, "{}", style.name);
        assert!(style.labels::<ScreenField>().is_ok());
        let json = serde_json::to_string(&style).expect("JSON");
        assert_eq!(serde_json::from_str::<HouseStyle>(&json).expect("a style"), style);
    }
    assert_eq!(serde_json::from_str::<HouseStyle>("{}").expect("a style"), HouseStyle::default());
}

#[test]
fn the_screen_says_who_it_was() {
    let public =
        record("kind: interview | person: Manager/Director #512 | date: 2014-06 | case: Site 6");
    let private = PrivateFacts {
        people: vec![PrivatePerson {
            name: Some("Ann Other".to_owned()),
            post: Some("Deputy finance director".to_owned()),
            attributes: vec![("Age".to_owned(), "47".to_owned())],
        }],
        site: Some("Mayfield".to_owned()),
        date: "2014-06-03".parse().ok(),
        ..PrivateFacts::default()
    };
    let labels = HouseStyle::screen().labels::<ScreenField>().expect("a sound style");
    let facts = Facts { public: &public, private: &private };
    let label = labels.label(facts, &NumberKey::default());
    assert_eq!(label.text, "Ann Other, Deputy finance director, Mayfield, 3 June 2014");
    let nothing = PrivateFacts::default();
    let label = labels.label(Facts { public: &public, private: &nothing }, &NumberKey::default());
    assert_eq!(label.text, "512, Director, Site 6, June 2014");
    let tag = labels.tag(facts, &NumberKey::default());
    assert_eq!(tag.text, "[Ann Other, Deputy finance director]:");
    let age = Template::<ScreenField>::parse("{exact_person_attribute \"age\"}").expect("sound");
    assert_eq!(age.label(facts, &setting(&People::default())).text, "47");
}

#[test]
fn the_word_of_the_register_goes_before_the_rules_and_a_coarse_role_hides_the_fine_one() {
    let mut facts = record("person: /Chair #1 | person: /Chair #2");
    let style = HouseStyle {
        people: People { together: true, ..People::default() },
        grain: Grain::Fine,
        ..HouseStyle::report()
    };
    for person in &mut facts.people {
        person.fine_role.as_mut().expect("a role").several = Some("People in the chair".to_owned());
    }
    assert_eq!(labelled(&style, &facts).0, "[People in the chair ID 1 and 2]");
    let (label, missing) = labelled(&HouseStyle::report(), &facts);
    assert_eq!((label.as_str(), missing.as_slice()), ("[ID 1; ID 2]", &["role".to_owned()][..]));
}

#[test]
fn a_number_that_the_key_does_not_know_is_missing_and_not_printed() {
    let facts = record("kind: interview | person: GP #512 | person: GP #77");
    let numbers: Vec<Number> =
        facts.people[..1].iter().filter_map(|person| person.number.clone()).collect();
    let key = NumberKey::new(Numbering::Shuffled, &numbers, 1, &NumberKey::default());
    let labels = HouseStyle::report().labels::<PublicField>().expect("a sound style");
    let label = labels.label((&facts).into(), &key);
    assert_eq!(label.text, "GP ID 1; GP ID");
    assert_eq!(label.missing, [Missing::Field("person".to_owned())]);
}

#[test]
fn tags_end_as_the_style_says() {
    let facts = record("person: Manager #514 | person: Manager #518");
    for (after, together, tag) in [
        (":", true, "[Managers ID 514 and 518]:"),
        (" -", true, "[Managers ID 514 and 518] -"),
        ("", false, "[Manager ID 514; Manager ID 518]"),
    ] {
        let mut style = HouseStyle::report();
        style.speakers.after = after.to_owned();
        style.people.together = together;
        let labels = style.labels::<PublicField>().expect("a sound style");
        assert_eq!(labels.tag((&facts).into(), &NumberKey::default()).text, tag);
    }
    let labels = HouseStyle::report().labels::<PublicField>().expect("a sound style");
    assert_eq!(labels.tag((&record("person: GP")).into(), &NumberKey::default()).text, "[GP]:");
    let nobody = labels.tag((&record("")).into(), &NumberKey::default());
    assert_eq!((nobody.text.as_str(), nobody.missing.len()), ("", 1));
}

/// Signs, names and words that templates are made of, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "{",
        "}",
        "<",
        ">",
        "|",
        "\\",
        "\"",
        ":",
        " ",
        "“",
        "é",
        "x",
        "role",
        "person",
        "date",
        "kind",
        "when ",
        " is ",
        " or ",
        "otherwise",
        "given",
        "rounds are compared",
        "MMMM",
        "YYYY",
        "D",
        "capital",
        "name",
        "post",
        "site",
        "file",
        "source",
        "exact_date",
        "attribute \"Size\"",
        "exact_attribute \"Size\"",
        "{name}",
        "{file|role}",
        "{role}",
        "<{person}>",
        "{exact_date:D MMMM}",
        "{when site is given: ",
        "{when kind is interview: ",
        "{exact_person_attribute \"Size\"}",
    ]);
    prop::collection::vec(scrap, 0..14).prop_map(|scraps| scraps.concat())
}

/// Facts of which everything private bears a mark.
fn marked() -> (PublicFacts, PrivateFacts) {
    let public = record(
        "kind: interview | person: GP/Chair #512 | person: Nurse #3 | date: 2012-03 | attribute: Size=large",
    );
    let secret = |name: &str| Some(format!("SECRET {name}"));
    let attributes = vec![("Size".to_owned(), "SECRET size".to_owned())];
    let person = PrivatePerson {
        name: secret("name"),
        post: secret("post"),
        attributes: attributes.clone(),
    };
    let private = PrivateFacts {
        people: vec![person.clone(), person],
        site: secret("site"),
        source: secret("source"),
        file: secret("file"),
        date: "1999-12-31".parse().ok(),
        attributes,
    };
    (public, private)
}

fn words() -> impl Strategy<Value = String> {
    "[a-c {}<>|\\\\\"“:.é]{1,6}"
}

fn field() -> impl Strategy<Value = PublicField> {
    let name = (0..PUBLIC_FIELDS.len()).prop_map(|at| PUBLIC_FIELDS[at]);
    (name, "[a-c\"\\\\} ]{0,3}x").prop_map(|(name, attribute)| {
        let attribute = name.takes_attribute.then_some(&*attribute);
        PublicField::named(name.name, attribute).expect("a field")
    })
}

fn date_part() -> impl Strategy<Value = DatePart> {
    prop_oneof![
        3 => (0..8usize).prop_map(|at| DatePart::LETTERS[at].1.clone()),
        1 => words().prop_map(DatePart::Words),
    ]
}

fn alternative() -> impl Strategy<Value = Alternative<PublicField>> {
    (field(), 0..3, date_part(), prop::collection::vec(date_part(), 0..5)).prop_map(
        |(field, form, first, mut rest)| {
            let form = match (field.is_date(), form) {
                (_, 0) => Form::Plain,
                (false, 1) => Form::Capital,
                (false, _) => Form::Small,
                (true, _) => {
                    rest.insert(0, first);
                    rest.push(DatePart::Year);
                    let mut parts: Vec<DatePart> = Vec::new();
                    for part in rest {
                        match (parts.last_mut(), part) {
                            (Some(DatePart::Words(before)), DatePart::Words(words)) => {
                                before.push_str(&words);
                            }
                            (_, part) => parts.push(part),
                        }
                    }
                    Form::Date(parts)
                }
            };
            Alternative::Field(field, form)
        },
    )
}

/// Parts as the parser gives them: words side by side are one, groups hold a field that may be empty.
fn joined(parts: Vec<Part<PublicField>>) -> Vec<Part<PublicField>> {
    let mut joined: Vec<Part<PublicField>> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Words(before)), Part::Words(words)) => before.push_str(&words),
            (_, part) => joined.push(part),
        }
    }
    joined
}

fn parts() -> impl Strategy<Value = Vec<Part<PublicField>>> {
    let fields = (prop::collection::vec(alternative(), 1..3), prop::option::of("[a-c\"} ]{0,4}x"))
        .prop_map(|(mut all, words)| {
            all.extend(words.map(Alternative::Words));
            Part::Fields(all)
        });
    let leaf = prop_oneof![words().prop_map(Part::Words), fields];
    let part = leaf.prop_recursive(4, 24, 4, |part| {
        let inner = prop::collection::vec(part, 0..4).prop_map(joined);
        let test = prop_oneof![
            prop::collection::vec("(|[a-c]{1,3}|or|given|or-b|[a-c :|\"\\\\]{1,5})", 1..3)
                .prop_map(Test::Is),
            Just(Test::Given),
        ];
        let arms = prop::collection::vec((test, inner.clone()), 1..3);
        prop_oneof![
            (inner.clone(), field()).prop_map(|(mut parts, field)| {
                parts.push(Part::Fields(vec![Alternative::Field(field, Form::Plain)]));
                Part::Group(parts)
            }),
            (field(), arms, prop::option::of(inner.clone())).prop_map(
                |(field, arms, otherwise)| {
                    Part::Choice(Choice { on: Subject::Field(field), arms, otherwise })
                }
            ),
            (inner.clone(), prop::option::of(inner)).prop_map(|(parts, otherwise)| {
                Part::Choice(Choice {
                    on: Subject::Compared,
                    arms: vec![(Test::Given, parts)],
                    otherwise,
                })
            }),
        ]
    });
    prop::collection::vec(part, 0..5).prop_map(joined)
}

/// A template of words, fields that are known or not, and groups.
#[derive(Debug, Clone)]
enum Toy {
    Word,
    Field(usize),
    Group(Vec<Toy>),
}

const TOY_FIELDS: [&str; 4] = ["round", "kind", "meeting_type", "case"];

impl Toy {
    fn write(&self) -> String {
        match self {
            Self::Word => " w".to_owned(),
            Self::Field(at) => format!(" {{{}}}", TOY_FIELDS[*at]),
            Self::Group(parts) => {
                format!("<{}>", parts.iter().map(Self::write).collect::<String>())
            }
        }
    }

    fn label(&self, known: [bool; 4]) -> String {
        match self {
            Self::Word => " w".to_owned(),
            Self::Field(at) if known[*at] => format!(" {at}"),
            Self::Field(_) => " ".to_owned(),
            Self::Group(parts) => {
                let empty = parts.iter().any(|part| matches!(part, Self::Field(at) if !known[*at]));
                if empty {
                    String::new()
                } else {
                    parts.iter().map(|part| part.label(known)).collect()
                }
            }
        }
    }
}

fn toys() -> impl Strategy<Value = Vec<Toy>> {
    let leaf = prop_oneof![Just(Toy::Word), (0..4usize).prop_map(Toy::Field)];
    let toy = leaf.prop_recursive(4, 20, 4, |toy| {
        (prop::collection::vec(toy, 0..4), 0..4usize).prop_map(|(mut parts, at)| {
            parts.push(Toy::Field(at));
            Toy::Group(parts)
        })
    });
    prop::collection::vec(toy, 0..6)
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same(parts in parts()) {
        let template = Template { parts, named: Vec::new() };
        let line = template.to_string();
        let read = Template::<PublicField>::parse(&line);
        prop_assert_eq!(read.as_ref(), Ok(&template), "{}", line);
        for (field, span) in read.expect("sound").fields() {
            let all: String = line.chars().skip(span.start as usize).take(span.len() as usize).collect();
            prop_assert!(all.starts_with(field.name().0), "{} in {}", all, line);
        }
    }

    #[test]
    fn no_template_is_too_strange_and_none_for_everybody_tells_a_secret(template in scraps()) {
        let (public, private) = marked();
        let people = People { together: template.len() % 2 == 0, ..People::default() };
        let all = Template::<ScreenField>::parse(&template);
        let names_private = all.as_ref().is_ok_and(|all| {
            all.fields().iter().any(|(field, _)| field.public().is_none())
        });
        if let Ok(all) = &all {
            all.label(Facts { public: &public, private: &private }, &setting(&people));
            let again = Template::parse(&all.to_string());
            prop_assert_eq!(again.as_ref(), Ok(all));
        }
        match Template::<PublicField>::parse(&template) {
            Ok(open) => {
                prop_assert!(!names_private && all.is_ok());
                let label = open.label((&public).into(), &setting(&people));
                prop_assert!(!label.text.contains("SECRET") && !label.text.contains("1999"));
            }
            Err(error) => {
                let length = template.chars().count() as u32;
                prop_assert!(error.span.start <= error.span.end && error.span.end <= length);
                prop_assert!(names_private || all.is_err());
            }
        }
    }

    #[test]
    fn any_words_are_read_or_refused(template in "\\PC{0,40}") {
        let (public, private) = marked();
        if let Ok(all) = Template::<ScreenField>::parse(&template) {
            all.label(Facts { public: &public, private: &private }, &setting(&People::default()));
            prop_assert_eq!(Template::parse(&all.to_string()), Ok(all));
        }
    }

    #[test]
    fn groups_vanish_exactly_when_a_field_in_them_is_empty(toys in toys(), known: [bool; 4]) {
        let given = |at: usize| known[at].then(|| at.to_string());
        let meeting = PublicMeeting { kind: given(2), ..PublicMeeting::default() };
        let facts = PublicFacts {
            round: given(0),
            kind_word: given(1),
            meeting: Some(meeting),
            case: given(3),
            ..PublicFacts::default()
        };
        let line: String = toys.iter().map(Toy::write).collect();
        let template = Template::<PublicField>::parse(&line).expect("sound");
        let label = template.label((&facts).into(), &setting(&People::default()));
        let expected: String = toys.iter().map(|toy| toy.label(known)).collect();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        prop_assert_eq!(label.text, expected.join(" "));
        let is_missing = toys.iter().any(|toy| matches!(toy, Toy::Field(at) if !known[*at]));
        if !expected.is_empty() {
            prop_assert_eq!(!label.missing.is_empty(), is_missing);
        }
    }
}
