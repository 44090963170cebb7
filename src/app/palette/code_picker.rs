//! Chooses a code: a line to type in, the codes that match, and the definition of the one that is highlighted.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Key, Modifiers, Rect, RichText, Sense, Ui, pos2, vec2};

use super::{Beside, Hints, beside, ranked};
use crate::app::regions::hold_keyboard;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{Code, CodeId, CodeTree, PATH_SEPARATOR};
use crate::project::Snapshot;

/// Rows that are shown at once.
const ROWS: usize = 8;
/// Rows shown however little room there is.
const FEWEST: usize = 3;
/// Lines of a definition that are shown.
const DEFINITION_LINES: usize = 3;
/// Width of the panel, in points.
const WIDTH: f32 = 440.0;

/// What has come of choosing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodePicked {
    /// Nothing was chosen yet.
    Yet,
    /// It was given up.
    Nothing,
    /// This code.
    Code(CodeId),
    /// This code, and another is to be chosen: the panel stays open.
    AndAnother(CodeId),
    /// A code that is to be made.
    New {
        /// Its name.
        name: String,
        /// The code it goes under; none for the top.
        parent: Option<CodeId>,
    },
}

/// A panel to choose a code in. It has the keyboard while it is open: draw it until it says something other than
/// [`CodePicked::Yet`].
pub struct CodePicker {
    title: String,
    codes_words: bool,
    without: Vec<CodeId>,
    hints: Hints,
    /// The step of the project that the hints were read after.
    hinted: Option<i64>,
    typed: String,
    found: Vec<CodeId>,
    /// The step of the project and what was typed when `found` was made.
    found_for: Option<(i64, String)>,
    row: usize,
    /// The first row that is shown.
    first: usize,
    /// How far the wheel was turned towards the next row.
    turned: f32,
    /// How many rows there is room for.
    rows: usize,
    /// Whether it was drawn before: the click that opened it must not close it.
    is_drawn: bool,
}

