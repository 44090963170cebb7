//! The index against a plain look through every text, on random texts and questions.

use proptest::prelude::*;

use super::*;

/// Words with shared stems in some language, shared starts, slips, capitals, apostrophes, accents, other scripts, and one
/// without spaces.
const WORDS: [&str; 26] = [
    "trust",
    "trusted",
    "Trusting",
    "truss",
    "care",
    "cares",
    "of",
    "a",
    "don't",
    "don’t",
    "café",
    "cafe",
    "中",
    "中文",
    "文中中",
    "e-mail",
    "3.5",
    "👍",
    "Café",
    "cafe\u{301}s",
    "GP",
    "gp",
    "Häuser",
    "Haus",
    "שלום",
    "مُحَمَّد",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    let word = (
        prop::sample::select(&WORDS[..]),
        prop::sample::select(&[" ", " ", ", ", ". ", "-", ""][..]),
    );
    prop::collection::vec(word, 1..=most)
        .prop_map(|words| words.iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

/// Questions as people write them, so that reading them is tested too.
fn question() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let start =
        prop::sample::select(&["t*", "tru*", "c*", "ca*", "d*", "中*", "trusted*", "e-m*"][..]);
    let look = prop::sample::select(
        &["*t", "*us*", "t*t*d", "tr?st", "?are*", "c?fe", "*a*", "של*ם", "h?us*", "?p"][..],
    );
    let slips = prop::sample::select(
        &["truts~", "trust~2", "care~", "cafés~1", "haus~", "שלם~", "trussted~2"][..],
    );
    // Beside NEAR there must be more than one letter.
    let near_look = prop::sample::select(&["*us*", "t*t*d", "tr?st", "של*ם", "h?us*"][..]);
    let stretch = prop_oneof![
        3 => word.clone(),
        1 => start.clone().prop_map(str::to_owned),
        1 => near_look.prop_map(str::to_owned),
        1 => slips.clone().prop_map(str::to_owned),
        1 => words(2).prop_map(|words| format!("\"{words}\"")),
        1 => word.clone().prop_map(|word| format!("=\"{word}\"")),
        1 => (word.clone(), word.clone()).prop_map(|(one, other)| format!("({one} OR {other})")),
    ];
    let leaf = prop_oneof![
        3 => word,
        2 => look.prop_map(str::to_owned),
        2 => slips.prop_map(str::to_owned),
        3 => words(3).prop_map(|words| format!("=\"{words}\"")),
        4 => (stretch.clone(), 0u32..5, stretch)
            .prop_map(|(one, apart, other)| format!("({one} NEAR/{apart} {other})")),
        2 => start.prop_map(str::to_owned),
        2 => words(3).prop_map(|words| format!("\"{words}\"")),
        2 => (words(2), prop::sample::select(&["t", "c", "ca", "中", "tr"][..]))
            .prop_map(|(words, start)| format!("\"{words} {start}*\"")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(|parts| format!("({})", parts.join(" "))),
            several.prop_map(|parts| format!("({})", parts.join(" OR "))),
            (inner.clone(), inner)
                .prop_map(|(wanted, unwanted)| format!("({wanted} NOT {unwanted})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_index_answers_what_a_plain_look_answers(
        texts in prop::collection::vec((words(12), 0usize..4), 1..24),
        commits in 1usize..4,
        removed in prop::collection::vec(0u32..24, 0..4),
        questions in prop::collection::vec((question(), any::<bool>()), 12),
    ) {
        let mut index = Index::open(None).unwrap();
        let languages = [None, Some("de"), Some("fr"), Some("zh")].map(Language::of);
        let entries: Vec<(u32, &str, Language)> =
            (0..).zip(&texts).map(|(n, (text, which))| (n, text.as_str(), languages[*which])).collect();
        for (n, part) in entries.chunks(texts.len().div_ceil(commits)).enumerate() {
            let part = part.iter().map(|&(n, text, language)| {
                Entry { target: passage(u128::from(n) + 1, n), text, language }
            });
            add_entries(&mut index, n as i64, part);
        }
        let writing = index.begin().unwrap();
        for &n in &removed {
            writing.remove_source(source(u128::from(n) + 1));
        }
        writing.commit(99).unwrap();
        for (question, typing) in questions {
            let Some(query) = parse(&question, typing).unwrap_or_else(|error| panic!("{question}: {error}")) else { continue };
            let answering = entries
                .iter()
                .filter(|(n, text, language)| !removed.contains(n) && matches(&query, text, *language));
            let expected: Vec<_> =
                answering.clone().map(|&(n, ..)| passage(u128::from(n) + 1, n)).collect();
            let results = index.search(&query, &Scope::default(), 100).unwrap();
            let mut answered: Vec<_> = results.hits.iter().map(|hit| hit.target).collect();
            answered.sort_by_key(Target::place);
            prop_assert_eq!(&answered, &expected, "{} {:?}", question, query);
            let mut all = index.all(&query, None).unwrap();
            all.sort_by_key(Target::place);
            prop_assert_eq!(&all, &expected, "{} {:?}", question, query);
            for (_, text, language) in answering {
                prop_assert!(!find(&query, text, *language).is_empty(), "{} in {}", question, text);
            }
        }
    }
}
