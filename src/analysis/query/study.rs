//! What a question is put to.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::Condition;
use crate::domain::{
    CodeSet, CodeTree, CoderId, QuotationId, SavedQueryId, SourceCodings, SourceId, SourceInfo,
    Span, Turn,
};
use crate::text::{Text, passages};

/// A study as questions see it: what is in memory as it is, and what has to be read when it is needed.
pub trait Study {
    /// The code framework.
    fn codes(&self) -> &CodeTree;
    /// The sets of codes.
    fn code_sets(&self) -> &[CodeSet];
    /// The sources, in the order in which answers are given.
    fn sources(&self) -> &[SourceInfo];
    /// What stands on a source.
    fn codings(&self, source: SourceId) -> Option<&SourceCodings>;
    /// The quotations at which a link begins or ends.
    fn linked(&self) -> HashSet<QuotationId>;
    /// Who asks, and up to when they have seen what others did, as RFC 3339 in UTC; none where nobody has said their name.
    fn seen(&self) -> Option<(CoderId, Arc<str>)>;
    /// What a question that is kept asks; none where it is gone or does not read in any more.
    fn saved(&self, id: SavedQueryId) -> Option<Condition>;
    /// What answers words, as they were written. Asked once for each of a question's words, before anything else.
    fn words(&self, words: &str) -> Arc<WordAnswers>;
    /// A regular expression, ready to be looked for. None where it does not read in.
    fn pattern(&self, pattern: &str) -> Option<Find>;
    /// The text of a source; none where it cannot be read.
    fn text(&self, source: SourceId) -> Option<Arc<Text>>;
    /// Where the paragraphs and turns of a source lie; none where its text cannot be read.
    fn divisions(&self, source: SourceId) -> Option<Arc<Divisions>> {
        let (text, on) = (self.text(source)?, self.codings(source)?);
        Some(Arc::new(Divisions::of(&text, &on.turns)))
    }
}

/// Where a text is divided: what can be told of it without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divisions {
    /// The turns, and the paragraphs outside of turns, in order; blank ones are left out.
    pub passages: Box<[Span]>,
    /// Where the paragraphs begin that are not blank, in order, in code points.
    pub paragraphs: Box<[u32]>,
}

impl Divisions {
    /// The divisions of a text with its turns.
    pub fn of(text: &Text, turns: &[Turn]) -> Self {
        let filled = text.paragraphs().iter().map(|paragraph| paragraph.span);
        let filled = filled.filter(|span| !text.slice(*span).trim().is_empty());
        Self {
            passages: passages(text, turns).into(),
            paragraphs: filled.map(|span| span.start).collect(),
        }
    }
}

/// Gives the places of something in a text, in bytes, in order.
pub type Find = Box<dyn Fn(&str) -> Vec<Range<usize>>>;

/// What answers a question to the search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordAnswers {
    /// The quotations whose words answer.
    pub quotations: HashSet<QuotationId>,
    /// The turns, and the paragraphs outside of turns, whose words answer.
    pub passages: HashSet<(SourceId, Span)>,
}
