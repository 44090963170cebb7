//! The words of pictures, set in the interface face that comes with the program: how wide they are, and their glyphs.
//!
//! Signs and scripts that the face lacks are set in the system's fonts.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use parley::fontique::Blob;
use parley::{
    FontContext, FontFamily, FontFamilyName, FontWeight, GenericFamily, Layout, LayoutContext,
    StyleProperty,
};

/// The interface face, as a TrueType file.
pub static INTERFACE_FACE: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// The same in semi-bold.
pub static INTERFACE_FACE_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");

/// The weight of [`INTERFACE_FACE_BOLD`].
const SEMI_BOLD: f32 = 600.0;

static SETTER: LazyLock<Mutex<Setter>> = LazyLock::new(|| Mutex::new(Setter::new()));

struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// What the face and the semi-bold one call themselves; that may be one family or two.
    families: [String; 2],
}

impl Setter {
    fn new() -> Self {
        let mut fonts = FontContext::new();
        let families = [INTERFACE_FACE, INTERFACE_FACE_BOLD].map(|bytes| {
            let blob = Blob::new(Arc::new(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>);
            let families = fonts.collection.register_fonts(blob, None);
            let registered = families.first().map(|(family, _)| *family);
            let name = registered.and_then(|own| fonts.collection.family_name(own));
            name.unwrap_or("Inter").to_owned()
        });
        Self { fonts, layouts: LayoutContext::new(), families }
    }

    fn set(&mut self, text: &str, size: f32, bold: bool) -> Layout<()> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(size));
        if bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::new(SEMI_BOLD)));
        }
        let own = FontFamilyName::Named(Cow::Borrowed(self.families[usize::from(bold)].as_str()));
        let signs = [GenericFamily::SansSerif, GenericFamily::Math, GenericFamily::Emoji];
        let families: Vec<_> =
            [own].into_iter().chain(signs.map(FontFamilyName::Generic)).collect();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        layout
    }
}

/// Sets words on one line, whatever they hold: line breaks and other control characters become blanks.
pub(super) fn set(text: &str, size: f32, bold: bool) -> Layout<()> {
    let line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let text = text.replace(line, " ");
    let mut setter = SETTER.lock().unwrap_or_else(PoisonError::into_inner);
    // parley panics on some mixtures of joiners and scripts; a picture must not take the program down with it.
    match catch_unwind(AssertUnwindSafe(|| setter.set(&text, size, bold))) {
        Ok(layout) => layout,
        Err(_) => {
            // What it was working with is in no known state.
            setter.layouts = LayoutContext::new();
            let plain = text.replace(|c: char| !c.is_ascii(), "\u{fffd}");
            setter.set(&plain, size, bold)
        }
    }
}

/// The width in points of words on one line, in type of `size` points.
pub fn text_width(text: &str, size: f32, bold: bool) -> f32 {
    if text.is_empty() { 0.0 } else { set(text, size, bold).full_width() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_grow_with_words_and_sizes() {
        let width = text_width("Membership", 13.0, false);
        assert!((50.0..110.0).contains(&width), "{width}");
        assert!((text_width("Membership", 26.0, false) - 2.0 * width).abs() < 0.5);
        assert!(text_width("Membership", 13.0, true) > width * 1.01);
        assert!(text_width("Membership of", 13.0, false) > width);
        assert!(text_width("", 13.0, false) < f32::EPSILON);
    }

    #[test]
    fn no_words_are_too_strange() {
        for text in ["a\nb", "\0", "👩‍👩‍👧", "شبكة", "e\u{301}\u{200d}\u{2028}", "\u{202e}abc"]
        {
            assert!(text_width(text, 13.0, false).is_finite());
        }
    }
}
