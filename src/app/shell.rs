//! The frame of the window: rail, side list, page, inspector, status line.

use egui::{
    Align, CentralPanel, Frame, Layout, Margin, Panel, Rangef, RichText, Sense, Stroke, Ui,
    UiBuilder, vec2,
};

use super::desk::{SideList, Workspace};
use super::icons::Icon;
use super::notice::Tone;
use super::regions::Region;
use super::side::codes;
use super::theme::{self, Theme, size, space};
use super::window::Window;
use super::{
    board, check, commands, framework, history, importing, inspector, matrix, memos, menu, news,
    outputs, pictures, quotes, reading, regions, register, search, side, sorting, tables, welcome,
};

/// Width of the rail.
const RAIL: f32 = 64.0;
/// Height of the status line.
const STATUS: f32 = 28.0;
/// Least and greatest width of the inspector.
const INSPECTOR: Rangef = Rangef { min: 200.0, max: 520.0 };
/// Width of what always stands in it: “F1 all commands”, and a link behind a sentence.
const STATUS_LINKS: f32 = 200.0;

/// Draws the whole window.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let ground = Frame::new().fill(theme.ground);
    importing::draw_hint(window, ui);
    if window.desk.is_none() {
        CentralPanel::default().frame(ground.inner_margin(space::PAGE)).show(ui, |ui| {
            welcome::draw(window, ui);
        });
        return;
    }
    Panel::bottom("status").exact_size(STATUS).frame(ground).show(ui, |ui| status(window, ui));
    let shown =
        Panel::left("rail").exact_size(RAIL).resizable(false).frame(ground).show(ui, |ui| {
            rail(window, ui);
        });
    window.regions.note(Region::Rail, Some(shown.response.rect));
    window.regions.note(Region::Side, None);
    let imports = window.desk.as_ref().is_some_and(|desk| desk.workspace == Workspace::Import);
    if imports {
        // The table wants the whole width.
        let page = Frame::new().fill(theme.page);
        CentralPanel::default().frame(page).show(ui, |ui| importing::draw_table(window, ui));
        importing::draw_report(window, ui);
        codes::reshaping::draw(window, ui);
        return;
    }
    if window.desk.as_ref().is_some_and(|desk| desk.workspace == Workspace::Sort) {
        // The passage wants quiet around it, and its codes stand beside it.
        let page = Frame::new().fill(theme.page);
        let shown = CentralPanel::default().frame(page).show(ui, |ui| {
            if window.regions.takes(Region::Page) {
                regions::focus_what_follows(ui);
            }
            sorting::draw(window, ui);
        });
        window.regions.note(Region::Page, Some(shown.response.rect));
        window.regions.note(Region::Inspector, None);
        importing::draw_report(window, ui);
        outputs::draw_placing(window, ui);
        codes::reshaping::draw(window, ui);
        return;
    }
    let is_list = window.desk.as_ref().is_some_and(|desk| {
        matches!(desk.workspace, Workspace::Register | Workspace::Memos | Workspace::Matrix)
    });
    // Memos have a list of their own; the tables of the register list the sources themselves, and want the width, as a matrix does.
    if window.settings.side && !is_list {
        let panel = Panel::left("side")
            .resizable(true)
            .default_size(window.settings.side_width)
            .size_range(180.0..=480.0)
            .frame(ground.inner_margin(Margin::symmetric(8, 8)));
        let shown = panel.show(ui, |ui| side_list(window, ui));
        window.settings.side_width = shown.response.rect.width();
        window.regions.note(Region::Side, Some(shown.response.rect));
    }
    draw_page(window, ui);
    window.regions.note(Region::Inspector, None);
    if window.settings.inspector {
        let panel = Panel::right("inspector")
            .resizable(true)
            .default_size(window.settings.inspector_width)
            .size_range(INSPECTOR)
            .frame(ground.inner_margin(Margin { left: 12, right: 4, top: 8, bottom: 8 }));
        let shown = panel.show(ui, |ui| {
            ui.take_available_width();
            if window.regions.takes(Region::Inspector) {
                regions::focus_what_follows(ui);
            }
            let is_beside = window
                .desk
                .as_ref()
                .is_some_and(|desk| desk.memos.is_beside() && desk.workspace != Workspace::Memos);
            let is_matrix =
                window.desk.as_ref().is_some_and(|desk| desk.workspace == Workspace::Matrix);
            match is_beside {
                _ if is_matrix => matrix::draw_pane(window, ui),
                true => memos::draw_pane(window, ui),
                false => inspector::draw(window, ui),
            }
        });
        window.settings.inspector_width = shown.response.rect.width();
        window.regions.note(Region::Inspector, Some(shown.response.rect));
    }
    importing::draw_report(window, ui);
    outputs::draw_placing(window, ui);
    codes::reshaping::draw(window, ui);
}

