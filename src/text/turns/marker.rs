//! Reads what may be a speaker's marker at the beginning of one paragraph.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stamp::{Stamp, stamp};
use super::words;

/// Longest label in characters.
const LONGEST: usize = 40;
/// Most words in a label that holds no number of a register.
const MOST_WORDS: usize = 5;
/// Longest name in characters that a time stamp parted by blanks sets off. Meeting programs write the name of an account,
/// with its organisation: `LEE, Ann (NORTH EAST LONDON HEALTH TRUST)   0:03`.
const LONGEST_NAME: usize = 100;

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
    /// By a dash between blanks, or by bold type in Markdown alone.
    Loose,
    /// By bold type in the file it came from.
    Bold,
    /// By blanks and a time stamp that ends the line.
    Timed,
    /// By nothing: `Q` or `A` with the colon forgotten.
    Letter,
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
    /// Whether the label stands in square brackets.
    pub square: bool,
    /// What the time stamp within the marker or directly after it says, in milliseconds.
    pub time: Option<u32>,
}

/// The parts of a marker in its paragraph.
struct Parts<'a> {
    label: &'a str,
    form: Form,
    /// Byte after the marker.
    end: usize,
    time: Option<u32>,
}

/// The marker at the beginning of a paragraph, judged by its shape alone. `bold` is the byte at which bold type ends that
/// begins with the paragraph's first word.
pub(super) fn parse(paragraph: &str, bold: Option<usize>) -> Option<Marker> {
    if let Some(marker) = timed_name(paragraph) {
        return Some(marker);
    }
    let Opening { start, at, time } = opening(paragraph);
    let first = paragraph[at..].chars().next()?;
    let parts = match first {
        '[' => bracketed(paragraph, at, ']'),
        '{' => bracketed(paragraph, at, '}'),
        // In lower case it is a speaker only if a number of a register leaves no doubt: `gp id 161:`.
        c if c.is_alphanumeric() => bare(paragraph, at).filter(|parts| {
            !c.is_lowercase() || parts.form == Form::Colon && words::has_id(parts.label)
        }),
        _ => None,
    };
    let parsed = parts.and_then(|parts| Some((tidy(parts.label)?, parts)));
    let bold = bold.and_then(|end| in_bold(paragraph, at, end));
    let bold = bold.and_then(|parts| Some((tidy(parts.label)?, parts)));
    let (label, parts) = match (bold, parsed) {
        // The same label is set off by what stands after it too: a colon, a tab, a dash.
        (Some((label, bold)), Some((known, parts))) if label == known => {
            let is_colon = matches!(parts.form, Form::Colon | Form::BracketColon);
            let form = if is_colon { parts.form } else { Form::Bold };
            (label, Parts { form, end: parts.end.max(bold.end), ..parts })
        }
        (bold, parsed) => bold.or(parsed)?,
    };
    let end = skip(paragraph, parts.end, |c| is_blank(c) || is_emphasis(c) && at > start);
    let follows = || {
        // Without brackets it would as well be the time of day that somebody speaks of.
        let rest = &paragraph[end..];
        stamp(rest).filter(|_| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let time = time.or(parts.time).or_else(|| follows().map(|stamp| stamp.time));
    Some(Marker { start, end, label, form: parts.form, square: first == '[', time })
}

/// `Q` or `A` at the beginning of a paragraph with a blank and words after it.
pub(super) fn letter(paragraph: &str) -> Option<Marker> {
    let start = skip(paragraph, 0, is_blank);
    let rest = paragraph[start..].strip_prefix(['Q', 'A'])?;
    let end = skip(paragraph, start + 1, is_blank);
    let label = paragraph[start..=start].to_owned();
    let is_alone = rest.starts_with(is_blank) && end < paragraph.len();
    is_alone.then_some(Marker { start, end, label, form: Form::Letter, square: false, time: None })
}

/// The first byte of a paragraph that a label may begin at, after blanks, emphasis and a time stamp.
pub(super) fn label_start(paragraph: &str) -> usize {
    opening(paragraph).at
}

/// What a paragraph says when it is nothing but a time stamp, in milliseconds.
pub(super) fn lone_stamp(paragraph: &str) -> Option<u32> {
    let trimmed = paragraph.trim_matches(|c| is_blank(c) || is_emphasis(c));
    stamp(trimmed).filter(|stamp| stamp.length == trimmed.len()).map(|stamp| stamp.time)
}

/// What stands before a label.
struct Opening {
    /// First byte that is no blank.
    start: usize,
    /// First byte of the label.
    at: usize,
    /// What the time stamp before the label says.
    time: Option<u32>,
}

fn opening(paragraph: &str) -> Opening {
    let start = skip(paragraph, 0, is_blank);
    let at = skip(paragraph, start, is_emphasis);
    match stamp(&paragraph[at..]) {
        Some(Stamp { length, time }) => {
            let after = |c| is_blank(c) || matches!(c, '-' | '–');
            let at = skip(paragraph, skip(paragraph, at + length, after), is_emphasis);
            Opening { start, at, time: Some(time) }
        }
        None => Opening { start, at, time: None },
    }
}

/// `Ann Lee   0:03`, alone on its line: how Teams and Otter write who speaks. Two blanks or more part the stamp from the
/// name, which may be anything.
pub(super) fn timed_name(paragraph: &str) -> Option<Marker> {
    let whole = paragraph.trim_matches(|c| is_blank(c) || is_emphasis(c));
    let gap_end = whole.rfind(is_blank).map(|at| skip(whole, at, is_blank))?;
    let Stamp { length, time } = stamp(&whole[gap_end..])?;
    let name = whole[..gap_end].trim_end_matches(is_blank);
    let gap = &whole[name.len()..gap_end];
    let name = name.trim_end_matches(is_emphasis);
    let is_parted = gap.chars().filter(|&c| c != '\t' && !is_invisible(c)).nth(1).is_some();
    let is_name = name.chars().nth(LONGEST_NAME).is_none()
        && name.starts_with(char::is_alphanumeric)
        && name.chars().any(char::is_alphabetic)
        && !name.contains([':', '?', '!', '\t', '…', '“', '"']);
    if gap_end + length != whole.len() || !is_parted || !is_name {
        return None;
    }
    let (label, _) = collapsed(name);
    let start = skip(paragraph, 0, is_blank);
    let (form, end, time) = (Form::Timed, paragraph.len(), Some(time));
    Some(Marker { start, end, label, form, square: false, time })
}

/// `[Label]` at `at`.
fn bracketed(paragraph: &str, at: usize, closing: char) -> Option<Parts<'_>> {
    let inside = at + 1;
    let length = paragraph[inside..]
        .char_indices()
        .take(LONGEST + 1)
        .find_map(|(byte, c)| (c == closing).then_some(byte))?;
    let label = &paragraph[inside..inside + length];
    let is_label = label.trim_start().starts_with(char::is_alphanumeric)
        && label.chars().all(is_label_character);
    if !is_label {
        return None;
    }
    let closed = inside + length + 1;
    let mut after = skip(paragraph, closed, is_emphasis);
    let mut time = None;
    if let Some(stamp) = stamp(paragraph[after..].trim_start_matches(is_blank)) {
        after = skip(paragraph, after, is_blank) + stamp.length;
        time = Some(stamp.time);
    }
    let follows = skip(paragraph, after, is_blank);
    let (form, end) = match paragraph[follows..].chars().next() {
        Some(c @ (':' | '：' | '-' | '–' | '—')) => {
            (Form::BracketColon, follows + c.len_utf8())
        }
        None => (Form::Bracket, after),
        Some(_) if follows > after || after > closed => (Form::Bracket, after),
        Some(_) => return None,
    };
    // In lower case it is a speaker only if its words leave no doubt: `[other GP]:`, `[manager ID 514]`, never `[pause]`.
    let is_lower = label.trim_start().starts_with(char::is_lowercase);
    let is_known = words::has_id(label) || form == Form::BracketColon && words::is_person(label);
    (!is_lower || is_known).then_some(Parts { label, form, end, time })
}

/// A label without brackets at `at`.
fn bare(paragraph: &str, at: usize) -> Option<Parts<'_>> {
    let rest = &paragraph[at..];
    let parts = |label_end: usize, form, end| {
        Some(Parts { label: &rest[..label_end], form, end: at + end, time: None })
    };
    let mut before = '\0';
    for (byte, c) in rest.char_indices().take(LONGEST + 1) {
        let next = byte + c.len_utf8();
        let after = || rest[next..].chars().next();
        match c {
            ':' | '：' => {
                let within_time =
                    before.is_ascii_digit() && after().is_some_and(|c| c.is_ascii_digit());
                let address = c == ':' && rest[next..].starts_with("//");
                return if within_time || address { None } else { parts(byte, Form::Colon, next) };
            }
            '\t' => {
                // Two tabs make a row of a table, not a speaker.
                let single = !rest[next..].trim_end().contains('\t');
                return if single { parts(byte, Form::Tab, next) } else { None };
            }
            '*' | '_' => {
                let closed = skip(rest, byte, is_emphasis);
                let follows = skip(rest, closed, is_blank);
                return match rest[follows..].chars().next() {
                    Some(c @ (':' | '：')) => parts(byte, Form::Colon, follows + c.len_utf8()),
                    _ => parts(byte, Form::Loose, closed),
                };
            }
            '(' | '[' | '<' | '#' | '0'..='9' if is_blank(before) => {
                if let Some(Stamp { length, time }) = stamp(&rest[byte..]) {
                    let timed = Parts { time: Some(time), ..parts(byte, Form::Colon, byte)? };
                    let end = stamped(rest, byte, byte + length)?;
                    return Some(Parts { end: at + end, ..timed });
                }
            }
            '-' | '–' | '—' if is_blank(before) && after().is_some_and(is_blank) => {
                return parts(byte, Form::Loose, next);
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
fn stamped(rest: &str, label_end: usize, stamp_end: usize) -> Option<usize> {
    let follows = skip(rest, stamp_end, |c| is_blank(c) || is_emphasis(c));
    match rest[follows..].chars().next() {
        Some(c @ (':' | '：')) => Some(follows + c.len_utf8()),
        None if label_end > 0 => Some(stamp_end),
        _ => None,
    }
}

/// A label at `at` in bold type that ends at `bold_end`, with speech after it. A colon, a dash or a time stamp may stand
/// within the bold type or after it.
fn in_bold(paragraph: &str, at: usize, bold_end: usize) -> Option<Parts<'_>> {
    let bold = paragraph.get(at..bold_end)?;
    let inner = bare(bold, 0).filter(|parts| parts.end == bold.len());
    let (label, mut time) = match inner {
        Some(parts) => (parts.label, parts.time),
        None => (bold, None),
    };
    let label = label.trim_matches(|c| is_blank(c) || matches!(c, ':' | '：' | '-' | '–' | '—'));
    let is_label = label.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && label.chars().all(is_label_character)
        && !label.ends_with(['.', ',']);
    let mut end = skip(paragraph, bold_end, is_blank);
    if let Some(stamp) = stamp(&paragraph[end..]).filter(|_| time.is_none()) {
        end = skip(paragraph, end + stamp.length, is_blank);
        time = Some(stamp.time);
    }
    end = skip(paragraph, end, |c| matches!(c, ':' | '：'));
    let is_followed = !paragraph[end..].trim_matches(is_blank).is_empty();
    (is_label && is_followed).then_some(Parts { label, form: Form::Bold, end, time })
}

/// The label as a speaker's name, or nothing if no speaker is called so.
fn tidy(raw: &str) -> Option<String> {
    let (label, count) = collapsed(raw);
    let named =
        (count <= MOST_WORDS || words::has_id(&label)) && label.chars().any(char::is_alphabetic);
    (named && label.chars().count() <= LONGEST).then_some(label)
}

/// A label in NFC without signs that take no room, its blanks collapsed; and how many words it has.
fn collapsed(raw: &str) -> (String, usize) {
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
    (label, words)
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
        parse(paragraph, None).map(|marker| (marker.label, marker.form, &paragraph[marker.end..]))
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
            ("Speaker 1  0:03", "Speaker 1", Form::Timed, ""),
            ("Speaker 1 0:03", "Speaker 1", Form::Colon, ""),
            ("INT\tso", "INT", Form::Tab, "so"),
            ("INT – so", "INT", Form::Loose, "so"),
            ("**INT:** so", "INT", Form::Colon, "so"),
            ("**INT**: so", "INT", Form::Colon, "so"),
            ("**INT** so", "INT", Form::Loose, "so"),
            ("Dr. O’Brien (GP): so", "Dr. O’Brien (GP)", Form::Colon, "so"),
            ("\u{200f}المترجم: نعم", "المترجم", Form::Colon, "نعم"),
            ("Ade\u{301}: so", "Adé", Form::Colon, "so"),
            ("gp id161: so", "gp id161", Form::Colon, "so"),
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
            "gp: so",
            "gp id 161 said so",
            "1: one",
            "A sentence that goes on for a while and then: stops",
            "Yes. No! Well: so",
            "One two three four five six: so",
            "INT\ta\tb",
            "“INT: quoted",
            "- INT: x",
        ] {
            assert_eq!(parse(paragraph, None), None, "{paragraph}");
        }
    }

    #[test]
    fn a_line_separator_belongs_to_the_speech() {
        assert_eq!(read("GP: \u{2028}line").map(|(_, _, speech)| speech), Some("\u{2028}line"));
    }
}
