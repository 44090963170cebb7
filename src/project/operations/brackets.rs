//! The square brackets in a source, as their words or a person class them.

use std::collections::HashMap;

use crate::domain::{BracketClass, MarkupKind, SourceId, Span};
use crate::project::{Project, ProjectError};
use crate::text::{Text, brackets};

/// A pair of square brackets in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedBracket {
    /// Where it stands, with the brackets.
    pub span: Span,
    /// What it is: what a person said, else what its words suggest.
    pub class: BracketClass,
    /// Whether a person said so.
    pub is_said: bool,
    /// The brackets with what stands between them.
    pub words: String,
    /// The words before them, and after them.
    pub around: (String, String),
}

/// So many characters are given before and after a pair.
const AROUND: u32 = 60;

impl Project {
    /// All square brackets in a source, by place.
    pub fn brackets(&self, source: SourceId) -> Result<Vec<PlacedBracket>, ProjectError> {
        // Not the texts kept in memory: a whole study read once would drive out those that are being read.
        let text = Text::new(self.store.read().source_text(source)?);
        let said: HashMap<Span, BracketClass> = self
            .markup(source)?
            .into_iter()
            .filter_map(|mark| match mark.kind {
                MarkupKind::Bracket(class) => Some((mark.span, class)),
                _ => None,
            })
            .collect();
        let words = |start, end| text.slice(text.snap(Span { start, end })).to_owned();
        let placed = brackets(&text).into_iter().map(|bracket| {
            let Span { start, end } = bracket.span;
            let by_hand = said.get(&bracket.span).copied();
            PlacedBracket {
                span: bracket.span,
                class: by_hand.unwrap_or(bracket.class),
                is_said: by_hand.is_some(),
                words: words(start, end),
                around: (
                    words(start.saturating_sub(AROUND), start),
                    words(end, (end + AROUND).min(text.length())),
                ),
            }
        });
        Ok(placed.collect())
    }
}
