//! The questions of surveys and templates with how often each was answered, and the answers to one of them, whole.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align2, RichText, Ui, pos2};

use super::answer_rows::{AnswerRows, QuestionRows};
use super::head::{action, kinds, say};
use super::row::{MARGIN, NOTE};
use super::{CheckView, Frame, Part, Room, Wanted, above_foot, within};
use crate::app::desk::{Desk, Selected};
use crate::app::figures::counted;
use crate::app::list::{Drawn, List, Look};
use crate::app::notice::Notice;
use crate::app::quotes::QuoteTexts;
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{AnswerState, Markup, MarkupKind, SourceId, SourceInfo, Span};
use crate::project::Snapshot;

/// Width of a column of figures.
pub(super) const FIGURE: f32 = 76.0;
/// The columns of figures.
const STATES: [(AnswerState, &str); 3] = [
    (AnswerState::Given, "Given"),
    (AnswerState::Skipped, "Skipped"),
    (AnswerState::NotAsked, "Not asked"),
];

/// The commands for the question under the pointer, and for an answer.
const QUESTION_MENU: &[&[&str]] = &[&["Show the answers"]];
const ANSWER_MENU: &[&[&str]] = &[&["Open this place in its source"], &["Back to the questions"]];

/// Answers by question.
#[derive(Default)]
pub(super) struct Answers {
    all: Vec<Question>,
    /// What they were read from: the step that marked something last, and the sources.
    read_for: Option<(i64, Arc<[SourceInfo]>)>,
    is_reading: bool,
    pub(super) questions: List<Arc<str>>,
    /// The question whose answers are shown.
    pub(super) open: Option<Arc<str>>,
    state: Option<AnswerState>,
    /// The answers that are shown.
    shown: Vec<Answer>,
    pub(super) list: List<(SourceId, Span)>,
    /// Whether what is shown is older than what is asked for.
    is_stale: bool,
    texts: QuoteTexts,
}

/// A question with its answers, by source.
pub(super) struct Question {
    pub(super) question: Arc<str>,
    /// How many are in each state, in the order of [`STATES`].
    pub(super) figures: [usize; 3],
    answers: Vec<Answer>,
}

/// The answer of one source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    pub(super) source: SourceId,
    pub(super) span: Span,
    pub(super) state: AnswerState,
}

impl Answers {
    /// How many questions there are, as far as is known.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The question at the cursor.
    pub(super) fn question(&self) -> Option<&Arc<str>> {
        self.questions.key()
    }

    /// The answer at the cursor.
    pub(super) fn answer(&self) -> Option<&Answer> {
        self.open.as_ref()?;
        self.shown.get(self.list.cursor()?)
    }

    /// Shows the answers to a question, or the questions again.
    pub(super) fn show(&mut self, question: Option<Arc<str>>) {
        if question.is_some() {
            self.state = Some(AnswerState::Given);
            self.list = List::default();
        }
        self.open = question;
        self.is_stale = true;
    }

    fn opened(&self) -> Option<&Question> {
        let open = self.open.as_ref()?;
        self.all.iter().find(|question| question.question == *open)
    }

    fn renew(&mut self) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        let shown = self.opened().map(|question| {
            let of_state = |answer: &&Answer| self.state.is_none_or(|state| answer.state == state);
            question.answers.iter().filter(of_state).copied().collect::<Vec<_>>()
        });
        if shown.is_none() {
            self.open = None;
        }
        self.shown = shown.unwrap_or_default();
        self.list.renew(self.shown.iter().map(|answer| (answer.source, answer.span)).collect());
    }
}

/// Reads the answers when sources or what is marked in them have changed.
pub(super) fn keep_fresh(desk: &mut Desk) {
    let snapshot = Arc::clone(&desk.snapshot);
    let answers = &mut desk.check.answers;
    let is_fresh = answers.read_for.as_ref().is_some_and(|(marked, sources)| {
        *marked == snapshot.marked && Arc::ptr_eq(sources, &snapshot.sources)
    });
    if answers.is_reading || is_fresh {
        return;
    }
    answers.is_reading = true;
    let now = (snapshot.marked, Arc::clone(&snapshot.sources));
    desk.ask(
        |project| project.answers().map(|found| by_question(&found, project.snapshot())),
        move |desk, read| {
            let answers = &mut desk.check.answers;
            answers.is_reading = false;
            answers.read_for = Some(now);
            match read {
                Ok(all) => {
                    let keys = all.iter().map(|question| Arc::clone(&question.question));
                    answers.questions.renew(keys.collect());
                    answers.all = all;
                    answers.is_stale = true;
                }
                Err(error) => desk.notice = Some(Notice::trouble(&error)),
            }
        },
    );
}

