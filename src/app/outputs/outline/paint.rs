//! The rows of the outline as they are set: headings by level, findings with what is known of them, paragraphs, extracts.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Id, Painter, Rect, Sense, Ui, Vec2, pos2, vec2};

use super::rows::{Fold, Row, RowKey};
use super::{Figure, figures_of};
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::linking::Known;
use crate::app::list::Rows;
use crate::app::outputs::{Ready, extract_of, row};
use crate::app::prose::View;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Item, ItemId, ItemKind, Output, StandsFor};
use crate::project::Snapshot;
use crate::text::capital;

/// How far one level stands in from the one above.
const INDENT: f32 = 20.0;
/// Room for the sign that folds.
const GUTTER: f32 = 22.0;
/// Levels that are set further and further in; those below stand as the last of them.
const LEVELS: u32 = 6;
/// Characters of an extract that a screen reader is given as its name.
const SPOKEN: usize = 240;

/// The rows as they are drawn.
pub(super) struct OutlineRows<'a> {
    pub(super) painter: Painter,
    pub(super) theme: &'static Theme,
    pub(super) snapshot: &'a Snapshot,
    pub(super) output: &'a Output,
    pub(super) ready: &'a Ready,
    pub(super) rows: &'a [Row],
    pub(super) page_size: f32,
    pub(super) width: f32,
    /// The item that is written, and how high its fields are.
    pub(super) writing: Option<(ItemId, f32)>,
    /// Where its fields stand.
    pub(super) writing_at: Option<Rect>,
    /// The texts of items, as they are read.
    pub(super) views: &'a mut HashMap<ItemId, View>,
    pub(super) known: Known<'a>,
    /// Where those in sight stand.
    pub(super) texts_at: Vec<(ItemId, Rect)>,
    /// What was clicked within a row.
    pub(super) clicked: Option<(ItemId, Clicked)>,
    pub(super) laid: HashMap<usize, Arc<Laid>>,
}

/// What can be clicked within the row of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clicked {
    /// The sign that folds it.
    Fold,
    /// A figure.
    Figure(Figure),
}

/// A row that is set.
#[derive(Default)]
pub(super) struct Laid {
    /// What stands above it, in front of the first of its kind.
    caption: Option<Arc<Galley>>,
    parts: Vec<Part>,
    /// Where its text begins, and how high that is.
    text: Option<(f32, f32)>,
    /// With the caption.
    height: f32,
}

/// Something set in a row, from its left edge and below its caption.
struct Part {
    galley: Arc<Galley>,
    at: Vec2,
    opens: Option<Figure>,
    ink: Color32,
}

impl<'a> OutlineRows<'a> {
    fn laid(&mut self, row: usize) -> Arc<Laid> {
        if let Some(laid) = self.laid.get(&row) {
            return Arc::clone(laid);
        }
        let rows = self.rows;
        let laid = Arc::new(self.lay(&rows[row]));
        self.laid.insert(row, Arc::clone(&laid));
        laid
    }

