//! Characters that a format cannot hold, and what stands in their place.
//!
//! XML 1.0 (section 2.2, `Char`) has no way, not even an escape, to write U+0000-0008, U+000B, U+000C, U+000E-001F,
//! U+FFFE and U+FFFF; HTML forbids the same ones. Where a format is made of XML or HTML they become U+FFFD, which
//! readers see as �, so that nobody takes a missing character for the words themselves.

use std::borrow::Cow;

/// Whether XML 1.0 and HTML can hold a character.
pub(super) fn is_legal(c: char) -> bool {
    !matches!(
        c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// The text with U+FFFD for each character that XML cannot hold.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if is_legal(c) { c } else { char::REPLACEMENT_CHARACTER }).collect(),
    )
}

/// The text as content of an XML or HTML element: legal, and with `&`, `<` and `>` escaped.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    match legal(text) {
        Cow::Borrowed(text) => quick_xml::escape::partial_escape(text),
        Cow::Owned(text) => {
            Cow::Owned(quick_xml::escape::partial_escape(text.as_str()).into_owned())
        }
    }
}

/// The text on one line, for a heading: line breaks and tabs become spaces.
pub(super) fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// An address of a page as every format can hold it: what would end it there is written in hexadecimal (RFC 3986, 2.1).
pub(super) fn address(address: &str) -> String {
    let mut held = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_control() || c.is_whitespace() || !is_legal(c) || "\"'<>()[]\\|`{}^".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                held.push_str(&format!("%{byte:02X}"));
            }
        } else {
            held.push(c);
        }
    }
    held
}

/// A sentence that says how many characters of the texts that a file holds were replaced; none when all are whole.
pub(super) fn replaced_in<'a>(
    texts: impl Iterator<Item = &'a str>,
    format: &str,
) -> Option<String> {
    let count: usize = texts.map(|text| text.chars().filter(|&c| !is_legal(c)).count()).sum();
    match count {
        0 => None,
        1 => Some(format!(
            "One control character that {format} files can't hold is shown as \u{fffd}."
        )),
        _ => Some(format!(
            "{count} control characters that {format} files can't hold are shown as \u{fffd}."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_address_ends_it() {
        assert_eq!(
            address("https://a.org/x_(y)?q=\"1\"&r=é\n\u{1}>"),
            "https://a.org/x_%28y%29?q=%221%22&r=é%0A%01%3E"
        );
    }

    #[test]
    fn replaces_what_xml_cannot_hold_and_nothing_else() {
        assert_eq!(
            legal("a\0b\u{b}\u{c}\u{1f}\u{ffff}"),
            "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
        let kept = "tab\t line\n nel\u{85} ls\u{2028} bom\u{feff} zwj\u{200d} 👍🏽 del\u{7f}";
        assert!(matches!(legal(kept), Cow::Borrowed(_)));
        assert_eq!(escaped("<a> & \u{1}\"'"), "&lt;a&gt; &amp; \u{fffd}\"'");
    }
}
