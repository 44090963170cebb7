//! Reads the pieces of a question into its tree.

use super::lexer::{Lexeme, Sign, lexemes};
use super::{Query, QueryError};
use crate::search::analyser::{Kind, LONGEST, Token, tokens};
use crate::text::fold::fold;

/// How deep brackets and `NOT`s may nest; more is a slip of the keyboard, and would exhaust the stack.
const DEEPEST: usize = 50;

/// How many words and phrases a question may hold.
const MOST_PARTS: usize = 500;

/// How many words a phrase may hold.
const LONGEST_PHRASE: usize = 500;

/// How many words may stand between two that are near where nothing else is said, and at most.
const NEAR: u32 = 10;
const FARTHEST: u32 = 1_000;

pub(super) fn parse(text: &str, typing: bool) -> Result<Option<Query>, QueryError> {
    let lexemes = lexemes(text);
    let is_part =
        |lexeme: &&Lexeme| matches!(lexeme.sign, Sign::Chunk { .. } | Sign::Quoted { .. });
    if let Some(excess) = lexemes.iter().filter(is_part).nth(MOST_PARTS) {
        return Err(error(
            excess.at,
            format!(
                "This is more than {MOST_PARTS} words; put a passage that you look for in quotes."
            ),
        ));
    }
    let mut parser = Parser { lexemes: &lexemes, next: 0, typing };
    let part = parser.either(0)?;
    if let Some(lexeme) = parser.peek() {
        return Err(error(lexeme.at, "This bracket closes nothing; take it out."));
    }
    match part.settle()? {
        None => Ok(None),
        Some(Settled::Wanted(query)) => Ok(Some(query)),
        Some(Settled::Unwanted(at, _)) => Err(only_unwanted(at)),
    }
}

fn error(at: usize, message: impl Into<String>) -> QueryError {
    QueryError { at, message: message.into() }
}

fn only_unwanted(at: usize) -> QueryError {
    error(at, "NOT takes away from what else is asked; write a word to look for before it.")
}

/// A part of a question, as it is written.
enum Part {
    /// Brackets, quotes or signs without a word in them.
    Nothing,
    Leaf(Query),
    Not(usize, Box<Part>),
    /// Where the `NEAR` stands, how many words may be between, and what it joins.
    Near(usize, u32, Box<[Part; 2]>),
    All(Vec<Part>),
    Any(Vec<Part>),
}

/// A part of a question once its `NOT`s are placed.
enum Settled {
    Wanted(Query),
    /// What must be missing, and where its `NOT` stands.
    Unwanted(usize, Query),
}

impl Part {
    /// Moves every `NOT` to the side of something that is wanted.
    fn settle(self) -> Result<Option<Settled>, QueryError> {
        Ok(match self {
            Self::Nothing => None,
            Self::Leaf(query) => Some(Settled::Wanted(query)),
            Self::Not(at, part) => part.settle()?.map(|settled| match settled {
                Settled::Wanted(query) => Settled::Unwanted(at, query),
                Settled::Unwanted(_, query) => Settled::Wanted(query),
            }),
            Self::Near(at, apart, parts) => {
                let [one, other] = *parts;
                let stretch = |part: Self| match part.settle()? {
                    None => Ok(None),
                    Some(Settled::Wanted(query)) if query.is_almost_anything() => Err(error(
                        at,
                        "A word with gaps on a side of NEAR needs two letters or more; write more of it.",
                    )),
                    Some(Settled::Wanted(query)) if query.is_stretch() => Ok(Some(query)),
                    Some(_) => Err(error(
                        at,
                        "NEAR joins words, phrases, and brackets of these with OR between them; write one of these on each side.",
                    )),
                };
                let wanted = match (stretch(one)?, stretch(other)?) {
                    (Some(one), Some(other)) => {
                        Some(Query::Near { one: Box::new(one), other: Box::new(other), apart })
                    }
                    (one, other) => one.or(other),
                };
                wanted.map(Settled::Wanted)
            }
            Self::All(parts) => {
                let mut wanted = Vec::new();
                let mut unwanted = Vec::new();
                let mut first_not = None;
                for part in parts {
                    match part.settle()? {
                        None => {}
                        Some(Settled::Wanted(query)) => wanted.push(query),
                        Some(Settled::Unwanted(at, query)) => {
                            first_not.get_or_insert(at);
                            unwanted.push(query);
                        }
                    }
                }
                match (join(wanted, Query::All), first_not) {
                    (None, None) => None,
                    (Some(wanted), None) => Some(Settled::Wanted(wanted)),
                    (Some(wanted), Some(_)) => {
                        Some(Settled::Wanted(Query::Without { wanted: Box::new(wanted), unwanted }))
                    }
                    // Missing a and missing b is missing both.
                    (None, Some(at)) => {
                        join(unwanted, Query::Any).map(|query| Settled::Unwanted(at, query))
                    }
                }
            }
            Self::Any(parts) => {
                let mut wanted = Vec::new();
                for part in parts {
                    match part.settle()? {
                        None => {}
                        Some(Settled::Wanted(query)) => wanted.push(query),
                        Some(Settled::Unwanted(at, _)) => return Err(only_unwanted(at)),
                    }
                }
                join(wanted, Query::Any).map(Settled::Wanted)
            }
        })
    }
}

