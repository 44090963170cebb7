//! The outline of an output as a document: its headings, findings and paragraphs, under each the extracts that stand there.

use std::sync::Arc;

use super::output_report::PrintedOutput;
use super::reports::printed_day;
use super::{Project, ProjectError, Snapshot, today};
use crate::analysis::labels::Audience;
use crate::domain::{CounterSearch, ExtractId, Item, ItemId, ItemKind, LinkTo, Output, Target};
use crate::export::document::{Block, Document, Extract, Paragraph, Run, memo_blocks};
use crate::text::counted;

/// The heading of extracts that nobody placed: a file leaves nothing out without saying so.
const ELSEWHERE: &str = "Extracts that stand under no finding";

impl Project {
    /// An output as its outline has it, and what is to be noted once it is printed. For the team, it tells of each finding how far
    /// it is, what it rests on and who looked for what contradicts it. What somebody said who has taken their consent back is left
    /// out.
    ///
    /// # Errors
    /// When its style cannot be used.
    pub fn outline_document(
        &mut self,
        output: &Output,
        audience: Audience,
    ) -> Result<(Document, PrintedOutput), ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let printed = self.output_report(output, audience)?;
        let quotes = self.printed_extracts(output, &printed.set)?;
        let under = |item: Option<ItemId>| {
            let is_there = |id: ExtractId| {
                let found = output.extracts.iter().find(|extract| extract.id == id);
                found.is_some_and(|extract| extract.item == item)
            };
            let of_item = quotes.iter().filter(move |(id, _)| is_there(*id));
            of_item.map(|(_, quote)| {
                let prints_codes = output.settings.with_codes;
                let extract = Extract { quote: quote.clone(), note: String::new(), prints_codes };
                Block::Extract(Box::new(extract))
            })
        };
        let mut blocks = Vec::new();
        for item in &output.items {
            let level = output.depth(item.id) + 1;
            blocks.extend(snapshot.item_blocks(item, level, audience));
            blocks.extend(under(Some(item.id)));
        }
        let elsewhere: Vec<Block> = under(None).collect();
        if !elsewhere.is_empty() && !output.items.is_empty() {
            blocks.push(Block::Heading(1, vec![Run::plain(ELSEWHERE)]));
        }
        blocks.extend(elsewhere);
        let mut notes = vec![format!("{}.", counted(printed.count(), "extract", "extracts"))];
        if printed.withdrawn > 0 {
            let many = counted(printed.withdrawn, "extract is", "extracts are");
            notes.push(format!("{many} left out, since consent was withdrawn."));
        }
        let title = output.name.clone();
        let document =
            Document { title, notes, made: today(), audience, blocks, ..Document::default() };
        Ok((document, printed))
    }
}

impl Snapshot {
    /// An item with its text, without what stands under it.
    fn item_blocks(&self, item: &Item, level: usize, audience: Audience) -> Vec<Block> {
        let mut blocks = Vec::new();
        let title = item.title.trim();
        match item.kind {
            ItemKind::Heading => blocks.push(Block::Heading(level, vec![Run::plain(title)])),
            ItemKind::Finding if !title.is_empty() => {
                blocks.push(Block::Paragraph(Paragraph::new(vec![Run::bold(title)])));
            }
            ItemKind::Finding | ItemKind::Paragraph => {}
        }
        if item.kind == ItemKind::Finding && audience == Audience::Team {
            blocks.push(Block::Quiet(vec![Run::plain(self.how_far(item))]));
        }
        blocks.extend(memo_blocks(&item.text, level, |to, words| match to {
            LinkTo::Object(Target::Quote(id)) if self.is_withdrawn_quotation(id) => {
                super::memo_report::WITHDRAWN.to_owned()
            }
            to => self.link_words(to, words, audience),
        }));
        blocks
    }

    /// How far a finding is, what it rests on, and who looked for what contradicts it.
    fn how_far(&self, item: &Item) -> String {
        let mut said = crate::text::capital(item.state.word());
        let on: Vec<String> = item
            .mentions
            .iter()
            .filter(|mention| !mention.is_written)
            .map(|mention| {
                let words = self.link_words(LinkTo::Object(mention.target), "", Audience::Team);
                match words.as_str() {
                    "" => format!("a {} that is gone", mention.target.kind()),
                    _ => format!("the {} “{words}”", mention.target.kind()),
                }
            })
            .collect();
        if !on.is_empty() {
            said.push_str(&format!(". Rests on {}", on.join(", ")));
        }
        if item.counter_searches.is_empty() {
            said.push_str(". Nobody looked for what contradicts it");
        }
        for CounterSearch { coder, found, at, .. } in &item.counter_searches {
            let name = self.coder(*coder).map_or("somebody", |coder| &coder.name);
            let day = printed_day(at).unwrap_or_default();
            said.push_str(&format!(". What contradicts it was looked for by {name}, {day}"));
            if !found.trim().is_empty() {
                said.push_str(&format!(": {}", found.trim().trim_end_matches('.')));
            }
        }
        said.push('.');
        said
    }
}
