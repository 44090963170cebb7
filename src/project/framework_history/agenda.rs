//! The agenda of a meeting: what a team has to speak of since the last one.

use std::collections::HashSet;

use super::timeline::Timeline;
use super::{GoneCode, day};
use crate::analysis::{CodeDifference, code_differences};
use crate::domain::{
    Code, CodeId, CodeQuestionId, CoderId, Occasion, Origin, PATH_SEPARATOR, QuotationId,
};
use crate::export::{
    Agenda, AgendaChange, AgendaChanged, AgendaCode, AgendaGone, AgendaName, AgendaPassage,
    AgendaQuestion, AgendaWords,
};
use crate::project::{Project, ProjectError, today};
use crate::store::{FrameworkRevisions, Revision};

impl Project {
    /// What happened to the framework since a point (see [`Project::step_of`]), what is open, and what every framework should
    /// not have: codes that are defined and never used, and codes without a definition. Codes that were put away are not
    /// held against it.
    pub fn agenda(&mut self, since: &str) -> Result<Agenda, ProjectError> {
        let step = self.step_of(since)?;
        let revisions = self.store.read().framework_revisions()?;
        let touched = touched_questions(&revisions, step);
        let codes = self.codes_over_time(revisions.codes);
        let snapshot = self.snapshot.clone();
        let tree = &snapshot.codes;
        let difference = self.difference_in(&codes, step, snapshot.seq)?;
        let mut agenda = Agenda {
            since: self.said_of(since.trim(), step)?,
            since_step: step,
            made: today(),
            ..Agenda::default()
        };
        for added in difference.added {
            let Some(code) = tree.get(added.code) else { continue };
            let new = AgendaCode {
                code: code.id,
                path: added.path,
                origin: code.origin,
                definition: code.definition.clone(),
                occasion: self.made_at(&codes, code)?,
                passage: code.passage.map(|id| self.passage(id)).transpose()?.flatten(),
            };
            match code.origin {
                Origin::Framework => agenda.framework.push(new),
                Origin::Inductive | Origin::InVivo => agenda.inductive.push(new),
            }
        }
        for changed in difference.changed {
            agenda.changed.push(AgendaChanged {
                code: changed.code,
                path: changed.path,
                changes: changed.differences.into_iter().map(change).collect(),
                occasions: self.changed_by(codes.changes_of(changed.code), step)?,
            });
        }
        for gone in self.gone_in(&codes, step)? {
            let was_there = codes.at(gone.code.id, step).is_some();
            let GoneCode { code, path, into, into_path, occasion } = gone;
            let item = AgendaGone { path, definition: code.definition, into: into_path, occasion };
            match into {
                Some(_) => agenda.merged.push(item),
                // What was made and taken away between two meetings concerns neither.
                None if was_there => agenda.deleted.push(item),
                None => {}
            }
        }
        agenda.questions = self.asked(&touched);
        let offered = || tree.codes().iter().filter(|code| !tree.is_archived(code.id));
        let name = |code: &Code| AgendaName { code: code.id, path: tree.path_text(code.id) };
        let is_unused = |code: &&Code| {
            let count = snapshot.counts.of(code.id);
            !code.definition.is_empty() && code.is_applicable && count.with_sub_codes == 0
        };
        agenda.unused = offered().filter(is_unused).map(name).collect();
        agenda.undefined = offered().filter(|code| code.definition.is_empty()).map(name).collect();
        Ok(agenda)
    }

    /// A point as it is printed after “since”.
    fn said_of(&self, point: &str, step: i64) -> Result<String, ProjectError> {
        if let Some(version) = self.snapshot.notes.version_named(point) {
            let day = self.occasion(version.step)?.day;
            return Ok(format!("the version “{}” of {day}", version.name));
        }
        Ok(match point.parse::<i64>() {
            Ok(0) => "the beginning".to_owned(),
            Ok(_) => format!("step {step}, {}", self.occasion(step)?.day),
            Err(_) => point.to_owned(),
        })
    }

