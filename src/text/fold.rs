//! Brings the letters of a word into the one form that is compared: lower case, without accents and invisible marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Adds the compared form of `piece` to `out`: compatibility forms taken apart (NFKD), lower-cased, accents, vowel
/// points, invisible characters and blanks left out, every apostrophe as `'`.
pub fn fold(piece: &str, out: &mut String) {
    if piece.is_ascii() {
        out.extend(piece.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        for c in piece.nfkd() {
            fold_char(c, out);
        }
    }
}

/// The compared form of a piece of text; see [`fold`]. Blanks within it stay where it is ASCII alone.
pub fn folded(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    fold(piece, &mut out);
    out
}

/// Adds a word as it is written to `out`: with its capitals and accents, compatibility forms as what they stand for (NFKC),
/// invisible characters and blanks left out, every apostrophe as `'`.
pub fn written(piece: &str, out: &mut String) {
    if piece.is_ascii() {
        out.push_str(piece);
    } else {
        let shown = piece.nfkc().filter(|&c| !is_invisible(c) && !c.is_whitespace());
        out.extend(shown.map(|c| if is_apostrophe(c) { '\'' } else { c }));
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        c if is_apostrophe(c) => out.push('\''),
        c if is_accent(c) || is_invisible(c) || c.is_whitespace() => {}
        c => out.extend(c.to_lowercase()),
    }
}

/// Apostrophes as people and word processors write them.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | 'ʼ' | 'ʹ' | '＇')
}

/// Marks whose presence is a matter of care rather than of meaning: accents of Latin, Greek and Cyrillic, vowel
/// points of Hebrew and Arabic, skin tones of emoji. The vowel signs of Indic and Thai writing are letters to their readers and stay.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Characters that show nothing: soft hyphens, joiners, direction and variation marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character only ever continues a word: combining marks and characters that show nothing.
pub fn continues(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c)
}

/// Letters of scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. Their digits and
/// punctuation are left out.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e01}'
        && matches!(c,
            '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}'
            | '\u{e81}'..='\u{ecf}' | '\u{edc}'..='\u{edf}'
            | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109d}'
            | '\u{1780}'..='\u{17d3}' | '\u{17d7}' | '\u{17dc}' | '\u{17dd}'
            | '\u{2e80}'..='\u{2fd5}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303b}'
            | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
            | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

/// Emoji and pictographs, which fieldnotes and messages hold and people look for.
pub fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_people_write_differently() {
        for (written, compared) in [
            ("Café", "cafe"),
            ("cafe\u{301}", "cafe"),
            ("Straße", "strasse"),
            ("DON’T", "don't"),
            ("İstanbul", "istanbul"),
            ("Ærø", "aero"),
            ("co\u{ad}operate", "cooperate"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδός", "οδοσ"),
            ("مُحَمَّد", "محمد"),
            ("ﬁnd", "find"),
            ("ก็", "ก็"),
        ] {
            assert_eq!(folded(written), compared, "{written}");
        }
    }

    #[test]
    fn what_is_written_keeps_capitals_and_accents() {
        let mut out = String::new();
        written("Cafe\u{301}’s\u{ad}ﬁ", &mut out);
        assert_eq!(out, "Café'sfi");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()) {
            let once = folded(&c.to_string());
            assert_eq!(folded(&once), once, "{c}");
        }
    }
}
