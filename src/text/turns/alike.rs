//! Finds speakers that are probably the same, written differently.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::domain::Speaker;

/// Beyond so many names only differences of blanks, signs and case are looked for, not slips of the pen.
const MOST_NAMES: usize = 2_000;
/// A word with a slip in it has at least this many letters; in a shorter one a letter makes another name.
const LONG_WORD: usize = 7;

/// Groups of names that are probably one speaker's, by their places in `names`, which come with how often each occurs.
///
/// Alike are names that differ only in blanks, signs, accents, case or zeros before a number (`GP ID 161`, `gp id161 `,
/// `GP  ID-161`), and names that differ in one letter, added, left out, wrong or swapped, within a word of seven or more
/// (`Interviewer`, `Intervewer`), neither at its beginning nor at its end, where it is another word: `Interviewee`. Numbers
/// that differ are never alike. Each group has two names or more, its most frequent first; groups stand in the order of their
/// first names.
pub fn alike(names: &[(Speaker, usize)]) -> Vec<Vec<usize>> {
    let words: Vec<Vec<Word>> = names.iter().map(|(name, _)| words(name)).collect();
    let mut sets = Sets::new(names.len());
    let mut folded: HashMap<String, usize> = HashMap::new();
    for (at, words) in words.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        sets.join(at, *folded.entry(fold(words)).or_insert(at));
    }
    if names.len() <= MOST_NAMES {
        join_slips(&words, &mut sets);
    }
    groups(names, &mut sets)
}

/// A word of a name: letters, or a number without zeros before it.
type Word = Vec<char>;

/// The words of a name in lower case, without accents; letters and digits part.
fn words(name: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    let characters = name.nfkd().flat_map(char::to_lowercase);
    for c in characters.filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’')) {
        if !c.is_alphanumeric() {
            is_open = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if is_open && word[0].is_numeric() == c.is_numeric() => {
                if *word == ['0'] {
                    word.clear();
                }
                word.push(c);
            }
            _ => words.push(vec![c]),
        }
        is_open = true;
    }
    words
}

/// A name without the blanks between its words; two numbers keep what parts them.
fn fold(words: &[Word]) -> String {
    let mut folded = String::new();
    let mut number = false;
    for word in words {
        if std::mem::replace(&mut number, word[0].is_numeric()) && number {
            folded.push(' ');
        }
        folded.extend(word);
    }
    folded
}

/// Joins names that differ by one slip. Every slip is looked up, so that no two names need be compared.
fn join_slips(words: &[Vec<Word>], sets: &mut Sets) {
    let spelt = |words: &[Word]| -> String {
        let words: Vec<String> = words.iter().map(|word| word.iter().collect()).collect();
        words.join(" ")
    };
    let mut exact: HashMap<String, usize> = HashMap::new();
    for (at, words) in words.iter().enumerate() {
        exact.entry(spelt(words)).or_insert(at);
    }
    let mut with_gap: HashMap<String, usize> = HashMap::new();
    for (at, name) in words.iter().enumerate() {
        for (place, word) in name.iter().enumerate() {
            if word.len() < LONG_WORD || word[0].is_numeric() {
                continue;
            }
            let with = |letters: Word| {
                let mut changed = name.clone();
                changed[place] = letters;
                spelt(&changed)
            };
            for letter in 1..word.len() - 1 {
                let mut wrong = word.clone();
                // No word holds a blank.
                wrong[letter] = ' ';
                sets.join(at, *with_gap.entry(with(wrong)).or_insert(at));
                let mut swapped = word.clone();
                swapped.swap(letter, letter + 1);
                let swapped = exact.get(&with(swapped)).filter(|_| letter + 2 < word.len());
                let mut without = word.clone();
                without.remove(letter);
                let without = exact.get(&with(without)).filter(|_| word.len() > LONG_WORD);
                for &other in swapped.into_iter().chain(without) {
                    sets.join(at, other);
                }
            }
        }
    }
}

/// The sets with two names or more.
fn groups(names: &[(Speaker, usize)], sets: &mut Sets) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for at in 0..names.len() {
        let group = *known.entry(sets.first(at)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
    }
    groups.retain(|group| group.len() > 1);
    for group in &mut groups {
        group.sort_by_key(|&at| std::cmp::Reverse(names[at].1));
    }
    groups
}

/// Sets that grow together: each member points towards its set's first.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn groups_of(names: &[&str]) -> Vec<Vec<usize>> {
        let counted: Vec<(Speaker, usize)> =
            names.iter().enumerate().map(|(at, name)| (Speaker::from(*name), at)).collect();
        alike(&counted)
    }

    #[test]
    fn the_same_written_differently() {
        for names in [
            ["GP ID 161", "GP ID161 "],
            ["GP ID 161", "gp id 161"],
            ["GP  ID-161", "GP ID 161"],
            ["Manager, ID 514", "[Manager ID 514]"],
            ["Interviewer", "Interviewer "],
            ["Interviewer", "Intervewer"],
            ["Interviewer", "Inteviewer"],
            ["Interviewer", "Interveiwer"],
            ["Interviewer", "Interwiewer"],
            ["Interviewer 1", "Intervewer 1"],
            ["Dr. O'Brien", "Dr O’Brien"],
            ["Dr OBrien", "Dr O'Brien"],
            ["Siân", "Sian"],
            ["P01", "P1"],
            ["Participant\u{a0}3", "participant 3"],
            ["LMC", "lmc"],
            ["ＧＰ２", "GP2"],
            ["Margaret Hale", "Margraet Hale"],
        ] {
            assert_eq!(groups_of(&names), [vec![1, 0]], "{names:?}");
        }
    }

    #[test]
    fn others_stay_apart() {
        for names in [
            ["GP ID 161", "GP ID 162"],
            ["GP 1 2", "GP 12"],
            ["Interviewer 1", "Intervewer 2"],
            ["Interviewer", "Interviewee"],
            ["Interviewer", "Interviewer 1"],
            ["Participant 12a", "Participant 12b"],
            ["Speaker A", "Speaker B"],
            ["Manager ID 514", "Managers ID 514"],
            ["Daniela", "Daniele"],
            ["Maria", "Mario"],
            ["Jon Smith", "Jan Smith"],
            ["GP", "PM"],
            ["…", "—"],
            ["问", "答"],
        ] {
            assert!(groups_of(&names).is_empty(), "{names:?}");
        }
    }

    #[test]
    fn a_group_begins_with_its_most_frequent_spelling() {
        let names = [("INT", 90), ("Intervewer", 2), ("int", 3), ("Interviewer", 40), ("GP", 9)]
            .map(|(name, count)| (Speaker::from(name), count));
        assert_eq!(alike(&names), [vec![0, 2], vec![3, 1]]);
    }

    proptest! {
        #[test]
        fn each_name_stands_in_one_group(
            names in prop::collection::vec("(Interviewer|GP ?ID|[a-z]{0,9}|[\\p{L}\\p{P}]{0,3})( ?[0-9]{0,3})", 0..30),
        ) {
            let names: Vec<(Speaker, usize)> =
                names.into_iter().map(|name| (Speaker::from(name), 1)).collect();
            let groups = alike(&names);
            let mut all: Vec<usize> = groups.concat();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count);
            for group in groups {
                prop_assert!(group.len() > 1);
                let digits = |at: usize| -> Vec<u64> {
                    let digits = names[at].0.split(|c: char| !c.is_ascii_digit());
                    digits.filter_map(|digits| digits.parse().ok()).collect()
                };
                prop_assert!(group.iter().all(|&at| digits(at) == digits(group[0])));
            }
        }
    }
}
