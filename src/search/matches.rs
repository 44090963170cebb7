//! Finds in a text what a question asks for, without an index: to draw the hits in a paragraph that is shown, to
//! look through one source, and to hold the index to.

use std::collections::HashMap;
use std::ops::Range;

use super::Query;
use super::analyser::{Kind, Language, Stemmer, Token, tokens};

/// The places in `text` of what makes it a hit, as byte ranges in order that do not overlap: words in any of their
/// forms, words that start so, phrases as one range each. What stands under NOT is left out.
///
/// Each part of the question is looked for by itself, whether or not the whole text answers the question, so that a
/// hit can be drawn paragraph by paragraph.
pub fn find(query: &Query, text: &str) -> Vec<Range<usize>> {
    let text = Analysed::new(text);
    let mut found = Vec::new();
    text.collect(query, &mut found);
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|next, range| {
        let overlap = next.start < range.end;
        if overlap {
            range.end = range.end.max(next.end);
        }
        overlap
    });
    found
}

/// Whether a text answers a question, as the index would say of it.
pub fn matches(query: &Query, text: &str) -> bool {
    Analysed::new(text).matches(query)
}

/// A stretch of about `width` code points around the first of `ranges` (bytes, as [`find`] gives them), cut between
/// words, as a byte range; the start of the text where there are none. A range longer than `width` is kept whole.
pub fn excerpt(text: &str, ranges: &[Range<usize>], width: usize) -> Range<usize> {
    let hit = ranges.first().cloned().unwrap_or(0..0);
    let room = width.saturating_sub(text[hit.clone()].chars().count());
    let after_hit = text[hit.end..].chars().take(room).count();
    // A third of the room before the hit, and what the end of the text leaves over.
    let before = if after_hit < room { room - after_hit } else { room / 3 };
    let start = back(text, hit.start, before);
    let room = width.saturating_sub(text[start..hit.end].chars().count());
    let end = text[hit.end..].char_indices().nth(room).map_or(text.len(), |(at, _)| hit.end + at);
    let start = if start == 0 || text[..start].ends_with(char::is_whitespace) {
        start
    } else {
        let blank = text[start..hit.start].char_indices().find(|(_, c)| c.is_whitespace());
        blank.map_or(start, |(at, c)| start + at + c.len_utf8())
    };
    let end = if end == text.len() || text[end..].starts_with(char::is_whitespace) {
        end
    } else {
        text[hit.end..end].rfind(char::is_whitespace).map_or(end, |at| hit.end + at)
    };
    start..end
}

/// The byte `count` code points before `at`.
fn back(text: &str, at: usize, count: usize) -> usize {
    text[..at].char_indices().rev().take(count).last().map_or(at, |(start, _)| start)
}

/// A text cut into words.
struct Analysed {
    tokens: Vec<Token>,
}

impl Analysed {
    fn new(text: &str) -> Self {
        Self { tokens: tokens(text).collect() }
    }

    fn matches(&self, query: &Query) -> bool {
        match query {
            Query::All(queries) => queries.iter().all(|query| self.matches(query)),
            Query::Any(queries) => queries.iter().any(|query| self.matches(query)),
            Query::Without { wanted, unwanted } => {
                self.matches(wanted) && !unwanted.iter().any(|query| self.matches(query))
            }
            leaf => {
                let mut found = Vec::new();
                self.collect(leaf, &mut found);
                !found.is_empty()
            }
        }
    }

    /// Adds the byte ranges of all that is wanted.
    fn collect(&self, query: &Query, found: &mut Vec<Range<usize>>) {
        match query {
            Query::Word(word) => {
                let mut stemmer = Stemmer::new(Language::default());
                let stem = stemmer.stem(word);
                // Most words of a text stand in it more than once.
                let mut alike: HashMap<&str, bool> = HashMap::new();
                found.extend(self.tokens.iter().filter_map(|token| {
                    let alike = alike
                        .entry(&token.text)
                        .or_insert_with_key(|other| stemmer.stem(other) == stem);
                    alike.then(|| token.bytes.clone())
                }));
            }
            Query::Prefix(start) => {
                let tokens = self.tokens.iter().filter(|token| token.text.starts_with(start));
                found.extend(tokens.map(|token| token.bytes.start..end_of_start(token)));
            }
            Query::Phrase { words, open } => {
                let Some(last) = words.len().checked_sub(1) else { return };
                let is_phrase = |window: &&[Token]| {
                    window[..last].iter().zip(words).all(|(token, word)| token.text == *word)
                        && if *open {
                            window[last].text.starts_with(&words[last])
                        } else {
                            window[last].text == words[last]
                        }
                };
                found.extend(self.tokens.windows(words.len()).filter(is_phrase).map(|window| {
                    let end = &window[last];
                    let end = if *open { end_of_start(end) } else { end.bytes.end };
                    window[0].bytes.start..end
                }));
            }
            Query::All(queries) | Query::Any(queries) => {
                for query in queries {
                    self.collect(query, found);
                }
            }
            Query::Without { wanted, .. } => self.collect(wanted, found),
        }
    }
}

