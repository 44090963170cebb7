//! The methods appendix: what the checklists for reports of qualitative studies (COREQ, SRQR) ask for, answered from a
//! project's own record as far as that goes. What only people know is left as a marked blank.
//!
//! It states facts. It ticks no boxes and gives no score.

mod coreq;
mod counting;
mod record;
mod sentences;
mod srqr;
mod tables;
mod topic;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

pub use counting::{
    Coded, Day, cases, coding, count_one, framework, meetings, most_first, new_codes, people,
    sources, spread,
};
pub use record::{
    CasesRecord, Characteristic, CoderWork, CodingRecord, FindingsRecord, FrameworkChanges,
    FrameworkMonth, FrameworkRecord, MeetingsRecord, MemosOfKind, MemosRecord, NewCodes,
    OriginCounts, OutputRecord, PeopleRecord, PrintingRecord, ProcessingRecord, ReasonRecord,
    SoftwareRecord, SourcesOfKind, StudyRecord, SummariesRecord, TreeLine, VersionRecord, YesOrNo,
};
pub use tables::{RecordTable, TableName};

use topic::Topic;

/// A checklist that journals ask authors to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Checklist {
    /// Consolidated criteria for reporting qualitative research: 32 items on interviews and focus groups.
    Coreq,
    /// Standards for reporting qualitative research: 21 items.
    Srqr,
}

impl Checklist {
    /// Both, in the order in which they are answered.
    pub const ALL: [Self; 2] = [Self::Coreq, Self::Srqr];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coreq => "COREQ",
            Self::Srqr => "SRQR",
        }
    }

    /// What it is, with where it was published.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Coreq => {
                "Consolidated criteria for reporting qualitative research, 32 items (Tong, Sainsbury and Craig 2007)."
            }
            Self::Srqr => {
                "Standards for reporting qualitative research, 21 items (O’Brien and others 2014)."
            }
        }
    }

    const fn asked(self) -> &'static [Asked] {
        match self {
            Self::Coreq => &coreq::ITEMS,
            Self::Srqr => &srqr::ITEMS,
        }
    }
}

impl fmt::Display for Checklist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Checklist {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found =
            Self::ALL.into_iter().find(|list| list.name().eq_ignore_ascii_case(word.trim()));
        found.ok_or_else(|| format!("“{word}” is no checklist known here; write coreq or srqr"))
    }
}

/// What a checklist asks for in one item, in our words.
struct Asked {
    number: u8,
    /// The part of the checklist in which it stands.
    part: &'static str,
    subject: &'static str,
    /// What the record may tell of it.
    topics: &'static [Topic],
    /// What only people know; empty where the record tells all that is asked.
    blank: &'static str,
}

const fn item(
    number: u8,
    part: &'static str,
    subject: &'static str,
    topics: &'static [Topic],
    blank: &'static str,
) -> Asked {
    Asked { number, part, subject, topics, blank }
}

/// An item of a checklist with what the record tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number in the checklist.
    pub number: u8,
    /// The part of the checklist in which it stands.
    pub part: &'static str,
    /// What it is about.
    pub subject: &'static str,
    /// What the record tells, in sentences.
    pub facts: Vec<String>,
    /// What is to be written here by people; none where the record tells all that is asked.
    pub blank: Option<&'static str>,
}

/// A checklist with its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Which.
    pub checklist: Checklist,
    /// Its items in order.
    pub items: Vec<Item>,
}

/// The appendix: checklists with their answers, and the tables to which these refer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appendix {
    /// The checklists that were asked for.
    pub checklists: Vec<Answered>,
    /// The tables, numbered from 1 in this order; one without rows is left out.
    pub tables: Vec<RecordTable>,
}

/// A fact with the table in which more stands.
struct Fact {
    sentence: String,
    see: Option<TableName>,
}

impl Fact {
    fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), see: None }
    }

    /// The same, with the table that tells more.
    fn see(self, table: TableName) -> Self {
        Self { see: Some(table), ..self }
    }
}

/// Answers checklists from the record of a study.
pub fn appendix(record: &StudyRecord, checklists: &[Checklist]) -> Appendix {
    let tables = tables::tables(record);
    let said = |fact: Fact| {
        let number = fact.see.and_then(|name| tables.iter().position(|table| table.name == name));
        match (number, fact.sentence.strip_suffix('.')) {
            (Some(place), Some(sentence)) => format!("{sentence} (table {}).", place + 1),
            _ => fact.sentence,
        }
    };
    let answered = |&checklist: &Checklist| {
        let items = checklist.asked().iter().map(|asked| Item {
            number: asked.number,
            part: asked.part,
            subject: asked.subject,
            facts: asked.topics.iter().flat_map(|topic| topic.facts(record)).map(said).collect(),
            blank: (!asked.blank.is_empty()).then_some(asked.blank),
        });
        Answered { checklist, items: items.collect() }
    };
    let checklists = checklists.iter().map(answered).collect();
    Appendix { checklists, tables }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SourceKind;

    #[test]
    fn the_checklists_are_whole_and_in_order() {
        for (checklist, count) in [(Checklist::Coreq, 32), (Checklist::Srqr, 21)] {
            let numbers: Vec<u8> = checklist.asked().iter().map(|asked| asked.number).collect();
            assert_eq!(numbers, (1..=count).collect::<Vec<u8>>());
            let parts: Vec<&str> = checklist.asked().iter().map(|asked| asked.part).collect();
            let mut once = parts.clone();
            once.dedup();
            let mut sorted = once.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(once.len(), sorted.len(), "each part stands in one piece");
        }
        assert_eq!("coreq".parse(), Ok(Checklist::Coreq));
        assert!("consort".parse::<Checklist>().is_err());
    }

    #[test]
    fn an_empty_project_leaves_blanks_and_claims_nothing() {
        let found = appendix(&StudyRecord::default(), &Checklist::ALL);
        assert_eq!(found.tables, []);
        for item in found.checklists.iter().flat_map(|answered| &answered.items) {
            assert!(
                item.blank.is_some() || !item.facts.is_empty(),
                "{} {} says nothing",
                item.number,
                item.subject
            );
            for fact in &item.facts {
                assert!(fact.ends_with('.') && !fact.contains("(table"), "{fact}");
            }
        }
    }

    #[test]
    fn facts_lead_to_the_tables_that_are_there() {
        let coder = |name: &str, codings| CoderWork {
            name: name.to_owned(),
            sources: 2,
            kinds: vec![(SourceKind::Interview, 2)],
            quotations: codings,
            codings,
            codes: 3,
            first_day: "1 March 2026".to_owned(),
            last_day: "3 April 2026".to_owned(),
            read: 0,
        };
        let record = StudyRecord {
            coding: CodingRecord {
                coders: vec![coder("Amara", 12), coder("Zoë", 0)],
                sources: 2,
                quotations: 12,
                codings: 12,
                ..CodingRecord::default()
            },
            ..StudyRecord::default()
        };
        let found = appendix(&record, &[Checklist::Coreq]);
        let item = &found.checklists[0].items[23];
        assert_eq!((item.number, item.subject), (24, "Number of data coders"));
        assert_eq!(
            item.facts[0],
            "1 person coded the data: 12 codings on 12 quotations in 2 sources (table 1)."
        );
        assert_eq!(found.tables[0].rows.len(), 1, "who never coded is no data coder");
    }
}
