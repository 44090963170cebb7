//! Names that must differ: the columns of a table, the sources of a batch.

use std::collections::{HashMap, HashSet};

/// Makes names differ, without regard to case, by a number after each that came before: `Age`, `Age (2)`.
pub(super) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut name_distinctly = |name: String| {
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        let number = numbers.entry(name.to_lowercase()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name} ({number})");
            if taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
        }
    };
    names.into_iter().map(&mut name_distinctly).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_again_is_numbered() {
        let names = ["Age", "age", "Age (2)", "b", "AGE", "Age (2)"].map(str::to_owned).to_vec();
        let expected = ["Age", "age (2)", "Age (2) (2)", "b", "AGE (3)", "Age (2) (3)"];
        assert_eq!(distinct(names), expected);
    }
}
