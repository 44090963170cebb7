//! The code framework at the side: a tree to fold, filter, name, move and choose from.

mod actions;
mod dragging;
mod hues;
mod keys;
mod menu;
mod naming;
pub mod reshaping;
mod row;
mod rows;
mod tree;

use std::time::Instant;

use egui::{Align, Context, Id, Key, Layout, Modifiers, RichText, Ui};

use super::super::commands::{self, Command};
use super::super::desk::{Desk, Selected, SideList};
use super::super::icons::Icon;
use super::super::palette::{CodePicked, CodePicker};
use super::super::theme::{Theme, size, space};
use crate::app::{Window, figures};
use crate::domain::{CodeId, CodeTree, Colour, ItemId, Target};
use crate::project::{CodeChange, Placement};

pub use actions::*;
pub use dragging::Step;
pub use hues::Hues;

use dragging::Drag;
use naming::{Named, Naming};
use rows::{Folds, Rows};

/// The code framework at the side: what is folded, narrowed and under way in it.
#[derive(Default)]
pub struct CodesList {
    filter: String,
    folds: Folds,
    rows: Rows,
    /// Whether the counts leave out what sub-codes bear.
    own_counts: bool,
    /// The code that the keyboard is at while something else is selected.
    cursor: Option<CodeId>,
    /// The selected code that was brought into view last.
    seen: Option<CodeId>,
    /// Brings the cursor's row into view in the next frame.
    reveals: bool,
    naming: Option<Naming>,
    asking: Option<Asking>,
    /// A change that is looked at before it is done.
    reshaping: Option<reshaping::Reshaping>,
    /// Codes that are chosen beside the selected one.
    several: Vec<CodeId>,
    /// Where each row was drawn last.
    drawn: Vec<(egui::Rect, CodeId)>,
    /// The row of the code that is asked about, where it was drawn.
    asked_at: Option<egui::Rect>,
    drag: Option<Drag>,
    /// The tree is to take the keyboard.
    takes: bool,
    /// The letters typed to jump to a name, and when the last was.
    jump: Option<(String, Instant)>,
    had_keyboard: bool,
}

/// A question that lies above the tree.
enum Asking {
    /// Which colour.
    Hue(CodeId, Hues),
    /// Merge into which code; the first of those to be merged.
    Merge(CodeId, Box<CodePicker>),
}

/// What a person wants of the tree; done when it is drawn.
enum Wish {
    Select(CodeId),
    /// Choose a code beside the others, or no longer.
    Toggle(CodeId),
    /// Choose every code from the selected one to this one.
    Extend(CodeId),
    Run(&'static Command),
    Quotes(CodeId),
    Move(Vec<CodeId>, Placement),
    /// Apply codes to the selected words.
    Apply(Vec<CodeId>),
    /// Say that this finding is about them.
    About(ItemId, Vec<CodeId>),
    Name(String),
    Colour(CodeId, Option<Colour>),
    Merge(CodeId, CodeId),
}

/// The line that narrows the tree.
fn filter_id() -> Id {
    Id::unique("filter of codes")
}

/// The widget that has the keyboard when the tree has it.
fn tree_id() -> Id {
    Id::unique("code framework")
}

impl CodesList {
    /// Whether the tree has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        self.naming.is_none()
            && self.asking.is_none()
            && ctx.memory(|memory| memory.has_focus(tree_id()))
            && !egui::Popup::is_any_open(ctx)
    }

    /// Nothing is chosen beside the selected code any more.
    pub fn choose_alone(&mut self) {
        self.several.clear();
    }

    /// The code whose row is at a point of the screen.
    pub fn at(&self, pos: egui::Pos2) -> Option<CodeId> {
        self.drawn.iter().find(|(rect, _)| rect.contains(pos)).map(|&(_, code)| code)
    }

    /// Whether a change is being looked at above the window.
    pub fn floats(&self) -> bool {
        self.reshaping.is_some()
    }

    /// Unfolds what is above a code, brings it into view and gives the tree the keyboard.
    fn show(&mut self, codes: &CodeTree, code: CodeId) {
        self.folds.reveal(codes, code);
        self.cursor = Some(code);
        self.seen = Some(code);
        self.reveals = true;
        self.takes = true;
    }

