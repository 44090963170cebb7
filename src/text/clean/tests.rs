//! What each rule changes, what it leaves alone, and that the changes lead from the one text to the other.

use proptest::prelude::*;

use super::*;

fn cleaned(string: &str, rules: &[Rule]) -> Cleaned {
    let text = Text::new(string);
    let cleaned = clean(&text, &[], rules);
    assert_eq!(cleaned.changes.apply(&text), cleaned.text.as_str());
    cleaned
}

/// The text after one rule, and how many places that changed.
fn by(rule: Rule, string: &str) -> (String, usize) {
    let cleaned = cleaned(string, &[rule]);
    (cleaned.text.as_str().to_owned(), cleaned.places[0].1)
}

fn assert_changes(rule: Rule, string: &str, expected: &str, places: usize) {
    assert_eq!(by(rule, string), (expected.to_owned(), places));
}

fn assert_stays(rule: Rule, string: &str) {
    assert_changes(rule, string, string, 0);
}

#[test]
fn words_and_sentences_of_rules() {
    for rule in Rule::ALL {
        assert_eq!(rule.word().parse(), Ok(rule));
        assert!(rule.title().starts_with(char::is_uppercase) && rule.help().ends_with('.'));
    }
    assert!("tidy".parse::<Rule>().is_err_and(|e| e.to_string().contains("hard-wraps")));
}

#[test]
fn heads_and_feet_go_with_the_lines_around_them() {
    assert_changes(
        Rule::RunningHeads,
        "Board paper 3 | May\n\nOne.\n\nNot for print\n1\n\u{c}Board paper 3 | May\n\nTwo.\n\nNot for print\n2\n\u{c}\
         BOARD PAPER 4 | May\n\nThree.\n\nNot for print\n3\n",
        "One.\n1\n\u{c}Two.\n2\n\u{c}Three.\n3\n",
        6,
    );
    // Two pages of six are a third, two of seven are not.
    for (count, places) in [(6, 2), (7, 0)] {
        let page = |i: usize| format!("{}\n", if i < 2 { "Head" } else { &"abcdefg"[i..] });
        let pages: Vec<String> = (0..count).map(page).collect();
        assert_eq!(by(Rule::RunningHeads, &pages.join("\u{c}")).1, places);
    }
}

#[test]
fn what_also_stands_within_pages_is_no_head() {
    let page = "Yes.\nI think\nso it is\nand so\nYes.\nas they say\nit all is\nquite well\n";
    let text = [page, page, page].join("\u{c}");
    assert!(!by(Rule::RunningHeads, &text).0.is_empty());
    assert_stays(Rule::RunningHeads, "One\nis so.\n\u{c}Two\nis so.\n\u{c}Three\nis so.\n");
    let spoken = "INT: Go on.\nGP: a b\nc\nd\ne\nf\n\u{c}INT: Go on.\nGP: g h\ni\nj\nk\nl\n\u{c}INT: Go on.\nGP: m\nn\no\np\nq\nr\n";
    assert_stays(Rule::RunningHeads, spoken);
}

#[test]
fn page_numbers_rise_with_the_pages() {
    let pages = |numbers: [&str; 3]| {
        numbers.map(|number| format!("Some words.\n\n{number}\n")).join("\u{c}")
    };
    for numbers in [
        ["7", "8", "9"],
        ["- 1 -", "- 2 -", "- 3 -"],
        ["Page 3 of 12", "Page 4 of 12", "Page 5 of 12"],
        ["p. 3", "p. 4", "p. 5"],
        ["3/12", "4/12", "5/12"],
        ["Page | 9", "Page | 10", "Page | 11"],
        ["page 1", "2", "page 3"],
    ] {
        let without = "Some words.\n\u{c}Some words.\n\u{c}Some words.\n";
        assert_changes(Rule::PageNumbers, &pages(numbers), without, 3);
    }
    for numbers in [
        ["7", "4", "2"],
        ["2012", "2012", "2012"],
        ["Page 1 is lost", "Page 2 is lost", "Page 3 is lost"],
        ["1.", "2.", "3."],
        ["1 a", "2 a", "3 a"],
        ["12345", "12346", "12347"],
    ] {
        assert_stays(Rule::PageNumbers, &pages(numbers));
    }
}

