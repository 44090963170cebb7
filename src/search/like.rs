//! Words that are asked for by how they look: by their start, with gaps, or with a slip or two.

use super::Query;

/// How a word must look, folded.
#[derive(Debug, Clone)]
pub(super) enum Like<'q> {
    /// It starts so.
    Start(&'q str),
    /// It is this, where `*` stands for any letters or none and `?` for one.
    Wild { pattern: Vec<char>, start: &'q str },
    /// It becomes this with so many slips at most.
    Slips { word: Vec<char>, most: usize },
}

impl<'q> Like<'q> {
    /// What a question asks of the look of one word; none where it asks something else.
    pub(super) fn of(query: &'q Query) -> Option<Self> {
        match query {
            Query::Prefix(start) => Some(Self::Start(start)),
            Query::Wild(pattern) => {
                let end = pattern.find(['*', '?']).unwrap_or(pattern.len());
                Some(Self::Wild { pattern: pattern.chars().collect(), start: &pattern[..end] })
            }
            Query::Fuzzy { word, edits } => {
                Some(Self::Slips { word: word.chars().collect(), most: usize::from(*edits) })
            }
            _ => None,
        }
    }

    /// What every such word starts with; may be nothing.
    pub(super) fn start(&self) -> &'q str {
        match self {
            Self::Start(start) | Self::Wild { start, .. } => start,
            Self::Slips { .. } => "",
        }
    }

    /// Whether a folded word looks so.
    pub(super) fn matches(&self, word: &str) -> bool {
        match self {
            Self::Start(start) => word.starts_with(start),
            Self::Wild { pattern, start } => word.starts_with(start) && is_wild(pattern, word),
            Self::Slips { word: wanted, most } => slips(wanted, word, *most),
        }
    }
}

/// Whether a word fits a pattern. Where the letters after a `*` do not fit, that `*` takes one letter more; an earlier one
/// need never be tried again, so that the time grows with the product of the lengths at most.
fn is_wild(pattern: &[char], word: &str) -> bool {
    let mut word = word.chars();
    let mut at = 0;
    let mut again = None;
    loop {
        if pattern.get(at) == Some(&'*') {
            at += 1;
            again = Some((at, word.clone()));
            continue;
        }
        let fits = match (pattern.get(at), word.next()) {
            (None, None) => return true,
            (Some('?'), Some(_)) => true,
            (Some(&wanted), Some(c)) => wanted == c,
            // The word ends first: no `*` can make it longer.
            (Some(_), None) => return false,
            (None, Some(_)) => false,
        };
        if fits {
            at += 1;
            continue;
        }
        let Some((after, rest)) = &mut again else { return false };
        if rest.next().is_none() {
            return false;
        }
        at = *after;
        word = rest.clone();
    }
}

/// Whether one word becomes another by at most so many slips: a letter too many, one missing, another one, or two
/// neighbours the wrong way round (Damerau 1964), where no letter slips twice (optimal string alignment).
fn slips(wanted: &[char], word: &str, most: usize) -> bool {
    // A letter takes one byte at least and four at most.
    if word.len() + most < wanted.len() || word.len() > 4 * (wanted.len() + most) {
        return false;
    }
    let word: Vec<char> = word.chars().collect();
    if word.len().abs_diff(wanted.len()) > most {
        return false;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, &a) in wanted.iter().enumerate() {
        let mut row = Vec::with_capacity(word.len() + 1);
        row.push(i + 1);
        for (j, &b) in word.iter().enumerate() {
            let mut cost = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == word[j - 1] && wanted[i - 1] == b {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row.push(cost);
        }
        let least = row.iter().min().copied().unwrap_or_default();
        // Two neighbours the wrong way round reach over one row, at the cost of one slip.
        if least > most && last.iter().all(|&cost| cost + 1 > most) {
            return false;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().is_some_and(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wild(pattern: &str, word: &str) -> bool {
        is_wild(&pattern.chars().collect::<Vec<_>>(), word)
    }

    fn near(wanted: &str, word: &str, most: usize) -> bool {
        slips(&wanted.chars().collect::<Vec<_>>(), word, most)
    }

    #[test]
    fn gaps_and_single_letters() {
        assert!(wild("*ship", "leadership") && wild("*ship", "ship") && !wild("*ship", "shipped"));
        assert!(
            wild("com*ent", "comment")
                && wild("com*ent", "component")
                && !wild("com*ent", "coment's")
        );
        assert!(wild("wom?n", "woman") && wild("wom?n", "women") && !wild("wom?n", "womn"));
        assert!(wild("*a*b", "abab") && wild("?*", "x") && !wild("?*", ""));
    }

    #[test]
    fn slips_of_every_kind() {
        for word in ["behaviour", "behavior", "behavviour", "behaviuor", "behoviour"] {
            assert!(near("behaviour", word, 1), "{word}");
        }
        assert!(!near("behaviour", "behavor", 1) && near("behaviour", "behavor", 2));
        assert!(near("мир", "мра", 2) && !near("мир", "дом", 2));
    }

    #[test]
    fn a_pattern_that_would_take_for_ever_does_not() {
        let pattern = "*a".repeat(60) + "*b";
        assert!(!wild(&pattern, &"a".repeat(256)));
    }

    /// The same by trying everything.
    fn plainly_wild(pattern: &[char], word: &[char]) -> bool {
        match (pattern.split_first(), word.split_first()) {
            (None, _) => word.is_empty(),
            (Some(('*', rest)), _) => (0..=word.len()).any(|n| plainly_wild(rest, &word[n..])),
            (Some(('?', rest)), Some((_, word))) => plainly_wild(rest, word),
            (Some((a, rest)), Some((b, word))) => a == b && plainly_wild(rest, word),
            (Some(_), None) => false,
        }
    }

    /// The same from the definition, by recursion over the ends.
    fn plain_slips(a: &[char], b: &[char]) -> usize {
        let (Some((&x, a_rest)), Some((&y, b_rest))) = (a.split_last(), b.split_last()) else {
            return a.len() + b.len();
        };
        let mut least = (plain_slips(a_rest, b_rest) + usize::from(x != y))
            .min(plain_slips(a_rest, b) + 1)
            .min(plain_slips(a, b_rest) + 1);
        if let ([a_rest @ .., p, _], [b_rest @ .., q, _]) = (a, b)
            && *p == y
            && *q == x
        {
            least = least.min(plain_slips(a_rest, b_rest) + 1);
        }
        least
    }

    proptest! {
        #[test]
        fn patterns_fit_what_trying_everything_fits(pattern in "[abé?*]{0,7}", word in "[abé]{0,8}") {
            let (p, w): (Vec<char>, Vec<char>) = (pattern.chars().collect(), word.chars().collect());
            prop_assert_eq!(is_wild(&p, &word), plainly_wild(&p, &w));
        }

        #[test]
        fn slips_are_those_of_the_definition(wanted in "[abcé]{1,6}", word in "[abcé]{0,6}", most in 0usize..3) {
            let (a, b): (Vec<char>, Vec<char>) = (wanted.chars().collect(), word.chars().collect());
            prop_assert_eq!(slips(&a, &word, most), plain_slips(&a, &b) <= most);
        }
    }
}
