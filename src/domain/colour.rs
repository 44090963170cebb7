//! Colours of codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An sRGB colour, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// The colours offered for codes: 24 hues of equal lightness and chroma (OKLCH L 0.62, C 0.13),
/// ordered so that neighbours in the list are far apart in hue.
pub const HUES: [Colour; 24] = hues();

/// A colour that is not written as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a colour; write it as #rrggbb, for example #3366cc")]
pub struct ColourError(pub String);

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let wrong = || ColourError(text.to_owned());
        let digits = text.trim().strip_prefix('#').unwrap_or(text.trim());
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self { red, green, blue })
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Self, ColourError> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl Colour {
    /// One of three shades of this colour, by turns: lighter, darker, lighter still.
    pub fn shade(self, number: u32) -> Self {
        let (towards, share) = match number % 3 {
            0 => (255, 36),
            1 => (0, 36),
            _ => (255, 72),
        };
        let mix = |channel: u8| {
            let mixed = u32::from(channel) * (256 - share) + towards * share;
            (mixed / 256).min(255) as u8
        };
        Self { red: mix(self.red), green: mix(self.green), blue: mix(self.blue) }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

const fn hues() -> [Colour; 24] {
    const RGB: [u32; 24] = [
        0xc8635d, 0x6c9539, 0x0891c9, 0xb9649f, 0xaa7e00, 0x009e97, 0x8c74cc, 0xc66846, 0x4e9a52,
        0x418ad1, 0xc1628a, 0x998700, 0x009bab, 0x9e6ec0, 0xc16e2d, 0x239d6a, 0x5f83d4, 0xc76174,
        0x848f1e, 0x0097bc, 0xad69b1, 0xb77610, 0x009f82, 0x787bd2,
    ];
    let mut colours = [Colour { red: 0, green: 0, blue: 0 }; 24];
    let mut i = 0;
    while i < 24 {
        let [_, red, green, blue] = RGB[i].to_be_bytes();
        colours[i] = Colour { red, green, blue };
        i += 1;
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_hex() {
        let colour: Colour = "#3366cc".parse().expect("a colour");
        assert_eq!(colour.to_string(), "#3366cc");
        assert!("#36c".parse::<Colour>().is_err());
        assert!("#ggzzxx".parse::<Colour>().is_err());
        assert!("#é66cc".parse::<Colour>().is_err());
    }

    #[test]
    fn the_hues_differ() {
        let mut seen: Vec<_> = HUES.iter().map(ToString::to_string).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), HUES.len());
    }
}
