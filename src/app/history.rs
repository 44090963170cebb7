//! What was done, when and by whom: the steps of the history, latest first, by day.

use std::collections::HashSet;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, ComboBox, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Window;
use super::commands;
use super::desk::Desk;
use super::icons::Icon;
use super::notice::Notice;
use super::theme::{self, Theme, size, space};
use crate::domain::CoderId;
use crate::project::Snapshot;
use crate::store::{Step, StepKind};

/// How many steps are read at a time.
const PAGE: usize = 200;
/// The widest that a step is set, in points.
const MEASURE: f32 = 760.0;
/// Height of the head of a day.
const DAY: f32 = 36.0;
/// Width of the column of times.
const TIME: f32 = 56.0;
/// Greatest width of the column of names.
const WHO: f32 = 150.0;
/// Rows that are left below the window when more steps are asked for.
const AHEAD: usize = 30;

/// The list of steps.
#[derive(Default)]
pub struct HistoryView {
    /// Steps read so far, latest first.
    steps: Vec<Step>,
    /// The project's step when the latest of them were read.
    read_at: Option<i64>,
    /// Whether all steps down to the first are here.
    complete: bool,
    awaits: bool,
    /// Steps that stand undone.
    undone: HashSet<i64>,
    coder: Option<CoderId>,
    words: String,
    /// What is shown, and what it was made for.
    lines: Vec<Line>,
    made_for: Option<(usize, i64, Option<CoderId>, String)>,
}

/// A line of the list.
enum Line {
    /// The head of a day.
    Day(String),
    /// A step, by its place in the steps, with the time of day.
    Step(usize, String),
}

impl Line {
    fn height(&self) -> f32 {
        match self {
            Self::Day(_) => DAY,
            Self::Step(..) => space::ROW,
        }
    }
}

impl HistoryView {
    /// Reads what is new since the last time, or the steps before those that are known.
    fn ask(&mut self, desk: &mut Desk, wants_more: bool) {
        let seq = desk.snapshot.seq;
        let is_behind = self.read_at != Some(seq);
        if self.awaits || !(is_behind || wants_more && !self.complete) {
            return;
        }
        self.awaits = true;
        let before = if is_behind { None } else { self.steps.last().map(|step| step.seq) };
        desk.ask(
            move |project| (project.snapshot().seq, project.steps(before, PAGE)),
            move |desk, (at, steps)| {
                desk.history.awaits = false;
                match steps {
                    Ok(steps) => desk.history.take(before, at, steps),
                    Err(error) => {
                        // Asking again in every frame would not mend it.
                        desk.history.read_at = Some(seq);
                        desk.history.complete = true;
                        desk.notice = Some(Notice::trouble(&error));
                    }
                }
            },
        );
    }

    fn take(&mut self, before: Option<i64>, at: i64, mut steps: Vec<Step>) {
        let is_last = steps.len() < PAGE;
        if before.is_some() {
            self.steps.append(&mut steps);
            self.complete = is_last;
        } else {
            let known = self.steps.first().map(|step| step.seq);
            match known.and_then(|known| steps.iter().position(|step| step.seq == known)) {
                // The history only grows: what is new stands before what is known.
                Some(new) => {
                    steps.truncate(new);
                    self.steps.splice(0..0, steps);
                }
                None => {
                    self.steps = steps;
                    self.complete = is_last;
                }
            }
            self.read_at = Some(at);
        }
        self.undone = undone(&self.steps);
    }

    /// Puts the lines together again when the steps or what is asked of them changed.
    fn make_lines(&mut self, snapshot: &Snapshot) {
        let latest = self.steps.first().map_or(0, |step| step.seq);
        let now = (self.steps.len(), latest, self.coder, self.words.clone());
        if self.made_for.as_ref() == Some(&now) {
            return;
        }
        let wanted = self.words.trim().to_lowercase();
        let zone = TimeZone::system();
        let today = Timestamp::now().to_zoned(zone.clone()).date();
        let mut day = None;
        self.lines.clear();
        for (place, step) in self.steps.iter().enumerate() {
            let other = self.coder.is_some() && self.coder != step.coder;
            let said = said(step).to_lowercase();
            if other || !wanted.split_whitespace().all(|word| said.contains(word)) {
                continue;
            }
            let at = step.at.parse::<Timestamp>().map(|at| at.to_zoned(zone.clone()));
            let (date, time) = match at {
                Ok(at) => (Some(at.date()), at.strftime("%H:%M").to_string()),
                Err(_) => (None, String::new()),
            };
            if day != Some(date) {
                day = Some(date);
                let head = date.map_or_else(|| "Some day".to_owned(), |date| day_name(date, today));
                self.lines.push(Line::Day(head));
            }
            self.lines.push(Line::Step(place, time));
        }
        self.coder = self.coder.filter(|&coder| snapshot.coder(coder).is_some());
        self.made_for = Some(now);
    }

