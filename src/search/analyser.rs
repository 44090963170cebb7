//! Cuts a text into the words that are looked for, the same way for what is searched and for what is asked.
//!
//! Words are those of UAX 29, folded; apostrophes stay inside them (`don't` is one word). Beyond UAX 29, a full stop or
//! an underscore between letters parts words (`home.The`, `GP_ID`), since transcripts miss the space there. Scripts that
//! put no spaces between words are cut into overlapping pairs of characters, so that any stretch of them is found. Emoji
//! are words of their own.

use std::ops::Range;

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::text::fold::{
    continues, fold, is_apostrophe, is_invisible, is_pictograph, is_unspaced, written,
};

/// How many bytes of a folded word are compared; what follows is not looked at.
pub(super) const LONGEST: usize = 256;

/// A word of a text, or a pair of characters of a script without spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Token {
    /// The folded form.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    #[default]
    Word,
    /// A character of a script without spaces together with the one that follows.
    Pair {
        /// The byte after the first of the two characters.
        first_end: usize,
    },
    /// The last character of a stretch of such a script.
    Last {
        /// Whether it is also the first.
        alone: bool,
    },
}

/// A character of a script without spaces, folded, and the grapheme it comes from.
#[derive(Debug)]
struct Unit {
    folded: char,
    bytes: Range<usize>,
}

/// The words of a text, in order. Each stands one position after the one before it.
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// The piece between two blanks that is being cut, which starts at a byte, and that byte.
    segments: UWordBoundIndices<'a>,
    piece_start: usize,
    /// The byte after it.
    piece_end: usize,
    /// The byte before which everything is cut.
    done: usize,
    /// The end of the piece between two word boundaries that is being cut.
    segment_end: usize,
    /// The stretch without spaces that is being cut, and the unit that comes next.
    run: Vec<Unit>,
    run_next: usize,
    token: Token,
    scratch: String,
}

/// The words of a text in order, folded, with their bytes. Scripts without spaces give every two characters that stand next to
/// each other, and a character that stands alone.
pub fn words(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let whole = |token: &Token| !matches!(token.kind, Kind::Last { alone: false });
    tokens(text).filter(whole).map(|token| (token.text, token.bytes))
}

/// Cuts a text into words.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        segments: "".split_word_bound_indices(),
        piece_start: 0,
        piece_end: 0,
        done: 0,
        segment_end: 0,
        run: Vec::new(),
        run_next: 0,
        token: Token::default(),
        scratch: String::new(),
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.advance().then(|| std::mem::take(&mut self.token))
    }
}

impl<'a> Tokens<'a> {
    /// The next word without a string of its own.
    pub(super) fn go_on(&mut self) -> Option<&Token> {
        self.advance().then_some(&self.token)
    }

    /// Goes to the next word, which then stands in `self.token`; false at the end of the text.
    fn advance(&mut self) -> bool {
        loop {
            if self.next_of_run() {
                return true;
            }
            if self.done >= self.segment_end {
                match self.segments.next() {
                    Some((start, segment)) => {
                        let start = self.piece_start + start;
                        self.segment_end = start + segment.len();
                        self.done = self.done.max(start);
                    }
                    None => match self.next_between_blanks() {
                        Some(true) => return true,
                        Some(false) => continue,
                        None => return false,
                    },
                }
            }
            if self.done < self.segment_end && self.next_piece() {
                return true;
            }
        }
    }

