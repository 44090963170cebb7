//! Words found in sources, quotations, comments and definitions.

use serde::Serialize;

use super::arguments::Search;
use super::failure::Failure;
use super::output::{note, print};
use super::{Outcome, open};
use crate::domain::Span;
use crate::project::{FoundHit, ProjectError, SearchQuestion, Snapshot, index_folder};
use crate::search::Kind;
use crate::text::{counted, grouped};

/// A place where the words were found, told as a quote is.
#[derive(Serialize)]
struct Place<'a> {
    kind: Kind,
    document: Option<&'a str>,
    start: Option<u32>,
    end: Option<u32>,
    text: &'a str,
    codes: Vec<&'a str>,
    coders: Vec<&'a str>,
    label: &'a str,
    /// Where the words themselves stand in the document.
    places: &'a [Span],
    #[serde(skip)]
    excerpt: &'a str,
}

impl<'a> Place<'a> {
    fn new(hit: &'a FoundHit, snapshot: &'a Snapshot) -> Self {
        let quotation = hit.quotation.and_then(|id| snapshot.quotation(id));
        let coders = quotation.map(|(_, quotation)| quotation.coders()).unwrap_or_default();
        Self {
            kind: hit.kind,
            document: hit.source_name.as_deref(),
            start: hit.span.map(|span| span.start),
            end: hit.span.map(|span| span.end),
            text: &hit.text,
            codes: hit.codes.iter().map(|code| code.path.as_str()).collect(),
            coders: coders
                .into_iter()
                .filter_map(|id| snapshot.coder(id))
                .map(|coder| coder.name.as_str())
                .collect(),
            label: &hit.label,
            places: &hit.places,
            excerpt: hit.text.get(hit.excerpt.clone()).unwrap_or(&hit.text),
        }
    }

    fn words(&self) -> String {
        let place = match (self.document, self.start, self.end) {
            (Some(document), Some(start), Some(end)) => format!("{document}, {start}–{end}"),
            _ => self.codes.join("; "),
        };
        let what = match self.kind {
            Kind::Passage => "",
            Kind::Quotation => ", quotation",
            Kind::Definition => ", definition",
            Kind::Comment => ", comment",
            Kind::Memo => "",
            Kind::Summary => "summary",
            Kind::Finding => "outline",
        };
        let cut = |cut: bool| if cut { "…" } else { "" };
        let (before, after) =
            (!self.text.starts_with(self.excerpt), !self.text.ends_with(self.excerpt));
        let excerpt = self.excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
        let head = format!("{place}{what} {}", self.label);
        format!("{}\n    {}{excerpt}{}\n", head.trim_end(), cut(before), cut(after))
    }
}

pub(super) fn find(asked: &Search) -> Result<Outcome, Failure> {
    let mut project = open(&asked.at.file)?;
    project.set_index_folder(index_folder().as_deref());
    let mut question = SearchQuestion::new(&asked.query, asked.limit);
    if let Some(path) = &asked.code {
        let code = project.snapshot().codes.resolve(path).map_err(ProjectError::from)?;
        question.within = Some(code.id);
    }
    let found = project.search(&question)?;
    if let Some(trouble) = found.trouble {
        return Err(Failure::at_place(&question.text, trouble.at, &trouble.message));
    }
    let snapshot = project.snapshot();
    let places: Vec<Place> = found.hits.iter().map(|hit| Place::new(hit, snapshot)).collect();
    print(asked.at.form.json, &places, |places| places.iter().map(Place::words).collect())?;
    let total = found.totals.of(None, None);
    if total > places.len() {
        note(&format!(
            "The best {} of {}; --limit gives more",
            grouped(places.len()),
            counted(total, "place", "places")
        ));
    }
    Ok(Outcome::Done)
}
