//! A text as it is read: headings, lists, quotes, tables and code, with its links as chips that open what they lead to.

use std::sync::Arc;

use egui::{
    Color32, Context, FontId, Galley, Id, Painter, Rect, Response, Sense, Stroke, Ui, pos2, vec2,
};

use super::Leads;
use super::rows::{Chip, Kind, Row, Stamp, Words, rows};
use crate::app::list::Bar;
use crate::app::scroll::Scroll;
use crate::app::text_view::{Passage, styled};
use crate::app::theme::{Theme, space};
use crate::domain::LinkTo;
use crate::text::markdown::{Lead, Marker, blocks};

/// How far a list and a quote stand in.
const IN: f32 = 22.0;
/// Room between the cells of a table.
const CELL: f32 = 10.0;
/// How far a page key moves.
const PAGE: f32 = 0.9;

/// A text as it is read, kept while it stays the same.
#[derive(Default)]
pub struct View {
    text: String,
    rows: Vec<Row>,
    scroll: Scroll,
    guess: Option<crate::app::list::Guessed>,
}

/// How a text is set.
struct Setting<'a> {
    id: Id,
    size: f32,
    leads: &'a dyn Leads,
    stamp: Stamp,
}

impl View {
    /// Takes the text as it is stored.
    fn follow(&mut self, text: &str) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.rows = rows(blocks(text));
            self.guess = None;
        }
    }

    /// Goes to the beginning.
    pub fn start_over(&mut self) {
        self.scroll = Scroll::default();
    }

    /// Draws the whole text as wide as there is room, and gives what was opened in it. `seq` is the step after which things are
    /// called as `leads` says.
    pub fn whole(
        &mut self,
        ui: &mut Ui,
        id: Id,
        text: &str,
        (leads, seq): (&dyn Leads, i64),
        size: f32,
    ) -> Option<LinkTo> {
        self.follow(text);
        let setting = Setting { id, size, leads, stamp: (seq, leads.version()) };
        let width = ui.available_width();
        let heights: Vec<f32> =
            (0..self.rows.len()).map(|row| self.height(ui.ctx(), &setting, row, width)).collect();
        let total = heights.iter().sum();
        let (rect, _) = ui.allocate_exact_size(vec2(width, total), Sense::hover());
        let seen = ui.clip_rect().y_range();
        let mut opened = None;
        let mut top = rect.top();
        for (row, height) in heights.into_iter().enumerate() {
            let place = Rect::from_min_size(pos2(rect.left(), top), vec2(width, height));
            if place.bottom() >= seen.min && place.top() <= seen.max {
                opened = self.row(ui, &setting, row, place).or(opened);
            }
            top += height;
        }
        opened
    }

    /// How high the whole text is on lines of `width` points.
    pub fn height_of(
        &mut self,
        ctx: &Context,
        text: &str,
        (leads, seq): (&dyn Leads, i64),
        size: f32,
        width: f32,
    ) -> f32 {
        self.follow(text);
        let setting = Setting { id: Id::NULL, size, leads, stamp: (seq, leads.version()) };
        (0..self.rows.len()).map(|row| self.height(ctx, &setting, row, width)).sum()
    }

    /// Draws the text in what is left of `ui`, scrolled; only what is seen is laid out. Gives the field that has the keyboard,
    /// and what was opened.
    pub fn scrolled(
        &mut self,
        ui: &mut Ui,
        (id, name): (Id, &str),
        text: &str,
        (leads, seq): (&dyn Leads, i64),
        size: f32,
    ) -> (Response, Option<LinkTo>) {
        self.follow(text);
        let setting = Setting { id, size, leads, stamp: (seq, leads.version()) };
        let area = ui.available_rect_before_wrap();
        let field = ui.interact(area, id, Sense::focusable_noninteractive());
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, name));
        if field.has_focus() {
            let keeps = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keeps));
        }
        let count = self.rows.len();
        let width = area.width() - space::SECTION;
        let mut scroll = std::mem::take(&mut self.scroll);
        let by = scrolled_by(ui, &field, area.height(), size);
        let ctx = ui.ctx().clone();
        let mut height = |row| self.height(&ctx, &setting, row, width);
        if by != 0.0 {
            scroll.by(by, count, &mut height);
        }
        scroll.fit(count, area.height(), &mut height);
        let (top, into) = scroll.top();
        let own = if count > 0 { height(top) } else { 0.0 };
        let mut clipped = ui.new_child(egui::UiBuilder::new().max_rect(area));
        clipped.set_clip_rect(area.intersect(ui.clip_rect()));
        let mut opened = None;
        let mut y = area.top() - into;
        for row in top..count {
            if y >= area.bottom() {
                break;
            }
            let height = self.height(&ctx, &setting, row, width);
            let place = Rect::from_min_size(pos2(area.left(), y), vec2(width, height));
            opened = self.row(&mut clipped, &setting, row, place).or(opened);
            y += height;
        }
        // What a row is high, by and large: as many lines as its share of the words makes.
        let guess = size
            * (1.5 * self.text.len() as f32 / (count.max(1) as f32 * width / size * 2.0)).ceil()
            * 1.5
            + size;
        // A text that is seen whole has no bar, whatever was guessed.
        if (top, into) != (0, 0.0) || y > area.bottom() {
            let bar = Bar { id: id.with("bar"), area, count, guess };
            bar.draw(ui, &mut self.guess, &mut scroll, own);
        }
        self.scroll = scroll;
        ui.advance_cursor_after_rect(area);
        (field, opened)
    }

    fn height(&mut self, ctx: &Context, setting: &Setting<'_>, at: usize, width: f32) -> f32 {
        let row = &mut self.rows[at];
        let key = (setting.stamp, width, setting.size);
        if let Some((seq, wide, size, height)) = row.height
            && (seq, wide, size) == key
        {
            return height;
        }
        let gap = gap(row, at == 0, setting.size);
        let inner = width - indent(row);
        let height = match &row.kind {
            Kind::Rule => setting.size,
            Kind::Code(words) => code(ctx, words, setting.size, inner).rect.height() + CELL,
            Kind::Words { .. } | Kind::Cells { .. } => {
                let (size, width) = (size_of(row, setting.size), width_of_cell(row, inner));
                let words = row.words(setting.leads, setting.stamp);
                let heights = words.iter().map(|words| lay(ctx, words, size, width).height());
                let highest = heights.fold(size, f32::max);
                highest + if matches!(row.kind, Kind::Cells { .. }) { space::INSIDE } else { 0.0 }
            }
        };
        row.height = Some((key.0, key.1, key.2, gap + height));
        gap + height
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        setting: &Setting<'_>,
        at: usize,
        place: Rect,
    ) -> Option<LinkTo> {
        let theme = Theme::of(ui.ctx());
        let row = &mut self.rows[at];
        let top = place.top() + gap(row, at == 0, setting.size);
        let left = place.left() + indent(row);
        let inner = Rect::from_min_max(pos2(left, top), place.max);
        let painter = ui.painter().clone();
        for quote in 0..row.quotes {
            let x = place.left() + quote as f32 * IN + 4.0;
            let from = if row.goes_on { place.top() } else { top };
            painter.vline(x, from..=place.bottom(), Stroke::new(2.0, theme.rule));
        }
        if let Some(marker) = row.marker {
            let shown = match marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number(number) => format!("{number}."),
            };
            // Set as the words are, so that both stand on one line.
            let set = styled(ui.ctx(), &shown, &[], [&[], &[]], setting.size, 4.0 * IN);
            let at = pos2(left - 6.0 - set.bounds(0..shown.len()).right(), top);
            set.paint(&painter, at, |_| theme.quiet);
        }
        let is_quote = row.quotes > 0;
        match &row.kind {
            Kind::Rule => {
                painter.hline(inner.x_range(), inner.center().y, Stroke::new(1.0, theme.rule));
                None
            }
            Kind::Code(words) => {
                painter.rect_filled(inner, space::CORNER, theme.hover);
                let galley = code(ui.ctx(), words, setting.size, inner.width());
                let words = words.clone();
                painter.galley(inner.min + vec2(CELL / 2.0, CELL / 2.0), galley, theme.ink);
                speak(ui, setting.id.with(("code", at)), inner, &words);
                None
            }
            Kind::Words { .. } | Kind::Cells { .. } => {
                let (size, width) = (size_of(row, setting.size), width_of_cell(row, inner.width()));
                let is_table = matches!(row.kind, Kind::Cells { .. });
                if is_table {
                    let rule = Stroke::new(1.0, theme.rule);
                    painter.hline(inner.x_range(), inner.bottom(), rule);
                }
                let mut opened = None;
                for (cell, words) in row.words(setting.leads, setting.stamp).iter().enumerate() {
                    let x = inner.left() + cell as f32 * (width + CELL);
                    let down = if is_table { space::TIGHT } else { 0.0 };
                    let at_cell = pos2(x, inner.top() + down);
                    let id = setting.id.with((at, cell));
                    let ink = if is_quote { theme.aside } else { theme.ink };
                    opened = draw_words(ui, id, words, (at_cell, size, width), ink).or(opened);
                }
                opened
            }
        }
    }
}

