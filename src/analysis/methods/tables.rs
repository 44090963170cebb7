//! The tables of the appendix, to which the sentences refer.

use serde::Serialize;

use super::record::{NewCodes, StudyRecord};
use crate::domain::{SourceKind, Subject};
use crate::text::{capital, grouped};

/// More sources than these are told together, several on each line.
const MOST_LINES: usize = 60;

/// A table of the appendix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableName {
    /// The sources by kind.
    Sources,
    /// Who took part, by role.
    Respondents,
    /// What is known of people and cases.
    Characteristics,
    /// Who coded what.
    Coders,
    /// Codes by level and origin.
    Levels,
    /// The tree of codes.
    Tree,
    /// What happened to the framework by month.
    Months,
    /// Why it was changed.
    Reasons,
    /// Its versions.
    Versions,
    /// New codes in the order of coding.
    Saturation,
    /// Memos by kind.
    Memos,
    /// What was chosen for which output.
    Outputs,
    /// What labels say.
    Labels,
    /// What was exported.
    Printings,
    /// How texts were cleaned up.
    Cleaned,
}

/// A table with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordTable {
    /// Which it is.
    pub name: TableName,
    /// Its title.
    pub title: &'static str,
    /// What is to be known to read it; may be empty.
    pub note: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with a cell for every column; `\n` between paragraphs of a cell.
    pub rows: Vec<Vec<String>>,
    /// How deep each row hangs under those before it; empty where they are no tree.
    pub depths: Vec<u32>,
}