#[test]
fn pages_may_be_given_or_counted() {
    let text = Text::new("Head\none\n1\nHead\ntwo\n2\nHead\nthree\n3");
    let start = |string: &str| text.find(string)[0].start;
    let starts = [0, start("1\nHead") + 2, start("2\nHead") + 2];
    let pages = starts.map(|start| Span { start, end: start + 9 });
    let given = clean(&text, &pages, &[Rule::PageNumbers, Rule::RunningHeads]);
    assert_eq!(given.text.as_str(), "one\ntwo\nthree");
    assert_eq!(given.places, [(Rule::RunningHeads, 3), (Rule::PageNumbers, 3)]);

    let counted = "Head\none\nPage 1 of 3\nHead\ntwo\nPage 2 of 3\nHead\nthree\nPage 3 of 3\n";
    assert_eq!(by(Rule::PageNumbers, counted).0, "Head\none\nHead\ntwo\nHead\nthree\n");
    let both = cleaned(counted, &[Rule::PageNumbers, Rule::RunningHeads]);
    assert_eq!(both.text.as_str(), "one\ntwo\nthree\n");
    assert_stays(Rule::PageNumbers, "one\n1\ntwo\n2\nthree\n3\n");
    assert_stays(Rule::PageNumbers, "one\n1/5\ntwo\n2/5\nthree\n3/5\n");
}

#[test]
fn numbers_in_the_margin_keep_step_with_the_lines() {
    let every = |step: usize, from: usize| -> String {
        let line = |i: usize| match i + from {
            n if n % step == 0 => format!("{n:>3}  words of it\n"),
            _ => "     words of it\n".to_owned(),
        };
        (0..20).map(line).collect()
    };
    for (text, places) in [(every(1, 1), 20), (every(1, 30), 20), (every(5, 1), 4)] {
        let (without, changed) = by(Rule::LineNumbers, &text);
        assert_eq!(changed, places, "{text}");
        assert!(!without.contains(|c: char| c.is_ascii_digit()), "{without}");
    }
    let again = [every(1, 1), every(1, 1)].join("\u{c}");
    assert_eq!(by(Rule::LineNumbers, &again).1, 40);
    assert_changes(
        Rule::LineNumbers,
        "1 One\n2\n3 2012 was\n4\tfour\n\n5 five",
        "One\n\n2012 was\nfour\n\nfive",
        5,
    );
    for text in [
        "1 Estates\nThe lease ends.\n2 Money\nNone is left\nas we said.\n3 Staff\nAll are here.",
        "1\ta\tb\n2\tc\td\n3\te\tf\n4\tg\th",
        "1. One\n2. Two\n3. Three",
        "2012 was good\n2013 too\nwords\nwords\nwords\nwords",
        "12 said yes\n12 said no\n12 said so",
        "1 a\n2 b",
    ] {
        assert_stays(Rule::LineNumbers, text);
    }
}

#[test]
fn divided_words_are_put_together() {
    for (text, expected) in [
        ("the hos-\npital was shut", "the hospital\nwas shut"),
        ("the hos-\npital. It", "the hospital.\nIt"),
        ("the hos-\npital", "the hospital"),
        ("the hos- \n   pital was", "the hospital\n   was"),
        ("the hos‐\npital was", "the hospital\nwas"),
        ("the hos\u{ad}\nPital was", "the hosPital\nwas"),
        ("the hos-\n\n\u{c}\npital was", "the hospital\n\n\u{c}\nwas"),
        ("well-being and well-\nbeing so", "well-being and well-being\nso"),
        ("Wellbeing and well-\nbeing so", "Wellbeing and wellbeing\nso"),
        (
            "a Re-form, the re-form, a reform: re-\nform",
            "a Re-form, the re-form, a reform: re-form",
        ),
        ("McDonald and Mc-\nDonald", "McDonald and McDonald"),
        ("e-mail by e-\nmail now", "e-mail by e-mail\nnow"),
        ("Versor-\ngungs-\nzentrum da", "Versorgungszentrum\nda"),
        ("the caf\u{65}\u{301}-\nteria was", "the caf\u{65}\u{301}teria\nwas"),
    ] {
        assert_changes(Rule::Hyphens, text, expected, text.matches("gungs-\n").count() + 1);
    }
}