    fn item(&self, row: &Row) -> Option<&'a Item> {
        match row.key {
            RowKey::Item(_) => self.output.items.get(row.place),
            RowKey::Extract(_) | RowKey::Tray => None,
        }
    }

    /// How far a row stands in, with the room for the sign that folds.
    fn inset(row: &Row) -> f32 {
        row.depth.min(LEVELS) as f32 * INDENT + GUTTER
    }

    fn lay(&mut self, row: &Row) -> Laid {
        let width = (self.width - Self::inset(row)).max(120.0);
        match row.key {
            RowKey::Item(_) => match self.item(row) {
                Some(item) => self.lay_item(row, item, width),
                None => Laid::default(),
            },
            RowKey::Extract(_) => self.lay_extract(row, width),
            RowKey::Tray => {
                let words = counted(row.extracts, "extract is", "extracts are");
                let title = self.text("Not placed", theme::interface_bold(size::LEAD), width);
                let about = format!("{words} under no finding yet: drag them, or Alt+Up");
                let about = self.text(&about, theme::interface(size::SMALL), width);
                let mut stack = Stack::new(space::PAGE);
                stack.push(title, self.theme.quiet);
                stack.push(about, self.theme.quiet);
                stack.done(space::TIGHT)
            }
        }
    }

    fn text(&self, words: &str, font: FontId, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        let line_height = Some((font.size * 1.5).round());
        let format = TextFormat { line_height, ..TextFormat::simple(font, Color32::PLACEHOLDER) };
        job.append(words, 0.0, format);
        job.wrap.max_width = width;
        self.painter.layout_job(job)
    }

    fn lay_item(&mut self, row: &Row, item: &Item, width: f32) -> Laid {
        let theme = self.theme;
        if let Some((_, height)) = self.writing.filter(|(id, _)| *id == item.id) {
            return Laid { height: height + 2.0 * space::INSIDE, ..Laid::default() };
        }
        let above = match (item.kind, row.depth) {
            (ItemKind::Heading, 0) => space::PAGE,
            (ItemKind::Heading, _) => space::SECTION,
            _ => space::INSIDE,
        };
        let mut stack = Stack::new(above);
        let title = self.snapshot.on_screen(&item.title);
        let font = match (item.kind, row.depth) {
            (ItemKind::Heading, 0) => theme::interface_bold(size::DISPLAY),
            (ItemKind::Heading, 1) => theme::interface_bold(size::TITLE),
            (ItemKind::Heading, _) => theme::interface_bold(size::LEAD),
            _ => row::face(self.page_size, true, false),
        };
        if !title.is_empty() {
            stack.push(self.text(&title, font, width), theme.ink);
        } else if item.kind != ItemKind::Paragraph || item.text.is_empty() {
            let empty = format!("A {} without words", item.kind.word());
            stack.push(self.text(&empty, theme::interface(size::BODY), width), theme.quiet);
        }
        if !item.text.trim().is_empty() {
            let (ctx, leads) = (self.painter.ctx().clone(), (&self.known as _, self.ready.seq));
            let view = self.views.entry(item.id).or_default();
            let height = view.height_of(&ctx, &item.text, leads, self.page_size, width);
            stack.text = Some((stack.bottom, height));
            stack.bottom += height + space::TIGHT;
        }
        if item.kind == ItemKind::Finding {
            self.push_facts(&mut stack, row, item, width);
        } else if row.fold == Fold::Folded && row.extracts > 0 {
            let words = counted(row.extracts, "extract", "extracts");
            stack.push(self.text(&words, theme::interface(size::SMALL), width), theme.quiet);
        }
        stack.done(space::INSIDE)
    }

    /// The line below a finding: how far it is, how widespread its codes are, whether it was tested.
    fn push_facts(&self, stack: &mut Stack, row: &Row, item: &Item, width: f32) {
        let theme = self.theme;
        let small = || theme::interface(size::SMALL);
        let mut facts = vec![(capital(item.state.word()), theme.accent, None)];
        facts.extend(
            figures_of(self.snapshot, self.ready, item)
                .into_iter()
                .map(|(figure, words)| (words, theme.quiet, Some(figure))),
        );
        if row.fold == Fold::Folded && row.extracts > 0 {
            facts.push((counted(row.extracts, "extract", "extracts"), theme.quiet, None));
        }
        facts.push(match item.counter_searches.last() {
            None => ("Contradictions not looked for".to_owned(), theme.warning, None),
            Some(search) => {
                let by = self.snapshot.coder(search.coder).map_or("", |coder| &coder.name);
                let found = match search.found.as_str() {
                    "" => String::new(),
                    found => format!(": {found}"),
                };
                (format!("Contradictions looked for by {by}{found}"), theme.quiet, None)
            }
        });
        let top = stack.bottom;
        let (mut x, mut y, mut line) = (0.0, top, 0.0_f32);
        for (at, (words, ink, opens)) in facts.into_iter().enumerate() {
            let dotted = if at == 0 { words.clone() } else { format!("·  {words}") };
            let mut galley = self.text(&dotted, small(), width);
            if x > 0.0 && x + galley.size().x > width {
                (x, y) = (0.0, y + line);
                galley = self.text(&words, small(), width);
            }
            line = galley.size().y;
            let right = x + galley.size().x + space::INSIDE;
            stack.parts.push(Part { galley, at: vec2(x, y), opens, ink });
            x = right;
        }
        stack.bottom = y + line;
    }

    fn lay_extract(&self, row: &Row, width: f32) -> Laid {
        let theme = self.theme;
        let set = &self.ready.checked.set;
        let Some(one) = set.extracts.get(row.place) else {
            return Laid::default();
        };
        let words = row::printed(&self.painter, theme, &one.pieces, self.page_size, width);
        let (mut about, trouble) = row::about(self.snapshot, self.output, one);
        // What it stands for is told by the caption above.
        let extract = extract_of(self.output, one.extract);
        if extract.is_some_and(|extract| extract.stands_for.is_some()) {
            about.remove(0);
        }
        let note = row::note(&self.painter, theme, &about, &trouble, width);
        let caption = row.begins.map(|stands_for| {
            let word = stands_for
                .map_or("Not said what for".to_owned(), |what| capital(StandsFor::word(what)));
            self.text(&word, theme::interface_bold(size::SMALL), width)
        });
        let top = caption.as_ref().map_or(0.0, |caption| caption.size().y + space::TIGHT);
        let mut stack = Stack::new(top + space::INSIDE);
        stack.push(words, theme.ink);
        stack.push(note, theme.quiet);
        Laid { caption, ..stack.done(space::INSIDE) }
    }

    fn tell_item(&self, row: &Row, item: &Item) -> String {
        let folded = if row.fold == Fold::Folded { ", folded" } else { "" };
        let words = heading(self.snapshot, item);
        let kind = capital(item.kind.word());
        if item.kind != ItemKind::Finding {
            return format!("{kind}{folded}: {words}");
        }
        let tested = match item.counter_searches.is_empty() {
            true => ", contradictions not looked for",
            false => "",
        };
        format!("{kind}, {}{tested}{folded}: {words}", item.state.word())
    }
}

