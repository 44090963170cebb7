//! Private words: found wherever they stand, and not where others do.

use proptest::prelude::*;

use super::*;
use crate::analysis::identifiers::IdentifierKind;
use crate::domain::Span;
use crate::text::Text;
use crate::text::fold::folded;

/// A study with one of everything that is private.
fn study() -> Study {
    let mut study = Study::new();
    let person = study.person("GP 1");
    person.real_name = Private::new("Dr Zoë O’Brien-Khan");
    person.post = Private::new("Deputy finance director, Site 6");
    study.person("Manager 2").real_name = Private::new("Bell, Theresa May");
    study.person("Nurse 3").real_name = Private::new("Willem van der Berg");
    study.case("Site 6", "NHS Marshfield and Holt CCG");
    study.case("Site 7", "MIND");
    study.source("Interview 12 Marshfield", SourceKind::Interview).file_name =
        "GP_161 final.docx".to_owned();
    study.source("Notes", SourceKind::Fieldnote).file_name = "12.txt".to_owned();
    study.source("GP ID 1", SourceKind::Interview);
    study.term("Kettle Road", Some("[road]"));
    study.term("Holt Protocol", None);
    study
}

/// The words with `«»` around every place of a kind.
fn marked(study: &Study, kind: FindingKind, part: Part, words: &str) -> String {
    let text = Text::new(words);
    let mut places: Vec<Span> = study
        .of_kind(kind)
        .into_iter()
        .filter_map(|finding| finding.place.filter(|place| place.part == part))
        .map(|place| place.span)
        .collect();
    places.sort();
    let (mut marked, mut at) = (String::new(), 0);
    for span in places {
        marked.push_str(text.slice(Span { start: at, end: span.start }));
        marked.extend(["«", text.slice(span), "»"]);
        at = span.end;
    }
    marked + text.slice(Span { start: at, end: text.length() })
}

/// Looks for one kind in each text, as the words of an extract; what is to be found stands between `«` and `»`.
fn assert_found(kind: FindingKind, texts: &[&str]) {
    let mut study = study();
    for text in texts {
        let words = text.replace(['«', '»'], "");
        study.extracts.clear();
        study.extract(&words, "[GP ID 1]", &[0]);
        assert_eq!(&marked(&study, kind, Part::Words(0), &words), text);
    }
}

#[test]
fn names_are_found_whole_and_in_parts() {
    assert_found(
        FindingKind::Name,
        &[
            "I asked «Dr Zoë O’Brien-Khan» and «zoe o'brien khan» and «ZOE\u{308} O’BRIEN KHAN».",
            "«Zoe»'s and «O'Brien-Khan»’s, «khan» alone, but no Brien, Zoeller, Khanate or O’Brienn",
            "with «Theresa May Bell», «Bell, Theresa May» and «theresa»",
            "we saw «Willem van der Berg», «Berg» and «willem», van der",
            "in a «Khan»-based plan (\u{ad}«Kh\u{ad}an»)",
        ],
    );
}

#[test]
fn a_name_that_is_a_word_is_found_where_it_stands_as_a_name() {
    assert_found(
        FindingKind::Name,
        &[
            "a bell rang, may it be so, and in May 2012 we met",
            "I told «Bell» in May, and then «May» agreed",
            "Bell rang. May I say that Dr «Bell» did?",
            "mr. «bell»’s plan",
        ],
    );
}

#[test]
fn posts_are_found_unless_they_are_roles_or_held_by_many() {
    assert_found(
        FindingKind::Post,
        &[
            "the «deputy finance director» and the «Deputy Finance Director, Site 6»",
            "a deputy, a finance director",
        ],
    );
    let mut study = study();
    study.extract("our practice manager left", "[GP ID 1]", &[0]);
    study.person("Manager 5").post = Private::new("Practice manager");
    assert_eq!(study.of_kind(FindingKind::Post).len(), 1);
    study.people[0].fine_role = "Practice Manager".to_owned();
    assert_eq!(study.of_kind(FindingKind::Post).len(), 0);
    study.people[0].fine_role.clear();
    for number in 6..8 {
        study.person(&format!("Manager {number}")).post = Private::new("practice manager");
    }
    assert_eq!(study.of_kind(FindingKind::Post).len(), 0);
}

