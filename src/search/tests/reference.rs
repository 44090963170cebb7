//! The index against a plain look through every text, on random texts and questions.

use proptest::prelude::*;

use super::*;

/// Words with shared stems, shared starts, apostrophes, accents, and a script without spaces.
const WORDS: [&str; 18] = [
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
    let leaf = prop_oneof![
        3 => word,
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
        texts in prop::collection::vec(words(12), 1..24),
        commits in 1usize..4,
        removed in prop::collection::vec(0u32..24, 0..4),
        questions in prop::collection::vec((question(), any::<bool>()), 12),
    ) {
        let mut index = Index::open(None).unwrap();
        let entries: Vec<_> = (0..).zip(&texts).collect();
        for (n, part) in entries.chunks(texts.len().div_ceil(commits)).enumerate() {
            let part: Vec<_> =
                part.iter().map(|&(n, text)| (passage(u128::from(n) + 1, n), text.as_str())).collect();
            add(&mut index, n as i64, &part);
        }
        let mut writing = index.begin().unwrap();
        for &n in &removed {
            writing.remove_source(source(u128::from(n) + 1));
        }
        writing.commit(99).unwrap();
        for (question, typing) in questions {
            let Some(query) = parse(&question, typing).unwrap() else { continue };
            let expected: Vec<_> = entries
                .iter()
                .filter(|(n, text)| !removed.contains(n) && matches(&query, text))
                .map(|&(n, _)| passage(u128::from(n) + 1, n))
                .collect();
            let results = index.search(&query, &Scope::default(), 100).unwrap();
            let mut answered: Vec<_> = results.hits.iter().map(|hit| hit.target).collect();
            answered.sort_by_key(Target::place);
            prop_assert_eq!(&answered, &expected, "{} {:?}", question, query);
            for (_, text) in entries.iter().filter(|(_, text)| matches(&query, text)) {
                prop_assert!(!find(&query, text).is_empty());
            }
        }
    }
}
