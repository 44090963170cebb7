//! The fields of the form: a caption at the left, at the right what is chosen or typed.

use egui::{FontSelection, Key, RichText, Sense, TextEdit, Ui, vec2};

use crate::app::theme::{self, Theme, size, space};

/// Width of the captions.
pub(super) const CAPTION: f32 = 124.0;
/// Width of a name or a few words.
pub(super) const WORDS: f32 = 200.0;
/// Width of a sign or two.
pub(super) const SIGNS: f32 = 64.0;

/// Draws what leads a group.
pub(super) fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::GROUP);
    ui.label(RichText::new(words).font(theme::interface_bold(size::BODY)));
    ui.add_space(space::TIGHT);
}

/// Draws a caption, and beside it what `add` adds, in rows that wrap. `hover` says what it is about, with an example.
pub(super) fn row<R>(ui: &mut Ui, caption: &str, hover: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let theme = Theme::of(ui.ctx());
        let (rect, response) = ui.allocate_exact_size(vec2(CAPTION, space::ROW), Sense::hover());
        let ink = if ui.is_enabled() { theme.quiet } else { ui.visuals().weak_text_color() };
        let font = theme::interface(size::BODY);
        let galley = ui.painter().layout(caption.to_owned(), font, ink, CAPTION);
        ui.painter().galley(rect.left_top() + vec2(0.0, 5.0), galley, ink);
        // Each control beside it has a name that says this, too.
        if !hover.is_empty() {
            response.on_hover_text(hover);
        }
        ui.vertical(|ui| ui.horizontal_wrapped(add).inner).inner
    })
    .inner
}

/// Draws a row of things of which one is chosen, each with its word and an example; whether another one was.
pub(super) fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    caption: &str,
    hover: &str,
    chosen: &mut T,
    all: &[(T, &str, &str)],
) -> bool {
    row(ui, caption, hover, |ui| choose(ui, caption, chosen, all))
}

/// The same without a caption of its own; `name` stands before the words for screen readers.
pub(super) fn choose<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    all: &[(T, &str, &str)],
) -> bool {
    let before = *chosen;
    for (one, word, example) in all {
        let is_chosen = before == *one;
        let enabled = ui.is_enabled();
        let label = ui.selectable_label(is_chosen, *word);
        let spoken = format!("{name}: {word}");
        label.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, enabled, is_chosen, &spoken)
        });
        if label.on_hover_text(*example).clicked() {
            *chosen = *one;
        }
    }
    *chosen != before
}

/// Draws a box to tick, a little apart from what stands before it in its row; whether it was.
pub(super) fn tick(ui: &mut Ui, on: &mut bool, word: &str, example: &str) -> bool {
    if ui.cursor().left() > ui.max_rect().left() {
        ui.add_space(space::INSIDE);
    }
    theme::check(ui, on, word).on_hover_text(example).changed()
}

/// A short text.
pub(super) struct Text<'a> {
    pub(super) id: egui::Id,
    /// What a screen reader calls it.
    pub(super) name: &'a str,
    pub(super) hover: &'a str,
    /// What was last given to the project, which Escape goes back to.
    pub(super) given: &'a str,
    pub(super) width: f32,
}

/// Draws a short text; whether it was left.
pub(super) fn text(ui: &mut Ui, of: &Text<'_>, text: &mut String) -> bool {
    let line = TextEdit::singleline(text)
        .id(of.id)
        .font(FontSelection::from(theme::interface(size::BODY)))
        .desired_width(of.width);
    let line = ui.add(line).accessible_name(of.name).on_hover_text(of.hover);
    if line.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        of.given.clone_into(text);
    }
    line.lost_focus()
}

/// Draws a quiet sentence below a field.
pub(super) fn remark(ui: &mut Ui, words: &str, warns: bool) {
    let theme = Theme::of(ui.ctx());
    let ink = if warns { theme.warning } else { theme.quiet };
    row(ui, "", "", |ui| {
        ui.add(egui::Label::new(RichText::new(words).size(size::SMALL).color(ink)).wrap());
    });
}
