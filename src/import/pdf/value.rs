//! The objects that a PDF is made of, and how they are read from bytes (ISO 32000-1, 7.2 and 7.3).
//!
//! Whatever the bytes are, reading goes forward only, nests no deeper than [`DEEPEST`] and makes no more than
//! [`MOST_VALUES`] values.

use std::collections::BTreeMap;

/// How deep lists and dictionaries may stand in each other.
const DEEPEST: u32 = 64;
/// Most values that one object may hold.
const MOST_VALUES: u32 = 1 << 18;
/// Most bytes of a string; beyond, its closing bracket is missing.
const LONGEST_STRING: usize = 1 << 20;

/// A dictionary's entries by key, without the slash.
pub(super) type Dictionary = BTreeMap<Vec<u8>, Value>;

/// An object.
#[derive(Clone, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(super) enum Value {
    Null,
    Number(f64),
    /// Without its slash, escapes resolved.
    Name(Vec<u8>),
    /// A string's bytes.
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Dictionary(Dictionary),
    /// The number of an object that stands elsewhere.
    Reference(u32),
    /// An operator of page content, or any other bare word.
    Word(Vec<u8>),
}

impl Value {
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A number that counts something.
    pub fn count(&self) -> Option<usize> {
        self.number()
            .filter(|&number| (0.0..=f64::from(u32::MAX)).contains(&number))
            .map(|n| n as usize)
    }

    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    pub fn dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    pub fn reference(&self) -> Option<u32> {
        if let Self::Reference(number) = self { Some(*number) } else { None }
    }
}

/// Reads objects from bytes.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Values that may still be made.
    left: u32,
    /// Whether `1 0 R` is a reference; in page content it is not.
    references: bool,
}

impl<'a> Lexer<'a> {
    /// For the objects of a file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, left: MOST_VALUES, references: true }
    }

    /// For page content and character maps, whose operators follow what they apply to.
    pub fn operators(bytes: &'a [u8]) -> Self {
        Self { references: false, ..Self::new(bytes) }
    }

    /// The byte that comes next.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next object; nothing at the end of the bytes, or where they are no object.
    pub fn value(&mut self) -> Option<Value> {
        self.left = MOST_VALUES;
        self.nested(0)
    }

    /// Passes white space and remarks.
    pub fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at +=
                    rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Passes the data of a picture within page content, from behind its `ID` to behind its `EI` (8.9.7).
    pub fn pass_picture(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.windows(3).enumerate().find(|(at, window)| {
            is_blank(window[0])
                && &window[1..] == b"EI"
                && rest.get(at + 3).is_none_or(|&byte| is_blank(byte))
        });
        self.at += end.map_or(rest.len(), |(at, _)| at + 3);
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts_with(&self, start: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(start))
    }

    fn nested(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        self.blanks();
        match self.peek()? {
            b'/' => Some(Value::Name(self.name())),
            b'(' => self.string().map(Value::Bytes),
            b'<' if self.starts_with(b"<<") => self.dictionary(depth),
            b'<' => Some(Value::Bytes(self.hexadecimal())),
            b'[' => self.list(depth),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number_or_reference()),
            byte if is_delimiter(byte) => {
                self.at += 1;
                Some(Value::Word(vec![byte]))
            }
            _ => Some(self.word()),
        }
    }

    fn list(&mut self, depth: u32) -> Option<Value> {
        self.at += 1;
        let mut list = Vec::new();
        loop {
            match self.nested(depth + 1) {
                None if self.peek().is_some() => return None,
                None => break,
                Some(Value::Word(word)) if word == b"]" => break,
                // The bracket is missing.
                Some(Value::Word(word)) if word == b"endobj" => break,
                Some(Value::Word(_)) => {}
                Some(value) => list.push(value),
            }
        }
        Some(Value::List(list))
    }

    fn dictionary(&mut self, depth: u32) -> Option<Value> {
        self.at += 2;
        let mut dictionary = Dictionary::new();
        loop {
            self.blanks();
            if self.starts_with(b">>") {
                self.at += 2;
                break;
            }
            match self.nested(depth + 1) {
                None if self.peek().is_some() => return None,
                None => break,
                Some(Value::Word(word)) if word == b"endobj" || word == b"stream" => break,
                Some(Value::Name(key)) => {
                    self.blanks();
                    if self.starts_with(b">>") {
                        continue;
                    }
                    let value = self.nested(depth + 1)?;
                    dictionary.entry(key).or_insert(value);
                }
                Some(_) => {}
            }
        }
        Some(Value::Dictionary(dictionary))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|&byte| is_regular(byte)) {
            self.at += 1;
            let escaped = match (byte, self.bytes.get(self.at..self.at + 2)) {
                (b'#', Some(&[high, low])) => hex(high).zip(hex(low)).map(|(h, l)| h << 4 | l),
                _ => None,
            };
            self.at += if escaped.is_some() { 2 } else { 0 };
            name.push(escaped.unwrap_or(byte));
        }
        name
    }

    fn word(&mut self) -> Value {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| !is_regular(byte)).unwrap_or(rest.len());
        self.at += length;
        match &rest[..length] {
            b"null" => Value::Null,
            word => Value::Word(word.to_vec()),
        }
    }

    fn number_or_reference(&mut self) -> Value {
        let number = self.number();
        if !self.references || number < 0.0 || number.fract() != 0.0 {
            return Value::Number(number);
        }
        // Two whole numbers and an R are a reference; else only the first of them was read.
        let behind = self.at;
        self.blanks();
        let digits = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) && self.at - digits < 5 {
            self.at += 1;
        }
        if self.at > digits {
            self.blanks();
            if self.peek() == Some(b'R')
                && self.bytes.get(self.at + 1).is_none_or(|&b| !is_regular(b))
            {
                self.at += 1;
                return if number <= f64::from(u32::MAX) {
                    Value::Reference(number as u32)
                } else {
                    Value::Null
                };
            }
        }
        self.at = behind;
        Value::Number(number)
    }

    fn number(&mut self) -> f64 {
        let (mut value, mut scale, mut negative, mut point) = (0.0, 1.0, false, false);
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10.0 + f64::from(byte - b'0');
                    scale *= if point { 10.0 } else { 1.0 };
                }
                b'.' if !point => point = true,
                b'-' if self.at == start => negative = true,
                // Some writers put two signs, or one amid the digits; what follows it says nothing.
                b'+' | b'-' => {}
                _ => break,
            }
            self.at += 1;
            // No number that means anything is longer, and the value must stay finite.
            if self.at - start > 60 {
                break;
            }
        }
        // A second point, as in 1.2.3, begins nothing of its own.
        while self.peek() == Some(b'.') {
            self.at += 1;
        }
        if negative { -value / scale } else { value / scale }
    }

    fn string(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut string, mut open) = (Vec::new(), 0u32);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => return Some(string),
                b')' => open -= 1,
                b'\\' => {
                    string.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            string.push(byte);
            if string.len() > LONGEST_STRING {
                return None;
            }
        }
    }

    /// What follows a backslash in a string (7.3.4.2).
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return None;
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                code as u8
            }
            byte => byte,
        })
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut string, mut high) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match (byte, hex(byte), high) {
                (b'>', ..) => break,
                (_, Some(digit), None) => high = Some(digit),
                (_, Some(digit), Some(before)) => {
                    string.push(before << 4 | digit);
                    high = None;
                }
                _ => {}
            }
        }
        string.extend(high.map(|digit| digit << 4));
        string
    }
}

