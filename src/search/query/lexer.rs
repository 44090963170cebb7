//! Cuts a question into words, phrases and signs.

/// A piece of a question and where it starts, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub at: usize,
    pub sign: Sign,
}

/// What a piece of a question is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    And,
    Or,
    /// `NOT`, or `-` before a word.
    Not,
    /// `NEAR`, and what is written after its `/`.
    Near(Option<String>),
    Open,
    Close,
    /// Something without blanks.
    Chunk {
        text: String,
        /// Whether it is to be found as it is written: `=` stands before it.
        written: bool,
        /// Whether the text of the question ends with it.
        last: bool,
    },
    /// Something in quotes.
    Quoted {
        text: String,
        written: bool,
        /// Whether a `*` follows.
        star: bool,
        /// Whether the quote is never closed.
        last: bool,
    },
}

/// The pieces of a question, in order.
pub(super) fn lexemes(text: &str) -> Vec<Lexeme> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        let (sign, next) = match c {
            c if is_blank(c) => {
                at += 1;
                continue;
            }
            '(' => (Sign::Open, at + 1),
            ')' => (Sign::Close, at + 1),
            '-' if characters.get(at + 1).is_some_and(|&c| c != '-' && !is_blank(c)) => {
                (Sign::Not, at + 1)
            }
            '=' if characters.get(at + 1).is_some_and(|&c| is_quote(c)) => {
                quoted(&characters, at + 1, true)
            }
            '=' if characters.get(at + 1).is_some_and(|&c| c.is_alphanumeric()) => {
                chunk(&characters, at + 1, true)
            }
            c if is_quote(c) => quoted(&characters, at, false),
            _ => chunk(&characters, at, false),
        };
        found.push(Lexeme { at, sign });
        at = next;
    }
    found
}

/// The phrase whose opening quote stands at `start`, and the place after it.
fn quoted(characters: &[char], start: usize, written: bool) -> (Sign, usize) {
    let inside = &characters[start + 1..];
    let length = inside.iter().position(|&c| is_quote(c));
    let text: String = inside[..length.unwrap_or(inside.len())].iter().collect();
    let after = length.map_or(characters.len(), |length| start + length + 2);
    let star = text.trim_end().ends_with('*') || characters.get(after) == Some(&'*');
    let after = if characters.get(after) == Some(&'*') { after + 1 } else { after };
    (Sign::Quoted { text, written, star, last: length.is_none() }, after)
}

/// The word or operator that starts at `start`, and the place after it.
fn chunk(characters: &[char], start: usize, written: bool) -> (Sign, usize) {
    let ends = |&c: &char| is_blank(c) || is_quote(c) || c == '(' || c == ')';
    let end = characters[start..].iter().position(ends).map_or(characters.len(), |n| start + n);
    let text: String = characters[start..end].iter().collect();
    let sign = match text.as_str() {
        _ if written => Sign::Chunk { text, written, last: end == characters.len() },
        "AND" => Sign::And,
        "OR" => Sign::Or,
        "NOT" => Sign::Not,
        "NEAR" => Sign::Near(None),
        _ => match text.strip_prefix("NEAR/") {
            Some(words) => Sign::Near(Some(words.to_owned())),
            None => Sign::Chunk { text, written, last: end == characters.len() },
        },
    };
    (sign, end)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}
