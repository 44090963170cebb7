//! The faces that come with the program, and the families views ask for.

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
