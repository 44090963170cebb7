//! Reads what may be a speaker's marker at the beginning of one paragraph.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest label in characters.
const LONGEST: usize = 40;
/// Most words in a label.
const MOST_WORDS: usize = 5;

/// How a label is set off from the speech after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By a colon, or by a time stamp that ends the line.
    Colon,
    /// By brackets and a colon or a dash: `[GP]: …`.
    BracketColon,
    /// By brackets alone: `[Manager ID 152] …`.
    Bracket,
    /// By a tab.
    Tab,
    /// By a dash between blanks, or by bold type alone.
    Loose,
}

/// What may be a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker {
    /// First byte of the marker (of its time stamp, if one stands first) in the paragraph.
    pub start: usize,
    /// Byte after the marker and the blanks that follow it.
    pub end: usize,
    /// The label: no brackets, time stamps or emphasis, blanks collapsed, NFC.
    pub label: String,
    /// How it is set off.
    pub form: Form,
}

/// The marker at the beginning of a paragraph, judged by its shape alone.
pub(super) fn parse(paragraph: &str) -> Option<Marker> {
    let start = skip(paragraph, 0, is_blank);
    let mut at = skip(paragraph, start, is_emphasis);
    if let Some(length) = timestamp(&paragraph[at..]) {
        at = skip(paragraph, at + length, |c| is_blank(c) || matches!(c, '-' | '–'));
        at = skip(paragraph, at, is_emphasis);
    }
    let (raw, form, end) = match paragraph[at..].chars().next()? {
        '[' => bracketed(paragraph, at, ']')?,
        '{' => bracketed(paragraph, at, '}')?,
        c if c.is_alphanumeric() && !c.is_lowercase() => bare(paragraph, at)?,
        _ => return None,
    };
    let label = tidy(raw)?;
    let end = skip(paragraph, end, |c| is_blank(c) || is_emphasis(c) && at > start);
    Some(Marker { start, end, label, form })
}

/// `[Label]` at `at`: the label, its form, the byte after the marker.
fn bracketed(paragraph: &str, at: usize, closing: char) -> Option<(&str, Form, usize)> {
    let inside = at + 1;
    let length = paragraph[inside..]
        .char_indices()
        .take(LONGEST + 1)
        .find_map(|(byte, c)| (c == closing).then_some(byte))?;
    let label = &paragraph[inside..inside + length];
    if !label.trim_start().starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        || !label.chars().all(is_label_character)
    {
        return None;
    }
    let closed = inside + length + 1;
    let mut after = skip(paragraph, closed, is_emphasis);
    if let Some(length) = timestamp(paragraph[after..].trim_start_matches(is_blank)) {
        after = skip(paragraph, after, is_blank) + length;
    }
    let follows = skip(paragraph, after, is_blank);
    match paragraph[follows..].chars().next() {
        Some(c @ (':' | '：' | '-' | '–' | '—')) => {
            Some((label, Form::BracketColon, follows + c.len_utf8()))
        }
        None => Some((label, Form::Bracket, after)),
        Some(_) if follows > after || after > closed => Some((label, Form::Bracket, after)),
        Some(_) => None,
    }
}

/// A label without brackets at `at`: the label, its form, the byte after the marker.
fn bare(paragraph: &str, at: usize) -> Option<(&str, Form, usize)> {
    let rest = &paragraph[at..];
    let mut before = '\0';
    for (byte, c) in rest.char_indices().take(LONGEST + 1) {
        let next = byte + c.len_utf8();
        let after = || rest[next..].chars().next();
        match c {
            ':' | '：' => {
                let within_time =
                    before.is_ascii_digit() && after().is_some_and(|c| c.is_ascii_digit());
                let address = c == ':' && rest[next..].starts_with("//");
                let valid = !within_time && !address;
                return valid.then_some((&rest[..byte], Form::Colon, at + next));
            }
            '\t' => {
                // Two tabs make a row of a table, not a speaker.
                let single = !rest[next..].trim_end().contains('\t');
                return single.then_some((&rest[..byte], Form::Tab, at + next));
            }
            '*' | '_' => {
                let closed = skip(rest, byte, is_emphasis);
                let follows = skip(rest, closed, is_blank);
                return match rest[follows..].chars().next() {
                    Some(c @ (':' | '：')) => {
                        Some((&rest[..byte], Form::Colon, at + follows + c.len_utf8()))
                    }
                    _ => Some((&rest[..byte], Form::Loose, at + closed)),
                };
            }
            '(' | '[' | '<' | '#' | '0'..='9' if is_blank(before) => {
                if let Some(length) = timestamp(&rest[byte..]) {
                    return timed(rest, byte, byte + length)
                        .map(|end| (&rest[..byte], Form::Colon, at + end));
                }
            }
            '-' | '–' | '—' if is_blank(before) && after().is_some_and(is_blank) => {
                return Some((&rest[..byte], Form::Loose, at + next));
            }
            _ => {}
        }
        if !is_label_character(c) {
            return None;
        }
        before = c;
    }
    None
}

/// After `Label 00:01:02`, whose stamp ends at `stamp_end`: the end of the marker if a colon or nothing follows.
fn timed(rest: &str, label_end: usize, stamp_end: usize) -> Option<usize> {
    let follows = skip(rest, stamp_end, |c| is_blank(c) || is_emphasis(c));
    match rest[follows..].chars().next() {
        Some(c @ (':' | '：')) => Some(follows + c.len_utf8()),
        None if label_end > 0 => Some(stamp_end),
        _ => None,
    }
}

