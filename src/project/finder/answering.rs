//! Answers what is searched for: asks the index, and says of each hit what it is and where it stands.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use uuid::Uuid;

use super::reading::{definition, item_words, memo_words, searched};
use crate::analysis::links::Names as _;
use crate::domain::{
    self, CodeId, ItemId, Memo, MemoId, Quotation, QuotationId, SourceCodings, SourceId,
    SourceKind, Span, SummaryId,
};
use crate::project::{Project, ProjectError, Snapshot};
use crate::search::{
    self, Hit, Kind, Language, Looker, Query, QueryError, Scope, SearchError, Target,
};
use crate::text::passages;

/// The longest text of a hit that is shown whole, in code points: about six lines.
const WHOLE: usize = 480;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuestion {
    /// The question as it was written; see [`search::parse`] for its language.
    pub text: String,
    /// Whether it is still being written, so that its last word may be the start of one.
    pub typing: bool,
    /// Only hits of this kind are given; all kinds are counted.
    pub kind: Option<Kind>,
    /// Only hits on sources of this kind are given; all are counted.
    pub source_kind: Option<SourceKind>,
    /// Looks only into quotations that bear this code or one below it.
    pub within: Option<CodeId>,
    /// How many of the best hits are left out, because they are known already.
    pub skip: usize,
    /// How many hits are given after those.
    pub limit: usize,
}

impl SearchQuestion {
    /// Asks for the best hits of every kind.
    pub fn new(text: impl Into<String>, limit: usize) -> Self {
        Self {
            text: text.into(),
            typing: false,
            kind: None,
            source_kind: None,
            within: None,
            skip: 0,
            limit,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Found {
    /// The hits, best first.
    pub hits: Vec<FoundHit>,
    /// How many there are in all, whatever kind was asked for.
    pub totals: Totals,
    /// What is wrong with the question; nothing is found then.
    #[serde(skip)]
    pub trouble: Option<QueryError>,
    /// The number of the step whose state this is the answer of.
    #[serde(skip)]
    pub seq: i64,
}

/// How many hits there are of each kind, and of those on sources of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals([[usize; SourceKind::ALL.len() + 1]; Kind::ALL.len()]);

impl Totals {
    /// Where definitions and what the team writes are counted, which stand on no source.
    const NOWHERE: usize = SourceKind::ALL.len();

    /// How many there are of a kind, of all kinds together without one; on sources of a kind, or anywhere.
    pub fn of(&self, kind: Option<Kind>, source_kind: Option<SourceKind>) -> usize {
        let count = |by_source: &[usize; SourceKind::ALL.len() + 1]| match source_kind {
            Some(kind) => by_source[kind as usize],
            None => by_source.iter().sum(),
        };
        match kind {
            Some(kind) => count(&self.0[kind as usize]),
            None => self.0.iter().map(count).sum(),
        }
    }

    fn count(&mut self, kind: Kind, source_kind: Option<SourceKind>) {
        let place = source_kind.map_or(Self::NOWHERE, |kind| kind as usize);
        self.0[kind as usize][place] += 1;
    }
}

/// One place where the words were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundHit {
    /// What it is.
    pub kind: Kind,
    /// The source it stands on; none for a definition.
    pub source: Option<SourceId>,
    /// That source's name.
    pub source_name: Option<String>,
    /// Where it stands there, in code points: the passage, or the quotation.
    pub span: Option<Span>,
    /// The quotation, where it is one or a comment on one.
    pub quotation: Option<QuotationId>,
    /// The codes on the quotation, or the code that is defined.
    pub codes: Vec<FoundCode>,
    /// The memo, the summary, or the item of an outline, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<Written>,
    /// What is printed after a quote from here; where in the project a memo, summary or finding stands; empty for a definition.
    pub label: String,
    /// The words: the passage, the quotation, the comment, or the code's name with its definition below.
    pub text: String,
    /// The places in `text` of what was searched for, in bytes, in order.
    #[serde(skip)]
    pub marks: Vec<Range<usize>>,
    /// The part of `text` to show where there is little room, in bytes; if it is short, all but blanks at its ends.
    #[serde(skip)]
    pub excerpt: Range<usize>,
    /// The places in the source of what was searched for, in code points; none for definitions and comments.
    pub places: Vec<Span>,
}

/// Something that the team wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "id", rename_all = "lowercase")]
pub enum Written {
    /// A memo.
    Memo(MemoId),
    /// A summary of the framework matrix.
    Summary(SummaryId),
    /// A heading, finding or paragraph of an outline.
    Finding(ItemId),
}

impl Written {
    /// Its key, whatever it is the key of.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Memo(id) => id.uuid(),
            Self::Summary(id) => id.uuid(),
            Self::Finding(id) => id.uuid(),
        }
    }
}

