//! The strings of a PDF that hold text (ISO 32000-2, 7.9.2.2), and the characters that a page shows in another form.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// A text string's characters: UTF-16 or UTF-8 with its mark, else PDFDocEncoding, of which Windows-1252 is close kin.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Adds a character as a reader would type it: ligatures and the shapes of Arabic letters as letters; controls, which
/// only junk in a font's table makes, not at all.
pub(super) fn push(c: char, out: &mut String) {
    match c {
        // What the symbol fonts of Word and LibreOffice keep for the dot of a list.
        '\u{f0b7}' | '\u{f095}' => out.push('•'),
        '\u{fb00}'..='\u{fb06}'
        | '\u{fb13}'..='\u{fb17}'
        | '\u{fb50}'..='\u{fbff}'
        | '\u{fe70}'..='\u{fefc}' => {
            // Marks that stand alone have a blank to stand on, which is no word.
            out.extend(std::iter::once(c).nfkc().filter(|&c| c != ' '));
        }
        '\t' | '\n' | '\r' => out.push(' '),
        c if c.is_control() || c == '\u{feff}' => {}
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_become_letters() {
        let mut out = String::new();
        "eﬃcient\u{2}, \u{fefb}\u{ad}\u{f0b7}".chars().for_each(|c| push(c, &mut out));
        assert_eq!(out, "efficient, لا\u{ad}•");
    }

    #[test]
    fn strings_of_each_kind() {
        assert_eq!(text(b"\xfe\xff\x20\xac"), "€");
        assert_eq!(text(b"\xef\xbb\xbf\xe2\x82\xac"), "€");
        assert_eq!(text(b"caf\xe9"), "café");
    }
}
