//! The form in which a matrix is made or renamed.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::MatrixView;
use crate::app::desk::Desk;
use crate::app::menu;
use crate::app::theme::{Theme, size, space};
use crate::domain::{CodeId, CodeTree, MatrixId, RowsOf};
use crate::project::MatrixField;
use crate::text::capital;

/// A matrix that is being made, or renamed.
pub(super) struct Naming {
    /// The one that is renamed; a new one without.
    of: Option<MatrixId>,
    name: String,
    rows: RowsOf,
    branch: Option<CodeId>,
    trouble: Option<String>,
    takes_keyboard: bool,
}

impl Naming {
    pub(super) fn new(of: Option<MatrixId>, name: String) -> Self {
        let (rows, branch) = (RowsOf::default(), None);
        Self { of, name, rows, branch, trouble: None, takes_keyboard: true }
    }
}

/// What the branch of a matrix is called.
pub(super) fn branch_name(branch: Option<CodeId>, tree: &CodeTree) -> String {
    match branch {
        Some(code) => tree.path_text(code),
        None => "The whole framework".to_owned(),
    }
}

/// Lists the branches there are; the one that was chosen.
pub(super) fn choose_branch(
    ui: &mut Ui,
    now: Option<CodeId>,
    tree: &CodeTree,
) -> Option<Option<CodeId>> {
    let mut chosen = None;
    menu::choose(ui, "Columns", &branch_name(now, tree), |ui| {
        if ui.selectable_label(now.is_none(), branch_name(None, tree)).clicked() {
            chosen = Some(None);
        }
        let branches = tree.codes().iter();
        let branches = branches.filter(|code| tree.with_sub_codes(code.id).len() > 1);
        for code in branches.filter(|code| !tree.is_archived(code.id)) {
            let path = tree.path_text(code.id);
            if ui.selectable_label(now == Some(code.id), path).clicked() {
                chosen = Some(Some(code.id));
            }
        }
    });
    chosen
}

/// Draws the form while something is written in it.
pub(super) fn draw(view: &mut MatrixView, ui: &mut Ui, desk: &mut Desk) {
    let Some(naming) = &mut view.naming else { return };
    let theme = Theme::of(ui.ctx());
    let mut ended = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::INSIDE;
        let edit = TextEdit::singleline(&mut naming.name)
            .hint_text("What is read side by side? Sites by governance")
            .desired_width(280.0);
        let edit = ui.add(edit).accessible_name("Name of the matrix");
        if std::mem::take(&mut naming.takes_keyboard) {
            edit.request_focus();
        }
        if naming.of.is_none() {
            menu::choose(ui, "Rows", &capital(naming.rows.plural()), |ui| {
                for rows in RowsOf::ALL {
                    let is_it = naming.rows == rows;
                    if ui.selectable_label(is_it, capital(rows.plural())).clicked() {
                        naming.rows = rows;
                    }
                }
            });
            if let Some(branch) = choose_branch(ui, naming.branch, &desk.snapshot.codes) {
                naming.branch = branch;
            }
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
    ui.add_space(space::INSIDE);
    match ended {
        None => {}
        Some(false) => {
            view.naming = None;
            view.take_keyboard();
        }
        Some(true) => keep(view, desk),
    }
}

fn keep(view: &MatrixView, desk: &mut Desk) {
    let Some(naming) = &view.naming else { return };
    let (of, name) = (naming.of, naming.name.clone());
    let (rows, branch) = (naming.rows, naming.branch);
    desk.ask(
        move |project| match of {
            Some(id) => project.change_matrix(id, vec![MatrixField::Name(name)]).map(|()| id),
            None => project.add_matrix(&name, rows, branch),
        },
        |desk, kept| match kept {
            Ok(id) => {
                desk.matrix.naming = None;
                desk.matrix.show(id);
                desk.matrix.take_keyboard();
            }
            Err(error) => {
                if let Some(naming) = &mut desk.matrix.naming {
                    naming.trouble = Some(error.to_string());
                    naming.takes_keyboard = true;
                }
            }
        },
    );
}
