//! A row of the list of questions, and one of the answers to a question.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Galley, Painter, Rect, Ui, pos2, vec2};

use super::Frame;
use super::answers::{Answer, FIGURE, Question};
use super::row::{MARGIN, NOTE, line, put};
use crate::app::figures::grouped;
use crate::app::list::Rows;
use crate::app::quotes::QuoteTexts;
use crate::app::text_view::{Passage, passage};
use crate::app::theme::{self, Theme, size, space};
use crate::domain::{AnswerState, SourceId};

/// Questions as a list draws them.
pub(super) struct QuestionRows<'a> {
    pub(super) all: &'a [Question],
    pub(super) frame: &'a Frame<'a>,
    pub(super) painter: Painter,
}

impl QuestionRows<'_> {
    fn set(&self, row: usize) -> Arc<Galley> {
        let theme = Theme::of(&self.frame.ctx);
        let format = TextFormat::simple(theme::interface(size::BODY), theme.ink);
        let mut job = LayoutJob::single_section(self.all[row].question.to_string(), format);
        job.wrap.max_width = self.frame.column.width - 3.0 * FIGURE - space::GROUP;
        job.wrap.max_rows = 3;
        self.painter.layout_job(job)
    }
}

impl Rows for QuestionRows<'_> {
    fn count(&self) -> usize {
        self.all.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        (self.set(row).size().y + 2.0 * space::INSIDE).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        let Question { question, figures: [given, skipped, not_asked], .. } = &self.all[row];
        format!("{question}, {given} given, {skipped} skipped, {not_asked} not asked")
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let words = self.set(row);
        let top = rect.min + vec2(0.0, space::INSIDE);
        ui.painter().galley(top, words, theme.ink);
        for (column, count) in self.all[row].figures.into_iter().enumerate() {
            let ink = if column == 0 { theme.ink } else { theme.quiet };
            let at = pos2(rect.right() - FIGURE * (2 - column) as f32, top.y);
            let font = theme::interface(size::BODY);
            ui.painter().text(at, Align2::RIGHT_TOP, grouped(count), font, ink);
        }
    }
}

/// Answers as a list draws them.
pub(super) struct AnswerRows<'a> {
    pub(super) shown: &'a [Answer],
    pub(super) texts: &'a mut QuoteTexts,
    /// Sources whose texts are not here.
    pub(super) missing: &'a mut Vec<SourceId>,
    pub(super) frame: &'a Frame<'a>,
}

impl AnswerRows<'_> {
    /// The words of an answer, or what is said where there are none.
    fn words(&mut self, row: usize) -> String {
        let Answer { source, span, state } = self.shown[row];
        match state {
            AnswerState::Skipped => return "Left blank".to_owned(),
            AnswerState::NotAsked => return "Was not asked".to_owned(),
            AnswerState::Given => {}
        }
        let Some(info) = self.frame.snapshot.source(source) else { return String::new() };
        match self.texts.get(info) {
            Some(text) if text.holds(span) => text.slice(span).to_owned(),
            Some(_) => String::new(),
            None => {
                self.missing.push(source);
                "…".to_owned()
            }
        }
    }

    fn set(&mut self, row: usize) -> Arc<Passage> {
        let words = self.words(row);
        let Frame { ctx, page_size, column, .. } = self.frame;
        passage(ctx, &words, &[], *page_size, column.width)
    }

    /// The source and its case.
    fn note(&self, row: usize) -> String {
        let snapshot = self.frame.snapshot;
        let Some(info) = snapshot.source(self.shown[row].source) else { return String::new() };
        let case = info.case.and_then(|case| snapshot.case(case));
        match case {
            Some(case) => format!("{} · {}", info.name, case.name),
            None => info.name.clone(),
        }
    }
}

impl Rows for AnswerRows<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn height(&mut self, row: usize) -> f32 {
        (self.set(row).height() + space::TIGHT + NOTE + 2.0 * MARGIN).round()
    }

    fn spoken(&mut self, row: usize) -> String {
        format!("{}, {}", self.words(row), self.note(row))
    }

    fn paint(&mut self, ui: &Ui, row: usize, rect: Rect) {
        let theme = Theme::of(ui.ctx());
        let is_given = self.shown[row].state == AnswerState::Given;
        let words = self.set(row);
        let top = rect.min + vec2(0.0, MARGIN);
        words.paint(ui.painter(), top, |_| if is_given { theme.ink } else { theme.quiet });
        let note = line(ui.painter(), &self.note(row), theme.quiet, rect.width());
        put(ui.painter(), top + vec2(0.0, words.height() + space::TIGHT), note);
    }
}
