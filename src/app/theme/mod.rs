//! The one place of colours, spaces and type sizes; views ask it and hold no literals of their own.

mod fonts;
mod style;

pub use fonts::{INTERFACE_BOLD, READING, READING_FACES};

use egui::{Color32, FontFamily, FontId};

use crate::domain::Colour;

/// Sizes of interface type, in points.
pub mod size {
    /// Captions, counts, line numbers.
    pub const SMALL: f32 = 11.0;
    /// Everything that is not said to be otherwise.
    pub const BODY: f32 = 13.0;
    /// What leads a group.
    pub const LEAD: f32 = 15.0;
    /// Titles of views.
    pub const TITLE: f32 = 18.0;
    /// The welcome screen.
    pub const DISPLAY: f32 = 24.0;
    /// The page, until its reader chooses otherwise.
    pub const PAGE: f32 = 16.0;
    /// The smallest page type a reader can choose.
    pub const PAGE_MIN: f32 = 9.0;
    /// The largest.
    pub const PAGE_MAX: f32 = 32.0;
}

/// Distances, in points: steps of four.
pub mod space {
    /// Between things that belong together.
    pub const TIGHT: f32 = 4.0;
    /// Inside controls and between them.
    pub const INSIDE: f32 = 8.0;
    /// Between groups.
    pub const GROUP: f32 = 12.0;
    /// Between sections, and around views.
    pub const SECTION: f32 = 16.0;
    /// Around a page.
    pub const PAGE: f32 = 24.0;
    /// Height of a row in a list.
    pub const ROW: f32 = 26.0;
    /// Radius of corners.
    pub const CORNER: u8 = 6;
}

/// Which theme a person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Choice {
    /// All choices, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// Makes the window follow the choice from the next frame on.
    pub fn apply(self, ctx: &egui::Context) {
        ctx.set_theme(match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        });
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Whether ink is lighter than the page.
    pub is_dark: bool,
    /// Behind what is read.
    pub page: Color32,
    /// Behind everything else.
    pub ground: Color32,
    /// Words; 7:1 on the page.
    pub ink: Color32,
    /// Words of a text that stand back from the rest, such as the researcher's own remarks; 7:1 on the page.
    pub aside: Color32,
    /// Labels, numbers, what stands back; 4.5:1 on page and ground.
    pub quiet: Color32,
    /// Hairlines between things.
    pub rule: Color32,
    /// The one accent: what is chosen, what can be followed.
    pub accent: Color32,
    /// Behind what is chosen.
    pub accent_soft: Color32,
    /// Ink on the accent.
    pub on_accent: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Behind selected words; lets tints below shine through.
    pub selection: Color32,
    /// Behind words found.
    pub hit: Color32,
    /// Behind the one of them that is shown.
    pub hit_current: Color32,
    /// Around words found.
    pub hit_edge: Color32,
    /// What wants care.
    pub warning: Color32,
    /// What destroys or failed.
    pub danger: Color32,
    /// What went well.
    pub good: Color32,
    /// Around what has the keyboard.
    pub focus: Color32,
    /// Shade under what floats.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// An opaque colour of the window as one of the study.
pub const fn opaque(shown: Color32) -> Colour {
    Colour { red: shown.r(), green: shown.g(), blue: shown.b() }
}

const LIGHT: Theme = Theme {
    is_dark: false,
    page: rgb(0xff_ff_ff),
    ground: rgb(0xf6_f5_f2),
    ink: rgb(0x1f_1d_1a),
    aside: rgb(0x53_4f_49),
    quiet: rgb(0x6b_66_60),
    rule: rgb(0xe4_e0_d9),
    accent: rgb(0x1d_5c_7e),
    accent_soft: rgb(0xe1_ed_f3),
    on_accent: rgb(0xff_ff_ff),
    hover: rgb(0xed_ea_e4),
    selection: Color32::from_rgba_premultiplied(15, 47, 66, 66),
    hit: rgb(0xff_f1_c4),
    hit_current: rgb(0xff_d6_66),
    hit_edge: rgb(0xa0_70_00),
    warning: rgb(0x86_58_00),
    danger: rgb(0xa8_32_2a),
    good: rgb(0x2c_6b_3c),
    focus: rgb(0x1d_5c_7e),
    shadow: Color32::from_black_alpha(38),
};

const DARK: Theme = Theme {
    is_dark: true,
    page: rgb(0x1e_1f_22),
    ground: rgb(0x17_18_1a),
    ink: rgb(0xe6_e3_de),
    aside: rgb(0xc4_c0_b9),
    quiet: rgb(0x9a_96_8f),
    rule: rgb(0x2e_30_34),
    accent: rgb(0x80_bd_de),
    accent_soft: rgb(0x22_36_42),
    on_accent: rgb(0x10_1b_22),
    hover: rgb(0x2a_2c_30),
    selection: Color32::from_rgba_premultiplied(35, 62, 80, 92),
    hit: rgb(0x4a_3f_18),
    hit_current: rgb(0x75_5c_0e),
    hit_edge: rgb(0xd6_a8_3a),
    warning: rgb(0xe0_b0_5a),
    danger: rgb(0xf0_8c_82),
    good: rgb(0x85_c4_93),
    focus: rgb(0x80_bd_de),
    shadow: Color32::from_black_alpha(120),
};

