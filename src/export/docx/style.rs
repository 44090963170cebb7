//! `word/styles.xml`: the named styles as Word has them.

use crate::export::styles::{
    AFTER, COMPLEX, LINE, Letters, NORMAL, Paragraph, SANS, SIZE, Style, styles,
};

/// The style of tables.
pub(super) const TABLE: &str = "ReportTable";

/// The style of tables: thin lines, the heads on a ground.
const TABLE_STYLE: &str = r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:left w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:right w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/></w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/></w:tcPr></w:tblStylePr></w:style>
"#;

/// The whole part. Words are British English; text of other scripts is left to its own language.
pub(super) fn part() -> String {
    let mut part = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:eastAsia="{SANS}" w:cs="{COMPLEX}"/><w:sz w:val="{SIZE}"/><w:szCs w:val="{SIZE}"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="{AFTER}" w:line="{}" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
"#,
        line(LINE)
    );
    for style in styles() {
        write(&mut part, &style);
    }
    part.push_str(TABLE_STYLE);
    part.push_str("</w:styles>\n");
    part
}

/// Hundredths of a single line as Word counts them, in 240ths.
const fn line(hundredths: u32) -> u32 {
    hundredths * 240 / 100
}

/// Writes a style. Built-in ones bear names that Word translates into the reader's language.
fn write(part: &mut String, style: &Style) {
    let kind = if style.paragraph.is_some() { "paragraph" } else { "character" };
    let is_default = style.id == NORMAL;
    let origin = match (is_default, style.is_built_in) {
        (true, _) => r#" w:default="1""#,
        (_, true) => "",
        (_, false) => r#" w:customStyle="1""#,
    };
    part.push_str(&format!(
        r#"<w:style w:type="{kind}"{origin} w:styleId="{}"><w:name w:val="{}"/>"#,
        style.id, style.name
    ));
    if let Some(paragraph) = &style.paragraph {
        if !is_default {
            part.push_str(r#"<w:basedOn w:val="Normal"/>"#);
        }
        if paragraph.keeps_next {
            part.push_str(r#"<w:next w:val="Normal"/>"#);
        }
        part.push_str("<w:qFormat/><w:pPr>");
        write_paragraph(part, paragraph);
        part.push_str("</w:pPr>");
    } else {
        part.push_str("<w:qFormat/>");
    }
    part.push_str("<w:rPr>");
    write_letters(part, &style.letters);
    part.push_str("</w:rPr></w:style>\n");
}

/// The elements stand in the order that the schema asks for (17.3.1.26).
fn write_paragraph(part: &mut String, paragraph: &Paragraph) {
    let Paragraph { before, after, left, right, keeps_next, is_tight, is_centred, level } =
        *paragraph;
    if keeps_next {
        part.push_str("<w:keepNext/>");
    }
    if level.is_some() {
        part.push_str("<w:keepLines/>");
    }
    if before > 0 || after.is_some() || is_tight {
        part.push_str("<w:spacing");
        if before > 0 {
            part.push_str(&format!(r#" w:before="{before}""#));
        }
        if let Some(after) = after {
            part.push_str(&format!(r#" w:after="{after}""#));
        }
        if is_tight {
            part.push_str(&format!(r#" w:line="{}" w:lineRule="auto""#, line(100)));
        }
        part.push_str("/>");
    }
    if left > 0 || right > 0 {
        part.push_str(&format!(r#"<w:ind w:left="{left}" w:right="{right}"/>"#));
    }
    if is_centred {
        part.push_str(r#"<w:jc w:val="center"/>"#);
    }
    if let Some(level) = level {
        part.push_str(&format!(r#"<w:outlineLvl w:val="{}"/>"#, level - 1));
    }
}

/// The elements stand in the order that the schema asks for (17.3.2.28).
fn write_letters(part: &mut String, letters: &Letters) {
    let Letters { typeface, size, is_bold, is_italic, is_underlined, colour, ground } = *letters;
    if let Some(face) = typeface {
        part.push_str(&format!(r#"<w:rFonts w:ascii="{face}" w:hAnsi="{face}"/>"#));
    }
    part.push_str(if is_bold { "<w:b/><w:bCs/>" } else { "" });
    part.push_str(if is_italic { "<w:i/><w:iCs/>" } else { "" });
    if let Some(colour) = colour {
        part.push_str(&format!(r#"<w:color w:val="{colour}"/>"#));
    }
    if let Some(size) = size {
        part.push_str(&format!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#));
    }
    part.push_str(if is_underlined { r#"<w:u w:val="single"/>"# } else { "" });
    if let Some(ground) = ground {
        part.push_str(&format!(r#"<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>"#));
    }
}
