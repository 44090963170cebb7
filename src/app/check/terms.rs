//! The project's private terms: what must not be printed and what stands for it.

use std::sync::Arc;

use egui::{ComboBox, Key, Rect, RichText, Sense, TextEdit, Ui, UiBuilder, pos2, vec2};

use super::head::{action, choose_text, quiet};
use super::row::{line, put};
use super::{Column, Frame, Part, Wanted, within};
use crate::analysis::identifiers::Terms;
use crate::app::desk::Desk;
use crate::app::figures::grouped;
use crate::app::icons::Icon;
use crate::app::list::{List, Look, Rows};
use crate::app::notice::Notice;
use crate::app::theme::{Theme, size, space};
use crate::domain::{Term, TermId, TermKind};

/// So much of the room that is left the list may take.
const SHARE: f32 = 0.4;
/// Width of the column of kinds.
const KIND: f32 = 96.0;

/// The commands for the term under the pointer.
const MENU: &[&[&str]] = &[
    &["Add a private term…", "Edit the private term…", "Delete private terms"],
    &["Import terms…", "Export terms…"],
];

/// The private terms, as far as they are known here.
#[derive(Default)]
pub(super) struct TermList {
    pub(super) known: Vec<(TermId, Term)>,
    /// The same, ready to be looked for.
    pub(super) compiled: Arc<Terms>,
    /// Goes up when they are others.
    pub(super) stamp: i64,
    /// The step they were read at.
    pub(super) read_at: Option<i64>,
    is_reading: bool,
    pub(super) is_open: bool,
    pub(super) list: List<TermId>,
    pub(super) form: Option<Form>,
}

/// A term that is being written.
pub(super) struct Form {
    /// The one that is changed; none for a new one.
    pub(super) of: Option<TermId>,
    pub(super) private: String,
    pub(super) public: String,
    pub(super) kind: TermKind,
    /// Whether the line for the public word is to take the keyboard, or else that for the private words.
    pub(super) asks_public: bool,
    fresh: bool,
}

impl Form {
    /// Begins to write a term.
    pub(super) fn new(of: Option<TermId>, term: &Term) -> Self {
        Self {
            of,
            private: term.private.clone(),
            public: term.public.clone().unwrap_or_default(),
            kind: term.kind,
            asks_public: !term.private.is_empty(),
            fresh: true,
        }
    }

    fn term(&self) -> Term {
        let public = Some(self.public.trim().to_owned()).filter(|public| !public.is_empty());
        let private = self.private.split_whitespace().collect::<Vec<_>>().join(" ");
        Term { private, public, kind: self.kind }
    }
}

impl TermList {
    /// The terms that are chosen.
    pub(super) fn chosen(&self) -> Vec<TermId> {
        self.list.chosen().filter_map(|row| self.known.get(row)).map(|(id, _)| *id).collect()
    }

    /// The term at the cursor.
    pub(super) fn at_cursor(&self) -> Option<&(TermId, Term)> {
        self.known.get(self.list.cursor()?)
    }
}

/// Reads the terms when something was done since the last time.
pub fn keep_fresh(desk: &mut Desk) {
    let seq = desk.snapshot.seq;
    let terms = &mut desk.check.terms;
    if terms.is_reading || terms.read_at == Some(seq) {
        return;
    }
    terms.is_reading = true;
    desk.ask(
        |project| {
            let at = project.snapshot().seq;
            let terms = project.terms();
            terms.map(|terms| {
                let plain: Vec<Term> = terms.iter().map(|(_, term)| term.clone()).collect();
                (at, terms, Arc::new(Terms::new(&plain)))
            })
        },
        move |desk, read| {
            let terms = &mut desk.check.terms;
            terms.is_reading = false;
            match read {
                Ok((at, known, compiled)) => {
                    terms.read_at = Some(at);
                    if terms.known != known {
                        terms.stamp += 1;
                        terms.compiled = compiled;
                        terms.list.renew(known.iter().map(|(id, _)| *id).collect());
                        terms.known = known;
                    }
                }
                Err(error) => {
                    // Asking again in every frame would not mend it.
                    terms.read_at = Some(seq);
                    desk.notice = Some(Notice::trouble(&error));
                }
            }
        },
    );
}

/// Draws the fold with the terms in it.
pub(super) fn draw(terms: &mut TermList, ui: &mut Ui, frame: &Frame<'_>, wanted: &mut Wanted) {
    within(ui, frame.column, |ui| {
        ui.horizontal_wrapped(|ui| {
            fold(terms, ui, wanted);
            if terms.is_open {
                ui.add_space(space::INSIDE);
                action(ui, "Add a private term…", "Add…", true, wanted);
                let has_term = terms.at_cursor().is_some();
                action(ui, "Edit the private term…", "Edit…", has_term, wanted);
                action(ui, "Delete private terms", "Delete", has_term, wanted);
                action(ui, "Import terms…", "Import terms…", true, wanted);
                let has_any = !terms.known.is_empty();
                action(ui, "Export terms…", "Export terms…", has_any, wanted);
            }
        });
        if terms.is_open && terms.known.is_empty() {
            quiet(
                ui,
                "Names of people, places and organisations that must not be printed, each with the word that stands for it. \
                 Add them here or import a list with the columns private, public and kind.",
            );
        }
    });
    if !terms.is_open || terms.known.is_empty() {
        ui.add_space(space::TIGHT);
        return;
    }
    let most = (ui.available_height() * SHARE).max(2.0 * space::ROW);
    let height = (terms.known.len() as f32 * space::ROW).min(most);
    let area = ui.available_rect_before_wrap();
    let room = Rect::from_min_size(area.min, vec2(area.width(), height));
    let mut list = std::mem::take(&mut terms.list);
    let mut rows = TermRows { terms: &terms.known };
    let Column { left, width } = frame.column;
    let look = Look {
        id: Part::Terms.id(),
        name: "Private terms",
        left,
        width,
        is_main: false,
        guess: space::ROW,
    };
    let drawn = ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        let drawn = list.ui(ui, &look, &mut rows);
        ui.set_height(height);
        drawn
    });
    terms.list = list;
    if drawn.inner.is_opened {
        wanted.command = Some("Edit the private term…");
    }
    for row in drawn.inner.rows {
        wanted.terms.push(row);
    }
    wanted.terms_menu = MENU;
    ui.add_space(space::INSIDE);
}

