//! Sentences on how data were coded and how themes came about.

use super::super::record::{OriginCounts, StudyRecord};
use super::super::{Fact, TableName};
use super::{listed, were};
use crate::text::{counted, grouped};

pub fn coders(record: &StudyRecord) -> Vec<Fact> {
    let coding = &record.coding;
    let coders = coding.data_coders().count();
    if coders == 0 {
        return vec![Fact::new("Nobody has coded anything.")];
    }
    vec![
        Fact::new(format!(
            "{} coded the data: {} on {} in {}.",
            counted(coders, "person", "people"),
            counted(coding.codings, "coding", "codings"),
            counted(coding.quotations, "quotation", "quotations"),
            counted(coding.sources, "source", "sources"),
        ))
        .see(TableName::Coders),
    ]
}

pub fn overlap(record: &StudyRecord) -> Vec<Fact> {
    let coding = &record.coding;
    if coding.data_coders().count() < 2 {
        return Vec::new();
    }
    vec![Fact::new(format!(
        "{} coded by more than one person, as {} {}; {} the same code was given by more than one.",
        were(coding.sources_of_several, "source", "sources"),
        if coding.quotations_of_several == 1 { "was" } else { "were" },
        counted(coding.quotations_of_several, "quotation", "quotations"),
        match coding.codes_of_several {
            1 => "once".to_owned(),
            times => format!("{} times", grouped(times)),
        },
    ))]
}

pub fn reading(record: &StudyRecord) -> Vec<Fact> {
    let readers: Vec<String> = record
        .coding
        .coders
        .iter()
        .filter(|coder| coder.read > 0)
        .map(|coder| format!("{} {}", coder.name, grouped(coder.read)))
        .collect();
    match readers.is_empty() {
        true => Vec::new(),
        false => vec![Fact::new(format!("Sources read to the end: {}.", listed(&readers)))],
    }
}

pub fn tree(record: &StudyRecord) -> Vec<Fact> {
    let framework = &record.framework;
    if framework.codes == 0 {
        return vec![Fact::new("There are no codes.")];
    }
    let mut said = format!(
        "The framework holds {} on {}",
        counted(framework.codes, "code", "codes"),
        counted(framework.levels.len(), "level", "levels")
    );
    if framework.levels.len() > 1 {
        let levels: Vec<String> =
            framework.levels.iter().map(|level| grouped(level.total())).collect();
        said.push_str(&format!(" ({} from the top down)", listed(&levels)));
    }
    let mut facts = vec![
        Fact::new(format!("{said}.")).see(TableName::Levels),
        Fact::new(format!(
            "{} a definition; {} applied, itself or by a code below.",
            counted(framework.defined, "code has", "codes have"),
            counted(framework.used, "is", "are")
        ))
        .see(TableName::Tree),
    ];
    if framework.archived > 0 {
        let many = were(framework.archived, "code", "codes");
        facts.push(Fact::new(format!(
            "{many} put away: kept with what was coded, but not offered any more."
        )));
    }
    facts
}

pub fn derivation(record: &StudyRecord) -> Vec<Fact> {
    let OriginCounts { framework, inductive, in_vivo } = record.framework.origins;
    if record.framework.codes == 0 {
        return Vec::new();
    }
    vec![
        Fact::new(format!(
            "{} set in advance; {} made while reading (inductive) and {} made of participants’ own words (in vivo).",
            were(framework, "code", "codes"),
            were(inductive, "code", "codes"),
            were(in_vivo, "code", "codes"),
        ))
        .see(TableName::Levels),
    ]
}

