//! Reads the words of one cue: tags, escapes and the codes of other formats.
//!
//! Tags and escapes are WebVTT's (W3C, section 6.4, “WebVTT cue text parsing rules”), which SubRip took its few from. A sign
//! that begins neither is a character like others: people write `3 < 4` and `<inaudible>`.

/// A part of a cue's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Characters as they stand, line breaks among them.
    Words(&'a str),
    /// A character that was escaped.
    Sign(char),
    /// Bold begins or ends.
    Bold(bool),
    /// Italic begins or ends.
    Italic(bool),
    /// From here on somebody speaks; the name as it stands.
    Voice(&'a str),
    /// From here on nobody is said to speak.
    VoiceEnd,
}

/// A tag or code has at most this many bytes, so that a sign that begins none is soon known for it.
const LONGEST_TAG: usize = 300;
/// An escape has at most this many bytes.
const LONGEST_ESCAPE: usize = 10;

/// Reads the words of a cue from their beginning to their end.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn of(words: &'a str) -> Self {
        Self { rest: words }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            if let Some((token, length)) = special(self.rest) {
                self.rest = &self.rest[length..];
                match token {
                    Some(token) => return Some(token),
                    None => continue,
                }
            }
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let length = self.rest[first..]
                .find(['<', '&', '{'])
                .map_or(self.rest.len(), |next| first + next);
            let (words, rest) = self.rest.split_at(length);
            self.rest = rest;
            return Some(Token::Words(words));
        }
        None
    }
}

/// What a text begins with that is not to be read as it stands, and its length in bytes; nothing remains of some.
fn special(text: &str) -> Option<(Option<Token<'_>>, usize)> {
    match text.as_bytes()[0] {
        b'<' => {
            let inside = enclosed(text, '>')?;
            tag(inside).map(|token| (token, inside.len() + 2))
        }
        // Where SubRip wants a cue placed, in the codes of Advanced SubStation: `{\an8}`.
        b'{' if text.starts_with("{\\") => enclosed(text, '}').map(|code| (None, code.len() + 2)),
        b'&' => {
            let end = text.bytes().take(LONGEST_ESCAPE).position(|b| b == b';')?;
            escaped(&text[1..end]).map(|c| (Some(Token::Sign(c)), end + 1))
        }
        _ => None,
    }
}

/// What stands between the first character and the next `closing`; nothing if the first comes again before that.
fn enclosed(text: &str, closing: char) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_bound = |b: u8| b == closing as u8 || b == bytes[0];
    let end = 1 + bytes[1..].iter().take(LONGEST_TAG).position(|&b| is_bound(b))?;
    (bytes[end] == closing as u8).then(|| &text[1..end])
}

/// What a tag does, if it is one; nothing but the tag itself goes with some.
fn tag(inside: &str) -> Option<Option<Token<'_>>> {
    let (is_end, named) = match inside.strip_prefix('/') {
        Some(named) => (true, named),
        None => (false, inside),
    };
    let name_end = named.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(named.len());
    let (name, after) = named.split_at(name_end);
    // A class, an annotation, or the slash of an empty tag.
    if !after.is_empty() && !after.starts_with(['.', ' ', '\t', '\n', '/', ':']) {
        return None;
    }
    let is_time =
        !is_end && crate::text::turns::stamp(inside).is_some_and(|s| s.length == inside.len());
    let token = match name.to_ascii_lowercase().as_str() {
        "v" if is_end => Some(Token::VoiceEnd),
        "v" => {
            let name = after.find([' ', '\t', '\n']).map_or("", |at| &after[at..]);
            Some(Token::Voice(name.trim()))
        }
        "b" => Some(Token::Bold(!is_end)),
        "i" => Some(Token::Italic(!is_end)),
        "br" => Some(Token::Sign('\n')),
        "c" | "u" | "s" | "ruby" | "rt" | "lang" | "font" => None,
        _ if is_time => None,
        _ => return None,
    };
    Some(token)
}

/// The character that an escape stands for, without its `&` and `;`.
fn escaped(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        "nbsp" => return Some('\u{a0}'),
        "lrm" => return Some('\u{200e}'),
        "rlm" => return Some('\u{200f}'),
        _ => match name.strip_prefix('#')? {
            digits if digits.starts_with(['x', 'X']) => number(&digits[1..], 16)?,
            digits => number(digits, 10)?,
        },
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::Token::{Bold, Italic, Sign, Voice, VoiceEnd, Words};
    use super::*;

    fn read(words: &str) -> Vec<Token<'_>> {
        Tokens::of(words).collect()
    }

    #[test]
    fn voices_and_styles() {
        assert_eq!(
            read("<v.loud.first Ann Lee>One <b>two</b> <I>three</I></v> <v\nBen>four"),
            [
                Voice("Ann Lee"),
                Words("One "),
                Bold(true),
                Words("two"),
                Bold(false),
                Words(" "),
                Italic(true),
                Words("three"),
                Italic(false),
                VoiceEnd,
                Words(" "),
                Voice("Ben"),
                Words("four"),
            ]
        );
        assert_eq!(read("<v>one<v.loud>two"), [Voice(""), Words("one"), Voice(""), Words("two")]);
    }

    #[test]
    fn what_only_players_need_goes() {
        assert_eq!(
            read(
                "{\\an8}<c.yellow>a</c><00:00:01.000><u>b</u><font color=\"#fff\">c</font><lang en>d</lang>e<br/>f"
            ),
            [Words("a"), Words("b"), Words("c"), Words("d"), Words("e"), Sign('\n'), Words("f")]
        );
    }

    #[test]
    fn escapes() {
        let read: String = Tokens::of("a&amp;b &lt;i&gt; &nbsp;&lrm;&rlm;&#39;&#x27;&quot;")
            .map(|token| match token {
                Words(words) => words.to_owned(),
                Sign(c) => c.to_string(),
                _ => String::from("!"),
            })
            .collect();
        assert_eq!(read, "a&b <i> \u{a0}\u{200e}\u{200f}''\"");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for words in
            ["3 < 4 > 2", "<inaudible>", "<", "<i", "R&D", "&;", "&#0;", "&#xd800;", "{so}", "<b>"]
        {
            let kept: String = Tokens::of(words)
                .map(|token| match token {
                    Words(words) => words,
                    _ => "",
                })
                .collect();
            assert_eq!(kept, if words == "<b>" { "" } else { words }, "{words}");
        }
    }
}
