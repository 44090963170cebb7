//! Words found in sources, quotations, comments and definitions, while they are being typed; the places of words and patterns in
//! lines; how often words stand; and which words mean the same.
//!
//! The question is put to the project in the background; of several answers only the one to what stands in the line
//! now is shown. The list stays as it is while one looks at a place it led to, so that Back returns to it.

mod choices;
mod cursor;
mod help;
mod hits;
mod kinds;
mod line;
mod lines;
mod pattern;
mod places;
mod synonyms;
mod word_figures;
mod words;
mod writing;

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{RichText, Ui};

use super::Window;
use super::commands;
use super::desk::{Desk, Selected, SideList, Workspace};
use super::notice::Notice;
use super::palette::CodePicker;
use super::progress;
use super::theme::{self, Theme, size, space};
use crate::domain::{CodeId, QuotationId, SourceId, SourceKind, Span, Target};
use crate::project::{Found, FoundHit, Job, ProjectError, SearchQuestion, Written};
use crate::search::{Kind, QueryError};
use cursor::Cursor;
use hits::List;
use lines::Lines;
use synonyms::SynonymList;
use words::Words;

pub use lines::has_lines;
pub use words::has_words;
pub use writing::{FoundTable, copy, export, write};

/// How many hits are asked for at a time.
const PAGE: usize = 60;
/// The widest that lines are set, in points: about 78 characters of the usual size.
const MEASURE: f32 = 720.0;
/// How long the project must have been left alone before words are gathered in the background.
const PAUSE: Duration = Duration::from_millis(400);
/// How long the gathering may keep the project from other work, in one go.
const SLICE: Duration = Duration::from_millis(60);
/// After this an answer is said to be awaited.
const LONG: Duration = Duration::from_millis(250);

/// What is looked at, each behind its tab but the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What was found, best first.
    #[default]
    Hits,
    /// Every place, one below the other.
    Lines,
    /// How often words stand.
    Words,
    /// Which words mean the same.
    Synonyms,
}

impl Tab {
    const fn name(self) -> &'static str {
        match self {
            Self::Hits => "Hits",
            Self::Lines => "In lines",
            Self::Words => "Words",
            Self::Synonyms => "Abbreviations and synonyms",
        }
    }
}

/// What is searched for and what was found.
#[derive(Default)]
pub struct SearchView {
    tab: Tab,
    /// Where one was before the synonyms.
    before: Tab,
    asked: Asked,
    /// When the line was typed in last.
    typed: Option<Instant>,
    /// What the list answers, and the step of the project it was answered at.
    answered: Option<(Asked, i64)>,
    /// When the answer that is awaited was asked for.
    awaited: Option<Instant>,
    /// What is wrong with the question.
    trouble: Option<QueryError>,
    list: List,
    /// The question that the list answers.
    listed: String,
    /// Where the arrow keys are in the list.
    at: Cursor,
    lines: Lines,
    words: Words,
    synonyms: SynonymList,
    take_keyboard: bool,
    picker: Option<CodePicker>,
    /// The step of the project whose words are all gathered.
    ready: Option<i64>,
    /// The latest step that was seen, and when.
    seen: Option<(i64, Instant)>,
}

/// A question as it is put together at the head of the view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    text: String,
    /// Whether it is finished: Enter was pressed, or it was not typed.
    finished: bool,
    kind: Option<Kind>,
    source_kind: Option<SourceKind>,
    within: Option<CodeId>,
}

/// What was searched for when one went somewhere else.
#[derive(Debug, Clone, Default)]
pub struct SearchPlace {
    tab: Tab,
    asked: Asked,
}

/// What is to be done once the view has been drawn.
enum Wanted {
    /// A hit is to be shown at its place.
    Hit(usize),
    /// The hit at the cursor is dragged.
    Carry,
    /// A line is to be shown at its place.
    Line(usize),
    /// The places of something are to be listed.
    Places(Asked),
    /// A command whose button was pressed.
    Command(&'static str),
}

impl Asked {
    fn question(&self, skip: usize, limit: usize) -> SearchQuestion {
        SearchQuestion {
            text: self.text.clone(),
            typing: !self.finished,
            kind: self.kind,
            source_kind: self.source_kind,
            within: self.within,
            skip,
            limit,
        }
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a regular expression is asked for, as far as it is written.
    fn is_pattern(&self) -> bool {
        pattern::begins(&self.text)
    }
}

impl SearchView {
    /// Has the search line, or the table of words, take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        match self.tab {
            Tab::Words => self.words.grid.takes_keyboard = true,
            Tab::Hits | Tab::Lines | Tab::Synonyms => self.take_keyboard = true,
        }
    }

