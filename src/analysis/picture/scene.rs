//! A picture as plain marks on a sheet: where each stands, in which ink, what it says and what it opens.
//!
//! A scene knows neither a screen nor a file. Whoever paints it gives each [`Role`] a colour, so that one scene is
//! drawn light and dark, in a window and in a file.

use crate::analysis::query::Condition;
use crate::domain::{Colour, QuotationId, SourceId};

/// Gives the width in points of a text of a size, bold or not.
pub type Measure<'m> = &'m dyn Fn(&str, f32, bool) -> f32;

/// Type sizes of a picture, in points.
pub(super) const SMALL: f32 = 11.0;
pub(super) const BODY: f32 = 13.0;
const TITLE: f32 = 15.0;
/// Room around everything.
pub(super) const EDGE: f32 = 16.0;
/// Between what belongs together.
pub(super) const GAP: f32 = 8.0;

/// The middle of capital letters above the baseline, as a share of the type's size; half of Inter's 0.727.
pub const CAPITAL_MIDDLE: f32 = 0.364;
/// How far words reach above and below that middle, accents and descenders included, as shares of the size.
const ABOVE: f32 = 0.62;
const BELOW: f32 = 0.64;

/// The room that a picture is laid out for, in points. Pictures that need more height than this grow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Width of the whole sheet.
    pub width: f32,
    /// Height that is there.
    pub height: f32,
}

/// What colour something has; the colours themselves belong to who paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Words.
    Ink,
    /// What stands back.
    Quiet,
    /// Hairlines.
    Rule,
    /// The sheet.
    Page,
    /// The one accent.
    Accent,
    /// A code's colour.
    Code(Colour),
}

/// A colour and how much of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// What colour.
    pub role: Role,
    /// 0 lets everything below shine through, 1 nothing.
    pub opacity: f32,
}

impl From<Role> for Paint {
    fn from(role: Role) -> Self {
        Self { role, opacity: 1.0 }
    }
}

impl Role {
    /// So much of it.
    pub fn at(self, opacity: f32) -> Paint {
        Paint { role: self, opacity }
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The sheet.
    pub page: Colour,
    /// Words.
    pub ink: Colour,
    /// What stands back.
    pub quiet: Colour,
    /// Hairlines.
    pub rule: Colour,
    /// The one accent.
    pub accent: Colour,
}

const fn rgb(hex: u32) -> Colour {
    let [_, red, green, blue] = hex.to_be_bytes();
    Colour { red, green, blue }
}

impl Palette {
    /// The colours of files: light, whatever a window is, since paper is.
    pub const PAPER: Self = Self {
        page: rgb(0xff_ff_ff),
        ink: rgb(0x1f_1d_1a),
        quiet: rgb(0x6b_66_60),
        rule: rgb(0xe4_e0_d9),
        accent: rgb(0x1d_5c_7e),
    };

    /// The colour of a role; that of a code as it is told from the sheet.
    pub fn colour(&self, role: Role) -> Colour {
        match role {
            Role::Ink => self.ink,
            Role::Quiet => self.quiet,
            Role::Rule => self.rule,
            Role::Page => self.page,
            Role::Accent => self.accent,
            Role::Code(colour) => colour.on_page(self.page),
        }
    }
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// Their middle is there.
    Middle,
    /// They end there.
    End,
}

/// Words on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Where their anchor is, from the left.
    pub x: f32,
    /// Where the middle of their capitals is, from the top.
    pub y: f32,
    /// The words.
    pub text: String,
    /// Size of the type.
    pub size: f32,
    /// Whether they are semi-bold.
    pub bold: bool,
    /// Which end stands at `x`; of words that run upwards, at `y`.
    pub anchor: Anchor,
    /// How wide they are as they were measured.
    pub width: f32,
    /// Whether they run upwards, turned to the left by a right angle; then `x` is the middle of their capitals.
    pub upwards: bool,
}

