//! The fonts and styles that a document declares before its text, and what they say of it.

use std::collections::HashMap;

use super::code_pages::CodePage;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    pub name: String,
    pub code_page: CodePage,
}

/// The fonts of a document by their numbers (RTF 1.9.1, “Font Table”).
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    /// The one that is being declared.
    current: Option<i32>,
}

impl Fonts {
    pub fn get(&self, number: i32) -> Option<&Font> {
        self.fonts.get(&number)
    }

    /// Takes a control word of the table.
    pub fn word(&mut self, word: &[u8], number: i32) {
        if word == b"f" {
            self.fonts.insert(number, Font { name: String::new(), code_page: CodePage::Document });
            self.current = Some(number);
        } else if let Some(font) = self.current.and_then(|current| self.fonts.get_mut(&current)) {
            match word {
                b"fcharset" => font.code_page = CodePage::of_font(number),
                b"cpg" => font.code_page = CodePage::numbered(number),
                _ => {}
            }
        }
    }

    /// Takes text of the table: names, each with a semicolon at its end.
    pub fn text(&mut self, text: &str) {
        let Some(font) = self.current.and_then(|current| self.fonts.get_mut(&current)) else {
            return;
        };
        let name = text.split(';').next().unwrap_or_default();
        font.name.push_str(name);
        if name.len() < text.len() {
            let name = font.name.trim();
            if name.starts_with("Wingdings") || matches!(name, "Symbol" | "Webdings") {
                font.code_page = CodePage::Symbols;
            }
            font.name = name.to_owned();
            self.current = None;
        }
    }
}

/// The paragraph styles of a document that are headings (RTF 1.9.1, “Style Sheet”).
#[derive(Debug, Default)]
pub(super) struct Styles {
    levels: HashMap<i32, u8>,
    /// The one that is being declared: its number, its level, its name.
    number: i32,
    level: Option<u8>,
    name: String,
}

impl Styles {
    /// The level of the heading that a style is, 1 to 6.
    pub fn level(&self, number: i32) -> Option<u8> {
        self.levels.get(&number).copied()
    }

    /// Takes a control word of the sheet.
    pub fn word(&mut self, word: &[u8], number: i32) {
        match word {
            b"s" => self.number = number,
            b"outlinelevel" => self.level = level_of_outline(number),
            _ => {}
        }
    }

    /// Takes text of the sheet: names, each with a semicolon at its end.
    pub fn text(&mut self, text: &str) {
        let mut parts = text.split(';');
        self.name.push_str(parts.next().unwrap_or_default());
        for next in parts {
            let name = std::mem::replace(&mut self.name, next.to_owned());
            if let Some(level) = self.level.take().or_else(|| level_of_name(&name)) {
                self.levels.insert(self.number, level);
            }
            self.number = 0;
        }
    }
}

/// The level of a heading by its place in the outline, which counts from 0; 9 is the text between headings.
pub(super) fn level_of_outline(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|&outline| outline < 9).map(|outline| (outline + 1).min(6))
}

/// The level of a style that is called `heading 1` to `heading 9`; other names of it follow after a comma.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then(|| level.min(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_headings_by_outline_or_by_name() {
        let mut styles = Styles::default();
        styles.text("Normal;");
        styles.word(b"s", 1);
        styles.text("heading ");
        styles.text("2;");
        styles.word(b"s", 2);
        styles.word(b"outlinelevel", 8);
        styles.text("My own;");
        styles.word(b"s", 3);
        styles.word(b"outlinelevel", 9);
        styles.text("Body;");
        let levels = [0, 1, 2, 3, 4].map(|number| styles.level(number));
        assert_eq!(levels, [None, Some(2), Some(6), None, None]);
    }

    #[test]
    fn fonts_are_read_with_and_without_braces() {
        let mut fonts = Fonts::default();
        fonts.word(b"f", 0);
        fonts.word(b"fcharset", 204);
        fonts.text("Arial;");
        fonts.word(b"f", 1);
        fonts.text("Wing");
        fonts.text("dings 3;");
        let page = |number| fonts.get(number).map(|font| font.code_page);
        assert_eq!(page(0), Some(CodePage::Known(encoding_rs::WINDOWS_1251)));
        assert_eq!(page(1), Some(CodePage::Symbols));
        assert_eq!(page(2), None);
    }
}