    /// Goes to the search line, in the hits where another tab has none.
    pub fn go_to_line(&mut self) {
        if matches!(self.tab, Tab::Words | Tab::Synonyms) {
            self.tab = Tab::Hits;
        }
        self.take_keyboard();
    }

    /// What is shown: the places of a pattern stand in lines only.
    fn shown(&self) -> Tab {
        match self.tab {
            Tab::Hits if self.asked.is_pattern() => Tab::Lines,
            tab => tab,
        }
    }

    fn show(&mut self, tab: Tab) {
        if tab == Tab::Synonyms && self.tab != Tab::Synonyms {
            self.before = self.tab;
        }
        self.tab = tab;
        self.take_keyboard();
    }

    /// The passage of the hit that the arrow keys are at: its source, where it stands there, the quotation that it is.
    pub fn passage(&self) -> Option<(SourceId, Span, Option<QuotationId>)> {
        let row = self.at.row.filter(|_| self.tab == Tab::Hits)?;
        let hit = self.list.hits.get(row)?;
        Some((hit.source?, hit.span?, hit.quotation))
    }

    /// What is searched for, to come back to.
    pub fn place(&self) -> SearchPlace {
        SearchPlace { tab: self.tab, asked: self.asked.clone() }
    }

    /// Comes back to what was searched for.
    pub fn return_to(&mut self, place: SearchPlace) {
        self.tab = place.tab;
        self.asked = place.asked;
    }

    /// Looks everywhere for these words as they stand, one after the other.
    pub fn search_for(&mut self, words: &str) {
        let words: Vec<&str> = words.split_whitespace().collect();
        // Quotation marks would end the phrase.
        let words = words.join(" ").replace(['"', '“', '”', '„'], " ");
        self.asked =
            Asked { text: format!("\"{}\"", words.trim()), finished: true, ..Asked::default() };
        self.tab = Tab::Hits;
        self.take_keyboard = true;
    }

    /// Looks only into the quotes of a code and of those below it.
    pub fn narrow_to(&mut self, code: CodeId) {
        self.asked.within = Some(code);
        self.asked.kind = None;
        self.tab = Tab::Hits;
    }

    /// The words that are searched for now; none while nothing was written, or a pattern.
    pub fn question(&self) -> Option<SearchQuestion> {
        let asks = !self.asked.is_empty() && !self.asked.is_pattern();
        asks.then(|| self.asked.question(0, PAGE))
    }

    /// Gathers new words in the background once the project has been left alone for a moment, so that the first
    /// search need not wait for it. Called in every frame.
    pub fn keep_ready(desk: &mut Desk) {
        let seq = desk.snapshot.seq;
        if desk.search.ready == Some(seq) || desk.is_waiting() {
            return;
        }
        let seen = desk.search.seen.filter(|(step, _)| *step == seq);
        let (_, since) = *desk.search.seen.insert(seen.unwrap_or_else(|| (seq, Instant::now())));
        let left = PAUSE.saturating_sub(since.elapsed());
        if !left.is_zero() {
            desk.ctx().request_repaint_after(left);
            return;
        }
        desk.ask_or_never(
            |project| project.catch_up(SLICE),
            move |desk, done| {
                // A failure is told when somebody searches; trying again and again would help nobody.
                if !matches!(done, Some(Ok(false))) {
                    desk.search.ready = Some(seq);
                }
            },
        );
    }

    /// Asks what has to be asked: the question in the line when it or the project has changed, the next hits when the
    /// end of the list is near. One question at a time, so that answers never pile up behind the typing.
    fn ask(&mut self, desk: &mut Desk, wants_more: bool) {
        if self.awaited.is_some() {
            return;
        }
        let seq = desk.snapshot.seq;
        let known = self.list.hits.len();
        let (skip, limit) = match &self.answered {
            Some((asked, at)) if *asked == self.asked && *at == seq => {
                if !wants_more || known >= self.total() {
                    return;
                }
                (known, PAGE.max(known))
            }
            // The project has changed: as many as before, so that nothing moves.
            Some((asked, _)) if *asked == self.asked => (0, known.max(PAGE)),
            _ => (0, PAGE),
        };
        let asked = self.asked.clone();
        let question = asked.question(skip, limit);
        self.awaited = Some(Instant::now());
        desk.ctx().request_repaint_after(LONG);
        desk.ask_or_never(
            move |project| project.search(&question),
            move |desk, answer| {
                desk.search.awaited = None;
                match answer.unwrap_or(Err(ProjectError::Interrupted)) {
                    Ok(found) => desk.search.take(asked, skip, found),
                    Err(error) => {
                        // Taken as answered: asking again in every frame would not mend it.
                        desk.search.answered = Some((asked, desk.snapshot.seq));
                        desk.notice = Some(Notice::trouble(&error));
                    }
                }
            },
        );
    }

