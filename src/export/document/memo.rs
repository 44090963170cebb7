//! From a text of the team in Markdown to the blocks of a document, or to the paragraphs of a cell.

use super::{Block, Column, Paragraph, Run, RunKind, Table};
use crate::domain::LinkTo;
use crate::text::markdown::{self, Content, Lead};

/// Stands between the cells of a table that has to be paragraphs.
const CELL_SEPARATOR: &str = " | ";

/// The blocks of a stored text in Markdown. `below` is how many levels of headings stand above its own; `name` gives what is
/// printed for a link of the project, which had these words.
pub fn memo_blocks(
    text: &str,
    below: usize,
    mut name: impl FnMut(LinkTo, &str) -> String,
) -> Vec<Block> {
    let block = |markdown::Block { quotes, lists, marker, content }| match content {
        Content::Heading(level, words) => {
            Block::Heading(level.saturating_add(below).min(6), runs(words, &mut name))
        }
        Content::Paragraph(words) => {
            let runs = runs(words, &mut name);
            Block::Paragraph(Paragraph { runs, lists, quotes, marker })
        }
        Content::Code { about, words } => {
            Block::Paragraph(Paragraph { runs: code(&about, words), lists, quotes, marker })
        }
        Content::Rule => Block::Divider,
        Content::Table { head, rows } => {
            let mut runs = |cell| runs(cell, &mut name);
            let columns =
                head.into_iter().map(|cell| Column { head: runs(cell), width: 1 }).collect();
            let mut row = |row: Vec<markdown::Cell>| {
                row.into_iter().map(|cell| vec![Paragraph::new(runs(cell))]).collect()
            };
            Block::Table(Table { columns, rows: rows.into_iter().map(&mut row).collect() })
        }
    };
    markdown::blocks(text).into_iter().map(block).collect()
}

/// The same as paragraphs alone, as a cell of a table can hold them: headings are in bold, the rows of a table are lines.
pub fn memo_paragraphs(text: &str, name: impl FnMut(LinkTo, &str) -> String) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for block in memo_blocks(text, 0, name) {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::Heading(_, runs) => {
                let runs = runs.into_iter().map(|run| Run { is_bold: true, ..run });
                paragraphs.push(Paragraph::new(runs.collect()));
            }
            Block::Table(table) => {
                let head = table.columns.into_iter().map(|column| column.head).collect();
                let row = |row: Vec<Vec<Paragraph>>| -> Vec<Vec<Run>> {
                    let cell = |cell: Vec<Paragraph>| cell.into_iter().flat_map(|one| one.runs);
                    row.into_iter().map(|paragraphs| cell(paragraphs).collect()).collect()
                };
                let rows = [head].into_iter().chain(table.rows.into_iter().map(row));
                let separated = |cells: Vec<Vec<Run>>| cells.join(&Run::plain(CELL_SEPARATOR));
                paragraphs.extend(rows.map(separated).map(Paragraph::new));
            }
            Block::Explanation(_)
            | Block::Divider
            | Block::PageBreak
            | Block::Quiet(_)
            | Block::Extract(_) => {}
        }
    }
    paragraphs
}

/// Lines as they were typed, after what was written behind their fence.
fn code(about: &str, words: String) -> Vec<Run> {
    let about = (!about.is_empty()).then(|| Run::plain(format!("{about}\n")));
    let code = Run { kind: RunKind::Code, ..Run::plain(words) };
    about.into_iter().chain([code]).collect()
}

fn runs(runs: Vec<markdown::Run>, name: &mut impl FnMut(LinkTo, &str) -> String) -> Vec<Run> {
    let run = |run: markdown::Run| {
        let (words, kind) = match run.lead {
            Some(Lead::Link(to)) => (name(to, &run.words), RunKind::Plain),
            Some(Lead::Address(address)) => (run.words, RunKind::Address(address)),
            Some(Lead::Nothing) | None if run.is_code => (run.words, RunKind::Code),
            Some(Lead::Nothing) | None => (run.words, RunKind::Plain),
        };
        Run { words, is_bold: run.is_strong, is_italic: run.is_emphasis, kind }
    };
    runs.into_iter().map(run).collect()
}