    /// Notices that another code was selected, here or elsewhere.
    fn follow(&mut self, desk: &Desk) {
        let codes = &desk.snapshot.codes;
        self.several.retain(|&code| codes.get(code).is_some());
        if let Selected::Code(code) = desk.selected {
            self.cursor = Some(code);
            if self.seen != Some(code) && !self.several.contains(&code) {
                // Another code was selected elsewhere.
                self.several.clear();
            }
            if self.seen != Some(code) {
                self.seen = Some(code);
                self.folds.reveal(codes, code);
                self.reveals = true;
            }
        } else {
            self.seen = None;
            self.several.clear();
        }
        if self.cursor.is_some_and(|cursor| codes.get(cursor).is_none()) {
            self.cursor = None;
        }
        let gone = |code: CodeId| codes.get(code).is_none();
        let naming_gone = match self.naming.as_ref().map(|naming| naming.what) {
            Some(Named::Code(code)) => gone(code),
            Some(Named::New { parent, behind, .. }) => {
                parent.is_some_and(gone) || behind.is_some_and(gone)
            }
            None => false,
        };
        if naming_gone {
            self.naming = None;
        }
        if let Some(Asking::Hue(code, _) | Asking::Merge(code, _)) = self.asking
            && gone(code)
        {
            self.asking = None;
        }
    }
}

/// Draws the code framework.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let takes = window.desk.as_ref().is_some_and(|desk| desk.side == SideList::Codes)
        && std::mem::take(&mut window.focus_side);
    let Some(desk) = &mut window.desk else { return };
    let mut list = std::mem::take(&mut desk.codes);
    if takes {
        list.takes = true;
    }
    list.follow(desk);
    list.drawn.clear();
    let wishes = match &window.desk {
        Some(desk) if desk.snapshot.codes.is_empty() && list.naming.is_none() => {
            empty(&mut list, window, ui)
        }
        Some(_) => whole(&mut list, window, ui),
        None => Vec::new(),
    };
    if let Some(desk) = &mut window.desk {
        desk.codes = list;
    }
    for wish in wishes {
        fulfil(window, wish);
    }
}

/// What stands where there is no code yet.
fn empty(list: &mut CodesList, window: &Window, ui: &mut Ui) -> Vec<Wish> {
    let theme = Theme::of(ui.ctx());
    let mut wishes = Vec::new();
    ui.add_space(space::SECTION);
    ui.vertical(|ui| {
        ui.label(RichText::new("No codes yet").size(size::LEAD).color(theme.ink));
        let about = "Codes are the themes you read for. Make the first one, or bring in a framework from a table.";
        ui.label(RichText::new(about).color(theme.quiet));
        ui.add_space(space::GROUP);
        for (name, text) in [("New code", "New code"), (menu::IMPORT_CODES, "Import a framework…")]
        {
            let Some(command) = commands::named(name) else { continue };
            let button = ui.button(text).on_hover_text(command.hover_text(&window.ctx));
            if std::mem::take(&mut list.takes) {
                button.request_focus();
            }
            if button.clicked() {
                wishes.push(Wish::Run(command));
            }
        }
    });
    wishes
}

/// Head, tree and what lies above it.
fn whole(list: &mut CodesList, window: &Window, ui: &mut Ui) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let Some(desk) = &window.desk else { return wishes };
    let codes = &desk.snapshot.codes;
    head(list, window, ui, &mut wishes);
    list.rows.renew(codes, &mut list.folds, &list.filter);
    if list.rows.all().is_empty() && list.naming.is_none() {
        let theme = Theme::of(ui.ctx());
        ui.add_space(space::INSIDE);
        ui.label(RichText::new("No code holds these letters").color(theme.quiet));
        if ui.link("Show all codes").clicked() {
            list.filter.clear();
        }
        return wishes;
    }
    tree::draw(list, window, ui, &mut wishes);
    if let Some(Asking::Merge(from, picker)) = &mut list.asking {
        let picked = picker.ui(ui, &desk.snapshot, list.asked_at.unwrap_or(ui.max_rect()));
        if let CodePicked::Code(into) = picked {
            wishes.push(Wish::Merge(*from, into));
        }
        if picked != CodePicked::Yet {
            list.asking = None;
            list.takes = picked == CodePicked::Nothing;
        }
    }
    wishes
}

/// The filter line, the buttons, and the line that says what the figures count.
fn head(list: &mut CodesList, window: &Window, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let buttons = 2.0 * (space::ROW + space::TIGHT);
        let id = filter_id();
        let has = ui.memory(|memory| memory.has_focus(id));
        let down = has && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let (escaped, entered) = (pressed(Key::Escape), pressed(Key::Enter));
        let line = egui::TextEdit::singleline(&mut list.filter)
            .id(id)
            .hint_text("Filter codes")
            .desired_width((ui.available_width() - buttons).max(60.0));
        let line = ui.add(line).accessible_name("Filter codes");
        if line.lost_focus() && escaped && !list.filter.is_empty() {
            // The first Escape clears, the next leaves.
            list.filter.clear();
            line.request_focus();
        } else if down || (line.lost_focus() && (escaped || entered)) {
            list.takes = true;
        }
        if let Some(command) = commands::named("New code") {
            let hover = command.hover_text(ui.ctx());
            if Icon::Add.button(ui, space::ROW, command.name, &hover).clicked() {
                wishes.push(Wish::Run(command));
            }
        }
        let more = Icon::More.button(ui, space::ROW, "More about the code framework", "More");
        egui::Popup::menu(&more).show(|ui| menu::of_framework(window, ui, wishes));
    });
    let total = window.desk.as_ref().map_or(0, |desk| desk.snapshot.codes.len());
    ui.horizontal(|ui| {
        ui.set_height(20.0);
        let codes = if total == 1 { "1 code".to_owned() } else { format!("{total} codes") };
        ui.label(RichText::new(codes).size(size::SMALL).color(theme.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::TIGHT);
            let (word, other) = if list.own_counts {
                ("own quotations", "Count the quotations of sub-codes too")
            } else {
                ("with sub-codes", "Count only the quotations that bear the code itself")
            };
            let text = RichText::new(word).size(size::SMALL).color(theme.quiet);
            if ui.add(egui::Button::new(text).frame(false).small()).on_hover_text(other).clicked() {
                list.own_counts = !list.own_counts;
            }
        });
    });
}

