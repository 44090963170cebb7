//! Draws the list of sources: only the rows that can be seen.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, FontId, Id, Key, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::SourcesList;
use super::rows::Row;
use crate::app::commands;
use crate::app::desk::Desk;
use crate::app::figures::{counted, day, grouped};
use crate::app::icons::{Icon, fold_rect};
use crate::app::theme::{self, Theme, size, space};
use crate::app::window::Window;
use crate::domain::{ReadState, SourceId, SourceInfo, SourceKind};
use crate::project::Snapshot;

/// Where the names of sources begin, from the left.
const INDENT: f32 = 20.0;

/// What is to be done after the list was drawn.
pub(super) enum Step {
    /// Show a source in the inspector.
    Select(SourceId),
    /// Open a source on the page.
    Open(SourceId),
    /// Give a source this name.
    Rename(SourceId, String),
    /// Run a command.
    Run(&'static str),
}

/// The list as the keyboard knows it.
pub(super) fn list_id() -> Id {
    Id::unique("list of sources")
}

/// Draws the sources.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let focus = std::mem::take(&mut window.focus_side);
    let Some(desk) = &mut window.desk else { return };
    let mut list = std::mem::take(&mut desk.sources);
    list.take_keyboard |= focus;
    list.renew(&desk.snapshot);
    let step =
        if desk.snapshot.sources.is_empty() { empty(ui, &mut list) } else { list.ui(ui, desk) };
    desk.sources = list;
    match step {
        None => {}
        Some(Step::Select(id)) => desk.selected = crate::app::desk::Selected::Source(id),
        Some(Step::Open(id)) => desk.open_source(id, None),
        Some(Step::Rename(id, name)) => desk.just_do(move |p| p.rename_source(id, &name)),
        Some(Step::Run(name)) => {
            if let Some(command) = commands::named(name) {
                window.run(command);
            }
        }
    }
}

/// What stands there before there is a source.
fn empty(ui: &mut Ui, list: &mut SourcesList) -> Option<Step> {
    let theme = Theme::of(ui.ctx());
    ui.set_min_width(ui.available_width());
    ui.add_space(space::GROUP);
    ui.label(RichText::new("No sources yet").size(size::LEAD));
    let hint = "Bring in transcripts, fieldnotes and documents.";
    ui.label(RichText::new(hint).color(theme.quiet));
    ui.add_space(space::INSIDE);
    let name = "Import files…";
    let button = ui.button(name);
    if std::mem::take(&mut list.take_keyboard) {
        button.request_focus();
    }
    let button = match commands::named(name) {
        Some(command) => button.on_hover_text(command.hover_text(ui.ctx())),
        None => button,
    };
    ui.add_space(space::TIGHT);
    ui.label(RichText::new("or drop files on the window").color(theme.quiet));
    button.clicked().then_some(Step::Run(name))
}

