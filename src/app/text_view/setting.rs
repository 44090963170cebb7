//! How a page is set: type, lines, and the headings among them.

/// How a page is set, or a heading on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Type size in points.
    pub size: f32,
    /// Height of a line, in whole points so that all lines stand equally sharp.
    pub line_height: f32,
    /// Width of a line in points.
    pub width: f32,
    /// Whether the markers of turns are left out because their speakers stand in a column of their own.
    pub hides_markers: bool,
    /// Whether everything is bold.
    pub is_bold: bool,
}

impl Setting {
    /// Words of a size on lines of a width, both in points.
    pub fn new(size: f32, width: f32, hides_markers: bool) -> Self {
        Self { size, line_height: (size * 1.5).round(), width, hides_markers, is_bold: false }
    }

    /// A heading on this page; level 1 is the highest.
    pub fn heading(&self, level: u8) -> Self {
        let size = self.size
            * match level {
                1 => 1.5,
                2 => 1.3,
                3 => 1.15,
                _ => 1.0,
            };
        // Lines of large type stand nearer, but not nearer than those of the page.
        let line_height = (size * 1.3).round().max(self.line_height);
        Self { size, line_height, is_bold: true, ..*self }
    }

    /// What a marker pen leaves free above and below a line's letters.
    pub fn pen_inset(&self) -> f32 {
        ((self.line_height - self.size * 1.3) / 2.0).floor().max(0.0)
    }
}
