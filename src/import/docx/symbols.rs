//! Characters of Word's symbol fonts, which stand in the private area of Unicode (U+F000 to U+F0FF).

/// The character that a `w:sym` shows: itself if it is no private one, else the common ones of Symbol and Wingdings.
pub(in super::super) fn character(font: &str, code: &str) -> Option<char> {
    let value = u32::from_str_radix(code.trim(), 16).ok()?;
    // A code below the private area is one too where the font is a symbol font (ECMA-376 part 1, 17.3.3.30).
    let place = match (font, value) {
        ("Symbol" | "Wingdings", 0x20..=0xff) => value,
        (_, 0xf020..=0xf0ff) => value - 0xf000,
        _ => return char::from_u32(value).filter(|&c| !c.is_control() && !is_private(c)),
    };
    let shown = match (font, place) {
        ("Symbol", 0xb7) => '•',
        ("Symbol", 0xb0) => '°',
        ("Symbol", 0xb1) => '±',
        ("Symbol", 0xb4) => '×',
        ("Symbol", 0xa3) => '≤',
        ("Symbol", 0xb3) => '≥',
        ("Symbol", 0xb9) => '≠',
        ("Symbol", 0xbb) => '≈',
        ("Symbol", 0xac) => '←',
        ("Symbol", 0xae) => '→',
        ("Symbol", 0x61) => 'α',
        ("Symbol", 0x62) => 'β',
        ("Symbol", 0x67) => 'γ',
        ("Symbol", 0x6b) => 'κ',
        ("Symbol", 0x6d) => 'μ',
        ("Wingdings", 0x4a) => '☺',
        ("Wingdings", 0x4b) => '😐',
        ("Wingdings", 0x4c) => '☹',
        ("Wingdings", 0x6c) => '●',
        ("Wingdings", 0x6e) => '■',
        ("Wingdings", 0xa7) => '▪',
        ("Wingdings", 0xa8) => '◻',
        ("Wingdings", 0xd8) => '➢',
        ("Wingdings", 0xdf) => '←',
        ("Wingdings", 0xe0) => '→',
        ("Wingdings", 0xfb) => '✗',
        ("Wingdings", 0xfc) => '✓',
        ("Wingdings", 0xfd) => '☒',
        ("Wingdings", 0xfe) => '☑',
        _ => return None,
    };
    Some(shown)
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_shown_where_they_are_known() {
        assert_eq!(character("Wingdings", "F0E0"), Some('→'));
        assert_eq!(character("Symbol", "B7"), Some('•'));
        assert_eq!(character("Arial", "2022"), Some('•'));
        assert_eq!(character("Webdings", "F0AA"), None);
        assert_eq!(character("Arial", "E123"), None);
        assert_eq!(character("Arial", "D800"), None);
        assert_eq!(character("Arial", "0"), None);
        assert_eq!(character("Arial", "zz"), None);
    }
}
