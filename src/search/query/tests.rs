//! What questions are read as, and what is said about wrong ones.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Query {
    parse(text, false).unwrap().unwrap()
}

fn typed(text: &str) -> Option<Query> {
    parse(text, true).unwrap()
}

fn fault(text: &str) -> (usize, String) {
    let error = parse(text, false).unwrap_err();
    (error.at, error.message)
}

fn word(text: &str) -> Query {
    Query::Word(text.to_owned())
}

fn prefix(text: &str) -> Query {
    Query::Prefix(text.to_owned())
}

fn exact(text: &str, open: bool) -> Query {
    Query::Phrase { words: text.split(' ').map(str::to_owned).collect(), open }
}

fn without(wanted: Query, unwanted: Vec<Query>) -> Query {
    Query::Without { wanted: Box::new(wanted), unwanted }
}

#[test]
fn words_phrases_and_prefixes() {
    assert_eq!(read("Café"), word("cafe"));
    assert_eq!(read("don’t"), word("don't"));
    assert_eq!(read("neighb*"), prefix("neighb"));
    assert_eq!(read("\"Continuity of care\""), exact("continuity of care", false));
    assert_eq!(read("“trusted”"), exact("trusted", false));
    assert_eq!(read("\"continuity of ca*\""), exact("continuity of ca", true));
    assert_eq!(read("\"continuity of ca\"*"), exact("continuity of ca", true));
    assert_eq!(read("follow-up"), exact("follow up", false));
    assert_eq!(read("follow-u*"), exact("follow u", true));
}

#[test]
fn scripts_without_spaces_are_found_as_stretches() {
    assert_eq!(read("医院"), exact("医院", false));
    assert_eq!(read("在医院"), exact("在医 医院", false));
    assert_eq!(read("院"), prefix("院"));
    assert_eq!(read("医院*"), exact("医院", false));
    assert_eq!(typed("医院"), Some(exact("医院", false)));
    assert_eq!(typed("院"), Some(prefix("院")));
    assert_eq!(read("東京2020"), exact("東京 京 2020", false));
}

#[test]
fn words_by_their_look() {
    let wild = |pattern: &str| Query::Wild(pattern.to_owned());
    let fuzzy = |word: &str, edits| Query::Fuzzy { word: word.to_owned(), edits };
    assert_eq!(read("*Ship"), wild("*ship"));
    assert_eq!(read("com*ént*"), wild("com*ent*"));
    assert_eq!(read("wom?n?"), wild("wom?n"));
    assert_eq!(read("Why?"), word("why"));
    assert_eq!(typed("wom?"), Some(Query::Any(vec![word("wom"), prefix("wom")])));
    assert_eq!(typed("wom?n"), Some(wild("wom?n*")));
    assert_eq!(typed("wom?n "), Some(wild("wom?n")));
    assert_eq!(read("Behaviour~"), fuzzy("behaviour", 1));
    assert_eq!(read("behaviour~2"), fuzzy("behaviour", 2));
    assert_eq!(read("~10"), word("10"));
}

#[test]
fn words_as_they_are_written() {
    let written = |words: &[&str], writings: &[&str]| Query::Written {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        writings: writings.iter().map(|&word| word.to_owned()).collect(),
    };
    assert_eq!(read("=GP"), written(&["gp"], &["GP"]));
    assert_eq!(
        read("=\"Café au lait\""),
        written(&["cafe", "au", "lait"], &["Café", "au", "lait"])
    );
    assert_eq!(read("=我在"), written(&["我在"], &["我在"]));
    assert_eq!(typed("=\"Caf"), Some(prefix("caf")));
    assert_eq!(read("a = b"), Query::All(vec![word("a"), word("b")]));
}

#[test]
fn words_near_each_other() {
    let near = |one: Query, other: Query, apart| Query::Near {
        one: Box::new(one),
        other: Box::new(other),
        apart,
    };
    let (a, b, c) = (word("a"), word("b"), word("c"));
    assert_eq!(read("a NEAR/5 b"), near(a.clone(), b.clone(), 5));
    assert_eq!(read("a NEAR \"b c\""), near(a.clone(), exact("b c", false), 10));
    assert_eq!(
        read("c a NEAR/0 (b OR c*)"),
        Query::All(vec![c.clone(), near(a.clone(), Query::Any(vec![b.clone(), prefix("c")]), 0)])
    );
    assert_eq!(read("c NOT a NEAR b"), without(c, vec![near(a.clone(), b.clone(), 10)]));
    assert_eq!(typed("a NEAR/"), Some(a.clone()));
    assert_eq!(typed("a NEAR/5 "), Some(a.clone()));
    assert_eq!(typed("a NEAR b "), Some(near(a, b, 10)));
}