impl SourcesList {
    fn ui(&mut self, ui: &mut Ui, desk: &Desk) -> Option<Step> {
        let snapshot = &*desk.snapshot;
        let mut step = self.filter_line(ui);
        self.unread_filter(ui, snapshot);
        self.renew(snapshot);
        ui.add_space(space::TIGHT);
        if self.rows.all().is_empty() {
            let theme = Theme::of(ui.ctx());
            let none = match self.filter.trim() {
                "" => "You have read everything as it stands".to_owned(),
                words => format!("No source has “{words}” in its name"),
            };
            ui.label(RichText::new(none).color(theme.quiet));
            if ui.button("Show all").clicked() {
                self.filter.clear();
                self.only_unread = false;
            }
            return step;
        }
        let open = desk.reading.source();
        if self.seen_open != open {
            self.seen_open = open;
            self.show_row(open.map(Row::Source));
        }
        let region = ui.available_rect_before_wrap();
        let focus = ui.interact(region, list_id(), Sense::focusable_noninteractive());
        focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Sources"));
        if std::mem::take(&mut self.take_keyboard) {
            focus.request_focus();
            self.cursor = self.cursor.or(self.rows.all().first().copied());
            self.scroll = true;
        }
        if focus.has_focus() && self.renaming.is_none() {
            if self.cursor.is_none() {
                self.cursor = self.rows.all().first().copied();
            }
            let page = (region.height() / space::ROW).max(2.0) as usize - 1;
            step = self.keys(ui, snapshot, page).or(step);
            // A group that was just folded has other rows below it.
            self.renew(snapshot);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let has_focus = focus.has_focus();
        ScrollArea::vertical().auto_shrink([false, false]).show_viewport(ui, |ui, shown| {
            let count = self.rows.all().len();
            ui.set_height(count as f32 * space::ROW);
            let origin = ui.max_rect().min;
            let width = ui.available_width();
            let rect_of = |at: usize| {
                let top = origin.y + at as f32 * space::ROW;
                Rect::from_min_size(pos2(origin.x, top), vec2(width, space::ROW))
            };
            if std::mem::take(&mut self.scroll)
                && let Some(at) = self.cursor.and_then(|row| self.rows.position(row))
            {
                ui.scroll_to_rect(rect_of(at), None);
            }
            let first = (shown.top() / space::ROW).max(0.0) as usize;
            let last = ((shown.bottom() / space::ROW).ceil().max(0.0) as usize).min(count);
            for at in first..last {
                let row = self.rows.all()[at];
                let drawn = match row {
                    Row::Group(kind) => {
                        self.group(ui, rect_of(at), kind);
                        None
                    }
                    Row::Source(id) => match self.rows.info(snapshot, id) {
                        Some(info) => {
                            self.source(ui, rect_of(at), snapshot, info, open == Some(id))
                        }
                        None => None,
                    },
                };
                step = drawn.or(step.take());
                if has_focus && self.cursor == Some(row) {
                    let ring = Stroke::new(2.0, Theme::of(ui.ctx()).focus);
                    ui.painter().rect_stroke(rect_of(at), space::CORNER, ring, StrokeKind::Inside);
                    let id = row_id(row).accesskit_id();
                    ui.ctx()
                        .accesskit_node_builder(list_id(), |node| node.set_active_descendant(id));
                }
            }
        });
        step
    }

    fn filter_line(&mut self, ui: &mut Ui) -> Option<Step> {
        let line = egui::TextEdit::singleline(&mut self.filter)
            .hint_text("Filter sources")
            .desired_width(f32::INFINITY);
        let line = ui.add(line);
        line.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, "Filter sources"));
        if line.has_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown))
        {
            self.take_keyboard = true;
        }
        if line.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                self.filter.clear();
            } else if ui.input(|input| input.key_pressed(Key::Enter)) {
                self.take_keyboard = true;
                return self.rows.all().iter().find_map(super::source_of).map(Step::Open);
            }
        }
        None
    }

    /// The switch that lists only what is not read.
    fn unread_filter(&mut self, ui: &mut Ui, snapshot: &Snapshot) {
        let left = self.unread(snapshot);
        if left == 0 && !self.only_unread {
            return;
        }
        let text = RichText::new(format!("Unread for me ({})", grouped(left))).size(size::SMALL);
        let chosen = self.only_unread;
        let hover = "List only the sources that you have not read as they stand";
        if ui.selectable_label(chosen, text).on_hover_text(hover).clicked() {
            self.only_unread = !chosen;
        }
    }

    fn group(&mut self, ui: &mut Ui, rect: Rect, kind: SourceKind) {
        let theme = Theme::of(ui.ctx());
        let response = ui.interact(rect, row_id(Row::Group(kind)), Sense::CLICK);
        let folded = self.folded.contains(&kind) && self.filter.trim().is_empty();
        response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, kind.heading()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
        if response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER, theme.hover);
        }
        let sign = if folded { Icon::Folded } else { Icon::Unfolded };
        sign.paint(ui.painter(), fold_rect(rect, 2.0), theme.quiet);
        let left = pos2(rect.left() + INDENT, rect.center().y);
        let font = theme::interface_bold(size::BODY);
        ui.painter().text(left, Align2::LEFT_CENTER, kind.heading(), font, theme.ink);
        number(ui, rect, self.rows.count(kind));
        if response.clicked() {
            self.cursor = Some(Row::Group(kind));
            ui.memory_mut(|memory| memory.request_focus(list_id()));
            if !self.folded.remove(&kind) {
                self.folded.insert(kind);
            }
        }
    }

    fn source(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        snapshot: &Snapshot,
        info: &SourceInfo,
        is_open: bool,
    ) -> Option<Step> {
        let id = info.id;
        if let Some(step) = self.rename_line(ui, rect, id) {
            return step;
        }
        let theme = Theme::of(ui.ctx());
        let chosen = self.chosen.contains(&id);
        let quotations = snapshot.codings(id).map_or(0, |on| on.quotations.len());
        let state = self.progress.of(id);
        let response = ui.interact(rect, row_id(Row::Source(id)), Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, info.name.as_str())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(chosen);
            node.set_description(description(info, quotations, is_open, state));
        });
        if chosen {
            ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, space::CORNER, theme.hover);
        }
        if is_open {
            let mark = Rect::from_center_size(
                pos2(rect.left() + INDENT - space::INSIDE, rect.center().y),
                vec2(3.0, 14.0),
            );
            ui.painter().rect_filled(mark, 1.5, theme.accent);
        }
        read_mark(ui, pos2(rect.left() + 5.0, rect.center().y), state);
        let mut right = number(ui, rect, quotations);
        if !info.doubts.is_empty() {
            let at = pos2(right - space::INSIDE, rect.center().y);
            let font = theme::interface_bold(size::BODY);
            let mark = ui.painter().text(at, Align2::RIGHT_CENTER, "?", font, theme.warning);
            right = mark.left();
        }
        let font = match is_open {
            true => theme::interface_bold(size::BODY),
            false => theme::interface(size::BODY),
        };
        let left = rect.left() + INDENT;
        name(ui, &info.name, font, pos2(left, rect.center().y), right - space::INSIDE - left);
        let step = self.pressed(ui, &response, id);
        let step = step.or_else(|| self.menu(&response, id));
        response.on_hover_ui(|ui| hover(ui, info, quotations, state));
        step
    }

    /// What a click on a source does.
    fn pressed(&mut self, ui: &Ui, response: &Response, id: SourceId) -> Option<Step> {
        if !response.clicked() {
            return None;
        }
        ui.memory_mut(|memory| memory.request_focus(list_id()));
        let row = Row::Source(id);
        self.cursor = Some(row);
        let held = ui.input(|input| input.modifiers);
        if held.command {
            self.toggle(id);
        } else if held.shift {
            self.choose_to(row);
        } else {
            self.choose_row(row);
            return Some(Step::Open(id));
        }
        Some(Step::Select(id))
    }

    /// The commands for a source, or for all that are chosen with it.
    fn menu(&mut self, response: &Response, id: SourceId) -> Option<Step> {
        if response.secondary_clicked() && !self.chosen.contains(&id) {
            self.cursor = Some(Row::Source(id));
            self.choose_row(Row::Source(id));
        }
        let mut step = None;
        response.context_menu(|ui| {
            if ui.button("Open").clicked() {
                step = Some(Step::Open(id));
            }
            if self.chosen.len() == 1 {
                item(ui, "Rename source…", &mut step);
            }
            ui.separator();
            for name in ["Mark as read", "Mark as unread"] {
                item(ui, name, &mut step);
            }
            ui.separator();
            for name in ["Make it an interview", "Make it a fieldnote", "Make it a document"] {
                item(ui, name, &mut step);
            }
            ui.separator();
            item(ui, "Delete sources", &mut step);
        });
        step
    }

    /// The line in which a source's name is typed, if it is being renamed; what came of it.
    fn rename_line(&mut self, ui: &mut Ui, rect: Rect, id: SourceId) -> Option<Option<Step>> {
        let renaming = self.renaming.as_mut().filter(|renaming| renaming.source == id)?;
        let line = egui::TextEdit::singleline(&mut renaming.name)
            .id(Id::unique("name of the source"))
            .margin(vec2(space::TIGHT, 2.0));
        let mut inside = rect;
        inside.min.x += INDENT - space::INSIDE;
        let line = ui.put(inside, line);
        line.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the source"));
        if std::mem::take(&mut renaming.fresh) {
            line.request_focus();
            select_all(ui, line.id, renaming.name.chars().count());
        }
        if !line.lost_focus() {
            return Some(None);
        }
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if given_up || ui.input(|input| input.key_pressed(Key::Enter)) {
            self.take_keyboard = true;
        }
        let name = std::mem::take(&mut renaming.name);
        self.renaming = None;
        let kept = given_up || self.rows.all().is_empty();
        Some((!kept).then_some(Step::Rename(id, name)))
    }
}

