//! Outputs on the page: what was chosen for a report, as it will be printed, with what is to be looked at before it goes out.

mod actions;
mod balance;
mod checks;
mod head;
mod list;
mod naming;
mod outline;
mod placing;
mod ready;
mod row;
mod taking;
mod trimming;

use std::sync::Arc;

use egui::{Popup, Rect, RichText, Ui, UiBuilder};

use super::Window;
use super::commands;
use super::desk::{Desk, Selected, Workspace};
use super::list::{Drawn, List};
use super::menu;
use super::notice::Notice;
use super::quotes::QuoteTexts;
use super::styles;
use super::theme::{Theme, size, space};
use crate::domain::{Extract, ExtractId, Item, ItemId, ItemKind, Output, OutputId};
use crate::project::{CheckedOutput, ProjectError, SetExtract, Snapshot};

pub use actions::*;
use balance::Balancing;
use checks::Checks;
use naming::Naming;
use outline::Outline;
pub use outline::{
    Figure, Step, carries, carry, change_state, choose_code, delete_item, has_finding, has_item,
    has_outline, heading, keyboard_to_quotes, make, move_item, new_item, new_sibling, open_figure,
    put_beside, search_against, write,
};
use placing::Placing;
pub use placing::{can_place, draw as draw_placing, place};
use ready::{Ready, ready};
pub use taking::{Passage, can_copy, copy_with_label, has_quotes_to_take, passages, take};
use trimming::Trimming;

/// What is looked at, each behind its tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What the report says, with the extracts that show it.
    Outline,
    /// The extracts as they will be printed.
    #[default]
    Extracts,
    /// What is to be looked at before it goes out.
    Checks,
    /// Who is quoted how often.
    Balance,
    /// What labels say and how extracts are set.
    Style,
}

impl Tab {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Outline, "Outline"),
        (Self::Extracts, "Extracts"),
        (Self::Checks, "Checks"),
        (Self::Balance, "Balance"),
        (Self::Style, "House style"),
    ];
}

/// Outputs on the page.
#[derive(Default)]
pub struct OutputsView {
    tab: Tab,
    /// The output that is shown; the first one where none was chosen or it has gone.
    output: Option<OutputId>,
    /// The heading to which checks and balance are narrowed.
    chapter: Option<ItemId>,
    outline: Outline,
    /// A finding is being chosen for quotes that are to be taken.
    placing: Option<Placing>,
    /// As it will be printed, with the step after which that was made.
    set: Option<(OutputId, i64, Arc<Ready>)>,
    setting: Option<(OutputId, i64)>,
    trouble: Option<(OutputId, i64, String)>,
    list: List<ExtractId>,
    /// The extract that the inspector was told of.
    told: Option<ExtractId>,
    trimming: Trimming,
    checks: Checks,
    balancing: Balancing,
    texts: QuoteTexts,
    naming: Option<Naming>,
    /// The size of the words, in points.
    page_size: f32,
    /// How high the part is in which an extract is worked at.
    dock: Option<f32>,
}

/// What can be done with extracts.
const ROW_MENU: &[&[&str]] = &[
    &["Open the extract in its source", "Trim the extract", "Copy with label"],
    &[
        "Extract: typical",
        "Extract: contrasting",
        "Extract: unusual",
        "Extract: against",
        "Extract: background",
    ],
    &["Extract: up", "Extract: down", "Take the extract out"],
];

/// What can be done with items of the outline.
const ITEM_MENU: &[&[&str]] = &[
    &["Write the item", "Add one like it", "New heading", "New finding", "New paragraph"],
    &["Name a code of the finding…", "Looked for contradicting examples…", "Quotes on its codes"],
    &["Finding: idea", "Finding: draft", "Finding: tested", "Finding: agreed"],
    &["Make it a heading", "Make it a finding", "Make it a paragraph"],
    &["Item: up", "Item: down", "Item: deeper", "Item: higher", "Take the item out"],
];