impl CodePicker {
    /// Asks for a code; the title says what for.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            codes_words: false,
            without: Vec::new(),
            hints: Hints::default(),
            hinted: None,
            typed: String::new(),
            found: Vec::new(),
            found_for: None,
            row: 0,
            first: 0,
            turned: 0.0,
            rows: ROWS,
            is_drawn: false,
        }
    }

    /// Codes words: a new code can be made (Ctrl+Enter makes one under the highlighted code, the last row one at the top),
    /// and several codes can be chosen (Shift+Enter chooses one and stays open).
    pub fn for_coding(mut self) -> Self {
        self.codes_words = true;
        self
    }

    /// Leaves out a code and what is below it.
    pub fn without(mut self, code: CodeId) -> Self {
        self.without.push(code);
        self
    }

    /// Puts codes that are likely, the likeliest first, ahead of others.
    pub fn with_likely(mut self, likely: Vec<CodeId>) -> Self {
        self.hints.likely = likely;
        self
    }

    /// Starts with what was typed before it opened.
    pub fn with_typed(mut self, typed: String) -> Self {
        self.typed = typed;
        self
    }

    /// Draws the panel below `anchor`, or above it where there is no room, never on it. Says what has come of it.
    pub fn ui(&mut self, ui: &mut Ui, snapshot: &Snapshot, anchor: Rect) -> CodePicked {
        self.find(snapshot);
        let mut picked = self.keys(ui);
        let theme = Theme::of(ui.ctx());
        let tree = &snapshot.codes;
        let screen = ui.ctx().content_rect().shrink(space::INSIDE);
        let width = WIDTH.min(screen.width());
        let bare = 3.0 * space::ROW + 5.0 * size::BODY + 2.0 * space::SECTION;
        let full = bare + ROWS as f32 * space::ROW;
        let Beside { pivot, at, room } = beside(anchor, screen, width, full);
        // Fewer rows rather than on top of the words.
        self.rows = (((room - bare) / space::ROW) as usize).clamp(FEWEST, ROWS);
        let frame = egui::Frame::popup(ui.style()).fill(theme.page).inner_margin(space::GROUP);
        let area = egui::Area::new(egui::Id::unique("code picker"))
            .order(egui::Order::Foreground)
            .pivot(pivot)
            .fixed_pos(at)
            .constrain(true)
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(width - 2.0 * space::GROUP);
                    ui.spacing_mut().item_spacing.y = space::TIGHT;
                    self.line(ui);
                    let chosen = self.rows(ui, tree);
                    if picked == CodePicked::Yet {
                        picked = chosen;
                    }
                    self.foot(ui, tree);
                });
            });
        let was_drawn = std::mem::replace(&mut self.is_drawn, true);
        if picked == CodePicked::Yet && was_drawn && area.response.clicked_elsewhere() {
            picked = CodePicked::Nothing;
        }
        picked
    }

    fn find(&mut self, snapshot: &Snapshot) {
        let now = (snapshot.seq, self.typed.as_str());
        if self.found_for.as_ref().is_none_or(|(seq, typed)| (*seq, typed.as_str()) != now) {
            if self.hinted != Some(snapshot.seq) {
                self.hints.read(&snapshot.codes);
                self.hinted = Some(snapshot.seq);
            }
            self.found = ranked(&snapshot.codes, &self.typed, &self.hints);
            if self.codes_words {
                let codes = &snapshot.codes;
                let may = |code: CodeId| codes.get(code).is_some_and(|code| code.is_applicable);
                self.found.retain(|&code| may(code) && !codes.is_archived(code));
            }
            for &without in &self.without {
                self.found.retain(|&code| !snapshot.codes.is_within(code, without));
            }
            self.found_for = Some((snapshot.seq, self.typed.clone()));
        }
    }

    /// The name of the code that the last row offers to make.
    fn new_name(&self) -> Option<&str> {
        let typed = self.typed.trim();
        (self.codes_words && !typed.is_empty()).then_some(typed)
    }

    /// All rows: the codes found, and the one for a new code.
    fn count(&self) -> usize {
        self.found.len() + usize::from(self.new_name().is_some())
    }

    fn at_row(&self, row: usize) -> CodePicked {
        match (self.found.get(row), self.new_name()) {
            (Some(&code), _) => CodePicked::Code(code),
            (None, Some(name)) if row == self.found.len() => {
                CodePicked::New { name: name.to_owned(), parent: None }
            }
            _ => CodePicked::Yet,
        }
    }

    fn keys(&mut self, ui: &Ui) -> CodePicked {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = self.count().saturating_sub(1);
        let before = self.row;
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            self.row = if self.row >= last { 0 } else { self.row + 1 };
        }
        if pressed(Modifiers::NONE, Key::ArrowUp) {
            self.row = if self.row == 0 { last } else { self.row - 1 };
        }
        if pressed(Modifiers::NONE, Key::PageDown) {
            self.row += self.rows;
        }
        if pressed(Modifiers::NONE, Key::PageUp) {
            self.row = self.row.saturating_sub(self.rows);
        }
        self.row = self.row.min(last);
        if self.row != before {
            self.first = self.first.clamp((self.row + 1).saturating_sub(self.rows), self.row);
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            return CodePicked::Nothing;
        }
        if pressed(Modifiers::COMMAND, Key::Enter)
            && let Some(name) = self.new_name()
        {
            return CodePicked::New {
                name: name.to_owned(),
                parent: self.found.get(self.row).copied(),
            };
        }
        if self.codes_words
            && let Some(&code) = self.found.get(self.row)
            && pressed(Modifiers::SHIFT, Key::Enter)
        {
            self.typed.clear();
            (self.row, self.first) = (0, 0);
            return CodePicked::AndAnother(code);
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            return self.at_row(self.row);
        }
        CodePicked::Yet
    }

    fn line(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let title = RichText::new(&self.title).size(size::SMALL).color(theme.quiet);
        let title = ui.label(title);
        let hint =
            if self.codes_words { "Name of a code, or of a new one" } else { "Name of a code" };
        let line = egui::TextEdit::singleline(&mut self.typed)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let line = ui.add(line).labelled_by(title.id);
        if line.changed() {
            self.row = 0;
            self.first = 0;
        }
        hold_keyboard(&line);
    }

    fn rows(&mut self, ui: &mut Ui, tree: &CodeTree) -> CodePicked {
        let theme = Theme::of(ui.ctx());
        let count = self.count();
        let mut picked = CodePicked::Yet;
        if count == 0 {
            let said =
                if tree.is_empty() { "There is no code yet" } else { "No code of that name" };
            ui.label(RichText::new(said).color(theme.quiet));
            return picked;
        }
        let shown = count.min(self.rows);
        let (list, response) = ui.allocate_exact_size(
            vec2(ui.available_width(), shown as f32 * space::ROW),
            Sense::hover(),
        );
        if response.contains_pointer() {
            self.turned -= ui.input(|input| input.smooth_scroll_delta().y) / space::ROW;
            let rows = self.turned.trunc();
            self.turned -= rows;
            self.first = self.first.saturating_add_signed(rows as isize);
        }
        self.first = self.first.min(count - shown);
        for row in self.first..self.first + shown {
            let top = list.top() + (row - self.first) as f32 * space::ROW;
            let rect = Rect::from_min_size(pos2(list.left(), top), vec2(list.width(), space::ROW));
            let response = ui.interact(rect, ui.scope_id().with(("row", row)), Sense::CLICK);
            let code = self.found.get(row).and_then(|&id| tree.get(id));
            let name = match code {
                Some(code) => tree.path_text(code.id),
                None => format!("New code “{}”", self.typed.trim()),
            };
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, &name));
            let is_highlighted = row == self.row;
            let node = |node: &mut egui::accesskit::Node| node.set_selected(is_highlighted);
            ui.ctx().accesskit_node_builder(response.id, node);
            if row == self.row {
                ui.painter().rect_filled(rect, space::CORNER, theme.accent_soft);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, space::CORNER, theme.hover);
            }
            paint_row(ui, tree, rect, code, &name);
            if response.clicked() {
                picked = self.at_row(row);
            }
        }
        if count > self.rows {
            let height = list.height() * self.rows as f32 / count as f32;
            let top = list.top() + list.height() * self.first as f32 / count as f32;
            let bar = Rect::from_min_size(
                pos2(list.right() + space::TIGHT, top),
                vec2(3.0, height.max(12.0)),
            );
            ui.painter().rect_filled(bar.intersect(list.expand(space::INSIDE)), 2, theme.rule);
        }
        picked
    }

    fn foot(&self, ui: &mut Ui, tree: &CodeTree) {
        let theme = Theme::of(ui.ctx());
        let code = self.found.get(self.row).and_then(|&id| tree.get(id));
        let definition = code.map(|code| code.definition.trim()).filter(|text| !text.is_empty());
        let mut lines: Vec<(String, usize)> = Vec::new();
        lines.extend(definition.map(|text| (text.to_owned(), DEFINITION_LINES)));
        let keys = |modifiers| {
            let keys = egui::KeyboardShortcut::new(modifiers, Key::Enter);
            ui.ctx().format_shortcut(&keys)
        };
        if let (Some(name), Some(code)) = (self.new_name(), code) {
            let keys = keys(Modifiers::COMMAND);
            lines.push((format!("{keys}: new code “{name}” under “{}”", code.name), 1));
        }
        if self.codes_words && code.is_some() {
            lines.push((format!("{}: apply it and choose another", keys(Modifiers::SHIFT)), 1));
        }
        if lines.is_empty() {
            return;
        }
        ui.separator();
        for (text, most) in lines {
            let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
            let mut job = LayoutJob::single_section(text, format);
            job.wrap.max_width = ui.available_width();
            job.wrap.max_rows = most;
            ui.label(job);
        }
    }
}

/// One row: the colour, the name in strong, the path above it in quiet ink.
fn paint_row(ui: &Ui, tree: &CodeTree, rect: Rect, code: Option<&Code>, name: &str) {
    let theme = Theme::of(ui.ctx());
    let inner = rect.shrink2(vec2(space::INSIDE, 0.0));
    let Some(code) = code else {
        let font = theme::interface(size::BODY);
        ui.painter().text(inner.left_center(), Align2::LEFT_CENTER, name, font, theme.accent);
        return;
    };
    let dot = pos2(inner.left() + 5.0, inner.center().y);
    ui.painter().circle_filled(dot, 4.5, theme.code_stroke(tree.colour(code.id)));
    let mut job = LayoutJob::default();
    let bold = theme::interface_bold(size::BODY);
    job.append(&code.name, 0.0, TextFormat::simple(bold, theme.ink));
    let mut above = tree.path(code.id);
    above.pop();
    if !above.is_empty() {
        let format = TextFormat::simple(theme::interface(size::BODY), theme.quiet);
        job.append(&above.join(PATH_SEPARATOR), space::INSIDE, format);
    }
    job.wrap.max_width = inner.width() - 16.0;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let at = pos2(inner.left() + 16.0, inner.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
}
