//! What a memo is about, as chips: added by name, taken away, opened.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Id, Key, Rect, Response, RichText, Sense, TextEdit, Ui, UiBuilder, pos2, vec2};

use crate::analysis::query::Completion;
use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::offers::Offers;
use crate::app::prose::{Face, Leads, Offer};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, LinkTo, Memo, MemoId, Mention, Target};
use crate::project::{MentionIn, Snapshot};

/// Width of the line in which a name is written, and of what is offered below it.
const LINE: f32 = 130.0;
const OFFERS: f32 = 360.0;
/// The widest that a name in a chip gets, how high a chip is, and the side of the cross in it.
const CHIP: f32 = 220.0;
const HIGH: f32 = 22.0;
/// Room that stands beside a name: its dot, its cross, what it is called when it is gone.
const BESIDE: f32 = 80.0;
const CLOSE: f32 = 16.0;
/// The most chips that are shown before the rest is asked for.
const SHOWN: usize = 12;

/// What is being added.
#[derive(Default)]
pub(super) struct About {
    begun: String,
    offers: Offers,
    offered: Vec<Offer>,
    shows_all: bool,
}

impl About {
    /// Forgets what was begun.
    pub(super) fn leave(&mut self) {
        *self = Self::default();
    }
}

/// What is to be done with what a memo is about.
enum Wanted {
    Open(Target),
    Add(Target),
    Remove(Target),
}

/// Draws it.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, memo: &Memo) {
    let theme = Theme::of(ui.ctx());
    let mut about = std::mem::take(&mut desk.memos.sheet.about);
    let known = desk.linking.with(snapshot);
    let mut wanted = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        ui.label(RichText::new("About").size(size::SMALL).color(theme.quiet));
        // What was put beside it first, and once what also stands in the text.
        let beside = memo.mentions.iter().filter(|mention| !mention.is_written);
        let is_beside = |target| beside.clone().any(|mention| mention.target == target);
        let written = memo.mentions.iter().filter(|it| it.is_written && !is_beside(it.target));
        let all: Vec<&Mention> = beside.clone().chain(written).collect();
        let count = all.len();
        let shown = if about.shows_all { count } else { SHOWN };
        for mention in all.into_iter().take(shown) {
            let target = mention.target;
            let face = known.face(LinkTo::Object(target));
            let name = known.called(target);
            let (chip, removed) = chip(ui, &name, &face, target, !mention.is_written);
            if chip.on_hover_text(&face.about).clicked() {
                wanted.push(Wanted::Open(target));
            }
            // What stands in the text is taken away there.
            if removed {
                wanted.push(Wanted::Remove(target));
            }
        }
        if count > shown {
            let more = format!("{} more", count - shown);
            if ui.link(RichText::new(more).size(size::SMALL)).clicked() {
                about.shows_all = true;
            }
        }
        wanted.extend(line(&mut about, ui, &known, memo.id));
        let codes = codes_beside(snapshot, memo);
        if !codes.is_empty() {
            // Whole, in the next row where it has no room in this one.
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            let link = ui.link(RichText::new("Add its codes").size(size::SMALL));
            if link.on_hover_text("Put the codes of the quotation beside the memo").clicked() {
                wanted.extend(codes.into_iter().map(|code| Wanted::Add(Target::Code(code))));
            }
        }
    });
    desk.memos.sheet.about = about;
    for wanted in wanted {
        match wanted {
            Wanted::Open(target) => desk.open_target(target),
            Wanted::Add(target) => set(desk, memo.id, target, true),
            Wanted::Remove(target) => set(desk, memo.id, target, false),
        }
    }
}

