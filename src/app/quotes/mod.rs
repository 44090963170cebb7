//! The quotes of a code: retrieval. Asks a question, lists the quotes that answer it whole, and lets them be checked,
//! coded and exported from there.

mod actions;
mod empty;
mod head;
mod list;
mod listing;
mod menus;
mod quote;
mod scroll;
mod selection;
mod texts;

use egui::{Context, Id, Popup, Rect, Response, Ui};

use super::Window;
use super::palette::{CodePicked, CodePicker};
use super::theme::{Theme, space};
use super::{commands, menu};
use crate::analysis::{QuoteQuery, QuoteRow};
use crate::domain::CodeId;
use crate::project::Snapshot;

pub use actions::{
    choose_code, code_also, copy, has_asked_code, has_quote, open_in_source, recode, select_all,
    show_all, show_context, uncode,
};
pub use quote::context;
pub use scroll::{Guess, Scroll};
pub use texts::QuoteTexts;

use listing::{Listing, Question};
use selection::Selection;

/// How many codes used last are remembered.
const RECENT: usize = 8;

/// The list of quotes and what narrows it.
#[derive(Default)]
pub struct QuotesView {
    question: Question,
    /// What answers the question.
    listing: Listing,
    /// The step of the project and the question that `listing` was made for.
    listed_for: Option<(i64, Question)>,
    selection: Selection,
    scroll: Scroll,
    texts: QuoteTexts,
    menus: menus::Menus,
    picker: Option<Choosing>,
    /// Codes chosen last, the latest first.
    recent: Vec<CodeId>,
    /// Whether the list is to take the keyboard in the next frame.
    takes_keyboard: bool,
    /// Whether the quote at the cursor is to be brought into the window in the next frame.
    reveals: bool,
    /// Guessed heights, with the type's size and the width of lines they were guessed for.
    guess: Option<((f32, f32), Guess)>,
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
    /// The quotes of this code.
    code: Option<CodeId>,
    /// The quotes that were drawn; each has a context menu.
    rows: Vec<Response>,
}

/// The commands for the quotes under the pointer.
const MENU: [&[&str]; 4] = [
    &["Open in its source", "Show or hide the context"],
    &["Code quotes also as…", "Recode quotes as…", "Take the code off"],
    &["Sort these quotations"],
    &["Copy quotes", "Select all quotes"],
];

/// Where one was in the quotes, to come back to.
#[derive(Debug, Clone, Default)]
pub struct QuotesPlace {
    question: Question,
    selection: Selection,
    scroll: Scroll,
}

impl QuotesView {
    /// Shows the quotes of a code with its sub-codes. When they are shown already, everything stays as it is.
    pub fn show_code(&mut self, code: CodeId) {
        self.takes_keyboard = true;
        if self.question.query.codes != [code] {
            self.question = Question::of_code(code);
            self.start_over();
        }
    }

    /// Where one is, to come back to.
    pub fn place(&self) -> QuotesPlace {
        QuotesPlace {
            question: self.question.clone(),
            selection: self.selection.clone(),
            scroll: self.scroll,
        }
    }

    /// Comes back to a place.
    pub fn return_to(&mut self, place: QuotesPlace) {
        self.question = place.question;
        self.selection = place.selection;
        self.scroll = place.scroll;
        self.takes_keyboard = true;
    }

    /// What is asked, and the quotes that answer in the order they are shown; nothing before anything was asked.
    pub fn shown(&self) -> Option<(&QuoteQuery, &[QuoteRow])> {
        self.question.is_asked.then_some((&self.question.query, self.listing.rows()))
    }

    /// Has the list take the keyboard in the next frame; whether there is a list.
    pub fn take_keyboard(&mut self) -> bool {
        self.takes_keyboard = !self.listing.rows().is_empty();
        self.takes_keyboard
    }

    /// Whether the list of quotes has the keyboard.
    pub fn has_keyboard(&self, ctx: &Context) -> bool {
        self.picker.is_none() && ctx.memory(|memory| memory.has_focus(list_id()))
    }

    fn start_over(&mut self) {
        self.selection = Selection::default();
        self.scroll = Scroll::default();
    }

    /// Answers the question anew when it or the project has changed.
    pub fn renew(&mut self, snapshot: &Snapshot) {
        let known =
            self.question.query.codes.iter().all(|&code| snapshot.codes.get(code).is_some());
        if !known {
            // The code was deleted or merged: its quotes are no longer a question.
            self.question.query.codes.retain(|&code| snapshot.codes.get(code).is_some());
            self.question.is_asked = !self.question.query.codes.is_empty();
        }
        let is_fresh = self
            .listed_for
            .as_ref()
            .is_some_and(|(seq, question)| *seq == snapshot.seq && *question == self.question);
        if is_fresh {
            return;
        }
        let before = std::mem::replace(&mut self.listing, Listing::new(snapshot, &self.question));
        self.guess = None;
        self.selection.follow(&before, &self.listing);
        self.scroll.follow(&before, &self.listing);
        self.listed_for = Some((snapshot.seq, self.question.clone()));
    }

    fn remember(&mut self, code: CodeId) {
        self.recent.retain(|&other| other != code);
        self.recent.insert(0, code);
        self.recent.truncate(RECENT);
    }
}

/// The list's key for the keyboard.
fn list_id() -> Id {
    Id::unique("quotes of a code")
}

/// Draws the quotes.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let page_size = window.settings.page_size;
    let nothing_floats = window.nothing_floats();
    let Some(desk) = &mut window.desk else { return };
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.quotes);
    view.renew(&snapshot);
    let column = column(ui, page_size);
    let mut wanted = Wanted::default();
    head::draw(&mut view, ui, &snapshot, column, &mut wanted);
    let theme = Theme::of(ui.ctx());
    let width = ui.max_rect().x_range();
    ui.painter().hline(width, ui.cursor().top(), egui::Stroke::new(1.0, theme.rule));
    if view.question.is_asked && !view.listing.rows().is_empty() {
        let frame = list::Frame { snapshot: &snapshot, page_size, column };
        list::draw(&mut view, ui, desk, &frame, &mut wanted);
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
    desk.quotes = view;
    if let Some((purpose, code)) = chosen {
        desk.quotes.takes_keyboard = true;
        if let Some(code) = code {
            actions::chosen(desk, purpose, code);
        }
    }
    if let Some(code) = wanted.code {
        desk.open_quotes(code);
    }
    let mut command = wanted.command.and_then(commands::named);
    // Only now: what can be done is asked of the window, which has its view back.
    for row in &wanted.rows {
        Popup::context_menu(row).show(|ui| command = menu::entries(ui, window, &MENU).or(command));
    }
    if let Some(command) = command {
        window.run(command);
    }
}

/// Where the quotes stand: left edge and width of lines that are easy to read, in the middle of the view.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    width: f32,
}

fn column(ui: &Ui, page_size: f32) -> Column {
    /// Width of about 72 characters, as a multiple of the type's size.
    const MEASURE: f32 = 36.0;
    let room = ui.max_rect();
    let width = (page_size * MEASURE).max(480.0).min(room.width() - 2.0 * space::PAGE).max(120.0);
    let left = (room.left() + (room.width() - width) / 2.0).max(room.left() + space::PAGE);
    Column { left: left.round(), width: width.round() }
}
