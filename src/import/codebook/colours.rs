//! Colours as the programs of others write them.
//!
//! REFI-QDA allows `#RRGGBB` and `#RGB`; seen besides are an alpha channel before or behind, `rgb(…)` and names.

use crate::domain::Colour;

/// The colours that CSS has had names for from the start (CSS 1, 6.3), and orange.
const NAMES: [(&str, u32); 17] = [
    ("aqua", 0x00ffff),
    ("black", 0x000000),
    ("blue", 0x0000ff),
    ("fuchsia", 0xff00ff),
    ("gray", 0x808080),
    ("green", 0x008000),
    ("lime", 0x00ff00),
    ("maroon", 0x800000),
    ("navy", 0x000080),
    ("olive", 0x808000),
    ("orange", 0xffa500),
    ("purple", 0x800080),
    ("red", 0xff0000),
    ("silver", 0xc0c0c0),
    ("teal", 0x008080),
    ("white", 0xffffff),
    ("yellow", 0xffff00),
];

/// The colour that was meant, alpha left out; nothing where none can be told.
pub(super) fn meant(written: &str) -> Option<Colour> {
    let written = written.trim().to_lowercase();
    if let Some((_, value)) = NAMES.iter().find(|(name, _)| *name == written) {
        return Some(of(*value));
    }
    if let Some(rest) = written.strip_prefix("rgb") {
        let inner = rest.trim_start_matches('a').trim().strip_prefix('(')?.strip_suffix(')')?;
        let mut channels = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let mut channel = || channels.next()?.parse::<u8>().ok();
        return Some(Colour { red: channel()?, green: channel()?, blue: channel()? });
    }
    let digits = written.strip_prefix('#').unwrap_or(&written);
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        // Each digit stands for two.
        3 => {
            let channel = |shift: u32| ((value >> shift) & 0xf) as u8 * 0x11;
            Some(Colour { red: channel(8), green: channel(4), blue: channel(0) })
        }
        6 => Some(of(value)),
        // Windows writes the alpha channel first, the web last; nearly all of them are opaque.
        8 if value >> 24 == 0xff => Some(of(value & 0x00ff_ffff)),
        8 => Some(of(value >> 8)),
        _ => None,
    }
}

fn of(value: u32) -> Colour {
    let [_, red, green, blue] = value.to_be_bytes();
    Colour { red, green, blue }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_others_write() {
        for (written, expected) in [
            ("#336699", Some("#336699")),
            ("#369", Some("#336699")),
            ("#336699FF", Some("#336699")),
            ("#FF336699", Some("#336699")),
            ("33669980", Some("#336699")),
            (" rgb(51, 102,153)", Some("#336699")),
            ("rgba(51 102 153 / 0.5)", Some("#336699")),
            ("Red", Some("#ff0000")),
            ("reddish", None),
            ("#12345", None),
            ("rgb(300,0,0)", None),
            ("rgb", None),
            ("#é3", None),
            ("", None),
        ] {
            assert_eq!(meant(written).map(|colour| colour.to_string()).as_deref(), expected);
        }
    }
}