#[test]
fn operators_and_brackets() {
    let (a, b, c) = (word("a"), word("b"), word("c"));
    let all = |queries: &[&Query]| Query::All(queries.iter().map(|&q| q.clone()).collect());
    let any = |queries: &[&Query]| Query::Any(queries.iter().map(|&q| q.clone()).collect());
    assert_eq!(read("a b"), all(&[&a, &b]));
    assert_eq!(read("a AND b"), all(&[&a, &b]));
    assert_eq!(read("a OR b c"), any(&[&a, &all(&[&b, &c])]));
    assert_eq!(read("(a OR b) c"), all(&[&any(&[&a, &b]), &c]));
    assert_eq!(read("a -b"), without(a.clone(), vec![b.clone()]));
    assert_eq!(read("NOT b a NOT (c)"), without(a.clone(), vec![b.clone(), c.clone()]));
    assert_eq!(read("a (-b -c)"), without(a.clone(), vec![any(&[&b, &c])]));
    assert_eq!(read("NOT NOT a"), a);
    assert_eq!(read("a -(b OR c)"), without(a.clone(), vec![any(&[&b, &c])]));
    assert_eq!(read("a and b"), all(&[&a, &word("and"), &b]));
    assert_eq!(read("a – b &"), all(&[&a, &b]));
    assert_eq!(read("well-being"), exact("well being", false));
}

#[test]
fn a_quote_is_closed_once_the_question_is_written() {
    assert_eq!(fault("é \"b c").0, 2);
    assert_eq!(fault("=\"b").0, 0);
    assert_eq!(read("a\""), word("a"));
    assert_eq!(typed("\"b c"), Some(exact("b c", true)));
    assert_eq!(typed("\"b c "), Some(exact("b c", false)));
}

#[test]
fn nothing_asked_is_no_fault() {
    for text in ["", "  ", "\"\"", "\"", "–", "\0", "?!", "( – )", "- -", "--"] {
        assert_eq!(parse(text, false), Ok(None), "{text:?}");
        assert_eq!(parse(text, true), Ok(None), "{text:?}");
    }
}

#[test]
fn the_word_being_typed_is_a_prefix_too() {
    let open = |text: &str| Query::Any(vec![word(text), prefix(text)]);
    assert_eq!(typed("Trus"), Some(open("trus")));
    assert_eq!(typed("trus "), Some(word("trus")));
    assert_eq!(typed("a trus"), Some(Query::All(vec![word("a"), open("trus")])));
    assert_eq!(typed("(a OR trus"), Some(Query::Any(vec![word("a"), open("trus")])));
    assert_eq!(typed("follow-u"), Some(exact("follow u", true)));
    assert_eq!(typed("a -b"), Some(without(word("a"), vec![open("b")])));
}

#[test]
fn what_is_unfinished_is_passed_over_while_typing() {
    for text in ["a AND", "a OR ", "a NOT", "a -", "a (", "(a"] {
        assert!(matches!(typed(text), Some(Query::Word(_) | Query::Any(_))), "{text:?}");
    }
    for text in ["AND", "OR", "NOT", "-", "("] {
        assert_eq!(typed(text), None, "{text:?}");
    }
}

#[test]
fn faults_name_their_place() {
    for (text, at) in [
        ("AND", 0),
        ("é AND", 2),
        ("a AND OR b", 2),
        ("OR b", 0),
        ("a OR", 2),
        ("a ()", 2),
        ("a (b", 2),
        ("a b)", 3),
        ("NOT a", 0),
        ("  -a", 2),
        ("a OR NOT b", 5),
        ("(a AND)", 3),
        ("(OR)", 1),
        ("a NOT", 2),
        ("a NOT )", 2),
        ("*", 0),
        ("a \"b", 2),
        ("NEAR b", 0),
        ("a NEAR", 2),
        ("a NEAR/x b", 2),
        ("a NEAR/100000 b", 2),
        ("a NEAR/5 (b c)", 2),
        ("a NEAR/5 b NEAR/5 c", 11),
        ("ab NEAR (*e* OR b)", 3),
        ("é ne-bo*r", 7),
        ("a *?", 2),
        ("aal~2", 3),
        ("ab~", 2),
        ("trust~3", 5),
        ("a =\"b*\"", 2),
    ] {
        assert_eq!(fault(text).0, at, "{text:?}: {}", fault(text).1);
    }
}

#[test]
fn what_would_exhaust_the_machine_is_refused() {
    assert_eq!(fault(&"(".repeat(100_000)).0, 51);
    assert!(parse(&"NOT ".repeat(100_000), true).is_err());
    assert!(parse(&"-a ".repeat(1_000), true).is_err());
    assert!(parse(&"a ".repeat(501), false).is_err());
    assert!(parse(&format!("\"{}\"", "a ".repeat(501)), false).is_err());
    let terms: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
    assert!(parse(&terms.join(" OR "), false).is_err());
    assert_eq!(fault(&format!("{}*b", "*a".repeat(200))).0, 0);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(
        text in "(a|bcde|AND|OR|NOT|NEAR|NEAR/3|-|=|~|~2|\\?|\\*|\"|“|\\(|\\)| |\n|中|\\PC){0,30}", typing: bool
    ) {
        if let Err(error) = parse(&text, typing) {
            prop_assert!(error.at < text.chars().count());
            prop_assert!(error.message.ends_with('.'));
        }
    }
}
