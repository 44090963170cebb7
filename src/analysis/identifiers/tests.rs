//! What is found and what is left alone, kind by kind.

use proptest::prelude::*;

use super::*;
use crate::domain::Term;

fn term(private: &str, public: Option<&str>) -> Term {
    let public = public.map(str::to_owned);
    Term { private: private.to_owned(), public, kind: TermKind::Name }
}

/// The text with `«»` around what is found.
fn marked(string: &str, kind: IdentifierKind, terms: &[Term]) -> String {
    let string = string.replace(['«', '»'], "");
    let text = Text::new(string.as_str());
    let mut marked = String::new();
    let mut at = 0;
    for found in scan(&text, &Terms::new(terms)).into_iter().filter(|found| found.kind == kind) {
        marked.push_str(text.slice(Span { start: at, end: found.span.start }));
        marked.extend(["«", text.slice(found.span), "»"]);
        at = found.span.end;
    }
    marked.push_str(text.slice(Span { start: at, end: text.length() }));
    marked
}

/// Looks for one kind in each text; what is to be found stands between `«` and `»`.
fn assert_found(kind: IdentifierKind, texts: &[&str]) {
    for text in texts {
        assert_eq!(&marked(text, kind, &[]), text);
    }
}

#[test]
fn email_addresses() {
    assert_found(
        IdentifierKind::Email,
        &[
            "write to «ann.smith@nhs.net», or",
            "«a@b.co.uk».",
            "<«Ann.O'Brien+x@mail.example.org»>",
            "mailto:«ann_s@x.org»?subject=a",
            "«zoë@bücher.example»",
            "'«ann@x.org»'",
            "at @ann, ann@home, a @ b.org, ann@, @b.org",
            "3@£2.50",
        ],
    );
}

#[test]
fn web_addresses() {
    assert_found(
        IdentifierKind::WebAddress,
        &[
            "see «https://example.org/a_(b)?c=d#e».",
            "(«http://x.example»)",
            "at «www.marsh-lane.example/staff», then",
            "“«HTTPS://X.org»”",
            "on «marshlanesurgery.nhs.uk» and «example.com/a»!",
            "the end.Then we, e.g. that, Mr.Smith, file.doc, 3.5.com1",
            "http:// alone, www. alone",
        ],
    );
}

#[test]
fn phone_numbers() {
    assert_found(
        IdentifierKind::Phone,
        &[
            "ring «020 7946 0958».",
            "«0161 496 0000» or «(0161) 496 0000»",
            "(call «01632 960123»)",
            "«01632960123»",
            "«07700 900123»/«07700-900-456»",
            "«07700.900.123»",
            "«+44 20 7946 0958», «+44 (0)20 7946 0958», (+44) no",
            "«0044 7700 900123»",
            "«+447700900123»",
            "«+353 1 234 5678» and «+1 555-010-4567»",
            "«0161 496 0000 ext 123»",
            "«0161 496 0000» x",
            "«0300 123 4567»",
            "«016977 2000» is short",
            "in 2012 2013 2014 and 2015",
            "£07700900123, $0161 496 0000",
            "ID 01614960000, ref: 0161 496 0000",
            "01/02/2013 10:30, 01-02-2013 10:30, 01.02.2013 10.30",
            "0.1234567890 and 3.0161496000",
            "0049 0050 0051",
            "the number 12345678901",
            "0161 496 000000",
            "x07700900123 and 07700900123x",
            "04123 456789",
            "+5 people, +10 years",
            "274,350 and 1 000 000 000",
        ],
    );
}

#[test]
fn nhs_numbers_have_a_valid_check_digit() {
    assert_found(
        IdentifierKind::NhsNumber,
        &[
            "NHS no «943 476 5919».",
            "«9434765919»",
            "«943-476-5919»",
            "«943.476.5919»",
            "«94347 65919»",
            "«9434 765 919»",
            "943 476 5918",
            "9434765910",
            "1111111111 and 0000000000",
            "94347659190 and 19434765919",
            "94 34 76 59 19",
            "943 476  5919",
            // The check would be 10, so no number begins so.
            "400 000 0080, 400 000 0081",
        ],
    );
    let ten = |rest: u32| format!("{rest:010}");
    let valid = (0..11_000).filter(|&n| is_nhs(&ten(4_000_000_000 + n))).count();
    assert!((990..=1010).contains(&valid), "one in eleven: {valid}");
}

fn is_nhs(number: &str) -> bool {
    marked(number, IdentifierKind::NhsNumber, &[]).starts_with('«')
}