/// Draws a chip, in one piece so that a row breaks before it; its response, and whether it is to be taken away.
fn chip(ui: &mut Ui, name: &str, face: &Face, target: Target, can_go: bool) -> (Response, bool) {
    let theme = Theme::of(ui.ctx());
    let ink = if face.is_gone { theme.quiet } else { theme.accent };
    let mut format = TextFormat::simple(theme::interface(size::BODY), ink);
    if face.is_gone {
        format.strikethrough = egui::Stroke::new(1.0, ink);
    }
    let mut job = LayoutJob::default();
    job.append(name, 0.0, format);
    job.wrap = TextWrapping::truncate_at_width(CHIP.min(ui.max_rect().width() - BESIDE));
    let words = ui.painter().layout_job(job);
    let note = if face.is_gone { "gone" } else { "" };
    let note = ui.painter().layout_no_wrap(note.to_owned(), theme::interface(size::SMALL), ink);
    let dot = if face.colour.is_some() { 12.0 } else { 0.0 };
    let note_width = if face.is_gone { note.size().x + space::TIGHT } else { 0.0 };
    let close = if can_go { CLOSE } else { 0.0 };
    let width = 2.0 * space::TIGHT + dot + words.size().x + note_width + close;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HIGH), Sense::click());
    let spoken = match face.is_gone {
        true => format!("{name} (gone)"),
        false => format!("{name}, {}", target.kind()),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &spoken));
    let fill = if response.hovered() || face.is_gone { theme.hover } else { theme.accent_soft };
    ui.painter().rect_filled(rect, space::CORNER, fill);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    let mut at = rect.left_center() + vec2(space::TIGHT, 0.0);
    if let Some(colour) = face.colour {
        ui.painter().circle_filled(at + vec2(4.0, 0.0), 3.5, theme.code_stroke(colour));
        at.x += dot;
    }
    let end = at.x + words.size().x + space::TIGHT;
    ui.painter().galley(at - vec2(0.0, words.size().y / 2.0), words, ink);
    ui.painter().galley(pos2(end, at.y - note.size().y / 2.0), note, ink);
    if !can_go {
        return (response, false);
    }
    let place = Rect::from_center_size(
        rect.right_center() - vec2(CLOSE / 2.0 + 1.0, 0.0),
        vec2(CLOSE, CLOSE),
    );
    let mut inside = ui.new_child(UiBuilder::new().id_salt(("not about", target)).max_rect(place));
    let what = format!("The memo is not about {name}");
    let removed = Icon::Close.button(&mut inside, CLOSE, &what, "It is not about this").clicked();
    (response, removed)
}

/// Puts something beside a memo, or takes it away.
pub(super) fn set(desk: &mut Desk, memo: MemoId, target: Target, on: bool) {
    desk.just_do(move |project| project.set_about(MentionIn::Memo(memo), &[target.into()], on));
}

/// The codes of the quotations that a memo is about, as far as it is not about them.
fn codes_beside(snapshot: &Snapshot, memo: &Memo) -> Vec<CodeId> {
    let mut codes = Vec::new();
    for mention in memo.mentions.iter().filter(|mention| !mention.is_written) {
        let Target::Quote(id) = mention.target else { continue };
        let Some((_, quotation)) = snapshot.quotation(id) else { continue };
        for coding in &quotation.codings {
            let is_known = memo.mentions(Target::Code(coding.code));
            if !is_known && !codes.contains(&coding.code) {
                codes.push(coding.code);
            }
        }
    }
    codes
}

/// The line in which something is named that the memo is about.
fn line(about: &mut About, ui: &mut Ui, known: &dyn Leads, of: MemoId) -> Option<Wanted> {
    let id = Id::unique(("what a memo is about", of));
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let chosen = if has_keyboard { about.offers.keys(ui) } else { None };
    // While something is offered, Escape and Tab are for that.
    let offers = !about.offers.is_empty();
    let keeps = egui::EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: offers,
        tab: offers,
    };
    let field = TextEdit::singleline(&mut about.begun)
        .id(id)
        .hint_text("Add by name")
        .event_filter(keeps)
        .desired_width(LINE);
    let field = ui.add(field).accessible_name("What else the memo is about");
    if field.changed() {
        let is_empty = about.begun.trim().is_empty();
        about.offered = if is_empty { Vec::new() } else { known.offered(&about.begun) };
        about.offered.retain(|offer| matches!(offer.to, LinkTo::Object(_)));
        let completion = |offer: &Offer| Completion {
            from: 0,
            text: offer.words.clone(),
            about: offer.about.clone(),
        };
        about.offers.set(about.offered.iter().map(completion).collect());
    }
    let is_pressing = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if !field.has_focus() && !is_pressing {
        about.offers.clear();
    }
    let mut below = field.clone();
    below.rect.max.x = below.rect.min.x + OFFERS;
    below.interact_rect = below.rect;
    let chosen = chosen.or_else(|| about.offers.ui(&below))?;
    let is_it = |offer: &&Offer| offer.words == chosen.text && offer.about == chosen.about;
    let target = about.offered.iter().find(is_it).map(|offer| offer.to.target())?;
    about.begun.clear();
    about.offers.clear();
    field.request_focus();
    // The Enter that chose must not end the line.
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    Some(Wanted::Add(target))
}