fn join(mut queries: Vec<Query>, many: impl Fn(Vec<Query>) -> Query) -> Option<Query> {
    if queries.len() > 1 { Some(many(queries)) } else { queries.pop() }
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    next: usize,
    typing: bool,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.next)
    }

    fn take(&mut self) -> Option<&'a Lexeme> {
        let lexeme = self.peek();
        self.next += usize::from(lexeme.is_some());
        lexeme
    }

    /// Parts with `OR` between them.
    fn either(&mut self, depth: usize) -> Result<Part, QueryError> {
        let mut parts = vec![self.both(depth)?];
        while let Some(or) = self.peek().filter(|lexeme| lexeme.sign == Sign::Or) {
            self.next += 1;
            if self.is_unfinished(or.at, "OR")? {
                break;
            }
            parts.push(self.both(depth)?);
        }
        Ok(one_or(parts, Part::Any))
    }

    /// Parts with `AND` or nothing between them.
    fn both(&mut self, depth: usize) -> Result<Part, QueryError> {
        let mut parts = Vec::new();
        while let Some(lexeme) = self.peek() {
            match lexeme.sign {
                Sign::Close => break,
                Sign::Or if !parts.is_empty() => break,
                Sign::Or if self.only_sign() => self.next += 1,
                Sign::Or => return Err(error(lexeme.at, "OR needs a word before it.")),
                Sign::And if parts.is_empty() && self.only_sign() => self.next += 1,
                Sign::And if parts.is_empty() => {
                    return Err(error(lexeme.at, "AND needs a word before it."));
                }
                Sign::And => {
                    self.next += 1;
                    if self.is_unfinished(lexeme.at, "AND")? {
                        break;
                    }
                }
                Sign::Near(_) if self.only_sign() => self.next += 1,
                Sign::Near(_) => return Err(error(lexeme.at, "NEAR needs a word before it.")),
                _ => parts.push(self.near(depth)?),
            }
        }
        Ok(one_or(parts, Part::All))
    }

    /// A part, or two with `NEAR` between them.
    fn near(&mut self, depth: usize) -> Result<Part, QueryError> {
        let part = self.one(depth)?;
        let Some((at, words)) = self.peek().and_then(|lexeme| match &lexeme.sign {
            Sign::Near(words) => Some((lexeme.at, words.as_deref())),
            _ => None,
        }) else {
            return Ok(part);
        };
        self.next += 1;
        let is_last = self.peek().is_none();
        let apart = match words {
            None => NEAR,
            Some("") if self.typing && is_last => NEAR,
            Some(words) => match words.parse() {
                Ok(apart) if apart <= FARTHEST => apart,
                _ => {
                    let message = format!(
                        "Write how many words may stand between after NEAR/, {FARTHEST} at most, as in NEAR/5."
                    );
                    return Err(error(at, message));
                }
            },
        };
        if self.is_unfinished(at, "NEAR")? {
            return Ok(part);
        }
        let other = self.one(depth)?;
        if let Some(more) = self.peek().filter(|lexeme| matches!(lexeme.sign, Sign::Near(_))) {
            return Err(error(
                more.at,
                "NEAR joins two; write AND and another pair to say what else is near.",
            ));
        }
        Ok(Part::Near(at, apart, Box::new([part, other])))
    }

    /// Whether the one sign at hand is the whole question so far, still being typed.
    fn only_sign(&self) -> bool {
        self.typing && self.lexemes.len() == 1
    }

    /// After an operator: whether the question ends here, being typed. An error where it ends for good, or where
    /// something follows that an operator cannot join.
    fn is_unfinished(&self, at: usize, operator: &str) -> Result<bool, QueryError> {
        match self.peek().map(|lexeme| &lexeme.sign) {
            None if self.typing => Ok(true),
            None | Some(Sign::And | Sign::Or | Sign::Near(_) | Sign::Close) => {
                Err(error(at, format!("{operator} needs a word after it.")))
            }
            Some(_) => Ok(false),
        }
    }

    /// A word, a phrase, a bracket, or `NOT` and one of these.
    fn one(&mut self, depth: usize) -> Result<Part, QueryError> {
        let Some(lexeme) = self.take() else { return Ok(Part::Nothing) };
        if depth > DEEPEST {
            return Err(error(lexeme.at, "Brackets or NOTs are nested too deeply here."));
        }
        match &lexeme.sign {
            Sign::Not => {
                if self.is_unfinished(lexeme.at, "NOT")? {
                    return Ok(Part::Nothing);
                }
                Ok(Part::Not(lexeme.at, Box::new(self.near(depth + 1)?)))
            }
            Sign::Open => {
                if self.peek().is_some_and(|next| next.sign == Sign::Close) {
                    return Err(error(lexeme.at, "There is nothing between these brackets."));
                }
                let part = self.either(depth + 1)?;
                if self.take().is_none() && !self.typing {
                    return Err(error(
                        lexeme.at,
                        "This bracket is never closed; write ) after it.",
                    ));
                }
                Ok(part)
            }
            Sign::Chunk { text, written: true, .. } => written(lexeme.at, text),
            Sign::Chunk { text, last, .. } => self.word(lexeme.at, text, *last && self.typing),
            Sign::Quoted { text, last: true, .. }
                if !self.typing && tokens(text).next().is_some() =>
            {
                Err(error(lexeme.at, "This quote is never closed; write \" after it."))
            }
            // What is still being written may yet become anything.
            Sign::Quoted { text, written: true, last: false, star: false } => {
                written(lexeme.at, text)
            }
            Sign::Quoted { written: true, last: false, .. } => Err(error(
                lexeme.at,
                "Words that are found as they are written are written whole; take out the *.",
            )),
            Sign::Quoted { text, star, last, .. } => {
                phrase(lexeme.at, text, *star || (*last && !ends_blank(text)))
            }
            // The callers have seen to these.
            Sign::And | Sign::Or | Sign::Near(_) | Sign::Close => Ok(Part::Nothing),
        }
    }

    /// A word or several without a blank; with `open`, the last is still being written.
    fn word(&self, at: usize, text: &str, open: bool) -> Result<Part, QueryError> {
        if let Some((word, edits)) = slips(text) {
            return fuzzy(at, word, edits);
        }
        // A question mark behind a word is punctuation.
        let letters = text.trim_end_matches(|c: char| c != '*' && !c.is_alphanumeric());
        let stem = letters.trim_end_matches('*');
        let star = stem.len() < letters.len();
        if let Some(inside) = stem.chars().position(|c| matches!(c, '*' | '?')) {
            return wild(at + inside, letters, open);
        }
        if star && tokens(stem).next().is_none() {
            return Err(error(at, "Write the start of a word before *."));
        }
        let whole = plain(at, text)?;
        if !star && !open {
            return Ok(whole);
        }
        match (whole, phrase(at, text, true)?) {
            (Part::Leaf(whole @ Query::Word(_)), Part::Leaf(start)) if !star => {
                Ok(Part::Leaf(Query::Any(vec![whole, start])))
            }
            (_, start) => Ok(start),
        }
    }
}