/// White space (7.2.2).
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !is_delimiter(byte)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<Value> {
        Lexer::new(bytes).value()
    }

    #[test]
    fn objects_are_read() {
        let name = |name: &str| Value::Name(name.as_bytes().to_vec());
        let bytes = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
        for (written, expected) in [
            ("-.5", Value::Number(-0.5)),
            ("+12.", Value::Number(12.0)),
            ("--7", Value::Number(-7.0)),
            ("12 0 R", Value::Reference(12)),
            ("/A#20B/C", name("A B")),
            ("(a(b)\\)\\101\\\nc)", bytes(b"a(b))Ac")),
            ("< 4 1 4>", bytes(b"A@")),
            ("% remark\nnull", Value::Null),
            (
                "[1 0 R 2 3]",
                Value::List(vec![Value::Reference(1), Value::Number(2.0), Value::Number(3.0)]),
            ),
        ] {
            assert!(read(written.as_bytes()) == Some(expected), "{written}");
        }
        let value = read(b"<</K [/A]/L<</M (x)>>/K 2 /N>>").expect("a dictionary");
        let dictionary = value.dictionary().expect("a dictionary");
        assert_eq!(dictionary.len(), 2);
        assert!(
            dictionary[b"K".as_slice()] == Value::List(vec![name("A")]),
            "the first of two counts"
        );
    }

    #[test]
    fn what_is_broken_ends() {
        assert!(read(b"(never closed").is_none());
        assert!(read(b"").is_none());
        assert!(read(&b"[".repeat(100_000)).is_none());
        assert!(read(&b"<</K".repeat(100_000)).is_none());
        let many = [b"[".as_slice(), &b"1 ".repeat(2 << 20)].concat();
        assert!(read(&many).is_none());
        assert!(read(b"[1 2").is_some());
    }

    #[test]
    fn pictures_in_content_are_passed() {
        let mut lexer = Lexer::operators(b"\xffEI\x00 x EI Q");
        lexer.pass_picture();
        assert!(lexer.value() == Some(Value::Word(b"Q".to_vec())));
    }
}
