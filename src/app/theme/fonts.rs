//! The faces that come with the program, and the families views ask for.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::export::{INTERFACE_FACE, INTERFACE_FACE_BOLD};

/// Name of the family of the reading face.
pub const READING: &str = "reading";
/// Name of the family of the interface face in semi-bold.
pub const INTERFACE_BOLD: &str = "interface-bold";

static LITERATA_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Literata-Regular.ttf");
static LITERATA_BOLD: &[u8] = include_bytes!("../../../assets/fonts/Literata-Bold.ttf");
static LITERATA_ITALIC: &[u8] = include_bytes!("../../../assets/fonts/Literata-Italic.ttf");
static LITERATA_BOLD_ITALIC: &[u8] =
    include_bytes!("../../../assets/fonts/Literata-BoldItalic.ttf");

/// The reading face in its four styles, the regular one first: the family to ask egui for, and the TrueType file. Each
/// file has one place in memory, by which the text view knows it again.
pub static READING_FACES: [(&str, &[u8]); 4] = [
    (READING, LITERATA_REGULAR),
    ("reading-bold", LITERATA_BOLD),
    ("reading-italic", LITERATA_ITALIC),
    ("reading-bold-italic", LITERATA_BOLD_ITALIC),
];

/// egui's own fonts stay behind ours for symbols; what neither has comes from the system.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let interface = [
        (FontFamily::Proportional, "Inter", INTERFACE_FACE),
        (FontFamily::Name(INTERFACE_BOLD.into()), "Inter semi-bold", INTERFACE_FACE_BOLD),
    ];
    let reading = READING_FACES.map(|(name, bytes)| (FontFamily::Name(name.into()), name, bytes));
    for (family, name, bytes) in interface.into_iter().chain(reading) {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let chain = std::iter::once(name.to_owned()).chain(behind.iter().cloned()).collect();
        fonts.families.insert(family, chain);
    }
    fonts
}
