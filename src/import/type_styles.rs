//! The named styles of a word processor's document, as far as they tell bold, italic, headings and lists.

use std::collections::HashMap;

/// A style inherits through so many others at most; a longer way is a circle.
const LONGEST_WAY: usize = 32;

/// So many styles are kept: programs that make one for each edit reach some thousands.
const MOST: usize = 1 << 16;

/// What a style says; nothing where it leaves the answer to the style it is based on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether it is bold.
    pub bold: Option<bool>,
    /// Whether it is italic.
    pub italic: Option<bool>,
    /// Its level in the outline: 0 to 8 are headings, the highest first; 9 is body text.
    pub outline: Option<u8>,
    /// The list it belongs to; 0 is none.
    pub list: Option<u32>,
    /// Its level in that list, counted from 0.
    pub list_level: Option<u32>,
}

impl Look {
    /// This, and where it says nothing what the other says.
    pub fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            outline: self.outline.or(other.outline),
            list: self.list.or(other.list),
            list_level: self.list_level.or(other.list_level),
        }
    }

    /// The level of the heading that it makes of a paragraph: 1 (the highest) to 6.
    pub fn heading(self) -> Option<u8> {
        self.outline.filter(|&outline| outline < 9).map(|outline| (outline + 1).min(6))
    }
}

/// Named styles.
#[derive(Debug, Default)]
pub(super) struct TypeStyles(HashMap<String, Style>);

#[derive(Debug)]
struct Style {
    based_on: Option<String>,
    look: Look,
}

impl TypeStyles {
    /// Adds a style, with the name of the one that it is based on; the first of a name stays. Styles beyond any reason are
    /// not kept.
    pub fn add(&mut self, name: String, based_on: Option<String>, look: Look) {
        if self.0.len() < MOST {
            self.0.entry(name).or_insert(Style { based_on, look });
        }
    }

    /// What a style says together with those it is based on; nothing if there is none of this name.
    pub fn look(&self, name: &str) -> Option<Look> {
        let mut style = self.0.get(name)?;
        let mut look = style.look;
        for _ in 0..LONGEST_WAY {
            let Some(based_on) = style.based_on.as_ref().and_then(|name| self.0.get(name)) else {
                break;
            };
            style = based_on;
            look = look.or(style.look);
        }
        Some(look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_style_that_says_something_counts() {
        let mut styles = TypeStyles::default();
        let bold = |bold| Look { bold: Some(bold), ..Look::default() };
        let on = |name: &str| Some(name.to_owned());
        styles.add("base".into(), None, Look { italic: Some(true), ..bold(true) });
        styles.add("middle".into(), on("base"), bold(false));
        styles.add("top".into(), on("middle"), Look { outline: Some(1), ..Look::default() });
        styles.add("lost".into(), on("none"), bold(true));
        styles.add("a".into(), on("b"), Look::default());
        styles.add("b".into(), on("a"), bold(true));
        let top = Look { italic: Some(true), outline: Some(1), ..bold(false) };
        assert_eq!(styles.look("top"), Some(top));
        assert_eq!(top.heading(), Some(2));
        assert_eq!(styles.look("lost"), Some(bold(true)));
        assert_eq!(styles.look("a"), Some(bold(true)));
        assert_eq!(styles.look("none"), None);
    }
}
