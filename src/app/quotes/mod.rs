//! The quotes of a code: retrieval. Asks a question, lists the quotes that answer it whole, and lets them be checked,
//! coded and exported from there.

mod actions;
mod empty;
mod flagging;
mod form;
mod head;
mod hits;
mod line;
mod list;
mod listing;
mod measure;
mod menus;
mod pane;
mod quote;
mod saved;
mod selection;
mod texts;

use std::sync::Arc;

use egui::{Context, Popup, Rect, Response, Ui};

use super::Window;
use super::desk::Desk;
use super::notice::Notice;
use super::palette::{CodePicked, CodePicker};
use super::theme::{Theme, space};
use super::{commands, menu};
use crate::analysis::query::{Answer, AskedCodings, Condition, Field, Query};
use crate::analysis::table::{Dimension, Key};
use crate::app::scroll::Scroll;
use crate::domain::CodeId;
use crate::project::Snapshot;

pub use actions::{
    beside, choose_code, code_also, go_to_heading, has_asked_code, has_headings, has_quote,
    open_form, open_in_source, recode, seen_new, select_all, selected, show_all, show_context,
    show_more, show_new, uncode, write_question,
};
pub use flagging::flag_quotes;
pub use quote::{Density, context};
pub use texts::QuoteTexts;

use flagging::{Flagged, Flagging};
use hits::Hits;
use listing::{Listing, Question};
use measure::Frame;
use pane::{Pane, list_id};
use selection::Selection;

/// How many codes used last are remembered.
const RECENT: usize = 8;

/// The list of quotes and what narrows it.
#[derive(Default)]
pub struct QuotesView {
    question: Question,
    /// What answers the question.
    listing: Arc<Listing>,
    /// The codings that it asks for.
    asked: Option<AskedCodings>,
    /// The step of the project and the question that `listing` was made for.
    listed_for: Option<(i64, Question)>,
    /// The step and the question whose answer is awaited.
    awaited: Option<(i64, Question)>,
    line: line::Line,
    form: form::Form,
    /// The name that the question is to be kept under.
    saved_as: String,
    selection: Selection,
    /// The list; where the quotes of two headings stand side by side, those of the left and the right one.
    panes: [Pane; 2],
    side_by_side: bool,
    /// The pane that has the keyboard, or had it last.
    active: usize,
    texts: QuoteTexts,
    hits: Hits,
    menus: menus::Menus,
    picker: Option<Choosing>,
    flagging: Option<Flagging>,
    /// Codes chosen last, the latest first.
    recent: Vec<CodeId>,
    /// The pane that is to take the keyboard in the next frame.
    takes_keyboard: Option<usize>,
    /// Whether the quote at the cursor is to be brought into the window in the next frame.
    reveals: bool,
    /// Where the button that chooses the code was drawn.
    chooser: Option<Rect>,
    /// Where the quote at the cursor was drawn.
    cursor: Option<Rect>,
}

/// What a code is being chosen for.
struct Choosing {
    picker: CodePicker,
    purpose: Purpose,
    /// Where the panel hangs.
    at: Rect,
}

/// What is done with a code that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Its quotes are shown.
    Show,
    /// It is applied to the quotes that are selected.
    Also,
    /// It takes the place of the codes asked for.
    Instead,
}

/// What a click in the view asks for, to be done once the view is drawn.
#[derive(Default)]
struct Wanted {
    /// The command of this name.
    command: Option<&'static str>,
    /// The selected quotes are dragged from here on.
    carries: bool,
    /// The quotes of this code.
    code: Option<CodeId>,
    /// The keyboard is to go to this pane.
    pane: Option<usize>,
    /// So much is to be shown of each quote.
    density: Option<Density>,
    /// What is wanted of the kept questions.
    saved: Option<saved::Wish>,
    /// The quotes that were drawn; each has a context menu.
    rows: Vec<Response>,
}