/// Draws the page. It comes before the inspector, so that Tab follows the eye, and leaves the room that the inspector
/// had in the last frame.
fn draw_page(window: &mut Window, ui: &mut Ui) {
    let mut place = ui.available_rect_before_wrap();
    if window.settings.inspector {
        let width = window.settings.inspector_width.clamp(INSPECTOR.min, INSPECTOR.max);
        place.max.x = (place.max.x - width).max(place.min.x);
    }
    let mut room = ui.new_child(UiBuilder::new().id_salt("page").max_rect(place));
    let page = Frame::new().fill(Theme::of(ui.ctx()).page);
    CentralPanel::default().frame(page).show(&mut room, |ui| {
        if window.regions.takes(Region::Page) {
            regions::focus_what_follows(ui);
        }
        let Some(desk) = &window.desk else { return };
        match desk.workspace {
            Workspace::Read => reading::draw(window, ui),
            Workspace::Quotes => quotes::draw(window, ui),
            Workspace::Search => search::draw(window, ui),
            Workspace::Check => check::draw(window, ui),
            Workspace::Framework => framework::draw(window, ui),
            Workspace::Tables => tables::draw(window, ui),
            Workspace::Register => register::draw(window, ui),
            Workspace::Pictures => pictures::draw(window, ui),
            Workspace::Board => board::draw(window, ui),
            Workspace::Memos => memos::draw(window, ui),
            Workspace::Matrix => matrix::draw(window, ui),
            Workspace::Outputs => outputs::draw(window, ui),
            Workspace::News => news::draw(window, ui),
            Workspace::History => history::draw(window, ui),
            Workspace::Sort | Workspace::Import => {}
        }
    });
    window.regions.note(Region::Page, Some(place));
}

/// How many places the rail always has.
const PLACES: usize = 14;
/// How high one of them is, where there is room and at the least.
const HIGHEST: f32 = 50.0;
const LOWEST: f32 = 32.0;
/// How high the menu below them is.
const MENU: f32 = 58.0;

fn rail(window: &mut Window, ui: &mut Ui) {
    ui.add_space(space::INSIDE);
    ui.spacing_mut().item_spacing.y = space::TIGHT;
    let current = window.desk.as_ref().map(|desk| desk.workspace);
    let takes_keyboard = window.regions.takes(Region::Rail);
    let waits = window.desk.as_ref().is_some_and(importing::has_table);
    let carries = window.desk.as_mut().is_some_and(|desk| outputs::carries(desk, ui.ctx()));
    let room = (ui.available_height() - MENU) / (PLACES + usize::from(waits)) as f32;
    let height = (room - space::TIGHT).clamp(LOWEST, HIGHEST);
    for (icon, workspace, name) in [
        (Icon::Read, Workspace::Read, "Read"),
        (Icon::Quotes, Workspace::Quotes, "Quotes"),
        (Icon::Search, Workspace::Search, "Search"),
        (Icon::Framework, Workspace::Framework, "Codes"),
        (Icon::Register, Workspace::Register, "Register"),
        (Icon::Tables, Workspace::Tables, "Tables"),
        (Icon::Pictures, Workspace::Pictures, "Pictures"),
        (Icon::Board, Workspace::Board, "Board"),
        (Icon::Memos, Workspace::Memos, "Memos"),
        (Icon::Matrix, Workspace::Matrix, "Matrix"),
        (Icon::Outputs, Workspace::Outputs, "Outputs"),
        (Icon::Sort, Workspace::Sort, "Sort"),
        (Icon::Check, Workspace::Check, "Check"),
        (Icon::History, Workspace::History, "History"),
        (Icon::Add, Workspace::Import, "Import"),
    ] {
        if workspace == Workspace::Import && !waits {
            continue;
        }
        let button = rail_button(ui, (icon, name), height, current == Some(workspace));
        if takes_keyboard && current == Some(workspace) {
            button.request_focus();
        }
        // Quotes that are dragged over it are taken to the outline.
        let is_over =
            ui.input(|input| input.pointer.latest_pos().is_some_and(|at| button.rect.contains(at)));
        if carries && is_over && workspace == Workspace::Outputs && current != Some(workspace) {
            outputs::go_to(window, outputs::Tab::Outline);
        }
        if button.clicked()
            && let Some(command) = commands::named(name)
        {
            window.run(command);
        }
    }
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.add_space(space::TIGHT);
        menu::window_menu(window, ui);
    });
}

