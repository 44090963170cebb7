//! Finds words in one text as they stand, for the reader of that text.

use super::Text;
use crate::domain::Span;

/// Letters in lower case, typographic signs as the plain ones that people type.
fn folded(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '\u{a0}' | '\u{202f}' => ' ',
        '–' | '—' | '‑' => '-',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(single), None) => single,
                _ => c,
            }
        }
    }
}

impl Text {
    /// Every place where `words` stand, without regard to case and to the form of quotation marks, dashes and spaces;
    /// in order, not overlapping. Nothing for no words.
    pub fn find(&self, words: &str) -> Vec<Span> {
        let wanted: Vec<char> = words.chars().map(folded).collect();
        let Some(&first) = wanted.first() else { return Vec::new() };
        let mut found = Vec::new();
        let mut characters = self.as_str().chars();
        let mut at = 0;
        while let Some(c) = characters.next() {
            let here = at;
            at += 1;
            if folded(c) != first {
                continue;
            }
            let rest = characters.clone().map(folded);
            if rest.take(wanted.len() - 1).eq(wanted[1..].iter().copied()) {
                let more = wanted.len() as u32 - 1;
                found.push(Span { start: here, end: here + more + 1 });
                for _ in 0..more {
                    characters.next();
                }
                at += more;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_what_people_type() {
        let text = Text::new("Don’t say “Café”. DON'T. ﬁne\nİz");
        let words = |typed: &str| -> Vec<&str> {
            text.find(typed).into_iter().map(|span| text.slice(span)).collect()
        };
        assert_eq!(words("don't"), ["Don’t", "DON'T"]);
        assert_eq!(words("\"café\""), ["“Café”"]);
        assert_eq!(words("İz"), ["İz"]);
        assert!(words("").is_empty());
        assert_eq!(Text::new("aaaa").find("aa").len(), 2);
    }

    proptest! {
        #[test]
        fn finds_every_place(string in "[abA’' ]{0,60}", typed in "[ab']{1,3}") {
            let text = Text::new(string.clone());
            let fold = |s: &str| s.chars().map(folded).collect::<String>();
            let expected = fold(&string).matches(&fold(&typed)).count();
            prop_assert_eq!(text.find(&typed).len(), expected);
        }
    }
}
