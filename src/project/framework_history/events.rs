//! The history of one code: what every step made of it, in order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::merges::Merges;
use super::timeline::Timeline;
use crate::analysis::{CodeDifference, code_differences};
use crate::domain::{
    Code, CodeAnswerId, CodeId, CodeLink, CodeQuestion, CodeQuestionId, CodeSetId, Occasion,
};
use crate::project::{Project, ProjectError};
use crate::store::{FrameworkRevisions, NamedSet, Revision};
use crate::text::counted;

/// A step that concerns a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeEvent {
    /// When, by whom and why.
    #[serde(flatten)]
    pub occasion: Occasion,
    /// What it made of the code; never empty.
    pub deeds: Vec<Deed>,
}

/// One thing that a step made of a code. Other codes are named as they were called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// It was made.
    Made {
        /// Its path.
        path: String,
        /// Its definition; may be empty.
        definition: String,
    },
    /// It went, with its codings.
    Gone {
        /// The path of the code it was merged into; none when it was deleted.
        into: Option<String>,
    },
    /// It was gone and is there again.
    Back {
        /// Its path.
        path: String,
    },
    /// What is said of it is another.
    Changed(CodeDifference),
    /// Another code was merged into it.
    TookIn {
        /// The path of that code.
        path: String,
    },
    /// Codings of another code became codings of this one.
    CodingsCame {
        /// The other code.
        from: String,
        /// How many.
        codings: usize,
    },
    /// Codings of this code became codings of another.
    CodingsWent {
        /// The other code.
        to: String,
        /// How many.
        codings: usize,
    },
    /// A code hangs below it that did not.
    SubCodeCame {
        /// That code.
        name: String,
    },
    /// A code does not hang below it any more.
    SubCodeWent {
        /// That code.
        name: String,
    },
    /// Quotations were made examples of it.
    ExamplesCame {
        /// How many.
        examples: usize,
    },
    /// Quotations were taken out of its examples.
    ExamplesWent {
        /// How many.
        examples: usize,
    },
    /// A link begins or ends at it that did not.
    Linked {
        /// Where it begins.
        from: String,
        /// What that code is to the other.
        kind: String,
        /// Where it leads.
        to: String,
    },
    /// A link was removed.
    Unlinked {
        /// Where it began.
        from: String,
        /// What that code was to the other.
        kind: String,
        /// Where it led.
        to: String,
    },
    /// It was put into a set.
    PutIntoSet {
        /// The set's name.
        set: String,
    },
    /// It was taken out of a set.
    TakenFromSet {
        /// The set's name.
        set: String,
    },
    /// Something was asked about it.
    Asked {
        /// The question.
        question: String,
    },
    /// A question about a code that was merged into it is about this one now.
    QuestionCame {
        /// The question.
        question: String,
    },
    /// A question about it was answered.
    Answered {
        /// The question.
        question: String,
        /// The answer.
        answer: String,
    },
    /// A question about it was settled.
    Settled {
        /// The question.
        question: String,
    },
    /// A question about it was opened again.
    Reopened {
        /// The question.
        question: String,
    },
    /// A question about it was taken away.
    QuestionWent {
        /// The question.
        question: String,
    },
}

impl Deed {
    /// What it is, as a sentence without a full stop.
    pub fn sentence(&self) -> String {
        let codings = |count: &usize| counted(*count, "coding", "codings");
        let examples = |count: &usize| counted(*count, "example", "examples");
        match self {
            Self::Made { path, definition } if definition.is_empty() => format!("Made as “{path}”"),
            Self::Made { path, definition } => format!("Made as “{path}”: “{definition}”"),
            Self::Gone { into: Some(path) } => format!("Merged into “{path}”"),
            Self::Gone { into: None } => "Deleted".to_owned(),
            Self::Back { path } => format!("There again as “{path}”"),
            Self::Changed(difference) => difference.sentence(),
            Self::TookIn { path } => format!("“{path}” was merged into it"),
            Self::CodingsCame { from, codings: n } => format!("{} came from “{from}”", codings(n)),
            Self::CodingsWent { to, codings: n } => format!("{} went to “{to}”", codings(n)),
            Self::SubCodeCame { name } => format!("“{name}” came below it"),
            Self::SubCodeWent { name } => format!("“{name}” is not below it any more"),
            Self::ExamplesCame { examples: n } => format!("{} more", examples(n)),
            Self::ExamplesWent { examples: n } => format!("{} less", examples(n)),
            Self::Linked { from, kind, to } => format!("Linked: “{from}” {kind} “{to}”"),
            Self::Unlinked { from, kind, to } => format!("Link removed: “{from}” {kind} “{to}”"),
            Self::PutIntoSet { set } => format!("Put into the set “{set}”"),
            Self::TakenFromSet { set } => format!("Taken out of the set “{set}”"),
            Self::Asked { question } => format!("Asked: “{question}”"),
            Self::QuestionCame { question } => format!("Question came: “{question}”"),
            Self::Answered { question, answer } => format!("Answered “{question}”: “{answer}”"),
            Self::Settled { question } => format!("Settled: “{question}”"),
            Self::Reopened { question } => format!("Open again: “{question}”"),
            Self::QuestionWent { question } => format!("Question taken away: “{question}”"),
        }
    }
}

