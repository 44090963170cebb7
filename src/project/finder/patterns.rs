//! Where a regular expression matches in the texts.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::domain::{SourceId, Span};
use crate::project::{Job, Project, ProjectError};
use crate::search::Pattern;
use crate::text::Text;

/// The places in one source where a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternPlaces {
    /// The source.
    pub source: SourceId,
    /// The places, in code points, in order; none splits a character as it is seen, so that two may share one.
    pub places: Vec<Span>,
}

impl Project {
    /// Looks for a pattern in every text, one after the other, by the order of names; sources without a place are left out.
    /// Nothing is given when the job is cancelled.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn find_pattern(
        &self,
        pattern: &Pattern,
        job: &Job,
    ) -> Result<Option<Vec<PatternPlaces>>, ProjectError> {
        job.begin(self.snapshot.sources.len());
        let mut found = Vec::new();
        let mut next = Some(0);
        while let Some(from) = next {
            if job.is_cancelled() {
                return Ok(None);
            }
            next = self.find_pattern_from(pattern, from, Duration::ZERO, job, &mut found)?;
        }
        Ok(Some(found))
    }

    /// Does a part of [`Self::find_pattern`]: goes on at the source of a number, for about as long as `budget`, with one
    /// source at least, and adds what it finds. Gives the number to go on at, none when all are done. So a pattern that
    /// takes long lets other work through.
    ///
    /// # Errors
    /// When the project's file cannot be read.
    pub fn find_pattern_from(
        &self,
        pattern: &Pattern,
        from: usize,
        budget: Duration,
        job: &Job,
        found: &mut Vec<PatternPlaces>,
    ) -> Result<Option<usize>, ProjectError> {
        let since = Instant::now();
        for (number, info) in self.snapshot.sources.iter().enumerate().skip(from) {
            if number > from && (since.elapsed() >= budget || job.is_cancelled()) {
                return Ok(Some(number));
            }
            job.work_on(&info.name);
            let text = self.store.read().source_text(info.id)?;
            // The tables of positions are made for texts with a place alone.
            if pattern.is_match(&text) {
                let text = Text::new(text);
                let places =
                    pattern.find(text.as_str()).map(|bytes| text.snap(text.span_of(bytes)));
                found.push(PatternPlaces { source: info.id, places: places.collect() });
            }
            job.one_done();
        }
        Ok(None)
    }
}