    fn head(&mut self, desk: &Desk, ui: &mut Ui) -> Option<&'static str> {
        let theme = Theme::of(ui.ctx());
        let snapshot = &desk.snapshot;
        let mut wanted = None;
        ui.label(RichText::new("History").font(theme::interface_bold(size::TITLE)));
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            let news = "What is new";
            let hover = commands::named(news).map(|command| command.hover_text(ui.ctx()));
            if ui.button(news).on_hover_text(hover.unwrap_or_default()).clicked() {
                wanted = Some(news);
            }
            for (name, label, nothing) in [
                ("Undo", &snapshot.undo, "Nothing to undo"),
                ("Redo", &snapshot.redo, "Nothing to redo"),
            ] {
                let text = match label {
                    Some(label) => format!("{name}: {label}"),
                    None => nothing.to_owned(),
                };
                let most = (ui.available_width() / 2.0).max(160.0);
                let shown = ui.scope(|ui| {
                    ui.set_max_width(most);
                    ui.add_enabled(label.is_some(), egui::Button::new(text).truncate())
                });
                let hover = commands::named(name).map(|command| command.hover_text(ui.ctx()));
                if shown.inner.on_hover_text(hover.unwrap_or_default()).clicked() {
                    wanted = Some(name);
                }
            }
        });
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            let everybody = "Everybody".to_owned();
            let coder = self.coder.and_then(|coder| snapshot.coder(coder));
            let chosen = coder.map_or(everybody.clone(), |coder| coder.name.clone());
            let combo = ComboBox::from_id_salt("whose steps").selected_text(chosen).width(WHO);
            let combo = combo.icon(|ui, rect, _, _| {
                Icon::Unfolded.paint(ui.painter(), rect, Theme::of(ui.ctx()).quiet);
            });
            let combo = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.coder, None, everybody);
                for coder in snapshot.coders.iter() {
                    ui.selectable_value(&mut self.coder, Some(coder.id), &coder.name);
                }
            });
            combo.response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Whose steps")
            });
            let line = egui::TextEdit::singleline(&mut self.words)
                .hint_text("Filter by words")
                .desired_width(240.0);
            let line = ui.add(line);
            line.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter the history")
            });
            if line.has_focus()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
            {
                self.words.clear();
            }
            if self.is_narrowed() && !self.complete {
                ui.label(
                    RichText::new("Looking further back…").size(size::SMALL).color(theme.quiet),
                );
            }
        });
        wanted
    }

    fn is_narrowed(&self) -> bool {
        self.coder.is_some() || !self.words.trim().is_empty()
    }

    /// Draws the list; whether more steps are wanted.
    fn list(&self, snapshot: &Snapshot, ui: &mut Ui, width: f32) -> bool {
        let area = ScrollArea::vertical().id_salt("steps").auto_shrink(false);
        let drawn = area.show_viewport(ui, |ui, viewport| {
            let total: f32 = self.lines.iter().map(Line::height).sum();
            ui.set_height(total + space::PAGE);
            ui.set_width(ui.available_width());
            scroll_by_keys(ui, viewport.height());
            let around = ui.max_rect();
            let left = around.left() + ((around.width() - width) / 2.0).max(0.0);
            let mut y = 0.0;
            let mut last = 0;
            for (number, line) in self.lines.iter().enumerate() {
                if y > viewport.bottom() {
                    break;
                }
                last = number;
                if y + line.height() >= viewport.top() {
                    let at = pos2(left, around.top() + y);
                    let rect = Rect::from_min_size(at, vec2(width, line.height()));
                    self.line(snapshot, ui, rect, line);
                }
                y += line.height();
            }
            last + AHEAD >= self.lines.len()
        });
        drawn.inner
    }

    fn line(&self, snapshot: &Snapshot, ui: &mut Ui, rect: Rect, line: &Line) {
        let theme = Theme::of(ui.ctx());
        let (place, time) = match line {
            Line::Day(name) => {
                let at = rect.left_bottom() - vec2(0.0, space::INSIDE);
                let font = theme::interface_bold(size::BODY);
                ui.painter().text(at, Align2::LEFT_BOTTOM, name, font, theme.ink);
                let id = ui.scope_id().with(("day", name));
                let response = ui.interact(rect, id, Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
                return;
            }
            Line::Step(place, time) => (*place, time),
        };
        let Some(step) = self.steps.get(place) else { return };
        let is_undone = self.undone.contains(&step.seq);
        let is_quiet = is_undone || step.kind != StepKind::Do;
        let said = said(step);
        let coder = step.coder.and_then(|coder| snapshot.coder(coder));
        let coder = coder.map(|coder| coder.name.as_str()).unwrap_or_default();
        let response = ui.interact(rect, ui.scope_id().with(step.seq), Sense::hover());
        let undone = if is_undone { ", undone" } else { "" };
        response.widget_info(|| {
            let by = if coder.is_empty() { String::new() } else { format!(", {coder}") };
            let name = format!("{said}{undone}{by}, {time}");
            egui::WidgetInfo::labeled(egui::Role::Label, true, name)
        });
        if response.hovered() {
            let back = rect.expand2(vec2(space::INSIDE, 0.0));
            ui.painter().rect_filled(back, space::CORNER, theme.hover);
        }
        let ink = if is_quiet { theme.quiet } else { theme.ink };
        let font = theme::interface(size::BODY);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, time, font.clone(), theme.quiet);
        let mut format = TextFormat::simple(font, ink);
        if is_undone {
            format.strikethrough = egui::Stroke::new(1.0, theme.quiet);
        }
        let name_width = WHO.min(rect.width() / 4.0);
        let words = cut(ui, &said, format, rect.width() - TIME - name_width - space::GROUP);
        let y = rect.center().y - words.size().y / 2.0;
        let is_cut = words.elided;
        ui.painter().galley(pos2(rect.left() + TIME, y), words, ink);
        let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
        let who = cut(ui, coder, format, name_width);
        ui.painter().galley(pos2(rect.right() - name_width, y), who, theme.quiet);
        if is_cut {
            response.on_hover_text(said);
        }
    }
}

