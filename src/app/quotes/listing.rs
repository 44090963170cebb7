//! What is asked for and the quotes that answer, in the order they are listed.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::{QuoteQuery, QuoteRow};
use crate::domain::{CodeId, Coding, Quotation, QuotationId, SourceId};
use crate::project::Snapshot;

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
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) query: QuoteQuery,
    pub(super) sort: Sort,
    /// Whether anything was asked yet; a question without codes asks for all quotes.
    pub(super) is_asked: bool,
}

impl Default for Question {
    fn default() -> Self {
        let query = QuoteQuery { sub_codes: true, ..QuoteQuery::default() };
        Self { query, sort: Sort::default(), is_asked: false }
    }
}

/// A list of a question that leaves quotes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Narrowing {
    Kinds,
    Sources,
    Speakers,
    Coders,
}

impl Narrowing {
    pub(super) const ALL: [Self; 4] = [Self::Kinds, Self::Sources, Self::Speakers, Self::Coders];

    /// The word for one of its entries.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Kinds => "Kind",
            Self::Sources => "Source",
            Self::Speakers => "Speaker",
            Self::Coders => "Coder",
        }
    }

    /// How many entries it has in a question; none leave nothing out.
    pub(super) fn len(self, query: &QuoteQuery) -> usize {
        match self {
            Self::Kinds => query.kinds.len(),
            Self::Sources => query.sources.len(),
            Self::Speakers => query.speakers.len(),
            Self::Coders => query.coders.len(),
        }
    }

    /// Takes it out of a question.
    pub(super) fn clear(self, query: &mut QuoteQuery) {
        match self {
            Self::Kinds => query.kinds.clear(),
            Self::Sources => query.sources.clear(),
            Self::Speakers => query.speakers.clear(),
            Self::Coders => query.coders.clear(),
        }
    }
}

impl Question {
    /// Asks for a code with its sub-codes.
    pub(super) fn of_code(code: CodeId) -> Self {
        let query = QuoteQuery { codes: vec![code], sub_codes: true, ..QuoteQuery::default() };
        Self { query, sort: Sort::default(), is_asked: true }
    }

    /// The narrowings that leave something out.
    pub(super) fn narrowings(&self) -> Vec<Narrowing> {
        Narrowing::ALL.into_iter().filter(|narrowing| narrowing.len(&self.query) > 0).collect()
    }

    /// The narrowings each of which alone keeps every quote out: without it there would be some.
    pub(super) fn excluding(&self, snapshot: &Snapshot) -> Vec<Narrowing> {
        let mut narrowings = self.narrowings();
        narrowings.retain(|narrowing| {
            let mut wider = self.query.clone();
            narrowing.clear(&mut wider);
            !snapshot.retrieve(&wider).is_empty()
        });
        narrowings
    }
}

/// The quotes that answer a question.
#[derive(Debug, Default)]
pub(super) struct Listing {
    rows: Vec<QuoteRow>,
    places: HashMap<QuotationId, usize>,
    sources: usize,
}

impl Listing {
    /// Answers a question.
    pub(super) fn new(snapshot: &Snapshot, question: &Question) -> Self {
        if !question.is_asked {
            return Self::default();
        }
        let mut rows = snapshot.retrieve(&question.query);
        sort(&mut rows, snapshot, question);
        let places = rows.iter().enumerate().map(|(place, row)| (row.quotation, place)).collect();
        let sources: HashSet<SourceId> = rows.iter().map(|row| row.source).collect();
        Self { rows, places, sources: sources.len() }
    }

    /// The quotes in their order.
    pub(super) fn rows(&self) -> &[QuoteRow] {
        &self.rows
    }

    /// Where a quotation stands.
    pub(super) fn place(&self, quotation: QuotationId) -> Option<usize> {
        self.places.get(&quotation).copied()
    }

    /// How many sources the quotes come from.
    pub(super) fn sources(&self) -> usize {
        self.sources
    }
}

fn sort(rows: &mut [QuoteRow], snapshot: &Snapshot, question: &Question) {
    let asked = question.query.asked_codings(&snapshot.codes);
    // All sorts are stable: equals stay by source and place.
    match question.sort {
        Sort::Source => {}
        Sort::Length => rows.sort_by_key(|row| Reverse(row.span.len())),
        Sort::Code => {
            let place = |coding: &Coding| snapshot.codes.position(coding.code);
            let first = keys(rows, snapshot, |quotation| {
                quotation.codings.iter().filter(|c| asked.holds(c)).filter_map(place).min()
            });
            let last = snapshot.codes.len();
            rows.sort_by_key(|row| first.get(&row.quotation).copied().unwrap_or(last));
        }
        Sort::Newest => {
            let newest = keys(rows, snapshot, |quotation| {
                let asked = quotation.codings.iter().filter(|coding| asked.holds(coding));
                asked.map(|coding| Arc::clone(&coding.at)).max()
            });
            rows.sort_by_key(|row| Reverse(newest.get(&row.quotation).cloned()));
        }
    }
}

/// What to sort the quotations of the rows' sources by.
fn keys<K>(
    rows: &[QuoteRow],
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