    /// How many hits there are of what is asked for.
    fn total(&self) -> usize {
        self.list.totals.of(self.asked.kind, self.asked.source_kind)
    }

    fn take(&mut self, asked: Asked, skip: usize, found: Found) {
        // What was asked meanwhile is asked in the next frame; this answer is too old to show.
        if asked != self.asked {
            return;
        }
        let seq = found.seq;
        let is_new = self.answered.as_ref().is_none_or(|(before, _)| *before != asked);
        self.trouble = found.trouble;
        if self.trouble.is_some() {
            // The last list stays in sight while the question is being mended.
        } else if skip > 0 && self.answered.as_ref().is_some_and(|(_, at)| *at == seq) {
            self.list.extend(found.hits);
        } else if skip == 0 {
            self.list.renew(found.hits, found.totals, is_new);
            self.listed.clone_from(&asked.text);
            if is_new {
                self.at.start_over();
            }
        }
        self.answered = Some((asked, seq));
    }

    /// Takes the keys that move in what is listed and open what they are on.
    fn keys(&mut self, ui: &Ui, typing: bool) -> Option<Wanted> {
        let nobody = ui.memory(|memory| memory.focused().is_none());
        if self.picker.is_some() || !(typing || nobody) {
            return None;
        }
        match self.shown() {
            Tab::Hits => self.at.keys(ui, self.list.hits.len(), 5, !typing).map(Wanted::Hit),
            Tab::Lines => {
                let (count, page) = (self.lines.count(), self.lines.page());
                self.lines.at.keys(ui, count, page, !typing).map(Wanted::Line)
            }
            Tab::Words | Tab::Synonyms => None,
        }
    }
}

/// Goes where a hit leads; Back returns to the list.
fn open(desk: &mut Desk, row: usize) {
    let Some(hit) = desk.search.list.hits.get(row).cloned() else { return };
    let hit = &hit;
    let question = desk.search.listed.clone();
    match hit.written {
        Some(Written::Memo(id)) => return desk.open_target(Target::Memo(id)),
        Some(Written::Summary(id)) => return desk.open_target(Target::Summary(id)),
        Some(Written::Finding(id)) => return desk.open_item(id),
        None => {}
    }
    match (hit.source, hit.quotation) {
        (Some(source), Some(quotation)) => {
            desk.open_quotation(source, quotation);
            show_on_page(desk, hit, question);
        }
        (Some(source), None) => {
            // To the very words: a turn may be longer than the window.
            let at = hit.places.first().copied().or(hit.span);
            desk.open_source(source, at);
            show_on_page(desk, hit, question);
        }
        (None, _) => {
            if let Some(code) = hit.codes.first() {
                desk.side = SideList::Codes;
                desk.selected = Selected::Code(code.id);
            }
        }
    }
}

/// Marks on the page all that answers the question there.
fn show_on_page(desk: &mut Desk, hit: &FoundHit, question: String) {
    let Some(source) = hit.source else { return };
    let first = hit.places.first().copied();
    // Asked after the text of the page was, so that the page is there when this answers.
    desk.ask(
        move |project| project.places(source, &question),
        move |desk, places| {
            if let Ok(places) = places
                && desk.reading.source() == Some(source)
                && let Some(page) = desk.reading.view()
            {
                let current = first.and_then(|first| places.iter().position(|&at| at == first));
                page.set_hits(places, current);
            }
        },
    );
}

/// The column in which the head and the hits stand.
#[derive(Clone, Copy)]
struct Column {
    side: f32,
    width: f32,
}

impl Column {
    fn in_room(width: f32) -> Self {
        let own = MEASURE.min(width - 2.0 * space::PAGE).max(0.0);
        Self { side: ((width - own) / 2.0).max(0.0), width: own }
    }

    /// The width for lists and tables: all that there is, or the column where that is hardly more.
    fn of_lists(room: f32) -> f32 {
        let all = room - 2.0 * space::PAGE;
        if all < 1.2 * MEASURE { Self::in_room(room).width } else { all }
    }

    /// Draws something in the column.
    fn draw<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let column = |ui: &mut Ui| {
            ui.add_space(self.side);
            let below = |ui: &mut Ui| {
                ui.set_width(self.width);
                add(ui)
            };
            ui.vertical(below).inner
        };
        ui.horizontal_top(column).inner
    }
}