#[test]
fn postcodes() {
    assert_found(
        IdentifierKind::Postcode,
        &[
            "in «M13 9PL».",
            "«M1 1AA», «M60 1NW», «CR2 6XH», «DN55 1PT», «W1A 1HQ», «EC1A 1BB», «GIR 0AA»",
            "«sw1a2AA» and «M139pl»",
            "«M13  9PL» «M13\u{a0}9PL»",
            "m13 9pl",
            "Q1 1AA, V1 1AA, X1 1AA, AI1 1AA, M13 9PI, M13 9CM",
            "M51 and M13 only",
            "M139PLX, XM13 9PL, M13 91PL",
            "GIR 0AB",
            "ID 161 GP",
        ],
    );
}

#[test]
fn dates_of_birth_are_announced() {
    assert_found(
        IdentifierKind::BirthDate,
        &[
            "born on «3 April 1965» in Leeds, came on 4 May 2012",
            "DOB: «03/04/1965»",
            "DOB «3.4.65», D.O.B. «3-4-65», d/o/b «1965-04-03»",
            "Date of birth\n«3rd of April, 1965»",
            "her birthday is «April 3rd, 1965»",
            "«3 Apr. 1965» (date of birth)",
            "On «12 March 1970» she was born.",
            "on 3 April 1965",
            "She was born here. On 3 April 2012 we met",
            "born in April 1965",
            "newborn on 3 April 2012; stubborn 3/4/12",
            "born in the old hospital that stood beside the river, and by 3 April 2012",
            "born 1965",
        ],
    );
}

const NAME: IdentifierKind = IdentifierKind::Term(TermKind::Name);

fn assert_terms(terms: &[Term], texts: &[&str]) {
    for text in texts {
        assert_eq!(&marked(text, NAME, terms), text);
    }
}

#[test]
fn terms_are_whole_words_in_any_case() {
    let terms =
        ["Ann", "Marsh Lane", "Marsh Lane Surgery", "St. Mary's", "O'Brien", "A&E", "Zoë", "北京"];
    let terms = terms.map(|private| term(private, Some("name")));
    assert_terms(
        &terms,
        &[
            "«Ann» and «ANN», «ann».",
            "«Ann»’s and «Ann»' own, Anna, annex, Annn, Ann't",
            "«Marsh Lane», «marsh-lane», «Marsh  Lane», «Marsh\nLane», «Marsh\u{a0}Lane», «Marsh‑Lane»",
            "«Marsh Lane Surgery» and «Marsh Lane» surgeries",
            "Marsh\n\nLane, Marsh. Lane, Marsh, Lane, Marshlane, Marsh",
            "«St. Mary's», «St Mary’s», «st mary's», St Marys",
            "«O’Brien», o'briens, O Brien, Brien",
            "«A&E» and «A & E», a & e, A and E",
            "«Zoë», «Zoe\u{308}», Zoe",
            "我在«北京»工作, 北 京",
            "end.«Ann»_x, «Ann»-based",
        ],
    );
    assert_terms(&[term("Brien", Some("x")), term("Don", Some("x"))], &["O'Brien, don't, «Don»'s"]);
}

#[test]
fn short_abbreviations_are_found_in_capitals() {
    let terms = [
        term("MIND", Some("charity")),
        term("LMC", None),
        term("H&WB", Some("board")),
        term("BARNET", Some("x")),
    ];
    assert_terms(&terms, &["«MIND» and mind, Mind; «H&WB» and h&wb; «Barnet»; LMC, lmc"]);
    let both = [term("MIND", Some("charity")), term("Mind", Some("person"))];
    let text = Text::new("MIND, mind");
    let found = scan(&text, &Terms::new(&both));
    let replacements: Vec<&str> = found.iter().map(|found| &*found.replacement).collect();
    assert_eq!(replacements, ["[charity]", "[person]"]);
}

#[test]
fn the_longest_finding_wins_and_terms_win_ties() {
    let terms = Terms::new(&[
        term("Ann Smith", Some("GP")),
        term("Smith Lane", Some("road")),
        term("Ann", Some("A")),
        term("M13 9PL", Some("place")),
    ]);
    let text = Text::new("Ann Smith Lane at M13 9PL, ann@x.org");
    let found = scan(&text, &terms);
    let words: Vec<(&str, &str)> =
        found.iter().map(|found| (text.slice(found.span), &*found.replacement)).collect();
    assert_eq!(
        words,
        [
            ("Ann", "[A]"),
            ("Smith Lane", "[road]"),
            ("M13 9PL", "[place]"),
            ("ann@x.org", "[e-mail]")
        ]
    );
}