#[test]
fn hyphens_that_are_not_understood_stay() {
    for text in [
        "the hos-\n\npital was",
        "short-\nand long-term",
        "Anglo-\nSaxon",
        "COVID-\n19 was",
        "by e-\nmail",
        "state-of-the-\nart",
        "he went -\nand came",
        "I was go-\n[laughter]",
        "INT: I was go-\nGP: where\nINT: home",
        "a --\nb",
    ] {
        assert_stays(Rule::Hyphens, text);
    }
}

const WRAPPED: &str = "\
Estates update

The lease of the building ends in spring and nobody has
told the practices in the south of the town where they
are to go. Dr Smith asked for a paper before the summer
and said that the board had been promised one in May by
the county.

Agreed to bring it back when the numbers are known, not
before.
";

#[test]
fn lines_of_a_paragraph_are_joined() {
    assert_changes(
        Rule::HardWraps,
        WRAPPED,
        "Estates update\n\nThe lease of the building ends in spring and nobody has told the practices in the south of the \
         town where they are to go. Dr Smith asked for a paper before the summer and said that the board had been promised \
         one in May by the county.\n\nAgreed to bring it back when the numbers are known, not before.\n",
        5,
    );
}

#[test]
fn lines_that_begin_anew_stay() {
    let long = "and this is how a long line of such a text goes on and";
    for begins in [
        "[Manager ID 514] said that it was",
        "[GP]- it is too far",
        "GP ID 12: it is too far",
        "• it is too far",
        "- it is too far",
        "2. it is too far",
        "(b) it is too far",
        "iv) it is too far",
        "# It is too far",
        "a\tb",
        "Page 3 of 4",
        "",
    ] {
        let text = format!("INT: One\nGP ID 12: two\n{WRAPPED}\n{long}\n{begins}\n");
        let (joined, _) = by(Rule::HardWraps, &text);
        assert!(joined.ends_with(&format!("\n{long}\n{begins}\n")), "{joined}");
    }
    for begins in ["so it is", "[laughter] so", "Dr Smith", "2012 was", "“So", "(so"] {
        let text = format!("{WRAPPED}\n{long}\n{begins}\n");
        let (joined, _) = by(Rule::HardWraps, &text);
        assert!(joined.ends_with(&format!("\n{long} {begins}\n")), "{joined}");
    }
}

#[test]
fn indented_paragraphs_stay() {
    let text = format!("{WRAPPED}\nand this is how a line of such a text that ends here goes.\n");
    let (joined, _) = by(Rule::HardWraps, &format!("{text}  Another one\n"));
    assert!(joined.ends_with("goes.\n  Another one\n"), "{joined}");
    let (joined, _) = by(Rule::HardWraps, &format!("{text}Another one,\n"));
    assert!(joined.ends_with("goes. Another one,\n"), "{joined}");
}

#[test]
fn text_that_is_not_wrapped_stays() {
    for text in [
        "A long paragraph of its own that says a good deal about the town.\nAnother one of much the same length that says more of it all.\n\
         A third one of much the same length that says what was left.\nAnd a fourth one, which is of some length as well, it is.\n",
        "yes\nno\nso\nand so\non\n",
        "INT: How did it begin, as far as you can tell us now?\nGP: It began when the practices met in the old hall.\n\
         INT: And what became of it when all of that was over?\nGP: It went on as things of such a kind will do here.\n",
        "Interview 0049\nSite: Site 1\nInterviewer: Ben Hughes\nParticipant: PN ID 148\n",
    ] {
        assert_stays(Rule::HardWraps, text);
    }
}