pub fn changes(record: &StudyRecord) -> Vec<Fact> {
    let changes = &record.changes;
    let total = changes.total();
    let done = [
        (total.made, "made"),
        (total.merged, "merged into others"),
        (total.split, "split"),
        (total.renamed, "renamed"),
        (total.moved, "moved"),
        (total.redefined, "defined anew"),
        (total.deleted, "deleted"),
    ];
    let done: Vec<String> = done
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .collect();
    let mut facts = Vec::new();
    if !done.is_empty() {
        let said = format!("Codes over the life of the project: {}.", listed(&done));
        facts.push(Fact::new(said).see(TableName::Months));
    }
    if !changes.reasons.is_empty() {
        let many = counted(changes.reasons.len(), "change", "changes");
        facts.push(
            Fact::new(format!("For {many} the reason or the meeting was noted."))
                .see(TableName::Reasons),
        );
    }
    if !changes.versions.is_empty() {
        let many = were(changes.versions.len(), "version", "versions");
        facts.push(Fact::new(format!("{many} named.")).see(TableName::Versions));
    }
    if changes.questions > 0 {
        facts.push(Fact::new(format!(
            "{} asked about codes, of which {} settled.",
            were(changes.questions, "question", "questions"),
            match changes.settled {
                1 => "1 is".to_owned(),
                many => format!("{} are", grouped(many)),
            },
        )));
    }
    facts
}

pub fn saturation(record: &StudyRecord) -> Vec<Fact> {
    let order = &record.saturation;
    let Some(last) = order.iter().rposition(|source| source.new > 0) else { return Vec::new() };
    let after = order.len() - last - 1;
    let said = format!(
        "In the order in which sources were coded, the last code that stands on none before came with source {} of {}; {} no new code.",
        grouped(last + 1),
        grouped(order.len()),
        match after {
            1 => "1 source after it brought".to_owned(),
            many => format!("{} sources after it brought", grouped(many)),
        },
    );
    vec![Fact::new(said).see(TableName::Saturation)]
}

pub fn memos(record: &StudyRecord) -> Vec<Fact> {
    let memos = &record.memos;
    let count: usize = memos.kinds.iter().map(|kind| kind.total()).sum();
    if count == 0 {
        return Vec::new();
    }
    let sum =
        |of: fn(&super::super::MemosOfKind) -> usize| -> usize { memos.kinds.iter().map(of).sum() };
    let mut facts = vec![
        Fact::new(format!(
            "{} written: {} open, {} agreed, {} dropped.",
            were(count, "memo", "memos"),
            grouped(sum(|kind| kind.open)),
            grouped(sum(|kind| kind.agreed)),
            grouped(sum(|kind| kind.dropped)),
        ))
        .see(TableName::Memos),
        Fact::new(format!("By coder: {}.", by_name(&memos.writers))),
    ];
    if memos.comments > 0 {
        let comments = counted(memos.comments, "comment stands", "comments stand");
        facts.push(Fact::new(format!("{comments} on them.")));
    }
    facts
}

pub fn summaries(record: &StudyRecord) -> Vec<Fact> {
    let summaries = &record.summaries;
    let cells = summaries.written + summaries.nothing + summaries.not_asked;
    if cells == 0 {
        return Vec::new();
    }
    let mut facts = vec![Fact::new(format!(
        "In {}, {} charted: {} with a summary, {} where nothing was said, {} where it was not asked.",
        counted(summaries.matrices, "framework matrix", "framework matrices"),
        were(cells, "cell", "cells"),
        grouped(summaries.written),
        grouped(summaries.nothing),
        grouped(summaries.not_asked),
    ))];
    if summaries.written > 0 {
        facts.push(Fact::new(format!(
            "{} of the summaries {} to the quotations behind. Last written by: {}.",
            grouped(summaries.resting),
            if summaries.resting == 1 { "leads" } else { "lead" },
            by_name(&summaries.writers)
        )));
    }
    facts
}

/// Names with how many each: `Amara 12 and Zoë 3`.
pub(super) fn by_name(times: &[(String, usize)]) -> String {
    let said: Vec<String> =
        times.iter().map(|(name, count)| format!("{name} {}", grouped(*count))).collect();
    listed(&said)
}
