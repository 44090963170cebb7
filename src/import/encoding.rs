//! Bytes to characters: which encoding a text file has, and how sure that is.
//!
//! Sure are a byte order mark that keeps its word, and strictly valid UTF-8. Everything else is a guess and comes with a
//! sentence that says so.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Named, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::counted;

/// How a file's characters were written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-8 with some bytes of Windows-1252: a file put together from two.
    Mixed,
    /// An older encoding, by its name in the WHATWG Encoding Standard.
    Legacy(&'static str),
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Mixed => "UTF-8 mixed with Windows-1252",
            Self::Legacy("windows-1252") => "Windows-1252",
            Self::Legacy(name) => name,
        })
    }
}

/// What the bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The characters, without a byte order mark.
    pub text: String,
    /// How they were written.
    pub encoding: Encoding,
    /// What is not sure about it, in sentences.
    pub doubts: Vec<String>,
}

/// Reads bytes as text; nothing if they are no text. No bytes are an empty text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    match bytes {
        // UTF-32 begins like UTF-16 and is read by nobody.
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xef, 0xbb, 0xbf, rest @ ..] => return eight_bit(rest),
        [0xff, 0xfe, rest @ ..] => return sixteen_bit(rest, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => return sixteen_bit(rest, Encoding::Utf16Be),
        _ => {}
    }
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    // ASCII in UTF-16 is valid UTF-8 too, but half of it are NULs.
    if nuls > 0
        && (nuls * 5 >= bytes.len() || std::str::from_utf8(bytes).is_err())
        && let Some(decoded) = sixteen_bit_unmarked(bytes)
    {
        return Some(decoded);
    }
    eight_bit(bytes)
}

/// Reads bytes by an encoding that a file names itself; what it does not hold is marked and told.
pub(super) fn decode_as(bytes: &[u8], named: &'static Named) -> Decoded {
    let (text, lost) = read_by(named, bytes);
    let encoding = Encoding::Legacy(named.name());
    Decoded { text, encoding, doubts: lost_sentence(encoding, lost).into_iter().collect() }
}

/// The characters of bytes in an encoding, and how many places could not be read.
fn read_by(named: &'static Named, bytes: &[u8]) -> (String, usize) {
    let (text, broken) = named.decode_without_bom_handling(bytes);
    let lost = if broken { replaced(&text) } else { 0 };
    (text.into_owned(), lost)
}

/// UTF-8, or an older encoding that keeps ASCII as it is.
fn eight_bit(bytes: &[u8]) -> Option<Decoded> {
    let controls = bytes.iter().filter(|&&b| is_control(char::from(b))).count();
    if !is_text(controls, bytes.len()) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.to_owned();
            Some(Decoded { text, encoding: Encoding::Utf8, doubts: Vec::new() })
        }
        Err(_) => mixed(bytes).or_else(|| legacy(bytes)),
    }
}

/// UTF-16 after its byte order mark.
fn sixteen_bit(bytes: &[u8], encoding: Encoding) -> Option<Decoded> {
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    let (text, broken) = decoder.decode_without_bom_handling(bytes);
    let lost = if broken { replaced(&text) } else { 0 };
    let controls = text.chars().filter(|&c| is_control(c)).count();
    is_text(controls + lost, text.chars().count()).then(|| Decoded {
        text: text.into_owned(),
        encoding,
        doubts: lost_sentence(encoding, lost).into_iter().collect(),
    })
}

/// UTF-16 known by where its NULs stand: they are the high bytes of blanks, line ends and Latin letters.
fn sixteen_bit_unmarked(bytes: &[u8]) -> Option<Decoded> {
    let nuls = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let (encoding, decoder) = match () {
        () if odd > even * 9 => (Encoding::Utf16Le, UTF_16LE),
        () if even > odd * 9 => (Encoding::Utf16Be, UTF_16BE),
        () => return None,
    };
    let text = decoder.decode_without_bom_handling_and_without_replacement(bytes)?;
    let strange = text.chars().filter(|&c| is_control(c) || is_never_text(c)).count();
    is_text(strange, text.chars().count()).then(|| Decoded {
        text: text.into_owned(),
        encoding,
        doubts: vec![
            "Read as UTF-16, though the file does not say so; check that the words are right."
                .to_owned(),
        ],
    })
}

/// UTF-8 with a few bytes of Windows-1252 in it, as a paste from another file leaves them.
fn mixed(bytes: &[u8]) -> Option<Decoded> {
    let mut text = String::with_capacity(bytes.len());
    let (mut long, mut strange) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        long += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        strange += chunk.invalid().len();
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    // In any other encoding, sequences that happen to be valid UTF-8 are rarer than those that are not.
    (long >= strange * 2).then(|| Decoded {
        text,
        encoding: Encoding::Mixed,
        doubts: vec![format!(
            "Read as UTF-8, but {} not UTF-8 and read as Windows-1252; check accented letters and \
             quotation marks.",
            counted(strange, "byte is", "bytes are")
        )],
    })
}

/// Fewer bytes beyond ASCII than this are too few to tell the Latin alphabets apart.
const FEW: usize = 12;

/// The likeliest older encoding.
fn legacy(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    // A lone “£” or “ï” is as good Polish or Latvian as English; where there are few signs, Western Europe is likelier.
    let few = bytes.iter().filter(|byte| !byte.is_ascii()).take(FEW).count() < FEW;
    let domain: Option<&[u8]> = if few { Some(b"uk") } else { None };
    let found = detector.guess(domain, Utf8Detection::Deny);
    let (text, lost) = read_by(found, bytes);
    let encoding = Encoding::Legacy(found.name());
    let guess = format!("Read as {encoding}; check accented letters and quotation marks.");
    is_text(lost, text.chars().count()).then(|| Decoded {
        text,
        encoding,
        doubts: [guess].into_iter().chain(lost_sentence(encoding, lost)).collect(),
    })
}

