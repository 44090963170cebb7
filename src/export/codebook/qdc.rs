//! The framework as a REFI-QDA codebook (specification 1.5, 5.2), valid against the schema QDA-XML 1.0 of 18 March 2019.
//!
//! Strict where the reader is lenient: the schema's order of children, no empty containers, GUIDs in lower case without
//! braces, colours as `#rrggbb`. What is said of a code goes into its one `Description`, see [`CodeWords::in_one`].
//!
//! [`CodeWords::in_one`]: crate::domain::CodeWords::in_one

use super::{CodebookReport, CodebookRow};
use crate::export::characters::{escaped, legal};
use crate::export::{ExportError, PROGRAM};

/// The root with its namespace and the place of the schema, as the specification's own example has them.
const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"urn:QDA-XML:codebook:1.0 \
    http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd\"";

/// The whole file. A codebook without codes cannot be.
pub(super) fn qdc(report: &CodebookReport) -> Result<String, ExportError> {
    if report.codes.is_empty() {
        return Err(ExportError::NoCodes);
    }
    let mut out = format!("{ROOT} origin=\"{PROGRAM}\">\n<Codes>\n");
    let mut depth = 0;
    for (at, row) in report.codes.iter().enumerate() {
        close(&mut out, &mut depth, row.path.len());
        let next = report.codes.get(at + 1).map_or(0, |next| next.path.len());
        let has_children = next > row.path.len();
        open(&mut out, row, has_children);
        depth += usize::from(has_children);
    }
    close(&mut out, &mut depth, 1);
    out.push_str("</Codes>\n");
    if !report.sets.is_empty() {
        out.push_str("<Sets>\n");
        for set in &report.sets {
            let name = attribute(&set.name);
            out.push_str(&format!("<Set guid=\"{}\" name=\"{name}\">", set.key));
            for member in set.codes.iter().filter_map(|&place| report.codes.get(place)) {
                out.push_str(&format!("<MemberCode guid=\"{}\"/>", member.key));
            }
            out.push_str("</Set>\n");
        }
        out.push_str("</Sets>\n");
    }
    out.push_str("</CodeBook>\n");
    Ok(out)
}

/// Begins a code; it stays open for those below it.
fn open(out: &mut String, row: &CodebookRow, has_children: bool) {
    let indent = "  ".repeat(row.path.len());
    let name = attribute(row.name());
    out.push_str(&format!(
        "{indent}<Code guid=\"{}\" name=\"{name}\" isCodable=\"{}\"",
        row.key, row.is_applicable
    ));
    if let Some(colour) = row.colour {
        out.push_str(&format!(" color=\"{colour}\""));
    }
    let words = row.words.in_one();
    match (words.is_empty(), has_children) {
        (true, false) => return out.push_str("/>\n"),
        (true, true) => out.push_str(">\n"),
        (false, _) => {
            // A carriage return written as such would be read as a line feed.
            let words = escaped(&words).replace('\r', "&#13;");
            out.push_str(&format!(">\n{indent}  <Description>{words}</Description>\n"));
        }
    }
    if !has_children {
        out.push_str(&format!("{indent}</Code>\n"));
    }
}

/// Ends the open codes that a code at a level does not stand below.
fn close(out: &mut String, depth: &mut usize, level: usize) {
    while *depth >= level.max(1) {
        out.push_str(&format!("{}</Code>\n", "  ".repeat(*depth)));
        *depth -= 1;
    }
}

/// A text as the value of an attribute; line breaks and tabs would be read as blanks otherwise.
fn attribute(text: &str) -> String {
    quick_xml::escape::escape(legal(text).as_ref())
        .replace('\n', "&#10;")
        .replace('\r', "&#13;")
        .replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn writes_what_the_schema_asks() {
        let written = qdc(&sample()).expect("a codebook");
        let body = written.split_once("<Codes>").map(|(_, body)| body);
        assert_eq!(
            body,
            Some(
                r##"
  <Code guid="00000000-0000-0000-0000-000000000001" name="Access" isCodable="false" color="#6c9539">
    <Code guid="00000000-0000-0000-0000-000000000002" name="Waiting, &lt;long&gt;" isCodable="true">
      <Description>Time "lost"
before

When to use:
Days &amp; weeks

When not to use:
Hours

Research question:
RQ 2</Description>
    </Code>
  </Code>
</Codes>
<Sets>
<Set guid="00000000-0000-0000-0000-000000000009" name="Time"><MemberCode guid="00000000-0000-0000-0000-000000000002"/></Set>
</Sets>
</CodeBook>
"##
            )
        );
    }

    #[test]
    fn containers_are_never_empty() {
        assert!(matches!(qdc(&CodebookReport::default()), Err(ExportError::NoCodes)));
        let report = CodebookReport { sets: Vec::new(), ..sample() };
        assert!(!qdc(&report).expect("a codebook").contains("<Sets"));
    }
}
