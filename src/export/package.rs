//! Files that are packages of parts: Word and OpenDocument.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A part of a package.
pub(super) struct Part<'a> {
    /// Its path in the package.
    pub name: &'a str,
    /// What stands in it, one piece behind the other.
    pub pieces: &'a [&'a str],
    /// Whether it is written as it is, so that the first bytes of the file tell what it is.
    pub is_stored: bool,
}

impl<'a> Part<'a> {
    /// A part that is compressed.
    pub(super) const fn new(name: &'a str, pieces: &'a [&'a str]) -> Self {
        Self { name, pieces, is_stored: false }
    }
}

/// Packs parts in their order. The same parts give the same bytes: no clock, no names of people.
///
/// # Errors
///
/// When a part is larger than a package can hold.
pub(super) fn pack(parts: &[Part<'_>]) -> Result<Vec<u8>, ZipError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = match part.is_stored {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        package.start_file(part.name, options)?;
        for piece in part.pieces {
            package.write_all(piece.as_bytes())?;
        }
    }
    Ok(package.finish()?.into_inner())
}
