//! What a memo is about, as chips: added by name, taken away, opened.

use egui::{Button, Id, Key, RichText, TextEdit, Ui};

use crate::analysis::query::Completion;
use crate::app::desk::Desk;
use crate::app::icons::Icon;
use crate::app::offers::Offers;
use crate::app::prose::{Leads, Offer};
use crate::app::theme::{Theme, size, space};
use crate::domain::{CodeId, LinkTo, Memo, MemoId, Target};
use crate::project::{MentionIn, Snapshot};

/// Width of the line in which a name is written.
const LINE: f32 = 130.0;
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
        let count = memo.mentions.len();
        let shown = if about.shows_all { count } else { SHOWN };
        for mention in memo.mentions.iter().take(shown) {
            let target = mention.target;
            let face = known.face(LinkTo::Object(target));
            let name = known.called(target);
            let mut text = RichText::new(&name).size(size::BODY);
            text = match (face.is_gone, face.colour) {
                (true, _) => text.color(theme.quiet).strikethrough(),
                (false, _) => text.color(theme.accent),
            };
            let chip = ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                if let Some(colour) = face.colour {
                    let (dot, _) =
                        ui.allocate_exact_size(egui::vec2(12.0, 18.0), egui::Sense::hover());
                    ui.painter().circle_filled(dot.center(), 3.5, theme.code_stroke(colour));
                }
                let chip = ui.add(Button::new(text).small().fill(theme.accent_soft));
                let spoken = match face.is_gone {
                    true => format!("{name} (gone)"),
                    false => format!("{name}, {}", target.kind()),
                };
                chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &spoken));
                if face.is_gone {
                    ui.label(RichText::new(" gone").size(size::SMALL).color(theme.quiet));
                }
                // What stands in the text is taken away there.
                if !mention.is_written {
                    let what = format!("The memo is not about {name}");
                    if Icon::Close.button(ui, 16.0, &what, "It is not about this").clicked() {
                        wanted.push(Wanted::Remove(target));
                    }
                }
                chip
            });
            if chip.inner.on_hover_text(&face.about).clicked() {
                wanted.push(Wanted::Open(target));
            }
        }
        if count > shown {
            let more = format!("{} more", count - shown);
            if ui.link(RichText::new(more).size(size::SMALL)).clicked() {
                about.shows_all = true;
            }
        }
        wanted.extend(line(&mut about, ui, &known));
        let codes = codes_beside(snapshot, memo);
        if !codes.is_empty() {
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

/// Puts something beside a memo, or takes it away.
pub(super) fn set(desk: &mut Desk, memo: MemoId, target: Target, on: bool) {
    desk.just_do(move |project| project.set_about(MentionIn::Memo(memo), target, on));
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
fn line(about: &mut About, ui: &mut Ui, known: &dyn Leads) -> Option<Wanted> {
    let id = Id::unique("what a memo is about");
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let chosen = if has_keyboard { about.offers.keys(ui) } else { None };
    let keeps = egui::EventFilter {
        horizontal_arrows: true,
        escape: !about.offers.is_empty(),
        ..Default::default()
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
    below.rect.max.x = below.rect.min.x + 360.0;
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
