//! OpenDocument texts, as LibreOffice writes them: the parts that make up one.
//!
//! The format is OpenDocument 1.3 (OASIS): a zip archive whose part `content.xml` holds the text; `body` reads that. The
//! styles that people name stand in `styles.xml`.

mod body;
mod lists;
mod styles;
mod tags;

use std::io::{Read, Seek};

use self::styles::Styles;
use super::elements::{self, Element, Visitor};
use super::package::Package;
use super::{Refusal, Words};

/// Reads a document.
pub(super) fn read(reader: impl Read + Seek) -> Result<Words, Refusal> {
    read_parts(reader).map_err(|refusal| match refusal {
        Refusal::BrokenDocument(found) => Refusal::BrokenOpenDocument(found),
        Refusal::NoText => Refusal::NoOpenDocumentText,
        refusal => refusal,
    })
}

fn read_parts(reader: impl Read + Seek) -> Result<Words, Refusal> {
    let mut package = Package::open(reader)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && is_encrypted(&manifest)?
    {
        return Err(Refusal::Protected);
    }
    let content = package.part("content.xml")?.ok_or(Refusal::NoText)?;
    let mut doubts = Vec::new();
    // Styles of the text itself come first: their names count before those that people gave.
    let mut styles = Styles::default();
    styles.read(&content)?;
    let named = package.part("styles.xml").transpose();
    match named.map(|xml| xml.and_then(|xml| styles.read(&xml))) {
        Some(Err(Refusal::BrokenDocument(_))) => doubts.push(
            "Its styles are damaged; headings, bold, italic and numbers of lists may be missing."
                .to_owned(),
        ),
        Some(Err(refusal)) => return Err(refusal),
        Some(Ok(())) | None => {}
    }
    let (composition, changed) = body::read(&content, &styles)?;
    drop(content);
    if changed {
        doubts.push(super::composition::CHANGES.to_owned());
    }
    composition.finish(doubts)
}

/// Whether the list of parts says how one of them was encrypted (ODF 1.3 part 2, 4.3).
fn is_encrypted(manifest: &str) -> Result<bool, Refusal> {
    struct Reader(bool);
    impl Visitor for Reader {
        fn open(&mut self, element: &Element<'_>) {
            self.0 |= element.name == "encryption-data";
        }
    }
    let mut reader = Reader(false);
    elements::read(manifest, &mut reader)?;
    Ok(reader.0)
}

#[cfg(test)]
mod tests;
