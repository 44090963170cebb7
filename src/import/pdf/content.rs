//! What a page shows: its content, and that of the forms it uses, as glyphs with their places (ISO 32000-1, 8 and 9).
//!
//! Only what sets, moves and shows text is carried out. Lines, colours and pictures pass unseen.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::{File, LARGEST_STREAM};
use super::fonts::{Font, Style};
use super::matrix::{Matrix, Rectangle};
use super::strings;
use super::value::{Dictionary, Lexer, Value};

/// Most glyphs of a page; a page of the smallest print has some 20,000.
const MOST_GLYPHS: usize = 300_000;
/// Most bytes of text that the glyphs of a page may stand for.
const MOST_TEXT: usize = 4 << 20;
/// Most operands of one operator.
const MOST_OPERANDS: usize = 64;
/// How deep forms may use forms.
const DEEPEST_FORM: usize = 16;
/// Most states that are kept to come back to.
const MOST_STATES: usize = 512;
/// Most spans of marked content that stand in each other.
const MOST_MARKS: usize = 512;
/// Most bytes of fonts' maps that are kept from page to page.
const LARGEST_FONTS: usize = 8 << 20;
/// After so many operators, the time is looked at.
const OPERATORS_BETWEEN_LOOKS: u32 = 512;

/// A shown character, or a few that are one to the font.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The bytes in [`Shown::text`] that it stands for.
    pub text: (u32, u32),
    /// Where it begins and where the next one is due, along its direction.
    pub start: f32,
    pub end: f32,
    /// Its base line, across its direction; upwards.
    pub line: f32,
    /// The size of its font as it is shown.
    pub size: f32,
    pub style: Style,
    /// Its direction in degrees, counted against the clock from left to right.
    pub direction: i16,
    /// Which note it was marked for, counted from 1; 0 if for none.
    pub note: u16,
    /// The middle of it on the page, as the file counts.
    pub middle: (f32, f32),
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Shown {
    /// In the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// What they stand for.
    pub text: String,
    /// How many of them stand for something that the file does not tell; each is U+FFFD in the text.
    pub unknown: usize,
    /// Whether the page holds more than a page can.
    pub too_much: bool,
    /// Whether some of its content could not be unpacked, or only in part.
    pub broken: bool,
}

/// Reads pages.
pub(super) struct Reader<'f, 'a> {
    file: &'f File<'a>,
    /// Fonts by the numbers of their objects.
    fonts: HashMap<u32, Rc<Font>>,
    /// Bytes of their maps.
    weight: usize,
}

