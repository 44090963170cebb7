//! A code in the inspector: name, colour, definition, how often it is used and by whom.

use std::collections::HashMap;

use egui::{
    Align2, FontSelection, Frame, Key, Margin, Popup, PopupCloseBehavior, RichText, Sense, Stroke,
    StrokeKind, TextEdit, Ui, vec2,
};

use super::draft::{Draft, REST};
use crate::app::Window;
use crate::app::commands::{self, Command};
use crate::app::desk::{Desk, Selected};
use crate::app::side::codes::{Hues, counted};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId, CoderId, PATH_SEPARATOR};
use crate::project::{CodeChange, Snapshot};

/// The inspector's own state for a code.
#[derive(Default)]
pub struct CodeCard {
    name: Draft<CodeId>,
    definition: Draft<CodeId>,
    /// The definition is to take the keyboard.
    defines: bool,
    hues: Option<Hues>,
    coded_by: Option<CodedBy>,
}

/// Who used a code, how often.
struct CodedBy {
    code: CodeId,
    /// The step of the project that this was counted after.
    seq: i64,
    /// Names and figures, the most first.
    counted: Vec<(String, usize)>,
}

impl CodeCard {
    /// Puts the keyboard into the definition.
    pub fn define(&mut self) {
        self.defines = true;
    }
}

/// Keeps what was typed for a code: a definition when the typing rests, and both name and definition when another code
/// is selected or the project `ends`.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    let card = &mut desk.card;
    let left = |of: Option<CodeId>| of.map(Selected::Code) != Some(desk.selected);
    let name = (ends || left(card.name.of())).then(|| card.name.take()).flatten();
    let rests = card.definition.rests();
    let definition =
        (ends || rests || left(card.definition.of())).then(|| card.definition.take()).flatten();
    if let Some((code, name)) = name {
        rename(desk, code, name);
    }
    if let Some((code, definition)) = definition {
        define(desk, code, definition);
    }
}

fn rename(desk: &mut Desk, code: CodeId, name: String) {
    desk.act(
        move |project| project.change_codes(&[code], &CodeChange::Name(name)),
        move |desk, done| {
            if done.is_none() {
                desk.card.name.refused(code);
            }
        },
    );
}

fn define(desk: &mut Desk, code: CodeId, definition: String) {
    desk.act(
        move |project| project.change_codes(&[code], &CodeChange::Definition(definition)),
        move |desk, done| {
            if done.is_none() {
                desk.card.definition.refused(code);
            }
        },
    );
}

/// Draws it.
pub fn draw(window: &mut Window, ui: &mut Ui, id: CodeId) {
    let Some(desk) = &mut window.desk else { return };
    // The selection may have changed in this very frame: what was typed for another code goes first.
    keep_typed(desk, false);
    let snapshot = desk.snapshot.clone();
    let Some(code) = snapshot.codes.get(id) else { return };
    let theme = Theme::of(ui.ctx());
    ui.add_space(space::TIGHT);
    path(ui, &snapshot, id);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT / 2.0;
        swatch(desk, ui, &snapshot, code);
        name(desk, ui, code);
    });
    ui.add_space(space::GROUP);
    let caption = ui.label(RichText::new("Definition").size(size::SMALL).color(theme.quiet));
    definition(desk, ui, code, caption.id);
    ui.add_space(space::GROUP);
    let wanted = figures(desk, ui, &snapshot, id);
    ui.add_space(space::GROUP);
    let button = ui.horizontal_wrapped(|ui| {
        let show = command_button(ui, "Show quotes of code", "Show quotes");
        show.or(command_button(ui, "New sub-code", "New sub-code"))
    });
    if let Some(command) = button.inner {
        window.run(command);
    } else if wanted {
        window.with_desk(|desk| desk.open_quotes(id));
    }
}

/// The names above the code.
fn path(ui: &mut Ui, snapshot: &Snapshot, id: CodeId) {
    let theme = Theme::of(ui.ctx());
    if let [above @ .., _] = snapshot.codes.path(id).as_slice()
        && !above.is_empty()
    {
        let above = above.join(PATH_SEPARATOR);
        ui.label(RichText::new(above).size(size::SMALL).color(theme.quiet));
    }
}

/// The code's colour; opens the grid of colours.
fn swatch(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, space::ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Colour"));
    let inner = egui::Rect::from_center_size(rect.left_center() + vec2(8.0, 0.0), vec2(16.0, 16.0));
    let colour = theme.code_stroke(snapshot.codes.colour(code.id));
    ui.painter().rect_filled(inner, 4, colour);
    if response.has_focus() || response.hovered() {
        let ring = Stroke::new(2.0, if response.has_focus() { theme.focus } else { theme.rule });
        ui.painter().rect_stroke(inner.expand(3.0), space::CORNER, ring, StrokeKind::Inside);
    }
    if response.clicked() {
        desk.card.hues = match desk.card.hues {
            Some(_) => None,
            None => Some(Hues::new(code)),
        };
    }
    let response = response.on_hover_text("Choose another colour");
    let Some(grid) = &mut desk.card.hues else { return };
    let mut open = true;
    let shown = Popup::from_response(&response)
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| grid.ui(ui, &snapshot.codes, code));
    let chosen = shown.and_then(|shown| shown.inner);
    if chosen.is_some() || !open {
        desk.card.hues = None;
        response.request_focus();
    }
    if let Some(colour) = chosen {
        let id = code.id;
        desk.just_do(move |project| project.change_codes(&[id], &CodeChange::Colour(colour)));
    }
}

