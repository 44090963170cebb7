//! What stands before the items of a list: a bullet or a number (HTML, 4.4.5 to 4.4.8).

use super::super::numbering::Figures;
use super::tags::Tag;

/// A list that is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    figures: Figures,
    next: i32,
}

impl List {
    /// A list by its tag, and by the style that the tag says.
    pub fn new(tag: &Tag, numbered: bool, style: Option<Figures>) -> Self {
        let figures = style.unwrap_or_else(|| match tag.attribute("type") {
            _ if !numbered => Figures::Bullet,
            Some("a") => letters(false),
            Some("A") => letters(true),
            Some("i") => Figures::Roman { capital: false },
            Some("I") => Figures::Roman { capital: true },
            _ => Figures::Decimal,
        });
        Self { figures, next: number(tag, "start").unwrap_or(1) }
    }

    /// What stands before an item with this tag.
    pub fn marker(&mut self, tag: &Tag) -> Option<String> {
        let number = number(tag, "value").unwrap_or(self.next);
        self.next = number.saturating_add(1);
        match (self.figures, u32::try_from(number)) {
            (Figures::Silent, _) => None,
            (Figures::Bullet, _) => Some(self.figures.write(1)),
            (figures, Ok(number @ 1..)) => Some(format!("{}.", figures.write(number))),
            // Neither letters nor Roman figures go below one.
            _ => Some(format!("{number}.")),
        }
    }
}

const fn letters(capital: bool) -> Figures {
    Figures::Letters { capital, repeated: false }
}

/// By its name in a style sheet (CSS Counter Styles 3, 6).
pub(super) fn named(name: &str) -> Option<Figures> {
    Some(match name {
        "none" => Figures::Silent,
        "disc" | "circle" | "square" => Figures::Bullet,
        "decimal" => Figures::Decimal,
        "lower-alpha" | "lower-latin" => letters(false),
        "upper-alpha" | "upper-latin" => letters(true),
        "lower-roman" => Figures::Roman { capital: false },
        "upper-roman" => Figures::Roman { capital: true },
        _ => return None,
    })
}

fn number(tag: &Tag, name: &str) -> Option<i32> {
    tag.attribute(name)?.trim().parse().ok()
}
