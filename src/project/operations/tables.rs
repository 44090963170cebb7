//! Codings taken from a table.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::{CodeId, CoderId, QuotationId, SourceId, SourceInfo, Span};
use crate::import::codings_csv::CodingRow;
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// What came of a table of codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CodingImport {
    /// Codings that are new.
    pub added: usize,
    /// Codings that were there already.
    pub already_there: usize,
    /// Quotations that are new.
    pub quotations: usize,
    /// Coders that are new.
    pub coders: usize,
}

/// A row whose names were found in the project.
struct Found {
    source: SourceId,
    span: Span,
    code: CodeId,
    coder: String,
}

impl Project {
    /// Takes codings from a table, in one step. Sources and codes must be there; coders that are not are added; rows
    /// without a coder are those of the person who codes now. Spans must lie in their text and are taken as they
    /// stand, to the code point. The first row that does not fit refuses the whole table.
    pub fn import_codings(&mut self, rows: &[CodingRow]) -> Result<CodingImport, ProjectError> {
        let found = self.find_rows(rows)?;
        self.transact(&format!("Imported {}", counted(rows.len(), "coding", "codings")), |work| {
            let mut report = CodingImport::default();
            let mut coders: HashMap<String, CoderId> =
                work.before.coders.iter().map(|c| (c.name.to_lowercase(), c.id)).collect();
            let on: HashSet<SourceId> = found.iter().map(|row| row.source).collect();
            let mut quotations: HashMap<(SourceId, Span), QuotationId> = HashMap::new();
            for codings in on.iter().filter_map(|&source| work.before.codings(source)) {
                for quotation in &codings.quotations {
                    quotations.entry((codings.source, quotation.span)).or_insert(quotation.id);
                }
            }
            for row in &found {
                let coder = match coders.get(&row.coder.to_lowercase()) {
                    Some(&coder) => coder,
                    None => {
                        let coder = work.tx.insert_coder(&row.coder, work.at)?;
                        coders.insert(row.coder.to_lowercase(), coder);
                        report.coders += 1;
                        coder
                    }
                };
                let place = (row.source, row.span);
                let quotation = match quotations.get(&place) {
                    Some(&quotation) => quotation,
                    None => {
                        let quotation = work.tx.insert_quotation(row.source, row.span, work.at)?;
                        quotations.insert(place, quotation);
                        report.quotations += 1;
                        quotation
                    }
                };
                match work.tx.insert_coding(quotation, row.code, coder, work.at)? {
                    Some(_) => report.added += 1,
                    None => report.already_there += 1,
                }
            }
            Ok(report)
        })
    }

    fn find_rows(&self, rows: &[CodingRow]) -> Result<Vec<Found>, ProjectError> {
        let mut sources: HashMap<&str, Option<&SourceInfo>> = HashMap::new();
        let mut codes: HashMap<&str, Result<CodeId, String>> = HashMap::new();
        rows.iter()
            .map(|row| {
                let wrong = |reason: String| ProjectError::Row { line: row.line, reason };
                let source = *sources
                    .entry(&row.document)
                    .or_insert_with(|| self.snapshot.source_named(&row.document));
                let source = source
                    .ok_or_else(|| wrong(format!("there is no source “{}”", row.document)))?;
                let code = codes.entry(&row.code).or_insert_with(|| {
                    let code = self.snapshot.codes.resolve(&row.code);
                    code.map(|code| code.id).map_err(|error| error.to_string())
                });
                let code = code.clone().map_err(&wrong)?;
                let span = Span { start: row.start, end: row.end };
                if span.is_empty() {
                    return Err(wrong(format!("{} to {} holds nothing", row.start, row.end)));
                }
                if span.end > source.length {
                    return Err(wrong(format!(
                        "{} to {} lies past the end of “{}”, which has {} characters",
                        row.start, row.end, source.name, source.length
                    )));
                }
                let coder = match (row.coder.trim(), &self.snapshot.coder) {
                    ("", Some(coder)) => coder.name.clone(),
                    ("", None) => return Err(wrong("a coder's name is missing".to_owned())),
                    (name, _) => name.to_owned(),
                };
                Ok(Found { source: source.id, span, code, coder })
            })
            .collect()
    }
}
