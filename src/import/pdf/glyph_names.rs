//! The characters that the names of glyphs stand for (Adobe Glyph List Specification), and the standard encodings.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};

/// What each byte means; nothing where the encoding does not say.
pub(super) type Encoding = [Option<char>; 256];

/// An encoding by its name in a PDF (ISO 32000-1, annex D); nothing if there is none of this name.
pub(super) fn encoding(name: &[u8]) -> Option<Encoding> {
    let known = match name {
        b"WinAnsiEncoding" => WINDOWS_1252,
        b"MacRomanEncoding" => MACINTOSH,
        b"StandardEncoding" => return Some(standard()),
        _ => return None,
    };
    Some(std::array::from_fn(|byte| {
        let byte = [byte as u8];
        let (text, _) = known.decode_without_bom_handling(&byte);
        text.chars().next().filter(|c| !c.is_control())
    }))
}

/// Adobe's standard encoding.
fn standard() -> Encoding {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(b"StandardEncoding".to_vec()));
    let document = Document::new();
    let known = font.get_font_encoding(&document).ok();
    std::array::from_fn(|byte| known.as_ref()?.bytes_to_string(&[byte as u8]).ok()?.chars().next())
}

/// The letters of the font Symbol, by their place in it (ISO 32000-1, D.5); other signs are those of ASCII.
pub(super) fn symbol() -> Encoding {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let mut encoding: Encoding = std::array::from_fn(|byte| match byte as u8 {
        byte @ 0x20..=0x3f => Some(char::from(byte)),
        _ => None,
    });
    for (place, (capital, small)) in CAPITALS.chars().zip(SMALL.chars()).enumerate() {
        encoding[0x41 + place] = Some(capital);
        encoding[0x61 + place] = Some(small);
    }
    for (place, c) in
        [(0xa3, '≤'), (0xb0, '°'), (0xb1, '±'), (0xb3, '≥'), (0xb4, '×'), (0xb7, '•'), (0xae, '→')]
    {
        encoding[place] = Some(c);
    }
    encoding
}

/// What the name of a glyph stands for; nothing if it is only a number of the font's own.
pub(super) fn characters(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    // What follows a point tells of the shape: `a.swash`.
    let name = name.split('.').next().filter(|name| !name.is_empty() && name.len() < 64)?;
    name.split('_').map(component).collect()
}

fn component(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    let hexadecimal = |digits: &str| {
        let digits = Some(digits).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    };
    if let Some(digits) =
        name.strip_prefix("uni").filter(|digits| digits.len() % 4 == 0 && digits.is_ascii())
    {
        let groups = (0..digits.len()).step_by(4).map(|at| hexadecimal(&digits[at..at + 4]));
        if let Some(found) = groups.collect() {
            return Some(found);
        }
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(c) = hexadecimal(digits)
    {
        return Some(c.to_string());
    }
    listed(name)
}

/// The Adobe Glyph List, of which lopdf has a copy; it is asked through an encoding that differs in one place.
fn listed(name: &str) -> Option<String> {
    let differences = vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())];
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set("Differences", Object::Array(differences));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let found = font.get_font_encoding(&Document::new()).ok()?.bytes_to_string(&[0]).ok()?;
    Some(found).filter(|found| !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_characters() {
        for (name, expected) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("f_i", Some("fi")),
            ("fi", Some("ﬁ")),
            ("a.swash", Some("a")),
            ("uni00410042", Some("AB")),
            ("u1F600", Some("😀")),
            ("union", Some("∪")),
            ("quoteright", Some("’")),
            ("g27", None),
            (".notdef", None),
            ("7", None),
            ("uniD800", None),
            ("uniéé", None),
        ] {
            assert_eq!(characters(name.as_bytes()).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn encodings_are_those_of_the_standard() {
        let at = |name: &[u8], byte: usize| encoding(name).expect("an encoding")[byte];
        assert_eq!(at(b"WinAnsiEncoding", 0x92), Some('’'));
        assert_eq!(at(b"MacRomanEncoding", 0x8a), Some('ä'));
        assert_eq!(
            (at(b"StandardEncoding", 0x27), at(b"StandardEncoding", 0xae)),
            (Some('’'), Some('ﬁ'))
        );
        assert_eq!(symbol()[0x6d], Some('μ'));
        assert!(encoding(b"MacExpertEncoding").is_none());
    }
}
