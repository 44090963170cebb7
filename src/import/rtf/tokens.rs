//! The tokens of Rich Text (RTF 1.9.1, “Conventions of an RTF Reader”): braces, control words and symbols, text.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A backslash and letters, with the number that follows them.
    Word(&'a [u8], Option<i32>),
    /// A backslash and something else that is no letter; a line end there is a [`b'\n'`].
    Symbol(u8),
    /// `\'hh`: a byte of text.
    Byte(u8),
    /// Bytes of text; none where something stood that is passed over.
    Text(&'a [u8]),
}

/// The tokens of a document, from its first byte; binary data (`\bin`) are passed over.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let count = self.rest.iter().position(|&byte| !belongs(byte));
        self.take(count.unwrap_or(self.rest.len()))
    }

    /// What stands after a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        if name.is_empty() {
            return match *self.take(1).first()? {
                b'\'' => self.byte(),
                b'\r' | b'\n' => Some(Token::Symbol(b'\n')),
                symbol => Some(Token::Symbol(symbol)),
            };
        }
        let negative = self.rest.first() == Some(&b'-')
            && self.rest.get(1).is_some_and(|byte| byte.is_ascii_digit());
        if negative {
            self.take(1);
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        let size = digits.iter().fold(0i32, |number, digit| {
            number.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
        });
        let number = (!digits.is_empty()).then_some(if negative { -size } else { size });
        if name == b"bin" {
            self.take(number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0));
            return Some(Token::Text(b""));
        }
        Some(Token::Word(name, number))
    }

    /// The byte that two hexadecimal digits after `\'` say; without them, nothing is meant.
    fn byte(&mut self) -> Option<Token<'a>> {
        let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
        match (digit(0), digit(1)) {
            (Some(high), Some(low)) => {
                self.take(2);
                u8::try_from(high * 16 + low).ok().map(Token::Byte)
            }
            _ => Some(Token::Text(b"")),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends only make the file easier to send.
        self.take_while(|byte| matches!(byte, b'\r' | b'\n'));
        match *self.rest.first()? {
            b'{' => {
                self.take(1);
                Some(Token::Open)
            }
            b'}' => {
                self.take(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.take(1);
                self.control()
            }
            _ => Some(Token::Text(
                self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n')),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_end_where_the_format_says() {
        let tokens =
            Tokens::new(b"{\\b0 a\r\nb\\u-10179?\\par\\'e9\\'zz\\~\\\r\n\\bin3 }}}\\qc-x}\\");
        assert_eq!(
            tokens.collect::<Vec<_>>(),
            [
                Token::Open,
                Token::Word(b"b", Some(0)),
                Token::Text(b"a"),
                Token::Text(b"b"),
                Token::Word(b"u", Some(-10179)),
                Token::Text(b"?"),
                Token::Word(b"par", None),
                Token::Byte(0xe9),
                Token::Text(b""),
                Token::Text(b"zz"),
                Token::Symbol(b'~'),
                Token::Symbol(b'\n'),
                Token::Text(b""),
                Token::Word(b"qc", None),
                Token::Text(b"-x"),
                Token::Close,
            ]
        );
    }

    #[test]
    fn numbers_beyond_reason_end_somewhere() {
        let mut tokens = Tokens::new(b"\\u99999999999999 \\bin99999999999 x");
        assert_eq!(tokens.next(), Some(Token::Word(b"u", Some(i32::MAX))));
        assert_eq!(tokens.next(), Some(Token::Text(b"")));
        assert_eq!(tokens.next(), None);
    }
}