fn lost_sentence(encoding: Encoding, lost: usize) -> Option<String> {
    (lost > 0).then(|| {
        let places = counted(lost, "place", "places");
        format!("In {places} the bytes are not {encoding}; each is marked \u{fffd} in the text.")
    })
}

fn replaced(text: &str) -> usize {
    text.chars().filter(|&c| c == '\u{fffd}').count()
}

/// Control characters that no text has. Tab, line ends, form feed, backspace and escape occur in real transcripts,
/// as does the end mark (U+001A) of old systems.
fn is_control(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{8}' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{1b}')
        || c == '\u{7f}'
}

/// Code points that Unicode will never give a meaning (its noncharacters).
fn is_never_text(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Whether a text may hold so many strange characters among so many: up to eight if most are ordinary, else one in fifty.
fn is_text(strange: usize, length: usize) -> bool {
    strange * if strange <= 8 { 3 } else { 50 } <= length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes).expect("a text")
    }

    #[test]
    fn what_is_sure_raises_no_doubt() {
        let words = "INT: Zoë said “yes” 名 😀\n";
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for (bytes, encoding) in [
            (words.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xef\xbb\xbf", words.as_bytes()), Encoding::Utf8),
            (marked(b"\xff\xfe", &utf16(words, u16::to_le_bytes)), Encoding::Utf16Le),
            (marked(b"\xfe\xff", &utf16(words, u16::to_be_bytes)), Encoding::Utf16Be),
        ] {
            let expected = Decoded { text: words.to_owned(), encoding, doubts: Vec::new() };
            assert_eq!(read(&bytes), expected);
        }
    }

    #[test]
    fn utf_16_without_a_mark_is_a_guess() {
        for words in [
            "INT: Hello there, Zoë.\n",
            "名前は何ですか。はい、そうです。\n答: 私 は 行き ます。\n",
        ] {
            let decoded = read(&utf16(words, u16::to_le_bytes));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (words, Encoding::Utf16Le));
            assert_eq!(decoded.doubts.len(), 1);
            assert_eq!(read(&utf16(words, u16::to_be_bytes)).encoding, Encoding::Utf16Be);
        }
    }

    #[test]
    fn windows_1252_is_named() {
        let decoded = read(b"GP: It\x92s a caf\xe9, \x93na\xefve\x94 \x96 she said.\n");
        assert_eq!(decoded.text, "GP: It’s a café, “naïve” – she said.\n");
        assert_eq!(decoded.encoding.to_string(), "Windows-1252");
        assert!(decoded.doubts[0].starts_with("Read as Windows-1252; check accented letters"));
    }

    #[test]
    fn other_encodings_are_named() {
        let words = "Интервьюер: Здравствуйте, как вы себя чувствуете сегодня? Респондент: Хорошо.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(words);
        let decoded = read(&bytes);
        assert_eq!(decoded.text, words);
        assert_eq!(decoded.encoding, Encoding::Legacy("windows-1251"));
        assert_eq!(decoded.doubts.len(), 1);
    }

    #[test]
    fn few_signs_are_western() {
        for words in ["£20 a day", "It’s naïve", "Ágnes waits"] {
            let (bytes, ..) = WINDOWS_1252.encode(words);
            assert_eq!(read(&bytes).text, words);
        }
        let words = "Günaydın, nasılsınız? İyiyim, teşekkür ederim. Görüşmeye başlayalım mı?";
        let (bytes, ..) = encoding_rs::WINDOWS_1254.encode(words);
        assert_eq!(read(&bytes).text, words);
    }

    #[test]
    fn a_mixture_keeps_both() {
        let bytes = [b"caf\xe9 ".as_slice(), "Zoë, Siân and “others”".as_bytes()].concat();
        let decoded = read(&bytes);
        assert_eq!(decoded.text, "café Zoë, Siân and “others”");
        assert!(decoded.doubts[0].contains("1 byte is not UTF-8"), "{:?}", decoded.doubts);
        let marked = [b"\xef\xbb\xbf".as_slice(), &bytes].concat();
        assert_eq!(read(&marked), decoded);
    }

    #[test]
    fn a_broken_utf_16_is_told() {
        let decoded = read(b"\xff\xfeI\0N\0T\0:\0 \0a\0\x00\xd8b\0c\0d\0");
        assert_eq!(decoded.text, "INT: a\u{fffd}bcd");
        assert!(decoded.doubts[0].contains("In 1 place the bytes are not UTF-16"));
    }

    #[test]
    fn binaries_are_no_text() {
        let noise: Vec<u8> =
            (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise), None);
        assert_eq!(decode(&[0; 100]), None);
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17]), None);
        assert_eq!(decode(b"\xff\xfe\0\0A\0\0\0B\0\0\0"), None, "UTF-32");
    }

    #[test]
    fn a_few_strange_characters_are_a_text() {
        assert_eq!(read(b"INT: one\0two").encoding, Encoding::Utf8);
        assert!(read("\u{2028}a \u{b}VT \u{c}FF \u{85}NEL".as_bytes()).doubts.is_empty());
        assert_eq!(read(b"").text, "");
    }
}