/// Draws the search.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let free = window.nothing_floats();
    let page_size = window.settings.page_size;
    let Some(desk) = &mut window.desk else { return };
    let mut view = std::mem::take(&mut desk.search);
    let column = Column::in_room(ui.available_width());
    ui.add_space(space::SECTION);
    let mut wanted = column.draw(ui, |ui| view.head(desk, ui, free));
    ui.add_space(space::INSIDE);
    let found = match view.shown() {
        Tab::Hits => view.hits(desk, ui, column, page_size),
        Tab::Lines => view.lines(desk, ui, column, page_size),
        Tab::Words => view.words(desk, ui),
        Tab::Synonyms => {
            column.draw(ui, |ui| view.synonyms(desk, ui));
            None
        }
    };
    wanted = found.or(wanted);
    desk.search = view;
    match wanted {
        Some(Wanted::Hit(row)) => open(desk, row),
        Some(Wanted::Carry) => {
            let hit = super::outputs::passages(desk);
            super::outputs::carry(desk, hit);
        }
        Some(Wanted::Line(row)) => lines::open(desk, row),
        Some(Wanted::Places(asked)) => {
            desk.leave();
            desk.search.asked = asked;
            desk.search.show(Tab::Lines);
        }
        Some(Wanted::Command(name)) => {
            if let Some(command) = commands::named(name) {
                window.run(command);
            }
        }
        None => {}
    }
}

impl SearchView {
    /// Draws the hits, or what to do to have some; gives the one that was opened.
    fn hits(&mut self, desk: &mut Desk, ui: &mut Ui, column: Column, size: f32) -> Option<Wanted> {
        let mut opened = None;
        let mut wants_more = false;
        if self.asked.is_empty() {
            if let Some(example) = help::first(ui, column) {
                self.asked.text = example.to_owned();
                self.asked.finished = true;
                self.take_keyboard = true;
            }
        } else if self.list.hits.is_empty() {
            self.nothing_found(desk, ui, column);
        } else {
            let look = hits::Look { width: column.width, page_size: size };
            let drawn = self.list.ui(ui, &look, &mut self.at);
            wants_more = drawn.near_end;
            opened = drawn.opened.map(Wanted::Hit).or(drawn.carries.then_some(Wanted::Carry));
        }
        self.ask(desk, wants_more);
        opened
    }

    /// The tabs, and the way to the words that mean the same.
    fn tabs(&mut self, ui: &mut Ui, free: bool) {
        let theme = Theme::of(ui.ctx());
        let mut to = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            for tab in [Tab::Hits, Tab::Lines, Tab::Words] {
                let chosen = self.shown() == tab;
                let text = RichText::new(tab.name()).size(size::BODY);
                let text = if chosen { text.font(theme::interface_bold(size::BODY)) } else { text };
                let can = tab != Tab::Hits || !self.asked.is_pattern();
                let button = ui.add_enabled(can, egui::Button::selectable(chosen, text));
                button.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Tab, can, chosen, tab.name())
                });
                let button =
                    button.on_disabled_hover_text("The places of a pattern are shown in lines");
                if button.clicked() && !chosen {
                    to = Some(tab);
                }
            }
            let right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(right, |ui| {
                let is_there = self.tab == Tab::Synonyms;
                let ink = if is_there { theme.ink } else { theme.quiet };
                let text = RichText::new("Abbreviations and synonyms…").color(ink);
                let button = ui.add(egui::Button::new(text).frame(false).truncate());
                let help = commands::named("Abbreviations and synonyms…").map(|one| one.help);
                if button.on_hover_text(help.unwrap_or_default()).clicked() {
                    to = Some(if is_there { self.before } else { Tab::Synonyms });
                }
            });
        });
        let escapes = self.tab == Tab::Synonyms
            && free
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        if escapes && !self.synonyms.gives_up() {
            to = Some(self.before);
        }
        if let Some(tab) = to {
            self.show(tab);
        }
    }
}

/// Goes to a tab.
pub fn go_to(window: &mut Window, tab: Tab) {
    window.with_desk(|desk| {
        desk.go(Workspace::Search);
        desk.search.show(tab);
    });
}

/// What is under way and can be cancelled.
fn job(desk: &Desk) -> Option<Arc<Job>> {
    desk.search.lines.job().or_else(|| desk.search.words.job())
}

/// Draws how far a long search or count is, in the status line; from right to left.
pub fn draw_progress(desk: &Desk, ui: &mut Ui) {
    if let Some(job) = job(desk) {
        progress::draw(ui, &job);
    }
}

/// How wide the status line’s part about it is.
pub fn progress_width(desk: &Option<Desk>) -> f32 {
    desk.as_ref().and_then(job).map_or(0.0, |_| progress::WIDTH)
}
