//! Sentences on the program, and on what was done to texts and data.

use super::super::Fact;
use super::super::TableName;
use super::super::record::StudyRecord;
use super::{between, listed, were};
use crate::text::{counted, grouped};

pub fn software(record: &StudyRecord) -> Vec<Fact> {
    let software = &record.software;
    let name = format!("{} {}", software.name, software.version);
    match name.trim() {
        "" => vec![Fact::new("The program is not known.")],
        name => vec![
            Fact::new(format!("Data were managed and coded in {name}.")),
            Fact::new(
                "It has no functions of artificial intelligence and sends nothing to any service.",
            ),
        ],
    }
}

pub fn used(record: &StudyRecord) -> Vec<Fact> {
    let software = &record.software;
    let mut facts = Vec::new();
    if software.steps > 0 {
        let steps = usize::try_from(software.steps).unwrap_or_default();
        facts.push(Fact::new(format!(
            "The project’s history holds {} with time and coder{}.",
            counted(steps, "step", "steps"),
            between(&software.first_day, &software.last_day),
        )));
    }
    let memos: usize = record.memos.kinds.iter().map(|kind| kind.total()).sum();
    let used = [
        (record.coding.codings, "coding", "codings"),
        (memos, "memo", "memos"),
        (record.summaries.matrices, "framework matrix", "framework matrices"),
        (software.boards, "board", "boards"),
        (software.saved_queries, "question to the data", "questions to the data"),
        (software.quotation_links, "link between quotations", "links between quotations"),
        (record.outputs.len(), "output", "outputs"),
    ];
    let used: Vec<String> = used
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    if !used.is_empty() {
        facts.push(Fact::new(format!("What of it was used: {}.", listed(&used))));
    }
    facts
}

pub fn processing(record: &StudyRecord) -> Vec<Fact> {
    let processing = &record.processing;
    let sources: usize = record.sources.iter().map(|of| of.sources).sum();
    if sources == 0 {
        return Vec::new();
    }
    let mut facts = vec![Fact::new(format!(
        "{} brought in, of which the checksums (SHA-256) are kept.",
        were(sources, "source", "sources")
    ))];
    if processing.turns > 0 {
        let turns = counted(processing.turns, "turn", "turns");
        facts.push(Fact::new(format!("{turns} of talk are told apart by speaker.")));
    }
    if !processing.cleaned.is_empty() {
        facts.push(
            Fact::new("Texts from printed pages were cleaned up by rules when they were read.")
                .see(TableName::Cleaned),
        );
    }
    if processing.doubtful > 0 {
        let many = match processing.doubtful {
            1 => "1 source when it was".to_owned(),
            many => format!("{} sources when they were", grouped(many)),
        };
        facts.push(Fact::new(format!("Something was doubtful in {many} read.")));
    }
    facts.push(Fact::new(match processing.edited {
        0 => "No text was changed after it was read.".to_owned(),
        edited => format!(
            "{} changed after being read, in {}; each earlier wording is kept in the history.",
            were(edited, "text", "texts"),
            counted(processing.edits, "step", "steps"),
        ),
    }));
    facts
}

pub fn integrity(record: &StudyRecord) -> Vec<Fact> {
    if record.sources.is_empty() {
        return Vec::new();
    }
    let said = match record.processing.faults {
        0 => "Looked through when this was written, the project file was sound: every text agrees with its checksum, and every quotation lies within its text.".to_owned(),
        faults => format!(
            "Looked through when this was written, the project file had {}.",
            counted(faults, "fault", "faults")
        ),
    };
    vec![
        Fact::new(said),
        Fact::new(
            "The project is one file on the team’s own storage; it is not encrypted by the program.",
        ),
    ]
}

pub fn anonymity(record: &StudyRecord) -> Vec<Fact> {
    let mut facts = Vec::new();
    if record.processing.private_terms > 0 {
        facts.push(Fact::new(format!(
            "{} kept with the public words that stand for them.",
            counted(record.processing.private_terms, "private term is", "private terms are")
        )));
    }
    if record.cases.cases > 0 || record.people.interviewed > 0 {
        facts.push(Fact::new(
            "Files for others carry labels made of public facts only: no names of people, sites, sources or files.",
        ));
    }
    let public = record.printings.iter().filter(|printing| !printing.is_private).count();
    if !record.printings.is_empty() {
        facts.push(Fact::new(format!(
            "Of {}, {} for everybody and {} for the team, which is noted with each.",
            counted(record.printings.len(), "export", "exports"),
            grouped(public),
            grouped(record.printings.len() - public),
        )));
    }
    facts
}
