//! Finds in a text what a question asks for, without an index: to draw the hits in a paragraph that is shown, to
//! look through one source, and to hold the index to.

use std::collections::HashMap;
use std::ops::Range;

use super::Query;
use super::analyser::{Kind, Token, tokens, writing};
use super::language::{Language, Stemmer};
use super::like::Like;
use super::near::{Neighbours, Stretch};

/// The places in a text, which is in a language, of what makes it a hit; see [`Looker::find`].
pub fn find(query: &Query, text: &str, language: Language) -> Vec<Range<usize>> {
    Looker::new(query, language).find(text)
}

/// Whether a text in a language answers a question, as the index would say of it.
pub fn matches(query: &Query, text: &str, language: Language) -> bool {
    Looker::new(query, language).matches(text)
}

/// Looks for one question in many texts of a language: each word is held to the question once.
pub struct Looker<'q> {
    query: &'q Query,
    language: Language,
    /// Which words answer each part of the question that asks for single words, by the address of that part.
    known: HashMap<*const Query, HashMap<String, bool>>,
}

impl<'q> Looker<'q> {
    /// Looks for a question in texts of a language.
    pub fn new(query: &'q Query, language: Language) -> Self {
        Self { query, language, known: HashMap::new() }
    }

    /// The places in a text of what makes it a hit, as byte ranges in order that do not overlap: words in any of their forms,
    /// words that look so, phrases as one range each, both sides of what is near. What stands under NOT is left out.
    ///
    /// Each part of the question is looked for by itself, whether or not the whole text answers the question, so that a
    /// hit can be drawn paragraph by paragraph.
    pub fn find(&mut self, text: &str) -> Vec<Range<usize>> {
        let text = Analysed::new(text);
        let mut found = Vec::new();
        self.collect(self.query, &text, &mut found);
        let mut found: Vec<Range<usize>> = found.iter().map(|place| text.bytes(place)).collect();
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

    /// Whether a text answers.
    pub fn matches(&mut self, text: &str) -> bool {
        self.answers(self.query, &Analysed::new(text))
    }

    fn answers(&mut self, query: &'q Query, text: &Analysed<'_>) -> bool {
        match query {
            Query::All(queries) => queries.iter().all(|query| self.answers(query, text)),
            Query::Any(queries) => queries.iter().any(|query| self.answers(query, text)),
            Query::Without { wanted, unwanted } => {
                self.answers(wanted, text)
                    && !unwanted.iter().any(|query| self.answers(query, text))
            }
            leaf => {
                let mut found = Vec::new();
                self.collect(leaf, text, &mut found);
                !found.is_empty()
            }
        }
    }

    /// Adds the places of all that is wanted.
    fn collect(&mut self, query: &'q Query, text: &Analysed<'_>, found: &mut Vec<Place>) {
        match query {
            Query::Word(word) => {
                let mut stemmer = Stemmer::new(self.language);
                let stem = stemmer.stem(word);
                self.words(query, text, found, |other| stemmer.stem(other) == stem);
            }
            Query::Prefix(_) | Query::Wild(_) | Query::Fuzzy { .. } => {
                if let Some(like) = Like::of(query) {
                    self.words(query, text, found, |word| like.matches(word));
                }
            }
            Query::Phrase { words, open } => text.rows(words, *open, found, |_, _| true),
            Query::Written { words, writings } => text.rows(words, false, found, |n, token| {
                let word = text.word(token);
                token.kind != Kind::Word
                    || match writing(&text.text[token.bytes.clone()], word) {
                        Some(writing) => writing == writings[n],
                        None => word == writings[n],
                    }
            }),
            Query::Near { one, other, apart } => {
                let (mut ones, mut others) = (Vec::new(), Vec::new());
                self.collect(one, text, &mut ones);
                self.collect(other, text, &mut others);
                let neighbours =
                    |places: &[Place]| Neighbours::new(places.iter().map(|place| place.stretch));
                let (of_ones, of_others) = (neighbours(&ones), neighbours(&others));
                found.extend(ones.into_iter().filter(|place| of_others.of(place.stretch, *apart)));
                found.extend(others.into_iter().filter(|place| of_ones.of(place.stretch, *apart)));
            }
            Query::All(queries) | Query::Any(queries) => {
                for query in queries {
                    self.collect(query, text, found);
                }
            }
            Query::Without { wanted, .. } => self.collect(wanted, text, found),
        }
    }

    /// Adds the places of single words that answer a part of the question.
    fn words(
        &mut self,
        part: &'q Query,
        text: &Analysed<'_>,
        found: &mut Vec<Place>,
        mut fits: impl FnMut(&str) -> bool,
    ) {
        let open = matches!(part, Query::Prefix(_));
        let known = self.known.entry(std::ptr::from_ref(part)).or_default();
        for (at, token) in text.tokens.iter().enumerate() {
            let word = text.word(token);
            let fits = match known.get(word) {
                Some(&fits) => fits,
                None => {
                    let fits = fits(word);
                    // To look at the start of a word again is quicker than to remember it.
                    if !open {
                        known.insert(word.to_owned(), fits);
                    }
                    fits
                }
            };
            if fits {
                found.push(Place::new(at, 1, open));
            }
        }
    }
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
struct Analysed<'a> {
    text: &'a str,
    /// The folded words one behind the other: most texts have too many for a string each.
    folded: String,
    tokens: Vec<Cut>,
}

/// A word of a text.
struct Cut {
    /// Its place among the folded words.
    folded: Range<usize>,
    /// Where it stands in the text, in bytes.
    bytes: Range<usize>,
    kind: Kind,
}

/// Where something was found.
struct Place {
    /// Its first token and the one after its last.
    stretch: Stretch,
    /// Whether its last was found by its start.
    open: bool,
}

impl Place {
    fn new(first: usize, count: usize, open: bool) -> Self {
        Self { stretch: (first as u32, (first + count) as u32), open }
    }
}

impl<'a> Analysed<'a> {
    fn new(text: &'a str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut cut = Vec::new();
        let mut tokens = tokens(text);
        while let Some(Token { text, bytes, kind }) = tokens.go_on() {
            let start = folded.len();
            folded.push_str(text);
            cut.push(Cut { folded: start..folded.len(), bytes: bytes.clone(), kind: *kind });
        }
        Self { text, folded, tokens: cut }
    }

