//! Lightness, chroma and hue of colours (OKLCH), and contrast between two (WCAG 2.2).
//!
//! Formulas: Björn Ottosson, “A perceptual color space for image processing” (2020); contrast ratio as
//! defined in WCAG 2.2, “relative luminance”.

use super::Colour;

/// A colour by how people see it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Oklch {
    /// 0 black to 1 white.
    lightness: f32,
    /// 0 grey to about 0.3.
    chroma: f32,
    /// In radians.
    hue: f32,
}

fn to_linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn to_srgb(linear: f32) -> f32 {
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

impl From<Colour> for Oklch {
    fn from(colour: Colour) -> Self {
        let [r, g, b] = [colour.red, colour.green, colour.blue].map(to_linear);
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        let lightness = 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s;
        let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s;
        let b = 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s;
        Self { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }
}

impl Oklch {
    /// The sRGB colour, with as much of the chroma as sRGB can show at this lightness and hue.
    fn rgb(self) -> Colour {
        let mut chroma = self.chroma;
        loop {
            let rgb = Self { chroma, ..self }.channels();
            let shown = rgb.iter().all(|c| (-0.001..=1.001).contains(c));
            if shown || chroma < 0.005 {
                let [red, green, blue] = rgb.map(|c| (c.clamp(0.0, 1.0) * 255.0).round() as u8);
                return Colour { red, green, blue };
            }
            chroma *= 0.95;
        }
    }

    /// Red, green, blue; outside 0..=1 where sRGB does not reach.
    fn channels(self) -> [f32; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let m = (self.lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let s = (self.lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
            -0.004_196_086 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
        .map(to_srgb)
    }
}

fn luminance(colour: Colour) -> f32 {
    let [r, g, b] = [colour.red, colour.green, colour.blue].map(to_linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast ratio of two opaque colours, 1 to 21.
pub fn contrast(a: Colour, b: Colour) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Least contrast of a stripe with the page.
const STROKE_CONTRAST: f32 = 3.0;

impl Colour {
    /// This colour for stripes, dots and edges on a page: its hue, as light or dark as 3:1 on the page asks.
    pub fn on_page(self, page: Self) -> Self {
        let is_dark = luminance(page) < 0.18;
        let mut shade = Oklch::from(self);
        // One band of lightness for dark pages and one for light ones, so that no code shouts.
        shade.lightness = if is_dark {
            shade.lightness.clamp(0.62, 0.74)
        } else {
            shade.lightness.clamp(0.45, 0.66)
        };
        shade.chroma = shade.chroma.min(0.15);
        loop {
            let rgb = shade.rgb();
            let spent = shade.lightness <= 0.0 || shade.lightness >= 1.0;
            if spent || contrast(rgb, page) >= STROKE_CONTRAST {
                return rgb;
            }
            shade.lightness += if is_dark { 0.01 } else { -0.01 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn grey(value: u8) -> Colour {
        Colour { red: value, green: value, blue: value }
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast(grey(0), grey(255)) - 21.0).abs() < 0.01);
    }

    #[test]
    fn there_and_back() {
        for rgb in [[200, 99, 93], [0, 158, 151], [120, 123, 210], [255, 255, 255], [1, 2, 3]] {
            let [red, green, blue] = rgb;
            let colour = Colour { red, green, blue };
            let back = Oklch::from(colour).rgb();
            let pairs = [(red, back.red), (green, back.green), (blue, back.blue)];
            for (x, y) in pairs {
                assert!(x.abs_diff(y) <= 1, "{colour:?} came back as {back:?}");
            }
        }
    }
}