impl Project {
    /// The steps that concern a code, present or gone, the earliest first: its own wordings, names, places and signs; codings
    /// that came and went; sub-codes; examples, links, sets and questions. What only moved its siblings is left out, and
    /// so is each single coding. Empty for a code that never was.
    pub fn code_history(&self, code: CodeId) -> Result<Vec<CodeEvent>, ProjectError> {
        let rows = self.store.read();
        let FrameworkRevisions { codes, examples, links, sets, members, questions, answers } =
            rows.framework_revisions()?;
        let codes = self.codes_over_time(codes);
        let mut events = Events { code, codes: &codes, by_step: BTreeMap::new() };
        let mut merges = Merges::new(rows, &codes);
        events.own(&mut merges)?;
        events.taken_in(&mut merges)?;
        for sent in rows.codings_sent(code)? {
            let codings = sent.codings;
            events.add(
                sent.step,
                match sent.from == code {
                    true => Deed::CodingsWent { to: codes.name(sent.to, sent.step), codings },
                    false => Deed::CodingsCame { from: codes.name(sent.from, sent.step), codings },
                },
            );
        }
        events.sub_codes();
        events.examples(&examples);
        events.links(&links);
        let sets = Timeline::new([], sets, |set: &NamedSet| set.id);
        events.members(&members, &sets);
        let questions = Timeline::new([], questions, |question: &CodeQuestion| question.id);
        events.questions(&questions);
        let answers = Timeline::new([], answers, |(_, answer)| answer.id);
        events.answers(&answers, &questions);
        let by_step = events.by_step.into_iter();
        by_step
            .map(|(step, deeds)| Ok(CodeEvent { occasion: self.occasion(step)?, deeds }))
            .collect()
    }
}

/// The deeds on one code as they are gathered.
struct Events<'a> {
    code: CodeId,
    codes: &'a Timeline<CodeId, Code>,
    by_step: BTreeMap<i64, Vec<Deed>>,
}

type Answers = Timeline<CodeAnswerId, (CodeQuestionId, crate::domain::CodeAnswer)>;