/// How far the wheel and the keys move.
fn scrolled_by(ui: &Ui, field: &Response, view: f32, size: f32) -> f32 {
    use egui::{Key, Modifiers};
    let mut by = 0.0;
    if field.contains_pointer() {
        by -= ui.input(|input| input.smooth_scroll_delta().y);
    }
    if field.has_focus() {
        let end = f32::MAX / 4.0;
        for (key, step) in [
            (Key::ArrowDown, 3.0 * size),
            (Key::ArrowUp, -3.0 * size),
            (Key::PageDown, view * PAGE),
            (Key::PageUp, -view * PAGE),
            (Key::Home, -end),
            (Key::End, end),
        ] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                by += step;
            }
        }
    }
    by
}

/// Room above a row.
fn gap(row: &Row, is_first: bool, size: f32) -> f32 {
    if is_first || row.goes_on {
        return 0.0;
    }
    let share = match &row.kind {
        Kind::Words { level: Some(_), .. } => 1.0,
        _ if row.marker.is_some() => 0.25,
        _ => 0.6,
    };
    (share * size).round()
}

fn indent(row: &Row) -> f32 {
    (row.quotes + row.lists) as f32 * IN
}

/// The size of a row's words.
fn size_of(row: &Row, size: f32) -> f32 {
    match row.kind {
        Kind::Words { level: Some(1), .. } => (size * 1.35).round(),
        Kind::Words { level: Some(2), .. } => (size * 1.2).round(),
        Kind::Cells { .. } => (size * 0.95).round(),
        _ => size,
    }
}

