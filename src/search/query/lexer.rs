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
    Open,
    Close,
    /// Something without blanks.
    Chunk {
        text: String,
        /// Whether a `*` follows.
        star: bool,
        /// Whether the text of the question ends with it.
        last: bool,
    },
    /// Something in quotes.
    Quoted {
        text: String,
        star: bool,
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
            c if is_quote(c) => quoted(&characters, at),
            _ => chunk(&characters, at),
        };
        found.push(Lexeme { at, sign });
        at = next;
    }
    found
}

/// The phrase whose opening quote stands at `start`, and the place after it.
fn quoted(characters: &[char], start: usize) -> (Sign, usize) {
    let inside = &characters[start + 1..];
    let length = inside.iter().position(|&c| is_quote(c));
    let text: String = inside[..length.unwrap_or(inside.len())].iter().collect();
    let after = length.map_or(characters.len(), |length| start + length + 2);
    let star = text.trim_end().ends_with('*') || characters.get(after) == Some(&'*');
    let after = if characters.get(after) == Some(&'*') { after + 1 } else { after };
    (Sign::Quoted { text, star, last: length.is_none() }, after)
}

/// The word or operator that starts at `start`, and the place after it.
fn chunk(characters: &[char], start: usize) -> (Sign, usize) {
    let ends = |&c: &char| is_blank(c) || is_quote(c) || c == '(' || c == ')';
    let end = characters[start..].iter().position(ends).map_or(characters.len(), |n| start + n);
    let text: String = characters[start..end].iter().collect();
    let sign = match text.as_str() {
        "AND" => Sign::And,
        "OR" => Sign::Or,
        "NOT" => Sign::Not,
        _ => {
            let word = text.trim_end_matches('*');
            let star = word.len() < text.len();
            Sign::Chunk { text: word.to_owned(), star, last: end == characters.len() }
        }
    };
    (sign, end)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\0'
}
