//! What stands beside the tree of codes: examples, links, sets, questions, named versions, reasons, sources looked through
//! again.

use crate::domain::{
    CodeAnswerId, CodeId, CodeLinkId, CodeQuestionId, CodeSetId, FrameworkVersionId, QuotationId,
    Reason, SourceId,
};
use crate::project::{Because, Project, ProjectError};

/// How the label of a step begins that notes the reason of another.
pub const REASON_NOTED: &str = "Noted why:";

impl Project {
    /// Makes a quotation an example of a code, or takes it out of the examples.
    pub fn set_example(
        &mut self,
        code: CodeId,
        quotation: QuotationId,
        on: bool,
    ) -> Result<(), ProjectError> {
        let name = self.code_of(code)?.name.clone();
        let label = match on {
            true => format!("Made a quotation an example of “{name}”"),
            false => format!("Took a quotation out of the examples of “{name}”"),
        };
        self.transact(&label, |work| {
            work.tx.source_of(quotation)?.ok_or(ProjectError::Gone("This quotation"))?;
            match on {
                true => work.tx.insert_example(code, quotation)?,
                false => {
                    work.tx.delete_example(code, quotation)?;
                    work.tx.delete_if_bare(&[quotation])?;
                }
            }
            Ok(())
        })
    }

    /// Links a code to another; nothing happens where they are linked so.
    pub fn link_codes(
        &mut self,
        from: CodeId,
        to: CodeId,
        kind: &str,
    ) -> Result<Option<CodeLinkId>, ProjectError> {
        self.know(&[from, to])?;
        let kind = kind.trim();
        if kind.is_empty() {
            return Err(ProjectError::NoName("A link"));
        }
        if from == to {
            return Err(ProjectError::LinkToItself("A code"));
        }
        let label = format!("Linked codes: {} {kind} {}", self.names(&[from]), self.names(&[to]));
        self.transact(&label, |work| Ok(work.tx.insert_code_link(from, to, kind, work.at)?))
    }

    /// Removes a link between codes.
    pub fn unlink_codes(&mut self, id: CodeLinkId) -> Result<(), ProjectError> {
        let link = self.snapshot.notes.links.iter().find(|link| link.id == id);
        let link = link.ok_or(ProjectError::Gone("This link"))?;
        let (from, to) = (self.names(&[link.from]), self.names(&[link.to]));
        let label = format!("Removed the link from {from} to {to}");
        self.transact(&label, |work| Ok(work.tx.delete_code_link(id)?))
    }

