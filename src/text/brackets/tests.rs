//! What brackets are found, and how well their words tell what they do.

use proptest::prelude::*;

use super::BracketClass::{Context, Insertion, NonVerbal, Person, Redaction};
use super::*;

/// The brackets of a text as they stand, with class and whether they open a paragraph.
fn read(string: &str) -> Vec<(String, BracketClass, bool)> {
    let text = Text::new(string);
    let found = brackets(&text).into_iter();
    found
        .map(|bracket| (text.slice(bracket.span).to_owned(), bracket.class, bracket.opens))
        .collect()
}

/// Every example of a study of general practice, and others of their kinds.
const TABLE: &[(BracketClass, &[&str])] = &[
    (
        Person,
        &[
            "Nurse ID 540",
            "manager ID 514",
            "GP ID515",
            "GP ID 512",
            "Manager, ID 514",
            "Managers ID 514 and 518",
            "Local authority manager ID 530",
            "Ex-Non-executive director, ID 531",
            "Policy maker ID9",
            "telephone interviewee ID 9",
            "Manager ID 518's",
            "ID 514",
            "Lay member ID 601, ID 602",
            "GP2",
            "PCT1",
            "Participant 12",
            "Speaker 3",
            "Practice manager 2",
        ],
    ),
    (
        Redaction,
        &[
            "PCT manager",
            "name",
            "individual 1",
            "senior manager's",
            "local area",
            "neighbouring CCG",
            "three local CCGs",
            "named provider",
            "county",
            "Council of Members",
            "Governing body",
            "number of",
            "a few",
            "several",
            "name of hospital",
            "local hospital",
            "a large teaching hospital",
            "the neighbouring borough",
            "city in the north",
            "university",
            "CCG A",
            "Site 3",
            "commissioning support unit",
            "Health and Wellbeing Board",
            "colleague",
            "clinical lead",
            "Mary",
            "redacted",
            "XXXX",
            "____",
            "housing association",
            "nursing director",
            "patient’s name",
            "local authorities",
            "date",
            "another practice",
            "a small number of",
            "number of practices",
            "Clinical Executive Committee",
            "deputy chair",
            "job title",
            "drug company",
            "software supplier",
        ],
    ),
    (
        Insertion,
        &[
            "but",
            "it",
            "those who are",
            "and",
            "is",
            "they were",
            "the CCG",
            "this",
            "to",
            "of the",
            "sic",
            "we",
            "that is",
            "the practice",
            "because of",
            "there are",
            "patients",
            "changed",
            "money",
            "their own",
            "in",
            "He",
            "would have",
            "part of the",
            "referring to",
            "to each other",
            "1948",
        ],
    ),
    (
        NonVerbal,
        &[
            "laughter",
            "laughs",
            "Laughter",
            "both laugh",
            "pause",
            "long pause",
            "pause, 5 secs",
            "3 seconds",
            "inaudible",
            "inaudible 00:12:31",
            "unclear",
            "crosstalk",
            "cross-talk",
            "overlapping speech",
            "all talking at once",
            "coughs",
            "sighs",
            "phone rings",
            "shakes head",
            "nods",
            "points at the map",
            "background noise",
            "background chatter",
            "gestures to the door",
            "knock on door",
            "clears throat",
            "00:12:31",
            "0:03",
            "…",
            "?",
            "applause",
            "door slams",
            "silence",
        ],
    ),
    (
        Context,
        &[
            "point 3 of the draft",
            "Discussing …",
            "Discussing the new site",
            "Extract from fieldnotes Executive meeting June 2014 M51",
            "Extract from fieldnotes, H&WB meeting June 2014 M53",
            "Extract from fieldnotes from Executive meeting July 2014 M54",
            "Extract from Executive meeting July 2014 M55",
            "Extract from Members meeting minutes May 2014 M56",
            "Extract from fieldnotes, meeting ID M57",
            "Extract from fieldnotes Executive meeting July 2014 ID M58",
            "M51",
            "Talking about the move",
            "referring to the board paper",
            "agenda item 4",
            "page 3 of the plan",
            "slide 12",
            "emphasis added",
            "OC: he looked tired",
            "Note: this was said after the meeting",
            "End of recording",
            "reads from the minutes",
            "They go through the list of the practices that have not signed",
            "Several members leave the room early",
            "interviewer leaves the room",
            "paragraph 2.1 of the constitution",
            "translated from Welsh",
            "Discussion of the budget",
            "figure 2",
        ],
    ),
];

#[test]
fn words_tell_what_brackets_do() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for &(class, examples) in TABLE {
        for words in examples {
            count += 1;
            let found = bracket_class(words);
            if found != class {
                wrong.push(format!("[{words}] is {class}, taken for {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}: {wrong:#?}", wrong.len());
}

#[test]
fn brackets_open_turns_or_stand_within() {
    let found = read(
        "[Manager ID 514]: the lease ends. [GP ID 512] said [it].\n  [Lay member]- no\n**[Chair]** : so\n\
         [Chair] said\n[PCT manager]: yes\n[laughter] Agreed. [Extract from fieldnotes, Executive meeting June 2014 M51]",
    );
    let expected = [
        ("[Manager ID 514]", Person, true),
        ("[GP ID 512]", Person, false),
        ("[it]", Insertion, false),
        ("[Lay member]", Person, true),
        ("[Chair]", Person, true),
        ("[Chair]", Redaction, true),
        ("[PCT manager]", Person, true),
        ("[laughter]", NonVerbal, true),
        ("[Extract from fieldnotes, Executive meeting June 2014 M51]", Context, false),
    ];
    let expected = expected.map(|(words, class, opens)| (words.to_owned(), class, opens));
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_pair() {
    let words =
        |string: &str| read(string).into_iter().map(|(words, ..)| words).collect::<Vec<_>>();
    assert_eq!(words("a [b\nc] d"), [""; 0]);
    assert_eq!(words("a ] b [ c"), [""; 0]);
    assert_eq!(words("[a [pause] b]"), ["[pause]"]);
    assert_eq!(
        words("[it](http://example.org) [^1] [Manager ID 518](emphasis added)"),
        ["[Manager ID 518]"]
    );
    let long = |length: usize| format!("[{}]", "é".repeat(length));
    assert_eq!(words(&long(200)), [long(200)]);
    assert_eq!(words(&long(201)), [""; 0]);
    assert_eq!(words("名[笑]名"), ["[笑]"]);
}

proptest! {
    #[test]
    fn brackets_lie_in_order(string in "(\\[|\\]|\n|\\PC|GP ID 5|laughs| |:|'s|名){0,120}") {
        let text = Text::new(string);
        let mut at = 0;
        for bracket in brackets(&text) {
            prop_assert!(bracket.span.start >= at && text.holds(bracket.span));
            let words = text.slice(bracket.span);
            prop_assert!(words.starts_with('[') && words.ends_with(']') && !words.contains('\n'));
            at = bracket.span.end;
        }
    }
}

#[test]
fn what_was_replaced_is_hidden() {
    for words in
        ["e-mail", "phone number", "NHS number", "postcode", "date of birth", "web address"]
    {
        assert_eq!(bracket_class(words), Redaction, "{words}");
    }
    for words in ["name", "place", "organisation", "removed"] {
        assert_eq!(bracket_class(words), Redaction, "{words}");
    }
}
