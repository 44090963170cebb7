//! The faces that come with the program, and the families views ask for.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Name of the family of the reading face.
pub const READING: &str = "reading";
/// Name of the family of the interface face in semi-bold.
pub const INTERFACE_BOLD: &str = "interface-bold";

/// The reading face, as a TrueType file. One place in memory, by which the text view knows it again.
pub static LITERATA_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Literata-Regular.ttf");
const INTER_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const INTER_SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");

/// egui's own fonts stay behind ours for symbols; what neither has comes from the system.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let faces = [
        (FontFamily::Proportional, "Inter", INTER_REGULAR),
        (FontFamily::Name(INTERFACE_BOLD.into()), "Inter semi-bold", INTER_SEMIBOLD),
        (FontFamily::Name(READING.into()), "Literata", LITERATA_REGULAR),
    ];
    for (family, name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let chain = std::iter::once(name.to_owned()).chain(behind.iter().cloned()).collect();
        fonts.families.insert(family, chain);
    }
    fonts
}

/// Words for a label: separators and breaks that egui paints as boxes or not at all are breaks and blanks. The page
/// itself, which is shaped otherwise, needs none of this.
pub fn for_label(words: &str) -> Cow<'_, str> {
    let is_odd = |c| matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !words.contains(is_odd) {
        return Cow::Borrowed(words);
    }
    let shown = |c| match c {
        '\u{2028}' | '\u{2029}' => '\n',
        c if is_odd(c) => ' ',
        c => c,
    };
    Cow::Owned(words.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::for_label;

    #[test]
    fn labels_show_no_boxes_for_breaks() {
        assert_eq!(for_label("a\u{2028}b\u{b}c\u{85}d"), "a\nb c d");
        assert_eq!(for_label("plain\ttext\n"), "plain\ttext\n");
    }
}
