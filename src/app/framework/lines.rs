//! The framework's history in lines.

use crate::analysis::{CodeDifference, FrameworkDifference};
use crate::app::figures::{counted, day};
use crate::app::lines::{Lines, Style};
use crate::domain::{CodeId, Occasion, QuotationId, SourceId};
use crate::export::{Agenda, AgendaChange, AgendaCode, AgendaGone, AgendaName};
use crate::project::{CodeEvent, Deed, Look, Snapshot, SourceToDo};
use crate::text::compared;

/// What a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A code in the inspector.
    Code(CodeId),
    /// A passage in its source.
    Passage(SourceId, QuotationId),
    /// A source.
    Source(SourceId),
    /// Says that a source was looked through for a code, or that it is to be.
    Look { code: CodeId, source: SourceId, done: bool },
}

/// By whom, when and why.
fn told(occasion: &Occasion) -> String {
    let mut said = match &occasion.coder {
        Some(coder) => format!("{coder}, {}", occasion.day),
        None => occasion.day.clone(),
    };
    if !occasion.meeting.is_empty() {
        said.push_str(&format!(", {}", occasion.meeting));
    }
    if !occasion.reason.is_empty() {
        said.push_str(&format!(": {}", occasion.reason));
    }
    said
}

/// A wording beside an earlier one.
fn reworded(lines: &mut Lines<Target>, what: &str, before: &str, after: &str) {
    let mut head = what.to_owned();
    if let Some(first) = head.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    lines.push(Style::Detail, format!("{head}:"));
    lines.compared(compared(before, after));
}

/// The agenda.
pub(super) fn of_agenda(agenda: &Agenda, snapshot: &Snapshot) -> Lines<Target> {
    let mut lines = Lines::default();
    new_codes(&mut lines, "New codes made while reading", &agenda.inductive, snapshot);
    new_codes(&mut lines, "New codes of the framework", &agenda.framework, snapshot);
    lines.heading("Changed", agenda.changed.len());
    for changed in &agenda.changed {
        lines.push(Style::Name, &changed.path).target = Some(Target::Code(changed.code));
        for change in &changed.changes {
            match change {
                AgendaChange::Reworded { text, before, after } => {
                    reworded(&mut lines, text, before, after);
                }
                AgendaChange::Other(said) => {
                    lines.push(Style::Detail, said.clone());
                }
            }
        }
        for occasion in &changed.occasions {
            lines.push(Style::Detail, told(occasion));
        }
    }
    gone(&mut lines, "Merged", &agenda.merged);
    gone(&mut lines, "Deleted", &agenda.deleted);
    lines.heading("Questions", agenda.questions.len());
    for question in &agenda.questions {
        lines.push(Style::Name, &question.path).target = Some(Target::Code(question.code));
        let state = if question.is_settled { "settled" } else { "open" };
        let asked = &question.asked;
        let who = format!("{} ({}, {}, {state})", asked.text, asked.coder, asked.day);
        lines.push(if question.is_settled { Style::Detail } else { Style::Warning }, who);
        for answer in &question.answers {
            let said = format!("{} ({}, {})", answer.text, answer.coder, answer.day);
            lines.push(Style::Detail, said);
        }
    }
    names(&mut lines, "Defined, and never applied", &agenda.unused);
    names(&mut lines, "Without a definition", &agenda.undefined);
    if lines.is_empty() {
        lines.push(
            Style::Detail,
            "Nothing to speak of: no code has changed and no question is open.",
        );
    }
    lines
}

fn new_codes(lines: &mut Lines<Target>, heading: &str, codes: &[AgendaCode], snapshot: &Snapshot) {
    lines.heading(heading, codes.len());
    for new in codes {
        lines.push(Style::Name, &new.path).target = Some(Target::Code(new.code));
        if !new.definition.is_empty() {
            lines.push(Style::Detail, new.definition.clone());
        }
        if let Some(passage) = &new.passage {
            let code = snapshot.codes.get(new.code);
            let at = code.and_then(|code| code.passage).and_then(|id| snapshot.quotation(id));
            let line = lines.push(Style::Detail, format!("“{}” {}", passage.text, passage.label));
            line.target = at.map(|(source, quotation)| Target::Passage(source, quotation.id));
        }
        lines.push(Style::Detail, told(&new.occasion));
    }
}

