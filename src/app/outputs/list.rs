//! The list of an output's extracts.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Galley, Id, Painter, Rect, Ui, pos2, vec2};

use super::row;
use super::{Drawn, OutputsView};
use crate::app::desk::Desk;
use crate::app::list::{Look, Rows};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::Output;
use crate::project::{SetOutput, Snapshot};

/// Width of the numbers before extracts.
const NUMBER: f32 = 36.0;
/// Characters of an extract that a screen reader is given as its name.
const SPOKEN: usize = 240;

pub(super) fn id() -> Id {
    Id::unique("extracts of an output")
}

/// Draws the list.
pub(super) fn draw(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &Desk,
    output: &Output,
    set: &SetOutput,
) -> Drawn {
    let area = ui.available_rect_before_wrap();
    let page_size = view.page_size;
    let most = (page_size * 40.0).max(420.0);
    let width = (area.width() - 2.0 * space::GROUP - NUMBER).min(most).max(120.0);
    let mut rows = ExtractRows {
        painter: ui.painter().clone(),
        theme: Theme::of(ui.ctx()),
        snapshot: &desk.snapshot,
        output,
        set,
        page_size,
        width,
        laid: HashMap::new(),
    };
    let look = Look {
        id: id(),
        name: "Extracts",
        left: area.left() + space::GROUP,
        width: width + NUMBER,
        is_main: true,
        guess: 120.0,
    };
    view.list.ui(ui, &look, &mut rows)
}

struct ExtractRows<'a> {
    painter: Painter,
    theme: &'static Theme,
    snapshot: &'a Snapshot,
    output: &'a Output,
    set: &'a SetOutput,
    page_size: f32,
    width: f32,
    laid: HashMap<usize, (Arc<Galley>, Arc<Galley>)>,
}

impl ExtractRows<'_> {
    fn laid(&mut self, row: usize) -> &(Arc<Galley>, Arc<Galley>) {
        if !self.laid.contains_key(&row) {
            let one = &self.set.extracts[row];
            let words =
                row::printed(&self.painter, self.theme, &one.pieces, self.page_size, self.width);
            let (about, trouble) = row::about(self.snapshot, self.output, one);
            let note = row::note(&self.painter, self.theme, &about, &trouble, self.width);
            self.laid.insert(row, (words, note));
        }
        &self.laid[&row]
    }
}

impl Rows for ExtractRows<'_> {
    fn count(&self) -> usize {
        self.set.extracts.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        let (words, note) = self.laid(row);
        (words.size().y + note.size().y + space::TIGHT + 2.0 * space::GROUP).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let words = crate::analysis::labels::plain_text(&self.set.extracts[row].pieces);
        words.chars().take(SPOKEN).collect()
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = self.theme;
        let painter = ui.painter();
        let (words, note) = self.laid(row).clone();
        let top = rect.left_top() + vec2(NUMBER, space::GROUP);
        painter.text(
            pos2(rect.left() + NUMBER - space::GROUP, top.y + self.page_size * 0.25),
            egui::Align2::RIGHT_TOP,
            row + 1,
            theme::interface(size::SMALL),
            theme.quiet,
        );
        let below = top + vec2(0.0, words.size().y + space::TIGHT);
        painter.galley(top, words, theme.ink);
        painter.galley(below, note, theme.quiet);
    }
}
