//! Plain text and Markdown: the characters of the file as they stand, markup included.

use std::io::Read;

use super::encoding::{self, Decoded};
use super::{Refusal, Words};

/// Largest text file in bytes: some 30 times the longest transcript.
const LARGEST: u64 = 64 << 20;

/// How files begin that are no texts.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "a Rich Text (RTF) document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"ID3\x02", "a sound (MP3)"),
    (b"ID3\x03", "a sound (MP3)"),
    (b"ID3\x04", "a sound (MP3)"),
    (b"OggS\0", "a sound (Ogg)"),
    (b"fLaC\0", "a sound (FLAC)"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"SQLite format 3\0", "a database"),
];

/// Reads a text file from its first byte.
pub(super) fn read(reader: impl Read) -> Result<Words, Refusal> {
    let Decoded { text, encoding, doubts } = decode(reader)?;
    Ok(Words::plain(text, encoding, doubts))
}

/// The characters of a file that must be a text, from its first byte.
pub(super) fn decode(reader: impl Read) -> Result<Decoded, Refusal> {
    let bytes = bytes(reader, LARGEST)?;
    if let Some(what) = disguise(&bytes) {
        return Err(Refusal::Disguised(what));
    }
    encoding::decode(&bytes).ok_or(Refusal::Disguised("a binary file"))
}

/// All bytes of a file that may have up to `largest`.
pub(super) fn bytes(reader: impl Read, largest: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that grew, or whose size the system does not know.
    reader.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        return Err(Refusal::TooLarge(largest >> 20));
    }
    Ok(bytes)
}

/// What a file is that begins like no text.
pub(super) fn disguise(bytes: &[u8]) -> Option<&'static str> {
    // The box type of MP4, M4A and QuickTime stands after its length.
    let film = (bytes.get(4..8) == Some(b"ftyp")).then_some("a sound or film (MP4)");
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, what)| what).or(film)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_named_for_what_they_are() {
        for (bytes, what) in [
            (b"%PDF-1.7\n...".as_slice(), "a PDF"),
            (b"PK\x03\x04....", "zip"),
            (b"{\\rtf1\\ansi hello}", "RTF"),
            (b"\x89PNG\r\n\x1a\n....", "PNG"),
            (b"\0\0\0\x20ftypisom", "MP4"),
            (b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10", "binary"),
        ] {
            let refusal = read(bytes).err().map(|refusal| refusal.to_string()).unwrap_or_default();
            assert!(refusal.contains(what), "{refusal}");
        }
    }

    #[test]
    fn a_text_too_large_is_refused_before_it_is_read_whole() {
        assert_eq!(read(std::io::repeat(b'a')).err(), Some(Refusal::TooLarge(64)));
    }
}