fn width_of_cell(row: &Row, width: f32) -> f32 {
    match row.kind {
        Kind::Cells { columns, .. } => {
            let columns = columns.max(1) as f32;
            ((width - (columns - 1.0) * CELL) / columns).max(40.0)
        }
        _ => width.max(40.0),
    }
}

fn lay(ctx: &Context, words: &Words, size: f32, width: f32) -> Arc<Passage> {
    styled(ctx, &words.text, &words.seams, [&words.bold, &words.italic], size, width)
}

fn code(ctx: &Context, words: &str, size: f32, width: f32) -> Arc<Galley> {
    let font = FontId::monospace((size * 0.85).round());
    ctx.fonts_mut(|fonts| fonts.layout(words.to_owned(), font, Color32::PLACEHOLDER, width - CELL))
}

/// Tells a screen reader what stands in a place.
fn speak(ui: &Ui, id: Id, rect: Rect, words: &str) {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}

/// Draws words with their chips; gives what was opened.
fn draw_words(
    ui: &mut Ui,
    id: Id,
    words: &Words,
    (at, size, width): (egui::Pos2, f32, f32),
    ink: Color32,
) -> Option<LinkTo> {
    let theme = Theme::of(ui.ctx());
    let passage = lay(ui.ctx(), words, size, width);
    let painter = ui.painter().clone();
    speak(ui, id, Rect::from_min_size(at, vec2(width, passage.height())), &words.text);
    for bytes in &words.code {
        passage.rects(bytes.clone(), |rect| {
            painter.rect_filled(rect.translate(at.to_vec2()), 3, theme.hover);
        });
    }
    let mut opened = None;
    for (number, chip) in words.chips.iter().enumerate() {
        if chip_ui(ui, id.with(number), &painter, &passage, (chip, words, at)) {
            match &chip.lead {
                Lead::Link(to) => opened = Some(*to),
                Lead::Address(url) => ui.ctx().open_url(egui::OpenUrl::new_tab(url)),
                Lead::Nothing => {}
            }
        }
    }
    passage.paint(&painter, at, |byte| match words.chip_at(byte) {
        Some(chip) => match &chip.face {
            Some(face) if face.is_gone => theme.quiet,
            None if chip.lead == Lead::Nothing => theme.quiet,
            _ => theme.accent,
        },
        None => ink,
    });
    for chip in
        words.chips.iter().filter(|chip| chip.face.as_ref().is_some_and(|face| face.is_gone))
    {
        passage.rects(chip.name.clone(), |rect| {
            let rect = rect.translate(at.to_vec2());
            painter.hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.quiet));
        });
    }
    opened
}

