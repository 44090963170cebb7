//! The quotes of a code: retrieval. Asks a question, lists the quotes that answer it whole, and lets them be checked,
//! coded and exported from there.

mod actions;
mod empty;
mod head;
mod line;
mod list;
mod listing;
mod menus;
mod quote;
mod saved;
mod scroll;
mod selection;
mod texts;

use egui::{Context, Id, Popup, Rect, Response, Ui};

use super::Window;
use super::desk::Desk;
use super::notice::Notice;
use super::palette::{CodePicked, CodePicker};
use super::theme::{Theme, space};
use super::{commands, menu};
use crate::analysis::query::{Answer, Condition, Field, Query};
use crate::domain::CodeId;

pub use actions::{
    choose_code, code_also, copy, has_asked_code, has_quote, open_in_source, recode, select_all,
    show_all, show_context, uncode, write_question,
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
    /// The step and the question whose answer is awaited.
    awaited: Option<(i64, Question)>,
    line: line::Line,
    /// The name that the question is to be kept under.
    saved_as: String,
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
    /// What is wanted of the kept questions.
    saved: Option<saved::Wish>,
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
        if !self.question.is_asked || self.question.query.codes() != [code] {
            self.question = Question::of(Query::of_code(code));
            self.start_over();
        }
    }

    /// Shows what answers a question.
    pub fn show(&mut self, query: Query) {
        self.takes_keyboard = true;
        if !self.question.is_asked || self.question.query != query {
            self.question = Question::of(query);
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

    /// What the list answers, and the quotes in the order they are shown; nothing before anything was answered.
    pub fn shown(&self) -> Option<(&Query, &[Answer])> {
        let (_, question) = self.listed_for.as_ref()?;
        question.is_asked.then_some((&question.query, self.listing.rows()))
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

    /// Has the question answered anew, in the background, when it or the project has changed. Until then the last list stays.
    pub fn renew(desk: &mut Desk) {
        let snapshot = std::sync::Arc::clone(&desk.snapshot);
        let view = &mut desk.quotes;
        view.drop_gone(&snapshot);
        let now = (snapshot.seq, view.question.clone());
        if view.listed_for.as_ref() == Some(&now) || view.awaited.as_ref() == Some(&now) {
            return;
        }
        if !now.1.is_asked {
            view.take(Listing::default(), now);
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
                        desk.quotes.take(listing, of);
                    }
                }
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            },
        );
    }

    /// Takes codes that were deleted or merged out of the question: their quotes are no longer asked for.
    fn drop_gone(&mut self, snapshot: &crate::project::Snapshot) {
        let is_gone = |value: &Condition| matches!(value, Condition::Code { code, .. } if snapshot.codes.get(*code).is_none());
        let query = &mut self.question.query;
        if query.narrowed_to(Field::Code).iter().any(is_gone) {
            let mut left = query.narrowed_to(Field::Code).to_vec();
            left.retain(|value| !is_gone(value));
            self.question.is_asked = !left.is_empty();
            query.narrow(Field::Code, left);
        }
    }

    fn take(&mut self, listing: Listing, of: (i64, Question)) {
        let before = std::mem::replace(&mut self.listing, listing);
        self.guess = None;
        self.selection.follow(&before, &self.listing);
        self.scroll.follow(&before, &self.listing);
        self.listed_for = Some(of);
        self.awaited = None;
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
    QuotesView::renew(desk);
    let snapshot = std::sync::Arc::clone(&desk.snapshot);
    let mut view = std::mem::take(&mut desk.quotes);
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