/// One line of text, cut to a width.
fn cut(ui: &Ui, text: &str, format: TextFormat, width: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.painter().layout_job(job)
}

/// The arrow keys and their like scroll while nothing else has the keyboard.
fn scroll_by_keys(ui: &Ui, page: f32) {
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let all = ui.max_rect().height();
    for (key, by) in [
        (Key::ArrowDown, -space::ROW),
        (Key::ArrowUp, space::ROW),
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::End, -all),
        (Key::Home, all),
    ] {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if times > 0 {
            ui.scroll_with_delta(vec2(0.0, by * times as f32));
        }
    }
}

/// What a step did, as it is shown.
fn said(step: &Step) -> String {
    match step.kind {
        StepKind::Do | StepKind::Noted => step.label.clone(),
        StepKind::Undo => format!("Undid: {}", step.label),
        StepKind::Redo => format!("Redid: {}", step.label),
    }
}

/// The steps that stand undone, of some that are given latest first. An undo that was itself taken back undoes
/// nothing.
fn undone(steps: &[Step]) -> HashSet<i64> {
    let mut undone = HashSet::new();
    for step in steps {
        if !undone.contains(&step.seq) {
            undone.extend(step.undoes);
        }
    }
    // An undo that was redone is told by the redo.
    undone.retain(|seq| steps.iter().any(|s| s.seq == *seq && s.kind == StepKind::Do));
    undone
}

/// A day as people name it.
fn day_name(day: Date, today: Date) -> String {
    if day == today {
        return "Today".to_owned();
    }
    if day.tomorrow().is_ok_and(|next| next == today) {
        return "Yesterday".to_owned();
    }
    day.strftime("%A, %-d %B %Y").to_string()
}

/// Draws the history.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let mut view = std::mem::take(&mut desk.history);
    let width = MEASURE.min(ui.available_width() - 2.0 * space::PAGE).max(0.0);
    let side = ((ui.available_width() - width) / 2.0).max(0.0);
    let mut wanted = None;
    ui.add_space(space::SECTION);
    ui.horizontal_top(|ui| {
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(width);
            wanted = view.head(desk, ui);
            view.make_lines(&desk.snapshot);
            if view.lines.is_empty() && view.complete {
                ui.add_space(space::SECTION);
                let theme = Theme::of(ui.ctx());
                let said = if view.is_narrowed() {
                    "No step like that"
                } else {
                    "Nothing was done yet. Everything that is imported, coded and written will stand here, and can \
                     be taken back."
                };
                ui.label(RichText::new(said).color(theme.quiet));
            }
        });
    });
    ui.add_space(space::INSIDE);
    let wants_more = view.list(&desk.snapshot, ui, width);
    view.ask(desk, wants_more);
    desk.history = view;
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn step(seq: i64, kind: StepKind, undoes: Option<i64>) -> Step {
        let (at, label) = (String::new(), "Coded “Trust”".to_owned());
        Step { seq, at, coder: None, label, kind, undoes }
    }

    #[test]
    fn a_step_is_undone_until_its_undo_is_taken_back() {
        use StepKind::{Do, Redo, Undo};
        let mut steps = vec![step(2, Do, None), step(1, Do, None)];
        let mut then = |seq, kind, undoes, expected: &[i64]| {
            steps.insert(0, step(seq, kind, Some(undoes)));
            let mut found: Vec<i64> = undone(&steps).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, expected);
        };
        then(3, Undo, 2, &[2]);
        then(4, Undo, 1, &[1, 2]);
        then(5, Redo, 4, &[2]);
        then(6, Redo, 3, &[]);
        then(7, Undo, 6, &[2]);
        then(8, Redo, 7, &[]);
    }

    #[test]
    fn days_are_named_as_people_do() {
        let today = date(2026, 3, 1);
        assert_eq!(day_name(today, today), "Today");
        assert_eq!(day_name(date(2026, 2, 28), today), "Yesterday");
        assert_eq!(day_name(date(2026, 2, 6), today), "Friday, 6 February 2026");
    }
}
