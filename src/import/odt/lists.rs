//! Lists in OpenDocument: how their levels are numbered, and how far each list has been counted (ODF 1.3 part 3, 5.3 and
//! 16.30 to 16.37).

use std::collections::HashMap;
use std::mem;

use super::super::elements::Element;
use super::super::numbering::{Counts, Figures, LEVELS, LONGEST, Level, Piece};
use super::styles::Styles;

/// So many lists are remembered that others may continue.
const MOST: usize = 1 << 16;

/// How a list is numbered, by levels, each with its place counted from 0.
#[derive(Debug, Default)]
pub(super) struct ListStyle(Vec<(usize, Level)>);

impl ListStyle {
    /// Adds the level that an element describes, if it describes one.
    pub fn add(&mut self, element: &Element<'_>) {
        let figures = match element.name {
            "list-level-style-number" | "outline-level-style" => {
                let repeated = element.attribute("num-letter-sync").as_deref() == Some("true");
                figures(&element.attribute("num-format").unwrap_or_default(), repeated)
            }
            "list-level-style-bullet" | "list-level-style-image" => Figures::Bullet,
            _ => return,
        };
        let Some(at) = element.number("level").and_then(|level| level.checked_sub(1)) else {
            return;
        };
        let at = at as usize;
        if at >= LEVELS || self.get(at).is_some() {
            return;
        }
        let start = element.number("start-value").unwrap_or(1);
        let shown = element.number("display-levels").unwrap_or(1) as usize;
        let affix = |name| {
            let affix = element.attribute(name).unwrap_or_default();
            if affix.chars().nth(LONGEST).is_some() { String::new() } else { affix }
        };
        let mut pattern = Vec::new();
        if figures != Figures::Silent {
            pattern.push(Piece::Words(affix("num-prefix")));
            for level in (at + 1).saturating_sub(shown)..=at {
                pattern.push(Piece::Number(level));
                pattern.push(Piece::Words(".".to_owned()));
            }
            pattern.pop();
            pattern.push(Piece::Words(affix("num-suffix")));
        }
        self.0.push((at, Level::new(figures, start, pattern)));
    }

    fn get(&self, at: usize) -> Option<&Level> {
        self.0.iter().find(|(level, _)| *level == at).map(|(_, level)| level)
    }
}

/// The figures that `style:num-format` names; none are no number. `style:num-letter-sync` tells how letters go on after z.
fn figures(format: &str, repeated: bool) -> Figures {
    match format {
        "" => Figures::Silent,
        "a" => Figures::Letters { capital: false, repeated },
        "A" => Figures::Letters { capital: true, repeated },
        "i" => Figures::Roman { capital: false },
        "I" => Figures::Roman { capital: true },
        _ => Figures::Decimal,
    }
}

/// A list that stands in no other, with its ids and how far it has been counted.
#[derive(Debug, Default)]
struct Outermost {
    style: String,
    id: Option<String>,
    counts: Counts,
}

/// An open item of a list.
#[derive(Debug, Default)]
struct Item {
    /// Whether its number is still to be printed.
    waits: bool,
    /// The number that it is given.
    start: Option<u32>,
}

/// The lists that are open in one stretch of text.
#[derive(Debug, Default)]
struct Open<'a> {
    outermost: Outermost,
    /// How each open list is numbered, the innermost last.
    styles: Vec<Option<&'a ListStyle>>,
    items: Vec<Item>,
}

/// The lists of a document while it is read.
#[derive(Debug)]
pub(super) struct Lists<'a> {
    styles: &'a Styles,
    open: Open<'a>,
    /// What was open around a text box, a note or a comment.
    outer: Vec<Open<'a>>,
    /// How far the last list of each style was counted, by the style's name.
    by_style: HashMap<String, Counts>,
    /// How far lists were counted, by their ids.
    by_id: HashMap<String, Counts>,
    headings: Counts,
}

impl<'a> Lists<'a> {
    pub fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            open: Open::default(),
            outer: Vec::new(),
            by_style: HashMap::new(),
            by_id: HashMap::new(),
            headings: Counts::default(),
        }
    }

    /// A list begins: one within another goes a level down, any other is counted anew unless it says that it goes on.
    pub fn begin(&mut self, element: &Element<'_>) {
        let name = element.attribute("style-name");
        let style = name.as_ref().and_then(|name| self.styles.list(name));
        if let Some(&outer) = self.open.styles.last() {
            self.open.styles.push(style.or(outer));
            return;
        }
        let name = name.unwrap_or_default();
        let continued = element.attribute("continue-list").and_then(|id| self.by_id.get(&id));
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
        let counts = continued.or_else(|| self.by_style.get(&name).filter(|_| goes_on)).cloned();
        self.open.outermost = Outermost {
            style: name,
            id: element.attribute("id"),
            counts: counts.unwrap_or_default(),
        };
        self.open.styles.push(style);
    }

    pub fn end(&mut self) {
        self.open.styles.pop();
        if self.open.styles.is_empty() {
            let Outermost { style, id, counts } = mem::take(&mut self.open.outermost);
            if let Some(id) = id.filter(|_| self.by_id.len() < MOST) {
                self.by_id.insert(id, counts.clone());
            }
            if self.by_style.len() < MOST {
                self.by_style.insert(style, counts);
            }
        }
    }

    /// An item begins, with a number or without.
    pub fn begin_item(&mut self, element: &Element<'_>, numbered: bool) {
        self.open.items.push(Item { waits: numbered, start: element.number("start-value") });
    }

    pub fn end_item(&mut self) {
        self.open.items.pop();
    }

    /// Text that no open list reaches into begins.
    pub fn begin_aside(&mut self) {
        self.outer.push(mem::take(&mut self.open));
    }

    pub fn end_aside(&mut self) {
        self.open = self.outer.pop().unwrap_or_default();
    }

    /// What is printed before a paragraph that begins here; only the first of an item has a number.
    pub fn number(&mut self) -> String {
        let level = self.open.styles.len().saturating_sub(1);
        let (Some(&style), Some(item)) = (self.open.styles.last(), self.open.items.last_mut())
        else {
            return String::new();
        };
        match style {
            Some(style) if mem::take(&mut item.waits) => {
                self.open.outermost.counts.advance(level, |at| style.get(at), item.start)
            }
            _ => String::new(),
        }
    }

    /// The same for a heading of a level, 1 being the highest, which has a number of its own where it stands in no list.
    pub fn heading_number(&mut self, level: u32, element: &Element<'_>) -> String {
        match self.styles.outline() {
            _ if !self.open.styles.is_empty() => self.number(),
            Some(style) if element.attribute("is-list-header").as_deref() != Some("true") => {
                let start = element.number("start-value");
                self.headings.advance(level as usize - 1, |at| style.get(at), start)
            }
            _ => String::new(),
        }
    }
}