/// All tables that have rows.
pub(super) fn tables(record: &StudyRecord) -> Vec<RecordTable> {
    let all = [
        sources(record),
        respondents(record),
        characteristics(record),
        coders(record),
        levels(record),
        tree(record),
        months(record),
        reasons(record),
        versions(record),
        saturation(record),
        memos(record),
        outputs(record),
        labels(record),
        printings(record),
        cleaned(record),
    ];
    all.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn table(
    name: TableName,
    title: &'static str,
    columns: &[&str],
    rows: Vec<Vec<String>>,
) -> RecordTable {
    let columns = columns.iter().map(|&column| column.to_owned()).collect();
    RecordTable { name, title, note: String::new(), columns, rows, depths: Vec::new() }
}

fn sources(record: &StudyRecord) -> RecordTable {
    let date = |date: Option<crate::domain::PartialDate>| {
        date.map(|date| date.in_words()).unwrap_or_default()
    };
    let rows = record.sources.iter().map(|of| {
        vec![
            of.kind.heading().to_owned(),
            grouped(of.sources),
            grouped(of.coded),
            grouped(usize::try_from(of.characters).unwrap_or(usize::MAX)),
            date(of.first),
            date(of.last),
            grouped(of.undated),
        ]
    });
    table(
        TableName::Sources,
        "Sources by kind",
        &["Kind", "Sources", "Coded", "Characters", "First", "Last", "Without a date"],
        rows.collect(),
    )
}

fn respondents(record: &StudyRecord) -> RecordTable {
    let rows = record.respondents.iter().map(|one| {
        let role = match one.role.as_str() {
            "" => "No role stated".to_owned(),
            role => role.to_owned(),
        };
        let counts = [one.people, one.interviews, one.observed, one.mentioned].map(grouped);
        std::iter::once(role).chain(counts).collect()
    });
    let table = table(
        TableName::Respondents,
        "Participants by role",
        &["Role", "People interviewed", "Interviews", "People observed", "People mentioned"],
        rows.collect(),
    );
    let note = "An interview with people of several roles is counted once for each.".to_owned();
    RecordTable { note, ..table }
}

fn characteristics(record: &StudyRecord) -> RecordTable {
    let mut rows = Vec::new();
    for one in &record.characteristics {
        let of = match one.subject {
            Subject::Case => "Cases",
            _ => "People interviewed",
        };
        let unknown = (one.unknown > 0).then(|| ("not stated".to_owned(), one.unknown));
        for (value, count) in one.values.iter().chain(&unknown) {
            let name = one.attribute.clone();
            rows.push(vec![of.to_owned(), name, value.clone(), grouped(*count)]);
        }
    }
    let columns = ["Of", "Characteristic", "Value", "Number"];
    table(TableName::Characteristics, "Characteristics of the sample", &columns, rows)
}

fn coders(record: &StudyRecord) -> RecordTable {
    let kinds: Vec<SourceKind> = SourceKind::ALL
        .into_iter()
        .filter(|kind| {
            let mut all = record.coding.data_coders().flat_map(|coder| &coder.kinds);
            all.any(|(of, _)| of == kind)
        })
        .collect();
    let mut columns = vec!["Coder".to_owned(), "Sources".to_owned()];
    if kinds.len() > 1 {
        columns.extend(kinds.iter().map(|kind| kind.heading().to_owned()));
    }
    columns.extend(["Quotations", "Codings", "Codes", "First day", "Last day"].map(str::to_owned));
    let rows = record.coding.data_coders().map(|coder| {
        let mut row = vec![coder.name.clone(), grouped(coder.sources)];
        if kinds.len() > 1 {
            let of = |kind: &SourceKind| coder.kinds.iter().find(|(of, _)| of == kind);
            row.extend(kinds.iter().map(|kind| grouped(of(kind).map_or(0, |(_, count)| *count))));
        }
        row.extend([coder.quotations, coder.codings, coder.codes].map(grouped));
        row.extend([coder.first_day.clone(), coder.last_day.clone()]);
        row
    });
    let rows = rows.collect();
    RecordTable { columns, ..table(TableName::Coders, "Who coded what", &[], rows) }
}

fn levels(record: &StudyRecord) -> RecordTable {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let levels = record.framework.levels.iter().enumerate();
    let named = levels.map(|(depth, counts)| (grouped(depth + 1), *counts));
    let total = ("All".to_owned(), record.framework.origins);
    let all = named.chain((record.framework.levels.len() > 1).then_some(total));
    for (name, counts) in all {
        let figures = [counts.framework, counts.inductive, counts.in_vivo, counts.total()];
        rows.push(std::iter::once(name).chain(figures.map(grouped)).collect());
    }
    table(
        TableName::Levels,
        "Codes by level and origin",
        &["Level", "Framework", "Inductive", "In vivo", "All"],
        rows,
    )
}

fn tree(record: &StudyRecord) -> RecordTable {
    let rows = record.framework.tree.iter().map(|line| {
        let rules = [("Use when: ", &line.include), ("Not when: ", &line.exclude)];
        let rules = rules.into_iter().filter(|(_, rule)| !rule.trim().is_empty());
        let mut said: Vec<String> = rules.map(|(what, rule)| format!("{what}{rule}")).collect();
        if !line.definition.trim().is_empty() {
            said.insert(0, line.definition.clone());
        }
        vec![
            line.name.clone(),
            said.join("\n"),
            capital(line.origin.word()),
            line.made.clone(),
            grouped(line.quotations),
            grouped(line.cases),
        ]
    });
    let table = table(
        TableName::Tree,
        "The coding tree",
        &["Code", "Definition", "Origin", "Made", "Quotations", "Cases"],
        rows.collect(),
    );
    let note = "Quotations and cases are those of a code with all codes below it.".to_owned();
    let depths = record.framework.tree.iter().map(|line| line.depth).collect();
    RecordTable { note, depths, ..table }
}

fn months(record: &StudyRecord) -> RecordTable {
    let total = record.changes.total();
    let all = record.changes.months.iter().map(|month| (month.month.as_str(), month));
    let total = (record.changes.months.len() > 1).then_some(("All", &total));
    let rows = all.chain(total).map(|(name, month)| {
        let figures = [
            month.made,
            month.merged,
            month.split,
            month.renamed,
            month.moved,
            month.redefined,
            month.deleted,
        ];
        std::iter::once(name.to_owned()).chain(figures.map(grouped)).collect()
    });
    table(
        TableName::Months,
        "How the framework changed",
        &["Month", "Made", "Merged", "Split", "Renamed", "Moved", "Defined anew", "Deleted"],
        rows.collect(),
    )
}

fn reasons(record: &StudyRecord) -> RecordTable {
    let rows = record.changes.reasons.iter().map(|one| {
        vec![one.day.clone(), one.what.join("\n"), one.reason.clone(), one.meeting.clone()]
    });
    let table = table(
        TableName::Reasons,
        "Why the framework was changed",
        &["Day", "What", "Reason", "Agreed at"],
        rows.collect(),
    );
    let note = "In the words that the team noted; read them before this is handed on.".to_owned();
    RecordTable { note, ..table }
}

fn versions(record: &StudyRecord) -> RecordTable {
    let rows = record
        .changes
        .versions
        .iter()
        .map(|version| vec![version.name.clone(), version.day.clone(), grouped(version.codes)]);
    let columns = ["Version", "Named on", "Codes"];
    table(TableName::Versions, "Versions of the framework", &columns, rows.collect())
}

fn saturation(record: &StudyRecord) -> RecordTable {
    let order = &record.saturation;
    let together = order.len().div_ceil(MOST_LINES).max(1);
    let mut so_far = 0;
    let mut rows = Vec::new();
    for (at, sources) in order.chunks(together).enumerate() {
        let first = at * together + 1;
        let place = match sources.len() {
            1 => grouped(first),
            many => format!("{}–{}", grouped(first), grouped(first + many - 1)),
        };
        let mut kinds: Vec<&str> = sources.iter().map(|source| source.kind.title()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let new: usize = sources.iter().map(|source: &NewCodes| source.new).sum();
        so_far += new;
        let day = sources.first().map(|source| source.day.clone()).unwrap_or_default();
        rows.push(vec![place, kinds.join(", "), day, grouped(new), grouped(so_far)]);
    }
    let table = table(
        TableName::Saturation,
        "New codes in the order of coding",
        &["Source", "Kind", "Coded from", "New codes", "Codes so far"],
        rows,
    );
    let note = "By the first coding on each source that still stands; a code is new where it stands on no source before."
        .to_owned();
    RecordTable { note, ..table }
}

fn memos(record: &StudyRecord) -> RecordTable {
    let rows = record.memos.kinds.iter().map(|kind| {
        let figures = [kind.open, kind.agreed, kind.dropped, kind.total()].map(grouped);
        std::iter::once(capital(&kind.kind)).chain(figures).collect()
    });
    let columns = ["Kind", "Open", "Agreed", "Dropped", "All"];
    table(TableName::Memos, "Memos by kind", &columns, rows.collect())
}

fn outputs(record: &StudyRecord) -> RecordTable {
    let chosen = record.outputs.iter().filter(|output| output.extracts > 0);
    let rows = chosen.map(|output| {
        let figures =
            [output.extracts, output.identified, output.people, output.cases, output.sources];
        std::iter::once(output.name.clone()).chain(figures.map(grouped)).collect()
    });
    table(
        TableName::Outputs,
        "Quotations chosen",
        &["Output", "Quotations", "With a whole label", "People", "Cases", "Sources"],
        rows.collect(),
    )
}

fn labels(record: &StudyRecord) -> RecordTable {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for output in record.outputs.iter().filter(|output| output.extracts > 0) {
        let row = vec![output.style.clone(), output.templates.join("\n"), output.numbers.clone()];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let columns = ["House style", "What labels say", "Numbers"];
    table(TableName::Labels, "How quotations are identified", &columns, rows)
}

fn printings(record: &StudyRecord) -> RecordTable {
    let rows = record.printings.iter().map(|printing| {
        let audience = if printing.is_private { "the team" } else { "everybody" };
        vec![
            printing.day.clone(),
            printing.name.clone(),
            printing.format.clone(),
            printing.style.clone(),
            audience.to_owned(),
            grouped(printing.quotations),
        ]
    });
    table(
        TableName::Printings,
        "What was exported",
        &["Day", "Output", "Format", "House style", "For", "Quotations"],
        rows.collect(),
    )
}

fn cleaned(record: &StudyRecord) -> RecordTable {
    let rows = record
        .processing
        .cleaned
        .iter()
        .map(|(rule, sources, places)| vec![rule.clone(), grouped(*sources), grouped(*places)]);
    let columns = ["Rule", "Sources", "Places changed"];
    table(TableName::Cleaned, "How texts were cleaned up", &columns, rows.collect())
}