/// Parts one below the other.
struct Stack {
    parts: Vec<Part>,
    text: Option<(f32, f32)>,
    bottom: f32,
}

impl Stack {
    fn new(top: f32) -> Self {
        Self { parts: Vec::new(), text: None, bottom: top }
    }

    fn push(&mut self, galley: Arc<Galley>, ink: Color32) {
        let at = vec2(0.0, self.bottom);
        self.bottom += galley.size().y + 2.0;
        self.parts.push(Part { galley, at, opens: None, ink });
    }

    fn done(self, below: f32) -> Laid {
        Laid { caption: None, parts: self.parts, text: self.text, height: self.bottom + below }
    }
}

impl Rows for OutlineRows<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        self.laid(row).height.round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let row = &self.rows[row];
        match (self.item(row), row.key) {
            (Some(item), _) => self.tell_item(row, item),
            (None, RowKey::Tray) => {
                format!("Not placed: {}", counted(row.extracts, "extract", "extracts"))
            }
            (None, _) => {
                let one = self.ready.checked.set.extracts.get(row.place);
                let words = one.map(|one| crate::analysis::labels::plain_text(&one.pieces));
                words.unwrap_or_default().chars().take(SPOKEN).collect()
            }
        }
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = self.theme;
        let laid = self.laid(row);
        let row = &self.rows[row];
        let left = rect.left() + Self::inset(row);
        let start = pos2(left, rect.top());
        if let RowKey::Item(id) = row.key
            && self.writing.is_some_and(|(writing, _)| writing == id)
        {
            let room = rect.with_min_x(left).shrink2(vec2(0.0, space::INSIDE));
            self.writing_at = Some(room);
            return;
        }
        if row.key == RowKey::Tray {
            let y = rect.top() + space::INSIDE;
            ui.painter().hline(rect.x_range(), y, egui::Stroke::new(1.0, theme.rule));
        }
        if let Some(caption) = &laid.caption {
            ui.painter().galley(start + vec2(0.0, space::TIGHT), Arc::clone(caption), theme.quiet);
        }
        if let RowKey::Item(id) = row.key
            && row.fold != Fold::Leaf
        {
            let first = laid.parts.first();
            let line = first.and_then(|first| first.galley.rows.first());
            let line = line.map_or(space::ROW, |row| row.height());
            let corner =
                pos2(left - GUTTER, start.y + first.map_or(space::INSIDE, |first| first.at.y));
            let sign = Rect::from_min_size(corner, vec2(GUTTER - space::TIGHT, line));
            let icon = if row.fold == Fold::Folded { Icon::Folded } else { Icon::Unfolded };
            let response = ui.interact(sign, Id::unique(("fold", id)), Sense::CLICK);
            let word = if row.fold == Fold::Folded { "Unfold" } else { "Fold" };
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, word));
            let ink = if response.hovered() { theme.ink } else { theme.quiet };
            icon.paint(ui.painter(), sign, ink);
            if response.clicked() {
                self.clicked = Some((id, Clicked::Fold));
            }
        }
        if let (Some((top, height)), RowKey::Item(id)) = (laid.text, row.key) {
            let corner = start + vec2(0.0, top);
            let room = Rect::from_min_max(corner, pos2(rect.right(), corner.y + height));
            self.texts_at.push((id, room));
        }
        for part in &laid.parts {
            let at = start + part.at;
            let mut ink = part.ink;
            if let (Some(figure), RowKey::Item(id)) = (part.opens, row.key) {
                let place = Rect::from_min_size(at, part.galley.size());
                let id_of = Id::unique(("figure of a finding", id, figure));
                let response = ui.interact(place, id_of, Sense::CLICK);
                let words = part.galley.text().trim_start_matches(['·', ' ']).to_owned();
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &words));
                if response.hovered() {
                    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                    ink = theme.accent;
                }
                if response.on_hover_text("Read the quotes behind this").clicked() {
                    self.clicked = Some((id, Clicked::Figure(figure)));
                }
            }
            ui.painter().galley(at, Arc::clone(&part.galley), ink);
        }
    }
}

/// What an item is called in a list: its title, or else how its text begins; its kind while it has no words.
pub fn heading(snapshot: &Snapshot, item: &Item) -> String {
    match item.heading() {
        "" => format!("A {} without words", item.kind.word()),
        words => snapshot.on_screen(words),
    }
}