fn fold(terms: &TermList, ui: &mut Ui, wanted: &mut Wanted) {
    let theme = Theme::of(ui.ctx());
    let name = match terms.known.len() {
        0 => "Private terms".to_owned(),
        count => format!("Private terms {}", grouped(count)),
    };
    let galley = line(ui.painter(), &name, theme.ink, f32::INFINITY);
    let wide = galley.size().x + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, space::ROW), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, terms.is_open, "Private terms")
    });
    let icon = if terms.is_open { Icon::Unfolded } else { Icon::Folded };
    let (sign, rest) = rect.split_left_right_at_x(rect.left() + 16.0);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, space::CORNER, theme.hover);
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(rect, space::CORNER, ring, egui::StrokeKind::Inside);
    }
    icon.paint(ui.painter(), sign, theme.quiet);
    put(ui.painter(), rest.left_top() + vec2(2.0, 3.0), galley);
    let command = crate::app::commands::named("Private terms");
    let hover = command.map(|command| command.hover_text(ui.ctx()));
    if response.on_hover_text(hover.unwrap_or_default()).clicked() {
        wanted.command = Some("Private terms");
    }
}

struct TermRows<'a> {
    terms: &'a [(TermId, Term)],
}

impl TermRows<'_> {
    fn public(term: &Term) -> &str {
        term.public.as_deref().unwrap_or("may stand as it is")
    }
}

impl Rows for TermRows<'_> {
    fn count(&self) -> usize {
        self.terms.len()
    }

    fn height(&mut self, _: usize) -> f32 {
        space::ROW
    }

    fn spoken(&mut self, row: usize) -> String {
        let term = &self.terms[row].1;
        format!("{}, {}, {}", term.private, Self::public(term), term.kind)
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let term = &self.terms[row].1;
        let half = (rect.width() - KIND) / 2.0;
        let y = rect.top() + 3.0;
        let room = half - space::GROUP;
        let private = line(ui.painter(), &term.private, theme.ink, room);
        put(ui.painter(), pos2(rect.left(), y), private);
        let ink = if term.public.is_some() { theme.accent } else { theme.quiet };
        let public = line(ui.painter(), Self::public(term), ink, room);
        put(ui.painter(), pos2(rect.left() + half, y), public);
        let kind = line(ui.painter(), term.kind.word(), theme.quiet, KIND);
        put(ui.painter(), pos2(rect.right() - kind.size().x, y), kind);
    }
}

/// Draws the lines to write a term in.
pub(super) fn form(terms: &mut TermList, ui: &mut Ui, free: bool, wanted: &mut Wanted) {
    let Some(form) = &mut terms.form else { return };
    let theme = Theme::of(ui.ctx());
    let caption = |words: &str| RichText::new(words).size(size::SMALL).color(theme.quiet);
    let width = (ui.available_width() - 150.0 - 2.0 * space::INSIDE) / 2.0;
    let mut entered = false;
    ui.horizontal(|ui| {
        for (name, written, takes) in [
            ("Private words", &mut form.private, form.fresh && !form.asks_public),
            ("Public word", &mut form.public, form.fresh && form.asks_public),
        ] {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(caption(name));
                let characters = written.chars().count();
                let shown = TextEdit::singleline(written).desired_width(width - 16.0).show(ui);
                let line = shown.response.response.clone();
                line.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
                if takes {
                    choose_text(ui, shown, characters);
                }
                entered |= line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            });
        }
        form.fresh = false;
        ui.vertical(|ui| {
            ui.label(caption("Kind"));
            let combo = ComboBox::from_id_salt("kind of term").selected_text(title(form.kind));
            let combo = combo.icon(|ui, rect, _, _| {
                Icon::Unfolded.paint(ui.painter(), rect, Theme::of(ui.ctx()).quiet);
            });
            let combo = combo.show_ui(ui, |ui| {
                for kind in TermKind::ALL {
                    ui.selectable_value(&mut form.kind, kind, title(kind));
                }
            });
            combo.response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Kind of term")
            });
        });
    });
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let keep = ui.add_enabled(!form.private.trim().is_empty(), egui::Button::new("Keep"));
        if keep.clicked() || entered && keep.enabled() {
            wanted.term = Some((form.of, form.term()));
        }
        let escaped = free && ui.input(|input| input.key_pressed(Key::Escape));
        if ui.button("Cancel").clicked() || escaped {
            wanted.closes_form = true;
        }
        quiet(ui, "Without a public word, the private words may stand as they are.");
    });
}

fn title(kind: TermKind) -> &'static str {
    crate::analysis::identifiers::IdentifierKind::Term(kind).title()
}