/// A frame that shows only where one may type.
fn field(ui: &Ui, id: egui::Id) -> Frame {
    let theme = Theme::of(ui.ctx());
    let has = ui.memory(|memory| memory.has_focus(id));
    let over = ui.ctx().read_response(id).is_some_and(|last| last.hovered());
    let (edge, fill) = match (has, over) {
        (true, _) => (Stroke::new(2.0, theme.focus), theme.page),
        (false, true) => (Stroke::new(1.0, theme.rule), theme.page),
        (false, false) => (Stroke::new(1.0, theme.ground), theme.ground),
    };
    Frame::new()
        .fill(fill)
        .stroke(edge)
        .corner_radius(space::CORNER)
        .inner_margin(Margin::symmetric(4, 3))
        // The strokes differ in width: what stands inside must not move.
        .outer_margin(Margin::same(if has { 0 } else { 1 }))
}

fn name(desk: &mut Desk, ui: &mut Ui, code: &Code) {
    let theme = Theme::of(ui.ctx());
    let id = egui::Id::unique("name in the inspector");
    let frame = field(ui, id);
    let draft = &mut desk.card.name;
    draft.follow(code.id, &code.name);
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let line = TextEdit::singleline(draft.text())
        .id(id)
        .font(FontSelection::from(theme::interface_bold(size::LEAD)))
        .text_color(theme.ink)
        .frame(frame)
        .desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name("Name");
    if line.changed() {
        draft.typed();
    }
    if line.lost_focus() {
        if escaped || draft.text().trim().is_empty() {
            draft.revert();
        } else if let Some((code, name)) = draft.take() {
            rename(desk, code, name);
        }
    }
}

fn definition(desk: &mut Desk, ui: &mut Ui, code: &Code, caption: egui::Id) {
    let theme = Theme::of(ui.ctx());
    let id = egui::Id::unique("definition in the inspector");
    let defines = std::mem::take(&mut desk.card.defines);
    let draft = &mut desk.card.definition;
    draft.follow(code.id, &code.definition);
    let text = TextEdit::multiline(draft.text())
        .id(id)
        .hint_text("When to use this code, and when not")
        .text_color(theme.ink)
        .desired_rows(4)
        .desired_width(f32::INFINITY);
    let text = ui.add(text).labelled_by(caption);
    if defines {
        text.request_focus();
        text.scroll_to_me(None);
    }
    if text.changed() {
        draft.typed();
        ui.ctx().request_repaint_after(REST);
    }
    if text.lost_focus()
        && let Some((code, definition)) = draft.take()
    {
        define(desk, code, definition);
    }
}

/// The figures; whether the quotes behind them are wanted.
fn figures(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, id: CodeId) -> bool {
    let theme = Theme::of(ui.ctx());
    let has_sub_codes = snapshot.codes.with_sub_codes(id).len() > 1;
    let count = snapshot.counts.of(id);
    let wanted = if count.with_sub_codes > 0 {
        ui.link(counted(count, has_sub_codes)).on_hover_text("Read them").clicked()
    } else {
        ui.label(RichText::new("No quotations yet").color(theme.quiet));
        false
    };
    for (name, used) in coders(&mut desk.card, snapshot, id) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let font = theme::interface(size::BODY);
        let figure = ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            used.to_string(),
            font.clone(),
            theme.quiet,
        );
        let beside = rect.with_max_x(figure.left() - space::INSIDE);
        let painter = ui.painter().with_clip_rect(beside.intersect(ui.clip_rect()));
        painter.text(rect.left_center(), Align2::LEFT_CENTER, name, font, theme.quiet);
    }
    wanted
}

/// Who applied the code itself, and to how many quotations, the most first.
fn coders<'a>(card: &'a mut CodeCard, snapshot: &Snapshot, id: CodeId) -> &'a [(String, usize)] {
    let known = card.coded_by.as_ref().is_some_and(|by| (by.code, by.seq) == (id, snapshot.seq));
    if !known {
        let mut used: HashMap<CoderId, usize> = HashMap::new();
        let codings = snapshot.quotations().flat_map(|(_, quotation)| &quotation.codings);
        for coding in codings.filter(|coding| coding.code == id) {
            *used.entry(coding.coder).or_default() += 1;
        }
        let mut counted: Vec<(String, usize)> = used
            .into_iter()
            .filter_map(|(coder, used)| Some((snapshot.coder(coder)?.name.clone(), used)))
            .collect();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        card.coded_by = Some(CodedBy { code: id, seq: snapshot.seq, counted });
    }
    card.coded_by.as_ref().map_or(&[], |by| &by.counted)
}

/// A button for a command under a short name; the command when it was clicked.
fn command_button(ui: &mut Ui, command: &str, text: &str) -> Option<&'static Command> {
    let command = commands::named(command)?;
    let button = ui.button(text).on_hover_text(command.hover_text(ui.ctx()));
    button.clicked().then_some(command)
}