/// What is drawn. Points, from the sheet's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A filled rectangle.
    Rect {
        /// Its left edge.
        x: f32,
        /// Its upper edge.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// Radius of its corners.
        corner: f32,
    },
    /// A filled circle.
    Circle {
        /// Its middle, from the left.
        x: f32,
        /// Its middle, from the top.
        y: f32,
        /// Its radius.
        radius: f32,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// Its width.
        width: f32,
    },
    /// Words.
    Words(Words),
}

/// A form in its colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What is drawn.
    pub form: Form,
    /// Its colour.
    pub paint: Paint,
}

/// What a mark leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The passages of which this holds beside what the picture was asked for.
    Passages(Condition),
    /// One quotation at its place.
    Quotation(SourceId, QuotationId),
    /// The places in all texts where these words stand.
    Words(String),
}

/// Shapes that belong together, such as a bar with its name and figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mark {
    /// What is drawn, the lowest first.
    pub shapes: Vec<Shape>,
    /// What it says when one points at it; nothing for axes and rules.
    pub says: Option<String>,
    /// What it leads to.
    pub opens: Option<Opens>,
}

/// A picture, laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width of the sheet.
    pub width: f32,
    /// Height of the sheet.
    pub height: f32,
    /// What it is called.
    pub title: String,
    /// What it shows, in plain words, for those who do not see it.
    pub description: String,
    /// The marks, the lowest first.
    pub marks: Vec<Mark>,
}

/// A rectangle upright on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its right edge.
    pub right: f32,
    /// Its lower edge.
    pub bottom: f32,
}

impl Bounds {
    /// The smallest that holds both.
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

impl Words {
    /// The room that they take.
    pub fn bounds(&self) -> Bounds {
        let (before, after) = match self.anchor {
            Anchor::Start => (0.0, self.width),
            Anchor::Middle => (self.width / 2.0, self.width / 2.0),
            Anchor::End => (self.width, 0.0),
        };
        let (above, below) = (self.size * ABOVE, self.size * BELOW);
        if self.upwards {
            Bounds {
                left: self.x - above,
                top: self.y - after,
                right: self.x + below,
                bottom: self.y + before,
            }
        } else {
            Bounds {
                left: self.x - before,
                top: self.y - above,
                right: self.x + after,
                bottom: self.y + below,
            }
        }
    }
}

impl Form {
    /// The room that it takes.
    pub fn bounds(&self) -> Bounds {
        match *self {
            Self::Rect { x, y, width, height, .. } => {
                Bounds { left: x, top: y, right: x + width, bottom: y + height }
            }
            Self::Circle { x, y, radius } => {
                Bounds { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
            }
            Self::Line { from, to, .. } => Bounds {
                left: from.0.min(to.0),
                top: from.1.min(to.1),
                right: from.0.max(to.0),
                bottom: from.1.max(to.1),
            },
            Self::Words(ref words) => words.bounds(),
        }
    }

    /// In this colour.
    pub fn in_ink(self, paint: impl Into<Paint>) -> Shape {
        Shape { form: self, paint: paint.into() }
    }
}

impl Mark {
    /// Shapes that say and open nothing.
    pub fn silent(shapes: impl Into<Vec<Shape>>) -> Self {
        Self { shapes: shapes.into(), says: None, opens: None }
    }

