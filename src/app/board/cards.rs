//! What the cards of a board show: names, words and figures as they are now, or as they were when the board was kept.

use egui::pos2;

use super::canvas::{self, Kind};
use crate::analysis::labels::Audience;
use crate::app::figures::counted;
use crate::domain::{Card, CardOf, CodeId, MemoId, PATH_SEPARATOR, QuotationId, filled};
use crate::project::{Project, ProjectError};
use crate::text::markdown::plain;

/// So many lines of a memo are shown.
const MEMO_LINES: usize = 4;

/// Cards as they are drawn; `is_kept` says that they have the words they had when their board was kept.
pub(super) fn shown(
    project: &mut Project,
    cards: &[Card],
    is_kept: bool,
) -> Result<Vec<canvas::Card>, ProjectError> {
    cards.iter().map(|card| one(project, card, is_kept)).collect()
}

fn one(project: &mut Project, card: &Card, is_kept: bool) -> Result<canvas::Card, ProjectError> {
    let mut shown = canvas::Card {
        key: card.id,
        kind: match card.shows {
            CardOf::Theme => Kind::Theme,
            CardOf::Code(_) => Kind::Code,
            CardOf::Quote(_) => Kind::Quote,
            CardOf::Memo(_) => Kind::Memo,
        },
        title: card.title.clone(),
        text: String::new(),
        note: card.text.clone(),
        foot: String::new(),
        colour: None,
        theme: card.theme,
        at: pos2(card.x, card.y),
    };
    if let CardOf::Code(id) = card.shows
        && project.snapshot().codes.get(id).is_some()
    {
        shown.colour = Some(project.snapshot().codes.colour(id));
    }
    if is_kept {
        shown.text = std::mem::take(&mut shown.note);
        return Ok(shown);
    }
    let words = match card.shows {
        CardOf::Theme => return Ok(shown),
        CardOf::Code(id) => code(project, id),
        CardOf::Quote(id) => quote(project, id)?,
        CardOf::Memo(id) => memo(project, id),
    };
    [shown.title, shown.text, shown.foot] = words;
    Ok(shown)
}

/// A code's name; below it how often it is used, and what it stands under.
fn code(project: &Project, id: CodeId) -> [String; 3] {
    let snapshot = project.snapshot();
    let Some(code) = snapshot.codes.get(id) else { return gone() };
    let count = counted(snapshot.counts.of(id).with_sub_codes, "quotation", "quotations");
    let foot = match code.parent {
        Some(parent) => {
            format!("{count} · {}", snapshot.codes.path(parent).join(PATH_SEPARATOR))
        }
        None => count,
    };
    [code.name.clone(), String::new(), foot]
}

/// A quotation's words with their label.
fn quote(project: &mut Project, id: QuotationId) -> Result<[String; 3], ProjectError> {
    let snapshot = std::sync::Arc::clone(project.snapshot());
    let found = snapshot.quotation(id);
    let info = found.and_then(|(source, _)| snapshot.source(source));
    let on = found.and_then(|(source, _)| snapshot.codings(source));
    let (Some((source, quotation)), Some(info), Some(on)) = (found, info, on) else {
        return Ok(gone());
    };
    let text = project.text(source)?;
    let words = if text.holds(quotation.span) { text.slice(quotation.span).trim() } else { "" };
    Ok([String::new(), words.to_owned(), snapshot.label(info, on, quotation.span)])
}

/// A memo's title with its first lines, and what kind it is.
fn memo(project: &Project, id: MemoId) -> [String; 3] {
    let snapshot = project.snapshot();
    let Some(memo) = snapshot.memo(id) else { return gone() };
    let named = filled(&memo.text, |link| match link.to {
        Some(to) => snapshot.link_words(to, link.words, Audience::Team),
        None => link.words.to_owned(),
    });
    let plain = plain(&named);
    let heading = memo.heading();
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.filter(|line| *line != heading);
    let first: Vec<&str> = lines.take(MEMO_LINES).collect();
    [heading, first.join("\n"), format!("Memo · {}", memo.kind)]
}

/// What stands on the card of something that went in this moment.
fn gone() -> [String; 3] {
    ["No longer there".to_owned(), String::new(), String::new()]
}

/// The cards of a board with what they show now in their titles and texts, to be kept so.
pub(super) fn kept(project: &mut Project, cards: &[Card]) -> Result<Vec<Card>, ProjectError> {
    let shown = shown(project, cards, false)?;
    let text = |shown: &canvas::Card| match shown.note.is_empty() {
        true => shown.text.clone(),
        false => format!("— {}\n{}", shown.note, shown.text).trim_end().to_owned(),
    };
    let kept = cards.iter().zip(shown).map(|(card, shown)| Card {
        text: text(&shown),
        title: shown.title,
        ..card.clone()
    });
    Ok(kept.collect())
}
