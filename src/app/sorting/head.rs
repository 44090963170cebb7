//! What stands above and below a walk: what is gone through and how far one has come, and what can be done.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Align2, Button, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::walk::Walk;
use super::{Deed, Frame, Wanted};
use crate::analysis::PassageReach;
use crate::app::commands;
use crate::app::figures::grouped;
use crate::app::theme::{self, Theme, size, space};

/// Height of the head and of the foot.
const HEAD: f32 = 56.0;
const FOOT: f32 = 48.0;
/// Height of the bar that fills.
const BAR: f32 = 3.0;
/// From this width on the foot says the counts too.
const WIDE: f32 = 960.0;

/// How wide hits can be taken.
const REACHES: [(PassageReach, &str, &str); 3] = [
    (PassageReach::Sentence, "Sentence", "Code the sentences of the hits"),
    (PassageReach::Paragraph, "Paragraph", "Code the paragraphs of the hits"),
    (PassageReach::Turn, "Turn", "Code the turns of the hits"),
];

/// Draws the head; gives where what follows begins.
pub(super) fn draw(walk: &Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) -> f32 {
    let area = ui.max_rect();
    let theme = Theme::of(ui.ctx());
    let head = Rect::from_min_size(area.min, vec2(area.width(), HEAD));
    let all = walk.passages.len();
    let inside = head.shrink2(vec2(space::PAGE, 0.0));
    ui.scope_builder(
        UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center)),
        |ui| {
            let place = match walk.passage() {
                Some(_) => format!("{} of {}", grouped(walk.at + 1), grouped(all)),
                None if all == 0 => String::new(),
                None => format!("End of {}", grouped(all)),
            };
            ui.label(egui::RichText::new(place).font(theme::interface_bold(size::LEAD)));
            if let Some(reach) = walk.reach() {
                ui.add_space(space::GROUP);
                reaches(reach, ui, wanted);
            }
            let width = ui.available_width() - space::PAGE;
            let mut job = LayoutJob::default();
            let title = walk.title(&frame.snapshot.codes);
            let format = TextFormat::simple(theme::interface_bold(size::LEAD), theme.ink);
            job.append(&title, 0.0, format);
            job.wrap.max_width = width.max(80.0);
            job.wrap.max_rows = 2;
            let galley = ui.painter().layout_job(job);
            let at = pos2(inside.left(), head.center().y - galley.size().y / 2.0);
            let rect = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, theme.ink);
            let title_of = ui.interact(rect, ui.scope_id().with("title"), egui::Sense::hover());
            title_of.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &title));
            title_of.on_hover_text(title.as_str());
        },
    );
    // How much is done, and how much of the rest was passed by.
    let bar = Rect::from_min_max(pos2(head.left(), head.bottom() - BAR), head.max);
    let share = |count: usize| bar.width() * count as f32 / all.max(1) as f32;
    let done = Rect::from_min_size(bar.min, vec2(share(walk.tally.done), BAR));
    let skipped = Rect::from_min_size(done.right_top(), vec2(share(walk.tally.skipped), BAR));
    ui.painter().rect_filled(done, 0, theme.accent);
    ui.painter().rect_filled(skipped, 0, theme.quiet.gamma_multiply(0.5));
    head.bottom()
}

/// Draws the choice how wide hits are taken.
fn reaches(now: PassageReach, ui: &mut Ui, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    for (reach, name, command) in REACHES.into_iter().rev() {
        let is_chosen = now == reach;
        let font = if is_chosen { theme::interface_bold } else { theme::interface };
        let ink = if is_chosen { theme.ink } else { theme.quiet };
        let mut text = LayoutJob::default();
        text.append(name, 0.0, TextFormat::simple(font(size::BODY), ink));
        let button = ui.add(Button::selectable(is_chosen, text));
        button.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, name)
        });
        let hover = commands::named(command).map(|command| command.hover_text(ui.ctx()));
        if button.on_hover_text(hover.unwrap_or_default()).clicked() {
            wanted.deed = Some(Deed::Reach(reach));
        }
    }
}

/// Draws the foot; gives where what stands above it ends.
pub(super) fn foot(walk: &Walk, ui: &mut Ui, wanted: &mut Wanted) -> f32 {
    let area = ui.max_rect();
    let theme = Theme::of(ui.ctx());
    let top = area.bottom() - FOOT;
    let foot = Rect::from_min_max(pos2(area.left(), top), area.max);
    let inside = foot.shrink2(vec2(space::PAGE, 0.0));
    let (here, left) = (walk.passage().is_some(), walk.tally.left());
    let has_codes = walk.listed.iter().any(|listed| listed.is_applicable);
    ui.scope_builder(
        UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = space::INSIDE;
            let can_back = walk.at > 0 && !walk.passages.is_empty();
            action(ui, "Back to the passage before", "Back", can_back, wanted);
            action(ui, "Skip the passage", "Skip", here, wanted);
            let codes = walk.tally.codes.get(walk.at).map_or(&[][..], Vec::as_slice);
            let bears = walk.listed.iter().any(|listed| codes.contains(&listed.code));
            action(ui, "Take the code off the passage", "Take code off", bears, wanted);
            let can_accept = has_codes && left > 0;
            action(
                ui,
                "Accept all that are left…",
                "Accept all that are left…",
                can_accept,
                wanted,
            );
        },
    );
    let (done, skipped) = (grouped(walk.tally.done), grouped(walk.tally.skipped));
    let verb = if walk.split().is_some() { "sent" } else { "coded" };
    let said = match area.width() >= WIDE {
        true => format!("{done} {verb} · {skipped} skipped · {} left", grouped(left)),
        false => format!("{} left", grouped(left)),
    };
    let font = theme::interface(size::BODY);
    let at =
        ui.painter().text(inside.right_center(), Align2::RIGHT_CENTER, &said, font, theme.quiet);
    let counts = ui.interact(at, ui.scope_id().with("counts"), egui::Sense::hover());
    counts.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    top
}

/// Draws the button of a command under a name of its own, with its key.
fn action(ui: &mut Ui, name: &'static str, label: &str, enabled: bool, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    let command = commands::named(name);
    let ink = if enabled { theme.ink } else { theme.quiet };
    let mut text = LayoutJob::default();
    text.append(label, 0.0, TextFormat::simple(theme::interface(size::BODY), ink));
    let keys = command.map(|command| command.key_text(ui.ctx())).unwrap_or_default();
    if !keys.is_empty() {
        let format = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
        text.append(&keys, 6.0, format);
    }
    let button = ui.add_enabled(enabled, Button::new(text));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, label));
    let hover = command.map(|command| command.hover_text(ui.ctx())).unwrap_or_default();
    if button.on_hover_text(hover).clicked() {
        wanted.command = Some(name);
    }
}