/// The state that applies to text (9.3).
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl<'f, 'a> Reader<'f, 'a> {
    pub fn new(file: &'f File<'a>) -> Self {
        Self { file, fonts: HashMap::new(), weight: 0 }
    }

    /// What a page shows. `turned` says where it lies when it is looked at, `visible` what is seen of it.
    pub fn read(&mut self, page: &Dictionary, turned: Matrix, visible: Rectangle) -> Shown {
        let mut shown = Shown::default();
        let content = self.content(page, &mut shown);
        let resources = self.file.get(page, b"Resources").dictionary().cloned().unwrap_or_default();
        let mut run = Run { reader: self, shown, visible, turned, forms: Vec::new(), operators: 0 };
        run.stream(&content, &resources, Matrix::IDENTITY);
        let shown = std::mem::take(&mut run.shown);
        self.fields(page, turned, visible, shown)
    }

    /// The content of a page, which may be given in parts.
    fn content(&self, page: &Dictionary, shown: &mut Shown) -> Vec<u8> {
        let contents = page.get(b"Contents".as_slice());
        let numbers: Vec<u32> = match contents.map(|value| (value, self.file.resolve(value))) {
            Some((Value::Reference(number), value)) if value.list().is_none() => vec![*number],
            Some((_, value)) => {
                value.list().unwrap_or_default().iter().filter_map(Value::reference).collect()
            }
            None => Vec::new(),
        };
        let mut content = Vec::new();
        for number in numbers {
            if content.len() > LARGEST_STREAM {
                shown.broken = true;
                break;
            }
            let part = self.file.stream(number).and_then(|stream| self.file.unpack(&stream));
            shown.broken |= part.as_ref().is_none_or(|part| !part.whole);
            let mut part = part.map(|part| part.bytes).unwrap_or_default();
            if content.is_empty() {
                content = part;
            } else {
                content.append(&mut part);
            }
            content.push(b'\n');
        }
        content
    }

    /// Adds what is filled into a page's fields, which is drawn by forms of their own (12.5.5).
    fn fields(
        &mut self,
        page: &Dictionary,
        turned: Matrix,
        visible: Rectangle,
        shown: Shown,
    ) -> Shown {
        const HIDDEN: u32 = 0b10;
        let file = self.file;
        let mut run = Run { reader: self, shown, visible, turned, forms: Vec::new(), operators: 0 };
        for annotation in file.get(page, b"Annots").list().unwrap_or_default() {
            let annotation = file.resolve(annotation);
            let Some(annotation) = annotation.dictionary() else { continue };
            let is_field =
                matches!(file.get(annotation, b"Subtype").name(), Some(b"Widget" | b"FreeText"));
            let flags = file.get(annotation, b"F").number().unwrap_or(0.0) as u32;
            if !is_field || flags & HIDDEN != 0 {
                continue;
            }
            let appearances = file.get(annotation, b"AP");
            let Some(normal) = appearances.dictionary().and_then(|all| all.get(b"N".as_slice()))
            else {
                continue;
            };
            // A box to tick has one for each of its states.
            let states = file.resolve(normal);
            let state = file.get(annotation, b"AS");
            let chosen =
                states.dictionary().zip(state.name()).and_then(|(states, state)| states.get(state));
            let Some(number) = chosen.unwrap_or(normal).reference() else { continue };
            let place = rectangle(file, annotation, b"Rect");
            run.form(number, &Dictionary::new(), Matrix::IDENTITY, place);
        }
        run.shown
    }

    fn font(&mut self, font: &Value) -> Option<Rc<Font>> {
        let number = font.reference();
        if let Some(font) = number.and_then(|number| self.fonts.get(&number)) {
            return Some(Rc::clone(font));
        }
        let font = self.file.resolve(font);
        let font = Rc::new(Font::read(self.file, font.dictionary()?));
        if let Some(number) = number {
            self.weight += font.weight;
            if self.weight > LARGEST_FONTS {
                self.fonts.clear();
                self.weight = font.weight;
            }
            self.fonts.insert(number, Rc::clone(&font));
        }
        Some(font)
    }
}

/// Four numbers of a dictionary as a rectangle.
pub(super) fn rectangle(file: &File<'_>, dictionary: &Dictionary, key: &[u8]) -> Option<Rectangle> {
    let list = file.get(dictionary, key);
    let numbers: Vec<f64> =
        list.list()?.iter().take(4).filter_map(|value| file.resolve(value).number()).collect();
    Rectangle::of(&numbers)
}

fn matrix(file: &File<'_>, dictionary: &Dictionary) -> Option<Matrix> {
    let list = file.get(dictionary, b"Matrix");
    let numbers: Vec<f64> =
        list.list()?.iter().take(6).filter_map(|value| file.resolve(value).number()).collect();
    numbers.try_into().ok().map(Matrix::of)
}

/// A page that is being read.
struct Run<'r, 'f, 'a> {
    reader: &'r mut Reader<'f, 'a>,
    shown: Shown,
    visible: Rectangle,
    turned: Matrix,
    /// The forms that are being drawn, each within the one before.
    forms: Vec<u32>,
    operators: u32,
}

/// Text that stands in place of what is shown (14.9.4).
struct Replacement {
    text: String,
    first: usize,
}

