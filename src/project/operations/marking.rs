//! What people mark in a text besides codings: the observer's own remarks, and what a pair of brackets is.

use std::collections::{HashMap, HashSet};

use crate::domain::{BracketClass, Markup, MarkupKind, SourceId, Span};
use crate::project::{Project, ProjectError};

impl Project {
    /// What is marked in a source's text, by place.
    pub fn markup(&self, source: SourceId) -> Result<Vec<Markup>, ProjectError> {
        Ok(self.store.read().markup_of(source)?)
    }

    /// Every answer to a question, with its source, by source and place.
    pub fn answers(&self) -> Result<Vec<(SourceId, Markup)>, ProjectError> {
        Ok(self.store.read().answers()?)
    }

    /// Marks a span as the observer's own remark; takes the mark away where the whole span is one already.
    pub fn mark_observer(&mut self, source: SourceId, span: Span) -> Result<(), ProjectError> {
        let span = self.checked_span(source, span)?;
        let marked = self.markup(source)?;
        let remarks = marked.iter().filter(|mark| mark.kind == MarkupKind::Observer);
        let touching: Vec<Span> = remarks
            .map(|mark| mark.span)
            .filter(|other| other.start <= span.end && span.start <= other.end)
            .collect();
        let is_marked = touching.iter().any(|other| other.contains(span));
        let label = match is_marked {
            true => "Took away the mark of an observer’s comment",
            false => "Marked an observer’s comment",
        };
        let new: Vec<Span> = if is_marked {
            // What lies outside of the span stays marked.
            touching
                .iter()
                .flat_map(|other| {
                    [
                        Span { start: other.start, end: span.start },
                        Span { start: span.end, end: other.end },
                    ]
                })
                .filter(|rest| !rest.is_empty())
                .collect()
        } else {
            let start = touching.iter().map(|other| other.start).fold(span.start, u32::min);
            let end = touching.iter().map(|other| other.end).fold(span.end, u32::max);
            vec![Span { start, end }]
        };
        let new: Vec<Markup> =
            new.into_iter().map(|span| Markup { span, kind: MarkupKind::Observer }).collect();
        self.transact(label, |work| {
            work.tx.move_markup(source, |mark| {
                let goes = mark.kind == MarkupKind::Observer && touching.contains(&mark.span);
                (!goes).then_some(mark.span)
            })?;
            Ok(work.tx.insert_markup(source, &new)?)
        })
    }

    /// Says what pairs of brackets are, each by its span with the brackets.
    pub fn class_brackets(
        &mut self,
        places: &[(SourceId, Span)],
        class: BracketClass,
    ) -> Result<(), ProjectError> {
        let label = match places {
            [_] => format!("Called a bracket {class}"),
            many => format!("Called {} brackets {class}", many.len()),
        };
        self.transact(&label, |work| {
            // Each source once: it may have many marks.
            let mut on_sources: HashMap<SourceId, HashSet<Span>> = HashMap::new();
            for &(source, span) in places {
                on_sources.entry(source).or_default().insert(span);
            }
            for (source, spans) in on_sources {
                work.tx.move_markup(source, |mark| {
                    let is_one = matches!(mark.kind, MarkupKind::Bracket(_));
                    (!(is_one && spans.contains(&mark.span))).then_some(mark.span)
                })?;
                let kind = MarkupKind::Bracket(class);
                let new = spans.into_iter().map(|span| Markup { span, kind: kind.clone() });
                work.tx.insert_markup(source, &new.collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }
}