/// The length in bytes of a time stamp that `text` begins with: `00:12:31`, `[0:03]`, `(00:01:02.5)`, `#00:12:31-5#`.
fn timestamp(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let closing = match bytes.first()? {
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        b'{' => Some(b'}'),
        b'<' => Some(b'>'),
        b'#' => Some(b'#'),
        _ => None,
    };
    let mut at = usize::from(closing.is_some());
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let hours = digits(at);
    if !(1..=3).contains(&hours) {
        return None;
    }
    at += hours;
    let mut groups = 0;
    while bytes.get(at) == Some(&b':') && digits(at + 1) == 2 {
        at += 3;
        groups += 1;
    }
    if !(1..=2).contains(&groups) {
        return None;
    }
    if matches!(bytes.get(at), Some(b'.' | b',' | b'-')) && (1..=3).contains(&digits(at + 1)) {
        at += 1 + digits(at + 1);
    }
    match closing {
        Some(closing) => (bytes.get(at) == Some(&closing)).then_some(at + 1),
        None => (!text[at..].starts_with(char::is_alphanumeric)).then_some(at),
    }
}

/// The label as a speaker's name, or nothing if no speaker is called so.
fn tidy(raw: &str) -> Option<String> {
    let mut label = String::with_capacity(raw.len());
    let mut words = 0;
    for word in raw.split(is_blank) {
        let shown = word.chars().filter(|&c| !is_invisible(c)).nfc();
        let before = label.len();
        if before > 0 {
            label.push(' ');
        }
        let blank = label.len();
        label.extend(shown);
        if label.len() == blank {
            label.truncate(before);
        } else {
            words += 1;
        }
    }
    let named = words <= MOST_WORDS && label.chars().any(char::is_alphabetic);
    (named && label.chars().count() <= LONGEST).then_some(label)
}

fn skip(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !wanted(c)).map_or(text.len(), |byte| from + byte)
}

/// Blanks within a line, and signs that take no room. Line and page separators are none.
pub(super) fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    ) || is_invisible(c)
}

/// Marks of direction and zero width that may stand anywhere around a label.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}

/// Markdown's signs for bold and italic.
fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

fn is_label_character(c: char) -> bool {
    c.is_alphanumeric()
        || is_blank(c) && c != '\t'
        || is_combining_mark(c)
        || matches!(c, '.' | '\'' | '’' | '-' | '&' | '(' | ')' | '/' | ',' | '#' | '+')
        // Joiners belong to the spelling of Persian and of Indic scripts.
        || matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(paragraph: &str) -> Option<(String, Form, &str)> {
        parse(paragraph).map(|marker| (marker.label, marker.form, &paragraph[marker.end..]))
    }

    #[test]
    fn the_shapes_of_markers() {
        for (paragraph, label, form, speech) in [
            ("INT: Hello", "INT", Form::Colon, "Hello"),
            ("Q:When", "Q", Form::Colon, "When"),
            ("  GP  ID\u{a0}161 : yes", "GP ID 161", Form::Colon, "yes"),
            ("Interviewer：你好", "Interviewer", Form::Colon, "你好"),
            ("[Manager ID 152] said so", "Manager ID 152", Form::Bracket, "said so"),
            ("[Manager ID 152]", "Manager ID 152", Form::Bracket, ""),
            ("[GP]: no", "GP", Form::BracketColon, "no"),
            ("[GP ID 515]- it is", "GP ID 515", Form::BracketColon, "it is"),
            ("{Chair}: next", "Chair", Form::BracketColon, "next"),
            ("[00:12:31] INT: so", "INT", Form::Colon, "so"),
            ("#00:12:31-5# INT: so", "INT", Form::Colon, "so"),
            ("0:12 INT: so", "INT", Form::Colon, "so"),
            ("INT 1 (00:01:02): so", "INT 1", Form::Colon, "so"),
            ("Speaker 1  0:03", "Speaker 1", Form::Colon, ""),
            ("INT\tso", "INT", Form::Tab, "so"),
            ("INT – so", "INT", Form::Loose, "so"),
            ("**INT:** so", "INT", Form::Colon, "so"),
            ("**INT**: so", "INT", Form::Colon, "so"),
            ("**INT** so", "INT", Form::Loose, "so"),
            ("Dr. O’Brien (GP): so", "Dr. O’Brien (GP)", Form::Colon, "so"),
            ("\u{200f}المترجم: نعم", "المترجم", Form::Colon, "نعم"),
            ("Ade\u{301}: so", "Adé", Form::Colon, "so"),
        ] {
            assert_eq!(read(paragraph), Some((label.to_owned(), form, speech)), "{paragraph}");
        }
    }

    #[test]
    fn what_has_not_the_shape_of_a_marker() {
        for paragraph in [
            "",
            "   ",
            "10:30 we began",
            "10:30",
            "http://example.org",
            "Http://example.org",
            "[pause]",
            "[OC: I wondered]",
            "[…] and",
            "[Chair]'s view",
            "lower: case",
            "1: one",
            "A sentence that goes on for a while and then: stops",
            "Yes. No! Well: so",
            "One two three four five six: so",
            "INT\ta\tb",
            "“INT: quoted",
            "- INT: x",
        ] {
            assert_eq!(parse(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn a_line_separator_belongs_to_the_speech() {
        assert_eq!(read("GP: \u{2028}line").map(|(_, _, speech)| speech), Some("\u{2028}line"));
    }
}
