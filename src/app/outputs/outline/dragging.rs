//! Items, extracts and quotes that are dragged in the outline: where they would land, and that they do.

use egui::{CursorIcon, Rect, Stroke, StrokeKind, Ui, pos2};

use super::moving::{Part, Place, landing};
use super::rows::{Fold, Row, RowKey};
use crate::app::desk::{Desk, Workspace};
use crate::app::outputs::taking::quotations;
use crate::app::outputs::{Drawn, OutputsView, Passage};
use crate::app::theme::{Theme, space};
use crate::domain::{CodeId, ExtractId, ItemId, Output, QuotationId};
use crate::project::ExtractField;

/// What is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dragged {
    /// An item with all that stands under it.
    Item(ItemId),
    /// An extract, with those that are chosen beside it.
    Extract(ExtractId),
    /// A quote on the codes of the finding, with its theme.
    Quote(QuotationId, CodeId),
    /// Quotes from a list elsewhere: see [`carry`].
    Carried,
}

/// Lets quotes of a list elsewhere be on their way, until the pointer lets go of them: over a finding, once the outline was gone
/// to over its place in the rail.
pub fn carry(desk: &mut Desk, quotes: Vec<Passage>) {
    let outline = &mut desk.outputs.outline;
    outline.carried = quotes;
    outline.dragged = (!outline.carried.is_empty()).then_some(Dragged::Carried);
}

/// Whether quotes from a list elsewhere are on their way; they are let go where there is no outline.
pub fn carries(desk: &mut Desk, ctx: &egui::Context) -> bool {
    let outline = &mut desk.outputs.outline;
    if outline.dragged != Some(Dragged::Carried) {
        return false;
    }
    let is_down = ctx.input(|input| input.pointer.any_down());
    if !is_down && desk.workspace != Workspace::Outputs {
        outline.dragged = None;
    }
    if is_down {
        ctx.set_cursor_icon(CursorIcon::Grabbing);
    }
    is_down
}

/// Where something would land.
enum Landing {
    /// An item, shown by a line at this row's edge or a frame around it.
    Item(Place),
    /// Extracts, before this one of the same item.
    Before(ExtractId),
    /// Extracts or a quote, under an item, or in none.
    Under(Option<ItemId>),
}

/// Follows the pointer with what is dragged, and lets go of it.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &Ui,
    desk: &mut Desk,
    output: &Output,
    drawn: &Drawn,
) {
    let outline = &mut view.outline;
    let begun = drawn.rows.iter().position(|row| row.drag_started());
    if let Some(row) = begun.and_then(|at| outline.rows.get(drawn.first + at)) {
        outline.dragged = match row.key {
            RowKey::Item(id) => Some(Dragged::Item(id)),
            RowKey::Extract(id) => Some(Dragged::Extract(id)),
            RowKey::Tray => None,
        };
    }
    let Some(dragged) = outline.dragged else { return };
    let escaped = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    let (at, is_down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down()));
    let Some(at) = at.filter(|_| !escaped) else {
        outline.dragged = None;
        return;
    };
    let over = drawn.rows.iter().position(|row| row.rect.contains(at));
    let found = over.and_then(|over| {
        let row = outline.rows.get(drawn.first + over)?;
        let rect = drawn.rows[over].rect;
        Some((rect, lands(output, dragged, row, part_of(rect, at.y))?))
    });
    if is_down {
        ui.ctx().set_cursor_icon(match found {
            Some(_) => CursorIcon::Grabbing,
            None => CursorIcon::NotAllowed,
        });
        if let Some((rect, landing)) = &found {
            show(ui, *rect, landing, part_of(*rect, at.y));
        }
        return;
    }
    outline.dragged = None;
    if let Some((_, landing)) = found {
        let chosen = outline.chosen();
        if dragged == Dragged::Carried {
            let carried = std::mem::take(&mut outline.carried);
            if let Landing::Under(Some(item)) = landing {
                desk.just_do(move |project| {
                    let carried = quotations(project, carried)?;
                    project.take_under(item, &carried, None)
                });
            }
            return;
        }
        let_go(desk, (dragged, &chosen), landing);
    }
}

fn part_of(rect: Rect, y: f32) -> Part {
    // High rows have edges of a row's height, so that their middle is not far away.
    let edge = (rect.height() * 0.28).min(space::ROW / 2.0);
    match y {
        y if y < rect.top() + edge => Part::Before,
        y if y > rect.bottom() - edge => Part::After,
        _ => Part::Into,
    }
}

fn lands(output: &Output, dragged: Dragged, row: &Row, part: Part) -> Option<Landing> {
    let is_folded = row.fold == Fold::Folded;
    match (dragged, row.key) {
        (Dragged::Item(id), RowKey::Item(over)) => {
            landing(&output.items, id, (over, is_folded), part).map(Landing::Item)
        }
        (Dragged::Item(_), _) => None,
        (_, RowKey::Item(over)) => Some(Landing::Under(Some(over))),
        (Dragged::Extract(id), RowKey::Extract(over)) if id != over => match part {
            Part::Before => Some(Landing::Before(over)),
            Part::Into | Part::After => {
                Some(Landing::Under(super::super::extract_of(output, over)?.item))
            }
        },
        (Dragged::Quote(..) | Dragged::Carried, RowKey::Extract(over)) => {
            Some(Landing::Under(Some(super::super::extract_of(output, over)?.item?)))
        }
        (Dragged::Extract(_), RowKey::Tray) => Some(Landing::Under(None)),
        (Dragged::Extract(_), RowKey::Extract(_))
        | (Dragged::Quote(..) | Dragged::Carried, RowKey::Tray) => None,
    }
}

fn show(ui: &Ui, rect: Rect, landing: &Landing, part: Part) {
    let stroke = Stroke::new(2.0, Theme::of(ui.ctx()).accent);
    let line = |y: f32| {
        ui.painter().circle_stroke(pos2(rect.left(), y), 3.0, stroke);
        ui.painter().hline(rect.left() + 3.0..=rect.right(), y, stroke);
    };
    match (landing, part) {
        (Landing::Item(_) | Landing::Before(_), Part::Before) => line(rect.top()),
        (Landing::Item(_), Part::After) => line(rect.bottom()),
        _ => {
            let inside = StrokeKind::Inside;
            ui.painter().rect_stroke(rect.shrink(1.0), space::CORNER, stroke, inside);
        }
    }
}

fn let_go(desk: &mut Desk, (dragged, chosen): (Dragged, &[ExtractId]), landing: Landing) {
    match (dragged, landing) {
        (Dragged::Item(id), Landing::Item(Place { parent, before })) => {
            desk.just_do(move |project| project.place_items(&[id], parent, before));
        }
        (Dragged::Extract(id), landing) => {
            let moved = if chosen.contains(&id) { chosen.to_vec() } else { vec![id] };
            match landing {
                Landing::Before(before) => {
                    desk.just_do(move |project| project.put_before(&moved, before));
                }
                Landing::Under(item) => {
                    let changes = moved.iter().map(|&id| (id, ExtractField::Item(item))).collect();
                    desk.just_do(move |project| project.change_extracts(changes));
                }
                Landing::Item(_) => {}
            }
        }
        (Dragged::Quote(quotation, code), Landing::Under(Some(item))) => {
            let chosen = [(quotation, Some(code))];
            desk.just_do(move |project| project.take_under(item, &chosen, None));
        }
        _ => {}
    }
}
