//! What an output changes in the words of a quotation: cuts, insertions, emphasis.
//!
//! The quotation stays as it is. Trims are kept relative to its start, in code points, so they stay right wherever it moves.

use std::fmt;

use thiserror::Error;

use crate::domain::{Insertion, Span, Trims};
use crate::text::{ChangeSet, Mapped, Text};

/// A kind of trim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrimKind {
    /// Something left out.
    Cut,
    /// Something put in.
    Insertion,
    /// Something emphasised.
    Emphasis,
}

impl fmt::Display for TrimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cut => "cut",
            Self::Insertion => "insertion",
            Self::Emphasis => "emphasis",
        })
    }
}

/// Why words cannot be trimmed so. Places are code points from the quotation's start.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TrimError {
    /// The quotation does not lie in the text.
    #[error("The quotation does not lie in its source's text any more; select its words again.")]
    NoQuotation,
    /// A trim reaches past the quotation.
    #[error("The {kind} at {start} reaches past the quotation’s end; move it inside, or take it out.", start = span.start)]
    Outside {
        /// What it is.
        kind: TrimKind,
        /// Where it is.
        span: Span,
    },
    /// A trim holds no characters.
    #[error("The {kind} at {start} holds no words; take it out.", start = span.start)]
    Empty {
        /// What it is.
        kind: TrimKind,
        /// Where it is.
        span: Span,
    },
    /// A trim begins or ends within what is read as one character.
    #[error("The {kind} at {start} splits a character; move its ends.", start = span.start)]
    Splits {
        /// What it is.
        kind: TrimKind,
        /// Where it is.
        span: Span,
    },
    /// A trim begins before the one before it has ended.
    #[error("The {kind} at {start} begins within another change, or before it; move one of them.", start = span.start)]
    Overlaps {
        /// What it is.
        kind: TrimKind,
        /// Where it is.
        span: Span,
    },
    /// An insertion has no words, or more than one line of them.
    #[error("The insertion at {start} needs words on one line; write them, or take it out.", start = span.start)]
    NoWords {
        /// Where it is.
        span: Span,
    },
    /// No words are left.
    #[error("The cuts leave no words of the quotation; take one of them back.")]
    NothingLeft,
}

/// A trim whose words are not what they were when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostWords {
    /// What it is.
    pub kind: TrimKind,
    /// Where it was, relative to the quotation's start as that was.
    pub was: Span,
    /// The words of an insertion.
    pub words: Option<String>,
    /// Where it stands now, relative to the quotation's start: other words have come to stand there, or an insertion stands between
    /// words now. Nothing when it is gone.
    pub now: Option<Span>,
}

/// A cut or an insertion among the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Take<'t> {
    pub span: Span,
    /// The words put in; none for a cut.
    pub words: Option<&'t str>,
}

impl Take<'_> {
    const fn kind(&self) -> TrimKind {
        if self.words.is_some() { TrimKind::Insertion } else { TrimKind::Cut }
    }
}

