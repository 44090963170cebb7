//! The elements that are open at a place in a web page, and how they set what stands there.
//!
//! No tree is built. What browsers do with tags that were left out or closed in the wrong order (HTML, 13.2.6) is done as
//! far as the text and its type styles show it.

use super::super::lines::Style;
use super::elements::Kind;

/// So many elements are open at once; one that is opened within more takes the innermost one's place, as in Chromium,
/// which allows 512. Pages reach about 50.
const DEEPEST: usize = 256;

/// Why something is no text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LeftOut {
    #[default]
    No,
    /// It never is.
    Always,
    /// It was hidden.
    Hidden,
    /// It was deleted.
    Deleted,
    /// It is the page's title, which is kept apart.
    Title,
}

/// How what stands in an element is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub style: Style,
    /// Whether blanks and line ends stand as they are.
    pub exact: bool,
    pub left_out: LeftOut,
}

/// What an element changes of the setting around it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Change {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub exact: Option<bool>,
    pub heading: Option<u8>,
    pub left_out: LeftOut,
}

impl Change {
    fn within(self, around: Setting) -> Setting {
        let Setting { style, exact, left_out } = around;
        Setting {
            style: Style {
                bold: self.bold.unwrap_or(style.bold),
                italic: self.italic.unwrap_or(style.italic),
                heading: self.heading.or(style.heading),
            },
            exact: self.exact.unwrap_or(exact),
            left_out: if left_out == LeftOut::No { self.left_out } else { left_out },
        }
    }
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Element {
    name: Vec<u8>,
    pub kind: Kind,
    change: Change,
    setting: Setting,
    /// The number of the note that it holds.
    pub note: Option<u32>,
}

impl Element {
    /// Whether it does nothing to the lines, since what stands in it is no text.
    pub fn is_idle(&self) -> bool {
        self.setting.left_out != LeftOut::No
    }

    /// Whether an end tag within it says nothing of what stands around it.
    fn keeps_tags_in(&self) -> bool {
        matches!(self.kind, Kind::Table | Kind::Cell | Kind::LeftOut)
    }
}

/// The open elements.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    /// The outermost first.
    elements: Vec<Element>,
    /// How many of them are paragraphs, which are looked for wherever a block begins.
    paragraphs: usize,
}

impl OpenElements {
    /// How what follows is set.
    pub fn setting(&self) -> Setting {
        self.elements.last().map_or(Setting::default(), |element| element.setting)
    }

    /// How what stands in an element would be set that is opened here.
    pub fn setting_within(&self, change: Change) -> Setting {
        change.within(self.setting())
    }

    /// Opens an element.
    pub fn push(&mut self, name: Vec<u8>, kind: Kind, change: Change, note: Option<u32>) {
        let setting = self.setting_within(change);
        self.paragraphs += usize::from(kind == Kind::Paragraph);
        self.elements.push(Element { name, kind, change, setting, note });
    }

    /// Whether no more can be open.
    pub fn is_full(&self) -> bool {
        self.elements.len() >= DEEPEST
    }

    /// The place of the innermost element.
    pub fn last(&self) -> Option<usize> {
        self.elements.len().checked_sub(1)
    }

    /// The place of the element that an end tag of this name and kind ends.
    pub fn ended_by(&self, name: &[u8], kind: Kind) -> Option<usize> {
        let is_heading = |kind| matches!(kind, Kind::Heading(_));
        self.innermost(
            |element| {
                (element.kind == kind && element.name == name)
                    || (is_heading(kind) && is_heading(element.kind))
            },
            |element| match kind {
                _ if element.kind == Kind::LeftOut => true,
                Kind::Cell | Kind::Row | Kind::Rows => element.kind == Kind::Table,
                Kind::Table => false,
                _ => element.keeps_tags_in(),
            },
        )
    }

    /// The place of an element that ends where one of this kind begins, since its end tag may be left out (HTML,
    /// 13.1.2.4).
    pub fn ended_by_beginning(&self, kind: Kind) -> Option<usize> {
        let is_of = |kinds: &'static [Kind]| move |e: &Element| kinds.contains(&e.kind);
        let in_table = |kinds| self.innermost(is_of(kinds), is_of(&[Kind::Table, Kind::LeftOut]));
        match kind {
            Kind::Cell => self
                .innermost(is_of(&[Kind::Cell]), is_of(&[Kind::Row, Kind::Table, Kind::LeftOut])),
            Kind::Row => in_table(&[Kind::Row]),
            Kind::Rows => in_table(&[Kind::Rows]).or_else(|| in_table(&[Kind::Row])),
            Kind::Item => self
                .innermost(is_of(&[Kind::Item]), |e| {
                    matches!(e.kind, Kind::List { .. }) || e.keeps_tags_in()
                })
                .or_else(|| self.open_paragraph()),
            _ if kind.is_block() => self.open_paragraph(),
            _ => None,
        }
    }

    /// The place of the paragraph that is open, with nothing but parts of lines in it.
    fn open_paragraph(&self) -> Option<usize> {
        if self.paragraphs == 0 {
            return None;
        }
        self.innermost(
            |element| element.kind == Kind::Paragraph,
            |element| {
                !element.kind.outlives()
                    && !matches!(element.kind, Kind::Inline | Kind::Deleted | Kind::Inserted)
            },
        )
    }

    /// Whether a cell that begins here stands in a row, if it stands in a table.
    pub fn lacks_row(&self) -> bool {
        self.innermost(
            |element| matches!(element.kind, Kind::Table | Kind::Rows),
            |element| matches!(element.kind, Kind::Row | Kind::Cell | Kind::LeftOut),
        )
        .is_some()
    }

    fn innermost(
        &self,
        is_meant: impl Fn(&Element) -> bool,
        is_barrier: impl Fn(&Element) -> bool,
    ) -> Option<usize> {
        let at =
            self.elements.iter().rposition(|element| is_meant(element) || is_barrier(element))?;
        is_meant(&self.elements[at]).then_some(at)
    }

    /// Ends the element at a place, and those within it, which are given innermost first. What sets type within it goes on
    /// around it, unless it is a part of a table.
    pub fn close(&mut self, at: usize) -> Vec<Element> {
        let Some(element) = self.elements.get(at) else { return Vec::new() };
        if element.kind.outlives() {
            // It may end before what began within it does.
            let ended = self.elements.remove(at);
            self.set_from(at);
            return vec![ended];
        }
        let keeps = !element.kind.is_of_table();
        let (outliving, mut ended): (Vec<_>, Vec<_>) =
            self.elements.drain(at..).partition(|element| {
                keeps && element.kind.outlives() && element.change.left_out == LeftOut::No
            });
        self.elements.extend(outliving);
        self.set_from(at);
        self.paragraphs -= ended.iter().filter(|e| e.kind == Kind::Paragraph).count();
        ended.reverse();
        ended
    }

    /// Finds anew how the elements from a place on are set, since what is around them ended.
    fn set_from(&mut self, at: usize) {
        let before = at.checked_sub(1).and_then(|before| self.elements.get(before));
        let mut around = before.map_or(Setting::default(), |element| element.setting);
        for element in self.elements.iter_mut().skip(at) {
            element.setting = element.change.within(around);
            around = element.setting;
        }
    }
}