#[test]
fn a_post_within_a_role_of_the_label_is_left_alone() {
    let mut study = Study::new();
    study.person("GP locality chair 1");
    study.person("Manager 2").post = Private::new("Chair");
    study.extract("Yes, chair.", "[GP locality chair ID 1]", &[0]);
    study.extract("Yes.", "[Manager and chair ID 2]", &[1]);
    let parts: Vec<Part> = study
        .of_kind(FindingKind::Post)
        .iter()
        .filter_map(|finding| finding.place.map(|place| place.part))
        .collect();
    assert_eq!(parts, [Part::Words(0), Part::Label(1)]);
}

#[test]
fn sites_are_found_by_name_and_by_what_tells_them() {
    assert_found(
        FindingKind::SiteName,
        &[
            "at «NHS Marshfield and Holt CCG», in «Marshfield  and Holt», in Marshfield",
            "with «MIND» in mind, of CCG and NHS",
        ],
    );
    assert_found(FindingKind::Pseudonym, &["in «Site 6», «site-6»'s, at site 66, Site, 6"]);
}

#[test]
fn sources_and_files_are_found_by_names_that_tell_something() {
    assert_found(
        FindingKind::SourceName,
        &["see «interview 12 Marshfield» and Interview 12, my notes, GP ID 1"],
    );
    assert_found(
        FindingKind::FileName,
        &["see «GP 161 Final.docx», «GP_161 final», GP 161, 12 and «12.txt», at 12. txt"],
    );
}

#[test]
fn terms_and_identifiers_are_found_and_public_words_left_alone() {
    assert_found(
        FindingKind::Term(TermKind::Place),
        &["on «Kettle Road» and «kettle-road», on [road] and [Road]"],
    );
    assert_found(FindingKind::Identifier(IdentifierKind::Email), &["to «ann@x.org» [ann at x]"]);
    let mut study = study();
    study.term("Khan", None);
    study.term("that man", Some("[Theresa]"));
    study.extract("[Theresa] and Theresa under the Holt Protocol with Khan", "", &[]);
    let found = study.of_kind(FindingKind::Name);
    assert_eq!(found.iter().map(|one| &*one.what).collect::<Vec<_>>(), ["Theresa"]);
    assert_eq!(found[0].place.map(|place| place.span), Some(Span { start: 14, end: 21 }));
}

#[test]
fn labels_and_headings_are_looked_through_too() {
    let mut study = study();
    study.extract("Yes.", "[GP Zoë, Site 6, 12.txt]", &[0]);
    study.prose.push((0, "What Zoe thinks in Site 6", 1));
    let said: Vec<String> = study
        .check()
        .iter()
        .map(|finding| finding.sentence().split(';').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        said,
        [
            "“Zoe” in the heading “What Zoe thinks in Site 6” is part of the name of GP ID 1",
            "“Zoë” in the label of extract 1 is part of the name of GP ID 1",
            "“12.txt” in the label of extract 1 is the name of the file that “Notes” was read from",
            "“Site 6” in the label of extract 1 tells the case",
        ]
    );
    study.settings.allows_cases = true;
    assert_eq!(study.of_kind(FindingKind::Pseudonym).len(), 0);
    study.extract("In Site 6", "", &[]);
    assert_eq!(study.of_kind(FindingKind::Pseudonym).len(), 1);
}

#[test]
fn one_place_is_one_finding_that_names_all_whose_word_it_is() {
    let mut study = Study::new();
    for number in 1..=9 {
        study.person(&format!("GP {number}")).real_name = Private::new("Ann Kowalska");
    }
    study.case("Site 1", "Kowalska House");
    study.term("Kowalska", Some("name"));
    study.extract("to Kowalska", "", &[]);
    let found = study.check();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].people.len()), (FindingKind::Name, 9));
    assert!(found[0].sentence().contains("GP ID 1, GP ID 2, GP ID 3, GP ID 4, GP ID 5 and 4 more"));
}

