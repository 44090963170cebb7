//! stub
/// A row of a table of codings.
pub struct CodingRow {
    pub line: u64,
    pub document: String,
    pub start: u32,
    pub end: u32,
    pub code: String,
    pub coder: String,
}