fn gone(lines: &mut Lines<Target>, heading: &str, codes: &[AgendaGone]) {
    lines.heading(heading, codes.len());
    for gone in codes {
        let name = match &gone.into {
            Some(into) => format!("{} → {into}", gone.path),
            None => gone.path.clone(),
        };
        lines.push(Style::Name, name);
        if !gone.definition.is_empty() {
            lines.push(Style::Detail, gone.definition.clone());
        }
        lines.push(Style::Detail, told(&gone.occasion));
    }
}

fn names(lines: &mut Lines<Target>, heading: &str, codes: &[AgendaName]) {
    lines.heading(heading, codes.len());
    for name in codes {
        lines.push(Style::Name, &name.path).target = Some(Target::Code(name.code));
    }
}

/// What differs between two states of the framework.
pub(super) fn of_changes(difference: &FrameworkDifference) -> Lines<Target> {
    let mut lines = Lines::default();
    lines.heading("New", difference.added.len());
    for added in &difference.added {
        lines.push(Style::Name, &added.path).target = Some(Target::Code(added.code));
    }
    lines.heading("Gone", difference.gone.len());
    for gone in &difference.gone {
        lines.push(Style::Name, &gone.path);
        let fate = match &gone.into {
            Some(into) => format!("Merged into “{into}”"),
            None => "Deleted".to_owned(),
        };
        lines.push(Style::Detail, fate);
    }
    lines.heading("Changed", difference.changed.len());
    for changed in &difference.changed {
        lines.push(Style::Name, &changed.path).target = Some(Target::Code(changed.code));
        for difference in &changed.differences {
            one_difference(&mut lines, difference);
        }
    }
    if lines.is_empty() {
        lines.push(Style::Detail, "The framework is the same at both points.");
    }
    lines
}

fn one_difference(lines: &mut Lines<Target>, difference: &CodeDifference) {
    match difference {
        CodeDifference::Reworded { text, before, after } => {
            reworded(lines, text.name(), before, after);
        }
        other => {
            lines.push(Style::Detail, other.sentence());
        }
    }
}

/// The history of a code, the latest first.
pub(super) fn of_story(events: &[CodeEvent]) -> Lines<Target> {
    let mut lines = Lines::default();
    for event in events.iter().rev() {
        lines.push(Style::Name, &event.occasion.label).hover = day(&event.occasion.at);
        for deed in &event.deeds {
            match deed {
                Deed::Changed(difference) => one_difference(&mut lines, difference),
                other => {
                    lines.push(Style::Detail, other.sentence());
                }
            }
        }
        lines.push(Style::Detail, told(&event.occasion));
    }
    lines
}

/// The sources that were coded before a code existed.
pub(super) fn of_to_do(code: CodeId, sources: &[SourceToDo]) -> Lines<Target> {
    let mut lines = Lines::default();
    if sources.is_empty() {
        lines.push(Style::Detail, "Nothing was coded before this code existed.");
        return lines;
    }
    let (open, done): (Vec<&SourceToDo>, Vec<_>) =
        sources.iter().partition(|source| !source.is_done());
    for (heading, sources) in [("To look through again", open), ("Looked through", done)] {
        lines.heading(heading, sources.len());
        for to_do in sources {
            lines.push(Style::Name, &to_do.name).target = Some(Target::Source(to_do.source));
            let older = counted(to_do.codings, "coding", "codings");
            let source = to_do.source;
            let (said, done) = match to_do.look {
                Look::ToDo => {
                    (format!("{older} older than the code. I have looked through it"), Some(true))
                }
                Look::Noted => (
                    "Somebody has looked through it. It is to be looked through again".to_owned(),
                    Some(false),
                ),
                Look::Coded => ("It was coded with this code since".to_owned(), None),
            };
            let line = lines.push(Style::Detail, said);
            line.target = done.map(|done| Target::Look { code, source, done });
        }
    }
    lines
}