/// The commands for the quotes under the pointer.
const MENU: [&[&str]; 5] = [
    &["Open in its source", "Show or hide the context"],
    &["Code quotes also as…", "Recode quotes as…", "Take the code off"],
    &["Flag or collect quotes…", "Comment the quotation", "New memo about what is selected"],
    &["Sort these quotations", "Lay on a board"],
    &["Copy quotes", "Select all quotes"],
];

/// Where one was in the quotes, to come back to.
#[derive(Debug, Clone, Default)]
pub struct QuotesPlace {
    question: Question,
    selection: Selection,
    panes: [(Option<Key>, Scroll); 2],
    side_by_side: bool,
}

impl QuotesView {
    /// Shows the quotes of a code with its sub-codes. When they are shown already, everything stays as it is.
    pub fn show_code(&mut self, code: CodeId) {
        self.takes_keyboard = Some(0);
        if !self.question.is_asked || self.question.query.codes() != [code] {
            self.ask(Query::of_code(code));
        }
    }

    /// Shows what answers a question.
    pub fn show(&mut self, query: Query) {
        self.takes_keyboard = Some(0);
        if !self.question.is_asked || self.question.query != query {
            self.ask(query);
        }
    }

    /// Shows what answers a question, under headings of these.
    pub fn show_under(&mut self, query: Query, groups: Vec<Dimension>) {
        self.show(query);
        self.question.groups = groups;
    }

    /// Where one is, to come back to.
    pub fn place(&self) -> QuotesPlace {
        QuotesPlace {
            question: self.question.clone(),
            selection: self.selection.clone(),
            panes: self.panes.each_ref().map(|pane| (pane.of.clone(), pane.scroll)),
            side_by_side: self.side_by_side,
        }
    }

    /// Comes back to a place.
    pub fn return_to(&mut self, place: QuotesPlace) {
        self.question = place.question;
        self.selection = place.selection;
        self.side_by_side = place.side_by_side;
        for (pane, (of, scroll)) in self.panes.iter_mut().zip(place.panes) {
            pane.of = of;
            pane.scroll = scroll;
        }
        self.takes_keyboard = Some(self.active);
    }

    /// What the list answers, and the quotes in the order they are shown; nothing before anything was answered.
    pub fn shown(&self) -> Option<(&Query, &[Answer])> {
        let (_, question) = self.listed_for.as_ref()?;
        question.is_asked.then_some((&question.query, self.listing.answers()))
    }

    /// Has the list take the keyboard in the next frame; whether there is a list.
    pub fn take_keyboard(&mut self) -> bool {
        self.takes_keyboard = (!self.listing.rows().is_empty()).then_some(self.active);
        self.takes_keyboard.is_some()
    }

