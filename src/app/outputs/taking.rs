//! Quotes on their way: into an output, and with their label to the clipboard, from wherever they are seen.

use std::sync::Arc;

use super::{actions, say};
use crate::analysis::labels::plain_text;
use crate::app::Window;
use crate::app::desk::{Desk, Selected, Workspace};
use crate::app::figures::counted;
use crate::app::notice::Notice;
use crate::app::quotes;
use crate::domain::{CodeId, QuotationId, SourceId, Span};
use crate::project::{Project, ProjectError};

/// A passage that is seen: a quotation, or words without one.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// Where it stands.
    pub source: SourceId,
    /// The words.
    pub span: Span,
    /// The quotation, where it is one.
    pub quotation: Option<QuotationId>,
    /// The theme under which it is seen.
    pub code: Option<CodeId>,
}

/// Whether there is something to take into an output; otherwise what to do first.
pub fn has_quotes_to_take(window: &Window) -> Result<(), &'static str> {
    let desk = window.desk.as_ref().ok_or("Open a project first")?;
    if passages(desk).is_empty() { Err("Select a quote or some words first") } else { Ok(()) }
}

/// Whether there is something to copy; otherwise what to do first.
pub fn can_copy(window: &Window) -> Result<(), &'static str> {
    actions::has_extract(window).or_else(|_| has_quotes_to_take(window))
}

/// The passages that are selected where one is.
pub fn passages(desk: &Desk) -> Vec<Passage> {
    let snapshot = &desk.snapshot;
    let on_page = |source, span, quotation| Passage { source, span, quotation, code: None };
    let of_quotation = |source: SourceId, id: QuotationId| {
        let span = snapshot.codings(source)?.quotation(id)?.span;
        let code = snapshot.theme_of(source, id, None);
        Some(Passage { source, span, quotation: Some(id), code })
    };
    match desk.workspace {
        Workspace::Quotes => {
            let asked = desk.quotes.shown().map(|(query, _)| snapshot.asked_codings(&query.holds));
            let rows = quotes::selected(desk).into_iter();
            rows.map(|row| {
                let theme = |id| snapshot.theme_of(row.source, id, asked.as_ref());
                let code = row.quotation.and_then(theme);
                Passage { source: row.source, span: row.given, quotation: row.quotation, code }
            })
            .collect()
        }
        Workspace::Read if desk.reading.selection().is_some() => {
            let here = desk.reading.source().zip(desk.reading.selection());
            here.map(|(source, span)| on_page(source, span, None)).into_iter().collect()
        }
        Workspace::Search if desk.search.passage().is_some() => {
            let hit = desk.search.passage().into_iter();
            hit.map(|(source, span, quotation)| {
                let code = quotation.and_then(|id| snapshot.theme_of(source, id, None));
                Passage { source, span, quotation, code }
            })
            .collect()
        }
        Workspace::Sort if desk.sorting.passage().is_some() => {
            let passage = desk.sorting.passage().into_iter();
            passage.map(|one| on_page(one.source, one.span, one.quotation)).collect()
        }
        _ => match desk.selected {
            Selected::Quotation(source, id) => of_quotation(source, id).into_iter().collect(),
            _ => Vec::new(),
        },
    }
}

/// The quotations of passages, each with its theme; made where there is none yet.
pub(super) fn quotations(
    project: &mut Project,
    chosen: Vec<Passage>,
) -> Result<Vec<(QuotationId, Option<CodeId>)>, ProjectError> {
    let quotation = |passage: Passage| {
        let id = match passage.quotation {
            Some(id) => id,
            None => project.code(passage.source, passage.span, &[])?.quotation,
        };
        Ok((id, passage.code))
    };
    chosen.into_iter().map(quotation).collect()
}

/// Takes what is selected into the output that was shown last; where there is none, into a new one.
pub fn take(window: &mut Window) {
    window.with_desk(|desk| {
        let chosen = passages(desk);
        let output = desk.outputs.shown(&desk.snapshot);
        let (id, name) = match output {
            Some(output) => (Some(output.id), output.name.clone()),
            None => (None, "Output 1".to_owned()),
        };
        let count = chosen.len();
        let new = name.clone();
        desk.act(
            move |project| {
                let output = match id {
                    Some(id) => id,
                    None => project.add_output(&new, "Report")?,
                };
                let all = quotations(project, chosen)?;
                project.add_extracts(output, &all, false).map(|made| (output, made.len()))
            },
            move |desk, taken| {
                let Some((output, taken)) = taken else { return };
                desk.outputs.show(output);
                if taken == 0 {
                    let quotes = if count == 1 { "This quote is" } else { "These quotes are" };
                    say(desk, format!("{quotes} in “{name}” already"));
                }
            },
        );
    });
}

/// Copies what is selected as it may be printed, each with its label: words, blank, label; an empty line between two.
pub fn copy_with_label(window: &mut Window) {
    let is_output = actions::has_extract(window).is_ok();
    window.with_desk(|desk| {
        if is_output {
            let Some((.., ready)) = desk.outputs.set.clone() else { return };
            let chosen = desk.outputs.chosen();
            let extracts =
                ready.checked.set.extracts.iter().filter(|one| chosen.contains(&one.extract));
            let extracts = extracts.filter(|one| !desk.snapshot.is_withdrawn(one));
            let texts: Vec<String> = extracts.map(|one| plain_text(&one.pieces)).collect();
            if texts.is_empty() {
                return say(desk, "Nothing was copied: consent was withdrawn");
            }
            copied(desk, &texts.join("\n\n"), texts.len());
            return;
        }
        let chosen = passages(desk);
        desk.ask(
            move |project| labelled(project, &chosen),
            |desk, answer| match answer {
                Ok(texts) if texts.is_empty() => {
                    say(desk, "Nothing was copied: consent was withdrawn");
                }
                Ok(texts) => copied(desk, &texts.join("\n\n"), texts.len()),
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    });
}

fn copied(desk: &mut Desk, text: &str, count: usize) {
    desk.ctx().copy_text(text.to_owned());
    say(desk, format!("Copied {} with the label", counted(count, "quote", "quotes")));
}

/// The passages as they may be printed, without those of people who took their consent back.
fn labelled(project: &mut Project, chosen: &[Passage]) -> Result<Vec<String>, ProjectError> {
    let snapshot = Arc::clone(project.snapshot());
    let mut texts = Vec::with_capacity(chosen.len());
    for passage in chosen {
        let (info, on) = (snapshot.source(passage.source), snapshot.codings(passage.source));
        let (Some(info), Some(on)) = (info, on) else { continue };
        let text = project.text(passage.source)?;
        let is_withdrawn = snapshot.is_withdrawn_at(info, on, passage.span);
        if text.holds(passage.span) && !is_withdrawn {
            let quote = snapshot.printed_quote(info, on, passage.span, &text);
            texts.push(plain_text(&quote.pieces));
        }
    }
    Ok(texts)
}