/// Draws what lies behind a chip, and takes its clicks and keys; whether it was opened.
fn chip_ui(
    ui: &mut Ui,
    id: Id,
    painter: &Painter,
    passage: &Passage,
    (chip, words, at): (&Chip, &Words, egui::Pos2),
) -> bool {
    let theme = Theme::of(ui.ctx());
    let mut rects = Vec::new();
    passage.rects(chip.bytes.clone(), |rect| {
        rects.push(rect.translate(at.to_vec2()).expand2(vec2(2.0, 0.0)));
    });
    let Some(&first) = rects.first() else { return false };
    let is_gone = chip.face.as_ref().is_some_and(|face| face.is_gone);
    let leads = chip.lead != Lead::Nothing && !is_gone;
    let about = match (&chip.face, &chip.lead) {
        (Some(face), _) => face.about.clone(),
        (None, Lead::Address(url)) => url.clone(),
        (None, _) => "Nothing that is there has this name".to_owned(),
    };
    let sense = if leads { Sense::click() } else { Sense::hover() };
    // A chip over two lines is one control; its second line takes the pointer too.
    let mut response = ui.interact(first, id, sense);
    for (line, &rect) in rects.iter().enumerate().skip(1) {
        let more = if leads { Sense::CLICK } else { Sense::hover() };
        response = response.union(ui.interact(rect, id.with(("line", line)), more));
    }
    let name = &words.text[chip.name.clone()];
    let spoken = if is_gone { format!("{name} (gone)") } else { name.to_owned() };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, leads, &spoken));
    if chip.face.is_some() {
        let fill = if response.hovered() && leads { theme.hover } else { theme.accent_soft };
        let fill = if is_gone { theme.hover } else { fill };
        for &rect in &rects {
            painter.rect_filled(rect, 4, fill);
        }
    } else if leads {
        for rect in &rects {
            painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.accent));
        }
    }
    if response.has_focus() {
        for &rect in &rects {
            let ring = Stroke::new(2.0, theme.focus);
            painter.rect_stroke(rect, 4, ring, egui::StrokeKind::Outside);
        }
    }
    if let Some(colour) = chip.face.as_ref().and_then(|face| face.colour) {
        let radius = (first.height() * 0.16).max(2.5);
        let at = pos2(first.left() + 4.0 + radius, first.center().y);
        painter.circle_filled(at, radius, theme.code_stroke(colour));
    }
    if leads && response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    let clicked = response.clicked();
    if !about.is_empty() {
        response.on_hover_text(about);
    }
    clicked && leads
}