    /// Puts codes into the set of a name, which is made if there is none.
    pub fn add_to_set(&mut self, name: &str, codes: &[CodeId]) -> Result<CodeSetId, ProjectError> {
        self.know(codes)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A set"));
        }
        let label = match codes {
            [] => format!("Made the set “{name}”"),
            codes => format!("Put {} into the set “{name}”", self.names(codes)),
        };
        // Names are told apart as everywhere, letters of any script without regard to capitals.
        let known = self.snapshot.notes.set_named(name).map(|set| set.id);
        self.transact(&label, |work| {
            let set = match known {
                Some(set) => set,
                None => work.tx.code_set_named(name, work.at)?,
            };
            for &code in codes {
                work.tx.insert_member(set, code)?;
            }
            Ok(set)
        })
    }

    /// Takes codes out of a set.
    pub fn take_from_set(&mut self, set: CodeSetId, codes: &[CodeId]) -> Result<(), ProjectError> {
        let name = self.set_name(set)?;
        let label = format!("Took {} out of the set “{name}”", self.names(codes));
        self.transact(&label, |work| {
            for &code in codes {
                work.tx.delete_member(set, code)?;
            }
            Ok(())
        })
    }

    /// Gives a set of codes another name. Fails when another set bears it.
    pub fn rename_set(&mut self, set: CodeSetId, name: &str) -> Result<(), ProjectError> {
        let old = self.set_name(set)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A set"));
        }
        if self.snapshot.notes.set_named(name).is_some_and(|other| other.id != set) {
            return Err(ProjectError::SetExists(name.to_owned()));
        }
        let label = format!("Renamed the set “{old}” to “{name}”");
        self.transact(&label, |work| Ok(work.tx.rename_code_set(set, name)?))
    }

    /// Deletes a set of codes; the codes stay.
    pub fn delete_set(&mut self, set: CodeSetId) -> Result<(), ProjectError> {
        let label = format!("Deleted the set “{}”", self.set_name(set)?);
        self.transact(&label, |work| Ok(work.tx.delete_code_set(set)?))
    }

    fn set_name(&self, set: CodeSetId) -> Result<String, ProjectError> {
        let found = self.snapshot.notes.sets.iter().find(|known| known.id == set);
        Ok(found.ok_or(ProjectError::Gone("This set"))?.name.clone())
    }

    /// Asks something about a code.
    pub fn ask_about_code(
        &mut self,
        code: CodeId,
        text: &str,
    ) -> Result<CodeQuestionId, ProjectError> {
        let coder = self.current_coder()?;
        self.know(&[code])?;
        let text = text.trim();
        if text.is_empty() {
            return Err(ProjectError::NoWords("A question"));
        }
        let label = format!("Asked something about {}", self.names(&[code]));
        self.transact(&label, |work| {
            Ok(work.tx.insert_code_question(code, coder.id, text, work.at)?)
        })
    }

    /// Answers a question about a code.
    pub fn answer_about_code(
        &mut self,
        question: CodeQuestionId,
        text: &str,
    ) -> Result<CodeAnswerId, ProjectError> {
        let coder = self.current_coder()?;
        let code = self.asked_about(question)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(ProjectError::NoWords("An answer"));
        }
        let label = format!("Answered a question about {}", self.names(&[code]));
        self.transact(&label, |work| {
            Ok(work.tx.insert_code_answer(question, coder.id, text, work.at)?)
        })
    }

    /// Says that a question about a code is settled, or open again.
    pub fn settle_question(
        &mut self,
        question: CodeQuestionId,
        settled: bool,
    ) -> Result<(), ProjectError> {
        let code = self.names(&[self.asked_about(question)?]);
        let label = match settled {
            true => format!("Settled a question about {code}"),
            false => format!("Opened a question about {code} again"),
        };
        self.transact(&label, |work| Ok(work.tx.settle_code_question(question, settled)?))
    }

    /// Deletes a question about a code with its answers.
    pub fn delete_question(&mut self, question: CodeQuestionId) -> Result<(), ProjectError> {
        let label =
            format!("Deleted a question about {}", self.names(&[self.asked_about(question)?]));
        self.transact(&label, |work| Ok(work.tx.delete_code_question(question)?))
    }

    fn asked_about(&self, question: CodeQuestionId) -> Result<CodeId, ProjectError> {
        let found = self.snapshot.notes.questions.iter().find(|known| known.id == question);
        Ok(found.ok_or(ProjectError::Gone("This question"))?.code)
    }

    /// Names the framework as it stands after a step; now, where none is given. Fails when a version bears the name.
    pub fn name_version(
        &mut self,
        name: &str,
        step: Option<i64>,
    ) -> Result<FrameworkVersionId, ProjectError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(ProjectError::NoName("A version"));
        }
        if self.snapshot.notes.version_named(name).is_some() {
            return Err(ProjectError::VersionExists(name.to_owned()));
        }
        let step = step.unwrap_or(self.snapshot.seq);
        if self.store.read().step(step)?.is_none() {
            return Err(ProjectError::Gone("This step"));
        }
        self.transact(&format!("Named a version of the framework “{name}”"), |work| {
            Ok(work.tx.insert_framework_version(name, step, work.coder, work.at)?)
        })
    }

    /// Forgets the name of a version of the framework.
    pub fn forget_version(&mut self, id: FrameworkVersionId) -> Result<(), ProjectError> {
        let found = self.snapshot.notes.versions.iter().find(|version| version.id == id);
        let name = found.ok_or(ProjectError::Gone("This version"))?.name.clone();
        let label = format!("Forgot the version “{name}” of the framework");
        self.transact(&label, |work| Ok(work.tx.delete_framework_version(id)?))
    }

    /// Notes why a step was made, in the place of what was noted before; an empty reason is taken away.
    pub fn note_reason(&mut self, step: i64, why: &Because) -> Result<(), ProjectError> {
        let known = self.store.read().step(step)?.ok_or(ProjectError::Gone("This step"))?;
        let (text, meeting) = (why.text.trim(), why.meeting.trim());
        self.transact(&format!("{REASON_NOTED} {}", known.label), |work| {
            Ok(work.tx.set_reason(step, text, meeting, work.coder, work.at)?)
        })
    }

    /// What was noted as the reason of a step.
    pub fn reason_of(&self, step: i64) -> Result<Option<Reason>, ProjectError> {
        Ok(self.store.read().reason_of(step)?)
    }

    /// The meetings that were named with a reason, the latest first, each once.
    pub fn meetings_of_reasons(&self) -> Result<Vec<String>, ProjectError> {
        Ok(self.store.read().meetings_of_reasons()?)
    }

    /// The sources that were looked through again for a code.
    pub fn reviewed(&self, code: CodeId) -> Result<Vec<SourceId>, ProjectError> {
        Ok(self.store.read().reviewed(code)?)
    }

    /// Notes that a source was looked through again for a code, or takes that back.
    pub fn set_reviewed(
        &mut self,
        code: CodeId,
        source: SourceId,
        done: bool,
    ) -> Result<(), ProjectError> {
        let coder = self.current_coder()?;
        let name = self.code_of(code)?.name.clone();
        let info = self.snapshot.source(source).ok_or(ProjectError::Gone("This source"))?;
        let label = match done {
            true => format!("Looked through “{}” again for “{name}”", info.name),
            false => format!("“{}” is to be looked through again for “{name}”", info.name),
        };
        self.transact(&label, |work| {
            match done {
                true => work.tx.insert_review(code, source, coder.id, work.at)?,
                false => work.tx.delete_review(code, source)?,
            }
            Ok(())
        })
    }
}