/// Answers by question, in the order in which sources ask them; those to each by source.
fn by_question(found: &[(SourceId, Markup)], snapshot: &Snapshot) -> Vec<Question> {
    let mut known: HashMap<Arc<str>, usize> = HashMap::new();
    let mut all: Vec<Question> = Vec::new();
    for (source, mark) in found {
        let MarkupKind::Answer { question, state } = &mark.kind else { continue };
        let at = *known.entry(Arc::clone(question)).or_insert(all.len());
        if at == all.len() {
            let question = Arc::clone(question);
            all.push(Question { question, figures: [0; 3], answers: Vec::new() });
        }
        let of = &mut all[at];
        let column = STATES.iter().position(|(other, _)| other == state);
        of.figures[column.unwrap_or_default()] += 1;
        of.answers.push(Answer { source: *source, span: mark.span, state: *state });
    }
    let places: HashMap<SourceId, usize> =
        snapshot.sources.iter().enumerate().map(|(at, info)| (info.id, at)).collect();
    for question in &mut all {
        question.answers.sort_by_key(|answer| (places.get(&answer.source), answer.span));
    }
    all
}

/// Draws the questions, or the answers to one of them.
pub(super) fn draw(
    view: &mut CheckView,
    ui: &mut Ui,
    desk: &mut Desk,
    frame: &Frame<'_>,
    wanted: &mut Wanted,
) {
    let CheckView { answers, foot, .. } = view;
    answers.renew();
    within(ui, frame.column, |ui| head(answers, ui));
    answers.texts.tick();
    let mut missing = Vec::new();
    let is_open = answers.open.is_some();
    let mut drawn = above_foot(ui, frame, foot, |ui, room| match room {
        Room::List if is_open => answer_list(answers, ui, frame, &mut missing),
        Room::List => question_list(answers, ui, frame),
        Room::Foot => {
            ui.horizontal_wrapped(|ui| {
                if is_open {
                    let has_answer = answers.answer().is_some();
                    let open = "Open this place in its source";
                    action(ui, open, "Open in its source", has_answer, wanted);
                    action(ui, "Back to the questions", "All questions", true, wanted);
                } else {
                    let has_question = answers.question().is_some();
                    action(ui, "Show the answers", "Show the answers", has_question, wanted);
                }
            });
            Drawn::default()
        }
    });
    for info in missing.into_iter().filter_map(|source| frame.snapshot.source(source)) {
        answers.texts.fetch(desk, info, |desk| &mut desk.check.answers.texts);
    }
    if is_open
        && drawn.has_moved
        && let Some(answer) = answers.answer()
    {
        desk.selected = Selected::Source(answer.source);
    }
    if drawn.is_opened {
        let open = if is_open { "Open this place in its source" } else { "Show the answers" };
        wanted.command = Some(open);
    }
    wanted.rows.append(&mut drawn.rows);
    wanted.menu = if is_open { ANSWER_MENU } else { QUESTION_MENU };
}

fn head(answers: &mut Answers, ui: &mut Ui) {
    let theme = Theme::of(ui.ctx());
    let Some(open) = answers.opened() else {
        if !answers.all.is_empty() {
            ui.horizontal(|ui| {
                ui.label(counted(answers.all.len(), "question", "questions"));
                let right = ui.max_rect().right();
                let y = ui.max_rect().center().y;
                for (column, (_, name)) in STATES.iter().enumerate() {
                    let at = pos2(right - FIGURE * (2 - column) as f32, y);
                    let font = theme::interface(size::SMALL);
                    ui.painter().text(at, Align2::RIGHT_CENTER, name, font, theme.quiet);
                }
            });
        }
        ui.add_space(space::TIGHT);
        return;
    };
    let bold = theme::interface_bold(size::BODY);
    ui.label(RichText::new(&*open.question).font(bold));
    let figures: Vec<_> = STATES
        .iter()
        .zip(open.figures)
        .map(|(&(state, name), count)| (state, name, count))
        .collect();
    let state = &mut answers.state;
    if ui.horizontal_wrapped(|ui| kinds(ui, &figures, state)).inner {
        answers.is_stale = true;
        answers.list = List::default();
        answers.list.take_keyboard(true);
        ui.ctx().request_repaint();
    }
    ui.add_space(space::TIGHT);
}

fn question_list(answers: &mut Answers, ui: &mut Ui, frame: &Frame<'_>) -> Drawn {
    if answers.all.is_empty() && !answers.is_reading {
        within(ui, frame.column, |ui| {
            say(
                ui,
                "The answers to each question stand here",
                "Import a table of survey responses or filled-in templates: each question is listed with how often it was \
                 answered.",
            );
        });
    }
    let mut rows = QuestionRows { all: &answers.all, frame, painter: ui.painter().clone() };
    let look = look(Part::Questions, "Questions", frame, space::ROW + space::GROUP);
    answers.questions.ui(ui, &look, &mut rows)
}

fn look<'a>(part: Part, name: &'a str, frame: &Frame<'_>, guess: f32) -> Look<'a> {
    let super::Column { left, width } = frame.column;
    Look { id: part.id(), name, left, width, is_main: frame.free, guess }
}

fn answer_list(
    answers: &mut Answers,
    ui: &mut Ui,
    frame: &Frame<'_>,
    missing: &mut Vec<SourceId>,
) -> Drawn {
    if answers.shown.is_empty() {
        within(ui, frame.column, |ui| {
            say(ui, "No answer is like that", "Choose another state above.");
        });
    }
    let mut rows = AnswerRows { shown: &answers.shown, texts: &mut answers.texts, missing, frame };
    let guess = frame.page_size * 3.0 + NOTE + 2.0 * MARGIN;
    answers.list.ui(ui, &look(Part::Answers, "Answers", frame, guess), &mut rows)
}