#[test]
fn joined_lines_have_no_blank_where_none_belongs() {
    let text =
        format!("{WRAPPED}\nand this is how a long line of the text goes, by Anglo-\nSaxon ways\n");
    assert!(by(Rule::HardWraps, &text).0.ends_with("by Anglo-Saxon ways\n"));
    let line = "我们在这里谈论的是当地的医院以及它们在过去几年中所面临的种种困难和变化";
    let text = [line; 5].join("\n");
    assert_eq!(by(Rule::HardWraps, &text).0, line.repeat(5));
}

#[test]
fn double_spaces_become_one() {
    assert_changes(
        Rule::DoubleSpaces,
        "  One.  Two \u{a0} three.   \n a  b",
        "  One. Two three.   \n a b",
        3,
    );
    assert_stays(Rule::DoubleSpaces, "a  b\tc  d\n   a\n“b”  \n\n");
    assert_changes(Rule::DoubleSpaces, "\ta  b", "\ta b", 1);
}

/// A page as a program makes text of it.
const PAGES: &str = "\
County Trust Board                         May 2013

1    The lease of the building ends in spring and nobody
2    has told the  practices in the “south” of the town
3    where they're to go. Dr Smith asked for the well-
4    being plan of the county before the summer and was
5    told that well-being had been left to the new hos-

                          Page 1 of 3
\u{c}County Trust Board                         May 2013

6    pital. [GP ID 12] said that nothing would come of it
7    before the summer, and that all of them knew so.
8
9    Agreed to bring it back when the numbers are known,
10   and to ask the county for a date that can be kept by

                          Page 2 of 3
\u{c}County Trust Board                         May 2013

11   those who are to go.

                          Page 3 of 3
";

#[test]
fn all_rules_make_prose_of_pages() {
    let found = cleaned(PAGES, &Rule::ALL);
    assert_eq!(
        found.text.as_str(),
        "The lease of the building ends in spring and nobody has told the practices in the “south” of the town where \
         they're to go. Dr Smith asked for the well-being plan of the county before the summer and was told that \
         well-being had been left to the new hospital.\n\u{c}[GP ID 12] said that nothing would come of it before the \
         summer, and that all of them knew so.\n\nAgreed to bring it back when the numbers are known, and to ask the county for \
         a date that can be kept by those who are to go.\n"
    );
    let places: Vec<usize> = found.places.iter().map(|&(_, places)| places).collect();
    assert_eq!(places, [3, 3, 11, 2, 7, 1]);
    let again = clean(&found.text, &[], &Rule::ALL);
    assert!(again.changes.is_empty());
}

#[test]
fn spans_come_along() {
    let text = Text::new(PAGES);
    let found = clean(&text, &[], &Rule::ALL);
    let marked = text.find("nobody\n2    has told")[0];
    assert_eq!(found.text.slice(found.changes.map(marked).span()), "nobody has told");
}

#[test]
fn huge_texts_take_no_time() {
    // Each would take minutes if any rule looked back or ahead without end.
    for part in [
        "\n",
        "\u{c}",
        "1\n",
        "a-\n",
        "Page 1 of 2\n",
        "a b\u{c}",
        "- \n",
        "[A",
        "  ",
        "é-\n\n\u{c}",
    ] {
        let text = Text::new(part.repeat(60_000 / part.len()));
        clean(&text, &[], &Rule::ALL);
    }
}

fn dirt() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-z]{1,9}",
        Just(" ".to_owned()),
        Just("  ".to_owned()),
        Just("\n".to_owned()),
        Just("-\n".to_owned()),
        Just("\n\u{c}".to_owned()),
        Just("\nHead\n".to_owned()),
        Just("\nINT: ".to_owned()),
        Just("\u{ad}\n".to_owned()),
        Just(" and what is said of it there\n".to_owned()),
        (0u32..20).prop_map(|number| format!("\n{number} ")),
        (0u32..20).prop_map(|number| format!("\nPage {number}\n")),
        "\\PC{0,3}",
    ];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

