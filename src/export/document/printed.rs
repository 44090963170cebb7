//! A document as it is printed: its blocks, one after the other, on whatever page.

use std::borrow::Cow;

use super::{Block, Document, Paragraph, Run, RunKind, Table};
use crate::analysis::labels::Audience;
use crate::export::characters::{address, on_one_line, replaced_in};
use crate::export::print::{self, Is, Line, Of, Page, Placed, lines};
use crate::export::report::PRIVATE_NOTE;

/// Prints a document. `format` names what cannot hold control characters, so that the file says how many were replaced.
pub(in crate::export) fn print(document: &Document, format: Option<&str>, page: &mut impl Page) {
    let replaced = format.and_then(|format| replaced_in(document.said().into_iter(), format));
    let is_private = document.audience == Audience::Team;
    let warning = is_private.then_some(PRIVATE_NOTE);
    page.head(&on_one_line(&document.title), warning, &document.all_notes(replaced));
    let is_flow = |block: &Block| matches!(block, Block::Paragraph(_));
    for blocks in document.blocks.chunk_by(|one, next| is_flow(one) && is_flow(next)) {
        match &blocks[0] {
            Block::Paragraph(_) => {
                let paragraphs = blocks.iter().filter_map(|block| match block {
                    Block::Paragraph(paragraph) => Some(placed(paragraph, false)),
                    _ => None,
                });
                page.flow(&paragraphs.collect::<Vec<_>>());
            }
            Block::Heading(level, words) => {
                let mut words = runs(words);
                for run in &mut words {
                    run.words = on_one_line(&run.words).into();
                }
                page.heading((*level).clamp(1, 6), &words);
            }
            Block::Explanation(words) => page.under_heading(words),
            Block::Quiet(words) => page.paragraph(&alone(Is::Quiet, words)),
            Block::Extract(extract) => {
                let quote = &extract.quote;
                let codes = extract.prints_codes.then_some(quote.codes.as_slice());
                let private = quote.private.as_ref().filter(|_| is_private);
                page.extract(&lines(quote, &extract.note, codes.unwrap_or_default(), private));
            }
            Block::Table(written) if written.columns.is_empty() => {}
            Block::Table(written) => page.table(&table(written)),
            Block::Divider => page.divider(),
            Block::PageBreak => page.page_break(),
        }
    }
}

fn table(table: &Table) -> print::Table<'_> {
    let columns = &table.columns;
    print::Table {
        head: columns.iter().map(|column| alone(Is::TableHead, &column.head)).collect(),
        widths: columns.iter().map(|column| column.width.max(1)).collect(),
        rows: table.rows.iter().map(|cells| row(cells, columns.len())).collect(),
    }
}

/// A row with a cell for each column.
fn row(cells: &[Vec<Paragraph>], columns: usize) -> Vec<Vec<Placed<'_>>> {
    let cell = |column: usize| {
        let paragraphs = cells.get(column).map(Vec::as_slice).unwrap_or_default();
        paragraphs.iter().map(|paragraph| placed(paragraph, true)).collect()
    };
    (0..columns).map(cell).collect()
}

/// A paragraph with where it stands.
fn placed(paragraph: &Paragraph, is_in_table: bool) -> Placed<'_> {
    let is = match (paragraph.quotes, paragraph.lists) {
        _ if is_in_table => Is::TableText,
        (0, 0) => Is::Paragraph,
        (0, _) => Is::Item,
        _ => Is::Quoted,
    };
    let Paragraph { ref runs, lists, quotes, marker } = *paragraph;
    Placed { lists: lists.max(usize::from(marker.is_some())), quotes, marker, line: line(is, runs) }
}

/// A paragraph in no list.
fn alone(is: Is, words: &[Run]) -> Placed<'_> {
    Placed { lists: 0, quotes: 0, marker: None, line: line(is, words) }
}

fn line(is: Is, words: &[Run]) -> Line<'_> {
    Line { is, runs: runs(words) }
}

fn runs(runs: &[Run]) -> Vec<print::Run<'_>> {
    runs.iter().filter(|run| !run.words.is_empty()).map(run).collect()
}

fn run(run: &Run) -> print::Run<'_> {
    let (of, address) = match &run.kind {
        RunKind::Plain => (Of::Plain, None),
        RunKind::Code => (Of::Code, None),
        RunKind::Blank => (Of::Blank, None),
        RunKind::Address(to) => (Of::Plain, Some(address(to).into())),
    };
    let words = match of {
        Of::Blank => Cow::Owned(format!("[{}]", run.words)),
        _ => Cow::Borrowed(run.words.as_str()),
    };
    print::Run { of, italic: run.is_italic, bold: run.is_bold, address, words }
}
