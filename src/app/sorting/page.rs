//! The passage that is shown: its words large and always at the same height, so that the eye need not look for them; what
//! stands before and after in quiet ink.

use egui::text::LayoutJob;
use egui::{Key, Modifiers, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Frame;
use super::walk::{Walk, span_of};
use crate::analysis::{self, QueuedPassage};
use crate::app::quotes::{QuoteTexts, context};
use crate::app::text_view::passage;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, Span};
use crate::text::Text;

/// How much larger the words are than those of the page.
const LARGER: f32 = 1.25;
/// Height of a line, as a multiple of the type's size.
const LINE: f32 = 1.5;
/// Width of about 66 characters, as a multiple of the type's size.
const MEASURE: f32 = 33.0;
/// Lines that are kept free for what stands before.
const BEFORE: f32 = 3.0;
/// Most code points of context on each side.
const CONTEXT: u32 = 320;
/// Words beyond this many code points are left out: nobody sorts what takes a minute to read.
const LONG: u32 = 8_000;
/// Height of the line that says whose words they are.
const NOTE: f32 = 24.0;
/// Height of a chip.
const CHIP: f32 = 22.0;

/// Draws the passage; gives what a screen reader says of it.
pub(super) fn draw(
    walk: &Walk,
    queued: &QueuedPassage,
    texts: &mut QuoteTexts,
    ui: &mut Ui,
    frame: &Frame<'_>,
) -> String {
    let theme = Theme::of(ui.ctx());
    let large = (frame.page_size * LARGER).round();
    let room = ui.max_rect();
    let width = (large * MEASURE).min(room.width() - 2.0 * space::PAGE).max(120.0).round();
    let left = (room.left() + (room.width() - width) / 2.0).max(room.left() + space::PAGE).round();
    let before_bottom = room.top() + space::SECTION + (BEFORE * frame.page_size * LINE).round();
    let note_top = before_bottom + space::GROUP;
    let words_top = note_top + NOTE + space::INSIDE;
    note(queued, ui, frame, pos2(left, note_top), width);
    let span = span_of(frame.snapshot, queued);
    let info = frame.snapshot.source(queued.source);
    let Some(text) = info.and_then(|info| texts.get(info)).filter(|text| text.holds(span)) else {
        bars(
            ui,
            Rect::from_min_size(pos2(left, words_top), vec2(width, 3.0 * large * LINE)),
            large,
        );
        return "…".to_owned();
    };
    let (mut before, after) = context(&text, span, CONTEXT);
    // The line above the words names the speaker: the marker of their own turn need not stand there, too.
    let turn = frame.snapshot.codings(queued.source).and_then(|on| on.turn_at(span.start));
    if let Some(turn) = turn.filter(|turn| turn.span.start + turn.marker == span.start) {
        before.end = before.end.min(turn.span.start).max(before.start);
    }
    let before = text.slice(before).trim();
    if !before.is_empty() {
        let set = passage(ui.ctx(), before, &[], frame.page_size, width);
        let clip = Rect::from_min_max(
            pos2(room.left(), room.top() + space::SECTION),
            pos2(room.right(), before_bottom + space::TIGHT),
        );
        let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
        set.paint(&painter, pos2(left, before_bottom - set.height()), |_| theme.quiet);
    }
    let words = words(&text, span);
    let below = Rect::from_min_max(pos2(room.left(), words_top), room.max);
    ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
        let area = ScrollArea::vertical().id_salt(("passage", queued)).auto_shrink(false);
        area.show(ui, |ui| {
            if frame.has_keyboard {
                scroll(ui, below.height());
            }
            let top = ui.cursor().top();
            let set = passage(ui.ctx(), &words, &[], large, width);
            for found in walk.found(&words, queued.source, frame.snapshot) {
                set.paint_hit(ui.painter(), theme, pos2(left, top), found);
            }
            set.paint(ui.painter(), pos2(left, top), |_| theme.ink);
            let mut y = top + set.height() + space::GROUP;
            y = chips(walk, queued, ui, frame, pos2(left, y), width);
            let after = text.slice(after).trim();
            if !after.is_empty() {
                let set = passage(ui.ctx(), after, &[], frame.page_size, width);
                set.paint(ui.painter(), pos2(left, y), |_| theme.quiet);
                y += set.height();
            }
            ui.allocate_space(vec2(ui.available_width(), y + space::PAGE - top));
        });
    });
    words
}

fn words(text: &Text, span: Span) -> String {
    if span.len() <= LONG {
        return text.slice(span).to_owned();
    }
    let shown = text.snap(Span { start: span.start, end: span.start + LONG });
    format!("{} …", text.slice(shown))
}

