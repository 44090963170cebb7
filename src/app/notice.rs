//! The line at the bottom that says what was just done or what went wrong.

use std::time::{Duration, Instant};

/// How long a confirmation stays.
const STAYS: Duration = Duration::from_secs(12);

/// What the status line says.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// What kind of sentence.
    pub tone: Tone,
    /// Whether the report of an import belongs to it; the link to that goes with it.
    pub has_report: bool,
    since: Instant,
}

/// What kind of sentence a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done, and Undo takes it back.
    Done,
    /// Something to know.
    Plain,
    /// Something could not be done. Stays until something else is said.
    Trouble,
}

impl Notice {
    /// Says that something was done and can be undone.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Done, has_report: false, since: Instant::now() }
    }

    /// Says something.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain, has_report: false, since: Instant::now() }
    }

    /// Says that something could not be done.
    pub fn trouble(error: &impl ToString) -> Self {
        Self {
            text: error.to_string(),
            tone: Tone::Trouble,
            has_report: false,
            since: Instant::now(),
        }
    }

    /// The sentence that an import ends with.
    pub fn with_report(mut self) -> Self {
        self.has_report = true;
        self
    }

    /// Whether it has been there long enough.
    pub fn is_over(&self) -> bool {
        self.tone != Tone::Trouble && self.since.elapsed() > STAYS
    }
}
