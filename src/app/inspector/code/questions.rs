//! What is open about a code, or was settled: questions with their answers.

use std::collections::HashMap;

use egui::{Key, RichText, TextEdit, Ui};

use super::beside::section;
use crate::app::desk::Desk;
use crate::app::figures::day;
use crate::app::theme::{Theme, size, space};
use crate::domain::{Code, CodeId, CodeQuestion, CodeQuestionId};
use crate::project::Snapshot;

/// What is being typed; kept while something else is selected.
#[derive(Default)]
pub(super) struct Questions {
    asked: HashMap<CodeId, String>,
    answers: HashMap<CodeQuestionId, String>,
}

/// Gives the project what was typed and not entered: it is about to be closed.
pub(super) fn keep_typed(desk: &mut Desk) {
    let Questions { asked, answers } = std::mem::take(&mut desk.card.questions);
    for (code, text) in asked.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        desk.just_do(move |project| project.ask_about_code(code, &text));
    }
    for (question, text) in answers.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        desk.just_do(move |project| project.answer_about_code(question, &text));
    }
}

/// Draws them: the open ones first.
pub(super) fn draw(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, code: &Code) {
    let mut questions: Vec<&CodeQuestion> = snapshot.notes.questions_of(code.id).collect();
    questions.sort_by_key(|question| question.is_settled);
    let open = questions.iter().filter(|question| !question.is_settled).count();
    section(ui, "Questions", open, |ui| {
        for question in questions {
            one(desk, ui, snapshot, question);
        }
        let typed = desk.card.questions.asked.entry(code.id).or_default();
        if let Some(text) = line(ui, typed, "Ask the team something about this code", "Question") {
            let code = code.id;
            desk.act(
                move |project| project.ask_about_code(code, &text),
                move |desk, done| {
                    if done.is_some() {
                        desk.card.questions.asked.remove(&code);
                    }
                },
            );
        }
    });
}

fn one(desk: &mut Desk, ui: &mut Ui, snapshot: &Snapshot, question: &CodeQuestion) {
    let theme = Theme::of(ui.ctx());
    let id = question.id;
    let name = |coder| snapshot.coder(coder).map_or("", |coder| coder.name.as_str());
    let quiet = |text: String| RichText::new(text).size(size::SMALL).color(theme.quiet);
    let ink = if question.is_settled { theme.quiet } else { theme.ink };
    ui.label(RichText::new(&question.text).color(ink));
    ui.label(quiet(format!("{}, {}", name(question.coder), day(&question.at))));
    ui.indent(("answers", id), |ui| {
        for answer in &question.answers {
            ui.label(RichText::new(&answer.text).color(ink));
            ui.label(quiet(format!("{}, {}", name(answer.coder), day(&answer.at))));
        }
        if !question.is_settled {
            let typed = desk.card.questions.answers.entry(id).or_default();
            if let Some(text) = line(ui, typed, "Answer", &format!("Answer to: {}", question.text))
            {
                desk.act(
                    move |project| project.answer_about_code(id, &text),
                    move |desk, done| {
                        if done.is_some() {
                            desk.card.questions.answers.remove(&id);
                        }
                    },
                );
            }
        }
    });
    ui.horizontal(|ui| {
        let settled = question.is_settled;
        let word = if settled { "Open again" } else { "Settled" };
        let hover = match settled {
            true => "Open this question again",
            false => "The team has agreed; the question leaves the agenda",
        };
        if ui.link(RichText::new(word).size(size::SMALL)).on_hover_text(hover).clicked() {
            desk.just_do(move |project| project.settle_question(id, !settled));
        }
        if ui.link(RichText::new("Delete").size(size::SMALL)).clicked() {
            desk.just_do(move |project| project.delete_question(id));
        }
    });
    ui.add_space(space::INSIDE);
}

/// A line to type in; what was typed once Enter is pressed.
fn line(ui: &mut Ui, typed: &mut String, hint: &str, name: &str) -> Option<String> {
    let line = TextEdit::singleline(typed).hint_text(hint).desired_width(f32::INFINITY);
    let line = ui.add(line).accessible_name(name);
    let entered = line.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let text = typed.trim();
    (entered && !text.is_empty()).then(|| text.to_owned())
}
