//! `styles.xml`, and the styles of an OpenDocument text that differ from a named one by where a paragraph stands.

use super::Place;
use crate::export::styles::{
    AFTER, AFTER_EXTRACT, COMPLEX, FOOTER, LINE, Letters, MONO, NORMAL, Paragraph, SANS, SERIF,
    SIZE, STEP_IN, Style, styles,
};

/// The namespaces of both parts, and the typefaces.
pub(super) const NAMESPACES: &str = r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3""#;

/// The style of tables, and those of their cells.
pub(super) const TABLE: &str = "ReportTable";
pub(super) const TABLE_ON_NEW_PAGE: &str = "ReportTableOnNewPage";
pub(super) const CELL: &str = "ReportCell";
pub(super) const HEAD_CELL: &str = "ReportHeadCell";
/// The styles of lists, called as LibreOffice calls its own.
pub(super) const BULLETS: &str = "List_20_1";
pub(super) const NUMBERS: &str = "Numbering_20_1";
/// How many lists programs tell apart that stand in one another.
const DEEPEST: usize = 10;

/// Letters that are bold, italic or both.
const LOOKS: [(&str, &str); 3] = [
    ("Bold", r#"fo:font-weight="bold" style:font-weight-complex="bold""#),
    ("Italic", r#"fo:font-style="italic" style:font-style-complex="italic""#),
    (
        "BoldItalic",
        r#"fo:font-weight="bold" style:font-weight-complex="bold" fo:font-style="italic" style:font-style-complex="italic""#,
    ),
];

/// The name of the automatic style of letters that look so; none for plain ones.
pub(super) const fn look(is_bold: bool, is_italic: bool) -> Option<&'static str> {
    match (is_bold, is_italic) {
        (false, false) => None,
        (true, false) => Some(LOOKS[0].0),
        (false, true) => Some(LOOKS[1].0),
        (true, true) => Some(LOOKS[2].0),
    }
}

/// The name of a named style as the file has it: as programs of ODF call it where they know it, without blanks.
pub(super) fn name(id: &str) -> String {
    match id.strip_prefix("Heading") {
        _ if id == NORMAL => "Standard".to_owned(),
        Some(level) => format!("Heading_20_{level}"),
        None => id.to_owned(),
    }
}

/// The typefaces.
pub(super) fn typefaces() -> String {
    let mut faces = String::from("<office:font-face-decls>\n");
    for (name, generic, pitch) in [
        (SANS, "swiss", "variable"),
        (SERIF, "roman", "variable"),
        (MONO, "modern", "fixed"),
        (COMPLEX, "swiss", "variable"),
    ] {
        faces.push_str(&format!(
            r#"<style:font-face style:name="{name}" svg:font-family="{name}" style:font-family-generic="{generic}" style:font-pitch="{pitch}"/>
"#
        ));
    }
    faces.push_str("</office:font-face-decls>\n");
    faces
}

/// The automatic style of a paragraph, with its number.
pub(super) fn automatic(number: &usize, place: Place) -> String {
    let mut properties = String::new();
    if place.is_right_to_left {
        properties.push_str(r#" style:writing-mode="rl-tb" fo:text-align="end""#);
    }
    if place.keeps_next {
        properties.push_str(r#" fo:keep-with-next="always""#);
    }
    if place.ends_extract {
        properties.push_str(&format!(r#" fo:margin-bottom="{}""#, points(AFTER_EXTRACT)));
    }
    if place.breaks_page {
        properties.push_str(r#" fo:break-before="page""#);
    }
    format!(
        r#"<style:style style:name="P{number}" style:family="paragraph" style:parent-style-name="{}"><style:paragraph-properties{properties}/></style:style>
"#,
        name(place.style)
    )
}

/// The name of the automatic style of a column, both counted from 1.
pub(super) fn column(table: usize, column: usize) -> String {
    format!("T{table}C{column}")
}

/// How wide the text is, in hundredths of a centimetre.
const fn text_width(is_landscape: bool) -> u32 {
    if is_landscape { 2_470 } else { 1_600 }
}

/// Hundredths of a centimetre, as centimetres.
fn centimetres(hundredths: f64) -> String {
    format!("{:.3}cm", hundredths / 100.0)
}

/// The automatic styles of the columns of a table, which share the width of the text.
pub(super) fn columns(table: usize, widths: &[u32], is_landscape: bool) -> String {
    let sum: f64 = widths.iter().copied().map(f64::from).sum();
    let style = |(number, width): (usize, &u32)| {
        let part = f64::from(*width) / sum;
        format!(
            r#"<style:style style:name="{}" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>
"#,
            column(table, number),
            centimetres(part * f64::from(text_width(is_landscape)))
        )
    };
    (1..).zip(widths).map(style).collect()
}

/// The automatic styles of tables and their cells: thin lines, the heads on a ground.
pub(super) fn tables(is_landscape: bool) -> String {
    let width = centimetres(f64::from(text_width(is_landscape)));
    let table = |name: &str, more: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{width}" table:align="left" table:border-model="collapsing"{more}/></style:style>
"#
        )
    };
    let cell = |name: &str, more: &str| {
        format!(
            r##"<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #a6a6a6" fo:padding="3pt"{more}/></style:style>
"##
        )
    };
    [
        table(TABLE, ""),
        table(TABLE_ON_NEW_PAGE, r#" fo:break-before="page""#),
        cell(CELL, ""),
        cell(HEAD_CELL, r##" fo:background-color="#ededed""##),
    ]
    .concat()
}

/// The styles of lists: what stands before their items, and how far in they stand.
fn lists() -> String {
    let mut styles = String::new();
    for (name, shown) in [(BULLETS, "List 1"), (NUMBERS, "Numbering 1")] {
        styles += &format!(r#"<text:list-style style:name="{name}" style:display-name="{shown}">"#);
        for depth in 1..=DEEPEST {
            let (tag, sign) = match name {
                BULLETS => ("bullet", format!("text:bullet-char=\"{}\"", ["–", "•"][depth % 2])),
                _ => ("number", r#"style:num-format="1" style:num-suffix=".""#.to_owned()),
            };
            let left = points(STEP_IN * depth as u32);
            styles += &format!(
                r#"<text:list-level-style-{tag} text:level="{depth}" {sign}><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{left}" fo:text-indent="-{}" fo:margin-left="{left}"/></style:list-level-properties></text:list-level-style-{tag}>"#,
                points(STEP_IN)
            );
        }
        styles += "</text:list-style>\n";
    }
    styles
}

/// The automatic styles of letters.
pub(super) fn looks() -> String {
    let look = |(name, properties): &(&str, &str)| {
        format!(
            r#"<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/></style:style>
"#
        )
    };
    LOOKS.iter().map(look).collect()
}

/// The whole of `styles.xml`: A4, margins of 2.5 cm, the page's number at its foot. Words are British English.
pub(super) fn part(is_landscape: bool) -> String {
    let [width, height, orientation] = match is_landscape {
        true => ["29.7cm", "21cm", "landscape"],
        false => ["21cm", "29.7cm", "portrait"],
    };
    let mut part = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles{NAMESPACES}>
{}<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="{}" fo:line-height="{LINE}%" style:writing-mode="lr-tb" style:tab-stop-distance="36pt"/><style:text-properties style:font-name="{SANS}" style:font-name-complex="{COMPLEX}" fo:font-size="{}" style:font-size-complex="{}" fo:language="en" fo:country="GB"/></style:default-style>
"#,
        typefaces(),
        points(AFTER),
        letters_size(SIZE),
        letters_size(SIZE),
    );
    for style in styles() {
        write(&mut part, &style);
    }
    part.push_str(&lists());
    part.push_str(&format!(
        r#"</office:styles>
<office:automatic-styles>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}" style:print-orientation="{orientation}" fo:margin-top="2.5cm" fo:margin-bottom="1.25cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:footer-style><style:header-footer-properties fo:min-height="1.25cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer><text:p text:style-name="{}"><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page>
</office:master-styles>
</office:document-styles>
"#,
        name(FOOTER)
    ));
    part
}

/// Writes a named style.
fn write(part: &mut String, style: &Style) {
    let family = if style.paragraph.is_some() { "paragraph" } else { "text" };
    part.push_str(&format!(
        r#"<style:style style:name="{}" style:display-name="{}" style:family="{family}""#,
        name(style.id),
        display_name(style),
    ));
    if let Some(paragraph) = &style.paragraph {
        if style.id != NORMAL {
            part.push_str(&format!(r#" style:parent-style-name="{}""#, name(NORMAL)));
        }
        if let Some(level) = paragraph.level {
            part.push_str(&format!(r#" style:default-outline-level="{level}""#));
        }
        if paragraph.keeps_next {
            part.push_str(&format!(r#" style:next-style-name="{}""#, name(NORMAL)));
        }
        part.push_str(r#" style:class="text"><style:paragraph-properties"#);
        write_paragraph(part, paragraph);
        part.push_str("/>");
    } else {
        part.push('>');
    }
    part.push_str("<style:text-properties");
    write_letters(part, &style.letters);
    part.push_str("/></style:style>\n");
}

/// What people see: the names that Word has, headings and footers written as programs of ODF know them.
fn display_name(style: &Style) -> String {
    match style.is_built_in {
        true if style.id == NORMAL => name(NORMAL),
        true => crate::text::capital(style.name),
        false => style.name.to_owned(),
    }
}

fn write_paragraph(part: &mut String, paragraph: &Paragraph) {
    let Paragraph { before, after, left, right, keeps_next, is_tight, is_centred, level } =
        *paragraph;
    let mut put = |name: &str, value: &str| part.push_str(&format!(r#" {name}="{value}""#));
    for (name, value) in
        [("fo:margin-top", before), ("fo:margin-left", left), ("fo:margin-right", right)]
    {
        if value > 0 {
            put(name, &points(value));
        }
    }
    if let Some(after) = after {
        put("fo:margin-bottom", &points(after));
    }
    if is_tight {
        put("fo:line-height", "100%");
    }
    if keeps_next {
        put("fo:keep-with-next", "always");
    }
    if level.is_some() {
        put("fo:keep-together", "always");
    }
    if is_centred {
        put("fo:text-align", "center");
    }
}

fn write_letters(part: &mut String, letters: &Letters) {
    let Letters { typeface, size, is_bold, is_italic, is_underlined, colour, ground } = *letters;
    if let Some(face) = typeface {
        part.push_str(&format!(r#" style:font-name="{face}""#));
    }
    if let Some(size) = size {
        let size = letters_size(size);
        part.push_str(&format!(r#" fo:font-size="{size}" style:font-size-complex="{size}""#));
    }
    if is_bold {
        part.push_str(&format!(" {}", LOOKS[0].1));
    }
    if is_italic {
        part.push_str(&format!(" {}", LOOKS[1].1));
    }
    if is_underlined {
        part.push_str(r#" style:text-underline-style="solid""#);
    }
    if let Some(ground) = ground {
        part.push_str(&format!(" fo:background-color=\"#{ground}\""));
    }
    if let Some(colour) = colour {
        part.push_str(&format!(" fo:color=\"#{colour}\""));
    }
}

/// Twentieths of a point, as points.
fn points(twentieths: u32) -> String {
    format!("{}pt", f64::from(twentieths) / 20.0)
}

/// Half points, as points.
fn letters_size(half_points: u32) -> String {
    format!("{}pt", f64::from(half_points) / 2.0)
}
