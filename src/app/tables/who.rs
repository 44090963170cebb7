//! Which cases or people a figure of prevalence counts, each of which opens what they say.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui};

use crate::analysis::query::Condition;
use crate::analysis::table::{Key as Stands, Prevalence, Spoke};
use crate::app::figures::counted;
use crate::app::icons::Icon;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{CodeId, CodeTree};

/// Those who stand in one way to one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Who {
    pub(super) code: CodeId,
    pub(super) state: Spoke,
}

/// The list below the figures.
pub(super) struct Listed {
    pub(super) who: Who,
    /// The first name is to take the keyboard.
    pub(super) is_fresh: bool,
}

/// What has come of the list.
pub(super) enum Picked {
    /// Nothing yet.
    Yet,
    /// It was closed.
    Closed,
    /// The quotes of one of them are to be shown.
    Opened(Condition),
}

/// The height of the list.
pub(super) const HEIGHT: f32 = 124.0;

impl Listed {
    /// Draws the names. Whoever spoke of it opens what they said of it; whoever did not, all that is quoted of them.
    pub(super) fn ui(&mut self, ui: &mut Ui, found: &Prevalence, tree: &CodeTree) -> Picked {
        let Who { code, state } = self.who;
        let row = found.codes.iter().position(|entry| entry.key == Stands::Code(code));
        let Some(row) = row else { return Picked::Closed };
        let theme = Theme::of(ui.ctx());
        let units: Vec<usize> =
            (0..found.units.len()).filter(|&unit| found.state(row, unit) == Some(state)).collect();
        let (one, many) = found.among.words();
        let mut picked = Picked::Yet;
        ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top(), (1.0, theme.quiet));
        ui.add_space(space::INSIDE);
        ui.horizontal(|ui| {
            let title = format!("{} · {}", tree.telling_name(code), state.words().to_lowercase());
            ui.label(RichText::new(title).font(theme::interface_bold(size::BODY)));
            let count = counted(units.len(), one, many);
            ui.label(RichText::new(count).color(theme.quiet));
            if Icon::Close.button(ui, 22.0, "Close the list of names", "Close (Escape)").clicked() {
                picked = Picked::Closed;
            }
        });
        let about = match state {
            Spoke::Yes => "Each opens what is quoted of it there.",
            Spoke::NotYetCoded => "Nothing of theirs is coded yet.",
            _ => "Each opens everything that is quoted of them.",
        };
        ui.label(RichText::new(about).size(size::SMALL).color(theme.quiet));
        let area = ScrollArea::vertical().id_salt("names").auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::GROUP;
                for unit in units {
                    let name = &found.units[unit].name;
                    if state == Spoke::NotYetCoded {
                        ui.label(name);
                        continue;
                    }
                    let link = ui.link(name);
                    if std::mem::take(&mut self.is_fresh) {
                        link.request_focus();
                    }
                    if link.clicked() {
                        picked = Picked::Opened(match state {
                            Spoke::Yes => found.cell_query(row, unit),
                            _ => found.units[unit].says.clone(),
                        });
                    }
                }
            });
        });
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            picked = Picked::Closed;
        }
        picked
    }
}