/// Where a token ends that was found by its start: a word is shown whole, of a pair of characters only the first was
/// asked for.
fn end_of_start(token: &Token) -> usize {
    match token.kind {
        Kind::Pair { first_end } => first_end,
        Kind::Word | Kind::Last { .. } => token.bytes.end,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::parse;

    /// The text with what was found put in «».
    fn marked(question: &str, text: &str) -> String {
        let query = parse(question, false).unwrap().unwrap();
        let mut out = String::new();
        let mut done = 0;
        for range in find(&query, text) {
            out += &text[done..range.start];
            out += &format!("«{}»", &text[range.clone()]);
            done = range.end;
        }
        out + &text[done..]
    }

    #[test]
    fn marks_words_in_all_their_forms() {
        let text = "They trusted us. Trust? We don’t TRUST.";
        assert_eq!(marked("trust", text), "They «trusted» us. «Trust»? We don’t «TRUST».");
        assert_eq!(marked("\"trust\"", text), "They trusted us. «Trust»? We don’t «TRUST».");
        assert_eq!(marked("don't", text), "They trusted us. Trust? We «don’t» TRUST.");
    }

    #[test]
    fn marks_prefixes_and_phrases_across_punctuation() {
        assert_eq!(marked("neighb*", "Neighbours, no?"), "«Neighbours», no?");
        assert_eq!(
            marked("\"continuity of care\"", "the continuity, of – care; care"),
            "the «continuity, of – care»; care"
        );
        assert_eq!(marked("“care of”", "care of of care of"), "«care of» of «care of»");
        assert_eq!(marked("\"of ca*\"", "kind of careful care"), "kind «of careful» care");
    }

    #[test]
    fn marks_stretches_of_scripts_without_spaces() {
        assert_eq!(marked("医院", "我在医院等医生"), "我在«医院»等医生");
        assert_eq!(marked("医", "我在医院等医生"), "我在«医»院等«医»生");
        assert_eq!(marked("院等医", "我在医院等医生"), "我在医«院等医»生");
        assert_eq!(marked("哈哈", "哈哈哈"), "«哈哈哈»");
        assert_eq!(marked("か", "「か」"), "「«か»」");
    }

    #[test]
    fn leaves_out_what_is_not_wanted() {
        assert_eq!(marked("a -b", "a b a"), "«a» b «a»");
        assert_eq!(marked("(a OR b) NOT c", "c b a"), "c «b» «a»");
        assert_eq!(marked("cafe 👍", "Café 👍🏽 ok"), "«Café» «👍🏽» ok");
    }

    #[test]
    fn answers_like_the_question_says() {
        let answers =
            |question: &str, text: &str| matches(&parse(question, false).unwrap().unwrap(), text);
        assert!(answers("a b", "b a"));
        assert!(!answers("a b", "a"));
        assert!(answers("a OR b", "b"));
        assert!(!answers("a -b", "a b"));
        assert!(!answers("a -\"b c\"", "a b c"));
        assert!(answers("a -\"b c\"", "a c b"));
    }

    #[test]
    fn excerpts_keep_the_hit_and_cut_between_words() {
        let text = "One two three four five six seven eight nine ten";
        let hit = text.find("six").unwrap();
        let range = excerpt(text, std::slice::from_ref(&(hit..hit + 3)), 20);
        assert_eq!(&text[range], "five six seven eight");
        assert_eq!(&text[excerpt(text, &[], 12)], "One two");
        assert_eq!(excerpt(text, &[], 1_000), 0..text.len());
        let end = text.len();
        assert_eq!(
            &text[excerpt(text, std::slice::from_ref(&(end - 3..end)), 14)],
            "eight nine ten"
        );
    }

    proptest! {
        #[test]
        fn excerpts_hold_the_hit(text in "([a-zé]{1,8}|中| |\\PC){0,60}", width in 0usize..80, which in 0usize..40) {
            let words: Vec<_> = tokens(&text).map(|token| token.bytes).collect();
            let hits = words.get(which..).unwrap_or(&[]);
            let range = excerpt(&text, hits, width);
            let cut = text.get(range.clone());
            prop_assert!(cut.is_some());
            if let Some(hit) = hits.first() {
                prop_assert!(range.start <= hit.start && hit.end <= range.end);
                let most = width.max(text[hit.clone()].chars().count());
                prop_assert!(cut.unwrap().chars().count() <= most);
            }
        }
    }
}
