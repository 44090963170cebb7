//! What is asked for and the quotes that answer, in the order they are listed.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::query::{Answer, Condition, Field, Query};
use crate::domain::{CodeId, Coding, Quotation, QuotationId, SourceId, Span};
use crate::project::{Project, ProjectError, Snapshot};

/// The order of the quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// By source and place.
    #[default]
    Source,
    /// By the first of their codes that was asked for, in the order of the framework.
    Code,
    /// The longest first.
    Length,
    /// Those coded last first.
    Newest,
}

impl Sort {
    pub(super) const ALL: [Self; 4] = [Self::Source, Self::Code, Self::Length, Self::Newest];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Source => "By source",
            Self::Code => "By code",
            Self::Length => "Longest first",
            Self::Newest => "Coded last first",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Question {
    pub(super) query: Query,
    pub(super) sort: Sort,
    /// Whether anything was asked yet; a question without conditions asks for all quotes.
    pub(super) is_asked: bool,
}

/// The fields by which menus narrow the list.
pub(super) const NARROWING: [Field; 6] =
    [Field::Kind, Field::Case, Field::Source, Field::Speaker, Field::Coder, Field::Flag];

/// The word for one value of a field that narrows.
pub(super) const fn narrowing_word(field: Field) -> &'static str {
    match field {
        Field::Kind => "Kind",
        Field::Source => "Source",
        Field::Speaker => "Speaker",
        Field::Case => "Case",
        Field::Flag => "Flag",
        _ => "Coder",
    }
}

impl Question {
    /// Asks this.
    pub(super) fn of(query: Query) -> Self {
        Self { query, sort: Sort::default(), is_asked: true }
    }

    /// Whether it is only about one code, with its sub-codes or not.
    pub(super) fn is_of_code(&self, code: CodeId) -> bool {
        matches!(self.query.holds, Condition::Code { code: asked, .. } if asked == code)
    }

    /// The fields that leave something out.
    pub(super) fn narrowings(&self) -> Vec<Field> {
        let narrows = |field: &Field| !self.query.narrowed_to(*field).is_empty();
        NARROWING.into_iter().filter(narrows).collect()
    }
}

/// What tells one row of the list from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RowKey {
    /// A whole quotation, wherever it is moved to.
    Quotation(QuotationId),
    /// A part of a source.
    Part(SourceId, Option<QuotationId>, Span),
}

/// The key of a row.
pub(super) fn key(row: &Answer) -> RowKey {
    match row.quotation {
        Some(id) if row.given == row.span => RowKey::Quotation(id),
        quotation => RowKey::Part(row.source, quotation, row.given),
    }
}

/// The quotes that answer a question.
#[derive(Debug, Default)]
pub(super) struct Listing {
    rows: Vec<Answer>,
    places: HashMap<RowKey, usize>,
    sources: usize,
    cases: usize,
    /// Where nothing answers: the fields each of which alone keeps everything out.
    excluding: Vec<Field>,
}

impl Listing {
    /// Answers a question. Goes through everything: not for a frame.
    pub(super) fn new(project: &mut Project, question: &Question) -> Result<Self, ProjectError> {
        let mut rows = project.ask(&question.query)?;
        let mut excluding = Vec::new();
        if rows.is_empty() {
            for field in question.narrowings() {
                let mut wider = question.query.clone();
                wider.narrow(field, Vec::new());
                if !project.ask(&wider)?.is_empty() {
                    excluding.push(field);
                }
            }
        }
        let snapshot = project.snapshot();
        sort(&mut rows, snapshot, question);
        let places = rows.iter().enumerate().map(|(place, row)| (key(row), place)).collect();
        let sources: HashSet<SourceId> = rows.iter().map(|row| row.source).collect();
        let case = |&source: &SourceId| snapshot.source(source).and_then(|info| info.case);
        let cases: HashSet<_> = sources.iter().filter_map(case).collect();
        Ok(Self { rows, places, sources: sources.len(), cases: cases.len(), excluding })
    }

    /// The quotes in their order.
    pub(super) fn rows(&self) -> &[Answer] {
        &self.rows
    }

    /// Where a row stands.
    pub(super) fn place(&self, row: RowKey) -> Option<usize> {
        self.places.get(&row).copied()
    }

    /// How many sources the quotes come from.
    pub(super) fn sources(&self) -> usize {
        self.sources
    }

    /// How many cases those sources belong to.
    pub(super) fn cases(&self) -> usize {
        self.cases
    }

    /// The fields each of which alone keeps every quote out: without it there would be some.
    pub(super) fn excluding(&self) -> &[Field] {
        &self.excluding
    }
}

fn sort(rows: &mut [Answer], snapshot: &Snapshot, question: &Question) {
    let asked = snapshot.asked_codings(&question.query.holds);
    // All sorts are stable: equals stay by source and place.
    match question.sort {
        Sort::Source => {}
        Sort::Length => rows.sort_by_key(|row| Reverse(row.given.len())),
        Sort::Code => {
            let place = |coding: &Coding| snapshot.codes.position(coding.code);
            let first = keys(rows, snapshot, |quotation| {
                quotation.codings.iter().filter(|c| asked.holds(c)).filter_map(place).min()
            });
            let last = snapshot.codes.len();
            let place = |row: &Answer| row.quotation.and_then(|id| first.get(&id).copied());
            rows.sort_by_key(|row| place(row).unwrap_or(last));
        }
        Sort::Newest => {
            let newest = keys(rows, snapshot, |quotation| {
                let asked = quotation.codings.iter().filter(|coding| asked.holds(coding));
                asked.map(|coding| Arc::clone(&coding.at)).max()
            });
            let time = |row: &Answer| row.quotation.and_then(|id| newest.get(&id).cloned());
            rows.sort_by_cached_key(|row| Reverse(time(row)));
        }
    }
}

/// What to sort the quotations of the rows' sources by.
fn keys<K>(
    rows: &[Answer],
    snapshot: &Snapshot,
    key: impl Fn(&Quotation) -> Option<K>,
) -> HashMap<QuotationId, K> {
    let sources: HashSet<SourceId> = rows.iter().map(|row| row.source).collect();
    sources
        .into_iter()
        .filter_map(|source| snapshot.codings(source))
        .flat_map(|on| &on.quotations)
        .filter_map(|quotation| key(quotation).map(|key| (quotation.id, key)))
        .collect()
}
