//! The passages behind a cell, whole, below its summary: the new ones first, each to be linked or opened with one press.

use std::collections::HashMap;

use egui::{Frame, Id, Rect, RichText, Sense, Ui, vec2};

use super::{Cell, MatrixView, pane};
use crate::analysis::matrix::MatrixPassage;
use crate::app::desk::Desk;
use crate::app::outputs;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{LinkTo, QuotationId, Target};
use crate::project::Snapshot;
use crate::text::counted;

/// Words of a passage by which it is called in a link.
const CALLED: usize = 7;
/// What a passage is high until it was drawn, in points for each code point; and what stands around its words.
const GUESS: (f32, f32) = (0.45, 56.0);

/// How high passages were when they were drawn last, at a width.
#[derive(Default)]
pub(super) struct Heights {
    width: f32,
    of: HashMap<QuotationId, f32>,
}

/// What is done with a passage.
enum Deed {
    Link,
    Beside(bool),
    Open,
}

/// Draws them.
pub(super) fn draw(
    view: &mut MatrixView,
    ui: &mut Ui,
    desk: &mut Desk,
    snapshot: &Snapshot,
    cell: Cell,
) {
    let theme = Theme::of(ui.ctx());
    let Some(made) = &view.made else { return };
    let grid = std::sync::Arc::clone(&made.grid);
    let behind = grid.place(cell.0, cell.1).and_then(|(row, column)| grid.cell(row, column));
    let Some(behind) = behind else { return };
    let (all, new) = (behind.passages.len(), behind.new_passages());
    ui.separator();
    let mut said = counted(all, "passage", "passages");
    if new > 0 {
        said.push_str(&format!(", {new} since this was written"));
    }
    ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
    if all == 0 {
        let about = "No passage of this row carries the code. If nobody asked, say so; if they were asked \
                     and said nothing, say that.";
        ui.label(RichText::new(about).color(theme.quiet));
    }
    let width = ui.available_width();
    if (view.pane.heights.width - width).abs() > 0.5 {
        view.pane.heights = Heights { width, of: HashMap::new() };
    }
    let (first, others): (Vec<_>, Vec<_>) =
        behind.passages.iter().partition(|passage| passage.is_new);
    let mut focuses = std::mem::take(&mut view.pane.focuses_passages);
    for passage in first.into_iter().chain(others) {
        one(view, ui, desk, snapshot, (cell, passage, std::mem::take(&mut focuses)));
    }
}

/// Draws a passage, where it is in sight.
fn one(
    view: &mut MatrixView,
    ui: &mut Ui,
    desk: &mut Desk,
    snapshot: &Snapshot,
    (cell, passage, focuses): (Cell, &MatrixPassage, bool),
) {
    let id = passage.quotation;
    let guess = passage.span.len() as f32 * GUESS.0 + GUESS.1;
    let height = view.pane.heights.of.get(&id).copied().unwrap_or(guess);
    let place = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    if !ui.is_rect_visible(place) && !focuses {
        ui.allocate_space(place.size());
        return;
    }
    // Below what is pressed in it.
    let grip = ui.interact(place, Id::unique(("passage", id)), Sense::DRAG);
    let (info, on) = (snapshot.source(passage.source), snapshot.codings(passage.source));
    let (Some(info), Some(on)) = (info, on) else { return };
    // As it stands now, should the matrix be set out anew only in a moment.
    let Some(span) = on.quotation(id).map(|quotation| quotation.span) else { return };
    view.pane.texts.fetch(desk, info, |desk| &mut desk.matrix.pane.texts);
    let text = view.pane.texts.get(info).filter(|text| text.holds(span));
    let words = text.as_ref().map_or("…", |text| text.slice(span));
    let theme = Theme::of(ui.ctx());
    let summary = snapshot.summary(cell.0, cell.1);
    let mention = |is_written: bool| {
        let mentions = summary.map_or(&[][..], |summary| &summary.mentions);
        mentions.iter().any(|it| it.is_written == is_written && it.target == Target::Quote(id))
    };
    let (is_linked, is_beside) = (mention(true), mention(false));
    let called = called(words);
    let mut deed = None;
    let fill = if passage.is_new { theme.hit } else { theme.page };
    let frame = Frame::new().fill(fill).corner_radius(space::CORNER).inner_margin(space::INSIDE);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(words).font(theme::reading((view.page_size - 1.0).max(size::BODY))));
        let label = snapshot.label(info, on, span);
        ui.horizontal_wrapped(|ui| {
            let mut about = if label.is_empty() { info.name.clone() } else { label };
            if passage.is_new {
                about.push_str(" · new");
            }
            if is_linked {
                about.push_str(" · linked");
            }
            ui.label(RichText::new(about).size(size::SMALL).color(theme.quiet))
                .on_hover_text(&info.name);
            let link = ui.small_button("Link").accessible_name(format!("Link {called}"));
            let link = link
                .on_hover_text("Put a link to this passage where the cursor stands in the summary");
            if focuses {
                link.request_focus();
                link.scroll_to_me(None);
            }
            if link.clicked() {
                deed = Some(Deed::Link);
            }
            let (word, hover) = match is_beside {
                true => ("Beside", "Take it away from what the summary rests on"),
                false => ("Put beside", "Keep it beside the summary as something that it rests on"),
            };
            let beside = ui.small_button(word).accessible_name(format!("{word} {called}"));
            if beside.on_hover_text(hover).clicked() {
                deed = Some(Deed::Beside(!is_beside));
            }
            let open = ui.small_button("Open").accessible_name(format!("Open {called}"));
            if open.on_hover_text("Read it where it stands; Back returns").clicked() {
                deed = Some(Deed::Open);
            }
        });
    });
    if grip.drag_started() {
        let (source, quotation, code) = (passage.source, Some(id), Some(cell.1));
        outputs::carry(desk, vec![outputs::Passage { source, span, quotation, code }]);
    }
    view.pane.heights.of.insert(id, shown.response.rect.height());
    match deed {
        None => {}
        Some(Deed::Link) => {
            let known = desk.linking.with(snapshot);
            let to = LinkTo::Object(Target::Quote(id));
            view.pane.prose.link(ui.ctx(), pane::editor_id(cell), (to, &called), &known);
            view.pane.prose.editor.take_keyboard(false);
        }
        Some(Deed::Beside(on)) => {
            let (row, code) = cell;
            desk.just_do(move |project| project.rest_summary_on(row, code, Target::Quote(id), on));
        }
        Some(Deed::Open) => desk.open_quotation(passage.source, id),
    }
}

/// What a passage is called in a link: the words with which it begins.
fn called(words: &str) -> String {
    let mut all = words.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(CALLED).collect();
    let more = if all.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