/// A word in any of its forms, or words in a row. Characters of scripts without spaces have no other forms than their own.
fn plain(at: usize, text: &str) -> Result<Part, QueryError> {
    let is_word = tokens(text).all(|token| token.kind == Kind::Word);
    Ok(match phrase(at, text, false)? {
        Part::Leaf(Query::Phrase { words, .. }) if is_word && words.len() == 1 => {
            Part::Leaf(Query::Word(words.concat()))
        }
        part => part,
    })
}

pub(super) fn words_of(text: &str) -> Option<Query> {
    match plain(0, text) {
        Ok(Part::Leaf(query)) => Some(query),
        _ => None,
    }
}

/// A word with `~` behind it, and what is written after that.
fn slips(text: &str) -> Option<(&str, &str)> {
    let (word, edits) = text.split_once('~')?;
    let is_number = edits.chars().all(|c| c.is_ascii_digit());
    (is_number && word.contains(char::is_alphanumeric)).then_some((word, edits))
}

/// A word that may differ by some slips.
fn fuzzy(at: usize, text: &str, edits: &str) -> Result<Part, QueryError> {
    let place = at + text.chars().count();
    let edits = match edits {
        "" | "1" => 1,
        "2" => 2,
        _ => return Err(error(place, "Words may differ by one letter or two; write ~ or ~2.")),
    };
    let Some(word) = single(text) else {
        return Err(error(place, "A ~ stands behind a single word; put it behind one."));
    };
    // Shorter ones are within reach of almost anything.
    let least = usize::from(edits) + 2;
    if word.chars().count() < least {
        return Err(error(
            place,
            format!("This word is too short to differ by a letter; write {least} letters or more."),
        ));
    }
    Ok(Part::Leaf(Query::Fuzzy { word, edits }))
}