impl OutputsView {
    /// Has the list take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        match self.tab {
            Tab::Outline => self.outline.list.take_keyboard(true),
            Tab::Extracts => self.list.take_keyboard(true),
            Tab::Checks => self.checks.list.take_keyboard(true),
            Tab::Balance | Tab::Style => {}
        }
    }

    /// Whether a list of extracts has the keyboard, and in the outline stands at one.
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        match self.tab {
            Tab::Extracts => ctx.memory(|memory| memory.has_focus(list::id())),
            Tab::Outline => self.outline.has_keyboard(ctx) && self.outline.extract().is_some(),
            _ => false,
        }
    }

    /// Whether a finding is being chosen for quotes.
    pub fn floats(&self) -> bool {
        self.placing.is_some()
    }

    /// Whether the outline has the keyboard.
    pub fn outline_has_keyboard(&self, ctx: &egui::Context) -> bool {
        self.tab == Tab::Outline && self.outline.has_keyboard(ctx)
    }

    /// Whether the outline has the keyboard and stands at an item.
    pub fn item_has_keyboard(&self, ctx: &egui::Context) -> bool {
        self.outline_has_keyboard(ctx) && self.outline.item().is_some()
    }

    /// The output that is shown.
    pub fn shown<'s>(&self, snapshot: &'s Snapshot) -> Option<&'s Output> {
        let chosen = self.output.and_then(|id| snapshot.output(id));
        chosen.or_else(|| snapshot.outputs.first())
    }

    /// How many findings of the checks are open in an output as it stands now; none until that was looked through.
    pub fn open_findings(&self, output: OutputId, snapshot: &Snapshot) -> Option<usize> {
        let set = self.set.as_ref().filter(|(id, seq, _)| (*id, *seq) == (output, snapshot.seq));
        set.map(|(.., ready)| ready.open)
    }

    /// Why an output as it stands now cannot be set and looked through.
    pub fn trouble(&self, output: OutputId, snapshot: &Snapshot) -> Option<&str> {
        let trouble = self.trouble.as_ref();
        let trouble = trouble.filter(|(id, seq, _)| (*id, *seq) == (output, snapshot.seq));
        trouble.map(|(.., said)| said.as_str())
    }

    /// Shows an output.
    pub fn show(&mut self, id: OutputId) {
        if self.output != Some(id) {
            self.output = Some(id);
            self.chapter = None;
            self.list.start_over();
            self.outline.list.start_over();
            self.trimming.start_over();
            self.checks.leave();
        }
    }

    /// How widespread the codes of a finding are, in words, where that was counted.
    pub fn figures(&self, snapshot: &Snapshot, item: &Item) -> Vec<(Figure, String)> {
        let ready = self.set.as_ref().map(|(.., ready)| ready);
        ready.map(|ready| outline::figures_of(snapshot, ready, item)).unwrap_or_default()
    }

    /// The finding of the outline that is drawn at a place.
    pub fn finding_at(&self, at: egui::Pos2) -> Option<ItemId> {
        let drawn = self.outline.findings_at.iter().filter(|_| self.tab == Tab::Outline);
        drawn.filter(|(place, _)| place.contains(at)).map(|(_, id)| *id).next()
    }

    /// Whether the outline stands at an item.
    pub fn shows_item(&self, item: ItemId) -> bool {
        self.tab == Tab::Outline && self.outline.item() == Some(item)
    }

    /// Shows an output's outline at one of its items.
    pub fn show_item(&mut self, output: &Output, item: ItemId) {
        self.show(output.id);
        self.tab = Tab::Outline;
        self.outline.go_to(Some(output), item, false);
    }

    /// The extract that the keyboard stands at, as it will be printed.
    fn current(&self) -> Option<&SetExtract> {
        let (.., ready) = self.set.as_ref()?;
        let place = match self.tab {
            Tab::Outline => *ready.places.get(&self.outline.extract()?)?,
            _ => self.list.cursor()?,
        };
        ready.checked.set.extracts.get(place)
    }

    /// The extracts that are chosen, in order.
    fn chosen(&self) -> Vec<ExtractId> {
        if self.tab == Tab::Outline {
            return self.outline.chosen();
        }
        let Some((.., ready)) = &self.set else { return Vec::new() };
        let extracts = &ready.checked.set.extracts;
        self.list.chosen().filter_map(|row| extracts.get(row)).map(|one| one.extract).collect()
    }
}

