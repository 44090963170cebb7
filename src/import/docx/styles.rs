//! `word/styles.xml`: the named styles of a document (ECMA-376 part 1, 17.7).

use super::super::Refusal;
use super::super::elements::{self, Element, Visitor};
use super::super::type_styles::{Look, TypeStyles};
use super::tags::{Tag, says};

/// The styles of paragraphs and of characters.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: TypeStyles,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// What a style says; of one that the document does not hold, what its name tells.
    pub fn look(&self, id: &str) -> Look {
        let named = || Look { outline: outline_by_name(id), ..Look::default() };
        self.styles.look(id).unwrap_or_else(named)
    }

    /// What the style of paragraphs that name none says.
    pub fn usual(&self) -> Look {
        self.default.as_deref().map(|id| self.look(id)).unwrap_or_default()
    }
}

/// Reads the part.
pub(super) fn read(xml: &str) -> Result<Styles, Refusal> {
    let mut reader = Reader::default();
    elements::read(xml, &mut reader)?;
    Ok(reader.styles)
}

/// The level of outline that a name of a style promises; names are English in every language's Word.
fn outline_by_name(name: &str) -> Option<u8> {
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).take(9).collect();
    let plain = plain.to_ascii_lowercase();
    if plain == "title" {
        return Some(0);
    }
    match plain.strip_prefix("heading")?.parse() {
        Ok(level @ 1..=9) => Some(level - 1),
        _ => None,
    }
}

/// A style that is being read.
#[derive(Default)]
struct Style {
    id: String,
    name: String,
    based_on: Option<String>,
    look: Look,
}

#[derive(Default)]
struct Reader {
    open: Vec<Tag>,
    style: Style,
    styles: Styles,
}

impl Visitor for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let tag = Tag::of(element);
        let value = || element.attribute("val");
        let look = &mut self.style.look;
        // Styles of tables hold properties for some of their cells, so it matters what an element stands in.
        match (self.open.as_slice(), tag) {
            (_, Tag::Style) => {
                let id = element.attribute("styleId").unwrap_or_default();
                let is_default =
                    matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                    self.styles.default.get_or_insert(id.clone());
                }
                self.style = Style { id, ..Style::default() };
            }
            ([.., Tag::Style], Tag::StyleName) => self.style.name = value().unwrap_or_default(),
            ([.., Tag::Style], Tag::BasedOn) => self.style.based_on = value(),
            ([.., Tag::Style, Tag::RunProperties], Tag::Bold) => look.bold = Some(says(element)),
            ([.., Tag::Style, Tag::RunProperties], Tag::Italic) => {
                look.italic = Some(says(element));
            }
            ([.., Tag::Style, Tag::Properties], Tag::Outline) => {
                look.outline = value().and_then(|level| level.trim().parse().ok());
            }
            ([.., Tag::Style, Tag::Properties, Tag::Numbering], Tag::List) => {
                look.list = element.number("val");
            }
            ([.., Tag::Style, Tag::Properties, Tag::Numbering], Tag::ListLevel) => {
                look.list_level = element.number("val");
            }
            _ => {}
        }
        self.open.push(tag);
    }

    fn close(&mut self) {
        if self.open.pop() == Some(Tag::Style) {
            let Style { id, name, based_on, mut look } = std::mem::take(&mut self.style);
            look.outline = look.outline.or_else(|| outline_by_name(&name));
            self.styles.styles.add(id, based_on, look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_promise_headings() {
        for (name, outline) in [
            ("heading 1", Some(0)),
            ("Heading9", Some(8)),
            ("Title", Some(0)),
            ("heading 10", None),
            ("heading 0", None),
            ("Heading", None),
            ("Subtitle", None),
            ("Title page", None),
        ] {
            assert_eq!(outline_by_name(name), outline, "{name}");
        }
    }

    #[test]
    fn styles_inherit() {
        let xml = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
            <w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/>\
            <w:rPr><w:i/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/>\
            <w:basedOn w:val='Standard'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr></w:pPr>\
            <w:rPr><w:b/><w:i w:val='0'/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='Own'><w:basedOn w:val='berschrift2'/>\
            <w:rPr><w:b w:val='off'/></w:rPr></w:style>\
            <w:style w:type='paragraph' w:styleId='TOC'><w:basedOn w:val='berschrift2'/>\
            <w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>\
            <w:style w:type='table' w:styleId='T'><w:tblStylePr><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>\
            </w:styles>";
        let styles = read(xml).expect("styles");
        assert_eq!(styles.usual(), Look { italic: Some(true), ..Look::default() });
        let own = styles.look("Own");
        assert_eq!((own.bold, own.italic, own.heading()), (Some(false), Some(false), Some(2)));
        assert_eq!((own.list, own.list_level), (Some(7), Some(1)));
        assert_eq!(styles.look("TOC").heading(), None);
        assert_eq!(styles.look("T"), Look::default());
        assert_eq!(styles.look("Heading3").heading(), Some(3));
    }
}
