//! How wide the letters of the fonts are that a PDF need not bring along (ISO 32000-1, 9.6.2.2), by Adobe's metrics of them.

use unicode_normalization::UnicodeNormalization;

/// Characters beyond ASCII whose widths are listed, behind those of ASCII.
const BEYOND: &str = "‘’“”–—…•£€";
/// The widths are listed for U+0020 to U+007E and [`BEYOND`], in thousandths of the font's size.
const LISTED: usize = 95 + 10;

/// The width of a character in one of the standard fonts, or of one that resembles it; nothing for other fonts.
pub(super) fn width(font: &str, c: char) -> Option<f32> {
    let name = font.to_ascii_lowercase();
    let bold = name.contains("bold");
    let italic = name.contains("italic") || name.contains("oblique");
    let widths = if name.starts_with("courier") {
        return Some(600.0);
    } else if name.starts_with("helvetica") || name.starts_with("arial") {
        if bold { &HELVETICA_BOLD } else { &HELVETICA }
    } else if name.starts_with("times") {
        match (bold, italic) {
            (false, false) => &TIMES,
            (true, false) => &TIMES_BOLD,
            (false, true) => &TIMES_ITALIC,
            (true, true) => &TIMES_BOLD_ITALIC,
        }
    } else {
        return None;
    };
    // A letter with an accent is as wide as without.
    let bare = c.nfd().next().unwrap_or(c);
    let place = match bare {
        ' '..='~' => bare as usize - 0x20,
        '\u{a0}' => 0,
        bare => BEYOND
            .chars()
            .position(|listed| listed == bare)
            .map_or('n' as usize - 0x20, |at| 95 + at),
    };
    Some(f32::from(widths[place]))
}

#[rustfmt::skip]
const HELVETICA: [u16; LISTED] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722,
    667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
    500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334,
    584, 222, 222, 333, 333, 556, 1000, 1000, 350, 556, 556,
];

#[rustfmt::skip]
const HELVETICA_BOLD: [u16; LISTED] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    278, 278, 500, 500, 556, 1000, 1000, 350, 556, 556,
];

#[rustfmt::skip]
const TIMES: [u16; LISTED] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    333, 333, 444, 444, 500, 1000, 1000, 350, 500, 500,
];

#[rustfmt::skip]
const TIMES_BOLD: [u16; LISTED] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722,
    667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722,
    1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556,
    278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520, 333, 333, 500, 500, 500, 1000, 1000, 350, 500, 500,
];

#[rustfmt::skip]
const TIMES_ITALIC: [u16; LISTED] = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611,
    611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611,
    556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444,
    278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
    333, 333, 556, 556, 500, 889, 889, 350, 500, 500,
];

#[rustfmt::skip]
const TIMES_BOLD_ITALIC: [u16; LISTED] = [
    250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667,
    667, 722, 778, 389, 500, 667, 611, 889, 722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667,
    611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500, 444, 333, 500, 556, 278, 278, 500,
    278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348, 220, 348, 570,
    333, 333, 500, 500, 500, 1000, 1000, 350, 500, 500,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_metrics() {
        assert_eq!(width("Helvetica", 'W'), Some(944.0));
        assert_eq!(width("Times-BoldItalic", '—'), Some(1000.0));
        assert_eq!(width("ArialMT", 'é'), width("Helvetica-Oblique", 'e'));
        assert_eq!(width("Courier-Bold", 'i'), Some(600.0));
        assert_eq!(width("Garamond", 'a'), None);
    }
}