/// Goes to a tab.
pub fn go_to(window: &mut Window, tab: Tab) {
    window.with_desk(|desk| {
        desk.go(Workspace::Outputs);
        desk.outputs.tab = tab;
        desk.outputs.told = None;
        desk.outputs.outline.told = None;
        desk.outputs.take_keyboard();
    });
}

/// Gives the project what was typed into the outline and beside extracts: when the typing rests, something else is shown, or the
/// project `ends`.
pub fn keep_typed(desk: &mut Desk, ends: bool) {
    let mut view = std::mem::take(&mut desk.outputs);
    let is_left = ends || desk.workspace != Workspace::Outputs;
    outline::keep_typed(&mut view.outline, desk, is_left || view.tab != Tab::Outline);
    let mut typed = view.trimming.take_typed(is_left);
    typed.retain(|(id, _)| desk.snapshot.extract(*id).is_some());
    if !typed.is_empty() {
        desk.just_do(move |project| project.change_extracts(typed));
    }
    desk.outputs = view;
}

/// Has the output that is shown set as it will be printed and checked, where it or the project has changed since.
pub fn keep_fresh(desk: &mut Desk) {
    let seq = desk.snapshot.seq;
    let view = &mut desk.outputs;
    let Some(output) = view.shown(&desk.snapshot) else { return };
    let id = output.id;
    let chapter = view.chapter.filter(|&chapter| output.item(chapter).is_some());
    view.chapter = chapter;
    let is_narrowed = |ready: &Ready| ready.chapter.as_ref().map(|(of, _)| *of) == chapter;
    let is_for = |known: Option<(OutputId, i64)>| known == Some((id, seq));
    let set = view.set.as_ref().filter(|(.., ready)| is_narrowed(ready));
    if is_for(set.map(|(id, seq, _)| (*id, *seq)))
        || is_for(view.trouble.as_ref().map(|(id, seq, _)| (*id, *seq)))
        || view.setting.is_some()
    {
        return;
    }
    view.setting = Some((id, seq));
    desk.ask_or_never(
        move |project| (project.snapshot().seq, ready(project, id, chapter)),
        move |desk, answer| {
            let view = &mut desk.outputs;
            view.setting = None;
            let (seq, set) = answer.unwrap_or((seq, Err(ProjectError::Interrupted)));
            match set {
                Ok(set) => {
                    view.trouble = None;
                    // The rows that keys are pressed on are those of the set.
                    let extracts = set.checked.set.extracts.iter();
                    view.list.renew(extracts.map(|one| one.extract).collect());
                    view.checks.renew(set.looked_through());
                    view.set = Some((id, seq, Arc::new(set)));
                }
                Err(error) => view.trouble = Some((id, seq, error.to_string())),
            }
        },
    );
}