/// A code by its key and its printed path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundCode {
    /// Its key.
    pub id: CodeId,
    /// The names from the top down to it.
    pub path: String,
}

impl Project {
    /// Searches sources, quotations, definitions, comments, and what the team writes. A question that cannot be understood is no error but
    /// an answer with [`Found::trouble`].
    ///
    /// Gathers first what changed since the last time, which takes a second or two for a whole study that was never
    /// searched (see [`Project::catch_up`]).
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn search(&mut self, question: &SearchQuestion) -> Result<Found, ProjectError> {
        let mut found = Found { seq: self.snapshot.seq, ..Found::default() };
        let query = match self.snapshot.ask_words(&question.text, question.typing) {
            Ok(Some(query)) => query,
            Ok(None) => return Ok(found),
            Err(trouble) => return Ok(Found { trouble: Some(trouble), ..found }),
        };
        let (hits, totals) = match self.look_up(&query, question) {
            Err(ProjectError::Search(error)) => {
                self.finder.retreat(&error);
                self.look_up(&query, question)?
            }
            other => other?,
        };
        found.totals = totals;
        found.hits.reserve(hits.len());
        for hit in hits {
            found.hits.extend(self.describe(&query, hit.target)?);
        }
        Ok(found)
    }

    /// The places in a source of what is searched for, in code points, in order: those in its passages that answer.
    /// None when the question cannot be understood.
    ///
    /// # Errors
    /// When the source is gone.
    pub fn places(&mut self, source: SourceId, question: &str) -> Result<Vec<Span>, ProjectError> {
        let Ok(Some(query)) = self.snapshot.ask_words(question, true) else {
            return Ok(Vec::new());
        };
        let text = self.text(source)?;
        let language = self.snapshot.language_of(source);
        let turns = self.snapshot.codings(source).map(|on| Arc::clone(&on.turns));
        let passages = passages(&text, turns.as_deref().unwrap_or_default());
        let mut looker = Looker::new(&query, language);
        let places = passages.iter().flat_map(|&span| {
            let (start, words) = (text.bytes(span).start, text.slice(span));
            let found = if looker.matches(words) { looker.find(words) } else { Vec::new() };
            found.into_iter().map(move |bytes| start + bytes.start..start + bytes.end)
        });
        Ok(places.map(|bytes| text.span_of(bytes)).collect())
    }

    fn look_up(
        &mut self,
        query: &Query,
        question: &SearchQuestion,
    ) -> Result<(Vec<Hit>, Totals), ProjectError> {
        self.finder.catch_up(self.store.read(), &self.snapshot, None)?;
        let snapshot = &*self.snapshot;
        let bearers = question.within.map(|code| bearers(snapshot, code));
        let totals = RefCell::new(Totals::default());
        // The index has caught up, so that what it holds is there. The answers of a source stand together in it: its kind is
        // looked up once for most of them.
        let last: Cell<Option<(SourceId, Option<SourceKind>)>> = Cell::new(None);
        let source_kind = |target: &Target| {
            let source = target.source()?;
            if let Some((_, kind)) = last.get().filter(|(id, _)| *id == source) {
                return kind;
            }
            let kind = snapshot.source(source).map(|info| info.kind);
            last.set(Some((source, kind)));
            kind
        };
        let accept = |target: &Target| {
            let within = bearers.as_ref().is_none_or(
                |ids| matches!(target, Target::Quotation { id, .. } if ids.contains(id)),
            );
            if !within {
                return false;
            }
            let (kind, on) = (target.kind(), source_kind(target));
            totals.borrow_mut().count(kind, on);
            question.kind.is_none_or(|wanted| wanted == kind)
                && question.source_kind.is_none_or(|wanted| Some(wanted) == on)
        };
        let scope = Scope { accept: Some(&accept), ..Scope::default() };
        let results: Result<_, SearchError> =
            self.finder.search(query, &scope, question.skip.saturating_add(question.limit));
        let mut hits = results?.hits;
        hits.drain(..question.skip.min(hits.len()));
        Ok((hits, totals.into_inner()))
    }