    /// The step that made a code, or brought it back.
    fn made_at(
        &self,
        codes: &Timeline<CodeId, Code>,
        code: &Code,
    ) -> Result<Occasion, ProjectError> {
        let made = codes.changes_of(code.id).iter().rev().find(|change| change.before.is_none());
        match made {
            Some(change) => self.occasion(change.step),
            // A code that came with a file of an older version.
            None => Ok(Occasion {
                at: code.made_at.clone(),
                day: day(&code.made_at),
                coder: code.coder.map(|id| self.coder_name(id)),
                ..Occasion::default()
            }),
        }
    }

    /// The steps after one that changed what is said of a code.
    fn changed_by(
        &self,
        changes: &[Revision<Code>],
        since: i64,
    ) -> Result<Vec<Occasion>, ProjectError> {
        let said_more = |change: &&Revision<Code>| match (&change.before, &change.after) {
            (Some(before), Some(after)) => {
                let nowhere = |_| String::new();
                !code_differences(before, after, nowhere, nowhere).is_empty()
            }
            _ => false,
        };
        let later = changes.iter().filter(|change| change.step > since).filter(said_more);
        later.map(|change| self.occasion(change.step)).collect()
    }

    /// The words of a quotation and its label; none where it is gone or has lost its words.
    fn passage(&mut self, id: QuotationId) -> Result<Option<AgendaPassage>, ProjectError> {
        let snapshot = self.snapshot.clone();
        let found = self.find_quotation(id)?;
        let Some((source, quotation)) =
            found.map(|(source, quotation)| (source, quotation.clone()))
        else {
            return Ok(None);
        };
        let (Some(info), Some(on)) = (snapshot.source(source), snapshot.codings(source)) else {
            return Ok(None);
        };
        let text = self.text(source)?.slice(quotation.span).to_owned();
        let label = snapshot.label(info, on, quotation.span);
        Ok((!text.is_empty()).then_some(AgendaPassage { text, label }))
    }

    /// The questions that are open, and those settled that were touched since.
    fn asked(&self, touched: &HashSet<CodeQuestionId>) -> Vec<AgendaQuestion> {
        let words = |coder: CoderId, at: &str, text: &str| AgendaWords {
            coder: self.coder_name(coder),
            day: day(at),
            text: text.to_owned(),
        };
        let all = self.snapshot.notes.questions.iter();
        let mut asked: Vec<AgendaQuestion> = all
            .filter(|question| !question.is_settled || touched.contains(&question.id))
            .map(|question| AgendaQuestion {
                code: question.code,
                path: self.snapshot.codes.path(question.code).join(PATH_SEPARATOR),
                asked: words(question.coder, &question.at, &question.text),
                answers: question
                    .answers
                    .iter()
                    .map(|answer| words(answer.coder, &answer.at, &answer.text))
                    .collect(),
                is_settled: question.is_settled,
            })
            .collect();
        asked.sort_by_key(|question| question.is_settled);
        asked
    }

    fn coder_name(&self, id: CoderId) -> String {
        self.snapshot.coder(id).map(|coder| coder.name.clone()).unwrap_or_default()
    }
}

/// The questions that were asked, answered or settled after a step.
fn touched_questions(revisions: &FrameworkRevisions, since: i64) -> HashSet<CodeQuestionId> {
    let questions = revisions.questions.iter().filter(|change| change.step > since);
    let answers = revisions.answers.iter().filter(|change| change.step > since);
    let asked = questions.filter_map(|change| change.after.as_ref().map(|question| question.id));
    let answered = answers.filter_map(|change| change.after.as_ref().map(|(id, _)| *id));
    asked.chain(answered).collect()
}

fn change(difference: CodeDifference) -> AgendaChange {
    match difference {
        CodeDifference::Reworded { text, before, after } => {
            AgendaChange::Reworded { text: text.name().to_owned(), before, after }
        }
        other => AgendaChange::Other(other.sentence()),
    }
}
