//! Fonts: which characters the codes of a page's text stand for, how wide they are, and whether they are bold or italic
//! (ISO 32000-1, 9.5 to 9.10). How they look is of no interest here.

use super::character_maps::{CharacterMap, Spans, sixteen_bit};
use super::file::File;
use super::glyph_names::{self, Encoding};
use super::standard_widths;
use super::strings;
use super::value::{Dictionary, Lexer, Value};

/// The bits of a font's flags that say so (Table 123).
const SYMBOLIC: u32 = 1 << 2;
const ITALIC: u32 = 1 << 6;
const FORCED_BOLD: u32 = 1 << 18;
/// Weights from here on are bold.
const SEMIBOLD: f64 = 600.0;
/// Width of a glyph that nobody knows the width of, in thousandths of the font's size.
const USUAL_WIDTH: f32 = 500.0;

/// Most bytes of a map that are read; one of all of Unicode has fewer.
const LARGEST_MAP: usize = 2 << 20;

/// The type style of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
}

/// A code of a shown string.
pub(super) struct Code<'a> {
    /// What it stands for, letters instead of ligatures; nothing if the file does not say.
    pub text: Option<&'a str>,
    /// How far it moves on, in parts of the font's size.
    pub width: f32,
    /// Whether it is the one-byte code 32, to which word spacing applies.
    pub is_blank: bool,
}

/// A font.
pub(super) struct Font {
    /// What the file says the codes mean, which holds above all else.
    unicode: Option<CharacterMap>,
    kind: Kind,
    pub style: Style,
    /// About how many bytes it takes, by what it was made of.
    pub weight: usize,
}

enum Kind {
    /// One byte is one code.
    Simple { characters: Vec<Option<String>>, widths: Vec<f32> },
    /// Codes have one to four bytes.
    Composite { codes: CharacterMap, in_unicode: bool, widths: Spans<Widths>, usual: f32 },
}

/// Widths of a span of glyphs.
enum Widths {
    Same(f32),
    Each(Vec<f32>),
}

impl Font {
    /// Reads a font. What it lacks is made up for as well as can be.
    pub fn read(file: &File<'_>, font: &Dictionary) -> Self {
        let get = |key: &[u8]| file.get(font, key);
        let unicode = font.get(b"ToUnicode".as_slice()).and_then(Value::reference);
        let (unicode, mut weight) =
            unicode.map(|number| character_map(file, number)).unwrap_or_default();
        let unicode = (weight > 0).then_some(unicode);
        weight += 1 << 14;
        let name = font_name(get(b"BaseFont").name().unwrap_or_default());
        if get(b"Subtype").name() == Some(b"Type0") {
            let descendants = get(b"DescendantFonts");
            let descendant = descendants.list().and_then(|list| list.first());
            let descendant = descendant.map(|value| file.resolve(value).into_owned());
            let descendant =
                descendant.as_ref().and_then(Value::dictionary).cloned().unwrap_or_default();
            let descriptor =
                file.get(&descendant, b"FontDescriptor").dictionary().cloned().unwrap_or_default();
            let (kind, codes) = composite(file, font, &descendant);
            return Self {
                unicode,
                kind,
                style: style(file, &name, &descriptor),
                weight: weight + codes,
            };
        }
        let descriptor = get(b"FontDescriptor").dictionary().cloned().unwrap_or_default();
        let encoding = simple_encoding(file, font, &name, &descriptor);
        let characters = encoding.iter().map(|text| text.as_deref().map(plain)).collect();
        let widths = simple_widths(file, font, &name, &descriptor, &encoding);
        let kind = Kind::Simple { characters, widths };
        Self { unicode, kind, style: style(file, &name, &descriptor), weight }
    }

