//! Finds the places that stand in lines: those of words at once, those of a pattern text by text, so that other work comes
//! through and it can be cancelled.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::lines::Lines;
use super::{SearchView, pattern};
use crate::analysis::ConcordanceOrder;
use crate::app::desk::Desk;
use crate::app::notice::Notice;
use crate::domain::{SourceInfo, SourceKind};
use crate::project::{ConcordanceHit, Job, PatternPlaces, ProjectError, Snapshot};
use crate::search::{Pattern, QueryError};

/// How long the line must have been left alone before places are looked for.
const PAUSE: Duration = Duration::from_millis(200);
/// How long a pattern may keep the project from other work, in one go.
const SLICE: Duration = Duration::from_millis(40);

/// Places that were found.
pub(super) struct Places {
    /// What they answer.
    pub(super) text: String,
    /// Of what they are the places.
    stand: Stand,
    order: ConcordanceOrder,
    pub(super) hits: Arc<[ConcordanceHit]>,
    /// How many of them stand on each kind of source.
    on: [usize; SourceKind::ALL.len()],
}

/// The state of the project that places hold for.
#[derive(Clone)]
enum Stand {
    /// After a step.
    Step(i64),
    /// As long as these are the texts: nothing else matters to a pattern.
    Texts(Arc<[SourceInfo]>),
}

impl Stand {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Step(one), Self::Step(other)) => one == other,
            (Self::Texts(one), Self::Texts(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Places {
    pub(super) fn on(&self, kind: SourceKind) -> usize {
        self.on[kind as usize]
    }
}

/// A pattern that is being looked for.
pub(super) struct Run {
    text: String,
    sources: Arc<[SourceInfo]>,
    pub(super) job: Arc<Job>,
    found: Vec<PatternPlaces>,
}

/// What was looked for in vain, and is not looked for again until something changes.
pub(super) struct Vain {
    text: String,
    stand: Stand,
    /// Whether somebody cancelled it.
    pub(super) is_cancelled: bool,
}

impl Lines {
    fn is_vain(&self, text: &str, stand: &Stand) -> bool {
        self.vain.as_ref().is_some_and(|vain| vain.text == text && vain.stand.is(stand))
    }

    fn has(&self, text: &str, stand: &Stand) -> bool {
        self.places.as_ref().is_some_and(|found| found.text == text && found.stand.is(stand))
    }

    fn stop(&mut self) {
        if let Some(run) = self.run.take() {
            run.job.cancel();
        }
    }

    /// Takes places; the row stays where they answer what those before them did.
    fn take(&mut self, places: Places) {
        let before = self.places.replace(places);
        let now = self.places.as_ref().map(|found| &found.text);
        if before.as_ref().map(|found| &found.text) != now {
            self.at.start_over();
        }
        self.cut.clear();
        self.vain = None;
    }
}

impl SearchView {
    /// Has looked for what the line asks, and has the places in the order that was chosen.
    pub(super) fn find_places(&mut self, desk: &mut Desk) {
        if self.asked.is_empty() {
            self.trouble = None;
            self.lines.stop();
            return;
        }
        match self.asked.is_pattern() {
            true => self.look_for_pattern(desk),
            false => self.ask_for_places(desk),
        }
        self.put_in_order(desk);
    }

    /// Whether the line was left alone for a moment, or is finished.
    fn is_left_alone(&self, desk: &Desk) -> bool {
        let since = self.typed.map_or(PAUSE, |typed| typed.elapsed());
        let left = PAUSE.saturating_sub(since);
        if self.asked.finished || left.is_zero() {
            return true;
        }
        desk.ctx().request_repaint_after(left);
        false
    }

    fn ask_for_places(&mut self, desk: &mut Desk) {
        self.lines.stop();
        let stand = Stand::Step(desk.snapshot.seq);
        let (text, order) = (self.asked.text.clone(), self.lines.order);
        if self.awaited.is_some()
            || self.lines.has(&text, &stand)
            || self.lines.is_vain(&text, &stand)
            || !self.is_left_alone(desk)
        {
            return;
        }
        self.awaited = Some(Instant::now());
        desk.ctx().request_repaint_after(super::LONG);
        let question = text.clone();
        desk.ask_or_never(
            move |project| {
                let hits = project.concordance(&question, &[], order);
                (project.snapshot().seq, hits)
            },
            move |desk, answer| {
                desk.search.awaited = None;
                let (seq, hits) = match answer {
                    Some((seq, hits)) => (Stand::Step(seq), hits),
                    None => (stand, Err(ProjectError::Interrupted)),
                };
                take(desk, text, seq, order, hits);
            },
        );
    }

    fn look_for_pattern(&mut self, desk: &mut Desk) {
        let text = self.asked.text.clone();
        if self.lines.read.as_ref().is_none_or(|(read, _)| *read != text) {
            let read = pattern::read(&text, &desk.snapshot);
            self.trouble = read.as_ref().err().cloned();
            self.lines.read = Some((text.clone(), read));
        }
        let sources = Arc::clone(&desk.snapshot.sources);
        let stand = Stand::Texts(Arc::clone(&sources));
        let runs_for = |run: &Run| run.text == text && Arc::ptr_eq(&run.sources, &sources);
        if self.lines.run.as_ref().is_some_and(runs_for) {
            return;
        }
        self.lines.stop();
        let Some((_, Ok(read))) = &self.lines.read else { return };
        let waits = read.is_open && !self.asked.finished;
        if waits
            || self.awaited.is_some()
            || self.lines.has(&text, &stand)
            || self.lines.is_vain(&text, &stand)
            || !self.is_left_alone(desk)
        {
            return;
        }
        let job = Arc::new(Job::new("Looking for the pattern"));
        job.begin(sources.len());
        let pattern = read.pattern.clone();
        let run = Run { text, sources, job: Arc::clone(&job), found: Vec::new() };
        self.lines.run = Some(run);
        go_on(desk, job, pattern, 0);
    }

    /// Has the places put into another order when that is asked for.
    fn put_in_order(&mut self, desk: &mut Desk) {
        let order = self.lines.order;
        let Some(places) = self.lines.places.as_ref().filter(|places| places.order != order) else {
            return;
        };
        if self.awaited.is_some() {
            return;
        }
        self.awaited = Some(Instant::now());
        let (hits, stand, text) =
            (Arc::clone(&places.hits), places.stand.clone(), places.text.clone());
        let shown = Arc::clone(&hits);
        desk.ask_or_never(
            move |project| project.ordered_concordance(&hits, order),
            move |desk, ordered| {
                desk.search.awaited = None;
                let ordered = ordered.unwrap_or(Err(ProjectError::Interrupted));
                let lines = &mut desk.search.lines;
                let is_shown =
                    lines.places.as_ref().is_some_and(|places| Arc::ptr_eq(&places.hits, &shown));
                match ordered {
                    Ok(hits) if is_shown => {
                        let places = places_of(text, stand, order, hits, &desk.snapshot);
                        lines.take(places);
                        lines.at.start_over();
                    }
                    Ok(_) => {}
                    Err(error) => {
                        // Asking again in every frame would not mend it.
                        if let Some(places) = &mut lines.places {
                            places.order = order;
                        }
                        desk.notice = Some(Notice::trouble(&error));
                    }
                }
            },
        );
    }

    /// What the quiet line says of a pattern; empty where it is at fault or not read yet.
    pub(super) fn pattern_hint(&self) -> &'static str {
        match &self.lines.read {
            Some((of, Ok(read))) if *of == self.asked.text => {
                match read.is_open && !self.asked.finished {
                    true => "Close the pattern with / or press Enter to look for it",
                    false => "In the texts of all sources; capitals count as small letters",
                }
            }
            _ => "",
        }
    }
}

/// Has the next texts looked through, as long as the run goes on.
fn go_on(desk: &mut Desk, job: Arc<Job>, pattern: Pattern, from: usize) {
    let (working, looked) = (Arc::clone(&job), pattern.clone());
    desk.ask_or_never(
        move |project| {
            let mut found = Vec::new();
            let next = project.find_pattern_from(&looked, from, SLICE, &working, &mut found);
            next.map(|next| (next, found))
        },
        move |desk, answer| {
            let lines = &mut desk.search.lines;
            let Some(mut run) = lines.run.take_if(|run| Arc::ptr_eq(&run.job, &job)) else {
                return;
            };
            let stand = Stand::Texts(Arc::clone(&run.sources));
            let is_cancelled = job.is_cancelled();
            if is_cancelled {
                // What was found before answers another question.
                lines.places = None;
                lines.vain = Some(Vain { text: run.text, stand, is_cancelled });
                return;
            }
            // With other texts it begins anew when it is looked at again.
            if !Arc::ptr_eq(&run.sources, &desk.snapshot.sources) {
                return;
            }
            match answer.unwrap_or(Err(ProjectError::Interrupted)) {
                Ok((next, found)) => {
                    run.found.extend(found);
                    if let Some(from) = next {
                        lines.run = Some(run);
                        go_on(desk, job, pattern, from);
                        return;
                    }
                    let mut hits: Vec<ConcordanceHit> =
                        run.found.iter().flat_map(hits_on).collect();
                    // Two matches within one character have one place.
                    hits.dedup();
                    take(desk, run.text, stand, ConcordanceOrder::Source, Ok(Ok(hits)));
                }
                Err(error) => {
                    take(desk, run.text, stand, ConcordanceOrder::Source, Err(error));
                }
            }
        },
    );
}

fn hits_on(on: &PatternPlaces) -> impl Iterator<Item = ConcordanceHit> + '_ {
    on.places.iter().map(|&span| ConcordanceHit { source: on.source, span })
}

