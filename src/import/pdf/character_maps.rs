//! Character maps: what the codes of a font mean (ISO 32000-1, 9.7.5 and 9.10.3; Adobe Technical Note 5014).

use std::collections::BTreeMap;

use encoding_rs::UTF_16BE;

use super::value::{Lexer, Value};

/// Most operands that are kept for one operator.
const MOST_OPERANDS: usize = 1 << 16;

/// Values for spans of codes. As large as what the file says of them, however many codes a span has.
pub(super) struct Spans<T> {
    /// By the first code, with the last one.
    spans: BTreeMap<u32, (u32, T)>,
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        Self { spans: BTreeMap::new() }
    }
}

impl<T> Spans<T> {
    pub fn insert(&mut self, first: u32, last: u32, value: T) {
        self.spans.insert(first, (last, value));
    }

    /// The value of the span that a code lies in, and how far in.
    pub fn get(&self, code: u32) -> Option<(u32, &T)> {
        let (first, (last, value)) = self.spans.range(..=code).next_back()?;
        (code <= *last).then(|| (code - first, value))
    }
}

/// What the codes of a span mean.
enum Meaning {
    /// The first one means this, in UTF-16; each following one the next character.
    Counted(Vec<u16>),
    /// Each one its own.
    Each(Vec<Vec<u16>>),
}

/// A map.
#[derive(Default)]
pub(super) struct CharacterMap {
    /// How many bytes a code has, and between which codes these are.
    lengths: Vec<(usize, u32, u32)>,
    meanings: Spans<Meaning>,
    /// The font's own numbers of its glyphs, for the first code of a span.
    glyphs: Spans<u32>,
}

impl CharacterMap {
    /// Reads a map from its program. What cannot be understood is passed.
    pub fn read(program: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::operators(program);
        let mut operands: Vec<Value> = Vec::new();
        while let Some(value) = lexer.value() {
            match value {
                Value::Word(word) => {
                    map.operator(&word, &operands);
                    operands.clear();
                }
                value if operands.len() < MOST_OPERANDS => operands.push(value),
                _ => {}
            }
        }
        map
    }

    fn operator(&mut self, word: &[u8], operands: &[Value]) {
        match word {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let (Some((length, first)), Some((_, last))) =
                        (code(&pair[0]), code(&pair[1]))
                    {
                        self.lengths.push((length, first, last));
                    }
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let (Some((_, code)), Some(bytes)) = (code(&pair[0]), pair[1].bytes()) {
                        self.meanings.insert(code, code, Meaning::Counted(units(bytes)));
                    }
                }
            }
            b"endbfrange" => {
                for triple in operands.chunks_exact(3) {
                    let meaning = match &triple[2] {
                        Value::Bytes(bytes) => Meaning::Counted(units(bytes)),
                        Value::List(list) => Meaning::Each(
                            list.iter().map(|v| units(v.bytes().unwrap_or_default())).collect(),
                        ),
                        _ => continue,
                    };
                    if let (Some((_, first)), Some((_, last))) =
                        (code(&triple[0]), code(&triple[1]))
                    {
                        self.meanings.insert(first, last, meaning);
                    }
                }
            }
            b"endcidrange" => {
                for triple in operands.chunks_exact(3) {
                    let (first, last) = (code(&triple[0]), code(&triple[1]));
                    if let (Some((_, first)), Some((_, last)), Some(glyph)) =
                        (first, last, triple[2].count())
                    {
                        self.glyphs.insert(first, last, glyph as u32);
                    }
                }
            }
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let (Some((_, code)), Some(glyph)) = (code(&pair[0]), pair[1].count()) {
                        self.glyphs.insert(code, code, glyph as u32);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a code means; nothing if the map does not say.
    pub fn meaning(&self, code: u32) -> Option<String> {
        let (offset, meaning) = self.meanings.get(code)?;
        let units = match meaning {
            Meaning::Each(each) => each.get(offset as usize)?.clone(),
            Meaning::Counted(first) => {
                let mut units = first.clone();
                if let Some(last) = units.last_mut() {
                    *last = last.wrapping_add(offset as u16);
                }
                units
            }
        };
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    /// The font's own number of a code's glyph.
    pub fn glyph(&self, code: u32) -> u32 {
        self.glyphs.get(code).map_or(code, |(offset, &first)| first.saturating_add(offset))
    }

    /// The code at the start of the bytes and how many of them it has; `usual` where the map says nothing.
    pub fn code(&self, bytes: &[u8], usual: usize) -> (u32, usize) {
        let mut code = 0;
        for (at, &byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(byte);
            let length = at + 1;
            let fits = |&(bytes, first, last): &(usize, u32, u32)| {
                bytes == length && (first..=last).contains(&code)
            };
            if self.lengths.iter().take(32).any(fits) {
                return (code, length);
            }
        }
        let length = usual.min(bytes.len());
        (bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), length)
    }
}

/// A code and how many bytes it has.
fn code(value: &Value) -> Option<(usize, u32)> {
    let bytes = value.bytes().filter(|bytes| (1..=4).contains(&bytes.len()))?;
    Some((bytes.len(), bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte))))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        // Some writers leave the high byte out.
        [byte] => vec![u16::from(*byte)],
        bytes => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

/// The characters of a string that is in UTF-16, as codes of the fonts that say so by name.
pub(super) fn sixteen_bit(code: u32) -> Option<String> {
    let bytes = if code > 0xffff {
        code.to_be_bytes().to_vec()
    } else {
        (code as u16).to_be_bytes().to_vec()
    };
    UTF_16BE
        .decode_without_bom_handling_and_without_replacement(&bytes)
        .map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_meanings() {
        let map = CharacterMap::read(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange\n\
              2 beginbfchar <01> <00660069> <8001> <d83dde00> endbfchar\n\
              2 beginbfrange <10> <12> <0041> <20> <21> [<0061> <00620063>] endbfrange\n\
              1 begincidrange <8000> <8fff> 500 endcidrange endcmap",
        );
        let meaning = |code| map.meaning(code);
        assert_eq!(meaning(1).as_deref(), Some("fi"));
        assert_eq!(meaning(0x8001).as_deref(), Some("😀"));
        assert_eq!((meaning(0x12).as_deref(), meaning(0x13)), (Some("C"), None));
        assert_eq!((meaning(0x20).as_deref(), meaning(0x21).as_deref()), (Some("a"), Some("bc")));
        assert_eq!(
            (map.code(b"\x41\x80", 2), map.code(b"\x80\x01\x41", 2)),
            ((0x41, 1), (0x8001, 2))
        );
        assert_eq!((map.glyph(0x8002), map.glyph(7)), (502, 7));
    }

    #[test]
    fn a_span_of_all_codes_costs_nothing() {
        let map = CharacterMap::read(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(map.meaning(1).as_deref(), Some("B"));
        assert!(map.meaning(u32::MAX).is_some());
    }
}