    /// Goes through the codes of a string.
    pub fn show(&self, string: &[u8], mut each: impl FnMut(Code<'_>)) {
        let meaning = |code| self.unicode.as_ref()?.meaning(code).map(|text| plain(&text));
        match &self.kind {
            Kind::Simple { characters, widths } => {
                for &byte in string {
                    let found = meaning(byte.into());
                    let text = found.as_deref().or(characters[usize::from(byte)].as_deref());
                    each(Code { text, width: widths[usize::from(byte)], is_blank: byte == b' ' });
                }
            }
            Kind::Composite { codes, in_unicode, widths, usual } => {
                let mut rest = string;
                while !rest.is_empty() {
                    let (code, length) = codes.code(rest, 2);
                    rest = &rest[length.max(1)..];
                    let found = meaning(code).or_else(|| {
                        sixteen_bit(code).filter(|_| *in_unicode).map(|text| plain(&text))
                    });
                    let width = match widths.get(codes.glyph(code)) {
                        Some((_, Widths::Same(width))) => *width,
                        Some((at, Widths::Each(each))) => {
                            each.get(at as usize).copied().unwrap_or(*usual)
                        }
                        None => *usual,
                    };
                    let is_blank = length == 1 && code == 32;
                    each(Code { text: found.as_deref(), width, is_blank });
                }
            }
        }
    }
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| strings::push(c, &mut out));
    out
}

/// A font's name without the six letters that mark a part of a font.
fn font_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 => rest.to_owned(),
        _ => name.into_owned(),
    }
}

fn style(file: &File<'_>, name: &str, descriptor: &Dictionary) -> Style {
    let name = name.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let number = |key: &[u8]| file.get(descriptor, key).number().unwrap_or(0.0);
    let flags = number(b"Flags") as u32;
    Style {
        bold: holds(&["bold", "black", "heavy", "demi"])
            || number(b"FontWeight") >= SEMIBOLD
            || flags & FORCED_BOLD != 0,
        italic: holds(&["italic", "oblique"])
            || number(b"ItalicAngle") != 0.0
            || flags & ITALIC != 0,
    }
}

/// A map and how many bytes it was read from; none if there is no map.
fn character_map(file: &File<'_>, number: u32) -> (CharacterMap, usize) {
    let program = file.stream(number).and_then(|stream| file.unpack(&stream));
    let program = program.map(|program| program.bytes).unwrap_or_default();
    let program = &program[..program.len().min(LARGEST_MAP)];
    (CharacterMap::read(program), program.len())
}

/// Also gives how many bytes it was read from.
fn composite(file: &File<'_>, font: &Dictionary, descendant: &Dictionary) -> (Kind, usize) {
    let encoding = file.get(font, b"Encoding");
    let name = encoding.name().unwrap_or_default();
    let stream =
        font.get(b"Encoding".as_slice()).and_then(Value::reference).filter(|_| name.is_empty());
    let (codes, weight) = stream.map(|number| character_map(file, number)).unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    let in_unicode = name.contains("UCS2") || name.contains("UTF16");
    let mut widths = Spans::default();
    let list = file.get(descendant, b"W");
    let mut list = list.list().unwrap_or_default().iter();
    // Either a first glyph and a list of widths, or a first and a last glyph and the width of all (9.7.4.3).
    while let (Some(first), Some(second)) = (list.next().and_then(Value::count), list.next()) {
        let second = file.resolve(second);
        if let Some(each) = second.list() {
            let each: Vec<f32> = each.iter().map(|width| thousandths(width.number())).collect();
            let last = first.saturating_add(each.len().saturating_sub(1));
            widths.insert(first as u32, last as u32, Widths::Each(each));
        } else if let (Some(last), Some(width)) =
            (second.count(), list.next().and_then(Value::number))
        {
            widths.insert(first as u32, last as u32, Widths::Same(thousandths(Some(width))));
        }
    }
    let usual = thousandths(Some(file.get(descendant, b"DW").number().unwrap_or(1000.0)));
    (Kind::Composite { codes, in_unicode, widths, usual }, weight)
}

/// A width in parts of the font's size.
fn thousandths(width: Option<f64>) -> f32 {
    (width.unwrap_or(0.0) / 1000.0).clamp(-100.0, 100.0) as f32
}

