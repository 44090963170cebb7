//! The parts of an OpenDocument text (ODF 1.3 part 2).

use zip::result::ZipError;

use super::Document;
use super::style::{self, NAMESPACES};
use crate::export::PROGRAM;
use crate::export::package::{Part, pack as pack_parts};

const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

const CONTENT_FOOT: &str = "</office:text>\n</office:body>\n</office:document-content>\n";

/// Packs the parts around a document's body (`text:p`, `text:h`, `text:list` and `table:table` elements) and its automatic
/// styles. The same input gives the same bytes: no clock, no names of people.
pub(super) fn pack(title: &str, document: &Document) -> Result<Vec<u8>, ZipError> {
    let title = super::title(title);
    let meta = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">
<office:meta>
<meta:generator>{PROGRAM}</meta:generator>
<dc:title>{title}</dc:title>
<dc:language>en-GB</dc:language>
</office:meta>
</office:document-meta>
"#
    );
    let head = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content{NAMESPACES}>
{}<office:automatic-styles>
{}{}{}</office:automatic-styles>
<office:body>
<office:text>
"#,
        style::typefaces(),
        style::looks(),
        style::tables(document.is_landscape),
        document.automatic_styles(),
    );
    pack_parts(&[
        // First and as it is, so that the first bytes tell what the file is (part 2, 3.3).
        Part { name: "mimetype", pieces: &[MIMETYPE], is_stored: true },
        Part::new("META-INF/manifest.xml", &[MANIFEST]),
        Part::new("meta.xml", &[&meta]),
        Part::new("styles.xml", &[&style::part(document.is_landscape)]),
        Part::new("content.xml", &[&head, &document.body, CONTENT_FOOT]),
    ])
}
