//! Unpacks the data of streams (ISO 32000-1, 7.4), never beyond a limit.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::value::{Dictionary, Value, is_blank};

/// Most filters that one stream may have upon each other.
const MOST_FILTERS: usize = 8;

/// What came out of a stream.
pub(super) struct Unpacked {
    pub bytes: Vec<u8>,
    /// Whether that is all of it; else the data broke off or were damaged.
    pub whole: bool,
}

/// Why nothing came out.
#[derive(Debug, PartialEq)]
pub(super) enum Packed {
    /// It unpacks to more than the limit.
    TooLarge,
    /// It is packed in a way that text is not: as a picture, or unknown.
    Unknown,
}

/// One step of unpacking: the filter's name and its parameters.
pub(super) type Filter = (Vec<u8>, Dictionary);

/// Applies the filters in order; no step may give more than `limit` bytes.
pub(super) fn unpack(data: &[u8], filters: &[Filter], limit: usize) -> Result<Unpacked, Packed> {
    if filters.len() > MOST_FILTERS {
        return Err(Packed::Unknown);
    }
    let mut unpacked = None;
    let mut whole = true;
    for (name, parameters) in filters {
        let data = unpacked.as_deref().unwrap_or(data);
        let mut out = match name.as_slice() {
            b"FlateDecode" | b"Fl" => inflate(data, limit),
            b"LZWDecode" | b"LZW" => lzw(data, number(parameters, b"EarlyChange", 1) != 0, limit),
            b"ASCII85Decode" | b"A85" => ascii85(data, limit),
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(data),
            b"RunLengthDecode" | b"RL" => run_lengths(data, limit),
            b"Crypt" => continue,
            _ => return Err(Packed::Unknown),
        };
        if out.bytes.len() > limit {
            return Err(Packed::TooLarge);
        }
        if matches!(name.as_slice(), b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW") {
            unpredict(&mut out.bytes, parameters).ok_or(Packed::Unknown)?;
        }
        whole &= out.whole;
        unpacked = Some(out.bytes);
    }
    match unpacked {
        Some(bytes) => Ok(Unpacked { bytes, whole }),
        None if data.len() > limit => Err(Packed::TooLarge),
        None => Ok(Unpacked { bytes: data.to_vec(), whole }),
    }
}

fn number(parameters: &Dictionary, key: &[u8], otherwise: usize) -> usize {
    parameters.get(key).and_then(Value::count).unwrap_or(otherwise)
}

fn inflate(data: &[u8], limit: usize) -> Unpacked {
    fn drain(reader: impl Read, limit: usize) -> Unpacked {
        let mut bytes = Vec::new();
        let whole = reader.take(limit as u64 + 1).read_to_end(&mut bytes).is_ok();
        Unpacked { bytes, whole }
    }
    let unpacked = drain(ZlibDecoder::new(data), limit);
    if unpacked.bytes.is_empty() && !unpacked.whole {
        // Its two bytes of header may be wrong, and all else right.
        return drain(DeflateDecoder::new(data.get(2..).unwrap_or_default()), limit);
    }
    unpacked
}