    /// Goes to the next piece between two blanks; none at the end of the text. Gives whether it was a plain word, as most
    /// pieces are, which is then the next one; any other is cut by the rules.
    ///
    /// No word reaches over a blank (a space or line break of ASCII), so that each piece can be cut by itself.
    fn next_between_blanks(&mut self) -> Option<bool> {
        let bytes = self.text.as_bytes();
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n');
        let from = self.piece_end.max(self.done);
        let start = from + bytes[from..].iter().position(|byte| !is_blank(byte))?;
        let length = bytes[start..].iter().position(is_blank).unwrap_or(bytes.len() - start);
        let piece = &self.text[start..start + length];
        let letters = bytes[start..start + length]
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(length);
        (self.piece_start, self.piece_end) = (start, start + length);
        let ends = piece.as_bytes()[letters..]
            .iter()
            .all(|byte| matches!(byte, b'.' | b',' | b'?' | b'!' | b':' | b';' | b')'));
        if letters > 0 && ends {
            self.segments = "".split_word_bound_indices();
            (self.done, self.segment_end) = (self.piece_end, self.piece_end);
            self.token.text.clear();
            self.token.text.push_str(&piece[..letters.min(LONGEST)]);
            self.token.text.make_ascii_lowercase();
            self.token.bytes = start..start + letters;
            self.token.kind = Kind::Word;
            return Some(true);
        }
        self.segments = piece.split_word_bound_indices();
        Some(false)
    }

    /// Cuts the next word off the current segment, or starts a stretch without spaces.
    fn next_piece(&mut self) -> bool {
        let rest = &self.text[self.done..self.segment_end];
        let begins = |c: char| c.is_alphanumeric() || is_unspaced(c) || is_pictograph(c);
        let Some((skipped, first)) = rest.char_indices().find(|&(_, c)| begins(c)) else {
            self.done = self.segment_end;
            return false;
        };
        let start = self.done + skipped;
        if is_unspaced(first) {
            self.gather_run(start);
            return false;
        }
        let length =
            if is_pictograph(first) { rest.len() - skipped } else { word_length(&rest[skipped..]) };
        self.done = start + length;
        self.token.text.clear();
        fold(&self.text[start..self.done], &mut self.token.text);
        cut(&mut self.token.text);
        self.token.bytes = start..self.done;
        self.token.kind = Kind::Word;
        !self.token.text.is_empty()
    }

    /// Takes the stretch without spaces that starts at a byte; it may cross word boundaries.
    fn gather_run(&mut self, start: usize) {
        self.run.clear();
        self.run_next = 0;
        self.done = start;
        for (at, grapheme) in self.text[start..].grapheme_indices(true) {
            let inside = grapheme.starts_with(is_unspaced) || grapheme.chars().all(is_invisible);
            if !inside {
                break;
            }
            let bytes = start + at..start + at + grapheme.len();
            self.done = bytes.end;
            self.scratch.clear();
            fold(grapheme, &mut self.scratch);
            let bytes = &bytes;
            let units = self.scratch.chars().map(|folded| Unit { folded, bytes: bytes.clone() });
            self.run.extend(units);
        }
    }

    fn next_of_run(&mut self) -> bool {
        let Some(unit) = self.run.get(self.run_next) else { return false };
        self.token.text.clear();
        self.token.text.push(unit.folded);
        self.token.bytes = unit.bytes.clone();
        self.token.kind = match self.run.get(self.run_next + 1) {
            Some(next) => {
                self.token.text.push(next.folded);
                self.token.bytes.end = next.bytes.end;
                Kind::Pair { first_end: unit.bytes.end }
            }
            None => Kind::Last { alone: self.run_next == 0 },
        };
        self.run_next += 1;
        true
    }
}

/// The length in bytes of the word that `piece` starts with.
fn word_length(piece: &str) -> usize {
    let mut characters = piece.char_indices().peekable();
    let mut after_digit = false;
    while let Some((at, c)) = characters.next() {
        if c.is_alphanumeric() && !is_unspaced(c) {
            after_digit = c.is_numeric();
            continue;
        }
        let next = characters.peek().map(|&(_, next)| next);
        let joins_letters = is_apostrophe(c) && next.is_some_and(char::is_alphanumeric);
        let joins_digits = c != '_' && after_digit && next.is_some_and(char::is_numeric);
        let inside = (continues(c) && !is_unspaced(c)) || joins_letters || joins_digits;
        if !inside || is_pictograph(c) {
            return at;
        }
    }
    piece.len()
}

/// Shortens a word to the bytes that are compared.
fn cut(word: &mut String) {
    if word.len() > LONGEST {
        word.truncate(word.floor_char_boundary(LONGEST));
    }
}