/// Draws the outputs.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let Some(desk) = &mut window.desk else { return };
    keep_fresh(desk);
    desk.outputs.texts.tick();
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.outputs);
    view.page_size = window.settings.page_size;
    let room = ui.max_rect().shrink2(egui::vec2(space::PAGE, 0.0));
    let mut wanted = None;
    let mut drawn = Drawn::default();
    let mut is_at_item = false;
    let mut is_place_wanted = false;
    let mut free = room;
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.add_space(space::SECTION);
        wanted = head::draw(&mut view, ui, desk);
        free = ui.available_rect_before_wrap();
        if view.tab == Tab::Style {
            return;
        }
        let Some(output) = view.shown(&snapshot) else {
            wanted = wanted.or(no_output(ui));
            return;
        };
        if let Some((_, _, trouble)) = view.trouble.as_ref().filter(|(id, ..)| *id == output.id) {
            ui.add_space(space::INSIDE);
            ui.label(RichText::new(trouble).color(Theme::of(ui.ctx()).danger));
            return;
        }
        let Some((.., ready)) = view.set.clone().filter(|(id, ..)| *id == output.id) else {
            return;
        };
        if view.tab == Tab::Outline {
            let (of_rows, command) = outline::draw(&mut view, ui, desk, output, &ready);
            drawn = of_rows;
            is_at_item = view.outline.item().is_some();
            wanted = wanted.or(command);
            return;
        }
        if ready.checked.set.extracts.is_empty() {
            wanted = wanted.or(no_extract(ui));
            return;
        }
        match view.tab {
            Tab::Extracts => drawn = extracts(&mut view, ui, desk, output, &ready),
            Tab::Checks => {
                choose_chapter(&mut view, ui, &snapshot, output);
                let checked = ready.looked_through();
                let found = checks::draw(&mut view, ui, desk, output, checked);
                is_place_wanted = keys_of_checks(&mut view, ui, checked) || found.is_opened;
            }
            Tab::Style | Tab::Outline => {}
            Tab::Balance => {
                choose_chapter(&mut view, ui, &snapshot, output);
                let set = &ready.looked_through().set;
                balance::draw(&mut view, ui, desk, (output, set), &ready.balance);
            }
        }
    });
    let styled = (view.tab == Tab::Style).then(|| view.shown(&snapshot).map(|output| output.id));
    desk.outputs = view;
    if let Some(output) = styled {
        ui.scope_builder(UiBuilder::new().max_rect(free), |ui| styles::draw(window, ui, output));
    }
    if is_place_wanted {
        wanted = Some("Go to what was found");
    }
    if drawn.is_opened {
        wanted = Some(if is_at_item { "Write the item" } else { "Trim the extract" });
    }
    let mut command = wanted.and_then(commands::named);
    for response in &drawn.rows {
        let groups = if is_at_item { ITEM_MENU } else { ROW_MENU };
        Popup::context_menu(response)
            .show(|ui| command = menu::entries(ui, window, groups).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Begins to accept a finding where A is pressed on it; whether Enter asks for its place.
fn keys_of_checks(view: &mut OutputsView, ui: &Ui, checked: &CheckedOutput) -> bool {
    let has_keyboard = ui.memory(|memory| memory.has_focus(checks::id()));
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if has_keyboard
        && pressed(egui::Key::A)
        && let Some(found) = view.checks.current(checked)
        && found.finding.can_be_accepted()
    {
        let key = found.finding.key.clone();
        view.checks.accept(&key);
        return false;
    }
    has_keyboard && pressed(egui::Key::Enter)
}

/// Lets checks and balance be narrowed to what stands under a heading, where there is one.
fn choose_chapter(view: &mut OutputsView, ui: &mut Ui, snapshot: &Snapshot, output: &Output) {
    let headings: Vec<_> =
        output.items.iter().filter(|item| item.kind == ItemKind::Heading).collect();
    if headings.is_empty() {
        return;
    }
    let whole = "The whole output";
    let chosen = view.chapter.and_then(|id| output.item(id));
    let chosen = chosen.map_or_else(|| whole.to_owned(), |item| heading(snapshot, item));
    menu::choose(ui, "Chapter", &chosen, |ui| {
        if ui.selectable_label(view.chapter.is_none(), whole).clicked() {
            view.chapter = None;
        }
        for item in headings {
            let name = heading(snapshot, item);
            let name = format!("{}{name}", "    ".repeat(output.depth(item.id)));
            if ui.selectable_label(view.chapter == Some(item.id), name).clicked() {
                view.chapter = Some(item.id);
            }
        }
    });
    ui.add_space(space::TIGHT);
}

/// Parts what is free into a list above and what belongs to its current row below.
fn split(view: &OutputsView, ui: &Ui) -> (Rect, Rect) {
    let free = ui.available_rect_before_wrap();
    let least = 150.0_f32.min(free.height() / 2.0);
    let height = view.dock.unwrap_or(270.0).clamp(least, (free.height() - 120.0).max(least));
    free.split_top_bottom_at_y(free.bottom() - height)
}

/// Draws the extracts, and below them the one that is worked at.
fn extracts(
    view: &mut OutputsView,
    ui: &mut Ui,
    desk: &mut Desk,
    output: &Output,
    ready: &Ready,
) -> Drawn {
    let set = &ready.checked.set;
    let (above, below) = split(view, ui);
    let drawn = {
        let mut ui = ui.new_child(UiBuilder::new().id_salt("extracts").max_rect(above));
        list::draw(view, &mut ui, desk, output, set)
    };
    edge(view, ui, below);
    let at = view.list.cursor().and_then(|row| set.extracts.get(row));
    // What the inspector shows goes with the extract, until something else is selected.
    let current = at.map(|one| one.extract);
    if view.told != current
        && let Some(one) = at
    {
        view.told = current;
        desk.selected = Selected::Quotation(one.source, one.quotation);
    }
    if let Some(one) = at
        && let Some(extract) = output.extracts.iter().find(|extract| extract.id == one.extract)
    {
        let mut ui = ui.new_child(UiBuilder::new().id_salt("extract").max_rect(below));
        trimming::draw(view, &mut ui, desk, (output, extract, one));
    }
    drawn
}

/// Lets the edge between the extracts and the one that is worked at be dragged.
fn edge(view: &mut OutputsView, ui: &Ui, below: Rect) {
    let theme = Theme::of(ui.ctx());
    let grip = Rect::from_min_max(below.left_top(), egui::pos2(below.right(), below.top() + 5.0));
    let response = ui.interact(grip, ui.scope_id().with("dock edge"), egui::Sense::drag());
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
    }
    if response.dragged() {
        view.dock = Some(below.height() - response.drag_delta().y);
    }
    let ink = if response.hovered() { theme.quiet } else { theme.rule };
    ui.painter().hline(below.x_range(), below.top(), egui::Stroke::new(1.0, ink));
}

/// What stands where there is no output yet.
fn no_output(ui: &mut Ui) -> Option<&'static str> {
    let about = "An output holds the quotes chosen for a report, a chapter or a talk, trimmed and labelled as they will be \
                 printed, and looks through them for what must not go out.";
    empty(ui, "There is no output yet", about, "New output…")
}

/// What stands where an output is empty.
fn no_extract(ui: &mut Ui) -> Option<&'static str> {
    let about = "Select quotes of a theme and press E to take them into this output. The same key takes the quotation that is \
                 selected on the page.";
    empty(ui, "Nothing is chosen yet", about, "Quotes of a code…")
}

fn empty(ui: &mut Ui, title: &str, about: &str, command: &'static str) -> Option<&'static str> {
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::PAGE);
    ui.label(RichText::new(title).size(size::TITLE));
    ui.add_space(space::TIGHT);
    ui.scope(|ui| {
        ui.set_max_width(560.0);
        ui.label(RichText::new(about).color(theme.quiet));
    });
    ui.add_space(space::GROUP);
    ui.button(command).clicked().then_some(command)
}

/// Says what was done.
fn say(desk: &mut Desk, words: impl Into<String>) {
    desk.notice = Some(Notice::plain(words.into()));
}

/// The extract of this key in the output that is shown.
fn extract_of(output: &Output, id: ExtractId) -> Option<&Extract> {
    output.extracts.iter().find(|extract| extract.id == id)
}
