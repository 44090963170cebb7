//! The outline of an output in print: its headings, findings and paragraphs, with the extracts under each.

use std::collections::HashMap;
use std::sync::Arc;

use super::output_report::PrintedOutput;
use super::outputs::SetOutput;
use super::reports::Section;
use super::{Project, ProjectError, Snapshot};
use crate::analysis::labels::Audience;
use crate::domain::{ExtractId, Item, ItemId, ItemKind, Output, filled};
use crate::export::document::{self, Block, Document, Extract, Paragraph, Run};

impl Snapshot {
    /// The places of the extracts of an output under the items of its outline. Those that stand nowhere or are never printed are
    /// left out.
    pub(super) fn outlined(&self, output: &Output, set: &SetOutput) -> Vec<Section<usize>> {
        let places = set.extracts.iter().enumerate();
        let places: HashMap<ExtractId, usize> = places.map(|(at, one)| (one.extract, at)).collect();
        let mut path: Vec<String> = Vec::new();
        let sections = output.items.iter().map(|item| {
            path.truncate(output.depth(item.id));
            if item.kind != ItemKind::Paragraph {
                path.push(self.printed_text(&item.title, Audience::Public));
            }
            let under = output.extracts_under(Some(item.id));
            let holds = under.filter_map(|extract| places.get(&extract.id).copied());
            Section {
                path: path.clone(),
                text: self.printed_text(&item.text, Audience::Public),
                holds: holds.filter(|&at| !self.is_withdrawn(&set.extracts[at])).collect(),
            }
        });
        sections.collect()
    }

    /// A text as it is printed, with words in the places of its links.
    fn printed_text(&self, text: &str, audience: Audience) -> String {
        filled(text, |link| match link.to {
            Some(to) => self.printed_link(to, link.words, audience),
            None => link.words.to_owned(),
        })
    }

    /// How far a finding is and how it was tested, for the team.
    fn tested(&self, item: &Item) -> String {
        let searches = item.counter_searches.iter().map(|search| {
            let coder = self.coder(search.coder).map_or("somebody", |coder| coder.name.as_str());
            let day = search.at.get(..10).unwrap_or_default();
            let found = if search.found.is_empty() { "" } else { ": " };
            format!("contradicting examples looked for by {coder}, {day}{found}{}", search.found)
        });
        let mut parts: Vec<String> =
            std::iter::once(item.state.word().to_owned()).chain(searches).collect();
        if item.counter_searches.is_empty() {
            parts.push("contradicting examples not looked for yet".to_owned());
        }
        parts.join(" · ")
    }
}

impl Project {
    /// The outline of an output as a document. `printed` is the same output as it is written to tables.
    pub(super) fn outline_document(
        &self,
        output: &Output,
        printed: &PrintedOutput,
    ) -> Result<Document, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let report = &printed.report;
        let audience = report.audience;
        let mut blocks = Vec::new();
        let name = |to, words: &str| snapshot.printed_link(to, words, audience);
        for (item, section) in output.items.iter().zip(&report.sections) {
            let depth = output.depth(item.id);
            let title = snapshot.printed_text(&item.title, audience);
            match item.kind {
                ItemKind::Heading => {
                    blocks.push(Block::Heading(depth + 1, vec![Run::plain(title)]));
                }
                ItemKind::Finding => {
                    let title = vec![Run::bold(title)];
                    blocks.push(Block::Paragraph(Paragraph::new(title)));
                    if audience == Audience::Team {
                        blocks.push(Block::Quiet(vec![Run::plain(snapshot.tested(item))]));
                    }
                }
                ItemKind::Paragraph => {}
            }
            blocks.extend(document::memo_blocks(&item.text, depth + 1, name));
            blocks.extend(section.quotes.iter().map(|quote| {
                Block::Extract(Box::new(Extract {
                    quote: quote.clone(),
                    note: String::new(),
                    prints_codes: report.prints_codes,
                }))
            }));
        }
        Ok(Document {
            title: report.title.clone(),
            // Everybody is told what is there, and not of whom something is missing.
            notes: if audience == Audience::Team { printed.left_out() } else { Vec::new() },
            made: report.made.clone(),
            audience,
            is_landscape: false,
            blocks,
        })
    }

    /// The part of an output that stands under one of its items, as it is checked and exported by itself.
    ///
    /// # Errors
    /// When the item is gone.
    pub fn chapter(&self, item: ItemId) -> Result<Output, ProjectError> {
        let (output, _) = self.snapshot.item(item).ok_or(ProjectError::Gone("This chapter"))?;
        Ok(output.chapter(item))
    }
}