/// What the bytes of a simple font stand for by its encoding (9.6.6).
fn simple_encoding(
    file: &File<'_>,
    font: &Dictionary,
    name: &str,
    descriptor: &Dictionary,
) -> Vec<Option<String>> {
    let encoding = file.get(font, b"Encoding");
    let dictionary = encoding.dictionary();
    let base = dictionary.map(|dictionary| file.get(dictionary, b"BaseEncoding"));
    let base = base.as_ref().and_then(|base| base.name()).or(encoding.name());
    let is_true_type = file.get(font, b"Subtype").name() == Some(b"TrueType");
    let is_symbolic =
        file.get(descriptor, b"Flags").number().is_some_and(|f| f as u32 & SYMBOLIC != 0);
    let unnamed = || -> Vec<Option<String>> {
        let otherwise = match () {
            () if name.starts_with("Symbol") => Some(glyph_names::symbol()),
            () if name.contains("Dingbats") => None,
            // Without a description, the letters of most such fonts stand where Windows has them.
            () if is_true_type && (is_symbolic || dictionary.is_none()) => {
                glyph_names::encoding(b"WinAnsiEncoding")
            }
            () => glyph_names::encoding(b"StandardEncoding"),
        };
        built_in(file, descriptor).unwrap_or_else(|| strings_of(&otherwise.unwrap_or([None; 256])))
    };
    let known = base.and_then(glyph_names::encoding);
    let mut characters = known.map_or_else(unnamed, |known| strings_of(&known));
    let differences = dictionary.map(|dictionary| file.get(dictionary, b"Differences"));
    let mut code = 0;
    for value in
        differences.as_ref().and_then(|list| list.list()).unwrap_or_default().iter().take(1024)
    {
        match value {
            Value::Number(_) => code = value.count().unwrap_or(usize::MAX),
            Value::Name(name) => {
                if let Some(place) = characters.get_mut(code) {
                    *place = glyph_names::characters(name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    characters
}

fn strings_of(encoding: &Encoding) -> Vec<Option<String>> {
    encoding.iter().map(|c| c.map(String::from)).collect()
}

/// The encoding within a Type 1 font's program (Adobe Type 1 Font Format, 2.2): lines as `dup 65 /A put`.
fn built_in(file: &File<'_>, descriptor: &Dictionary) -> Option<Vec<Option<String>>> {
    let program = descriptor.get(b"FontFile".as_slice())?.reference()?;
    let program = file.unpack(&file.stream(program)?)?.bytes;
    const KEY: &[u8] = b"/Encoding";
    let start = program.windows(KEY.len()).position(|window| window == KEY)?;
    let mut lexer = Lexer::operators(&program[start + KEY.len()..]);
    let mut characters = vec![None; 256];
    let mut last = [Value::Null, Value::Null];
    for _ in 0..5000 {
        let value = lexer.value()?;
        if let Value::Word(word) = &value {
            match (word.as_slice(), &last) {
                (b"put", [Value::Number(code), Value::Name(name)]) => {
                    if let Some(place) = characters.get_mut(*code as usize) {
                        *place = glyph_names::characters(name);
                    }
                }
                (b"StandardEncoding", _) => return None,
                (b"def", _) => return Some(characters),
                _ => {}
            }
        }
        last.swap(0, 1);
        last[1] = value;
    }
    None
}

/// The widths of a simple font's bytes (9.6.3).
fn simple_widths(
    file: &File<'_>,
    font: &Dictionary,
    name: &str,
    descriptor: &Dictionary,
    encoding: &[Option<String>],
) -> Vec<f32> {
    let list = file.get(font, b"Widths");
    // The glyphs of a Type 3 font are drawn in units of its own (9.6.5).
    let matrix = file.get(font, b"FontMatrix");
    let matrix = matrix.list().and_then(|list| list.first()?.number());
    let unit = if file.get(font, b"Subtype").name() == Some(b"Type3") {
        matrix.unwrap_or(0.001)
    } else {
        0.001
    };
    let Some(list) = list.list() else {
        let known = |text: &String| standard_widths::width(name, text.chars().next()?);
        let width =
            |text: &Option<String>| text.as_ref().and_then(known).unwrap_or(USUAL_WIDTH) / 1000.0;
        return encoding.iter().map(width).collect();
    };
    let missing = file.get(descriptor, b"MissingWidth").number().unwrap_or(0.0);
    let mut widths = vec![thousandths(Some(missing)); 256];
    let first = file.get(font, b"FirstChar").count().unwrap_or(0);
    for (place, width) in widths.iter_mut().skip(first).zip(list) {
        let width = file.resolve(width).number().unwrap_or(missing);
        *place = thousandths(Some(width * unit * 1000.0));
    }
    widths
}