#[test]
fn harmless_words_are_not_reported() {
    let terms = [
        term("Leeds", Some("city")),
        term("Leeds Protocol", None),
        term("www.gov.uk", None),
        term("0300 123 4567", None),
    ];
    assert_terms(&terms, &["«Leeds» but the leeds protocol"]);
    let text = Text::new("WWW.gov.uk, https://www.gov.uk/x, 0300-123-4567, 0300 123 4568");
    let kinds: Vec<&str> =
        scan(&text, &Terms::new(&terms)).iter().map(|found| text.slice(found.span)).collect();
    assert_eq!(kinds, ["https://www.gov.uk/x", "0300 123 4568"]);
}

#[test]
fn public_terms_in_brackets_are_none() {
    let terms = [term("CCG", Some("[neighbouring CCG]")), term("Ann", Some("GP"))];
    assert_terms(&terms, &["[neighbouring CCG], [Neighbouring  CCG's] and «CCG»"]);
    let text = Text::new("Ann met [Ann ID 4], a@b.org [a@b.org]");
    let found = scan(&text, &Terms::new(&terms));
    let replacements: Vec<&str> = found.iter().map(|found| &*found.replacement).collect();
    assert_eq!(replacements, ["[GP]", "GP", "[e-mail]", "e-mail"]);
}

#[test]
fn spans_split_no_cluster() {
    let text = Text::new("1. M13 9PL\u{301}, a@b.org\u{20e3}");
    let found = scan(&text, &Terms::default());
    let words: Vec<&str> = found.iter().map(|found| text.slice(found.span)).collect();
    assert_eq!(words, ["M13 9PL\u{301}", "a@b.org\u{20e3}"]);
}

#[test]
fn huge_texts_take_no_time() {
    let terms = Terms::new(&[term("a a a a b", Some("x")), term("a", None), term("M1", Some("y"))]);
    for part in [
        "a ",
        "a@",
        "a@b.",
        "0",
        "0 1 ",
        "07700 ",
        "+4",
        "(",
        "[a",
        "1.2.",
        "born 1/2/65 ",
        "www.",
        "http://",
        "M1 1",
        "a.com1",
        "'",
        "M1'",
    ] {
        scan(&Text::new(part.repeat(60_000 / part.len())), &terms);
    }
    scan(&Text::new(format!("[{}]", "a@b.org ".repeat(8_000))), &terms);
}

fn pieces() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("Ann"),
        Just("ann's"),
        Just("Marsh Lane"),
        Just("MIND"),
        Just("[GP]"),
        Just("["),
        Just("]"),
        Just(" "),
        Just("\n"),
        Just("-"),
        Just("."),
        Just("’"),
        Just("@x.org"),
        Just("www.x.uk"),
        Just("07700 900123"),
        Just("943 476 5919"),
        Just("M13 9PL"),
        Just("born"),
        Just("3/4/1965"),
        Just("1"),
        Just("\u{301}"),
        Just("👩‍👧"),
        Just("北京"),
        Just("("),
        Just(")"),
    ]
    .prop_map(str::to_owned);
    let part = prop_oneof![4 => part, 1 => "\\PC{0,4}"];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn findings_are_sound(
        string in pieces(),
        more in prop::collection::vec((pieces(), prop::option::of("[a-z\\[\\] ]{0,5}")), 0..3),
    ) {
        let mut terms = vec![
            term("Ann", Some("GP")),
            term("Marsh Lane", Some("[road]")),
            term("MIND", None),
            term("北京", Some("x")),
        ];
        terms.extend(more.iter().map(|(private, public)| term(private, public.as_deref())));
        let text = Text::new(string);
        let mut at = 0;
        for found in scan(&text, &Terms::new(&terms)) {
            prop_assert!(found.span.start >= at && !found.span.is_empty());
            prop_assert!(text.holds(found.span));
            prop_assert_eq!(text.snap(found.span), found.span);
            at = found.span.end;
        }
    }

    #[test]
    fn a_term_is_found_wherever_it_stands(
        private in "[A-Za-zé][a-zé]{1,6}( [A-Z][a-z]{1,5})?",
        before in "[ ,(“]",
        after in "[ ,.;)”?]",
    ) {
        let text = Text::new(format!("so{before}{private}{after}then"));
        let found = scan(&text, &Terms::new(&[term(&private, Some("x"))]));
        prop_assert!(found.iter().any(|found| text.slice(found.span) == private));
    }
}
