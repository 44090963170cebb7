//! A picture as SVG 1.1: text stays text, and each mark says its figure when one points at it.

use std::fmt::Write;

use super::characters::{escaped, on_one_line};
use crate::analysis::picture::{Anchor, CAPITAL_MIDDLE, Form, Mark, Palette, Scene, Shape, Words};

/// The faces to look for, the program's own first; they differ little in width.
const FACES: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/// Writes a picture as one SVG file. It holds what the scene holds and nothing else: no links, no styles from outside.
pub fn picture_svg(scene: &Scene) -> String {
    let mut out = String::new();
    let (width, height) = (number(scene.width), number(scene.height));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FACES}\">"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&on_one_line(&scene.title)));
    let _ = writeln!(out, "<desc>{}</desc>", escaped(&on_one_line(&scene.description)));
    let page = Palette::PAPER.page;
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{page}\"/>");
    for mark in &scene.marks {
        write_mark(&mut out, mark);
    }
    out.push_str("</svg>\n");
    out
}

fn write_mark(out: &mut String, mark: &Mark) {
    if let Some(says) = &mark.says {
        let _ = writeln!(out, "<g><title>{}</title>", escaped(&on_one_line(says)));
    }
    for shape in &mark.shapes {
        write_shape(out, shape);
    }
    if mark.says.is_some() {
        out.push_str("</g>\n");
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    let colour = Palette::PAPER.colour(shape.paint.role);
    let see_through = |name: &str| match shape.paint.opacity {
        opacity if opacity >= 1.0 => String::new(),
        opacity => format!(" {name}-opacity=\"{}\"", number(opacity)),
    };
    let fill = format!("fill=\"{colour}\"{}", see_through("fill"));
    let _ = match &shape.form {
        Form::Rect { x, y, width, height, corner } => {
            let round = match *corner {
                corner if corner > 0.0 => format!(" rx=\"{}\"", number(corner)),
                _ => String::new(),
            };
            let (x, y) = (number(*x), number(*y));
            let (width, height) = (number(width.max(0.0)), number(height.max(0.0)));
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{round} {fill}/>"
            )
        }
        Form::Circle { x, y, radius } => {
            let (x, y, radius) = (number(*x), number(*y), number(*radius));
            writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {fill}/>")
        }
        Form::Line { from, to, width } => writeln!(
            out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"{}\"{}/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(*width),
            see_through("stroke"),
        ),
        Form::Words(words) => write_words(out, words, &fill),
    };
}

/// Words are as wide as they were measured, whatever face they are shown in, so that none runs into its neighbour.
fn write_words(out: &mut String, words: &Words, fill: &str) -> std::fmt::Result {
    let anchor = match words.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if words.bold { " font-weight=\"600\"" } else { "" };
    // The middle of capitals stands at the place; SVG puts the baseline there.
    let lower = words.size * CAPITAL_MIDDLE;
    let place = if words.upwards {
        let (x, y) = (number(words.x + lower), number(words.y));
        format!("transform=\"translate({x} {y}) rotate(-90)\"")
    } else {
        format!("x=\"{}\" y=\"{}\"", number(words.x), number(words.y + lower))
    };
    writeln!(
        out,
        "<text {place} font-size=\"{}\"{weight}{anchor} textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" {fill}>{}</text>",
        number(words.size),
        number(words.width),
        escaped(&on_one_line(&words.text)),
    )
}

/// A figure with at most two places behind the point.
fn number(value: f32) -> String {
    let written = format!("{value:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short() {
        let written = [0.0, -0.001, 1.5, 12.0, 100.0, 2.716].map(number);
        assert_eq!(written, ["0", "0", "1.5", "12", "100", "2.72"]);
    }
}
