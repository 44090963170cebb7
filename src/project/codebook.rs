//! The code framework with everything that a codebook prints beside it: makers, examples with their labels, links, counts.

use std::collections::HashMap;
use std::sync::Arc;

use super::reports::printed_day;
use super::{Project, ProjectError, Snapshot};
use crate::domain::{CodeId, CodeLink, QuotationId, SourceId, Span};
use crate::export::{CodebookExample, CodebookReport, CodebookRow, CodebookSetRow};

impl Project {
    /// The whole framework, archived codes included, in the order of the tree. `title` stands at the top of a printed one.
    pub fn codebook_report(&mut self, title: &str) -> Result<CodebookReport, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let tree = &snapshot.codes;
        let mut examples = self.examples(&snapshot)?;
        let codes = tree
            .codes()
            .iter()
            .map(|code| {
                let count = snapshot.counts.of(code.id);
                let path = tree.path(code.id).into_iter().map(str::to_owned).collect();
                let maker = code.coder.and_then(|coder| snapshot.coder(coder));
                let questions = snapshot.notes.questions_of(code.id);
                CodebookRow {
                    made_by: maker.map(|coder| coder.name.clone()).unwrap_or_default(),
                    made: printed_day(&code.made_at).unwrap_or_default(),
                    examples: examples.remove(&code.id).unwrap_or_default(),
                    links: snapshot
                        .notes
                        .links_of(code.id)
                        .map(|link| in_words(&snapshot, code.id, link))
                        .collect(),
                    open_questions: questions.filter(|question| !question.is_settled).count(),
                    quotations: count.own,
                    with_sub_codes: count.with_sub_codes,
                    ..CodebookRow::new(code, path)
                }
            })
            .collect();
        let place = |&code: &CodeId| tree.position(code);
        let sets = snapshot.notes.sets.iter().map(|set| CodebookSetRow {
            key: set.id,
            name: set.name.clone(),
            codes: set.codes.iter().filter_map(place).collect(),
        });
        Ok(CodebookReport {
            title: title.to_owned(),
            made: super::today(),
            sets: sets.collect(),
            codes,
        })
    }

    /// The examples of each code, in the order they were chosen, with their words and labels. Each text is read once.
    fn examples(
        &mut self,
        snapshot: &Snapshot,
    ) -> Result<HashMap<CodeId, Vec<CodebookExample>>, ProjectError> {
        let chosen = &snapshot.notes.examples;
        let mut printed: HashMap<QuotationId, Option<CodebookExample>> =
            chosen.values().flatten().map(|&quotation| (quotation, None)).collect();
        let mut places: HashMap<SourceId, Vec<(QuotationId, Span)>> = HashMap::new();
        for (source, quotation) in snapshot.quotations() {
            if printed.contains_key(&quotation.id) {
                places.entry(source).or_default().push((quotation.id, quotation.span));
            }
        }
        for (source, quotations) in places {
            let (info, on) = (snapshot.source(source), snapshot.codings(source));
            let (Some(info), Some(on)) = (info, on) else { continue };
            let text = self.text(source)?;
            for (quotation, span) in quotations {
                // A quotation that lost its words to an edit has nothing to show; of those who took their consent back
                // nothing is printed.
                if !span.is_empty() && !snapshot.is_withdrawn_at(info, on, span) {
                    let label = snapshot.printed_label(info, on, span);
                    let text = text.slice(span).to_owned();
                    printed.insert(quotation, Some(CodebookExample { text, label }));
                }
            }
        }
        let of_code = |quotations: &Vec<QuotationId>| {
            quotations.iter().filter_map(|id| printed.get(id).cloned().flatten()).collect()
        };
        Ok(chosen.iter().map(|(&code, quotations)| (code, of_code(quotations))).collect())
    }
}

/// A link as it is printed at one of its codes: “Leads to Access”, “Access leads to this code”.
fn in_words(snapshot: &Snapshot, at: CodeId, link: &CodeLink) -> String {
    let tree = &snapshot.codes;
    if link.from == at {
        let kind = crate::text::capital(&link.kind);
        format!("{kind} {}", tree.path_text(link.to))
    } else {
        format!("{} {} this code", tree.path_text(link.from), link.kind)
    }
}
