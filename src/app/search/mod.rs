//! Words found in sources, quotations, comments and definitions, while they are being typed.
//!
//! The question is put to the project in the background; of several answers only the one to what stands in the line
//! now is shown. The list stays as it is while one looks at a place it led to, so that Back returns to it.

mod help;
mod hits;
mod line;

use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Ui};

use super::Window;
use super::desk::{Desk, Selected, SideList};
use super::notice::Notice;
use super::palette::CodePicker;
use super::theme::space;
use crate::domain::CodeId;
use crate::project::{Found, FoundHit, ProjectError, SearchQuestion};
use crate::search::{Kind, QueryError};
use hits::List;

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

/// What is searched for and what was found.
#[derive(Default)]
pub struct SearchView {
    asked: Asked,
    /// What the list answers, and the step of the project it was answered at.
    answered: Option<(Asked, i64)>,
    /// When the answer that is awaited was asked for.
    awaited: Option<Instant>,
    /// What is wrong with the question.
    trouble: Option<QueryError>,
    list: List,
    /// The question that the list answers.
    listed: String,
    /// The hit that the arrow keys are on.
    row: Option<usize>,
    /// Whether that hit is to be scrolled to.
    reveal: bool,
    /// Whether the list is to start at its top.
    to_top: bool,
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
    within: Option<CodeId>,
}

impl Asked {
    fn question(&self, skip: usize, limit: usize) -> SearchQuestion {
        SearchQuestion {
            text: self.text.clone(),
            typing: !self.finished,
            kind: self.kind,
            within: self.within,
            skip,
            limit,
        }
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl SearchView {
    /// Has the search line take the keyboard in the next frame.
    pub fn take_keyboard(&mut self) {
        self.take_keyboard = true;
    }

    /// Looks everywhere for these words as they stand, one after the other.
    pub fn search_for(&mut self, words: &str) {
        let words: Vec<&str> = words.split_whitespace().collect();
        // Quotation marks would end the phrase.
        let words = words.join(" ").replace(['"', '“', '”', '„'], " ");
        self.asked =
            Asked { text: format!("\"{}\"", words.trim()), finished: true, ..Asked::default() };
        self.take_keyboard = true;
    }

    /// Looks only into the quotes of a code and of those below it.
    pub fn narrow_to(&mut self, code: CodeId) {
        self.asked.within = Some(code);
        self.asked.kind = None;
    }

    /// What is searched for now; none while nothing was written.
    pub fn question(&self) -> Option<SearchQuestion> {
        (!self.asked.is_empty()).then(|| self.asked.question(0, PAGE))
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
                if !wants_more || known >= self.list.totals.of(self.asked.kind) {
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
                self.row = None;
                self.to_top = true;
            }
        }
        self.answered = Some((asked, seq));
    }

    /// Takes the keys that move in the list and open what they are on.
    fn keys(&mut self, ui: &Ui, typing: bool) -> Option<usize> {
        let nobody = ui.memory(|memory| memory.focused().is_none());
        if self.picker.is_some() || !(typing || nobody) {
            return None;
        }
        let count = self.list.hits.len();
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let step = |row: Option<usize>, by: isize| match row {
            None if by > 0 => Some(0),
            None => None,
            Some(0) if by < 0 => None,
            Some(row) => Some(row.saturating_add_signed(by)),
        };
        let before = self.row;
        for (key, by) in
            [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 5), (Key::PageUp, -5)]
        {
            if pressed(key) {
                self.row = step(self.row, by).map(|row| row.min(count.saturating_sub(1)));
            }
        }
        self.row = self.row.filter(|&row| row < count);
        if self.row != before {
            self.reveal = true;
            self.to_top = self.row.is_none();
        }
        if !typing && pressed(Key::Enter) {
            return self.row;
        }
        None
    }
}

/// Goes where a hit leads; Back returns to the list.
fn open(desk: &mut Desk, hit: &FoundHit, question: &str) {
    match (hit.source, hit.quotation) {
        (Some(source), Some(quotation)) => {
            desk.open_quotation(source, quotation);
            show_on_page(desk, hit, question.to_owned());
        }
        (Some(source), None) => {
            // To the very words: a turn may be longer than the window.
            let at = hit.places.first().copied().or(hit.span);
            desk.open_source(source, at);
            show_on_page(desk, hit, question.to_owned());
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

/// Draws the search.
pub fn draw(window: &mut Window, ui: &mut Ui) {
    let free = window.nothing_floats();
    let page_size = window.settings.page_size;
    let Some(desk) = &mut window.desk else { return };
    let mut view = std::mem::take(&mut desk.search);
    let width = MEASURE.min(ui.available_width() - 2.0 * space::PAGE).max(0.0);
    let side = ((ui.available_width() - width) / 2.0).max(0.0);
    let mut opened = None;
    ui.add_space(space::SECTION);
    ui.horizontal_top(|ui| {
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(width);
            opened = view.head(desk, ui, free);
        });
    });
    ui.add_space(space::INSIDE);
    let mut wants_more = false;
    let mut example = None;
    if view.asked.is_empty() {
        example = help::first(ui, side, width);
    } else if view.list.hits.is_empty() {
        view.nothing_found(desk, ui, side, width);
    } else {
        let drawn = view.list.ui(
            ui,
            &hits::Look {
                width,
                page_size,
                row: view.row,
                reveal: std::mem::take(&mut view.reveal),
                to_top: std::mem::take(&mut view.to_top),
            },
        );
        wants_more = drawn.near_end;
        if let Some(row) = drawn.focused {
            view.row = Some(row);
        }
        if let Some(row) = drawn.opened {
            view.row = Some(row);
            opened = Some(row);
        }
    }
    if let Some(example) = example {
        view.asked.text = example.to_owned();
        view.asked.finished = true;
        view.take_keyboard = true;
    }
    view.ask(desk, wants_more);
    let hit = opened.and_then(|row| view.list.hits.get(row).cloned());
    let question = view.listed.clone();
    desk.search = view;
    if let Some(hit) = hit {
        open(desk, &hit, &question);
    }
}