fn rail_button(
    ui: &mut Ui,
    (icon, name): (Icon, &str),
    height: f32,
    chosen: bool,
) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(RAIL, height), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name));
    let inner = rect.shrink2(vec2(6.0, 1.0));
    if chosen {
        ui.painter().rect_filled(inner, space::CORNER, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(inner, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(inner, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    let ink = if chosen { theme.accent } else { theme.quiet };
    let (top, bottom) = inner.split_top_bottom_at_fraction(0.58);
    icon.paint(ui.painter(), top, ink);
    let font = theme::interface(size::SMALL);
    ui.painter().text(
        bottom.center() - vec2(0.0, 2.0),
        egui::Align2::CENTER_CENTER,
        name,
        font,
        ink,
    );
    match commands::named(name) {
        Some(command) => {
            let text = command.hover_text(ui.ctx());
            response.on_hover_text(text)
        }
        None => response,
    }
}

fn side_list(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    // The panel is as wide as its reader wants, not as its words are.
    ui.take_available_width();
    ui.horizontal(|ui| {
        for (list, name) in [(SideList::Sources, "Sources"), (SideList::Codes, "Codes")] {
            let chosen = desk.side == list;
            let text = RichText::new(name);
            if ui.selectable_label(chosen, if chosen { text.strong() } else { text }).clicked() {
                desk.side = list;
            }
        }
    });
    ui.add_space(space::TIGHT);
    match desk.side {
        SideList::Sources => side::draw_sources(window, ui),
        SideList::Codes => side::draw_codes(window, ui),
    }
}

fn status(window: &mut Window, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let Some(desk) = &mut window.desk else { return };
    let unread = desk.sources.unread(&desk.snapshot);
    let notice = desk.notice.clone();
    let coder = desk.snapshot.coder.as_ref().map(|coder| coder.name.clone()).unwrap_or_default();
    let name = desk.name();
    let total = desk.snapshot.sources.len();
    let mut wanted = None;
    ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top(), Stroke::new(1.0, theme.rule));
    ui.horizontal_centered(|ui| {
        ui.add_space(space::GROUP);
        let quiet = |text: String| RichText::new(text).size(size::SMALL).color(theme.quiet);
        match notice {
            Some(notice) => {
                let ink = if notice.tone == Tone::Trouble { theme.danger } else { theme.ink };
                let text = RichText::new(&notice.text).size(size::SMALL).color(ink);
                let progress =
                    importing::progress_width(&window.desk) + search::progress_width(&window.desk);
                let room = ui.available_width() - progress;
                // Long sentences end in dots and are whole under the pointer.
                ui.scope(|ui| {
                    ui.set_max_width(room - STATUS_LINKS);
                    ui.add(egui::Label::new(text).truncate());
                });
                if notice.tone == Tone::Done
                    && ui.link(RichText::new("Undo").size(size::SMALL)).clicked()
                {
                    wanted = Some("Undo");
                }
                if notice.tone == Tone::Trouble
                    && ui.link(RichText::new("Dismiss").size(size::SMALL)).clicked()
                {
                    window.with_desk(|desk| desk.notice = None);
                }
            }
            None => {
                let sources = crate::text::counted(total, "source", "sources");
                ui.label(quiet(format!("{name} · {coder} · {sources} · all saved")));
                if unread > 0 {
                    let unread = crate::text::counted(unread, "source unread", "sources unread");
                    let hover = "List the sources that you have not read as they stand";
                    if ui.link(quiet(unread)).on_hover_text(hover).clicked() {
                        wanted = Some("Unread for me");
                    }
                }
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::GROUP);
            if ui.link(quiet("F1 all commands".to_owned())).clicked() {
                wanted = Some("All commands");
            }
            window.with_desk(|desk| {
                importing::draw_progress(desk, ui);
                search::draw_progress(desk, ui);
            });
        });
    });
    if let Some(command) = wanted.and_then(commands::named) {
        window.run(command);
    }
}

/// Draws something above the window, in its upper middle, with a shade behind it.
pub fn floating<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui.ctx());
    let screen = ui.ctx().content_rect();
    let width = 520.0_f32.min(screen.width() - 2.0 * space::PAGE);
    let at = egui::pos2(screen.center().x - width / 2.0, screen.top() + screen.height() * 0.14);
    let frame = Frame::popup(ui.style()).fill(theme.page).inner_margin(space::SECTION);
    egui::Area::new(egui::Id::unique(("floating", name)))
        .order(egui::Order::Foreground)
        .fixed_pos(at)
        .show(ui.ctx(), |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_width(width - 2.0 * space::SECTION);
                    add(ui)
                })
                .inner
        })
        .inner
}
