//! The line in which an output gets its name.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::OutputsView;
use crate::app::desk::Desk;
use crate::app::theme::{Theme, size};
use crate::domain::OutputId;

/// A name that is being written.
pub(super) struct Naming {
    /// The output that gets it; a new one without.
    of: Option<OutputId>,
    name: String,
    trouble: Option<String>,
    takes_keyboard: bool,
}

impl Naming {
    pub(super) fn new(of: Option<OutputId>, name: String) -> Self {
        Self { of, name, trouble: None, takes_keyboard: true }
    }
}

/// Draws the line while a name is being written.
pub(super) fn draw(view: &mut OutputsView, ui: &mut Ui, desk: &mut Desk) {
    let Some(naming) = &mut view.naming else { return };
    let theme = Theme::of(ui.ctx());
    let mut ended = None;
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut naming.name)
            .hint_text("What is it for? A report, a chapter, a talk")
            .desired_width(320.0);
        let edit = ui.add(edit).accessible_name("Name of the output");
        if std::mem::take(&mut naming.takes_keyboard) {
            edit.request_focus();
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter));
        let word = if naming.of.is_some() { "Rename" } else { "Make" };
        if ui.button(word).clicked() || (edit.lost_focus() && enter) {
            ended = Some(true);
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if ui.button("Cancel").clicked() || escape {
            ended = Some(false);
        }
        if let Some(trouble) = &naming.trouble {
            ui.label(RichText::new(trouble).size(size::SMALL).color(theme.danger));
        }
    });
    match ended {
        None => {}
        Some(false) => {
            view.naming = None;
            view.take_keyboard();
        }
        Some(true) => keep(view, desk),
    }
}

fn keep(view: &mut OutputsView, desk: &mut Desk) {
    let Some(naming) = &view.naming else { return };
    let (of, name) = (naming.of, naming.name.clone());
    let style = view.shown(&desk.snapshot).map_or("Report".to_owned(), |it| it.style.clone());
    desk.ask(
        move |project| match of {
            Some(id) => project
                .change_output(id, vec![crate::project::OutputField::Name(name)])
                .map(|()| id),
            None => project.add_output(&name, &style),
        },
        |desk, kept| match kept {
            Ok(id) => {
                desk.outputs.naming = None;
                desk.outputs.show(id);
                desk.outputs.take_keyboard();
            }
            Err(error) => {
                if let Some(naming) = &mut desk.outputs.naming {
                    naming.trouble = Some(error.to_string());
                    naming.takes_keyboard = true;
                }
            }
        },
    );
}
