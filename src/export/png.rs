//! A picture as pixels, and as PNG: drawn without a screen, its words in the program's own face.

use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Circle, Line, Rect, RoundedRect, Shape as _, Stroke};
use vello_cpu::{Glyph, Pixmap, RenderContext, Resources};

use super::ExportError;
use super::lettering;
use crate::analysis::picture::{
    Anchor, CAPITAL_MIDDLE, Form, Paint, Palette, Role, Scene, Shape, Words,
};

/// The most pixels of a picture: 64 million, which is 256 MB while it is drawn.
const MOST_PIXELS: f32 = 64.0e6;
/// How near to a circle its curve is drawn, in pixels at the scale 1.
const NEAR: f64 = 0.05;

/// A picture as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many in a row.
    pub width: usize,
    /// How many rows.
    pub height: usize,
    /// Red, green, blue and opacity of each, row by row.
    pub rgba: Vec<u8>,
}

/// Writes a picture as one PNG file, `scale` pixels to the point.
///
/// # Errors
///
/// [`ExportError::PictureTooLarge`] where it would have more pixels than a program can be asked to open.
pub fn picture_png(scene: &Scene, scale: f32) -> Result<Vec<u8>, ExportError> {
    let drawn = draw(scene, scale)?;
    drawn.into_png().map_err(|error| ExportError::Picture(error.to_string()))
}

/// A picture as pixels, `scale` of them to the point.
///
/// # Errors
///
/// As [`picture_png`].
pub fn picture_pixels(scene: &Scene, scale: f32) -> Result<Pixels, ExportError> {
    let drawn = draw(scene, scale)?;
    let (width, height) = (drawn.width().into(), drawn.height().into());
    let rgba = drawn.take_unpremultiplied();
    let rgba = rgba.into_iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b, pixel.a]).collect();
    Ok(Pixels { width, height, rgba })
}

fn draw(scene: &Scene, scale: f32) -> Result<Pixmap, ExportError> {
    let (width, height) = ((scene.width * scale).ceil(), (scene.height * scale).ceil());
    let side = f32::from(u16::MAX);
    if !(width <= side && height <= side && width * height <= MOST_PIXELS) {
        return Err(ExportError::PictureTooLarge);
    }
    let (width, height) = (width.max(1.0) as u16, height.max(1.0) as u16);
    let mut pen = Pen {
        context: RenderContext::new(width, height),
        resources: Resources::new(),
        scale: Affine::scale(f64::from(scale)),
    };
    pen.ink(Role::Page.into());
    pen.context.fill_rect(&Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        pen.shape(shape);
    }
    let mut drawn = Pixmap::new(width, height);
    pen.context.flush();
    pen.context.render(&mut drawn, &mut pen.resources);
    // The page is opaque; what is drawn on it leaves some pixels a step short of it by rounding.
    drawn.data_mut().iter_mut().for_each(|pixel| pixel.a = u8::MAX);
    drawn.set_may_have_transparency(false);
    Ok(drawn)
}

struct Pen {
    context: RenderContext,
    resources: Resources,
    scale: Affine,
}

impl Pen {
    fn ink(&mut self, paint: Paint) {
        let colour = Palette::PAPER.colour(paint.role);
        let opacity = (paint.opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        let colour = AlphaColor::<Srgb>::from_rgba8(colour.red, colour.green, colour.blue, opacity);
        self.context.set_paint(colour);
    }

    fn shape(&mut self, shape: &Shape) {
        self.ink(shape.paint);
        self.context.set_transform(self.scale);
        match &shape.form {
            &Form::Rect { x, y, width, height, corner } => {
                let (x, y) = (f64::from(x), f64::from(y));
                let (width, height) = (f64::from(width), f64::from(height));
                let rect = Rect::new(x, y, x + width, y + height);
                if corner > 0.0 {
                    let round = RoundedRect::from_rect(rect, f64::from(corner));
                    self.context.fill_path(&round.to_path(NEAR));
                } else {
                    self.context.fill_rect(&rect);
                }
            }
            &Form::Circle { x, y, radius } => {
                let circle = Circle::new((f64::from(x), f64::from(y)), f64::from(radius));
                self.context.fill_path(&circle.to_path(NEAR));
            }
            &Form::Line { from, to, width } => {
                self.context.set_stroke(Stroke::new(f64::from(width)));
                let ends = [from, to].map(|(x, y)| (f64::from(x), f64::from(y)));
                let path: BezPath = Line::new(ends[0], ends[1]).to_path(NEAR);
                self.context.stroke_path(&path);
            }
            Form::Words(words) => self.words(words),
        }
    }

    fn words(&mut self, words: &Words) {
        let layout = lettering::set(&words.text, words.size, words.bold);
        let width = layout.full_width();
        let before = match words.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let place = Affine::translate((f64::from(words.x), f64::from(words.y)));
        let turned = if words.upwards {
            Affine::rotate(-std::f64::consts::FRAC_PI_2)
        } else {
            Affine::IDENTITY
        };
        for line in layout.lines() {
            for item in line.items() {
                let parley::PositionedLayoutItem::GlyphRun(run) = item else { continue };
                // Glyphs are placed from the top of the line; the middle of capitals is to stand at the place.
                let lower = words.size * CAPITAL_MIDDLE - run.baseline();
                let glyphs = run.positioned_glyphs().map(|glyph| Glyph {
                    id: glyph.id,
                    x: glyph.x - before,
                    y: glyph.y + lower,
                });
                let glyphs: Vec<Glyph> = glyphs.collect();
                self.context.set_transform(self.scale * place * turned);
                let own = run.run();
                self.context
                    .glyph_run(&mut self.resources, own.font())
                    .font_size(own.font_size())
                    .hint(false)
                    .normalized_coords(own.normalized_coords())
                    .fill_glyphs(glyphs.into_iter());
            }
        }
    }
}