impl Run<'_, '_, '_> {
    /// Whether to go on.
    fn is_open(&mut self) -> bool {
        self.operators = self.operators.wrapping_add(1);
        let late =
            self.operators.is_multiple_of(OPERATORS_BETWEEN_LOOKS) && self.reader.file.is_late();
        !late && !self.shown.too_much
    }

    /// Draws a form; `place` is where it is to lie, if it does not lie where it is used.
    fn form(&mut self, number: u32, outer: &Dictionary, before: Matrix, place: Option<Rectangle>) {
        if self.forms.contains(&number) || self.forms.len() >= DEEPEST_FORM {
            return;
        }
        let file = self.reader.file;
        let Some(stream) = file.stream(number) else { return };
        let form = &stream.dictionary;
        // The appearance of a field need not say what it is.
        if file.get(form, b"Subtype").name() != Some(b"Form") && place.is_none() {
            return;
        }
        let Some(content) = file.unpack(&stream) else {
            self.shown.broken = true;
            return;
        };
        let mut own = matrix(file, form).unwrap_or(Matrix::IDENTITY);
        if let (Some(place), Some(bounds)) = (place, rectangle(file, form, b"BBox"))
            && let Some(bounds) = Rectangle::around(bounds.corners().map(|(x, y)| own.apply(x, y)))
        {
            own = own.then(bounds.onto(place));
        }
        let resources = file.get(form, b"Resources");
        self.forms.push(number);
        self.stream(&content.bytes, resources.dictionary().unwrap_or(outer), own.then(before));
        self.forms.pop();
    }

    /// Carries out content.
    fn stream(&mut self, content: &[u8], resources: &Dictionary, matrix: Matrix) {
        let mut lexer = Lexer::operators(content);
        let mut operands: Vec<Value> = Vec::new();
        let mut state = State {
            matrix,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let (mut states, mut states_lost) = (Vec::new(), 0u32);
        let mut marks: Vec<Option<Replacement>> = Vec::new();
        let mut marks_lost = 0u32;
        let (mut line, mut text) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut fonts: HashMap<Vec<u8>, Option<Rc<Font>>> = HashMap::new();
        loop {
            let before = lexer.at();
            let word = match lexer.value() {
                Some(Value::Word(word)) => word,
                Some(value) => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(value);
                    }
                    continue;
                }
                // What cannot be read is passed byte by byte, up to the end.
                None if lexer.at() > before && lexer.at() < content.len() => continue,
                None => break,
            };
            if !self.is_open() {
                break;
            }
            let number = |place: usize| operands.get(place).and_then(Value::number).unwrap_or(0.0);
            let six = || Matrix::of(std::array::from_fn(number));
            match word.as_slice() {
                b"q" if states.len() < MOST_STATES => states.push(state.clone()),
                b"q" => states_lost += 1,
                b"Q" if states_lost > 0 => states_lost -= 1,
                b"Q" => state = states.pop().unwrap_or(state),
                b"cm" => state.matrix = six().then(state.matrix),
                b"BT" => (line, text) = (Matrix::IDENTITY, Matrix::IDENTITY),
                b"Tc" => state.letter_spacing = number(0),
                b"Tw" => state.word_spacing = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tf" => {
                    state.size = number(1);
                    let name = operands.first().and_then(Value::name).unwrap_or_default();
                    state.font = match fonts.get(name) {
                        Some(font) => font.clone(),
                        None => {
                            let font = self.font(resources, name);
                            fonts.insert(name.to_vec(), font.clone());
                            font
                        }
                    };
                }
                b"Td" | b"TD" | b"T*" => {
                    let (x, y) =
                        if word == b"T*" { (0.0, -state.leading) } else { (number(0), number(1)) };
                    if word == b"TD" {
                        state.leading = -y;
                    }
                    line = Matrix::moving(x, y).then(line);
                    text = line;
                }
                b"Tm" => {
                    line = six();
                    text = line;
                }
                b"Tj" => self.show(&state, &mut text, operands.first()),
                b"'" | b"\"" => {
                    if word == b"\"" {
                        (state.word_spacing, state.letter_spacing) = (number(0), number(1));
                    }
                    line = Matrix::moving(0.0, -state.leading).then(line);
                    text = line;
                    self.show(&state, &mut text, operands.last());
                }
                b"TJ" => {
                    for part in operands.first().and_then(Value::list).unwrap_or_default() {
                        if let Some(back) = part.number() {
                            let move_on = -back / 1000.0 * state.size * state.stretch;
                            text = Matrix::moving(move_on, 0.0).then(text);
                        } else {
                            self.show(&state, &mut text, Some(part));
                        }
                    }
                }
                b"Do" => {
                    let forms = self.reader.file.get(resources, b"XObject");
                    let name = operands.first().and_then(Value::name).unwrap_or_default();
                    if let Some(number) =
                        forms.dictionary().and_then(|all| all.get(name)?.reference())
                    {
                        self.form(number, resources, state.matrix, None);
                    }
                }
                b"BMC" | b"BDC" if marks.len() >= MOST_MARKS => marks_lost += 1,
                b"BMC" => marks.push(None),
                b"BDC" => {
                    let outer = marks.iter().all(Option::is_none);
                    let text = operands
                        .get(1)
                        .filter(|_| outer)
                        .and_then(|v| self.replacement(resources, v));
                    marks.push(
                        text.map(|text| Replacement { text, first: self.shown.glyphs.len() }),
                    );
                }
                b"EMC" if marks_lost > 0 => marks_lost -= 1,
                b"EMC" => {
                    if let Some(replacement) = marks.pop().flatten() {
                        self.replace(&replacement);
                    }
                }
                b"ID" => lexer.pass_picture(),
                _ => {}
            }
            operands.clear();
        }
    }

    fn font(&mut self, resources: &Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.reader.file.get(resources, b"Font");
        self.reader.font(fonts.dictionary()?.get(name)?)
    }

    /// The text that a span of marked content says it stands for.
    fn replacement(&self, resources: &Dictionary, properties: &Value) -> Option<String> {
        let file = self.reader.file;
        let listed = file.get(resources, b"Properties");
        let properties = match properties {
            Value::Name(name) => listed.dictionary()?.get(name)?,
            properties => properties,
        };
        let properties = file.resolve(properties);
        let text = file.get(properties.dictionary()?, b"ActualText");
        let mut out = String::new();
        strings::text(text.bytes()?).chars().for_each(|c| strings::push(c, &mut out));
        Some(out)
    }

    /// Puts a text in place of the glyphs that were shown since.
    fn replace(&mut self, Replacement { text, first }: &Replacement) {
        let shown = &mut self.shown;
        let Some((glyph, rest)) =
            shown.glyphs.get_mut(*first..).and_then(<[Glyph]>::split_first_mut)
        else {
            return;
        };
        let same_line = |other: &&Glyph| {
            other.direction == glyph.direction && (other.line - glyph.line).abs() < glyph.size
        };
        glyph.end = rest.iter().filter(same_line).map(|other| other.end).fold(glyph.end, f32::max);
        let start = shown.text.len() as u32;
        shown.text.push_str(text);
        glyph.text = (start, shown.text.len() as u32);
        shown.glyphs.truncate(first + 1);
        shown.too_much |= shown.text.len() > MOST_TEXT;
    }

    /// Shows a string and moves on behind it (9.4.4).
    fn show(&mut self, state: &State, text: &mut Matrix, string: Option<&Value>) {
        let (Some(font), Some(string)) = (&state.font, string.and_then(Value::bytes)) else {
            return;
        };
        let (shown, visible, turned) = (&mut self.shown, self.visible, self.turned);
        font.show(string, |code| {
            if shown.too_much {
                return;
            }
            let spacing =
                state.letter_spacing + if code.is_blank { state.word_spacing } else { 0.0 };
            let width = f64::from(code.width) * state.size;
            let on_page = text.then(state.matrix);
            let end = (width + state.letter_spacing.max(0.0)) * state.stretch;
            let middle = on_page.apply(width * state.stretch / 2.0, state.size * 0.3 + state.rise);
            let is_seen = visible.holds(middle) || visible.holds((on_page.e, on_page.f));
            let glyph = placed(on_page.then(turned), state, end).filter(|_| is_seen);
            if let Some(glyph) = glyph {
                let start = shown.text.len() as u32;
                shown.text.push_str(code.text.unwrap_or("\u{fffd}"));
                shown.unknown += usize::from(code.text.is_none());
                let text = (start, shown.text.len() as u32);
                let middle = (middle.0 as f32, middle.1 as f32);
                // What stands for nothing is no glyph.
                if text.1 > start {
                    shown.glyphs.push(Glyph { text, style: font.style, middle, ..glyph });
                }
                shown.too_much = shown.glyphs.len() >= MOST_GLYPHS || shown.text.len() > MOST_TEXT;
            }
            *text = Matrix::moving((width + spacing) * state.stretch, 0.0).then(*text);
        });
    }
}