/// Prose as a printed page has it: lines of a width, long words divided, a head, a number.
fn printed(paragraphs: &[Vec<&str>], width: usize) -> String {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let mut line = String::new();
        for word in paragraph {
            if line.len() + 1 + word.len() > width {
                let room = width.saturating_sub(line.len() + 2);
                let half = if word.len() > 6 && room > 3 { room.min(word.len() - 3) } else { 0 };
                if half > 0 {
                    line = format!("{line} {}-", &word[..half]);
                }
                lines.push(std::mem::take(&mut line));
                line.push_str(&word[half..]);
            } else {
                line = format!("{line} {word}").trim_start().to_owned();
            }
        }
        lines.extend([line, String::new()]);
    }
    let pages = lines.chunks(24).enumerate().map(|(i, page)| {
        format!("County Trust Board\n\n{}\n\nPage {}\n", page.join("\n").trim(), i + 4)
    });
    pages.collect::<Vec<_>>().join("\u{c}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn printed_prose_comes_back(
        paragraphs in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(
                    "the lease of a building ends in spring and nobody has told practices where they are commissioning \
                     governance representatives accountability Smith said patients locality managers so"
                        .split(' ')
                        .collect::<Vec<_>>(),
                ),
                40..90,
            ),
            12..20,
        ),
        width in 50usize..90,
    ) {
        let sentence = |words: Vec<_>| [vec!["It"], words, vec!["summer."]].concat();
        let paragraphs: Vec<Vec<&str>> = paragraphs.into_iter().map(sentence).collect();
        let text = Text::new(printed(&paragraphs, width));
        let cleaned = clean(&text, &[], &Rule::ALL);
        let words: Vec<&str> = cleaned.text.as_str().split_whitespace().collect();
        prop_assert_eq!(words, paragraphs.concat());
        // A name at the top of a page may begin a paragraph.
        let lines = cleaned.text.as_str().lines().filter(|line| !line.trim().is_empty()).count();
        let pages = text.as_str().matches('\u{c}').count();
        prop_assert!((paragraphs.len()..=paragraphs.len() + pages).contains(&lines), "{lines}");
        prop_assert!(clean(&cleaned.text, &[], &Rule::ALL).changes.is_empty());
    }
}

proptest! {
    #[test]
    fn changes_lead_from_the_old_to_the_new(
        string in dirt(),
        starts in prop::collection::vec((0u32..400, any::<u32>()), 0..6),
        chosen in prop::sample::subsequence(Rule::ALL.to_vec(), 0..=6),
    ) {
        let text = Text::new(string);
        let pages: Vec<Span> = starts.into_iter().map(|(start, end)| Span { start, end }).collect();
        let cleaned = clean(&text, &pages, &chosen);
        prop_assert_eq!(cleaned.changes.apply(&text), cleaned.text.as_str());
        prop_assert_eq!(cleaned.places.iter().map(|&(rule, _)| rule).collect::<Vec<_>>(), chosen);
        let changed = cleaned.places.iter().any(|&(_, places)| places > 0);
        prop_assert!(changed || cleaned.changes.is_empty());
        // No letter is lost but those of heads and page numbers.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let kept = [Rule::LineNumbers, Rule::Hyphens, Rule::HardWraps, Rule::DoubleSpaces];
        let kept = clean(&text, &pages, &kept);
        prop_assert_eq!(letters(kept.text.as_str()), letters(text.as_str()));
    }

    #[test]
    fn no_rules_change_nothing(string in dirt()) {
        let text = Text::new(string);
        let cleaned = clean(&text, &[], &[]);
        prop_assert!(cleaned.changes.is_empty());
        prop_assert_eq!(cleaned.text.as_str(), text.as_str());
    }
}