impl Events<'_> {
    fn add(&mut self, step: i64, deed: Deed) {
        self.by_step.entry(step).or_default().push(deed);
    }

    /// Adds what went or came along with the code; not where the code itself went or came back in the step, which says it
    /// all.
    fn add_beside(&mut self, step: i64, deed: Deed) {
        let whole = self.by_step.get(&step).and_then(|deeds| deeds.first());
        if !matches!(whole, Some(Deed::Gone { .. } | Deed::Back { .. })) {
            self.add(step, deed);
        }
    }

    fn own(&mut self, merges: &mut Merges<'_>) -> Result<(), ProjectError> {
        let (code, codes) = (self.code, self.codes);
        let mut was_there = false;
        for change in codes.changes_of(code) {
            let step = change.step;
            match (&change.before, &change.after) {
                (Some(before), Some(after)) => {
                    let found = code_differences(
                        before,
                        after,
                        |above| codes.path(above, step - 1),
                        |above| codes.path(above, step),
                    );
                    for difference in found {
                        self.add(step, Deed::Changed(difference));
                    }
                }
                (None, Some(_)) if was_there => {
                    self.add(step, Deed::Back { path: codes.path(code, step) });
                }
                (None, Some(made)) => {
                    let (path, definition) = (codes.path(code, step), made.definition.clone());
                    self.add(step, Deed::Made { path, definition });
                }
                (_, None) => {
                    let into = merges.target(code, step)?.map(|into| codes.path(into, step));
                    self.add(step, Deed::Gone { into });
                }
            }
            was_there = true;
        }
        Ok(())
    }

    fn taken_in(&mut self, merges: &mut Merges<'_>) -> Result<(), ProjectError> {
        let mut found = Vec::new();
        for (id, changes) in self.codes.all_changes() {
            for change in changes.iter().filter(|change| change.after.is_none()) {
                if merges.target(id, change.step)? == Some(self.code) {
                    found.push((change.step, self.codes.path(id, change.step - 1)));
                }
            }
        }
        found.sort();
        for (step, path) in found {
            self.add(step, Deed::TookIn { path });
        }
        Ok(())
    }

    fn sub_codes(&mut self) {
        let codes = self.codes;
        let below =
            |code: &Option<Code>| code.as_ref().is_some_and(|c| c.parent == Some(self.code));
        let mut found = Vec::new();
        for (id, changes) in codes.all_changes() {
            for change in changes {
                let name = || codes.name(id, change.step);
                match (below(&change.before), below(&change.after)) {
                    (false, true) => found.push((change.step, Deed::SubCodeCame { name: name() })),
                    (true, false) => found.push((change.step, Deed::SubCodeWent { name: name() })),
                    _ => {}
                }
            }
        }
        found.sort_by_key(|(step, deed)| (*step, deed.sentence()));
        for (step, deed) in found {
            self.add_beside(step, deed);
        }
    }

    fn examples(&mut self, revisions: &[Revision<CodeId>]) {
        let mut tally: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
        for change in revisions {
            let (came, went) = tally.entry(change.step).or_default();
            match (change.before == Some(self.code), change.after == Some(self.code)) {
                (false, true) => *came += 1,
                (true, false) => *went += 1,
                _ => {}
            }
        }
        for (step, (came, went)) in tally {
            if came > 0 {
                self.add_beside(step, Deed::ExamplesCame { examples: came });
            }
            if went > 0 {
                self.add_beside(step, Deed::ExamplesWent { examples: went });
            }
        }
    }

    fn links(&mut self, revisions: &[Revision<CodeLink>]) {
        for change in revisions {
            let touches = |link: &&CodeLink| link.from == self.code || link.to == self.code;
            let ends = |link: &CodeLink| {
                (self.codes.name(link.from, change.step), self.codes.name(link.to, change.step))
            };
            let (before, after) =
                (change.before.as_ref().filter(touches), change.after.as_ref().filter(touches));
            if before == after {
                continue;
            }
            let went = before.map(|link| {
                let ((from, to), kind) = (ends(link), link.kind.clone());
                Deed::Unlinked { from, kind, to }
            });
            let came = after.map(|link| {
                let ((from, to), kind) = (ends(link), link.kind.clone());
                Deed::Linked { from, kind, to }
            });
            for deed in went.into_iter().chain(came) {
                self.add_beside(change.step, deed);
            }
        }
    }

    fn members(
        &mut self,
        revisions: &[Revision<(CodeSetId, CodeId)>],
        sets: &Timeline<CodeSetId, NamedSet>,
    ) {
        for change in revisions {
            let set = |member: Option<(CodeSetId, CodeId)>| {
                let (set, _) = member.filter(|(_, code)| *code == self.code)?;
                sets.about(set, change.step).map(|set| set.name.clone())
            };
            match (set(change.before), set(change.after)) {
                (None, Some(set)) => self.add_beside(change.step, Deed::PutIntoSet { set }),
                (Some(set), None) => self.add_beside(change.step, Deed::TakenFromSet { set }),
                _ => {}
            }
        }
    }

    fn questions(&mut self, questions: &Timeline<CodeQuestionId, CodeQuestion>) {
        let mut all: Vec<_> = questions.all_changes().collect();
        all.sort_by_key(|(id, _)| *id);
        for change in all.into_iter().flat_map(|(_, changes)| changes) {
            let about = |question: &&CodeQuestion| question.code == self.code;
            let before = change.before.as_ref().filter(about);
            let after = change.after.as_ref().filter(about);
            let deed = match (before, after) {
                (None, Some(asked)) => {
                    let question = asked.text.clone();
                    match change.before {
                        Some(_) => Deed::QuestionCame { question },
                        None => Deed::Asked { question },
                    }
                }
                (Some(asked), None) => Deed::QuestionWent { question: asked.text.clone() },
                (Some(before), Some(after)) if before.is_settled != after.is_settled => {
                    let question = after.text.clone();
                    match after.is_settled {
                        true => Deed::Settled { question },
                        false => Deed::Reopened { question },
                    }
                }
                _ => continue,
            };
            self.add_beside(change.step, deed);
        }
    }

    fn answers(&mut self, answers: &Answers, questions: &Timeline<CodeQuestionId, CodeQuestion>) {
        let mut all: Vec<_> = answers.all_changes().collect();
        all.sort_by_key(|(id, _)| *id);
        for change in all.into_iter().flat_map(|(_, changes)| changes) {
            let (None, Some((question, answer))) = (&change.before, &change.after) else {
                continue;
            };
            let Some(asked) = questions.at(*question, change.step) else { continue };
            if asked.code == self.code {
                let (question, answer) = (asked.text.clone(), answer.text.clone());
                self.add_beside(change.step, Deed::Answered { question, answer });
            }
        }
    }
}
