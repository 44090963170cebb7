//! What is asked for and the quotes that answer, in the order they are listed.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::query::{Answer, AskedCodings, Condition, Field, Query};
use crate::analysis::table::{Dimension, Key, group};
use crate::domain::{CodeId, Quotation, QuotationId, SourceId, Span};
use crate::project::{Project, ProjectError, Snapshot};

/// The order of the quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// By source and place.
    #[default]
    Source,
    /// The longest first.
    Length,
    /// Those coded last first.
    Newest,
}

impl Sort {
    pub(super) const ALL: [Self; 3] = [Self::Source, Self::Length, Self::Newest];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Source => "By source",
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
    /// Under which headings the quotes stand, from the outermost in; under none where this is empty.
    pub(super) groups: Vec<Dimension>,
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
        Self { query, is_asked: true, ..Self::default() }
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

/// A quote as it stands in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) answer: Answer,
    /// The headings it stands under, from the outermost in.
    under: Arc<[Key]>,
    /// The place of the innermost heading.
    heading: usize,
}

/// What tells one row of the list from every other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RowKey {
    what: What,
    under: Arc<[Key]>,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    /// A whole quotation, wherever it is moved to.
    Quotation(QuotationId),
    /// A part of a source.
    Part(SourceId, Option<QuotationId>, Span),
}

/// The key of a row.
pub(super) fn key(row: &Row) -> RowKey {
    let what = match row.answer.quotation {
        Some(id) if row.answer.given == row.answer.span => What::Quotation(id),
        quotation => What::Part(row.answer.source, quotation, row.answer.given),
    };
    RowKey { what, under: Arc::clone(&row.under) }
}

/// What some quotes stand under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// What it stands for, from the outermost in.
    pub(super) keys: Arc<[Key]>,
    /// The names of these.
    pub(super) names: Vec<String>,
    /// Its first row.
    pub(super) first: usize,
    /// How many rows stand under it.
    pub(super) rows: usize,
}

/// The quotes that answer a question.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What answers, each once.
    answers: Vec<Answer>,
    rows: Vec<Row>,
    places: HashMap<RowKey, usize>,
    headings: Vec<Heading>,
    sources: usize,
    cases: usize,
    /// Where nothing answers: the fields each of which alone keeps everything out.
    excluding: Vec<Field>,
}

impl Listing {
    /// Answers a question. Goes through everything: not for a frame.
    pub(super) fn new(project: &mut Project, question: &Question) -> Result<Self, ProjectError> {
        let mut answers = project.ask(&question.query)?;
        let mut excluding = Vec::new();
        if answers.is_empty() {
            for field in question.narrowings() {
                let mut wider = question.query.clone();
                wider.narrow(field, Vec::new());
                if !project.ask(&wider)?.is_empty() {
                    excluding.push(field);
                }
            }
        }
        let snapshot = project.snapshot();
        let asked = snapshot.asked_codings(&question.query.holds);
        sort(&mut answers, snapshot, question.sort, &asked);
        let groups = group(&snapshot.study(), &question.groups, &answers, &asked)?;
        let sources: HashSet<SourceId> = answers.iter().map(|row| row.source).collect();
        let case = |&source: &SourceId| snapshot.source(source).and_then(|info| info.case);
        let cases: HashSet<_> = sources.iter().filter_map(case).collect();
        let groups = groups.iter().map(|group| {
            let answers: Vec<Answer> = group.answers.iter().map(|&at| answers[at]).collect();
            (Arc::clone(&group.keys), group.names.clone(), answers)
        });
        let grouped = Self::of_groups(groups);
        Ok(Self { answers, sources: sources.len(), cases: cases.len(), excluding, ..grouped })
    }

    fn of_groups(groups: impl Iterator<Item = (Arc<[Key]>, Vec<String>, Vec<Answer>)>) -> Self {
        let mut listing = Self::default();
        for (keys, names, answers) in groups {
            let heading = listing.headings.len();
            let (first, rows) = (listing.rows.len(), answers.len());
            let row = |answer| Row { answer, under: Arc::clone(&keys), heading };
            listing.rows.extend(answers.into_iter().map(row));
            listing.headings.push(Heading { keys, names, first, rows });
        }
        let rows = listing.rows.iter().enumerate();
        listing.places = rows.map(|(place, row)| (key(row), place)).collect();
        listing
    }

    /// The part of it that stands under an outermost heading, with the headings within that.
    pub(super) fn under(&self, outermost: &Key) -> Self {
        let headings = self.headings.iter().filter(|one| one.keys.first() == Some(outermost));
        let groups = headings.map(|heading| {
            let rows = &self.rows[heading.first..heading.first + heading.rows];
            let answers = rows.iter().map(|row| row.answer).collect();
            (Arc::clone(&heading.keys), heading.names.clone(), answers)
        });
        Self::of_groups(groups)
    }

    /// The quotes in their order; one that stands under several headings stands there several times.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Where a row stands.
    pub(super) fn place(&self, row: &RowKey) -> Option<usize> {
        self.places.get(row).copied()
    }

    /// The headings in their order; a single one without names where the quotes are not grouped.
    pub(super) fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The heading over a row.
    pub(super) fn heading(&self, place: usize) -> Option<&Heading> {
        self.headings.get(self.rows.get(place)?.heading)
    }

    /// Whether a heading is to be drawn above a row: it is the first below it, and not the first of all, whose heading
    /// stands above the list.
    pub(super) fn begins(&self, place: usize) -> bool {
        place > 0 && self.heading(place).is_some_and(|heading| heading.first == place)
    }

    /// The outermost headings, each with how many rows stand under it.
    pub(super) fn outermost(&self) -> Vec<(&Key, &str, usize)> {
        let mut all: Vec<(&Key, &str, usize)> = Vec::new();
        for heading in &self.headings {
            let (Some(key), Some(name)) = (heading.keys.first(), heading.names.first()) else {
                continue;
            };
            match all.last_mut() {
                Some((last, _, rows)) if *last == key => *rows += heading.rows,
                _ => all.push((key, name, heading.rows)),
            }
        }
        all
    }

    /// The quotes in their order, each once.
    pub(super) fn answers(&self) -> &[Answer] {
        &self.answers
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

fn sort(rows: &mut [Answer], snapshot: &Snapshot, by: Sort, asked: &AskedCodings) {
    // All sorts are stable: equals stay by source and place.
    match by {
        Sort::Source => {}
        Sort::Length => rows.sort_by_key(|row| Reverse(row.given.len())),
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