    /// The folded form of a word.
    fn word(&self, token: &Cut) -> &str {
        &self.folded[token.folded.clone()]
    }

    /// Adds the places of words in a row, where each also fits by its place in the row.
    fn rows(
        &self,
        words: &[String],
        open: bool,
        found: &mut Vec<Place>,
        fits: impl Fn(usize, &Cut) -> bool,
    ) {
        let Some(last) = words.len().checked_sub(1) else { return };
        let is_row = |row: &[Cut]| {
            row[..last].iter().zip(words).all(|(token, word)| self.word(token) == word)
                && if open {
                    self.word(&row[last]).starts_with(&words[last])
                } else {
                    self.word(&row[last]) == words[last]
                }
                && row.iter().enumerate().all(|(n, token)| fits(n, token))
        };
        let rows = self.tokens.windows(words.len()).enumerate();
        let rows = rows.filter(|(_, row)| is_row(row));
        found.extend(rows.map(|(at, _)| Place::new(at, words.len(), open)));
    }

    /// The bytes of a place. A word that was found by its start is shown whole; of a pair of characters only the first was
    /// asked for.
    fn bytes(&self, place: &Place) -> Range<usize> {
        let (first, end) = place.stretch;
        let last = &self.tokens[end as usize - 1];
        let end = match last.kind {
            Kind::Pair { first_end } if place.open => first_end,
            _ => last.bytes.end,
        };
        self.tokens[first as usize].bytes.start..end
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
        for range in find(&query, text, Language::default()) {
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
    fn marks_words_by_their_look() {
        assert_eq!(marked("*ship", "Leadership, shipped, SHIP"), "«Leadership», shipped, «SHIP»");
        assert_eq!(marked("wom?n", "Woman, women? womaan"), "«Woman», «women»? womaan");
        assert_eq!(marked("caf?s", "cafe\u{301}s"), "«cafe\u{301}s»");
        assert_eq!(marked("behavior~", "Behaviour or behave"), "«Behaviour» or behave");
        assert_eq!(marked("מרג~", "מארג שלום"), "«מארג» שלום");
    }

    #[test]
    fn marks_what_is_written_so() {
        assert_eq!(marked("=GP", "GP gp Gp GP’s 👍 GP"), "«GP» gp Gp GP’s 👍 «GP»");
        assert_eq!(marked("=\"gp\"", "GP gp"), "GP «gp»");
        assert_eq!(
            marked("=\"Café au\"", "Café au Cafe au café au cafe\u{301} au"),
            "«Café au» Cafe au café au cafe\u{301} au"
        );
        assert_eq!(marked("=don't", "Don’t don’t"), "Don’t «don’t»");
        assert_eq!(marked("=医院", "我在医院"), "我在«医院»");
    }

    #[test]
    fn marks_both_sides_of_what_is_near() {
        let text = "push a b merge c d e push push";
        assert_eq!(marked("push NEAR/2 merge", text), "«push» a b «merge» c d e push push");
        assert_eq!(marked("merge NEAR/3 push", text), "«push» a b «merge» c d e «push» push");
        assert_eq!(marked("push NEAR/0 push", text), "push a b merge c d e «push» «push»");
        assert_eq!(
            marked("\"a b\" NEAR/0 (push OR mer*)", text),
            "«push» «a b» «merge» c d e push push"
        );
        assert_eq!(marked("merge NEAR/1 push", text), text);
    }

    #[test]
    fn leaves_out_what_is_not_wanted() {
        assert_eq!(marked("a -b", "a b a"), "«a» b «a»");
        assert_eq!(marked("(a OR b) NOT c", "c b a"), "c «b» «a»");
        assert_eq!(marked("cafe 👍", "Café 👍🏽 ok"), "«Café» «👍🏽» ok");
    }

    #[test]
    fn answers_like_the_question_says() {
        let answers = |question: &str, text: &str| {
            matches(&parse(question, false).unwrap().unwrap(), text, Language::default())
        };
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
