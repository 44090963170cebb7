//! What stands around the lists: the tabs, what narrows a list, what is said where nothing is, and the buttons below.

use std::fmt::Write;

use egui::text::{CCursor, CCursorRange, LayoutJob};
use egui::widgets::text_edit::TextEditOutput;
use egui::{Key, Modifiers, RichText, TextEdit, TextFormat, Ui};

use super::places::{Kind, Places};
use super::{CheckView, Tab, Wanted};
use crate::app::commands;
use crate::app::figures::{counted, grouped};
use crate::app::theme::{self, Theme, size, space};

/// The tabs with the commands that go there.
const TABS: [(Tab, &str, &str); 4] = [
    (Tab::Names, "Names", "Names to check"),
    (Tab::Brackets, "Brackets", "Brackets to check"),
    (Tab::Quotations, "Quotations to look at", "Quotations to look at"),
    (Tab::Answers, "Answers", "Answers by question"),
];

/// So few sources are looked through again in a moment; nothing is said of it.
const FEW: usize = 10;

/// Draws the tabs.
pub(super) fn tabs(view: &CheckView, ui: &mut Ui, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (tab, name, command) in TABS {
            let count = match tab {
                Tab::Names => view.names.places.total().0,
                Tab::Brackets => view.brackets.places.total().0,
                Tab::Quotations => view.moved.count(),
                Tab::Answers => view.answers.count(),
            };
            let chosen = view.tab == tab;
            let ink = if chosen { theme.ink } else { theme.quiet };
            let font = if chosen { theme::interface_bold } else { theme::interface };
            let mut text = LayoutJob::default();
            text.append(name, 0.0, TextFormat::simple(font(size::LEAD), ink));
            if count > 0 {
                let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
                text.append(&grouped(count), 6.0, format);
            }
            let button = ui.add(egui::Button::selectable(chosen, text));
            button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name));
            let hover = commands::named(command).map(|command| command.hover_text(ui.ctx()));
            if button.on_hover_text(hover.unwrap_or_default()).clicked() {
                wanted.command = Some(command);
            }
        }
    });
    ui.add_space(space::INSIDE);
}

/// Draws a choice between all and some kinds, each with how many there are of it; whether another one was chosen.
pub(super) fn kinds<K: Copy + PartialEq>(
    ui: &mut Ui,
    kinds: &[(K, &'static str, usize)],
    chosen: &mut Option<K>,
) -> bool {
    let before = *chosen;
    let theme = Theme::of(ui.ctx());
    let all = kinds.iter().map(|(.., count)| count).sum();
    let some = kinds.iter().map(|&(kind, name, count)| (Some(kind), name, count));
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    for (kind, name, count) in std::iter::once((None, "All", all)).chain(some) {
        let is_chosen = *chosen == kind;
        let font = if is_chosen { theme::interface_bold } else { theme::interface };
        let mut text = LayoutJob::default();
        text.append(name, 0.0, TextFormat::simple(font(size::BODY), theme.ink));
        let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
        text.append(&grouped(count), 6.0, format);
        let button = ui.add(egui::Button::selectable(is_chosen, text));
        button.widget_info(|| {
            let said = format!("{name} {}", grouped(count));
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, said)
        });
        if button.clicked() {
            *chosen = kind;
        }
    }
    before != *chosen
}

/// Draws the choices that narrow a list of places, and how many there are or how far the looking through has come; whether
/// the list is to take the keyboard. `what` is what one place is called, and several.
pub(super) fn narrowing<K: Kind>(
    ui: &mut Ui,
    places: &mut Places<K>,
    takes: &mut bool,
    all: usize,
    what: (&str, &str),
) -> bool {
    let counts: Vec<_> =
        places.counts().iter().map(|&(kind, count)| (kind, kind.title(), count)).collect();
    let (count, sources) = places.total();
    let left = places.slices.left();
    let said = match left {
        0..=FEW => {
            let sources = counted(sources, "source", "sources");
            format!("{} in {sources}", counted(count, what.0, what.1))
        }
        left => {
            let done = grouped(all.saturating_sub(left));
            format!("Looking through the sources: {done} of {}…", grouped(all))
        }
    };
    let filter = &mut places.filter;
    let mut leaves = false;
    ui.horizontal_wrapped(|ui| {
        leaves |= words(ui, &mut filter.words, takes);
        ui.add_space(space::TIGHT);
        let together = theme::check(ui, &mut filter.is_grouped, "Same words together");
        let hover = commands::named("Same words together").map(|c| c.hover_text(ui.ctx()));
        leaves |= together.on_hover_text(hover.unwrap_or_default()).clicked();
        ui.add_space(space::TIGHT);
        quiet(ui, &said);
    });
    leaves |= ui.horizontal_wrapped(|ui| kinds(ui, &counts, &mut filter.kind)).inner;
    leaves
}

/// Draws the line that filters a list by words; whether the list is to take the keyboard back.
fn words(ui: &mut Ui, words: &mut String, takes: &mut bool) -> bool {
    let hint = commands::named("Filter the list").map(|command| command.key_text(ui.ctx()));
    let hint = format!("Filter by words ({})", hint.unwrap_or_default());
    let line = ui.add(TextEdit::singleline(words).hint_text(hint).desired_width(190.0));
    line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter by words"));
    if std::mem::take(takes) {
        line.request_focus();
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if line.lost_focus() && pressed(Key::Escape) {
        words.clear();
    }
    let down = line.has_focus()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    down || line.lost_focus() && (pressed(Key::Escape) || pressed(Key::Enter))
}

/// Says what belongs into a list that is empty, or why nothing is in it.
pub(super) fn say(ui: &mut Ui, lead: &str, more: &str) {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::PAGE);
    ui.label(RichText::new(lead).size(size::LEAD).color(theme.ink));
    ui.label(RichText::new(more).color(theme.quiet));
    ui.add_space(space::INSIDE);
}

/// Has a line take the keyboard, with all that stands in it chosen: what is typed takes its place.
pub(super) fn choose_text(ui: &Ui, mut line: TextEditOutput, characters: usize) {
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(characters));
    line.state.cursor.set_char_range(Some(all));
    line.state.store(ui.ctx(), line.response.response.id);
    line.response.response.request_focus();
}

/// A quiet line of small words.
pub(super) fn quiet(ui: &mut Ui, words: &str) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new(words).color(theme.quiet))
}

/// Draws the button of a command under a name of its own, with its key.
pub(super) fn action(
    ui: &mut Ui,
    name: &'static str,
    label: &str,
    enabled: bool,
    wanted: &mut Wanted,
) {
    let command = commands::named(name);
    let mut text = LayoutJob::default();
    let theme = Theme::of(ui.ctx());
    let ink = if enabled { theme.ink } else { theme.quiet };
    text.append(label, 0.0, TextFormat::simple(theme::interface(size::BODY), ink));
    let keys = command.map(|command| command.key_text(ui.ctx())).unwrap_or_default();
    if !keys.is_empty() {
        let format = TextFormat::simple(theme::interface(size::SMALL), theme.quiet);
        text.append(&keys, 6.0, format);
    }
    let button = ui.add_enabled(enabled, egui::Button::new(text));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, label));
    let mut hover = command.map(|command| command.help.to_owned()).unwrap_or_default();
    if !keys.is_empty() {
        let _ = write!(hover, " ({keys})");
    }
    if button.on_hover_text(hover).clicked() {
        wanted.command = Some(name);
    }
}