/// A glyph at its place; nothing if it has no extent, or lies beyond all measure.
fn placed(matrix: Matrix, state: &State, width: f64) -> Option<Glyph> {
    let (mut along, mut up) = ((matrix.a, matrix.b), (matrix.c, matrix.d));
    // A negative size turns a glyph about, and so does a negative stretch from left to right.
    if state.size * state.stretch < 0.0 {
        along = (-along.0, -along.1);
    }
    up = (up.0 * state.size, up.1 * state.size);
    let length = along.0.hypot(along.1);
    let size = ((along.0 * up.1 - along.1 * up.0) / length).abs();
    let degrees = along.1.atan2(along.0).to_degrees().round();
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let (x, y) = matrix.apply(0.0, state.rise);
    let start = x * cosine + y * sine;
    let glyph = Glyph {
        text: (0, 0),
        start: start as f32,
        end: (start + width.abs() * length) as f32,
        line: (y * cosine - x * sine) as f32,
        size: size as f32,
        style: Style::default(),
        direction: degrees as i16,
        note: 0,
        middle: (0.0, 0.0),
    };
    let measures = [glyph.start, glyph.end, glyph.line];
    (measures.iter().all(|measure| measure.abs() < 1e5) && (0.1..1e4).contains(&glyph.size))
        .then_some(glyph)
}
