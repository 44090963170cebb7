//! The methods appendix as a document: checklists with their answers and blanks, then the tables.

use super::{Project, ProjectError, today};
use crate::analysis::methods::{Answered, Checklist, Item, RecordTable, TableName};
use crate::export::document::{Block, Column, Document, Paragraph, Run, Table};

/// How many tenths of a table's width a column has.
fn widths(name: TableName, columns: usize) -> Vec<u32> {
    let known: &[u32] = match name {
        TableName::Tree => &[4, 8, 2, 3, 2, 2],
        TableName::Reasons => &[3, 6, 6, 3],
        TableName::Labels => &[3, 8, 4],
        TableName::Outputs | TableName::Coders | TableName::Respondents => &[4],
        _ => &[],
    };
    (0..columns).map(|at| known.get(at).copied().unwrap_or(2)).collect()
}

impl Project {
    /// What checklists for reports ask of a study, answered from this project, as a document. For everybody: see
    /// [`Self::study_record`].
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn methods_document(&mut self, checklists: &[Checklist]) -> Result<Document, ProjectError> {
        let appendix = self.methods_appendix(checklists)?;
        let mut blocks = Vec::new();
        for answered in &appendix.checklists {
            checklist(&mut blocks, answered);
        }
        if !appendix.tables.is_empty() {
            blocks.push(heading(1, "Tables"));
        }
        for (at, one) in appendix.tables.iter().enumerate() {
            table(&mut blocks, at + 1, one);
        }
        Ok(Document {
            title: "Methods appendix".to_owned(),
            notes: vec![
                "Facts are taken from the project’s own record as it stands. What only people know is left to be filled in, in square brackets."
                    .to_owned(),
            ],
            made: today(),
            blocks,
            ..Document::default()
        })
    }
}

fn heading(level: usize, words: impl Into<String>) -> Block {
    Block::Heading(level, vec![Run::plain(words)])
}

fn checklist(blocks: &mut Vec<Block>, answered: &Answered) {
    blocks.push(heading(1, answered.checklist.name()));
    blocks.push(Block::Quiet(vec![Run::plain(answered.checklist.source())]));
    let mut part = "";
    for item in &answered.items {
        if item.part != part {
            part = item.part;
            blocks.push(heading(2, part));
        }
        blocks.push(heading(3, format!("{}. {}", item.number, item.subject)));
        blocks.extend(answer(item));
    }
}

fn answer(item: &Item) -> Vec<Block> {
    let facts = (!item.facts.is_empty()).then(|| Paragraph::plain(item.facts.join(" ")));
    let blank = item.blank.map(|blank| Paragraph::new(vec![Run::blank(blank)]));
    facts.into_iter().chain(blank).map(Block::Paragraph).collect()
}

fn table(blocks: &mut Vec<Block>, number: usize, of: &RecordTable) {
    blocks.push(heading(2, format!("Table {number}. {}", of.title)));
    if !of.note.is_empty() {
        blocks.push(Block::Quiet(vec![Run::plain(of.note.as_str())]));
    }
    let widths = widths(of.name, of.columns.len());
    let columns = of.columns.iter().zip(widths);
    let columns = columns.map(|(head, width)| Column { head: vec![Run::plain(head)], width });
    let cell = |words: &String| -> Vec<Paragraph> { words.lines().map(Paragraph::plain).collect() };
    let rows = of.rows.iter().enumerate().map(|(at, row)| {
        let mut cells: Vec<Vec<Paragraph>> = row.iter().map(cell).collect();
        // A code is set in by as much as it hangs below others.
        let depth = of.depths.get(at).copied().unwrap_or_default() as usize;
        if let Some(run) =
            cells.first_mut().and_then(|cell| cell.first_mut()).and_then(|one| one.runs.first_mut())
        {
            run.words.insert_str(0, &"\u{2003}".repeat(depth));
        }
        cells
    });
    blocks.push(Block::Table(Table { columns: columns.collect(), rows: rows.collect() }));
}