/// Codes of 9 to 12 bits, the highest first (7.4.4.2).
fn lzw(data: &[u8], early: bool, limit: usize) -> Unpacked {
    const CLEAR: usize = 256;
    const END: usize = 257;
    // For each code above those two: the code before its last byte, that byte, and how long it is.
    let mut table: Vec<(u16, u8, u16)> = Vec::new();
    let mut out: Vec<u8> = Vec::new();
    let (mut bits, mut held, mut previous) = (0u32, 0u32, None::<usize>);
    let mut data = data.iter();
    loop {
        let codes = END + 1 + table.len() + usize::from(early) + usize::from(previous.is_some());
        let width = (usize::BITS - (codes.max(257) - 1).leading_zeros()).clamp(9, 12);
        while held < width {
            let Some(&byte) = data.next() else { return Unpacked { bytes: out, whole: false } };
            bits = bits << 8 | u32::from(byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            END => return Unpacked { bytes: out, whole: true },
            CLEAR => {
                table.clear();
                previous = None;
                continue;
            }
            _ => {}
        }
        let start = out.len();
        let length = |code: usize| {
            if code < CLEAR { Some(1) } else { table.get(code - END - 1).map(|t| t.2) }
        };
        // A code that is not in the table yet is the last sequence with its first byte once more.
        let (known, repeats) = match (length(code), previous) {
            (Some(_), _) => (code, false),
            (None, Some(previous)) if code == END + 1 + table.len() => (previous, true),
            _ => return Unpacked { bytes: out, whole: false },
        };
        let count = usize::from(length(known).unwrap_or(1));
        out.resize(start + count, 0);
        let mut at = known;
        for place in (start..start + count).rev() {
            let (before, byte) = match at.checked_sub(END + 1).and_then(|at| table.get(at)) {
                Some(&(before, byte, _)) => (usize::from(before), byte),
                None => (0, at as u8),
            };
            out[place] = byte;
            at = before;
        }
        let first = out[start];
        if repeats {
            out.push(first);
        }
        if let Some(previous) = previous
            && END + 1 + table.len() < 4096
        {
            let count = if previous < CLEAR { 1 } else { table[previous - END - 1].2 };
            table.push((previous as u16, first, count.saturating_add(1)));
        }
        previous = Some(code);
        if out.len() > limit {
            return Unpacked { bytes: out, whole: false };
        }
    }
}

fn ascii85(data: &[u8], limit: usize) -> Unpacked {
    let (mut out, mut group, mut count) = (Vec::new(), 0u32, 0);
    let mut whole = false;
    for &byte in data {
        match byte {
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(group.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'z' if count == 0 => out.extend([0; 4]),
            b'~' => {
                whole = true;
                break;
            }
            _ => {}
        }
        if out.len() > limit {
            return Unpacked { bytes: out, whole: false };
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&group.to_be_bytes()[..count - 1]);
    }
    Unpacked { bytes: out, whole }
}

fn hexadecimal(data: &[u8]) -> Unpacked {
    let end = data.iter().position(|&byte| byte == b'>');
    let digits: Vec<u8> = data[..end.unwrap_or(data.len())]
        .iter()
        .filter(|&&byte| !is_blank(byte))
        .map(|&byte| char::from(byte).to_digit(16).unwrap_or(0) as u8)
        .collect();
    let bytes = digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect();
    Unpacked { bytes, whole: end.is_some() }
}

fn run_lengths(data: &[u8], limit: usize) -> Unpacked {
    let (mut out, mut rest) = (Vec::new(), data);
    while let Some((&length, behind)) = rest.split_first() {
        let count = match length {
            0..=127 => usize::from(length) + 1,
            128 => return Unpacked { bytes: out, whole: true },
            _ => 1,
        };
        let Some((run, behind)) = behind.split_at_checked(count) else { break };
        if length < 128 {
            out.extend(run);
        } else {
            out.resize(out.len() + 257 - usize::from(length), run[0]);
        }
        rest = behind;
        if out.len() > limit {
            break;
        }
    }
    Unpacked { bytes: out, whole: false }
}

/// Undoes what was done to rows of numbers so that they pack better (7.4.4.4); nothing if its parameters make no sense.
fn unpredict(data: &mut Vec<u8>, parameters: &Dictionary) -> Option<()> {
    let predictor = number(parameters, b"Predictor", 1);
    if predictor < 2 {
        return Some(());
    }
    let colours = number(parameters, b"Colors", 1);
    let bits = number(parameters, b"BitsPerComponent", 8);
    let columns = number(parameters, b"Columns", 1);
    let pixel = (colours.checked_mul(bits)?.checked_add(7)? / 8).max(1);
    let row = colours.checked_mul(bits)?.checked_mul(columns)?.checked_add(7)? / 8;
    if row == 0 || pixel > row {
        return None;
    }
    if predictor == 2 {
        // TIFF's, which page content and tables of objects use for whole bytes at most.
        for row in data.chunks_mut(row).filter(|_| bits == 8) {
            for at in pixel..row.len() {
                row[at] = row[at].wrapping_add(row[at - pixel]);
            }
        }
        return Some(());
    }
    // PNG's: each row stands behind a byte that tells how (PNG specification, 9.2).
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for packed in data.chunks(row + 1) {
        let (kind, packed) = packed.split_first()?;
        let start = out.len();
        for (at, &byte) in packed.iter().enumerate() {
            let left = if at < pixel { 0 } else { out[start + at - pixel] };
            let above = if start < row { 0 } else { out[start + at - row] };
            let corner = if at < pixel || start < row { 0 } else { out[start + at - row - pixel] };
            let guess = match kind {
                1 => left,
                2 => above,
                3 => u8::midpoint(left, above),
                4 => paeth(left, above, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    *data = out;
    Some(())
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |byte: u8| (guess - i16::from(byte)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 1 << 20;

    fn through(name: &str, data: &[u8]) -> Result<Vec<u8>, Packed> {
        let filter = (name.as_bytes().to_vec(), Dictionary::new());
        unpack(data, &[filter], LIMIT).map(|unpacked| unpacked.bytes)
    }

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(data).expect("no disk");
        encoder.finish().expect("no disk")
    }

    #[test]
    fn each_filter_gives_its_words() {
        let words = b"We trust them, we trust them, we trust them.";
        assert_eq!(through("FlateDecode", &deflated(words)).as_deref(), Ok(words.as_slice()));
        assert_eq!(through("AHx", b"5765 2074 7275737>").as_deref(), Ok(b"We trusp".as_slice()));
        assert_eq!(
            through("A85", b"87cURD]i,\"Ebo80~>").as_deref(),
            Ok(b"Hello World!".as_slice())
        );
        assert_eq!(through("RL", b"\x02abc\xfex\x80rest").as_deref(), Ok(b"abcxxx".as_slice()));
        // The example of the standard (7.4.4.2).
        let example = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        let plain = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(through("LZW", &example).as_deref(), Ok(plain.as_slice()));
        assert_eq!(through("DCTDecode", words), Err(Packed::Unknown));
    }

    #[test]
    fn what_broke_off_is_kept_and_told() {
        let packed = deflated(&b"some words that repeat, ".repeat(40));
        let filter = [(b"FlateDecode".to_vec(), Dictionary::new())];
        let cut = unpack(&packed[..packed.len() - 8], &filter, LIMIT).expect("words");
        assert!(!cut.whole && cut.bytes.starts_with(b"some words"));
    }

    #[test]
    fn bombs_stop_at_the_limit() {
        let bomb = deflated(&vec![0; LIMIT + 1]);
        assert_eq!(through("FlateDecode", &bomb), Err(Packed::TooLarge));
        assert_eq!(through("RL", &[0x81, 0].repeat(9000)), Err(Packed::TooLarge));
        assert_eq!(through("A85", &[b'z'; 300_000]), Err(Packed::TooLarge));
        let twice = deflated(&deflated(&vec![0; 40 << 20]));
        let filters = [0, 1].map(|_| (b"Fl".to_vec(), Dictionary::new()));
        assert!(matches!(unpack(&twice, &filters, LIMIT), Err(Packed::TooLarge)));
    }

    #[test]
    fn rows_are_restored() {
        let parameters = |predictor: f64| {
            [(b"Predictor".to_vec(), predictor), (b"Columns".to_vec(), 3.0)]
                .map(|(key, value)| (key, Value::Number(value)))
                .into()
        };
        let mut png = vec![0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        unpredict(&mut png, &parameters(15.0)).expect("rows");
        assert_eq!(png, [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
        let mut tiff = vec![1, 1, 1, 5, 1, 1];
        unpredict(&mut tiff, &parameters(2.0)).expect("rows");
        assert_eq!(tiff, [1, 2, 3, 5, 6, 7]);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(
            data in prop::collection::vec(any::<u8>(), 0..300),
            name in "FlateDecode|LZW|A85|AHx|RL",
            predictor in 0u32..16, columns in 0u32..9, colours in 0u32..5, bits in 0u32..17,
        ) {
            let parameters = [("Predictor", predictor), ("Columns", columns), ("Colors", colours), ("BitsPerComponent", bits)]
                .map(|(key, value)| (key.as_bytes().to_vec(), Value::Number(value.into())));
            let _ = unpack(&data, &[(name.into_bytes(), parameters.into())], 5000);
        }
    }
}
