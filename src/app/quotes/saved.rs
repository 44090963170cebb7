//! The questions that are kept under names: asked again, kept anew, forgotten.

use egui::{Key, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

use super::QuotesView;
use super::menus::menu_button;
use crate::analysis::query::Query;
use crate::app::icons::Icon;
use crate::app::theme::{Theme, space};
use crate::domain::SavedQueryId;
use crate::project::Snapshot;

/// What is wanted of the kept questions.
pub(super) enum Wish {
    /// This one is asked.
    Ask(Query),
    /// What is asked now is kept under this name.
    Keep(String),
    /// This one is kept no longer.
    Forget(SavedQueryId),
}

/// Draws the menu of kept questions; gives what is wanted.
pub(super) fn menu(view: &mut QuotesView, ui: &mut Ui, snapshot: &Snapshot) -> Option<Wish> {
    let mut wish = None;
    let button = menu_button(ui, "Saved", false);
    let button = button.on_hover_text("Questions that are kept under names");
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(300.0).show(
        |ui| {
            ui.set_width(300.0);
            let theme = Theme::of(ui.ctx());
            for saved in snapshot.saved_queries.iter() {
                ui.horizontal(|ui| {
                    let query = snapshot.kept_query(saved.id);
                    let room = ui.available_width() - space::ROW - space::INSIDE;
                    let name = egui::Button::new(&saved.name).frame(false).truncate();
                    let entry = ui.add_enabled(query.is_some(), name);
                    if let Some(query) = query
                        && entry.on_disabled_hover_text("It does not read in any more").clicked()
                    {
                        wish = Some(Wish::Ask(query));
                        ui.close();
                    }
                    ui.add_space((room - ui.min_rect().width()).max(0.0));
                    let what = format!("Forget the question {}", saved.name);
                    if Icon::Close.button(ui, 18.0, &what, "Keep it no longer").clicked() {
                        wish = Some(Wish::Forget(saved.id));
                    }
                });
            }
            if snapshot.saved_queries.is_empty() {
                ui.label(RichText::new("No question is kept yet").color(theme.quiet));
            }
            if !view.question.is_asked {
                return;
            }
            ui.separator();
            ui.horizontal(|ui| {
                let line = TextEdit::singleline(&mut view.saved_as)
                    .hint_text("Keep this question as")
                    .desired_width(ui.available_width() - 64.0);
                let line = ui.add(line).accessible_name("Name of the question");
                let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if (ui.button("Keep").clicked() || entered) && !view.saved_as.trim().is_empty() {
                    wish = Some(Wish::Keep(std::mem::take(&mut view.saved_as)));
                    ui.close();
                }
            });
        },
    );
    wish
}
