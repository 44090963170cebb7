//! The agenda of a meeting on the framework, as a document. It names codes, coders and meetings, and
//! of passages their words and their labels; never a source.

use serde::Serialize;

use super::document::{Block, Document, Extract, Paragraph, Run};
use crate::domain::{CodeId, Occasion, Origin};

/// What a team has to speak of since its last meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// Since when, as it is printed: `the version “March”`.
    pub since: String,
    /// The number of the step after which the framework stood so.
    pub since_step: i64,
    /// When the agenda was made, as it is printed.
    pub made: String,
    /// New codes that were made while reading, in the order of the tree.
    pub inductive: Vec<AgendaCode>,
    /// New codes of the framework, in the order of the tree.
    pub framework: Vec<AgendaCode>,
    /// Codes that differ from what they were, in the order of the tree.
    pub changed: Vec<AgendaChanged>,
    /// Codes that were merged into others, the latest first.
    pub merged: Vec<AgendaGone>,
    /// Codes that were deleted, the latest first.
    pub deleted: Vec<AgendaGone>,
    /// Questions on codes: all that are open, and those settled that were asked, answered or settled since; the earliest
    /// first, open ones before settled ones.
    pub questions: Vec<AgendaQuestion>,
    /// Codes that have a definition and were never applied, nor one below them.
    pub unused: Vec<AgendaName>,
    /// Codes without a definition.
    pub undefined: Vec<AgendaName>,
}

/// A code by its path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaName {
    /// The code.
    pub code: CodeId,
    /// Its path.
    pub path: String,
}

/// A new code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaCode {
    /// The code.
    pub code: CodeId,
    /// Its path.
    pub path: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it means; may be empty.
    pub definition: String,
    /// When, by whom and why it was made.
    pub occasion: Occasion,
    /// The passage that caused it, while that is there.
    pub passage: Option<AgendaPassage>,
}

/// The words of a passage, and its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaPassage {
    /// Its words.
    pub text: String,
    /// What is printed after them: `[GP ID 161]`.
    pub label: String,
}

/// A code that differs from what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaChanged {
    /// The code.
    pub code: CodeId,
    /// Its path now.
    pub path: String,
    /// In what it differs.
    pub changes: Vec<AgendaChange>,
    /// The steps that changed it, the earliest first.
    pub occasions: Vec<Occasion>,
}

/// One way in which a code differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AgendaChange {
    /// In a text of it.
    Reworded {
        /// Which: `the definition`.
        text: String,
        /// How it was; may be empty.
        before: String,
        /// How it is; may be empty.
        after: String,
    },
    /// In anything else, as a sentence without a full stop.
    Other(String),
}

/// A code that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaGone {
    /// Its path as it last was.
    pub path: String,
    /// What it meant; may be empty.
    pub definition: String,
    /// The path of the code it was merged into; none when it was deleted.
    pub into: Option<String>,
    /// When, by whom and why.
    pub occasion: Occasion,
}

/// A question on a code, with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaQuestion {
    /// The code.
    pub code: CodeId,
    /// Its path.
    pub path: String,
    /// The question.
    pub asked: AgendaWords,
    /// The answers, the earliest first.
    pub answers: Vec<AgendaWords>,
    /// Whether it is settled.
    pub is_settled: bool,
}

/// What somebody said in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaWords {
    /// Who; empty where that is not known.
    pub coder: String,
    /// The day, as it is printed.
    pub day: String,
    /// What.
    pub text: String,
}

/// The agenda as a document.
pub fn agenda_document(agenda: &Agenda) -> Document {
    Document {
        title: format!("Agenda: the code framework since {}", agenda.since),
        notes: vec![figures(agenda)],
        made: agenda.made.clone(),
        blocks: blocks(agenda),
        ..Document::default()
    }
}

/// What stands under the title: how much there is.
fn figures(agenda: &Agenda) -> String {
    let open = agenda.questions.iter().filter(|question| !question.is_settled).count();
    let figures = [
        (agenda.inductive.len(), "new inductive"),
        (agenda.framework.len(), "new in the framework"),
        (agenda.changed.len(), "changed"),
        (agenda.merged.len(), "merged"),
        (agenda.deleted.len(), "deleted"),
    ];
    let figures = figures.iter().filter(|(count, _)| *count > 0);
    let figures: Vec<String> = figures.map(|(count, what)| format!("{count} {what}")).collect();
    let codes = match figures.is_empty() {
        true => "No code is new, changed or gone.".to_owned(),
        false => format!("Codes: {}.", figures.join(", ")),
    };
    let open = match open {
        0 => "No question is open.".to_owned(),
        1 => "1 question is open.".to_owned(),
        many => format!("{many} questions are open."),
    };
    format!("{codes} {open}")
}

