//! Reads the pieces of a question into its tree.

use super::lexer::{Lexeme, Sign, lexemes};
use super::{Query, QueryError};
use crate::search::analyser::{Kind, tokens};

/// How deep brackets and `NOT`s may nest; more is a slip of the keyboard, and would exhaust the stack.
const DEEPEST: usize = 50;

/// How many words and phrases a question may hold.
const MOST_PARTS: usize = 500;

/// How many words a phrase may hold.
const LONGEST_PHRASE: usize = 500;

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
                _ => parts.push(self.one(depth)?),
            }
        }
        Ok(one_or(parts, Part::All))
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
            None | Some(Sign::And | Sign::Or | Sign::Close) => {
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
                Ok(Part::Not(lexeme.at, Box::new(self.one(depth + 1)?)))
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
            Sign::Chunk { text, star, last } => self.word(lexeme.at, text, *star, *last),
            Sign::Quoted { text, star, last } => {
                phrase(lexeme.at, text, *star || (*last && self.typing && !ends_blank(text)))
            }
            // The callers have seen to these.
            Sign::And | Sign::Or | Sign::Close => Ok(Part::Nothing),
        }
    }

    fn word(&self, at: usize, text: &str, star: bool, last: bool) -> Result<Part, QueryError> {
        if let Some(inside) = text.chars().position(|c| c == '*') {
            return Err(error(
                at + inside,
                "A * stands at the end of a word; put the word in quotes to pass over the sign.",
            ));
        }
        if star && tokens(text).next().is_none() {
            return Err(error(at, "Write the start of a word before *."));
        }
        // Characters of scripts without spaces have no other forms than their own.
        let is_word = tokens(text).all(|token| token.kind == Kind::Word);
        match phrase(at, text, star || (last && self.typing))? {
            Part::Leaf(Query::Phrase { words, open: false }) if is_word && words.len() == 1 => {
                Ok(Part::Leaf(Query::Word(words.concat())))
            }
            Part::Leaf(Query::Prefix(start)) if is_word && !star => {
                Ok(Part::Leaf(Query::Any(vec![Query::Word(start.clone()), Query::Prefix(start)])))
            }
            part => Ok(part),
        }
    }
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
