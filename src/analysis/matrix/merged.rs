//! What a merge of codes brings under summaries that were written without it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Summaries;
use crate::analysis::table::{Everybody, Study};
use crate::domain::{CodeId, CodeTree, MatrixRow, Summary};

/// The cells under which a merge brings passages that nothing written there speaks of, though they were coded before it was: each with
/// when the earliest of these passages was coded. `becomes` tells which code each one goes up in, `after` is the tree that is left.
pub fn brought_by_merge(
    study: &Study<'_>,
    summaries: &Summaries,
    becomes: &HashMap<CodeId, CodeId>,
    after: &CodeTree,
) -> BTreeMap<(MatrixRow, CodeId), Arc<str>> {
    let now = |code: CodeId| becomes.get(&code).copied().unwrap_or(code);
    // What a code takes in is also below those above it.
    let mut columns: Vec<CodeId> = Vec::new();
    for &into in becomes.values() {
        let mut above = after.get(into);
        while let Some(code) = above.filter(|code| !columns.contains(&code.id)) {
            columns.push(code.id);
            above = code.parent.and_then(|parent| after.get(parent));
        }
    }
    let mut written: HashMap<(MatrixRow, CodeId), Vec<&Summary>> = HashMap::new();
    for summary in summaries.values() {
        let code = now(summary.code);
        if columns.contains(&code) {
            written.entry((summary.row, code)).or_default().push(summary);
        }
    }
    let mut brought: BTreeMap<(MatrixRow, CodeId), Arc<str>> = BTreeMap::new();
    if written.is_empty() {
        return brought;
    }
    let everybody = Everybody::new(study);
    let mut of_number: HashMap<u32, Vec<MatrixRow>> = HashMap::new();
    for person in study.people {
        if let Some(number) = everybody.number(person.id) {
            of_number.entry(number).or_default().push(MatrixRow::Person(person.id));
        }
    }
    let (mut rows, mut said_by): (Vec<MatrixRow>, Vec<u32>) = (Vec::new(), Vec::new());
    for (info, on) in &study.sources {
        for quotation in on.quotations.iter().filter(|quotation| !quotation.span.is_empty()) {
            let is_touched =
                |code: CodeId| columns.iter().any(|&one| after.is_within(now(code), one));
            if !quotation.codings.iter().any(|coding| is_touched(coding.code)) {
                continue;
            }
            rows.clear();
            rows.push(MatrixRow::Source(info.id));
            rows.extend(info.case.map(MatrixRow::Case));
            everybody.who_says(info, on, quotation.span, &mut said_by);
            rows.extend(said_by.iter().filter_map(|number| of_number.get(number)).flatten());
            for &column in &columns {
                let under = quotation.codings.iter();
                let under = under.filter(|coding| after.is_within(now(coding.code), column));
                let Some(first) = under.map(|coding| &coding.at).min() else { continue };
                for &row in &rows {
                    let said = written.get(&(row, column)).map_or(&[][..], Vec::as_slice);
                    let spoke_of_it = said.iter().any(|summary| {
                        let mut codings = quotation.codings.iter();
                        codings.any(|coding| study.tree.is_within(coding.code, summary.code))
                    });
                    // Where two are joined the older one tells when it was written.
                    let since = said.iter().map(|summary| summary.written_at.as_str()).min();
                    if !spoke_of_it && since.is_some_and(|since| **first <= *since) {
                        let earliest =
                            brought.entry((row, column)).or_insert_with(|| Arc::clone(first));
                        if first < earliest {
                            *earliest = Arc::clone(first);
                        }
                    }
                }
            }
        }
    }
    brought
}
