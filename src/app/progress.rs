//! How far a job has come, with Cancel, for the status line.

use std::time::Duration;

use egui::{Label, RichText, Sense, Ui, vec2};

use super::figures::grouped;
use super::theme::{Theme, size, space};
use crate::project::Job;

/// How wide it is drawn, at most.
pub const WIDTH: f32 = 440.0;

/// Draws how far a job is, from right to left.
pub fn draw(ui: &mut Ui, job: &Job) {
    let theme = Theme::of(ui.ctx());
    let small = |text: &str| RichText::new(text).size(size::SMALL);
    let progress = job.progress();
    if !job.is_cancelled() && ui.link(small("Cancel")).clicked() {
        job.cancel();
    }
    if !progress.item.is_empty() {
        let item = Label::new(small(&progress.item).color(theme.quiet)).truncate();
        ui.add_sized([140.0, space::SECTION], item);
    }
    bar(ui, progress.done, progress.total);
    let (done, total) = (grouped(progress.done), grouped(progress.total));
    ui.label(small(&format!("{}… {done} of {total}", job.name())).color(theme.ink));
    ui.ctx().request_repaint_after(Duration::from_millis(60));
}

/// A narrow bar that fills.
fn bar(ui: &mut Ui, done: usize, total: usize) {
    let theme = Theme::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(80.0, 4.0), Sense::hover());
    let mut filled = rect;
    filled.set_width(rect.width() * done as f32 / total.max(1) as f32);
    ui.painter().rect_filled(rect, 2.0, theme.rule);
    ui.painter().rect_filled(filled, 2.0, theme.accent);
}