/// Scrolls a long passage by the keys that do not move in the queue.
fn scroll(ui: &mut Ui, page: f32) {
    for (key, by) in [
        (Key::ArrowDown, -3.0 * space::ROW),
        (Key::ArrowUp, 3.0 * space::ROW),
        (Key::PageDown, -0.9 * page),
        (Key::PageUp, 0.9 * page),
    ] {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if times > 0 {
            ui.scroll_with_delta(vec2(0.0, by * times as f32));
        }
    }
}

/// Draws whose words they are and where they stand.
fn note(queued: &QueuedPassage, ui: &Ui, frame: &Frame<'_>, at: egui::Pos2, width: f32) {
    let theme = Theme::of(ui.ctx());
    let snapshot = frame.snapshot;
    let (Some(info), Some(on)) = (snapshot.source(queued.source), snapshot.codings(queued.source))
    else {
        return;
    };
    let span = span_of(snapshot, queued);
    let speakers: Vec<&str> = analysis::speakers(on, span).into_iter().map(|s| &**s).collect();
    let speakers = speakers.join(", ");
    let label = snapshot.label(info, on, span);
    let case = info.case.and_then(|case| snapshot.case(case)).map(|case| case.name.as_str());
    let mut job = LayoutJob::default();
    let bold = egui::TextFormat::simple(theme::interface_bold(size::BODY), theme.ink);
    let quiet = egui::TextFormat::simple(theme::interface(size::BODY), theme.quiet);
    job.append(&speakers, 0.0, bold);
    let is_said = label == format!("[{speakers}]");
    let parts = [(!is_said).then_some(label.as_str()), Some(info.name.as_str()), case];
    for part in parts.into_iter().flatten() {
        let dot = if job.text.is_empty() { "" } else { " · " };
        job.append(&format!("{dot}{part}"), 0.0, quiet.clone());
    }
    job.wrap.max_width = width;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let middle = at.y + (NOTE - galley.size().y) / 2.0;
    ui.painter().galley(pos2(at.x, middle), galley, theme.quiet);
}

/// Draws the codes that are on the passage; gives where what follows begins.
fn chips(
    walk: &Walk,
    queued: &QueuedPassage,
    ui: &Ui,
    frame: &Frame<'_>,
    at: egui::Pos2,
    width: f32,
) -> f32 {
    const DOT: f32 = 20.0;
    let theme = Theme::of(ui.ctx());
    let tree = &frame.snapshot.codes;
    let on = frame.snapshot.codings(queued.source);
    let mut codes: Vec<CodeId> = on.map(|on| queued.codes_on(on, None)).unwrap_or_default();
    let counted = walk.tally.codes.get(walk.at).map_or(&[][..], Vec::as_slice);
    codes.extend(counted.iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>());
    if let Some(split) = walk.split().filter(|split| !counted.contains(split)) {
        codes.retain(|&code| code != split);
    }
    let mut pen = at;
    for code in codes.into_iter().filter(|&code| tree.get(code).is_some()) {
        let name = tree.telling_name(code);
        let font = theme::interface(size::BODY);
        let mut job = LayoutJob::simple_singleline(name.clone(), font, theme.ink);
        job.wrap.max_width = width - DOT - 10.0;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.painter().layout_job(job);
        let wide = DOT + galley.size().x + 10.0;
        if pen.x > at.x && pen.x + wide > at.x + width {
            pen = pos2(at.x, pen.y + CHIP + space::TIGHT);
        }
        let rect = Rect::from_min_size(pen, vec2(wide, CHIP));
        let response = ui.interact(rect, ui.scope_id().with(("chip", code)), Sense::hover());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Bears {name}"))
        });
        let colour = tree.colour(code);
        ui.painter().rect_filled(rect, CHIP / 2.0, theme.code_tint(colour));
        let dot = pos2(rect.left() + DOT / 2.0 + 1.0, rect.center().y);
        ui.painter().circle_filled(dot, 4.0, theme.code_stroke(colour));
        let text = pos2(rect.left() + DOT, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(text, galley, theme.ink);
        pen.x += wide + space::TIGHT;
    }
    // The line stands there even without a chip: what follows does not move when a code is applied.
    pen.y + CHIP + space::GROUP
}

/// Grey bars where the words will stand a moment later.
fn bars(ui: &Ui, rect: Rect, large: f32) {
    let theme = Theme::of(ui.ctx());
    let line = large * LINE;
    for (row, share) in [1.0, 1.0, 0.6].into_iter().enumerate() {
        let top = rect.top() + row as f32 * line + line * 0.3;
        let size = vec2(rect.width() * share, line * 0.4);
        let bar = Rect::from_min_size(pos2(rect.left(), top), size);
        ui.painter().rect_filled(bar, space::CORNER / 2, theme.hover);
    }
}
