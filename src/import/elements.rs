//! The XML of a part, element by element, for readers that keep their own state.
//!
//! Nothing here recurses, however deep the elements are nested; a document type, through which XML could be made to grow
//! or to fetch other files, is refused before it is read.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::Refusal;

/// Deeper nesting is no document; tables in tables in text boxes reach about 60.
const DEEPEST: usize = 512;

/// The start of an element.
pub(super) struct Element<'a> {
    /// The name of its namespace; empty if it has none.
    pub namespace: &'a str,
    /// Its name without a prefix.
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// An attribute's value by its name without prefix; nothing if it is not there or malformed.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut read = attributes.with_checks(false).filter_map(Result::ok);
        let named = read.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(named.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The same as a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// What is told of the elements, in the order they stand. Each that opens closes; an empty one at once.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, element: &Element<'_>);
    /// The innermost open element ends.
    fn close(&mut self) {}
    /// Characters directly within the innermost open element, entities resolved. They may come in several pieces.
    fn characters(&mut self, _characters: &str) {}
}

/// Tells a visitor of all elements of a part.
///
/// Refused are malformed XML, a document type and nesting beyond reason; the visitor has seen what came before.
pub(super) fn read(xml: &str, visitor: &mut impl Visitor) -> Result<(), Refusal> {
    let mut reader = NsReader::from_str(xml);
    let mut depth = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(malformed)?;
        match event {
            Event::Start(start) => {
                if depth == DEEPEST {
                    return Err(Refusal::TooDeep);
                }
                depth += 1;
                open(&namespace, &start, visitor);
            }
            Event::Empty(start) => {
                open(&namespace, &start, visitor);
                visitor.close();
            }
            Event::End(_) => {
                depth -= 1;
                visitor.close();
            }
            Event::Text(text) => visitor.characters(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => visitor.characters(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                match reference.resolve_char_ref().map_err(malformed)? {
                    Some(c) => visitor.characters(c.encode_utf8(&mut [0; 4])),
                    None => visitor.characters(
                        resolve_xml_entity(&reference).ok_or_else(|| malformed("unknown"))?,
                    ),
                }
            }
            Event::DocType(_) => return Err(Refusal::Dtd),
            Event::Eof if depth > 0 => return Err(malformed("an element without end")),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn open(namespace: &ResolveResult<'_>, start: &BytesStart<'_>, visitor: &mut impl Visitor) {
    let namespace = match namespace {
        ResolveResult::Bound(namespace) => namespace.0,
        ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
    };
    let local = start.local_name();
    visitor.open(&Element { namespace, name: local.as_ref(), start });
}

fn malformed(_: impl Sized) -> Refusal {
    Refusal::BrokenDocument("its XML is malformed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Notes(Vec<String>);

    impl Visitor for Notes {
        fn open(&mut self, element: &Element<'_>) {
            let value = element.attribute("v").unwrap_or_default();
            self.0.push(format!("{}|{}|{value}", element.namespace, element.name));
        }

        fn close(&mut self) {
            self.0.push("/".to_owned());
        }

        fn characters(&mut self, characters: &str) {
            self.0.push(characters.to_owned());
        }
    }

    fn told(xml: &str) -> Result<Vec<String>, Refusal> {
        let mut notes = Notes::default();
        read(xml, &mut notes).map(|()| notes.0)
    }

    #[test]
    fn elements_come_in_order_with_their_namespaces() {
        let xml = "<?xml version='1.0'?><x:a xmlns:x='n' x:v='&lt;1'><b/><!-- c -->t&#233;<![CDATA[&]]></x:a>";
        let expected = ["n|a|<1", "|b|", "/", "t", "é", "&", "/"];
        assert_eq!(told(xml), Ok(expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(told("<!DOCTYPE x><x/>"), Err(Refusal::Dtd));
        assert_eq!(told(&"<a>".repeat(DEEPEST + 1)), Err(Refusal::TooDeep));
        assert!(told(&("<a>".repeat(DEEPEST) + &"</a>".repeat(DEEPEST))).is_ok());
        for xml in ["<a>", "<a></b>", "</a>", "<a>&x;</a>", "<a>&#xd800;</a>", "<a b"] {
            assert!(matches!(told(xml), Err(Refusal::BrokenDocument(_))), "{xml}");
        }
    }
}