    /// What is shown of a hit; none if it is gone.
    fn describe(
        &mut self,
        query: &Query,
        target: Target,
    ) -> Result<Option<FoundHit>, ProjectError> {
        let snapshot = Arc::clone(&self.snapshot);
        let named = |ids: Vec<CodeId>| {
            let path = |id| FoundCode { id, path: snapshot.codes.path_text(id) };
            ids.into_iter().map(path).collect::<Vec<_>>()
        };
        let (source, span) = match target {
            Target::Definition { code } => {
                let text = snapshot.codes.get(code).map(definition);
                return Ok(text.map(|text| {
                    let language = Language::default();
                    hit(query, Kind::Definition, text, language, named(vec![code]))
                }));
            }
            Target::Memo { id } => {
                let memo = snapshot.memo(id);
                let found = memo.map(|memo| (memo_words(memo, &snapshot), place_of_memo(memo)));
                return Ok(found.map(|(text, place)| wrote(query, Written::Memo(id), text, place)));
            }
            Target::Summary { id } => {
                let text = snapshot.summary_of(id).map(|one| searched(&one.text, &snapshot));
                let place = snapshot.name_of(domain::Target::Summary(id)).unwrap_or_default();
                return Ok(text.map(|text| wrote(query, Written::Summary(id), text, place)));
            }
            Target::Item { id } => {
                let item = snapshot.item(id);
                let found = item.map(|(of, item)| (item_words(item, &snapshot), of.name.clone()));
                return Ok(found.map(|(text, name)| wrote(query, Written::Finding(id), text, name)));
            }
            Target::Passage { source, span }
            | Target::Quotation { source, span, .. }
            | Target::Comment { source, span, .. } => (source, span),
        };
        let (Some(info), Some(on)) = (snapshot.source(source), snapshot.codings(source)) else {
            return Ok(None);
        };
        let quotation = match quotation_of(on, &target) {
            Ok(quotation) => quotation,
            Err(Gone) => return Ok(None),
        };
        let language = snapshot.language_of(source);
        let codes = named(quotation.map(Quotation::codes).unwrap_or_default());
        let mut found = match (target, quotation) {
            (Target::Comment { .. }, Some(quotation)) => {
                hit(query, Kind::Comment, quotation.comment.clone(), language, codes)
            }
            _ => {
                let text = self.text(source)?;
                let bytes = text.bytes(span);
                let found = hit(query, target.kind(), text.slice(span).to_owned(), language, codes);
                let in_source = |mark: &Range<usize>| {
                    text.span_of(bytes.start + mark.start..bytes.start + mark.end)
                };
                FoundHit { places: found.marks.iter().map(in_source).collect(), ..found }
            }
        };
        found.source = Some(source);
        found.source_name = Some(info.name.clone());
        found.span = Some(span);
        found.quotation = quotation.map(|quotation| quotation.id);
        found.label = snapshot.label(info, on, span);
        Ok(Some(found))
    }
}

/// A hit in what the team wrote.
fn wrote(query: &Query, written: Written, text: String, place: String) -> FoundHit {
    let kind = match written {
        Written::Memo(_) => Kind::Memo,
        Written::Summary(_) => Kind::Summary,
        Written::Finding(_) => Kind::Finding,
    };
    let found = hit(query, kind, text, Language::default(), Vec::new());
    FoundHit { written: Some(written), label: place, ..found }
}

/// What tells a memo from others in a list: its kind and what became of it.
fn place_of_memo(memo: &Memo) -> String {
    format!("{} memo, {}", memo.kind, memo.status)
}

/// A hit with its words, that does not yet say where it stands.
fn hit(
    query: &Query,
    kind: Kind,
    text: String,
    language: Language,
    codes: Vec<FoundCode>,
) -> FoundHit {
    let marks = search::find(query, &text, language);
    let excerpt = if text.chars().nth(WHOLE).is_none() {
        let start = text.len() - text.trim_start().len();
        start..text.trim_end().len().max(start)
    } else {
        search::excerpt(&text, &marks, WHOLE)
    };
    FoundHit {
        kind,
        source: None,
        source_name: None,
        span: None,
        quotation: None,
        codes,
        written: None,
        label: String::new(),
        text,
        marks,
        excerpt,
        places: Vec::new(),
    }
}

/// The quotation of a hit is not there any more.
struct Gone;

/// The quotation that a target is or speaks of; none for a passage.
fn quotation_of<'a>(on: &'a SourceCodings, target: &Target) -> Result<Option<&'a Quotation>, Gone> {
    match target {
        Target::Quotation { id, .. } | Target::Comment { quotation: id, .. } => {
            on.quotation(*id).map(Some).ok_or(Gone)
        }
        _ => Ok(None),
    }
}

/// The quotations that bear a code or one below it.
fn bearers(snapshot: &Snapshot, code: CodeId) -> HashSet<QuotationId> {
    let codes: HashSet<CodeId> =
        snapshot.codes.with_sub_codes(code).iter().map(|code| code.id).collect();
    let bears = |quotation: &Quotation| quotation.codings.iter().any(|c| codes.contains(&c.code));
    let all = snapshot.quotations().filter(|(_, quotation)| bears(quotation));
    all.map(|(_, quotation)| quotation.id).collect()
}
