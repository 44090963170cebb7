//! All codes in a table: how often, where and when each is used.

use std::collections::HashMap;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, EventFilter, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, pos2, vec2,
};

use super::Wanted;
use super::filter::{Filter, Sort};
use crate::analysis::CodeUse;
use crate::app::desk::{Desk, Selected};
use crate::app::figures::{counted, day, grouped};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId, PATH_SEPARATOR};
use crate::project::Snapshot;

/// The columns behind the name: what they sort by, their heading, their width, whether they hold figures.
const COLUMNS: [(Sort, &str, f32, bool); 8] = [
    (Sort::Quotations, "Quotations", 84.0, true),
    (Sort::Sources, "Sources", 68.0, true),
    (Sort::People, "People", 64.0, true),
    (Sort::Cases, "Cases", 60.0, true),
    (Sort::Used, "Last used", 142.0, false),
    (Sort::Origin, "Origin", 86.0, false),
    (Sort::Question, "Question", 110.0, false),
    (Sort::Made, "Made", 142.0, false),
];

/// The table.
#[derive(Default)]
pub(super) struct Table {
    filter: Filter,
    sort: Sort,
    turned: bool,
    pub(super) takes_keyboard: bool,
    /// The codes that are shown, and what they were chosen for.
    shown: Vec<CodeId>,
    shown_for: Option<(i64, i64, Filter, Sort, bool)>,
    /// Where each code is used, and the step that this was counted after.
    used: HashMap<CodeId, CodeUse>,
    counted: i64,
    /// The step that is being counted.
    counting: Option<i64>,
    reveals: bool,
}

/// The table as the keyboard knows it.
pub(super) fn id() -> Id {
    Id::unique("table of codes")
}

/// Draws it.
pub(super) fn draw(table: &mut Table, desk: &mut Desk, ui: &mut Ui) -> Wanted {
    let snapshot = desk.snapshot.clone();
    if snapshot.codes.is_empty() {
        return empty(ui);
    }
    count(table, desk);
    table.filter.ui(ui, &snapshot);
    ui.add_space(space::INSIDE);
    table.renew(&snapshot);
    let theme = Theme::of(ui.ctx());
    let codes = counted(table.shown.len(), "code", "codes");
    ui.horizontal(|ui| {
        ui.label(RichText::new(codes).size(size::SMALL).color(theme.quiet));
        let said = "· figures with sub-codes";
        ui.label(RichText::new(said).size(size::SMALL).color(theme.quiet));
        if !table.filter.is_plain()
            && ui.link(RichText::new("Show all").size(size::SMALL)).clicked()
        {
            table.filter = Filter::default();
        }
    });
    let columns = Columns::of(ui.available_rect_before_wrap());
    table.head(ui, &columns);
    table.rows(ui, desk, &snapshot, &columns)
}

/// What stands where there is no code yet.
fn empty(ui: &mut Ui) -> Wanted {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::SECTION);
    ui.label(RichText::new("No codes yet").size(size::LEAD));
    let about = "Here stands every code with how often, where and when it is used.";
    ui.label(RichText::new(about).color(theme.quiet));
    ui.add_space(space::INSIDE);
    ui.button("New code").clicked().then_some("New code")
}

/// Has counted where codes are used, where the project has changed since.
fn count(table: &mut Table, desk: &mut Desk) {
    let seq = desk.snapshot.seq;
    if table.counted == seq || table.counting == Some(seq) {
        return;
    }
    table.counting = Some(seq);
    desk.ask(
        |project| {
            let snapshot = project.snapshot();
            (snapshot.seq, snapshot.code_uses().clone())
        },
        |desk, (seq, used)| {
            let table = &mut desk.framework.table;
            table.used = used;
            table.counted = seq;
            table.counting = None;
        },
    );
}

/// Where the columns stand.
struct Columns {
    area: Rect,
    /// The right end of the names.
    name: f32,
    /// The left and right end of each column that there is room for.
    others: Vec<(f32, f32)>,
}

impl Columns {
    fn of(area: Rect) -> Self {
        /// Room that names have at the least.
        const NAME: f32 = 180.0;
        let mut count = COLUMNS.len();
        let width = |count: usize| COLUMNS[..count].iter().map(|column| column.2).sum::<f32>();
        while count > 1 && area.width() - width(count) < NAME {
            count -= 1;
        }
        let mut left = area.right() - width(count);
        let name = left;
        let others = COLUMNS[..count].iter().map(|column| {
            let place = (left, left + column.2);
            left += column.2;
            place
        });
        Self { area, name, others: others.collect() }
    }
}

impl Table {
    fn renew(&mut self, snapshot: &Snapshot) {
        let now = (snapshot.seq, self.counted, self.filter.clone(), self.sort, self.turned);
        if self.shown_for.as_ref() != Some(&now) {
            self.shown = self.filter.codes(snapshot, &self.used, self.sort, self.turned);
            self.shown_for = Some(now);
        }
    }

    fn sort_by(&mut self, sort: Sort) {
        if self.sort == sort {
            self.turned = !self.turned;
        } else {
            self.sort = sort;
            self.turned = false;
        }
    }