    /// The room that its shapes take; none without shapes.
    pub fn bounds(&self) -> Option<Bounds> {
        self.shapes.iter().map(|shape| shape.form.bounds()).reduce(Bounds::with)
    }
}

/// A line of words, measured.
pub(super) fn words(
    at: (f32, f32),
    text: impl Into<String>,
    size: f32,
    anchor: Anchor,
    measure: Measure<'_>,
) -> Words {
    let text = text.into();
    let width = measure(&text, size, false);
    Words { x: at.0, y: at.1, text, size, bold: false, anchor, width, upwards: false }
}

/// A line of semi-bold words, measured.
pub(super) fn bold_words(
    at: (f32, f32),
    text: impl Into<String>,
    size: f32,
    anchor: Anchor,
    measure: Measure<'_>,
) -> Words {
    let mut words = words(at, text, size, anchor, measure);
    words.bold = true;
    words.width = measure(&words.text, size, true);
    words
}

/// A rectangle without rounded corners.
pub(super) fn rect(x: f32, y: f32, width: f32, height: f32) -> Form {
    Form::Rect { x, y, width, height, corner: 0.0 }
}

/// The text where it fits into the room, else as much of its beginning as does, and dots.
pub(super) fn fitted(text: &str, room: f32, size: f32, measure: Measure<'_>) -> String {
    if measure(text, size, false) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| format!("{}…", text[..ends[count]].trim_end());
    // Widths grow with the number of characters, near enough to halve the search.
    let fits = |count: &usize| measure(&cut(*count), size, false) <= room;
    let (mut low, mut high) = (0, ends.len().saturating_sub(1));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(&middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    if ends.is_empty() { String::new() } else { cut(low) }
}

/// The text in lines of the room's width, broken at blanks; a word that is longer stands alone, cut.
pub(super) fn in_lines(text: &str, room: f32, size: f32, measure: Measure<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer.filter(|line| measure(line, size, false) <= room), lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(fitted(word, room, size, measure)),
        }
    }
    lines
}

impl Scene {
    /// A sheet of a width with a title and what is to be known of the picture, and where the next thing may stand.
    pub(super) fn headed(
        title: &str,
        notes: &[String],
        width: f32,
        measure: Measure<'_>,
    ) -> (Self, f32) {
        let width = width.max(240.0);
        let room = width - 2.0 * EDGE;
        let mut y = EDGE + TITLE * ABOVE;
        let fits = fitted(title, room / 1.08, TITLE, measure);
        let head = bold_words((EDGE, y), fits, TITLE, Anchor::Start, measure);
        let mut shapes = vec![Form::Words(head).in_ink(Role::Ink)];
        y += TITLE * BELOW + GAP;
        for line in notes.iter().flat_map(|note| in_lines(note, room, SMALL, measure)) {
            y += 4.0;
            let line = words((EDGE, y), line, SMALL, Anchor::Start, measure);
            shapes.push(Form::Words(line).in_ink(Role::Quiet));
            y += SMALL + 1.0;
        }
        let description = notes.join(" ");
        let scene = Self {
            width,
            height: 0.0,
            title: title.to_owned(),
            description,
            marks: vec![Mark::silent(shapes)],
        };
        (scene, y + GAP)
    }

    /// Shapes that say and open nothing.
    pub(super) fn draw(&mut self, shapes: impl Into<Vec<Shape>>) {
        self.marks.push(Mark::silent(shapes));
    }

    /// A mark that says something.
    pub(super) fn mark(
        &mut self,
        shapes: impl Into<Vec<Shape>>,
        says: &str,
        opens: Option<&Opens>,
    ) {
        self.marks.push(Mark {
            shapes: shapes.into(),
            says: Some(says.to_owned()),
            opens: opens.cloned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each character as wide as half its size.
    fn plain(text: &str, size: f32, _: bool) -> f32 {
        text.chars().count() as f32 * size / 2.0
    }

    #[test]
    fn what_does_not_fit_ends_in_dots() {
        assert_eq!(fitted("Membership", 50.0, 10.0, &plain), "Membership");
        assert_eq!(fitted("Membership of it", 50.0, 10.0, &plain), "Membershi…");
        assert_eq!(fitted("Membership", 1.0, 10.0, &plain), "…");
        assert_eq!(fitted("", -1.0, 10.0, &plain), "");
        assert_eq!(
            in_lines("who was asked and why", 45.0, 10.0, &plain),
            ["who was", "asked and", "why"]
        );
    }

    #[test]
    fn words_take_room_about_their_anchor() {
        let mut line = words((100.0, 50.0), "abcd", 10.0, Anchor::End, &plain);
        assert_eq!((line.bounds().left, line.bounds().right), (80.0, 100.0));
        line.upwards = true;
        line.anchor = Anchor::Start;
        assert_eq!((line.bounds().top, line.bounds().bottom), (30.0, 50.0));
    }
}