fn blocks(agenda: &Agenda) -> Vec<Block> {
    let mut blocks = Vec::new();
    new_codes(&mut blocks, "New inductive codes", &agenda.inductive);
    new_codes(&mut blocks, "New codes of the framework", &agenda.framework);
    heading(&mut blocks, "Changed codes", agenda.changed.len());
    for changed in &agenda.changed {
        blocks.push(code(&changed.path));
        for change in &changed.changes {
            match change {
                AgendaChange::Other(sentence) => blocks.push(text(format!("{sentence}."))),
                AgendaChange::Reworded { text: what, before, after } => {
                    blocks.push(text(format!("Changed {what}.")));
                    for (when, words) in [("Before", before), ("Now", after)] {
                        let words = if words.is_empty() { "nothing" } else { words };
                        blocks.push(Block::Explanation(format!("{when}: {words}")));
                    }
                }
            }
        }
        let mut said: Vec<String> = Vec::new();
        for note in changed.occasions.iter().map(|occasion| note("Changed", occasion)) {
            if !said.contains(&note) {
                said.push(note);
            }
        }
        blocks.extend(said.into_iter().map(quiet));
    }
    gone_codes(&mut blocks, "Merged codes", "Merged", &agenda.merged);
    gone_codes(&mut blocks, "Deleted codes", "Deleted", &agenda.deleted);
    for (title, settled) in [("Open questions", false), ("Settled questions", true)] {
        let questions = agenda.questions.iter().filter(|asked| asked.is_settled == settled);
        heading(&mut blocks, title, questions.clone().count());
        for asked in questions {
            blocks.push(code(&asked.path));
            blocks.extend([&asked.asked].into_iter().chain(&asked.answers).map(|said| {
                let who: Vec<&str> = [said.coder.as_str(), said.day.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect();
                text(format!("{}: {}", who.join(", "), said.text))
            }));
        }
    }
    for (title, codes) in [
        ("Codes defined but never used", &agenda.unused),
        ("Codes without a definition", &agenda.undefined),
    ] {
        heading(&mut blocks, title, codes.len());
        blocks.extend(codes.iter().map(|code| text(code.path.clone())));
    }
    blocks
}

/// The heading of a code.
fn code(path: &str) -> Block {
    Block::Heading(2, vec![Run::plain(path)])
}

fn text(words: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph::plain(words))
}

/// By whom, when and why.
fn quiet(words: String) -> Block {
    Block::Quiet(vec![Run::plain(words)])
}

/// A section's heading, where the section holds something.
fn heading(blocks: &mut Vec<Block>, title: &str, count: usize) {
    if count > 0 {
        blocks.push(Block::Heading(1, vec![Run::plain(title)]));
    }
}

fn new_codes(blocks: &mut Vec<Block>, title: &str, codes: &[AgendaCode]) {
    heading(blocks, title, codes.len());
    for new in codes {
        blocks.push(code(&new.path));
        if !new.definition.is_empty() {
            blocks.push(Block::Explanation(new.definition.clone()));
        }
        if let Some(passage) = &new.passage {
            let passage = Extract::plain(&passage.text, &passage.label);
            blocks.push(Block::Extract(Box::new(passage)));
        }
        let made = match new.origin {
            Origin::Framework => "Made",
            Origin::Inductive => "Inductive, made",
            Origin::InVivo => "In vivo, made",
        };
        blocks.push(quiet(note(made, &new.occasion)));
    }
}

fn gone_codes(blocks: &mut Vec<Block>, title: &str, what: &str, codes: &[AgendaGone]) {
    heading(blocks, title, codes.len());
    for gone in codes {
        blocks.push(code(&gone.path));
        if let Some(into) = &gone.into {
            blocks.push(text(format!("Merged into “{into}”.")));
        }
        if !gone.definition.is_empty() {
            blocks.push(Block::Explanation(gone.definition.clone()));
        }
        blocks.push(quiet(note(what, &gone.occasion)));
    }
}

