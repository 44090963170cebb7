//! The end of a walk: what was done, in figures, and where one may go back to.

use egui::{Align2, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::choosing::{beginnings, say, within};
use super::walk::Walk;
use super::{Deed, Frame, Wanted};
use crate::app::figures::{counted, grouped};
use crate::app::theme::{self, Theme, size, space};

/// Height of a line of the figures.
const LINE: f32 = 28.0;
/// Width of the table of figures.
const TABLE: f32 = 420.0;

/// Draws the end of a walk, or that there was nothing to go through; gives what a screen reader says of it.
pub(super) fn draw(walk: &Walk, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) -> String {
    let (one, many) = walk.words();
    if walk.passages.is_empty() {
        let lead = format!("There are no {many} to go through");
        within(ui, |ui| {
            say(ui, &lead, "Go through something else:");
            beginnings(ui, wanted);
        });
        return lead;
    }
    let theme = Theme::of(ui.ctx());
    let (done, skipped, left) = (walk.tally.done, walk.tally.skipped, walk.tally.left());
    let all = counted(walk.passages.len(), one, many);
    let verb = if walk.split().is_some() { "sent" } else { "coded" };
    let mut parts = vec![format!("{} {verb}", grouped(done))];
    parts.extend((skipped > 0).then(|| format!("{} skipped", grouped(skipped))));
    parts.extend((left > 0).then(|| format!("{} left", grouped(left))));
    let said = format!("{all}: {}", parts.join(", "));
    ScrollArea::vertical().id_salt("end").auto_shrink(false).show(ui, |ui| {
        within(ui, |ui| {
            ui.add_space(2.0 * space::PAGE);
            let lead = if left == 0 { "Nothing is left" } else { "This is the end" };
            ui.label(RichText::new(lead).font(theme::interface_bold(size::TITLE)));
            ui.label(RichText::new(&said).size(size::LEAD).color(theme.quiet));
            ui.add_space(space::SECTION);
            for listed in walk.listed.iter().filter(|listed| listed.is_applicable) {
                let count = walk.tally.count(listed.code);
                figure(ui, frame, listed.code, count);
            }
            ui.add_space(space::SECTION);
            ui.horizontal_wrapped(|ui| {
                let mut go = |ui: &mut Ui, text: String, at: Option<usize>| {
                    if let Some(at) = at
                        && ui.button(text).clicked()
                    {
                        wanted.deed = Some(Deed::GoTo(at));
                    }
                };
                let those = |count: usize| counted(count, one, many);
                let were = if skipped == 1 { "was" } else { "were" };
                let are = if left == 1 { "is" } else { "are" };
                go(ui, format!("Go to {} that {are} left", those(left)), walk.first_left());
                go(
                    ui,
                    format!("Look at {} that {were} skipped", those(skipped)),
                    walk.first_skipped(),
                );
                go(ui, "Back to the last".to_owned(), walk.at.checked_sub(1));
                go(ui, "From the beginning".to_owned(), Some(0));
            });
            ui.add_space(space::PAGE);
        });
    });
    said
}

/// One code with how many passages bear it.
fn figure(ui: &mut Ui, frame: &Frame<'_>, code: crate::domain::CodeId, count: usize) {
    let theme = Theme::of(ui.ctx());
    let tree = &frame.snapshot.codes;
    let width = TABLE.min(ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
    let name = tree.telling_name(code);
    response.widget_info(|| {
        let said = format!("{name}: {}", grouped(count));
        egui::WidgetInfo::labeled(egui::Role::Label, true, said)
    });
    let dot = pos2(rect.left() + 5.0, rect.center().y);
    ui.painter().circle_filled(dot, 4.5, theme.code_stroke(tree.colour(code)));
    let font = theme::interface(size::BODY);
    let at = rect.right_center();
    ui.painter().text(at, Align2::RIGHT_CENTER, grouped(count), font.clone(), theme.ink);
    let mut job = egui::text::LayoutJob::simple_singleline(name, font, theme.ink);
    job.wrap.max_width = width - 80.0;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left() + 18.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    let rule = egui::Stroke::new(1.0, theme.rule);
    ui.painter().hline(rect.x_range(), rect.bottom(), rule);
}