#[test]
fn huge_outputs_take_no_time() {
    let mut study = study();
    study.person("GP 9").real_name = Private::new("Ana Ana Ana Ana Belle");
    for part in ["Ana ", "Site 6 ID 5 ", "[GP ID 5", "ID 1, ", "Bell. ", "[road]", "(", "’", "May "]
    {
        study.extracts.clear();
        study.extract(&part.repeat(40_000 / part.len()), "[GP ID 1]", &[0]);
        study.check();
    }
}

/// The same words as somebody else may write them.
fn respelt(words: &str, upper: bool, plain: bool, blank: &str) -> String {
    let words = if plain {
        words.split(' ').map(folded).collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    };
    let words = if upper { words.to_uppercase() } else { words };
    words.replace(' ', blank)
}

proptest! {
    #[test]
    fn whatever_is_private_is_found(
        name in "[A-ZÉŁ][a-zéłøß]{3,8}q [A-ZÁ][a-zñü]{3,8}q",
        post in "[A-Z][a-zé]{3,8}q [a-z]{3,8}q",
        site in "[A-Z][a-zö]{3,8}q [A-Z][a-z]{2,8}q",
        file in "[a-z]{4,8}q_[0-9]{1,3}",
        term in "[A-Z][a-zçà]{3,8}q",
        which in 0usize..7,
        upper: bool,
        plain: bool,
        blank in "( |\u{a0}|-|  |\n)",
        before in "[ ,(“]",
        after in "([ ,.;)”?]|’s |'s )",
        is_label: bool,
    ) {
        let mut study = Study::new();
        let person = study.person("GP 1");
        person.real_name = Private::new(name.clone());
        person.post = Private::new(post.clone());
        study.case("Alpha 1", &site);
        study.source(&format!("{file} talk"), SourceKind::Interview).file_name =
            format!("{file}.docx");
        study.term(&term, Some("[place]"));
        let surname = name.split(' ').nth(1).expect("two").to_owned();
        let (kind, planted) = [
            (FindingKind::Name, name.clone()),
            (FindingKind::Name, surname),
            (FindingKind::Post, post),
            (FindingKind::SiteName, site),
            (FindingKind::FileName, file.clone()),
            (FindingKind::SourceName, format!("{file} talk")),
            (FindingKind::Term(TermKind::Place), term),
        ][which].clone();
        let planted = respelt(&planted, upper, plain && which != 4, &blank);
        let words = format!("so{before}{planted}{after}then");
        let (words, label) = if is_label { ("Yes", &*words) } else { (&*words, "[GP ID 1]") };
        study.extract(words, label, &[0]);
        let found = study.of_kind(kind);
        prop_assert!(!found.is_empty(), "{planted:?} in {words:?} {label:?}");
        prop_assert!(found.iter().any(|one| *one.what == *planted), "{found:?}");
    }

    #[test]
    fn places_are_sound(
        words in "(GP|ID 1|Zoë|O’Brien|Site 6|[\\[\\](). -]|\u{301}|👩‍👧|[a-z]{1,3}|\\PC){0,30}",
        label in "(GP|ID 1|Zoë|Site 6|[\\[\\](). -]|\\PC){0,8}",
    ) {
        let mut study = study();
        study.settings.shown = Shown::default();
        study.extract(&words, &label, &[0]);
        for finding in study.check() {
            prop_assert!(!finding.sentence().is_empty() && finding.sentence().ends_with('.'));
            if let Some(place) = finding.place {
                let text = if place.part == Part::Words(0) { &words } else { &label };
                let text = Text::new(text.as_str());
                prop_assert!(text.holds(place.span) && !place.span.is_empty());
            }
        }
    }
}
