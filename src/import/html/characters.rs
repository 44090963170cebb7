//! The characters of a web page: which encoding it says it has, and what its bytes say to that.

use super::super::Encoding;
use super::super::encoding::{self, Decoded};
use super::tags::{Tag, Token, tokens};
use encoding_rs::{Encoding as Named, UTF_8};

/// So many bytes are searched for what the page says of its encoding. Browsers stop at 1,024; what programs write
/// before it may be longer.
const SEARCHED: usize = 8 << 10;

/// Reads the bytes of a page as text; nothing if they are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let is_marked = [b"\xef\xbb\xbf".as_slice(), b"\xff\xfe", b"\xfe\xff"]
        .iter()
        .any(|mark| bytes.starts_with(mark));
    let named = if is_marked { None } else { declared(&bytes[..bytes.len().min(SEARCHED)]) };
    match named {
        Some(named) if named != UTF_8 => {
            // Bytes that are UTF-8 by accident are as good as none, but pages that were converted keep their old name.
            match std::str::from_utf8(bytes) {
                Ok(text) if bytes.is_ascii() && named.is_ascii_compatible() => {
                    let text = text.to_owned();
                    Some(Decoded { text, encoding: Encoding::Utf8, doubts: Vec::new() })
                }
                Ok(text) if !bytes.is_ascii() => Some(Decoded {
                    text: text.to_owned(),
                    encoding: Encoding::Utf8,
                    doubts: vec![format!(
                        "Read as UTF-8, though the page says it is {}; check accented letters.",
                        Encoding::Legacy(named.name())
                    )],
                }),
                _ => Some(encoding::decode_as(bytes, named)),
            }
        }
        _ => encoding::decode(bytes),
    }
}

/// The encoding that a page declares in its head (HTML, 13.2.3.2) or an XML declaration (XML 1.0, 4.3.3).
fn declared(bytes: &[u8]) -> Option<&'static Named> {
    for token in tokens(bytes) {
        let label = match token {
            Token::Begin(tag) if tag.name == b"meta" => of_meta(&tag),
            Token::Begin(tag) if tag.name == b"body" => return None,
            Token::Comment(comment) => {
                comment.strip_prefix("?xml ").map(|declaration| after(declaration, "encoding"))
            }
            _ => None,
        };
        if let Some(label) = label
            && let Some(named) = Named::for_label_no_replacement(label.as_bytes())
        {
            // A page in UTF-16 could not have been searched.
            let sixteen_bit = named == encoding_rs::UTF_16LE || named == encoding_rs::UTF_16BE;
            return Some(if sixteen_bit { UTF_8 } else { named });
        }
    }
    None
}

fn of_meta(tag: &Tag) -> Option<String> {
    if let Some(charset) = tag.attribute("charset") {
        return Some(charset.to_owned());
    }
    let equivalent = tag.attribute("http-equiv")?;
    let content = tag.attribute("content")?;
    equivalent.eq_ignore_ascii_case("content-type").then(|| after(content, "charset"))
}

/// The value that stands after a name and `=`, with or without quotes; empty if there is none.
fn after(text: &str, name: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let value = lower.split_once(name).map_or("", |(_, rest)| rest).trim_start();
    let value = value.strip_prefix('=').unwrap_or_default().trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ';', ' ', '?', '>']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &[u8]) -> (String, String, usize) {
        let decoded = decode(page).expect("a text");
        (decoded.text, decoded.encoding.to_string(), decoded.doubts.len())
    }

    #[test]
    fn a_page_says_its_encoding() {
        for declaration in [
            "<meta charset=windows-1251>",
            "<META CONTENT=\"text/html; charset=Windows-1251\" HTTP-EQUIV=Content-Type>",
            "<?xml version=\"1.0\" encoding='cp1251'?><html>",
        ] {
            let page = [declaration.as_bytes(), b"<p>\xc4\xe0"].concat();
            let (text, encoding, doubts) = read(&page);
            assert!(text.ends_with("<p>Да"), "{declaration}: {text}");
            assert_eq!((encoding.as_str(), doubts), ("windows-1251", 0));
        }
    }

    #[test]
    fn bytes_are_believed_over_the_page() {
        let (text, encoding, doubts) = read("<meta charset=latin1><p>Zoë".as_bytes());
        assert_eq!((text.ends_with("Zoë"), encoding.as_str(), doubts), (true, "UTF-8", 1));
        let (text, encoding, doubts) = read(b"<meta charset=utf-8><p>Zo\xeb");
        assert_eq!((text.ends_with("Zoë"), encoding.as_str(), doubts), (true, "Windows-1252", 1));
        let (text, _, doubts) = read("\u{feff}<meta charset=latin1><p>Zoë".as_bytes());
        assert_eq!((text.ends_with("Zoë"), doubts), (true, 0));
        let (text, _, doubts) = read(b"<meta charset=shift_jis><p>\x93\xfa\x96\x7b \xff");
        assert_eq!((text.ends_with("日本 \u{fffd}"), doubts), (true, 1));
    }

    #[test]
    fn a_page_may_say_nothing_or_nonsense() {
        for page in ["<p>Zoë", "<meta charset=hz-gb-2312><p>Zoë", "<meta charset=utf-16><p>Zoë"]
        {
            let (text, encoding, doubts) = read(page.as_bytes());
            assert_eq!((text.as_str(), encoding.as_str(), doubts), (page, "UTF-8", 0));
        }
    }
}