/// What stands between a folded word and how it is written, in a term of the index.
pub(super) const AS_WRITTEN: &str = "\0";

impl Token {
    /// How the token is written in the text it was cut from, if not as it is folded. Characters of scripts without spaces
    /// have no capitals and accents.
    pub(super) fn writing(&self, text: &str) -> Option<String> {
        (self.kind == Kind::Word).then(|| writing(&text[self.bytes.clone()], &self.text)).flatten()
    }
}

/// How a piece of a text is written, if not as it is folded.
pub(super) fn writing(piece: &str, folded: &str) -> Option<String> {
    if piece == folded {
        return None;
    }
    let mut as_written = String::new();
    written(piece, &mut as_written);
    cut(&mut as_written);
    (as_written != folded).then_some(as_written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::language::{Language, Stemmer};

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn words_keep_their_apostrophes() {
        assert_eq!(
            words("I don’t, and don't — rock'n'roll 'quoted' patients'"),
            ["i", "don't", "and", "don't", "rock'n'roll", "quoted", "patients"]
        );
    }

    #[test]
    fn missing_spaces_part_words_but_figures_stay_whole() {
        assert_eq!(words("home.The GP_ID 161"), ["home", "the", "gp", "id", "161"]);
        assert_eq!(words("3.5 1,000 e-mail INT:Yes"), ["3.5", "1,000", "e", "mail", "int", "yes"]);
    }

    #[test]
    fn accents_fold_and_emoji_are_words() {
        assert_eq!(words("Café naïve Straße"), ["cafe", "naive", "strasse"]);
        assert_eq!(words("yes 👍🏽 ❤️!"), ["yes", "👍", "❤"]);
        assert_eq!(words("… – \0 \u{301} ''"), Vec::<String>::new());
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(words("我在医院。等"), ["我在", "在医", "医院", "院", "等"]);
        assert_eq!(words("東京タワー2020"), ["東京", "京タ", "タワ", "ワー", "ー", "2020"]);
        assert_eq!(words("ไทย"), ["ไท", "ทย", "ย"]);
    }

    #[test]
    fn right_to_left_writing_is_cut_at_spaces() {
        assert_eq!(words("ذهبت إلى المستشفى"), ["ذهبت", "الى", "المستشفى"]);
    }

    #[test]
    fn a_very_long_word_is_cut_but_kept() {
        let long = "é".repeat(5_000);
        let found: Vec<_> = tokens(&long).collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.len(), found[0].bytes.clone()), (256, 0..10_000));
    }

    /// The words of a text that is cut by the rules as a whole.
    fn by_the_rules(text: &str) -> Vec<Token> {
        let mut tokens = tokens(text);
        tokens.segments = text.split_word_bound_indices();
        tokens.piece_end = text.len();
        tokens.collect()
    }

    proptest! {
        #[test]
        fn cutting_at_blanks_changes_nothing(
            text in "(\\PC|[a-zA-Z'’.,_:;?! 0-9\n]|[ab1.,]{3} |[中文東京か゛ｶﾞ]|ก็|👩‍👧|🇬🇧|שלום|\u{200d}|\u{200b}|\u{301}){0,40}"
        ) {
            prop_assert_eq!(tokens(&text).collect::<Vec<_>>(), by_the_rules(&text));
        }

        #[test]
        fn tokens_stand_in_order(
            text in "(\\PC|[a-z'’.,_ 0-9]|[中文東京か゛ｶﾞ]|ก็|👩‍👧|\u{200b}|\u{301}){0,40}"
        ) {
            let mut start = 0;
            let mut stemmer = Stemmer::new(Language::default());
            for token in tokens(&text) {
                prop_assert!(!token.text.is_empty() && token.text.len() <= LONGEST);
                prop_assert!(start <= token.bytes.start && token.bytes.start < token.bytes.end);
                prop_assert!(text.get(token.bytes.clone()).is_some());
                start = token.bytes.start;
                stemmer.stem(&token.text);
            }
        }
    }
}
