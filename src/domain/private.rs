//! Words that may not leave the project.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// Words that only the team may see: the name of a person, their exact post, the name of a site. They never reach a log, and
/// what is printed can only get at them by naming the type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(String);

impl Private {
    /// Keeps words private.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl Deref for Private {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Private {
    /// Only whether there is anything.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "nothing private" } else { "something private" })
    }
}