    /// The headings; a click sorts, another turns the order round.
    fn head(&mut self, ui: &mut Ui, columns: &Columns) {
        let theme = Theme::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(columns.area.width(), 24.0), Sense::hover());
        let mut heads = vec![(Sort::Tree, "Code", rect.left(), columns.name, false)];
        for (column, place) in COLUMNS.iter().zip(&columns.others) {
            heads.push((column.0, column.1, place.0, place.1, column.3));
        }
        for (sort, name, left, right, is_figure) in heads {
            let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
            let response = ui.interact(cell, id().with(("head", name)), Sense::click());
            let is_name = sort == Sort::Tree && self.sort == Sort::Name;
            let chosen = self.sort == sort || is_name;
            let order = match (chosen, self.turned) {
                (false, _) => "",
                (true, false) => " ↓",
                (true, true) => " ↑",
            };
            let spoken = format!("Sort by {}", name.to_lowercase());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            let ink = if chosen || response.hovered() { theme.ink } else { theme.quiet };
            let font = theme::interface(size::SMALL);
            let text = format!("{name}{order}");
            let (align, at) = match is_figure {
                true => (Align2::RIGHT_CENTER, cell.right_center() - vec2(space::GROUP, 0.0)),
                false => (Align2::LEFT_CENTER, cell.left_center() + vec2(space::TIGHT, 0.0)),
            };
            ui.painter().text(at, align, text, font, ink);
            if response.has_focus() {
                let ring = Stroke::new(2.0, theme.focus);
                ui.painter().rect_stroke(cell, space::CORNER, ring, StrokeKind::Inside);
            }
            let hover = match sort {
                Sort::Tree => "In the order of the tree; again: by name",
                _ => "Sort by this; again: the other way round",
            };
            if response.on_hover_text(hover).clicked() {
                match (sort, self.sort) {
                    (Sort::Tree, Sort::Tree) => self.sort_by(Sort::Name),
                    (Sort::Tree, Sort::Name) if !self.turned => self.turned = true,
                    (sort, _) => self.sort_by(sort),
                }
            }
        }
        let rule = Stroke::new(1.0, theme.rule);
        ui.painter().hline(rect.x_range(), rect.bottom(), rule);
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk,
        snapshot: &Snapshot,
        columns: &Columns,
    ) -> Wanted {
        let area = ui.available_rect_before_wrap();
        let list = ui.interact(area, id(), Sense::focusable_noninteractive());
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, "Codes"));
        if std::mem::take(&mut self.takes_keyboard) {
            list.request_focus();
        }
        let mut wanted = None;
        if list.has_focus() {
            let keeps =
                EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), keeps));
            let page = (area.height() / space::ROW).max(2.0) as usize - 1;
            wanted = self.keys(ui, desk, page);
        }
        if self.shown.is_empty() {
            let theme = Theme::of(ui.ctx());
            ui.add_space(space::INSIDE);
            ui.label(RichText::new("No code passes this filter").color(theme.quiet));
            return wanted;
        }
        let cursor = super::selected(desk);
        if let Some(cursor) = cursor.filter(|&cursor| self.shows(cursor)) {
            let row = id().with(cursor).accesskit_id();
            ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(row));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let below = UiBuilder::new().max_rect(area).accessibility_parent(list.id);
        let mut ui = ui.new_child(below);
        ScrollArea::vertical().auto_shrink([false, false]).show_viewport(&mut ui, |ui, seen| {
            let count = self.shown.len();
            ui.set_height(count as f32 * space::ROW);
            let origin = ui.max_rect().min;
            let rect_of = |at: usize| {
                let top = origin.y + at as f32 * space::ROW;
                Rect::from_min_size(
                    pos2(columns.area.left(), top),
                    vec2(columns.area.width(), space::ROW),
                )
            };
            if std::mem::take(&mut self.reveals)
                && let Some(at) = cursor.and_then(|code| self.place(code))
            {
                ui.scroll_to_rect(rect_of(at), None);
            }
            let first = (seen.top() / space::ROW).max(0.0) as usize;
            let last = ((seen.bottom() / space::ROW).ceil().max(0.0) as usize).min(count);
            for at in first..last {
                let Some(code) = snapshot.codes.get(self.shown[at]) else { continue };
                let chosen = cursor == Some(code.id);
                let ring = chosen && list.has_focus();
                let response = self.row(ui, snapshot, code, rect_of(at), columns, chosen, ring);
                if response.clicked() || response.secondary_clicked() {
                    ui.memory_mut(|memory| memory.request_focus(id()));
                    choose(desk, code.id);
                }
                if response.double_clicked() {
                    wanted = Some("Show quotes of code");
                }
            }
        });
        wanted
    }

    /// Whether a code is among the rows.
    pub(super) fn shows(&self, code: CodeId) -> bool {
        self.shown.contains(&code)
    }

    fn place(&self, code: CodeId) -> Option<usize> {
        self.shown.iter().position(|&other| other == code)
    }

    fn keys(&mut self, ui: &Ui, desk: &mut Desk, page: usize) -> Wanted {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.shown.len().checked_sub(1)?;
        let at = super::selected(desk).and_then(|code| self.place(code));
        let mut next = None;
        if pressed(Key::ArrowDown) {
            next = Some(at.map_or(0, |at| (at + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            next = Some(at.map_or(last, |at| at.saturating_sub(1)));
        }
        if pressed(Key::PageDown) {
            next = Some(at.map_or(0, |at| (at + page).min(last)));
        }
        if pressed(Key::PageUp) {
            next = Some(at.map_or(0, |at| at.saturating_sub(page)));
        }
        if pressed(Key::Home) {
            next = Some(0);
        }
        if pressed(Key::End) {
            next = Some(last);
        }
        let copies = ui.input(|input| input.events.contains(&egui::Event::Copy));
        if copies && at.is_some() {
            return Some("Copy path of code");
        }
        if let Some(next) = next {
            choose(desk, self.shown[next]);
            self.reveals = true;
        }
        None
    }

    #[expect(clippy::too_many_arguments, reason = "what a row is drawn from")]
    fn row(
        &self,
        ui: &Ui,
        snapshot: &Snapshot,
        code: &Code,
        rect: Rect,
        columns: &Columns,
        chosen: bool,
        ring: bool,
    ) -> egui::Response {
        let theme = Theme::of(ui.ctx());
        let response = ui.interact(rect, id().with(code.id), Sense::CLICK);
        let used = self.used.get(&code.id);
        let figures = [
            snapshot.counts.of(code.id).with_sub_codes,
            used.map_or(0, |used| used.sources),
            used.map_or(0, |used| used.people),
            used.map_or(0, |used| used.cases),
        ];
        let path = snapshot.codes.path_text(code.id);
        let spoken = format!(
            "{path}, {}, {}, {}, {}",
            counted(figures[0], "quotation", "quotations"),
            counted(figures[1], "source", "sources"),
            counted(figures[2], "person", "people"),
            counted(figures[3], "case", "cases")
        );
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &spoken));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(chosen));
        let behind = rect.shrink2(vec2(0.0, 0.5));
        if chosen {
            ui.painter().rect_filled(behind, space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(behind, space::CORNER, theme.hover);
        }
        if ring {
            let ring = Stroke::new(2.0, theme.focus);
            ui.painter().rect_stroke(behind, space::CORNER, ring, StrokeKind::Inside);
        }
        self.name(ui, snapshot, code, rect, columns);
        for (place, (figure, column)) in figures.iter().zip(&columns.others).enumerate() {
            let at = pos2(column.1 - space::GROUP, rect.center().y);
            let ink = if *figure == 0 { theme.quiet } else { theme.ink };
            let text = match (place, self.counted) {
                // Not counted yet.
                (1.., 0) => String::new(),
                _ => grouped(*figure),
            };
            ui.painter().text(at, Align2::RIGHT_CENTER, text, theme::interface(size::BODY), ink);
        }
        let last = used.and_then(|used| used.last.as_deref()).map(day).unwrap_or_default();
        let made = day(&code.made_at);
        let texts = [last.as_str(), code.origin.word(), code.question.as_str(), made.as_str()];
        for (text, column) in texts.iter().zip(columns.others.iter().skip(figures.len())) {
            let width = column.1 - column.0 - space::INSIDE;
            let job = one_line(text, theme::interface(size::BODY), theme.quiet, width);
            let galley = ui.painter().layout_job(job);
            let at = pos2(column.0 + space::TIGHT, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme.quiet);
        }
        response
    }

    /// The name: indented as in the tree, or with the path before it where the order is another.
    fn name(&self, ui: &Ui, snapshot: &Snapshot, code: &Code, rect: Rect, columns: &Columns) {
        let theme = Theme::of(ui.ctx());
        let is_tree = self.sort == Sort::Tree;
        let depth = if is_tree { snapshot.codes.depth(code.id) as f32 } else { 0.0 };
        let left = rect.left() + space::TIGHT + (depth * 14.0).min(140.0);
        let stripe = Rect::from_min_size(pos2(left, rect.center().y - 7.0), vec2(4.0, 14.0));
        ui.painter().rect_filled(stripe, 2, theme.code_stroke(snapshot.codes.colour(code.id)));
        let away = snapshot.codes.is_archived(code.id);
        let ink = if away { theme.quiet } else { theme.ink };
        let at = left + 12.0;
        let mut job = one_line(
            &code.name,
            theme::interface(size::BODY),
            ink,
            columns.name - at - space::INSIDE,
        );
        if !is_tree {
            let mut above = snapshot.codes.path(code.id);
            above.pop();
            let quiet = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
            job.append(&above.join(PATH_SEPARATOR), space::INSIDE, quiet);
        }
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(at, rect.center().y - galley.size().y / 2.0), galley, ink);
    }
}

/// Selects a code alone.
fn choose(desk: &mut Desk, code: CodeId) {
    desk.codes.choose_alone();
    desk.selected = Selected::Code(code);
}

fn one_line(text: &str, font: egui::FontId, ink: egui::Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping::truncate_at_width(width.max(20.0));
    job.break_on_newline = false;
    job
}
