//! Sentences on findings, themes and the quotations that show them.

use super::super::record::StudyRecord;
use super::super::{Fact, TableName};
use super::analysis::by_name;
use super::{listed, tallied, were};
use crate::text::{counted, grouped};

pub fn quotations(record: &StudyRecord) -> Vec<Fact> {
    let outputs: Vec<_> = record.outputs.iter().filter(|output| output.extracts > 0).collect();
    if outputs.is_empty() {
        return vec![Fact::new("No quotation was chosen for an output.")];
    }
    let extracts: usize = outputs.iter().map(|output| output.extracts).sum();
    let identified: usize = outputs.iter().map(|output| output.identified).sum();
    let mut facts = vec![
        Fact::new(format!(
            "{} chosen for {}.",
            were(extracts, "extract", "extracts"),
            counted(outputs.len(), "output", "outputs"),
        ))
        .see(TableName::Outputs),
        Fact::new(format!(
            "{} of {} {} identified by a label with all that the house style of their output asks for; no label names a source or a file.",
            grouped(identified),
            grouped(extracts),
            if identified == 1 { "is" } else { "are" },
        ))
        .see(TableName::Labels),
    ];
    facts.push(match record.printings.len() {
        0 => Fact::new("None was printed yet."),
        exports => Fact::new(format!(
            "{} printed in {}.",
            were(record.quotations_printed, "different quotation", "different quotations"),
            counted(exports, "export", "exports"),
        ))
        .see(TableName::Printings),
    });
    facts
}

pub fn findings(record: &StudyRecord) -> Vec<Fact> {
    let findings = &record.findings;
    if findings.total() == 0 {
        return Vec::new();
    }
    let mut facts = vec![Fact::new(format!(
        "The outlines hold {}: {}.",
        counted(findings.total(), "finding", "findings"),
        tallied(&findings.states),
    ))];
    facts.push(Fact::new(format!(
        "Examples that contradict were looked for in {} of {}; in {} nobody looked.",
        grouped(findings.searched),
        counted(findings.total(), "finding", "findings"),
        grouped(findings.not_searched),
    )));
    if !findings.searchers.is_empty() {
        facts.push(Fact::new(format!(
            "Who looked, and how often: {}; the last time on {}.",
            by_name(&findings.searchers),
            findings.last_search
        )));
    }
    if findings.with_against > 0 {
        let many = counted(findings.with_against, "finding has", "findings have");
        facts.push(Fact::new(format!("{many} an extract beside it that speaks against it.")));
    }
    facts
}

pub fn major_themes(record: &StudyRecord) -> Vec<Fact> {
    let tops: Vec<String> = record
        .framework
        .tree
        .iter()
        .filter(|line| line.depth == 0 && line.quotations > 0)
        .map(|line| {
            format!(
                "“{}” ({} from {})",
                line.name,
                counted(line.quotations, "quotation", "quotations"),
                counted(line.cases, "case", "cases")
            )
        })
        .collect();
    match tops.is_empty() {
        true => Vec::new(),
        false => vec![
            Fact::new(format!("Codes at the top of the framework: {}.", listed(&tops)))
                .see(TableName::Tree),
        ],
    }
}

pub fn minor_themes(record: &StudyRecord) -> Vec<Fact> {
    let below = record.framework.tree.iter().filter(|line| line.depth > 0 && line.quotations > 0);
    let mut facts = Vec::new();
    let count = below.count();
    if count > 0 {
        let many = counted(count, "code below the top is", "codes below the top are");
        facts.push(Fact::new(format!("{many} applied.")).see(TableName::Tree));
    }
    let mut against = Vec::new();
    for (word, count) in record.outputs.iter().flat_map(|output| &output.stands_for) {
        match against.iter_mut().find(|(known, _): &&mut (String, usize)| known == word) {
            Some((_, so_far)) => *so_far += count,
            None => against.push((word.clone(), *count)),
        }
    }
    if !against.is_empty() {
        let said = format!("Chosen quotations stand for: {}.", tallied(&against));
        facts.push(Fact::new(said));
    }
    facts
}