fn row_id(row: Row) -> Id {
    Id::unique(("source row", row))
}

/// Selects everything in a line that is about to take the keyboard.
fn select_all(ui: &Ui, line: Id, length: usize) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), line).unwrap_or_default();
    let whole = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(whole));
    state.store(ui.ctx(), line);
}

/// An item of a menu that runs a command.
fn item(ui: &mut Ui, name: &'static str, step: &mut Option<Step>) {
    let Some(command) = commands::named(name) else { return };
    let button = egui::Button::new(name).shortcut_text(command.key_text(ui.ctx()));
    if ui.add(button).on_hover_text(command.help).clicked() {
        *step = Some(Step::Run(name));
    }
}

/// Draws a name, cut off with dots where there is no room.
fn name(ui: &Ui, name: &str, font: FontId, at: egui::Pos2, width: f32) {
    let theme = Theme::of(ui.ctx());
    let mut job = LayoutJob::simple_singleline(name.to_owned(), font, theme.ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let top = at.y - galley.size().y / 2.0;
    ui.painter().galley(pos2(at.x, top), galley, theme.ink);
}

/// Draws a number at the right of a row, nothing for 0; gives where it begins.
fn number(ui: &Ui, rect: Rect, number: usize) -> f32 {
    let right = pos2(rect.right() - space::INSIDE, rect.center().y);
    if number == 0 {
        return right.x;
    }
    let theme = Theme::of(ui.ctx());
    let font = theme::interface(size::SMALL);
    ui.painter().text(right, Align2::RIGHT_CENTER, grouped(number), font, theme.quiet).left()
}

/// What a screen reader says after the name.
fn description(info: &SourceInfo, quotations: usize, is_open: bool, state: ReadState) -> String {
    let mut said = counted(quotations, "quotation", "quotations");
    said.push_str(", ");
    said.push_str(state.word());
    if !info.doubts.is_empty() {
        said.push_str(", to check");
    }
    if is_open {
        said.push_str(", open");
    }
    said
}

/// The mark of what is not read: a disc where it was never opened, half of one where it is being read, a ring where an edit has
/// changed it since. What is read has none.
fn read_mark(ui: &Ui, at: egui::Pos2, state: ReadState) {
    const RADIUS: f32 = 2.5;
    let theme = Theme::of(ui.ctx());
    match state {
        ReadState::Unread => drop(ui.painter().circle_filled(at, RADIUS, theme.accent)),
        ReadState::Reading => {
            ui.painter().circle_stroke(at, RADIUS, Stroke::new(1.0, theme.accent));
            let half = Rect::from_min_max(at - vec2(RADIUS, RADIUS), at + vec2(0.0, RADIUS));
            let painter = ui.painter().with_clip_rect(half.intersect(ui.clip_rect()));
            painter.circle_filled(at, RADIUS, theme.accent);
        }
        ReadState::Changed => {
            ui.painter().circle_stroke(at, RADIUS, Stroke::new(1.5, theme.warning));
        }
        ReadState::Read => {}
    }
}

fn hover(ui: &mut Ui, info: &SourceInfo, quotations: usize, state: ReadState) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(&info.name).font(theme::interface_bold(size::BODY)));
    let length = counted(info.length as usize, "character", "characters");
    let quotations = counted(quotations, "quotation", "quotations");
    let imported = day(&info.imported_at);
    let about = format!("{length} · {quotations} · imported {imported}");
    ui.label(RichText::new(about).color(theme.quiet));
    let read = match state {
        ReadState::Unread => "You have not opened it",
        ReadState::Reading => "You are reading it",
        ReadState::Changed => "It was changed since you read it",
        ReadState::Read => "You have read it as it stands",
    };
    ui.label(RichText::new(read).color(theme.quiet));
    for doubt in &info.doubts {
        ui.label(RichText::new(doubt).color(theme.warning));
    }
}