impl Theme {
    /// Ink on white.
    pub const fn light() -> &'static Self {
        &LIGHT
    }

    /// Light words on near black.
    pub const fn dark() -> &'static Self {
        &DARK
    }

    /// The theme that the window shows now.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        match ctx.theme() {
            egui::Theme::Light => Self::light(),
            egui::Theme::Dark => Self::dark(),
        }
    }

    /// A code's colour for stripes, dots and edges: its hue, as light or dark as 3:1 on the page asks.
    pub fn code_stroke(&self, colour: Colour) -> Color32 {
        let shade = colour.on_page(opaque(self.page));
        Color32::from_rgb(shade.red, shade.green, shade.blue)
    }

    /// A code's colour behind words: see-through, so that two that overlap both show and the words stay readable.
    pub fn code_tint(&self, colour: Colour) -> Color32 {
        self.tint(self.code_stroke(colour), 0.20)
    }

    /// The same for a passage that is selected or under the pointer.
    pub fn code_tint_strong(&self, colour: Colour) -> Color32 {
        self.tint(self.code_stroke(colour), 0.33)
    }

    /// Behind a figure, by its part of the largest one (0 to 1): the figure stays readable, with or without an eye for colour.
    pub fn heat(&self, part: f32) -> Color32 {
        self.tint(self.accent, 0.04 + 0.30 * part.clamp(0.0, 1.0))
    }

    fn tint(&self, stroke: Color32, alpha: f32) -> Color32 {
        // Over a dark page the same alpha looks weaker.
        let alpha = if self.is_dark { alpha * 1.1 } else { alpha };
        Color32::from_rgba_unmultiplied(
            stroke.r(),
            stroke.g(),
            stroke.b(),
            (alpha * 255.0).round() as u8,
        )
    }

    /// Sets fonts and both themes' styles in a window; the system or a [`Choice`] says which of them shows.
    pub fn install(ctx: &egui::Context) {
        ctx.set_fonts(fonts::definitions());
        // Where the system does not say, as a page is printed.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        for theme in [Self::light(), Self::dark()] {
            let which = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
            ctx.set_style_of(which, style::of(theme));
        }
    }
}

/// A radio button whose ring stands out from page and ground alike.
pub fn radio(ui: &mut egui::Ui, chosen: bool, word: &str) -> egui::Response {
    outlined(ui, |ui| ui.radio(chosen, word))
}

/// A check box whose edge stands out from page and ground alike.
pub fn check(ui: &mut egui::Ui, on: &mut bool, word: &str) -> egui::Response {
    outlined(ui, |ui| ui.checkbox(on, word))
}

fn outlined(
    ui: &mut egui::Ui,
    draw: impl FnOnce(&mut egui::Ui) -> egui::Response,
) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    // No scope of its own: in a row that wraps, a scope is given what is left of the row, and its words would be broken.
    let before = (ui.visuals().widgets.inactive, ui.style().wrap_mode);
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.bg_fill = theme.page;
    // A whole stroke: in a menu egui sets none.
    inactive.bg_stroke = egui::Stroke::new(1.0, theme.quiet);
    ui.style_mut().wrap_mode = before.1.or(Some(egui::TextWrapMode::Extend));
    let response = draw(ui);
    ui.visuals_mut().widgets.inactive = before.0;
    ui.style_mut().wrap_mode = before.1;
    response
}

/// Interface type of a size.
pub fn interface(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Interface type that stands out.
pub fn interface_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(INTERFACE_BOLD.into()))
}

/// The reading face.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(READING.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::HUES;

    const THEMES: [&Theme; 2] = [Theme::light(), Theme::dark()];

    fn contrast(one: Color32, other: Color32) -> f32 {
        crate::domain::contrast(opaque(one), opaque(other))
    }

    /// What is seen where a see-through colour lies on an opaque one.
    fn over(top: Color32, below: Color32) -> Color32 {
        below.blend(top)
    }

    #[test]
    fn words_are_legible_everywhere() {
        for theme in THEMES {
            assert!(contrast(theme.ink, theme.page) >= 7.0);
            assert!(contrast(theme.ink, theme.ground) >= 7.0);
            assert!(contrast(theme.aside, theme.page) >= 7.0);
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
            assert!(contrast(theme.accent, theme.accent_soft) >= 4.5);
            for ground in [theme.page, theme.ground] {
                for ink in [theme.quiet, theme.accent, theme.warning, theme.danger, theme.good] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                }
                assert!(contrast(theme.focus, ground) >= 3.0);
            }
            for behind in [theme.hover, theme.accent_soft, theme.hit, theme.hit_current] {
                assert!(contrast(theme.ink, behind) >= 4.5, "ink on {behind:?}");
            }
            for part in [0.0, 0.5, 1.0] {
                assert!(contrast(theme.ink, over(theme.heat(part), theme.page)) >= 4.5);
            }
            for ink in [theme.ink, theme.aside] {
                assert!(contrast(ink, over(theme.selection, theme.page)) >= 4.5);
            }
        }
    }

    #[test]
    fn codes_show_and_leave_words_readable() {
        let extremes = [
            Colour { red: 0, green: 0, blue: 0 },
            Colour { red: 255, green: 255, blue: 255 },
            Colour { red: 255, green: 255, blue: 0 },
            Colour { red: 0, green: 0, blue: 255 },
        ];
        for theme in THEMES {
            for &colour in HUES.iter().chain(&extremes) {
                assert!(contrast(theme.code_stroke(colour), theme.page) >= 3.0, "{colour}");
                let once = over(theme.code_tint(colour), theme.page);
                assert!(contrast(theme.ink, once) >= 7.0, "{colour} once");
                assert!(contrast(theme.aside, once) >= 4.5, "{colour} behind an aside");
                let twice = over(theme.code_tint(colour), once);
                assert!(contrast(theme.ink, twice) >= 4.5, "{colour} twice");
                let strong = over(theme.code_tint_strong(colour), once);
                assert!(contrast(theme.ink, strong) >= 4.5, "{colour} strong");
            }
        }
    }
}
