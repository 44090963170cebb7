//! The zip archive around a word processor's document, and everything that can be wrong with it.
//!
//! Word's format (Office Open XML, ECMA-376 part 2) and OpenDocument (ODF 1.3 part 2) both keep a document as a zip archive
//! of XML parts. A part is unpacked only when it is asked for, and all of them together never beyond a limit, whatever the
//! archive says of their sizes.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;

/// Most bytes that the parts of a document may unpack to together.
pub(super) const LARGEST: u64 = 64 << 20;
/// How an OLE file begins: an old Office document, or an encrypted new one.
pub(super) const OLE: [u8; 8] = *b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// An open archive.
pub(super) struct Package<R> {
    archive: ZipArchive<R>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<R: Read + Seek> Package<R> {
    /// Opens an archive from its first byte. Refused are nothing at all, OLE files and what is no archive.
    pub fn open(mut reader: R) -> Result<Self, Refusal> {
        let mut start = Vec::new();
        reader.by_ref().take(OLE.len() as u64).read_to_end(&mut start)?;
        if start.is_empty() {
            return Err(Refusal::Empty);
        }
        if start == OLE {
            return Err(if is_encrypted(reader)? { Refusal::Protected } else { Refusal::OldWord });
        }
        reader.seek(SeekFrom::Start(0))?;
        let archive = ZipArchive::new(reader).map_err(broken)?;
        Ok(Self { archive, left: LARGEST })
    }

    /// A part as text; nothing if there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(error)),
        };
        // What the archive says of the size may be a lie; what comes out of it is not.
        let mut bytes = Vec::new();
        let whole = file.take(self.left + 1).read_to_end(&mut bytes);
        self.left = match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => left,
            None => return Err(Refusal::Bomb(LARGEST >> 20)),
        };
        whole.map_err(|error| broken(ZipError::Io(error)))?;
        characters(bytes).map(Some)
    }
}

/// Whether an OLE file holds the stream in which an encrypted document lies ([MS-OFFCRYPTO] 2.3.4.4).
pub(super) fn is_encrypted(reader: impl Read) -> io::Result<bool> {
    const NAME: &str = "EncryptedPackage";
    // Its directory stands near the beginning of any document of a usual size.
    let mut bytes = Vec::new();
    reader.take(8 << 20).read_to_end(&mut bytes)?;
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(bytes.windows(name.len()).any(|window| window == name))
}

/// The characters of an XML part: UTF-8, or UTF-16 with its mark (XML 1.0, 4.3.3).
fn characters(bytes: Vec<u8>) -> Result<String, Refusal> {
    let sixteen_bit = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(encoding_rs::UTF_16LE),
        Some([0xfe, 0xff]) => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match sixteen_bit {
        Some(encoding) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[2..])
            .map(|text| text.into_owned()),
        None => String::from_utf8(bytes).ok(),
    }
    .ok_or_else(|| Refusal::BrokenDocument("its text is not Unicode".to_owned()))
}

fn broken(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Refusal::Protected
        }
        // What the archive library finds wrong in the bytes comes as one of these two kinds.
        ZipError::Io(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
                    | io::ErrorKind::UnexpectedEof
                    | io::ErrorKind::Other
            ) =>
        {
            error.into()
        }
        _ => Refusal::BrokenDocument("its archive cannot be unpacked".to_owned()),
    }
}

/// An archive of these parts.
#[cfg(test)]
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn parts_are_unpacked_up_to_a_limit_together() {
        let half = vec![b' '; (LARGEST / 2) as usize];
        let bytes = archive(&[("a", &half), ("b", &half), ("c", b"x")]);
        let mut package = Package::open(Cursor::new(bytes)).expect("an archive");
        assert_eq!(package.part("none"), Ok(None));
        assert!(package.part("a").is_ok_and(|part| part.is_some_and(|a| a.len() == half.len())));
        assert!(package.part("b").is_ok());
        assert_eq!(package.part("c"), Err(Refusal::Bomb(64)));
    }
}
