//! The tokens of a web page, with those attributes of its tags that matter to the text.
//!
//! Attributes are the page's to choose, and may be many; those that nobody asks for are not kept.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

/// The attributes that are kept.
const KEPT: [&str; 15] = [
    "charset",
    "class",
    "content",
    "epub:type",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "name",
    "role",
    "start",
    "style",
    "type",
    "value",
    "xmlns",
];

/// A token of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Begin(Tag),
    /// The tag that ends an element of this name.
    End(Vec<u8>),
    Text(String),
    Comment(String),
}

/// The tag that begins an element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub name: Vec<u8>,
    /// Whether the element ends with it, as it can in XML.
    pub is_closed: bool,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of an attribute, one of those that are kept; the first one if it is there twice.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        debug_assert!(KEPT.contains(&name), "{name} is kept");
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// The tokens of a page.
pub(super) fn tokens(page: &[u8]) -> impl Iterator<Item = Token> {
    let mut is_xml = page.trim_ascii_start().starts_with(b"<?xml");
    let emitter = CallbackEmitter::new(Assembly::default());
    let mut tokenizer = Tokenizer::new_with_emitter(page, emitter);
    std::iter::from_fn(move || {
        let Ok(mut token) = tokenizer.next()?;
        if let Token::Begin(tag) = &mut token {
            is_xml |= tag.name == b"html" && tag.attribute("xmlns").is_some();
            tag.is_closed &= is_xml;
            if let Some(state) = content(&tag.name).filter(|_| !tag.is_closed) {
                tokenizer.set_state(state);
            }
        }
        Some(token)
    })
}

/// How what stands in an element is read that holds no tags (HTML, 13.2.6.4).
fn content(name: &[u8]) -> Option<State> {
    Some(match name {
        b"title" | b"textarea" => State::RcData,
        b"script" => State::ScriptData,
        b"plaintext" => State::PlainText,
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"noscript" => State::RawText,
        _ => return None,
    })
}

/// Puts tokens together from what the tokenizer finds.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    tag: Tag,
    /// Whether the value that follows is that of the last attribute in `tag`.
    is_kept: bool,
}

impl Callback<Token, ()> for Assembly {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), ..Tag::default() };
                None
            }
            CallbackEvent::AttributeName { name } => {
                let known = KEPT.into_iter().find(|kept| kept.as_bytes() == name);
                let new = known.filter(|&name| self.tag.attribute(name).is_none());
                self.is_kept = new.is_some();
                self.tag.attributes.extend(new.map(|name| (name, String::new())));
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, kept)) = self.tag.attributes.last_mut().filter(|_| self.is_kept) {
                    kept.push_str(&String::from_utf8_lossy(value));
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.is_closed = self_closing;
                Some(Token::Begin(std::mem::take(&mut self.tag)))
            }
            CallbackEvent::EndTag { name } => {
                self.tag = Tag::default();
                Some(Token::End(name.to_vec()))
            }
            CallbackEvent::String { value } => {
                Some(Token::Text(String::from_utf8_lossy(value).into_owned()))
            }
            CallbackEvent::Comment { value } => {
                Some(Token::Comment(String::from_utf8_lossy(value).into_owned()))
            }
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_kept_once_and_only_if_they_matter() {
        let page = "<A HREF='#a&amp;b' onclick=x href=c hidden id>";
        let tokens: Vec<Token> = tokens(page.as_bytes()).collect();
        let [Token::Begin(tag)] = tokens.as_slice() else { panic!("{tokens:?}") };
        assert_eq!(tag.attribute("href"), Some("#a&b"));
        assert_eq!((tag.attribute("hidden"), tag.attribute("id")), (Some(""), Some("")));
        assert_eq!(tag.attributes.len(), 3);
    }
}