/// A word with gaps; with `open`, it is still being written. `at` is the place of the first gap.
fn wild(at: usize, text: &str, open: bool) -> Result<Part, QueryError> {
    if !text.contains(char::is_alphanumeric) {
        return Err(error(at, "Write some letters of the word beside * or ?."));
    }
    if single(&text.replace(['*', '?'], "a")).is_none() {
        return Err(error(
            at,
            "A * or ? stands for letters of one word; put the words in quotes to pass over the sign.",
        ));
    }
    let mut pattern = String::new();
    for piece in text.split_inclusive(['*', '?']) {
        let letters = piece.trim_end_matches(['*', '?']);
        fold(letters, &mut pattern);
        pattern.push_str(&piece[letters.len()..]);
    }
    if open && !pattern.ends_with('*') {
        pattern.push('*');
    }
    if pattern.len() > LONGEST {
        return Err(error(at, "This word is too long to have gaps; write less of it."));
    }
    Ok(Part::Leaf(Query::Wild(pattern)))
}

/// The word that a text is, if it is one and no more.
fn single(text: &str) -> Option<String> {
    let mut words = tokens(text);
    let word = words.next().filter(|word| word.kind == Kind::Word && word.bytes == (0..text.len()));
    word.filter(|_| words.next().is_none()).map(|word| word.text)
}

/// Words as they are written.
fn written(at: usize, text: &str) -> Result<Part, QueryError> {
    let folded = match phrase(at, text, false)? {
        Part::Leaf(Query::Phrase { words, .. }) => words,
        part => return Ok(part),
    };
    let as_written = |token: Token| token.writing(text).unwrap_or(token.text);
    let writings = tokens(text).take(folded.len()).map(as_written).collect();
    Ok(Part::Leaf(Query::Written { words: folded, writings }))
}

/// The words of a text as they must follow each other; with `open`, the last is the start of a word.
fn phrase(at: usize, text: &str, open: bool) -> Result<Part, QueryError> {
    let mut found: Vec<_> = tokens(text).take(LONGEST_PHRASE + 1).collect();
    if found.len() > LONGEST_PHRASE {
        return Err(error(at, format!("This phrase is longer than {LONGEST_PHRASE} words.")));
    }
    // What a stretch without spaces ends with says only that a character stands there: the pair before it says that
    // already, and without such a pair any pair that starts with it will do.
    let open = match found.last().map(|token| token.kind) {
        None => return Ok(Part::Nothing),
        Some(Kind::Last { alone: false }) => {
            found.pop();
            false
        }
        Some(Kind::Last { alone: true }) => true,
        Some(_) => open,
    };
    let mut words: Vec<String> = found.into_iter().map(|token| token.text).collect();
    Ok(Part::Leaf(match words.len() {
        1 if open => Query::Prefix(words.remove(0)),
        _ => Query::Phrase { words, open },
    }))
}

/// The one part there is, or all of them joined.
fn one_or(mut parts: Vec<Part>, many: impl Fn(Vec<Part>) -> Part) -> Part {
    if parts.len() > 1 { many(parts) } else { parts.pop().unwrap_or(Part::Nothing) }
}

fn ends_blank(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}
