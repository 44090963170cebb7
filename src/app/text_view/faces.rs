//! The fonts that shaping chose, made known to egui so that it paints with the same bytes.

use egui::FontFamily;
use egui::epaint::text::{FontInsert, FontPriority, FontTweak, InsertFontFamily, VariationCoords};
use egui::text::FontData;
use parley::Run;

use crate::app::theme::READING_FACES;

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
    /// The face of a run: its font, and of a font that varies the weight and slope that were chosen.
    pub fn of(run: &Run<'_, ()>) -> Self {
        let font = run.font();
        let bytes: &[u8] = font.data.as_ref();
        if let Some((family, _)) = READING_FACES.iter().find(|(_, own)| std::ptr::eq(bytes, *own)) {
            return Self { family: FontFamily::Name((*family).into()), data: None };
        }
        let (shared, id) = font.data.clone().into_raw_parts();
        let synthesis = run.synthesis();
        let settings = synthesis.variation_settings();
        let family = format!("run {id} {} {settings:?}", font.index);
        let coords = VariationCoords::new(settings.iter().copied());
        let tweak = FontTweak { coords, ..FontTweak::default() };
        Self {
            family: FontFamily::Name(family.into()),
            data: Some(FontData::from_blob(shared, font.index).tweak(tweak)),
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