fn places_of(
    text: String,
    stand: Stand,
    order: ConcordanceOrder,
    hits: Vec<ConcordanceHit>,
    snapshot: &Snapshot,
) -> Places {
    let mut on = [0; SourceKind::ALL.len()];
    for hit in &hits {
        if let Some(info) = snapshot.source(hit.source) {
            on[info.kind as usize] += 1;
        }
    }
    Places { text, stand, order, hits: hits.into(), on }
}

/// Takes what came of looking, unless something else is asked for by now.
fn take(
    desk: &mut Desk,
    text: String,
    stand: Stand,
    order: ConcordanceOrder,
    found: Result<Result<Vec<ConcordanceHit>, QueryError>, ProjectError>,
) {
    let view = &mut desk.search;
    let is_asked = view.asked.text == text;
    let vain = |text, stand| Some(Vain { text, stand, is_cancelled: false });
    match found {
        Ok(Ok(hits)) if is_asked => {
            view.trouble = None;
            view.lines.take(places_of(text, stand, order, hits, &desk.snapshot));
        }
        Ok(Err(trouble)) if is_asked => {
            // The last lines stay in sight while the question is being mended.
            view.trouble = Some(trouble);
            view.lines.vain = vain(text, stand);
        }
        Ok(_) => {}
        Err(error) => {
            view.lines.vain = vain(text, stand);
            desk.notice = Some(Notice::trouble(&error));
        }
    }
}
