//! The list of house styles, and what can be done with the one that is chosen.

use egui::{Align2, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2};

use super::{Chosen, StylesView};
use crate::app::commands;
use crate::app::theme::{self, Theme, size, space};
use crate::app::window::Window;
use crate::domain::LabelStyleId;
use crate::project::Snapshot;

/// A row of the list.
struct Row {
    chosen: Chosen,
    name: String,
    /// What is to be known of it, in a few words.
    marks: Vec<&'static str>,
}

/// The project's own styles, and those that come with the program.
fn rows(view: &StylesView, snapshot: &Snapshot) -> (Vec<Row>, Vec<Row>) {
    let of_output = view.output.and_then(|id| snapshot.output(id));
    let of_output = of_output.map(|output| output.style.to_lowercase());
    let row = |chosen: Chosen, name: String, is_on_screen: bool| {
        // Of the one that is chosen the form says it.
        let is_unsaved = match &chosen {
            Chosen::Own(id) if view.chosen.as_ref() != Some(&chosen) => view
                .edited
                .get(id)
                .is_some_and(|edited| edited.is_dirty() && edited.trouble(snapshot).is_some()),
            _ => false,
        };
        let marks = [
            (of_output == Some(name.to_lowercase()), "in use"),
            (is_on_screen, "on screen"),
            (is_unsaved, "not saved"),
        ];
        let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
        Row { chosen, name, marks }
    };
    let own: Vec<Row> = snapshot
        .styles
        .iter()
        .map(|kept| row(Chosen::Own(kept.id), kept.style.name.clone(), kept.is_on_screen))
        .collect();
    let shipped = snapshot.house_styles().into_iter().skip(own.len());
    let shipped = shipped.map(|style| row(Chosen::Shipped(style.name.clone()), style.name, false));
    (own, shipped.collect())
}

/// Draws the list.
pub(super) fn draw(view: &mut StylesView, ui: &mut Ui, snapshot: &Snapshot) {
    let theme = Theme::of(ui.ctx());
    let quiet = |words: &str| RichText::new(words).size(size::SMALL).color(theme.quiet);
    let (own, shipped) = rows(view, snapshot);
    let area = ScrollArea::vertical().id_salt("styles").auto_shrink([false, false]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(quiet("Of this project"));
        ui.add_space(space::TIGHT);
        if own.is_empty() {
            ui.add(egui::Label::new(quiet("None yet: copy one of those below.")).wrap());
        }
        for one in own {
            row(view, ui, one);
        }
        ui.add_space(space::SECTION);
        ui.label(quiet("With the program"));
        ui.add_space(space::TIGHT);
        for one in shipped {
            row(view, ui, one);
        }
    });
}

fn row(view: &mut StylesView, ui: &mut Ui, row: Row) {
    let theme = Theme::of(ui.ctx());
    let is_chosen = view.chosen.as_ref() == Some(&row.chosen);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::click());
    let marks = row.marks.join(", ");
    let spoken = match marks.is_empty() {
        true => row.name.clone(),
        false => format!("{}, {marks}", row.name),
    };
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &spoken)
    });
    if is_chosen {
        ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(space::INSIDE, 0.0));
    let figure = ui.painter().text(
        inner.right_center(),
        Align2::RIGHT_CENTER,
        &marks,
        theme::interface(size::SMALL),
        theme.quiet,
    );
    let end = if marks.is_empty() { inner.right() } else { figure.left() - space::INSIDE };
    let painter = ui.painter().with_clip_rect(inner.with_max_x(end).intersect(ui.clip_rect()));
    let ink = if is_chosen { theme.accent } else { theme.ink };
    let font = theme::interface(size::BODY);
    painter.text(inner.left_center(), Align2::LEFT_CENTER, &row.name, font, ink);
    if response.on_hover_text(spoken).clicked() {
        view.chosen = Some(row.chosen);
    }
}

/// Draws the styles in rows that wrap, where there is no room for a list.
pub(super) fn narrow(view: &mut StylesView, ui: &mut Ui, snapshot: &Snapshot) {
    let (own, shipped) = rows(view, snapshot);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        let theme = Theme::of(ui.ctx());
        let count = own.len();
        for (at, row) in own.into_iter().chain(shipped).enumerate() {
            if at == count && count > 0 {
                ui.label(RichText::new("·").color(theme.quiet));
            }
            let is_chosen = view.chosen.as_ref() == Some(&row.chosen);
            let name = match row.marks.is_empty() {
                true => row.name,
                false => format!("{}, {}", row.name, row.marks.join(", ")),
            };
            let label = ui.selectable_label(is_chosen, &name);
            label.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name)
            });
            if label.clicked() {
                view.chosen = Some(row.chosen);
            }
        }
    });
}

/// Draws what can be done with the style that is chosen; gives the name of the command that is wanted.
pub(super) fn buttons(
    window: &Window,
    view: &mut StylesView,
    ui: &mut Ui,
    snapshot: &Snapshot,
    own: Option<LabelStyleId>,
) -> Option<&'static str> {
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (name, short) in [
            ("New house style", "New"),
            ("Copy the house style", "Copy"),
            ("Rename the house style", "Rename"),
            ("Delete the house style", "Delete"),
            ("Use the house style for the output", "Use for this output"),
        ] {
            if (short == "Use for this output" && view.output.is_none())
                || (own.is_none() && matches!(short, "Rename" | "Delete"))
            {
                continue;
            }
            let Some(command) = commands::named(name) else { continue };
            let available = super::actions::available(window, view, name);
            let button = ui.add_enabled(available.is_ok(), egui::Button::new(short));
            let button = match available {
                Ok(()) => button.on_hover_text(command.hover_text(ui.ctx())),
                Err(why) => button.on_disabled_hover_text(why),
            };
            if button.clicked() {
                wanted = Some(name);
            }
        }
    });
    let name = "Labels on screen in this style";
    let mut is_on = super::actions::is_on_screen(view, snapshot);
    let available = super::actions::available(window, view, name);
    let tick = |ui: &mut Ui| theme::check(ui, &mut is_on, name);
    let tick = ui.add_enabled_ui(available.is_ok(), tick).inner;
    let tick = match available {
        Ok(()) => tick.on_hover_text("The lists of the window show labels as this style says"),
        Err(why) => tick.on_disabled_hover_text(why),
    };
    if tick.changed() {
        wanted = Some(name);
    }
    ui.add_space(space::TIGHT);
    wanted
}
