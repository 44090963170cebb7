//! The fonts that shaping chose, made known to egui so that it paints with the same bytes.

use egui::FontFamily;
use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::text::FontData;

use crate::app::theme::{LITERATA_REGULAR, READING};

/// A font as egui knows it.
#[derive(Clone)]
pub(super) struct Face {
    /// The family to ask egui for.
    pub family: FontFamily,
    /// What to hand to egui before the first use; nothing for what the theme has set.
    data: Option<FontData>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.family)
    }
}

impl Face {
    /// The face for a font of parley's.
    pub fn of(font: &parley::FontData) -> Self {
        let bytes: &[u8] = font.data.as_ref();
        if std::ptr::eq(bytes, LITERATA_REGULAR) {
            return Self { family: FontFamily::Name(READING.into()), data: None };
        }
        let (shared, id) = font.data.clone().into_raw_parts();
        Self {
            family: FontFamily::Name(format!("run {id} {}", font.index).into()),
            data: Some(FontData::from_blob(shared, font.index)),
        }
    }

    /// Whether egui can paint with it now; where not, egui is told of it and can in its next pass.
    pub fn is_ready(&self, ctx: &egui::Context) -> bool {
        let Some(data) = &self.data else { return true };
        let families = |fonts: &mut egui::epaint::text::FontsView<'_>| {
            fonts.definitions().families.contains_key(&self.family)
        };
        if ctx.fonts_mut(families) {
            return true;
        }
        ctx.add_font(FontInsert {
            name: self.family.to_string(),
            data: data.clone(),
            families: vec![InsertFontFamily {
                family: self.family.clone(),
                priority: FontPriority::Highest,
            }],
        });
        ctx.request_discard("a font of the system was needed");
        ctx.request_repaint();
        false
    }
}
