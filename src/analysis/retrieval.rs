//! Which quotations answer a question.

use std::collections::HashSet;

use crate::domain::{
    CodeId, CodeTree, CoderId, Coding, Quotation, QuotationId, SourceCodings, SourceId, SourceInfo,
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

/// Which codings a question asks for.
#[derive(Debug, Clone)]
pub struct AskedCodings<'a> {
    /// None when any code will do.
    codes: Option<HashSet<CodeId>>,
    coders: &'a [CoderId],
}

impl QuoteQuery {
    /// The codings that are asked for: those with one of the codes, or of those below them when they count too, made
    /// by one of the coders.
    pub fn asked_codings(&self, tree: &CodeTree) -> AskedCodings<'_> {
        let codes = (!self.codes.is_empty()).then(|| {
            if self.sub_codes {
                let all = self.codes.iter().flat_map(|&code| tree.with_sub_codes(code));
                all.map(|code| code.id).collect()
            } else {
                self.codes.iter().copied().collect()
            }
        });
        AskedCodings { codes, coders: &self.coders }
    }
}

impl AskedCodings<'_> {
    /// Whether any quotation will do, even one without codings.
    pub fn is_everything(&self) -> bool {
        self.codes.is_none() && self.coders.is_empty()
    }

    /// Whether this coding is one of them.
    pub fn holds(&self, coding: &Coding) -> bool {
        self.codes.as_ref().is_none_or(|codes| codes.contains(&coding.code))
            && (self.coders.is_empty() || self.coders.contains(&coding.coder))
    }
}

/// The quotations that answer a question, in the order of `sources`, and within a source by their start.
/// `codings` gives what stands on a source.
pub fn retrieve<'a>(
    query: &QuoteQuery,
    tree: &CodeTree,
    sources: &[SourceInfo],
    codings: impl Fn(SourceId) -> Option<&'a SourceCodings>,
) -> Vec<QuoteRow> {
    let asked = query.asked_codings(tree);
    let coded = |quotation: &Quotation| {
        asked.is_everything() || quotation.codings.iter().any(|coding| asked.holds(coding))
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
                .filter(|quotation| !quotation.span.is_empty())
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
