//! The styles of our Word documents: their names, and `word/styles.xml`.

/// An ordinary paragraph.
pub(in crate::export) const NORMAL: &str = "Normal";
/// The document's title.
pub(in crate::export) const TITLE: &str = "Title";
/// What was asked for, under the title.
pub(in crate::export) const NOTE: &str = "ReportNote";
/// What a code means.
pub(in crate::export) const DEFINITION: &str = "Definition";
/// When to use a code, when not, and what for.
pub(in crate::export) const RULE: &str = "CodeRule";
/// What a rule is about, before it; a style of characters.
pub(in crate::export) const RULE_LABEL: &str = "CodeRuleLabel";
/// How often a code was used.
pub(in crate::export) const COUNTS: &str = "CodeCounts";
/// A paragraph of a quote.
pub(in crate::export) const QUOTE: &str = "Quote";
/// The label in the last paragraph of a quote; a style of characters.
pub(in crate::export) const QUOTE_LABEL: &str = "QuoteLabel";
/// The headings by level; Word builds its navigation and tables of contents from these.
pub(in crate::export) const HEADINGS: [&str; 6] =
    ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
/// The foot of a page.
pub(super) const FOOTER: &str = "Footer";

/// Size in half points, space before and after in twentieths of a point, by level of heading.
const HEADING_SIZES: [(u32, u32, u32); 6] =
    [(34, 480, 120), (28, 360, 100), (25, 300, 80), (23, 260, 80), (22, 240, 60), (22, 240, 60)];

/// `word/styles.xml`. Words are British English; text of other scripts is left to its own language. Quotes are set in
/// Georgia, everything else in Calibri: one change of a style changes all of it.
pub(super) fn part() -> String {
    let mut part = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
"#,
    );
    part.push_str(&paragraph(NORMAL, NORMAL, true, "", ""));
    part.push_str(&paragraph(
        TITLE,
        "Title",
        true,
        r#"<w:keepNext/><w:spacing w:after="160" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="44"/>"#,
    ));
    for (index, (id, (size, before, after))) in HEADINGS.iter().zip(HEADING_SIZES).enumerate() {
        // The last level differs from the one above it, which has its size, by its slant.
        let slant = if index == 5 { "<w:i/><w:iCs/>" } else { "" };
        part.push_str(&paragraph(
            id,
            // Word knows its built-in headings by this spelling.
            &format!("heading {}", index + 1),
            true,
            &format!(
                r#"<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{index}"/>"#
            ),
            &format!(
                r#"<w:b/><w:bCs/>{slant}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#
            ),
        ));
    }
    part.push_str(&paragraph(
        NOTE,
        "Report note",
        false,
        r#"<w:spacing w:after="40"/>"#,
        r#"<w:color w:val="595959"/>"#,
    ));
    part.push_str(&paragraph(
        DEFINITION,
        "Definition",
        false,
        r#"<w:spacing w:after="160"/>"#,
        r#"<w:i/><w:iCs/><w:color w:val="404040"/>"#,
    ));
    part.push_str(&paragraph(RULE, "Code rule", false, r#"<w:spacing w:after="80"/>"#, ""));
    part.push_str(&paragraph(
        COUNTS,
        "Code counts",
        false,
        "",
        r#"<w:color w:val="595959"/><w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ));
    part.push_str(&paragraph(
        QUOTE,
        "Quote",
        true,
        r#"<w:spacing w:after="80"/><w:ind w:left="567" w:right="284"/>"#,
        r#"<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>"#,
    ));
    part.push_str(&paragraph(
        FOOTER,
        "footer",
        true,
        r#"<w:jc w:val="center"/>"#,
        r#"<w:color w:val="595959"/><w:sz w:val="19"/><w:szCs w:val="19"/>"#,
    ));
    part.push_str(&format!(
        r#"<w:style w:type="character" w:customStyle="1" w:styleId="{RULE_LABEL}"><w:name w:val="Code rule label"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="{QUOTE_LABEL}"><w:name w:val="Quote label"/><w:qFormat/><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:color w:val="595959"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>
</w:styles>
"#
    ));
    part
}

/// A paragraph style; `built_in` ones bear names that Word translates into the reader's language.
fn paragraph(id: &str, name: &str, built_in: bool, paragraph: &str, run: &str) -> String {
    let kind = match (id, built_in) {
        ("Normal", _) => r#" w:default="1""#,
        (_, true) => "",
        (_, false) => r#" w:customStyle="1""#,
    };
    let based_on = if id == "Normal" { "" } else { r#"<w:basedOn w:val="Normal"/>"# };
    let next =
        if HEADINGS.contains(&id) || id == TITLE { r#"<w:next w:val="Normal"/>"# } else { "" };
    format!(
        r#"<w:style w:type="paragraph"{kind} w:styleId="{id}"><w:name w:val="{name}"/>{based_on}{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>
"#
    )
}
