//! Which quotations answer a question.

use std::collections::HashSet;

use crate::domain::{
    CodeId, CodeTree, CoderId, Quotation, QuotationId, SourceCodings, SourceId, SourceInfo,
    SourceKind, Span,
};

use super::label::speakers;

/// A question about quotations. Empty lists ask for everything; several entries of a list are joined by "or", the
/// lists by "and".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuoteQuery {
    /// The codes; none for quotations with any code or none.
    pub codes: Vec<CodeId>,
    /// Whether codes below those count too.
    pub sub_codes: bool,
    /// Kinds of source.
    pub kinds: Vec<SourceKind>,
    /// Sources.
    pub sources: Vec<SourceId>,
    /// Speakers, as the sources name them; a quotation answers when one of them speaks in it.
    pub speakers: Vec<String>,
    /// Coders; a quotation answers when one of them applied one of the codes.
    pub coders: Vec<CoderId>,
}

/// A quotation that answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteRow {
    /// The source it stands on.
    pub source: SourceId,
    /// Its key.
    pub quotation: QuotationId,
    /// Its span in the source.
    pub span: Span,
}

/// The quotations that answer a question, in the order of `sources`, and within a source by their start.
/// `codings` gives what stands on a source.
pub fn retrieve<'a>(
    query: &QuoteQuery,
    tree: &CodeTree,
    sources: &[SourceInfo],
    codings: impl Fn(SourceId) -> Option<&'a SourceCodings>,
) -> Vec<QuoteRow> {
    let codes: HashSet<CodeId> = if query.sub_codes {
        query.codes.iter().flat_map(|&code| tree.with_sub_codes(code)).map(|code| code.id).collect()
    } else {
        query.codes.iter().copied().collect()
    };
    let coded = |quotation: &Quotation| {
        if query.codes.is_empty() && query.coders.is_empty() {
            return true;
        }
        quotation.codings.iter().any(|coding| {
            (query.codes.is_empty() || codes.contains(&coding.code))
                && (query.coders.is_empty() || query.coders.contains(&coding.coder))
        })
    };
    let spoken = |source: &SourceCodings, span: Span| {
        query.speakers.is_empty()
            || speakers(source, span).iter().any(|s| query.speakers.iter().any(|w| **w == ***s))
    };
    sources
        .iter()
        .filter(|info| query.kinds.is_empty() || query.kinds.contains(&info.kind))
        .filter(|info| query.sources.is_empty() || query.sources.contains(&info.id))
        .filter_map(|info| codings(info.id))
        .flat_map(|source| {
            source
                .quotations
                .iter()
                .filter(|quotation| coded(quotation) && spoken(source, quotation.span))
                .map(|quotation| QuoteRow {
                    source: source.source,
                    quotation: quotation.id,
                    span: quotation.span,
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