/// By whom, when and why something was done: `Made by Kim on 14 March 2026, because it came up twice (meeting M51)`.
fn note(what: &str, occasion: &Occasion) -> String {
    let mut words = what.to_owned();
    if let Some(coder) = &occasion.coder {
        words.push_str(&format!(" by {coder}"));
    }
    if !occasion.day.is_empty() {
        words.push_str(&format!(" on {}", occasion.day));
    }
    if !occasion.meeting.is_empty() {
        words.push_str(&format!(", agreed at {}", occasion.meeting));
    }
    if !occasion.reason.is_empty() {
        words.push_str(&format!(": {}", occasion.reason));
    }
    words
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::export::markdown;

    fn occasion(reason: &str, meeting: &str) -> Occasion {
        Occasion {
            coder: Some("Kim".to_owned()),
            day: "14 March 2026".to_owned(),
            label: "Imported “Dr Miller.docx”".to_owned(),
            reason: reason.to_owned(),
            meeting: meeting.to_owned(),
            ..Occasion::default()
        }
    }

    #[test]
    fn an_agenda_in_markdown() {
        let code = CodeId::new(Uuid::nil());
        let said = |coder: &str, text: &str| AgendaWords {
            coder: coder.to_owned(),
            day: "2 April 2026".to_owned(),
            text: text.to_owned(),
        };
        let agenda = Agenda {
            since: "the version “March”".to_owned(),
            made: "9 April 2026".to_owned(),
            inductive: vec![AgendaCode {
                code,
                path: "Access > Neighbours".to_owned(),
                origin: Origin::Inductive,
                definition: "Help *next door*".to_owned(),
                occasion: occasion("came up twice", ""),
                passage: Some(AgendaPassage {
                    text: "She knocks.\nEvery day.".to_owned(),
                    label: "[GP ID 161]".to_owned(),
                }),
            }],
            changed: vec![AgendaChanged {
                code,
                path: "Trust".to_owned(),
                changes: vec![
                    AgendaChange::Other("Renamed from “Faith” to “Trust”".to_owned()),
                    AgendaChange::Reworded {
                        text: "the definition".to_owned(),
                        before: String::new(),
                        after: "In people".to_owned(),
                    },
                ],
                occasions: vec![occasion("", "M51"), occasion("", "M51")],
            }],
            merged: vec![AgendaGone {
                path: "Queues".to_owned(),
                definition: String::new(),
                into: Some("Access > Waiting".to_owned()),
                occasion: occasion("", ""),
            }],
            questions: vec![AgendaQuestion {
                code,
                path: "Trust".to_owned(),
                asked: said("Kim", "In whom?"),
                answers: vec![said("Lee", "In staff.")],
                is_settled: false,
            }],
            unused: vec![AgendaName { code, path: "Money".to_owned() }],
            ..Agenda::default()
        };
        let written = markdown::document(&agenda_document(&agenda));
        assert_eq!(
            written,
            r"**Agenda: the code framework since the version “March”**

Codes: 1 new inductive, 1 changed, 1 merged. 1 question is open.

Made 9 April 2026

# New inductive codes

## Access \> Neighbours

Help \*next door\*

> She knocks.\
> Every day. \[GP ID 161\]

Inductive, made by Kim on 14 March 2026: came up twice

# Changed codes

## Trust

Renamed from “Faith” to “Trust”.

Changed the definition.

Before: nothing

Now: In people

Changed by Kim on 14 March 2026, agreed at M51

# Merged codes

## Queues

Merged into “Access \> Waiting”.

Merged by Kim on 14 March 2026

# Open questions

## Trust

Kim, 2 April 2026: In whom?

Lee, 2 April 2026: In staff.

# Codes defined but never used

Money
"
        );
        assert!(!written.contains("Miller"));
    }

    #[test]
    fn an_agenda_of_nothing_says_so() {
        let agenda = Agenda { since: "the version “March”".to_owned(), ..Agenda::default() };
        assert_eq!(
            markdown::document(&agenda_document(&agenda)),
            "**Agenda: the code framework since the version “March”**\n\n\
             No code is new, changed or gone. No question is open.\n"
        );
    }
}
