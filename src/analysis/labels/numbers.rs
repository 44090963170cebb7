//! The numbers of people in one output: as they are, given anew in the order of the output, or shuffled.
//!
//! Numbers that stand close together may tell a site, since they were given site by site. The key from the numbers of the
//! project to those in print belongs to the output and stays in the project.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::house_style::Numbering;
use crate::domain::{Number, NumberKey};

impl NumberKey {
    /// The key for the numbers of an output, in the order in which they appear there. Numbers that `earlier` knows keep what
    /// they have, so that an output to which something was added reads as before; what is new comes after them. The same
    /// numbers and the same seed give the same key, for shuffled numbers in whatever order they appear.
    pub fn new<'n>(
        numbering: Numbering,
        appearing: impl IntoIterator<Item = &'n Number>,
        seed: u64,
        earlier: &Self,
    ) -> Self {
        if numbering == Numbering::Kept {
            return Self::default();
        }
        let mut given = earlier.given.clone().unwrap_or_default();
        let mut fresh: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut seen: BTreeSet<(String, u32)> = BTreeSet::new();
        for number in appearing {
            let (name, value) = (number.series.to_lowercase(), number.number);
            let is_known = given.get(&name).is_some_and(|series| series.contains_key(&value));
            if !is_known && seen.insert((name.clone(), value)) {
                fresh.entry(name).or_default().push(value);
            }
        }
        for (name, mut values) in fresh {
            if numbering == Numbering::Shuffled {
                values.sort_unstable();
                shuffle(&mut values, &mut Chance::new(seed, &name));
            }
            let series = given.entry(name).or_default();
            let first = series.values().max().map_or(1, |&last| last.saturating_add(1));
            series.extend(values.into_iter().zip(first..));
        }
        Self { given: Some(given) }
    }

    /// A number as it is printed, with its prefix. Nothing for one that the key does not know: its own must not be printed.
    pub fn printed(&self, number: &Number) -> Option<String> {
        Some(format!("{}{}", number.prefix(), self.value(number)?))
    }

    /// As [`Self::printed`], the number alone.
    pub fn value(&self, number: &Number) -> Option<u32> {
        match &self.given {
            None => Some(number.number),
            Some(given) => given.get(&number.series.to_lowercase())?.get(&number.number).copied(),
        }
    }

    /// The numbers of the project with those in print, by series in lower case; none where numbers are left as they are.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, u32, u32)> {
        self.given.iter().flatten().flat_map(|(series, numbers)| {
            numbers.iter().map(|(&number, &printed)| (series.as_str(), number, printed))
        })
    }
}

/// Puts values into a random order, each order as likely as any other (Fisher and Yates; Durstenfeld 1964).
fn shuffle(values: &mut [u32], chance: &mut Chance) {
    for last in (1..values.len()).rev() {
        values.swap(last, chance.up_to(last));
    }
}

/// A source of chance that gives the same on every machine: SplitMix64 (Steele, Lea and Flood 2014).
struct Chance {
    state: u64,
}

impl Chance {
    /// Every series has a chance of its own; its name is added to the seed by FNV-1a.
    fn new(seed: u64, series: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self { state: series.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, step) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 to this one. With so few numbers, the bias of the product is beyond notice.
    fn up_to(&mut self, last: usize) -> usize {
        let count = last as u128 + 1;
        ((u128::from(self.next()) * count) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(series: &str, value: u32) -> Number {
        Number { series: series.to_owned(), number: value }
    }

    #[test]
    fn numbers_are_given_in_the_order_of_the_output() {
        let people =
            [("p", 512), ("p", 7), ("t", 7), ("p", 512), ("p", 3)].map(|(s, n)| number(s, n));
        let key = NumberKey::new(Numbering::Renumbered, &people, 0, &NumberKey::default());
        let printed = people.each_ref().map(|number| key.printed(number).expect("known"));
        assert_eq!(printed, ["1", "2", "1", "1", "3"]);
        assert_eq!(key.printed(&number("p", 4)), None);
        let later = [number("p", 9), number("p", 3)];
        let key = NumberKey::new(Numbering::Renumbered, &later, 0, &key);
        assert_eq!(key.printed(&later[0]).as_deref(), Some("4"));
        assert_eq!(key.printed(&later[1]).as_deref(), Some("3"));
    }

    #[test]
    fn a_seed_gives_the_same_key_on_every_machine() {
        let people: Vec<Number> = (1..=8).map(|value| number("p", value)).collect();
        let key = NumberKey::new(Numbering::Shuffled, &people, 2012, &NumberKey::default());
        let printed: Vec<u32> = key.pairs().map(|(_, _, printed)| printed).collect();
        assert_eq!(printed, [1, 6, 8, 7, 3, 4, 2, 5]);
    }

    proptest! {
        #[test]
        fn every_number_has_one_of_its_own(
            values in prop::collection::vec((0u8..3, 1u32..30), 0..40),
            seed: u64,
            split in 0usize..40,
            is_shuffled: bool,
        ) {
            let numbering = if is_shuffled { Numbering::Shuffled } else { Numbering::Renumbered };
            let people: Vec<Number> =
                values.iter().map(|(series, value)| number(&format!("s{series}"), *value)).collect();
            let (first, rest) = people.split_at(split.min(people.len()));
            let earlier = NumberKey::new(numbering, first, seed, &NumberKey::default());
            let key = NumberKey::new(numbering, rest, seed, &earlier);
            let mut by_series: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for (series, _, printed) in key.pairs() {
                by_series.entry(series).or_default().push(printed);
            }
            for printed in by_series.values_mut() {
                printed.sort_unstable();
                let all: Vec<u32> = (1..=printed.len() as u32).collect();
                prop_assert_eq!(&*printed, &all);
            }
            for number in first {
                prop_assert_eq!(earlier.printed(number), key.printed(number));
            }
            for number in &people {
                prop_assert!(key.printed(number).is_some());
            }
            if is_shuffled {
                let mut backwards = people.clone();
                backwards.reverse();
                let none = NumberKey::default();
                prop_assert_eq!(
                    NumberKey::new(numbering, &people, seed, &none),
                    NumberKey::new(numbering, &backwards, seed, &none)
                );
            }
            let json = serde_json::to_string(&key).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<NumberKey>(&json).expect("a key"), key);
        }
    }
}
