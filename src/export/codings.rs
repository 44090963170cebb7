//! The codings as an exchange file: who put which code on which stretch of which source.

use serde::Serialize;

use super::csv::Table;

/// One coding, as the exchange file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodingLine {
    /// The name of the source.
    pub document: String,
    /// First code point of the coded stretch in the source's stored text.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The code's path, its names joined by ` > `.
    pub code: String,
    /// Who applied it.
    pub coder: String,
}

/// The codings as CSV with the columns `document,start,end,code,coder`; positions count code points, the end is
/// exclusive. UTF-8 without a byte order mark: this file is read by programs, and many take a mark as a part of the
/// first column's name.
pub fn codings_csv(lines: &[CodingLine]) -> Vec<u8> {
    let mut table = Table::new(b"", &["document", "start", "end", "code", "coder"]);
    for line in lines {
        table.row(&[
            &line.document,
            &line.start.to_string(),
            &line.end.to_string(),
            &line.code,
            &line.coder,
        ]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_its_columns() {
        let line = CodingLine {
            document: "Name with & <angle> \"quotes\" é 名".to_owned(),
            start: 3,
            end: 14,
            code: "Théorie, idée > 理論 🧩".to_owned(),
            coder: "Zoë Lindqvist".to_owned(),
        };
        assert_eq!(
            String::from_utf8(codings_csv(&[line])).expect("UTF-8"),
            "document,start,end,code,coder\r\n\
             \"Name with & <angle> \"\"quotes\"\" é 名\",3,14,\"Théorie, idée > 理論 🧩\",Zoë Lindqvist\r\n"
        );
        assert_eq!(codings_csv(&[]), b"document,start,end,code,coder\r\n");
    }
}