    /// Whether the list of quotes has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        let has_focus = |pane| ctx.memory(|memory| memory.has_focus(list_id(pane)));
        let is_free = self.picker.is_none() && self.flagging.is_none();
        is_free && (0..self.shown_panes()).any(has_focus)
    }

    /// How many lists stand side by side.
    fn shown_panes(&self) -> usize {
        if self.panes[1].of.is_some() { 2 } else { 1 }
    }

    /// Asks something else; how the answers are grouped stays.
    fn ask(&mut self, query: Query) {
        let groups = std::mem::take(&mut self.question.groups);
        self.question = Question { groups, ..Question::of(query) };
        self.start_over();
    }

    fn start_over(&mut self) {
        self.selection = Selection::default();
        self.active = 0;
        for pane in &mut self.panes {
            pane.scroll = Scroll::default();
        }
    }

    /// Puts the quotes of two headings side by side, or all into one list again; the quote at the cursor stays in sight.
    fn set_side_by_side(&mut self, beside: bool) {
        self.side_by_side = beside;
        for pane in &mut self.panes {
            pane.of = None;
            pane.scroll = Scroll::default();
        }
        self.arrange(false);
        self.reveals = true;
        self.takes_keyboard = Some(self.active);
    }

    /// Gives each pane its part of the listing, which answers the same question as the one before or another.
    fn arrange(&mut self, is_same: bool) {
        let outer: Vec<Key> =
            self.listing.outermost().into_iter().map(|(key, _, _)| key.clone()).collect();
        if !self.side_by_side || outer.len() < 2 {
            self.panes[0].of = None;
            self.panes[0].take(Arc::clone(&self.listing), is_same);
            self.panes[1] = Pane::default();
            self.active = 0;
            return;
        }
        for at in 0..2 {
            let other = self.panes[1 - at].of.clone();
            let known = self.panes[at].of.take().filter(|key| outer.contains(key));
            let first = || outer.iter().find(|key| other.as_ref() != Some(key)).cloned();
            let pane = &mut self.panes[at];
            pane.of = known.or_else(first);
            if let Some(of) = &pane.of {
                pane.take(Arc::new(self.listing.under(of)), is_same);
            }
        }
    }

    /// Has the question answered anew, in the background, when it or the project has changed. Until then the last list stays.
    pub fn renew(desk: &mut Desk) {
        let snapshot = Arc::clone(&desk.snapshot);
        let view = &mut desk.quotes;
        view.drop_gone(&snapshot);
        view.hits.follow(snapshot.seq, &view.question.query.holds);
        let now = (snapshot.seq, view.question.clone());
        if view.listed_for.as_ref() == Some(&now) || view.awaited.as_ref() == Some(&now) {
            return;
        }
        if !now.1.is_asked {
            view.take(Listing::default(), now, &snapshot);
            return;
        }
        view.awaited = Some(now.clone());
        let (_, question) = now;
        desk.ask(
            move |project| {
                let listing = Listing::new(project, &question);
                listing.map(|listing| (listing, (project.snapshot().seq, question)))
            },
            |desk, answer| match answer {
                Ok((listing, of)) => {
                    // What was asked meanwhile is answered next.
                    if desk.quotes.question == of.1 {
                        desk.quotes.take(listing, of, &desk.snapshot);
                    }
                }
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    }

    /// Takes codes that were deleted or merged out of the question: their quotes are no longer asked for.
    fn drop_gone(&mut self, snapshot: &Snapshot) {
        let is_gone = |value: &Condition| matches!(value, Condition::Code { code, .. } if snapshot.codes.get(*code).is_none());
        let query = &mut self.question.query;
        if query.narrowed_to(Field::Code).iter().any(is_gone) {
            let mut left = query.narrowed_to(Field::Code).to_vec();
            left.retain(|value| !is_gone(value));
            self.question.is_asked = !left.is_empty();
            query.narrow(Field::Code, left);
        }
    }

    fn take(&mut self, listing: Listing, of: (i64, Question), snapshot: &Snapshot) {
        let before = std::mem::replace(&mut self.listing, Arc::new(listing));
        let is_same = self.listed_for.as_ref().is_some_and(|(_, known)| *known == of.1);
        if is_same {
            self.selection.follow(&before, &self.listing);
        }
        self.asked = Some(snapshot.asked_codings(&of.1.query.holds));
        self.arrange(is_same);
        self.listed_for = Some(of);
        self.awaited = None;
    }

    fn remember(&mut self, code: CodeId) {
        self.recent.retain(|&other| other != code);
        self.recent.insert(0, code);
        self.recent.truncate(RECENT);
    }
}

/// Draws the quotes.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let page_size = window.settings.page_size;
    let nothing_floats = window.nothing_floats();
    let Some(desk) = &mut window.desk else { return };
    QuotesView::renew(desk);
    let snapshot = Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.quotes);
    let density = window.settings.density;
    let column = column(ui.max_rect(), page_size);
    let mut wanted = Wanted::default();
    head::draw(&mut view, ui, &snapshot, (column, density), &mut wanted);
    let theme = Theme::of(ui.ctx());
    let width = ui.max_rect().x_range();
    ui.painter().hline(width, ui.cursor().top(), egui::Stroke::new(1.0, theme.rule));
    if view.question.is_asked && !view.listing.rows().is_empty() {
        let frame = Frame { snapshot: &snapshot, page_size, density, column };
        draw_lists(&mut view, ui, desk, &frame, &mut wanted);
    } else {
        empty::draw(&mut view, ui, &snapshot, column, &mut wanted);
    }
    let chosen = match view.picker.take() {
        Some(mut choosing) if nothing_floats => {
            match choosing.picker.ui(ui, &snapshot, choosing.at) {
                CodePicked::Yet => {
                    view.picker = Some(choosing);
                    None
                }
                CodePicked::Code(code) | CodePicked::AndAnother(code) => {
                    Some((choosing.purpose, Some(code)))
                }
                CodePicked::Nothing | CodePicked::New { .. } => Some((choosing.purpose, None)),
            }
        }
        other => {
            view.picker = other;
            None
        }
    };
    let flagging = view.flagging.take().map(|mut flagging| {
        let flagged = if nothing_floats { flagging.ui(ui, &snapshot) } else { Flagged::Yet };
        (flagging, flagged)
    });
    desk.quotes = view;
    if let Some((flagging, flagged)) = flagging {
        flagging::take(desk, flagging, flagged);
    }
    if let Some((purpose, code)) = chosen {
        desk.quotes.takes_keyboard = Some(desk.quotes.active);
        if let Some(code) = code {
            actions::chosen(desk, purpose, code);
        }
    }
    if wanted.carries {
        let selected = super::outputs::passages(desk);
        super::outputs::carry(desk, selected);
    }
    if let Some(code) = wanted.code {
        desk.open_quotes(code);
    }
    match wanted.saved {
        Some(saved::Wish::Ask(query)) => {
            desk.leave();
            desk.quotes.show(query);
        }
        Some(saved::Wish::Keep(name)) => {
            let query = desk.quotes.question.query.clone();
            desk.just_do(move |project| project.save_query(&name, &query));
        }
        Some(saved::Wish::Forget(id)) => {
            desk.just_do(move |project| project.delete_saved_query(id));
        }
        None => {}
    }
    let mut command = wanted.command.and_then(commands::named);
    // Only now: what can be done is asked of the window, which has its view back.
    for row in &wanted.rows {
        Popup::context_menu(row).show(|ui| command = menu::entries(ui, window, &MENU).or(command));
    }
    if let Some(density) = wanted.density {
        window.settings.density = density;
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Draws the list, or the two that stand side by side.
fn draw_lists(
    view: &mut QuotesView,
    ui: &mut Ui,
    desk: &mut Desk,
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) {
    let area = ui.available_rect_before_wrap();
    view.texts.tick();
    match view.shown_panes() {
        1 => list::draw(view, ui, desk, (0, area), frame, wanted),
        _ => {
            let (left, right) = area.split_left_right_at_fraction(0.5);
            for (index, half) in [left, right].into_iter().enumerate() {
                let frame = Frame { column: column(half, frame.page_size), ..*frame };
                list::draw(view, ui, desk, (index, half), &frame, wanted);
            }
            let rule = egui::Stroke::new(1.0, Theme::of(ui.ctx()).rule);
            ui.painter().vline(left.right(), area.y_range(), rule);
        }
    }
    if let Some(pane) = wanted.pane.filter(|pane| *pane < view.shown_panes()) {
        view.takes_keyboard = Some(pane);
    }
}

/// Where the quotes stand: left edge and width of lines that are easy to read, in the middle of the view.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    width: f32,
}

fn column(room: Rect, page_size: f32) -> Column {
    /// Width of about 72 characters, as a multiple of the type's size.
    const MEASURE: f32 = 36.0;
    let width = (page_size * MEASURE).max(480.0).min(room.width() - 2.0 * space::PAGE).max(120.0);
    let left = (room.left() + (room.width() - width) / 2.0).max(room.left() + space::PAGE);
    Column { left: left.round(), width: width.round() }
}
