//! A code in the inspector: name, colour, what is written of it, how often it is used and by whom, and what stands beside
//! it in the framework.

mod beside;
mod origin;
mod questions;
mod texts;

use std::collections::HashMap;

use egui::{Align2, Popup, PopupCloseBehavior, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::app::Window;
use crate::app::commands::{self, Command};
use crate::app::desk::Desk;
use crate::app::side::codes::{Hues, counted};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId, CoderId, PATH_SEPARATOR, QuotationId, SourceId};
use crate::project::{CodeChange, Snapshot};

/// The inspector's own state for a code.
#[derive(Default)]
pub struct CodeCard {
    texts: texts::Texts,
    beside: beside::Beside,
    questions: questions::Questions,
    /// The passage a code was made at, the step it was looked for after, and its source.
    passage: Option<((QuotationId, i64), Option<SourceId>)>,
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

/// Gives the project what was typed for a code, when the typing rests, something else is selected, or the project `ends`.
pub(super) fn keep_typed(desk: &mut Desk, ends: bool) {
    texts::keep_typed(desk, ends);
    if ends {
        questions::keep_typed(desk);
    }
}

/// Draws it.
pub fn draw(window: &mut Window, ui: &mut Ui, id: CodeId) {
    let Some(desk) = &mut window.desk else { return };
    // The selection may have changed in this very frame: what was typed for another code goes first.
    keep_typed(desk, false);
    let snapshot = desk.snapshot.clone();
    let Some(code) = snapshot.codes.get(id) else { return };
    ui.add_space(space::TIGHT);
    path(ui, &snapshot, id);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT / 2.0;
        swatch(desk, ui, &snapshot, code);
        texts::name(desk, ui, code);
    });
    origin::state(desk, ui, &snapshot, code);
    ui.add_space(space::GROUP);
    let defines = std::mem::take(&mut desk.card.defines);
    texts::others(desk, ui, code, defines);
    ui.add_space(space::INSIDE);
    let wanted = figures(desk, ui, &snapshot, id);
    origin::draw(desk, ui, &snapshot, code);
    ui.add_space(space::GROUP);
    let button = ui.horizontal_wrapped(|ui| {
        let show = command_button(ui, "Show quotes of code", "Show quotes");
        show.or(command_button(ui, "New sub-code", "New sub-code")).or(command_button(
            ui,
            "History of the code",
            "History",
        ))
    });
    ui.add_space(space::SECTION);
    beside::draw(desk, ui, &snapshot, code);
    questions::draw(desk, ui, &snapshot, code);
    ui.add_space(space::PAGE);
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
