//! The parts of a Word file (Open Packaging Conventions, ECMA-376 part 2).

use zip::result::ZipError;

use super::{DEEPEST, Document, style};
use crate::export::PROGRAM;
use crate::export::characters::escaped;
use crate::export::package::{self, Part};
use crate::export::styles::{FOOTER, STEP_IN};

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>
<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
</Types>
"#;

const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>
</Relationships>
"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>
<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
</Relationships>
"#;

/// Compatibility mode 15 is Word 2013 and later; without it Word opens the file in the ways of 2007.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="720"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB"/>
</w:settings>
"#;

const DOCUMENT_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:body>
"#;

/// The sides of A4, and the margins of 2.5 cm, in twentieths of a point.
const SIDES: [u32; 2] = [11_906, 16_838];
const MARGIN: u32 = 1_417;

/// How wide the text is on a page that stands, and on one that lies on its long side.
pub(super) const SHORT: u32 = SIDES[0] - 2 * MARGIN;
pub(super) const LONG: u32 = SIDES[1] - 2 * MARGIN;

/// The number of the list of all items with bullets; those of numbered lists follow.
pub(super) const BULLETS: usize = 1;

/// What follows the body: the page.
fn document_foot(is_landscape: bool) -> String {
    let [short, long] = SIDES;
    let size = match is_landscape {
        true => format!(r#"w:w="{long}" w:h="{short}" w:orient="landscape""#),
        false => format!(r#"w:w="{short}" w:h="{long}""#),
    };
    format!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz {size}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>
</w:body>
</w:document>
"#
    )
}

/// What stands before the items of lists. Every numbered list has a number of its own, so that it begins where it shall.
fn numbering(lists: &[(usize, u64)]) -> String {
    let mut part = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
"#,
    );
    for (kind, format) in ["bullet", "decimal"].into_iter().enumerate() {
        part += &format!(
            r#"<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>"#
        );
        for depth in 0..DEEPEST {
            let sign = match kind {
                0 => ["•", "–"][depth % 2].to_owned(),
                _ => format!("%{}.", depth + 1),
            };
            let left = STEP_IN as usize * (depth + 1);
            part += &format!(
                r#"<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{STEP_IN}"/></w:pPr></w:lvl>"#
            );
        }
        part += "</w:abstractNum>\n";
    }
    part += &format!(r#"<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>"#);
    for (number, (depth, from)) in (BULLETS + 1..).zip(lists) {
        // Word counts no further than this.
        let from = (*from).min(i32::MAX as u64);
        part += &format!(
            r#"<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{from}"/></w:lvlOverride></w:num>"#
        );
    }
    part + "\n</w:numbering>\n"
}

/// Packs the parts around a body (`w:p` and `w:tbl` elements). The same input gives the same bytes: no clock, no names of people.
pub(super) fn pack(document: &Document) -> Result<Vec<u8>, ZipError> {
    let title = escaped(&document.title);
    let core = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>{title}</dc:title>
<dc:language>en-GB</dc:language>
</cp:coreProperties>
"#
    );
    // The version stands with the name: what Word takes for a version has two numbers (ECMA-376 part 1, 22.2.2.3).
    let app = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Application>{PROGRAM}</Application>
</Properties>
"#
    );
    let footer = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="{FOOTER}"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
"#
    );
    let foot = document_foot(document.is_landscape);
    package::pack(&[
        // First, as the conventions advise, so that a reader of the first bytes knows the kind of file.
        Part::new("[Content_Types].xml", &[CONTENT_TYPES]),
        Part::new("_rels/.rels", &[PACKAGE_RELATIONS]),
        Part::new("docProps/core.xml", &[&core]),
        Part::new("docProps/app.xml", &[&app]),
        Part::new("word/document.xml", &[DOCUMENT_HEAD, &document.body, &foot]),
        Part::new("word/_rels/document.xml.rels", &[DOCUMENT_RELATIONS]),
        Part::new("word/styles.xml", &[&style::part()]),
        Part::new("word/numbering.xml", &[&numbering(&document.lists)]),
        Part::new("word/settings.xml", &[SETTINGS]),
        Part::new("word/footer1.xml", &[&footer]),
    ])
}