fn fulfil(window: &mut Window, wish: Wish) {
    let Some(desk) = &mut window.desk else { return };
    match wish {
        Wish::Select(code) => {
            // A menu on one of several chosen codes is for all of them.
            if !desk.codes.several.contains(&code) {
                desk.codes.several.clear();
            }
            desk.selected = Selected::Code(code);
        }
        Wish::Toggle(code) => toggle(desk, code),
        Wish::Extend(code) => extend(desk, code),
        Wish::Run(command) => window.run(command),
        Wish::Quotes(code) => desk.open_quotes(code),
        Wish::Move(codes, to) => desk.just_do(move |project| project.move_codes(&codes, to)),
        Wish::About(item, codes) => {
            for code in codes {
                crate::app::outputs::put_beside(desk, item, Target::Code(code), true);
            }
        }
        Wish::Apply(codes) => crate::app::reading::apply_all(desk, codes),
        Wish::Name(name) => {
            if let Some(mut naming) = desk.codes.naming.take() {
                naming.send(desk, name);
                desk.codes.naming = Some(naming);
            }
        }
        Wish::Colour(code, colour) => {
            desk.just_do(move |project| project.change_codes(&[code], &CodeChange::Colour(colour)));
        }
        Wish::Merge(from, into) => {
            let mut codes = chosen_codes(desk);
            if !codes.contains(&from) {
                codes = vec![from];
            }
            codes.retain(|&code| code != into);
            reshaping::merge(desk, codes, into);
        }
    }
}

/// Chooses a code beside the others, or no longer.
fn toggle(desk: &mut Desk, code: CodeId) {
    let several = &mut desk.codes.several;
    if several.is_empty()
        && let Selected::Code(selected) = desk.selected
    {
        several.push(selected);
    }
    match several.iter().position(|&other| other == code) {
        Some(place) => {
            several.remove(place);
            if let Some(&last) = several.last() {
                desk.selected = Selected::Code(last);
            }
        }
        None => {
            several.push(code);
            desk.selected = Selected::Code(code);
        }
    }
}

/// Chooses every code that is shown from the first chosen one to this one.
fn extend(desk: &mut Desk, code: CodeId) {
    let list = &mut desk.codes;
    let selected = match desk.selected {
        Selected::Code(selected) => selected,
        _ => code,
    };
    let pivot = list.several.first().copied().unwrap_or(selected);
    if let (Some(from), Some(to)) = (list.rows.place(pivot), list.rows.place(code)) {
        let between = &list.rows.all()[from.min(to)..=from.max(to)];
        list.several = between.iter().map(|row| row.code).collect();
        if from > to {
            list.several.reverse();
        }
        desk.selected = Selected::Code(code);
        desk.codes.cursor = Some(code);
        desk.codes.reveals = true;
    }
}

/// The chosen codes, in the order of the tree: several, or the selected one.
pub fn chosen_codes(desk: &Desk) -> Vec<CodeId> {
    let Selected::Code(selected) = desk.selected else { return Vec::new() };
    let tree = &desk.snapshot.codes;
    let mut codes = match desk.codes.several.contains(&selected) {
        true => desk.codes.several.clone(),
        false => vec![selected],
    };
    codes.retain(|&code| tree.get(code).is_some());
    codes.sort_by_key(|&code| tree.position(code));
    codes
}

/// The figures of a code in a sentence: “12 quotations, 41 with sub-codes”.
pub fn counted(count: crate::analysis::Count, has_sub_codes: bool) -> String {
    let own = match count.own {
        0 => "No quotations".to_owned(),
        own => figures::counted(own, "quotation", "quotations"),
    };
    let all = figures::grouped(count.with_sub_codes);
    if has_sub_codes { format!("{own}, {all} with sub-codes") } else { own }
}
