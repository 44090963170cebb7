//! The styles of paragraphs, characters and lists, from `content.xml` and `styles.xml` (ODF 1.3 part 3, 16).

use std::collections::HashMap;

use super::super::Refusal;
use super::super::elements::{self, Element, Visitor};
use super::super::type_styles::{Look, TypeStyles};
use super::lists::ListStyle;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: TypeStyles,
    characters: TypeStyles,
    lists: HashMap<String, ListStyle>,
    outline: Option<ListStyle>,
}

impl Styles {
    /// Adds the styles of a part. Those of a name that is known already change nothing.
    pub fn read(&mut self, xml: &str) -> Result<(), Refusal> {
        let mut reader = Reader {
            styles: self,
            open: Vec::new(),
            style: Style::default(),
            list: (String::new(), ListStyle::default()),
        };
        elements::read(xml, &mut reader)
    }

    /// What a style of paragraphs says.
    pub fn paragraph(&self, name: &str) -> Look {
        self.paragraphs.look(name).unwrap_or_default()
    }

    /// What a style of characters says.
    pub fn characters(&self, name: &str) -> Look {
        self.characters.look(name).unwrap_or_default()
    }

    /// How the lists of a style are numbered.
    pub fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// How headings are numbered that stand in no list.
    pub fn outline(&self) -> Option<&ListStyle> {
        self.outline.as_ref()
    }
}

/// The elements that hold styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Style,
    ListStyle,
    OutlineStyle,
    Other,
}

/// A style that is being read.
#[derive(Default)]
struct Style {
    name: String,
    family: String,
    parent: Option<String>,
    look: Look,
}

struct Reader<'a> {
    styles: &'a mut Styles,
    open: Vec<Holder>,
    style: Style,
    list: (String, ListStyle),
}

impl Visitor for Reader<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let holder = match element.name {
            "style" => {
                let name = element.attribute("name").unwrap_or_default();
                // A title is set as a heading, though OpenDocument calls it a paragraph.
                let outline = (name == "Title").then_some(0);
                self.style = Style {
                    family: element.attribute("family").unwrap_or_default(),
                    parent: element.attribute("parent-style-name"),
                    look: Look { outline, ..Look::default() },
                    name,
                };
                Holder::Style
            }
            "list-style" => {
                let name = element.attribute("name").unwrap_or_default();
                self.list = (name, ListStyle::default());
                Holder::ListStyle
            }
            "outline-style" => {
                self.list = (String::new(), ListStyle::default());
                Holder::OutlineStyle
            }
            name => {
                match (self.open.last(), name) {
                    (Some(Holder::Style), "text-properties") => {
                        let look = &mut self.style.look;
                        look.bold = element.attribute("font-weight").as_deref().and_then(is_bold);
                        look.italic =
                            element.attribute("font-style").as_deref().and_then(is_italic);
                    }
                    (Some(Holder::ListStyle | Holder::OutlineStyle), _) => self.list.1.add(element),
                    _ => {}
                }
                Holder::Other
            }
        };
        self.open.push(holder);
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Holder::Style) => {
                let Style { name, family, parent, look } = std::mem::take(&mut self.style);
                match family.as_str() {
                    "paragraph" => self.styles.paragraphs.add(name, parent, look),
                    "text" => self.styles.characters.add(name, parent, look),
                    _ => {}
                }
            }
            Some(Holder::ListStyle) => {
                let (name, list) = std::mem::take(&mut self.list);
                self.styles.lists.entry(name).or_insert(list);
            }
            Some(Holder::OutlineStyle) => {
                let (_, list) = std::mem::take(&mut self.list);
                self.styles.outline.get_or_insert(list);
            }
            Some(Holder::Other) | None => {}
        }
    }
}

/// Weights as CSS has them: from 600 on, and by name.
fn is_bold(weight: &str) -> Option<bool> {
    match weight {
        "bold" => Some(true),
        "normal" => Some(false),
        number => number.parse().ok().map(|weight: u32| weight >= 600),
    }
}

fn is_italic(style: &str) -> Option<bool> {
    match style {
        "italic" | "oblique" => Some(true),
        "normal" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_styles_of_the_text_come_before_the_named_ones() {
        let named = "<s><style name='P1' family='paragraph'><text-properties font-weight='normal'/></style>\
            <style name='Strong' family='text'><text-properties font-weight='700' font-style='oblique'/></style>\
            <style name='Title' family='paragraph'/></s>";
        let own = "<s><style name='P1' family='paragraph' parent-style-name='Title'>\
            <text-properties font-weight='bold'/></style>\
            <style name='T1' family='text' parent-style-name='Strong'>\
            <text-properties font-weight='400'/></style></s>";
        let mut styles = Styles::default();
        assert_eq!((styles.read(own), styles.read(named)), (Ok(()), Ok(())));
        let paragraph = styles.paragraph("P1");
        assert_eq!((paragraph.bold, paragraph.heading()), (Some(true), Some(1)));
        let characters = styles.characters("T1");
        assert_eq!((characters.bold, characters.italic), (Some(false), Some(true)));
        assert_eq!(styles.characters("P1"), Look::default());
    }
}
