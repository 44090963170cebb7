//! The code framework on the page: all codes in a table, the agenda of a meeting, what has changed between two points, the
//! history of a code, and the sources that were coded before it existed.

mod filter;
mod head;
mod lines;
mod sheet;
mod table;

use egui::{Ui, UiBuilder};

use super::Window;
use super::desk::{Desk, Selected, SideList, Workspace};
use super::theme::space;

use sheet::Sheet;
pub use sheet::{export_agenda, name_version, write_agenda};
use table::Table;

/// What is looked at, each behind its tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// All codes in a table.
    #[default]
    Codes,
    /// What a team has to speak of since its last meeting.
    Agenda,
    /// What has changed between two points.
    Changes,
    /// The history of the selected code.
    Story,
    /// The sources that were coded before the selected code existed.
    ToDo,
}

/// The code framework on the page.
#[derive(Default)]
pub struct FrameworkView {
    tab: Tab,
    table: Table,
    sheet: Sheet,
}

impl FrameworkView {
    /// Has the table take the keyboard in the next frame; whether it is shown.
    pub fn take_keyboard(&mut self) -> bool {
        self.table.takes_keyboard = self.tab == Tab::Codes;
        self.table.takes_keyboard
    }

    /// Whether the table shows what is selected.
    pub fn shows(&self, selected: Selected) -> bool {
        matches!(selected, Selected::Code(code) if self.table.shows(code))
    }

    /// Whether the table has the keyboard.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        ctx.memory(|memory| memory.has_focus(table::id()))
    }
}

/// Goes to one of the tabs.
pub fn go_to(window: &mut Window, tab: Tab) {
    window.with_desk(|desk| {
        desk.go(Workspace::Framework);
        if matches!(tab, Tab::Story | Tab::ToDo) {
            desk.side = SideList::Codes;
        }
        desk.framework.tab = tab;
        desk.framework.take_keyboard();
    });
}

/// Draws the framework.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    let mut view = std::mem::take(&mut desk.framework);
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut wanted = None;
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        head::tabs(ui, &mut view);
        ui.add_space(space::INSIDE);
        wanted = match view.tab {
            Tab::Codes => table::draw(&mut view.table, desk, ui),
            tab => sheet::draw(&mut view.sheet, tab, desk, ui),
        };
    });
    desk.framework = view;
    if let Some(command) = wanted.and_then(super::commands::named) {
        window.run(command);
    }
}

/// Leaves room for what is done once the view is drawn.
type Wanted = Option<&'static str>;

/// The selected code, if it is there.
fn selected(desk: &Desk) -> Option<crate::domain::CodeId> {
    match desk.selected {
        Selected::Code(code) => desk.snapshot.codes.get(code).map(|code| code.id),
        _ => None,
    }
}