impl Trims {
    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty() && self.insertions.is_empty() && self.emphasis.is_empty()
    }

    /// The cuts and insertions by place; what is put in before a character stands before its cut.
    pub(super) fn takes(&self) -> Vec<Take<'_>> {
        let cuts = self.cuts.iter().map(|&span| Take { span, words: None });
        let insertions =
            self.insertions.iter().map(|one| Take { span: one.span, words: Some(&one.words) });
        let mut takes: Vec<Take<'_>> = cuts.chain(insertions).collect();
        takes.sort_by_key(|take| (take.span.start, take.span.end));
        takes
    }

    /// Whether the quotation can be printed so.
    ///
    /// # Errors
    /// Names the first trim that cannot stand.
    pub fn check(&self, text: &Text, quotation: Span) -> Result<(), TrimError> {
        if !text.holds(quotation) {
            return Err(TrimError::NoQuotation);
        }
        let insertions: Vec<Span> = self.insertions.iter().map(|one| one.span).collect();
        let lists = [
            (TrimKind::Cut, &self.cuts),
            (TrimKind::Insertion, &insertions),
            (TrimKind::Emphasis, &self.emphasis),
        ];
        for (kind, spans) in lists {
            check_list(kind, spans, text, quotation)?;
        }
        for Insertion { span, words } in &self.insertions {
            if words.trim().is_empty() || words.contains(char::is_control) {
                return Err(TrimError::NoWords { span: *span });
            }
        }
        let takes = self.takes();
        let mut end = 0;
        for take in &takes {
            if take.span.start < end {
                return Err(TrimError::Overlaps { kind: take.kind(), span: take.span });
            }
            end = take.span.end;
        }
        let mut left = String::new();
        let mut at = 0;
        for take in &takes {
            left.push_str(
                text.slice(absolute(Span { start: at, end: take.span.start }, quotation)),
            );
            left.push_str(take.words.unwrap_or_default());
            at = take.span.end;
        }
        left.push_str(text.slice(absolute(Span { start: at, end: quotation.len() }, quotation)));
        if left.trim().is_empty() { Err(TrimError::NothingLeft) } else { Ok(()) }
    }

    /// The trims of a quotation that stood at `from` and stands at `to` in the changed text, or whose ends were moved. Those that
    /// lost all of their words are named: kept on what stands in their place, or gone where nothing does. An insertion goes
    /// only when no quotation is left.
    pub fn mapped(
        &self,
        from: Span,
        changes: &ChangeSet,
        to: Span,
        text: &Text,
    ) -> (Self, Vec<LostWords>) {
        let mut mapping = Mapping { from, changes, to, text, lost: Vec::new() };
        let mut mapped = Self::default();
        let mut at = to.start;
        for take in self.takes() {
            let (kind, words) = (take.kind(), take.words.map(str::to_owned));
            if let Some(span) = mapping.take(kind, take.span, words.as_deref(), &mut at) {
                match words {
                    None => mapped.cuts.push(span),
                    Some(words) => mapped.insertions.push(Insertion { span, words }),
                }
            }
        }
        let mut at = to.start;
        for &span in &self.emphasis {
            mapped.emphasis.extend(mapping.take(TrimKind::Emphasis, span, None, &mut at));
        }
        (mapped, mapping.lost)
    }
}

/// From one text and quotation to the next.
struct Mapping<'m> {
    from: Span,
    changes: &'m ChangeSet,
    to: Span,
    text: &'m Text,
    lost: Vec<LostWords>,
}

impl Mapping<'_> {
    /// Where a trim has come to stand, not before `at` of the text, which is moved to its end.
    fn take(
        &mut self,
        kind: TrimKind,
        was: Span,
        words: Option<&str>,
        at: &mut u32,
    ) -> Option<Span> {
        let mapped = self.changes.map(absolute(was, self.from));
        let found = self.text.snap(mapped.span());
        let start = found.start.clamp(*at, self.to.end.max(*at));
        let end = found.end.clamp(start, self.to.end.max(start));
        let now = Span { start, end };
        let is_gone = if words.is_some() { self.to.is_empty() } else { now.is_empty() };
        let is_kept = matches!(mapped, Mapped::Kept(_)) && (was.is_empty() || !now.is_empty());
        *at = if is_gone { *at } else { end };
        let now = (!is_gone).then(|| Span {
            start: start.saturating_sub(self.to.start),
            end: end.saturating_sub(self.to.start),
        });
        if is_gone || !is_kept {
            self.lost.push(LostWords { kind, was, words: words.map(str::to_owned), now });
        }
        now
    }
}

/// A span from the quotation's start as a span of the text.
pub(super) fn absolute(span: Span, quotation: Span) -> Span {
    Span {
        start: span.start.saturating_add(quotation.start),
        end: span.end.saturating_add(quotation.start),
    }
}

fn check_list(
    kind: TrimKind,
    spans: &[Span],
    text: &Text,
    quotation: Span,
) -> Result<(), TrimError> {
    let mut before = 0;
    for &span in spans {
        if span.start > span.end || span.end > quotation.len() {
            return Err(TrimError::Outside { kind, span });
        }
        if span.is_empty() && kind != TrimKind::Insertion {
            return Err(TrimError::Empty { kind, span });
        }
        if span.start < before {
            return Err(TrimError::Overlaps { kind, span });
        }
        // The quotation's own ends are where its coder put them.
        let splits = |at: u32| {
            let place = quotation.start + at;
            0 < at && at < quotation.len() && text.grapheme_start(place) != place
        };
        if splits(span.start) || splits(span.end) {
            return Err(TrimError::Splits { kind, span });
        }
        before = span.end;
    }
    Ok(())
}
