//! The index as a whole: what it answers, and what it survives.

mod answers;
mod folder;
mod reference;

use uuid::Uuid;

use super::*;
use crate::domain::{CodeId, QuotationId, SourceId, Span};

fn source(n: u128) -> SourceId {
    SourceId::new(Uuid::from_u128(n))
}

fn quotation(n: u128) -> QuotationId {
    QuotationId::new(Uuid::from_u128(1 << 64 | n))
}

fn code(n: u128) -> CodeId {
    CodeId::new(Uuid::from_u128(1 << 80 | n))
}

fn span(start: u32) -> Span {
    Span { start, end: start + 10 }
}

/// The passage of a source that starts at a code point.
fn passage(n: u128, start: u32) -> Target {
    Target::Passage { source: source(n), span: span(start) }
}

fn quoted(n: u128, on: u128, start: u32) -> Target {
    Target::Quotation { id: quotation(n), source: source(on), span: span(start) }
}

fn comment(n: u128, on: u128, start: u32) -> Target {
    Target::Comment { quotation: quotation(n), source: source(on), span: span(start) }
}

fn definition(n: u128) -> Target {
    Target::Definition { code: code(n) }
}

/// Adds entries in English in one commit.
fn add(index: &mut Index, seq: i64, entries: &[(Target, &str)]) {
    add_entries(index, seq, entries.iter().map(|&(target, text)| entry(target, text)));
}

/// An entry in English.
fn entry(target: Target, text: &str) -> Entry<'_> {
    Entry { target, text, language: Language::default() }
}

fn add_entries<'a>(index: &mut Index, seq: i64, entries: impl Iterator<Item = Entry<'a>>) {
    let writing = index.begin().unwrap();
    let mut cutter = Cutter::default();
    for entry in entries {
        writing.add(&mut cutter, entry).unwrap();
    }
    writing.commit(seq).unwrap();
}

fn holding(entries: &[(Target, &str)]) -> Index {
    let mut index = Index::open(None).unwrap();
    add(&mut index, 1, entries);
    index
}

fn ask(index: &Index, question: &str) -> Results {
    let query = parse(question, false).unwrap().unwrap();
    index.search(&query, &Scope::default(), 100).unwrap()
}

/// The targets that answer, in the order of places.
fn found(index: &Index, question: &str) -> Vec<Target> {
    let mut targets: Vec<_> = ask(index, question).hits.iter().map(|hit| hit.target).collect();
    targets.sort_by_key(Target::place);
    targets
}
