//! Ampersands that are no XML, made so: names of HTML (`&uuml;`), which some programs write, and ampersands that nobody
//! escaped. Nothing of the words is lost by it.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

/// The five names that XML itself has.
const OWN: [&str; 5] = ["amp", "lt", "gt", "quot", "apos"];

/// No name is longer.
const LONGEST: usize = 40;

/// The XML with its stray ampersands mended, and how many there were.
pub(super) fn mended(xml: &str) -> (Cow<'_, str>, usize) {
    let mut out = String::new();
    let (mut mended, mut copied, mut at) = (0, 0, 0);
    while let Some(found) = xml[at..].find(['&', '<']) {
        at += found;
        let rest = &xml[at..];
        // Between these an ampersand is an ordinary sign.
        let literal = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
        if let Some((_, end)) = literal.iter().find(|(start, _)| rest.starts_with(start)) {
            at = rest.find(end).map_or(xml.len(), |length| at + length);
            continue;
        }
        at += 1;
        if rest.starts_with('<') || is_reference(rest) {
            continue;
        }
        mended += 1;
        out.push_str(&xml[copied..at - 1]);
        match named(rest) {
            Some((length, character)) => {
                out.push_str(&character);
                at += length - 1;
            }
            None => out.push_str("&amp;"),
        }
        copied = at;
    }
    if mended == 0 {
        return (Cow::Borrowed(xml), 0);
    }
    out.push_str(&xml[copied..]);
    (Cow::Owned(out), mended)
}

/// The name between an ampersand and its semicolon.
fn name(text: &str) -> Option<&str> {
    // Not looked for in all that follows: the text may be long and hold nothing but ampersands.
    let length = text.bytes().skip(1).take(LONGEST + 1).position(|byte| byte == b';')?;
    let name = text.get(1..=length)?;
    let is_sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    (!name.is_empty() && name.bytes().all(is_sound)).then_some(name)
}

/// Whether XML itself knows what a text begins with.
fn is_reference(text: &str) -> bool {
    name(text).is_some_and(|name| OWN.contains(&name) || name.starts_with('#'))
}

/// The characters that HTML knows by the name a text begins with, and how long the name is with its signs.
fn named(text: &str) -> Option<(usize, String)> {
    let length = name(text)?.len() + 2;
    let mut characters = Vec::new();
    for token in Tokenizer::new(&text[..length]) {
        match token {
            Ok(Token::String(piece)) => characters.extend_from_slice(&piece),
            _ => return None,
        }
    }
    let characters = String::from_utf8(characters).ok()?;
    // A name that HTML does not know comes back as it was; one that stands for a sign of XML is left to be escaped.
    (!characters.contains(['&', '<', '>', '"', '\''])).then_some((length, characters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_ampersands_become_words() {
        for (xml, expected, count) in [
            ("<a b=\"&uuml;ber &amp; &#228;\"/>", "<a b=\"über &amp; &#228;\"/>", 1),
            ("R&D &nosuch; &", "R&amp;D &amp;nosuch; &amp;", 3),
            ("<![CDATA[R&D]]><!--&--> &lt;", "<![CDATA[R&D]]><!--&--> &lt;", 0),
            ("&AMP;", "&amp;AMP;", 1),
            ("&é;&eacute;é", "&amp;é;éé", 2),
            ("<![CDATA[ &", "<![CDATA[ &", 0),
        ] {
            assert_eq!(mended(xml), (Cow::Borrowed(expected), count), "{xml}");
        }
    }
}
