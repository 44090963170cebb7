//! The XML of a workbook's parts, read as a stream: elements that open and close, and the characters between them.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Refusal;

/// What comes next in a part.
pub(super) enum Piece<'a> {
    /// An element opens; one without content closes at once.
    Open(BytesStart<'a>),
    /// An element closes.
    Close(BytesEnd<'a>),
    /// Characters, references resolved.
    Characters(Cow<'a, str>),
    /// The part has ended.
    End,
}

/// A part of a workbook that is being read.
pub(super) struct Xml<'a>(Reader<&'a [u8]>);

impl<'a> Xml<'a> {
    pub fn new(part: &'a str) -> Self {
        let mut reader = Reader::from_str(part.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// What comes next. A document type is refused, since only hostile files declare one.
    pub fn piece(&mut self) -> Result<Piece<'a>, Refusal> {
        loop {
            return Ok(match self.0.read_event().map_err(malformed)? {
                Event::Start(element) | Event::Empty(element) => Piece::Open(element),
                Event::End(element) => Piece::Close(element),
                Event::Text(text) => Piece::Characters(text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => Piece::Characters(text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(reference) => {
                    Piece::Characters(match reference.resolve_char_ref().map_err(malformed)? {
                        Some(c) => Cow::Owned(c.to_string()),
                        None => resolve_xml_entity(&reference)
                            .map(Cow::Borrowed)
                            .ok_or_else(|| malformed("an unknown entity"))?,
                    })
                }
                Event::DocType(_) => return Err(Refusal::Dtd),
                Event::Eof => Piece::End,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            });
        }
    }
}

fn malformed(_: impl Sized) -> Refusal {
    Refusal::BrokenWorkbook("its XML is malformed".to_owned())
}

/// An attribute's value by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut read = attributes.with_checks(false).filter_map(Result::ok);
    let named = read.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(named.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
